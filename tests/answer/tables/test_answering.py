"""Rows of a file that are articles each: together they are one table, if all of them are asked."""

from __future__ import annotations

from rag import Bot
from tests.conftest import MakeCorpus

NOTES = """title,text,owner,minutes
Login loop,Nobody could sign in because a cookie was set twice.,Tom Reyes,120
Slow search,Every search took ten seconds until the index was made anew.,Mina Sato,15
Dead printer,The printer on the second floor did not print for half an hour.,Tom Reyes,30
"""


def test_rows_that_are_articles_are_selected_too(corpus: MakeCorpus) -> None:
    bot = Bot.open(corpus({"incidents.csv": NOTES}))
    assert [one.path for one in bot.articles()] == [f"incidents.csv#{row}" for row in (2, 3, 4)]
    answer = bot.ask("Which incidents are owned by Tom Reyes?")
    assert [one.article.path for one in answer.citations] == ["incidents.csv#2", "incidents.csv#4"]
    for cited in answer.citations:
        assert cited.article.text[cited.start : cited.end] == cited.quote
    some = bot.ask("Which incidents are owned by Tom Reyes?", articles=["incidents.csv#4"])
    assert not any("of 1 rows" in one.text for one in some.sentences)


def test_a_list_that_is_asked_for_is_selected_whatever_one_sentence_says(corpus: MakeCorpus) -> None:
    plots = "plot,tenant,water\n1,Ruth,yes\n2,Ken,yes\n3,Magda,no\n"
    bot = Bot.open(corpus({"plots.csv": plots, "notes.md": "Plots without water get a third off the rent.\n"}))
    answer = bot.ask("Which plots have no water?")
    assert [cited.text for cited in answer.citations] == ["plot: 3 | tenant: Magda | water: no"]
