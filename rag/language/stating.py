"""How languages deny, tell how many, in what order and of what measure: by this two statements are compared.

French and Spanish also have their numbers and dates here.
"""

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
        bounded: what behind a denial makes it a condition or a bound: "not before May", "no more than two".
        opposites: two patterns each, of which one takes back the other.
        opposed: the same as plain words, for a language whose words are compared by their stems.
        earlier, later: what says that one thing came before another, or after it.
        lesser: what stands before an office and makes it another one: "vice", "former".
        measures: units of time, length, weight and volume, each with a base unit and how many of that it is.
        quantifiers: alternatives by kind, to be met between letters.
        numbers: number words with their values; ``hundreds`` and ``twenties`` multiply what stands before them,
            ``scales`` by a power of ten; ``joint`` may stand between two of them.
        ordinals: "first" and so on.
        months, days: their names, with the number of the month, and with the English name.
    """

    elided: Pattern = NOTHING
    cut: Pattern = NOTHING
    negation: Pattern = NOTHING
    bounded: Pattern = NOTHING
    opposites: tuple[tuple[Pattern, Pattern], ...] = ()
    opposed: tuple[tuple[str, str], ...] = ()
    earlier: Pattern = NOTHING
    later: Pattern = NOTHING
    lesser: Pattern = NOTHING
    measures: Mapping[str, tuple[str, int]] = field(default_factory=dict)
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


_MINUTE, _MONTH = "minute", "month"


def _measures(**units: str) -> dict[str, tuple[str, int]]:
    """``minute="minute:1 hour:60"``: the words of each unit, plural and all, with how many of the base they are."""
    return {
        word: (base, int(count))
        for base, some in units.items()
        for words, count in (one.split(":") for one in some.split())
        for word in words.split("|")
    }


_METRIC = (
    "mm|millimetres|millimetre|millimeters:1 cm|centimetres|centimetre|centimeters|centimètres|centímetros:10 "
    "metres|metre|meters|meter|mètres|mètre|metros|metro|mét:1000 km|kilometres|kilometre|kilometers|kilomètres|kilómetros:1000000"
)
_WEIGHT = "g|grams|gram|grammes|gramos:1 kg|kilograms|kilogram|kilos|kilo:1000 tonnes|tonne|toneladas|tấn:1000000"
_VOLUME = "ml|millilitres:1 cl:10 litres|litre|liters|litros|litro|lít:1000"

ENGLISH_VIETNAMESE = Stating(
    negation=regex.compile(
        r"""(?ix)
          \b(?:not(?!\s+(?:only|just))|cannot|never|none|nobody|nothing|neither|(?<!\bneither\b[^.;]*)nor|without|free\s+of|no(?!\.?\s*\d|\s+doubt)\b(?!\.)|yet\s+to|fail(?:s|ed|ing)?\s+to
          |unable|refus(?:e[sd]?|ing)\s+to|den(?:y|ies|ied)|hardly\s+any|lacks?|lacking)\b
        | n't\b
        | \b(?<!hàng\s)không(?!\s+(?:chỉ|những|khí|gian|quân|lực|phận|(?:thay\s+)?đổi))\b | \b(?:chưa|chẳng|chả|đừng|chớ|thiếu)\b
        """
    ),
    bounded=regex.compile(
        r"(?i)\G(?:\s*:\W*\w\))?\W*(?:\p{L}+\s+){0,6}?(?:until|before|unless|except|other\s+than|than|only|more|less|fewer|longer\s+than|trước\s+khi|trừ)\b"
    ),
    opposed=(
        (
            "rise rises rose risen rising increase grow grew grown climb gain jump soar surge up raise more higher larger bigger "
            "improve expand strengthen enhance tăng nâng cao mạnh",
            "fall fell fallen decrease drop decline reduce cut lower down less fewer smaller shrink worsen weaken lessen minimise "
            "minimize slump plunge diminish giảm hạ thấp yếu bớt",
        ),
        ("buy bought purchase acquire mua", "sell sold bán"),
        ("win won beat defeat thắng", "lose lost thua"),
        (
            "accept approve welcome praise support back agree appreciate",
            "reject refuse oppose condemn criticise criticize",
        ),
        ("admit confirm", "deny"),
        ("allow permit let", "ban forbid prohibit prevent"),
        ("confident sure certain", "doubt doubtful"),
        ("open begin began begun start launch mở", "close end finish shut đóng"),
        ("largest longest biggest highest", "smallest shortest lowest"),
        ("include join", "exclude leave"),
        ("arrive enter", "depart exit"),
        ("succeed success", "fail failure"),
        ("safe", "dangerous unsafe"),
        ("rich wealthy giàu", "poor nghèo"),
        ("earn profit make made", "lose lost"),
        ("carry carried pass passed adopt adopted", "lost reject defeat dismiss"),
        ("oldest eldest old", "youngest young"),
        ("paid", "unpaid"),
        ("hire employ", "dismiss"),
        ("start begin begun begins", "stop stopped halt"),
        ("often frequent frequently always", "rarely seldom never hardly"),
        ("early earlier earliest", "late later latest"),
        ("voluntary optional", "compulsory mandatory obligatory"),
        ("public", "private"),
        ("legal lawful", "illegal unlawful"),
        ("full", "empty"),
        ("alive", "dead"),
        ("majority", "minority"),
        ("warm hot", "cold cool"),
        ("extremely very highly greatly", "little barely slightly hardly"),
        ("inside indoors", "outside outdoors"),
        ("intact whole", "broken damaged"),
        ("first", "last"),
        ("upper upstairs", "lower downstairs"),
        ("shallow", "deep"),
        ("narrow", "wide broad"),
        ("fast quick quickly", "slow slowly"),
        ("lengthen extend", "shorten"),
        ("same", "different"),
        ("remember", "forget forgot"),
        ("keep kept retain", "abolish scrap drop"),
        ("nearest closest", "farthest furthest"),
        ("best", "worst"),
        ("cheap cheaper cheapest", "expensive dearer costly"),
        ("strong stronger strongest", "weak weaker weakest"),
        ("present attended", "absent"),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
    ),
    earlier=_words("before", "ahead of", "prior to", "trước", "trước khi"),
    later=_words("after", "following", "sau", "sau khi"),
    lesser=_words(
        "vice", "deputy", "former", "acting", "assistant", "honorary", "ex", "interim", "phó", "nguyên", "cựu"
    ),
    measures=_measures(
        minute="minutes|minute|phút:1 hours|hour|giờ|tiếng:60 days|day|ngày:1440 weeks|week|tuần:10080",
        month="months|month|tháng:1 years|year|năm:12 decades|decade:120 centuries|century:1200",
        millimetre=_METRIC,
        gram=_WEIGHT,
        millilitre=_VOLUME,
    ),
    quantifiers={
        "most": r"most(?=\s+(?:of\b|\p{Ll}))|(?:the\s+)?(?:vast\s+|great\s+)?majority|(?:almost|nearly)\s+(?:all|every\w*)|hầu\s+hết|đa\s+số|phần\s+lớn|gần\s+như\s+(?:tất\s+cả|toàn\s+bộ)",
        "few": r"(?:only\s+)?(?:a\s+)?few|hardly\s+any|một\s+số\s+ít|(?:chỉ\s+)?(?:rất\s+)?ít(?=\s+\p{Ll})|thiểu\s+số",
        "all": r"all(?!-|\s+levels)|every(?:one|body|thing)?|each|entire(?:ly)?|whole|both|always|nationwide|tất\s+cả|toàn\s+bộ|toàn(?=\s+\p{Ll})|mọi(?!\s+người)|mỗi|cả(?!\s+nước)",
        "some": r"some|several|certain|a\s+number\s+of|part(?=\s+of)|một\s+số(?!\s+ít)|một\s+phần|vài",
        "none": r"no(?=\s+\p{Ll})(?!\s+(?:longer|doubt|more))|none|không(?=\s+\p{L}+(?:\s+\p{L}+)?\s+nào)",
        "only": r"only(?!\s+(?:a\s+)?few)|solely|exclusively|chỉ(?!\s+(?:rất\s+)?ít|\s+một\s+số|\s+đạo|\s+thị|\s+huy|\s+tiêu|\s+số)",
    },
)

FRENCH_STATING = Stating(
    elided=regex.compile(r"(?i)\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\p{L})"),
    cut=_words("et", "mais", "tandis que", "parce que", "car", "qui", "dont", "puisque", "alors que"),
    negation=regex.compile(
        r"(?i)\b(?:n'(?=\p{L})|ne\s)(?!\s*(?:\p{L}+\s){1,3}que\b)|\bsans\b|\b(?:refus|échou)\p{L}+\s+(?:de|à)\b"
    ),
    bounded=regex.compile(r"(?i)\G\W*(?:\p{L}+\s+){0,6}?(?:avant|sauf|plus\s+de|moins\s+de|que)\b"),
    earlier=_words("avant"),
    later=_words("après"),
    lesser=_words(r"vice", "adjointe?", r"anciens?", r"anciennes?", "ex"),
    measures=_measures(
        minute="minutes|minute:1 heures|heure:60 jours|jour:1440 semaines|semaine:10080",
        month="mois:1 ans|an|années|année:12 siècles|siècle:1200",
        millimetre=_METRIC,
        gram=_WEIGHT,
        millilitre=_VOLUME,
    ),
    opposites=(
        (
            _words(r"(?:augment|progress|haus|grandi|accr)\p{L}+", "monte", "monté", "plus", "davantage"),
            _words(r"(?:diminu|baiss|recul|rédui|chut)\p{L}+", "moins"),
        ),
        (_words(r"achet\p{L}+", "achat"), _words(r"vend(?:u|re|ent|ait)\p{L}*", "vente")),
        (
            _words(r"r?ouvr\p{L}+", "r?ouvert[es]*", r"commenc\p{L}+"),
            _words(r"ferm\p{L}+", r"termin\p{L}+", "fini[es]*"),
        ),
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
        (_words("intacte?s?"), _words("cassée?s?", "brisée?s?", "abîmée?s?")),
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
    bounded=regex.compile(r"(?i)\G\W*(?:\p{L}+\s+){0,6}?(?:antes|hasta|salvo|excepto|más\s+de|menos\s+de|sino)\b"),
    earlier=_words("antes"),
    later=_words("después"),
    lesser=_words("vice", r"vicepresident[ea]", r"exalcalde", r"antigu[oa]s?", "ex", r"suplente"),
    measures=_measures(
        minute="minutos|minuto:1 horas|hora:60 días|día:1440 semanas|semana:10080",
        month="meses|mes:1 años|año:12 siglos|siglo:1200",
        millimetre=_METRIC,
        gram=_WEIGHT,
        millilitre=_VOLUME,
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
        (_words("intact[oa]s?"), _words("rot[oa]s?", "averiad[oa]s?")),
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


def stating_of(language: str) -> Stating:
    """The tables of a language; those of English and Vietnamese together where it has none of its own."""
    return _STATINGS.get(language, ENGLISH_VIETNAMESE)
