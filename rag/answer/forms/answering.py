"""The hook of the pipeline: the answer to a request, in the form that it asks for."""

from __future__ import annotations

from rag.answer.answer import Answer
from rag.answer.forms.by_date import by_date
from rag.answer.forms.inquiry import Inquiry
from rag.answer.forms.listing import listing
from rag.answer.forms.mentions import count_articles
from rag.answer.forms.overview import overview, takeaways
from rag.answer.forms.places import places
from rag.answer.forms.speakers import who_spoke
from rag.answer.forms.timeline import timeline
from rag.answer.question.question import Question


def answer_form(inquiry: Inquiry, question: Question) -> Answer | None:
    """What a request asks for, in its form; None where the articles have nothing of the kind: it is a question then."""
    match inquiry.request.form:
        case "newest" | "oldest":
            return by_date(inquiry)
        case "count":
            return count_articles(inquiry)
        case "speakers":
            return who_spoke(inquiry)
        case "timeline":
            return timeline(inquiry)
        case "overview":
            return overview(inquiry)
        case "takeaways":
            return takeaways(inquiry)
        case "list":
            return listing(inquiry, question)
        case "where":
            return places(inquiry)
        case "cannot":
            return inquiry.told(inquiry.say(inquiry.request.kind))
        case _:
            return None
