"""How words are explained, how it is told what to do step by step, and how one asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from rag.language.patterns import NEVER, Pattern, deferred


@dataclass(frozen=True, eq=False)
class Explaining:
    """The tables of one language.

    ``asks_what`` is met by folded words with a space between, as a whole; the others by text in small letters, with its
    accents.

    Attributes:
        asks_what: a question what something is, which is its group "term".
        defines: what stands between a word and what it is: "is a", "means". "Is 12 metres long" says nothing of the kind.
        named_as: what stands between what a word means and the word: "is called".
        calls: what stands before the word where what it means stands behind it: "by", of "by bisque we mean …".
        begins: with what the first of several steps begins, and ``continues`` with what one after it does.
        gives_reason: with what a sentence begins that gives the reason for what stands before it.
        may_give_reason: what may give one within a sentence, beside what surely does.
    """

    asks_what: Pattern = NEVER
    defines: Pattern = NEVER
    named_as: Pattern = NEVER
    calls: Pattern = NEVER
    begins: Pattern = NEVER
    continues: Pattern = NEVER
    gives_reason: Pattern = NEVER
    may_give_reason: Pattern = NEVER


NO_EXPLAINING = Explaining()


def asked(*alternatives: str) -> Pattern:
    """Any of some questions."""
    return deferred("|".join(f"(?:{alternative})" for alternative in alternatives))


def begun(alternatives: str) -> Pattern:
    """Any of some beginnings of a sentence."""
    return deferred(rf"\W*(?:{alternatives})(?!\w)")


TERM = r"(?P<term>\S+(?: \S+){0,4}?)"
NUMBERED = r"\d{1,2}[.):]"
