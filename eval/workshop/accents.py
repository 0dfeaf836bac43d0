"""Counts neighbouring words for a language that is often typed without its accents.

    python -m eval.workshop.accents --data ../train --out rag/language/vietnamese/pairs.tsv.gz --measure xquad.vi.json

The texts are the Vietnamese ones of the public sets in ``qa/`` and of what was written for the reader, and the words in
``accents.txt`` beside this file, which are written as they are used together.
"""

from __future__ import annotations

import argparse
import gzip
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import regex

from eval.workshop.reader.written import FOLDER, read_file
from rag.answer.question.accents import restore_accents
from rag.language.accents import Accents, accents_of, pairs_in
from rag.language.packs import language_by
from rag.language.words import fold

SETS = ("vi_squad2_dev", "vi_squad2_dev_impossible", "vi_mlqa_dev", "mlqa_dev_cross")
WORDS = Path(__file__).with_name("accents.txt")
WORD_COUNT = 10
"""How often a word of the list counts."""
LEAST = 2
"""Rarer pairs are left out."""
_LATIN = regex.compile(r"[^\p{Latin}\p{M}\p{N}\p{P}\p{S}\s]")


def texts(data: Path) -> Iterator[str]:
    """Each Vietnamese text and question once."""
    seen: set[str] = set()
    for text in (*_public(data), *_written()):
        if text not in seen:
            seen.add(text)
            yield text


def _public(data: Path) -> Iterator[str]:
    for name in SETS:
        for line in (data / "qa" / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["lang"] == "vi":
                yield row["context"]
            for asked in row["questions"]:
                if asked.get("qlang", row["lang"]) == "vi":
                    yield asked["question"]


def _written() -> Iterator[str]:
    for file in sorted(FOLDER.glob("*.txt")):
        for held in read_file(file, lambda *_: {"title": "", "lang": "", "context": ""}):
            if held.language == "vi":
                yield held.text
            yield from (line.rpartition(" => ")[0] or line for _, language, line in held.lines if language == "vi")


def counted(data: Path) -> Counter[tuple[str, str]]:
    counts = Counter(pair for text in texts(data) for pair in pairs_in(_LATIN.sub(" ", text)))
    counts = Counter({pair: count for pair, count in counts.items() if count >= LEAST})
    for line in WORDS.read_text("utf-8").splitlines():
        for pair in pairs_in(line):
            counts[pair] += WORD_COUNT * all(pair)
    return counts


def share_restored(questions: Iterable[str], table: Accents) -> float:
    """The share of words that are written as before once their accents were taken away."""
    right = total = 0
    for question in questions:
        meant = unicodedata.normalize("NFC", question).split()
        restored = restore_accents(fold(question), table).split()
        if len(meant) == len(restored):
            total += len(meant)
            right += sum(a.lower() == b.lower() for a, b in zip(meant, restored))
    return right / total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--measure", type=Path, help="a file as SQuAD's, of questions that are in no set")
    options = parser.parse_args()
    lines = (f"{before}\t{word}\t{count}" for (before, word), count in sorted(counted(options.data).items()) if count)
    options.out.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    table = accents_of(language_by("vi"))
    if options.measure and table:
        data = json.loads(options.measure.read_text("utf-8"))["data"]
        asked = [q["question"] for article in data for p in article["paragraphs"] for q in p["qas"]]
        print(
            f"{len(table.pairs):,} pairs; of the words of {len(asked):,} questions right: {share_restored(asked, table):.3f}"
        )


if __name__ == "__main__":
    main()
