"""Small web pages are read by their own marks, and what stands around the main part of one is never quoted."""

from __future__ import annotations

import pytest

from rag.corpus.readers.web import page
from rag.corpus.sentences import split_sentences

NOTICE = """<title>New bins</title><header><a href="/">Home</a> | <a href="/news">News</a></header>
<nav><ul><li><a href="/">Home</a></li><li><a href="/bins">Bins</a></li></ul></nav><main><h1>New bins</h1>
<p>From 4 May bins are emptied on Tuesdays.</p><h2>How to order one</h2><ol><li>Ring the office.</li><li>Tell the size.</li></ol>
</main><div class="cookie-banner">We use cookies. <button>Accept</button></div><footer><p>Town of Arden</p></footer>"""
TERMS = """<title>Tannery</title><div id="menu"><a href="a">Start</a> <a href="b">Glossary</a></div><h1>Tannery</h1><dl>
<dt>Bate</dt><dd>A bath that makes hides soft.</dd><dt>Crust</dt><dd>Leather that is not yet dyed.</dd></dl>
<div class="footer">Contact | Imprint</div><div><p>This page sets cookies.</p><button>Agree</button></div>"""
FAQ = """<html lang="vi"><title>Hỏi đáp</title><body class="home menu-open"><section class="siteHeader banner"><a href="/">Thư viện</a>
<a href="/sach">Sách</a></section><h1>Hỏi đáp</h1><h2><button>Thẻ giá bao nhiêu?</button></h2><div>Thẻ giá 30.000 đồng một năm.</div>
<h2>Mượn được mấy cuốn?</h2><div>Mỗi lần năm cuốn.</div><div style="display: none">Đăng nhập để mượn sách.</div>"""
PRICES = """<title>The Anchor</title><table><tr><td><a href="a">Home</a><br><a href="b">Rooms</a></td><td><h2>Drinks</h2>
<table><tr><th>Drink</th><th>Price</th></tr><tr><td>Cider</td><td>£4</td></tr></table></td></tr></table>
<div class="menu"><h2>Starters</h2><ul><li>Soup</li><li>Trout</li></ul></div><p class="cookie-recipe">Our cookies are baked daily.</p>
<aside>Newest guests</aside>"""
LOST = f"""<title>Weir</title><body><article><h1>Weir</h1><p>{"The weir is repaired before the autumn. " * 8}</p><table>
{"".join(f"<tr><td><p>Part {n} of the works</p><ul><li>costs £{n}00, which the river trust has paid since the flood of May</li></ul></td></tr>" for n in range(1, 9))}</table></article>"""


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (NOTICE, [
            ("heading", "New bins"), ("text", "From 4 May bins are emptied on Tuesdays."), ("heading", "How to order one"),
            ("list", "1. Ring the office.\n2. Tell the size."),
        ]),
        (TERMS, [
            ("heading", "Tannery"), ("row", "Bate: A bath that makes hides soft."), ("row", "Crust: Leather that is not yet dyed."),
        ]),
        (FAQ, [
            ("heading", "Hỏi đáp"), ("heading", "Thẻ giá bao nhiêu?"), ("text", "Thẻ giá 30.000 đồng một năm."),
            ("heading", "Mượn được mấy cuốn?"), ("text", "Mỗi lần năm cuốn."),
        ]),
        (PRICES, [
            ("heading", "The Anchor"), ("heading", "Drinks"), ("lead", "Drink | Price"), ("row", "Drink: Cider | Price: £4"),
            ("heading", "Starters"), ("list", "• Soup\n• Trout"), ("text", "Our cookies are baked daily."),
        ]),
    ],
)  # fmt: skip
def test_a_small_page_keeps_its_structure_and_nothing_around_it(html: str, expected: list[tuple[str, str]]) -> None:
    found = page(html.encode())
    units = split_sentences(found.text, "en", "plain", found.blocks)
    assert [(unit.kind, unit.shown(found.text)) for unit in units] == expected


def test_what_an_extraction_loses_of_a_page_without_links_is_read() -> None:
    assert "costs £800" in page(LOST.encode()).text


def test_other_articles_that_a_page_announces_are_not_what_an_extraction_has_lost() -> None:
    story = f"<p>{'The ferry between the two banks was stopped on Monday because of the storm. ' * 9}</p>"
    teasers = "".join(
        f'<div><h3><a href="/{n}">Mayor number {n} opens a bridge over the river</a></h3><p>Today</p></div>'
        for n in range(30)
    )
    found = page(
        f"<title>Ferry stopped</title><body><h1>Ferry stopped</h1><article>{story}</article>{teasers}".encode()
    )
    assert "The ferry" in found.text and "Mayor" not in found.text
