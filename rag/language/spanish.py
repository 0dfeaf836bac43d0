"""Spanish, with its accents and without."""

from __future__ import annotations

import regex

from rag.language.base import CLOCK, DIGITS, YEAR, Language, any_of, one_of

_IS = r"(?:es|era|fue|son|sera) "
_WHAT = rf"(?:que|cual(?:es)? (?:{_IS})?(?:el |la |los |las )?)"
_NUMBERS = (
    "cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve "
    r"veinte veinti\p{L}+ treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento \p{L}*cient[oa]s quinient[oa]s mil miles "
    "millón millones docena docenas mitad doble triple tercio"
)
_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_DAYS = "lunes martes miércoles jueves viernes sábado domingo"

SPANISH = Language(
    code="es",
    stop_words=frozenset(
        """
        a al algo algun alguna alguno algunas algunos ante antes aquel aquella aquellas aquellos aqui asi aun aunque bajo bien cada
        como con contra cual cuales cualquier cuando cuanta cuantas cuanto cuantos cuya cuyo da dan de del desde dice dicen dijo
        donde dos durante e el ella ellas ello ellos en entre era eran eres es esa esas ese eso esos esta estaba estan estar estas
        este esto estos fue fueron ha haber habia han hasta hay he hecho hemos hizo la las le les lo los mas me mi mientras mis
        mismo misma mucha muchas mucho muchos muy nada ni ningun ninguna ninguno no nos nosotros nuestra nuestro o otra otras otro
        otros para pero poco por porque puede pueden pues que quien quienes se sea sean segun ser si sido siempre sin sino sobre
        son soy su sus tal tambien tan tanto te tiene tienen toda todas todo todos tras tu tus u un una unas uno unos usted ustedes
        y ya yo
        """.split()
    ),
    marks=regex.compile(r"[ñ¿¡]", regex.IGNORECASE),
    asked={
        "number": any_of(
            r"cuant[oa]s?",
            rf"{_WHAT}\s*"
            + one_of(
                r"numero porcentaje cantidad proporcion poblacion tamano superficie edad precio coste costo tasa altura"
            ),
        ),
        "time": any_of(
            r"cuando", rf"{_WHAT}\s*" + one_of("anos? fechas? dias? mes(?:es)? siglos? decadas? epocas? horas?")
        ),
        "person": any_of(
            r"quien(?:es)?",
            rf"{_WHAT}\s*"
            + one_of(
                "persona hombre mujer lider rey reina president[ea] ministr[oa] cientific[oa] autora? actor actriz jugadora? "
                "alcalde alcaldesa empresa organizacion grupo partido"
            ),
        ),
        "place": any_of(
            r"a?donde",
            rf"{_WHAT}\s*"
            + one_of(
                "ciudad(?:es)? pais(?:es)? estado lugar pueblo region zona provincia rio calle continente nacion distrito isla"
            ),
        ),
        "reason": any_of(r"por que", rf"{_WHAT}\s*(?:razon(?:es)?|causas?|motivos?)", r"a que se debe"),
    },
    needs={
        "number": any_of(r"cuant[oa]s", rf"{_WHAT}\s*(?:numero|porcentaje|poblacion)"),
        "time": any_of(r"^\W*(?:desde |hasta )?cuando", rf"en {_WHAT}\s*(?:ano|fecha|mes|siglo|decada)"),
    },
    asks_several=any_of(
        r"(?:y|e|o|u) (?:\w+ )?(?:que|quien\w*|cual\w*|a?donde|cuando|como|cuant\w+|por que)",
    ),
    numbers=tuple(_NUMBERS.split()),
    number=regex.compile(rf"(?i){DIGITS}|\b{one_of(_NUMBERS)}\b"),
    time=regex.compile(
        rf"(?i){YEAR}|{CLOCK}|\b{one_of(_MONTHS)}\b|\b{one_of(_DAYS)}\b"
        r"|\bsiglos?\b|\bdécadas?\b|\baños?\b|\b(?:durante|después|hasta|desde|antes|hace)\b|\b[ad]\.\s?C\."
    ),
    reason=regex.compile(
        r"(?i)\b(?:porque|debid[oa]s?\s+a|a\s+causa|ya\s+que|puesto\s+que|por\s+(?:eso|ello|tanto)|para\s+que|gracias\s+a|con\s+el\s+fin"
        r"|raz(?:ón|ones)|motivos?|caus(?:as?|ó|ado|aron))\b"
    ),
    vague={
        "number": any_of(
            r"ningun[oa]?|ambos|ambas|mitad|tercio|cuarto|vari[oa]s|much[oa]s?|poc[oa]s?|mayoria|minoria|unic[oa]|sol[oa]|par|decenas|cientos"
        ),
        "time": any_of(
            r"primavera|verano|otono|invierno|ayer|hoy|manana|tarde|noche|mediodia|medianoche|ahora|actualmente|recientemente"
            r"|(?:semana|mes|ano|siglo|decada) (?:pasad[oa]|proxim[oa]|anterior|siguiente)|epoca|era",
            r"\d{3,4}|\d+[/.-]\d+",
        ),
    },
    months=tuple(_MONTHS.split()),
    place_before=frozenset("en a de desde hacia hasta cerca por".split()),
)
