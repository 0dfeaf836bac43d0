"""A store that other rules have made: it is read anew, and nothing that stayed the same is embedded again."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rag.corpus.article import Sentence
from rag.corpus.blocks import Block, Form
from rag.corpus.readers.plain import decode
from rag.corpus.sentences import split_sentences
from rag.index.e5.engine import TokenCodes
from rag.index.vectors import Vectors
from rag.index.word_index import Words
from tests.fakes import FakeEncoder
from tests.index.conftest import OpenPlace, Place, close, contents
from tests.index.test_broken_off import Accident, Tripwire

RICE = "Rice was planted in the spring. It was harvested in the autumn. Nobody was there."
SCHOOL = "A school was opened in Hanoi. Ninety children came."
JONES = "Peter Jones, the mayor, spoke. The bridge is safe, he said."
FILES: dict[str, str | bytes] = {"a.txt": RICE, "b.txt": SCHOOL, "c.txt": JONES, "d.csv": f"text\n{SCHOOL}\n{RICE}!\n"}

Rule = Callable[[pytest.MonkeyPatch], None]


class WithStates(FakeEncoder):
    """A stand-in that gives token states, which are in the word index alone."""

    def passages_with_codes(self, texts: Sequence[str]) -> tuple[Vectors, list[TokenCodes]]:
        vectors = self.passages(texts)
        return vectors, [TokenCodes.of(row[np.newaxis]) for row in vectors]

    def query_with_states(self, text: str) -> Any:
        raise NotImplementedError


def the_last_is_no_text(
    text: str, language: str = "en", form: Form = "plain", blocks: Sequence[Block] = ()
) -> list[Sentence]:
    *found, last = split_sentences(text, language, form, blocks)
    return [*found, Sentence(last.start, last.end, "furniture")]


def two_are_one(text: str, language: str = "en", form: Form = "plain", blocks: Sequence[Block] = ()) -> list[Sentence]:
    first, second, *rest = split_sentences(text, language, form, blocks)
    return [Sentence(first.start, second.end, "text"), *rest]


def a_heading_is_above(
    text: str, language: str = "en", form: Form = "plain", blocks: Sequence[Block] = ()
) -> list[Sentence]:
    found = split_sentences(text, language, form, blocks)
    return [replace(one, section="News") if text.startswith("The bridge", one.start) else one for one in found]


def more_is_read(data: bytes) -> tuple[str, str]:
    text, encoding = decode(data)
    return text + " It ended well.", encoding


def changed(where: str, to: Callable[..., Any]) -> Rule:
    def change(monkeypatch: pytest.MonkeyPatch) -> None:
        for module in ("rag.corpus.reading", "rag.index.sync") if where == "split_sentences" else ():
            monkeypatch.setattr(f"{module}.split_sentences", to)
        if where != "split_sentences":
            monkeypatch.setattr(where, to)
        for module in ("rag.corpus.reading", "rag.index.listed", "rag.index.plan"):
            monkeypatch.setattr(f"{module}.rules", lambda: "other")
        monkeypatch.setattr("rag.corpus.reading.sources", lambda: "other")

    return change


RULES: list[tuple[str, Rule, list[str]]] = [
    # what has changed, and what has to be embedded
    ("nothing that matters here", changed("split_sentences", split_sentences), []),
    ("furniture", changed("split_sentences", the_last_is_no_text), []),
    ("passages", changed("rag.corpus.passages.MAX_PASSAGE", 40), []),  # type: ignore[arg-type]
    ("words", changed("rag.index.word_index.terms", lambda text: text.split()), []),
    ("headings", changed("split_sentences", a_heading_is_above), ["News: The bridge is safe, he said."]),
    ("sentences", changed("split_sentences", two_are_one), [
        "Rice was planted in the spring. It was harvested in the autumn.", SCHOOL, JONES,
        "Rice was planted in the spring. It was harvested in the autumn.",
    ]),
    ("a reader", changed("rag.corpus.readers.plain.decode", more_is_read), ["It ended well."] * 3),
]  # fmt: skip


@pytest.mark.parametrize("encoder", [FakeEncoder(), WithStates()], ids=["vectors", "token states"])
@pytest.mark.parametrize(("rule", "embedded"), [row[1:] for row in RULES], ids=[row[0] for row in RULES])
def test_articles_are_read_anew_and_only_what_is_new_is_embedded(
    rule: Rule,
    embedded: list[str],
    place: Place,
    tmp_path: Path,
    open_place: OpenPlace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rag.index.reading_cache._SETTLED_NS", -(10**18))
    place.write(FILES)
    place.sync()
    rule(monkeypatch)
    place.encoder.embedded.clear()
    read: list[str] = []
    place.sync(lambda done, of, path: read.append(path))
    assert {*read, "d.csv#2"} == {"a.txt", "b.txt", "c.txt", "d.csv#2", "d.csv#3"}  # d.csv#2 may say what b.txt says
    assert place.encoder.embedded == embedded
    at_once = open_place(place.folder, tmp_path / "at-once")
    at_once.sync()
    assert contents(place) == contents(at_once)
    read.clear()
    place.encoder.embedded.clear()
    assert not place.sync(lambda done, of, path: read.append(path)).did_something
    assert (read, place.encoder.embedded) == ([], [])


@pytest.mark.parametrize("committed", [1, 20_000], ids=["words committed at once", "words committed at the end"])
@pytest.mark.parametrize("encoder", [FakeEncoder(), WithStates()], ids=["vectors", "token states"])
def test_a_run_that_breaks_off_on_the_way_to_other_rules_is_completed_by_the_next(
    committed: int, tmp_path: Path, open_place: OpenPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.sync._BATCH_SENTENCES", 1)
    monkeypatch.setattr("rag.index.word_index._COMMITTED_SENTENCES", committed)
    files: dict[str, str | bytes] = {"a.txt": RICE, "c.txt": JONES}
    first = open_place(tmp_path / "news", tmp_path / "first")
    first.write(files)
    first.sync()
    close(first.client)
    changed("split_sentences", two_are_one)(monkeypatch)
    at_once = open_place(first.folder, tmp_path / "at-once")
    at_once.sync()
    expected = contents(at_once)
    wire = Tripwire(monkeypatch)
    for step in itertools.count(1):
        root = tmp_path / f"step-{step}"
        shutil.copytree(tmp_path / "first", root)
        broken = open_place(first.folder, root)
        wire.left = step
        try:
            broken.sync()
        except Accident as accident:
            where = f"step {step}, {accident}"
        else:
            break
        wire.left = float("inf")
        for found, _ in Words(root / "words").search("rice", 9):  # whoever reads now can read all that is listed
            assert found.text in (RICE, JONES)
        again = open_place(first.folder, root)
        again.sync()
        assert contents(again) == expected, where
    # Each of two articles: revision off, mark, rules off, old sentences out, sentences, article, unmark; the words are
    # updated and looked at again, and the revision is noted.
    assert step - 1 == 7 + 7 + 2 + 1


def test_an_edited_article_has_only_its_new_sentences_embedded(place: Place) -> None:
    place.write(FILES)
    place.sync()
    place.encoder.embedded.clear()
    place.write({"a.txt": RICE.replace("Nobody", "Everybody")})
    assert place.sync().changed == ("a.txt",)
    assert place.encoder.embedded == ["Everybody was there."]
