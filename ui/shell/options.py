"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Corpus = Annotated[str | None, typer.Option("--corpus", "-c", help="Folder of articles.", show_default=False)]
Folder = Annotated[str | None, typer.Argument(help="Folder of articles, as --corpus names it.", show_default=False)]
Store = Annotated[
    str | None,
    typer.Option(
        "--store", help="Folder of the store, or address of a Chroma server. [default: .footnote]", show_default=False
    ),
]
Caution = Annotated[
    str | None,
    typer.Option("--caution", help="How sure an answer has to be: low, normal, high, highest.", show_default=False),
]
Llm = Annotated[
    str | None,
    typer.Option(
        "--llm",
        help="Model that writes the answers: openai:…, anthropic:…, ollama:…, http://host:port/v1#… or gguf:file.",
        show_default=False,
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Ask the model again for what it has answered before.")]
Articles = Annotated[
    list[str] | None,
    typer.Option("--article", help="Ask only this article, by its path; may be repeated.", show_default=False),
]
Since = Annotated[
    str | None,
    typer.Option("--since", help="Ask only articles from then on: 2026-03-01, 2026-03 or 2026.", show_default=False),
]
Until = Annotated[
    str | None, typer.Option("--until", help="Ask only articles up to then, in the same forms.", show_default=False)
]
Author = Annotated[str | None, typer.Option("--author", help="Ask only articles by this author.", show_default=False)]
Within = Annotated[
    list[str] | None,
    typer.Option("--in", help='Ask only articles in this place: "Handbook/*"; may be repeated.', show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")]
