"""Follow-ups: what a question that cannot stand alone means after the turns before it.

No model is asked. A pronoun for a person becomes the person last spoken of, a changed year or name
takes the place of the former, and anything else is asked together with the topic of the last turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from rag.answer.answer import Answer
from rag.answer.question.people import people
from rag.language.detect import guess
from rag.language.words import fold

_PERSON = regex.compile(
    r"(?i)\b(?:he|she|him|hers?|his|ông\s+(?:ấy|ta)|bà\s+(?:ấy|ta)|anh\s+(?:ấy|ta)|cô\s+(?:ấy|ta)|ong\s+ay|ba\s+ay)\b"
)
_POSSESSIVE = ("his", "her", "hers")
# "Is there a pool?" and "there are" point to no place.
_POINTING_THERE = (
    r"(?<!\b(?:is|are|was|were)\s+)there\b(?!['’]s\b|\s+(?:is|are|was|were)\b)"
    r"|(?<=\b(?:is|are|was|were)\s+)there\b(?!\s+(?:an?|any\w*|some\w*|no|nothing|nobody|other|another|more|enough|still|also)\b)"
)
_THING = regex.compile(
    r"(?i)\b(?:it|its|they|them|their|theirs|this|that|these|those"
    rf"|(?:{_POINTING_THERE})"
    r"|then|the\s+(?:same|other|former|latter)|họ|nó"
    r"|(?:điều|việc|cuộc|hội\s+nghị|bài|số|lúc|nơi|người|con\s+số|ở|thời\s+gian)\s+(?:đó|này|ấy)|dieu\s+do|viec\s+do)\b"
)
_OPENING = regex.compile(
    r"(?i)^\s*(?:(?:and|but|or|so|also|then|ok(?:ay)?|what\s+about|how\s+about|và|còn|thế\s+còn|vậy\s+còn|thế|vậy|con|the\s+con)\b[\s,]*)+"
)
_QUESTION_WORD = regex.compile(
    r"(?i)^\W*(?:(?:in|on|at|by|for|to|of|from)\s+)?(?:how\s+(?:many|much|long|often|old)|who(?:m|se)?|what|which|when|where|why|how"
    r"|(?:can|could)\s+you\s+tell\s+me|tell\s+me|do\s+you\s+know)\b(?:\s+(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)\b)*\s*"
)
_TOPIC = regex.compile(r"\(([^()]*)\)\?$")
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}]+(?:\s+\p{Lu}[\p{L}\p{M}]*)+")
_NAMED = regex.compile(
    r"(?:\b(?P<before>\p{Ll}+)\s+(?:the\s+)?)?(?P<name>\p{Lu}[\p{L}\p{M}\d-]*(?:\s+\p{Lu}[\p{L}\p{M}\d-]*)*)"
)
_THERE = regex.compile(rf"(?i)\b(?:(?P<vi>ở|tại)\s+(?:đó|đây|đấy)\b|{_POINTING_THERE})")
_EMPTY = regex.compile(r"(?i)\b(?:thì\s+sao|thi\s+sao|then|instead|too|cũng\s+vậy)\b|\W+")
_AT = frozenset("in at from of near around across for ở tại của thuộc".split())
_FEW_WORDS = 5
_FUNCTION = frozenset(
    "a an the of in on at by for to from with is are was were did does do has have had be been and or about".split()
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn leaves behind: the question as it was understood, what was quoted, and the short answers in it."""

    question: str
    quotes: tuple[str, ...]
    told: tuple[str, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> Turn:
        told = tuple(one.text[slice(*one.emphasis)] for one in answer.sentences if one.emphasis)
        return cls(answer.understood or answer.question, tuple(c.quote for c in answer.citations), told)


def understand(question: str, turns: Sequence[Turn], most: int = 2000) -> str | None:
    """A question with what it takes from the turns before, or None when it stands alone.

    Nor does a question take anything from them that would make it longer than ``most`` characters.

    >>> turn = Turn("What did Nong Duc Manh address?", ())
    >>> understand("And what did he propose?", [turn])
    'what did Nong Duc Manh propose?'
    """
    if not turns or not any(c.isalnum() for c in question):
        return None
    found = _understood(question, turns)
    return found if found is None or len(found) <= most else None


def _understood(question: str, turns: Sequence[Turn]) -> str | None:
    last = turns[-1]
    bare = _OPENING.sub("", question.strip())
    opened = bare != question.strip()
    person = _PERSON.search(bare)
    if person and not _NAME.search(bare[: person.start()]):
        name = _person_of(turns)
        return _replace_persons(bare, name) if name else _with_topic(bare, last)
    there = _THERE.search(bare)
    place = _place_of(last) if there else None
    if there and place:
        return bare[: there.start()] + f"{there['vi'] or 'in'} {place}" + bare[there.end() :]
    if opened and len(bare.split()) <= _FEW_WORDS:
        return _exchanged(bare, last) or _with_topic(bare, last)
    if _refers(bare) or _says_little(bare):
        return _with_topic(bare, last)
    return None


def _refers(question: str) -> bool:
    """Whether a word points to what was said before, and nothing named in the question is meant by it."""
    thing = _THING.search(question)
    if not thing:
        return False
    before = question[: thing.start()]
    clause = regex.search(r"(?i)\b(?:said|says|say|think|believe|hope|show|know|claim|fact|ensure|so|such)\s*$", before)
    following = question[thing.end() :].split()
    is_conjunction = fold(thing.group()) == "that" and (clause is not None or len(following) > 3)
    return not is_conjunction and not _NAME.search(before)


def _says_little(question: str) -> bool:
    rest = _QUESTION_WORD.sub("", question)
    return not [word for word in regex.findall(r"\p{L}+|\d+", rest) if fold(word) not in _FUNCTION]


def _person_of(turns: Sequence[Turn]) -> str | None:
    """The person last spoken of: the one asked for, or in a question, else the one most surely named in a quotation."""
    for turn in reversed(turns):
        for text in (*turn.told, turn.question, *turn.quotes):
            named = people(text)
            if named:
                return max(named, key=lambda person: person.trust).name
    return None


def _place_of(turn: Turn) -> str | None:
    """Where the last turn was about: the name behind a preposition of place, in the question or in what was quoted."""
    for text in (turn.question, *turn.quotes):
        for found in _NAMED.finditer(text):
            if found["before"] in _AT:
                return str(found["name"])
    return None


def _replace_persons(question: str, name: str) -> str:
    first = True

    def replaced(match: regex.Match[str]) -> str:
        nonlocal first
        if not first:
            return match.group()
        first = False
        possessive = match.group().lower() in _POSSESSIVE[:1] or (
            match.group().lower() == "her" and _noun_follows(question, match.end())
        )
        return f"{name}'s" if possessive else name

    return str(_PERSON.sub(replaced, question))


def _noun_follows(question: str, end: int) -> bool:
    return bool(regex.match(r"\s+\p{L}", question[end:]))


def _exchanged(bare: str, last: Turn) -> str | None:
    """ "And in 2017?" after "What was reviewed in 2009?": the same question with the other year or name."""
    year, years = _YEAR.search(bare), list(_YEAR.finditer(last.question))
    if year and len(years) == 1:
        return _put(last.question, years[0].span(), year.group())
    new = _names(bare)
    if len(new) != 1 or not _says_no_more(bare, new[0]):
        return None
    old = [found for found in _names(last.question) if found.start("name") > 0 and not _goes_on(last.question, found)]
    # Of several the one behind the same preposition: "and in Poland?" changes the country, not who did it.
    alike = [found for found in old if _place_word(found) == _place_word(new[0])] if len(old) > 1 else old
    return _put(last.question, alike[0].span("name"), new[0]["name"]) if len(alike) == 1 else None


def _names(text: str) -> list[regex.Match[str]]:
    return [found for found in _NAMED.finditer(text) if fold(found["name"]) not in _FUNCTION]


def _says_no_more(bare: str, name: regex.Match[str]) -> bool:
    """Whether a question is a name, perhaps behind a preposition."""
    rest = bare[: name.start()] + bare[name.end() :]
    return not _EMPTY.sub("", rest)


def _goes_on(question: str, name: regex.Match[str]) -> bool:
    """Whether a Vietnamese name goes on in small letters: "Mặt trận"."""
    goes_on = " " not in name["name"] and bool(regex.match(r"\s+\p{Ll}", question[name.end() :]))
    return goes_on and guess(question) == "vi"


def _place_word(found: regex.Match[str]) -> str | None:
    return found["before"] if found["before"] in _AT else None


def _put(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def _with_topic(question: str, last: Turn) -> str:
    """A question with the last topic in brackets; a topic that was itself taken over stays what it was."""
    taken_over = _TOPIC.search(last.question)
    topic = taken_over.group(1) if taken_over else _QUESTION_WORD.sub("", last.question).strip(" ?.!")
    return f"{question.rstrip(' ?')} ({topic})?" if topic else question
