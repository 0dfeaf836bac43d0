"""Who may do what where Footnote is served: names, roles and salted passwords in a file, kept with ``footnote users``.

Passwords are stretched by scrypt (RFC 7914), which the standard library has and which needs memory like argon2.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from filelock import FileLock

from rag import UsageError

Role = Literal["read", "add", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""The first asks; the second adds articles too; the third also replaces and removes them, and rebuilds the store."""
SCOPE = "footnote.user"
"""Under which the one who asks stands in the scope of an ASGI request."""
_SHORTEST_PASSWORD = 8


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a name; ``salt`` and ``key`` are what is kept of the password, in hexadecimal digits."""

    name: str
    role: Role
    salt: str = ""
    key: str = ""

    def may(self, role: Role) -> bool:
        """Whether this one may what that role may.

        >>> User("ann", "add").may("read"), User("ann", "add").may("admin")
        (True, False)
        """
        return ROLES.index(self.role) >= ROLES.index(role)


EVERYONE = User("", "admin")
"""Whoever comes where there are no users: one password, or none, opens everything."""
_NOBODY = User("", "read")


class Users:
    """A file of users, read anew for each question so that a change counts at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._right: set[bytes] = set()
        self._secret = secrets.token_bytes(32)
        self._stretching = threading.Lock()

    def all(self) -> list[User]:
        """The users by name.

        Raises:
            UsageError: the file cannot be read.
        """
        if not self._path.exists():
            return []
        try:
            held = json.loads(self._path.read_text(encoding="utf-8"))
            users = [User(**entry) for entry in held]
        except (OSError, ValueError, TypeError) as error:
            raise UsageError(
                f"The file of users {str(self._path)!r} cannot be read ({error}).", "Make it with: footnote users add"
            ) from None
        return sorted((user for user in users if user.role in ROLES), key=lambda one: one.name)

    def named(self, name: str) -> User | None:
        """The user of a name."""
        return next((user for user in self.all() if user.name == name), None)

    def known(self, name: str, password: bytes) -> User | None:
        """The user of a name whose password is this one; it takes as long for a name that there is not."""
        user = self.named(name)
        kept = user or User(name, "read", "00" * 16, "")
        told = hashlib.blake2b(f"{kept.salt}{kept.key}".encode() + password, key=self._secret).digest()
        if told in self._right:
            return user
        with self._stretching:  # one at a time: it takes 32 MB
            right = secrets.compare_digest(_stretched(password, kept.salt), kept.key)
        if user is None or not right:
            return None
        self._right.add(told)
        return user

    def add(self, name: str, role: Role, password: str) -> None:
        """Adds a user, or gives one that is there another role and password.

        Raises:
            UsageError: the name or the password cannot be one, or the file cannot be written.
        """
        if not name or ":" in name or not name.isprintable():
            raise UsageError(f"{name!r} can be no user's name.", "Choose one without a colon.")
        if len(password) < _SHORTEST_PASSWORD:
            raise UsageError("The password is too short.", f"Choose one of at least {_SHORTEST_PASSWORD} characters.")
        salt = secrets.token_hex(16)
        self._change({name: User(name, role, salt, _stretched(password.encode(), salt))})

    def remove(self, name: str) -> None:
        """Removes a user.

        Raises:
            UsageError: there is no such user, or the file cannot be written.
        """
        if self.named(name) is None:
            raise UsageError(f"There is no user {name!r}.", "See: footnote users list")
        self._change({name: None})

    def _change(self, changed: Mapping[str, User | None]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._path}.lock"):
                users = {**{user.name: user for user in self.all()}, **changed}
                text = json.dumps([asdict(user) for user in users.values() if user], ensure_ascii=False, indent=1)
                with tempfile.NamedTemporaryFile(dir=self._path.parent, delete=False) as file:  # readable by its owner
                    file.write(text.encode())
                os.replace(file.name, self._path)
        except OSError as error:
            raise UsageError(
                f"The file of users {str(self._path)!r} cannot be written ({error.strerror}).",
                "Name another with --file.",
            ) from error


def user_of(request: Any) -> User:
    """Who sent a request of Starlette's, or of Gradio's, which holds one; where nobody tells, one who may only read."""
    request = getattr(request, "request", None) or request
    user = getattr(request, "scope", {}).get(SCOPE, _NOBODY)
    return user if isinstance(user, User) else _NOBODY


def _stretched(password: bytes, salt: str) -> str:
    return hashlib.scrypt(password, salt=bytes.fromhex(salt), n=2**15, r=8, p=1, maxmem=2**26).hex()
