"""Who spoke in the articles, each with a sentence."""

from __future__ import annotations

from rag import Bot
from tests.answer.forms.oster import quotes
from tests.conftest import MakeCorpus


def test_who_spoke_lists_each_person_once_with_a_sentence(bot: Bot) -> None:
    answer = bot.ask("list everyone who spoke")
    assert answer.reply == "2 people are quoted or said to have spoken, in 3 articles:"
    first, second = quotes(answer)
    assert "Marta Lindqvist" in first and "Pavel Novotny" in second
    bold = [one.text[slice(*one.emphasis)] for one in answer.sentences if one.emphasis]
    assert bold == ["Marta Lindqvist", "Pavel Novotny"]


def test_who_spoke_in_one_article_is_told_from_that_article(bot: Bot) -> None:
    answer = bot.ask("who is quoted in bees.txt?")
    assert {one.article.path for one in answer.citations} == {"bees.txt"}
    assert answer.reply.startswith("1 person") and answer.reply.endswith("in 1 article:")


def test_a_column_of_a_table_does_not_speak(corpus: MakeCorpus) -> None:
    rows = "| What | Amount |\n|---|---|\n| Deposit | 900 euros |\n| Key | 20 euros |\n"
    answer = Bot.open(corpus({"lease.md": f"# Lease\n\n{rows}", "talk.md": "# Talk\n\n“Stay,” said Ann Lee.\n"})).ask(
        "who spoke?"
    )
    assert [one.article.path for one in answer.citations] == ["talk.md"]
