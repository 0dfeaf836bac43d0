"""Rows that are selected: which questions over a table are answered, and which are left to the ordinary way."""

from __future__ import annotations

import doctest

import pytest

from rag.answer.question.question import Question
from rag.answer.tables import naming, selecting, table, values
from rag.answer.tables.selecting import select
from rag.answer.tables.table import Table, tables_in
from rag.corpus.article import Article, digest_of


def article(path: str, text: str, language: str = "en") -> Article:
    return Article(path, path, text, None, language, digest_of(text))


def tables(path: str, text: str) -> tuple[Table, ...]:
    return tables_in(article(path, text))


INCIDENTS = """id,date,incident,owner,minutes down,severity,status
I-1,2025-03-02,Payment gateway timeout,Tom Reyes,42,high,closed
I-2,2025-03-17,Disk full on mail server,Mina Sato,15,medium,closed
I-3,2025-04-05,Login loop,Tom Reyes,120,critical,closed
I-4,2025-04-28,Slow search,Joel Onyango,0,low,open
I-5,2025-06-11,Certificate expired,Mina Sato,63,high,open
"""
PRICES = """product,category,price_eur,unit,in stock,supplier
Green tea,tea,4.20,100 g,yes,Nam Lan
Black tea,tea,3.90,100 g,yes,Nam Lan
Espresso beans,coffee,18.50,1 kg,no,Rosso
House blend,coffee,14.00,1 kg,yes,Rosso
Mug blue,ware,9.50,piece,no,Keramik Ost
"""
BUS = """# Bus timetable

| Bus | Departs Melby | Arrives Harsund | Days |
|---|---|---|---|
| 701 | 06:50 | 07:35 | Monday to Friday |
| 702 | 08:15 | 09:00 | daily |
| 704 | 17:55 | 18:45 | not on Sundays |
"""
BUDGET = """# Budget

| Department | Budget | Head |
|---|---|---|
| Roads | 1,200,000 € | Ane Holm |
| Schools | 3,400,000 € | Per Lund |
| Library | 240,000 € | Ida Moe |
| Total | 4,840,000 € | |
"""
SHOP = [
    *tables("incidents.csv", INCIDENTS),
    *tables("prices.csv", PRICES),
    *tables("bus.md", BUS),
    *tables("budget.md", BUDGET),
]


def rows(question: str, some: list[Table], code: str) -> list[str] | None:
    found = select(Question(question, frozenset({code})), some)
    return [row.cells[0] for row in found.rows] if found else None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("incidents owned by Tom", ["I-1", "I-3"]),
        ("rows where status is open", ["I-4", "I-5"]),
        ("which incidents are not closed?", ["I-4", "I-5"]),
        ("incidents with severity high or critical", ["I-1", "I-3", "I-5"]),
        ("How many incidents were there in March?", ["I-1", "I-2"]),
        ("incidents since April 2025", ["I-3", "I-4", "I-5"]),
        ("which incidents were down more than 40 minutes", ["I-1", "I-3", "I-5"]),
        ("Which incident was the worst?", ["I-3"]),
        ("what was the longest incident", ["I-3"]),
        ("newest incident", ["I-5"]),
        ("who owns the login loop?", ["I-3"]),
        ("how many minutes was the login loop", ["I-3"]),
        ("What is the price of green tea?", ["Green tea"]),
        ("which is the cheapest tea", ["Black tea"]),
        ("which products are out of stock", ["Espresso beans", "Mug blue"]),
        ("products under 10 euros", ["Green tea", "Black tea", "Mug blue"]),
        ("coffee under 15 euros", ["House blend"]),
        ("who supplies espresso beans", ["Espresso beans"]),
        ("when does the 8:15 bus arrive", ["702"]),
        ("when does the last bus leave Melby?", ["704"]),
        ("which department has the largest budget", ["Schools"]),
    ],
)
def test_rows_that_answer(question: str, expected: list[str]) -> None:
    assert rows(question, SHOP, "en") == expected


