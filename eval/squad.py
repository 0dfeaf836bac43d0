"""SQuAD 1.1, SQuAD 2.0 and XQuAD files as questions of ours; every paragraph becomes one article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.matchers import AnyOf
from eval.outcome import SQUAD
from eval.questions import Evidence, KeyFact, Question, Turn
from rag import UsageError

_LANGUAGE = re.compile(r"\.([a-z]{2})\.json$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as an article: its file name, its text, and the title it stood under."""

    path: str
    text: str
    title: int
    questions: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Squad:
    """Articles by path, and questions over them."""

    articles: Mapping[str, str]
    questions: tuple[Question, ...]

    def write_articles(self, folder: Path) -> None:
        """Writes each article as the UTF-8 it is, so that offsets stay true."""
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in self.articles.items():
            (folder / path).write_bytes(text.encode())


def read_squad(questions_file: Path, corpus_file: Path | None = None) -> Squad:
    """Reads questions, and the paragraphs of the same file or of another language's (joined by question id).

    Every second title goes to dev, so that thresholds have questions of their own and no evidence is shared.

    Raises:
        UsageError: a file cannot be read, is of another format, or the two share no question.
    """
    paragraphs = _read(corpus_file or questions_file)
    asked = {qa["id"]: qa for one in _read(questions_file) for qa in one.questions}
    one_title = len({paragraph.title for paragraph in paragraphs}) == 1
    questions = tuple(
        _question(asked[qa["id"]], qa, paragraph, _language(questions_file), "test" if one_title else "")
        for paragraph in paragraphs
        for qa in paragraph.questions
        if qa["id"] in asked
    )
    if not questions:
        raise UsageError("The two files have no question in common.", "Give two languages of one data set.")
    return Squad({paragraph.path: paragraph.text for paragraph in paragraphs}, questions)


def evenly(questions: Sequence[Question], limit: int | None) -> list[Question]:
    """At most `limit` questions, evenly spread over the file."""
    if limit is None or len(questions) <= limit:
        return list(questions)
    return [questions[place * len(questions) // limit] for place in range(limit)]


def _read(path: Path) -> list[Paragraph]:
    try:
        return list(_paragraphs(json.loads(path.read_text(encoding="utf-8"))["data"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{str(path)!r} is no SQuAD file ({error}).", "Give JSON with data, paragraphs and qas."
        ) from error


def _paragraphs(data: Sequence[Mapping[str, Any]]) -> Iterator[Paragraph]:
    """Paragraphs with a file name each; the same text twice is one article."""
    paths: dict[str, str] = {}
    for title, article in enumerate(data):
        slug = re.sub(r"\W+", "_", str(article.get("title", "")))[:40].strip("_")
        for number, paragraph in enumerate(article["paragraphs"]):
            text = paragraph["context"]
            path = paths.setdefault(text, f"{title:03}_{slug}_{number:03}.txt")
            yield Paragraph(path, text, title, tuple(paragraph["qas"]))


def _language(path: Path) -> str:
    """The language in a name like xquad.vi.json, else English."""
    found = _LANGUAGE.search(path.name)
    return found.group(1) if found else "en"


def _question(
    asked: Mapping[str, Any], gold: Mapping[str, Any], paragraph: Paragraph, lang: str, split: str
) -> Question:
    """One question; its answers are accepted in both languages, since the bot quotes the paragraph's."""
    answers = [] if gold.get("is_impossible") else gold["answers"]
    texts = tuple(dict.fromkeys(one["text"] for one in [*answers, *(asked["answers"] if answers else ())]))
    evidence = {(e.start, e.quote): e for e in (_evidence(one, paragraph) for one in answers)}
    return Question(
        id=str(gold["id"]),
        type="factual" if answers else "unanswerable",
        lang=lang,
        split="test" if split or paragraph.title % 2 else "dev",
        turns=(Turn(q=asked["question"].strip()),),
        expected="answer" if answers else "abstain",
        references=texts,
        key_facts=(KeyFact(id="k1", vital=True, text=texts[0], match=(AnyOf(any_of=texts),)),) if answers else (),
        evidence=(tuple(evidence.values()),) if answers else (),
        tags=(SQUAD,),
    )


def _evidence(answer: Mapping[str, Any], paragraph: Paragraph) -> Evidence:
    """The answer's span; an offset that is off by some characters, as in older files, is looked up."""
    text, start = answer["text"], answer["answer_start"]
    if paragraph.text[start : start + len(text)] != text:
        start = paragraph.text.find(text)
    if start < 0:
        raise UsageError(f"{paragraph.path} does not hold the answer {text!r}.", "Check the file.")
    return Evidence(doc_id=paragraph.path, quote=text, start=start, end=start + len(text))
