"""Files and texts that somebody adds: accepted into the corpus folder, or refused in a sentence."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import threading
import unicodedata
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rag.corpus.formats import readable_endings
from rag.settings import Settings

try:
    import fcntl
except ImportError:  # Windows, where nobody can remove a file that is open
    fcntl = None  # type: ignore[assignment]

Content = Path | str
"""A file that lies elsewhere, or a text."""
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar")
_MOST_PARTS = 10_000
_HIDDEN_KINDS = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")  # control, direction, surrogate, private, line and paragraph
_JOINERS = "\u200c\u200d"  # of category Cf too, and ordinary in Persian and Hindi
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL)
_SHOWN_CHARS = 80
_ADDING = ".adding-"
_writing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not accepted; ``exists`` where it would be if it may take the place of one that is there.

    ``phrase`` and ``values`` are for a page, which may speak another language; ``str`` is the sentence in English.
    """

    name: str
    phrase: str
    values: Mapping[str, object] = field(default_factory=dict)
    exists: bool = False

    def __str__(self) -> str:
        return self.phrase.format(name=self.name, **self.values)


class _Refusal(Exception):
    def __init__(self, phrase: str, exists: bool = False, **values: object) -> None:
        super().__init__(phrase)
        self.phrase, self.exists, self.values = phrase, exists, values


class Drop:
    """Files that were dropped together, or one pasted text.

    Args:
        folder: the corpus folder, where accepted files land directly.
        settings: ``max_file_mb`` and ``max_unpacked_mb`` for each file and ``max_drop_mb`` for all of them.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder, self._settings = folder, settings
        self._left = settings.max_drop_mb * 1e6

    def accept(self, name: str, content: Content, *, overwrite: bool = False) -> Path | Refused:
        """Puts a file, or a pasted text, into the folder under a name; returns where it is now.

        A folder that is not there yet is made. The whole file appears at once, or nothing does. Whether it can be
        read as an article is told by the next ``Bot.sync``.
        """
        try:
            path = self._place(checked_name(name), overwrite)
            data = content.encode(errors="replace") if isinstance(content, str) else content
            if isinstance(data, bytes):
                self._check_size(len(data))
            else:
                self._check_file(data)
            self._folder.mkdir(parents=True, exist_ok=True)
            return _put(data, path, overwrite)
        except _Refusal as refused:
            return Refused(shown(name), refused.phrase, refused.values, refused.exists)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return Refused(shown(name), "{name} could not be written to the folder ({reason}).", {"reason": reason})

    def _place(self, name: str, overwrite: bool) -> Path:
        """Where a file of that name belongs. A letter with an accent may be stored in two ways that look the same."""
        forms = [self._folder / unicodedata.normalize(form, name) for form in ("NFC", "NFD")]
        path = next(filter(os.path.lexists, forms), forms[0])
        if path.is_symlink():
            raise _Refusal("{name} is a link in the folder of articles, and what it points to is not changed here.")
        if path.exists() and not path.is_file():
            raise _Refusal("{name} is a folder in the folder of articles. Rename the file.")
        if path.exists() and not overwrite:
            raise _already_there()
        return path

    def _check_file(self, file: Path) -> None:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise _Refusal("{name} is not a regular file.")
        self._check_size(status.st_size)
        _check_unpacked(file, self._settings.max_unpacked_mb)

    def _check_size(self, size: int) -> None:
        limits = self._settings
        if size == 0:
            raise _Refusal("{name} is empty.")
        if size > limits.max_file_mb * 1e6:
            phrase = "{name} has {megabytes} MB, more than the {most} MB of the setting max_file_mb."
            raise _Refusal(phrase, megabytes=f"{size / 1e6:.1f}", most=f"{limits.max_file_mb:g}")
        if size > self._left:
            phrase = "{name} was left out: all files together have more than the {most} MB of the setting max_drop_mb."
            raise _Refusal(phrase, most=f"{limits.max_drop_mb:g}")
        self._left -= size


def clear_left(folder: Path) -> None:
    """Removes what was being added to a folder when a process was killed. What others are adding now stays."""
    for hidden in folder.glob(f"{_ADDING}*"):
        with suppress(OSError):
            if fcntl is None:
                hidden.unlink()
            else:
                with hidden.open("rb") as left:
                    fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    hidden.unlink()


def checked_name(name: str) -> str:
    """A file name that is safe in any folder and readable in any other system, in its composed form."""
    composed = unicodedata.normalize("NFC", name)
    compatible = unicodedata.normalize("NFKC", name)  # full-width and other letters that stand for a plain one
    if any(sign in form for form in (name, compatible) for sign in "/\\"):
        raise _Refusal("{name} is not a plain file name: it names a folder. Rename it.")
    if any(unicodedata.category(letter) in _HIDDEN_KINDS and letter not in _JOINERS for letter in composed):
        raise _Refusal("{name} holds characters that cannot be seen. Rename it.")
    if composed.startswith(".") or composed != composed.strip() or not composed:
        raise _Refusal("{name} begins with a dot, or begins or ends with a space. Rename it.")
    if _DEVICE.fullmatch(composed):
        raise _Refusal("{name} is the name of a device on some systems. Rename it.")
    if len(os.fsencode(composed)) > 255:  # NAME_MAX of the usual file systems
        raise _Refusal("{name} is too long a name. Shorten it.")
    if composed.lower().endswith(readable_endings()):
        return composed
    if composed.lower().endswith(_ARCHIVES):
        raise _Refusal("{name} is an archive. Unpack it, and add the articles in it.")
    types = ", ".join(readable_endings())
    raise _Refusal("{name} is of a type that is not read. These are: {types}.", types=types)


def shown(name: str) -> str:
    """A name from outside as it may stand in a sentence.

    >>> shown("a\u202etxt.b"), len(shown("a" * 300))
    ("'a\\\\u202etxt.b'", 80)
    """
    quoted = repr(name)
    return quoted if len(quoted) <= _SHOWN_CHARS else quoted[: _SHOWN_CHARS - 2] + "…'"


def _check_unpacked(file: Path, most_mb: float) -> None:
    """Looks at the sizes that a zip-based document declares; zipfile never unpacks more than is declared."""
    if not zipfile.is_zipfile(file):
        return
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise _Refusal("{name} is damaged: its list of parts cannot be read.") from None
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > most_mb * 1e6:
        phrase = "{name} would unpack to more than the {most} MB of the setting max_unpacked_mb, or to too many parts."
        raise _Refusal(phrase, most=f"{most_mb:g}")


def _already_there() -> _Refusal:
    return _Refusal("There is an article {name} already.", exists=True)


def _put(content: Path | bytes, path: Path, overwrite: bool) -> Path:
    """Writes a file beside its place, out of the indexer's sight, and moves it there when it is whole."""
    hidden = path.with_name(f"{_ADDING}{secrets.token_hex(8)}")
    try:
        with hidden.open("xb") as target:
            if fcntl is not None:
                fcntl.flock(target, fcntl.LOCK_EX)  # as long as this process lives, nobody takes it for left behind
            if isinstance(content, bytes):
                target.write(content)
            else:
                with content.open("rb") as source:
                    shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
        with _writing:  # two people may add the same name at once
            if os.path.lexists(path) and not overwrite:
                raise _already_there()
            os.replace(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)
    return path
