"""Pages by their addresses, and those that a feed names: fetched once, when asked for, and kept as files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from rag.errors import UsageError
from rag.importing.gathered import Gathered
from rag.version import __version__

if TYPE_CHECKING:
    import httpx

_TIMEOUT_S = 30
_PAGES = (None, "alternate")
"""What a link of an entry may be to it, where it leads to the page."""
_MOST = 200
"""Pages of one feed."""
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt",
            "text/markdown": ".md"}  # fmt: skip
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>)?\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)


def is_address(text: str) -> bool:
    """Whether a text is an address of the web.

    >>> is_address("https://example.org/a"), is_address("a.txt"), is_address("ftp://example.org")
    (True, False, False)
    """
    return text.startswith(("http://", "https://")) and bool(urlsplit(text).hostname)


def addresses_in(file: Path) -> list[str]:
    """The addresses in a text file, one on each line; a line that begins with "#" is a remark.

    Raises:
        UsageError: a line is something else, or there is none.
    """
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{str(file)!r} cannot be read as a list of addresses ({error}).", "Name another file."
        ) from error
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#") and not is_address(line):
            problem = f"Line {number} of {str(file)!r} is no address of the web: {line[:80]!r}."
            raise UsageError(problem, "Write one on each line, beginning with https://.")
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise UsageError(f"There is no address in {str(file)!r}.", "Write one on each line, beginning with https://.")
    return found


def fetch(addresses: Iterable[str], into: Path, most_mb: float, client: httpx.Client | None = None) -> Gathered:
    """Fetches pages, and of a feed the pages that it names; one that cannot be had is left out, with the reason.

    Args:
        addresses: of pages, or of feeds in RSS or Atom.
        into: the folder where the pages are kept.
        most_mb: a longer page is left out.
        client: what fetches; by default one that follows redirections.
    """
    import httpx

    agent = {"user-agent": f"footnote/{__version__}"}
    with client or httpx.Client(follow_redirects=True, timeout=_TIMEOUT_S, headers=agent) as opened:
        web = _Web(opened, into, most_mb)
        for address in addresses:
            web.take(address, feeds=True)
    return web.gathered


class _Web:
    """What was fetched so far, each address once."""

    def __init__(self, client: httpx.Client, into: Path, most_mb: float) -> None:
        self._client, self._into, self._most = client, into, most_mb
        self._seen: set[str] = set()
        self.gathered = Gathered()

    def take(self, address: str, *, feeds: bool) -> None:
        """Keeps a page, or, where ``feeds`` may be taken, the pages of a feed."""
        import httpx

        if address in self._seen:
            return
        self._seen.add(address)
        try:
            data, kind = self._read(address)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self.gathered.left_out.append(
                f"{address} cannot be fetched ({str(error).splitlines()[0] or type(error).__name__})."
            )
            return
        if data is None:
            self.gathered.left_out.append(f"{address} has more than the {self._most:g} MB of the setting max_file_mb.")
        elif _FEED.match(data) and feeds:
            self._follow(address, data)
        elif kind not in _ENDINGS:
            self.gathered.left_out.append(f"{address} is of a type that is not read ({kind or 'not told'}).")
        else:
            file = self._into / f"{len(self._seen)}{_ENDINGS[kind]}"
            file.write_bytes(_saved_from(address) * (_ENDINGS[kind] == ".html") + data)
            self.gathered.put(_called(address), _ENDINGS[kind], file)

    def _read(self, address: str) -> tuple[bytes | None, str]:
        """What is at an address, None where it is too long, and its type."""
        import httpx

        with self._client.stream("GET", address) as answer:
            if answer.is_error:
                raise httpx.HTTPError(f"the server says {answer.status_code} {answer.reason_phrase}".strip())
            data = b""
            for part in answer.iter_bytes():
                data += part
                if len(data) > self._most * 1e6:
                    return None, ""
            return data, answer.headers.get("content-type", "").partition(";")[0].strip().lower()

    def _follow(self, address: str, feed: bytes) -> None:
        links = list(_links(address, feed))
        if not links:
            self.gathered.left_out.append(f"The feed {address} names no page.")
        if len(links) > _MOST:
            self.gathered.left_out.append(
                f"The feed {address} names {len(links):,} pages; the first {_MOST} are taken."
            )
        for link in links[:_MOST]:
            self.take(link, feeds=False)


def _links(address: str, feed: bytes) -> Iterator[str]:
    """The pages that the entries of a feed name, in its order."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(feed, parser)
    for entry in root.iter("{*}item", "{*}entry") if root is not None else ():
        named = [link.get("href") or link.text for link in entry.iterfind("{*}link") if link.get("rel") in _PAGES]
        for link in [link for link in named if link and link.strip()][:1]:
            found = urljoin(address, link.strip())
            if is_address(found):
                yield found


def _saved_from(address: str) -> bytes:
    """What browsers write above a page that they save: its address is known from there."""
    return f"<!-- saved from url=({len(address):04}){address} -->\n".encode() if "--" not in address else b""


def _called(address: str) -> str:
    """What a page is called: its host and its path.

    >>> _called("https://www.example.org/news/2024/mill.html?page=2")
    'example.org news 2024 mill page=2'
    """
    parts = urlsplit(address)
    path = re.sub(r"\.(?:html?|php|aspx?|pdf|txt|md)$", "", parts.path)
    return (
        " ".join([(parts.hostname or "").removeprefix("www."), *path.split("/"), parts.query])
        .replace("  ", " ")
        .strip()
    )
