"""Kills indexing at random moments, many times over, and compares what the next run makes of it.

``python -m tests.e2e.kill_loop 200`` ends with status 0 when every store equals one that was made at once.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rag.index.chroma import open_client
from tests.e2e.conftest import ARTICLES
from tests.fakes import write
from tests.index.conftest import close, held_in

AFTER: dict[str, str | bytes] = {
    "rice.txt": "Rice was planted in the summer. It was sold.",
    "classes.txt": ARTICLES["school.txt"],
    "tin.txt": ARTICLES["tin.txt"],
    "road.txt": "The road was mended in May. It is 3.25 km long.",
}
"""What becomes of ``ARTICLES``: one changed, one renamed, one as it was, one new."""


def held(root: Path) -> dict[str, Any]:
    """All that the store of a folder holds."""
    (place,) = (root / ".footnote").iterdir()
    client = open_client(str(place / "chroma"))
    try:
        return held_in(client, place / "words")
    finally:
        close(client)


class Lab:
    """Runs ``footnote index`` in forks of a process of its own (see ``crash_lab``)."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.e2e.crash_lab"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, cwd: Path, **end: int) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps({"cwd": str(cwd), **end}), file=self._process.stdin, flush=True)
        ended: dict[str, Any] = json.loads(self._process.stdout.readline())
        return ended

    def close(self) -> None:
        self._process.communicate()


def main(times: int, seed: int = 0) -> int:
    """How many of so many killed runs were not completed by the next."""
    lab, rng, wrong = Lab(), random.Random(seed), 0
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for name, files in (("changed", ARTICLES), ("fresh", AFTER)):
            write(root / name / "news", files)
            assert lab.run(root / name)["status"] == 0
        write(root / "changed" / "news", AFTER)
        (root / "changed" / "news" / "school.txt").unlink()
        shutil.copytree(root / "changed", root / "counted")
        calls, expected = lab.run(root / "counted")["calls"], held(root / "fresh")
        for number in range(times):
            place = root / "killed"
            shutil.copytree(root / "changed", place)
            at_call = rng.randrange(1, calls)
            first = lab.run(place, signal=signal.SIGKILL, at_call=at_call)
            second = lab.run(place)
            whole = second.get("status") == 0 and held(place) == expected
            wrong += not whole
            outcome = "whole" if whole else f"NOT WHOLE {second['err']}"
            print(f"{number + 1:4} signal {first['signal']} at call {at_call:7} of {calls}: {outcome}", flush=True)
            shutil.rmtree(place)
    lab.close()
    print(f"{times - wrong} of {times} completed by the next run")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 200) else 0)
