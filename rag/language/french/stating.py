"""How French says numbers and dates, denies, and tells how many."""

from __future__ import annotations

from rag.language.patterns import deferred
from rag.language.stating import METRIC, VOLUME, WEIGHT, Stating, all_to, measures, numbered, words_before, words_of

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"

STATING = Stating(
    elided=deferred(r"(?i)\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\p{L})"),
    cut=words_of("et", "mais", "tandis que", "parce que", "car", "qui", "dont", "puisque", "alors que"),
    negation=deferred(
        r"(?i)\b(?:n'(?=\p{L})|ne\s)(?!\s*(?:\p{L}+\s){1,3}que\b)|\bsans\b|\ben\s+vain\b|\b(?:refus|échou)\p{L}+\s+(?:de|à)\b"
    ),
    bounded=deferred(r"(?i)\G\W*(?:\p{L}+\s+){0,6}?(?:avant|sauf|plus\s+de|moins\s+de|que)\b"),
    earlier=words_of("avant"),
    later=words_of("après"),
    least=words_before(r"au\s+moins", r"plus\s+de"),
    most=words_before(r"au\s+plus", r"moins\s+de", r"jusqu'à"),
    lesser=words_of(r"vice", "adjointe?", r"anciens?", r"anciennes?", "ex"),
    measures=measures(
        minute="minutes|minute:1 heures|heure:60 jours|jour:1440 semaines|semaine:10080",
        month="mois:1 ans|an|années|année:12 siècles|siècle:1200",
        millimetre=METRIC,
        gram=WEIGHT,
        millilitre=VOLUME,
    ),
    opposites=(
        (
            words_of(r"(?:augment|progress|haus|grandi|accr)\p{L}+", "monte", "monté", "plus", "davantage"),
            words_of(r"(?:diminu|baiss|recul|rédui|chut)\p{L}+", "moins"),
        ),
        (words_of(r"achet\p{L}+", "achat"), words_of(r"vend(?:u|re|ent|ait)\p{L}*", "vente")),
        (
            words_of(r"r?ouvr\p{L}+", "r?ouvert[es]*", r"commenc\p{L}+"),
            words_of(r"ferm\p{L}+", r"termin\p{L}+", "fini[es]*"),
        ),
        (
            words_of(r"accept\p{L}+", r"approuv\p{L}+", r"adopt\p{L}+", "pour"),
            words_of(r"rejet\p{L}+", r"refus\p{L}+", "contre"),
        ),
        (
            words_of("autorisée?s?", "permise?s?", "admise?s?"),
            words_of("interdite?s?", "interdit", r"interdi(?:re|sent|ction)", "proscrite?s?", "défendue?s?"),
        ),
        (words_of(r"gagn\p{L}+"), words_of(r"perd\p{L}+")),
        (words_of("avant", "plus tôt"), words_of("après", "plus tard")),
        (words_of("gratuite?s?", "gratuitement"), words_of("payante?s?", "payer", r"paie(?:nt|ra|ront)?")),
        (words_of("intacte?s?"), words_of("cassée?s?", "brisée?s?", "abîmée?s?")),
        (words_of("chaude?s?"), words_of("froide?s?")),
        (words_of("longue?s?", r"allong\p{L}+"), words_of("courte?s?", r"raccourci\p{L}*")),
        (words_of("inclus(?:es?)?", "comprise?s?"), words_of(r"exclu(?:s|es?)?")),
        (words_of("publi(?:cs?|ques?)"), words_of("privée?s?")),
        (words_of("obligatoires?"), words_of(r"facultati\p{L}+", "volontaires?")),
        (words_of("présente?s?"), words_of("absente?s?")),
        (words_of("droite"), words_of("gauche")),
        (words_of("nord"), words_of("sud")),
        (words_of("pleine?s?"), words_of("vides?")),
        (words_of("rapides?", "vite"), words_of("lente?s?", "lentement")),
        (words_of("meilleure?s?"), words_of("pires?")),
        (words_of("majorité"), words_of("minorité")),
    ),
    quantifiers={
        "most": r"la\s+plupart|la\s+majorité|presque\s+tou(?:s|tes)",
        "few": r"très\s+peu|peu\s+de",
        "all": r"tous|toutes|chaque(?!\s+(?:jour|an|année|mois|semaine|heure|été|hiver)\b)|chacune?|toujours",
        "some": r"quelques|certaine?s|plusieurs|une\s+partie",
        "none": r"aucune?|nulle?",
        "only": r"seulement|uniquement|exclusivement",
    },
    numbers=numbered("zéro \0 deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    | numbered("vingt trente quarante cinquante soixante", 20, 10),
    hundreds=frozenset(("cent", "cents")),
    twenties=frozenset(("vingt", "vingts")),
    scales={"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9},
    joint="et",
    ordinals=numbered("premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième", 1)
    | {"première": 1, "second": 2, "seconde": 2},
    months=numbered(MONTHS, 1),
    days=all_to(
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
