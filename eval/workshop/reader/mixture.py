"""Which pairs the reader is fitted on: how many of each public set, in one seeded order."""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from . import claims, pairs, written
from .pairs import Pair
from .written import Written


@dataclass(frozen=True, slots=True)
class Share:
    """A set, how many pairs of it a pass has at most, and how often its questions come back in a pass."""

    name: str
    most: int
    passes: int = 1


QUESTIONS = (
    Share("squad2_dev_rest", 9600, 2), Share("squad2_train_part", 10200, 2), Share("squad2_train_sample", 2500, 3),
    Share("squad1_train_sample", 7600, 2), Share("squad11_dev_rest", 8400, 2), Share("en_qed", 2700, 2),
    Share("en_quoref_contrast", 2200, 2), Share("en_policyqa", 4000), Share("en_covidqa", 1300),
    Share("vi_squad2_dev", 6400), Share("vi_squad2_dev_impossible", 700), Share("vi_mlqa_dev", 1000, 2),
    Share("mlqa_dev_cross", 2000, 2), Share("es_squad2_dev", 4000), Share("pt_squad2_dev", 2500),
    Share("id_squad2_dev", 1500), Share("da_squad2_dev", 1000), Share("it_squad_dev", 1500), Share("afriqa", 3000),
    Share("id_idkmrc", 9000), Share("fa_pquad", 9000), Share("he_heq", 3000), Share("ja_jaquad", 4000),
    Share("zh_drcd", 2000), Share("th_iapp", 1000), Share("ar_arcd", 1300), Share("kk_kazqad", 700), Share("no_norquad", 900),
)  # fmt: skip
"""The same question comes back seldom, translated or not: what is unanswerable is soon known by heart (docs/reader.md)."""

CROSSED = (
    ("vi_squad2_dev", "squad2_dev_rest", 4000), ("vi_squad2_dev", "squad11_dev_rest", 3000),
    ("squad2_dev_rest", "vi_squad2_dev", 1500), ("es_squad2_dev", "squad2_dev_rest", 1200),
    ("pt_squad2_dev", "squad2_dev_rest", 600), ("it_squad_dev", "squad11_dev_rest", 800),
)  # fmt: skip
"""Questions of the first set over the passages of the second: the same question, asked in another language."""

SENTENCES = (Share("en_selqa", 3500), Share("en_hotpot_sample", 600))

STATEMENTS = (
    Share("en_fever", 12000), Share("en_mnli_ni", 6600), Share("en_snli_ni", 10000), Share("en_conjnli", 2500),
    Share("id_indonli", 6000), Share("fa_farstail", 2500), Share("ko_xnli", 2000),
)  # fmt: skip
"""Statements with what they follow from, for the head that tells support. ContractNLI and FEVER-symmetric are left out:
it is measured on them."""

EDITED = (
    Share("squad2_dev_rest", 1000),
    Share("squad1_train_sample", 1000),
    Share("vi_squad2_dev", 700),
    Share("id_idkmrc", 500),
)
"""Passages whose own sentences are claims, some of them edited."""


WRITTEN_PASSES = 1
"""How often a pass has the questions and claims that were written for the reader."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The folder of the public sets, the titles that nothing may be fitted on, and how much of the public sets a pass has.

    ``whole`` are the names of written files of which a pass has all, none means all files; of the others it has the
    share ``others``, so that what was written last is seen most.
    """

    folder: Path
    skip: frozenset[str]
    share: float = 1.0
    whole: frozenset[str] = frozenset()
    others: float = 1.0

    def file(self, kind: str, name: str) -> Path:
        return self.folder / kind / f"{name}.jsonl"

    def passage(self, name: str, digest: str) -> Mapping[str, Any]:
        """The passage of a set by the digest of its text.

        Raises:
            ValueError: the set has no such passage.
        """
        file = self.file("qa", name)
        try:
            return _by_digest(file)[digest]
        except KeyError:
            raise ValueError(f"{file} has no passage with the digest {digest}: it is another edition.") from None

    def digests(self) -> dict[str, str]:
        """The first half of each used file's SHA-256, by name."""
        names = [("qa", s.name) for s in QUESTIONS] + [("sentences", s.name) for s in SENTENCES]
        names += [("nli", s.name) for s in STATEMENTS]
        return {n: hashlib.sha256(self.file(k, n).read_bytes()).hexdigest()[:32] for k, n in names}


def _written(sources: Sources, chance: random.Random) -> Iterator[Written]:
    """The written passages of a pass."""
    for file in sorted(written.FOLDER.glob("*.txt")):
        passages = list(written.read_file(file, sources.passage))
        if sources.whole and file.stem not in sources.whole:
            passages = chance.sample(passages, round(len(passages) * sources.others))
        yield from passages


@lru_cache
def _by_digest(file: Path) -> dict[str, Mapping[str, Any]]:
    return {written.digest(row["context"]): row for row in pairs.read_rows(file)}


def measured_titles(file: Path) -> frozenset[str]:
    """The titles of a SQuAD-format file, as every set may write them."""
    titles = [a["title"] for a in json.loads(file.read_text("utf-8"))["data"]]
    return frozenset(t for title in titles for t in (title, title.replace("_", " "), title.replace(" ", "_")))


def one_pass(sources: Sources, seed: int) -> list[Pair]:
    """The pairs of a pass over the mixture, shuffled."""
    chance = random.Random(seed)
    found: list[Pair] = []

    def take(made: Iterator[Pair], most: int) -> None:
        found.extend(islice(made, math.ceil(most * sources.share)))

    for share in QUESTIONS:
        rows = pairs.read_rows(sources.file("qa", share.name))
        for _ in range(share.passes):
            take(pairs.qa_pairs(rows, rows[0]["lang"], chance, sources.skip), -(-share.most // share.passes))
    for asked, over, most in CROSSED:
        rows = pairs.crossed(*(pairs.read_rows(sources.file("qa", name)) for name in (asked, over)))
        take(pairs.qa_pairs(rows, "", chance, sources.skip), most)
    for share in SENTENCES:
        rows = pairs.read_rows(sources.file("sentences", share.name))
        take(pairs.sentence_pairs([r for r in rows if r.get("title", "") not in sources.skip], chance), share.most)
    for share in EDITED:
        rows = pairs.read_rows(sources.file("qa", share.name))
        for _ in range(share.passes):
            take(claims.edited_pairs(rows, chance, sources.skip), -(-share.most // share.passes))
    for share in STATEMENTS:
        take(claims.statement_pairs(pairs.read_rows(sources.file("nli", share.name)), chance), share.most)
    held = list(_written(sources, chance))
    rows = [written.row_of(w) for w in held]
    for _ in range(WRITTEN_PASSES):
        found.extend(pairs.qa_pairs(rows, "", chance, sources.skip))
        found.extend(written.claim_pairs(held, chance))
    chance.shuffle(found)
    return found
