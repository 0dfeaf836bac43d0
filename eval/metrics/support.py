"""The lexical support test: may these quotations stand under this sentence?

It finds figures, names and dates that the quotations lack, and sentences about something else. It does
not find a contradiction in the same words ("was approved" under "was not approved").
"""

from __future__ import annotations

from functools import lru_cache

import regex

from eval.matchers import contains, dates, normalise

CONTAINMENT = 0.6
"""Share of a sentence's content words that the quotations have to hold."""

_FIGURE = regex.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?:\s?%)?(?!\w)")
_QUOTED = regex.compile(r"[\"“«]([^\"“”«»]{3,}?)[\"”»]")
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*(?:\s+\p{Lu}[\p{L}\p{M}'’-]*)*")
_WORD = regex.compile(r"[\p{L}\p{M}]{2,}|\d+(?:[.,]\d+)*")
_SENTENCE_START = regex.compile(r"(?:^|[.!?:;\n][\"”’)\]]*)[\s\"“‘(\[]*$")
_FUNCTION = frozenset(
    """
    a an and are as at be been but by did do does for from had has have he her him his how i in is it its of on or she
    so that the their them there these they this those to was we were what when where which who whom why will with you
    after before during since until under over according speaking theo sau trước
    không là có và của các những một được bị trong cho với để này đó khi đã sẽ từ về tại ở ai gì nào bao nhiêu
    """.split()
)


def supports(quotations: str, sentence: str) -> bool:
    """φ_lex: every hard token of the sentence, and at least 60 % of its content words, are in the quotations."""
    return not missing(sentence, quotations) and containment(sentence, quotations) >= CONTAINMENT


def missing(sentence: str, source: str) -> list[str]:
    """The figures, dates, names and quoted strings of a sentence that a source lacks."""
    return [token for token in hard_tokens(sentence) if not _holds(source, token)]


@lru_cache(maxsize=4096)
def hard_tokens(sentence: str) -> tuple[str, ...]:
    """What cannot be paraphrased: "In 2017, Vuong said “yes sir”." → 2017, Vuong, yes sir.

    A capital that only begins a sentence is no name.
    """
    names = [_name(hit, sentence) for hit in _NAME.finditer(sentence)]
    found = [*_FIGURE.findall(sentence), *names, *_QUOTED.findall(sentence)]
    return tuple(dict.fromkeys(token for token in found if token))


def _name(hit: regex.Match[str], sentence: str) -> str:
    """A name without what only begins a sentence: "In Hanoi" → "Hanoi", "Poverty" → ""."""
    first, _, rest = hit.group().partition(" ")
    if not _SENTENCE_START.search(sentence[: hit.start()]):
        return str(hit.group())
    return rest if not rest or first.casefold() in _FUNCTION else str(hit.group())


def _holds(source: str, token: str) -> bool:
    """Whether a source holds a token, word for word; a day may be written in another way."""
    days = dates(token)
    return contains(source, token) or bool(days and days <= dates(source))


def containment(sentence: str, source: str) -> float:
    """Share of the sentence's content words that occur in the source; 1 when it has none."""
    wanted, there = _content(sentence), _content(source)
    return len(wanted & there) / len(wanted) if wanted else 1.0


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(normalise(text))) - _FUNCTION
