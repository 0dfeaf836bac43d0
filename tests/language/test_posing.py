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
        ("en", "The day ticket costs 7 euros.", "How much does the day ticket cost?"),
        ("en", "The fair was held in March.", None),
        ("en", "A lift would cost 300 euros.", None),
        ("en", "The hut has 24 beds and a stove.", "How many beds does the hut have?"),
        ("en", "The walk takes about three hours.", "How long does the walk take?"),
        ("en", "The office opens at 9 and closes at 17.", "When does the office open?"),
        ("en", "A claim has to be sent by 1 May.", "By when must a claim be sent?"),
        ("en", "The bridge was designed by Ann Lee.", "Who designed the bridge?"),
        ("en", "The play was written by Ann Lee.", "Who was the play written by?"),
        ("en", "- Duty manager: Ann Lee\n", "Who is the duty manager?"),
        ("en", "- First aid: Ann Lee\n", "Who is responsible for first aid?"),
        ("en", "Present: Ann Lee (chair), Marta Holm.", "Who is the chair?"),
        ("en", "Ann Lee, who also led the appeal for the roof, spoke.", "Who led the appeal for the roof?"),
        ("en", "The keys are kept in the drawer by the door.", "Where are the keys kept?"),
        ("en", "The roof cost 1.4 million pounds, and it leaks.", "How much did the roof cost?"),
        ("en", "The meeting is on 9 May at 7 p.m. in the hall.", "When is the meeting?"),
        (
            "en",
            "Hives must be oiled. The hives must be inspected twice a year.",
            "How often must the hives be inspected?",
        ),
        ("en", "There are two kennels in the yard.", "How many kennels are there in the yard?"),
        ("en", "It was built in 1911. They have 54 members.", None),
        ("en", "Present were Rekha Nair, Tom Oduya, and others.", None),
        ("fr", "La gare de Montcel a été fermée en 1998.", "Quand a été fermée la gare de Montcel ?"),
        ("fr", "Les travaux ont duré huit mois et ont coûté 900 euros.", "Combien ont coûté les travaux ?"),
        ("fr", "Elle vit là. La maire, Jeanne Roux, a souri.", "Qui est la maire ?"),
        ("es", "El molino fue construido en 1896 por la familia Quintana.", "¿Por quién fue construido el molino?"),
        ("es", "El museo abre los sábados de 10 a 14 horas.", "¿Cuándo abre el museo?"),
        ("es", "Ana Prado, que diseñó el puente nuevo, vive aquí.", "¿Quién diseñó el puente nuevo?"),
        ("vi", "Vé tham quan giá 60.000 đồng một người.", "Vé tham quan giá bao nhiêu?"),
        ("vi", "Bến tàu mới được xây năm 2021.", "Bến tàu được xây năm nào?"),
        ("vi", "Cây cầu có 350 ngọn đèn được thắp sáng.", "Có bao nhiêu ngọn đèn được thắp sáng?"),
        ("vi", "Lê Thị Hoa cho biết cầu đã cũ.", "Lê Thị Hoa đã nói gì?"),
        ("en", "The Central Committee, a large body, met.", None),
        ("en", "Nothing here asks to be asked.", None),
    ],
)
def test_sentences_become_questions(language: str, text: str, question: str | None) -> None:
    made = [one.question for one in pose(text, language)]
    assert (question in made) if question else made == []


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The old dam was built in March 1911 by the town.", "March 1911"),
        ("The hostel closes from November to the end of May.", "from November to the end of May"),
        ("The class starts at 7 p.m. on weekdays.", "at 7 p.m. on weekdays"),
        ("The bridge was designed in 1902 by the engineer Ann Lee.", "the engineer Ann Lee"),
    ],
)
def test_the_words_that_answer_are_known(text: str, answer: str) -> None:
    assert answer in [one.answer for one in pose(text, "en")]
