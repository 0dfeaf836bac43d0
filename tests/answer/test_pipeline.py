"""What is asked: which questions are refused before anything is searched."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import Bot, Finished
from rag.answer.pipeline import check_question
from rag.answer.question.question import Question
from rag.errors import UsageError
from rag.index.index import Index
from rag.index.library import Library
from rag.settings import Settings
from tests.conftest import MakeCorpus


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("", "The question is empty."),
        (" \n\t ", "The question is empty."),
        ("?!…", "The question has no words."),
        ("x" * 101, "The question has 101 characters; at most 100 are read."),
        ("why " * 25_000, "The question has 99,999 characters; at most 100 are read."),  # the last space is trimmed
    ],
)
def test_a_question_that_cannot_be_asked(question: str, problem: str) -> None:
    with pytest.raises(UsageError) as error:
        check_question(Question.read(question), Settings.of(max_question_chars=100))
    assert error.value.problem == problem


@pytest.mark.parametrize(
    ("question", "asked"), [("  Who?\n", "Who?"), ("x" * 100, "x" * 100), ("2009", "2009"), ("Ở đâu?", "Ở đâu?")]
)
def test_a_question_is_asked_without_the_space_around_it(question: str, asked: str) -> None:
    assert Question.read(question).text == asked


def test_a_declined_answer_keeps_what_would_have_been_quoted(seed_bot: Bot) -> None:
    declined = seed_bot.ask("What is the recipe for pancakes?").declined
    assert declined and declined.candidate and not any(one.citations for one in declined.candidate)


SPANISH = (
    "Villanueva está a orillas del río Duero. En la ciudad hay 4.200 personas. La biblioteca abrió en mayo de 1987. "
    "El puente se cerró porque el hielo dañó los pilares."
)
FRENCH = (
    "Beauval se trouve au bord de la Loire. La ville compte 4 200 habitants. La bibliothèque a ouvert en mai 1987. "
    "Le pont est fermé parce que la glace a abîmé les piliers."
)


@pytest.mark.parametrize(
    ("article", "asked"),
    [
        (
            SPANISH,
            {
                "¿Cuántas personas hay en la ciudad?": "En la ciudad hay 4.200 personas.",
                "cuando abrio la biblioteca": "La biblioteca abrió en mayo de 1987.",
                "¿Por qué cerraron el puente?": "El puente se cerró porque el hielo dañó los pilares.",
                "¿Quién ganó la copa de fútbol?": None,
            },
        ),
        (
            FRENCH,
            {
                "Combien d'habitants compte la ville ?": "La ville compte 4 200 habitants.",
                "Quand la bibliothèque a-t-elle ouvert ?": "La bibliothèque a ouvert en mai 1987.",
                "Pourquoi le pont est-il fermé ?": "Le pont est fermé parce que la glace a abîmé les piliers.",
                "Qui a gagné la coupe de football ?": None,
            },
        ),
    ],
    ids=["es", "fr"],
)
def test_a_question_in_the_language_of_the_articles_is_read_in_it(
    article: str, asked: dict[str, str | None], corpus: MakeCorpus
) -> None:
    bot = Bot.open(corpus({"a.txt": article}))
    for question, said in asked.items():
        answer = bot.ask(question)
        assert [one.quote for one in answer.citations][:1] == ([said] if said else []), question


LEASE = """Lease of a flat

The rent is 850 euros a month. The tenant pays a deposit of two months' rent.

Dogs may not be kept without the consent of the landlord.
"""
BRIDGE = """Cầu Ngà được khánh thành

Cầu Ngà dài 112 mét. Tổng kinh phí xây cầu là 38 tỷ đồng, trong đó người dân đóng góp 2 tỷ đồng.

Ông Lê Văn Tám, người thiết kế cây cầu, cho biết cầu chịu được xe 10 tấn.
"""


LETTER = """Lettre aux adhérents de l'association

L'écluse de Brévans est enfin réparée. Les travaux, prévus pour six semaines, en ont duré onze. La facture s'élève à 58 400 euros ; la Région en prend la moitié, la commune un quart, et l'association le reste.

