"""What is told of an article that was added."""

from __future__ import annotations

import re

from rag import Bot
from tests.ui.page.test_message import Collected
from ui.page.introduction import introduce
from ui.text import Speech


def test_an_article_is_introduced_by_its_own_sentences_and_by_questions_that_it_answers(seed_bot: Bot) -> None:
    path = seed_bot.articles()[0].path
    html = introduce(seed_bot, path, Speech())
    article = seed_bot.article(path)
    assert article is not None and article.title in Collected(html).text
    summary = re.search(r'<p class="fn-summary".*?</p>', html)
    assert summary and 1 <= summary[0].count('class="fn-mark"') <= 3
    sentences = [Collected(one).text.strip() for one in re.split(r"<a .*?</a>", summary[0])]
    assert all(one in article.text for one in sentences)
    for question in re.findall('data-question="(.*?)"', html):
        assert seed_bot.ask(question).citations[0].article.path == path


def test_of_what_is_not_there_nothing_is_told(seed_bot: Bot) -> None:
    assert introduce(seed_bot, "nowhere.txt", Speech()) == ""
