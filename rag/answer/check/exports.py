"""A checked draft in the forms that others read: Markdown with footnotes, an HTML page, SARIF for editors."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rag.answer.answer import Citation, escape_markdown

if TYPE_CHECKING:
    from rag.answer.check.findings import CheckedClaim, CheckedQuotation, Findings

_LEVELS = {"contradicted": "error", "partly": "warning", "not found": "note"}
_RULES = {
    "contradicted": "The articles say otherwise.",
    "partly": "The articles say a part of it.",
    "not found": "The articles do not say it.",
    "quotation": "A quotation is not as the articles have it.",
}
_STYLE = """body{font:1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
pre{font:inherit;white-space:pre-wrap}mark{padding:0 .15em;background:none;border-bottom:.15em solid}
.supported{border-color:#2a7d4f}.partly{border-color:#b58900;border-bottom-style:dashed}
.contradicted{border-color:#c0392b;background:#c0392b22;border-bottom-style:double}.not-found{border-color:#777;border-bottom-style:dotted}
blockquote{margin:.3rem 0 .3rem 1rem}"""


def told(claim: CheckedClaim) -> str:
    """The verdict of a claim in one line, with what differs."""
    parts = [
        f"{difference.kind}: “{difference.claim}”"
        + (f", the article has “{difference.source}”" if difference.source else "")
        for difference in claim.differs
    ]
    return f"{claim.verdict}" + (f" ({'; '.join(parts)})" if parts else "") + (f". {claim.why}" if claim.why else "")


def told_quotation(one: CheckedQuotation) -> str:
    """The state of a quotation in one line, with what was changed."""
    changes = [f"“{mine}” for “{theirs}”" for mine, theirs in one.changes]
    said = f", as said by {one.speaker}" if one.speaker else ""
    return f"The quotation “{one.text}”{said}: {one.state}" + (f" ({'; '.join(changes)})" if changes else "")


def summary_line(checked: Findings) -> str:
    """How many claims have each verdict, in a line."""
    return ", ".join(f"{count:,} {verdict}" for verdict, count in checked.summary.items())


def markdown(checked: Findings) -> str:
    """The draft untouched, with footnotes behind its claims."""
    by_number = {citation.number: citation for citation in checked.citations}
    parts: list[str] = []
    notes: list[str] = []
    last = 0
    for claim in checked.claims:
        if claim.verdict != "nothing to check":
            number = len(notes) + 1
            parts += [checked.draft[last : claim.end], f"[^{number}]"]
            quotes = [_cited(by_number[n]) for n in claim.citations]
            notes.append(f"[^{number}]: " + "  \n    ".join([f"**{escape_markdown(told(claim))}**", *quotes]))
            last = claim.end
    body = "".join(parts) + checked.draft[last:]
    tail = [escape_markdown(told_quotation(quotation)) for quotation in checked.quotations]
    tail += [escape_markdown(notice) for notice in checked.notices]
    return "\n\n".join([body.rstrip("\n"), *notes, *tail, summary_line(checked)]) + "\n"


def _cited(citation: Citation) -> str:
    source = f"{citation.title} ({citation.article.path}, {citation.place})"
    return f"“{escape_markdown(citation.text)}” {escape_markdown(source)}"


def page(checked: Findings) -> str:
    """A page by itself: nothing in it is fetched, and what the draft and the articles hold is shown, never run."""
    parts, last = [], 0
    for at, claim in enumerate(checked.claims, 1):
        if claim.verdict != "nothing to check":
            kind = claim.verdict.replace(" ", "-")
            inner = html.escape(checked.draft[claim.start : claim.end])
            link = f"<a href='#c{at}'><sup>{at}</sup></a>"
            mark = f"<mark class='{kind}' title='{html.escape(told(claim), quote=True)}'>{inner}</mark>{link}"
            parts += [html.escape(checked.draft[last : claim.start]), mark]
            last = claim.end
    parts.append(html.escape(checked.draft[last:]))
    notes = "".join(_note(checked))
    more = [told_quotation(quotation) for quotation in checked.quotations] + list(checked.notices)
    tail = "".join(f"<p>{html.escape(line)}</p>" for line in more)
    head = f"<!doctype html><html><head><meta charset='utf-8'><title>Checked</title><style>{_STYLE}</style></head>"
    return f"{head}<body><p>{html.escape(summary_line(checked))}</p><pre>{''.join(parts)}</pre>{tail}<ol>{notes}</ol></body></html>\n"


def _note(checked: Findings) -> Iterator[str]:
    by_number = {citation.number: citation for citation in checked.citations}
    for at, claim in enumerate(checked.claims, 1):
        if claim.verdict == "nothing to check":
            continue
        quotes = "".join(_block(by_number[number]) for number in claim.citations)
        yield f"<li id='c{at}' value='{at}'>{html.escape(told(claim))}{quotes}</li>"


def _block(citation: Citation) -> str:
    source = f"{citation.title} ({citation.article.path}, {citation.place})"
    return f"<blockquote>{html.escape(citation.with_context)}<br><cite>{html.escape(source)}</cite></blockquote>"


def sarif(checked: Findings, name: str) -> dict[str, Any]:
    """Every claim that is not supported as a result at its place: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""
    lines = [0, *(at + 1 for at, letter in enumerate(checked.draft) if letter == "\n")]
    by_number = {citation.number: citation for citation in checked.citations}
    results = []
    for claim in checked.claims:
        if claim.verdict in _LEVELS:
            quotes = " ".join(f"“{by_number[n].text}” ({by_number[n].article.path})" for n in claim.citations)
            message = f"{told(claim)} {quotes}".strip()
            results.append(_result(claim.verdict, _LEVELS[claim.verdict], message, name, _region(claim, lines)))
    for quotation in checked.quotations:
        if quotation.state != "exact":
            results.append(_result("quotation", "error", told_quotation(quotation), name, _region(quotation, lines)))
    rules = [{"id": rule, "shortDescription": {"text": text}} for rule, text in _RULES.items()]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "footnote", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _result(rule: str, level: str, message: str, name: str, region: Mapping[str, int]) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": {"uri": name}, "region": dict(region)}}
    return {"ruleId": rule, "level": level, "message": {"text": message}, "locations": [place]}


def _region(one: CheckedClaim | CheckedQuotation, lines: list[int]) -> dict[str, int]:
    """A span as lines and columns, counted from 1."""
    first, last = bisect_right(lines, one.start), bisect_right(lines, one.end)
    return {
        "startLine": first,
        "startColumn": one.start - lines[first - 1] + 1,
        "endLine": last,
        "endColumn": one.end - lines[last - 1] + 1,
    }
