"""The question format, its matchers, its linter, and the questions we ship."""

import itertools
import json
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from eval.evaluation import DOCUMENT_QUESTIONS, DOCUMENTS
from eval.matchers import Matcher, dates, matches, normalise, number_values
from eval.questions import Evidence, KeyFact, Question, Turn, fact_score, lint, load

SEEDS = Path(__file__).parents[2] / "seeds"
SHIPPED = Path(__file__).parents[2] / "eval" / "questions" / "seeds.jsonl"

# -- Matchers ------------------------------------------------------------------------------------


def matcher(**fields: Any) -> Matcher:
    read: Matcher = TypeAdapter(Matcher).validate_python(fields)
    return read


@pytest.mark.parametrize(
    ("alias", "text", "hit"),
    [
        ("5", "There were 15 models.", False),
        ("5", "There were 5 models.", True),
        ("1.5", "It cost 15 billion.", False),
        ("1.5", "It cost 1,5 billion.", True),
        ("3,25 %", "It fell by 3.25% a year.", True),
        ("3.25%", "giảm 3,25 phần trăm", True),
        ("3.25%", "down 3.25 per cent", True),
        ("13,900", "13.900 tỷ đồng", True),
        ("13,900", "13.95", False),
        ("two", "2 individuals", True),
        ("2", "Hai cá nhân được tặng", True),
        ("2", "twenty-two people", False),
        ("2", "hai mươi người", False),
        ("12", "mười hai người", True),
        ("5", "trong năm qua", False),
        ("13th", "13 congresses", False),
        ("2016-2021", "the 2016–2021 period", True),
        ("2016-2021", "the 2021-2016 period", False),
        ("people's trust", "the PEOPLE’S\u00a0TRUST", True),
        ("Nong Duc Manh", "Nong Duc Manhattan", False),
        ("Hoà Bình", "Phó Thủ tướng Trương Hòa Bình", True),
        ("Uỷ ban", "ủy ban", True),
        ("khoẻ", "khỏe", True),
        ("Quý", "Quí", False),
        ("Thủ tướng", unicodedata.normalize("NFD", "thủ tướng"), True),
        ("Hà Nội", "Ha Noi", False),
        ("...", "nothing to find ...", False),
    ],
)
def test_a_phrase_matches_word_for_word(alias: str, text: str, hit: bool) -> None:
    assert matches(matcher(any_of=[alias]), text) is hit


@pytest.mark.parametrize(
    ("fields", "text", "hit"),
    [
        ({"number": 3.25, "unit": "%"}, "decreased by 3.25% annually", True),
        ({"number": 3.25, "unit": "%"}, "giảm 3,25 phần trăm", True),
        ({"number": 3.25, "unit": "%"}, "3.25 million", False),
        ({"number": 325, "unit": "%"}, "3.25%", False),
        ({"number": 36e6, "unit": "VND"}, "36 million VND/person/year", True),
        ({"number": 36e6, "unit": "VND"}, "36 triệu đồng", True),
        ({"number": 36e6, "unit": "VND"}, "VND36 million", True),
        ({"number": 36e6, "unit": "VND"}, "36.000.000 đồng", True),
        ({"number": 36e6, "unit": "VND"}, "36 million dollars", False),
        ({"number": 36e6, "unit": "VND"}, "36 VND", False),
        ({"number": 13.9e12, "unit": "VND"}, "VND13,900 billion", True),
        ({"number": 1.5e9}, "15 tỷ", False),
        ({"number": 1.5e9}, "1,5 tỷ", True),
        ({"number": 3}, "three men", True),
        ({"number": 100, "rel_tol": 0.01}, "about 101", True),
        ({"number": 100}, "about 101", False),
        ({"date": "2017-01-05"}, "on January 5, 2017", True),
        ({"date": "2017-01-05"}, "on 5th January 2017", True),
        ({"date": "2017-01-05"}, "Jan. 5th, 2017", True),
        ({"date": "2017-01-05"}, "5/1/2017", True),
        ({"date": "2017-01-05"}, "05.01.2017", True),
        ({"date": "2017-01-05"}, "ngày 5 tháng 1 năm 2017", True),
        ({"date": "2017-01-05"}, "ngày 5 tháng Một năm 2017", True),
        ({"date": "2017-01-05"}, "2017-01-05", True),
        ({"date": "2017-01-05"}, "on January 5", False),
        ({"date": "2017-01-05"}, "on January 15, 2017", False),
        ({"date": "2017-01-05"}, "5/11/2017", False),
        ({"date": "--01-05"}, "on the morning of January 5,", True),
        ({"date": "--01-05"}, "sáng 5/1", True),
        ({"date": "--01-05"}, "January 5, 2017 13:06", True),
        ({"date": "--06-11"}, "this afternoon, June 11th.", True),
        ({"date": "--06-11"}, "in June 2011", False),
    ],
)
def test_figures_and_dates_match_by_value(fields: dict[str, Any], text: str, hit: bool) -> None:
    assert matches(matcher(**fields), text) is hit


