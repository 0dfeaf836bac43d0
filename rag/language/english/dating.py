"""How English names days and times."""

from __future__ import annotations

from rag.language.dating import DAY, YEAR, Dating

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"

DATING = Dating(
    days=(
        rf"\b(?:the\s+)?{DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{YEAR})?\b",
        rf"\b{_MONTH}\s+(?:the\s+)?{DAY}\b(?!\s*[-/]?\d{{3}})(?:,?\s+(?:of\s+)?{YEAR})?",
        rf"\b{_MONTH}(?:,?\s+(?:of\s+)?{YEAR}\b)?(?P<d>)",
    ),
    months={form: number for number, name in enumerate(_MONTHS, 1) for form in (name, name[:3])} | {"sept": 9},
    ordinals="st|nd|rd|th",
    before_month="of",
    before_year="of",
    named={
        name: name
        for name in (
            "monday tuesday wednesday thursday friday saturday sunday "
            "morning afternoon evening night noon midnight spring summer autumn winter".split()
        )
    },
)
