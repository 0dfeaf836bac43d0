"""How Spanish writes days, beside the names of its months."""

from __future__ import annotations

from rag.language.dating import Dating

DATING = Dating(ordinals="º", before_month="de", before_year="del?")
