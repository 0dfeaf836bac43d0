"""The little grammar that tells who is spoken of: passives, and "A is B"."""

from __future__ import annotations

import regex

from rag.answer.check.tokens import Token

COPULA = regex.compile(r"(?i)\b(?:is|are|was|were|là)\s+(?:the\s+|an?\s+)?$")
_BE = regex.compile(r"(?i)\b(?:is|are|was|were|be|been|being)\s+(?:\p{L}+ly\s+)?$")
_VIETNAMESE = regex.compile(r"(?i)\b(?:bị|được)\s+$|\b(?:do|bởi)\s[^.;,]{0,60}$")
_BY = regex.compile(r"\s+by\b")
_PARTICIPLE = regex.compile(
    r"(?i)(?:ed|[aeiou]wn|ght|uilt|ept|ung|orn|iven|aken|oken|osen|itten|idden|allen)$"
    r"|^(?:paid|made|put|cut|set|held|led|told|said|sold|found|done|won|lost|begun|hit|shot|sent|spent|met|read|seen|run|hurt)$"
)
_LOOK_BACK = 70


def is_passive(text: str, word: Token) -> bool:
    """Whether a word of a text is a verb in the passive: "was opened", "led by", "bị bắt", "do Bộ Y tế tài trợ"."""
    if not word.text.isascii():
        return bool(_VIETNAMESE.search(text, max(0, word.start - _LOOK_BACK), word.start))
    if not _PARTICIPLE.search(word.text):
        return bool(_VIETNAMESE.search(text, max(0, word.start - _LOOK_BACK), word.start))
    return bool(_BE.search(text, max(0, word.start - _LOOK_BACK), word.start) or _BY.match(text, word.end))


def looks_like_participle(word: Token) -> bool:
    """Whether an English word may be a participle: "opened", "led"."""
    return word.text.isascii() and bool(_PARTICIPLE.search(word.text))
