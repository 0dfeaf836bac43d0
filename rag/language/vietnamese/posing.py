"""Plain shapes of Vietnamese sentences, and the questions that they answer."""

from __future__ import annotations

from rag.language.posing import START, Posing, shape

_WORD = r"[^\W\d][\w’'-]*"
_NAME = r"(?<![\w.“\"])(?P<name>(?:\p{Lu}[^\W\d_]+ ){1,3}\p{Lu}[^\W\d_]+)"
_NOT = r"(?!(?:là|được|đã|sẽ|bị|có|giá|và|nhưng|do|tại|năm|ngày|từ|không|mới)\b)"
_THING = rf"(?P<what>\p{{Lu}}[\w-]*(?: {_NOT}{_WORD}){{0,7}}?)"
_NUMBER = r"\d(?:[\d.,]*\d)?"

POSING = Posing(
    shapes=(
        shape(
            "number",
            rf"(?<![\w.,/-])(?P<a>\d[\d,.]*) (?P<things>{_WORD}(?: {_WORD}){{3,10}})(?=[.,;])",
            "Có bao nhiêu {things}?",
        ),
        shape(
            "said",
            rf"{_NAME}(?:,[^.;:]{{3,90}}?,)? (?:cho biết|nhấn mạnh|khẳng định|đề nghị|phát biểu)\b",
            "{name} đã nói gì?",
        ),
        shape("person", rf"{_NAME} ?[,-] ?(?P<a>(?!ngày)[^\W\d_][\w ]{{6,}})(?=[,.;)])", "{name} là ai?"),
        shape(
            "number",
            rf"{START}{_THING}(?: có)? giá (?P<a>{_NUMBER} (?:triệu |nghìn |tỷ )?(?:đồng|USD|euro))",
            "{what} giá bao nhiêu?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?:đã |mới )?(?P<be>được|bị) (?P<done>{_WORD}(?: {_WORD}){{0,2}}?) (?:vào )?(?P<a>năm \d{{4}})",
            "{what} {be} {done} năm nào?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?P<does>họp|mở cửa|đóng cửa|bắt đầu|kết thúc|diễn ra) (?P<a>(?:từ|lúc|vào) [^,;.]{{3,50}}?)(?=[,;]|\.(?:\s|$)|$)",
            "{what} {does} khi nào?",
        ),
        shape(
            "number",
            rf"{START}{_THING} có (?P<a>{_NUMBER}) (?P<things>{_WORD}(?: {_WORD}){{0,2}}?)(?=[.,;]| (?:và|ở|tại|trong|được|với)\b)",
            "{what} có bao nhiêu {things}?",
        ),
    ),
)
