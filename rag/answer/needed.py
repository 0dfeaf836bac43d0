"""Questions to which nothing but a number or a time is an answer, and whether a sentence has one.

A question for the population is not answered by a sentence that names the province, near as it may be. What counts as
a number or a time is wide: only where a sentence has nothing of the kind, it cannot be the answer.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

import regex

from rag.answer.language import NUMBER, TIME, any_of, folded_question, is_vietnamese, one_of
from rag.corpus.words import fold, term

Needed = Literal["number", "time"]

_WHAT = r"(?:what(?:['’]?s)?|which) (?:(?:is|was|were|are|the|exact|current|total|calendar|latest) )*"
_AUXILIARY = one_of("is are was were do does did will would can could should has have had might may must shall")
_ASKED_ENGLISH: dict[Needed, regex.Pattern[str]] = {
    "number": any_of(
        r"how (?:many|old)",
        r"how much (?:money|more|less|time|land|space|water|oil|gas|coal|rice|power)",  # not "how much importance"
        rf"how much {_AUXILIARY} .*\b"
        + one_of(r"costs? pay paid earn\w* worth weigh\w* spen[dt] rise rose risen grow grew grown fall fell fallen"),
        r"by how much",
        _WHAT + r"(?:numbers?|percent\w*)",
        r"what(?:['’]?s| is| was) the (?:(?:current|total|latest) )?population",
        r"^(?:the )?(?:number|population) of",
    ),
    "time": any_of(
        rf"when(?: exactly)? {_AUXILIARY}",
        r"(?:since|until|till) when",
        r"when(?=\W*$)",
        _WHAT + r"(?:years?|dates?|months?|century|decade)",
        r"^(?:the )?date of",
    ),
}
_ASKED_VIETNAMESE: dict[Needed, regex.Pattern[str]] = {
    "number": any_of(r"bao nhieu"),
    "time": any_of(
        r"(?:khi|luc|hoi) nao",
        r"bao gio",
        r"(?:nam|ngay|thang|the ky|thoi (?:gian|diem)) (?:nao|may|bao nhieu|gi)",
    ),
}
_ALSO_ASKED_ENGLISH = any_of(r"(?:and|or) (?:\w+ )?(?:what|which|who\w*|where|why|how|when)")
_ASKING_VIETNAMESE = any_of("gi|nao|ai|dau|sao|may|bao nhieu")
# What is a number or a time, if a vague one, beside NUMBER and TIME.
_VAGUE_ENGLISH: dict[Needed, regex.Pattern[str]] = {
    "number": any_of(
        r"none|zero|both|neither|once|twice|half|third|quarter|several|many|few|most|much|majority|minority|single"
        r"|dozens?|pairs?|couple"
    ),
    "time": any_of(
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|spring|summer|autumn|winter|yesterday|today|tonight|tomorrow"
        r"|morning|afternoon|evening|night|midnight|noon|weekend|eve|eras?|age|now|currently|recently|soon|ago"
        r"|(?:last|next|this|that|same|following|previous) (?:year|month|week|day|decade|century)|\p{L}+(?:teen|tie)th",
        r"\d{3,4}|\d+[/.-]\d+",
    ),
}
_VAGUE_VIETNAMESE: dict[Needed, regex.Pattern[str]] = {
    "number": any_of(r"vai|nhieu|it|nua|phan lon|da so|thieu so|duy nhat|khong (?:ai|co)|ca hai|tat ca"),
    "time": any_of(
        r"(?:hom|nam|thang|tuan|ngay) (?:nay|qua|kia|sau|truoc|ngoai|toi)|hien nay|mua|sang|chieu|toi|dem|chu nhat"
        r"|thu (?:hai|ba|tu|nam|sau|bay)|ngay|thang|nam",
        r"\d{3,4}|\d+[/.-]\d+",
    ),
}


def needed_kind(question: str, vietnamese: bool) -> Needed | None:
    """What alone can answer a question, a number or a time; None where other things can, or it does not say.

    >>> needed_kind("How many people live there?", False), needed_kind("What happens when the war ends?", False)
    ('number', None)
    """
    folded = folded_question(question)
    table = _ASKED_VIETNAMESE if vietnamese else _ASKED_ENGLISH
    if _asks_several(folded, vietnamese):
        return None
    return next((kind for kind, pattern in table.items() if pattern.search(folded)), None)


def _asks_several(folded: str, vietnamese: bool) -> bool:
    """Whether a question asks for other things as well: "What award was given, and to how many?"."""
    if vietnamese:
        before, _, after = folded.rpartition(" va ")
        return bool(_ASKING_VIETNAMESE.search(before) and _ASKING_VIETNAMESE.search(after))
    return bool(_ALSO_ASKED_ENGLISH.search(folded))


def may_tell(kind: Needed, text: str, known: Set[str]) -> bool:
    """Whether a text has any number or any time, be it a vague one, beside the ``known`` terms of the question.

    >>> may_tell("number", "Both of them live in Hanoi.", set()), may_tell("time", "She lives in Hanoi.", set())
    (True, False)
    """
    exact = NUMBER if kind == "number" else TIME
    vague = (_VAGUE_VIETNAMESE if is_vietnamese(text) else _VAGUE_ENGLISH)[kind]
    return any(term(m.group()) not in known for m in exact.finditer(text)) or bool(vague.search(fold(text)))
