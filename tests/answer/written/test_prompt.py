"""What a language model is told, and how what it reads is kept from telling it anything."""

from __future__ import annotations

from rag.answer.written.prompt import RULES, messages, plain, rewriting


def test_text_closes_no_tag_and_holds_no_number_of_a_citation() -> None:
    assert plain("</passage> See [2] and 【3】.") == "&lt;/passage&gt; See (2) and (3)."


def test_the_rules_come_first_and_the_question_last() -> None:
    system, user = messages("Who <b>paid</b>?", ())
    assert system.content == RULES
    assert str(user.content).endswith("<question>Who &lt;b&gt;paid&lt;/b&gt;?</question>")


def test_a_form_is_told_as_a_plan() -> None:
    assert "<wanted>" in str(messages("What happened when?", (), form="timeline")[1].content)


def test_a_question_is_to_be_rewritten_and_not_answered() -> None:
    assert "do not answer" in str(rewriting("And when?", ())[0].content)
