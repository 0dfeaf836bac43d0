"""How French counts, beside its number words."""

from __future__ import annotations

from rag.language.counting import Counting, named

COUNTING = Counting(
    fold=r"fois",
    percent=r"pour\s+cent",
    money=named(gbp="livres"),
    measured=named(s="seconde secondes", h="heure heures", d="jour jours", week="semaine semaines"),
)
