"""Question to answer: retrieve, rank, quote what answers or comes closest, or decline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from rag.answer.answer import Answer
from rag.answer.evidence.conditions import is_of_another, is_of_missing
from rag.answer.evidence.further import with_rest, without_needless
from rag.answer.evidence.ranking import Evidence, Ranking, how_many
from rag.answer.evidence.reasons import states_reason, with_reason
from rag.answer.evidence.several_names import with_all_named
from rag.answer.evidence.steps import steps_around
from rag.answer.evidence.telling import NARROW
from rag.answer.evidence.weights import load_weights
from rag.answer.forms.answering import answer_form
from rag.answer.forms.disagreeing import lead_of, sides_of
from rag.answer.forms.inquiry import Inquiry
from rag.answer.forms.last import answer_about_last
from rag.answer.outcome.declining import Absent, absent, decline, doubt, is_beside, lacks
from rag.answer.outcome.quoting import answer_from_units, quote, quote_units
from rag.answer.question.accents import with_accents
from rag.answer.question.followup import Turn
from rag.answer.question.question import Question
from rag.answer.question.request import ABOUT_LAST
from rag.answer.question.spelling import READ_TITLES, meant
from rag.answer.question.two_parts import both
from rag.answer.reader.load import reader_for
from rag.answer.reader.searching import Searched, Stopwatch, surest_reading
from rag.answer.tables.answering import answer_from_rows
from rag.corpus.article import Passage
from rag.errors import UsageError
from rag.index.index import Index
from rag.index.stored_passage import StoredPassage
from rag.language.packs import language_by
from rag.language.requesting import AnswerForm
from rag.settings import Caution, Settings

if TYPE_CHECKING:
    from rag.answer.written.prompt import CitablePassage

NAME_ABSENT: Caution = "high"
"""How sure an answer has to be at least where the question has a name that no article has."""

_SURELY = 1.01
"""More than any confidence: what only says again what is asked is no answer."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The verbatim answer, and the passages from which a model may write another; none where it is not sure."""

    answer: Answer
    citable: tuple[CitablePassage, ...] = ()


def prepare(
    index: Index,
    question: Question,
    settings: Settings,
    articles: Sequence[str] | None = None,
    *,
    writing: bool = False,
    last: Turn | None = None,
    shown: Sequence[str] = (),
) -> Prepared:
    """Answers a question with quotations from the index, quotes what comes closest, or declines it.

    ``articles`` are the paths of those to ask, None means all; ``writing`` asks for what a model needs. ``last`` is the
    turn before, of which more may be asked, and whose articles come first; ``shown`` is what a list or a timeline is
    not to quote again.
    """
    check_question(question, settings)
    chosen = index.chosen(articles)
    question = with_accents(index, replace(question, held=index.words.languages))
    if said := question.reply(chosen):
        return Prepared(Answer(question=question.typed, status="told", form="told", reply=said))
    least = load_weights().caution[settings.caution]
    if question.asks_for_all:  # of the one article; where there are several, they were listed
        question = question.meaning(f"Summarise: {next(iter(chosen)).title}")
        least = 0.0  # an article is about something
    watch = Stopwatch()
    blank = Answer(
        question.typed,
        "declined",
        understood=question.understood,
        settings=_told_settings(index, settings, articles),
        timings=watch.laps,
        language=question.facts.language,
    )
    asking = _Asking(index, settings, question, articles, last, watch, blank)
    if not writing and (together := _in_parts(asking)):
        return Prepared(together)
    if formed := _in_form(asking, shown):
        return Prepared(formed, _citable_of(asking, formed) if writing else ())
    return _quoted(asking, least, writing=writing)


@dataclass(frozen=True, slots=True)
class _Asking:
    """A question on its way.

    ``articles`` are the paths of those that are asked, None means all; ``blank`` is the answer before anything
    is found.
    """

    index: Index
    settings: Settings
    meaning: Question
    articles: Sequence[str] | None
    last: Turn | None
    watch: Stopwatch
    blank: Answer

    def search(self, question: Question) -> Searched:
        """The reading of a question of which an answer is surest; the articles of the turn before come first."""
        return surest_reading(self.index, question, self.articles, self.watch, self.settings, self.last)

    def find(self, query: str) -> Ranking:
        """The passages that are found for a query, and how their sentences rank."""
        return self.search(Question(query, self.index.words.languages)).ranking

    def answer(self, text: str, shown: Sequence[str] = (), last: Turn | None = None, *turns: Turn) -> Answer:
        """The answer to another question, as it is meant after some turns, asked of the same articles."""
        question = Question.read(text, turns, self.index.words.languages)
        return prepare(self.index, question, self.settings, articles=self.articles, last=last, shown=shown).answer


