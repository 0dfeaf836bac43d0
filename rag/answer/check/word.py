"""A checked draft as a Word document: the draft as it is, with what the articles say to a claim as its comment."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import regex

from rag.answer.check.exports import summary_line, told, told_quotation

if TYPE_CHECKING:
    from rag.answer.check.findings import Findings

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "[Content_Types].xml": f"""{_XML}<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{_MIME}.document.main+xml"/>
<Override PartName="/word/comments.xml" ContentType="{_MIME}.comments+xml"/></Types>""",
    "_rels/.rels": f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>""",
    "word/_rels/document.xml.rels": f"""{_XML}<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/comments" Target="comments.xml"/></Relationships>""",
}
_UNWRITABLE = regex.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""What XML cannot hold."""

Comment = tuple[int, int, str]
"""Start and end of what it is about, and what it says."""


def docx(checked: Findings) -> bytes:
    """The draft as a .docx file, each claim and each quotation that is not exact with a comment."""
    comments = sorted(_comments(checked))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _PARTS.items():
            package.writestr(name, text)
        package.writestr("word/document.xml", _document(checked, comments))
        package.writestr("word/comments.xml", _commented(comments))
    return made.getvalue()


def _comments(checked: Findings) -> Iterator[Comment]:
    by_number = {citation.number: citation for citation in checked.citations}
    for claim in checked.claims:
        if claim.verdict != "nothing to check":
            quotes = (
                f"“{by_number[n].text}” {by_number[n].title} ({by_number[n].article.path})" for n in claim.citations
            )
            yield claim.start, claim.end, "\n".join([told(claim), *quotes])
    for quotation in checked.quotations:
        if quotation.state != "exact":
            yield quotation.start, quotation.end, told_quotation(quotation)


def _document(checked: Findings, comments: Sequence[Comment]) -> str:
    paragraphs, at = [], 0
    for line in checked.draft.splitlines(keepends=True):
        if line.strip():
            paragraphs.append(_paragraph(checked.draft, at, at + len(line.rstrip()), comments))
        at += len(line)
    tail = [summary_line(checked), *checked.notices]
    body = "".join([*paragraphs, *(f"<w:p>{_run(text)}</w:p>" for text in tail)])
    return f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'


def _paragraph(draft: str, start: int, end: int, comments: Sequence[Comment]) -> str:
    """A line of the draft, with the edges of the comments about it; one over several lines ends with the first."""
    edges = []
    for number, (first, last, _) in enumerate(comments):
        if start <= first < end:
            edges.append((first, 1, f'<w:commentRangeStart w:id="{number}"/>'))
            mark = f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
            edges.append((min(last, end), 0, mark))
    parts, at = [], start
    for place, _, mark in sorted(edges):
        parts += [_run(draft[at:place]), mark]
        at = place
    return f"<w:p>{''.join(parts)}{_run(draft[at:end])}</w:p>"


def _commented(comments: Sequence[Comment]) -> str:
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    written = (
        f'<w:comment w:id="{number}" w:author="Footnote" w:initials="F" w:date="{now}">'
        + "".join(f"<w:p>{_run(line)}</w:p>" for line in text.split("\n"))
        + "</w:comment>"
        for number, (_, _, text) in enumerate(comments)
    )
    return f'{_XML}<w:comments xmlns:w="{_WORD}">{"".join(written)}</w:comments>'


def _run(text: str) -> str:
    clean = escape(_UNWRITABLE.sub("\ufffd", text))
    return f'<w:r><w:t xml:space="preserve">{clean}</w:t></w:r>' if clean else ""
