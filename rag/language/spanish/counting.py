"""How Spanish counts, beside its number words."""

from __future__ import annotations

from rag.language.counting import Counting, named

COUNTING = Counting(
    fold=r"veces",
    percent=r"por\s+ciento",
    money=named(usd="dólares", gbp="libras"),
    measured=named(s="segundo segundos", min="minuto minutos", h="hora horas", d="día días", week="semana semanas"),
)
