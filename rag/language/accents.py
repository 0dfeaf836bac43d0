"""How words are written that were typed without their accents: by which of them stand beside each other."""

from __future__ import annotations

import gzip
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import regex

from rag.language.base import Language
from rag.language.words import fold

_PART = regex.compile(r"[^.,;:!?()\[\]\"“”«»\n]+")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_EDGE = ""
"""What stands before the first word of a part of a sentence and behind the last."""
_PAIRS = 0.7
"""The share of the pair in how likely a word is after another; the rest is how frequent it is (Jelinek and Mercer 1980)."""
_OF_TEXTS = 20
"""How much more a pair in the texts that are asked counts than one elsewhere."""
_SEEN = 0.05
"""A count for what was never seen."""

Pairs = dict[tuple[str, str], int]


@dataclass(frozen=True, eq=False)
class Accents:
    """Counts of neighbouring words as they are written, beside those of ``others``."""

    pairs: Pairs
    others: Accents | None = None

    @classmethod
    def of(cls, texts: Iterable[str]) -> Accents:
        return cls(dict(Counter(pair for text in texts for pair in pairs_in(text))))

    def with_texts(self, texts: Iterable[str]) -> Accents:
        """These counts and those of some texts, in which words are more likely written as in the question."""
        return Accents({pair: count * _OF_TEXTS for pair, count in Accents.of(texts).pairs.items()}, self)

    def knows(self, folded: str) -> bool:
        """Whether a word without accents is one of those that were counted."""
        return bool(self._written(folded))

    def restore(self, folded: Sequence[str]) -> list[str]:
        """The likeliest words together for words without accents (Viterbi 1967); unknown ones stay as they are.

        >>> Accents.of(["Công tác dân vận", "vẫn thế"]).restore(["dan", "van"])
        ['dân', 'vận']
        """
        ways: dict[str, tuple[float, list[str]]] = {_EDGE: (0.0, [])}
        for word in [*folded, _EDGE]:
            ways = {
                form: max((score + self._likely(before, form), [*way, form]) for before, (score, way) in ways.items())
                for form in sorted(self._written(word)) or [word]
            }
        return ways[_EDGE][1][:-1]

    @cached_property
    def _words(self) -> Counter[str]:
        words: Counter[str] = Counter()
        for (word, _), count in self.pairs.items():
            words[word] += count
        return words

    @cached_property
    def _forms(self) -> dict[str, set[str]]:
        forms: dict[str, set[str]] = defaultdict(set)
        for word in {word for pair in self.pairs for word in pair if word}:
            forms[fold(word)].add(word)
        return forms

    @cached_property
    def _total(self) -> int:
        return self._words.total() + (self.others._total if self.others else 0)

    def _written(self, folded: str) -> set[str]:
        own = self._forms.get(folded, set())
        return own | self.others._written(folded) if self.others else own

    def _count(self, word: str) -> int:
        return self._words[word] + (self.others._count(word) if self.others else 0)

    def _count_together(self, before: str, word: str) -> int:
        own = self.pairs.get((before, word), 0)
        return own + (self.others._count_together(before, word) if self.others else 0)

    def _likely(self, before: str, word: str) -> float:
        """The logarithm of how likely a word is after another."""
        after = self._count_together(before, word) / max(self._count(before), 1)
        return math.log(_PAIRS * after + (1 - _PAIRS) * (self._count(word) + _SEEN) / max(self._total, 1))


def pairs_in(text: str) -> Iterator[tuple[str, str]]:
    """The neighbouring words of a text, in small letters, with the edges of its parts.

    >>> list(pairs_in("Ở đâu?"))
    [('', 'ở'), ('ở', 'đâu'), ('đâu', '')]
    """
    for part in _PART.findall(unicodedata.normalize("NFC", text)):
        words = [word.lower() for word in _WORD.findall(part)]
        if words:
            yield from pairwise([_EDGE, *words, _EDGE])


@lru_cache(maxsize=4)
def accents_of(language: Language) -> Accents | None:
    """The counts that come with a language; None for one that is not often typed without accents."""
    if language.pairs is None:
        return None
    lines = gzip.decompress(language.pairs.read_bytes()).decode().splitlines()
    fields = (line.split("\t") for line in lines)
    return Accents({(before, word): int(count) for before, word, count in fields})
