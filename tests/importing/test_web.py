"""Pages and feeds are fetched once and kept as files; no network is needed to test it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from rag import UsageError
from rag.importing.gathered import Gathered
from rag.importing.gathering import gather
from rag.importing.web import addresses_in, fetch
from rag.settings import Settings

PAGE = "<html><title>The mill</title><p>The mill was built in 1911.</p></html>"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Melby</title><link>https://melby.example/</link>
<item><title>A</title><link>https://melby.example/news/a.html</link></item>
<item><title>B</title><link> /news/b </link></item>
<item><title>C</title><link>javascript:alert(1)</link></item>
<item><title>A again</title><link>https://melby.example/news/a.html</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="https://melby.example/atom"/>
<entry><link rel="enclosure" href="https://melby.example/a.mp3"/><link href="news/a.html"/></entry>
<entry><link rel="alternate" href="https://melby.example/gone"/></entry></feed>"""
ANSWERS = {
    "/news/a.html": (200, "text/html; charset=utf-8", PAGE),
    "/news/b": (200, "application/pdf", "%PDF-1.4"),
    "/rss": (200, "text/xml", RSS),
    "/atom": (200, "application/atom+xml", ATOM),
    "/empty": (200, "text/xml", "<rss><channel/></rss>"),
    "/gone": (404, "text/html", "no"),
    "/film": (200, "video/mp4", "…"),
    "/long": (200, "text/html", "x" * 2_000_001),
}


def fetched(folder: Path, *paths: str) -> tuple[Gathered, list[str]]:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if request.url.path == "/down":
            raise httpx.ConnectError("nobody listens")
        status, kind, body = ANSWERS[request.url.path]
        return httpx.Response(status, headers={"content-type": kind}, text=body)

    client = httpx.Client(transport=httpx.MockTransport(answer))
    return fetch([f"https://melby.example{path}" for path in paths], folder, 2, client), asked


def test_a_page_is_kept_with_its_address(tmp_path: Path) -> None:
    gathered, _ = fetched(tmp_path, "/news/a.html")
    (kept,) = gathered.contents.values()
    assert list(gathered.contents) == ["melby.example news a.html"]
    assert isinstance(kept, Path)
    assert kept.read_text() == f"<!-- saved from url=(0033)https://melby.example/news/a.html -->\n{PAGE}"


@pytest.mark.parametrize(
    ("paths", "asked", "names"),
    [
        (["/rss"], ["/rss", "/news/a.html", "/news/b"], ["melby.example news a.html", "melby.example news b.pdf"]),
        (["/atom"], ["/atom", "/news/a.html", "/gone"], ["melby.example news a.html"]),
        (
            ["/news/a.html", "/rss"],
            ["/news/a.html", "/rss", "/news/b"],
            ["melby.example news a.html", "melby.example news b.pdf"],
        ),
    ],
)
def test_the_pages_of_a_feed_are_fetched_once(
    tmp_path: Path, paths: list[str], asked: list[str], names: list[str]
) -> None:
    gathered, seen = fetched(tmp_path, *paths)
    assert (seen, list(gathered.contents)) == (asked, names)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/gone", "cannot be fetched (the server says 404 Not Found)."),
        ("/down", "cannot be fetched (nobody listens)."),
        ("/film", "is of a type that is not read (video/mp4)."),
        ("/long", "has more than the 2 MB of the setting max_file_mb."),
    ],
)
def test_what_cannot_be_had_is_told(tmp_path: Path, path: str, told: str) -> None:
    gathered, _ = fetched(tmp_path, path, "/news/a.html")
    assert gathered.left_out == [f"https://melby.example{path} {told}"]
    assert len(gathered.contents) == 1


def test_a_feed_without_pages_is_told(tmp_path: Path) -> None:
    assert fetched(tmp_path, "/empty")[0].left_out == ["The feed https://melby.example/empty names no page."]


def test_a_list_of_addresses(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("# mine\n\nhttps://a.example/x\n http://b.example\n")
    assert addresses_in(tmp_path / "list.txt") == ["https://a.example/x", "http://b.example"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a.txt\n", "Line 1 .* is no address"),
        ("# none\n", "There is no address"),
        ("https://a.example\nftp://b\n", "Line 2"),
    ],
)
def test_what_is_no_list_of_addresses(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "list.txt").write_text(content)
    with pytest.raises(UsageError, match=told):
        addresses_in(tmp_path / "list.txt")


def test_a_vault_is_read_where_it_is(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    with pytest.raises(UsageError, match="is an Obsidian vault, which is read where it is"):
        gather(str(tmp_path), tmp_path, Settings())
    with pytest.raises(UsageError, match="There is no file or folder"):
        gather(str(tmp_path / "none"), tmp_path, Settings())
