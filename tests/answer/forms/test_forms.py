"""Forms of answers over a small folder: each is made of exact quotations, and of the right ones."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from rag import Answer, Bot
from tests.conftest import MakeCorpus
from tests.fakes import write

FERRY = (
    "Ferry to Oster stops in winter\n3 May 2023\n\n"
    "The ferry to Oster will stop for the winter of 2023, the harbour office announced on 2 May 2023. "
    "It carries few people then.\n\n"
    '"We lose money on every trip," said Marta Lindqvist, who leads the harbour office.\n\n'
    "The first ferry to Oster sailed in 1961. A bridge was refused in October 1988.\n\n"
    "Pavel Novotny, a farmer on Oster, told the paper that he will buy a boat."
)
BEES = (
    "Bees of Oster\n12 June 2024\n\n"
    "The bees of Oster swarmed on 3 June 2024, two weeks earlier than in other years. A swarm holds 15,000 bees.\n\n"
    "Marta Lindqvist explained that the harbour was closed for an hour."
)
RULES = (
    "# Camp rules\n\n## What to bring\n\n- a sleeping bag\n- a torch\n- rubber boots\n\n"
    "## Quiet hours\n\nThe camp is quiet from 22:00 to 7:00.\n\n## Fires\n\nFires are allowed on the beach only.\n"
)


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    folder = tmp_path_factory.mktemp("oster")
    write(folder, {"ferry.txt": FERRY, "bees.txt": BEES, "camp.md": RULES})
    return Bot.open(folder, store=tmp_path_factory.mktemp("store"))


def quotes(answer: Answer) -> list[str]:
    """What is quoted, once it is seen that each quotation stands where it is said to."""
    for cited in answer.citations:
        assert cited.article.text[cited.start : cited.end] == cited.quote
    assert all(one.citations for one in answer.sentences)
    return [one.quote for one in answer.citations]


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


def test_articles_are_counted_and_those_that_mention_something(bot: Bot) -> None:
    assert bot.ask("how many articles are there").text == "There are 3 articles."
    answer = bot.ask("how many articles mention the harbour?")
    assert answer.reply.startswith("2 of 3 articles mention") and len(quotes(answer)) == 2
    assert bot.ask("how many articles mention giraffes?").text == "None of 3 articles mentions “giraffes”."


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


def test_a_timeline_is_in_order_of_time(bot: Bot) -> None:
    answer = bot.ask("timeline")
    told = " ".join(quotes(answer))
    assert [told.index(year) for year in ("1961", "1988", "2 May 2023", "3 June 2024")] == sorted(
        told.index(year) for year in ("1961", "1988", "2 May 2023", "3 June 2024")
    )


def test_a_timeline_about_something_has_nothing_else(bot: Bot) -> None:
    told = " ".join(quotes(bot.ask("timeline of the ferry")))
    assert "1961" in told and "swarmed" not in told


@pytest.mark.parametrize("asked", ["summarise camp.md", "what are the camp rules about?", "overview of the camp rules"])
def test_an_overview_is_of_one_article_and_its_parts(bot: Bot, asked: str) -> None:
    answer = bot.ask(asked)
    assert answer.form == "overview" and {one.article.path for one in answer.citations} == {"camp.md"}
    assert len({one.section for one in answer.citations}) == 3
    assert not any(quote.lstrip("# ") == "Camp rules" for quote in quotes(answer))


def test_what_somebody_says_is_no_overview(bot: Bot) -> None:
    assert bot.ask("what did the harbour office say").form == "plain"


def test_as_many_points_are_given_as_are_asked_for(bot: Bot) -> None:
    answer = bot.ask("2 key points from ferry.txt")
    assert len(quotes(answer)) == 2 and {one.article.path for one in answer.citations} == {"ferry.txt"}


def test_a_list_is_the_one_that_is_asked_for(bot: Bot) -> None:
    answer = bot.ask("list what to bring to the camp")
    assert answer.form == "list" and "torch" in answer.text and "rubber boots" in answer.text
    assert "Fires" not in answer.text


def test_lines_below_an_announcement_are_a_list_without_marks(corpus: MakeCorpus) -> None:
    lease = "Lease\n\n7. End\n\nThe owner may end the lease for these reasons:\n\n  a) own use\n  b) arrears\n\n8. Keys\n\nThere are two keys.\n"
    answer = Bot.open(corpus({"lease.txt": lease})).ask("list the reasons for which the owner may end the lease")
    assert "own use" in answer.text and "arrears" in answer.text and "keys" not in answer.text


def test_where_something_is_said(bot: Bot) -> None:
    answer = bot.ask("where does it say that a swarm holds 15,000 bees?")
    assert quotes(answer)[0] == "A swarm holds 15,000 bees." and answer.reply == "This stands in “Bees of Oster”:"


def test_what_a_bot_that_quotes_cannot_do_is_said_with_what_it_can(bot: Bot) -> None:
    answer = bot.ask("write an email to the harbour office")
    assert (answer.form, answer.status, answer.citations) == ("cannot", "told", ())
    assert answer.text.startswith("I write nothing of my own") and "timeline" in answer.text


def test_a_form_comes_whole_and_is_kept_with_what_is_said_above_it(bot: Bot) -> None:
    from rag import Finished, read_answer

    (event,) = bot.stream("timeline")
    assert isinstance(event, Finished)
    kept = read_answer(event.answer.to_dict())
    assert (kept.form, kept.reply, kept.text) == ("timeline", event.answer.reply, event.answer.text)


def test_more_goes_on_where_the_last_answer_stopped(bot: Bot) -> None:
    chat = bot.chat()
    first, more = chat.ask("when did the first ferry to Oster sail?"), chat.ask("more")
    assert more.form == "more" and more.understood == first.question
    assert quotes(more) and not set(quotes(first)) & set(quotes(more))
    again = chat.ask("go on")
    assert not set(quotes(again)) & {*quotes(first), *quotes(more)}


def test_shorter_quotes_the_first_of_what_was_quoted(bot: Bot) -> None:
    chat = bot.chat()
    first, answer = chat.ask("timeline"), chat.ask("shorter please")
    assert answer.form == "shorter" and 0 < len(quotes(answer)) < len(quotes(first))
    assert quotes(answer) == quotes(first)[: len(answer.citations)]


def test_the_source_is_shown_with_what_stands_around_it(bot: Bot) -> None:
    chat = bot.chat()
    (first,) = quotes(chat.ask("how many bees does a swarm hold?"))
    answer = chat.ask("where is that from?")
    assert answer.form == "source" and first in quotes(answer) and len(answer.citations) > 1


def test_are_you_sure_explains_the_confidence(bot: Bot) -> None:
    chat = bot.chat()
    first = chat.ask("how many bees does a swarm hold?")
    answer = chat.ask("are you sure?")
    assert answer.form == "sure" and f"{round(first.confidence * 100)} %" in answer.reply and quotes(answer)


@pytest.mark.parametrize(
    ("asked", "how"),
    [
        ("timeline", "Every sentence with a date was gathered"),
        ("who spoke", "Names beside a verb of speech"),
        ("newest article", "The order is that of the dates"),
        ("list what to bring to the camp", "Lists and rows were taken"),
    ],
)
def test_are_you_sure_of_what_was_gathered_tells_how_and_no_percentage(bot: Bot, asked: str, how: str) -> None:
    chat = bot.chat()
    chat.ask(asked)
    answer = chat.ask("are you sure?")
    assert answer.reply.startswith(how) and "%" not in answer.reply
    assert "word for word" in answer.reply and quotes(answer)


@pytest.mark.parametrize("asked", ["more", "are you sure?", "shorter", "show the source"])
def test_nothing_is_said_of_an_answer_that_is_not_there(bot: Bot, asked: str) -> None:
    answer = bot.chat().ask(asked)
    assert answer.status == "told" and answer.text.startswith("There is no answer yet")


def test_what_was_declined_is_not_followed_by_more_of_something_else(bot: Bot) -> None:
    chat = bot.chat()
    chat.ask("how many bees does a swarm hold?")
    declined = chat.ask("who invented the zeppelin in Friedrichshafen?")
    assert declined.status == "declined"
    assert chat.ask("are you sure?").text.startswith("The last question was not answered")


def test_a_conversation_that_was_held_elsewhere_goes_on(bot: Bot) -> None:
    first = bot.ask("when did the first ferry to Oster sail?")
    chat = bot.chat()
    chat.recall(first.question, first.text)
    assert not set(quotes(chat.ask("more"))) & set(quotes(first))


DISAGREEING = {
    "plan.txt": "Bridge of Melby\n\nThe repair of the bridge of Melby will cost 32 million crowns. It was built in 1934.",
    "news.txt": "News\n\nThe repair of the bridge of Melby cost 36 million crowns, the mayor said. It rained.",
    "letter.txt": "A letter\n\nDear editor, the repair of the bridge of Melby cost 36 million crowns. That is too much.",
}


def test_articles_that_disagree_are_shown_as_disagreeing(corpus: MakeCorpus) -> None:
    chat = Bot.open(corpus(DISAGREEING)).chat()
    answer = chat.ask("How much did the repair of the bridge of Melby cost?")
    assert answer.reply == "The articles disagree: 2 articles say 36 million crowns, 1 says 32 million crowns:"
    assert {one.article.path for one in answer.citations} == DISAGREEING.keys() and quotes(answer)
    assert "The articles disagree" in chat.ask("are you sure?").reply


def test_the_rows_of_a_table_are_a_list_of_what_its_heading_names(corpus: MakeCorpus) -> None:
    table = "# Quarry pool\n\n## Prices\n\n| Ticket | Costs |\n|---|---|\n| adult | 4.50 |\n| child | 2.00 |\n\n## Dogs\n\nNo dogs.\n"
    answer = Bot.open(corpus({"pool.md": table})).ask("list all prices of the pool")
    assert answer.form == "list" and len(quotes(answer)) >= 2 and "4.50" in answer.text and "dogs" not in answer.text
