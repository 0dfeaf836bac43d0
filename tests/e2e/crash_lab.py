"""Runs ``footnote index`` in forks of one process that has imported the heavy libraries once, and ends some of them.

Each line of standard input is a run, {"cwd", "signal"?, "at_call"?, "at_bytes"?}, and gets its line on
standard output: {"signal": what ended it or 0, "status", "calls", "err"}. The embedding is a stand-in,
so that a text has the same vector in whatever batch it comes; all else is the real command.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile
from types import FrameType
from typing import Any, TextIO

import chromadb  # noqa: F401 - imported before the forks
import llama_index.vector_stores.chroma  # noqa: F401

import rag.answer.pipeline
import rag.bot
import rag.index.index
from rag.corpus.metadata import find_date
from rag.language.detect import find_language
from tests.fakes import FakeEncoder
from ui import cli


class Ender:
    """Counts the calls of our code and Chroma's, and sends this process a signal at one of them."""

    def __init__(self, number: int, at: int | None) -> None:
        self.calls, self.number, self.at = 0, number, at

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        if event in ("call", "c_call") and frame.f_globals.get("__name__", "").startswith(("rag.", "chromadb.")):
            self.calls += 1
            if self.calls == self.at:
                os.kill(os.getpid(), self.number)


def child(run: dict[str, Any], told: int, err: TextIO) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has its background jobs ignore it
    os.chdir(run["cwd"])
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(err.fileno(), 2)
    if "at_bytes" in run:
        # The kernel ends a process in the middle of a write that makes a file longer than this.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (run["at_bytes"], run["at_bytes"]))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    sys.argv = ["footnote", "index", "--corpus", "news"]
    ender = Ender(run.get("signal", signal.SIGKILL), run.get("at_call"))
    sys.setprofile(ender)
    try:
        cli.main()
    except SystemExit as left:
        sys.setprofile(None)
        os.write(told, json.dumps({"status": left.code, "calls": ender.calls}).encode())


def main() -> None:
    find_language("Some text to load the language model with."), find_date("5 January 2017", "en")
    vars(rag.index.index)["encoder_for"] = lambda model=None, threads=None: FakeEncoder()
    for line in sys.stdin:
        with tempfile.TemporaryFile("w+") as err:
            reading, writing = os.pipe()
            pid = os.fork()
            if pid == 0:
                try:
                    child(json.loads(line), writing, err)
                finally:
                    os._exit(0)
            os.close(writing)
            _, ended = os.waitpid(pid, 0)
            with os.fdopen(reading) as pipe:
                left = json.loads(pipe.read() or "{}")
            err.seek(0)
            signalled = os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else 0
            print(json.dumps({"signal": signalled, "err": err.read(), **left}), flush=True)


if __name__ == "__main__":
    main()