@pytest.mark.parametrize(
    ("literal", "values"),
    [
        ("2017", ["2017"]),
        ("06", ["6"]),
        ("1.5", ["1.5"]),
        ("1.500", ["1.5", "1500"]),
        ("0.500", ["0.5"]),
        ("1.234.567", ["1234567"]),
        ("1,234.5", ["1234.5"]),
        ("5.1.2017", []),
    ],
)
def test_a_figure_may_have_two_readings(literal: str, values: list[str]) -> None:
    assert number_values(literal) == {Decimal(value) for value in values}


def test_tone_marks_move_only_in_open_syllables() -> None:
    assert normalise("hoà thuỷ quý hoàn Huỳnh") == "hòa thủy quý hoàn huỳnh"


def test_dates_reads_every_day_of_a_text() -> None:
    assert dates("From January 5 to 11/6/2024, not 3.25% nor 217-QD/TW") == {
        "--01-05",
        "2024-06-11",
    }


@pytest.mark.parametrize(("text", "score"), [("Ann and Bob", 1.0), ("only Ann", 0.5), ("nobody", 0.0)])
def test_a_fact_is_partial_when_some_of_its_matchers_hit(text: str, score: float) -> None:
    both = (matcher(any_of=["Ann"]), matcher(any_of=["Bob"]))
    assert fact_score(KeyFact(id="k1", vital=True, text="both", match=both), text) == score


# -- The linter ----------------------------------------------------------------------------------

ARTICLE = "Café Bridge opened on May 2, 2020. It is 5 km long."
FIVE_KM = {"doc_id": "a.txt", "quote": "5 km", "start": 41, "end": 45}
FACT = {"id": "k1", "vital": True, "text": "5 km", "match": [{"number": 5, "unit": "km"}]}
GOOD: dict[str, Any] = {
    "id": "length-en",
    "type": "factual",
    "lang": "en",
    "split": "test",
    "turns": [{"q": "How long is the bridge?"}],
    "expected": "answer",
    "references": ["It is 5 km long."],
    "key_facts": [FACT],
    "must_not": [{"any_of": ["15 km"]}],
    "evidence": [[FIVE_KM]],
}
NO_ANSWER: dict[str, Any] = GOOD | {
    "id": "cost-en",
    "type": "unanswerable",
    "expected": "abstain",
    "references": [],
    "key_facts": [],
    "must_not": [],
    "evidence": [],
}


def problems(folder: Path, *rows: dict[str, Any]) -> list[str]:
    (folder / "a.txt").write_bytes(ARTICLE.encode())
    return lint([Question.model_validate(row) for row in rows], folder)


