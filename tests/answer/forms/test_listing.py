"""Lists that are asked for, whole and of the right kind."""

from __future__ import annotations

from rag import Bot
from tests.answer.forms.oster import quotes
from tests.conftest import MakeCorpus


def test_a_list_is_the_one_that_is_asked_for(bot: Bot) -> None:
    answer = bot.ask("list what to bring to the camp")
    assert answer.form == "list" and "torch" in answer.text and "rubber boots" in answer.text
    assert "Fires" not in answer.text


def test_lines_below_an_announcement_are_a_list_without_marks(corpus: MakeCorpus) -> None:
    lease = "Lease\n\n7. End\n\nThe owner may end the lease for these reasons:\n\n  a) own use\n  b) arrears\n\n8. Keys\n\nThere are two keys.\n"
    answer = Bot.open(corpus({"lease.txt": lease})).ask("list the reasons for which the owner may end the lease")
    assert "own use" in answer.text and "arrears" in answer.text and "keys" not in answer.text


def test_the_rows_of_a_table_are_a_list_of_what_its_heading_names(corpus: MakeCorpus) -> None:
    table = "# Quarry pool\n\n## Prices\n\n| Ticket | Costs |\n|---|---|\n| adult | 4.50 |\n| child | 2.00 |\n\n## Dogs\n\nNo dogs.\n"
    answer = Bot.open(corpus({"pool.md": table})).ask("list all prices of the pool")
    assert answer.form == "list" and len(quotes(answer)) >= 2 and "4.50" in answer.text and "dogs" not in answer.text


def test_rows_are_no_list_of_what_is_not_so(corpus: MakeCorpus) -> None:
    table = "# Parts\n\n| Part | In stock |\n|---|---|\n| valve | 14 |\n| strap | 9 |\n"
    assert Bot.open(corpus({"parts.md": table})).ask("which parts are out of stock").form != "list"
