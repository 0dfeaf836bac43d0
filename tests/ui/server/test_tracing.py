"""Spans of a question: one for it, one for each stage inside it, and nothing of what was asked."""

from __future__ import annotations

from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tests.ui.fakes import answered
from ui.server.tracing import Tracing


def test_stages_stand_one_after_the_other_inside_their_question() -> None:
    kept = InMemorySpanExporter()
    tracing = Tracing(kept)
    tracing.send(answered("A secret question?", timings={"retrieval": 30.0, "reading": 70.0}))
    tracing.close()
    retrieval, reading, question = kept.get_finished_spans()
    assert [span.name for span in (retrieval, reading, question)] == ["retrieval", "reading", "question"]
    assert retrieval.parent and question.context and retrieval.parent.span_id == question.context.span_id
    assert retrieval.start_time and retrieval.end_time and question.end_time
    assert retrieval.end_time - retrieval.start_time == 30_000_000  # nanoseconds
    assert (retrieval.start_time, retrieval.end_time) == (question.start_time, reading.start_time)
    assert reading.end_time == question.end_time
    assert question.attributes == {"footnote.status": "answered", "footnote.confidence": 0.93}
    assert question.resource.attributes["service.name"] == "footnote"
    assert "secret" not in "".join(span.to_json() for span in kept.get_finished_spans())
