"""What a person is shown of an answer in a shell."""

from __future__ import annotations

from rich.console import Console

from rag import AnswerSentence
from tests.ui.fakes import answered
from ui.shell import results


def test_a_row_stands_on_a_line_of_its_own() -> None:
    sentences = tuple(AnswerSentence(text, (), apart=text == "A row") for text in ("One.", "A row", "Two.", "Three."))
    screen = Console(width=80)
    with screen.capture() as shown:
        screen.print(results.answer(answered("q", sentences=sentences)))
    assert shown.get().startswith("One.\nA row\nTwo. Three.\n")
