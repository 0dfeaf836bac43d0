"""What is said to a bot and is no question to the articles: greetings, thanks, "what can you do?"."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import TYPE_CHECKING

import regex

from rag.language.detect import guess
from rag.language.words import fold

if TYPE_CHECKING:
    from rag.index.store import Listed

_ARTICLES = r"(?:articles?|documents?|files?|texts?|folder)"
_THESE = r"(?:(?:all )?(?:these|those|this|the|your|all) )"
_KINDS = {
    "greeting": (
        r"(?:hi|hello|hey|howdy|greetings|good (?:morning|afternoon|evening|day)|alo"
        r"|(?:xin )?chao(?: (?:ban|anh|chi|em))?)(?: (?:there|bot|footnote|everyone|all))?"
    ),
    "thanks": (
        r"(?:ok(?:ay)? )?(?:thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|cheers|great|perfect"
        r"|(?:xin )?cam on(?: (?:ban|nhieu|rat nhieu))*)"
    ),
    "farewell": r"(?:good ?bye|bye(?: bye)?|see you(?: later)?|tam biet)",
    "ability": (
        r"(?:help|what can (?:you|i) (?:do|ask)(?: (?:you|for me|here))?|who are you|what are you"
        r"|how do(?:es)? (?:you|this|it) work|ban (?:la ai|lam duoc gi|co the lam (?:duoc )?gi)|giup(?: toi)?"
        r"|toi co the hoi (?:ban )?(?:nhung )?gi)"
    ),
    "articles": (
        r"(?:(?:what|which) (?:articles|documents|files|texts|sources)"
        r"(?: (?:do you (?:have|know)|are (?:there|indexed)|have you read|can you read))?"
        r"|(?:list|show)(?: me)?(?: all)?(?: the| your)? (?:articles|documents|files)"
        r"|(?:ban )?co (?:nhung )?bai (?:viet|bao)? ?nao|liet ke (?:cac )?bai (?:viet|bao))"
    ),
    "summary": (
        rf"(?:what (?:are|is|s) {_THESE}?{_ARTICLES} about"
        r"|(?:please )?(?:summari[sz]e|(?:give me )?(?:a summary|an overview)(?: of)?)"
        rf"(?: {_THESE}?{_ARTICLES})?(?: please)?"
        r"|(?:cac )?bai (?:viet |bao )?(?:nay )?(?:noi|viet) ve (?:gi|cai gi|dieu gi)"
        r"|tom tat(?: (?:cac )?bai(?: viet| bao)?(?: nay)?)?)"
    ),
}
_PATTERNS = {kind: regex.compile(pattern) for kind, pattern in _KINDS.items()}
_SHOWN_TITLES = 8


def reply(said: str, articles: Collection[Listed]) -> str | None:
    """A reply to small talk, in English or Vietnamese, or None where a question is asked of the articles.

    What all the articles are about is told by their titles; of a single one, it is a question.

    >>> reply("Thanks!", [])
    'You are welcome.'
    """
    kind = _kind_of(said)
    if kind is None or (kind == "summary" and len(articles) == 1):
        return None
    told = "articles" if kind == "summary" else kind
    vietnamese = guess(said, frozenset(one.language for one in articles)) == "vi" or _sounds_vietnamese(_plain(said))
    return _vietnamese(told, articles) if vietnamese else _english(told, articles)


def asks_for_all(said: str) -> bool:
    """Whether what the articles are about is asked, and nothing else: "Summarise this article"."""
    return _kind_of(said) == "summary"


def _kind_of(said: str) -> str | None:
    plain = _plain(said)
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(plain)), None)


def _plain(said: str) -> str:
    return " ".join(regex.findall(r"\w+", fold(said)))


def _sounds_vietnamese(plain: str) -> bool:
    return bool(regex.search(r"\b(?:chao|cam on|tam biet|ban|bai|giup)\b", plain))


def _english(kind: str, articles: Collection[Listed]) -> str:
    count = f"{len(articles)} article" + ("" if len(articles) == 1 else "s")
    return {
        "greeting": f"Hello. Ask me something about the {count}; I answer with exact quotations.",
        "thanks": "You are welcome.",
        "farewell": "Goodbye.",
        "ability": f"I answer questions about {count}. Every sentence is a quotation that you can check, and what the "
        "articles do not say, I decline to answer.",
        "articles": f"There {'is' if len(articles) == 1 else 'are'} {count}: {_listed(articles)}.",
    }[kind]


def _vietnamese(kind: str, articles: Collection[Listed]) -> str:
    return {
        "greeting": f"Xin chào. Bạn hãy hỏi về {len(articles)} bài viết; tôi trả lời bằng trích dẫn nguyên văn.",
        "thanks": "Không có gì.",
        "farewell": "Tạm biệt.",
        "ability": f"Tôi trả lời câu hỏi về {len(articles)} bài viết. Mỗi câu là một trích dẫn mà bạn có thể kiểm tra; "
        "điều gì các bài viết không nói, tôi không trả lời.",
        "articles": f"Có {len(articles)} bài viết: {_listed(articles)}.",
    }[kind]


def _listed(articles: Collection[Listed]) -> str:
    more, titles = len(articles) - _SHOWN_TITLES, [one.title for one in islice(articles, _SHOWN_TITLES)]
    return "; ".join(f"“{title}”" for title in titles) + (f"; and {more} more" if more > 0 else "")
