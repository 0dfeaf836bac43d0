"""How Spanish says numbers and dates, denies, and tells how many."""

from __future__ import annotations

from rag.language.patterns import deferred
from rag.language.stating import METRIC, VOLUME, WEIGHT, Stating, all_to, measures, numbered, words_before, words_of

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"

STATING = Stating(
    cut=words_of("y", "pero", "mientras", "porque", "que", "quien", "aunque", "ya que"),
    negation=deferred(
        r"(?i)\bno\b(?!\s+(?:solo|sólo|solamente)\b)(?:[^.,;:]*?\b(?:nadie|nada|nunca|jamás|ning[uú]n\p{L}*)\b)?"
        r"|\b(?:nadie|nunca|jamás|ning[uú]n\p{L}*|tampoco|sin|en\s+vano)\b"
    ),
    bounded=deferred(r"(?i)\G\W*(?:\p{L}+\s+){0,6}?(?:antes|hasta|salvo|excepto|más\s+de|menos\s+de|sino)\b"),
    earlier=words_of("antes"),
    later=words_of("después"),
    least=words_before(r"al\s+menos", r"por\s+lo\s+menos", r"más\s+de"),
    most=words_before(r"como\s+(?:máximo|mucho)", r"menos\s+de"),
    lesser=words_of("vice", r"vicepresident[ea]", r"exalcalde", r"antigu[oa]s?", "ex", r"suplente"),
    measures=measures(
        minute="minutos|minuto:1 horas|hora:60 días|día:1440 semanas|semana:10080",
        month="meses|mes:1 años|año:12 siglos|siglo:1200",
        millimetre=METRIC,
        gram=WEIGHT,
        millilitre=VOLUME,
    ),
    opposites=(
        (
            words_of(r"(?:aument|crec|increment)\p{L}+", r"sub(?:e|en|ió|ir|irá)", "más"),
            words_of(r"(?:disminu|reduj|reduc|descend)\p{L}+", r"baj(?:a|an|ó|ar|ará)", "menos"),
        ),
        (words_of(r"compr\p{L}+"), words_of(r"vend\p{L}+", "venta")),
        (
            words_of(r"abr\p{L}+", "abiert[oa]s?", r"empez\p{L}+", r"comenz\p{L}+"),
            words_of(r"cerr\p{L}+", r"termin\p{L}+", "cierra"),
        ),
        (words_of(r"acept\p{L}+", r"aprob\p{L}+", "favor"), words_of(r"rechaz\p{L}+", "contra")),
        (
            words_of(r"permit\p{L}+", r"autoriz\p{L}+", r"(?<=se\s)puede"),
            words_of(r"prohib\p{L}+", r"prohíb\p{L}+"),
        ),
        (words_of(r"gan(?:ó|ar|aron|a|an)"), words_of(r"perd\p{L}+", "pierde")),
        (words_of("antes"), words_of("después")),
        (words_of("intact[oa]s?"), words_of("rot[oa]s?", "averiad[oa]s?")),
        (words_of("calientes?"), words_of("frí[oa]s?")),
        (words_of("larg[oa]s?", r"alarg\p{L}+"), words_of("cort[oa]s?", r"acort\p{L}+")),
        (words_of("incluid[oa]s?", r"incluyen?"), words_of("excluid[oa]s?", r"excluyen?")),
        (words_of("gratis", "gratuit[oa]s?"), words_of("pagar", r"pagan?", "pago")),
        (words_of("públic[oa]s?"), words_of("privad[oa]s?")),
        (words_of("obligatori[oa]s?"), words_of("opcional(?:es)?", "voluntari[oa]s?")),
        (words_of("presentes?"), words_of("ausentes?")),
        (words_of("derecha"), words_of("izquierda")),
        (words_of("norte"), words_of("sur")),
        (words_of("llen[oa]s?"), words_of("vací[oa]s?")),
        (words_of("rápid[oa]s?", "rápidamente"), words_of("lent[oa]s?", "lentamente")),
        (words_of("mejor(?:es)?"), words_of("peor(?:es)?")),
        (words_of("mayoría"), words_of("minoría")),
    ),
    quantifiers={
        "most": r"la\s+mayoría|la\s+mayor\s+parte|casi\s+tod[oa]s",
        "few": r"muy\s+poc[oa]s|poc[oa]s",
        "all": r"tod[oa]s?|cada(?!\s+(?:día|año|mes|semana|hora|verano|invierno)\b)|siempre",
        "some": r"algun[oa]s|vari[oa]s|ciert[oa]s|una\s+parte",
        "none": r"ningun[oa]?|ningún",
        "only": r"solo|sólo|solamente|únicamente",
    },
    numbers=numbered("cero \0 dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince")
    | numbered("dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro", 16)
    | numbered("veinticinco veintiséis veintisiete veintiocho veintinueve", 25)
    | numbered("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
    | numbered(
        "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos", 100, 100
    )
    | {"ciento": 100, "doscientas": 200, "trescientas": 300, "quinientas": 500},
    scales={"mil": 3, "millón": 6, "millones": 6},
    joint="y",
    ordinals=numbered("primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo", 1)
    | numbered("primera segunda tercera cuarta quinta sexta séptima octava novena décima", 1)
    | {"primer": 1, "tercer": 3},
    months=numbered(MONTHS, 1),
    days=all_to(
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