def _in_parts(asking: _Asking) -> Answer | None:
    """Several questions in one, each asked after the ones before; None where there is one, or none is answered."""
    parts, blank = asking.meaning.parts, asking.blank
    if len(parts) < 2:
        return None
    answers, turns = list[Answer](), list[Turn]()
    for part in parts:
        answers.append(asking.answer(part, (), asking.last, *turns))
        turns.append(Turn.of(answers[-1]) if answers[-1].status == "answered" else Turn(part, ()))
    asking.watch.lap("parts")
    about = replace(answers[0], question=blank.question, understood=blank.understood, timings=blank.timings)
    return both(answers, parts, about)


def _in_form(asking: _Asking, shown: Sequence[str]) -> Answer | None:
    """A request in the form that it asks for; None where it is a plain question, or the form has nothing to give."""
    index, request = asking.index, asking.meaning.request
    if not request:
        return None
    blank = replace(asking.blank, status="told", language=request.language.code)
    inquiry = Inquiry(index, request, tuple(index.chosen(asking.articles)), asking.find, blank, " ".join(shown))
    if request.form in ABOUT_LAST:
        return answer_about_last(inquiry, asking.last, asking.answer)
    if formed := answer_form(inquiry, asking.meaning):
        asking.watch.lap("form")
    return formed


def _quoted(asking: _Asking, least: float, *, writing: bool) -> Prepared:
    """What is found, quoted: as an answer, as what comes closest, or not at all."""
    index, meaning, settings = asking.index, asking.meaning, asking.settings
    searched = asking.search(meaning)
    ranking = searched.ranking
    passages = _shown(index, searched, settings.passages)
    form: AnswerForm = "reason" if meaning.asks_why else "plain"
    answer = replace(asking.blank, confidence=ranking.confidence, passages=passages, form=form)
    sides = sides_of(ranking, searched.emphasis_from)
    chosen = [e for side in sides for e in side.evidence] or choose(meaning, ranking, settings.max_sentences)
    quoted = quote(index, chosen, answer, searched.emphasis_from)
    if meaning.asks_how and not sides and (steps := steps_around(ranking)):
        quoted = quote_units(index, steps, replace(quoted, form="steps"))
    selected = None if meaning.asks_overview else _selected(asking, searched, answer)
    asking.watch.lap("quoting")
    of_another = bool(chosen) and (is_of_another(meaning, chosen[0]) or is_of_missing(meaning, ranking))
    if of_another or not any(meaning.facts.content):  # "who"
        least = max(least, _SURELY)
    elif states_reason(meaning, chosen):
        least = 0.0  # in so many words: the reader looks for it in one sentence
    judged = selected or _judged(index, meaning, searched, quoted, least, chosen=asking.articles is not None)
    if sides and judged is quoted:
        return Prepared(replace(quoted, reply=lead_of(sides, meaning.facts.language)))
    if meaning.statement and judged is quoted and quoted.form == "plain" and not ranking.foreign:
        from rag.answer.check.direction import with_direction  # most questions need none of it

        reader = reader_for(settings.reader, settings.threads).reader
        judged = with_direction(index, meaning, quoted, chosen, reader)
        asking.watch.lap("direction")
    if not writing:
        return Prepared(judged)
    if judged.status != "answered" or selected:
        return Prepared(judged, _citable_of(asking, judged))
    stored = [candidate.passage for candidate in ranking.passages[: settings.passages]]
    return Prepared(judged, _citable(index, stored))


def _selected(asking: _Asking, searched: Searched, answer: Answer) -> Answer | None:
    """The section that tells how, what says what a word means, or the rows of a table that are asked for."""
    index, meaning, ranking = asking.index, asking.meaning, searched.ranking
    within = None if asking.articles is None else frozenset(article.digest for article in index.chosen(asking.articles))
    units = answer_from_units(index, meaning, ranking, answer)
    return units or answer_from_rows(index, meaning, ranking, answer, within)


def _told_settings(index: Index, settings: Settings, articles: Sequence[str] | None) -> dict[str, Any]:
    """The settings that gave an answer."""
    return {
        "model": index.encoder.name,
        **settings.model_dump(mode="json", include={"caution", "max_sentences"}),
        **({"articles": list(articles)} if articles is not None else {}),
    }


def _judged(index: Index, asked: Question, searched: Searched, quoted: Answer, least: float, *, chosen: bool) -> Answer:
    """What is quoted: as an answer if as sure as ``least``, as what comes closest if near; otherwise declined.

    ``chosen`` tells that only some of the articles were asked.
    """
    ranking = searched.ranking
    surer = max(least, load_weights().caution[NAME_ABSENT])
    missing = Absent() if ranking.confidence >= surer else _missing(index, asked, searched)
    if missing.names and least and not ranking.foreign:  # between languages, names are written in other ways
        least = surer
    lacking = least and (_is_beside(asked, ranking) or lacks(asked, quoted.citations) in NARROW)
    if quoted.sentences and ranking.confidence >= least and not lacking:
        return quoted
    if quoted.sentences and ranking.confidence >= searched.near:
        doubted = doubt(asked, quoted.citations, missing)
        return replace(quoted, status="uncertain", doubt=doubted)
    language = language_by(quoted.language)
    declined = decline(quoted.passages, quoted.sentences, missing, chosen=chosen, language=language)
    return replace(quoted, status="declined", sentences=(), citations=(), declined=declined)


