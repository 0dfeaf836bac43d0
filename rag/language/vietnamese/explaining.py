"""Vietnamese, in which a question is met without its accents."""

from __future__ import annotations

from rag.language.explaining import NUMBERED, TERM, Explaining, asked, begun
from rag.language.patterns import deferred

EXPLAINING = Explaining(
    asks_what=asked(
        rf"(?:the )?{TERM} (?:nghia )?la (?:cai )?gi(?: vay| the| a)?|{TERM} (?:co )?nghia (?:la )?(?:gi|the nao|sao)|(?:dinh nghia|khai niem|nghia cua)(?: cua| ve| tu)? {TERM}|the nao la {TERM}|giai thich (?:tu |khai niem )?{TERM}|hieu the nao (?:ve|la) {TERM}"
    ),
    defines=deferred(
        r",? (?:chính |thực chất |thường |cũng )?là(?! (?:\d|do|vì|để|bao nhiêu|rất|không|của))(?= \w)|,? (?:có |được )?(?:nghĩa là|hiểu là|định nghĩa là|dùng để chỉ|chỉ (?:những|các|việc)|tức là|gồm)"
    ),
    named_as=deferred(r"\b(?:(?:được |còn |thường )*gọi là|mang tên|có tên là) "),
    calls=deferred(r"\bgọi (?:là )?"),
    begins=begun(r"trước (?:hết|tiên)|đầu tiên|bước (?:1|một|đầu)|thứ nhất|bắt đầu|1[.):]"),
    continues=begun(
        rf"sau đó|tiếp (?:theo|đến|đó)|rồi|kế đến|kế tiếp|thứ (?:hai|ba|tư)|cuối cùng|sau cùng|khi xong|bước \S+|{NUMBERED}"
    ),
    gives_reason=begun(
        r"(?:lý do|nguyên nhân)\b.{0,30}? (?:là|do)|(?:đó|điều (?:này|đó)|việc này) là (?:do|vì)|vì|do|bởi|(?:lý do|nguyên nhân) ?:"
    ),
    may_give_reason=deferred(r";|\b(?:do|nên|cho nên|tránh|nếu không|kẻo|sau khi)\b"),
)
