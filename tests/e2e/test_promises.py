"""The promises of the design, each with the test that holds it."""

from __future__ import annotations

import asyncio
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import psutil
import pytest

from rag import Answer, Bot, FootnoteError, Settings, StoreError
from rag.index.chroma import open_client
from tests.commands import Run
from tests.conftest import REPOSITORY, MakeCorpus
from tests.e2e.conftest import ARTICLES, STOPPED, CrashLab
from tests.e2e.outside import attempts, can_trace, empty_home, left_in, traced
from tests.fakes import write
from tests.index.conftest import close, held_in

if TYPE_CHECKING:
    from collections.abc import Callable

ASKED = [
    "How many models had been recognized by the end of 2023?",
    "By how much has the poverty rate decreased?",
    "Who addressed the national conference on January 11?",
    "What did Ha Thi Khiet ask the participants?",
    "Which decisions did the conference hear reports on?",
    "Who was awarded the Second Class Independence Medal?",
    "What did Nguyen Hong Linh say about mass mobilisation among ethnic minority groups?",
    "Why is public trust important?",
    "Ai phát biểu tại Hội nghị?",
    "Đồn Biên phòng Tri Lễ làm gì?",
    "What is the primary aim of mass mobilization work?",
    "What is Dao Ngoc Dung's office?",
    "What did Pham Tat Thang hope for?",
    "land clearance for key projects",
]
UNANSWERABLE = [
    "Which zebra plays the xylophone on Jupiter?",
    "Who won the football cup in 1998?",
    "What is the boiling point of mercury?",
]

STORY = (
    "# Lễ hội 🎉 at Hà Nội\n\nThe festival 🎆 was opened by Ms. Lê Thị Hoa at 9 a.m. on Monday. "
    "About 3.25% of the visitors came from Huế.\n\n"
    "👩‍👩‍👧 Families danced “until the lamps went out”, said Dr. Trần Văn Bình. "
    "Ông Nông Đức Mạnh đã phát biểu tại lễ hội.\n\n"
    "The fireworks cost $1,500 and were paid for by the town of Hội An. (Photo: VNA)\n"
)
STORY_ASKED = [
    "Who opened the festival?",
    "How much did the fireworks cost?",
    "Nông Đức Mạnh phát biểu ở đâu?",
    "Who danced until the lamps went out?",
]
READ_APART = [REPOSITORY / "tests" / "corpus" / "files" / name for name in ("dam.pdf", "market.html", "bridge.docx")]
COMMANDS = [
    "index",
    "index --dry-run",
    "ask Where was a school opened in 2019?",
    "search rice harvest",
    "articles",
    "verify {kept}",
    "doctor",
    "eval --limit 2",
    "bench --repeats 1 --questions 5",
]
VARIANTS: dict[str, str] = {
    "plain.md": STORY,
    "crlf.txt": STORY.replace("\n", "\r\n"),
    "cr.txt": STORY.replace("\n", "\r"),
    "bom.txt": "\ufeff" + STORY,
    "nfd.txt": unicodedata.normalize("NFD", STORY),
    "tabs.txt": STORY.replace(" ", "\u00a0\t "),
    "form-feeds.txt": STORY.replace("\n\n", "\n\x0c\u2028\n"),
}


def assert_exact(answer: Answer, folder: Path) -> int:
    """Compares every quotation and passage with the file's bytes; gives how many there were."""
    for citation in answer.citations:
        text = (folder / citation.article.path).read_bytes().decode()
        assert text == citation.article.text
        assert text[citation.start : citation.end] == citation.quote != ""
    for passage in answer.passages:
        assert (folder / passage.article.path).read_bytes().decode()[passage.start : passage.end] == passage.text
    return len(answer.citations)


def test_promise_1_exact_on_the_seeds(seed_bot: Bot, seeds: Path) -> None:
    counts = [assert_exact(seed_bot.ask(question), seeds) for question in [*ASKED, *UNANSWERABLE]]
    assert sum(counts) >= 10


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_promise_1_exact_whatever_the_bytes(name: str, corpus: MakeCorpus) -> None:
    folder = corpus({name: VARIANTS[name]})
    bot = Bot.open(folder, settings=Settings.of(caution="low"))
    counts = [assert_exact(bot.ask(question), folder) for question in STORY_ASKED]
    assert sum(counts) >= 1


def test_promise_1_exact_also_when_kept_and_verified(footnote: Run, seeds: Path, seed_store: Path) -> None:
    ran = footnote("ask", ASKED[0], "--json", "--corpus", seeds, "--store", seed_store)
    kept = Path("answer.json")
    kept.write_text(ran.out, encoding="utf-8")
    checked = footnote("verify", kept, "--corpus", seeds, "--json")
    assert (ran.status, checked.status) == (0, 0)
    assert {one["state"] for one in checked.json} == {"exact"}