Bienvenue à Karim Lefort, qui remplace Jeanne Rougier à la trésorerie.
"""
DEBATE = """Report of debates

Mrs Tamm: What did the consultants' report cost?

Ms Cairns: The fee was £41,200. It was paid out of the reserve, not out of the ferry budget.

Mr Okafor: Last week the Minister told the committee that the figure was £36,000.
"""


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("how much is the deposit in total", "lease.txt"),
        ("how much is the rent", "lease.txt"),
        ("Who designed the bridge?", "bridge.txt"),  # the other language has it, and the question's own has nothing
        ("Tổng kinh phí xây cầu là bao nhiêu?", "bridge.txt"),
        ("Combien ont coûté les travaux de l'écluse ?", "letter.txt"),
        ("Qui est le nouveau trésorier ?", "letter.txt"),
        ("How long did the repair of the lock take?", "letter.txt"),
        ("What did the consultants charge?", "debate.txt"),
    ],
)
def test_a_sentence_in_another_language_is_quoted_only_where_the_questions_own_has_none(
    question: str, path: str, corpus: MakeCorpus
) -> None:
    folder = corpus({"lease.txt": LEASE, "bridge.txt": BRIDGE, "letter.txt": LETTER, "debate.txt": DEBATE})
    answer = Bot.open(folder).ask(question)
    assert {one.article.path for one in answer.citations} == {path}


@pytest.fixture
def careful_bot(seed_bot: Bot) -> Bot:
    """The bot over the seeds, declining whatever it is not sure of."""
    settings = seed_bot.settings.model_copy(update={"caution": "highest"})
    folder = Path(seed_bot.corpus)
    return Bot(Library(folder, Index(folder, settings), settings), settings)


def test_a_near_miss_tells_what_the_articles_do_say_word_for_word(careful_bot: Bot) -> None:
    answer = careful_bot.ask("What is the current poverty rate in Quang Tri, as a percentage of households?")
    assert (answer.status, answer.declined) == ("uncertain", None)
    assert answer.doubt and answer.text.startswith(answer.doubt.reason) and "do not say" not in answer.text
    for said in answer.citations:
        assert said.article.text[said.start : said.end] == said.quote
    assert any("poverty rate has decreased by 3.25% annually" in said.quote for said in answer.citations)


def test_what_comes_closest_is_not_given_as_an_answer_while_it_streams(careful_bot: Bot) -> None:
    (whole,) = careful_bot.stream("What is the current poverty rate in Quang Tri, as a percentage of households?")
    assert isinstance(whole, Finished) and whole.answer.sentences


def test_a_number_that_no_article_has_is_told_to_be_lacking(corpus: MakeCorpus) -> None:
    text = "Melby grows\n\nThe mayor of Melby praised how the population of the town has grown. New families move in, he said.\n"
    bot = Bot.open(corpus({"a.txt": text}), settings=Settings.of(caution="highest"))
    answer = bot.ask("What is the population of Melby?")
    assert answer.doubt and answer.doubt.lacks == "number"
    assert answer.text.startswith("This comes closest, but gives no number: ")


@pytest.mark.parametrize("question", ["What is the recipe for pancakes?", "Giá vàng hôm nay là bao nhiêu?"])
def test_what_the_articles_are_not_about_is_declined_without_a_quotation(question: str, seed_bot: Bot) -> None:
    declined = seed_bot.ask(question).declined
    assert declined
    told = declined.reason.replace(
        f"“{declined.nearest[0].article.title}”", ""
    )  # where the nearest is, in any language
    assert "“" not in told.partition("No article mentions")[0]


def test_an_answer_tells_the_time_of_its_stages(seed_bot: Bot) -> None:
    assert seed_bot.ask("Who chaired the meeting?").timings.keys() == {"retrieval", "ranking", "reading", "quoting"}


ORCHESTRA = (
    "Orchestra without a hall\n\nThe Melby orchestra plays in a bus depot after its hall was closed in August. "
    "Repairs of the hall will cost nine million crowns. The depot seats 620. Nobody complained about the sound."
)


@pytest.mark.parametrize("question", ["Summarise this article", "What is this article about?", "tóm tắt bài này"])
def test_what_a_single_article_is_about_is_told_by_its_sentences(question: str, corpus: MakeCorpus) -> None:
    folder = corpus({"orchestra.txt": ORCHESTRA, "bees.txt": "The bees of Oster swarmed on 3 May 2021."})
    bot = Bot.open(folder)
    answer = bot.chat(articles=["orchestra.txt"]).ask(question)
    assert answer.understood == "Summarise: Orchestra without a hall"
    assert len(answer.citations) > 1 and {one.article.path for one in answer.citations} == {"orchestra.txt"}
    listed = bot.ask(question)
    assert listed.status == "told" and "Orchestra without a hall" in listed.text and not listed.passages


def test_a_summary_takes_several_sentences_of_an_article(corpus: MakeCorpus) -> None:
    bot = Bot.open(corpus({"orchestra.txt": ORCHESTRA, "bees.txt": "The bees of Oster swarmed on 3 May 2021."}))
    assert len(bot.ask("Summarise the article about the orchestra").citations) > 1


def test_the_likeliest_sentence_comes_first_wherever_it_stands(seed_bot: Bot) -> None:
    answer = seed_bot.ask(
        "How should officials be improved, in Nong Duc Manh's speech and in the Quang Tri chairman's?"
    )
    first, *others = answer.citations
    best = answer.passages[0]  # passages are ordered by their best sentence
    assert best.article.path == first.article.path and best.start <= first.start < best.end
    assert any(one.article.path == first.article.path and one.start < first.start for one in others)


LOG = """id,date,incident,owner,minutes down
I-1,2025-03-02,Payment gateway timeout,Tom Reyes,42
I-2,2025-03-17,Disk full on mail server,Mina Sato,15
I-3,2025-04-05,Login loop,Tom Reyes,120
"""


def test_rows_of_a_table_are_selected_and_quoted(corpus: MakeCorpus) -> None:
    answer = Bot.open(corpus({"incidents.csv": LOG})).ask("Which incidents are owned by Tom?")
    first, *rows = answer.sentences
    assert answer.status == "answered" and first.text == "2 of 3 rows have owner: Tom:"
    assert first.citations == (1, 2) and [one.citations for one in rows] == [(1,), (2,)]
    for cited in answer.citations:
        assert cited.article.text[cited.start : cited.end] == cited.quote
        assert cited.context and cited.context.quote.startswith("id,date")


def test_a_table_is_told_by_its_rows_and_a_question_for_nothing_is_not_surely_answered(corpus: MakeCorpus) -> None:
    bot = Bot.open(corpus({"incidents.csv": LOG}))
    about = bot.ask("What is incidents.csv about?")
    assert about.form == "overview" and len(about.citations) == 3
    assert bot.ask("who").status != "answered"


def test_a_sentence_that_says_it_comes_before_the_rows(corpus: MakeCorpus) -> None:
    told = "The longest incident was the fire in the cellar, in 1987."
    answer = Bot.open(corpus({"incidents.csv": LOG, "story.txt": f"A story\n\n{told}\n"})).ask("longest incident")
    assert [one.quote for one in answer.citations][:1] == [told]


def test_a_name_that_no_article_has_asks_for_more_certainty(corpus: MakeCorpus) -> None:
    bot = Bot.open(corpus({"ferry.txt": "The ferry leaves Port Aldous at 07:30 and 11:00 on weekdays. It is blue."}))
    known, other = (bot.ask(f"When does the ferry {which}leave Port Aldous?") for which in ("", "to Milton "))
    assert known.status == "answered"
    assert 0.3 < other.confidence < 0.5 and other.status == "uncertain"  # enough, were it not for the name
    assert other.doubt is not None and other.doubt.unknown_words == ("Milton",)
