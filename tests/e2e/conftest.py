"""Commands in processes of their own, and what they leave in the store."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Ran, Run
from tests.conftest import REPOSITORY

CrashLab = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]

STOPPED = "Stopped. What was indexed is kept, and the same command goes on from there.\n"

# Short articles: what is tested is what happens around the embedding, which takes its time.
ARTICLES: dict[str, str | bytes] = {
    "rice.txt": "Rice was planted in the spring. It was harvested in the autumn.",
    "school.txt": "A school was opened in Hanoi in 2019. Ninety children came.",
    "tin.txt": "Ông Nông Đức Mạnh đã phát biểu tại hội nghị ở Hà Nội.",
}


@pytest.fixture
def process() -> Run:
    """``process("ask", "Who?")``: a command in a process of its own."""

    def run(*args: str | Path, prefix: tuple[str, ...] = (), **environment: str) -> Ran:
        command = [*prefix, sys.executable, "-m", "ui.cli", *map(str, args)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def crash_lab() -> Iterator[CrashLab]:
    """Runs ``footnote index`` several times, some of them ended on the way; gives how each ended."""
    command = [sys.executable, "-m", "tests.e2e.crash_lab"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as lab:
        assert lab.stdin is not None
        assert lab.stdout is not None
        writing, reading = lab.stdin, lab.stdout

        def run(runs: list[dict[str, Any]]) -> list[dict[str, Any]]:
            ended = []
            for one in runs:
                print(json.dumps(one), file=writing, flush=True)
                ended.append(json.loads(reading.readline()))
            return ended

        yield run


class ChromaServer:
    """A Chroma server on this machine, which can be killed and started again where it was."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, 0
        self._process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Returns when it listens. Another process may take the free port that was found before the server does."""
        known = self._port
        for _ in range(5):
            if self._says_that_it_listens():
                while not self._answers():  # it says so a moment before
                    time.sleep(0.05)
                return
            self._port = known
        raise RuntimeError("The Chroma server does not start.")

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, "The Chroma server has ended."
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self._port)) == 0

    def _says_that_it_listens(self) -> bool:
        command = [sys.executable, "-c", SERVER, str(self._folder), str(self._port)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        assert self._process.stdout is not None
        self._port = int(self._process.stdout.readline())
        found = any("listening on address" in line for line in self._process.stdout)
        # It tells of every request, and stops where nobody reads it.
        threading.Thread(target=deque, args=(self._process.stdout, 0)).start()
        return found

    def kill(self) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


@pytest.fixture
def chroma_server(tmp_path: Path) -> Iterator[ChromaServer]:
    (tmp_path / "server").mkdir()
    server = ChromaServer(tmp_path / "server")
    try:
        server.start()
        yield server
    finally:
        server.kill()


# Asks the system for a free port, where none is given, tells it, and becomes the server.
SERVER = """
import socket, sys
with socket.create_server(("127.0.0.1", int(sys.argv[2]))) as free:
    port = free.getsockname()[1]
print(port, flush=True)
from chromadb.cli.cli import app
sys.argv = ["chroma", "run", "--path", sys.argv[1], "--host", "127.0.0.1", "--port", str(port)]
app()
"""
