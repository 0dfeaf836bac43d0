"""Commands in processes of their own, and what they leave in the store."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
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


@pytest.fixture
def chroma_server(tmp_path: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of a Chroma server on this machine, and what stops it."""
    (tmp_path / "server").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(tmp_path / "server")],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )

    def stop() -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    assert process.stdout is not None
    try:
        port = int(process.stdout.readline())
        for line in process.stdout:
            if "listening on address" in line:
                break
        yield f"http://127.0.0.1:{port}", stop
    finally:
        stop()
        process.stdout.close()


# Asks the system for a free port, tells it, and becomes the server.
SERVER = """
import socket, sys
with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
print(port, flush=True)
from chromadb.cli.cli import app
sys.argv = ["chroma", "run", "--path", sys.argv[1], "--host", "127.0.0.1", "--port", str(port)]
app()
"""
