"""Training pairs: a question or a claim, and a window of text that answers or supports it, or does not.

The public sets are described beside the files (``train/README.md``): passages with questions, questions with
sentences, and statements with what they follow from. Everything here is drawn with a seed.
"""

from __future__ import annotations

import json
import random
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import regex
import sentencex

from rag.index.e5.tokens import Tokenizer

from . import changes

NOTHING = -1
"""The target of a head that learns nothing from a pair."""
WINDOW_TOKENS, TITLE_TOKENS, TEXT_TOKENS = 120, 20, 48
"""Tokens of a window, of its title, and of a question or claim, at most."""
LABELS = ("entailment", "contradiction", "neutral")
_WORD = regex.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Pair:
    """``text`` is a question or a claim, ``sentences`` the window cut into its units, ``gold`` the answer's span in
    characters of the window (None: not there), ``right`` the units that answer; ``label`` is of ``LABELS``."""

    text: str
    title: str
    window: str
    sentences: tuple[tuple[int, int], ...]
    gold: tuple[int, int] | None = None
    right: tuple[int, ...] = ()
    answers: bool | None = None
    label: int = NOTHING
    has_span: bool = True


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair in token ids: ``<s> text </s> title </s> window </s>``; ``first`` is where the window begins.

    ``units`` are the window's units as (first, past the last) token; ``start`` and ``end`` the answer's first and last
    token, 0 where there is none, ``NOTHING`` where it is not known.
    """

    ids: tuple[int, ...]
    first: int
    units: tuple[tuple[int, int], ...]
    right: tuple[int, ...]
    start: int
    end: int
    answers: int
    label: int


@dataclass
class Words:
    """Token ids with the characters that each is made of, word by word; words come back, so they are remembered."""

    tokenizer: Tokenizer
    known: dict[str, tuple[tuple[int, int, int], ...]] = field(default_factory=dict)

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """(id, start, end) of each token of ``text``."""
        found: list[tuple[int, int, int]] = []
        for match in _WORD.finditer(text):
            word, at = match.group(), match.start()
            pieces = self.known.get(word)
            if pieces is None:
                pieces = self.known[word] = tuple(self.tokenizer.spans(word))
            found += [(id_, at + a, at + b) for id_, a, b in pieces]
        return found


def sentences_of(text: str, language: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a text, trimmed; none goes on over the end of a line."""
    found, at = [], 0
    for line in text.splitlines():
        for piece in sentencex.segment(language if language else "en", line):
            start = text.find(piece, at)
            if start < 0:
                continue
            at = start + len(piece)
            body = piece.strip()
            if body:
                lead = start + piece.index(body[0])
                found.append((lead, lead + len(body)))
    return found or [(0, len(text))]


