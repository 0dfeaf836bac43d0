"""Questions and claims written for the reader, over passages written with them or of the public sets.

A file has passages one after another. ``@ title | language`` begins one whose text follows, ``@ set:digest`` one of a
public set, known by the first half of its text's SHA-256. Then a line each: ``[?] question => answer`` (the answer stands
in the passage), ``[!] question`` (nothing there answers it), ``[+]``, ``[-]`` and ``[~]`` a claim that follows, that is
contradicted, that is left open. ``[?vi]`` is asked in another language than the passage's.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import regex

from eval.workshop.texts import Asked, Paragraph, QuestionSet

from .pairs import LABELS, Pair, cut, sentences_of, sloppy

FOLDER = Path(__file__).parent / "written"
DOCUMENTS = FOLDER / "documents"
"""Whole documents, which the reader is not fitted on: the confidence is."""
_LINE = regex.compile(r"^\[([?!+~-])([a-z]{2})?\] (.+)$")
_ANSWER = " => "
_CLAIMS = {"+": "entailment", "-": "contradiction", "~": "neutral"}


@dataclass
class Written:
    """A passage with what was written to it: (mark, language, line)."""

    title: str
    language: str
    text: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def no_passage(name: str, digest: str) -> Mapping[str, Any]:
    """The passages of public sets, where there are none."""
    raise ValueError(f"No public set is at hand for the passage {name}:{digest}.")


def read_file(file: Path, passage: Callable[[str, str], Mapping[str, Any]] = no_passage) -> Iterator[Written]:
    """The passages of a file; ``passage`` gives the row of a public set by the set's name and the digest of its text.

    Raises:
        ValueError: a line stands where none is expected; the message has file and line.
    """
    held: Written | None = None
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.startswith("@ "):
            if held is not None:
                yield _trimmed(held)
            held = _begun(line[2:], passage)
        elif held is not None and (match := _LINE.match(line)):
            held.lines.append((match[1], match[2] or held.language, match[3].strip()))
        elif held is not None and not held.lines:
            held.text += line + "\n"
        elif line.strip():
            raise ValueError(f"{file}, line {number}: neither a passage nor a question: {line[:60]}")
    if held is not None:
        yield _trimmed(held)


def _begun(head: str, passage: Callable[[str, str], Mapping[str, Any]]) -> Written:
    if "|" in head:
        title, language = (part.strip() for part in head.rsplit("|", 1))
        return Written(title, language, "")
    row = passage(*head.strip().split(":"))
    return Written(row["title"].replace("_", " "), row["lang"], row["context"])


def _trimmed(held: Written) -> Written:
    held.text = held.text.strip()
    return held


def row_of(held: Written) -> dict[str, Any]:
    """The questions of a passage in the form of the public sets; those whose answer stands in several sentences are left
    out, since which of them was meant is not written."""
    units = sentences_of(held.text, held.language)
    questions = []
    for mark, language, line in held.lines:
        if mark not in "?!":
            continue
        question, _, answer = line.rpartition(_ANSWER) if mark == "?" else (line, "", "")
        places = [m.start() for m in regex.finditer(regex.escape(answer), held.text)] if answer else []
        if mark == "?" and len({i for p in places for i, (a, b) in enumerate(units) if a <= p < b}) != 1:
            continue
        answers = [{"text": answer, "start": p} for p in places]
        questions.append({"question": question, "answers": answers, "impossible": not answers, "qlang": language})
    return {"title": held.title, "lang": held.language, "context": held.text, "questions": questions}


def claim_pairs(held: Sequence[Written], chance: random.Random) -> Iterator[Pair]:
    """The claims over a window of their passage, around the sentence that shares most words with them."""
    lines = [(w, mark, line) for w in held for mark, _, line in w.lines if mark in _CLAIMS]
    chance.shuffle(lines)
    for written, mark, line in lines:
        units = sentences_of(written.text, written.language)
        said = {w.lower().strip(".,") for w in line.split()}
        shared = [len(said & {w.lower().strip(".,") for w in written.text[a:b].split()}) for a, b in units]
        sizes = [max(1, (b - a) // 4) for a, b in units]
        first, last = cut(written.text, units, sizes, shared.index(max(shared)), chance)
        window = written.text[units[first][0] : units[last - 1][1]]
        label = LABELS.index(_CLAIMS[mark])
        yield Pair(
            sloppy(line, written.language, chance) if chance.random() < 0.1 else line,
            "", window, ((0, len(window)),), label=label, has_span=False,
        )  # fmt: skip


def as_questions(held: Sequence[Written], *, foreign: bool) -> QuestionSet:
    """The passages of documents with the questions in their language, or with those in another one; what stands before
    "›" is the document's title."""
    paragraphs: list[Paragraph] = []
    asked: list[Asked] = []
    for number, written in enumerate(held):
        title = written.title.split(" › ")[0]
        paragraphs.append(Paragraph(number, title, written.text, written.language))
        for q in row_of(written)["questions"]:
            if (q["qlang"] != written.language) == foreign:
                spans = tuple((a["start"], a["start"] + len(a["text"])) for a in q["answers"])
                texts = tuple(a["text"] for a in q["answers"])
                asked.append(Asked(f"{number}-{len(asked)}", q["question"], title, number, texts, spans))
    name = "documents, asked in another language" if foreign else "documents"
    return QuestionSet(name, tuple(paragraphs), tuple(asked))
