"""Questions changed by a little, so that their passage does not answer them any more, or still does.

People who wrote unanswerable questions for SQuAD 2.0 exchanged a name, a number, a word for its contrary or for one
beside it, or denied something (Rajpurkar et al. 2018, section 4). Here the same is drawn, in English with WordNet
(Fellbaum 1998, by nltk), in other languages by names and numbers alone. A word exchanged for its synonym teaches that
not every change takes the answer away.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import regex

_NAME = regex.compile(r"(?<!^)(?<![.?!]\s)\b\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)*")
_NUMBER = regex.compile(r"\b\d+(?:[.,]\d+)*\b")
_WORD = regex.compile(r"\b\p{Ll}{4,}\b")
_HELPING = regex.compile(r"\b(?:is|are|was|were|has|have|had|can|could|will|would|does|did|do)\b(?! not\b)")
_KEPT = frozenset(
    "what which who whom whose when where why how many much name year years date time type kind do did does is are was were be been"
    " being have has had having can could will would should may might must that this these those there their its such with from for and the".split()
)
"""Words of a question that make what is asked for, not what is asked about."""
_PAIRS = (
    "first last", "most least", "before after", "above below", "more less", "highest lowest", "largest smallest", "earliest latest",
    "oldest youngest", "start end", "began ended", "born died", "won lost", "north south", "east west", "northern southern",
    "eastern western", "inside outside", "founded abolished", "increase decrease", "increased decreased", "former current",
    "minimum maximum", "all none", "always never", "under over", "longest shortest", "best worst", "male female", "opened closed",
)  # fmt: skip
_CONTRARY = {a: b for pair in _PAIRS for a, b in (pair.split(), pair.split()[::-1])}
_COMMON, _VERY_COMMON = 3, 10
"""How often a sense has to occur in the texts that WordNet counted for it to be taken, and to be one beside another."""


def exchanged(question: str, context: str, answers: Sequence[str], elsewhere: str, chance: random.Random) -> str | None:
    """The question with a name or a number exchanged for another one of its passage or of ``elsewhere``, or None."""
    kinds = [_NAME, _NUMBER]
    chance.shuffle(kinds)
    for kind in kinds:
        mine = [m for m in kind.finditer(question) if m.group().lower() in context.lower()]
        text = context if chance.random() < 0.6 else elsewhere
        others = _others(kind, text, question, answers)
        if text is elsewhere:
            others = [o for o in others if o.lower() not in context.lower()]
        if mine and others:
            match = chance.choice(mine)
            return question[: match.start()] + chance.choice(others) + question[match.end() :]
    return None


def _others(kind: regex.Pattern[str], text: str, question: str, answers: Sequence[str]) -> list[str]:
    """Names or numbers of a text that share no word with the question or with an answer."""
    taken = {w for t in (question, *answers) for w in t.lower().replace("?", " ").split()}
    named = dict.fromkeys(m.group() for m in kind.finditer(text))
    lower = set(text.split())
    return [
        n
        for n in named
        if len(n) > 1 and not taken & set(n.lower().split()) and (n[0].isdigit() or n.lower() not in lower)
    ]


def denied(question: str, chance: random.Random) -> str | None:
    """An English question with its first helping verb denied, or None.

    >>> denied("Who was born in Paris?", random.Random(0))
    'Who was not born in Paris?'
    """
    match = _HELPING.search(question)
    if match is None:
        return None
    verb = match.group()
    how = "never" if verb in ("has", "have", "had") and chance.random() < 0.5 else "not"
    short = f"{verb}n't" if verb not in ("can", "will") and how == "not" and chance.random() < 0.5 else f"{verb} {how}"
    if not question.startswith("Who") and short == f"{verb} {how}":
        return None
    return question[: match.start()] + short + question[match.end() :]


def contrary(question: str, context: str, chance: random.Random) -> str | None:
    """An English question with a word exchanged for its contrary, or None."""
    return _with_other(question, context, chance, contraries)


def beside(question: str, context: str, chance: random.Random) -> str | None:
    """An English question with a word exchanged for one of the same kind (river, lake), or None."""
    return _with_other(question, context, chance, sisters)


def alike(question: str, context: str, chance: random.Random) -> str | None:
    """An English question with a word exchanged for a synonym, or None: its answer stays."""
    return _with_other(question, context, chance, synonyms, must_be_there=False)


def _with_other(
    question: str,
    context: str,
    chance: random.Random,
    others: Callable[[str], tuple[str, ...]],
    must_be_there: bool = True,
) -> str | None:
    """With one of the words exchanged that the passage has, for one that it has not."""
    said = context.lower()
    words = [
        m for m in _WORD.finditer(question) if m.group() not in _KEPT and (not must_be_there or m.group()[:5] in said)
    ]
    chance.shuffle(words)
    for match in words:
        found = [o for o in others(match.group()) if o[:5] not in said and o not in question]
        if found:
            return question[: match.start()] + chance.choice(found) + question[match.end() :]
    return None


@lru_cache(maxsize=100_000)
def contraries(word: str) -> tuple[str, ...]:
    if word in _CONTRARY:
        return (_CONTRARY[word],)
    return tuple(_inflected(word, lambda lemma: [a.name() for a in lemma.antonyms()]))


@lru_cache(maxsize=100_000)
def synonyms(word: str) -> tuple[str, ...]:
    return tuple(_inflected(word, lambda lemma: [o.name() for o in lemma.synset().lemmas() if o.count() >= _COMMON]))


@lru_cache(maxsize=100_000)
def sisters(word: str) -> tuple[str, ...]:
    def of(lemma: Any) -> Iterator[str]:
        own = {o.name() for s in _wordnet().synsets(lemma.name()) for o in s.lemmas()}
        for above in lemma.synset().hypernyms():
            for below in above.hyponyms():
                first = below.lemmas()[0]
                if first.count() >= _VERY_COMMON and first.name() not in own:
                    yield first.name()

    return tuple(_inflected(word, of))


def _inflected(word: str, others: Callable[[Any], Any]) -> Iterator[str]:
    """The others of the commonest sense of a word, in its form where that is a regular one."""
    for part in ("n", "v", "a"):
        stem = _wordnet().morphy(word, part)
        senses = (
            [lemma for s in _wordnet().synsets(stem, part) for lemma in s.lemmas() if lemma.name() == stem]
            if stem
            else []
        )
        if not senses or senses[0].count() < _COMMON or _commonest(word) != part:
            continue
        for other in dict.fromkeys(others(senses[0])):
            made = _in_form(word, stem, other)
            if other not in (stem, word) and other.isalpha() and other.islower() and made:
                yield made


@lru_cache(maxsize=100_000)
def _commonest(word: str) -> str:
    """The part of speech in which a word occurs most."""

    def count(part: str) -> int:
        stem = _wordnet().morphy(word, part)
        return (
            sum(m.count() for s in _wordnet().synsets(stem, part) for m in s.lemmas() if m.name() == stem)
            if stem
            else 0
        )

    return max(("n", "v", "a"), key=count)


def _in_form(word: str, stem: str, other: str) -> str | None:
    """``other`` with the ending that ``word`` has after its ``stem``; None where that is no regular one.

    >>> _in_form("imports", "import", "export"), _in_form("increased", "increase", "decrease"), _in_form("won", "win", "lose")
    ('exports', 'decreased', None)
    """
    if word == stem:
        return other
    for ending in ("ed", "ing", "s"):
        if word in (stem + ending, stem.removesuffix("e") + ending):
            hiss = ending == "s" and other.endswith(("s", "x", "ch", "sh"))
            turned = other[:-1] + "i" if other.endswith("y") and other[-2] not in "aeou" and ending != "ing" else other
            base = turned.removesuffix("e") if ending != "s" else turned
            return base + ("es" if hiss or (ending == "s" and turned != other) else ending)
    return None


@lru_cache(maxsize=1)
def _wordnet() -> Any:
    """WordNet where nltk finds its data.

    Raises:
        LookupError: it is not there; the message tells where it was looked for.
    """
    from nltk.corpus import wordnet

    wordnet.ensure_loaded()
    return wordnet
