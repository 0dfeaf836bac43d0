"""How a sentence becomes the question that it answers: plain shapes of sentences, and what is asked of each.

"555 models had been recognized" asks how many. Whether the sentence answers its question is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

PosedKind = Literal["number", "time", "place", "person", "said", "role"]


@dataclass(frozen=True, slots=True)
class Posed:
    """A question, what it asks for, and where in the text the words stand that it was made from."""

    question: str
    kind: PosedKind
    at: int
    shape: int


@dataclass(frozen=True, slots=True)
class _Shape:
    language: str
    kind: PosedKind
    pattern: re.Pattern[str]
    ask: Callable[[re.Match[str]], str]


def _shape(language: str, kind: PosedKind, pattern: str, ask: Callable[[re.Match[str]], str]) -> _Shape:
    return _Shape(language, kind, re.compile(pattern), ask)


_NAME = r"(?<![\w.“\"])(?P<name>(?!The )(?:[A-ZĐ][^\W\d_]+ ){1,3}[A-ZĐ][^\W\d_]+)"
_BODY = (
    r"(?!.*(?:Agency|Association|Bank|Board|Commission|Committee|Company|Conference|Congress|Council|Democracy|Department|Front"
    r"|Government|Group|Institute|Ministry|Mobili[sz]ation|Movement|Office|Party|Politburo|Secretariat|Union|University)\b)"
)
_BASE_FORMS = {
    "said": "say", "says": "say", "suggested": "suggest", "suggests": "suggest", "proposed": "propose",
    "proposes": "propose", "stressed": "stress", "stresses": "stress", "emphasised": "emphasise",
    "emphasized": "emphasize", "announced": "announce", "recommended": "recommend", "requested": "request",
    "affirmed": "affirm", "found": "find", "discovered": "discover", "invented": "invent", "designed": "design",
    "wrote": "write", "warned": "warn",
}  # fmt: skip
_WORD = r"[^\W\d][\w’'-]*"
_IN_QUOTES = r"[“\"][^”\"\d]{3,40}[”\"]"
_WERE = r"(?:had been|have been|has been|were|are)"
_THE_THING = r"(?:[Tt]he (?:[\w'’-]+ ){0,4}[\w'’-]+|(?:[A-Z][\w'’-]+ )*[A-Z][\w'’-]+)"
_A_THING = r"(?P<what>(?:[Tt]he|[Aa]n?) (?:[\w'’-]+ ){0,2}[\w'’-]+)"
_COUNT = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MUST = {"must": "must", "should": "should", "has to": "must"}
_DONE = (
    r"(?:born|built|completed|created|discovered|established|founded|held|introduced|invented|issued|launched|opened"
    r"|published|signed)"
)
_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"


def _lowered(phrase: str) -> str:
    return phrase[0].lower() + phrase[1:] if phrase.startswith(("The ", "A ", "An ")) else phrase


_SHAPES = (
    _shape(
        "en",
        "number",
        rf"(?<![\w.,/-])\d[\d,.]* (?P<things>(?:(?:{_WORD}|{_IN_QUOTES}) ){{0,4}}?[a-z]+s {_WERE} [a-z]+"
        r"(?: [\w'’-]+){0,9})(?=[.,;])",
        lambda m: f"How many {m['things']}?",
    ),
    _shape(
        "en",
        "time",
        rf"(?<!\w)(?P<what>{_THE_THING}) (?P<be>was|were) (?P<done>{_DONE}) (?:in|on) (?=[^.;]{{0,20}}\d)",
        lambda m: f"When {m['be']} {_lowered(m['what'])} {m['done']}?",
    ),
    _shape(
        "en",
        "said",
        rf"{_NAME}(?:,[^.;:]{{3,90}}?,)? (?P<did>{'|'.join(_BASE_FORMS)})\b",
        lambda m: f"What did {m['name']} {_BASE_FORMS[m['did']]}?",
    ),
    _shape(
        "en",
        "role",
        r"(?:is|was) the (?P<role>[a-z]+(?: [a-z]+)? of (?:the )?(?:[A-Z][\w'’-]+ ?){1,3})(?=[.,;])",
        lambda m: f"What is the {m['role']}?",
    ),
    _shape("en", "person", rf"{_NAME} ?[,-] ?(?=[A-Za-z][\w'’ -]{{6,}}[,.;)])", lambda m: f"Who is {m['name']}?"),
    _shape("en", "person", rf"{_NAME} (?:was|is) (?=(?:the|a|an) [a-z])", lambda m: f"Who is {m['name']}?"),
    _shape(
        "en",
        "place",
        rf"(?<!\w)(?P<what>{_THE_THING}) (?P<be>was|were) (?P<done>{_DONE}) (?:in|at) (?=(?:the )?[A-Z])(?!{_MONTHS})",
        lambda m: f"Where {m['be']} {_lowered(m['what'])} {m['done']}?",
    ),
    _shape(
        "en",
        "person",
        rf"{_NAME} (?P<did>(?!was|were|had|has)[a-z]+ed) (?P<what>(?:the|a|an) [^.,;:“\"]{{4,60}})(?=[.,;])",
        lambda m: f"Who {m['did']} {m['what']}?",
    ),
    _shape(
        "en",
        "number",
        rf"(?<!\w){_A_THING} costs (?=[$€£]?\d)",
        lambda m: f"How much is {_lowered(m['what'])}?",
    ),
    _shape(
        "en",
        "number",
        rf"(?<!\w){_A_THING} has {_COUNT} (?P<things>(?:[a-z]+ )?[a-z]+s)(?=[.,;]| (?:and|of|in|with)\b)",
        lambda m: f"How many {m['things']} does {_lowered(m['what'])} have?",
    ),
    _shape(
        "en",
        "time",
        rf"(?<!\w){_A_THING} takes (?=(?:about |at least |up to )?{_COUNT} (?:minute|hour|day|week|month|year))",
        lambda m: f"How long does {_lowered(m['what'])} take?",
    ),
    _shape(
        "en",
        "time",
        rf"(?<!\w){_A_THING} (?P<does>open|close|start|begin|end|leave|arrive|meet)s (?=(?:at|on|from|every) )",
        lambda m: f"When does {_lowered(m['what'])} {m['does']}?",
    ),
    _shape(
        "en",
        "time",
        rf"(?<!\w){_A_THING} (?P<must>must|should|has to) be (?P<done>[a-z]+(?:ed|n|d|t)) (?=(?:by|before|within|until) )",
        lambda m: f"By when {_MUST[m['must']]} {_lowered(m['what'])} be {m['done']}?",
    ),
    _shape(
        "en",
        "person",
        rf"(?<!\w){_A_THING} (?P<be>was|is) (?P<done>[a-z]+(?:ed|en|pt|lt)) by (?=(?:the )?[A-Z])",
        lambda m: f"Who {m['be']} {_lowered(m['what'])} {m['done']} by?",
    ),
    _shape(
        "vi",
        "number",
        rf"(?<![\w.,/-])\d[\d.,]* (?P<things>{_WORD}(?: {_WORD}){{3,10}})(?=[.,;])",
        lambda m: f"Có bao nhiêu {m['things']}?",
    ),
    _shape(
        "vi",
        "said",
        rf"{_NAME}(?:,[^.;:]{{3,90}}?,)? (?:cho biết|nhấn mạnh|khẳng định|đề nghị|phát biểu)\b",
        lambda m: f"{m['name']} đã nói gì?",
    ),
    _shape("vi", "person", rf"{_NAME} ?[,-] ?(?=[^\W\d_][\w ]{{6,}}[,.;)])", lambda m: f"{m['name']} là ai?"),
)
_NO_PERSON = re.compile(rf"^(?:Who is|What did)(?!{_BODY})")


def pose(text: str, language: str) -> Iterator[Posed]:
    """Questions that a text may answer: the first of each shape, then the second of each.

    >>> [one.question for one in pose("The old dam was built in 1911.", "en")]
    ['When was the old dam built?']
    """
    made = [_made(number, text) for number, shape in enumerate(_SHAPES) if shape.language == language]
    seen: set[str] = set()
    while made:
        for shape in list(made):
            fresh = next((posed for posed in shape if posed.question not in seen), None)
            if fresh is None:
                made.remove(shape)
            else:
                seen.add(fresh.question)
                yield fresh


def _made(number: int, text: str) -> Iterator[Posed]:
    shape = _SHAPES[number]
    for match in shape.pattern.finditer(text):
        question = " ".join(shape.ask(match).split())
        if not _NO_PERSON.match(question):
            yield Posed(question, shape.kind, match.start(), number)
