"""Articles by their dates, over a small folder."""

from __future__ import annotations

from openpyxl import Workbook

from rag import Bot
from tests.answer.forms.oster import RULES, quotes
from tests.conftest import MakeCorpus


def test_the_newest_article_is_told_by_its_date(bot: Bot) -> None:
    answer = bot.ask("what's the newest article")
    assert answer.form == "newest" and "“Bees of Oster” (12 June 2024, as it says)" in answer.reply
    assert answer.reply.startswith("Of 3 articles, 2 have a date.")
    assert {one.article.path for one in answer.citations} == {"bees.txt"} and quotes(answer)


def test_the_oldest_of_those_about_something(bot: Bot) -> None:
    assert "12 June 2024" in bot.ask("latest article about bees").reply
    assert "3 May 2023" in bot.ask("oldest article about the ferry").reply


def test_a_date_is_told_with_what_it_was_taken_from_and_a_file_of_today_has_none(corpus: MakeCorpus) -> None:
    folder = corpus({"2024-02-03.txt": "Rain\n\nIt rained on the mill.", "camp.md": RULES})
    stock = Workbook()
    stock.active.append(["Tea", "Left"])
    stock.active.append(["Oolong", "4 tins"])
    stock.properties.creator = "Ann Lee"
    stock.save(folder / "stock.xlsx")  # which notes today as the day of its last change
    reply = Bot.open(folder).ask("newest article").reply
    assert "“Rain” (3 February 2024, by the name of its file)" in reply


def test_without_dates_no_article_is_called_the_newest(corpus: MakeCorpus) -> None:
    answer = Bot.open(corpus({"camp.md": RULES})).ask("newest article")
    assert answer.status == "told" and "has a date" in answer.text
