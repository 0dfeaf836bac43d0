"""Mails in a text: what they are about, and who wrote what is quoted."""

from __future__ import annotations

import pytest

from rag.corpus.mails import is_attribution, writer
from rag.corpus.metadata import find_title
from rag.corpus.sentences import split_sentences

THREAD = """From: Nadia Farouk <nadia@port.example>
To: Board
Subject: Re: Hut: stove and key

The stove is cracked.

> On 1 June, Tomasz Zielinski wrote:
> The lift may carry no more than 450 kilograms.

I agree with him.

On 28 May, Clara Nygaard wrote:

> I would rather use slate.
"""


@pytest.mark.parametrize(
    "line",
    [
        "On 3 March 2023 at 14:20 Peter Lowe wrote:",
        "Le 3 mars 2023 à 14:20, Anne Roux a écrit :",
        "El 3 de marzo, Luis escribió:",
        "Vào Th 2, 3 thg 3, 2023 lúc 14:20 Lan Phạm đã viết:",
    ],
)
def test_attributions_of_four_languages(line: str) -> None:
    assert is_attribution(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("On Mon, 11 May 2026 at 9:00 AM, Greta Iversen <greta@post.example> wrote:", "Greta Iversen"),
        ("On 3 March Anna wrote:", "Anna"),
        ("Le lun. 3 mars 2023 à 14:20, Anne Roux a écrit :", "Anne Roux"),
        ("Vào Th 2, 3 thg 3, 2023 lúc 14:20 Lan Phạm đã viết:", "Lan Phạm"),
        ("El 3 de marzo de 2023, Luis Prado escribió:", "Luis Prado"),
    ],
)
def test_writer_stands_behind_the_day(line: str, name: str) -> None:
    assert writer(line) == name


def test_who_wrote_is_the_heading_as_far_as_it_is_quoted() -> None:
    units = {unit.shown(THREAD): unit for unit in split_sentences(THREAD)}
    assert units["The stove is cracked."].section == "Nadia Farouk"
    lift = units["The lift may carry no more than 450 kilograms."]
    assert lift.section == "Nadia Farouk › On 1 June, Tomasz Zielinski wrote"
    assert lift.context and THREAD[slice(*lift.context)] == "On 1 June, Tomasz Zielinski wrote:"
    assert units["Nadia Farouk: I agree with him."].section == "Nadia Farouk"
    assert units["Clara Nygaard: I would rather use slate."].section == "Nadia Farouk › On 28 May, Clara Nygaard wrote"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (THREAD, "Hut: stove and key"),
        ("Subject: Re: Fwd: The roof\n\nIt leaks.", "The roof"),
        ("Objet : RE: La toiture\n\nElle fuit.", "La toiture"),
    ],
)
def test_mail_is_called_by_its_subject(text: str, title: str) -> None:
    assert find_title("a.txt", text, split_sentences(text)) == title
