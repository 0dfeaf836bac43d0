"""``/ask``, ``/search`` and ``/articles`` as endpoints of Gradio's interface, for its clients.

What they give is JSON text, not objects: Gradio's Python client takes every object that has a "path" for a file on the
server, and fails to download it.
"""

from __future__ import annotations

import inspect
import json
from typing import Any

from ui.api.service import Programs, told_as
from ui.local_gradio import gr


def publish(programs: Programs) -> None:
    """Adds the endpoints to the page that is being built."""

    async def ask(question: str, history: list[dict[str, str]] | None = None, articles: list[str] | None = None) -> str:
        """Answers a question with exact quotations from the articles, quotes what comes closest, or declines it.

        Args:
            question: what is asked.
            history: the messages before it, each with "role" ("user" or "assistant") and "content"; a follow-up is
                understood in their light.
            articles: paths of the articles to ask, as /articles lists them; all by default.

        Returns:
            JSON: status ("answered", "uncertain", "declined", or "told" to a greeting), text with [1] markers,
            citations with quote, path, start and end, confidence, passages, the doubt of an uncertain answer, and why
            a question was declined.
        """
        with told_as(_error):
            messages: Any = history or []  # checked there
            return _json((await programs.ask(question=question, history=messages, articles=articles)).to_dict())

    async def search(query: str, k: int = 5, articles: list[str] | None = None) -> str:
        """Finds the passages of the articles nearest to a query, best first, without an answer.

        Args:
            query: what to look for.
            k: how many passages, 1 to 100.
            articles: paths of the articles to look in, as /articles lists them; all by default.

        Returns:
            JSON: a list of passages with text, path, title, start, end and score.
        """
        with told_as(_error):
            return _json([passage.to_dict() for passage in await programs.search(query=query, k=k, articles=articles)])

    async def articles() -> str:
        """Lists the articles that can be asked.

        Returns:
            JSON: a list of articles with paths, title, date, language, words and passages.
        """
        with told_as(_error):
            return _json([article.to_dict() for article in await programs.articles()])

    for endpoint in (ask, search, articles):
        gr.events.api(  # no queue of Gradio's: programs wait in a line of their own
            endpoint, api_name=endpoint.__name__, api_description=inspect.getdoc(endpoint), queue=False
        )


def _json(given: Any) -> str:
    return json.dumps(given, ensure_ascii=False)


def _error(told: str, _: int) -> Exception:
    return gr.Error(told, print_exception=False)
