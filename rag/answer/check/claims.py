"""A draft as claims: what may be true or false, with its exact place, and what is nothing to check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import regex

from rag.answer.check.addressed import addresses_model
from rag.answer.check.facts import facts_of
from rag.answer.check.grammar import looks_like_participle
from rag.answer.check.tokens import Token, spelled, words
from rag.corpus.article import Span
from rag.corpus.blocks import Block, Form
from rag.corpus.inline import plain, seen
from rag.corpus.lines import line_blocks
from rag.corpus.markdown import markdown_blocks
from rag.corpus.segments import segments
from rag.language.packs import CLAUSES, language_by

Nothing = Literal["", "a heading", "a question", "an opinion", "an instruction", "code", "too little"]
_LEAST, _EXCLAIMED = 2, 4
"""Content words of a claim, and of a mere exclamation at most: "A remarkable speech!"."""

_INSTRUCTION = regex.compile(rf"(?i)^\W*(?:{CLAUSES.instructions})\b")
_OPINION = regex.compile(rf"(?i){CLAUSES.opinions}")
_JUDGED = regex.compile(rf"(?i)\b(?:{CLAUSES.judging})\s+(?:\p{{L}}+\s+){{0,3}}?(?:{CLAUSES.judgements})\b")
_MARKERS = regex.compile(r"\s*\[(?:\^?\w{1,12})(?:\s*[,;]\s*\d+)*\]")
_JOINT = regex.compile(rf"(?i);\s+|,?\s+(?P<and>{CLAUSES.joints})\s+")
_SUBJECT = regex.compile(rf"(?:{CLAUSES.subjects}|\d[\d.,]*)\b|\p{{Lu}}", regex.IGNORECASE)
_STARTS = regex.compile(rf"(?:{CLAUSES.starts})\b|\p{{Lu}}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A part of a draft, ``draft[start:end]``, that says one thing; ``nothing`` says why there is nothing to check.

    ``text`` is what a reader sees of it, ``meant`` the same with what its pronouns stand for and with the subject
    that it shares with the clause before it.
    """

    start: int
    end: int
    text: str
    meant: str
    nothing: Nothing = ""
    readings: tuple[str, ...] = ()
    """The other ways to understand it."""


def claims_of(draft: str, language: str = "", form: Form = "plain") -> Iterator[Claim]:
    """The claims of a draft in reading order; every letter that is not furniture belongs to one.

    >>> [claim.text for claim in claims_of("The bridge opened in 1934, and the mayor praised it. Why?")]
    ['The bridge opened in 1934', 'the mayor praised it.', 'Why?']
    """
    spoken = _Spoken()
    for block in markdown_blocks(draft) if form == "markdown" else line_blocks(draft):
        if block.kind == "furniture":
            continue
        for claim in _of_block(draft, block, language, form == "markdown"):
            yield spoken.resolved(claim)


def _of_block(draft: str, block: Block, language: str, marked: bool) -> Iterator[Claim]:
    body = draft[block.start : block.end]
    shown = seen(body) if marked else (body.replace("\n", " "),) * 2
    whole: Nothing = "a heading" if block.kind in ("heading", "header") else "code" if block.kind == "code" else ""
    spans = [(0, len(body))] if whole or block.kind == "row" else segments(shown[1], language or language_by("").code)
    for start, end in spans:
        for a, b in [(start, end)] if whole else _clauses(shown[0], start, end):
            text = " ".join(_MARKERS.sub("", plain(shown[0][a:b]) if marked else shown[0][a:b]).split())
            if any(c.isalnum() for c in text):
                yield Claim(block.start + a, block.start + b, text, text, whole or nothing_in(text))


def nothing_in(text: str) -> Nothing:
    """Why there is nothing to check in a sentence; "" where there is something.

    >>> nothing_in("Who opened it?"), nothing_in("I think it is ugly."), nothing_in("The bridge is 20 metres long.")
    ('a question', 'an opinion', '')
    """
    if text.rstrip("\"'”’»)*_ ").endswith(("?", "？")):
        return "a question"
    if addresses_model(text) or _INSTRUCTION.search(text):
        return "an instruction"
    if _OPINION.search(text):
        return "an opinion"
    content = [word for word in words(spelled(text)) if word.content]
    if text.rstrip().endswith("!") and len(content) <= _EXCLAIMED and not any(map(_is_verb, content)):
        return "an opinion"
    if len(content) < _LEAST:
        return "too little"
    return ""


