"""How a unit stands in its text: an item, a step."""

from __future__ import annotations

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.marks import begins_steps, goes_on_in_list, is_item, is_step
from rag.corpus.article import Sentence
from rag.corpus.sentences import split_sentences
from tests.answer.evidence.made_up import held


def of(text: str) -> Candidate:
    return held("a.md", text, split_sentences(text, form="markdown"), language="en")


def test_an_item_that_is_a_unit_by_itself() -> None:
    text = "Bring:\n- a torch\n- a rope\n\nIt rains."
    spans = [(text.index(said), text.index(said) + len(said)) for said in ("a torch", "a rope", "It rains.")]
    tools = held("a.md", text, [Sentence(*span, "text") for span in spans], language="en")
    assert [is_item(tools, at) for at in range(3)] == [True, True, False]
    assert [goes_on_in_list(tools, at) for at in (1, 2)] == [True, False]


def test_steps_follow_a_first_one() -> None:
    steps = of("First lift the lid. Then stir the pot. It is hot.")
    assert [begins_steps(steps, at) for at in range(3)] == [True, False, False]
    assert [is_step(steps, at) for at in (1, 2)] == [True, False]
