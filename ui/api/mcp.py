"""``ask``, ``check``, ``search``, ``articles``: tools for assistants, over the Model Context Protocol at ``/mcp``."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from starlette.routing import BaseRoute

from rag import Filter, check_extra
from ui.api.service import Articles, HowMany, Programs, told_as

_INSTRUCTIONS = (
    "Footnote answers questions about a folder of articles, only with character-exact quotations from them. "
    'Where it is not sure, it quotes what comes closest (status "uncertain"): say that it may not be the answer. '
    'What the articles do not say it declines (status "declined"): say so then, rather than answer yourself.'
)
Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]


def tools(programs: Programs) -> tuple[list[BaseRoute], Lifespan]:
    """The route that serves the tools, and the lifespan that it needs.

    Raises:
        UsageError: the package mcp is missing, or it is another version.
    """
    check_extra("mcp", "Serving tools for assistants")
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.server.transport_security import TransportSecuritySettings
    from mcp_types import ToolAnnotations

    def error(told: str, _: int) -> Exception:
        return ToolError(told)

    server = MCPServer("footnote", title="Footnote", instructions=_INSTRUCTIONS, log_level="WARNING")

    async def ask(
        question: str,
        articles: Articles = None,
        since: str | None = None,
        until: str | None = None,
        author: str | None = None,
        within: list[str] | None = None,
    ) -> dict[str, Any]:
        """Answer a question from the articles with exact quotations.

        Ask one whole question that stands alone, in any language. The result has "status" ("answered"; "uncertain":
        what comes closest is quoted, and may not be the answer; "declined": nothing is near; "told": no question),
        "text" (the answer with [1] markers, what comes closest, or why it was declined), "citations" (quote, article's
        path and title, start and end of the quote in characters), "doubt" (of an uncertain answer: "reason", names that
        no article has, what it "lacks"), "confidence" (a calibrated probability), and "passages" that came nearest.
        "articles" limits the answer to some articles, by the paths that the tool "articles" lists; so do "since" and
        "until" (dates as "2026-03-01", "2026-03" or "2026"), "author", and "within" (paths such as "Handbook/*", or
        titles).
        """
        with told_as(error):
            only = Filter(since, until, author, within)
            return (await programs.ask(question, [], articles, only)).to_dict()

    async def check(text: str, articles: Articles = None) -> dict[str, Any]:
        """Hold a text, for example an answer of yours, against the articles claim by claim.

        The result has "claims" (text, start, end, "verdict": "supported", "partly", "contradicted", "not found" or
        "nothing to check", "citations", and what "differs"), "quotations" (what stands in quotation marks), "citations"
        with exact quotes, and a "summary" of how many claims have each verdict.
        """
        with told_as(error):
            return (await programs.check(text, articles)).to_dict()

    async def search(
        query: str,
        k: HowMany = 5,
        articles: Articles = None,
        since: str | None = None,
        until: str | None = None,
        author: str | None = None,
        within: list[str] | None = None,
    ) -> list[dict[str, Any]]:
        """Find the k passages of the articles that are nearest to a query, best first, to read around a subject.

        Each has "text", the article's "path" and "title", "start" and "end" in characters, and a "score". The articles
        are limited as those of "ask".
        """
        with told_as(error):
            only = Filter(since, until, author, within)
            return [passage.to_dict() for passage in await programs.search(query, k, articles, only)]

    async def articles() -> list[dict[str, Any]]:
        """List the articles that can be asked: "paths", "title", "date", "language", "words"."""
        with told_as(error):
            return [article.to_dict() for article in await programs.articles()]

    reading = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for tool in (ask, check, search, articles):
        server.add_tool(tool, description=inspect.getdoc(tool), annotations=reading)
    app = server.streamable_http_app(
        streamable_http_path="/mcp",
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),  # ui.server.guard does it
    )

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        async with server.session_manager.run():
            yield

    return list(app.routes), lifespan
