"""What every language knows: the contract of the packs, and the tables of those that no model was fitted on."""

from __future__ import annotations

import gc
import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from rag.answer.question.answer_type import asked_kinds, may_tell, needed_kind
from rag.language import packs
from rag.language.base import KINDS, Needed
from rag.language.packs import LISTED, PACKS, language_by
from rag.language.patterns import NEVER, _Deferred
from rag.language.talking import SMALL_TALK


def test_a_language_is_known_by_its_folder() -> None:
    folders = Path(packs.__file__).parent.glob("*/pack.py")
    assert sorted(pack.code for pack in PACKS.values()) == sorted(
        import_module(f"rag.language.{file.parent.name}.pack").PACK.code for file in folders
    )


@pytest.mark.parametrize("code", sorted(PACKS))
def test_a_pack_has_every_table(code: str) -> None:
    pack = PACKS[code]
    assert pack.code == code
    assert set(pack.asked) == set(KINDS)
    assert set(pack.needs) == set(get_args(Needed))
    assert set(pack.vague) == set(get_args(Needed)) - {"phone", "email"}  # whose signs are no words
    assert pack.numbers and pack.place_before
    assert pack.function_words or pack.stop_words
    assert len(pack.months) == (0 if code == "vi" else 12)  # Vietnamese counts them
    assert tuple(pack.talking.small) == SMALL_TALK
    assert NEVER not in (pack.talking.overview, pack.talking.summary, pack.talking.topic, pack.naming.speaks)
    assert pack.naming.titles and pack.naming.bodies
    assert pack.requests.asked.keys() == PACKS["en"].requests.asked.keys()
    assert pack.requests.said.keys() == PACKS["en"].requests.said.keys()
    words = pack.following
    assert NEVER not in (words.opening, words.asking, words.confirming, words.person, words.thing, words.there)
    assert NEVER not in (words.preposition, words.clause, words.empty, pack.compares, pack.joins, pack.asks_first)
    assert words.at in pack.place_before and "{}" in pack.what_is
    assert len(pack.selecting.weekdays) >= 7 and pack.selecting.said.keys() == PACKS["en"].selecting.said.keys()


@pytest.mark.parametrize("code", sorted(PACKS.keys() - {"en"}))
def test_a_pack_tells_everything(code: str) -> None:
    phrases = PACKS[code].phrases
    assert phrases.keys() == PACKS["vi"].phrases.keys()
    for english, told in phrases.items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", told))


@pytest.mark.parametrize(
    ("code", "question", "kinds", "needed"),
    [
        ("es", "¿Cuántas personas hay?", {"number"}, "number"),
        ("es", "cuantas personas hay", {"number"}, "number"),
        ("es", "¿Cuál es la población de Soria?", {"number"}, "number"),
        ("es", "¿En qué año abrió?", {"time"}, "time"),
        ("es", "¿Cuándo y dónde nació?", {"time", "place"}, None),
        ("es", "¿Qué ministra lo firmó?", {"person"}, None),
        ("es", "¿A dónde va el tren?", {"place"}, None),
        ("es", "¿Por qué cerró?", {"reason"}, None),
        ("es", "¿Qué decidió el consejo?", set(), None),
        ("fr", "Combien de persones y vivent ?", {"number"}, "number"),
        ("fr", "Quelle est la population de Tours ?", {"number"}, "number"),
        ("fr", "En quelle année a-t-il ouvert ?", {"time"}, "time"),
        ("fr", "Quand et pourquoi a-t-il fermé ?", {"time", "reason"}, None),
        ("fr", "Qui l'a signé ?", {"person"}, None),
        ("fr", "Le livre qui a gagné est lequel ?", set(), None),
        ("fr", "Où est la gare ?", {"place"}, None),
        ("fr", "Vend-il du pain ou du lait ?", set(), None),  # "or", not "where"
        ("fr", "Pourquoi a-t-il fermé ?", {"reason"}, None),
    ],
)
def test_what_a_question_asks_for(code: str, question: str, kinds: set[str], needed: str | None) -> None:
    assert asked_kinds(question, PACKS[code]) == kinds
    assert needed_kind(question, PACKS[code]) == needed


@pytest.mark.parametrize(
    ("code", "kind", "text", "expected"),
    [
        ("es", "number", "Quedan doce barcos.", True),
        ("es", "number", "Varios barcos quedan.", True),
        ("es", "number", "Los barcos se fueron.", False),
        ("es", "time", "Abrió el martes, 3 de mayo.", True),
        ("es", "time", "Abrió en el siglo XII.", True),
        ("es", "time", "Abrió.", False),
        ("fr", "number", "Il reste douze bateaux.", True),
        ("fr", "number", "Il reste plusieurs bateaux.", True),
        ("fr", "number", "Les bateaux sont partis.", False),
        ("fr", "time", "Il a ouvert en août.", True),
        ("fr", "time", "Il a ouvert à 18 h.", True),
        ("fr", "time", "Il a ouvert.", False),
        ("es", "price", "La matrícula es de 15 euros.", True),
        ("es", "price", "Trabajaron 320 bomberos.", False),
        ("fr", "price", "Une clé perdue est facturée.", True),
        ("fr", "price", "La halle a trois portes.", False),
        ("pl", "number", "Statki odpłynęły.", True),  # nobody knows
    ],
)
def test_what_a_sentence_may_tell(code: str, kind: Needed, text: str, expected: bool) -> None:
    assert may_tell(kind, text, set(), language_by(code)) is expected


@pytest.mark.parametrize(
    ("code", "function", "content"),
    [
        ("en", "which", "mills"),
        ("vi", "được", "thuyền"),
        ("es", "Cuántas", "barcos"),
        ("fr", "été", "bateaux"),
        ("de", "welche", "Schiffe"),
        ("pt", "não", "barcos"),
        ("it", "perché", "barche"),
    ],
)
def test_function_words(code: str, function: str, content: str) -> None:
    assert code in LISTED
    assert [language_by(code).is_function_word(word) for word in (function, content)] == [True, False]


def test_of_a_language_that_is_not_known_nothing_is_taken_from_another() -> None:
    polish = language_by("pl")
    assert not polish.is_function_word("the") and not polish.asked and not polish.months
    assert polish.number.findall("12 statków w 2017") == ["12", "2017"]


def test_every_pattern_can_be_compiled() -> None:
    """They are compiled at their first use, which may be long after a start."""
    patterns = [one for one in gc.get_objects() if isinstance(one, _Deferred)]
    assert len(patterns) > 400
    for pattern in patterns:
        assert pattern.pattern