def ways_to_ask(bot: Bot) -> Iterator[Callable[[str], Answer]]:
    yield bot.ask
    yield bot.chat().ask
    yield lambda question: asyncio.run(bot.aask(question))
    yield lambda question: list(bot.stream(question))[-1].answer  # type: ignore[union-attr]


def test_promise_2_nothing_without_a_footnote(seed_bot: Bot) -> None:
    for ask in ways_to_ask(seed_bot):
        for question in [*ASKED[:5], UNANSWERABLE[0]]:
            answer = ask(question)
            assert answer.status == "declined" or answer.sentences
            numbers = {citation.number: citation for citation in answer.citations}
            assert sorted(numbers) == list(range(1, len(answer.citations) + 1))
            for sentence in answer.sentences:
                assert sentence.citations
                # Verbatim: the sentence is its quotations, but for line breaks.
                assert sentence.text == " ".join(
                    " ".join(numbers[number].quote.split()) for number in sentence.citations
                )
            assert {number for sentence in answer.sentences for number in sentence.citations} == set(numbers)
            if answer.status == "answered":
                assert answer.text == " ".join(sentence.marked for sentence in answer.sentences)


def test_promise_2_no_word_of_a_verbatim_answer_is_said_by_no_article(corpus: MakeCorpus) -> None:
    said = "Ada Berg, the mayor, met Tom Reyl on Monday. He was released on a bail of 20,000 crowns in May."
    bot = Bot.open(corpus({"a.txt": said}), settings=Settings(caution="low"))
    answer = bot.ask("When was he released on bail?")
    assert answer.sentences[0].text == "He was released on a bail of 20,000 crowns in May."
    assert all(sentence.text in said for sentence in answer.sentences)


def test_promise_2_furniture_and_headings_are_never_quoted(seed_bot: Bot) -> None:
    for question in [
        "Who is Ngoc Khanh?",
        "POWERED BYONECMS",
        "Related News",
        "Who is Le Minh?",
        "Comment (0)",
        "Featured Nghe An Newspaper",
    ]:
        quotes = {citation.quote for citation in seed_bot.ask(question).citations}
        assert not quotes & {"Ngoc Khanh", "RELATED NEWS", "Related News", "Latest", "Le Minh", "Source", "Comment (0)"}
        assert not [quote for quote in quotes if "POWERED BY" in quote or "Featured" in quote]


@pytest.mark.parametrize("question", UNANSWERABLE)
def test_promise_3_declined_is_a_result(question: str, seed_bot: Bot) -> None:
    answer = seed_bot.ask(question)
    assert (answer.status, answer.sentences, answer.citations) == ("declined", (), ())
    assert answer.declined is not None
    assert answer.declined.reason == answer.text != ""
    assert answer.declined.nearest
    assert 0 <= answer.confidence < 1


def test_promise_3_words_that_occur_in_no_article_are_named(seed_bot: Bot) -> None:
    declined = seed_bot.ask(UNANSWERABLE[0]).declined
    assert declined is not None
    unknown = " ".join(declined.unknown_words).lower().split()
    assert {"zebra", "xylophone", "jupiter"} <= set(unknown)
    assert "on" not in unknown


class TestPromise4FailureIsNeverIDontKnow:
    @pytest.mark.parametrize(
        "part",
        [
            "chroma_store.ChromaStore.nearest",
            "chroma_store.ChromaStore.texts",
            "word_index.Words.search",
            "word_index.Words.passage",
        ],
    )
    def test_in_any_part_of_an_answer(self, part: str, corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch) -> None:
        bot = Bot.open(corpus(dict(ARTICLES)))

        def broken(*args: Any, **kwargs: Any) -> Any:
            raise StoreError("It is broken.", "Mend it.")

        monkeypatch.setattr(f"rag.index.{part}", broken)
        with pytest.raises(FootnoteError, match=r"It is broken\. Mend it\."):
            bot.ask("Who planted rice?")

    def test_on_the_command_line(self, footnote: Run) -> None:
        for args in (("--corpus", "nowhere"), ("--store", "http://127.0.0.1:1")):
            Path("seeds").mkdir(exist_ok=True)
            Path("seeds/a.txt").write_text("Rice was planted.")
            ran = footnote("ask", "Who planted rice?", "--json", *args)
            assert ran.status in (1, 2)
            assert set(ran.json) == {"error", "next_step"}


