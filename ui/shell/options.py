"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Corpus = Annotated[str | None, typer.Option("--corpus", "-c", help="Folder of articles.", show_default=False)]
Folders = Annotated[
    list[str] | None,
    typer.Argument(help="Folder of articles, as --corpus names it; of several each is a part.", show_default=False),
]
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
Mcp = Annotated[bool, typer.Option("--mcp", help="Serve tools for assistants too, at /mcp.")]
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
Watch = Annotated[
    bool, typer.Option("--watch/--no-watch", help="Index what changes in the folder while the page is open.")
]
Within = Annotated[
    list[str] | None,
    typer.Option("--in", help='Ask only articles in this place: "Handbook/*"; may be repeated.', show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")]
Port = Annotated[
    int | None, typer.Option(envvar="PORT", help="Port. [default: 7860 or the next free one]", show_default=False)
]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        help="File with the password that the page asks for; FOOTNOTE_PASSWORD is the other way.", show_default=False
    ),
]
ReadOnly = Annotated[
    bool | None, typer.Option("--read-only", help="The page adds, removes and indexes nothing.", show_default=False)
]
Workers = Annotated[
    str | None,
    typer.Option("--workers", help="Ray cluster that reads and embeds: ray://host:port.", show_default=False),
]
Sources = Annotated[
    list[str],
    typer.Argument(
        help="Zotero's data folder, its export as CSL-JSON, the address of a page or feed, a file of addresses."
    ),
]
ToDocx = Annotated[Path | None, typer.Option("--docx", help="Write a Word file, with comments.", show_default=False)]
Replace = Annotated[bool, typer.Option("--replace", help="Put it in the place of what is there.")]
Rebuild = Annotated[
    bool, typer.Option("--rebuild", help="Remove the store of this folder first and make it from the files.")
]
Thorough = Annotated[
    bool, typer.Option("--thorough", help="Read every file, also where size and time tell that nothing changed.")
]
