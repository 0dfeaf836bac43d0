"""What is known about English and Vietnamese beforehand: function words, question words, kinds of answers."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal, get_args

import regex

from rag.corpus.words import ENGLISH_FUNCTION, fold, term

Kind = Literal["number", "time", "person", "place", "reason"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
# Letters that Vietnamese has and its neighbours in the Latin alphabet have not.
_VIETNAMESE = regex.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", regex.IGNORECASE)

_VIETNAMESE_FUNCTION = """
ai ba bai bang bao bi bieu boi cac cai can cang chi cho chu co cua cung cuoc da dang dau day de den di dieu do duoc gi ha hay
hoac hon khac khi khong la lai lam len loai luc luon ma may mot moi nao nay neu ngay nghia nguoi nhat nhieu nhu nhung
no noi o ong phai qua ra rang rat sao sau se su ta tai the theo thi thi thoi trong tren truoc tu tung tuy va van vao ve vi
viec voi vua xay y
""".split()
VIETNAMESE_FUNCTION = frozenset(term(word) for word in _VIETNAMESE_FUNCTION)
# Of the Vietnamese function words, those that are no English words when their accents are gone.
_VIETNAMESE_ONLY = frozenset(
    "bao cac cai cua cung da dang dau duoc gi hay khi khong la nao nay nguoi nhieu nhu nhung noi o phai sao se tai theo thi trong tren truoc tu va vao ve vi viec voi".split()
)

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions "
    "trillion dozen dozens half twice double third quarter once several single"
)
_VIETNAMESE_NUMBER_WORDS = "một hai ba bốn năm sáu bảy tám chín mười trăm nghìn ngàn triệu tỷ tỉ chục rưỡi nửa"
NUMBER_WORDS = tuple(
    word
    for word in f"{_NUMBER_WORDS} {_VIETNAMESE_NUMBER_WORDS}".split()
    if word not in ("several", "single", "năm", "tư", "once", "twice")
)
_MONTHS = (
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)

NUMBER = regex.compile(
    rf"(?i)\d+(?:[.,]\d+)*|\b(?:{'|'.join(_NUMBER_WORDS.split())}|{'|'.join(_VIETNAMESE_NUMBER_WORDS.split())})\b"
)
TIME = regex.compile(
    rf"""(?x)
      (?<![\d.,])(?:1[0-9]|20)\d\d(?![\d.,]*\d)s?            # a year
    | \b(?:{"|".join(_MONTHS.split())})\b
    | (?i:\b\d{{1,2}}(?:st|nd|rd|th)\b | \bcentur(?:y|ies)\b | \bdecades?\b | \b(?:BC|AD|BCE)\b
    | \b(?:during|after|until|since|before)\b | \btháng\s+(?:\d+|\p{{L}}+) | \bngày\s+\d+ | \bthế\s+k[ỷỉ] | \bthập\s+(?:niên|kỷ) | \bnăm\s+\d+
    | \b\d{{1,2}}:\d\d\b)
    """
)
REASON = regex.compile(
    r"(?i)\b(?:because|due\s+to|since|as\s+a\s+result|in\s+order\s+to|so\s+that|therefore|thus|reasons?|caus(?:e[sd]?|ing)|led\s+to|owing|for\s+fear"
    r"|vì|bởi|nhờ|nhằm|để|do\s+đó|nguyên\s+nhân|lý\s+do|dẫn\s+đến|khiến)\b"
)
PLACE_BEFORE = frozenset(
    "in at from to near of into across outside within on toward towards ở tại từ đến thuộc tới về".split()
)

# "dầu" (oil) and "đầu" (head) would be "đâu" (where) without their accents, "máy" (machine) would be "mấy" (how many).
_OTHERWISE_ALIKE = regex.compile(r"(?i)\b(?:dầu|đầu|dấu|đấu|đậu|dâu|máy|mày|mây|mảy|bảo|báo|bão)\b")


def any_of(*alternatives: str) -> regex.Pattern[str]:
    """Any of some patterns, between word boundaries."""
    return regex.compile(rf"\b(?:{'|'.join(alternatives)})\b")


def one_of(words: str) -> str:
    """Any of some words."""
    return f"(?:{'|'.join(words.split())})"


# How a Vietnamese syllable is spelt without its accents.
_SYLLABLE = regex.compile(
    r"(?:ngh?|[ckpt]h|n?h|gh?|gi|qu|tr|[bcdklmnprstvx])?"
    r"(?:uye|uya|uyu|uay|uoi|uou|oai|oao|oay|ieu|yeu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)

# Question words by the kind of answer they ask for; the Vietnamese ones folded.
_ENGLISH_KINDS: dict[Kind, regex.Pattern[str]] = {
    "number": any_of(
        r"how\s+" + one_of("many much large big tall long high old far fast deep wide often heavy"),
        r"(?:what|which)\s+(?:is\s+the\s+|was\s+the\s+|\w+\s+)?"
        + one_of(r"number percent\w* amount proportion fraction population size area age score price cost rate share"),
    ),
    "time": any_of(
        r"when",
        r"(?:what|which)\s+(?:\w+\s+)?"
        + one_of("years? dates? days? months? century decades? times? periods? eras? seasons?"),
        r"how\s+long\s+ago",
        r"since\s+what",
    ),
    "person": any_of(
        r"who(?:m|se)?",
        r"(?:what|which)\s+(?:\w+\s+)?"
        + one_of(
            "person people man woman leader king queen president minister scientist author actor player engineer "
            "physicist official general philosopher scholar company organi[sz]ation group party"
        ),
    ),
    "place": any_of(
        r"where",
        r"(?:what|which)\s+(?:\w+\s+)?"
        + one_of(
            "city cities country countries state place town region area province location river street continent "
            "nation county district village island"
        ),
    ),
    "reason": any_of(r"why", r"what\s+(?:\w+\s+)?(?:reason|cause)s?", r"how\s+come"),
}
_VIETNAMESE_KINDS: dict[Kind, regex.Pattern[str]] = {
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
}


def language_of(text: str) -> str:
    """The language of a text as far as it matters for comparing words: "vi", "en", "other"; "" for too few words.

    >>> language_of("Hội nghị diễn ra khi nào?"), language_of("When was it?"), language_of("Wann wurde die Konferenz eröffnet?")
    ('vi', 'en', 'other')
    """
    if is_vietnamese(text):
        return "vi"
    found = [term(m) for m in _WORD.findall(text)]
    english = sum(t in ENGLISH_FUNCTION for t in found)
    if english >= 0.12 * len(found) and english:
        return "en"
    return "other" if len(found) > 3 else ""


def is_vietnamese(text: str) -> bool:
    """Whether a text is Vietnamese, with or without its accents.

    >>> is_vietnamese("Hội nghị diễn ra khi nào?"), is_vietnamese("Hoi nghi dien ra khi nao?")
    (True, True)
    >>> is_vietnamese("Who met Nông Đức Mạnh in the capital?")
    False

    Of the words without a capital, a fifth must hold a Vietnamese letter or 2 in 7 be function words of
    Vietnamese alone, or one of them where all others are spelt as Vietnamese syllables are; names do not count
    unless there is nothing else.
    """
    tokens = text.split()
    known = [_known_of(token) for token in tokens if not token[0].isupper()] or list(map(_known_of, tokens))
    lettered = sum(lettered for lettered, _, _ in known)
    functional = sum(functional for _, functional, _ in known)
    spelt = functional > 0 and all(spelt for _, _, spelt in known)
    return bool(known) and (5 * lettered >= len(known) or 7 * functional >= 2 * len(known) or spelt)


@lru_cache(maxsize=32_768)
def _known_of(token: str) -> tuple[bool, bool, bool]:
    """Whether a word has a letter of Vietnamese alone, is a function word of it, is spelt as its syllables are."""
    plain = fold(token.strip(".,;:?!\"'“”()"))
    spelt = not plain or plain.isdigit() or bool(_SYLLABLE.fullmatch(plain))
    return bool(_VIETNAMESE.search(token)), plain in _VIETNAMESE_ONLY, spelt


def asked_kinds(question: str, vietnamese: bool) -> frozenset[Kind]:
    """The kinds of answer that a question asks for; none where it does not say.

    >>> sorted(asked_kinds("How many people live there?", False)), sorted(asked_kinds("Ai la nguoi chu tri?", True))
    (['number'], ['person'])
    """
    table = _VIETNAMESE_KINDS if vietnamese else _ENGLISH_KINDS
    return frozenset(kind for kind, pattern in table.items() if pattern.search(folded_question(question)))


def folded_question(question: str) -> str:
    """A question folded, without the words that would be question words then, as "đầu" (head) would be "đâu" (where)."""
    return " ".join(fold(_OTHERWISE_ALIKE.sub("-", unicodedata.normalize("NFC", question))).split())


_OVERVIEW = regex.compile(
    r"what (?:do|does|did) (?:the |these |each |all )*(?:articles?|pieces|texts|reports|documents|sources)\b.*\b(?:say|said|mention|tell|report)"
    r"|which (?:articles|pieces|texts|reports|documents)\b|across the articles|\boverview\b|everything (?:about|on)\b|what (?:is|was|has been) (?:said|written|reported) (?:about|on)|tell me (?:more )?about"
    r"|cac bai (?:viet|bao)?.*(?:noi|de cap|viet) (?:gi|ve)|nhung bai (?:viet|bao)? ?nao|tong quan"
)


_ABOUT_ONE = r"(?i)\bwhat\s+(?:is|was)\s+the\s+(.+?)\s+(?:article|piece|text|report|story)\s+about\b"
_SUMMARY = any_of(r"summari[sz]e", r"summary of", r"(?:main|key) points", r"tom tat", _ABOUT_ONE.removeprefix("(?i)"))


def asks_summary(question: str) -> bool:
    """Whether a question asks what is in an article or in several, rather than what each says of something.

    >>> asks_summary("Summarise the article about the orchestra"), asks_summary("What do the articles say about it?")
    (True, False)
    """
    return bool(_SUMMARY.search(fold(question)))


def asks_overview(question: str) -> bool:
    """Whether a question asks what several articles say, rather than for one fact.

    >>> asks_overview("What do the articles say about land clearance?"), asks_overview("Who is Manh?")
    (True, False)
    """
    return asks_summary(question) or bool(_OVERVIEW.search(" ".join(fold(question).split())))


_TOPIC = regex.compile(
    r"(?i)\b(?:about|regarding|concerning|mention(?:s|ed)?|(?:overview|summary|points)\s+of|summari[sz]e|on|về|ve)\s+(?!what\b|the\s+articles?\b)(.+?)\W*$"
)


def overview_topic(question: str) -> str | None:
    """What an overview is asked of; None where the question asks for something else, or does not say.

    >>> overview_topic("What do the articles say about land clearance?")
    'land clearance'
    """
    found = (regex.search(_ABOUT_ONE, question) or _TOPIC.search(question)) if asks_overview(question) else None
    return str(found.group(1)) if found else None
