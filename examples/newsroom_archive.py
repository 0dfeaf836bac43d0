"""A newsroom's archive: a crawl in WARC files is asked, and each quotation is told with the page that it stands on.

    python examples/newsroom_archive.py crawls/ "When was the railway surveyed?"

``crawls/`` holds .warc or .warc.gz files, as web archives and ``wget --warc-file`` write them.
"""

from __future__ import annotations

import sys

from rag import Bot


def told(bot: Bot, question: str) -> str:
    """An answer with its sources, each with its date and address."""
    answer = bot.ask(question)
    lines = [answer.text]
    for citation in answer.citations:
        page = citation.article
        lines.append(f"[{citation.number}] “{citation.quote}” {page.title}, {page.date or 'no date'}, {page.url}")
    return "\n".join(lines)


if __name__ == "__main__":
    folder, question = sys.argv[1:]
    print(told(Bot.open(folder), question))
