"""The same table of several languages as one, for a text that is not surely in any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")


def together(tables: Iterable[T]) -> T:
    """Some tables of one kind as one: alternatives of patterns side by side, words in one set or mapping.

    >>> from rag.language.clauses import Clauses
    >>> both = together([Clauses(turns="but", people=frozenset({"he"})), Clauses(), Clauses(turns="mais")])
    >>> both.turns, both.people
    ('but|mais', frozenset({'he'}))
    """
    held = list(tables)
    kind: Any = type(held[0])
    names = [field.name for field in fields(kind)]
    return kind(**{name: _joined([getattr(table, name) for table in held]) for name in names})  # type: ignore[no-any-return]


def _joined(values: list[Any]) -> Any:
    if isinstance(values[0], str):
        return "|".join(filter(None, values))
    if isinstance(values[0], Mapping):
        return _mapped(values)
    if isinstance(values[0], tuple):
        return tuple(item for value in values for item in value)
    return frozenset[Any]().union(*values)


def _mapped(values: list[Any]) -> dict[Any, Any]:
    """One mapping; where several give a tuple for a word, all of it, the first's first."""
    joined: dict[Any, Any] = {}
    for value in values:
        for word, meaning in value.items():
            joined[word] = (*joined.get(word, ()), *meaning) if isinstance(meaning, tuple) else meaning
    return joined
