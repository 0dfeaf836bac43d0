"""Questions that are answered with yes or no (polar questions): how a language asks them; a set of tables."""

from __future__ import annotations

from dataclasses import dataclass

from rag.language.patterns import NEVER, Pattern


@dataclass(frozen=True, eq=False)
class Polar:
    """How a language asks whether something is so. Patterns are met by text as it is written.

    Attributes:
        asks: a question of this kind.
        either: what makes it a question for one of two things: "or".
        asking: what alone makes a statement the question, and is left out of it: "is", "có phải … không".
        turned: a question whose "verb" stands before its "subject" and, in the statement, before "rest": "are dogs allowed".
        settled: a sentence that begins with yes or no itself.
        hedged: what a sentence has that does not plainly say so: a condition, an exception, a wish, a refusal, another
            question.
    """

    asks: Pattern = NEVER
    either: Pattern = NEVER
    asking: Pattern = NEVER
    turned: Pattern = NEVER
    settled: Pattern = NEVER
    hedged: Pattern = NEVER

    def statement(self, question: str) -> str:
        """What a question asks, said in its words; "" where it is none that is answered with yes or no.

        Most words stay in the order of the question: who compares them looks at what is said, not at how.
        """
        if not self.asks.search(question) or self.either.search(question):
            return ""
        turned = self.turned.search(question)
        if turned:
            said = f"{turned['subject']} {turned['verb'].lower()} {turned['rest']}"
        else:
            said = self.asking.sub(" ", question)
        return " ".join(said.split()).strip(" ?¿!.,")


NO_POLAR = Polar()
