"""The evidence model on made-up articles, with hand-made cosines."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from rag.answer.evidence.features import (
    Candidate,
    Layout,
    bring_home,
    passage_features,
    sentence_features,
    term_weights,
    weigh,
)
from rag.answer.evidence.late_interaction import PassageStates, QuestionStates, nearest
from rag.answer.evidence.ranking import FOREIGN_HANDICAP, Evidence, Ranking, how_many, is_foreign, rank, sentence_scores
from rag.answer.evidence.several_names import with_all_named
from rag.answer.evidence.weights import REGIMES, SHIPPED, Linear, load_weights, read_weights
from rag.answer.question.analysis import analyse_passage, analyse_question, letter_groups
from rag.answer.question.answer_type import asked_kinds, may_tell, needed_kind
from rag.answer.question.question import Question
from rag.corpus.passages import split_passages
from rag.corpus.sentences import split_sentences
from rag.errors import UsageError
from rag.language.base import Needed
from rag.language.detect import guess
from rag.language.packs import language_by
from rag.language.words import terms

HARBOUR = (
    "The town council of Melby met on 3 May 2021. It voted to dredge the harbour, which had silted up since 1998. "
    "Ingrid Solheim, the harbour master, said 412 boats were moored there. That will cost nine million crowns."
)
BEES = (
    "Beekeepers in the Arlo valley lost a third of their hives last winter. A mite was to blame, according to Tomas Reyl. "
    "New hives arrived from Varn in April."
)
CANDLES = "The candle works in Oster closed. Its forty workers were offered places at the glass works. Nobody knows why it closed."
TRAM = "Đường tàu điện mới ở thành phố Hải An khánh thành ngày 12 tháng 4. Ông Lê Văn Tám cắt băng khánh thành tuyến tàu điện này."


class Words:
    """The words of some passages, counted."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._sets = [set(terms(t)) for t in texts]

    languages: frozenset[str] = frozenset()

    @property
    def passages(self) -> int:
        return len(self._sets)

    def passage_frequency(self, term: str) -> int:
        return sum(term in words for words in self._sets)


def candidate(name: str, text: str, cosines: Sequence[float], bm25: float = 0.0) -> Candidate:
    (stretch,) = split_passages(split_sentences(text))
    assert len(cosines) == len(stretch.sentences)
    return Candidate(
        name, "", stretch.start, text[stretch.start : stretch.end], stretch.sentences, tuple(cosines), bm25
    )


def corpus(harbour: Sequence[float], bees: Sequence[float], candles: Sequence[float]) -> list[Candidate]:
    return [
        candidate("harbour", HARBOUR, harbour, 6.0),
        candidate("bees", BEES, bees),
        candidate("candles", CANDLES, candles),
    ]


NEAR = corpus((0.82, 0.84, 0.88, 0.80), (0.77, 0.76, 0.75), (0.76, 0.77, 0.74))
FAR = corpus((0.74, 0.75, 0.74, 0.73), (0.75, 0.74, 0.73), (0.74, 0.73, 0.74))
STATISTICS = Words([HARBOUR, BEES, CANDLES])


def ask(question: str, candidates: Sequence[Candidate]) -> Ranking:
    return rank(Question(question), candidates, STATISTICS, load_weights())


def test_the_right_sentence_comes_first_and_is_believed() -> None:
    ranking = ask("How many boats were moored in the harbour of Melby?", NEAR)
    assert ranking.evidence[0].text.startswith("Ingrid Solheim")
    assert HARBOUR[ranking.evidence[0].start : ranking.evidence[0].end] == ranking.evidence[0].text
    assert ranking.passages[0].candidate.path == "harbour"
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
        Candidate("a", "", one.start, text[one.start : one.end], one.sentences, (0.90, 0.84), 1.0)
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


