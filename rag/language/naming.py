"""The names of people in a language, told from other names: a set of tables, and nothing that decides."""

from __future__ import annotations

from dataclasses import dataclass

from rag.language.patterns import NEVER, Pattern


@dataclass(frozen=True, eq=False)
class Naming:
    """How people are named in a language. Words are in small letters, with their accents.

    Attributes:
        titles: what stands before a name, or in its place: "Mr", "secretary".
        bodies: words that make a name that of a body, a place or a page's furniture: "committee", "street".
        opening: words, as terms, that stand before a name and begin none; None where all function words are such.
        speaks: what follows whoever speaks: "said"; ``spoken`` what stands before whoever speaks, is spoken to or has
            made something: "according to"; ``says`` what stands before who speaks, and before nobody else.
        pronoun: what stands for a person, as a name might; "" where it is not known.
    """

    titles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    opening: frozenset[str] | None = None
    speaks: Pattern = NEVER
    spoken: Pattern = NEVER
    says: Pattern = NEVER
    pronoun: str = ""


NO_NAMING = Naming()
