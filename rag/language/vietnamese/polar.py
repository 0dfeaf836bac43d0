"""How Vietnamese asks whether something is so, and says that it is so only if, or is only wished."""

from __future__ import annotations

from rag.language.patterns import deferred
from rag.language.polar import Polar

_TAG = r"(?:,\s*)?(?:(?:có\s+)?phải\s+(?:vậy\s+|thế\s+)?không|đúng\s+không|hay\s+(?:không|chưa)|không|chưa|à|hả)(?:\s+(?:ạ|nhỉ|vậy|thế))?\W*$"

POLAR = Polar(
    asks=deferred(rf"(?i)\s{_TAG}"),
    either=deferred(r"(?i)\b(?:hay(?!\s+(?:không|chưa)\W*$)|hoặc)\b"),
    asking=deferred(rf"(?i)\s{_TAG}|\bcó\s+(?:phải(?:\s+là)?|đúng\s+là)\b|^\W*có(?=\s+(?:được|thể|phải|cần)\b)"),
    settled=deferred(r"(?i)^\W*(?:có|không|vâng|dạ)\s*[,.;:!–-]"),
    hedged=deferred(
        r"(?i)\b(?:trừ|(?<!\b(?:chứng|địa|đình|tạp|liên)\s)chỉ|nếu|liệu|miễn\s+là|(?<!\btheo\s)đề\s+nghị|đề\s+xuất|yêu\s+cầu|muốn|mong|cáo\s+buộc|dự\s+kiến|xem\s+xét"
        r"|kiến\s+nghị|bác\s+(?:bỏ|đơn)|từ\s+chối|dự\s+định|ý\s+định|nghi\s+ngờ|suýt|thay\s+vì"
        r"|xin\s+phép|(?:sự|được|có)\s+(?:\p{L}+\s+){0,3}đồng\s+ý|giấy\s+phép|đặt\s+trước|hẹn\s+trước)\b"
    ),
)
