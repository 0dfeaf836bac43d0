"""The examples in docs/extending.md run as they stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Bot, Settings, UsageError, readable_endings
from rag.corpus import formats, rules
from tests.conftest import REPOSITORY
from tests.fakes import FakeEncoder, write

PAGE = (REPOSITORY / "docs/extending.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
OF_PACKAGE = [block for block in BLOCKS if block.startswith("# acme_footnote.py")]
EXAMPLES = [block for block in BLOCKS if block not in OF_PACKAGE]
ENTRY_POINTS = "".join(
    f"[{group}]\n{line.partition('  ')[0]}\n".replace('"', "")
    for group, line in re.findall(r'\[project\.entry-points\."(.*?)"\]\n    (.*)\n', PAGE)
)


@pytest.mark.parametrize("example", EXAMPLES, ids=["encoder", "store"])
def test_an_example_answers(
    example: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("example")
    write(folder / "articles", {"fares.txt": "A ticket is 3 crowns. The ferry runs every hour."})
    monkeypatch.chdir(folder)
    exec(compile(example, "docs/extending.md", "exec"), {})
    assert "A ticket is 3 crowns." in capsys.readouterr().out


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which the package of the page is installed, as pip would do it."""
    in_memory = EXAMPLES[1].partition("bot = ")[0]
    write(tmp_path / "site", {"acme_footnote.py": "\n".join([in_memory, *OF_PACKAGE])})
    metadata = {
        "METADATA": "Metadata-Version: 2.1\nName: acme-footnote\nVersion: 1.2\n",
        "entry_points.txt": ENTRY_POINTS,
    }
    write(tmp_path / "site/acme_footnote-1.2.dist-info", metadata)
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.chdir(tmp_path)
    caches = (formats._by_ending, rules.rules, rules.sources)
    for cache in caches:
        cache.cache_clear()
    yield tmp_path
    for cache in caches:
        cache.cache_clear()


def test_a_package_reads_files_and_keeps_a_store(installed: Path) -> None:
    event = "The harbour office opens at nine."
    write(installed / "articles", {"plan.ics": f"BEGIN:VEVENT\nSUMMARY:{event}\n", "empty.ics": "BEGIN:VEVENT\n"})
    settings = Settings.of(store="acme:shelf", reader="off")
    bot = Bot.open("articles", encoder=FakeEncoder(), settings=settings)
    assert list(bot.sentences()) == [event]
    assert bot.report and [str(skipped.reason) for skipped in bot.report.skipped] == ["it holds no event"]
    assert not list(installed.rglob("chroma*"))
    assert ".ics" in readable_endings()


def test_another_version_of_a_package_is_another_rule(installed: Path) -> None:
    before = rules.rules(), rules.sources()
    metadata = installed / "site/acme_footnote-1.2.dist-info/METADATA"
    metadata.write_text(metadata.read_text().replace("1.2", "1.3"))
    rules.rules.cache_clear()
    rules.sources.cache_clear()
    assert rules.rules() != before[0] and rules.sources() != before[1]


def test_a_store_that_no_package_has_registered_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "A ticket is 3 crowns."})
    with pytest.raises(UsageError, match="There is no store 'attic:shelf'"):
        Bot.open(tmp_path, encoder=FakeEncoder(), settings=Settings.of(store="attic:shelf"))
