"""The words of a text in one spelling."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

from rag.language.detect import guess
from rag.language.english.pack import PACK as ENGLISH
from rag.language.packs import CLAUSES, DATING, language_by
from rag.language.stemming import is_stemmed, stem
from rag.language.words import term

_UNIFY = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc`", "'")
    | dict.fromkeys("\u201c\u201d\u00ab\u00bb\u201e", '"')
)
# Decomposed "hoà", "thuỷ", whose accent newer spelling puts on the first vowel; not "quý", not "hoàn".
_OLD_TONE = regex.compile(r"(o(?=[ae])|(?<!q)u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?!\w)", regex.IGNORECASE)


@lru_cache(maxsize=16_384)
def spelled(text: str) -> str:
    """One spelling of the same letters: composed, accents in their newer place, one kind of quote and dash.

    >>> spelled("Phạm Thị Hoà") == spelled("Phạm Thị Hòa"), spelled("“yes”")
    (True, '"yes"')
    """
    moved = _OLD_TONE.sub(r"\1\3\2", unicodedata.normalize("NFD", text.translate(_UNIFY)))
    return unicodedata.normalize("NFC", moved)


# -- Words ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, or a number, or a mark that ends a clause: its span, its letters and its term."""

    start: int
    end: int
    text: str
    term: str
    key: str
    """What it is compared by: its stem, and in Vietnamese its letters with their accents."""
    content: bool
    opens: bool
    """Tells whether a sentence begins with it, so that its capital says nothing."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


_FIGURE = r"\d+(?:[.,]\d+)*"
_WORD = regex.compile(rf"{_FIGURE}(?:{DATING.ordinals})?\b|{_FIGURE}|\p{{L}}[\p{{L}}\p{{M}}]*(?:'\p{{L}}+)*")
_OPENING = regex.compile(
    rf"(?:^(?:\d+(?:\.\d+)*[.)]?|\(?\p{{Ll}}[.)])?|(?:(?<!\b(?:{CLAUSES.abbreviated}))\.|[!?:;\n])[\"')\]]*)[\s\"'(\[]*$"
)


def _opens(text: str, start: int) -> bool:
    """Tells whether a sentence begins at a place; most words stand behind a letter and a space, which takes no pattern to see."""
    if start > 1 and text[start - 1] == " " and (text[start - 2].isalpha() or text[start - 2] == ","):
        return False
    return bool(_OPENING.search(text, max(0, start - 8), start)) if start else True


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Token, ...]:
    """The words of a text that is spelled in one way; ``content`` is what is neither function word nor "said"."""
    language = guess(text)
    own, stemmed = language_by(language), is_stemmed(language)
    elided, empty = own.stating.elided, own.clauses.empty
    found: list[Token] = []
    for hit in _WORD.finditer(text):
        start, end = hit.span()
        opens = _opens(text, start)
        before = elided.match(text, start, end)
        start = before.end() if before else start
        written = text[start:end]
        t = stem(written, language) if stemmed else term(written)
        named = written[0].isupper() and not opens
        if empty:
            content = named or written.casefold() not in empty
        elif stemmed:
            content = named or not own.is_function_word(written)
        else:
            content = t not in CLAUSES.saying and (t not in ENGLISH.function_words or (named and len(t) > 1))
            content &= not (found and (found[-1].term, t) in CLAUSES.idioms)
        key = t if stemmed or written.isascii() else written.casefold()
        found.append(Token(start, end, written, t, key, content, opens))
    return tuple(found)
