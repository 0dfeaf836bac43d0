"""Small talk in each language, and what is no small talk."""

from __future__ import annotations

import pytest

from rag.answer.question.overview import asks_overview, asks_summary, overview_topic
from rag.answer.question.smalltalk import asks_for_all, reply
from rag.language.packs import PACKS

GREETING = "Hello. Ask me something about the {articles}; I answer with exact quotations."


@pytest.mark.parametrize(
    ("said", "code", "phrase"),
    [
        ("Hello!", "en", GREETING),
        ("Xin chào bạn", "vi", GREETING),
        ("Bonjour !", "fr", GREETING),
        ("¡Hola!", "es", GREETING),
        ("buenos dias", "es", GREETING),
        ("thx", "en", "You are welcome."),
        ("Cảm ơn bạn nhiều", "vi", "You are welcome."),
        ("merci beaucoup", "fr", "You are welcome."),
        ("Muchas gracias.", "es", "You are welcome."),
        ("bye", "en", "Goodbye."),
        ("Tạm biệt", "vi", "Goodbye."),
        ("au revoir", "fr", "Goodbye."),
        ("¡Hasta luego!", "es", "Goodbye."),
    ],
)
def test_small_talk_is_replied_to_in_its_language(said: str, code: str, phrase: str) -> None:
    say = PACKS[code].say
    assert reply(said, ()) == say(phrase, articles=say("{count} articles", count=0))


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("what can you do?", "I answer questions about 0 articles."),
        ("Bạn làm được gì?", "Tôi trả lời câu hỏi về 0 bài viết."),
        ("Que peux-tu faire ?", "Je réponds à des questions sur 0 articles."),
        ("¿Qué puedes hacer?", "Respondo a preguntas sobre 0 artículos."),
    ],
)
def test_what_it_can_do_is_told(said: str, begins: str) -> None:
    assert str(reply(said, ())).startswith(begins)


@pytest.mark.parametrize(
    "said",
    [
        "Who said hello to the mayor?",
        "Bonjour est le nom de quel café ?",
        "¿Quién dijo gracias?",
        "Ai nói xin chào trước?",
        "Quel train va à Nantes ?",
    ],
)
def test_a_question_is_no_small_talk(said: str) -> None:
    assert reply(said, ()) is None


@pytest.mark.parametrize(
    "said", ["Summarize the articles", "Tóm tắt các bài viết", "Résume les documents", "Resume los documentos"]
)
def test_all_may_be_summarised(said: str) -> None:
    assert asks_for_all(said)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What do the articles say about land clearance?", "land clearance"),
        ("Các bài viết nói gì về dân vận?", "dân vận"),
        ("Que disent les articles sur le port ?", "le port"),
        ("¿Qué dicen los artículos sobre el puerto?", "el puerto"),
        ("Give me a summary of the harbour report", "the harbour report"),
        ("Fais un résumé du rapport annuel", "rapport annuel"),
        ("Hazme un resumen del informe anual", "informe anual"),
    ],
)
def test_an_overview_has_a_topic(question: str, topic: str) -> None:
    assert asks_overview(question) and overview_topic(question) == topic


@pytest.mark.parametrize(
    "question", ["What is in Ann's resume?", "Who chairs the club?", "Quel est le prix ?", "¿Cuánto cuesta el billete?"]
)
def test_a_question_for_a_fact_is_no_overview(question: str) -> None:
    assert not asks_overview(question) and not asks_summary(question)
