"""Requests about the last answer: more, less, how sure it is, what speaks against it, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rag.answer.answer import Answer, Citation
from rag.answer.forms.inquiry import Inquiry, Unit, tells_something, unit_of, without_doubles
from rag.answer.question.followup import Turn
from rag.language.requesting import ESTIMATED, QUESTIONS, AnswerForm

_MORE = 3
"""Further sentences that are quoted of a plain question."""
_KEPT = 3
"""A short answer has one unit of so many."""
_CHECKED = 3
"""Quotations of other articles that say the same, or something else, at most."""
_CHOSEN: Mapping[AnswerForm, str] = {
    "newest": "sure date",
    "oldest": "sure date",
    "overview": "sure parts",
    "takeaways": "sure parts",
}
"""What is said of how an answer was chosen, where that is not by the name of its form."""
_SURE = 0.6
"""From which confidence on another article is said to say the same or something else."""

Again = Callable[[str, Sequence[str]], Answer]
"""Asks a question once more, without some quotations."""


def answer_about_last(inquiry: Inquiry, last: Turn | None, again: Again) -> Answer:
    """What is asked of the last answer; of none, that there is none."""
    if last is None:
        return inquiry.told(inquiry.say("nothing before"))
    inquiry = replace(inquiry, blank=replace(inquiry.blank, understood=last.question))
    match inquiry.request.form:
        case "more":
            return _more(inquiry, last, again)
        case "shorter":
            return _shorter(inquiry, again(last.question, ()))
        case "sure":
            return _sure(inquiry, again(last.question, ()))
        case _:
            return _source(inquiry, again(last.question, ()))


def _more(inquiry: Inquiry, last: Turn, again: Again) -> Answer:
    """What comes after that which was quoted: further units of a form, further sentences of a question."""
    first = again(last.question, ())
    lead = inquiry.say("more", question=last.question)
    if first.form in (*QUESTIONS, "where"):
        units = _further(inquiry, last, first)
        if units:
            return inquiry.quoted(lead, units, first.confidence)
    else:
        following = again(last.question, last.quotes)
        if following.citations:
            return replace(following, form="more", reply=lead, understood=last.question)
    return inquiry.told(inquiry.say("no more", question=last.question))


def _further(inquiry: Inquiry, last: Turn, first: Answer) -> list[Unit]:
    """The sentences that answer a question next, and what stands behind those that were quoted."""
    found = inquiry.search(last.question).evidence
    likely = [unit_of(inquiry.index, e) for e in found if e.score > 0]
    beside = [unit for citation in first.citations for unit in _behind(inquiry, citation)]
    shown = " ".join(last.quotes)
    fresh = [unit for unit in (*likely, *beside) if not unit.is_in(shown) and tells_something(unit)]
    return without_doubles(fresh)[:_MORE]


def _behind(inquiry: Inquiry, citation: Citation) -> list[Unit]:
    """The units of the section of a quotation, those behind it first."""
    listed = inquiry.index.listed(citation.article.digest)
    units = [unit for unit in inquiry.units(listed) if unit.sentence.section == citation.section]
    return sorted(units, key=lambda unit: (unit.sentence.start < citation.start, unit.sentence.start))


def _shorter(inquiry: Inquiry, first: Answer) -> Answer:
    """The likeliest of the sentences, or the first of a form's units."""
    if not first.citations:
        return inquiry.told(first.text)
    kept = 1 if first.form in QUESTIONS else -(-len(first.citations) // _KEPT)
    citations = first.citations[:kept]
    numbers = {citation.number for citation in citations}
    sentences = tuple(
        sentence for sentence in first.sentences if sentence.citations and set(sentence.citations) <= numbers
    )
    about = replace(first, question=inquiry.blank.question, understood=inquiry.blank.understood)
    lead = inquiry.say("shorter")
    return replace(about, form="shorter", reply=lead, sentences=sentences, citations=citations, doubt=None)


def _source(inquiry: Inquiry, first: Answer) -> Answer:
    """Each quotation with what stands before and behind it, all of it quoted."""
    units: list[Unit] = []
    for citation in first.citations[:_MORE]:
        around = inquiry.units(inquiry.index.listed(citation.article.digest))
        at = next((i for i, unit in enumerate(around) if unit.sentence.start == citation.start), None)
        if at is not None:
            units += [unit for unit in around[max(0, at - 1) : at + 2] if unit not in units]
    if not units:
        return inquiry.told(first.text)
    quoted = {(citation.article.digest, citation.start) for citation in first.citations}
    return inquiry.quoted(
        inquiry.say("source"),
        list({unit.place: unit for unit in units}.values()),
        first.confidence,
        emphasis=lambda unit: (0, len(unit.text)) if unit.place[:2] in quoted else None,
    )


def _sure(inquiry: Inquiry, first: Answer) -> Answer:
    """How sure an answer is, or how it was gathered, and what other articles say to it: the same, or something else."""
    if not first.citations:
        return inquiry.told(inquiry.say("declined before"))
    lead = _how_sure(inquiry, first)
    if first.form in QUESTIONS and first.reply and not first.direction:  # the articles disagree
        return inquiry.cited(f"{lead} {first.reply}", first.citations, first.confidence)
    looked = first.citations[:1] if first.form in QUESTIONS else first.citations[:_CHECKED]
    others = [_others(inquiry, citation) for citation in looked]
    against, same = (
        [citation for said, _ in others for citation in said],
        [citation for _, said in others for citation in said],
    )
    telling = against or (same if first.form in QUESTIONS else [])
    if not telling:
        return inquiry.cited(f"{lead} {inquiry.say('sure alone')}", looked, first.confidence)
    lead += " " + (inquiry.say("sure against") if against else inquiry.say("sure again", count=len(same)))
    return inquiry.cited(lead, telling, first.confidence)


def _how_sure(inquiry: Inquiry, first: Answer) -> str:
    """What the confidence means; of what is no estimate, how it was chosen, and that it stands there."""
    if first.form in ESTIMATED:
        return inquiry.say("sure", percent=min(99, max(1, round(first.confidence * 100))))
    count = len(first.citations)
    exact = inquiry.say("sure exact 1") if count == 1 else inquiry.say("sure exact", count=count)
    return f"{inquiry.say(_CHOSEN.get(first.form, f'sure {first.form}'))} {exact}"


def _others(inquiry: Inquiry, quoted: Citation) -> tuple[list[Citation], list[Citation]]:
    """What other articles say against a quotation, and what they say that is the same."""
    within = {article.digest for article in inquiry.articles} - {quoted.article.digest}
    against: list[Citation] = []
    same: list[Citation] = []
    if not within:
        return against, same
    from rag.answer.check.checking import Checker  # most questions need none of it
    from rag.answer.check.claims import claims_of

    checker = Checker(inquiry.index, within)
    for claim in claims_of(quoted.text, quoted.article.language):
        checked = checker.claim(claim)
        cited = [citation for citation in checker.citations if citation.number in checked.citations]
        if checked.verdict == "contradicted" and checked.confidence >= _SURE:
            against += cited
        elif checked.verdict == "supported" and checked.confidence >= _SURE:
            same += cited
    return against[:_CHECKED], same[:_CHECKED]
