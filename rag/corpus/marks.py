"""The signs of the items of lists: "•", "3.", "a)", "(iv)", and which of them count on from each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

_SIGN = regex.compile(r"[\s\ufeff]*(\(?)(\d{1,3}|\p{Ll}{1,5}|\p{Lu}(?=\))|[IVX]{1,5}(?=\)))([.)])\s+(?=\S)")
_PART = regex.compile(r"(?P<word>§|\p{Lu}[\p{L}\p{M}]+)\.?\s*(?P<number>\d{1,3})(?:er)?\b(?:[.:)–—-]|\s)*[^.!?;]{0,90}")
_MARKED = regex.compile(
    r"(?:[•‣◦▪●○■□➢✓\uf0a7\uf0b7–—*·-]|(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,5})[.)]|\((?:\d{1,3}|[a-z]|[ivxl]{1,5})\))\s+(?=\S)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_FAR = 60
"""Lines after which an item is no longer the next one of a list."""

Sign = tuple[str, int]
"""How a sign is written, and what it counts: ("(a)", 2) is "(b)"."""


def parted(line: str) -> tuple[str, str]:
    """The sign of an item at the start of a line, and the rest.

    >>> parted("(a) the roof"), parted("It rained.")
    (('(a) ', 'the roof'), ('', 'It rained.'))
    """
    found = _MARKED.match(line)
    return (found.group(), line[found.end() :]) if found else ("", line)


def is_counted(mark: str) -> bool:
    """Tells whether a sign is a number or a letter, which a reader is shown; a box that is ticked is none.

    >>> is_counted("(a) "), is_counted("• "), is_counted("- [X]")
    (True, False, False)
    """
    return any(c.isalnum() for c in mark) and "[" not in mark


def goes_on(mark: str, following: str) -> bool:
    """Tells whether two signs are of neighbours in one list.

    >>> goes_on("(a) ", "(b) "), goes_on("3. ", "1. ")
    (True, False)
    """
    return any((way, count + 1) in _readings(f"{following}.") for way, count in _readings(f"{mark}."))


def lettered(lines: Sequence[str]) -> dict[int, str]:
    """The signs of the lines that stand in a list of letters, Roman numbers or numbers in brackets, by line.

    One counts only where it begins with the first, and has a second: "a) " alone may be part of a sentence.

    >>> lettered(["Paid were:", "a) the roof", "b) the lamps", "(b) is"])
    {1: 'a) ', 2: 'b) '}
    """
    found: dict[int, str] = {}
    last: dict[str, tuple[int, int]] = {}
    for at, line in enumerate(lines):
        for way, count in _readings(line):
            before, place = last.get(way, (0, at))
            if count == 1:
                last[way] = (1, at)
            elif before == count - 1 and at - place <= _FAR and not way[:1].isdigit():
                last[way] = (count, at)
                found |= {line: _sign(lines[line]) for line in (place, at)}
    return dict(sorted(found.items()))


def numbered(lines: Sequence[str]) -> set[int]:
    """The lines that are headings of parts, by their places: a word or a sign, and numbers that count on from part to
    part with something between them.

    >>> numbered(["Article 1 – Object", "The room is let.", "Article 2 – Term", "It is let for a year."])
    {0, 2}
    >>> numbered(["Art. 1 Seat", "It is in Vinh.", "Art. 2 Year", "It ends in June."])
    {0, 2}
    >>> numbered(["Round 1: Rovers", "Round 2: Dockers"])
    set()
    """
    found: set[int] = set()
    last: dict[str, tuple[int, int]] = {}
    for at, line in enumerate(lines):
        part = _PART.fullmatch(line)
        if not part or at + 1 == len(lines):
            continue
        word, count = part["word"].casefold(), int(part["number"])
        before, place = last.get(word, (count - 1, at - 2))
        if before == count - 1 and at - place > 1:
            found |= {place, at} if word in last else set()
        if count > before and at - place > 1:  # one that is left out does not end the count
            last[word] = (count, at)
    return found


def _sign(line: str) -> str:
    sign = _SIGN.match(line)
    return sign.group() if sign else ""


def _readings(line: str) -> Iterator[Sign]:
    """The readings of the sign at the start of a line: "i)" is the first Roman number, or the ninth letter."""
    sign = _SIGN.match(line)
    if not sign or (sign[1] and sign[3] != ")"):
        return
    opening, said, closing = sign.groups()
    case = "A" if said.isupper() else "a"
    if said.isdigit():
        yield f"{opening}1{closing}", int(said)
        return
    if len(said) == 1:
        yield f"{opening}{case}{closing}", ord(said.lower()) - ord("a") + 1
    if count := _roman(said.lower()):
        yield f"{opening}{case.replace('A', 'I').replace('a', 'i')}{closing}", count


def _roman(said: str) -> int:
    """The value of a Roman number; 0 where it is none.

    >>> [_roman(sign) for sign in ("iv", "xii", "iiv", "mild")]
    [4, 12, 0, 0]
    """
    values = [_ROMAN.get(letter, 0) for letter in said]
    count = sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0]))
    return count if all(values) and _as_roman(count) == said else 0


def _as_roman(count: int) -> str:
    parts = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    said = ""
    for value, letters in parts:
        said, count = said + letters * (count // value), count % value
    return said
