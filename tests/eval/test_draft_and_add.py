"""Starter questions from a corpus, and questions from a thumbs-down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import add, draft
from eval.questions import lint, load
from rag import Answer, AnswerSentence, Article, Bot, Listed, UsageError
from tests.eval.gold_bot import GoldBot
from tests.ui.fakes import ARTICLE, FakeBot, answered, citation, declined, uncertain


def test_drafts_lint_and_what_was_taken_out_is_gone(seed_bot: Bot, tmp_path: Path) -> None:
    facts = list(draft.facts(seed_bot, 20))
    questions, out = draft.draft(facts, 6)
    texts = {
        one.path: article.text for one in seed_bot.articles() for article in [seed_bot.article(one.path)] if article
    }
    draft.write(questions, out, texts, tmp_path)
    kept = load(tmp_path / "questions.jsonl")
    assert kept == questions and len(kept) == 6
    assert lint(kept, tmp_path / "corpus") == []
    assert all(draft.DRAFT in question.tags for question in kept)
    assert {question.expected for question in kept} == {"answer", "abstain"}
    copies = {path.name: path.read_bytes().decode() for path in (tmp_path / "corpus").iterdir()}
    assert {path: len(text) for path, text in copies.items()} == {path: len(text) for path, text in texts.items()}
    assert out and not [fact for fact in out if fact.answer in copies[fact.path]]


class Telling:
    """A bot that answers as it is told, of one article."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def articles(self) -> list[Listed]:
        return FakeBot().articles()

    def article(self, path: str) -> Article:
        return ARTICLE

    def sentences(self) -> list[str]:
        return ["The dam was built in 1911.", "It holds the lake."]

    def ask(self, question: str) -> Answer:
        assert question == "When was the dam built?"
        return self.answer


SAID = AnswerSentence("The dam was built in 1911.", (1,), (21, 25))


def test_a_question_is_kept_with_the_short_answer_of_its_own_sentence() -> None:
    bot: Any = Telling(answered("When was the dam built?", sentences=(SAID,)))
    (fact,) = draft.facts(bot, 5)
    assert (fact.question, fact.answer, fact.start) == ("When was the dam built?", "1911", 0)
    assert (fact.sentence, fact.kind, fact.alone) == (SAID.text, "time", True)


def test_what_answers_is_known_from_the_sentence_where_nothing_is_marked() -> None:
    bot: Any = Telling(answered("When was the dam built?"))
    assert [fact.answer for fact in draft.facts(bot, 5)] == ["1911"]


@pytest.mark.parametrize(
    "answer",
    [
        declined("When was the dam built?"),
        uncertain("When was the dam built?"),
        answered("When was the dam built?", sentences=(SAID,), citations=(citation(1, 27, 45),)),  # from elsewhere
    ],
)
def test_what_is_not_answered_from_it_is_no_question(answer: Answer) -> None:
    bot: Any = Telling(answer)
    assert list(draft.facts(bot, 5)) == []


def test_blanks_keep_every_offset() -> None:
    fact = draft.Fact("a", "en", "Who?", "One.", 0, "One", "person", True)
    assert draft.blanked("One. Two.", [fact]) == "     Two."


# -- Thumbs-down ------------------------------------------------------------------------------------------------


def feedback(tmp_path: Path, *lines: dict[str, Any]) -> Path:
    path = tmp_path / "feedback.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def a_line(question: str = "Where is it?", **fields: Any) -> dict[str, Any]:
    answer = {"question": question, "status": "answered", "citations": [], "sentences": []}
    return {"question": question, "answer": answer, "reason": "wrong place", "history": [], **fields}


def test_without_gold_it_is_a_draft_that_the_linter_names(tmp_path: Path) -> None:
    question = add.to_question(a_line(), {}, None, (), False)
    assert question.tags == ("thumbs-down", "draft", "reason: wrong place")
    assert len(lint([question], tmp_path)) == 3  # no evidence, no key fact, no reference


def test_with_quotation_and_facts_it_is_complete(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The bridge is in Hanoi.")
    question = add.to_question(a_line(), {"a.txt": "The bridge is in Hanoi."}, "is in Hanoi", ("Hanoi|Hà Nội",), False)
    assert lint([question], tmp_path) == []
    assert (question.evidence[0][0].start, question.split, question.tags[0]) == (11, "dev", "thumbs-down")


def test_what_should_have_been_declined(tmp_path: Path) -> None:
    question = add.to_question(a_line(), {}, None, (), True)
    assert question.expected == "abstain" and lint([question], tmp_path) == []


@pytest.mark.parametrize(
    "history",
    [["Who came?"], [{"question": "Who came?"}], [["Who came?", "Ann."]],
     [{"role": "user", "content": "Who came?"}, {"role": "assistant", "content": "Ann."}]],
)  # fmt: skip
def test_history_becomes_turns(history: list[Any]) -> None:
    question = add.to_question(a_line(history=history), {}, None, (), True)
    assert [turn.q for turn in question.turns] == ["Who came?", "Where is it?"]


def test_a_quotation_that_no_article_holds_is_refused() -> None:
    with pytest.raises(UsageError, match="No article holds"):
        add.to_question(a_line(), {"a.txt": "x"}, "y", ("y",), False)


def test_the_same_answer_is_added_once(tmp_path: Path) -> None:
    to = tmp_path / "my.jsonl"
    to.write_text('{"id": "old"}')  # without a line's end
    questions = [add.to_question(a_line(), {}, None, (), True) for _ in range(2)]
    assert len(list(add.append(questions, to))) == 1
    assert list(add.append(questions, to)) == []
    assert next(json.loads(line)["id"] for line in to.read_text().splitlines()) == "old"


@pytest.mark.parametrize("line", ["", "{", '{"question": "x"}', '{"question": 3, "answer": {"status": "x"}}', "[]"])
def test_other_lines_are_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "f.jsonl").write_text(line + "\n")
    if line:
        with pytest.raises(UsageError):
            add.read_feedback(tmp_path / "f.jsonl")
    else:
        assert add.read_feedback(tmp_path / "f.jsonl") == []


def test_what_the_page_writes_is_read(tmp_path: Path, seeds: Path) -> None:
    from eval.evaluation import SEEDS

    question = load(SEEDS)[0]
    answer = GoldBot([question], seeds).ask(question.turns[0].q)
    [line] = add.read_feedback(feedback(tmp_path, a_line(question.turns[0].q, answer=answer.to_dict())))
    assert add.to_question(line, {}, None, (), False).lang == question.lang