@pytest.mark.parametrize(
    ("question", "most", "paths"),
    [
        ("What did Ingrid Solheim and Tomas Reyl say?", 3, ["harbour", "bees"]),
        ("What did Ingrid Solheim and Tomas Reyl say?", 1, ["harbour"]),
        ("What did Ingrid Solheim say?", 3, ["harbour"]),
        ("What did Ingrid Solheim and Nobody Atall say?", 3, ["harbour"]),
    ],
)
def test_every_name_of_a_question_gets_a_sentence(question: str, most: int, paths: list[str]) -> None:
    harbour, bees, _ = NEAR
    evidence = [Evidence(harbour, 2, 5.0, 0.9), Evidence(bees, 0, 1.0, 0.01), Evidence(bees, 1, 0.5, 0.01)]
    chosen = with_all_named(Question(question), evidence[:1], evidence, most)
    assert [one.candidate.path for one in chosen] == paths


def test_unknown_words_are_named() -> None:
    assert ask("How many sailboats were moored in Narvik?", FAR).unknown == ("sailboat", "narvik")


def test_order_of_the_candidates_changes_nothing() -> None:
    question = "Who said that boats were moored in the harbour?"
    expected = ask(question, NEAR)
    for seed in range(5):
        assert ask(question, random.Random(seed).sample(NEAR, len(NEAR))) == expected


def test_no_candidates_is_a_result() -> None:
    ranking = ask("What is this?", [])
    assert (ranking.evidence, ranking.passages, ranking.confidence) == ((), (), 0.0)


def test_furniture_is_context_and_never_evidence() -> None:
    (stretch,) = split_passages(split_sentences("Harbour news\n\n" + HARBOUR))
    assert stretch.sentences[0].kind == "heading"
    text = "Harbour news\n\n" + HARBOUR
    found = Candidate("a", "", 0, text[: stretch.end], stretch.sentences, (0.95, 0.82, 0.84, 0.88, 0.8), 3.0)
    assert all(e.index != 0 for e in ask("How many boats are in the harbour?", [found]).evidence)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many boats were there?", {"number"}),
        ("In what year did it close?", {"time"}),
        ("Who led the council?", {"person"}),
        ("Where did the hives come from?", {"place"}),
        ("Why did it close?", {"reason"}),
        ("What did the council decide?", set()),
        ("Có bao nhiêu thuyền ở cảng?", {"number"}),
        ("Co bao nhieu thuyen o cang?", {"number"}),
        ("Nhà máy đóng cửa khi nào?", {"time"}),
        ("Ai đã cắt băng khánh thành?", {"person"}),
        ("Dầu mỏ được dùng để làm gì?", set()),  # not "đâu", where
        ("Cuoc hop dien ra o dau?", {"place"}),
    ],
)
def test_what_a_question_asks_for(question: str, kinds: set[str]) -> None:
    assert asked_kinds(question, language_by(guess(question))) == kinds


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        ("How many boats were there?", "number"),
        ("what's the current population", "number"),
        ("How old was the harbour master?", "number"),
        ("How much importance did he attach to it?", None),
        ("How much do the keepers earn?", "number"),
        ("By how much has it fallen?", "number"),
        ("How do the boats leave?", None),
        ("What was built there, and for how many boats?", None),
        ("When and where did it open?", None),
        ("Ai đến, và có bao nhiêu thuyền?", None),
        ("On what date did it close?", "time"),
        ("Date of the council's meeting?", "time"),
        ("When was it closed?", "time"),
        ("The mill was open until when?", "time"),
        ("When the mill closed, who left?", None),
        ("What happens when the mill closes?", None),
        ("Who left when it closed?", None),
        ("Dân số của tỉnh là bao nhiêu?", "number"),
        ("dan so cua tinh la bao nhieu", "number"),
        ("Nhà máy đóng cửa ngày nào?", "time"),
        ("Ai đóng cửa nhà máy?", None),
    ],
)
def test_what_alone_can_answer_a_question(question: str, needed: str | None) -> None:
    assert needed_kind(question, language_by(guess(question))) == needed


@pytest.mark.parametrize(
    ("kind", "text", "known", "expected"),
    [
        ("number", "There were 412 boats.", set(), True),
        ("number", "There were nine boats.", set(), True),
        ("number", "Hardly any left, but most of the boats stayed.", set(), True),  # vague, and an answer
        ("number", "There were boats.", set(), False),
        ("number", "Decision 217 was discussed.", {"217"}, False),  # the question's own number
        ("time", "It closed on a Monday.", set(), True),
        ("time", "It closed in the early nineteenth century.", set(), True),
        ("time", "It closed on 5/1.", set(), True),
        ("time", "It closed.", set(), False),
        ("time", "Nhà máy đóng cửa tuần trước.", set(), True),
    ],
)
def test_what_a_sentence_may_tell(kind: Needed, text: str, known: set[str], expected: bool) -> None:
    assert may_tell(kind, text, known, language_by(guess(text))) is expected


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


