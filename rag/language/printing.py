"""What a language has around the text of a document: by-lines, captions, salutations, and the furniture of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class Printing:
    """The tables of one language. A document is met with those of all at once, since it has them in more than one.

    Texts are alternatives of a pattern, "by|written by".

    Attributes:
        credits: what stands before who has taken a picture; ``photo`` the same behind a title, ``numbered`` before the
            number of a picture.
        scenes: with what a line begins that says what a picture shows.
        figures: with what the caption of a figure or a table begins, before its number.
        furniture: lines that are nothing but a part of the page, as a verbose pattern; after one of ``closing`` nothing of
            the article comes any more.
        by: what stands before the author on a line of its own, ``beside`` the same behind a title, ``authors`` at the head
            of an article, ``signatures`` at its end.
        joins: what stands within a name, or between two.
        posted: what stands before the day of publication, with ``posted_at`` behind it; ``on`` stands before a day alone.
        dated: with what a line begins that says when a document was written or published, before the date; as written.
        salutations: how a letter begins; ``signing_off`` how it ends, before who signs.
        mail: the fields at the head of a mail that is quoted, of which ``senders`` say from whom it is, and ``subjects``
            what it is about; ``attributions`` are whole lines above a quotation: "On 3 May, Ann Lee wrote:".
        own: the words by which whoever writes or speaks is meant: "I", "our".
        namespaces: links of a wiki that are no part of the text.
        abbreviated: what ends with a point that ends no sentence; ``stacked`` are those of which several stand together,
            "PGS.TS."; ``numbered_by`` end none before a number.
        columns: what columns of a table are called that hold the texts of articles, folded and without spaces: by
            "text", "title", "date", "url" and "author", the likeliest first.
    """

    credits: str = ""
    photo: str = ""
    numbered: str = ""
    scenes: str = ""
    figures: str = ""
    furniture: str = ""
    closing: str = ""
    by: str = ""
    beside: str = ""
    authors: str = ""
    signatures: str = ""
    joins: str = ""
    posted: str = ""
    posted_at: str = ""
    on: str = ""
    dated: str = "(?!)"
    salutations: str = ""
    signing_off: str = ""
    mail: str = ""
    senders: str = ""
    subjects: str = ""
    attributions: str = ""
    own: str = ""
    namespaces: str = ""
    abbreviated: str = ""
    stacked: str = ""
    numbered_by: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_PRINTING = Printing()
