"""The little grammar that tells who is spoken of: passives, and "A is B"."""

from __future__ import annotations

import regex

from rag.answer.check.tokens import Token
from rag.language.packs import CLAUSES

BEHIND = rf"(?:(?:{'|'.join(sorted(CLAUSES.articles))})\s+)?"
"""An article, where there is one."""
COPULA = regex.compile(rf"(?i)\b(?:{CLAUSES.copulas})\s+{BEHIND}$")
_PASSIVE = regex.compile(rf"(?i){CLAUSES.passive}")
_AUXILIARY = regex.compile(rf"(?i){CLAUSES.passive_auxiliary}")
_AGENT = regex.compile(CLAUSES.passive_agent)
_PARTICIPLE = regex.compile(rf"(?i){CLAUSES.participle}")
_LOOK_BACK = 70


def is_passive(text: str, word: Token) -> bool:
    """Tells whether a word of a text is a verb in the passive: "was opened", "led by", "bị bắt", "do Bộ Y tế tài trợ"."""
    if not word.text.isascii():
        return bool(_PASSIVE.search(text, max(0, word.start - _LOOK_BACK), word.start))
    if not _PARTICIPLE.search(word.text):
        return bool(_PASSIVE.search(text, max(0, word.start - _LOOK_BACK), word.start))
    return bool(_AUXILIARY.search(text, max(0, word.start - _LOOK_BACK), word.start) or _AGENT.match(text, word.end))


def looks_like_participle(word: Token) -> bool:
    """Tells whether a word may be a participle: "opened", "led"."""
    return word.text.isascii() and bool(_PARTICIPLE.search(word.text))