def alone(text: str) -> Candidate:
    """A sentence as the only passage of an article."""
    return Candidate("a", "", 0, text, split_passages(split_sentences(text))[0].sentences, (0.9,), 3.0)


def test_names_match_with_and_without_accents() -> None:
    weighed = weigh(analyse_question("Le Van Tam la ai?"), Words([TRAM]))
    assert passage_features(weighed, [candidate("tram", TRAM, (0.8, 0.8))])["named"][0] == 1.0


def test_sentence_features_by_hand() -> None:
    weighed = weigh(analyse_question("When did the candle works close?"), STATISTICS)
    found = sentence_features(weighed, [candidate("candles", CANDLES, (0.9, 0.8, 0.7))])
    # candle, work and close are content, each as telling as the others: three of three, one ("works"), one ("closed").
    assert found["own_cover"].tolist() == pytest.approx([1.0, 1 / 3, 1 / 3])
    assert found["beside"].tolist() == pytest.approx([(0.9 + 0.8) / 2, (0.9 + 0.7) / 2, (0.8 + 0.7) / 2])
    assert found["time_asked"].tolist() == [0.0, 0.0, 0.0]


def test_a_term_weight_is_the_prior_in_a_small_corpus_and_the_corpus_in_a_large_one() -> None:
    question = analyse_question("the harbour")
    small = term_weights(question, Words([HARBOUR, BEES, CANDLES]))
    # the: in 3 of 3, prior 0.3 * 200 = 60; harbour: in 1 of 3, prior 0.004 * 200 = 0.8
    assert small.tolist() == pytest.approx([-np.log(63 / 203), -np.log(1.8 / 203)])


def test_layout_beside_stays_within_a_passage() -> None:
    layout = Layout.of([candidate("b", BEES, (0.1, 0.2, 0.3)), candidate("c", CANDLES, (0.4, 0.5, 0.6))])
    before, after = layout.beside(layout.cosines)
    assert before.tolist() == [0.1, 0.1, 0.2, 0.4, 0.4, 0.5]
    assert after.tolist() == [0.2, 0.3, 0.3, 0.5, 0.6, 0.6]


def test_letter_groups_of_short_words() -> None:
    assert letter_groups("a") == ["<a>"]


def test_a_passage_is_analysed_once() -> None:
    analyse_passage.cache_clear()
    for _ in range(3):
        ask("Who?", [replace(c) for c in NEAR])
    assert analyse_passage.cache_info().misses == len(NEAR)


def test_a_foreign_article_is_measured_by_what_it_would_be_at_home() -> None:
    crossing = load_weights().crossing
    found = bring_home(
        analyse_question("Ai đã khánh thành bến cảng?"), [NEAR[0], candidate("t", TRAM, (0.7, 0.8))], crossing
    )
    slope, offset = crossing.cosine
    assert found[0].cosines == pytest.approx([slope * x + offset for x in NEAR[0].cosines])
    assert found[1].cosines == (0.7, 0.8)


def test_the_weights_follow_the_language_of_the_nearest_passage() -> None:
    question = analyse_question("Ai đã khánh thành bến cảng?")
    assert is_foreign(question, NEAR)
    assert not is_foreign(question, [candidate("t", TRAM, (0.9, 0.8))])
    assert not is_foreign(analyse_question("Melby harbour"), NEAR)
    assert not is_foreign(question, [*NEAR, candidate("t", TRAM, (0.9, 0.8))])  # one article of its language is nearest


def test_a_stray_foreign_passage_does_not_bring_its_weights_along() -> None:
    question, tram = "Ai cắt băng khánh thành tuyến tàu điện?", candidate("t", TRAM, (0.88, 0.89))
    stray = replace(NEAR[0], cosines=(0.823, *(0.6 for _ in NEAR[0].cosines[1:])))
    facts = analyse_question(question)
    assert is_foreign(facts, bring_home(facts, [tram, stray], load_weights().crossing))
    found, alone = ask(question, [tram, stray]).evidence[0], ask(question, [tram]).evidence[0]
    assert found.candidate.path == "t" and found.score == pytest.approx(alone.score)


