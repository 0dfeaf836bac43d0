"""A small folder about making books, and what is quoted from it."""

from __future__ import annotations

from rag import Answer

ROOM = """# Words of the loft

A **headcap** is the leather at the top of a spine. The headcap is torn on most of our books.

| Word | What it is |
|---|---|
| bone folder | a flat tool of bone that creases paper |
| glue pot | 12 pounds |

- Signature: a folded sheet that is sewn with others
- Awl – a needle with a handle that makes holes

## Mending a hinge

The loft is cold, so warm the paste. First lift the old cloth. Then brush paste under it. Finally press it for a night. Mice ate the ledger.

## Sewing

For sewing a book:

1. Mark five holes.
2. Pierce them with the awl.

Binders call headbands the silk that is sewn to the top. By offcut we mean what the guillotine leaves. The Old Loft Fund (OLF) pays. The OLF is poor.

The loft was shut in May. The reason was a burst pipe. The lamp was moved in June. It had flickered. Thread is waxed because it would cut the paper.
"""


ATELIER = "# L'atelier\n\nUn plioir désigne l'outil qui marque le pli. Le plioir coûte 9 euros. L'atelier ferme en août. La raison en est la chaleur.\n"


XUONG = "# Xưởng giấy\n\nKhuôn xeo là tấm lưới tre dùng để vớt bột giấy. Khuôn xeo giá 90.000 đồng. Trước hết ngâm vỏ dó. Sau đó nấu với vôi. Cuối cùng giã thành bột.\n"


TALLER = "# El taller\n\nUna plegadera es la herramienta con la que se dobla el papel. Para pegar la tapa, primero lija el canto. Luego pon la cola. Por último prensa el libro.\n"


def told(answer: Answer) -> str:
    """What is quoted, once it is seen that it is quoted exactly."""
    assert all(c.article.text[c.start : c.end] == c.quote for c in answer.citations)
    return " ".join(one.text for one in answer.sentences)
