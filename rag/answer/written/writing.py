"""A model writes the answer, sentence by sentence; what is not supported is left out, and what fails is said."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.answer.answer import Answer, AnswerSentence, Citation, LeftOut, Written
from rag.answer.check.cited import judge_cited
from rag.answer.question.followup import Turn, understand
from rag.answer.reader.scorer import Scorer
from rag.answer.written.cache import Cache
from rag.answer.written.llm import find_llm
from rag.answer.written.prompt import CitablePassage, messages, rewriting
from rag.answer.written.reading import EndlessError, Said, SentenceReader
from rag.errors import UsageError
from rag.index.embedding import Encoder
from rag.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage

CHARS_A_TOKEN = 2.5
"""Of the languages that are written in Latin letters, the fewest; a context is better too little used than overrun."""
_CHARS_A_TOKEN_AT_MOST = 12
"""More than a token has on average in any text: whoever goes beyond has written more tokens than it was told to."""
_WAITING = 64
"""Pieces that a model may be ahead of what is checked; it waits then."""
_DECIDES = ("model", "temperature", "max_tokens", "additional_kwargs", "context_window", "api_base")
"""Settings of a llama-index LLM on which depends what it writes."""
_REFUSED = (400, 401, 403, 404)

Piece = tuple[AnswerSentence, tuple[Citation, ...]]


class Fault(Exception):
    """The model did not write, or not to the end; ``str`` says so."""


@dataclass
class Draft:
    """An answer as far as it has been written."""

    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    invented: list[int] = field(default_factory=list)


@dataclass
class ModelReply:
    """The reply of a model: its words, and what they cost where it tells."""

    text: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None
    cached: bool = False


class Writer:
    """Writes answers with a model.

    Args:
        model: a llama-index LLM, or its name.
        settings: limits.
        encoder: what sentences are compared with.
        folder: where answers are kept, so that the same is not asked twice; None keeps nothing.
        reader: what reads a sentence with what it cites; None leaves it to rules and words.

    Raises:
        UsageError: there is no such model, or it cannot be loaded.
    """

    def __init__(
        self,
        model: LLM | str,
        settings: Settings,
        encoder: Encoder,
        folder: Path | None = None,
        reader: Scorer | None = None,
    ) -> None:
        self._llm = find_llm(model, settings) if isinstance(model, str) else model
        self.name = model if isinstance(model, str) else self._llm.metadata.model_name or self._llm.class_name()
        self._settings, self._encoder, self._reader = settings, encoder, reader
        self._cache = Cache(folder) if folder else None

    @property
    def context(self) -> int:
        """Tokens that the model can read and write together."""
        return int(self._llm.metadata.context_window)

    def greet(self) -> tuple[ModelReply, float]:
        """What the model says to a short question, and in how many seconds.

        Raises:
            Fault: it does not answer.
            UsageError: it refuses its key, or there is none of its name.
        """
        from llama_index.core.llms import ChatMessage

        began = time.monotonic()
        reply = self._say([ChatMessage(content="What is the capital of France? Answer in one short sentence.")])
        if not reply.text.strip():
            raise Fault("it wrote nothing")
        return reply, time.monotonic() - began

    def understand(self, question: str, turns: Sequence[Turn], began: float | None = None) -> str | None:
        """A follow-up as the model understands it, or without the model where that fails; None when it stands alone.

        ``began`` is when the answer was begun, by time.monotonic; ``llm_timeout_s`` later the model's part in it ends.
        """
        if not turns:
            return None
        most = self._settings.max_question_chars
        try:
            written = " ".join(self._say(rewriting(question, turns), began).text.split()).strip('"“” ')
        except Fault:
            return understand(question, turns, most)
        if not 0 < len(written) <= min(most, 4 * len(question) + 300):
            return understand(question, turns, most)
        return None if written.casefold().rstrip("?. ") == question.casefold().rstrip("?. ") else written

    def write(
        self,
        verbatim: Answer,
        citable: Sequence[CitablePassage],
        turns: Sequence[Turn] = (),
        began: float | None = None,
    ) -> Iterator[Piece | Answer]:
        """The sentences that are supported, each as it is ready, with its new citations; then the whole answer.

        Where none is, or the model fails before one is, the whole answer is the verbatim one and says why. ``began`` is
        when the answer was begun, where that is before now.

        Raises:
            UsageError: the model refuses its key, or there is none of its name.
        """
        began = time.monotonic() if began is None else began
        draft, reply = Draft(), ModelReply()
        withheld = [passage.article.title for passage in citable if passage.withheld]
        draft.notices += [f"What “{title}” says to a model was not given to it." for title in dict.fromkeys(withheld)]
        passages = self._fitting(verbatim.understood or verbatim.question, citable, turns, draft)
        reader = SentenceReader()
        try:
            if not passages:
                raise Fault(f"the model's context of {self.context:,} tokens is too small for a passage")
            asked = messages(verbatim.understood or verbatim.question, passages, turns, verbatim.form)
            for piece in self._stream(asked, reply, began):
                for said in reader.feed(piece):
                    yield from self._checked(said, passages, draft)
            for said in reader.close():
                yield from self._checked(said, passages, draft)
            if not reply.text.strip():
                raise Fault("the model wrote nothing")
        except EndlessError:
            draft.notices.append("What the model wrote had no end, and was cut off.")
        except Fault as fault:
            for said in reader.close(whole=False):
                yield from self._checked(said, passages, draft)
            draft.notices.append(f"The answer is not complete: {fault}." if draft.sentences else _sentence(str(fault)))
        yield self._whole(verbatim, draft, reply, time.monotonic() - began)

    def _whole(self, verbatim: Answer, draft: Draft, reply: ModelReply, seconds: float) -> Answer:
        by_model = bool(draft.sentences)
        if not by_model:
            draft.notices.append("The articles are quoted instead.")
        written = Written(
            model=self.name,
            by_model=by_model,
            left_out=tuple(draft.left_out),
            notices=tuple(draft.notices),
            invented=tuple(dict.fromkeys(draft.invented)),
            tokens_in=reply.tokens_in,
            tokens_out=reply.tokens_out,
            seconds=seconds,
            cached=reply.cached,
        )
        if not by_model:
            return replace(verbatim, written=written)
        sentences, citations = tuple(draft.sentences), tuple(draft.citations)
        return replace(verbatim, sentences=sentences, citations=citations, reply="", written=written)

    # -- Checking --------------------------------------------------------------------------------------

    def _checked(self, said: Said, passages: Sequence[CitablePassage], draft: Draft) -> Iterator[Piece]:
        """A sentence with its citations where they support it; otherwise it is left out."""
        wrong = [number for number in said.numbers if not 1 <= number <= len(passages)]
        draft.invented += wrong
        right = [number for number in said.numbers if number not in wrong]
        if "\ufffd" in said.text:
            draft.left_out.append(LeftOut(said.text, "it has a broken character"))
            return
        if wrong and not right:
            draft.left_out.append(LeftOut(said.text, f"it cites [{wrong[0]}], which there is not"))
            return
        cited = [passages[number - 1] for number in right] or list(passages)
        why, quotes = self._quotes(said.text, cited)
        if why:
            draft.left_out.append(LeftOut(said.text, why))
            return
        known = {(c.article.digest, c.start, c.end): c.number for c in draft.citations}
        fresh: list[Citation] = []
        numbers: list[int] = []
        for passage, start, end in quotes:
            number = known.get((passage.article.digest, start, end))
            if number is None:
                number = len(draft.citations) + 1
                citation = Citation(
                    number, passage.article, start, end, passage.article.text[start:end], passage.article.page(start)
                )
                draft.citations.append(citation)
                fresh.append(citation)
            numbers.append(number)
        sentence = AnswerSentence(said.text, tuple(numbers))
        draft.sentences.append(sentence)
        yield sentence, tuple(c for c in draft.citations if c.number in numbers)

    def _quotes(self, text: str, cited: Sequence[CitablePassage]) -> tuple[str, list[tuple[CitablePassage, int, int]]]:
        """Why a sentence is not supported, or the sentences it cites that support it, with their spans."""
        held = judge_cited(text, [passage.cited for passage in cited], self._encoder, self._reader)
        found = dict.fromkeys((one.passage, one.at) for one in held.by)
        return held.why, [(cited[n], *cited[n].spans[at]) for n, at in sorted(found)]

    # -- Asking ----------------------------------------------------------------------------------------

    def _fitting(
        self, question: str, passages: Sequence[CitablePassage], turns: Sequence[Turn], draft: Draft
    ) -> list[CitablePassage]:
        """The passages, without so many from the end as the model's context has no room for."""
        room = (self.context - self._settings.llm_max_tokens) * CHARS_A_TOKEN
        kept = list(passages)
        while kept and sum(len(m.content or "") for m in messages(question, kept, turns)) > room:
            kept.pop()
        if kept and len(kept) < len(passages):
            draft.notices.append(
                f"Of {len(passages)} passages the model was given {len(kept)}: its context has {self.context:,} tokens."
            )
        return kept

    def _say(self, asked: list[ChatMessage], began: float | None = None) -> ModelReply:
        reply = ModelReply()
        for _ in self._stream(asked, reply, time.monotonic() if began is None else began):
            pass
        return reply

    def _stream(self, asked: list[ChatMessage], reply: ModelReply, began: float) -> Iterator[str]:
        """What the model says, piece by piece; from the cache where it has said it before."""
        key = self._key(asked)
        kept = self._cache.get(key) if self._cache else None
        if kept is not None:
            reply.text, reply.tokens_in, reply.tokens_out = kept
            reply.cached = True
            yield reply.text
            return
        for piece in _Listening(self._llm, asked, self._settings, began, reply).pieces():
            reply.text += piece
            yield piece
        if reply.text.strip() and self._cache:
            self._cache.put(key, (reply.text, reply.tokens_in, reply.tokens_out))

    def _key(self, asked: Sequence[ChatMessage]) -> str:
        """What decides about the answer: the model, its settings, and all that it is given."""
        said = "\0".join(f"{m.role.value}\0{m.content}" for m in asked)
        made_with = self._llm.to_dict()
        limits = f"{self.name}\0{sorted((name, str(made_with[name])) for name in _DECIDES if name in made_with)}"
        return sha256(f"{limits}\0{said}".encode("utf-8", "surrogatepass")).hexdigest()


