"""The files of the folder as the page lists them: one row a file, whatever became of it, in groups by folder."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from rag import Bot, Filter, Listed, Skipped, UsageError, file_of
from ui.text import Speech

LINK = "#all"
_ASKED = ("find", "sort", "within", "since", "until", "author", "place", "details")
FILTERS = {"since": "Since", "until": "Until", "author": "Author", "place": "In"}
"""The parts of a filter by their names in a link, and what they are called on the page."""
State = Literal["indexed", "waiting", "failed", "removed"]


@dataclass(frozen=True, slots=True)
class File:
    """A file with the articles in it, or one article of a file of several; ``reasons`` are why parts are none."""

    path: str
    articles: tuple[Listed, ...] = ()
    reasons: tuple[Skipped, ...] = ()
    state: State = "indexed"

    @property
    def folder(self) -> str:
        """The folder in which it lies, with a "/" at its end; "" at the top."""
        above, slash, _ = file_of(self.path).rpartition("/")
        return above + slash

    @property
    def title(self) -> str:
        return self.articles[0].title if len(self.articles) == 1 else self.path.removeprefix(self.folder)

    @property
    def date(self) -> datetime.date | None:
        return max((article.date for article in self.articles if article.date), default=None)

    @property
    def chosen_by(self) -> list[str]:
        """The paths by which what is here is asked."""
        return [self.path] if self.articles else []


@dataclass(frozen=True, slots=True)
class Group:
    """The head of the files of a folder."""

    folder: str
    count: int


Row = File | Group
_SORTED: dict[str, Callable[[File], Any]] = {
    "title": lambda file: file.title.casefold(),
    "date": lambda file: file.date or datetime.date.min,
}
SORTS = tuple(_SORTED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files are looked for and how they are sorted; a minus sorts downwards.

    ``within`` is a folder, or a file of which the articles are listed; ``place`` is a part of the filter, a folder or a
    pattern of paths; ``details`` shows what only machines need.
    """

    find: str = ""
    sort: str = ""
    within: str = ""
    since: str = ""
    until: str = ""
    author: str = ""
    place: str = ""
    details: str = ""

    @classmethod
    def read(cls, link: str) -> Wanted:
        """What a link to the list says.

        >>> Wanted.read("#all&find=rice&sort=-date").sort
        '-date'
        """
        said = {name: value for name, value in parse_qsl(link.removeprefix(LINK)) if name in _ASKED}
        if said.get("sort", "").removeprefix("-") not in _SORTED:
            said.pop("sort", None)
        return cls(**said)

    @property
    def link(self) -> str:
        said = {name: getattr(self, name) for name in _ASKED if getattr(self, name)}
        return LINK + ("&" + urlencode(said, safe="/") if said else "")

    def but(self, **other: str) -> Wanted:
        return replace(self, **other)

    @property
    def is_narrow(self) -> bool:
        """Whether not everything is looked for."""
        return any((self.find, self.within, self.is_filtered))

    @property
    def is_filtered(self) -> bool:
        """Whether only some of the articles are looked for by what is known of them."""
        return any(getattr(self, name) for name in FILTERS)

    def among(self, bot: Bot) -> list[File]:
        """The files that are looked for, in the order that is wanted, folder by folder.

        Raises:
            UsageError: a date is none.
        """
        words = self.find.casefold().split()
        found = [file for file in self._filtered(self._placed(bot)) if all(word in _searched(file) for word in words)]
        if self.sort:
            found.sort(key=_SORTED[self.sort.removeprefix("-")], reverse=self.sort.startswith("-"))
        return sorted(found, key=lambda file: file.folder) if self.sort else found

    def _placed(self, bot: Bot) -> Iterable[File]:
        found = files(bot)
        if not self.within:
            return found
        if self.within.endswith("/"):
            return [file for file in found if file.path.startswith(self.within)]
        inside = [article for file in found if file.path == self.within for article in file.articles]
        return [File(next(path for path in one.paths if file_of(path) == self.within), (one,)) for one in inside]

    def _filtered(self, found: Iterable[File]) -> Iterable[File]:
        """Those of some time, author and place, each with the articles of it that are."""
        if not self.is_filtered:
            return found
        only = Filter(self.since or None, self.until or None, self.author or None, self.place or None)
        held = (replace(file, articles=tuple(filter(only.holds, file.articles))) for file in found)
        return [file for file in held if file.articles]


def files(bot: Bot) -> list[File]:
    """Every file of the folder, in the order of their paths, folders last; and those that were removed lately."""
    held: dict[str, dict[str, Listed]] = {}
    for article in bot.articles():
        for path in article.paths:
            held.setdefault(file_of(path), {})[path] = article
    reasons: dict[str, list[Skipped]] = {}
    for skipped in bot.report.skipped if bot.report else ():
        reasons.setdefault(file_of(skipped.path), []).append(skipped)
    found = [File(path, tuple(in_it.values()), tuple(reasons.get(path, ()))) for path, in_it in held.items()]
    found += [File(path, (), tuple(why), "failed") for path, why in reasons.items() if path not in held]
    found += [File(path, state="waiting") for path in bot.waiting()]
    there = {file.path for file in found}
    found += [File(removed.path, state="removed") for removed in bot.removed() if removed.path not in there]
    return sorted(found, key=lambda file: (file.folder, file.path))


def rows(found: Sequence[File]) -> list[Row]:
    """The files with a head before those of each folder, where there are several folders."""
    counts: dict[str, int] = {}
    for file in found:
        counts[file.folder] = counts.get(file.folder, 0) + 1
    if len(counts) < 2:
        return list(found)
    shown: list[Row] = []
    for file in found:
        if file.folder in counts:
            shown.append(Group(file.folder, counts.pop(file.folder)))
        shown.append(file)
    return shown


def choice(bot: Bot, link: str, speech: Speech) -> list[dict[str, str]]:
    """What is asked when all that a link looks for is ticked, as the browser keeps it.

    A folder and a filter are one choice, and what comes to be in it later is asked too.
    """
    wanted = Wanted.read(link)
    if wanted.is_filtered:
        said = (
            value if name in ("author", "place") else f"{speech.plain(called)} {value}"
            for name, called in FILTERS.items()
            if (value := getattr(wanted, name))
        )
        title = " · ".join(filter(None, (*said, wanted.within, wanted.find)))
        return [{"path": wanted.but(sort="", details="").link, "title": title}]
    if wanted.within.endswith("/") and not wanted.find:
        return [{"path": wanted.within, "title": wanted.within}]
    return [{"path": path, "title": file.title} for file in wanted.among(bot) for path in file.chosen_by]


def asked(bot: Bot, chosen: Sequence[str]) -> list[str]:
    """The paths of the articles that are asked, where a choice may be a filter; none means all.

    Raises:
        UsageError: a filter finds no article.
    """
    found: list[str] = []
    for path in chosen:
        held = (
            [article.path for file in Wanted.read(path).among(bot) for article in file.articles]
            if _is_filter(path)
            else [path]
        )
        if not held:
            raise UsageError(
                "No article is found by the filter that is chosen.", "Take it out above the question, or change it."
            )
        found += held
    return found


def _is_filter(path: str) -> bool:
    return path.startswith(LINK + "&")


def _searched(file: File) -> str:
    return " ".join((file.path, *(article.title for article in file.articles))).casefold()
