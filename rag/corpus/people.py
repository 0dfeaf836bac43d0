"""Who is spoken of: people's names in a text, and whom a leading "He" means.

No model of names is used, only how they are written: capitalised words beside a title, a verb of
speech or a comma, and not behind a preposition of place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from rag.corpus.article import Sentence
from rag.corpus.words import ENGLISH_FUNCTION, fold, term

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
_HE = regex.compile(
    r"^\W*(?:(?:[A-Z][a-z]+,?\s+){0,2})(?:he|she|He|She)\b|^\W*(?:Ông|Bà)(?:\s+(?:ấy|ta|cũng|đã|còn|nói|cho|nhấn|đề))"
)
_OPENING = ("“", '"')
_PRONOUN = regex.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|[Ôô]ng|[Bb]à)\b")
# "the Party chief said": whoever was last spoken of, by an office.
_OFFICE = regex.compile(
    r"\b[Tt]he\s+(?:[\p{L}-]+\s+){0,3}(?:chief|leader|head|official|spokes\w+|expert|analyst|researcher|scientist|economist|lawyer|doctor"
    rf"|founder|owner|activist|{'|'.join(sorted(_TITLES))})\b" + _SPEECH.pattern.removeprefix("(?i)"),
)
_LOOK_BACK = 2500


@dataclass(frozen=True, slots=True)
class Person:
    """A name that is likely a person's, and where it ends; a higher ``trust`` is likelier."""

    name: str
    end: int
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
        while words and (_is_title(words[0]) or _is_body(words[0]) or term(words[0]) in ENGLISH_FUNCTION):
            titled |= _is_title(words.pop(0))
        if not 2 <= len(words) <= 5 or any(_is_body(word) or fold(word) in _TITLES for word in words):
            continue
        name = " ".join(words).rstrip(".")
        trust = _trust(text, run.end() - len(" ".join(words)), run.end(), titled)
        if trust >= 0:
            found.append(Person(name, run.end(), trust))
    return found


def antecedent(text: str, start: int, end: int) -> str | None:
    """Whom the "He" or "She" means with which the sentence ``text[start:end]`` begins, if it begins so."""
    if not _HE.search(text[start:end]):
        return None
    named = [person.name for person in people(text[max(0, start - _LOOK_BACK) : start]) if person.trust > 0]
    return named[-1] if named else None


def with_people(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of an article, each with whom it means: by "he", by a part of a name, or by quoting on.

    >>> text = "Peter Jones, the mayor, spoke. The bridge is safe, he said. Jones left."
    >>> spans = (0, 30), (31, 59), (60, 71)
    >>> [s.meant for s in with_people(text, [Sentence(*span, "text") for span in spans])]
    ['', 'Peter Jones', 'Peter Jones']
    """
    full = [person for person in people(text) if person.trust > 0]
    if not full:
        return list(sentences)
    found, known, current, place, quoting = [], {}, "", 0, False
    for sentence in sentences:
        own = ""
        while place < len(full) and full[place].end <= sentence.end:
            own = full[place].name
            known[fold(own.split()[-1])] = own
            place += 1
        body = text[sentence.start : sentence.end]
        goes_on = quoting or body[:1] in _OPENING or bool(_PRONOUN.search(body) or _OFFICE.search(body))
        meant = "" if own else _named_in_part(body, known) or (current if goes_on else "")
        current = own or meant or current
        quoting = _is_open(body, quoting)
        found.append(replace(sentence, meant=meant) if meant else sentence)
    return found


def _is_open(sentence: str, before: bool) -> bool:
    """Whether a quotation goes on after a sentence: curly marks tell it, straight ones are counted."""
    last = max(sentence.rfind("“"), sentence.rfind("”"))
    if last >= 0:
        return sentence[last] == "“"
    return before != bool(sentence.count('"') % 2)


def _named_in_part(sentence: str, known: Mapping[str, str]) -> str:
    """The person of whose name a sentence has the last word alone."""
    for run in _RUN.finditer(sentence):
        words = run.group().split()
        while len(words) > 1 and (_is_title(words[0]) or term(words[0]) in ENGLISH_FUNCTION):
            words.pop(0)
        if len(words) == 1 and fold(words[0]) in known:
            return known[fold(words[0])]
    return ""


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
