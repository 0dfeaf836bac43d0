"""What the page says, in English and Vietnamese. English phrases are the keys; text of articles never is."""

from __future__ import annotations

import datetime
from html import escape

VIETNAMESE = {
    "All articles": "Tất cả bài viết",
    "Ask": "Hỏi",
    "Ask again": "Hỏi lại",
    "Ask the articles a question": "Hãy hỏi các bài viết",
    "Close": "Đóng",
    "Copy": "Sao chép",
    "Edit the question": "Sửa câu hỏi",
    "Every sentence of an answer is quoted from the articles, and its footnote opens the place where it stands.": "Mỗi câu trả lời "
    "đều trích nguyên văn từ bài viết, và chú thích sẽ mở đúng chỗ của câu đó.",
    "Nearest passages": "Các đoạn gần nhất",
    "New conversation": "Cuộc trò chuyện mới",
    "Next": "Sau",
    "No article has these words": "Không bài viết nào có các từ này",
    "Not answered": "Chưa trả lời được",
    "Of 100 answers given with this figure, about {percent} quote a sentence that answers the question. "
    "Each quotation is exact either way.": "Trong 100 câu trả lời có con số này, khoảng {percent} câu trích đúng câu trả lời cho câu hỏi. "
    "Dù thế nào, trích dẫn luôn chính xác từng ký tự.",
    "Passage {n} of {count}": "Đoạn {n}/{count}",
    "Previous": "Trước",
    "Questions to begin with": "Những câu hỏi để bắt đầu",
    "Quotation {n} of {count}": "Trích dẫn {n}/{count}",
    "Something went wrong inside Footnote ({error}). The details are in {log}.": "Footnote gặp lỗi ({error}). Chi tiết ở {log}.",
    "Stop": "Dừng",
    "Stopped": "Đã dừng",
    "That could not be done": "Không thực hiện được",
    "The articles do not say.": "Các bài viết không nói đến điều này.",
    "The articles do say": "Các bài viết có câu trả lời cho",
    "The page has lost its connection. Check that Footnote still runs, then reload the page.": "Trang đã mất kết nối. "
    "Hãy kiểm tra xem Footnote có đang chạy không rồi tải lại trang.",
    "This article has changed since it was quoted, so the quotation is not marked.": "Bài viết đã thay đổi sau khi được trích, "
    "nên đoạn trích không được đánh dấu.",
    "This article is no longer here.": "Bài viết này không còn ở đây.",
    "This link leads nowhere.": "Liên kết này không dẫn đến đâu cả.",
    "Understood as": "Được hiểu là",
    "What a click on a footnote opens is shown here: the article, with the quotation marked.": "Bấm vào một chú thích, "
    "bài viết sẽ mở ra ở đây với đoạn trích được đánh dấu.",
    "and {count} more": "và {count} bài nữa",
    "likely right": "có thể đúng",
    "more likely right than not": "nhiều khả năng đúng",
    "uncertain": "không chắc chắn",
    "very likely right": "rất có thể đúng",
    "{count} articles in {folder}": "{count} bài viết trong {folder}",
    "1 article in {folder}": "1 bài viết trong {folder}",
}

_LANGUAGES = {
    "en": {
        "en": "English",
        "vi": "Vietnamese",
        "fr": "French",
        "de": "German",
        "es": "Spanish",
        "zh": "Chinese",
        "ja": "Japanese",
    },
    "vi": {
        "en": "tiếng Anh",
        "vi": "tiếng Việt",
        "fr": "tiếng Pháp",
        "de": "tiếng Đức",
        "es": "tiếng Tây Ban Nha",
        "zh": "tiếng Trung",
        "ja": "tiếng Nhật",
    },
}
_MONTHS = "January February March April May June July August September October November December".split()


class Speech:
    """The page's words in one language, ready for HTML."""

    def __init__(self, language: str = "en") -> None:
        self.language = language

    @classmethod
    def wanted_by(cls, accept_language: str | None) -> Speech:
        """The language that a browser asks for first, if the page speaks it.

        >>> Speech.wanted_by("vi-VN,vi;q=0.9,en;q=0.8").language, Speech.wanted_by("de").language
        ('vi', 'en')
        """
        return cls("vi" if (accept_language or "").strip().lower().startswith("vi") else "en")

    def plain(self, phrase: str, **values: object) -> str:
        """A phrase with its values filled in."""
        spoken = VIETNAMESE.get(phrase, phrase) if self.language == "vi" else phrase
        return spoken.format(**values) if values else spoken

    def __call__(self, phrase: str, **values: object) -> str:
        """The same, escaped for HTML."""
        return escape(self.plain(phrase, **values))

    def date(self, date: datetime.date) -> str:
        """A date as people read it.

        >>> Speech("en").date(datetime.date(2017, 1, 5)), Speech("vi").date(datetime.date(2017, 1, 5))
        ('5 January 2017', '5/1/2017')
        """
        if self.language == "vi":
            return f"{date.day}/{date.month}/{date.year}"
        return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"

    def language_name(self, code: str) -> str:
        return _LANGUAGES[self.language].get(code, code)
