"""Sentences of plain shapes, and the questions that they answer."""

from __future__ import annotations

import pytest

from rag import pose


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("en", "By 2023, 555 “Skilled” models had been recognized.", "How many “Skilled” models had been recognized?"),
        ("en", "The old dam was built in 1911.", "When was the old dam built?"),
        ("en", "“Go,” said Ann. Marta Holm, head of the mill, stressed care.", "What did Marta Holm stress?"),
        ("en", "Tarn is the capital of Ossel.", "What is the capital of Ossel?"),
        ("en", "Marta Holm, keeper of the lamps, came.", "Who is Marta Holm?"),
        ("en", "The treaty was signed in Lisbon by both.", "Where was the treaty signed?"),
        ("en", "Marta Holm opened the new library of the town, and spoke.", "Who opened the new library of the town?"),
        ("en", "The day ticket costs 7 euros.", "How much is the day ticket?"),
        ("en", "The fair was held in March.", None),
        ("en", "A lift would cost 300 euros.", None),
        ("en", "The hut has 24 beds and a stove.", "How many beds does the hut have?"),
        ("en", "The walk takes about three hours.", "How long does the walk take?"),
        ("en", "The office opens at 9 and closes at 17.", "When does the office open?"),
        ("en", "A claim has to be sent by 1 May.", "By when must a claim be sent?"),
        ("en", "The bridge was designed by Ann Lee.", "Who was the bridge designed by?"),
        ("vi", "Cây cầu có 350 ngọn đèn được thắp sáng.", "Có bao nhiêu ngọn đèn được thắp sáng?"),
        ("vi", "Lê Thị Hoa cho biết cầu đã cũ.", "Lê Thị Hoa đã nói gì?"),
        ("en", "The Central Committee, a large body, met.", None),
        ("en", "Nothing here asks to be asked.", None),
    ],
)
def test_sentences_become_questions(language: str, text: str, question: str | None) -> None:
    made = [one.question for one in pose(text, language)]
    assert (question in made) if question else made == []
