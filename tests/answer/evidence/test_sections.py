"""Sections that a question asks for as a whole, and questions that ask for less."""

from __future__ import annotations

import pytest

from rag.answer.evidence.features import Candidate
from rag.answer.evidence.sections import section_asked
from rag.answer.question.question import Question
from rag.corpus.passages import split_passages
from rag.corpus.sentences import split_sentences
from tests.answer.evidence.made_up import held

HANDBOOK = f"""\
# Harbour handbook

It is for all.

## Equipment

### How to order

Orders are made in the portal.

1. Choose "New request".
2. Have your lead approve it.

### Returns

What is not used goes back. Laptops are wiped.

## Closing the office

The lamps are put out. Nobody leaves alone.

## Parental leave

Paid for 20 weeks.

## Fees

| Kind | Fee |
|---|---|
| Locker | 20 € |

## Heating the hall

{"The hall is heated with wood, which the neighbours bring. " * 15}

Do so:

- open the flap
- light the wood
"""


def candidates(text: str = HANDBOOK) -> list[Candidate]:
    sentences = split_sentences(text, form="markdown")
    return [
        held("a.md", text[one.start : one.end], one.sentences, start=one.start, title="Harbour handbook")
        for one in split_passages(sentences)
    ]


ASKED = [
    ("how do I order equipment", 'Orders are made in the portal.\n1. Choose "New request".\n2. Have your lead approve it.'),
    ("What are the steps to order equipment?", 'Orders are made in the portal.\n1. Choose "New request".\n2. Have your lead approve it.'),
    ("How can we close the office?", "The lamps are put out. Nobody leaves alone."),
    ("parental leave", "Paid for 20 weeks."),
    ("Equipment returns?", "What is not used goes back. Laptops are wiped."),
    ("How do I heat the hall?", "Do so:\n• open the flap\n• light the wood"),
    ("What are the returns?", "What is not used goes back. Laptops are wiped."),
    ("how do I order a chair", None),
    ("Who approves the order of equipment?", None),
    ("how do I close the account", None),
    ("fees", None),
    ("leave", None),
]  # fmt: skip


@pytest.mark.parametrize(("question", "shown"), ASKED)
def test_a_section_is_asked_for_by_all_words_of_its_heading_and_no_others(question: str, shown: str | None) -> None:
    found = section_asked(Question(question), candidates())
    assert (found and found[1].shown(HANDBOOK)) == shown


@pytest.mark.parametrize(
    ("code", "heading", "question"),
    [
        ("vi", "Đặt thiết bị", "Làm thế nào để đặt thiết bị?"),
        ("fr", "Commander du matériel", "Comment commander du matériel ?"),
        ("es", "Pedir material", "¿Cómo puedo pedir material?"),
    ],
)
def test_how_is_asked_in_other_languages(code: str, heading: str, question: str) -> None:
    text = f"# A\n\nB c.\n\n## {heading}\n\nUno dos tres. Quatre cinq."
    found = section_asked(Question(question, frozenset({code})), candidates(text))
    assert found and found[1].shown(text) == "Uno dos tres. Quatre cinq."


RULES = """\
# Rules

## Art. 4 Board

1 The board has six members. They are elected.

2 It meets often.

3 It may spend 800 euros.

## 5. Fees

The fee is 20 euros.

## 2.3 Boats

Boats are washed.
"""


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("What does section 5 say?", "The fee is 20 euros."),
        ("What does article 4 (3) say?", "3 It may spend 800 euros."),
        ("What does Art. 4 (2) b say?", "2 It meets often."),
        ("What does section 2.3 say?", "Boats are washed."),
        ("What does section 2 say?", None),
        ("What does article 4 (7) say?", None),
        ("What does table 5 say?", None),
        ("What does article 14 say?", None),
    ],
)
def test_a_part_is_asked_for_by_its_number(question: str, shown: str | None) -> None:
    found = section_asked(Question(question), candidates(RULES))
    assert (found and found[1].shown(RULES)) == shown


def test_of_a_long_part_the_beginning_is_told() -> None:
    text = "# Rules\n\n## 3. Boats\n\n" + "Boats are washed by those who have rowed in them. " * 30
    found = section_asked(Question("What does section 3 say?"), candidates(text))
    assert found and 500 < len(found[1].shown(text)) <= 700
