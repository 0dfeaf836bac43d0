"""The facts of a passage and of a question: terms, pairs, letter groups, numbers, names, kinds of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

import regex

from rag.answer.question.answer_type import asked_kinds, needed_kind
from rag.corpus.article import Span
from rag.language.base import AnswerKind, Needed
from rag.language.detect import guess
from rag.language.packs import language_by
from rag.language.words import fold, term

WORD = regex.compile(r"\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*")
LAST_BIT = 62
"""Sentences after this one share its bit; a passage of 1,000 characters rarely has a dozen."""

_USUALLY = 0.8
"""Share of its places at which a name begins with a capital."""


@dataclass(frozen=True)
class SentenceFacts:
    """The facts of a sentence by which it may answer: numbers, times, capitalised words, as terms; or a reason.

    ``language`` is an ISO 639-1 code; of a short sentence its passage's.
    """

    text: str
    terms: int
    names: frozenset[str]
    language: str

    # Only the sentences of the best passages are asked for these, and they take as long as all else together.
    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(fold(m.group()) for m in language_by(self.language).number.finditer(self.text))

    @cached_property
    def times(self) -> frozenset[str]:
        return frozenset(fold(m.group()) for m in language_by(self.language).time.finditer(self.text))

    @cached_property
    def reason(self) -> bool:
        return bool(language_by(self.language).reason.search(self.text))


@dataclass(frozen=True)
class PassageFacts:
    """Where things stand in a passage: bit i of a value means sentence i."""

    terms: dict[str, int]
    pairs: dict[tuple[str, str], int]
    sentences: tuple[SentenceFacts, ...]
    length: int
    language: str

    @cached_property
    def grams(self) -> dict[str, int]:
        """The letter groups of its words."""
        grams: dict[str, int] = {}
        for i, sentence in enumerate(self.sentences):
            for group in {group for word in WORD.findall(sentence.text) for group in _groups_of(word)}:
                grams[group] = grams.get(group, 0) | _bit(i)
        return grams


def _bit(sentence: int) -> int:
    return 1 << min(sentence, LAST_BIT)


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """A question's distinct terms with what is known about each, and what it asks for.

    ``content[i]`` is false for function words, ``named[i]`` true for capitalised words and numbers;
    ``grams`` holds (letter group, index of its term), ``needs`` what alone can be an answer, if that is certain.
    """

    terms: tuple[str, ...]
    content: tuple[bool, ...]
    named: tuple[bool, ...]
    pairs: tuple[tuple[int, int], ...]
    grams: tuple[tuple[str, int], ...]
    kinds: frozenset[AnswerKind]
    needs: Needed | None
    language: str
    caseless: bool

    def with_names(self, passages: Sequence[PassageFacts]) -> QuestionFacts:
        """A question typed all in small or all in large letters, its names told from how passages write its words."""
        if not self.caseless:
            return self
        sentences = [sentence for passage in passages for sentence in passage.sentences]
        named = []
        for term_, content in zip(self.terms, self.content):
            count = sum(p.terms.get(term_, 0).bit_count() for p in passages) if content else 0
            capital = sum(term_ in s.names for s in sentences) if count else 0
            named.append(term_[0].isdigit() or (capital > 0 and capital >= _USUALLY * count))
        return replace(self, named=tuple(named))


def letter_groups(word: str, size: int = 4) -> list[str]:
    """The overlapping letter groups of a folded word, its edges marked; short words whole.

    >>> letter_groups("dutch")
    ['<dut', 'dutc', 'utch', 'tch>']
    """
    marked = f"<{word}>"
    return [marked[i : i + size] for i in range(max(1, len(marked) - size + 1))]


@lru_cache(maxsize=16_384)
def _groups_of(word: str) -> tuple[str, ...]:
    return tuple(letter_groups(fold(word)))


@lru_cache(maxsize=4096)
def analyse_question(text: str, languages: frozenset[str] = frozenset()) -> QuestionFacts:
    """A question's facts; pairs are of neighbouring content terms. ``held`` are the languages of the corpus."""
    code = guess(text, languages)
    language = language_by(code)
    tokens = [(m.group(), term(m.group())) for m in WORD.finditer(text)]
    function = {t for word, t in tokens if language.is_function_word(word)}
    order = {t: i for i, t in enumerate(dict.fromkeys(t for _, t in tokens))}
    surface = {t: word for word, t in reversed(tokens)}
    first = tokens[0][0] if tokens else ""
    named = {
        t for word, t in tokens if (word[0].isupper() and (word is not first or t not in function)) or word[0].isdigit()
    }
    pairs = dict.fromkeys(
        (order[a], order[b]) for (_, a), (_, b) in pairwise(tokens) if a not in function or b not in function
    )
    return QuestionFacts(
        terms=tuple(order),
        content=tuple(t not in function for t in order),
        named=tuple(t in named and t not in function for t in order),
        pairs=tuple(pairs),
        grams=tuple((g, i) for t, i in order.items() for g in _groups_of(surface[t])),
        kinds=asked_kinds(text, language),
        needs=needed_kind(text, language),
        language=code,
        caseless=_is_caseless([word for word, _ in tokens]),
    )


def _is_caseless(words: Sequence[str]) -> bool:
    """Whether capitals tell nothing: there are none, or nothing else."""
    letters = [word for word in words if not word[0].isdigit()]
    small = all(word == word.lower() for word in letters)
    large = len(letters) > 1 and all(word == word.upper() for word in letters)
    return small or large


@lru_cache(maxsize=2048)
def analyse_passage(
    text: str, spans: tuple[Span, ...], language: str = "", plain: tuple[str, ...] = ()
) -> PassageFacts:
    """A passage's facts; ``spans`` are its sentences within ``text``. Made once a passage and kept.

    ``language`` is its article's, and the passage's as well where it is not clearly in another one; ``plain`` is what
    a reader is shown of each sentence, where that is not simply its characters.
    """
    terms: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    sentences, length = [], 0
    own = guess(text, frozenset({language} - {""}))
    for i, (start, end) in enumerate(spans):
        bit = _bit(i)
        body = (plain and plain[i]) or text[start:end]
        tokens = [(m.start(), m.group(), term(m.group())) for m in WORD.finditer(body)]
        length += len(tokens)
        for t in {t for _, _, t in tokens}:
            terms[t] = terms.get(t, 0) | bit
        for (_, _, a), (_, _, b) in pairwise(tokens):
            pairs[a, b] = pairs.get((a, b), 0) | bit
        sentences.append(_sentence_facts(body, tokens, own))
    return PassageFacts(terms, pairs, tuple(sentences), length, own)


def _sentence_facts(body: str, tokens: Sequence[tuple[int, str, str]], language: str) -> SentenceFacts:
    code = guess(body, frozenset({language} - {""}))
    spoken = language_by(code)
    names = {t for offset, word, t in tokens if word[0].isupper() and not (offset <= 2 and spoken.opens_no_name(word))}
    return SentenceFacts(body, len(tokens), frozenset(names), code or language)