def is_judgement(text: str) -> bool:
    """Tells whether a sentence values something rather than tells it: "The new hall is wonderful"."""
    return bool(_JUDGED.search(text)) and not facts_of(text).numbers


# -- Clauses -------------------------------------------------------------------------------------------


def _clauses(text: str, start: int, end: int) -> list[Span]:
    """The parts of a sentence that say one thing each, trimmed; a conjunction belongs to none."""
    cuts = [start]
    for hit in _JOINT.finditer(text, start, end):
        left, right = text[cuts[-1] : hit.start()], text[hit.end() : end]
        if _inside_quotes(text[start : hit.start()]) or text.count("(", start, hit.start()) > text.count(
            ")", start, hit.start()
        ):
            continue
        if stands_alone(left) and stands_alone(right) and (_STARTS.match(right) or _verb_first(right)):
            cuts += [hit.start(), hit.end()]
    cuts.append(end)
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2])]


def _inside_quotes(text: str) -> bool:
    return spelled(text).count('"') % 2 == 1


def stands_alone(text: str) -> bool:
    """Tells whether a part of a sentence has a verb and something that it is said of."""
    found = words(spelled(text))
    return sum(w.content for w in found) >= _LEAST and any(_is_verb(w) for w in found)


def _is_verb(word: Token) -> bool:
    plain_ = word.text.lower()
    return (
        plain_ in CLAUSES.auxiliaries
        or plain_ in CLAUSES.irregular
        or (looks_like_participle(word) and not word.capital)
    )


def _verb_first(text: str) -> bool:
    found = words(spelled(text))
    return bool(found) and _is_verb(found[0]) and not found[0].capital


# -- Who is meant --------------------------------------------------------------------------------------

_PRONOUN = regex.compile(
    rf"(?i)^(?P<lead>(?:\P{{L}}*(?:{CLAUSES.leading})\b[^,.;]{{0,40}},\s*)?)(?P<who>{CLAUSES.pronouns})\b"
)


def subject_of(text: str, longest: int = 8) -> str:
    """What stands before the verb of a claim, unless it is a pronoun; "" where nothing short does.

    >>> subject_of("The brewery was founded in 1887."), subject_of("It was founded in 1887.")
    ('The brewery', '')
    """
    verb = next((w for w in words(spelled(text)) if _is_verb(w)), None)
    subject = spelled(text)[: verb.start].strip(" ,") if verb else ""
    told = len(subject.split()) <= longest and not _PRONOUN.match(subject) and _SUBJECT.match(subject)
    return subject if told else ""


class _Spoken:
    """Goes through the claims of a draft and remembers of whom and of what was spoken last."""

    def __init__(self) -> None:
        self._subject, self._person = "", ""

    def resolved(self, claim: Claim) -> Claim:
        short = claim.nothing == "too little" and any(word.content for word in words(spelled(claim.text)))
        if claim.nothing and not short:
            return claim
        found = claim
        if _verb_first(claim.text) and self._subject:
            found = replace(claim, meant=f"{self._subject} {claim.text}")
        else:
            hit = _PRONOUN.match(claim.text)
            meant = self._meant_by(hit["who"].lower()) if hit else ""
            if hit and meant:
                owned = "'s" if self._owns(hit) else ""
                text = f"{hit['lead']}{meant}{owned}{claim.text[hit.end('who') :]}"
                found = replace(claim, meant=text, readings=(claim.text,))
        if short:  # "It uses sugar." says enough once it is known of what
            found = replace(found, nothing=nothing_in(found.meant))
        if not found.nothing:
            self._remember(found.meant)
        return found

    def _meant_by(self, pronoun: str) -> str:
        if " ".join(pronoun.split()) in CLAUSES.people:
            return self._person or self._subject
        return "" if pronoun in ("it", "its") and self._subject == self._person else self._subject

    @staticmethod
    def _owns(hit: regex.Match[str]) -> bool:
        return hit["who"].lower() in CLAUSES.possessives

    def _remember(self, text: str) -> None:
        subject = subject_of(text)
        if subject:
            self._subject = subject
        names = [name for name in facts_of(text).names if not name.unsure or name.text == subject]
        named = [name.text for name in names if len(name.words) > 1] or [name.text for name in names]
        if (subject and named and named[0] in subject) or (named and not self._person):
            self._person = named[0]