@pytest.mark.parametrize(
    "question",
    [
        "what is the price of jasmine tea",  # no such row
        "what did incident I-3 cost",  # no such column
        "who reported the login loop",  # no such column
        "Who closed I-5?",  # a state is not a doer
        "when was I-3 closed",  # the day of the row may be another one
        "which buses run on Sundays",  # "daily" is every day
        "incidents longer than 1 hour",  # the column has minutes
        "how many products were there in March",  # they are incidents
        "how many people work in schools",
        "what is the worst department",
        "the second cheapest tea",
        "incidents in March of last year",
        "which incidents were caused by Tom",
        "how many owners do the incidents have",  # what is in a column, not its rows
        "how many days was the login loop",
        "incidents of 15 to 63 minutes down",
        "the number of the bus to Harsund",
        "what did Tom say in March",
        "what is the oldest product",
        "which owner has the most incidents",
    ],
)
def test_what_is_not_certain_is_left_alone(question: str) -> None:
    assert rows(question, SHOP, "en") is None


PLOTS = """plot,size,tenant,rent,water
1,250,Ruth,45,yes
2,125,Ken,24,yes
3,400,,45,no
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many plots are there?", "The table has 3 rows:"),
        ("What is the total rent of all plots?", "“rent” of 3 rows comes to 114 together:"),
        ("Which is the largest plot?", None),  # that of the highest number need not be
    ],
)
def test_a_column_that_numbers_the_rows_is_no_measure(question: str, told: str | None) -> None:
    selected = select(Question(question, frozenset({"en"})), tables("plots.csv", PLOTS))
    assert (selected and selected.told) == told


def test_two_tables_that_answer_are_none_that_does() -> None:
    other = tables("prices-2025.csv", PRICES.replace("4.20", "5.10"))
    assert rows("What is the price of green tea?", [*SHOP, *other], "en") is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which incident was the worst", "The highest “severity” of 5 rows is critical:"),
        ("how many incidents did Tom own", "2 of 5 rows have owner: Tom:"),
        (
            "total minutes down in March",
            "Of 5 rows, 2 have date: March. “minutes down” of 2 rows comes to 57 together:",
        ),
        # 1,200,000 + 3,400,000 + 240,000
        ("what is the total budget", "“Budget” of 3 rows comes to 4\u202f840\u202f000 € together:"),
        ("average minutes down", "“minutes down” of 5 rows is 48 on average:"),  # (42 + 15 + 120 + 0 + 63) / 5
    ],
)
def test_what_was_compared_is_said(question: str, told: str) -> None:
    found = select(Question(question), SHOP)
    assert found and found.told == told


VI = """mặt hàng;nhóm;giá (đồng);nhà cung cấp
Trà sen;trà;45.000;Nam Lan
Trà nhài;trà;38.000;Nam Lan
Ấm đất;đồ gốm;310.000;Bát Tràng
"""
VI_LOG = """| Ngày | Sự cố | Người phụ trách | Số phút |
|---|---|---|---|
| 02/03/2025 | Mất điện | Lan | 42 |
| 17/03/2025 | Hỏng máy in | Minh | 15 |
| 05/04/2025 | Đứt cáp | Lan | 120 |
"""
VI_BUS = """# Lịch xe

