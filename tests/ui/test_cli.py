"""The command line: exit statuses, JSON, and errors in one sentence."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
import typer

import rag
from tests.commands import Run
from tests.conftest import REPOSITORY, SEEDS, MakeCorpus
from tests.fakes import write
from ui.cli import app

QUESTION = "How many models had been recognized by the end of 2023?"
NONSENSE = "Which zebra plays the xylophone on Jupiter?"
COMMANDS = (*"chat ask check search index import articles backup restore eval bench verify doctor".split(),)


def test_an_answer_with_its_quotation(seeded: Run) -> None:
    ran = seeded("ask", QUESTION)
    assert (ran.status, ran.err) == (0, "")
    assert "555" in ran.out
    assert "[1]" in ran.out
    assert "004_5a6339f489f90295.txt, characters " in ran.out


def test_the_words_of_a_question_need_no_quotes(seeded: Run) -> None:
    assert seeded("ask", "--json", *QUESTION.split()).json["question"] == QUESTION


def test_an_answer_as_json_holds_exact_quotations(seeded: Run) -> None:
    ran = seeded("ask", "--json", QUESTION)
    assert (ran.status, ran.json["status"]) == (0, "answered")
    for citation in ran.json["citations"]:
        text = (SEEDS / citation["path"]).read_bytes().decode()
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_what_comes_closest_has_a_status_of_its_own_and_small_talk_none(seeded: Run) -> None:
    asked = "What is the current poverty rate in Quang Tri, as a percentage of households?"
    unsure = seeded("ask", "--caution", "highest", asked)
    assert unsure.status == 5 and unsure.out.startswith("This comes closest:") and "[1]" in unsure.out
    assert seeded("ask", "Hi!").status == 0


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_a_declined_answer_has_a_status_of_its_own(as_json: tuple[str, ...], seeded: Run) -> None:
    ran = seeded("ask", NONSENSE, *as_json)
    assert (ran.status, ran.err) == (3, "")
    if as_json:
        assert ran.json["status"] == "declined"
        assert {"zebra", "xylophone"} <= set(" ".join(ran.json["declined"]["unknown_words"]).lower().split())
    else:
        assert "Nearest passages:" in ran.out


def test_only_the_articles_that_are_named_are_asked(seeded: Run) -> None:
    chosen = "000_3d2def1b4960c5b3.txt", "001_f1e156fe392b070f.txt"
    ran = seeded("ask", "What", "was", "proposed?", "--article", chosen[0], "--article", chosen[1], "--json")
    assert {passage["path"] for passage in json.loads(ran.out)["passages"]} <= set(chosen)
    found = json.loads(seeded("search", "decision", "--article", chosen[1], "--json").out)
    assert {passage["path"] for passage in found} == {chosen[1]}
    ran = seeded("ask", "Who?", "--article", "000_3d2def1b4960c5b.txt")
    assert (ran.status, chosen[0] in ran.err) == (2, True)


def test_search_lists_passages_best_first(seeded: Run) -> None:
    ran = seeded("search", "land", "clearance", "-k", "3", "--json")
    assert ran.status == 0
    scores = [passage["score"] for passage in ran.json]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert re.match(r"1\. .* \(00\d_.*\.txt, characters \d+–\d+\)\n", seeded("search", "land clearance", "-k", "1").out)


def test_articles_are_listed(seeded: Run) -> None:
    ran = seeded("articles", "--json")
    assert ran.status == 0
    assert [one["path"] for one in ran.json] == sorted(path.name for path in SEEDS.iterdir())
    assert "Renovating mass mobilization work for international integration" in seeded("articles").out


def test_indexing_tells_what_changed(seeded: Run) -> None:
    ran = seeded("index", "--json")
    assert (ran.status, ran.json["unchanged"]) == (0, sorted(path.name for path in SEEDS.iterdir()))
    assert seeded("index").out == "5 articles in the store, 5 unchanged.\n"


def test_nothing_that_a_terminal_obeys_reaches_it(footnote: Run, corpus: MakeCorpus) -> None:
    evil = "\x1b]52;c;ZXZpbA==\x07\x9b2J\u202e\r"
    folder = corpus({
        f"rice{evil}.txt": f"Rice{evil} was planted in the spring of 2019.\n\nIt was{evil} harvested by Ann{evil} Lee.",
        "news.csv": f'text,title\n"A school was opened in Hanoi.","School{evil}"\n',
        f"photo{evil}.jpg": b"jpg",
    })  # fmt: skip
    for command in (
        ["index"], ["articles"], ["search", "rice"], ["ask", "When was rice planted?"], ["ask", NONSENSE], ["doctor"],
        ["ask", "Who?", "--article", f"rice{evil}"],
    ):  # fmt: skip
        for as_json in ([], ["--json"]):
            ran = footnote(*command, *as_json, "--corpus", folder)
            told = ran.out + ran.err
            assert re.search("rice|photo", told, re.IGNORECASE), told
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", told), (command, told)


def test_the_doctor_finds_nothing_wrong(footnote: Run, corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": "Rice was planted."})  # its own: somebody may be writing the one of the seeds
    assert footnote("index", "--corpus", folder).status == 0
    ran = footnote("doctor", "--corpus", folder, "--json")
    assert ran.status == 0
    assert {finding["name"]: finding["severity"] for finding in ran.json} == dict.fromkeys(
        ["python", "embedding", "reader", "folder", "disk", "store"], "ok"
    )


def test_the_doctor_names_what_is_wrong_and_what_mends_it(footnote: Run) -> None:
    ran = footnote("doctor", "--corpus", "nowhere", "--json")
    assert ran.status == 1
    (error,) = [finding for finding in ran.json if finding["severity"] == "error"]
    assert (error["name"], error["told"]) == ("folder", "There is no folder 'nowhere'.")
    assert error["mend"].startswith("Check the path")


@pytest.mark.parametrize(
    "keep", [lambda text: text, lambda text: text.replace("555", "556")], ids=["as it was", "forged"]
)
def test_a_kept_answer_is_verified(keep, seeded: Run, footnote: Run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    kept = keep(seeded("ask", "--json", QUESTION).out)
    exact = "556" not in kept
    Path("answer.json").write_text(kept, encoding="utf-8")
    ran = footnote("verify", "answer.json", "--corpus", SEEDS, "--json")
    states = {one["state"] for one in ran.json}
    assert (ran.status, "changed" in states) == ((0, False) if exact else (1, True))
    monkeypatch.setattr("sys.stdin", io.StringIO(kept))
    assert footnote("verify", "-", "--corpus", SEEDS).status == ran.status


def test_what_a_file_was_read_as_is_told(footnote: Run, corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": "It rained in Hanoi.".encode("utf-16"), "b.txt": "It was cold in Hue."})
    ran = footnote("index", "--corpus", folder)
    assert [line.split() for line in ran.out.splitlines()[1:3]] == [
        ["added", "a.txt", "read", "as", "utf-16"],
        ["added", "b.txt"],
    ]


def test_a_dry_run_tells_all_and_writes_nothing(footnote: Run, corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": "Rice was planted.", "b.txt": "Rice was planted.", "c.txt": b"\xff"})
    ran = footnote("index", "--dry-run", "--corpus", folder, "--json")
    assert (ran.status, ran.json["added"], ran.json["duplicates"]) == (0, ["a.txt", "b.txt"], [["b.txt", "a.txt"]])
    assert list(Path().iterdir()) == []
    assert footnote("index", "--corpus", folder).status == 0
    (folder / "b.txt").rename(folder / "d.txt")
    corpus({"a.txt": "It was harvested."})
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    ran = footnote("index", "--dry-run", "--corpus", folder)
    assert [" ".join(line.split()).split(" it is not UTF-8")[0] for line in ran.out.splitlines()] == [
        "What File",
        "changed a.txt",
        "renamed d.txt was b.txt",
        "skipped c.txt",
        "2 articles would be in the store, 0 unchanged. Nothing was written.",
    ]
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    ran = footnote("index", "--dry-run", "--rebuild", "--corpus", folder, "--json")
    assert ran.json["added"] == ["a.txt", "d.txt"]
    assert footnote("index", "--dry-run", "--watch", "--corpus", folder).status == 2


def test_a_store_that_is_being_written_is_no_success_of_indexing(
    footnote: Run, corpus: MakeCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    from filelock import FileLock

    from rag.index.index import local_place

    folder = corpus({"a.txt": "Rice was planted."})
    assert footnote("index", "--corpus", folder).status == 0
    monkeypatch.setenv("FOOTNOTE_LOCK_TIMEOUT_S", "0")
    with FileLock(local_place(folder, ".footnote") / "writer.lock"):
        ran = footnote("index", "--corpus", folder)
        assert ran.status == 1
        assert ran.err.splitlines()[-1].startswith("footnote: Another process is writing the store")
        assert footnote("index", "--corpus", folder, "--json").json["error"].startswith("Another process")
        assert footnote("articles", "--corpus", folder, "--json").json  # reading goes on, with a notice


def test_skipped_files_are_told_and_kept_out_of_the_json(footnote: Run, corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": "Rice was planted.", "b.pdf": b"%PDF", "c.txt": b"\xff", "d.txt": b""})
    bad = ["b.pdf", "c.txt", "d.txt"]
    ran = footnote("articles", "--corpus", folder, "--json")
    assert [one["path"] for one in ran.json] == ["a.txt"]
    assert re.findall(r"^Skipped (\S+): ", ran.err, flags=re.MULTILINE) == bad
    assert [one["path"] for one in footnote("index", "--corpus", folder, "--json").json["skipped"]] == bad
    again = footnote("articles", "--corpus", folder).err
    assert again.strip() == f"3 files are skipped. Which and why: footnote index {folder}"


def test_markup_in_articles_and_questions_is_only_text(footnote: Run, corpus: MakeCorpus) -> None:
    text = "Rice [bold red]was[/bold red] planted [link=http://192.0.2.1]here[/link] :smile: [/]."
    folder = corpus({"[a].txt": text})
    assert text in footnote("search", "rice [/] planted", "--corpus", folder).out


def test_the_password_is_never_shown(seeded: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_PASSWORD", "secret-word")
    for command in (("ask", QUESTION), ("doctor",), ("articles",), ("index",)):
        ran = seeded(*command, "--json", "--debug")
        assert "secret-word" not in ran.out + ran.err


def test_tools_without_their_package_are_told(footnote: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("rag.optional.version", version)
    ran = footnote("chat", "--mcp", "--corpus", "nowhere")
    assert ran.status == 2
    assert ran.err.startswith("footnote: --mcp needs the extra 'mcp', of which this is not installed: mcp.")
    assert "pip install 'mcp" in ran.err


class TestHelp:
    def test_the_help_page_lists_every_command(self, footnote: Run) -> None:
        ran = footnote("--help")
        assert ran.status == 0
        listed = re.findall(r"^  (\w+) {2,}\S", ran.out.split("Commands:")[1], flags=re.MULTILINE)
        assert sorted(listed) == sorted([*COMMANDS, "users"])  # which has commands of its own
        assert "0 answered, 5 uncertain, 3 declined, 4 contradicted, 2 wrong use, 1 failure" in " ".join(
            ran.out.split()
        )

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_has_help(self, command: str, footnote: Run) -> None:
        ran = footnote(command, "--help")
        assert ran.status == 0
        assert "Usage: " in ran.out

    def test_without_a_command_there_is_help(self, footnote: Run) -> None:
        ran = footnote()
        assert ran.status in (0, 2)
        assert "Commands:" in ran.out + ran.err
        assert "Traceback" not in ran.err

    @pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("eval", "bench")])
    def test_every_command_speaks_json(self, command: str) -> None:
        group = typer.main.get_command(app)
        options = {name for parameter in group.commands[command].params for name in parameter.opts}  # type: ignore[attr-defined]
        assert {"--json", "--debug"} <= options


def test_the_commands_of_the_readme_exist() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"(?:^\s*|`|\$ )footnote ([a-z]+)", readme, flags=re.MULTILINE)
    assert set(named) <= set(COMMANDS)


class TestProcess:
    """The installed command, in a process of its own."""

    def command(self, *args: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ui.cli", *map(str, args)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **environment},
        )

    def test_a_pipe_sees_no_progress_and_whole_lines(self, corpus: MakeCorpus) -> None:
        folder = corpus({"a.txt": "Rice was planted. " * 40})
        ran = self.command("search", "rice", "-k", "1", "--corpus", folder)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "\x1b" not in ran.stdout
        assert len(ran.stdout.splitlines()) == 2  # where it stands, and the passage

    def test_a_reader_that_leaves_is_no_accident(self, seeds: Path, seed_store: Path) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "ui.cli", "articles", "--json", "--corpus", str(seeds), "--store", str(seed_store)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        with process.stderr:
            assert process.stderr.read() == ""
        process.wait()

    def test_output_that_the_terminal_cannot_show_is_no_accident(self, corpus: MakeCorpus) -> None:
        folder = corpus({"a.txt": "Nông Đức Mạnh đã phát biểu."})
        ran = self.command("articles", "--json", "--corpus", folder, PYTHONIOENCODING="ascii")
        assert ran.returncode == 0
        assert json.loads(ran.stdout)[0]["path"] == "a.txt"


@pytest.mark.parametrize("command", ["articles", "doctor"])
def test_whoever_gives_a_folder_without_its_option_is_told_the_option(command: str, footnote: Run) -> None:
    ran = footnote(command, "news")
    assert ran.status == 2
    assert ran.err == (
        "footnote: Got unexpected extra argument(s) (news). A folder of articles is named with --corpus. "
        "See footnote --help.\n"
    )


def test_a_model_that_cannot_be_is_wrong_use(footnote: Run, seeds: Path, seed_store: Path) -> None:
    ran = footnote("ask", "--llm", "nothing:here", "--corpus", seeds, "--store", seed_store, "Who?")
    assert ran.status == 2
    assert "There is no model 'nothing:here'" in ran.err


def test_a_model_that_is_gone_is_told_below_the_quotations(footnote: Run, seeds: Path, seed_store: Path) -> None:
    asked = "How many models had been recognized by the end of 2023?"
    gone = ("--llm", "http://127.0.0.1:9/v1#none", "--no-cache", "--corpus", seeds, "--store", seed_store)
    ran = footnote("ask", *gone, asked)
    assert ran.status == 0
    assert "The model cannot be reached" in ran.out
    assert "The articles are quoted instead." in ran.out
    assert "555" in ran.out


def test_the_version_is_told(footnote: Run) -> None:
    assert footnote("--version").out == f"footnote {rag.__version__}\n"


def test_help_brings_nothing_that_only_a_command_needs() -> None:
    code = "import sys, ui.cli; print([name for name in ('numpy', 'pydantic', 'tantivy') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_folder_is_named_once_and_several_are_indexed_as_one(footnote: Run, corpus: MakeCorpus) -> None:
    folder = corpus({"a.txt": "Rice was planted in May."})
    assert footnote("index", folder, "--json").json["added"] == ["a.txt"]
    other = write(folder.parent / "letters", {"b.txt": "Rosa arrived in June."})
    both = footnote("index", folder, other, "--json")
    assert both.json["added"] == ["letters/b.txt", f"{folder.name}/a.txt"]
    together = both.err.split("'")[1]
    assert footnote("articles", "--corpus", together, "--json").json[0]["path"] == "letters/b.txt"
    ran = footnote("index", folder, "--corpus", folder)
    assert (ran.status, ran.err) == (2, "footnote: Two folders of articles were named. Leave one of them away.\n")
