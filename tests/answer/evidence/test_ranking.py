"""The evidence model on made-up articles, with hand-made cosines."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from rag.answer.evidence.features import (
    bring_home,
)
from rag.answer.evidence.ranking import FOREIGN_HANDICAP, how_many, rank
from rag.answer.evidence.weights import load_weights
from rag.answer.question.analysis import analyse_question
from rag.answer.question.question import Question
from rag.corpus.passages import split_passages
from rag.corpus.sentences import split_sentences
from tests.answer.evidence.made_up import FAR, HARBOUR, NEAR, TRAM, Words, alone, ask, candidate, corpus, held


def test_the_right_sentence_comes_first_and_is_believed() -> None:
    ranking = ask("How many boats were moored in the harbour of Melby?", NEAR)
    assert ranking.evidence[0].text.startswith("Ingrid Solheim")
    assert HARBOUR[ranking.evidence[0].start : ranking.evidence[0].end] == ranking.evidence[0].text
    assert ranking.passages[0].path == "harbour"
    assert ranking.confidence > load_weights().threshold


@pytest.mark.parametrize(
    "question",
    [
        "Which planet has the most moons?",
        "Who won the chess championship in Lagos?",
        "Thủ đô của nước Pháp là gì?",
        "hello there",
    ],
)
def test_what_no_article_is_about_is_declined(question: str) -> None:
    assert ask(question, FAR).confidence < load_weights().threshold


def test_a_caption_comes_after_a_sentence_that_says_it() -> None:
    text = "Ingrid Solheim, the harbour master, speaks at the meeting. (Photo: AP)\n\nSolheim wants a new crane."
    (said,) = [
        held("a", text[one.start : one.end], one.sentences, (0.90, 0.84), 1.0, start=one.start)
        for one in split_passages(split_sentences(text))
    ]
    first, second = rank(Question("What does Ingrid Solheim propose?"), [said], Words([text]), load_weights()).evidence
    assert (first.text, second.candidate.sentences[second.index].kind) == (
        "Solheim wants a new crane.",
        "caption",
    )


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("who is ingrid solheim", {"ingrid", "solheim"}),
        ("WHO IS INGRID SOLHEIM", {"ingrid", "solheim"}),
        ("Who is Ingrid solheim", {"ingrid"}),  # capitals tell something: they are believed
        ("which boats were moored", set()),
    ],
)
def test_names_in_a_question_without_capitals_are_told_from_the_articles(question: str, named: set[str]) -> None:
    facts = analyse_question(question).with_names([c.facts for c in NEAR])
    assert {t for t, is_named in zip(facts.terms, facts.named) if is_named} == named


def test_unknown_words_are_named() -> None:
    assert ask("How many sailboats were moored in Narvik?", FAR).unknown == ("sailboat", "narvik")


def test_order_of_the_candidates_changes_nothing() -> None:
    question = "Who said that boats were moored in the harbour?"
    expected = ask(question, NEAR)
    for seed in range(5):
        assert ask(question, random.Random(seed).sample(NEAR, len(NEAR))) == expected


def test_no_candidates_is_a_result() -> None:
    ranking = ask("What is this?", [])
    assert (ranking.evidence, ranking.passages, ranking.confidence) == ((), [], 0.0)


def test_furniture_is_context_and_never_evidence() -> None:
    (stretch,) = split_passages(split_sentences("Harbour news\n\n" + HARBOUR))
    assert stretch.sentences[0].kind == "heading"
    text = "Harbour news\n\n" + HARBOUR
    found = held("a", text[: stretch.end], stretch.sentences, (0.95, 0.82, 0.84, 0.88, 0.8), 3.0)
    assert all(e.index != 0 for e in ask("How many boats are in the harbour?", [found]).evidence)


def test_an_answer_without_what_alone_could_answer_is_believed_less() -> None:
    told = "Ingrid Solheim, the harbour master, spoke of the boats in the harbour of Melby."
    asked = "How many boats in the harbour of Melby did Ingrid Solheim speak of?"
    without, within = (ask(asked, [alone(text)]).confidence for text in (told, told.replace("the boats", "412 boats")))
    assert without < 0.6 < 0.8 < within


@pytest.mark.parametrize("tokens", ["", " with tokens"])
def test_what_is_lacking_counts_across_languages_as_it_does_within_one(tokens: str) -> None:
    home, foreign = (load_weights().regimes[name + tokens].confidence for name in ("home", "foreign"))
    places = [regime.names.index("lacks_needed") for regime in (home, foreign)]
    pulls = [regime.weights[at] / regime.deviations[at] for regime, at in zip((home, foreign), places)]
    assert pulls[0] == pulls[1] < -1  # log-odds


def test_a_foreign_article_is_measured_by_what_it_would_be_at_home() -> None:
    crossing = load_weights().crossing
    found = bring_home(
        analyse_question("Ai đã khánh thành bến cảng?"), [NEAR[0], candidate("t", TRAM, (0.7, 0.8))], crossing
    )
    slope, offset = crossing.cosine
    assert found[0].cosines == pytest.approx([slope * x + offset for x in NEAR[0].cosines])
    assert found[1].cosines == (0.7, 0.8)


def test_each_language_is_ranked_by_itself_and_what_is_in_another_comes_behind() -> None:
    question, tram = "Ai cắt băng khánh thành tuyến tàu điện?", candidate("t", TRAM, (0.86, 0.87))
    both, home, abroad = (ask(question, held) for held in ([tram, *NEAR], [tram], NEAR))
    assert abroad.foreign and not home.foreign
    assert both.sides == (home.confidence, abroad.confidence) and home.sides is None
    scores = {(e.candidate.path, e.index): e.score for e in both.evidence}
    assert {key: scores[key] for key in scores if key[0] == "t"} == {("t", e.index): e.score for e in home.evidence}
    for e in abroad.evidence:
        assert scores[e.candidate.path, e.index] == pytest.approx(e.score - FOREIGN_HANDICAP)
    assert list(scores.values()) == sorted(scores.values(), reverse=True)


def test_what_the_questions_own_language_answers_is_not_looked_for_in_another() -> None:
    tram = candidate("t", TRAM, (0.86, 0.87))
    nearer = replace(NEAR[0], cosines=(0.7, 0.7, 0.85, 0.7))
    found = ask("Ai cắt băng khánh thành tuyến tàu điện?", [tram, nearer])
    assert not found.foreign and found.evidence[0].candidate.path == "t"


def test_what_is_surely_said_in_another_language_alone_comes_first() -> None:
    tram = candidate("t", TRAM, (0.75, 0.74))
    found = ask(
        "Có bao nhiêu thuyền neo đậu ở cảng Melby?", [tram, *corpus((0.8, 0.82, 0.9, 0.8), (0.7,) * 3, (0.7,) * 3)]
    )
    assert found.foreign and found.evidence[0].text.startswith("Ingrid Solheim")


def test_the_only_sentence_of_a_corpus_is_not_certain() -> None:
    (stretch,) = split_passages(split_sentences("The candle works in Oster closed."))
    lone = held("a", "The candle works in Oster closed.", stretch.sentences, (0.74,), 0.0)
    assert ask("Who won the chess championship in Lagos?", [lone]).confidence < load_weights().threshold


@pytest.mark.parametrize(
    ("shares", "quoted"),
    [
        ([0.7, 0.2, 0.1], 1),
        ([0.4, 0.3, 0.1], 2),
        ([0.2, 0.1, 0.1], 3),
        ([0.2, 0.2, 0.1, 0.1], 3),
        ([0.5, 0.09, 0.08], 1),
        ([0.05], 1),
        ([], 0),
    ],
)
def test_one_sentence_when_one_carries_it(shares: list[float], quoted: int) -> None:
    assert how_many(shares) == quoted
