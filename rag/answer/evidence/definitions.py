"""Definitions of a word, as the articles give them: "A nuc is …", "Nuc: …", a row of a glossary, an item of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.ranking import Ranking
from rag.answer.evidence.sections import Section
from rag.answer.question.question import Question
from rag.corpus.article import Sentence
from rag.language.base import Language
from rag.language.packs import language_by
from rag.language.words import fold, terms

_MOST = 3
"""Articles that may each say what a word means."""
_LEAST_WORDS = 2
"""Words after a colon from which they may tell what stands before it."""
_COLON = regex.compile(r"\s*(?::|[–—]|\s-)\s+")
_CLAUSE = regex.compile(r"[.;:!?]\s|,\s(?=[^,]*$)")
_ASIDE = regex.compile(r"\([^()]*\)")
_ABBREVIATION = regex.compile(r"\((\p{Lu}[\p{Lu}\d]{1,7})\)")
_LONGEST_TERM = 5
_ITEM = regex.compile(r"(?m)^[ \t]*(?:[-*+•–]|\d{1,2}[.)])[ \t]+(?P<item>\S.*)$")
_APOSTROPHE = regex.compile(r"['’]")
_CELLS, _NAME = " | ", ": "


def definitions(question: Question, ranking: Ranking) -> list[Section]:
    """What says what the word means that a question asks for, of each article the likeliest.

    All passages that were found are looked at, since where a word is used often, what defines it may not be near the
    question.
    """
    wanted = frozenset(_content(question.term, question.language))
    sections: dict[str, Section] = {}
    for candidate in ranking.passages if wanted else ():
        if candidate.path in sections:
            continue
        found = (_defining(candidate, at, wanted) for at, unit in enumerate(candidate.sentences) if unit.quotable)
        if defining := next(filter(None, found), None):
            sections[candidate.path] = candidate, defining
    return list(sections.values())[:_MOST]


def _content(text: str, language: Language) -> list[str]:
    """The terms of a text that carry a topic."""
    return [
        t for word in text.split() if not language.is_function_word(word.strip("?!.,:;\"“”«»'")) for t in terms(word)
    ]


def _defining(candidate: Candidate, at: int, wanted: frozenset[str]) -> Sentence | None:
    """The unit, or the item of it, that says what a word means."""
    language = language_by(candidate.facts.sentences[at].language)
    unit, text = candidate.sentences[at], candidate.shown(at)
    match unit.kind:
        case "row" if _CELLS in text:
            return unit if _row_tells(text, wanted, language) else None
        case "list":
            items = _items(candidate, unit)
            return next((item for item, said in items if _tells(said, wanted, language)), None)
        case _:
            return unit if _tells(text, wanted, language) else None


def _row_tells(row: str, wanted: frozenset[str], language: Language) -> bool:
    """Whether the first cell is the word, and another has a text."""
    first, *others = (cell.partition(_NAME)[2] or cell for cell in row.split(_CELLS))
    return _is(first, wanted, language) and any(len(cell.split()) > _LEAST_WORDS for cell in others)


def _items(candidate: Candidate, whole: Sentence) -> Iterator[tuple[Sentence, str]]:
    """The items of a list as units, each with what is shown of it; none where they cannot be told apart."""
    quote = candidate.text[whole.start - candidate.start : whole.end - candidate.start]
    marked = [hit.span("item") for hit in _ITEM.finditer(quote)]
    if not _ITEM.match(quote) and marked:  # the mark of the first item stands before the unit
        first = quote.partition("\n")[0].rstrip()
        marked = marked if first.endswith(":") else [(0, len(first)), *marked]
    shown = (
        [hit["item"] for hit in _ITEM.finditer(whole.plain)]
        if whole.plain
        else [quote[slice(*span)] for span in marked]
    )
    if len(shown) != len(marked):
        return
    for (start, end), text in zip(marked, shown):
        yield replace(whole, start=whole.start + start, end=whole.start + end, kind="text", plain=text), text


def _tells(text: str, wanted: frozenset[str], language: Language) -> bool:
    """Whether a sentence says what a word means."""
    if _spells_out(text, wanted, language):
        return True
    plain = _ASIDE.sub(" ", text.casefold())
    head, colon, rest = _split(plain)
    if colon and _is(head, wanted, language) and len(rest.split()) >= _LEAST_WORDS:
        return True
    tables = language.explaining
    if any(_is(_last_clause(plain[: hit.start()]), wanted, language) for hit in tables.defines.finditer(plain)):
        return True
    if any(_begins(plain[hit.end() :], wanted, language) for hit in tables.calls.finditer(plain)):
        return True
    return any(_is(_first_clause(plain[hit.end() :]), wanted, language) for hit in tables.named_as.finditer(plain))


def _spells_out(text: str, wanted: frozenset[str], language: Language) -> bool:
    """Whether an abbreviation stands in brackets behind the words whose initials it has: "Kiln Committee (KC)"."""
    for hit in _ABBREVIATION.finditer(text):
        letters = fold(hit[1])
        if _is(hit[1], wanted, language) and any(
            _initials(text[: hit.start()].split(), letters, language, skips=skips) for skips in (True, False)
        ):
            return True
    return False


def _initials(words: Sequence[str], letters: str, language: Language, *, skips: bool) -> bool:
    """Whether the last of some words have those initials, where function words ``skips`` or not."""
    counted = [fold(word)[:1] for word in words if not (skips and language.is_function_word(word))]
    return "".join(counted[-len(letters) :]) == letters


def _begins(text: str, wanted: frozenset[str], language: Language) -> bool:
    """Whether a text begins with some word, and goes on: it tells what is called so."""
    words = text.split()
    sizes = range(1, min(_LONGEST_TERM, len(words) - _LEAST_WORDS) + 1)
    return any(_is(" ".join(words[:size]), wanted, language) for size in sizes)


def _split(text: str) -> tuple[str, bool, str]:
    hit = _COLON.search(text)
    return (text[: hit.start()], True, text[hit.end() :]) if hit else (text, False, "")


def _last_clause(text: str) -> str:
    return _CLAUSE.split(text)[-1]


def _first_clause(text: str) -> str:
    return regex.split(r"[.;:,!?]", text)[0]


def _is(text: str, wanted: frozenset[str], language: Language) -> bool:
    """Whether a text is some word, be it with an article before it."""
    own = _content(_APOSTROPHE.sub(" ", fold(text)), language)
    return wanted in (frozenset(own), frozenset({"".join(own)}))
