"""Questions to begin with, made from the corpus at hand and kept only when the bot answers them.

Sentences of a few plain shapes become questions ("555 models had been recognized" asks how many). A question is kept
when the answer quotes the very sentence that it was made from, with confidence, so each one shown
has an answer.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rag import Answer, Article, Bot

_WANTED = 4
_ARTICLES_READ = 16
_TRIES_PER_ARTICLE = 6
_CONFIDENT = 0.5
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
_DONE = (
    r"(?:born|built|completed|created|discovered|established|founded|held|introduced|invented|issued|launched|opened"
    r"|published|signed)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question and where in the article the words stand that it was made from."""

    question: str
    at: int
    shape: int


@dataclass(frozen=True, slots=True)
class _Shape:
    language: str
    pattern: re.Pattern[str]
    ask: Callable[[re.Match[str]], str]


def _shape(language: str, pattern: str, ask: Callable[[re.Match[str]], str]) -> _Shape:
    return _Shape(language, re.compile(pattern), ask)


_SHAPES = (
    _shape(
        "en",
        rf"(?<![\w.,/-])\d[\d,.]* (?P<things>(?:(?:{_WORD}|{_IN_QUOTES}) ){{0,4}}?[a-z]+s {_WERE} [a-z]+"
        r"(?: [\w'’-]+){0,9})(?=[.,;])",
        lambda m: f"How many {m['things']}?",
    ),
    _shape(
        "en",
        rf"(?<!\w)(?P<what>{_THE_THING}) (?P<be>was|were) (?P<done>{_DONE}) (?:in|on) (?=[^.;]{{0,20}}\d)",
        lambda m: f"When {m['be']} {_lowered(m['what'])} {m['done']}?",
    ),
    _shape(
        "en",
        rf"{_NAME}(?:,[^.;:]{{3,90}}?,)? (?P<did>{'|'.join(_BASE_FORMS)})\b",
        lambda m: f"What did {m['name']} {_BASE_FORMS[m['did']]}?",
    ),
    _shape(
        "en",
        r"(?:is|was) the (?P<role>[a-z]+(?: [a-z]+)? of (?:the )?(?:[A-Z][\w'’-]+ ?){1,3})(?=[.,;])",
        lambda m: f"What is the {m['role']}?",
    ),
    _shape("en", rf"{_NAME} ?[,-] ?(?=[A-Za-z][\w'’ -]{{6,}}[,.;)])", lambda m: f"Who is {m['name']}?"),
    _shape("en", rf"{_NAME} (?:was|is) (?=(?:the|a|an) [a-z])", lambda m: f"Who is {m['name']}?"),
    _shape(
        "vi",
        rf"(?<![\w.,/-])\d[\d.,]* (?P<things>{_WORD}(?: {_WORD}){{3,10}})(?=[.,;])",
        lambda m: f"Có bao nhiêu {m['things']}?",
    ),
    _shape(
        "vi",
        rf"{_NAME}(?:,[^.;:]{{3,90}}?,)? (?:cho biết|nhấn mạnh|khẳng định|đề nghị|phát biểu)\b",
        lambda m: f"{m['name']} đã nói gì?",
    ),
    _shape("vi", rf"{_NAME} ?[,-] ?(?=[^\W\d_][\w ]{{6,}}[,.;)])", lambda m: f"{m['name']} là ai?"),
)
_NO_PERSON = re.compile(rf"^(?:Who is|What did)(?!{_BODY})")


def _lowered(phrase: str) -> str:
    return "t" + phrase[1:] if phrase.startswith("The ") else phrase


def candidates(article: Article) -> Iterator[Candidate]:
    """Questions that an article may answer: the first of each shape, then the second of each."""
    made = [_made(number, article) for number, shape in enumerate(_SHAPES) if shape.language == article.language]
    seen: set[str] = set()
    while made:
        for shape in list(made):
            one = next((candidate for candidate in shape if candidate.question not in seen), None)
            if one is None:
                made.remove(shape)
            else:
                seen.add(one.question)
                yield one


def _made(number: int, article: Article) -> Iterator[Candidate]:
    shape = _SHAPES[number]
    for match in shape.pattern.finditer(article.text):
        question = " ".join(shape.ask(match).split())
        if not _NO_PERSON.match(question):
            yield Candidate(question, match.start(), number)


def find(bot: Bot) -> tuple[str, ...]:
    """A few questions that the articles answer, from different articles and of different shapes where possible."""
    kept = [answered_from(bot, listed.path) for listed in bot.articles()[:_ARTICLES_READ]]
    firsts = [one for article in kept if (one := next(article, None))]
    seconds = [one for article in kept if len(firsts) < _WANTED and (one := next(article, None))]
    return tuple(dict.fromkeys(one.question for one in [*_mixed(firsts), *seconds]))[:_WANTED]


def _mixed(found: Sequence[Candidate]) -> list[Candidate]:
    """One of each shape, then the second of each."""
    nth: Counter[int] = Counter()
    order: list[tuple[int, int]] = []
    for one in found:
        order.append((nth[one.shape], one.shape))
        nth[one.shape] += 1
    return [one for _, one in sorted(zip(order, found, strict=True), key=lambda pair: pair[0])]


def answered_from(bot: Bot, path: str) -> Iterator[Candidate]:
    """Questions that the bot answers from the article at a path, each asked before it is given."""
    article = bot.article(path)
    if article is None:
        return
    for one in islice(candidates(article), _TRIES_PER_ARTICLE):
        if _answers(bot.ask(one.question), one, article):
            yield one


def _answers(answer: Answer, made: Candidate, article: Article) -> bool:
    """Whether an answer is sure and quotes the sentence that the question was made from."""
    quoted = any(c.article.digest == article.digest and c.start <= made.at < c.end for c in answer.citations)
    return answer.status == "answered" and answer.confidence >= _CONFIDENT and quoted


class Examples:
    """The questions of a corpus, found when they are asked for and it has changed, not while the page starts."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._found: tuple[int, tuple[str, ...]] | None = None
        self._finding = threading.Lock()

    def __call__(self) -> tuple[str, ...]:
        with self._finding:
            version = self._bot.version
            if self._found is None or self._found[0] != version:
                self._found = version, self._find()
            return self._found[1]

    def _find(self) -> tuple[str, ...]:
        try:
            return find(self._bot)
        except Exception:
            # The page does without; whoever asks a question is told what is wrong.
            logging.getLogger("footnote.page").exception("no questions to begin with")
            return ()
