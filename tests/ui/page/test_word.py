from __future__ import annotations

import io

import mammoth

from tests.ui.fakes import answered, declined
from tests.ui.page.test_message import HOSTILE, Collected
from ui.page.word import document
from ui.text import Speech


def read(file: bytes) -> Collected:
    """What another reader of Word documents finds in it."""
    return Collected(mammoth.convert_to_html(io.BytesIO(file)).value)


def test_each_quotation_is_a_footnote_of_its_sentence() -> None:
    seen = read(document([answered("When?"), declined("Why?")], Speech()))
    assert seen.text.startswith("When?The dam was built in 1911.[1] Why?The articles do not say.")
    assert "“The dam was built in 1911.” – The <i>dam</i> (dams/a b.txt, characters 0-26)" in seen.text
    assert seen.tags.count("li") == 1


def test_no_text_breaks_the_document() -> None:
    assert HOSTILE in read(document([declined(HOSTILE + "\x0b\x00")], Speech())).text
