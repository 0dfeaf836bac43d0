"""A checked draft as a Word file: the draft is all there, and each claim has its comment."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from rag import Checked, CheckedClaim, read_draft
from rag.answer.check.verdicts import Difference

DRAFT = "# The mill\n\nIt employs 74 <people> & a cat. It burned.\n\nWhy?\x0b"
CHECKED = Checked(
    DRAFT,
    (
        CheckedClaim("It employs 74 <people> & a cat.", 12, 43, "contradicted", 0.9, differs=(Difference("number", "74", "64"),)),
        CheckedClaim("It burned.", 44, 54, "not found", 0.7),
        CheckedClaim("Why?", 56, 60, "nothing to check"),
    ),
)  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(made: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}


def test_each_claim_has_a_comment_at_its_place() -> None:
    found = parts(CHECKED.to_docx())
    comments = ["".join(one.itertext()) for one in found["word/comments.xml"]]
    assert comments == ["contradicted (number: “74”, the article has “64”)", "not found"]
    inside, commented = False, ""
    for one in found["word/document.xml"].iter():
        if one.tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd") and one.get(f"{W}id") == "0":
            inside = one.tag == f"{W}commentRangeStart"
        elif inside and one.tag == f"{W}t":
            commented += one.text or ""
    assert commented == "It employs 74 <people> & a cat."


def test_the_draft_can_be_read_out_of_it_again(tmp_path: object) -> None:
    file = tmp_path / "checked.docx"  # type: ignore[operator]
    file.write_bytes(CHECKED.to_docx())
    text = read_draft(file)
    assert "It employs 74 <people> & a cat. It burned." in text
    assert "\x0b" not in text
