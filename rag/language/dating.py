"""How a language names days and times, for a text that is met with the words of all languages at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DAY, YEAR = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<y>[12]\d{3})"


@dataclass(frozen=True, eq=False)
class Dating:
    """The tables of one language.

    Attributes:
        days: patterns of a day or a month, with the groups "d", "m" and "y", of which "d" or "y" may be missing or empty; of
            two that meet the same place the first is right.
        months: the months as "m" has them, in small letters, with their numbers; words of several with "_" between.
        ordinals: endings of a day: "3rd".
        before_month, before_year: what may stand between day and month, and before the year: "of".
        day_word, month_word, year_word: what stands before each where months are counted: "ngày 3 tháng 5".
        named: days of the week, seasons and parts of the day, with the English name.
    """

    days: tuple[str, ...] = ()
    months: Mapping[str, int] = field(default_factory=dict)
    ordinals: str = ""
    before_month: str = ""
    before_year: str = ""
    day_word: str = ""
    month_word: str = ""
    year_word: str = ""
    named: Mapping[str, str] = field(default_factory=dict)


NO_DATING = Dating()
