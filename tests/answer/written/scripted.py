"""Models whose words are written in the test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from llama_index.core.base.llms.types import ChatMessage, ChatResponse, ChatResponseGen
from llama_index.core.llms import CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata
from pydantic import PrivateAttr


class Scripted(CustomLLM):
    """Says what it was given, piece by piece; an exception among the pieces is raised, a callable is called.

    ``asked`` keeps what it was asked.
    """

    context: int = 8192
    _pieces: list[Any] = PrivateAttr()
    _asked: list[Sequence[ChatMessage]] = PrivateAttr(default_factory=list)

    def __init__(self, *pieces: Any, context: int = 8192) -> None:
        super().__init__(context=context)
        self._pieces = list(pieces)

    @property
    def asked(self) -> list[str]:
        return ["\n".join(str(message.content) for message in messages) for messages in self._asked]

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="scripted", context_window=self.context, is_chat_model=True)

    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
        self._asked.append(messages)

        def said() -> Iterator[ChatResponse]:
            for piece in self._pieces:
                if isinstance(piece, BaseException):
                    raise piece
                text = piece() if callable(piece) else piece
                yield ChatResponse(message=ChatMessage(role="assistant", content=text), delta=text, raw=USAGE)

        return said()

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        raise NotImplementedError

    def stream_complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponseGen:
        raise NotImplementedError


USAGE = {"prompt_tokens": 321, "completion_tokens": 12}
