"""Text files: the decoded bytes, untouched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from rag.corpus.extract import Extract, Unreadable
from rag.language.detect import find_language
from rag.settings import Settings

_MARKS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LANGUAGES = {
    "windows-1258": "vi",
    "windows-1252": "en fr de es it pt nl sv da nb no nn fi is ca gl eu af sq ga lb fo id ms",
    "windows-1250": "cs pl hu sk sl hr bs ro",
    "windows-1251": "ru uk bg sr mk be",
    "koi8-r": "ru",
    "windows-1253": "el",
    "windows-1254": "tr az",
    "windows-1255": "he",
    "windows-1256": "ar fa ur",
    "windows-1257": "lt lv et",
    "gb18030": "zh",
    "big5": "zh",
    "shift_jis": "ja",
    "euc-jp": "ja",
    "euc-kr": "ko",
}
"""Encodings of one alphabet or two, and the languages that were written in them."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NEAR = 0.02
"""By how much a decoding may look worse than the best one and still be meant."""


def read(data: bytes, settings: Settings) -> Iterator[Extract]:
    """The file as one article."""
    text, encoding = decode(data)
    yield Extract(text, encoding=encoding)


def decode(data: bytes) -> tuple[str, str]:
    """The text of bytes, ``data.decode(encoding)``, and its encoding, or "" for UTF-8.

    Raises:
        Unreadable: it is not known how they are encoded, or they are no text.
    """
    text, encoding = _decode(data)
    if "\x00" in text:
        raise Unreadable("it holds NUL bytes, so it is not text")
    return text, encoding


def decode_as(data: bytes, encoding: str) -> str | None:
    """The text of bytes that are said to be in an encoding; None where they are not."""
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _decode(data: bytes) -> tuple[str, str]:
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    for encoding in ("utf-8", marked):
        text = decode_as(data, encoding) if encoding else None
        if text is not None:
            return text, "" if encoding == "utf-8" else encoding
    likely = _likely(data)
    if len(likely) == 1:
        return likely.popitem()
    told = f"; it may be {' or '.join(sorted(likely.values()))}" if likely else ""
    raise Unreadable(f"it is not UTF-8 text, and its encoding cannot be told for certain{told}; save it as UTF-8")


def _likely(data: bytes) -> dict[str, str]:
    """The texts that bytes may mean, each with its encoding.

    Of the decodings that look like text, those count whose language is one that was written in their encoding.
    """
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data))
    found = {}
    for match in matches:
        if match.chaos <= matches[0].chaos + _NEAR:
            text = str(match)
            language = "" if _CONTROL.search(text) else find_language(text)
            for encoding, languages in _LANGUAGES.items():
                if language in languages.split() and text not in found and decode_as(data, encoding) == text:
                    found[text] = encoding
    return found
