"""A draft against the articles: claim by claim, what is nearest is looked up and judged."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Hashable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from rag.answer.answer import Citation, Context
from rag.answer.check.addressed import addresses_model
from rag.answer.check.alignment import Source, Statement, keys_of
from rag.answer.check.checked import Checked
from rag.answer.check.claim_judge import judge_claim
from rag.answer.check.claims import Claim, claims_of, is_judgement
from rag.answer.check.findings import CheckedClaim, CheckedQuotation
from rag.answer.check.items import spoken_of
from rag.answer.check.names import key_of
from rag.answer.check.quotations import Match, Quotation, QuotedState, match, quotations_of, said_by
from rag.answer.check.reading import read_claim
from rag.answer.check.verdicts import Difference, Judgement, Near
from rag.answer.evidence.retrieval import retrieve
from rag.answer.reader.scorer import Scorer
from rag.corpus.article import Sentence, digest_of
from rag.corpus.blocks import Form
from rag.errors import UsageError
from rag.index.index import Index
from rag.index.stored_passage import StoredPassage
from rag.language.detect import guess

NEAREST = 8
"""Sentences that a claim is held against."""
_ITEMS = 3
"""Items of a list that a claim is held against."""
_ALONE = ("row",)
"""Kinds of sentences of which those beside say nothing: what one row has is not so of another."""
_APART = ("row", "list")
"""Kinds of sentences of which the one before says nothing."""
_LONGEST = 2000
"""Characters of a claim that are looked up."""
_REMEMBERED = 1000
"""Claims that are not judged again, and passages of which what is read is kept."""
_VERBATIM = 0.9
"""Of the supported claims of a draft, what share stands word for word in one article that it is taken from."""


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A sentence of an article near to a claim, and what it is judged by."""

    passage: StoredPassage
    sentence: Sentence
    near: Near


@dataclass(frozen=True, slots=True)
class _Told:
    """The sentences of a passage as they are understood in their places, the keys of their words, and which may support a claim."""

    texts: tuple[str, ...]
    keys: tuple[frozenset[str], ...]
    usable: tuple[int, ...]


