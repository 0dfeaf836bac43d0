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

Footnote = Callable[..., subprocess.CompletedProcess[str]]
CrashLab = Callable[[list[dict[str, Any]]], list[dict[str, int]]]

# Short articles: what is tested is what happens around the embedding, which takes its time.
ARTICLES: dict[str, str | bytes] = {
    "rice.txt": "Rice was planted in the spring. It was harvested in the autumn.",
    "school.txt": "A school was opened in Hanoi in 2019. Ninety children came.",
    "tin.txt": "Ông Nông Đức Mạnh đã phát biểu tại hội nghị ở Hà Nội.",
}


@pytest.fixture
def footnote() -> Footnote:
    """``footnote("ask", "Who?")``: the command in a process of its own, with its output."""

    def run(*args: str | Path, prefix: tuple[str, ...] = (), **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*prefix, sys.executable, "-m", "ui.cli", *map(str, args)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **environment},
        )

    return run


@pytest.fixture
def crash_lab() -> CrashLab:
    """Runs ``footnote index`` several times, some of them killed on the way; gives how each ended."""

    def run(runs: list[dict[str, Any]]) -> list[dict[str, int]]:
        lab = [sys.executable, "-m", "tests.e2e.crash_lab"]
        done = subprocess.run(lab, input=json.dumps(runs), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


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
