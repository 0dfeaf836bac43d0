"""How French builds its clauses, as far as that is known."""

from __future__ import annotations

from rag.language.clauses import Clauses

CLAUSES = Clauses(
    sides=r"tandis\s+que|mais",
    joints=r"et|mais",
    conceding=r"tandis\s+que|alors\s+que|bien\s+que",
    relatives=r"qui",
    adds=r"et",
    articles=frozenset({"le", "la", "les", "un", "une"}),
    instructions=r"veuillez",
    opinions=r"^quel(?:le)?s?\b.*!$|\b(?:je|nous)\s+(?:pense|crois|pensons|croyons)\b",
    abbreviated=r"M|Mme",
    leaning=r"il|elle|ils|elles|cela|ceci|ces|mais|de plus|en outre|ainsi|donc",
    within_names=r"de|du|la",
)