class TestPromise5TheStoreFollowsTheFolder:
    def test_an_open_bot_sees_what_another_process_indexed(self, corpus: MakeCorpus, process: Run) -> None:
        folder = corpus(dict(ARTICLES))
        bot = Bot.open(folder)
        assert {p.article.path for p in bot.search("rice harvest", k=9)} == {"rice.txt", "school.txt", "tin.txt"}
        (folder / "school.txt").unlink()
        (folder / "rice.txt").rename(folder / "grain.txt")
        corpus({"wheat.txt": "Wheat was sown in October by the cooperative of Dong Ha."})
        assert process("index", "--corpus", folder).status == 0
        assert {p.article.path for p in bot.search("rice harvest", k=9)} == {"grain.txt", "tin.txt", "wheat.txt"}
        answer = bot.ask("When was wheat sown by the cooperative of Dong Ha?")
        assert "wheat.txt" in {p.article.path for p in answer.passages}
        assert_exact(answer, folder)

    AFTER = {  # noqa: RUF012 - a table
        "rice.txt": "Rice was planted in the summer. It was sold.",
        "classes.txt": ARTICLES["school.txt"],
        "tin.txt": ARTICLES["tin.txt"],
        "road.txt": "The road was mended in May. It is 3.25 km long.",
    }

    def prepare(self, root: Path, crash_lab: CrashLab) -> tuple[Path, dict[str, Any]]:
        """A folder with a store of its former state, and what a store of its state now holds."""
        changed, fresh = root / "changed", root / "fresh"
        for place, files in ((changed, ARTICLES), (fresh, self.AFTER)):
            (place / "news").mkdir(parents=True)
            write(place / "news", files)
        assert [run["status"] for run in crash_lab([{"cwd": str(changed)}, {"cwd": str(fresh)}])] == [0, 0]
        shutil.rmtree(changed / "news")
        shutil.copytree(fresh / "news", changed / "news")
        return changed, self.held(fresh)

    def held(self, root: Path) -> dict[str, Any]:
        (place,) = (root / ".footnote").iterdir()
        client = open_client(str(place / "chroma"))
        try:
            return held_in(client, place / "words")
        finally:
            close(client)

    @pytest.mark.parametrize(("number", "times"), [(signal.SIGKILL, 8), (signal.SIGINT, 4)])
    def test_after_a_signal_at_any_call_the_next_run_finishes(
        self, number: signal.Signals, times: int, tmp_path: Path, crash_lab: CrashLab
    ) -> None:
        changed, expected = self.prepare(tmp_path, crash_lab)
        shutil.copytree(changed, tmp_path / "counted")
        (whole,) = crash_lab([{"cwd": str(tmp_path / "counted")}])
        within = range(1, int(0.9 * whole["calls"]))  # no two runs make exactly as many calls
        points = sorted(random.Random(217).sample(within, times))
        runs = [(changed, {"signal": number, "at_call": point}) for point in points]
        ended = self.end_and_compare(runs, expected, tmp_path, crash_lab)
        if number == signal.SIGKILL:
            assert {run["signal"] for run in ended} == {signal.SIGKILL}
        else:  # a wish that is told, and granted
            assert {(run["status"], run["err"]) for run in ended} == {(130, STOPPED)}

    def test_after_kill_9_in_the_middle_of_a_write_the_next_run_finishes(
        self, tmp_path: Path, crash_lab: CrashLab
    ) -> None:
        changed, expected = self.prepare(tmp_path, crash_lab)
        empty = tmp_path / "empty"
        shutil.copytree(changed / "news", empty / "news")
        (database,) = changed.glob(".footnote/*/chroma/chroma.sqlite3")
        size = database.stat().st_size
        runs = [(empty, {"at_bytes": length}) for length in (4096, size - 4096)]
        runs += [(changed, {"at_bytes": length}) for length in (500, 20_000)]
        ended = self.end_and_compare(runs, expected, tmp_path, crash_lab)
        assert {run["signal"] for run in ended} == {signal.SIGXFSZ}

    def end_and_compare(
        self, runs: list[tuple[Path, dict[str, int]]], expected: dict[str, Any], root: Path, crash_lab: CrashLab
    ) -> list[dict[str, Any]]:
        """Ends runs, runs again, and compares what is stored with a store made at once; gives how they ended."""
        ended = []
        for number, (start, end) in enumerate(runs):
            place = root / f"ended-{number}"
            shutil.copytree(start, place)
            first, second = crash_lab([{"cwd": str(place), **end}, {"cwd": str(place)}])
            assert (second["signal"], second["err"], second["status"]) == (0, "", 0), end
            assert self.held(place) == expected, end
            ended.append(first)
        return ended


