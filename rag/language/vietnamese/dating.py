"""How Vietnamese names days and times."""

from __future__ import annotations

from rag.language.dating import DAY, YEAR, Dating

_MONTHS = "giêng hai ba tư năm sáu bảy tám chín mười mười_một mười_hai".split()
_MONTH = r"tháng\s+(?P<m>\d{1,2}|giêng|hai|ba|tư|năm(?!\s+\d)|sáu|bảy|tám|chín|mười\s+một|mười\s+hai|mười|chạp)\b"

DATING = Dating(
    days=(
        rf"(?i:\b(?:ngày\s+)?{DAY}\s+{_MONTH}(?:(?:,?\s+năm\s+|/){YEAR})?)",
        rf"(?i:\b{_MONTH}(?:(?:,?\s+năm\s+|/){YEAR})?)(?P<d>)",
    ),
    months={name: number for number, name in enumerate(_MONTHS, 1)} | {"chạp": 12},
    day_word="ngày",
    month_word="tháng|thg",
    year_word="năm",
    named={
        "thứ hai": "monday", "thứ ba": "tuesday", "thứ tư": "wednesday", "thứ năm": "thursday", "thứ sáu": "friday",
        "thứ bảy": "saturday", "chủ nhật": "sunday", "sáng": "morning", "chiều": "afternoon", "tối": "evening",
        "đêm": "night", "trưa": "noon", "mùa xuân": "spring", "mùa hè": "summer", "mùa thu": "autumn", "mùa đông": "winter",
    },
)  # fmt: skip
