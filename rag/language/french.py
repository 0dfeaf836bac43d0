"""French, with its accents and without."""

from __future__ import annotations

import regex

from rag.language.base import CLOCK, DIGITS, YEAR, Language, any_of, one_of

_IS = r"(?:est|etait|fut|sont|sera) "
_WHAT = rf"quel(?:le)?s? (?:{_IS})?(?:le |la |les |l['’])?"
_NUMBERS = (
    "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingts? trente quarante cinquante "
    "soixante cents? mille millions? milliards? centaines? milliers? dizaines? douzaines? moitié double triple tiers"
)
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche"

FRENCH = Language(
    code="fr",
    stop_words=frozenset(
        """
        a ai ainsi alors apres as au aucun aucune aussi autre autres aux avaient avait avant avec avez avoir avons c car ce ceci
        cela celle celles celui ces cet cette ceux chaque chez comme comment combien contre d dans de depuis des dit donc
        dont du durant elle elles en encore entre est est-ce et etaient etait etant ete etre eu eux fait faut fut furent ici il ils
        j je jusque l la le les leur leurs lors lui m ma mais me meme memes mes mon n ne ni non nos notre nous on ont
        ou par parce pas pendant peu peut peuvent plus pour pourquoi qu quand que quel quelle
        quelles quels qui quoi s sa sans se selon sera ses si soit son sont sous sur t ta te tel telle tes toi ton
        tous tout toute toutes tres tu un une vers voici voila vos votre vous y
        """.split()
    ),
    marks=regex.compile(r"œ|\b(?:qu|c|d|j|n)['’](?=\p{L})|\p{L}-t-\p{L}", regex.IGNORECASE),
    asked={
        "number": any_of(
            r"combien",
            _WHAT
            + one_of(
                r"nombre pourcentage montant proportion part population taille superficie age prix cout taux hauteur"
            ),
        ),
        "time": any_of(
            r"quand", _WHAT + one_of("annees? dates? jours? mois siecles? decennies? epoques? periodes? heures?")
        ),
        "person": any_of(
            r"^(?:\W*(?:a|de|par|avec|pour|chez) )?qui",
            _WHAT
            + one_of(
                "personne homme femme dirigeante? roi reine presidente? ministre scientifique auteure? acteur actrice joueur joueuse "
                "maire entreprise organisation groupe parti"
            ),
        ),
        "place": any_of(
            r"(?:d['’])?ou",
            _WHAT
            + one_of("villes? pays etat lieu endroit region zone province riviere fleuve rue continent village ile"),
        ),
        "reason": any_of(r"pourquoi", _WHAT + r"(?:raisons?|causes?|motifs?)"),
    },
    needs={
        "number": any_of(r"combien (?:de|d['’])", _WHAT + r"(?:nombre|pourcentage|population)"),
        "time": any_of(
            r"^\W*(?:depuis |jusqu['’]a )?quand", r"(?:en|a) " + _WHAT + r"(?:annee|date|mois|siecle|decennie)"
        ),
    },
    asks_several=any_of(r"(?:et|ou) (?:\w+ )?(?:qui|que|quoi|quand|comment|combien|pourquoi|quel\w*)"),
    # "ou" (or) is not "où" (where); at the beginning of a question it is, with its accent or without.
    lookalikes=regex.compile(r"(?i)(?<=\w\W+)\bou\b"),
    numbers=tuple(_NUMBERS.split()),
    number=regex.compile(rf"(?i){DIGITS}|\b{one_of(_NUMBERS)}\b"),
    time=regex.compile(
        rf"(?i){YEAR}|{CLOCK}|\b{one_of(_MONTHS)}\b|\b{one_of(_DAYS)}\b|\b\d{{1,2}}\s?h(?:\s?\d\d)?\b|\b1er\b"
        r"|\bsiècles?\b|\bdécennies?\b|\bannées?\b|\b(?:pendant|après|jusqu['’]|depuis|avant|durant)\b|\bav\.\s?J\.-C\."
    ),
    reason=regex.compile(
        r"(?i)\b(?:parce\s+qu|car|en\s+raison|à\s+cause|grâce|afin|puisqu|faute\s+de|pour\s+que|c['’]est\s+pourquoi|d[ûu]e?s?\s+(?:à|aux?)"
        r"|raisons?|motifs?|caus(?:es?|é|ée|ent))"
    ),
    vague={
        "number": any_of(
            r"aucune?|deux|moitie|tiers|quart|plusieurs|beaucoup|peu|majorite|minorite|unique|seule?|couple|dizaines?|centaines?"
        ),
        "time": any_of(
            r"printemps|ete|automne|hiver|hier|aujourd['’]hui|demain|matin|midi|apres-midi|soir|nuit|minuit|maintenant|actuellement"
            r"|recemment|bientot|(?:semaine|mois|an|annee|siecle) (?:derniere?|prochaine?|precedente?|suivante?)|epoque|ere",
            r"\d{3,4}|\d+[/.-]\d+",
        ),
    },
    months=tuple(_MONTHS.split()),
    place_before=frozenset("à en dans de depuis vers chez près sur".split()),
)
