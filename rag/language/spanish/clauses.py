"""How Spanish builds its clauses, as far as that is known."""

from __future__ import annotations

from rag.language.clauses import Clauses

CLAUSES = Clauses(
    sides=r"mientras|pero",
    joints=r"y|pero",
    conceding=r"mientras(?:\s+que)?|aunque",
    relatives=r"que|quien",
    adds=r"y",
    articles=frozenset({"un", "el", "los", "la", "las", "una"}),
    instructions=r"por\s+favor",
    opinions=r"^qué\b.*!$|\b(?:creo|creemos|pienso)\s+que\b",
    abbreviated=r"Sr|Sra",
    leaning=r"él|ella|ellos|esto|eso|pero|además|así|por eso",
    within_names=r"de|la",
)