| Chuyến | Bến đi | Giờ đi | Giờ đến |
|---|---|---|---|
| 1 | Bến Thành | 5:30 | 6:45 |
| 2 | Bến Thành | 8:15 | 9:30 |
| 3 | Chợ Lớn | 13:00 | 14:05 |
"""
VI_STAFF = """họ tên,phòng ban,chức vụ,lương
Nguyễn Văn An,Kế toán,Trưởng phòng,32
Lê Minh Cường,Kinh doanh,Trưởng phòng,35
Phạm Thu Dung,Kế toán,Nhân viên,15
"""
FR = """panne;date;responsable;minutes;gravité
réseau;3 mars 2025;Claire;40;élevée
imprimante;9 avril 2025;Hugo;12;faible
serveur;21 avril 2025;Claire;95;critique
"""
ES = """producto;precio;proveedor
Aceite de oliva;8,40 €;Olivar
Vinagre;2,10 €;Olivar
Azafrán;12,00 €;La Mancha
"""


@pytest.mark.parametrize(
    ("code", "path", "text", "question", "expected"),
    [
        ("vi", "bang-gia.csv", VI, "giá của trà sen là bao nhiêu", ["Trà sen"]),
        ("vi", "bang-gia.csv", VI, "mặt hàng nào rẻ nhất?", ["Trà nhài"]),
        ("vi", "su-co.md", VI_LOG, "có bao nhiêu sự cố trong tháng 3", ["02/03/2025", "17/03/2025"]),
        ("vi", "su-co.md", VI_LOG, "cac su co do Lan phu trach", ["02/03/2025", "05/04/2025"]),
        ("fr", "pannes.csv", FR, "combien de pannes y a-t-il eu en avril ?", ["imprimante", "serveur"]),
        ("fr", "pannes.csv", FR, "Quelle est la panne la plus grave ?", ["serveur"]),
        ("fr", "pannes.csv", FR, "pannes de Claire", ["réseau", "serveur"]),
        ("fr", "prix.csv", "article;prix\nMarteau;18,90 €\nScie;24,00 €\n", "combien coûte le marteau ?", ["Marteau"]),
        ("vi", "xe.md", VI_BUS, "chuyến 8:15 đến lúc mấy giờ", ["2"]),
        ("vi", "to.csv", VI_STAFF, "ai là trưởng phòng kế toán", ["Nguyễn Văn An"]),
        ("vi", "to.csv", VI_STAFF, "ai lương cao nhất", ["Lê Minh Cường"]),
        ("vi", "xe.md", VI_BUS, "các chuyến từ Chợ Lớn", ["3"]),
        ("es", "precios.csv", ES, "¿Cuál es el producto más barato?", ["Vinagre"]),
        ("es", "precios.csv", ES, "¿Cuánto cuesta el azafrán?", ["Azafrán"]),
        ("es", "precios.csv", ES, "¿Quién es el proveedor del vinagre?", ["Vinagre"]),
    ],
)
def test_other_languages(code: str, path: str, text: str, question: str, expected: list[str]) -> None:
    assert rows(question, list(tables(path, text)), code) == expected


@pytest.mark.parametrize("module", [naming, selecting, table, values])
def test_examples_in_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


STOCK = """# Store

| Goods | Quantity | Weight |
|---|---|---|
| Rice | {0} | {1} |
| Sugar | 980 | 2{2}5 |
"""


@pytest.mark.parametrize(
    ("language", "quantity", "weight", "read"),
    [
        ("vi", "2.150", "30", {2150.0}),  # as the language writes it
        ("en", "2,150", "30", {2150.0}),
        ("en", "2.150", "30", {2.15}),
        ("de", "2.150", "30", {2.15, 2150.0}),  # of which nothing is known here
        ("vi", "2,150", "30,5", {2.15}),
        ("vi", "2,150", "30.5", {2150.0}),  # another column has decimals behind a point
        ("vi", "0.150", "30", {0.15}),  # no thousands begin with a zero
    ],
)
def test_three_digits_behind_a_mark_are_read_as_the_document_writes_numbers(
    language: str, quantity: str, weight: str, read: set[float]
) -> None:
    mark = "." if "." in weight else "," if "," in weight else ""
    stock = tables_in(article("stock.md", STOCK.format(quantity, weight, mark), language))[0]
    assert {reading[0] for reading in stock.kinds[1].readings} == read


FERRIES = """# Passenger guide

## Summer timetable

| Boat | Leaves | Runs |
|---|---|---|
| Alma | 06:40 | weekdays |
| Alma | 09:15 | daily |
| Brita | 14:00 | Fridays |
"""


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many passengers can Alma take?", None),
        ("Which boat leaves at 14:00?", 1),
        ("How many boats are there?", None),
    ],
)
def test_a_table_is_called_as_its_section_and_not_as_the_whole_document(question: str, expected: int | None) -> None:
    found = rows(question, [*tables("ferries.md", FERRIES)], "en")
    assert (found and len(found)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("which members have no bench", ["Greta Lund"]),
        ("Which members are not on bench 2?", ["Ann Lee", "Greta Lund"]),
        ("which members have no phone", None),  # all have
    ],
)
def test_nothing_in_a_cell_is_what_a_denied_column_asks_for(question: str, expected: list[str] | None) -> None:
    members = "Name,Bench,Phone\nAnn Lee,1,11-22\nTor Aas,2,33-44\nGreta Lund,,55-66\n"
    assert rows(question, list(tables("members.csv", members)), "en") == expected


def test_what_is_asked_of_the_column_of_a_condition_are_its_rows() -> None:
    stall = "item,price,expires\nHoney,7.80,2027-03-31\nBread,3.95,2026-05-24\nYoghurt,1.35,2026-05-28\n"
    assert rows("What expires in May 2026?", list(tables("stall.csv", stall)), "en") == ["Bread", "Yoghurt"]
