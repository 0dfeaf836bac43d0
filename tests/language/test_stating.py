"""Numbers, dates, names and denials in French, Spanish and Vietnamese, as two statements are compared by them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag.answer.check.contradictions import clauses, denial, quantified
from rag.answer.check.facts import facts_of
from rag.answer.check.tokens import spelled


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Il y a quatre-vingt-dix-sept bateaux dans le port.", {97}),  # 4 * 20 + 10 + 7
        ("La tour compte deux cents marches et elle est vieille.", {200}),
        ("Le chantier a coûté 2,6 millions d'euros à la région.", {2_600_000}),
        ("Después de treinta y cinco años, el molino vuelve a moler.", {35}),
        ("La restauración costó 520.000 euros y los vecinos la pagaron.", {520_000}),
        ("El pueblo tiene dos mil quinientos habitantes desde entonces.", {2_500}),
        ("La première visite de l'année a lieu dans la tour.", {1}),
    ],
)
def test_numbers_are_read(text: str, values: set[int]) -> None:
    found = {value for number in facts_of(text).numbers for value in number.values}
    assert found == {Decimal(value) for value in values}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Les visites reprendront le 1er juillet dans la tour.", {(None, 7, 1)}),
        ("Le phare s'est rallumé le 3 mai 2026 après les travaux.", {(2026, 5, 3)}),
        ("El molino volvió a moler el 3 de mayo de 2026.", {(2026, 5, 3)}),
        ("La próxima reunión será en agosto, como siempre.", {(None, 8, None)}),
    ],
)
def test_dates_are_read(text: str, days: set[tuple[int | None, int, int | None]]) -> None:
    assert {day for date in facts_of(text).dates for day in date.days} == days


def test_days_of_the_week_are_the_same_in_every_language() -> None:
    texts = ("La tour est fermée le lundi et les jours de fête.", "No se puede visitar el molino los lunes.")
    assert [[date.named for date in facts_of(text).dates] for text in texts] == [["monday"], ["monday"]]


@pytest.mark.parametrize(
    ("claim", "source", "differs"),
    [
        (
            "La lentille d'origine a été remplacée.",
            "La lentille d'origine n'a pas été remplacée par la région.",
            "a negation",
        ),
        ("La commune n'a rien payé.", "La commune n'a rien payé pour les travaux.", None),
        ("Les chiens sont admis dans la tour.", "Les chiens ne sont pas admis dans la tour.", "a negation"),
        ("La dette de la commune a augmenté.", "La dette de la commune a baissé en 2025.", "the opposite"),
        (
            "La harina se vende en los supermercados.",
            "La harina no se vende en los supermercados del pueblo.",
            "a negation",
        ),
        ("Nadie podía visitar el molino.", "En 2025 no lo podía visitar nadie; el molino estaba cerrado.", None),
        (
            "La propuesta de un pozo fue aprobada.",
            "La propuesta de perforar un pozo fue rechazada en la reunión.",
            "the opposite",
        ),
        ("Bến tàu cũ sẽ bị phá bỏ.", "Bến tàu cũ sẽ không bị phá bỏ.", "a negation"),
    ],
)
def test_denials_are_told(claim: str, source: str, differs: str | None) -> None:
    assert denial(claim, [source]) == differs


def test_a_double_negation_denies_once() -> None:
    texts = ("La commune ne paie rien.", "No lo sabe nadie en el pueblo.")
    assert all(any(clause.negated for clause in clauses(spelled(text))) for text in texts)


def test_how_many_are_meant_is_told() -> None:
    texts = ("La plupart des bateaux sont vieux.", "Todos los vecinos pagan la cuota en la reunión.")
    assert [set(quantified(text)) for text in texts] == [{"most"}, {"all"}]
