"""The likely short answer inside a quotation, and the sentences that a question with several names needs."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from rag.answer.analysis import LAST_BIT, WORD, analyse_question
from rag.answer.evidence import Evidence
from rag.language.english import ENGLISH
from rag.language.vietnamese import VIETNAMESE
from rag.language.words import fold, term

Span = tuple[int, int]

_MONTH = f"(?:{'|'.join(ENGLISH.months)})"
_YEAR = r"(?<![\d.,])(?:1\d|20)\d\d(?![\d%]|[.,]\d)"
_DATE = regex.compile(
    rf"""(?x)
      \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})? | \b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?
    | \b{_MONTH}\s+(?:of\s+)?{_YEAR}
    | (?i:\bngày\s+\d{{1,2}}(?:[/-]\d{{1,2}}(?:[/-]\d{{4}})?|\s+tháng\s+(?:\d{{1,2}}|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười\w*)(?:,?\s+năm\s+\d{{4}})?))
    | (?i:\btháng\s+\d{{1,2}}(?:[/-]\d{{4}}|,?\s+năm\s+\d{{4}})?) | (?i:\bnăm\s+\d{{4}})
    | (?i:\b(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)\s+centur(?:y|ies)) | (?i:\bthế\s+kỷ\s+(?:thứ\s+)?[\dIVX]+)
    | {_YEAR}(?:s\b|[–-]\d{{2,4}})?
    """
)
# "several" is no amount, "năm" is far oftener a year.
_NUMBER_WORDS = tuple(
    word
    for word in (*ENGLISH.numbers, *VIETNAMESE.numbers)
    if word not in ("several", "single", "năm", "once", "twice")
)
_AMOUNT = regex.compile(
    rf"""(?xi)
    (?:[$€£]\s?)? (?: \d+(?:[.,]\d+)* | \b(?:{"|".join(_NUMBER_WORDS)})\b(?:[\s-]+(?:{"|".join(_NUMBER_WORDS)})\b)* )
    (?:\s?(?:%|percent\b|per\s+cent\b|phần\s+trăm\b) | \s+(?:hundred|thousand|million|billion|trillion|trăm|nghìn|ngàn|triệu|tỷ|tỉ)\b)*
    """
)
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}’'.-]*(?:\s+(?:(?:of|the|de|van|von|du|la)\s+)*\p{Lu}[\p{L}\p{M}’'-]*)*")
_UNIT_ASKED = regex.compile(r"(?i)\bhow\s+(?:many|much)\s+(\p{L}+)|\bbao\s+nhiêu\s+(\p{L}+)|\bmấy\s+(\p{L}+)")
_CALENDAR = regex.compile(rf"{_MONTH}|{_YEAR}|day\b")
_AT_PLACE = (ENGLISH.place_before | VIETNAMESE.place_before) - {"to", "from", "of"}
_OPENERS = frozenset(
    "after although and as at because before but by during for from however if in it on since the this though when while".split()
)
# "Who was Baran?" asks for what he was, and his name is no answer.
_WHO = regex.compile(
    r"(?i)^\W*(?:who|whom)\s(?!(?:is|was|were|are)\s+(?-i:\p{Lu}))|\bby\s+whom\b|^\W*ai\s(?!là\s+(?-i:\p{Lu}))|\sai\W*$"
)


def short_answer(question: str, sentence: str) -> Span | None:
    """Where in a sentence the number, the date or the name stands that a question asks for; None unless it is clear.

    >>> sentence = "By the end of 2023, 555 models had been recognized."
    >>> start, end = short_answer("How many models had been recognized?", sentence)
    >>> sentence[start:end]
    '555'
    """
    facts = analyse_question(question)
    asked = fold(question)
    if len(facts.kinds) != 1:
        return None
    (kind,) = facts.kinds
    if kind == "number":
        return _amount(question, asked, sentence)
    if kind == "time":
        return _only([m.span() for m in _DATE.finditer(sentence) if fold(m.group()) not in asked])
    if kind == "person" and _WHO.search(question):
        return _only(_people(facts.terms, sentence))
    return None


def _only(found: Sequence[Span]) -> Span | None:
    return found[0] if len(found) == 1 else None


def _amount(question: str, asked: str, sentence: str) -> Span | None:
    """The one amount that the question does not have; of several the one before the unit asked for."""
    dates = [m.span() for m in _DATE.finditer(sentence)]
    found = [
        m.span()
        for m in _AMOUNT.finditer(sentence)
        if not any(a < m.end() and m.start() < b for a, b in dates)
        and fold(m.group()) not in asked
        and m.group().casefold() not in ("one", "một")
    ]
    unit = _UNIT_ASKED.search(question)
    wanted = term(next(filter(None, unit.groups()))) if unit else ""
    fitting = [(a, b) for a, b in found if wanted in [term(m.group()) for m in WORD.finditer(sentence[b : b + 40])][:3]]
    return _only(fitting) if fitting else _only(found)


def _people(known: Sequence[str], sentence: str) -> list[Span]:
    """Runs of capitalised words that the question does not have and that are no places.

    A name of one word is there only as a rival: where it stands beside another, neither is clear.
    """
    found, short = [], []
    for m in _NAME.finditer(sentence):
        words = list(WORD.finditer(m.group()))
        if words and words[0].group().lower() in _OPENERS:
            words = words[1:]
        before = [w.group().lower() for w in WORD.finditer(sentence[max(0, m.start() - 12) : m.start()])]
        placed = (bool(before) and before[-1] in _AT_PLACE) or (m.group().split()[0].lower() in _AT_PLACE)
        if not words or placed or {term(w.group()) for w in words} & set(known) or _CALENDAR.search(m.group()):
            continue
        span = (m.start() + words[0].start(), m.start() + words[-1].end())
        if len(words) > 1:
            found.append(span)
        elif span[0] > 2:
            short.append(span)
    return found + short if found else []


def with_all_named(
    question: str, chosen: Sequence[Evidence], evidence: Sequence[Evidence], most: int
) -> list[Evidence]:
    """The chosen sentences, and where a question has several names, for one that none of their passages has its best.

    "What do Vuong and Manh say about trust?" may be answered in two articles; a sentence comes to it
    only when it is above those that answer nothing, of score 0.
    """
    found, names = list(chosen), _names_of(question)
    for name in names if len(names) > 1 else ():
        if len(found) < most and not any(name <= e.candidate.facts.terms.keys() for e in found):
            found += [e for e in evidence if e.score > 0 and _has(e, name)][:1]
    return found


def _names_of(question: str) -> list[frozenset[str]]:
    """The terms of each run of capitalised words, function words left out."""
    runs = [[term(m.group()) for m in WORD.finditer(run.group())] for run in _NAME.finditer(question)]
    names = [frozenset(t for t in run if t not in ENGLISH.function_words | VIETNAMESE.function_words) for run in runs]
    return list(dict.fromkeys(name for name in names if name))


def _has(evidence: Evidence, name: frozenset[str]) -> bool:
    held = evidence.candidate.facts.terms
    return all(held.get(t, 0) >> min(evidence.index, LAST_BIT) & 1 for t in name)
