"""What a command reaches for outside of this machine, and what it leaves behind, with all processes that it starts.

Three nets, since none sees everything: the audit hook of ``tests.closed`` sees what Python connects to or resolves, and
refuses it; strace, where it is on the machine and may be used, sees the same of native code, and refuses nothing; files
in an empty home show a library that has prepared to send something, be it only after the command has ended.
"""

from __future__ import annotations

import ipaddress
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_CALLS = "connect,sendto,sendmsg,sendmmsg"
_ADDRESS = re.compile(r'sin6?_port=htons\((\d+)\).*?(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)')
_RESOLVER = re.compile(r'sun_path="[^"]*systemd/resolve/')
_NAME_SERVER = "53"


@lru_cache(maxsize=1)
def can_trace() -> bool:
    """Whether strace is here and this process may use it."""
    tool = shutil.which("strace")
    return (
        tool is not None
        and subprocess.run([tool, "-f", "--seccomp-bpf", "-qq", "true"], capture_output=True, check=False).returncode
        == 0
    )


def traced(record: Path) -> tuple[str, ...]:
    """What to put before a command so that ``attempts`` can read what it tried; nothing where that cannot be."""
    return (
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-e",
        f"trace={_CALLS}",
        "-e",
        "signal=none",
        "-o",
        str(record),
    ) * can_trace()


def attempts(record: Path) -> list[str]:
    """The lines of a trace in which somebody speaks to another machine, or asks for an address by name.

    Whoever asks a name server wants to leave, be the server on this machine.
    """
    lines = record.read_text(encoding="utf-8", errors="replace").splitlines() if record.exists() else []
    return [line for line in lines if _leaves(line)]


def _leaves(line: str) -> bool:
    return bool(_RESOLVER.search(line)) or any(
        port == _NAME_SERVER or not _is_here(address) for port, address in _ADDRESS.findall(line)
    )


def _is_here(address: str) -> bool:
    found = ipaddress.ip_address(address.removeprefix("::ffff:"))
    return found.is_loopback or found.is_unspecified


def empty_home(home: Path) -> dict[str, str]:
    """Variables that give a process a home of its own in which nothing is but the model, made ready already."""
    cache, temporary = home / "cache", home / "tmp"
    ready = Path(os.environ["XDG_CACHE_HOME"]) / "footnote"
    shutil.copytree(ready, cache / "footnote", dirs_exist_ok=True)
    temporary.mkdir(parents=True, exist_ok=True)
    folders = {"CACHE": cache, "DATA": home / "data", "STATE": home / "state", "CONFIG": home / "config"}
    return {
        "HOME": str(home),
        "TMPDIR": str(temporary),
        **{f"XDG_{name}_HOME": str(folder) for name, folder in folders.items()},
    }


def left_in(home: Path) -> Iterator[str]:
    """The files in such a home that are not Footnote's own, and not the store in the folder ``store``."""
    for path in sorted(home.rglob("*")):
        place = path.relative_to(home).parts
        if path.is_file() and place[0] != "store" and place[:2] not in _OURS:
            yield "/".join(place)


_OURS = [(folder, "footnote") for folder in ("cache", "data", "state")]
