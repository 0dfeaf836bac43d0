"""Small talk, which is no question to the articles: greetings, thanks, "what can you do?"."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import TYPE_CHECKING

import regex

from rag.language.base import Language
from rag.language.detect import guess
from rag.language.packs import PACKS, language_by
from rag.language.talking import SmallTalk
from rag.language.words import fold

if TYPE_CHECKING:
    from rag.index.listed import Listed

_SHOWN_TITLES = 8


def reply(said: str, articles: Collection[Listed]) -> str | None:
    """A reply to small talk, in its language, or None where a question is asked of the articles.

    What all the articles are about is told by their titles; of a single one, it is a question.

    >>> reply("Thanks!", []), reply("Merci !", []), reply("Who came?", [])
    ('You are welcome.', 'Je vous en prie.', None)
    """
    talk = _small_talk(said, frozenset(article.language for article in articles))
    if talk is None or (talk[0] == "summary" and len(articles) == 1):
        return None
    return _told(*talk, articles)


def asks_for_all(said: str) -> bool:
    """Whether what the articles are about is asked, and nothing else: "Summarise this article"."""
    talk = _small_talk(said)
    return talk is not None and talk[0] == "summary"


def _small_talk(said: str, languages: frozenset[str] = frozenset()) -> tuple[SmallTalk, Language] | None:
    """What kind of small talk something is, and its language, which is the guessed one if it can be."""
    plain = " ".join(regex.findall(r"\w+", fold(said)))
    for language in dict.fromkeys((language_by(guess(said, languages)), *PACKS.values())):
        for kind, pattern in language.talking.small.items():
            if pattern.fullmatch(plain):
                return kind, language
    return None


def _told(kind: SmallTalk, language: Language, articles: Collection[Listed]) -> str:
    say, count = language.say, len(articles)
    counted = say("1 article") if count == 1 else say("{count} articles", count=count)
    match kind:
        case "greeting":
            return say(
                "Hello. Ask me something about the {articles}; I answer with exact quotations.", articles=counted
            )
        case "thanks":
            return say("You are welcome.")
        case "farewell":
            return say("Goodbye.")
        case "ability":
            return say(
                "I answer questions about {articles}. Every sentence is a quotation that you can check, and what the "
                "articles do not say, I decline to answer.",
                articles=counted,
            )
        case "articles" | "summary":
            phrase = "There is {articles}: {titles}." if count == 1 else "There are {articles}: {titles}."
            return say(phrase, articles=counted, titles=_listed(articles, language))


def _listed(articles: Collection[Listed], language: Language) -> str:
    more, titles = len(articles) - _SHOWN_TITLES, [article.title for article in islice(articles, _SHOWN_TITLES)]
    listed = "; ".join(f"“{title}”" for title in titles)
    return language.say("{titles}; and {count} more", titles=listed, count=more) if more > 0 else listed
