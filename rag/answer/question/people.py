"""People in a text, by their names.

No model of names is used, only how they are written: capitalised words beside a title, a verb of
speech or a comma, and not behind a preposition of place.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from rag.language.base import Language
from rag.language.detect import guess
from rag.language.packs import PACKS, language_by

_RUN = regex.compile(r"(?:\p{Lu}[\p{L}\p{M}'’-]+|\p{Lu}\.)(?:[ \u00a0](?:\p{Lu}[\p{L}\p{M}-]+|\p{Lu}\.))*")

_HEAD = regex.compile(r"(?:^|[^\p{L}\p{M}\d,\s])\s*$")
"""What stands before the first word of a sentence, which has its capital as such: "Mai" is no "tomorrow" elsewhere."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name that is likely a person's; a higher ``trust`` is likelier, below 0 it is not."""

    name: str
    trust: int


def people(text: str, least: int = 2) -> list[Person]:
    """The people named in a text with ``least`` words or more, in reading order; with one only beside a title.

    >>> [person.name for person in people("Party General Secretary Nong Duc Manh spoke in Quang Tri.")]
    ['Nong Duc Manh']
    """
    return [person for person in names_in(text, least) if person.trust >= 0]


def names_in(text: str, least: int = 2, language: Language | None = None) -> list[Person]:
    """The names in a text that may be people's, those below a trust of 0 too, which are of something else there.

    Its ``language`` is told from its words where it is not known.

    >>> [(name.name, name.trust) for name in names_in("Ann Boyd said that they met in Quang Tri.")]
    [('Ann Boyd', 2), ('Quang Tri', -2)]
    """
    persons, language = [], language or language_by(guess(text))
    for run in _RUN.finditer(text):
        words = run.group().split()
        titled, is_head = False, _HEAD.search(text[: run.start()])
        while words and (
            is_title(words[0]) or is_body(words[0], language) or (is_head and language.opens_no_name(words[0]))
        ):
            titled |= is_title(words.pop(0))
        if not (2 - (titled and least == 1)) <= len(words) <= 5 or any(
            is_body(word, language) or is_title(word, inside=True) for word in words
        ):
            continue
        name = " ".join(words).rstrip(".")
        persons.append(Person(name, _trust(text, run.end() - len(" ".join(words)), run.end(), titled)))
    return persons


def _trust(text: str, start: int, end: int, titled: bool) -> int:
    before, after = text[max(0, start - 30) : start], text[end : end + 40]
    titled = titled or is_title(before.split()[-1] if before.split() else "")
    if regex.match(r"['’]s\b", after):
        return -1
    trust = 2 * titled
    packs = PACKS.values()
    trust += 2 * any(pack.naming.speaks.match(after) or pack.naming.spoken.search(before) for pack in packs)
    trust += bool(regex.match(r"\s*[,–-]\s*\p{L}", after))
    return trust - 2 * any(_stands_in_place(before, pack) and not titled for pack in packs)


def _stands_in_place(before: str, language: Language) -> bool:
    """Whether the last word before a name, an article aside, is a preposition of place."""
    words = [word for word in before.lower().split() if word != "the"]
    return bool(words) and before[-1:].isspace() and words[-1] in language.place_before


def is_title(word: str, *, inside: bool = False) -> bool:
    """Whether a word is a title in any language; ``inside`` a name, a title of one syllable may be part of it."""
    packs = [pack for pack in PACKS.values() if not (inside and pack.syllabic)]
    return any(word.rstrip(".,").casefold() in pack.naming.titles for pack in packs)


def is_body(word: str, language: Language | None = None) -> bool:
    """Whether a word makes a name that of a body, a place or a time; in any language, where none is known.

    >>> is_body("Mai", PACKS["fr"]), is_body("Mai", PACKS["vi"])
    (True, False)
    """
    known = [language] if language and language.naming.bodies else PACKS.values()
    return any(word.casefold() in pack.naming.bodies for pack in known)
