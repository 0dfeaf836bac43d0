"""How Spanish asks for rows of a table."""

from __future__ import annotations

from rag.language.patterns import any_of
from rag.language.selecting import Comparison, Extreme, Selecting, ranks

SELECTING = Selecting(
    count=any_of(r"cuant[oa]s", r"(?:el )?numero de"),
    total=any_of(r"(?:en |el )?total(?: de)?", r"(?:la )?suma(?: de)?", r"en conjunto"),
    average=any_of(r"(?:el |en )?promedio(?: de)?", r"(?:la |de )?media(?: de)?"),
    listing=any_of(r"cuales", r"que(?= \w+s\b)", r"lista", r"muestra", r"todos", r"todas", r"filas?"),
    who=any_of(r"quien(?:es)?"),
    when=any_of(r"cuando", r"(?:a )?que hora", r"que (?:dia|fecha)"),
    how_much=any_of(r"cuanto", r"(?:a )?que precio"),
    negated=any_of(r"no", r"sin"),
    altering=any_of(
        r"no|nunca|solo|solamente|sin|excepto|salvo|pero|o|u|otr[oa]s?|antes|despues|hasta|desde|entre|mas|menos|cada|por|casi|si|como|ni|mism[oa]s?|dice|dicen|dijo"
    ),
    idle=frozenset(
        """
        fila filas entrada entradas cosa tabla lista columna elemento elementos todavia
        actualmente da muestra hay hubo esta estan ocurrieron
        """.split()
    ),
    goods=frozenset("producto productos articulo articulos".split()),
    extremes=(
        Extreme(any_of("(?:el|la|los|las) mas barat[oa]s?", "mas barat[oa]s?", "menos car[oa]s?"), False, ("price",)),
        Extreme(any_of("mas car[oa]s?", "mas costos[oa]s?"), True, ("price",)),
        Extreme(any_of("peor", "mas grave"), True, ("severity", "duration")),
        Extreme(any_of("mas larg[oa]"), True, ("duration", "length")),
        Extreme(any_of("mas cort[oa]"), False, ("duration", "length")),
        Extreme(any_of("mas reciente", "mas nuev[oa]"), True, ("date",)),
        Extreme(any_of("mas antigu[oa]", "mas viej[oa]"), False, ("date", "age")),
        Extreme(any_of("mas pesad[oa]"), True, ("weight",)),
        Extreme(any_of("mas joven"), False, ("age",)),
        Extreme(any_of("ultim[oa]"), True, ("departure", "date")),
        Extreme(any_of("primer[oa]?"), False, ("departure", "date")),
        Extreme(any_of("mas (?:alt[oa]s?|grandes?|elevad[oa]s?)", "mayor", "maximo", "mas"), True),
        Extreme(any_of("mas (?:baj[oa]s?|pequen[oa]s?)", "menor", "minimo", "menos"), False),
    ),
    comparisons=(
        Comparison(any_of("mas barat[oa]s? que", "menos car[oa]s? que"), "less", "price"),
        Comparison(any_of("al menos", "por lo menos"), "at_least"),
        Comparison(any_of("como maximo", "hasta"), "at_most"),
        Comparison(any_of("mas (?:de|que)", "mayor(?:es)? (?:de|que|a)", "despues de(?: las)?"), "more"),
        Comparison(any_of("menos (?:de|que)", "menor(?:es)? (?:de|que|a)", "antes de(?: las)?"), "less"),
        Comparison(any_of("desde", "a partir de"), "at_least"),
    ),
    concepts={
        "price": any_of("precios?", "costes?", "costos?", "cuestan?", "valen?", "tarifas?", "importe"),
        "duration": any_of("duracion", "minutos?", "horas?", "dias?", "dura", "duro"),
        "length": any_of("longitud", "distancia"),
        "weight": any_of("peso", "pesa"),
        "age": any_of("edad"),
        "severity": any_of("gravedad", "prioridad", "severidad"),
        "date": any_of("fechas?", "dia", "abierto", "publicado"),
        "person": any_of("nombre completo", "emplead[oa]", "miembro", "persona"),
        "departure": any_of("salidas?", "sale", "salen"),
        "arrival": any_of("llegadas?", "llega", "llegan"),
    },
    scale=ranks(
        "bajo baja leve menor", "medio media moderado moderada normal", "alto alta grave mayor", "critico critica"
    ),
    yes=frozenset(["si", "verdadero"]),
    no=frozenset(["no", "falso"]),
    not_whole=frozenset("nuevo nueva norte sur este oeste san santa gran".split()),
    weekdays=frozenset("lunes martes miercoles jueves viernes sabado sabados domingo domingos".split()),
    said={
        "some": "{count} de {all} filas tienen {where}:",
        "one": "1 de {all} filas tiene {where}:",
        "all": "La tabla tiene {all} filas:",
        "highest": "El valor más alto de «{column}» en {all} filas es {value}:",
        "lowest": "El valor más bajo de «{column}» en {all} filas es {value}:",
        "latest": "El último valor de «{column}» en {all} filas es {value}:",
        "earliest": "El primer valor de «{column}» en {all} filas es {value}:",
        "total": "«{column}» de {all} filas suma {value}:",
        "average": "«{column}» de {all} filas es {value} de media:",
        "among": "De {all} filas, {count} tienen {where}.",
        "more": "(Se citan las primeras {shown}.)",
        "not": "no «{value}»",
        "and": "y",
        "or": "o",
    },
)