class Memory:
    """The claims that were judged last, so that a draft in which a sentence has changed is soon checked again.

    May be used by several threads at once.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Judgement, list[_Found]]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> tuple[Judgement, list[_Found]] | None:
        with self._lock:
            return self._kept.get(key)

    def put(self, key: Hashable, judged: tuple[Judgement, list[_Found]]) -> None:
        with self._lock:
            self._kept[key] = judged
            if len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)


@dataclass
class Checker:
    """Checks the claims of one draft; the citations that it has given so far are numbered through.

    ``within`` are the digests of the articles to look in; None means all. Without a ``reader`` the rules and the words decide.
    """

    index: Index
    within: Set[str] | None = None
    memory: Memory = field(default_factory=Memory)
    reader: Scorer | None = None
    citations: list[Citation] = field(default_factory=list)
    _given: dict[tuple[str, int, int], int] = field(default_factory=dict)
    _embedded: dict[tuple[str, ...], Source] = field(default_factory=dict)
    _rarity: dict[str, float] = field(default_factory=dict)
    _read: dict[str, _Told] = field(default_factory=dict)

    def claim(self, claim: Claim) -> CheckedClaim:
        """A claim with its verdict."""
        if claim.nothing:
            return CheckedClaim(
                claim.text, claim.start, claim.end, "nothing to check", 1.0, why=f"It is {claim.nothing}."
            )
        foreign = self._foreign(claim.text)
        if foreign:
            return CheckedClaim(claim.text, claim.start, claim.end, "not found", 0.0, why=foreign)
        judged, cited = self._judged(claim)
        if judged.verdict == "not found" and is_judgement(claim.text):
            return CheckedClaim(claim.text, claim.start, claim.end, "nothing to check", 0.7, why="It is an opinion.")
        numbers = tuple(self._cite(place) for place in cited)
        meant = claim.meant if claim.meant != claim.text else ""
        return CheckedClaim(
            claim.text, claim.start, claim.end, judged.verdict, judged.confidence, numbers, judged.differs, meant=meant
        )

    def _judged(self, claim: Claim) -> tuple[Judgement, list[_Found]]:
        """The judgement of a claim, and the sentences that this rests on; of one that was judged before, as it was then."""
        key = (self.index.words.generation, self.within and frozenset(self.within), claim.meant, claim.readings)
        known = self.memory.get(key)
        if known is None:
            readings = [claim.meant, *claim.readings]
            known = judge_claim(readings, self._nearest, self.index.encoder, partial(read_claim, self.reader))
            self.memory.put(key, known)
        return known

    def nearest(self, claim: Claim) -> tuple[list[Statement], list[Near]]:
        """A claim's readings, and the sentences that it is judged by, best first."""
        readings = dict.fromkeys([claim.meant, *claim.readings])
        statements = [Statement.of(text, self.index.encoder) for text in readings]
        return statements, [unit.near for unit in self._nearest(statements[0])]

    def near(self, statement: Statement, passage: StoredPassage, sentence: Sentence) -> Near:
        """A sentence of a passage as a statement is judged by it; of a list the item that is nearest."""
        return self._items(statement, self._found(passage, passage.sentences.index(sentence)))[0].near

    def _foreign(self, text: str) -> str:
        """Says that a claim is in a language that no article is in; "" where it is not."""
        held = self.index.words.languages
        language = guess(text, held)
        if not language or language == "und" or language in held:
            return ""
        return f"It is in a language ({language}) that no article is in ({', '.join(sorted(held))})."

    # -- Looking up ------------------------------------------------------------------------------------

    def _nearest(self, statement: Statement) -> list[_Found]:
        """The sentences of the articles that say most of a claim, by words and by meaning."""
        found = retrieve(self.index, statement.text[:_LONGEST], self.within, statement.vector)
        places: list[tuple[float, StoredPassage, int]] = []
        weights = self._weights(statement)
        whole = max(sum(weights.values()), 1e-9)
        for candidate in found.candidates:
            told = self._told(candidate.passage)
            for at in told.usable:
                shared = sum(weight for key, weight in weights.items() if key in told.keys[at])
                places.append((shared / whole + candidate.cosines[at], candidate.passage, at))
        places.sort(key=lambda place: -place[0])
        units = [self._found(passage, at) for _, passage, at in places[:NEAREST]]
        return [item for unit in units for item in self._items(statement, unit)][:NEAREST]

    def _items(self, statement: Statement, found: _Found) -> list[_Found]:
        """A list as its items, the nearest first: what one of them says is not said of another."""
        lines = [line.strip() for line in found.near.text.split("\n") if line.strip()]
        if found.sentence.kind != "list" or len(lines) < 3:
            return [found]
        kept = spoken_of(statement.text, "\n".join(lines)).split("\n")
        announced = lines[0].endswith((":", "："))
        items = [f"{lines[0]} {line}" for line in kept[1:]] if announced else kept
        source = self._embed(tuple(items))
        order = sorted(range(len(items)), key=lambda at: -statement.nearness(source, at))[:_ITEMS]
        alone = [source.only([at]) for at in order]
        return [replace(found, near=replace(found.near, source=item, around=item)) for item in alone]

    def _weights(self, statement: Statement) -> dict[str, float]:
        """How much each content word of a claim tells: the rarer in the corpus, the more."""
        passages = max(self.index.words.passages, 1)
        content = {key_of(w): w.term for w in statement.facts.words if w.content}
        for term in {*content.values()} - self._rarity.keys():
            self._rarity[term] = float(np.log(1 + passages / (1 + self.index.words.passage_frequency(term))))
        return {key: self._rarity[term] for key, term in content.items()}

    def _found(self, passage: StoredPassage, at: int) -> _Found:
        listed = self.index.listed(passage.digest)
        quotable = [i for i, s in enumerate(passage.sentences) if s.quotable]
        place = quotable.index(at)
        own = passage.sentences[at].kind in _ALONE
        beside = (
            [at] if own else [i for i in quotable[max(0, place - 2) : place + 2] if passage.sentences[i].kind != "row"]
        )
        around = self._source(passage, beside)
        titled = tuple(filter(None, (listed.title, passage.sentences[at].section)))
        if titled:
            around = Source.joined([around, self._embed(titled)]) if around.states else around
        years = frozenset({listed.date.year} if listed.date else ())
        before = self._told(passage).texts[at - 1] if at and passage.sentences[at].kind not in _APART else ""
        alone = self._source(passage, [at])
        near = Near(alone, around, years, passage.digest, " › ".join(titled), before)
        return _Found(passage, passage.sentences[at], near)

    def _embed(self, texts: tuple[str, ...]) -> Source:
        """Some texts that are no sentences of a passage: titles, the items of a list."""
        found = self._embedded.get(texts)
        if found is None:
            found = self._embedded[texts] = Source.of(texts, self.index.encoder)
        return found

    def _source(self, passage: StoredPassage, places: Sequence[int]) -> Source:
        return Source(self._told(passage).texts, passage.vectors, passage.states).only(places)

    def _told(self, passage: StoredPassage) -> _Told:
        found = self._read.get(passage.key)
        if found is None:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            text = self.index.article(passage.digest).text
            texts = tuple(self._with_context(text, sentence) for sentence in passage.sentences)
            usable = tuple(
                at for at, s in enumerate(passage.sentences) if s.quotable and not addresses_model(s.shown(text))
            )
            found = self._read[passage.key] = _Told(texts, tuple(map(keys_of, texts)), usable)
        return found

    @staticmethod
    def _with_context(text: str, sentence: Sentence) -> str:
        """A sentence as it is understood in its place: an item with what announces its list."""
        shown = sentence.shown(text)
        if sentence.context is None or sentence.kind == "row":
            return shown
        return " ".join(text[slice(*sentence.context)].split()) + " " + shown

    def _cite(self, found: _Found) -> int:
        sentence = found.sentence
        return self._cited(found.passage.digest, sentence.start, sentence.end, sentence)

    def _cited(self, digest: str, start: int, end: int, about: Sentence | None = None) -> int:
        """The number of a citation, a new one where it was not given yet."""
        known = self._given.get((digest, start, end))
        if known is not None:
            return known
        article = self.index.article(digest)
        context = about and about.context and Context(*about.context, article.text[slice(*about.context)])
        number = self._given[digest, start, end] = len(self.citations) + 1
        section, plain = (about.section, about.plain) if about else ("", "")
        quote, page = article.text[start:end], article.page(start)
        self.citations.append(Citation(number, article, start, end, quote, page, context or None, section, plain))
        return number

    # -- Quotations ------------------------------------------------------------------------------------

    def quotation(self, quoted: Quotation) -> CheckedQuotation:
        """Tells whether an article has a quotation so, and from the same person."""
        best: tuple[float, str, Match] | None = None
        for digest in self._digests(quoted.text):
            hit = match(quoted.text, self.index.article(digest).text)
            if hit and (best is None or hit.share > best[0]):
                best = (hit.share, digest, hit)
        if best is None:
            return CheckedQuotation(quoted.text, quoted.start, quoted.end, "not found", quoted.speaker)
        _, digest, hit = best
        state: QuotedState = "altered" if hit.changes else "exact"
        text = self.index.article(digest).text
        if state == "exact" and quoted.speaker and said_by(quoted.speaker, text, hit.start, hit.end) is False:
            state = "of somebody else"
        number = self._cited(digest, hit.start, hit.end)
        return CheckedQuotation(quoted.text, quoted.start, quoted.end, state, quoted.speaker, (number,), hit.changes)

    def _digests(self, text: str) -> list[str]:
        found = retrieve(self.index, text[:_LONGEST], self.within)
        return list(dict.fromkeys(candidate.passage.digest for candidate in found.candidates))