class TestPromise6OfflineMeansOffline:
    def test_indexing_and_asking_try_no_connection(
        self, corpus: MakeCorpus, process: Run, closed_network: Path
    ) -> None:
        folder = corpus(dict(ARTICLES))
        prefix = ("unshare", "--net") if can_unshare() else ()
        ran = process("ask", "Where was a school opened in 2019?", "--corpus", folder, "--json", prefix=prefix)
        assert ran.status in (0, 3), ran.err
        assert ran.json["passages"]
        assert not closed_network.exists()  # nor did anything try

    @pytest.mark.parametrize("command", COMMANDS)
    def test_no_command_reaches_out_or_leaves_a_file(
        self, command: str, corpus: MakeCorpus, process: Run, seeds: Path, seed_bot: Bot, tmp_path: Path
    ) -> None:
        kept = write(tmp_path, {"answer.json": json.dumps(seed_bot.ask(ASKED[0]).to_dict())}) / "answer.json"
        of_all_kinds = {file.name: file.read_bytes() for file in READ_APART} | ARTICLES
        folder = seeds if command.startswith(("eval", "verify", "bench")) else corpus(of_all_kinds)
        home, trace = tmp_path / "empty", tmp_path / "trace"
        places = {"FOOTNOTE_CORPUS": str(folder), "FOOTNOTE_STORE": str(home / "store")}
        ran = process(*command.format(kept=kept).split(), prefix=traced(trace), **places, **empty_home(home))
        assert ran.status in (0, 3), ran.err
        assert (attempts(trace), list(left_in(home))) == ([], [])

    def test_the_page_reaches_out_for_nothing_and_leaves_no_file(
        self, corpus: MakeCorpus, seed_bot: Bot, tmp_path: Path
    ) -> None:
        home, trace = tmp_path / "empty", tmp_path / "trace"
        command = [sys.executable, "-m", "ui.cli", "chat", "--mcp", "--no-browser", "--corpus"]
        command += [str(corpus(dict(ARTICLES))), "--store", str(home / "store")]
        environment = {**os.environ, **empty_home(home)}
        with subprocess.Popen([*traced(trace), *command], stdout=subprocess.PIPE, text=True, env=environment) as page:
            assert page.stdout is not None
            url = page.stdout.readline().split()[3]  # "Footnote is at ..."
            asked = Request(f"{url}v1/ask", b'{"question": "Who planted rice?"}', {"content-type": "application/json"})
            for wanted in (url, f"{url}config", f"{url}v1/articles", asked):
                with urlopen(wanted) as answer:
                    assert answer.status == 200
            server = psutil.Process(page.pid).children()[0] if can_trace() else page
            server.terminate()
        assert (attempts(trace), list(left_in(home))) == ([], [])

    @pytest.mark.skipif(not can_trace(), reason="strace is not on this machine, or may not be used")
    @pytest.mark.parametrize(
        ("attempt", "seen"),
        [
            ("connect(('192.0.2.1', 80))", True),  # an address for documentation, RFC 5737: nobody answers there
            ("sendto(b'', ('2001:db8::1', 80, 0, 0))", True),
            ("connect(('127.0.0.1', 53))", True),
            ("connect(('127.0.0.1', 80))", False),
            ("connect(('::1', 80, 0, 0))", False),
        ],
    )
    def test_a_trace_shows_who_reaches_out(self, attempt: str, seen: bool, tmp_path: Path) -> None:
        family = "AF_INET6" if "::" in attempt else "AF_INET"
        code = f"from socket import *\nwith socket({family}, SOCK_DGRAM) as line:\n    line.{attempt}"
        isolated = [sys.executable, "-I", "-c", code]  # without the fence around tests, as native code is
        subprocess.run([*traced(tmp_path / "trace"), *isolated], check=False, stderr=subprocess.DEVNULL)
        assert bool(attempts(tmp_path / "trace")) == seen

    def test_importing_opens_no_socket_at_all(self) -> None:
        code = (
            "import sys\nseen = []\n"
            "sys.addaudithook(lambda event, args: seen.append(event) if event.startswith('socket.') else None)\n"
            "import rag, ui.cli\nfrom rag import *\nprint(seen)"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert set(json.loads(ran.stdout.replace("'", '"'))) <= {
            "socket.__new__",
            "socket.bind",
        }  # urllib3 asks for IPv6


def can_unshare() -> bool:
    tool = shutil.which("unshare")
    return (
        tool is not None and subprocess.run([tool, "--net", "true"], capture_output=True, check=False).returncode == 0
    )
