"""What the tables of every language are made of: patterns, and numbers, years and times of day in digits."""

from __future__ import annotations

import regex

Pattern = regex.Pattern[str]
NEVER: Pattern = regex.compile(r"(?!)")
"""Matches nowhere: stands for a table that a language does not have."""

DIGITS = r"\d+(?:[.,]\d+)*"
YEAR = r"(?<![\d.,])(?:1[0-9]|20)\d\d(?![\d.,]*\d)"
CLOCK = r"\b\d{1,2}:\d\d\b"
ANY_NUMBER: Pattern = regex.compile(DIGITS)
ANY_TIME: Pattern = regex.compile(rf"{YEAR}|{CLOCK}")


def any_of(*alternatives: str) -> Pattern:
    """Any of some patterns, between word boundaries."""
    return regex.compile(rf"\b(?:{'|'.join(alternatives)})\b")


def one_of(words: str) -> str:
    """Any of some words."""
    return f"(?:{'|'.join(words.split())})"