class _Listening:
    """The stream of a model's words, in a thread of its own, so that one that hangs is left behind.

    One that goes on writing is stopped when the answer has to be there, and when it has written more tokens than it was
    told to.
    """

    def __init__(self, llm: LLM, asked: list[ChatMessage], settings: Settings, began: float, reply: ModelReply) -> None:
        self._llm, self._asked, self._told = llm, asked, reply
        self._seconds, self._tokens = settings.llm_timeout_s, settings.llm_max_tokens
        self._until = began + settings.llm_timeout_s
        self._pieces: queue.Queue[str | BaseException | None] = queue.Queue(_WAITING)
        self._stopped = threading.Event()

    def pieces(self) -> Iterator[str]:
        """What it says, as it says it.

        Raises:
            Fault: it took too long, wrote too much, could not be reached, or broke off.
            UsageError: it refuses the request as it is.
        """
        threading.Thread(target=self._listen, daemon=True, name="footnote-model").start()
        try:
            while True:
                try:
                    piece = self._pieces.get(timeout=max(0.0, self._until - time.monotonic()))
                except queue.Empty:
                    raise self._late() from None
                if piece is None:
                    return
                if isinstance(piece, BaseException):
                    raise piece if isinstance(piece, Fault) else _fault(piece)
                yield piece
        finally:
            self._stopped.set()
            with suppress(queue.Empty):  # the thread may wait for room
                while True:
                    self._pieces.get_nowait()

    def _listen(self) -> None:
        left, room = self._tokens, self._tokens * _CHARS_A_TOKEN_AT_MOST
        try:
            for answer in self._llm.stream_chat(self._asked):
                if self._stopped.is_set():
                    return
                _count(answer, self._told)
                said = answer.delta or ""
                if time.monotonic() > self._until:
                    raise self._late()
                left -= bool(said)
                self._pieces.put(said[:room] if left >= 0 else "")
                room -= len(said)
                if left < 0 or room < 0:
                    raise Fault(f"the model wrote more than the {self._tokens} tokens of the setting llm_max_tokens")
            self._pieces.put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            self._pieces.put(error)

    def _late(self) -> Fault:
        return Fault(f"the model took longer than {self._seconds:g} seconds")


