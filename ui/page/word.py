"""Answers as a Word document, with their quotations as footnotes (ECMA-376, WordprocessingML).

Written here and not by python-docx, which has no footnotes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from html import escape

from rag import Answer, Citation
from ui.page.message import quoted_from
from ui.text import Speech

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_TYPE}.footnotes+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>',
}


def document(answers: Iterable[Answer], speech: Speech) -> bytes:
    """The file: each question in bold, and below it its answer."""
    written = _Written(speech)
    body = "".join(map(written.answer, answers))
    parts = {
        **_PARTS,
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {_W}>{_SEPARATORS}{''.join(written.footnotes)}</w:footnotes>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, xml in parts.items():
            packed.writestr(name, _XML + xml)
    return file.getvalue()


class _Written:
    """The paragraphs of a document, and the footnotes that they have so far."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self.footnotes: list[str] = []

    def answer(self, answer: Answer) -> str:
        asked = _paragraph(_run(answer.question, "<w:rPr><w:b/></w:rPr>"))
        if not answer.sentences:
            return asked + _paragraph(_run(answer.reply or self._speech.plain("The articles do not say.")))
        by_number = {citation.number: citation for citation in answer.citations}
        runs: Sequence[str] = [
            _run(sentence.text)
            + "".join(self._footnote(by_number[number]) for number in sentence.citations)
            + _run(" ")
            for sentence in answer.sentences
        ]
        return asked + _paragraph("".join(runs))

    def _footnote(self, cited: Citation) -> str:
        number = len(self.footnotes) + 1
        quote = " ".join(cited.quote.split())
        told = f" “{quote}” – {quoted_from(cited, self._speech)} ({cited.article.path}, {cited.place})"
        inner = _paragraph(f"<w:r>{_RAISED}<w:footnoteRef/></w:r>{_run(told)}")
        self.footnotes.append(f'<w:footnote w:id="{number}">{inner}</w:footnote>')
        return f'<w:r>{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'


def _paragraph(runs: str) -> str:
    return f"<w:p>{runs}</w:p>"


def _run(text: str, look: str = "") -> str:
    lines = escape(_NOT_XML.sub("", text)).split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{look}{inner}</w:r>"
