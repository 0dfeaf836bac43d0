"""The bot as a program uses it: over folders that change, from threads, and beside other bots."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from filelock import FileLock

from rag import (
    Bot,
    Settings,
    StoreBusyError,
    StoreError,
    StoreGoneError,
    SyncReport,
    UsageError,
)
from rag.index.index import local_place
from rag.index.vectors import Vectors, unit
from rag.llama_index.embedding import FootnoteEmbedding
from tests.conftest import MakeCorpus
from tests.fakes import FakeEncoder, write

if TYPE_CHECKING:
    from collections.abc import Callable

RICE = "Rice was planted in the spring. It was harvested in the autumn."
SCHOOL = "A school was opened in Hanoi. Ninety children came."
QUESTION = "How many models had been recognized by the end of 2023?"


def open_bot(
    folder: Path, store: Path | str = "store", *, rebuild: bool = False, model: str = "fake", lock_timeout_s: float = 10
) -> Bot:
    settings = Settings.of(lock_timeout_s=lock_timeout_s)
    return Bot.open(
        folder, store=store, settings=settings, rebuild=rebuild, embed_model=FootnoteEmbedding(FakeEncoder(model))
    )


def paths(bot: Bot) -> list[str]:
    return [path for one in bot.articles() for path in one.paths]


def found(bot: Bot, query: str = "rice") -> set[str]:
    return {passage.article.path for passage in bot.search(query)}


def test_an_open_bot_follows_its_folder(corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": RICE, "b.txt": SCHOOL})
    bot = open_bot(folder)
    assert found(bot) == {"a.txt", "b.txt"}
    (folder / "a.txt").rename(folder / "renamed.txt")
    (folder / "b.txt").unlink()
    corpus({"c.txt": "Rice was cooked."})
    assert found(bot) == {"a.txt", "b.txt"}  # nobody has synced
    bot.sync()
    assert found(bot) == {"c.txt", "renamed.txt"}
    article = bot.article("renamed.txt")
    assert article is not None
    assert (article.path, article.text) == ("renamed.txt", RICE)
    assert (bot.article("a.txt"), bot.article("b.txt")) == (None, None)


def test_a_second_bot_on_the_same_store_sees_what_the_first_synced(corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": RICE})
    one, other = open_bot(folder), open_bot(folder)
    corpus({"b.txt": "Rice was cooked."})
    one.sync()
    assert found(other) == found(one) == {"a.txt", "b.txt"}
    corpus({"c.txt": "Rice was sold."})
    other.sync()
    assert found(one) == found(other) == {"a.txt", "b.txt", "c.txt"}


def test_a_question_that_is_being_answered_survives_a_sync(corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sync between the search and the reading of what was found: the old state or the new, never an error."""
    from rag.answer.reader import searching

    folder = corpus({"a.txt": RICE, "b.txt": SCHOOL})
    bot, writer = open_bot(folder), open_bot(folder)
    rank, synced = vars(searching)["rank"], list[SyncReport]()

    def meanwhile(*args, **kwargs):  # type: ignore[no-untyped-def]
        if not synced:
            (folder / "a.txt").unlink()
            corpus({"c.txt": "Rice was cooked."})
            synced.append(writer.sync())
        return rank(*args, **kwargs)

    monkeypatch.setattr(searching, "rank", meanwhile)
    assert found(bot) in ({"a.txt", "b.txt"}, {"b.txt", "c.txt"})


def test_many_threads_may_ask_while_one_syncs(corpus: MakeCorpus) -> None:
    folder = corpus({f"{n}.txt": f"Rice was planted on field {n}." for n in range(5)})
    bot = open_bot(folder)

    def changes() -> None:
        for n in range(5):
            (folder / f"{n}.txt").write_text(f"Rice was harvested on field {n}.")
            bot.sync()

    with ThreadPoolExecutor(5) as pool:
        syncing = pool.submit(changes)
        asking = [pool.submit(found, bot) for _ in range(40)]
        syncing.result()
        assert all(one.result() == {f"{n}.txt" for n in range(5)} for one in asking)
    assert all("harvested" in passage.text for passage in bot.search("rice"))


