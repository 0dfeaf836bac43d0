"""Vietnamese, with its accents and without."""

from __future__ import annotations

import regex

from rag.language.base import CLOCK, DIGITS, YEAR, Language, any_of, one_of, terms_of

_ASKING = "(?:gi|nao|ai|dau|sao|may|bao nhieu)"
_NUMBERS = "một hai ba bốn năm sáu bảy tám chín mười trăm nghìn ngàn triệu tỷ tỉ chục rưỡi nửa"

ONLY_VIETNAMESE = frozenset(
    "bao cac cai cua cung da dang dau duoc gi hay khi khong la nao nay nguoi nhieu nhu nhung noi o phai sao se tai theo thi trong tren truoc tu va vao ve vi viec voi".split()
)
"""Of the function words, folded, those that are no English words when their accents are gone."""
SYLLABLE = regex.compile(
    r"(?:ngh?|[ckpt]h|n?h|gh?|gi|qu|tr|[bcdklmnprstvx])?"
    r"(?:uye|uya|uyu|uay|uoi|uou|oai|oao|oay|ieu|yeu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
"""How a syllable is spelt without its accents."""

VIETNAMESE = Language(
    code="vi",
    function_words=terms_of(
        """
        ai ba bai bang bao bi bieu boi cac cai can cang chi cho chu co cua cung cuoc da dang dau day de den di dieu do duoc gi ha hay
        hoac hon khac khi khong la lai lam len loai luc luon ma may mot moi nao nay neu ngay nghia nguoi nhat nhieu nhu nhung
        no noi o ong phai qua ra rang rat sao sau se su ta tai the theo thi thi thoi trong tren truoc tu tung tuy va van vao ve vi
        viec voi vua xay y
        """
    ),
    marks=regex.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", regex.IGNORECASE),
    asked={
        "number": any_of(
            r"bao (?:nhieu|lau|xa)",
            r"may (?!bay|tinh|moc|chu)\w+",
            r"(?:ty le|phan tram|so luong|con so|dan so|dien tich) (?:\w+ )*?(?:nao|gi|la)",
        ),
        "time": any_of(
            r"(?:khi|luc|hoi) nao",
            r"bao gio",
            r"(?:nam|ngay|thang|thoi (?:gian|diem|ky)|the ky|thap (?:nien|ky)|giai doan) (?:nao|may|bao nhieu|gi)",
        ),
        "person": any_of(r"ai", r"(?:nguoi|ong|ba|vi|nhan vat|cong ty|to chuc|nhom|vua|tong thong|nha khoa hoc) nao"),
        "place": any_of(
            r"o dau",
            r"(?:tai|tu|den|noi) (?:dau|nao)",
            r"dau",
            r"(?:thanh pho|nuoc|quoc gia|tinh|vung|khu vuc|dia diem|chau luc|song|bang|quan|huyen|hat|dao) nao",
        ),
        "reason": any_of(r"(?:vi|tai) sao", r"ly do", r"nguyen nhan", r"do dau"),
    },
    needs={
        "number": any_of(r"bao nhieu"),
        "time": any_of(
            r"(?:khi|luc|hoi) nao",
            r"bao gio",
            r"(?:nam|ngay|thang|the ky|thoi (?:gian|diem)) (?:nao|may|bao nhieu|gi)",
        ),
    },
    asks_several=regex.compile(rf"\b{_ASKING}\b.* va (?!.* va )(?:.*\b)?{_ASKING}\b"),
    # "dầu" (oil) and "đầu" (head) would be "đâu" (where), "máy" (machine) would be "mấy" (how many).
    lookalikes=regex.compile(r"(?i)\b(?:dầu|đầu|dấu|đấu|đậu|dâu|máy|mày|mây|mảy|bảo|báo|bão)\b"),
    numbers=tuple(_NUMBERS.split()),
    number=regex.compile(rf"(?i){DIGITS}|\b{one_of(_NUMBERS)}\b"),
    time=regex.compile(
        rf"{YEAR}|{CLOCK}"
        r"|(?i:\btháng\s+(?:\d+|\p{L}+)|\bngày\s+\d+|\bthế\s+k[ỷỉ]|\bthập\s+(?:niên|kỷ)|\bnăm\s+\d+)"
    ),
    reason=regex.compile(r"(?i)\b(?:vì|bởi|nhờ|nhằm|để|do\s+đó|nguyên\s+nhân|lý\s+do|dẫn\s+đến|khiến)\b"),
    vague={
        "number": any_of(r"vai|nhieu|it|nua|phan lon|da so|thieu so|duy nhat|khong (?:ai|co)|ca hai|tat ca"),
        "time": any_of(
            r"(?:hom|nam|thang|tuan|ngay) (?:nay|qua|kia|sau|truoc|ngoai|toi)|hien nay|mua|sang|chieu|toi|dem|chu nhat"
            r"|thu (?:hai|ba|tu|nam|sau|bay)|ngay|thang|nam",
            r"\d{3,4}|\d+[/.-]\d+",
        ),
    },
    place_before=frozenset("ở tại từ đến thuộc tới về".split()),
)

ASKING_PHRASES = (
    "bao nhiêu|bao giờ|bao lâu|khi nào|lúc nào|năm nào|ngày nào|ở đâu|từ đâu|là gì|làm gì|cái gì|việc gì|là ai|của ai|"
    "ai đã|những ai|vì sao|tại sao|như thế nào|thế nào|mấy người|có phải|hay không|được không|người nào|nơi nào|"
    "điều gì|có bao nhiêu|gồm những gì"
).split("|")
"""What a question has and an article hardly ever: how such words are written is not learnt from articles."""
