"""Who is spoken of: people's names in a text.

No model of names is used, only how they are written: capitalised words beside a title, a verb of
speech or a comma, and not behind a preposition of place.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from rag.language.english import ENGLISH
from rag.language.words import fold, term

_RUN = regex.compile(r"(?:\p{Lu}[\p{L}\p{M}'’-]+|\p{Lu}\.)(?:[ \u00a0](?:\p{Lu}[\p{L}\p{M}-]+|\p{Lu}\.))*")
_TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor sir lord lady king queen prince princess pope saint president vice
    chancellor premier prime minister secretary general chairman chairwoman chairperson chair chief head deputy
    director manager officer executive leader governor mayor senator congressman congresswoman representative
    ambassador judge justice attorney captain colonel major lieutenant sergeant commander admiral inspector
    detective comrade member coach author writer
    """.split()
)
# With their accents: without them they are parts of names.
_VIETNAMESE_TITLES = frozenset(
    "ông bà anh chị cô chú đồng chí tổng bí thư chủ tịch phó trưởng ban thủ tướng bộ giám đốc tiến sĩ giáo sư".split()
)
# Capitalised words that make a run the name of a body, a place or a page's furniture, not of a person.
_BODIES = frozenset(
    """
    party government state committee commission council congress department ministry office agency bureau board
    front union association organisation organization federation institute university college school hospital
    company corporation inc ltd bank group court parliament assembly senate house army navy police church museum
    club league cup station bridge river mount mountain lake sea ocean island street road avenue square park
    airport port city town village district county province region republic kingdom states nation nations north
    south east west northern southern eastern western central standing politburo secretariat national people
    mass mobilization mobilisation news newspaper photo tv radio january february march april may june july
    august september october november december monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
_VIETNAMESE_BODIES = frozenset("ảnh hội nghị uỷ ủy tỉnh đảng nhà nước quyết định ương".split())
_SPEECH = regex.compile(
    r"(?i)\s*(?:,?\s*(?:who\s+)?(?:has\s+|had\s+|also\s+|then\s+)*(?:said|says|stated|stressed|stresses|emphasi[sz]ed|suggested|proposed|told"
    r"|added|noted|affirmed|asked|announced|explained|warned|claimed|argued|speaks|spoke|called|urged|pointed|requested"
    r"|expressed|confirmed|highlighted|wrote|phát\s+biểu|nói|cho\s+biết|nhấn\s+mạnh|đề\s+nghị|khẳng\s+định))\b"
)
_SPEECH_BEFORE = regex.compile(r"(?i)\b(?:said|says|told|according\s+to|by|added|asked)\s+$")
_PLACE_BEFORE = regex.compile(r"(?i)\b(?:in|at|near|from|of|across|through|tại|ở|của)\s+(?:the\s+)?$")


@dataclass(frozen=True, slots=True)
class Person:
    """A name that is likely a person's; a higher ``trust`` is likelier."""

    name: str
    trust: int


def people(text: str) -> list[Person]:
    """The people named in a text with two words or more, in reading order.

    >>> [person.name for person in people("Party General Secretary Nong Duc Manh spoke in Quang Tri.")]
    ['Nong Duc Manh']
    """
    found = []
    for run in _RUN.finditer(text):
        words = run.group().split()
        titled = False
        while words and (_is_title(words[0]) or _is_body(words[0]) or term(words[0]) in ENGLISH.function_words):
            titled |= _is_title(words.pop(0))
        if not 2 <= len(words) <= 5 or any(_is_body(word) or fold(word) in _TITLES for word in words):
            continue
        name = " ".join(words).rstrip(".")
        trust = _trust(text, run.end() - len(" ".join(words)), run.end(), titled)
        if trust >= 0:
            found.append(Person(name, trust))
    return found


def _trust(text: str, start: int, end: int, titled: bool) -> int:
    before, after = text[max(0, start - 30) : start], text[end : end + 40]
    if regex.match(r"['’]s\b", after):
        return -1
    trust = 2 * titled
    trust += 2 * bool(_SPEECH.match(after) or _SPEECH_BEFORE.search(before))
    trust += bool(regex.match(r"\s*[,–-]\s*\p{L}", after))
    return trust - 2 * bool(_PLACE_BEFORE.search(before) and not titled)


def _is_title(word: str) -> bool:
    return fold(word.rstrip(".,")) in _TITLES or word.casefold() in _VIETNAMESE_TITLES


def _is_body(word: str) -> bool:
    return fold(word) in _BODIES or word.casefold() in _VIETNAMESE_BODIES
