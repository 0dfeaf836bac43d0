"""The small talk of a language, and its requests for overviews: a set of tables, and nothing that decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from rag.language.patterns import NEVER, Pattern

SmallTalk = Literal["greeting", "thanks", "farewell", "ability", "articles", "summary"]
SMALL_TALK: tuple[SmallTalk, ...] = get_args(SmallTalk)
"""What is said to a bot and asks nothing of one article: "summary" asks what all are about."""


@dataclass(frozen=True, eq=False)
class Talking:
    """How a language talks to a bot, and asks for more than a fact.

    Attributes:
        small: the whole of what is said, folded, its words with a space between.
        overview: a request for what several articles say, folded; ``summary`` for what is in one or in several.
        topic: what an overview is asked of, its group 1; met by text as it is written, as is ``about_one``, which asks
            what one article is about that is named in group 1.
    """

    small: Mapping[SmallTalk, Pattern] = field(default_factory=dict)
    overview: Pattern = NEVER
    summary: Pattern = NEVER
    topic: Pattern = NEVER
    about_one: Pattern = NEVER


NO_TALKING = Talking()
