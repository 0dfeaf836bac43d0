"""Runs ``footnote index`` in forks of one process that has imported the heavy libraries once, and kills some of them.

Standard input: a JSON list of {"cwd", "after_calls"?, "after_bytes"?}. Standard output: for each a line
{"signal", "status", "calls"}. The embedding is a stand-in, so that the same text has the same vector
in whatever batch it comes; all else is the real command.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from types import FrameType
from typing import Any

import chromadb  # noqa: F401 - imported before the forks
import llama_index.vector_stores.chroma  # noqa: F401

import rag.index.index
from rag.corpus.metadata import find_date, find_language
from tests.fakes import FakeEncoder
from ui import cli


class Killer:
    """Counts the calls of our code and Chroma's, and kills the process at one of them."""

    def __init__(self, at: int | None) -> None:
        self.calls, self.at = 0, at

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        if event in ("call", "c_call") and frame.f_globals.get("__name__", "").startswith(("rag.", "chromadb.")):
            self.calls += 1
            if self.calls == self.at:
                os.kill(os.getpid(), signal.SIGKILL)


def child(run: dict[str, Any], told: int) -> None:
    os.chdir(run["cwd"])
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if "after_bytes" in run:
        # The kernel kills a process in the middle of a write that makes a file longer than this.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (run["after_bytes"], run["after_bytes"]))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    sys.argv = ["footnote", "index", "--corpus", "news"]
    killer = Killer(run.get("after_calls"))
    sys.setprofile(killer)
    try:
        cli.main()
    except SystemExit as left:
        sys.setprofile(None)
        os.write(told, json.dumps({"status": left.code, "calls": killer.calls}).encode())


def main() -> None:
    find_language("Some text to load the language model with."), find_date("5 January 2017", "en")
    rag.index.index.encoder_for = lambda model=None: FakeEncoder()
    for run in json.load(sys.stdin):
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                child(run, writing)
            finally:
                os._exit(0)
        os.close(writing)
        _, ended = os.waitpid(pid, 0)
        with os.fdopen(reading) as pipe:
            left = json.loads(pipe.read() or "{}")
        print(json.dumps({"signal": os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else 0, **left}), flush=True)


if __name__ == "__main__":
    main()
