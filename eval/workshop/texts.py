"""Questions and articles out of SQuAD-format files, and corpora of several shapes made of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a file; ``number`` counts within the file."""

    number: int
    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a paragraph; ``spans`` are its answers' places there, none when it has no answer."""

    id: str
    text: str
    title: str
    paragraph: int
    answers: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A SQuAD-format file."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    questions: tuple[Asked, ...]

    @property
    def answerable(self) -> list[Asked]:
        return [q for q in self.questions if q.spans]

    @property
    def unanswerable(self) -> list[Asked]:
        return [q for q in self.questions if not q.spans]

    @property
    def titles(self) -> list[str]:
        return list(dict.fromkeys(p.title for p in self.paragraphs))

    def of_titles(self, titles: Iterable[str]) -> QuestionSet:
        """The part about some titles; paragraph numbers stay."""
        kept = frozenset(titles)
        return replace(
            self,
            paragraphs=tuple(p for p in self.paragraphs if p.title in kept),
            questions=tuple(q for q in self.questions if q.title in kept),
        )

    def asked_in(self, other: QuestionSet) -> QuestionSet:
        """The same questions in the words of a parallel file, with this file's paragraphs and answers."""
        words = {q.id: q.text for q in other.questions}
        return replace(
            self,
            name=f"{other.name} over {self.name}",
            questions=tuple(replace(q, text=words[q.id]) for q in self.questions if q.id in words),
        )


def read_squad(path: Path, language: str | None = None) -> QuestionSet:
    """Reads a file; its language is the one named in ``name.vi.json``, else English."""
    parts = path.name.split(".")
    language = language or (parts[-2] if len(parts) > 2 and len(parts[-2]) == 2 else "en")
    paragraphs: list[Paragraph] = []
    questions: list[Asked] = []
    for entry in json.loads(path.read_text("utf-8"))["data"]:
        for found in entry["paragraphs"]:
            number = len(paragraphs)
            paragraphs.append(Paragraph(number, entry["title"], found["context"], language))
            for qa in found["qas"]:
                answers = [] if qa.get("is_impossible") else qa["answers"]
                spans = tuple((a["answer_start"], a["answer_start"] + len(a["text"])) for a in answers)
                questions.append(
                    Asked(
                        qa["id"],
                        qa["question"].strip(),
                        entry["title"],
                        number,
                        tuple(a["text"] for a in answers),
                        spans,
                    )
                )
    return QuestionSet(path.name, tuple(paragraphs), tuple(questions))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Text:
    """An article of a bench corpus: one or several paragraphs, each with where it begins."""

    path: str
    text: str
    language: str
    offsets: dict[int, int]


CAPTIONS = {
    "en": (
        "At the opening ceremony (Photo: AP)",
        "March 14, 2019 10:42",
        "Overview of the meeting.",
        "Illustrative photo.",
        "Visitors at the fair. Photo: Reuters",
        "The chairwoman speaks at the session - Photo: H. Long",
        "Monday, 3 June 2013",
        "Delegates at the event (Source: VNA)",
        "The scene this morning. Photo: D.T.",
        "Updated at 16:05 on September 8",
    ),
    "vi": (
        "Quang cảnh lễ khai mạc. Ảnh: TTXVN",
        "14/03/2019 10:42",
        "Toàn cảnh buổi làm việc.",
        "Ảnh minh họa.",
        "Khách tham quan hội chợ. Ảnh: Hồng Long",
        "Thứ hai, ngày 3 tháng 6 năm 2013",
        "Các đại biểu dự sự kiện (Nguồn: TTXVN)",
    ),
}
"""Lines as news articles have them between their paragraphs; made up."""


def as_articles(paragraphs: Sequence[Paragraph], per_article: int = 1, *, captions: bool = False) -> list[Text]:
    """Articles of so many neighbouring paragraphs of one title (0: the whole title), perhaps with captions between."""
    groups: list[list[Paragraph]] = []
    for p in paragraphs:
        if groups and groups[-1][0].title == p.title and (not per_article or len(groups[-1]) < per_article):
            groups[-1].append(p)
        else:
            groups.append([p])
    return [_joined(group, captions) for group in groups]


def _joined(group: Sequence[Paragraph], captions: bool) -> Text:
    text, offsets = "", {}
    for p in group:
        text += "\n\n" if text else ""
        offsets[p.number] = len(text)
        text += p.text
        lines = CAPTIONS.get(p.language, ())
        if captions and lines:
            text += "\n\n" + lines[p.number % len(lines)]
    return Text(f"{group[0].title}-{group[0].number:04d}", text, group[0].language, offsets)
