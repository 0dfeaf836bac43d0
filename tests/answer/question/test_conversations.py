"""Follow-ups in French and Spanish, and questions that stand alone whatever was said before."""

from __future__ import annotations

import pytest

from rag.answer.question.followup import Turn, understand

MAYOR = Turn("¿Qué anunció la alcaldesa Rosa Vidal?", ("La alcaldesa Rosa Vidal anunció un plan.",))
BRIDGE = Turn("Combien a coûté le pont de Lorient ?", ("Le pont a coûté 3 millions d'euros.",))
DECISION = Turn("Quyết định 217 nói về gì?", ())
JANUARY = Turn("Who spoke at the conference on January 11?", ("Mayor Ingrid Solheim spoke.",))
MUSEUM = Turn("When does the museum open?", ("The museum opens at nine.",))


@pytest.mark.parametrize(
    ("turn", "question", "understood"),
    [
        (BRIDGE, "Et à Brest ?", "Combien a coûté le pont à Brest ?"),
        (BRIDGE, "Quand a-t-il été construit ?", "Quand a-t-il été construit (coûté le pont de Lorient)?"),
        (BRIDGE, "Pourquoi ?", "Pourquoi (coûté le pont de Lorient)?"),
        (BRIDGE, "Qui l'a payé ?", "Qui l'a payé (coûté le pont de Lorient)?"),
        (BRIDGE, "Qu'a-t-il relié ?", "Qu'a-t-il relié (coûté le pont de Lorient)?"),
        (MAYOR, "¿Qué anunció?", "¿Qué anunció (anunció la alcaldesa Rosa Vidal)?"),
        (MAYOR, "¿Cuántos años tiene?", "¿Cuántos años tiene (anunció la alcaldesa Rosa Vidal)?"),
        (MAYOR, "¿Quién es ella?", "¿Quién es ella (Rosa Vidal)?"),
        (MAYOR, "¿Cuándo lo anunció?", "¿Cuándo lo anunció (anunció la alcaldesa Rosa Vidal)?"),
        (DECISION, "Thế còn 218?", "218 (Quyết định 217 nói về gì)?"),
        (MUSEUM, "Who should solve that?", "Who should solve that (the museum open)?"),
        (JANUARY, "What did he say?", "What did Ingrid Solheim say?"),
        (Turn("and in the hall?", ()), "And in the yard?", "in the yard (and in the hall)?"),
        (MUSEUM, "and on Sundays?", "on Sundays (When does the museum open)?"),
        (MUSEUM, "When is it closed?", "When is it closed (the museum open)?"),
    ],
)
def test_a_follow_up(turn: Turn, question: str, understood: str) -> None:
    assert understand(question, [turn]) == understood


@pytest.mark.parametrize(
    ("turn", "question"),
    [
        (BRIDGE, "Combien y a-t-il d'habitants à Vannes ?"),
        (BRIDGE, "Quand la gare a-t-elle été construite ?"),
        (BRIDGE, "Faut-il un billet pour la traversée ?"),
        (BRIDGE, "Et comment le maire est-il élu ?"),
        (MAYOR, "¿Cuánto cuesta el billete de autobús?"),
        (MAYOR, "¿Hay un mercado los lunes?"),
        (MAYOR, "¿Y quién dirige la biblioteca?"),
        (MUSEUM, "Does the club say when it meets?"),
        (MUSEUM, "Does the club publish its accounts?"),
        (MUSEUM, "Is it true that the café closes at noon?"),
        (MUSEUM, "How long does it take to reach the harbour?"),
        (MUSEUM, "And who runs the café?"),
        (MUSEUM, "How many holidays are there?"),
        (MUSEUM, "What kinds of ticket are there?"),
        (MUSEUM, "Which people are those who may enter free?"),
    ],
)
def test_a_question_that_stands_alone(turn: Turn, question: str) -> None:
    assert understand(question, [turn]) is None


@pytest.mark.parametrize("question", ["And in Poland?", "Why?", "When did they win it?", "Et demain ?", "¿Y él?"])
def test_nothing_is_taken_from_a_turn_that_was_declined(question: str) -> None:
    assert understand(question, [MUSEUM, Turn("Who won the cup?", (), declined=True)]) is None


@pytest.mark.parametrize("question", ["Why?", "and?", "Is it so?", "What does it do?", "¿Y eso?", "Et alors ?"])
@pytest.mark.parametrize("before", ["What does ? do", "?", "What is it?", "Why?"])
def test_nothing_is_made_of_nothing(question: str, before: str) -> None:
    """No "does ? do": what is put into a question has a word."""
    understood = understand(question, [Turn(before, ())])
    assert understood is None or not any(one in understood for one in ("()", "( ", " ? ", "(?"))
