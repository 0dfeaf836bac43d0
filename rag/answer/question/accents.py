"""A question typed without its accents, as Vietnamese is, gets those with which the articles write its words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import regex

from rag.answer.question.question import Question
from rag.index.index import Index
from rag.language.packs import language_by
from rag.language.words import fold

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_LONGEST = 4
"""Words that are looked up together at most: the more, the surer."""
_KNOWN = 0.75
"""The share of a question's words that texts of a language have to have, for it to be taken for one."""
_PASSAGES = 25
Forms = dict[tuple[str, ...], Counter[tuple[str, ...]]]


def with_accents(index: Index, question: Question) -> Question:
    """The question with its accents, where a language of the articles is often typed without; else as it is."""
    if not question.text.isascii():
        return question
    for code in sorted(index.words.languages):
        if phrases := language_by(code).asking_phrases:
            passages = [p for p, _ in index.words.search(question.text, _PASSAGES)]
            texts = [passage.text for passage in passages if index.listed(passage.digest).language == code]
            restored = restore_accents(question.text, [*texts, *phrases])
            if restored != question.text:
                return question.meaning(restored)
    return question


def restore_accents(question: str, texts: Sequence[str]) -> str:
    """The question with the accents that its words have in some texts, as many words together as are found.

    >>> restore_accents("Hoi nghi hop o dau?", ["Hội nghị họp ở Huế.", "ở đâu"])
    'Hội nghị họp ở đâu?'
    >>> restore_accents("Where did the conference meet?", ["Hội nghị họp ở Huế."])
    'Where did the conference meet?'
    """
    words = list(_WORD.finditer(question))
    folded = [fold(m.group()) for m in words]
    forms = _forms(texts, frozenset(folded))
    restored: list[str | None] = []
    while len(restored) < len(words):
        restored += _longest(folded[len(restored) :], forms)
    known = [new for new in restored if new is not None]
    if len(known) < _KNOWN * len(words) or all(new.isascii() for new in known):
        return question
    made, at = "", 0
    for match, new in zip(words, restored):
        made += question[at : match.start()] + _in_case(match.group(), new)
        at = match.end()
    return made + question[at:]


def _forms(texts: Iterable[str], asked: frozenset[str]) -> Forms:
    """How runs of the asked words are written in the texts, by how they are written without accents."""
    forms: Forms = defaultdict(Counter)
    for text in texts:
        written = [m.group().lower() for m in _WORD.finditer(text)]
        bare = [fold(word) for word in written]
        for at, word in enumerate(bare):
            for end in range(at + 1, min(at + _LONGEST, len(bare)) + 1):
                if word not in asked or bare[end - 1] not in asked:
                    break
                forms[tuple(bare[at:end])][tuple(written[at:end])] += 1
    return forms


def _longest(folded: Sequence[str], forms: Forms) -> list[str | None]:
    """The longest run from the first word on that the texts have, as they mostly write it; None for an unknown word."""
    for length in range(min(_LONGEST, len(folded)), 0, -1):
        written = forms.get(tuple(folded[:length]))
        if written:
            return list(written.most_common(1)[0][0])
    return [None]


def _in_case(typed: str, restored: str | None) -> str:
    if restored is None:
        return typed
    return (
        restored.upper()
        if typed.isupper() and len(typed) > 1
        else restored.capitalize()
        if typed[0].isupper()
        else restored
    )