def test_rebuilding_makes_a_new_store_beside_an_open_bot(corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": RICE})
    open_bot(folder)
    again = open_bot(folder, rebuild=True)
    assert again.report is not None
    assert again.report.added == ("a.txt",)
    assert found(again) == {"a.txt"}


def test_a_store_of_another_model_can_be_rebuilt(corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": RICE})
    open_bot(folder)
    with pytest.raises(StoreError, match=r"another embedding model .*Run: footnote index --rebuild"):
        open_bot(folder, model="other")
    assert found(open_bot(folder, rebuild=True, model="other")) == {"a.txt"}


def test_a_bot_stays_with_its_folder_when_the_working_directory_changes(tmp_path: Path) -> None:
    """Two corpora of the same relative name, with stores of the same relative name."""
    bots = []
    for name, text in (("one", RICE), ("two", SCHOOL)):
        (tmp_path / name / "news").mkdir(parents=True)
        (tmp_path / name / "news" / f"{name}.txt").write_text(text)
        os.chdir(tmp_path / name)
        bots.append(open_bot(Path("news"), ".footnote"))
    assert [paths(bot) for bot in bots] == [["one.txt"], ["two.txt"]]
    assert [found(bot) for bot in bots] == [{"one.txt"}, {"two.txt"}]
    (tmp_path / "one/news/three.txt").write_text("Rice was sold.")
    bots[0].sync()
    assert found(bots[0]) == {"one.txt", "three.txt"}


def test_corpora_share_a_store_folder_without_mixing(corpus: MakeCorpus) -> None:
    one, two = corpus({"a.txt": RICE}, "one"), corpus({"b.txt": "Rice was cooked."}, "two")
    assert found(open_bot(one)) == {"a.txt"}
    assert found(open_bot(two)) == {"b.txt"}
    assert found(open_bot(one)) == {"a.txt"}


def test_a_store_moves_with_its_folder(tmp_path: Path) -> None:
    write(tmp_path, {"old/news/a.txt": RICE})
    open_bot(tmp_path / "old/news", tmp_path / "old/.footnote")
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    moved = open_bot(tmp_path / "new/news", tmp_path / "new/.footnote")
    assert moved.report is not None
    assert moved.report.unchanged == ("a.txt",)
    assert found(moved) == {"a.txt"}


class TestBusy:
    """Another process holds the lock of the store."""

    @pytest.fixture
    def held(self, corpus: MakeCorpus) -> Callable[[], FileLock]:
        folder = corpus({"a.txt": RICE})

        def hold() -> FileLock:
            place = local_place(folder, "store")
            place.mkdir(parents=True, exist_ok=True)
            return FileLock(place / "writer.lock")

        return hold

    def test_the_last_complete_state_is_opened_with_a_notice(
        self, corpus: MakeCorpus, held: Callable[[], FileLock]
    ) -> None:
        folder = corpus({"a.txt": RICE})
        open_bot(folder)
        corpus({"b.txt": SCHOOL})
        with held():
            bot = open_bot(folder, lock_timeout_s=0)
            assert bot.notice is not None
            assert bot.notice.startswith("Another process is writing the store")
            assert paths(bot) == ["a.txt"]
            with pytest.raises(StoreBusyError):
                bot.sync()
        assert open_bot(folder).notice is None

    @pytest.mark.parametrize("rebuild", [False, True])
    def test_without_one_the_caller_is_told_to_wait(
        self, rebuild: bool, corpus: MakeCorpus, held: Callable[[], FileLock]
    ) -> None:
        with held(), pytest.raises(StoreBusyError, match="Try again when it has finished"):
            open_bot(corpus({}), rebuild=rebuild, lock_timeout_s=0)


@pytest.mark.parametrize("files", [{}, {"a.pdf": b"%PDF"}, {"a.txt": b"\xff"}, {".hidden.txt": RICE}])
def test_a_folder_without_articles_is_refused(files: dict[str, str | bytes], corpus: MakeCorpus) -> None:
    with pytest.raises(UsageError, match=r"is empty|holds no article that can be read"):
        open_bot(corpus(files))


def test_a_folder_that_was_emptied_is_an_error_and_no_old_news(corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": RICE})
    open_bot(folder)
    (folder / "a.txt").unlink()
    with pytest.raises(UsageError, match="is empty"):
        open_bot(folder)


def test_a_store_that_is_removed_under_an_open_bot_is_an_error_of_the_store(corpus: MakeCorpus) -> None:
    bot = open_bot(corpus({"a.txt": RICE}))
    shutil.rmtree("store")
    with pytest.raises(StoreError, match="footnote index"):
        bot.search("rice")


@pytest.mark.parametrize(("k", "count"), [(1, 1), (3, 3), (10, 5), (0, 0)])
def test_search_gives_as_many_passages_as_asked_for_best_first(k: int, count: int, corpus: MakeCorpus) -> None:
    bot = open_bot(corpus({f"{n}.txt": f"Rice was planted on field {n}." for n in range(5)}))
    scores = [passage.score for passage in bot.search("rice", k)]
    assert len(scores) == count
    assert scores == sorted(scores, reverse=True)


MANY = {f"{n}.txt": f"Rice was planted on field {n}. Rice is planted in the spring." for n in range(60)}
CHOICES: dict[str, Callable[[Bot, str, list[str] | None], set[str]]] = {
    "search": lambda bot, query, chosen: {p.article.path for p in bot.search(query, 100, articles=chosen)},
    "ask": lambda bot, query, chosen: {p.article.path for p in bot.ask(query, articles=chosen).passages},
    "chat": lambda bot, query, chosen: {p.article.path for p in bot.chat(articles=chosen).ask(query).passages},
}


@pytest.mark.parametrize("way", CHOICES)
@pytest.mark.parametrize("query", ["Where was rice planted?", "Wo wurde Reis gepflanzt?"])  # by words, by meaning alone
def test_only_the_chosen_articles_are_asked_among_many(way: str, query: str, corpus: MakeCorpus) -> None:
    bot = open_bot(corpus({**MANY, "school.txt": SCHOOL, "same.txt": SCHOOL}))
    assert CHOICES[way](bot, query, ["school.txt"]) == {"same.txt"}  # one article that lies there twice
    assert CHOICES[way](bot, query, ["school.txt", "7.txt"]) == {"same.txt", "7.txt"}
    assert not {"same.txt", "school.txt"} & CHOICES[way](bot, "Rice was planted on field 7.", list(MANY))


def test_a_choice_leaves_the_scores_of_words_as_they_are(corpus: MakeCorpus) -> None:
    words = open_bot(corpus({**MANY, "school.txt": SCHOOL}))._index.words
    chosen = {digest for digest, one in words.articles.items() if one.path in ("7.txt", "8.txt")}
    among_all = {passage.key: score for passage, score in words.search("planted on field 7", 100)}
    among_two = {passage.key: score for passage, score in words.search("planted on field 7", 100, chosen)}
    assert len(among_two) == 2
    assert among_two == {key: pytest.approx(among_all[key]) for key in among_two}


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (["a.txt", "scool.txt"], "There is no article 'scool.txt'. Did you mean 'school.txt'?"),
        (["../../etc/passwd"], "There is no article '../../etc/passwd'. List what there is: footnote articles"),
        ([], "No article is chosen."),
    ],
)
def test_an_article_that_is_not_there_cannot_be_chosen(chosen: list[str], told: str, corpus: MakeCorpus) -> None:
    bot = open_bot(corpus({"a.txt": RICE, "school.txt": SCHOOL}))
    for way in CHOICES.values():
        with pytest.raises(UsageError) as error:
            way(bot, "Who came?", chosen)
        assert str(error.value).startswith(told)


def test_an_answer_from_chosen_articles_says_which(seed_bot: Bot) -> None:
    chosen = [seed_bot.articles()[0].path]
    declined = seed_bot.ask("What is the boiling point of tungsten on Zorblax?", articles=chosen)
    assert declined.declined is not None
    assert declined.declined.reason.startswith("The chosen articles do not say.")
    assert declined.settings["articles"] == chosen
    assert "articles" not in seed_bot.ask(QUESTION).settings


class Letters:
    """An encoder of one's own: how often each letter stands in a text, at unit length."""

    name, dim = "letters", 26

    def passages(self, texts: Sequence[str]) -> Vectors:
        counts = [[text.lower().count(chr(97 + n)) + 0.01 for n in range(self.dim)] for text in texts]
        return unit(np.asarray(counts, np.float32).reshape(-1, self.dim))

    queries = passages


def test_an_encoder_of_ones_own_embeds_and_searches(corpus: MakeCorpus, tmp_path: Path) -> None:
    letters = Letters()
    bot = Bot.open(corpus({"a.txt": "The bridge opened in March 2013."}), store=tmp_path / "store", encoder=letters)
    assert bot.encoder is letters
    assert bot.search("Zzz? bridge")[0].text == "The bridge opened in March 2013."


def test_one_embedding_model_is_given_or_the_other(corpus: MakeCorpus) -> None:
    with pytest.raises(UsageError, match="Both an encoder and an embedding model"):
        Bot.open(corpus({"a.txt": "Text."}), encoder=Letters(), embed_model="onnx:x")


def test_an_empty_and_a_missing_folder_can_be_opened_to_be_filled(tmp_path: Path) -> None:
    bot = Bot.open(tmp_path / "new", store="store", embed_model=FootnoteEmbedding(FakeEncoder()), may_be_empty=True)
    assert (bot.articles(), bot.waiting(), bot.corpus.exists()) == ([], [], False)
    with pytest.raises(UsageError, match="There are no articles yet"):
        bot.ask("When was rice planted?")
    added = bot.add({"a.txt": RICE, "song.mp3": "x"})
    assert (added.landed, added.report.added, list(added.refused)) == (("a.txt",), ("a.txt",), ["song.mp3"])
    assert found(bot) == {"a.txt"}


def test_several_folders_are_asked_as_one_and_each_keeps_its_files(tmp_path: Path) -> None:
    folders = [write(tmp_path / "rice", {"a.txt": RICE}), write(tmp_path / "mail", {"b.txt": "The post came at noon."})]
    bot = Bot.open(folders, store=tmp_path / "store", embed_model=FootnoteEmbedding(FakeEncoder()))
    assert (found(bot), bot.folders) == ({"mail/b.txt", "rice/a.txt"}, tuple(folders))
    assert {one.article.path for one in bot.search("noon", articles=["rice/"])} == {"rice/a.txt"}

    added = bot.add({"c.txt": "Barley was sown in March."})
    assert (added.landed, added.report.added) == (("rice/c.txt",), ("rice/c.txt",))
    removed = bot.remove("mail/b.txt")
    assert (list((tmp_path / "mail").iterdir()), found(bot)) == ([], {"rice/a.txt", "rice/c.txt"})
    bot.restore(removed)
    assert (tmp_path / "mail" / "b.txt").exists() and "mail/b.txt" in found(bot)


@pytest.mark.parametrize(
    ("chosen", "paths"),
    [
        (["n.csv"], {"n.csv#2", "n.csv#3"}),
        (["below/"], {"below/a.txt"}),
        (["n.csv#2", "n.csv", "a.txt"], {"n.csv#2", "n.csv#3", "a.txt"}),
    ],
)
def test_a_file_and_a_folder_are_chosen_with_all_that_is_in_them(
    chosen: list[str], paths: set[str], corpus: MakeCorpus
) -> None:
    rows = f"text\n{RICE} One.\n{RICE} Two.\n"
    bot = open_bot(
        corpus({"n.csv": rows, "below/a.txt": RICE, "a.txt": RICE + " Three.", "n.csv.txt": RICE + " Four."})
    )
    assert {passage.article.path for passage in bot.search("rice", 20, articles=chosen)} == paths


def test_a_file_is_added_in_place_of_another_only_when_that_is_said(corpus: MakeCorpus) -> None:
    bot = open_bot(corpus({"a.txt": RICE}))
    assert bot.add({"a.txt": SCHOOL}).refused["a.txt"].exists
    assert (bot.corpus / "a.txt").read_text() == RICE
    assert bot.add({"a.txt": SCHOOL}, replace=True).report.changed == ("a.txt",)


def test_a_removed_file_can_be_had_back_unless_another_has_its_place(corpus: MakeCorpus) -> None:
    bot = open_bot(corpus({"a.txt": RICE, "below/b.txt": SCHOOL}))
    removed = bot.remove("below/b.txt")
    assert bot.removed() == [removed]
    assert (paths(bot), (bot.corpus / "below/b.txt").exists()) == (["a.txt"], False)
    bot.restore(removed)
    assert (paths(bot), (bot.corpus / "below/b.txt").read_text()) == (["a.txt", "below/b.txt"], SCHOOL)
    with pytest.raises(UsageError, match="too long ago"):
        bot.restore(removed)
    again = bot.remove("a.txt")
    corpus({"a.txt": SCHOOL})
    with pytest.raises(UsageError, match=r"another a\.txt by now"):
        bot.restore(again)


@pytest.mark.parametrize(
    ("path", "told"),
    [("../outside.txt", "is not here any more"), ("n.csv#2", "is a part of n.csv"), (".hidden.txt", "not here")],
)
def test_only_a_file_of_the_folder_is_removed(path: str, told: str, corpus: MakeCorpus) -> None:
    bot = open_bot(corpus({"n.csv": f"text\n{RICE}\n{SCHOOL}\n", ".hidden.txt": RICE, "../outside.txt": RICE}))
    with pytest.raises(UsageError, match=told):
        bot.remove(path)
    assert (bot.corpus.parent / "outside.txt").exists() and (bot.corpus / "n.csv").exists()


def test_what_was_removed_is_forgotten_after_a_day(corpus: MakeCorpus) -> None:
    bot = open_bot(corpus({"a.txt": RICE, "b.txt": SCHOOL}))
    removed = bot.remove("a.txt")
    os.utime(removed.held, (0, 0))
    bot.sync()
    assert not removed.aside.exists()


def test_a_store_that_is_removed_under_an_open_bot_is_made_again(corpus: MakeCorpus) -> None:
    bot = open_bot(corpus({"a.txt": RICE}))
    shutil.rmtree("store")
    for use in (bot.sync, lambda: bot.version, lambda: bot.states(["a.txt"])):
        with pytest.raises(StoreGoneError, match="was removed while it was open"):
            use()
    assert bot.rebuild().added == ("a.txt",)
    assert found(bot) == {"a.txt"}
