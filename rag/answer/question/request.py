"""The request in a message, told by tables of what people type, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex
from rapidfuzz import process
from rapidfuzz.distance import OSA

from rag.language.base import Language
from rag.language.detect import guess
from rag.language.packs import PACKS, language_by
from rag.language.requesting import AnswerForm, Requests
from rag.language.words import fold

_WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+(?:[._][\p{L}\p{N}]+)*")
ABOUT_LAST: tuple[AnswerForm, ...] = ("more", "shorter", "sure", "source")
_LONGEST = 40
"""Words of a request at most: what is longer tells a story, and asks something at its end."""
_FEW = 3
"""Words of a message of which nobody can tell the language, at most."""
_LONG_WORD, _SHORT_WORD = 7, 5
"""Letters from which two may be wrong, and one."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for more than a fact.

    ``about`` is what a list, a timeline or a place is asked of, ``one`` an article that is named or described, as they
    were typed; "" where nothing is. ``count`` is how many are wanted; ``kind`` what of that which cannot be done,
    that all articles by date or all mentions of something are wanted;
    ``sure`` tells that the words can hardly mean anything else: otherwise it is the request only if the articles have
    what it asks for.
    """

    form: AnswerForm
    language: Language
    about: str = ""
    one: str = ""
    count: int | None = None
    kind: str = ""
    sure: bool = True

    @property
    def stands_alone(self) -> bool:
        """Whether it takes nothing from the turns before: it names all that it is about."""
        return self.sure and not (self.about or self.one)

    @property
    def is_about_last(self) -> bool:
        """Whether it asks for more of the last answer, for less, whether it is sure, or for its source."""
        return self.form in ABOUT_LAST


@lru_cache(maxsize=256)
def request_in(text: str, languages: frozenset[str] = frozenset()) -> Request | None:
    """The request that a message is; None where it is a question of its own. ``languages`` are the corpus's.

    >>> request = request_in("3 key takeaways from the lease, please")
    >>> request.form, request.count, request.one
    ('takeaways', 3, 'the lease')
    >>> request_in("Who chaired the meeting?") is None
    True
    """
    found = _Typed.of(text)
    if not 0 < len(found.words) <= _LONGEST:
        return None
    order = list(_languages(found, language_by(guess(text, languages))))
    exact = (_told(found, language) for language in order)
    spelt = (_told(found.spelt(language.requests), language) for language in order)
    return next(filter(None, exact), None) or next(filter(None, spelt), None)


def _languages(typed: _Typed, first: Language) -> Iterator[Language]:
    """The language that a message seems to be in, the one of a text that nobody can tell, and others of which it has a
    word; a short one may be in any.

    The patterns of a language take a while to compile, which the first question of a process would wait for.
    """
    yield first
    short, words = len(typed.words) <= _FEW, [typed.text[slice(*span)] for span in typed.spans]
    for pack in PACKS.values():
        if pack is not first and (short or pack is language_by("") or any(map(pack.is_function_word, words))):
            yield pack


@dataclass(frozen=True, slots=True)
class _Typed:
    """The words of a message, folded, and where each stands in it."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> _Typed:
        hits = list(_WORD.finditer(text))
        return cls(text, tuple(fold(hit.group()) for hit in hits), tuple(hit.span() for hit in hits))

    def spelt(self, requests: Requests) -> _Typed:
        """The same with words of requests that are spelt wrong as they should be."""
        return _Typed(self.text, tuple(_respelt(word, requests.spelt) for word in self.words), self.spans)

    @property
    def plain(self) -> str:
        return " ".join(self.words)

    def typed(self, start: int, end: int) -> str:
        """What was typed for a part of ``plain``, from character to character."""
        first = self.plain.count(" ", 0, start)
        last = self.plain.count(" ", 0, end)
        return self.text[self.spans[first][0] : self.spans[last][1]]


def _respelt(word: str, known: frozenset[str]) -> str:
    if len(word) < _SHORT_WORD or word in known or not known:
        return word
    slips = 2 if len(word) >= _LONG_WORD else 1
    close = process.extractOne(word, sorted(known), scorer=OSA.distance, score_cutoff=slips)
    return str(close[0]) if close and close[0][0] == word[0] else word


def _told(typed: _Typed, language: Language) -> Request | None:
    requests = language.requests
    for start, end in _kernels(typed.plain, requests):
        for kind, pattern in requests.cannot.items():
            if pattern.fullmatch(typed.plain, start, end):
                return Request("cannot", language, kind=kind)
        for form, pattern in requests.asked.items():
            if hit := pattern.fullmatch(typed.plain, start, end):
                return _request(form, typed, hit, language)
        if hit := requests.may_list.fullmatch(typed.plain, start, end):
            return Request("list", language, about=typed.typed(*hit.span("about")), sure=False)
    return None


def _request(form: AnswerForm, typed: _Typed, hit: regex.Match[str], language: Language) -> Request:
    groups = {name: typed.typed(*hit.span(name)) for name, value in hit.groupdict().items() if value}
    number = groups.get("n", "")
    count = int(number) if number.isdigit() else language.requests.numbers.get(fold(number))
    kind = next((name for name in ("all", "mentions") if name in groups), "")
    return Request(
        form, language, groups.get("about") or groups.get("mentions", ""), groups.get("one", ""), count, kind
    )


def _kernels(plain: str, requests: Requests) -> Iterator[tuple[int, int]]:
    """Where a request may stand: without what is polite behind it and with it, and each time without more before it."""
    start = 0
    ends = dict.fromkeys((_without_polite_end(plain, requests), len(plain)))
    while True:
        yield from ((start, end) for end in ends if end > start)
        before = requests.polite.match(plain, start)
        if before is None or before.end() >= len(plain):
            return
        start = before.end()


def _without_polite_end(plain: str, requests: Requests) -> int:
    end = len(plain)
    while True:
        starts = [hit.start() for hit in requests.polite_after.finditer(plain, 0, end) if hit.end() == end]
        if not starts:
            return end
        end = starts[0]
