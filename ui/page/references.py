"""The articles that answers quote, as reference managers take them: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping

from rag import Answer, Article

_TEX = re.compile(r"[\\{}$&#%_^~]")
_TEX_NAMES = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
_LINES = re.compile(r"\s+")


def quoted(answers: Iterable[Answer]) -> dict[str, Article]:
    """The articles that are quoted, in order, each by a key of its own."""
    articles = {citation.article.path: citation.article for answer in answers for citation in answer.citations}
    keyed: dict[str, Article] = {}
    for path, article in articles.items():
        key = stem = (
            re.sub(r"\W+", "-", path.rsplit("/", 1)[-1].rsplit(".", 1)[0], flags=re.ASCII).strip("-") or "article"
        )
        number = 1
        while key in keyed:
            number += 1
            key = f"{stem}-{number}"
        keyed[key] = article
    return keyed


def csl(articles: Mapping[str, Article]) -> str:
    """CSL-JSON (citeproc), version 1.0.2."""
    return json.dumps([_item(key, article) for key, article in articles.items()], ensure_ascii=False, indent=2) + "\n"


def _item(key: str, article: Article) -> dict[str, object]:
    date = article.date
    item = {
        "id": key,
        "type": "article",
        "title": article.title,
        "author": [{"literal": article.author}] if article.author else None,
        "issued": {"date-parts": [[date.year, date.month, date.day]]} if date else None,
        "URL": article.url,
        "note": article.path,
    }
    return {name: value for name, value in item.items() if value}


def bibtex(articles: Mapping[str, Article]) -> str:
    """BibTeX entries, in UTF-8."""
    return "".join(_entry(key, article) for key, article in articles.items())


def _entry(key: str, article: Article) -> str:
    date = article.date
    fields = {
        "title": f"{{{_tex(article.title)}}}",
        "author": f"{{{_tex(article.author)}}}" if article.author else "",
        "date": date.isoformat() if date else "",
        "year": str(date.year) if date else "",
        "url": article.url.replace("{", "%7B").replace("}", "%7D"),
        "note": _tex(article.path),
    }
    written = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{written}}}\n"


def _tex(text: str) -> str:
    r"""A text in which TeX finds nothing to do.

    >>> _tex("50 % of {x}_y")
    '50 \\% of \\{x\\}\\_y'
    """
    return _TEX.sub(lambda sign: _TEX_NAMES.get(sign[0], "\\" + sign[0]), _LINES.sub(" ", text))


def ris(articles: Mapping[str, Article]) -> str:
    """RIS records."""
    return "".join(_record(article) for article in articles.values())


def _record(article: Article) -> str:
    date = article.date
    tags = (
        ("TY", "GEN"),
        ("TI", article.title),
        ("AU", article.author),
        ("PY", str(date.year) if date else ""),
        ("DA", f"{date:%Y/%m/%d}/" if date else ""),
        ("UR", article.url),
        ("N1", article.path),
    )
    written = "".join(f"{tag}  - {_LINES.sub(' ', value)}\r\n" for tag, value in tags if value)
    return f"{written}ER  - \r\n\r\n"


REFERENCES: dict[str, Callable[[Mapping[str, Article]], str]] = {"bib": bibtex, "ris": ris, "csl.json": csl}
"""By the ending of a file."""
