"""Reads strange files in a process of its own: whatever its parsers do there, the run goes on.

The process ends itself when a file takes too long, by a watchdog that no parser holds up, and has a memory of limited
size where the system has such limits (Windows and macOS have not). What it gives is passed on through a pipe.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import IO, Any

from rag.corpus.extract import Extract, PartDone, Unreadable
from rag.corpus.formats import Format, format_of
from rag.settings import Settings

_CODE = "from rag.corpus.apart import serve; serve()"
_TOO_LONG = 1
"""The exit status by which ``faulthandler`` ends a process; nothing else ends this one so."""
_BROKEN = 3
_SHORTEST_S = 1e-3
_OCR_MB = 2000
"""Memory that the models of OCR ask for beside what is read."""


class Apart:
    """The process that reads; it is started with the first file, and again after a file was the end of it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, name: str, data: bytes) -> Iterator[Extract | Unreadable]:
        """The contents of a file, as ``Format.read`` gives it.

        Raises:
            Unreadable: it cannot be read, took too long, or was the end of the process.
        """
        if self._process is None:
            self._start()
        whole = False
        try:
            self._send((name, data))
            while (found := pickle.load(self._pipes[1])) is not None:
                yield found
            whole = True
        except (EOFError, OSError, pickle.UnpicklingError):  # it ended, be it in the middle of an item
            raise Unreadable(self._how_it_ended()) from None
        finally:
            if not whole:
                self.close()

    def close(self) -> None:
        """Ends the process, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in self._pipes:
                with contextlib.suppress(OSError):  # what was not yet sent has nobody to go to
                    pipe.close()
            self._process = None

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (os.getenv("PYTHONPATH"), *sys.path)))},
        )
        assert self._process.stdin and self._process.stdout
        self._pipes = self._process.stdin, self._process.stdout
        self._send(self._settings)

    def _send(self, item: Any) -> None:
        pickle.dump(item, self._pipes[0], pickle.HIGHEST_PROTOCOL)
        self._pipes[0].flush()

    def _how_it_ended(self) -> str:
        assert self._process is not None
        if self._process.wait() == _TOO_LONG:
            return f"reading it took longer than the {self._settings.file_timeout_s:g} s of the setting file_timeout_s"
        return "it broke its reader; it may be damaged"


def serve() -> None:
    """The process itself: reads file after file until nobody sends one any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asked
    asked, told = sys.stdin.buffer, _own_output()
    try:
        settings: Settings = pickle.load(asked)
        _limit_memory(settings.reader_memory_mb + (_OCR_MB if settings.ocr == "rapidocr" else 0))
        while True:
            name, data = pickle.load(asked)
            _answer(told, name, data, settings)
    except (EOFError, OSError):
        os._exit(0)
    except BaseException:  # noqa: BLE001 - whatever it was, it must not look like the end of the time
        os._exit(_BROKEN)


def _own_output() -> IO[bytes]:
    """The pipe, out of the reach of parsers that print."""
    told = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    return told


def _answer(told: IO[bytes], name: str, data: bytes, settings: Settings) -> None:
    """Sends what a file holds, then None. Time is not counted while something is sent, which may be waited for."""
    kind = format_of(name)
    assert kind is not None
    left = settings.file_timeout_s
    found = whatever_comes(kind, data, settings)
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        while True:
            faulthandler.dump_traceback_later(max(left, _SHORTEST_S), exit=True, file=nowhere)
            since = time.monotonic()
            item = next(found, None)
            left -= time.monotonic() - since
            faulthandler.cancel_dump_traceback_later()
            if isinstance(item, PartDone):
                left = settings.file_timeout_s
                continue
            pickle.dump(item, told, pickle.HIGHEST_PROTOCOL)
            told.flush()
            if item is None:
                return


def whatever_comes(kind: Format, data: bytes, settings: Settings) -> Iterator[Extract | Unreadable | PartDone]:
    """The contents of a file, whatever its parser does: its failure is the last that is given, and told."""
    try:
        yield from kind.read(data, settings)
    except MemoryError:
        most = settings.reader_memory_mb
        limit = f"than the {most} MB of the setting reader_memory_mb" if kind.apart else "memory than there is"
        yield Unreadable(f"reading it takes more {limit}")
    except BaseException as error:  # noqa: BLE001 - parsers of others, on whatever a file may hold
        yield broken(error, f"it is damaged, or no {kind.name} file")


def broken(error: BaseException, problem: str) -> Unreadable:
    """The failure that is told of a file or a text that a parser failed on; what ends a program goes on up.

    A parser in Rust that panics raises what is no ``Exception``.
    """
    if isinstance(error, Unreadable):
        return error
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
        raise error
    return Unreadable(f"{problem} ({type(error).__name__})")


def _limit_memory(megabytes: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has none, and macOS does not limit it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000,) * 2)