def check_stream(
    index: Index,
    draft: str,
    form: Form = "plain",
    within: Set[str] | None = None,
    memory: Memory | None = None,
    reader: Scorer | None = None,
) -> Iterator[CheckedClaim | Checked]:
    """The claims of a draft as each is judged, then the whole.

    Raises:
        UsageError: the draft is empty.
    """
    if not any(c.isalnum() for c in draft):
        raise UsageError("The text is empty.", "Give a text with sentences that the articles may support.")
    checker = Checker(index, within, memory or Memory(), reader)
    claims: list[CheckedClaim] = []
    held = index.words.languages
    quotations = tuple(checker.quotation(quotation) for quotation in quotations_of(draft))
    for claim in claims_of(draft, guess(draft[:_LONGEST], held), form):
        claims.append(_with_quotations(checker.claim(claim), quotations))
        yield claims[-1]
    notices = tuple(_notices(index, draft, claims, checker.citations))
    yield Checked(draft, tuple(claims), tuple(checker.citations), quotations, notices)


def _with_quotations(claim: CheckedClaim, quotations: Sequence[CheckedQuotation]) -> CheckedClaim:
    """A claim that has a quotation in it which the articles have otherwise is contradicted by them."""
    if claim.verdict == "nothing to check":
        return claim
    inside = [quotation for quotation in quotations if claim.start <= quotation.start and quotation.end <= claim.end]
    for quotation in inside:
        if quotation.state == "altered":
            differs = tuple(Difference("quotation", mine, theirs) for mine, theirs in quotation.changes)
        elif quotation.state == "of somebody else":
            differs = (Difference("speaker", quotation.speaker, ""),)
        else:
            continue
        return replace(claim, verdict="contradicted", confidence=0.9, citations=quotation.citations, differs=differs)
    return claim


