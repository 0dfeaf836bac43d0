"""A checked draft as HTML: marks in its text and its margin, how many there are of each, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rag import Checked, CheckedClaim, CheckedQuotation, Citation
from ui.markup import el, inert, shortened
from ui.page import links
from ui.text import Speech

SIGNS = {"supported": "✓", "partly": "~", "contradicted": "✗", "not found": "?"}
_VERDICTS = {
    "supported": "supported",
    "partly": "partly supported",
    "contradicted": "contradicted",
    "not found": "not found",
    "nothing to check": "nothing to check",
}
_STATES = {
    "altered": "The quotation is altered",
    "of somebody else": "The quotation is of somebody else",
    "not found": "The quotation is not in the articles",
}
_KINDS = {
    "number": "number",
    "date": "date",
    "name": "name",
    "negation": "negation",
    "opposite": "the opposite",
    "quantifier": "how many",
    "role": "who and whom",
    "word": "word",
    "quotation": "quotation",
    "speaker": "speaker",
    "not said": "not said",
}
_EXPORTS = {"md": "Markdown", "docx": "Word", "html": "HTML", "json": "JSON"}
_MOST_MARKED = 20_000
"""Characters of a draft that is shown while it is being checked; a longer one comes when all is done."""
_SNIPPET_CHARS = 160


def so_far(draft: str, claims: Sequence[CheckedClaim], speech: Speech) -> str:
    """What is ready of a check that goes on."""
    done = claims[-1].end / max(len(draft), 1)
    bar = f'<progress max="1" value="{done:.3f}" aria-label="{speech("Checking")}"></progress>'
    shown = _draft(draft, claims, {}, speech) if len(draft) <= _MOST_MARKED else ""
    return el("div", _counts(claims, speech), bar, shown, css="fn-result")


def whole(checked: Checked, speech: Speech) -> str:
    """A check that is done."""
    by_number = {citation.number: citation for citation in checked.citations}
    notices = "".join(el("p", inert(speech.told(notice)), css="fn-notice") for notice in checked.notices)
    notes = "".join(_notes(checked, by_number, speech))
    told = el("h3", speech("To be looked at"), css="fn-label") + el("ul", notes, css="fn-notes") if notes else ""
    saves = (
        el("button", name, css="fn-link", type="button", data_does="save-checked", data_kind=kind)
        for kind, name in _EXPORTS.items()
    )
    save = el("p", speech("Save as"), " ", " ".join(saves), css="fn-save")
    counts = el("div", _counts(checked.claims, speech), role="status")
    text = _draft(checked.draft, checked.claims, by_number, speech)
    return el("div", counts, notices, text, told, save, css="fn-result")


def _counts(claims: Sequence[CheckedClaim], speech: Speech) -> str:
    counted = {verdict: sum(claim.verdict == verdict for claim in claims) for verdict in SIGNS}
    return el("p", *(_count(verdict, count, speech) for verdict, count in counted.items()), css="fn-counts")


def _count(verdict: str, count: int, speech: Speech) -> str:
    sign = el("span", SIGNS[verdict], css="fn-sign", aria_hidden="true")
    return el("span", sign, f" {count} ", speech(_VERDICTS[verdict]), css=_css(verdict))


def _draft(draft: str, claims: Sequence[CheckedClaim], by_number: Mapping[int, Citation], speech: Speech) -> str:
    parts, at = [], 0
    for claim in claims:
        if claim.verdict == "nothing to check":
            continue
        parts += [inert(draft[at : claim.start]), _claim(draft, claim, by_number, speech)]
        at = claim.end
    return el("div", *parts, inert(draft[at:]), css="fn-draft", dir="auto")


def _claim(draft: str, claim: CheckedClaim, by_number: Mapping[int, Citation], speech: Speech) -> str:
    verdict = speech(_VERDICTS[claim.verdict])
    sign = el("span", SIGNS[claim.verdict], css="fn-sign", aria_hidden="true")
    heard = el("span", f"{verdict}: ", css="fn-hidden")
    cited = [by_number[number] for number in claim.citations if number in by_number]
    told = "\n".join([_verdict_line(claim, speech), *map(_quoted, cited)])
    text = inert(draft[claim.start : claim.end])
    css = f"fn-claim {_css(claim.verdict)}"
    if not cited:
        return el("span", sign, heard, text, css=css, title=told)
    return el("a", sign, heard, text, css=f"{css} fn-mark", href=links.quotations(cited).link, title=told)


def _verdict_line(claim: CheckedClaim, speech: Speech) -> str:
    """The verdict with what differs, in plain text."""
    parts = [_differs(difference.kind, difference.claim, difference.source, speech) for difference in claim.differs]
    line = speech.plain(_VERDICTS[claim.verdict])
    return " – ".join(filter(None, [line, "; ".join(parts), speech.told(claim.why)]))


def _differs(kind: str, mine: str, theirs: str, speech: Speech) -> str:
    name = speech.plain(_KINDS.get(kind, kind))
    if kind in ("negation", "opposite", "role"):
        return name
    if not theirs:
        return f"{name}: “{mine}”"
    there = shortened(theirs, _SNIPPET_CHARS)
    return speech.plain("{kind}: “{mine}”, the article has “{theirs}”", kind=name, mine=mine, theirs=there)


def _notes(checked: Checked, by_number: Mapping[int, Citation], speech: Speech) -> Iterator[str]:
    for claim in checked.claims:
        if claim.verdict in ("contradicted", "partly", "not found"):
            cited = [by_number[number] for number in claim.citations]
            yield _note(claim.text, _verdict_line(claim, speech), claim.verdict, cited, speech)
    for quotation in checked.quotations:
        if quotation.state in _STATES:
            cited = [by_number[number] for number in quotation.citations]
            yield _note(f"“{quotation.text}”", _changes(quotation, speech), "contradicted", cited, speech)


def _changes(one: CheckedQuotation, speech: Speech) -> str:
    changes = [_differs("quotation", mine or "…", theirs or "…", speech) for mine, theirs in one.changes]
    return " – ".join(filter(None, [speech.plain(_STATES[one.state]), "; ".join(changes)]))


def _note(text: str, told: str, verdict: str, cited: Sequence[Citation], speech: Speech) -> str:
    claim = el("span", inert(shortened(text, _SNIPPET_CHARS)), css="fn-noted")
    line = el("span", SIGNS[verdict], " ", inert(told), css="fn-told")
    quoted = links.quotations(cited)
    shown_links = (el("a", inert(_quoted(citation)), href=quoted.at(at).link) for at, citation in enumerate(cited))
    nearest = el("span", speech("Nearest:"), css="fn-label") if verdict == "not found" and cited else ""
    return el("li", claim, line, nearest, *shown_links, css=_css(verdict))


def _quoted(one: Citation) -> str:
    return f"“{shortened(one.quote, _SNIPPET_CHARS)}” – {one.title}"


def _css(verdict: str) -> str:
    return "fn-" + verdict.replace(" ", "-")
