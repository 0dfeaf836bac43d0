"""By which rules articles are read and cut: a digest of all that decides what is stored of a file.

The rules are the source of this package, of what it imports of ours, and the versions of the libraries that both use;
and of the packages that have registered readers of files.
Comments, docstrings and the layout of the source do not count. Not seen are Python itself, what those libraries use in
their turn, and the limits among the settings, which each reading is kept with.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

from rag.plugins import registered

_PACKAGE = "rag"
_START = "rag.corpus"
_WORDS = "language/*/printing.py"
"""The words of the languages that tell what is text; they are found by themselves, and imported by nothing by name."""
_PASSED_OVER = ("rag.errors", "rag.plugins", "rag.settings")
"""What decides nothing about an article by itself."""
_DISTRIBUTIONS = {"PIL": "pillow", "Stemmer": "PyStemmer", "markdown_it": "markdown-it-py", "pptx": "python-pptx"}
"""What libraries are called where they are installed from, if not by the name that is imported."""
_IMPORT = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([\w.]+))", re.MULTILINE)
_VERSION = re.compile(r"^Version:\s*(.+)$", re.MULTILINE)
_DULL = ("ctx", "kind", "type_comment", "type_params")
"""Fields of a syntax tree that say nothing, or that only some versions of Python have."""


@lru_cache(maxsize=1)
def rules() -> str:
    """A short digest of the rules."""
    return _with_registered(rules_in(Path(__file__).parents[1]))


@lru_cache(maxsize=1)
def sources() -> str:
    """A digest that is quickly made and changes whenever ``rules`` does, and sometimes when it does not."""
    return _with_registered(_digest(_files(Path(__file__).parents[1]), lambda name, data: data))


def rules_in(root: Path) -> str:
    """The digest of the rules of the package in a folder."""
    return _digest(_files(root), _said)[:12]


def _with_registered(digest: str) -> str:
    """A digest that also tells which packages read files, and in which versions; the same where none does."""
    readers = registered("readers")
    return sha256(f"{digest} {readers}".encode()).hexdigest()[:12] if readers else digest


def libraries(sources: Iterable[bytes]) -> list[str]:
    """The libraries that some sources use, as they are imported."""
    names = {name for source in sources for name in _imported(source)}
    tops = {name.partition(".")[0] for name in names} - {_PACKAGE, "__future__"}
    return sorted(tops - sys.stdlib_module_names)


def version_of(library: str) -> str:
    """The version of an installed library, by the name that is imported."""
    # Its metadata are not parsed as a whole, which would take longer than all the rest.
    metadata = distribution(_DISTRIBUTIONS.get(library, library)).read_text("METADATA") or ""
    found = _VERSION.search(metadata)
    return found[1].strip() if found else ""


def _digest(files: Mapping[str, bytes], said: Callable[[str, bytes], bytes]) -> str:
    digest = sha256()
    for name in sorted(files):
        digest.update(f"{name}\0".encode() + said(name, files[name]) + b"\0")
    for library in libraries(files[name] for name in files if name.endswith(".py")):
        digest.update(f"{library} {version_of(library)}\0".encode())
    return digest.hexdigest()


def _files(root: Path) -> dict[str, bytes]:
    """The files that decide, by their place in the package: those of the start, and whatever they import."""
    found: dict[str, bytes] = {}
    waiting = [_START, *(f"{_PACKAGE}.language.{file.parent.name}.printing" for file in sorted(root.glob(_WORDS)))]
    while waiting:
        for file in _modules(root, waiting.pop()):
            name = file.relative_to(root).as_posix()
            if name not in found:
                found[name] = file.read_bytes()
                if file.suffix == ".py":
                    waiting += (module for module in _imported(found[name]) if not module.startswith(_PASSED_OVER))
    return found


def _modules(root: Path, name: str) -> Iterator[Path]:
    """The file of a module of ours, or all files of a package."""
    top, *parts = name.split(".")
    place = root.joinpath(*parts)
    if top != _PACKAGE or not parts:
        return
    if place.is_dir():
        yield from (file for file in place.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    elif place.with_suffix(".py").is_file():
        yield place.with_suffix(".py")


def _imported(source: bytes) -> Iterator[str]:
    for hit in _IMPORT.finditer(source.decode()):
        yield hit[1] or hit[2]


def _said(name: str, data: bytes) -> bytes:
    """The content of a file: of Python its syntax tree, of anything else every byte."""
    return _plain(ast.parse(data)).encode() if name.endswith(".py") else data


def _plain(node: object) -> str:
    """A syntax tree in one line, without strings that stand alone."""
    if isinstance(node, ast.AST):
        fields = ((name, value) for name, value in ast.iter_fields(node) if name not in _DULL)
        told = (f"{name}={_plain(value)}" for name, value in fields if value is not None and value != [])
        return f"{type(node).__name__}({','.join(told)})"
    if isinstance(node, list):
        return f"[{','.join(_plain(part) for part in node if not _is_docstring(part))}]"
    return repr(node)


def _is_docstring(node: object) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
