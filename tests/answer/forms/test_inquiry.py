"""How an answer of a form is put together and kept."""

from __future__ import annotations

from rag import Bot


def test_a_form_comes_whole_and_is_kept_with_what_is_said_above_it(bot: Bot) -> None:
    from rag import Finished, read_answer

    (event,) = bot.stream("timeline")
    assert isinstance(event, Finished)
    kept = read_answer(event.answer.to_dict())
    assert (kept.form, kept.reply, kept.text) == ("timeline", event.answer.reply, event.answer.text)
