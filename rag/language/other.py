"""Languages of which no tables are kept: their function words, where Snowball lists them, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from rag.language.base import Language
from rag.language.clauses import Clauses
from rag.language.english.stating import STATING
from rag.language.printing import Printing

SNOWBALL = {
    "da": "danish", "de": "german", "fi": "finnish", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian",
    "pt": "portuguese", "ru": "russian", "sv": "swedish",
}  # fmt: skip
"""The languages for which Snowball lists function words, by ISO 639-1 code."""
_MARKS = {"de": "ß", "pt": "ãõ", "da": "øæ", "no": "øæ", "ru": "а-яё", "hu": "őű"}
_ASKING = {
    "de": "wann warum wieso wohin woher wieviel",
    "it": "perché quando quante",
    "nl": "wanneer waarom hoeveel",
    "pt": "quanto quantos quanta quantas onde",
}
"""Question words that Snowball's lists leave out."""
UNPACKED = Clauses(instructions="bitte", within_names="van|von")
"""What is known of how these build their clauses."""
PRINTED = Printing(
    figures=r"Abbildung|Abb\.|Tabelle",
    furniture=r"inhalt(?:sverzeichnis)?",
    by=r"von",
    beside=r"von",
    joins=r"und|van|von",
    salutations=r"hallo|liebe[rs]?|sehr\s+geehrte[rs]?|olá|caro|cara|prezad[oa]s?|gentile",
    signing_off=r"(?:mit\s+)?(?:freundlichen|besten|vielen)\s+grüßen?",
    attributions=r"am\s.{6,120}\sschrieb\b.{0,80}:",
    own=r"ich|mir|mich|meine?[nrms]?|wir|uns|unsere?[nrms]?",
    senders=r"von",
    subjects=r"betreff",
    mail=r"von|an|betreff",
    namespaces=r"Datei|Kategorie",
)
"""And of what their documents have around the text."""


@dataclass(frozen=True)
class _StopWords:
    """Snowball's list of a language, as tantivy has it; it can be asked, and not be read."""

    name: str
    more: frozenset[str]

    def __contains__(self, word: object) -> bool:
        return word in self.more or _is_listed(self.name, str(word))


@lru_cache(maxsize=64)
def other(code: str) -> Language:
    """What is known of a language without tables: nothing, or its function words.

    >>> other("de").is_function_word("welche"), other("pl").is_function_word("welche")
    (True, False)
    """
    if code not in SNOWBALL:
        return Language(code, stating=STATING)
    marks = regex.compile(f"[{_MARKS[code]}]", regex.IGNORECASE) if code in _MARKS else Language.marks
    stop_words = _StopWords(SNOWBALL[code], frozenset(_ASKING.get(code, "").split()))
    return Language(code, snowball=SNOWBALL[code], stop_words=stop_words, marks=marks, stating=STATING)


@lru_cache(maxsize=65_536)
def _is_listed(name: str, word: str) -> bool:
    return not _analyzer(name).analyze(word)


@lru_cache(maxsize=len(SNOWBALL))
def _analyzer(name: str):  # type: ignore[no-untyped-def]  # tantivy tells its types in a stub that mypy is not given
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    return TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stopword(name)).build()
