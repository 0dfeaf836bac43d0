"""How French and Spanish say numbers and dates, deny, and tell how many: by this two statements are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from rag.language.base import NOTHING, Pattern
from rag.language.french import FRENCH
from rag.language.spanish import SPANISH


@dataclass(frozen=True, eq=False)
class Stating:
    """The tables of one language; all patterns are met by text as it is written.

    Attributes:
        elided: a word that is written before another without a space, "l'".
        cut: the words with which a clause begins.
        negation: each match denies once, also where the language says so twice ("ne … pas", "no … nunca").
        opposites: two patterns each, of which one takes back the other.
        quantifiers: alternatives by kind, to be met between letters.
        numbers: number words with their values; ``hundreds`` and ``twenties`` multiply what stands before them,
            ``scales`` by a power of ten; ``joint`` may stand between two of them.
        ordinals: "first" and so on.
        months, days: their names, with the number of the month, and with the English name.
    """

    elided: Pattern = NOTHING
    cut: Pattern = NOTHING
    negation: Pattern = NOTHING
    opposites: tuple[tuple[Pattern, Pattern], ...] = ()
    quantifiers: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    hundreds: frozenset[str] = frozenset()
    twenties: frozenset[str] = frozenset()
    scales: Mapping[str, int] = field(default_factory=dict)
    joint: str = ""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)


def _words(*some: str) -> Pattern:
    return regex.compile(rf"(?i)\b(?:{'|'.join(some)})\b")


def _numbered(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    return {word: first + step * at for at, word in enumerate(words.split())}


def _all_to(words: Mapping[str, str]) -> dict[str, str]:
    return {one: meaning for some, meaning in words.items() for one in some.split("|")}


FRENCH_STATING = Stating(
    elided=regex.compile(r"(?i)\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\p{L})"),
    cut=_words("et", "mais", "tandis que", "parce que", "car", "qui", "dont", "puisque", "alors que"),
    negation=regex.compile(
        r"(?i)\b(?:n'(?=\p{L})|ne\s)(?!\s*(?:\p{L}+\s){1,3}que\b)|\bsans\b|\b(?:refus|échou)\p{L}+\s+(?:de|à)\b"
    ),
    opposites=(
        (
            _words(r"(?:augment|progress|haus|grandi|accr)\p{L}+", "monte", "monté", "plus", "davantage"),
            _words(r"(?:diminu|baiss|recul|rédui|chut)\p{L}+", "moins"),
        ),
        (_words(r"achet\p{L}+", "achat"), _words(r"vend(?:u|re|ent|ait)\p{L}*", "vente")),
        (_words(r"ouvr\p{L}+", "ouvert[es]*", r"commenc\p{L}+"), _words(r"ferm\p{L}+", r"termin\p{L}+", "fini[es]*")),
        (
            _words(r"accept\p{L}+", r"approuv\p{L}+", r"adopt\p{L}+", "pour"),
            _words(r"rejet\p{L}+", r"refus\p{L}+", "contre"),
        ),
        (
            _words("autorisée?s?", "permise?s?", "admise?s?"),
            _words("interdite?s?", "interdit", r"interdi(?:re|sent|ction)"),
        ),
        (_words(r"gagn\p{L}+"), _words(r"perd\p{L}+")),
        (_words("avant", "plus tôt"), _words("après", "plus tard")),
        (_words("gratuite?s?", "gratuitement"), _words("payante?s?")),
    ),
    quantifiers={
        "most": r"la\s+plupart|la\s+majorité|presque\s+tou(?:s|tes)",
        "few": r"très\s+peu|peu\s+de",
        "all": r"tous|toutes|chaque(?!\s+(?:jour|an|année|mois|semaine|heure|été|hiver)\b)|chacune?|toujours",
        "some": r"quelques|certaine?s|plusieurs|une\s+partie",
        "none": r"aucune?|nulle?",
        "only": r"seulement|uniquement|exclusivement",
    },
    numbers=_numbered("zéro \0 deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    | _numbered("vingt trente quarante cinquante soixante", 20, 10),
    hundreds=frozenset(("cent", "cents")),
    twenties=frozenset(("vingt", "vingts")),
    scales={"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9},
    joint="et",
    ordinals=_numbered("premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième", 1)
    | {"première": 1, "second": 2, "seconde": 2},
    months=_numbered(" ".join(FRENCH.months), 1),
    days=_all_to(
        {
            "lundi": "monday",
            "mardi": "tuesday",
            "mercredi": "wednesday",
            "jeudi": "thursday",
            "vendredi": "friday",
            "samedi": "saturday",
            "dimanche": "sunday",
            "matin|matinée": "morning",
            "après-midi": "afternoon",
            "soir|soirée": "evening",
            "nuit": "night",
            "midi": "noon",
            "minuit": "midnight",
            "printemps": "spring",
            "automne": "autumn",
            "hiver": "winter",
        }
    ),
)

SPANISH_STATING = Stating(
    cut=_words("y", "pero", "mientras", "porque", "que", "quien", "aunque", "ya que"),
    negation=regex.compile(
        r"(?i)\bno\b(?!\s+(?:solo|sólo|solamente)\b)(?:[^.,;:]*?\b(?:nadie|nada|nunca|jamás|ning[uú]n\p{L}*)\b)?"
        r"|\b(?:nadie|nunca|jamás|ning[uú]n\p{L}*|tampoco|sin)\b"
    ),
    opposites=(
        (
            _words(r"(?:aument|crec|increment)\p{L}+", r"sub(?:e|en|ió|ir|irá)", "más"),
            _words(r"(?:disminu|reduj|reduc|descend)\p{L}+", r"baj(?:a|an|ó|ar|ará)", "menos"),
        ),
        (_words(r"compr\p{L}+"), _words(r"vend\p{L}+", "venta")),
        (
            _words(r"abr\p{L}+", "abiert[oa]s?", r"empez\p{L}+", r"comenz\p{L}+"),
            _words(r"cerr\p{L}+", r"termin\p{L}+", "cierra"),
        ),
        (_words(r"acept\p{L}+", r"aprob\p{L}+", "favor"), _words(r"rechaz\p{L}+", "contra")),
        (
            _words(r"permit\p{L}+", r"autoriz\p{L}+", r"(?<=se\s)puede"),
            _words(r"prohib\p{L}+", r"prohíb\p{L}+"),
        ),
        (_words(r"gan(?:ó|ar|aron|a|an)"), _words(r"perd\p{L}+", "pierde")),
        (_words("antes"), _words("después")),
    ),
    quantifiers={
        "most": r"la\s+mayoría|la\s+mayor\s+parte|casi\s+tod[oa]s",
        "few": r"muy\s+poc[oa]s|poc[oa]s",
        "all": r"tod[oa]s?|cada(?!\s+(?:día|año|mes|semana|hora|verano|invierno)\b)|siempre",
        "some": r"algun[oa]s|vari[oa]s|ciert[oa]s|una\s+parte",
        "none": r"ningun[oa]?|ningún",
        "only": r"solo|sólo|solamente|únicamente",
    },
    numbers=_numbered("cero \0 dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince")
    | _numbered("dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro", 16)
    | _numbered("veinticinco veintiséis veintisiete veintiocho veintinueve", 25)
    | _numbered("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
    | _numbered(
        "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos", 100, 100
    )
    | {"ciento": 100, "doscientas": 200, "trescientas": 300, "quinientas": 500},
    scales={"mil": 3, "millón": 6, "millones": 6},
    joint="y",
    ordinals=_numbered("primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo", 1)
    | _numbered("primera segunda tercera cuarta quinta sexta séptima octava novena décima", 1)
    | {"primer": 1, "tercer": 3},
    months=_numbered(" ".join(SPANISH.months), 1),
    days=_all_to(
        {
            "lunes": "monday",
            "martes": "tuesday",
            "miércoles": "wednesday",
            "jueves": "thursday",
            "viernes": "friday",
            "sábado|sábados": "saturday",
            "domingo|domingos": "sunday",
            "tarde": "afternoon",
            "noche": "night",
            "mediodía": "noon",
            "medianoche": "midnight",
            "primavera": "spring",
            "verano": "summer",
            "otoño": "autumn",
            "invierno": "winter",
        }
    ),
)

_STATINGS = {"fr": FRENCH_STATING, "es": SPANISH_STATING}
_NONE = Stating()


def stating_of(language: str) -> Stating:
    """The tables of a language; empty ones where there are none."""
    return _STATINGS.get(language, _NONE)
