"""Markups of plain text beside Markdown (wikis, reStructuredText, AsciiDoc, Org): their blocks, and what is not seen.

Of each, what stands at the start of a line is known, and the marks within a line; all else is a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from rag.corpus.article import Span
from rag.corpus.blocks import MOST_NESTED, Block, BlockKind, Form
from rag.corpus.inline import HIDDEN, seen, unbroken
from rag.corpus.rst import is_field, table_at
from rag.language.packs import PRINTING
from rag.language.patterns import deferred

_LEAST_HEADINGS = 2
"""Headings from which a text without an ending of its own is certain to be of a markup."""
_FARTHEST = 500
"""Lines within which a fence is closed."""
_LONGEST = 300
"""Characters from which a line is no heading."""


@dataclass(frozen=True, slots=True)
class Markup:
    """How a markup writes things.

    In the patterns of a heading and of an item, ``mark`` is what stands before what is ``said``. ``unseen`` matches
    what is not seen within a line, but for its groups. ``fences`` are the lines that open and close what is code or
    furniture. In one that is ``underlined``, a heading has a line of signs below it.
    """

    heading: regex.Pattern[str]
    item: regex.Pattern[str]
    unseen: regex.Pattern[str]
    furniture: regex.Pattern[str]
    fences: Mapping[regex.Pattern[str], tuple[regex.Pattern[str], BlockKind]] = field(default_factory=dict)
    underlined: bool = False


def _re(pattern: str) -> regex.Pattern[str]:
    return deferred(pattern)


_UNDERLINE = _re(r"([=\-~^\"'`#*+.:_])\1{2,}")
_LITERAL = _re(
    r"[ \t]*\.\.[ \t]+(?:(?P<furniture>toctree|contents|image|figure|include|index|raw|meta)|code(?:-block)?"
    r"|sourcecode|math|literalinclude|highlight|parsed-literal)::.*|(?![ \t]*\.\.[ \t]).*::"
)
"""What announces in reStructuredText that the lines further to the right are code, or none of the text."""
_DIRECTIVE = _re(
    r"[ \t]*\.\.[ \t]+(?:(?P<caption>(?:list-|csv-)?table)|note|warning|tip|important|caution|danger|hint|attention"
    r"|error|admonition|seealso|topic|sidebar|rubric|versionadded|versionchanged|deprecated)::[ \t]+(?P<said>\S.*)"
)
"""What says something on the line on which a part of reStructuredText is announced."""
_CODE = _re(r"(`{1,2})(?=\S)[^`]{1,300}\1")
_STOP = _re(r"[.!?]")
_NONE = _re(r"(?!)")
MARKUPS: Mapping[Form, Markup] = {
    "wiki": Markup(
        heading=_re(r"(?P<mark>={1,6})[ \t]*(?P<said>[^=\s](?:.*[^=\s])?)[ \t]*(?P=mark)[ \t]*"),
        item=_re(r"(?P<mark>[*#:;]{1,8})[ \t]*(?P<said>\S.*)"),
        unseen=_re(
            r"'{2,5}|\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{1,300})\]\]|\[(?:https?:)?//[^\s\]]+[ \t]+([^\]\n]{1,300})\]"
            r"|\{\{[^{}]{0,2000}\}\}|<ref[^<>]{0,200}/>|<ref[^<>]{0,200}>(?:(?!</ref>).){0,800}</ref>|</?[a-z]{1,12}[^<>]{0,200}>"
        ),
        furniture=_re(
            rf"\{{\{{[^{{}}]*\}}\}}|\[\[(?:{PRINTING.namespaces}):.*"
            r"|__[A-Z]+__|-{4,}|<!--.*-->|#REDIRECT.*|\[\[\w{2,3}:[^\[\]]*\]\]"
        ),
        fences={
            _re(r"\{\{[^}]*"): (_re(r".*\}\}[ \t]*"), "furniture"),
            _re(r"<(?:pre|source|syntaxhighlight)\b[^>]*>.*"): (
                _re(r".*</(?:pre|source|syntaxhighlight)>[ \t]*"),
                "code",
            ),
        },
    ),
    "asciidoc": Markup(
        heading=_re(r"(?P<mark>={1,6})[ \t]+(?P<said>[^=\s].*?)[ \t]*"),
        item=_re(r"[ \t]*(?P<mark>\*{1,5}|-|\.{1,5}|\d{1,3}\.)[ \t]+(?P<said>\S.*)"),
        unseen=_re(
            r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|`"
            r"|<<[^<>,]{1,100},[ \t]*([^<>]{1,200})>>|(?:link:|xref:|https?://)[^\s\[\]]{1,300}\[([^\[\]]{0,300})\]|\(\(\([^()]*\)\)\)"
        ),
        furniture=_re(r":[\w-]+!?:.*|//.*|\[[^\[\]]*\]|include::.*|image::.*|toc::.*|'{3,}|<{3}|\[\[[\w-]+\]\]|\+"),
        fences={_re(r"-{4,}|\.{4,}"): (_re(r"-{4,}|\.{4,}"), "code"), _re(r"/{4,}"): (_re(r"/{4,}"), "furniture")},
    ),
    "org": Markup(
        heading=_re(
            r"(?P<mark>\*{1,8})[ \t]+(?:(?:TODO|DONE)[ \t]+)?(?:\[#\w\][ \t]+)?(?P<said>\S.*?)[ \t]*"
            r"(?:[ \t]:[\w@:]+:)?[ \t]*"
        ),
        item=_re(r"(?P<mark>[ \t]*(?:[-+]|\d{1,3}[.)]))[ \t]+(?:\[[ X-]\][ \t]+)?(?P<said>\S.*)"),
        unseen=_re(
            r"(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|(?<![\w/:])/(?=\w)|(?<=\w)/(?![\w/])|(?<!\w)[=~](?=\S)|(?<=\S)[=~](?!\w)"
            r"|\[\[(?:[^\[\]]{1,300}\]\[)([^\[\]]{1,300})\]\]"
        ),
        furniture=_re(r"#(?:\+.*|[ \t].*)?|[ \t]*:[\w-]+:.*|[ \t]*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):.*"),
        fences={
            _re(r"(?i)[ \t]*#\+begin_(?:src|example)\b.*"): (_re(r"(?i)[ \t]*#\+end_(?:src|example)\b.*"), "code"),
            _re(r"[ \t]*:(?:PROPERTIES|LOGBOOK):[ \t]*"): (_re(r"[ \t]*:END:[ \t]*"), "furniture"),
        },
    ),
    "rst": Markup(
        heading=_NONE,
        item=_re(r"(?P<mark>[ \t]*(?:[-*+•]|\d{1,3}\.|#\.|\(?[a-z]\)))[ \t]+(?P<said>\S.*)"),
        unseen=_re(
            r"\*{1,2}(?=\S)|(?<=\S)\*{1,2}|:[\w:.+-]+:(?=`)|``|`([^`<]{1,300}?)[ \t]*<[^`<>]{1,300}>`_{1,2}"
            r"|`_{0,2}|\|(?=\w)|(?<=\w)\|_?|(?<=\S):(?=:\s*$)|(?<=\s)::(?=\s*$)"
        ),
        furniture=_re(r"\.\.(?:[ \t].*)?|[ \t]+:[\w-]+:.*|[=-]{2,}(?:[ \t]+[=-]{2,})*"),
        underlined=True,
    ),
}


def form_in(text: str, form: Form) -> Form:
    """The form of a text that its file's name says to be plain, where its own lines show it for certain.

    >>> form_in("== Rain ==\\nIt '''rained'''.\\n== Snow ==\\nNone.", "plain"), form_in("It rained.", "plain")
    ('wiki', 'plain')
    """
    if form != "plain" or "==" not in text:
        return form
    lines = [line for line in text.splitlines() if line.startswith("=") and len(line) < _LONGEST]
    for found in ("wiki", "asciidoc"):
        if sum(bool(MARKUPS[found].heading.fullmatch(line)) for line in lines) >= _LEAST_HEADINGS:
            return found
    return form


def seen_as(body: str, form: Form) -> tuple[str, str]:
    """The part that is seen of a block in some form, twice, as ``seen`` gives it."""
    if form == "markdown":
        return seen(body)
    line = unbroken(body)
    if form not in MARKUPS:
        return line, line
    shown, cut = list(line), list(line)
    for hit in MARKUPS[form].unseen.finditer(line):
        kept = next((hit.span(n) for n in range(1, len(hit.groups()) + 1) if hit[n]), (hit.end(), hit.end()))
        for start, end in ((hit.start(), kept[0]), (kept[1], hit.end())):
            shown[start:end] = HIDDEN * (end - start)
            cut[start:end] = " " * (end - start)
    for code in _CODE.finditer(line):
        cut[code.start() : code.end()] = _STOP.sub("_", "".join(cut[code.start() : code.end()]))
    return "".join(shown), "".join(cut)


def markup_blocks(text: str, form: Form) -> list[Block]:
    """The blocks of a text in a markup, in reading order."""
    return _Walk(text, form).all()


@dataclass
class _Walk:
    """A walk over the lines of a text; ``open`` is the block that the next line may go on with."""

    text: str
    form: Form
    found: list[Block] = field(default_factory=list)
    open: Block | None = None
    indents: list[int] = field(default_factory=list)
    underlines: list[str] = field(default_factory=list)

    @property
    def markup(self) -> Markup:
        return MARKUPS[self.form]

    def all(self) -> list[Block]:
        lines = list(_lines(self.text))
        place = 0
        while place < len(lines):
            line = place
            place = (
                self._fenced(lines, place)
                or self._underlined(lines, place)
                or self._table(lines, place)
                or self._line(lines, place)
            )
            if self.form == "rst" and (literal := _LITERAL.fullmatch(self.text, *lines[line])):
                place = self._indented(lines, place, "furniture" if literal["furniture"] else "code")
        self._close()
        return self.found

    def _close(self) -> None:
        if self.open:
            self.found.append(self.open)
        self.open = None

    def _add(self, start: int, end: int, kind: BlockKind, level: int = 0) -> None:
        self._close()
        if kind != "item":
            self.indents = []
        if end > start:
            self.found.append(Block(start, end, kind, level))

    def _fenced(self, lines: Sequence[Span], place: int) -> int:
        """Takes what stands between two lines that part it from the text, and gives the line behind it; else 0."""
        for opens, (closes, kind) in self.markup.fences.items():
            if opens.fullmatch(self.text, *lines[place]):
                behind = (
                    at
                    for at in range(place + 1, min(place + _FARTHEST, len(lines)))
                    if closes.fullmatch(self.text, *lines[at])
                )
                last = next(behind, None)
                if last is not None:
                    self._add(lines[place][0], lines[last][1], kind)
                    return last + 1
        return 0

    def _indented(self, lines: Sequence[Span], place: int, kind: BlockKind) -> int:
        """Takes the lines further to the right, which a line above has announced; gives the line behind them."""
        last = place
        while last < len(lines) and (lines[last][0] == lines[last][1] or self.text[lines[last][0]] in " \t"):
            last += 1
        inside = [line for line in lines[place:last] if line[1] > line[0]]
        if inside:
            self._add(inside[0][0], inside[-1][1], kind)
        return last

    def _table(self, lines: Sequence[Span], place: int) -> int:
        """Takes a table of reStructuredText, and gives the line behind it; else 0."""
        rows, last = ([], 0) if self.form != "rst" or self.open else table_at(self.text, lines, place)
        for row in rows:
            self._add(row.start, row.end, row.kind)
        return last

    def _said_beside(self, start: int, end: int) -> bool:
        """Opens what a line of reStructuredText says beside an announcement ("note::"), or as a field."""
        if self.form != "rst":
            return False
        beside = _DIRECTIVE.fullmatch(self.text, start, end)
        in_text = self.open and self.open.kind == "paragraph"
        if not beside and (in_text or not is_field(self.text, start, end)):
            return False
        self._close()
        self.indents = []
        if beside:
            self.open = Block(*beside.span("said"), "caption" if beside["caption"] else "paragraph")
        else:
            self.open = Block(start, end, "row")
        return True

    def _defines(self, start: int, end: int) -> bool:
        """Tells whether a line stands further right than the only one before it: in reStructuredText it defines it."""
        term = self.open
        if self.form != "rst" or not term or term.kind != "paragraph" or "\n" in self.text[term.start : term.end]:
            return False
        before = self.text[self.text.rfind("\n", 0, term.start) + 1 : term.start]
        line = self.text[start:end]
        return not before.strip() and len(line) - len(line.lstrip()) > len(before)

    def _underlined(self, lines: Sequence[Span], place: int) -> int:
        """A heading that is known by the line below it; the level of a sign is told by which came first."""
        if not self.markup.underlined or self.open or place + 1 == len(lines):
            return 0
        (start, end), (first, last) = lines[place : place + 2]
        sign = self.text[first : first + 1]
        rule = self.text[first:last].rstrip()
        if (
            start == end
            or not _UNDERLINE.fullmatch(rule)
            or len(rule) < end - start
            or _UNDERLINE.fullmatch(self.text, start, end)
        ):
            return 0
        if sign not in self.underlines:
            self.underlines.append(sign)
        self._add(start, end, "heading", min(self.underlines.index(sign) + 1, 6))
        return place + 2

    def _line(self, lines: Sequence[Span], place: int) -> int:
        """A line that begins a block or goes on with one."""
        start, end = lines[place]
        heading = self.markup.heading.fullmatch(self.text, start, end) if end - start < _LONGEST else None
        if start == end:
            self._close()
        elif heading:
            self._add(*heading.span("said"), "heading", min(len(heading["mark"]), 6))
        elif self._said_beside(start, end):
            pass
        elif self.markup.furniture.fullmatch(self.text, start, end):
            self._add(start, end, "furniture")
        elif self.form == "wiki" and self.text[start] in "|!{" and self._cell(start, end):
            pass
        elif item := self.markup.item.fullmatch(self.text, start, end):
            self._close()
            self.open = Block(*item.span("said"), "item", self._level(item))
        elif self.open and not (self.form == "wiki" and self.open.kind == "item"):  # where an item ends with its line
            kind = "row" if self._defines(start, end) else self.open.kind
            self.open = replace(self.open, end=end, kind=kind)
        else:
            self._close()
            self.indents = []
            first = start + len(self.text[start:end]) - len(self.text[start:end].lstrip())
            self.open = Block(first, end, "paragraph")
        return place + 1

    def _level(self, item: regex.Match[str]) -> int:
        """How deep an item is nested: by how often its sign is written, or by how far it is indented."""
        mark = item["mark"].strip()
        if self.form == "wiki" or (len(mark) > 1 and len(set(mark)) == 1):
            return min(len(mark), MOST_NESTED)
        indent = (
            item.start("mark")
            + len(item["mark"])
            - len(item["mark"].lstrip())
            - self.text.rfind("\n", 0, item.start())
            - 1
        )
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        return min(len(self.indents), MOST_NESTED)

    def _cell(self, start: int, end: int) -> bool:
        """A line of a table of a wiki: "|-" ends a row, and cells stand on one line or on several."""
        said = self.text[start:end]
        if said.startswith(("{|", "|}", "|-")):
            self._close()
        elif said.startswith("|+"):
            self._add(start + 2 + len(said[2:]) - len(said[2:].lstrip()), end, "caption")
        elif said[0] in "|!":
            kind: BlockKind = "header" if said[0] == "!" else "row"
            if self.open and self.open.kind in ("row", "header"):
                self.open = replace(self.open, end=end)
            else:
                self._close()
                self.open = Block(start, end, kind)
        return said[0] in "|!" or said.startswith("{|")


def _lines(text: str) -> Iterator[Span]:
    """Where each line begins and ends, without the space at its end."""
    start = 0
    for raw in text.splitlines(keepends=True):
        skipped = len(raw) - len(raw.removeprefix("\ufeff"))
        yield start + skipped, start + max(len(raw.rstrip()), skipped)
        start += len(raw)
