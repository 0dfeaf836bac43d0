"""A run that breaks off at any step: nothing is lost, and the next one completes it."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from chromadb.api.models.Collection import Collection

from rag.index.e5.engine import TokenCodes
from rag.index.vectors import Vectors
from rag.index.word_index import Change, Words
from tests.fakes import FakeEncoder
from tests.index.conftest import OpenPlace, Place, change, close, contents

RICE = "Rice was planted in the spring. It was harvested in the autumn."
SCHOOL = "A school was opened in Hanoi. Ninety children came."
ROAD = "The road was mended in May."
BEFORE: dict[str, str | bytes] = {"a.txt": RICE, "b.txt": SCHOOL}


class Accident(BaseException):
    """What happens to a run in the middle: a signal, or the power is off. Nobody catches it."""


class Tripwire:
    """Counts the writing steps of a run and breaks it off before one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left: float = float("inf")
        steps = (
            (Collection, "add"),
            (Collection, "upsert"),
            (Collection, "update"),
            (Collection, "delete"),
            (Change, "commit"),
            (Words, "_look"),
        )
        for owner, name in steps:
            self._guard(monkeypatch, owner, name)

    def _guard(self, monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
        original = getattr(owner, name)

        def guarded(*args: Any, **kwargs: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                raise Accident(f"before {owner.__name__}.{name}")
            return original(*args, **kwargs)

        monkeypatch.setattr(owner, name, guarded)


AFTER: dict[str, str | bytes | None] = {
    "a.txt": None,
    "moved.txt": SCHOOL,
    "b.txt": ROAD,
    "c.txt": "It rained. It was cold.",
}


@pytest.mark.parametrize("committed", [1, 20_000], ids=["words committed at once", "words committed at the end"])
def test_a_run_that_breaks_off_at_any_step_is_completed_by_the_next(
    committed: int, tmp_path: Path, open_place: OpenPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.sync._BATCH_SENTENCES", 1)
    monkeypatch.setattr("rag.index.word_index._COMMITTED_SENTENCES", committed)
    first = open_place(tmp_path / "news", tmp_path / "first")
    first.write(BEFORE)
    first.sync()
    close(first.client)
    change(first.folder, AFTER)
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
        # Whoever reads now sees the old state or the new one, and no mixture.
        seen = {path for one in Words(root / "words").articles.values() for path in one.paths}
        assert seen in ({"a.txt", "b.txt"}, {"b.txt", "c.txt", "moved.txt"}), where
        again = open_place(first.folder, root)
        again.sync()
        assert contents(again) == expected, where
    # Two articles are added in 5 steps each (revision off, mark, sentences, article, unmark), one is moved in 2, the
    # words are updated and looked at again, one is removed in 5, and the revision is noted; what opens Words at each
    # step is not counted.
    assert step - 1 == 5 + 5 + 2 + 2 + 5 + 1


class WithStates(FakeEncoder):
    """A stand-in that gives token states, which are in the word index alone."""

    def passages_with_codes(self, texts: Sequence[str]) -> tuple[Vectors, list[TokenCodes]]:
        vectors = self.passages(texts)
        return vectors, [TokenCodes.of(row[np.newaxis]) for row in vectors]

    def query_with_states(self, text: str) -> Any:
        raise NotImplementedError


@pytest.mark.parametrize("encoder", [WithStates()])
def test_what_a_broken_off_run_has_embedded_is_not_embedded_again_and_nobody_sees_it_before_it_is_listed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.sync._BATCH_SENTENCES", 1)
    monkeypatch.setattr("rag.index.word_index._COMMITTED_SENTENCES", 2)
    place.write({"a.txt": "Rice grew in field a."})
    place.sync()
    reader = Words(place.root / "words")
    place.write({f"{letter}.txt": f"Rice grew in field {letter}." for letter in "bcdefgh"})

    def until_the_sixth(files: int, of: int, path: str) -> None:
        if files == 6:
            raise Accident

    with pytest.raises(Accident):
        place.sync(until_the_sixth)
    assert not reader.refresh_if_changed()  # the list is as it was, though passages b to e are there
    assert reader.passages == 5 and len(reader.search("rice", 3)) == 1
    before = set(place.encoder.embedded)
    del place.encoder.embedded[:]
    place.words.refresh()
    place.sync()
    assert reader.refresh_if_changed()
    assert reader.passages == len(reader.search("rice", 10)) == 8
    again = sorted(before.intersection(place.encoder.embedded))
    assert again == ["Rice grew in field f.", "Rice grew in field g."]  # in the store, or on the way there


def test_a_deleted_article_of_a_broken_off_run_leaves_no_passage(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.index.sync._BATCH_SENTENCES", 1)
    monkeypatch.setattr("rag.index.word_index._COMMITTED_SENTENCES", 1)
    place.write({"c.txt": ROAD})
    place.sync()
    place.write(BEFORE)
    with monkeypatch.context() as patched:
        patched.setattr(place.store, "move", lambda listed: raise_accident())
        with pytest.raises(Accident):
            place.sync()
    place.words.refresh()
    assert place.words.passages == 3
    for name in BEFORE:
        (place.folder / name).unlink()
    place.sync()
    assert place.words.passages == len(place.words.search("school rice road", 10)) == 1


def raise_accident() -> None:
    raise Accident


def test_the_same_process_goes_on_after_an_accident_while_it_still_shows_the_error(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.index.sync._BATCH_SENTENCES", 1)
    place.write(BEFORE)
    passages = place.encoder.passages

    def fails_at_the_second(texts: list[str]) -> Any:
        if place.encoder.embedded:
            raise Accident
        return passages(texts)

    with monkeypatch.context() as patched:
        patched.setattr(place.encoder, "passages", fails_at_the_second)
        with pytest.raises(Accident) as kept:
            place.sync()
    assert place.sync().added == ("b.txt",)  # a.txt is in the store since before the accident
    assert len(place.words.articles) == 2
    assert kept.value
