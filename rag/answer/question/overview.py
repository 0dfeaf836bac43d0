"""Questions for more than a fact: what several articles say of something, or what is in one."""

from __future__ import annotations

from rag.language.detect import spoken
from rag.language.words import fold


def asks_summary(question: str) -> bool:
    """Whether a question asks what is in an article or in several, rather than what each says of something.

    >>> asks_summary("Summarise the article about the orchestra"), asks_summary("What do the articles say about it?")
    (True, False)
    """
    folded = fold(question)
    return any(language.talking.summary.search(folded) for language in spoken(question))


def asks_overview(question: str) -> bool:
    """Whether a question asks what several articles say, rather than for one fact.

    >>> asks_overview("What do the articles say about land clearance?"), asks_overview("Who is Manh?")
    (True, False)
    """
    folded = " ".join(fold(question).split())
    return asks_summary(question) or any(language.talking.overview.search(folded) for language in spoken(question))


def overview_topic(question: str) -> str | None:
    """What an overview is asked of; None where the question asks for something else, or does not say.

    >>> overview_topic("What do the articles say about land clearance?")
    'land clearance'
    """
    if not asks_overview(question):
        return None
    tables = [language.talking for language in spoken(question)]
    hits = (pattern.search(question) for talking in tables for pattern in (talking.about_one, talking.topic))
    return next((str(hit.group(1)) for hit in hits if hit), None)