@pytest.mark.parametrize(
    ("foreign", "scores"), [([0, 0], [0.5, 0.5]), ([0, 1], [0.5, 0.5 - FOREIGN_HANDICAP]), ([1, 1], [0.5, 0.5])]
)
def test_a_sentence_in_another_language_is_behind_those_in_the_questions_own(
    foreign: list[int], scores: list[float]
) -> None:
    told = Linear(("cosine",), np.ones(1), np.zeros(1), np.ones(1))
    table = {"cosine": np.array([0.5, 0.5]), "caption": np.zeros(2), "foreign": np.array(foreign, float)}
    assert sentence_scores(told, table).tolist() == scores


def test_the_only_sentence_of_a_corpus_is_not_certain() -> None:
    (stretch,) = split_passages(split_sentences("The candle works in Oster closed."))
    lone = Candidate("a", "", 0, "The candle works in Oster closed.", stretch.sentences, (0.74,), 0.0)
    assert ask("Who won the chess championship in Lagos?", [lone]).confidence < load_weights().threshold


class Tokens:
    """Token states with one direction for each distinct word."""

    def __init__(self, text: str, vocabulary: dict[str, int]) -> None:
        found = text.split()
        starts = [text.index(word) for word in found]
        self.spans = np.array([(a, a + len(w)) for a, w in zip(starts, found)], np.int32).reshape(-1, 2)
        self.codes = np.zeros((len(found), 20), np.int8)
        for row, word in enumerate(found):
            self.codes[row, vocabulary.setdefault(word.lower(), len(vocabulary))] = 100
        self.scales = np.full(len(found), 0.01, np.float32)


def test_late_interaction_by_hand() -> None:
    vocabulary: dict[str, int] = {}
    text = "hives of Varn"
    question = QuestionStates.of(Question(text), Tokens(text, vocabulary))
    passage = PassageStates.of([Tokens(t, vocabulary) for t in ("new hives", "", "Varn sent hives")])
    assert nearest(question, [passage]).tolist() == pytest.approx(np.array([[1, 0, 0], [0, 0, 0], [1, 0, 1]]))
    assert question.weights(np.array([3.0, 1.0, 4.0])).tolist() == [3.0, 1.0, 4.0]


def test_token_states_choose_their_own_weights() -> None:
    vocabulary: dict[str, int] = {}
    text = "How many boats were moored?"
    with_states = [
        replace(c, states=PassageStates.of([Tokens(c.text[s.start : s.end], {}) for s in c.sentences])) for c in NEAR
    ]
    found = rank(Question(text), with_states, STATISTICS, load_weights(), Tokens(text, vocabulary))
    assert found.confidence != rank(Question(text), with_states, STATISTICS, load_weights()).confidence


def test_the_shipped_weights_say_where_they_come_from() -> None:
    found = json.loads(SHIPPED.read_text("utf-8"))
    assert found["made"]["by"].startswith("python -m eval.workshop.evidence.fit")
    assert all(len(entry["sha256"]) == 64 for entry in found["made"]["data"])
    assert set(load_weights().regimes) == set(REGIMES)
    thresholds = [point["threshold"] for point in found["decline"]["curve"]]
    assert thresholds == sorted(thresholds)
    coverages = [point["coverage"] for point in found["decline"]["curve"]]
    assert coverages == sorted(coverages, reverse=True)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (("home", "passage", "features", "bets"), "Did you mean 'best'"),
        (("home", "confidense"), "Did you mean 'confidence'"),
        (("homer",), "Did you mean 'home'"),
        (("home", "passage", "features", "best", "wait"), "Did you mean 'weight'"),
    ],
)
def test_an_unknown_key_is_refused(place: tuple[str, ...], message: str) -> None:
    found = json.loads(SHIPPED.read_text("utf-8"))
    part = found
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = {}
    with pytest.raises(UsageError, match=message):
        read_weights(found)


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