def test_good_rows_have_no_problems(tmp_path: Path) -> None:
    vi = GOOD | {"id": "length-vi", "lang": "vi", "parallel": "length"}
    rows = [GOOD | {"parallel": "length"}, vi, NO_ANSWER | {"twin": "length-en"}]
    assert problems(tmp_path, *rows) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"evidence": [[FIVE_KM | {"start": 40, "end": 44}]]}, "it stands at 41"),
        ({"evidence": [[FIVE_KM | {"quote": "6 km"}]]}, "the article does not hold it"),
        ({"evidence": [[FIVE_KM | {"doc_id": "b.txt"}]]}, "unknown article, 'b.txt'"),
        ({"near_miss_docs": ["b.txt"]}, "unknown article, 'b.txt'"),
        ({"references": ["It is 6 km long."]}, "does not satisfy key fact k1"),
        ({"references": ["It is 5 km long, not 15 km."]}, "hits must_not"),
        ({"references": []}, "there is no reference"),
        ({"key_facts": []}, "no vital key fact"),
        ({"key_facts": [FACT | {"vital": False}]}, "no vital key fact"),
        ({"evidence": []}, "there is no evidence"),
        ({"evidence": [[]]}, "an empty group"),
        ({"type": "unanswerable"}, "type is unanswerable but expected is answer"),
        ({"twin": "nowhere"}, "twin 'nowhere' does not exist"),
        ({"twin": "length-en"}, "one should abstain and one not"),
        ({"parallel": "length"}, "needs one row in each of two or more languages"),
        ({"turns": [{"q": "The bridge?"}, {"q": "How long?"}]}, "turn 1 does not say"),
        (
            {"turns": [{"q": "Hm?", "expected": "abstain", "evidence": [[FIVE_KM]]}, {"q": "So?"}]},
            "turn 1: expected is abstain but there is evidence",
        ),
        ({"turns": [{"q": "How long?", "key_facts": [FACT]}]}, "the last turn has gold"),
        ({"turns": [{"q": "How long?", "expected": "abstain"}]}, "the last turn has gold"),
    ],
)
def test_the_linter_names_the_problem(tmp_path: Path, changes: dict[str, Any], problem: str) -> None:
    found = problems(tmp_path, GOOD | changes)
    assert len(found) == 1
    assert found[0].startswith("length-en") and problem in found[0]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"evidence": [[FIVE_KM]]}, "there is evidence or a key fact"),
        ({"key_facts": [FACT]}, "there is evidence or a key fact"),
        ({"references": ["It is 5 km long."]}, "there is a reference"),
    ],
)
def test_nothing_to_answer_means_no_gold(tmp_path: Path, changes: dict[str, Any], problem: str) -> None:
    [found] = problems(tmp_path, NO_ANSWER | changes)
    assert problem in found


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({}, "length-en: 2 questions have this id."),
        (
            {"id": "length-vi", "lang": "vi", "parallel": "length", "type": "false_premise"}
            | {"expected": "correct_premise"},
            "length-en: the rows of parallel 'length' differ in split or in expected.",
        ),
        (
            {"id": "b", "split": "dev", "parallel": None}
            | {"evidence": [[FIVE_KM | {"quote": "is 5 km", "start": 38}]]},
            "b (dev) and length-en (test) share an evidence span.",
        ),
    ],
)
def test_the_linter_compares_rows(tmp_path: Path, other: dict[str, Any], problem: str) -> None:
    first = GOOD | ({"parallel": "length"} if other.get("parallel") else {})
    assert problems(tmp_path, first, GOOD | other) == [problem]