def check_quotations(index: Index, draft: str, within: Set[str] | None = None) -> Checked:
    """Only what stands in quotation marks."""
    checker = Checker(index, within)
    quotations = tuple(checker.quotation(quotation) for quotation in quotations_of(draft))
    notices = () if quotations else ("Nothing of at least three words stands in quotation marks.",)
    return Checked(draft, (), tuple(checker.citations), quotations, notices)


def _notices(index: Index, draft: str, claims: Sequence[CheckedClaim], citations: Sequence[Citation]) -> Iterator[str]:
    """The notices about a draft as a whole."""
    itself = index.words.articles.get(digest_of(draft))
    if itself:
        yield f"The text is the article “{itself.title}” ({itself.path}) itself: of course it supports what it says."
    else:
        yield from _taken_from(claims, citations)
    if all(claim.verdict == "nothing to check" for claim in claims):
        yield "There is nothing in the text that could be checked."
    foreign = Counter(claim.why for claim in claims if claim.verdict == "not found" and claim.why)
    if foreign:
        told, count = foreign.most_common(1)[0]
        yield f"{count:,} of {len(claims):,} claims could not be checked. {told}"


def _taken_from(claims: Sequence[CheckedClaim], citations: Sequence[Citation]) -> Iterator[str]:
    """Says so where nearly all of a draft stands word for word in one article."""
    checkable = [claim for claim in claims if claim.verdict != "nothing to check"]
    by_number = {citation.number: citation for citation in citations}
    homes = Counter(
        by_number[number].article.title
        for claim in checkable
        if claim.verdict == "supported"
        for number in claim.citations[:1]
        if claim.text.strip(" .") in by_number[number].text
    )
    for title, count in homes.most_common(1):
        if len(checkable) > 2 and count >= _VERBATIM * len(checkable):
            yield f"Nearly all of the text stands word for word in the article “{title}”."
