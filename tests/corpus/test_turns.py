"""Who speaks in a chat, an interview, a transcript: the units that come of it, and what the whole is called."""

from __future__ import annotations

import pytest

from rag.corpus.metadata import find_title
from rag.corpus.sentences import split_sentences
from rag.corpus.turns import SpeakerTurn, speakers, turns

CHAT = """[02/03/24, 17:41] Messages are encrypted.
[02/03/24, 18:04] Marisa: Who has the keys?
[02/03/24, 18:06] Tom Brandt: Not me. I gave them to Ana on Thursday
[02/03/24, 18:10] Marisa: I will ask her
and then I go home
[02/03/24, 18:22] Ana: Here they are
"""
INTERVIEW = """TALK WITH THE KEEPER
Recorded in Port Merrow

MR HUTCHINS: Why did you leave?

MS ORTEGA: They automated the lamp in 1990, and nobody asked us. A man came with a box under his arm.

By the evening there was nothing left to do.

MR HUTCHINS: My father saw it from Carrow Head.

The lamp stands in the museum now.
"""


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["[02/03/24, 18:04] Marisa: Hi", "[02/03/24, 18:05] Tom: Hi"], ["Marisa", "Tom"]),
        (["12/04/2024 18:22 - Élodie: Bonsoir", "12/04/2024 18:25 - Karim Benali: Salut"], ["Élodie", "Karim Benali"]),
        (["[3/2/24, 6:04:11\u202fPM] Ana: Hi", "[3/2/24, 6:05:00\u202fPM] Tom: Hi"], ["Ana", "Tom"]),
        (["18:04 <ana> hi", "18:05 <tom> hi"], ["ana", "tom"]),
        (["Ana, [02.03.2024 18:04]", "Hi", "Tom, [02.03.2024 18:05]", "Hi"], ["Ana", "Tom"]),
        (["Q: Why?", "A: It broke.", "Q: When?"], ["Q", "A"]),
        (["CHỦ TỌA: Mời ông.", "ÔNG LÂM: Cảm ơn.", "CHỦ TỌA: Xin nói."], ["CHỦ TỌA", "ÔNG LÂM"]),
        (["Ann Lee (Vale) (Ind): Why?", "Tom Ray: Rain.", "Ann Lee (Vale) (Ind): When?"], ["Ann Lee", "Tom Ray"]),
        (["Present: Ann Lee", "Absent: Tom Ray", "Clerk: Jo Hart"], []),
        (["From: Ann", "To: Tom", "From: Tom", "To: Ann"], []),
        (["[2024-03-02 18:04:11] app.ERROR: the disk is full", "[2024-03-02 18:04:12] app.INFO: it is not"], []),
    ],
)
def test_speakers_of_lines(lines: list[str], names: list[str]) -> None:
    assert speakers(turns(lines)) == names


def test_what_is_said_and_whether_the_time_stands_with_it() -> None:
    assert turns(["[18:04] Ana: Hello, you", "[18:05] Tom: Hi"])[0] == SpeakerTurn("Ana", "Hello, you", True)


def test_chat_is_cut_by_message_and_called_by_those_who_speak() -> None:
    units = split_sentences(CHAT)
    assert [unit.shown(CHAT) for unit in units if unit.kind == "text"][1:] == [
        "[02/03/24, 18:06] Tom Brandt: Not me. I gave them to Ana on Thursday",
        "[02/03/24, 18:10] Marisa: I will ask her and then I go home",
        "[02/03/24, 18:22] Ana: Here they are",
    ]
    assert find_title("a.txt", CHAT, units) == "Marisa, Tom Brandt, Ana"


def test_message_stands_below_the_line_with_the_name() -> None:
    text = "Ana, [02.03.2024 18:04]\nWho drives?\n\nTom, [02.03.2024 18:05]\nI do. At six.\n"
    units = split_sentences(text)
    assert [(unit.kind, unit.shown(text), unit.section) for unit in units] == [
        ("heading", "Ana, [02.03.2024 18:04] Who drives?", ""),
        ("text", "Tom, [02.03.2024 18:05] I do. At six.", "Who drives?"),
    ]


def test_question_heads_the_answers_until_whoever_asked_speaks_again() -> None:
    sections = {unit.shown(CHAT)[-8:]: unit.section for unit in split_sentences(CHAT)}
    assert sections["Thursday"] == "Who has the keys?"
    assert (sections[" go home"], sections["they are"]) == ("", "")


def test_transcript_says_who_goes_on_speaking_and_stands_with_the_question() -> None:
    units = split_sentences(INTERVIEW)
    told = {unit.shown(INTERVIEW): unit for unit in units}
    assert told["A man came with a box under his arm."].section == "Why did you leave? › MS ORTEGA"
    assert told["By the evening there was nothing left to do."].section == "Why did you leave? › MS ORTEGA"
    assert told["MR HUTCHINS: My father saw it from Carrow Head."].section == ""
    assert told["The lamp stands in the museum now."].section == ""
    answer = next(unit for unit in units if unit.shown(INTERVIEW).startswith("MS ORTEGA"))
    assert answer.context and INTERVIEW[slice(*answer.context)] == "MR HUTCHINS: Why did you leave?"
    assert find_title("a.txt", INTERVIEW, units) == "TALK WITH THE KEEPER"
