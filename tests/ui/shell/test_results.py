"""What a person is shown of an answer in a shell."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize(
    ("language", "told"), [("C", "Confidence: likely right (0.80)"), ("fr_FR.UTF-8", "Confiance : ")]
)
def test_an_answer_is_told_in_the_language_of_the_shell(
    language: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, language)
    screen = Console(width=80)
    with screen.capture() as shown:
        screen.print(results.answer(answered("q", confidence=0.8)))
    assert told in shown.get()
