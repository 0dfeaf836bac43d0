"""Do the citations hold? Exactness, agreement with the gold evidence, ALCE's recall and precision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from eval.gold import Gold
from eval.matchers import normalise
from eval.metrics.support import supports
from eval.questions import Evidence
from eval.scored_answer import Given, Said, Span

Exactness = Literal["exact", "relocatable", "normalised", "near", "fabricated", "dangling"]
_NEAR = 95.0  # rapidfuzz's ratio, 0 to 100
_MAX_CITATIONS = 3  # of a sentence, as in ALCE


def scores(gold: Gold, given: Given, articles: Mapping[str, str]) -> dict[str, float]:
    """The values of one answered row; another counts only where gold was not cited, and its quotations are exact."""
    values = {}
    if given.quoted:
        exact = [exactness(citation, articles) == "exact" for citation in given.quoted]
        values["exactness"] = sum(exact) / len(exact)
        shown = [any(_inside(c, passage) for passage in given.passages) for c in given.quoted]
        values["cited_was_shown"] = sum(shown) / len(shown)
    if not given.declined:
        values["alce_recall"] = alce_recall(given.sentences)
        values["alce_precision"] = alce_precision(given.sentences)
        values["cited_answers"] = float(bool(given.citations))
        values["dangling_markers"] = float(sum(said.dangling for said in given.sentences))
    if gold.evidence:
        values |= against_gold(gold, given)
    return values


def exactness(citation: Span, articles: Mapping[str, str]) -> Exactness:
    """What became of a quotation: `text[start:end] == quote` is "exact", and everything else is a fault.

    "relocatable": it stands once elsewhere. "normalised": equal but for case, spaces and accents' form.
    "near": all but a few characters alike. "dangling": no such article, or an impossible span.
    """
    text = articles.get(citation.doc)
    if text is None or not 0 <= citation.start < citation.end <= len(text):
        return "dangling"
    there = text[citation.start : citation.end]
    if there == citation.text:
        return "exact"
    if text.count(citation.text) == 1:
        return "relocatable"
    if normalise(there) == normalise(citation.text):
        return "normalised"
    return "near" if _nearly(citation.text, text) else "fabricated"


def _nearly(quote: str, text: str) -> bool:
    from rapidfuzz.fuzz import partial_ratio

    return partial_ratio(quote, text) >= _NEAR


# -- Against the gold evidence -----------------------------------------------------------------------


def against_gold(gold: Gold, given: Given) -> dict[str, float]:
    """Precision: cited spans that overlap gold / cited, of answered rows. Recall: groups overlapped / groups.

    A declined answer cites nothing: its recall and F1 are 0, its precision does not exist. The same by
    article: `right_article` is the share of citations from an article that holds evidence.
    """
    everything = [one for group in gold.evidence for one in group]
    found = [group for group in gold.evidence if any(_overlap(c, one) for c in given.citations for one in group)]
    recall = len(found) / len(gold.evidence)
    if not given.citations:
        return {"gold_recall": recall, "gold_f1": 0.0}
    hits = [any(_overlap(citation, one) for one in everything) for citation in given.citations]
    right = [any(citation.doc == one.doc_id for one in everything) for citation in given.citations]
    precision = sum(hits) / len(hits)
    return {
        "gold_precision": precision,
        "gold_recall": recall,
        "gold_f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "right_article": sum(right) / len(right),
    }


def _overlap(citation: Span, evidence: Evidence) -> bool:
    return citation.doc == evidence.doc_id and citation.start < evidence.end and evidence.start < citation.end


def _inside(citation: Span, passage: Span) -> bool:
    return citation.doc == passage.doc and passage.start <= citation.start and citation.end <= passage.end


# -- ALCE (Gao et al. 2023, arXiv:2305.14627, eval.py), with the lexical support test as its φ -----------


def alce_recall(sentences: Sequence[Said]) -> float:
    """Mean over sentences of φ(all that the sentence cites, sentence); nothing cited is 0."""
    return sum(_whole(said) for said in sentences) / len(sentences) if sentences else 0.0


def alce_precision(sentences: Sequence[Said]) -> float:
    """Citations that are needed / citations of the answer; no citation at all is 0.

    A citation counts when its sentence is supported and either it alone supports it or the others
    without it do not.
    """
    cited = sum(len(_first(said)) for said in sentences)
    needed = sum(_needed(said, place) for said in sentences if _whole(said) for place in range(len(_first(said))))
    return needed / cited if cited else 0.0


def _first(said: Said) -> list[str]:
    return [span.text for span in said.cited[:_MAX_CITATIONS]]


def _whole(said: Said) -> bool:
    """ALCE gives 0 to a sentence with no citation, and to one with a citation out of range."""
    return bool(said.cited) and not said.dangling and supports(" ".join(_first(said)), said.text)


def _needed(said: Said, place: int) -> bool:
    quotes = _first(said)
    others = quotes[:place] + quotes[place + 1 :]
    return supports(quotes[place], said.text) or not supports(" ".join(others), said.text)