def test_offsets_count_code_points_not_bytes(tmp_path: Path) -> None:
    assert ARTICLE.encode().index(b"5 km") != ARTICLE.index("5 km") == FIVE_KM["start"]
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (GOOD | {"colour": "red"}, "line 3: colour: Extra inputs"),
        (GOOD | {"type": "riddle"}, "line 3: type: "),
        (GOOD | {"must_not": [{"date": "5/1/2017"}]}, "line 3: must_not.0"),
        (GOOD | {"turns": []}, "line 3: turns: "),
    ],
)
def test_a_bad_line_is_reported_with_its_number(tmp_path: Path, row: dict[str, Any], message: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n\n{json.dumps(row)}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        load(path)


# -- The questions we ship -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> list[Question]:
    return load(SHIPPED)


def test_the_shipped_questions_are_clean(shipped: list[Question]) -> None:
    assert lint(shipped, SEEDS) == []


def test_the_shipped_questions_are_enough(shipped: list[Question]) -> None:
    tags = Counter(tag for question in shipped for tag in question.tags)
    abstain = [question for question in shipped if question.expected == "abstain"]
    vietnamese = [question for question in shipped if question.lang == "vi"]
    assert len(shipped) >= 220
    assert len(abstain) >= 55
    assert tags["near-miss"] >= 28 and tags["off-topic"] >= 27
    assert sum(question.type == "false_premise" for question in shipped) >= 15
    assert sum(len(question.evidence) > 1 for question in shipped) >= 25
    assert len(vietnamese) >= 60
    assert sum(question.parallel is not None for question in vietnamese) >= 40
    assert sum(len(question.turns) > 1 for question in shipped) >= 25
    assert all(tags[tag] for tag in ("typos", "no-accents", "capitals", "lower-case", "overview"))
    dev = sum(question.split == "dev" for question in shipped) / len(shipped)
    assert 0.4 <= dev <= 0.5


def gold_of(question: Question) -> list[tuple[tuple[KeyFact, ...], tuple[Evidence, ...]]]:
    """The key facts of each turn with each way of quoting the evidence for them."""
    scored: list[Question | Turn] = [*question.turns[:-1], question]
    ways = [(item.key_facts, itertools.product(*item.evidence)) for item in scored]
    return [(facts, quotes) for facts, choices in ways for quotes in choices]


def test_quoting_the_evidence_gives_every_vital_fact(shipped: list[Question]) -> None:
    """A bot that only quotes must be able to score: aliases stand in the articles' own words."""
    missing = [
        (question.id, fact.text)
        for question in shipped
        for facts, quotes in gold_of(question)
        for fact in facts
        if fact.vital and fact_score(fact, " ".join(e.quote for e in quotes)) < 1.0
    ]
    assert missing == []


def test_quoting_the_sentence_of_the_evidence_is_never_wrong(shipped: list[Question]) -> None:
    articles = {path.name: path.read_bytes().decode() for path in SEEDS.glob("*.txt")}
    wrong = [
        (question.id, forbidden)
        for question in shipped
        for evidence in question.all_evidence()
        for forbidden in question.must_not
        if matches(forbidden, sentence_around(articles[evidence.doc_id], evidence))
    ]
    assert wrong == []


def sentence_around(article: str, evidence: Evidence) -> str:
    start = max(article.rfind(mark, 0, evidence.start) for mark in ("\n", ". ")) + 1
    ends = [article.find(mark, evidence.end - 1) for mark in ("\n", ". ")]
    return article[start : min((end for end in ends if end >= 0), default=len(article))]


def test_page_furniture_is_never_evidence(shipped: list[Question]) -> None:
    furniture = ("Related News", "RELATED NEWS", "Comment (0)", "POWERED BY", "Latest", "Featured")
    quotes = [evidence.quote for question in shipped for evidence in question.all_evidence()]
    assert not [quote for quote in quotes if any(words in quote for words in furniture)]


def test_the_questions_over_documents_are_sound() -> None:
    questions = load(DOCUMENT_QUESTIONS)
    assert lint(questions, DOCUMENTS) == []
    named = {name for one in questions for name in (*one.near_miss_docs, *(e.doc_id for e in one.all_evidence()))}
    assert len(questions) >= 150 and len(named) >= 14
    assert sum(one.expected == "abstain" for one in questions) >= 25
    # by document: what is fitted on the one half says nothing of the other
    split = {(one.id.rpartition("-")[0], one.split) for one in questions}
    assert len(split) == len({stem for stem, _ in split})
