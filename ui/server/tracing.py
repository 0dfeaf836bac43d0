"""How long the stages of each question took, as spans that a collector of OpenTelemetry is sent, where it is named."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rag import Answer, check_extra

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Tracer

_NS = 1_000_000
"""Nanoseconds in a millisecond."""


class Tracing:
    """Sends a span for each question, with one below it for each stage; never the question itself."""

    def __init__(self, exporter: SpanExporter) -> None:
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        self._provider = TracerProvider(resource=Resource({"service.name": "footnote"}))
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer: Tracer = self._provider.get_tracer("footnote")

    @classmethod
    def to(cls, address: str) -> Tracing:
        """Sends to a collector that speaks OTLP over gRPC.

        Raises:
            UsageError: the extra ``otlp`` is not installed.
        """
        check_extra("otlp", "FOOTNOTE_OTLP")
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        return cls(OTLPSpanExporter(endpoint=address))

    def send(self, answer: Answer) -> None:
        """The spans of an answer that was just given: its stages came one after the other, and the last ended now."""
        from opentelemetry.trace import set_span_in_context

        at = time.time_ns() - round(sum(answer.timings.values()) * _NS)
        question = self._tracer.start_span("question", start_time=at)
        question.set_attributes({"footnote.status": answer.status, "footnote.confidence": answer.confidence})
        inside = set_span_in_context(question)
        for stage, ms in answer.timings.items():
            span = self._tracer.start_span(stage, inside, start_time=at)
            at += round(ms * _NS)
            span.end(at)
        question.end(at)

    def close(self) -> None:
        """Sends what was not sent yet."""
        self._provider.shutdown()
