"""How French asks for rows of a table."""

from __future__ import annotations

from rag.language.patterns import any_of
from rag.language.selecting import Comparison, Extreme, Selecting, ranks

_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche"

SELECTING = Selecting(
    count=any_of(r"combien (?:d|de|y a t il d|y a t il de)", r"(?:le )?nombre (?:d|de)"),
    total=any_of(r"(?:au |en )?total(?: des?| du)?", r"(?:la )?somme(?: des?)?", r"en tout"),
    average=any_of(r"(?:en )?moyenne(?: des?)?", r"moyen"),
    listing=any_of(r"quels", r"quelles", r"lesquels", r"liste", r"montre", r"tous", r"toutes", r"lignes?"),
    who=any_of(r"qui"),
    when=any_of(r"quand", r"(?:a )?quelle heure", r"quel(?:le)? (?:jour|date)"),
    how_much=any_of(r"combien (?!d\b|de\b)", r"(?:a )?quel prix"),
    negated=any_of(r"ne .* pas", r"n .* pas", r"pas", r"sans", r"non"),
    altering=any_of(
        r"pas|non|jamais|seulement|sans|sauf|hors|mais|ou|autres?|avant|apres|jusqu|depuis|entre|que|plus|moins|chaque|par|environ|pourquoi|comment|si|meme|dit|disent"
    ),
    idle=frozenset(
        """
        ligne lignes entree entrees chose tableau liste colonne element elements encore actuellement donne montre trouve a t il elle y se est sont ete eu lieu qu c ce
        """.split()
    ),
    goods=frozenset("produit produits article articles".split()),
    extremes=(
        Extreme(any_of("(?:le|la|les) moins chere?s?"), False, ("price",)),
        Extreme(any_of("(?:le|la|les) plus chere?s?", "(?:le|la) plus couteu(?:x|se)"), True, ("price",)),
        Extreme(any_of("pire", "(?:le|la) plus grave"), True, ("severity", "duration")),
        Extreme(any_of("(?:le|la) plus long(?:ue)?"), True, ("duration", "length")),
        Extreme(any_of("(?:le|la) plus courte?"), False, ("duration", "length")),
        Extreme(any_of("(?:le|la) plus recente?"), True, ("date",)),
        Extreme(any_of("(?:le|la) plus ancien(?:ne)?"), False, ("date", "age")),
        Extreme(any_of("(?:le|la) plus lourde?"), True, ("weight",)),
        Extreme(any_of("(?:le|la) plus jeune"), False, ("age",)),
        Extreme(any_of("dernier", "derniere"), True, ("departure", "date")),
        Extreme(any_of("premier", "premiere"), False, ("departure", "date")),
        Extreme(
            any_of(
                "(?:le|la) plus (?:eleve|elevee|haut|haute|grand|grande|gros|grosse)", "le plus(?: de| d)?", "maximum"
            ),
            True,
        ),
        Extreme(any_of("(?:le|la) plus (?:bas|basse|petit|petite|faible)", "le moins(?: de| d)?", "minimum"), False),
    ),
    comparisons=(
        Comparison(any_of("moins chere?s? que"), "less", "price"),
        Comparison(any_of("au moins"), "at_least"),
        Comparison(any_of("au plus", "jusqu a"), "at_most"),
        Comparison(any_of("plus (?:de|d|que)", "superieure?s? a", "apres"), "more"),
        Comparison(any_of("moins (?:de|d|que)", "inferieure?s? a", "avant"), "less"),
        Comparison(any_of("depuis", "a partir d[eu]?"), "at_least"),
    ),
    concepts={
        "price": any_of("prix", "couts?", "coute(?:nt)?", "tarifs?", "montants?"),
        "duration": any_of("duree", "minutes?", "heures?", "jours?", "dure"),
        "length": any_of("longueur", "distance"),
        "weight": any_of("poids", "pese"),
        "age": any_of("age"),
        "severity": any_of("gravite", "priorite", "severite"),
        "date": any_of("dates?", "jour", "ouvert", "publie", "lieu"),
        "person": any_of("nom complet", "employee?", "membre", "personne"),
        "departure": any_of("departs?", "part", "partent"),
        "arrival": any_of("arrivees?", "arrive", "arrivent"),
    },
    scale=ranks(
        "faible mineur mineure bas",
        "moyen moyenne normal normale",
        "eleve elevee haute majeur majeure grave",
        "critique",
    ),
    yes=frozenset(["oui", "vrai"]),
    no=frozenset(["non", "faux"]),
    not_whole=frozenset("nouveau nouvelle nord sud est ouest grand grande saint sainte".split()),
    endings=frozenset({"ur", "x"}),
    weekdays=frozenset(f"{day}{s}" for day in _DAYS.split() for s in ("", "s")),
    said={
        "some": "{count} lignes sur {all} ont {where} :",
        "one": "1 ligne sur {all} a {where} :",
        "all": "Le tableau a {all} lignes :",
        "highest": "Le plus haut « {column} » de {all} lignes est {value} :",
        "lowest": "Le plus bas « {column} » de {all} lignes est {value} :",
        "latest": "Le dernier « {column} » de {all} lignes est {value} :",
        "earliest": "Le premier « {column} » de {all} lignes est {value} :",
        "total": "« {column} » de {all} lignes fait {value} en tout :",
        "average": "« {column} » de {all} lignes est de {value} en moyenne :",
        "among": "Sur {all} lignes, {count} ont {where}.",
        "more": "(Les {shown} premières sont citées.)",
        "not": "pas « {value} »",
        "and": "et",
        "or": "ou",
    },
)