def _is_beside(asked: Question, ranking: Ranking) -> bool:
    """Whether what is nearest is a row about something else than the question, which only asks for such a column."""
    first = ranking.evidence[0]
    if first.sentence.kind != "row" or ranking.foreign:
        return False
    return is_beside(asked, first.text, f"{first.candidate.title} {first.sentence.section}")


def search(
    index: Index, question: Question, k: int, settings: Settings, articles: Sequence[str] | None = None
) -> list[Passage]:
    """The ``k`` best passages for a question, or for some words, best first."""
    check_question(question, settings)
    question = replace(question, held=index.words.languages)
    return list(_shown(index, surest_reading(index, question, articles, Stopwatch(), settings), k))


def check_question(question: Question, settings: Settings) -> None:
    """Looks whether there is something to answer.

    Raises:
        UsageError: the question is empty, has no words, or is too long.
    """
    if not any(c.isalnum() for c in question.text):
        lack = "The question has no words." if question.text.strip() else "The question is empty."
        raise UsageError(lack, "Ask something that the articles could answer.")
    length, most = len(question.text), settings.max_question_chars
    if length > most:
        raise UsageError(f"The question has {length:,} characters; at most {most:,} are read.", "Shorten it.")


def choose(question: Question, ranking: Ranking, most: int) -> list[Evidence]:
    """The sentences to quote: as many as the answer needs; for an overview the best of each article."""
    if question.asks_overview:
        best: dict[str, Evidence] = {}
        for evidence in ranking.evidence:
            best.setdefault(evidence.candidate.path, evidence)
        # 0 is what sentences that answer nothing come to at best.
        chosen = [e for e in best.values() if e.score > 0]
        if question.asks_summary:
            chosen += [e for e in ranking.evidence if e.score > 0 and e not in chosen]
        return chosen[:most] or list(ranking.evidence[:1])
    count = min(most, how_many([e.share for e in ranking.evidence]))
    needed = without_needless(question, ranking.evidence[:count])
    named = with_all_named(question, needed, ranking.evidence, most)
    return with_rest(with_reason(question, named), most)[:most]


def _missing(index: Index, asked: Question, searched: Searched) -> Absent:
    """The question's words that no article has, and names of the articles that may be meant by them."""
    candidates = searched.candidates
    nearest = searched.ranking.passages[0].facts.language if searched.ranking.passages else ""
    missing = absent(asked, searched.ranking.unknown, nearest)
    if not missing.all:
        return missing
    titles = (article.title for article in islice(index.articles, READ_TITLES))
    return replace(missing, meant=meant(asked, missing.all, [*titles, *(candidate.text for candidate in candidates)]))


def _shown(index: Index, searched: Searched, k: int) -> tuple[Passage, ...]:
    shown = []
    for candidate, score in searched.ranking.scored_passages[:k]:
        stored = candidate.passage
        place = (stored.start, stored.end, stored.text, score)
        shown.append(Passage(index.article(stored.digest), *place, stored.shown))
    return tuple(shown)


def _citable_of(asking: _Asking, answer: Answer) -> tuple[CitablePassage, ...]:
    """The passages of what is quoted in a form, for a model to write in that form; none where it is not for a model."""
    from rag.answer.written.prompt import PLANS

    if answer.status != "answered" or answer.form not in PLANS:
        return ()
    index, stored = asking.index, dict[tuple[str, int], StoredPassage]()
    for citation in answer.citations:
        for passage in index.words.passages_of(index.listed(citation.article.digest)):
            if passage.start <= citation.start < passage.end:
                stored[passage.digest, passage.start] = passage
    return _citable(index, list(stored.values()))


def _citable(index: Index, passages: Sequence[StoredPassage]) -> tuple[CitablePassage, ...]:
    """Passages as a model is given them: what a reader is shown of what may be quoted of them, without what
    speaks to a model.
    """
    from rag.answer.check.addressed import addresses_model
    from rag.answer.check.alignment import Source
    from rag.answer.written.prompt import CitablePassage

    sources = []
    for stored in passages:
        article = index.article(stored.digest)
        texts = [s.shown(article.text) for s in stored.sentences]
        addressed = {at for at, text in enumerate(texts) if addresses_model(text)}
        kept = [at for at, s in enumerate(stored.sentences) if s.quotable and at not in addressed]
        if kept:
            source = Source(tuple(texts), stored.vectors, stored.states).only(kept)
            spans = tuple((stored.sentences[at].start, stored.sentences[at].end) for at in kept)
            sources.append(CitablePassage(article, spans[0][0], spans[-1][1], spans, source, len(addressed)))
    return tuple(sources)
