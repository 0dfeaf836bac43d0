"""Sentences: where they end, what each line is, and that no character is lost between them."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.corpus.article import SentenceKind
from rag.corpus.segments import MAX_SENTENCE
from rag.corpus.sentences import split_sentences
from tests.conftest import SEEDS

PARTED: list[tuple[str, str, list[str]]] = [
    # language, text, its sentences
    ("en", "He met Mr. Le Minh. They spoke.", ["He met Mr. Le Minh.", "They spoke."]),
    ("en", "Decision No. 217-QD/TW was issued. It is kept.", ["Decision No. 217-QD/TW was issued.", "It is kept."]),
    ("en", "Poverty fell by 3.25% annually. Income rose.", ["Poverty fell by 3.25% annually.", "Income rose."]),
    ("en", "Dr. Ha and Prof. An spoke. Gen. Giap listened.", ["Dr. Ha and Prof. An spoke.", "Gen. Giap listened."]),
    ("en", "It cost $1.5 million. That is a lot.", ["It cost $1.5 million.", "That is a lot."]),
    ("en", "At 9 a.m. on Jan. 5 it began. All came.", ["At 9 a.m. on Jan. 5 it began.", "All came."]),
    ("en", "J. Smith wrote it. A. Brown read it.", ["J. Smith wrote it.", "A. Brown read it."]),
    ("en", "Is it so? Yes! Good.", ["Is it so?", "Yes!", "Good."]),
    ("en", "He waited... Then he went on.", ["He waited...", "Then he went on."]),
    ("en", "He said: “It is done.” She left.", ["He said: “It is done.”", "She left."]),
    ("en", 'She said "Wait." He waited.', ['She said "Wait."', "He waited."]),
    ("en", "See page 3 (pp. 4-5). Read it.", ["See page 3 (pp. 4-5).", "Read it."]),
    ("en", "Visit www.example.com for more. Thanks.", ["Visit www.example.com for more.", "Thanks."]),
    ("en", "🎉 It opened. 👩‍👩‍👧 came.", ["🎉 It opened.", "👩‍👩‍👧 came."]),
    ("vi", "PGS.TS. Nguyễn Văn A phát biểu. Ông nói rõ.", ["PGS.TS. Nguyễn Văn A phát biểu.", "Ông nói rõ."]),
    ("vi", "GS. Trần Văn B đến TP. Hồ Chí Minh. Ông ở lại.", ["GS. Trần Văn B đến TP. Hồ Chí Minh.", "Ông ở lại."]),
    (
        "vi",
        "Quyết định số 217-QĐ/TW được ban hành. Tỷ lệ là 3,25%.",
        ["Quyết định số 217-QĐ/TW được ban hành.", "Tỷ lệ là 3,25%."],
    ),
    ("vi", "Có 1.500 đại biểu. Họ về từ Q. 1.", ["Có 1.500 đại biểu.", "Họ về từ Q. 1."]),
    ("vi", "Th.S. Lê An và BS. Hoa đến. Họ họp.", ["Th.S. Lê An và BS. Hoa đến.", "Họ họp."]),
    ("vi", "Tr. 5 có bảng. Giá là 2.000.000 đ. Rất đắt.", ["Tr. 5 có bảng.", "Giá là 2.000.000 đ.", "Rất đắt."]),
    ("vi", "Anh nói: “Xong rồi.” Chị đi. Có đúng không?", ["Anh nói: “Xong rồi.”", "Chị đi.", "Có đúng không?"]),
    ("fr", "M. Dupont et Mme Roy sont venus. Ils ont signé.", ["M. Dupont et Mme Roy sont venus.", "Ils ont signé."]),
    ("fr", "Voir l'art. 3 et la p. 12. C'est clair.", ["Voir l'art. 3 et la p. 12.", "C'est clair."]),
    ("fr", "Appelez le Pr. Leroy, bd. Foch. Il coûte env. 30 euros.", ["Appelez le Pr. Leroy, bd. Foch.", "Il coûte env. 30 euros."]),
    ("fr", "« C'est fini ! » dit-elle. Est-ce vrai ? Oui.", ["« C'est fini ! » dit-elle.", "Est-ce vrai ?", "Oui."]),
    ("fr", "Les fruits (pommes, etc.) sont là. J.-P. Roy en prend.", ["Les fruits (pommes, etc.) sont là.", "J.-P. Roy en prend."]),
    ("es", "El Sr. García y la Dra. Ruiz llegaron. Firmaron.", ["El Sr. García y la Dra. Ruiz llegaron.", "Firmaron."]),
    ("es", "Vive en el n.º 12 de la Avda. Mayor. ¿Es verdad? ¡Claro!", ["Vive en el n.º 12 de la Avda. Mayor.", "¿Es verdad?", "¡Claro!"]),
    ("fr", "Open from 8 a.m. to 1.30 p.m. in the hall. Close it.", ["Open from 8 a.m. to 1.30 p.m. in the hall.", "Close it."]),
    ("es", "Llame a las 9 a. m. y pregunte. Los EE. UU. ganaron.", ["Llame a las 9 a. m. y pregunte.", "Los EE. UU. ganaron."]),
    ("es", "Véase el art. 5 y la pág. 7. Cuesta 1.250,50 euros.", ["Véase el art. 5 y la pág. 7.", "Cuesta 1.250,50 euros."]),
    ("en", 'He nodded, "It is done." and he left. At 20.5°C. All was well.', ['He nodded, "It is done." and he left.', "At 20.5°C.", "All was well."]),
    ("en", '"Are you sure?" he asked. She lives at 5 High St. They like it.', ['"Are you sure?" he asked.', "She lives at 5 High St.", "They like it."]),
    ("en", "The U.S. Senate met. See Fig. 3, e.g. the line. Version 2.0.1 is out.", ["The U.S. Senate met.", "See Fig. 3, e.g. the line.", "Version 2.0.1 is out."]),
]  # fmt: skip


def parted(text: str, language: str = "en") -> list[tuple[SentenceKind, str]]:
    return [(s.kind, text[s.start : s.end]) for s in split_sentences(text, language)]


@pytest.mark.parametrize(("language", "text", "expected"), PARTED)
def test_sentences_end_where_they_end(language: str, text: str, expected: list[str]) -> None:
    # A line before it, so that the text is not taken for the article's heading.
    opening = "An opening that stands alone and ends.\n\n"
    assert [s for _, s in parted(opening + text, language)][1:] == expected


@pytest.mark.parametrize(("language", "text", "expected"), PARTED)
def test_sentences_end_there_in_decomposed_text_too(language: str, text: str, expected: list[str]) -> None:
    decomposed = [unicodedata.normalize("NFD", one) for one in expected]
    assert [s for _, s in parted(unicodedata.normalize("NFD", "Mở đầu đã xong.\n\n" + text), language)][
        1:
    ] == decomposed


WRAPPED = (
    "The committee met on Monday to talk about the budget of the coming\n"
    "year, which had been drawn up in the spring by a working group of\n"
    "seven members. It was passed without a vote against it and will be\n"
    "published in the gazette next week."
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_paragraph_broken_to_a_line_width_has_whole_sentences(newline: str) -> None:
    text = WRAPPED.replace("\n", newline)
    assert [s for _, s in parted(text)] == [
        text[: text.index(" It was")],
        text[text.index("It was") :],
    ]


def test_lines_that_were_not_broken_stay_apart() -> None:
    text = "Rice was planted\nA school was opened\nThe road through the whole of the district was mended in the spring"
    assert [s for _, s in parted(text)] == text.splitlines()


NARROW: list[tuple[str, list[tuple[SentenceKind, str]]]] = [
    (
        "1\n00:00:01,000 --> 00:00:04,200\nWe never feed them\nbefore August.\n\n2\n00:00:05,000 --> 00:00:06,000\nNo.",
        [
            ("furniture", "1"),
            ("furniture", "00:00:01,000 --> 00:00:04,200"),
            ("text", "We never feed them\nbefore August."),
            ("furniture", "2"),
            ("furniture", "00:00:05,000 --> 00:00:06,000"),
            ("text", "No."),
        ],
    ),
    (
        "2025-03-02 04:11:07 INFO backup started by cron on alpha\n2025-03-02 04:20:03 ERROR backup failed: no space left",
        [
            ("text", "2025-03-02 04:11:07 INFO backup started by cron on alpha"),
            ("text", "2025-03-02 04:20:03 ERROR backup failed: no space left"),
        ],
    ),
    ("It ended.\n\napples\npears", [("text", "It ended."), ("text", "apples"), ("text", "pears")]),
]


@pytest.mark.parametrize(("text", "expected"), NARROW)
def test_narrow_lines_subtitles_and_logs(text: str, expected: list[tuple[SentenceKind, str]]) -> None:
    assert parted(text) == expected


def test_names_at_the_edges_of_letters_head_nothing() -> None:
    text = "All,\n\nThe pipe costs 1,340 euros.\n\nPiotr\n\nOn Mon, 11 May 2026, Greta Iversen wrote:\n\nA tank needs no trench."
    found = split_sentences(text, "en")
    assert [(s.kind, text[s.start : s.end]) for s in found if s.quotable] == [
        ("text", "The pipe costs 1,340 euros."),
        ("text", "A tank needs no trench."),
    ]
    assert [s.section for s in found if s.quotable] == ["", "On Mon, 11 May 2026, Greta Iversen wrote"]


def test_a_byte_order_mark_is_in_no_sentence() -> None:
    assert parted("\ufeffIt began. It ended.") == [("text", "It began."), ("text", "It ended.")]


def test_a_run_without_a_full_stop_is_cut_between_words() -> None:
    text = " ".join(["word"] * 1000)
    pieces = [s for _, s in parted(text)]
    assert all(len(piece) <= MAX_SENTENCE for piece in pieces)
    assert " ".join(pieces) == text


MARKDOWN: list[tuple[str, list[tuple[SentenceKind, str]]]] = [
    ("# Title\n\nIt began.", [("heading", "Title"), ("text", "It began.")]),
    ("\ufeff# Title\n\nIt began.", [("heading", "Title"), ("text", "It began.")]),
    ("It began.\n\n## Then\n\nIt ended.", [("text", "It began."), ("heading", "Then"), ("text", "It ended.")]),
    ("It began.\n\n- One came.\n- Two went.", [("text", "It began."), ("text", "One came."), ("text", "Two went.")]),
    ("It began.\n\n> He said so.", [("text", "It began."), ("text", "He said so.")]),
    (
        "§ 1. Dogs wait.\n\n§ 2. See § 1. Cats may come in.",
        [("text", "§ 1. Dogs wait."), ("text", "§ 2. See § 1."), ("text", "Cats may come in.")],
    ),
    ("It began.\n\n1. One came.\n2. Two went.", [("text", "It began."), ("list", "One came.\n2. Two went.")]),
    (
        "It began.\n\n```\ncode = 1\n```\n\nIt ended.",
        [("text", "It began."), ("code", "code = 1"), ("text", "It ended.")],
    ),
    ("It began.\n\n```\n\nIt ended.", [("text", "It began."), ("text", "It ended.")]),
    ("It began.\n\n---\n\nIt ended.", [("text", "It began."), ("text", "It ended.")]),
]


@pytest.mark.parametrize(("text", "expected"), MARKDOWN)
def test_marks_of_markdown_belong_to_no_sentence(text: str, expected: list[tuple[SentenceKind, str]]) -> None:
    assert parted(text) == expected


KINDS: list[tuple[str, SentenceKind]] = [
    ("At the conference (Photo: VNA)", "caption"),
    ("Delegates at the conference. Photo: Archive.", "caption"),
    ("Quang cảnh hội nghị. Ảnh: TTXVN", "caption"),
    ("The hall - Photo: Le Minh", "caption"),
    ("Posted by Siobhán Ní Dhomhnaill on 9 November 2022", "caption"),
    ("By Marta Kowalczyk | March 14, 2024", "caption"),
    ("Last updated: 9/11/2022 10:30", "caption"),
    ("Cập nhật lúc 26/3/2024", "caption"),
    ("Published on 9 November 2022 in London", "text"),
    ("He was elected on 9 November 2022.", "text"),
    ("Comment (0)", "furniture"),
    ("Share on Facebook", "furniture"),
    ("Tin liên quan", "furniture"),
    ("Bình luận (12)", "furniture"),
    ("POWERED BYONECMS- A PRODUCT OFNEKO", "furniture"),
    ("© 2017 Example News", "furniture"),
    ("2.1 The water . . . . . . . . . . . 12", "furniture"),
    ("The water ........ xii", "furniture"),
    ("Best wishes", "furniture"),
    ("Kind regards,", "furniture"),
    ("The source of the river was found.", "text"),
    ("Comments were invited from all members.", "text"),
    ("Photos of the event were shown to the public in 2019.", "text"),
]


@pytest.mark.parametrize(("line", "kind"), KINDS)
def test_a_line_is_known_for_what_it_is(line: str, kind: SentenceKind) -> None:
    text = f"An opening that stands alone and ends.\n\n{line}\n\nAn end that stands alone and ends as well."
    assert {s: k for k, s in parted(text)}[line] == kind


# Of the seeds, every line that is not running text, by its first 80 characters.
SEED_LINES: dict[str, list[tuple[SentenceKind, str]]] = {
    "000_3d2def1b4960c5b3.txt": [
        ("caption", "Tran Quoc Vuong , permanent member of the Party Central Committee’s Secretariat,"),
        ("caption", "At the conference (Photo: VNA)"),
        ("caption", "Nguyen Hong Linh, deputy head of the Party Central Committee’s Commission for Ma"),
    ],
    "001_f1e156fe392b070f.txt": [
        ("heading", "Renovating mass mobilization work for international integration"),
        ("furniture", "Renovating mass mobilization work for international integration  - ảnh 1"),
        ("heading", "Enhancing and renovating Party leadership in mass mobilization work"),
        ("heading", "Raising awareness and responsibility of Party cells"),
        ("heading", "Increasing mass mobilization work in state agencies"),
        ("furniture", "Related News"),
    ],
    "002_03fe7c24a6b2ee3d.txt": [
        ("heading", "Comrade Dinh The Huynh: Must strongly innovate mass mobilization work"),
        ("caption", "January 5, 2017 13:06"),
        ("caption", "Quảng cảnh hội nghị tại Hà Nội. Ảnh daidoanket.vn"),
        ("caption", "Conference scene in Hanoi. Photo daidoanket.vn"),
        ("caption", "Cán bộ Đồn Biên phòng Tri Lễ (Quế Phong) gặp gỡ, thăm hỏi dân bản. Ảnh tư liệu."),
        ("caption", "Officers of Tri Le Border Guard Station (Que Phong) met and visited the villager"),
        ("caption", "Thường trực Ban Bí thư Đinh Thế Huynh phát biểu tại Hội nghị. Ảnh VOV"),
        ("caption", "Standing member of the Secretariat Dinh The Huynh speaks at the Conference. Phot"),
        ("caption", "Toàn cảnh hội nghị tại điểm cầu Nghệ An."),
        ("caption", "Overview of the conference at Nghe An bridge."),
        ("furniture", "Ngoc Khanh"),
        ("furniture", "RELATED NEWS"),
        ("furniture", "Featured Nghe An Newspaper"),
        ("furniture", "Latest"),
        ("furniture", "Comrade Dinh The Huynh: Must strongly innovate mass mobilization work"),
        ("furniture", "POWERED BYONECMS- A PRODUCT OFNEKO"),
    ],
    "003_dce22e8a43f1b747.txt": [],
    "004_5a6339f489f90295.txt": [
        ("caption", "Deputy Head of the Standing Committee of the Central Committee for Mass Mobiliza"),
        ("caption", "Deputy Secretary of the Provincial Party Committee and Chairman of the Provincia"),
        ("furniture", "Le Minh"),
        ("furniture", "Source"),
        ("furniture", "Comment (0)"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SEED_LINES))
def test_the_seeds_furniture_captions_and_headings(name: str) -> None:
    text = (SEEDS / name).read_bytes().decode()
    assert [(kind, s[:80]) for kind, s in parted(text) if kind != "text"] == SEED_LINES[name]


ALPHABET = "abcÀđ Đ1.,!?:;-–—()“”\"'#>*•…\n\r\t\u00a0\ufeff\u2028\u0301🎉漢"
TEXTS = st.text(ALPHABET, max_size=300) | st.text(max_size=120)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(text=TEXTS, language=st.sampled_from(["en", "vi", "fr", "zh", "la"]))
@example(text="a" + " " * 2000 + "b", language="en")
@example(text="x" * 2000, language="en")
@example(text="“A.” “B.”\n\n“C.”", language="en")
def test_spans_are_trimmed_in_order_and_leave_out_only_space_and_marks(text: str, language: str) -> None:
    spans = [(s.start, s.end) for s in split_sentences(text, language)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    covered = {place for start, end in spans for place in range(start, end)}
    assert not [c for place, c in enumerate(text) if c.isalpha() and place not in covered]


def test_furniture_is_not_joined_to_the_line_before_it() -> None:
    text = "It ended.\n\nThe committee will meet again in the autumn of the year\nPOWERED BYONECMS- A PRODUCT OFNEKO"
    assert parted(text)[-1] == ("furniture", "POWERED BYONECMS- A PRODUCT OFNEKO")
