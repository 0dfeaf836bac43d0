"""Who did something: how a language asks for it, and says what was done without saying by whom; a set of tables."""

from __future__ import annotations

from dataclasses import dataclass

from rag.language.patterns import NEVER, Pattern


@dataclass(frozen=True, eq=False)
class Voice:
    """How a language asks who did something, and tells it in the passive. Patterns are met by text as it is written.

    Attributes:
        asks_agent: a question for who did something, its group "verb" what was done: "who stole".
        passive: what was done, in a sentence, its group "verb": "was stolen".
        agent: what stands before the one who did it, in such a sentence: "by".
    """

    asks_agent: Pattern = NEVER
    passive: Pattern = NEVER
    agent: Pattern = NEVER


NO_VOICE = Voice()
