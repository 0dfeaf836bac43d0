"""Reads strange files in a process of its own: whatever its parsers do there, the run goes on.

The process ends itself when a file takes too long, by an alarm that no parser holds up, and has a
memory of limited size. What it gives is passed on through a pipe.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from rag.corpus.extract import Extract, Unreadable
from rag.corpus.formats import Format, format_of
from rag.settings import Settings

_CODE = "import sys; from rag.corpus.apart import serve; serve(int(sys.argv[1]))"


class Apart:
    """The process that reads; it is started with the first file, and again after a file was the end of it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, name: str, data: bytes) -> Iterator[Extract | Unreadable]:
        """What a file holds, as ``Format.read`` gives it.

        Raises:
            Unreadable: it cannot be read, took too long, or was the end of the process.
        """
        if self._process is None:
            self._start()
        whole = False
        try:
            self._line.send((name, data))
            while (found := self._line.recv()) is not None:
                yield found
            whole = True
        except (EOFError, OSError):
            raise Unreadable(self._how_it_ended()) from None
        finally:
            if not whole:
                self.close()

    def close(self) -> None:
        """Ends the process, if it runs."""
        if self._process is not None:
            self._line.close()
            self._process.kill()
            self._process.wait()
            self._process = None

    def _start(self) -> None:
        self._line, its = Pipe()
        with its:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _CODE, str(its.fileno())],
                pass_fds=[its.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (os.getenv("PYTHONPATH"), *sys.path)))},
            )
        self._line.send(self._settings)

    def _how_it_ended(self) -> str:
        assert self._process is not None
        if self._process.wait() == -signal.SIGALRM:
            return f"reading it took longer than the {self._settings.file_timeout_s:g} s of the setting file_timeout_s"
        return "it broke its reader; it may be damaged"


def serve(handle: int) -> None:
    """The process itself: reads file after file until nobody sends one any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asked
    with Connection(handle) as line:
        settings: Settings = line.recv()
        _limit_memory(settings.reader_memory_mb)
        while True:
            try:
                name, data = line.recv()
            except EOFError:
                return
            _answer(line, name, data, settings)


def _answer(line: Connection, name: str, data: bytes, settings: Settings) -> None:
    """Sends what a file holds, then None. The alarm is off while something is sent, since that may be waited for."""
    one = format_of(name)
    assert one is not None
    left = settings.file_timeout_s
    found = whatever_comes(one, data, settings)
    item: Extract | Unreadable | None = None
    while True:
        signal.setitimer(signal.ITIMER_REAL, left)
        item = next(found, None)
        left = signal.setitimer(signal.ITIMER_REAL, 0)[0]
        line.send(item)
        if item is None:
            return


def whatever_comes(one: Format, data: bytes, settings: Settings) -> Iterator[Extract | Unreadable]:
    """What a file holds, whatever its parser does: its failure is the last that is given, and told."""
    try:
        yield from one.read(data, settings)
    except MemoryError:
        most = settings.reader_memory_mb
        limit = f"than the {most} MB of the setting reader_memory_mb" if one.apart else "memory than there is"
        yield Unreadable(f"reading it takes more {limit}")
    except BaseException as error:  # noqa: BLE001 - parsers of others, on whatever a file may hold
        yield broken(error, f"it is damaged, or no {one.name} file")


def broken(error: BaseException, problem: str) -> Unreadable:
    """What is to be told of a file or a text that a parser failed on; what ends a program goes on up.

    A parser in Rust that panics raises what is no ``Exception``.
    """
    if isinstance(error, Unreadable):
        return error
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
        raise error
    return Unreadable(f"{problem} ({type(error).__name__})")


def _limit_memory(megabytes: int) -> None:
    import resource

    with contextlib.suppress(ValueError, OSError):  # macOS does not limit it
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000,) * 2)
