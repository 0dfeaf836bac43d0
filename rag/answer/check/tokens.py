"""The words of a text in one spelling."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

from rag.language.detect import guess
from rag.language.english.pack import PACK as ENGLISH
from rag.language.packs import language_by
from rag.language.stemming import is_stemmed, stem
from rag.language.words import term

_UNIFY = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc`", "'")
    | dict.fromkeys("\u201c\u201d\u00ab\u00bb\u201e", '"')
)
# Decomposed "hoà", "thuỷ", whose accent newer spelling puts on the first vowel; not "quý", not "hoàn".
_OLD_TONE = regex.compile(r"(o(?=[ae])|(?<!q)u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?!\w)", regex.IGNORECASE)


@lru_cache(maxsize=16_384)
def spelled(text: str) -> str:
    """One spelling of the same letters: composed, accents in their newer place, one kind of quote and dash.

    >>> spelled("Phạm Thị Hoà") == spelled("Phạm Thị Hòa"), spelled("“yes”")
    (True, '"yes"')
    """
    moved = _OLD_TONE.sub(r"\1\3\2", unicodedata.normalize("NFD", text.translate(_UNIFY)))
    return unicodedata.normalize("NFC", moved)


# -- Words ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, or a number, or a mark that ends a clause: its span, its letters and its term."""

    start: int
    end: int
    text: str
    term: str
    key: str
    """What it is compared by: its stem, and in Vietnamese its letters with their accents."""
    content: bool
    opens: bool
    """Whether a sentence begins with it, so that its capital says nothing."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


_WORD = regex.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?\b|\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}]*(?:'\p{L}+)*")
_OPENING = regex.compile(
    r"(?:^(?:\d+(?:\.\d+)*[.)]?|\(?\p{Ll}[.)])?|(?:(?<!\b(?:M|Mr|Mrs|Ms|Mme|Dr|Sr|Sra|Prof|St))\.|[!?:;\n])[\"')\]]*)[\s\"'(\[]*$"
)
_SAID = frozenset(
    map(
        term,
        "said say told tell added according stated took happened among although though while whereas despite".split(),
    )
)
# With their accents: folded, "nội" and "nói" would be one.
_VIETNAMESE_FUNCTION = frozenset(
    """
    ai bằng bị bởi các cái cả cần càng chỉ cho chứ có cũng của cùng cuộc đã đang đây đến để đi điều do được gì hay hoặc hơn khi
    không là lại lên lúc luôn mà mỗi một mọi này nay nào nếu người nhất như nhưng những nó nơi ở phải qua rằng rồi sau sẽ sự ta
    tại thì theo thế trên trong trước tới từ từng tuy và vẫn vào vì về việc với vừa còn chưa đều rất ông bà họ đó ấy sang ra xuống
    cùng mới bớt hiện nói biết rõ tổng đạt gồm thêm
    """.split()
)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins at a place; most words stand behind a letter and a space, which takes no pattern to see."""
    if start > 1 and text[start - 1] == " " and (text[start - 2].isalpha() or text[start - 2] == ","):
        return False
    return bool(_OPENING.search(text, max(0, start - 8), start)) if start else True


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Token, ...]:
    """The words of a text that is spelled in one way; ``content`` is what is neither function word nor "said"."""
    language = guess(text)
    elided, stemmed = language_by(language).stating.elided, is_stemmed(language)
    found: list[Token] = []
    for hit in _WORD.finditer(text):
        start, end = hit.span()
        opens = _opens(text, start)
        before = elided.match(text, start, end)
        start = before.end() if before else start
        written = text[start:end]
        t = stem(written, language) if stemmed else term(written)
        named = written[0].isupper() and not opens
        if language == "vi":
            content = named or written.casefold() not in _VIETNAMESE_FUNCTION
        elif stemmed:
            content = named or not language_by(language).is_function_word(written)
        else:
            content = t not in _SAID and (t not in ENGLISH.function_words or (named and len(t) > 1))
            content &= not (t == "place" and found and found[-1].term in ("took", "take"))
        key = t if stemmed or written.isascii() else written.casefold()
        found.append(Token(start, end, written, t, key, content, opens))
    return tuple(found)
