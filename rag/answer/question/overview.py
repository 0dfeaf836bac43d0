"""Questions for more than a fact: what several articles say of something, or what is in one."""

from __future__ import annotations

import regex

from rag.language.base import any_of
from rag.language.words import fold

_OVERVIEW = regex.compile(
    r"what (?:do|does|did) (?:the |these |each |all )*(?:articles?|pieces|texts|reports|documents|sources)\b.*\b(?:say|said|mention|tell|report)"
    r"|which (?:articles|pieces|texts|reports|documents)\b|across the articles|\boverview\b|everything (?:about|on)\b|what (?:is|was|has been) (?:said|written|reported) (?:about|on)|tell me (?:more )?about"
    r"|cac bai (?:viet|bao)?.*(?:noi|de cap|viet) (?:gi|ve)|nhung bai (?:viet|bao)? ?nao|tong quan"
)


_ABOUT_ONE = r"(?i)\bwhat\s+(?:is|was)\s+the\s+(.+?)\s+(?:article|piece|text|report|story)\s+about\b"
_SUMMARY = any_of(r"summari[sz]e", r"summary of", r"(?:main|key) points", r"tom tat", _ABOUT_ONE.removeprefix("(?i)"))


def asks_summary(question: str) -> bool:
    """Whether a question asks what is in an article or in several, rather than what each says of something.

    >>> asks_summary("Summarise the article about the orchestra"), asks_summary("What do the articles say about it?")
    (True, False)
    """
    return bool(_SUMMARY.search(fold(question)))


def asks_overview(question: str) -> bool:
    """Whether a question asks what several articles say, rather than for one fact.

    >>> asks_overview("What do the articles say about land clearance?"), asks_overview("Who is Manh?")
    (True, False)
    """
    return asks_summary(question) or bool(_OVERVIEW.search(" ".join(fold(question).split())))


_TOPIC = regex.compile(
    r"(?i)\b(?:about|regarding|concerning|mention(?:s|ed)?|(?:overview|summary|points)\s+of|summari[sz]e|on|về|ve)\s+(?!what\b|the\s+articles?\b)(.+?)\W*$"
)


def overview_topic(question: str) -> str | None:
    """What an overview is asked of; None where the question asks for something else, or does not say.

    >>> overview_topic("What do the articles say about land clearance?")
    'land clearance'
    """
    found = (regex.search(_ABOUT_ONE, question) or _TOPIC.search(question)) if asks_overview(question) else None
    return str(found.group(1)) if found else None