def _fault(error: BaseException) -> Exception:
    """What is to be said of a failure: the providers' clients all tell the status, and name what went wrong."""
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    reason = " ".join(str(error).split())[:200]
    if status in _REFUSED and "context" not in reason.lower():
        return UsageError(
            f"The model refuses the request: {reason}.",
            "Check its name, its address and its key (that of an address is FOOTNOTE_LLM_KEY).",
        )
    if status == 429:
        return Fault("the model's provider limits the rate of requests")
    name = type(error).__name__
    if "Timeout" in name:
        return Fault("the model did not answer in time")
    if "Connect" in name or isinstance(error, ConnectionError):
        return Fault(f"the model cannot be reached ({reason or name})")
    return Fault(f"the model failed ({name}: {reason})" if reason else f"the model failed ({name})")


def _count(answer: Any, reply: ModelReply) -> None:
    """The tokens of a request, where the provider tells them with the last piece."""
    usage = getattr(answer.raw, "usage", None) if not isinstance(answer.raw, dict) else answer.raw.get("usage")
    if usage is None and isinstance(answer.raw, dict):
        usage = answer.raw
    for ours, theirs in (
        ("tokens_in", ("prompt_tokens", "input_tokens", "prompt_eval_count")),
        ("tokens_out", ("completion_tokens", "output_tokens", "eval_count")),
    ):
        for name in theirs:
            value = usage.get(name) if isinstance(usage, dict) else getattr(usage, name, None)
            if isinstance(value, int):
                setattr(reply, ours, value)


def _sentence(fault: str) -> str:
    return f"{fault[:1].upper()}{fault[1:]}."
