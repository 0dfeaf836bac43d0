"""Which language a text is in: one guess for all, among the languages that its corpus holds.

A question of five words tells little. So it is taken to be in a language that the corpus holds, unless it is clearly in
another one; what counts are function words, and letters that a language has alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from rag.language.base import Language
from rag.language.packs import LISTED, PACKS, language_by
from rag.language.vietnamese.pack import ONLY_VIETNAMESE, SYLLABLE
from rag.language.vietnamese.pack import PACK as VIETNAMESE
from rag.language.words import fold

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*")
_JOINT = regex.compile(r"['’-]")
_SAMPLE = 4000
"""Characters of an article by which its language is told."""
_CLEARLY = 0.25
"""How much larger the share of function words in a language that the corpus does not hold has to be."""
_SOME = 0.12
"""The least share of function words in a sentence of a language."""
_USUAL = 0.3
"""The share that most questions have: with less, a language of which no function words are known may be meant."""
_LIKELY = 0.5
"""How sure groups of letters are of the language of a few sentences, at least."""
_FEW = 3
"""Words up to which nothing is said of a text that nothing tells the language of."""


@lru_cache(maxsize=8192)
def guess(text: str, held: frozenset[str] = frozenset()) -> str:
    """The ISO 639-1 code of the language of a question or a sentence.

    It is "" where nothing tells it, and "und" where it is none of those that are known.

    >>> guess("Hội nghị diễn ra khi nào?"), guess("When was it?"), guess("Wann wurde die Konferenz eröffnet?")
    ('vi', 'en', 'de')
    >>> guess("Melby harbour"), guess("Melby harbour", frozenset({"en"}))
    ('', 'en')

    Args:
        text: a few words or many.
        held: the languages of the corpus.
    """
    shares, count = _shares(text)
    if is_vietnamese(text) and not _outdoes_vietnamese(text, shares, held):
        return "vi"
    own = max(sorted(held), key=lambda code: shares.get(code, 0.0), default="")
    best = max(LISTED, key=lambda code: (shares[code], code in held))
    if best not in held and shares[best] - shares.get(own, 0.0) >= (_CLEARLY if held else _SOME):
        return best
    if len(held) == 1:
        return own
    if any(code not in LISTED for code in held) and shares.get(own, 0.0) < _USUAL and count > 1:
        return _by_letters(text, held)
    if own and shares.get(own):
        return own
    # Key words have no function words, in whatever language: among articles in several they may be in any.
    return "und" if count > _FEW and not held else ""


def spoken(text: str, held: frozenset[str] = frozenset()) -> tuple[Language, ...]:
    """The languages that a few words may be in: the one that they are guessed to be in; all, where nothing tells it.

    >>> [one.code for one in spoken("When was it?")], len(spoken("Melby"))
    (['en'], 4)
    """
    code = guess(text, held)
    return (language_by(code),) if code in LISTED else tuple(PACKS.values())


def _shares(text: str) -> tuple[dict[str, float], int]:
    """The share of function words of each language among the words of a text that are no names, and how many these are.

    Marks that a language has alone count as function words of it.
    """
    hits, count = dict.fromkeys(LISTED, 0.0), 0
    for place, word in enumerate(_WORD.findall(text)):
        languages = _with_function_word(word)
        if languages or place == 0 or not word[0].isupper():
            count += 1
        for code in languages:
            hits[code] += 1
    for code in LISTED:
        if language_by(code).marks.search(text) and code != "vi":
            hits[code] += 1
    return {code: hit / max(count, 1) for code, hit in hits.items()}, count


@lru_cache(maxsize=32_768)
def _with_function_word(word: str) -> tuple[str, ...]:
    """The languages in which a word, or what stands before its apostrophe, is a function word."""
    plain = unicodedata.normalize("NFC", word)
    if VIETNAMESE.marks.search(plain):  # "Thế" is no "the"
        return ()
    shapes = {plain, _JOINT.split(plain)[0]}
    known = ((code, language_by(code)) for code in LISTED if code != "vi")
    return tuple(code for code, language in known if any(map(language.is_function_word, shapes)))


def _by_letters(text: str, held: frozenset[str]) -> str:
    """The likeliest of some languages, by groups of letters."""
    return next((str(code) for code, _ in _letters().rank(text) if code in held), "")


@lru_cache(maxsize=1)
def _letters() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a second to load, and mostly while indexing

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _outdoes_vietnamese(text: str, shares: Mapping[str, float], held: frozenset[str]) -> bool:
    """Whether a text that might be Vietnamese without accents has as many function words of a third language.

    "¿Cuántas personas hay en la ciudad?" has "hay" and "la". Where all is spelt as Vietnamese, the other one has to be
    the corpus's.
    """
    lettered, functional, spelt, count = _vietnamese(text)
    rivals = [code for code in shares if code not in ("en", "vi") and (code in held or not spelt)]
    if 5 * lettered >= count or (spelt and "vi" in held):
        return False
    return any(shares[code] * count >= functional for code in rivals)


def is_vietnamese(text: str) -> bool:
    """Whether a text is Vietnamese rather than English, with or without its accents.

    >>> is_vietnamese("Hội nghị diễn ra khi nào?"), is_vietnamese("Hoi nghi dien ra khi nao?")
    (True, True)
    >>> is_vietnamese("Who met Nông Đức Mạnh in the capital?")
    False

    Of the words without a capital, a fifth must hold a Vietnamese letter or 2 in 7 be function words of
    Vietnamese alone, or one of them where all others are spelt as Vietnamese syllables are; names do not count
    unless there is nothing else.
    """
    lettered, functional, spelt, count = _vietnamese(text)
    return bool(count) and (5 * lettered >= count or 7 * functional >= 2 * count or (functional > 0 and spelt))


def _vietnamese(text: str) -> tuple[int, int, bool, int]:
    """How many words have a Vietnamese letter, how many are its function words, whether all are spelt so, how many there are."""
    tokens = text.split()
    known = [_known_of(token) for token in tokens if not token[0].isupper()] or list(map(_known_of, tokens))
    return (
        sum(lettered for lettered, _, _ in known),
        sum(functional for _, functional, _ in known),
        all(spelt for _, _, spelt in known),
        len(known),
    )


@lru_cache(maxsize=32_768)
def _known_of(token: str) -> tuple[bool, bool, bool]:
    """Whether a word has a letter of Vietnamese alone, is a function word of it, is spelt as its syllables are."""
    plain = fold(token.strip(".,;:?!\"'“”()"))
    spelt = not any(map(str.isalpha, plain)) or bool(SYLLABLE.fullmatch(plain))
    return bool(VIETNAMESE.marks.search(token)), plain in ONLY_VIETNAMESE, spelt


def find_language(text: str) -> str:
    """The ISO 639-1 code of the language in which most of an article is written; "" where nothing tells it.

    Names and numbers alone, as in a table, are in any language: what no language is likelier than not is in none of those
    of which we know nothing more, or a list of members would make an English folder one of two languages.

    >>> find_language("De vergadering begint om acht uur."), find_language("Name;Since\\nTor Aasen;2018")
    ('nl', '')
    """
    sample = unicodedata.normalize("NFC", text[:_SAMPLE])
    letters = sum(c.isalpha() for c in sample)
    if letters and len(VIETNAMESE.marks.findall(sample)) > 0.08 * letters:
        return "vi"
    code, share = _letters().classify(sample)
    return str(code) if share >= _LIKELY or code in LISTED else ""
