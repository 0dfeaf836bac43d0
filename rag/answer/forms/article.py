"""Which article is meant: by its file's name, by its title, or by what it is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePosixPath

import regex

from rag.answer.forms.inquiry import Inquiry
from rag.answer.question.named_files import words_of_name
from rag.index.listed import Listed
from rag.language.words import fold, term, terms

MOST_TITLES = 20_000
"""In a larger folder titles are not looked through: what an article is about finds it, as it finds any other."""
_ENDING = regex.compile(r"\.[a-z0-9]{1,5}\b")
_NEAREST = 12
_LEAST_OF_A_TITLE = 0.3


def article_meant(inquiry: Inquiry, typed: str) -> Listed | None:
    """The article that some words name or describe; None where they are about something else.

    "handbook.md", "the lease" and "the recipe for crêpes" name one by its file or its title. What is called an article
    ("the article about Quang Tri") is the one in which most of it is found.
    """
    plain = " ".join(regex.findall(r"[\w.-]+", fold(typed)))
    if _ENDING.search(plain):
        return _by_file(inquiry.articles, plain)
    requests = inquiry.request.language.requests
    is_called = bool(requests.called.search(plain))
    wanted = _telling(inquiry, requests.about.sub(" ", requests.articles.sub(" ", plain)))
    if not wanted:
        return inquiry.articles[0] if is_called and len(inquiry.articles) == 1 else None
    named = _by_title(inquiry.articles, wanted, _LEAST_OF_A_TITLE * (not is_called))
    if len(named) == 1:
        return named[0]
    if all(word.isdecimal() for word in wanted):  # "article 9" is a part of one, if no file is called so
        return None
    return _by_content(inquiry, wanted, named or inquiry.articles) if named or is_called else None


def _telling(inquiry: Inquiry, words: str) -> list[str]:
    """The words that tell which article is meant."""
    return [word for word in words.split() if not inquiry.request.language.is_function_word(word)]


def _by_file(articles: Collection[Listed], plain: str) -> Listed | None:
    names = {path: article for article in articles for path in article.paths}
    named = [path for path in names if fold(PurePosixPath(path).name) in plain.split() or fold(path) in plain]
    return names[max(named, key=len)] if named else None


def _by_title(articles: Collection[Listed], wanted: Sequence[str], least: float) -> list[Listed]:
    """The articles whose title, with the name of their file, has all of some words.

    The words have to be the file's name or ``least`` of the title: a few words of a long one name nothing.
    """
    if len(articles) > MOST_TITLES:
        return []
    asked = {term(word) for word in wanted}
    first = fold(wanted[0])[:4]
    likely = (article for article in articles if first in fold(article.title) or first in fold(article.path))
    return [article for article in likely if _is_named(article, asked, least)]


def _is_named(listed: Listed, asked: set[str], least: float) -> bool:
    title, name = set(terms(listed.title)), set(map(term, words_of_name(listed.path)))
    whole = bool(name) and name <= asked
    return asked <= title | name and (whole or len(asked & title) >= least * len(title))


def _by_content(inquiry: Inquiry, wanted: Sequence[str], among: Collection[Listed]) -> Listed | None:
    """Of some articles the one that has most of some words, and of these the one that is nearest to them."""
    within = {article.digest for article in among}
    order = [candidate.passage.digest for candidate in inquiry.search(" ".join(wanted)).passages]
    by_words = inquiry.index.words.search(" ".join(wanted), _NEAREST, within)
    order += [passage.digest for passage, _ in by_words]
    asked = {term(word) for word in wanted}
    held: dict[str, set[str]] = {}
    for passage, _ in by_words:
        listed = inquiry.index.listed(passage.digest)
        own = {
            *terms(passage.text),
            *terms(listed.title),
            *terms(passage.section),
            *map(term, words_of_name(listed.path)),
        }
        held.setdefault(passage.digest, set()).update(asked & own)
    near = [digest for digest in dict.fromkeys(order) if digest in within]
    if not near:
        return None
    best = max(near, key=lambda digest: len(held.get(digest, ())))
    return inquiry.index.listed(best)