def without_accents(text: str) -> str:
    """As typed on a keyboard without them.

    >>> without_accents("Đồng Tháp")
    'Dong Thap'
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return bare.replace("đ", "d").replace("Đ", "D")


def sloppy(question: str, language: str, chance: random.Random) -> str:
    """A question as people type it: now and then in small letters, without accents or mark, or with a slip."""
    if language == "vi" and chance.random() < 0.2:
        question = without_accents(question)
    if chance.random() < 0.2:
        question = question.lower()
    elif chance.random() < 0.02:
        question = question.upper()
    if chance.random() < 0.2:
        question = question.rstrip("?？ ")
    if chance.random() < 0.05 and len(question) > 12:
        at = chance.randrange(2, len(question) - 2)
        question = (
            question[:at] + chance.choice(["", question[at] * 2, question[at + 1] + question[at]]) + question[at + 1 :]
        )
    return question


class Shelf:
    """One set of passages with questions, its near negatives at hand."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], skip_titles: frozenset[str]) -> None:
        self.rows = [r for r in rows if r["title"] not in skip_titles]
        self._by_title: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(self.rows):
            self._by_title[row["title"]].append(at)
        self._words: dict[int, frozenset[str]] = {}

    def questions(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        for at, row in enumerate(self.rows):
            for question in row["questions"]:
                yield at, question

    def beside(self, at: int, chance: random.Random) -> str:
        """The text of some passage of the same title."""
        return str(self.rows[chance.choice(self._by_title[self.rows[at]["title"]])]["context"])

    def words(self, at: int) -> frozenset[str]:
        if at not in self._words:
            self._words[at] = frozenset(w.lower().strip(".,;:()\"'?") for w in self.rows[at]["context"].split())
        return self._words[at]

    def near(self, at: int, question: str, answers: Sequence[str], chance: random.Random) -> int | None:
        """Another passage of the same title that shares most words with the question and has no answer in it."""
        others = [o for o in self._by_title[self.rows[at]["title"]] if o != at]
        if len(others) > 40:
            others = chance.sample(others, 40)
        asked = {w.lower().strip("?") for w in question.split()}
        lacking = [o for o in others if not any(a.lower() in self.rows[o]["context"].lower() for a in answers)]
        return max(lacking, key=lambda o: (len(asked & self.words(o)), o), default=None)


def read_rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def changed(question: str, context: str, answers: Sequence[str], elsewhere: str, chance: random.Random) -> str | None:
    """An English question that its passage does not answer any more, changed in the ways that people have, or None."""
    ways: list[Callable[[], str | None]] = [
        lambda: changes.exchanged(question, context, answers, elsewhere, chance),
        lambda: changes.contrary(question, context, chance),
        lambda: changes.beside(question, context, chance),
        lambda: changes.denied(question, chance),
    ]
    for way in chance.choices(ways, (0.42, 0.34, 0.14, 0.10), k=3):
        made = way()
        if made:
            return made
    return None


def without_answer(
    context: str, language: str, golds: Sequence[tuple[int, int]], answers: Sequence[str], chance: random.Random
) -> str | None:
    """The passage without the sentences that answer, or what stands on one side of them; None where the rest has the
    answer too or is too short."""
    units = sentences_of(context, language)
    held = [not any(a < end and start < b for start, end in golds) for a, b in units]
    if chance.random() < 0.4 and False in held:
        first, last = held.index(False), len(held) - held[::-1].index(False)
        held = (
            [i < first for i in range(len(held))] if first > len(held) - last else [i >= last for i in range(len(held))]
        )
    rest = " ".join(context[a:b] for (a, b), kept in zip(units, held) if kept)
    if sum(held) < 2 or any(a.lower() in rest.lower() for a in answers):
        return None
    return rest


def cut(
    context: str, units: Sequence[tuple[int, int]], sizes: Sequence[int], keep: int, chance: random.Random
) -> tuple[int, int]:
    """The first and past the last of the units of a window around unit ``keep``, a random place within it."""
    first = last = keep
    room = WINDOW_TOKENS - sizes[keep]
    while room > 0:
        open_ = [
            s for s in ("before", "after") if (s == "before" and first > 0) or (s == "after" and last + 1 < len(units))
        ]
        if not open_:
            break
        side = chance.choice(open_)
        at = first - 1 if side == "before" else last + 1
        if sizes[at] > room:
            break
        room -= sizes[at]
        first, last = min(first, at), max(last, at)
    return first, last + 1


def qa_pairs(
    rows: Sequence[Mapping[str, Any]], language: str, chance: random.Random, skip_titles: frozenset[str]
) -> Iterator[Pair]:
    """Pairs of a set of passages with questions, in a random order: the questions as they are, or made unanswerable."""
    shelf = Shelf(rows, skip_titles)
    asked = list(shelf.questions())
    chance.shuffle(asked)
    for at, q in asked:
        row, question, golds = asked_otherwise(shelf, at, q, language, chance)
        typed = sloppy(question, q.get("qlang", row["lang"]), chance)
        pair = window_pair(typed, row, golds, chance)
        if pair is not None:
            yield pair


def asked_otherwise(
    shelf: Shelf, at: int, q: Mapping[str, Any], language: str, chance: random.Random
) -> tuple[Mapping[str, Any], str, list[tuple[int, int]]]:
    """A question with its passage and its answers' spans; of those with an answer four in ten (in other languages than
    English three) have none any more: over a near passage, without the sentence that answers, or changed by a word."""
    row, question = shelf.rows[at], q["question"]
    golds = [(a["start"], a["start"] + len(a["text"])) for a in q["answers"]]
    texts = [a["text"] for a in q["answers"]]
    lot = chance.random() if golds else 1.0
    if lot < 0.08:
        other = shelf.near(at, question, texts, chance)
        return (row, question, golds) if other is None else (shelf.rows[other], question, [])
    if lot < 0.18:
        rest = without_answer(row["context"], row["lang"], golds, texts, chance)
        return (row, question, golds) if rest is None else ({**row, "context": rest}, question, [])
    if lot < 0.43 and language == "en":
        made = changed(question, row["context"], texts, shelf.beside(at, chance), chance)
        return (row, question, golds) if made is None else (row, made, [])
    if lot < 0.28 and language:
        made = changes.exchanged(question, row["context"], texts, shelf.beside(at, chance), chance)
        return (row, question, golds) if made is None else (row, made, [])
    if lot < 0.50 and language == "en":
        return row, changes.alike(question, row["context"], chance) or question, golds
    return row, question, golds


def window_pair(
    question: str, row: Mapping[str, Any], golds: Sequence[tuple[int, int]], chance: random.Random
) -> Pair | None:
    """A window of a passage around the answer, or, where there is none, around what shares most words with the question."""
    context = row["context"]
    units = sentences_of(context, row["lang"])
    if golds:
        gold = chance.choice(golds)
        keep = next((i for i, (a, b) in enumerate(units) if a <= gold[0] < b), None)
        if keep is None or gold[1] > units[keep][1]:
            return None
    else:
        gold, asked = None, {w.lower().strip("?") for w in question.split()}
        shared = [len(asked & {w.lower().strip(".,") for w in context[a:b].split()}) for a, b in units]
        keep = shared.index(max(shared))
    sizes = [max(1, (b - a) // (2 if row["lang"] in ("ja", "zh", "th") else 4)) for a, b in units]
    first, last = cut(context, units, sizes, keep, chance)
    start, end = units[first][0], units[last - 1][1]
    inside = tuple((a - start, b - start) for a, b in units[first:last])
    title = row["title"].replace("_", " ") if chance.random() < 0.6 else ""
    if gold is None:
        return Pair(question, title, context[start:end], inside, answers=False)
    return Pair(question, title, context[start:end], inside, (gold[0] - start, gold[1] - start), (keep - first,), True)


def crossed(rows: Sequence[Mapping[str, Any]], texts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The passages of ``texts`` with the questions of ``rows`` that have the same id: asked in another language."""
    by_id = {q["id"]: (q["question"], r["lang"]) for r in rows for q in r["questions"]}
    found = []
    for row in texts:
        held = [q for q in row["questions"] if q["id"] in by_id]
        questions = [{**q, "question": by_id[q["id"]][0], "qlang": by_id[q["id"]][1]} for q in held]
        if questions:
            found.append({**row, "questions": questions})
    return found


def sentence_pairs(rows: Sequence[Mapping[str, Any]], chance: random.Random) -> Iterator[Pair]:
    """Pairs of a set of questions with sentences: those of a question in their order, as one window."""
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["question"]].append(row)
    order = list(groups)
    chance.shuffle(order)
    for question in order:
        group = groups[question]
        right = [i for i, r in enumerate(group) if r["label"]]
        sizes = [max(1, len(r["sentence"]) // 4) for r in group]
        keep = chance.choice(right) if right else chance.randrange(len(group))
        if sizes[keep] > WINDOW_TOKENS:
            continue
        first, last = cut("", [(0, 0)] * len(group), sizes, keep, chance)
        window, units = "", []
        for r in group[first:last]:
            window += (" " if window else "") + r["sentence"]
            units.append((len(window) - len(r["sentence"]), len(window)))
        inside = tuple(i - first for i in right if first <= i < last)
        title = str(group[0].get("title", "")) if chance.random() < 0.6 else ""
        yield Pair(
            sloppy(question, "en", chance), title, window, tuple(units), None, inside, bool(inside), has_span=not inside
        )


def encode(pair: Pair, words: Words) -> Encoded | None:
    """A pair in token ids; None where the answer does not fit."""
    text = [id_ for id_, _, _ in words.spans(pair.text)][:TEXT_TOKENS]
    title = [id_ for id_, _, _ in words.spans(pair.title)][:TITLE_TOKENS]
    tokens = words.spans(pair.window)[: WINDOW_TOKENS * 2]
    if not tokens or not text:
        return None
    kind = CLAIM_PREFIX if pair.label != NOTHING else QUESTION_PREFIX
    head = [0, *kind, *text, 2, *title, 2]
    first = len(head)
    units = []
    for a, b in pair.sentences:
        inside = [i for i, (_, s, e) in enumerate(tokens) if s < b and e > a]
        units.append((first + inside[0], first + inside[-1] + 1) if inside else (first, first))
    if any(a == b for a, b in units):
        return None
    start = end = 0 if pair.has_span else NOTHING
    if pair.gold is not None:
        inside = [i for i, (_, s, e) in enumerate(tokens) if s < pair.gold[1] and e > pair.gold[0]]
        if not inside:
            return None
        start, end = first + inside[0], first + inside[-1]
    answers = NOTHING if pair.answers is None else int(pair.answers)
    ids = (*head, *(id_ for id_, _, _ in tokens), 2)
    return Encoded(ids, first, tuple(units), pair.right, start, end, answers, pair.label)


QUESTION_PREFIX: tuple[int, ...] = (41, 1294, 12)  # "query:"
CLAIM_PREFIX: tuple[int, ...] = (46692, 12)  # "passage:"


def with_prefixes_of(tokenizer: Tokenizer) -> None:
    """Hold the prefixes against the vocabulary; raises ValueError where they are others."""
    if (tuple(tokenizer.ids("query:")), tuple(tokenizer.ids("passage:"))) != (QUESTION_PREFIX, CLAIM_PREFIX):
        raise ValueError(f"The vocabulary is another: {tokenizer.ids('query:')}, {tokenizer.ids('passage:')}.")
