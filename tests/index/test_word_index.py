"""The word index: BM25 against a second implementation, accents, and what a reader sees."""

from __future__ import annotations

import math
import random
import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from rag.corpus.sentences import split_sentences
from rag.errors import StoreError
from rag.index.stored_passage import StoredPassage
from rag.index.word_index import Words
from rag.language.words import terms
from tests.index.conftest import Place

TEXTS = {
    "a.txt": "Rice was planted in the spring of the year. Rice needs water.",
    "b.txt": "Nông Đức Mạnh đã phát biểu tại hội nghị.",
    "c.txt": "The river had little water in the spring.",
    "d.txt": "A school was opened. The children sang of rice, water and the river in the spring. All came.",
}


@pytest.fixture
def words(place: Place) -> Words:
    place.write(dict(TEXTS))
    place.sync()
    return place.words


def bm25(question: str, texts: dict[str, str]) -> dict[str, float]:
    """Okapi BM25 with k1 = 1.2 and b = 0.75, in Lucene's form of the idf (Robertson and Zaragoza 2009).

    The index counts a document more than there are passages: its manifest, in which no word stands.
    """
    bags = {"manifest": Counter[str](), **{name: Counter(terms(text)) for name, text in texts.items()}}
    mean = sum(bag.total() for bag in bags.values()) / len(bags)
    scores = dict.fromkeys(bags, 0.0)
    for term in set(terms(question)):
        df = sum(term in bag for bag in bags.values())
        idf = math.log(1 + (len(bags) - df + 0.5) / (df + 0.5))
        for name, bag in bags.items():
            scores[name] += idf * bag[term] * 2.2 / (bag[term] + 1.2 * (0.25 + 0.75 * bag.total() / mean))
    return {name: score for name, score in scores.items() if score}


@pytest.mark.parametrize(
    "question", ["rice", "Rice and water in spring", "Nong Duc Manh", "the school by the river", "zebra", ""]
)
def test_scores_are_bm25(question: str, words: Words) -> None:
    found = {words.articles[passage.digest].path: score for passage, score in words.search(question, 10)}
    expected = bm25(question, TEXTS)
    assert found == pytest.approx(expected, rel=1e-5)
    assert list(found) == sorted(expected, key=lambda name: -expected[name])


@pytest.mark.parametrize(
    "question", ["Nông Đức Mạnh", "nong duc manh", "NÔNG ĐỨC MẠNH", "No\u0302ng Đu\u031b\u0301c Ma\u0323nh"]
)
def test_accents_are_folded(question: str, words: Words) -> None:
    ((passage, _),) = words.search(question, 10)
    assert passage.text == TEXTS["b.txt"]


@pytest.mark.parametrize(
    ("question", "k", "count"), [("rice", 0, 0), ("rice", 1, 1), ("rice", 99, 2), ("!?", 5, 0), ("manifest", 5, 0)]
)
def test_as_many_as_asked_for(question: str, k: int, count: int, words: Words) -> None:
    assert len(words.search(question, k)) == count


@pytest.mark.parametrize(("term", "count"), [("rice", 2), ("water", 3), ("nong", 1), ("zebra", 0)])
def test_the_frequency_of_a_term_counts_passages(term: str, count: int, words: Words) -> None:
    assert words.passage_frequency(term) == count


def test_a_passage_comes_back_as_it_was_stored(place: Place) -> None:
    text = "\ufeffMở đầu 🎉.\r\n\r\nRice was planted. (Photo: VNA)\r\n\r\nRelated News\r\n"
    place.write({"a.txt": text})
    place.sync()
    (digest,) = place.words.articles
    ((passage, _),) = place.words.search("rice", 1)
    assert passage.text == text[passage.start : passage.end]
    assert place.words.passage(passage.key) is not None
    stored = place.store.vectors([f"{passage.key}:{i}" for i, s in enumerate(passage.sentences) if s.quotable])
    quotable = [row for s, row in zip(passage.sentences, passage.vectors, strict=True) if s.quotable]
    for row, original in zip(quotable, stored.values(), strict=True):
        assert float(row @ original) > 0.9995  # 8 bits a component: an error of at most 1/254 of the largest
        assert np.linalg.norm(row) == pytest.approx(1, abs=1e-5)
    assert passage.digest == digest


def test_a_reader_sees_the_old_state_until_it_looks_again_and_then_the_new_one(place: Place) -> None:
    place.write(dict(TEXTS))
    place.sync()
    reader = Words(place.root / "words")
    before = reader.articles
    (place.folder / "a.txt").unlink()
    place.write({"e.txt": "Rice was cooked."})
    place.sync()
    assert reader.articles == before
    assert {reader.articles[p.digest].path for p, _ in reader.search("rice", 10)} == {"a.txt", "d.txt"}
    reader.refresh_if_changed()
    assert reader.articles == place.words.articles
    assert {reader.articles[p.digest].path for p, _ in reader.search("rice", 10)} == {"d.txt", "e.txt"}
    seen = reader.articles
    reader.refresh_if_changed()
    assert reader.articles is seen  # nothing new: nothing was read again


def test_a_word_of_any_length_is_no_accident(place: Place) -> None:
    place.write({"a.txt": "Rice grew. " + "x" * 100_000})
    place.sync()
    assert len(place.words.search("rice", 5)) == 1


def flipped(file: Path, seed: int) -> None:
    """Changes every 200th byte of a file or so."""
    chance, data = random.Random(seed), bytearray(file.read_bytes())
    for _ in range(len(data) // 200 + 1):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    file.unlink()  # the old one is mapped into this process's memory
    file.write_bytes(data)


@pytest.mark.parametrize("ending", ["idx", "term", "store"])
def test_flipped_bytes_are_told_or_read_and_never_a_panic(ending: str, words: Words, tmp_path: Path) -> None:
    (listed, *_) = words.articles.values()
    told = []
    for seed in range(8):
        copied = tmp_path / f"{seed}"
        shutil.copytree(words._folder, copied)
        for file in copied.glob(f"*.{ending}"):
            flipped(file, seed)
        try:
            opened = Words(copied)
            opened.search("rice in the spring", 9)
            opened.passage_frequency("rice")
            opened.holds(listed)
        except StoreError as error:
            told.append(str(error))
    assert [one for one in told if not one.endswith("Run: footnote index --rebuild")] == []
    assert told


def test_a_passage_is_shown_as_a_reader_expects_it() -> None:
    text = "## Figures\n\nThey are **good**. Look.\n\n| Metric | Q1 |\n|---|---|\n| Churn | 3 % |\n| Sales | 9 |\n"
    sentences = tuple(split_sentences(text, "en", "markdown"))
    stored = StoredPassage("d:0:9", "d", 0, len(text), text, sentences, np.zeros((len(sentences), 2), np.float32))
    assert stored.shown.split("\n") == [
        "Figures",
        "They are good. Look.",
        "Metric: Churn | Q1: 3 %",
        "Metric: Sales | Q1: 9",
    ]
    plain = "One sentence.\nAnother one."
    sentences = tuple(split_sentences(plain))
    assert not StoredPassage("d:0:9", "d", 0, 26, plain, sentences, np.zeros((2, 2), np.float32)).shown
