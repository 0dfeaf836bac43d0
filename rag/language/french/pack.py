"""French, with its accents and without."""

from __future__ import annotations

from rag.language.base import Language, terms_of
from rag.language.following import Following
from rag.language.french.clauses import CLAUSES
from rag.language.french.counting import COUNTING
from rag.language.french.dating import DATING
from rag.language.french.explaining import EXPLAINING
from rag.language.french.polar import POLAR
from rag.language.french.posing import POSING
from rag.language.french.printing import PRINTING
from rag.language.french.requests import REQUESTS
from rag.language.french.selecting import SELECTING
from rag.language.french.stating import MONTHS, STATING
from rag.language.naming import Naming
from rag.language.patterns import CLOCK, DIGITS, YEAR, any_of, deferred, one_of, price_words
from rag.language.talking import Talking

_IS = r"(?:est|etait|fut|sont|sera) "
_WHAT = rf"quel(?:le)?s? (?:{_IS})?(?:le |la |les |l['’])?"
_NUMBERS = (
    "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingts? trente quarante cinquante "
    "soixante cents? mille millions? milliards? centaines? milliers? dizaines? douzaines? moitié double triple tiers"
)
_DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche"

_TEXTS = r"(?:articles?|documents?|fichiers?|textes?|dossier)"
_ABOUT_ONE = r"\b(?:de\s+quoi\s+(?:parle|traite)|que\s+dit)\s+(?:l['’]article|le\s+(?:texte|document|rapport))\s+(?:sur|de|du|des)\s+(.+?)\W*$"

_TALKING = Talking(
    small={
        "greeting": deferred(r"(?:bonjour|bonsoir|salut|coucou)(?: (?:a tous|a toi|bot|footnote|tout le monde))?"),
        "thanks": deferred(
            r"(?:ok )?(?:un grand |grand )?merci(?: (?:beaucoup|bien|a toi|a vous|d avance|infiniment))*|parfait|super|genial"
        ),
        "farewell": deferred(r"au revoir|adieu|a bientot|a plus(?: tard)?|bonne (?:journee|soiree|nuit)"),
        "ability": deferred(
            r"aide(?:z moi|r|s moi)?|a l aide|qui (?:es tu|etes vous|t es)|tu es qui"
            r"|que (?:peux tu|pouvez vous|sais tu|savez vous) faire|qu est ce que (?:tu (?:peux|sais)|vous (?:pouvez|savez)) faire"
            r"|comment (?:ca marche|ca fonctionne|tu marches|fonctionnes tu)|que puis je (?:te |vous )?demander"
        ),
        "articles": deferred(
            rf"quels (?:sont les |sont tes |sont vos )?{_TEXTS}(?: (?:as tu|avez vous|connais tu|connaissez vous|y a t il|as tu lus?))?"
            rf"|(?:liste|montre|lister|listez|montrez)(?: moi)?(?: tous)? les {_TEXTS}|(?:la |une )?liste (?:de |des |d )(?:tous )?(?:les )?{_TEXTS}"
        ),
        "summary": deferred(
            rf"de quoi (?:parlent?|traitent?|s agit il dans) (?:l |le |les |ces |cet |ce |tous les )?{_TEXTS}"
            rf"|(?:fais(?: moi)? |donne(?: moi)? )?(?:resume[rz]?|un resume)(?: (?:moi|de|d|des|du))*(?: (?:l|le|les|ces|cet|ce|tous les))?(?: {_TEXTS})?(?: s il te plait| s il vous plait)?"
        ),
    },
    overview=deferred(
        rf"que disent (?:les |ces |tous les )?{_TEXTS}|qu est ce que (?:les |ces ){_TEXTS} disent|quels {_TEXTS}\b"
        r"|\b(?:vue|apercu) d ensemble|tout (?:sur|ce qui concerne)\b|parle[zs]? moi d|que dit on (?:de|sur)|dis m en plus"
    ),
    summary=deferred(rf"\bresume[rz]?\b|\bun resume d|\bpoints (?:cles|principaux)\b|\bl essentiel d|{_ABOUT_ONE}"),
    topic=deferred(
        r"(?i)\b(?:sur|au\s+sujet\s+d[eu']s?|à\s+propos\s+d[eu']s?|concernant|(?:résumé|ensemble|cl[ée]s|principaux)\s+d(?:e|u|es)?|résume[rz]?|parle[zs]?[- ]moi\s+d(?:e|u|es)?)['’]?\s*"
        r"(?!quoi\b|l['’]articles?\b|les\s+articles?\b)(.+?)\W*$"
    ),
    about_one=deferred(rf"(?i){_ABOUT_ONE}"),
)

_NAMING = Naming(
    titles=frozenset(
        """
        m mm mme mmes mlle monsieur madame mademoiselle messieurs dr docteur professeur professeure pr maître me roi reine prince
        princesse pape saint sainte président présidente vice-président vice-présidente chancelier chancelière premier première
        ministre secrétaire général générale directeur directrice chef cheffe adjoint adjointe gouverneur gouverneure maire sénateur
        sénatrice député députée ambassadeur ambassadrice juge capitaine colonel commandant commandante lieutenant inspecteur
        inspectrice trésorier trésorière membre entraîneur entraîneuse auteur autrice écrivain responsable
        """.split()
    ),
    bodies=frozenset(
        """
        parti gouvernement état comité commission conseil congrès département ministère bureau agence association organisation
        fédération institut université école lycée collège hôpital société entreprise banque groupe tribunal cour parlement
        assemblée sénat armée police église musée club ligue coupe gare pont rivière fleuve mont montagne lac mer océan île rue
        route avenue boulevard place parc aéroport port ville village quartier province région république royaume nation
        nations nord sud est ouest national nationale maison journal photo radio mairie bibliothèque théâtre
        """.split()
        + f"{MONTHS} {_DAYS}".split()
    ),
    pronoun="il",
    speaks=deferred(
        r"(?i)\s*,?\s*(?:qui\s+)?(?:a\s+|avait\s+|a\s+aussi\s+)?(?:dit|déclaré|affirmé|souligné|proposé|ajouté|annoncé|expliqué|demandé|rappelé"
        r"|précisé|indiqué|estimé|confirmé|écrit|déclare|affirme|souligne|propose|ajoute|annonce|explique|demande|rappelle|précise|répondu|répond|averti|avertit|assuré|assure|raconté|raconte"
        r"|indique|estime|confie|regrette|regretté)\b"
    ),
    says=deferred(
        r"(?i)\b(?:selon|d['’]après|(?:a\s+)?(?:dit|déclaré|déclare|ajouté|ajoute|expliqué|explique|précisé|précise|affirmé|affirme|souligné|souligne|rappelé|rappelle|estimé|estime|répondu|répond|assuré|assure|raconté|raconte))\s+$"
        r"|(?:^|[.;]\s+)pour\s+$"
    ),
    spoken=deferred(r"(?i)\b(?:selon|d['’]après|par|dit|déclare|ajoute|explique|précise)\s+$"),
)

_ARTICLE = r"(?:les?|la|une?|des|ce|cet|cette|ces|mon|ma|mes|votre|vos|notre|nos)\s+|l['’]"
_WHOM = r"(?:ils?|elles?)"
_IMPERSONAL = r"(?:y\s+a|faut|existe|s['’]agit|fait|pleut|neige|suffit)"

_FOLLOWING = Following(
    opening=deferred(
        r"(?i)^\W*(?:(?:et|mais|ou|alors|donc|puis|ok|d['’]accord|qu['’]en\s+est-il\s+d(?:e|u|es)|et\s+pour)\b[\s,]*)+"
    ),
    asking=deferred(
        r"(?i)^\W*(?:(?:à|de|en|dans|par|pour|avec|sur|depuis|jusqu['’]à|chez)\s+)?(?:qu['’]\s*(?:est-ce\s+qu(?:e\b|['’])\s*)?|(?:combien(?:\s+d(?:e\s+temps|e|['’]))?|qui|que|quoi|quand|où|ou|pourquoi"
        r"|comment|quel(?:le)?s?|lequel|laquelle|dis-moi|sais-tu)(?!\p{L})(?:\s+est-ce\s+qu(?:e\b|['’])|\s+(?:est|sont|était|étaient|a|ont)\b)?\s*)"
    ),
    confirming=deferred(
        r"(?i)^\W*(?:est-ce|y\s+a-t-il|\p{L}+-(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|ce)\b|l[ae]s?\s+\p{L}+\s+\p{L}+-(?:t-)?(?:il|elle)s?\b)"
    ),
    # "Il y a", "faut-il": nothing is meant.
    person=deferred(
        rf"(?i)(?<!\b{_IMPERSONAL}(?:-t)?-)(?<!-)\b{_WHOM}\b(?!\s+(?:y\s+a|faut|existe|pleut|suffit|est\s+(?:possible|vrai|permis|interdit|nécessaire|obligatoire))\b)"
        rf"|(?<=\p{{L}}-(?:t-)?)(?<!\b{_IMPERSONAL}-(?:t-)?){_WHOM}\b(?!\s+(?:possible|vrai|permis|interdit|nécessaire|obligatoire)\b)"
        r"|\b(?:lui|eux|leurs?|son|sa|ses)\b"
    ),
    thing=deferred(
        r"(?i)\b(?:cela|ça|celui-(?:ci|là)|celle-(?:ci|là)|ceux-(?:ci|là)|celles-(?:ci|là))\b"
        r"|(?<=\b(?:peut-on|puis-je|faut-il|dois-je|doit-on|peux-tu|pouvez-vous)\s+)(?:les?|la|l['’])(?=\s*\p{L}+(?:er|ir|re)\b)"
        r"|\b(?:les\s+|l['’])(?=(?:a|ont|avait|avaient|aura)\b)"
        r"|\bc['’](?=était|est)(?!est-à-dire)"
    ),
    possessive=deferred(r"(?i)\b(?:son|sa|ses|leurs?)(?=\s+\p{L})"),
    preposition=deferred(
        r"(?i)\b(?:à|au|aux|de|du|des|en|dans|par|pour|avec|sans|sur|chez|depuis|pendant|avant|après)\b|d['’]"
    ),
    there=deferred(r"(?i)(?<![-\p{L}])(?P<at>(?!))?(?:là(?:-bas)?(?![-\p{L}])|y\b(?!\s+(?:a|avait|aura)\b)(?!\s*-))"),
    at="à",
    noun=deferred(rf"(?i)(?<![-\p{{L}}])(?:{_ARTICLE})\p{{L}}{{3,}}"),
    clause=deferred(
        r"(?i)\b(?:quand|si|parce|que|qu['’]|avant|après|pendant|comment|pourquoi|où|qui|et|mais|ou|lorsqu['’e]|puisqu['’e])|-$"
    ),
    subjectless=deferred(
        r"(?i)^\W*(?:(?:(?:à|de|en|dans|par|pour|avec|sur|depuis|jusqu['’]à)\s+)?quel(?:le)?s?\s+(?!(?:est|sont|était|étaient)\b)"
        r"|combien\s+d(?:e\s+|['’]))\p{L}+\W*$"
    ),
    empty=deferred(r"(?i)\b(?:alors|aussi|plutôt|le|la|les|l['’])\b|\W+"),
)

_PHRASES = {
    "“{part}” is not surely answered: the last quotation comes closest to it.": "Rien ne répond à coup sûr à « {part} » : la dernière citation s’en approche le plus.",
    "“{parts}” are not surely answered: the last quotations come closest to them.": "Rien ne répond à coup sûr à « {parts} » : les dernières citations s’en approchent le plus.",
    "Yes.": "Oui.",
    "No.": "Non.",
    "1 article": "1 article",
    "{count} articles": "{count} articles",
    "Hello. Ask me something about the {articles}; I answer with exact quotations.": "Bonjour. Posez-moi une question sur {articles} ; je réponds par des citations exactes.",
    "You are welcome.": "Je vous en prie.",
    "Goodbye.": "Au revoir.",
    "I answer questions about {articles}. Every sentence is a quotation that you can check, and what the articles do not say, I decline to answer.": "Je réponds à des questions sur {articles}. Chaque phrase est une citation que vous pouvez vérifier, et à ce que les articles ne disent pas, je ne réponds pas.",
    "There is {articles}: {titles}.": "Il y a {articles} : {titles}.",
    "There are {articles}: {titles}.": "Il y a {articles} : {titles}.",
    "{titles}; and {count} more": "{titles} ; et {count} autres",
    "The articles do not say.": "Les articles ne le disent pas.",
    "The chosen articles do not say.": "Les articles choisis ne le disent pas.",
    "The articles do not say: “{part}”.": "Les articles ne le disent pas : « {part} ».",
    "What comes nearest is in “{title}”.": "Le plus proche se trouve dans « {title} ».",
    "This comes closest:": "Voici ce qui s’en approche le plus :",
    "This comes closest, but gives no number:": "Voici ce qui s’en approche le plus, mais sans donner de nombre :",
    "This comes closest, but gives no address:": "Voici ce qui s’en approche le plus, mais sans donner d’adresse :",
    "This comes closest, but gives no age:": "Voici ce qui s’en approche le plus, mais sans donner d’âge :",
    "This comes closest, but gives no price:": "Voici ce qui s’en approche le plus, mais sans donner de prix :",
    "This comes closest, but gives no date:": "Voici ce qui s’en approche le plus, mais sans donner de date :",
    "No article mentions {words}.": "Aucun article ne mentionne {words}.",
    "Did you mean {names}?": "Vouliez-vous dire {names} ?",
    "{words} or {last}": "{words} ou {last}",
}

_PRICE = price_words(
    r"cout\w* prix pay\w* pai\w* gratuit\w* tarifs? loyers? frais amendes? factur\w* caution budget argent valeur"
    " euros? dollars? centimes? francs? livres? millions? milliards? eur"
)

PACK = Language(
    polar=POLAR,
    code="fr",
    snowball="french",
    decimal=",",
    contrasts=(
        ("semaine", "week-end|week-ends|weekend"),
        ("adulte|adultes", "enfant|enfants"),
        ("matin|matins|matinée", "après-midi", "soir|soirs|soirée", "nuit|nuits"),
        ("journalier|journalière|quotidien|quotidienne", "hebdomadaire", "mensuel|mensuelle", "annuel|annuelle"),
        ("premier|première", "deuxième|second|seconde", "troisième", "dernier|dernière"),
        ("ancien|ancienne|anciens|anciennes", "nouveau|nouvelle|nouveaux|nouvelles|nouvel"),
    ),
    compares=deferred(
        r"(?i)(?:compare[rz]?|(?:quelles? (?:est|sont) )?(?:la |les )?différences? entre) (?P<a>.{1,60}?) (?:et|à|avec) (?P<b>.{1,60}?)\s*[?.!]*"
    ),
    what_is="Qu'est-ce que {} ?",
    joins=deferred(r",?\s+et\s+|\s*;\s+"),
    asks_first=deferred(
        r"(?:(?:de|a|en|par|pour|avec|dans|sur) )?(?:qui|que|qu['’]|quoi|quand|ou|pourquoi|comment|combien|quel(?:le)?s?)\b"
    ),
    asks_how=any_of(
        r"comment (?:faire(?: pour)?|puis-je|peut-on|doit-on|dois-je|on|je)?",
        r"que (?:faire|dois-je faire)",
        r"(?:quelles sont )?(?:les )?etapes (?:pour|de)",
        r"(?:la )?(?:procedure|marche a suivre) (?:pour|de)",
    ),
    asks_all=any_of(r"quel(?:le)?s sont (?:les|vos|nos)"),
    leans=any_of("il", "elle", "ils", "elles", "son", "sa", "ses", "leur", "leurs", "lui", "cela", "celui", "celle"),
    commands=terms_of(
        """
        comparez decrivez definissez expliquez listez montrez resumez traduisez trouvez
        compare comparer comparaison decris decrire definis definir enumere enumerer explique expliquer
        liste lister montre montrer resume resumer traduis traduire trouve trouver
        """
    ),
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
    marks=deferred(r"(?i)œ|\b(?:qu|c|d|j|n)['’](?=\p{L})|\p{L}-t-\p{L}"),
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
        "price": any_of(
            r"combien (?:\w+ ){0,2}?(?:cout\w*|pay\w*|paie\w*)",
            r"combien d['’]argent|a quel prix",
            _WHAT + r"(?:prix|loyer|tarif)",
        ),
        "age": any_of(r"quel age (?:a|avait|ont|avaient)\b", r"a quel age"),
        "phone": any_of(r"numero de (?:telephone|portable)"),
        "email": any_of(r"adresse (?:e-?mail|electronique|mail|courriel)"),
        "number": any_of(r"combien (?:de|d['’])", _WHAT + r"(?:nombre|pourcentage|population)"),
        "time": any_of(
            r"^\W*(?:depuis |jusqu['’]a )?quand", r"(?:en|a) " + _WHAT + r"(?:annee|date|mois|siecle|decennie)"
        ),
    },
    asks_several=any_of(r"(?:et|ou) (?:\w+ )?(?:qui|que|quoi|quand|comment|combien|pourquoi|quel\w*)"),
    # "ou" (or) is not "où" (where); at the beginning of a question it is, with its accent or without.
    lookalikes=deferred(r"(?i)(?<=\w\W+)\bou\b"),
    numbers=tuple(_NUMBERS.split()),
    number=deferred(rf"(?i){DIGITS}|\b{one_of(_NUMBERS)}\b"),
    time=deferred(
        rf"(?i){YEAR}|{CLOCK}|\b{one_of(MONTHS)}\b|\b{one_of(_DAYS)}\b|\b\d{{1,2}}\s?h(?:\s?\d\d)?\b|\b1er\b"
        r"|\bsiècles?\b|\bdécennies?\b|\bannées?\b|\b(?:pendant|après|jusqu['’]|depuis|avant|durant)\b|\bav\.\s?J\.-C\."
    ),
    reason=deferred(
        r"(?i)\b(?:parce\s+qu|car|en\s+raison|à\s+cause|grâce|afin|puisqu|faute\s+de|pour\s+que|c['’]est\s+pourquoi|d[ûu]e?s?\s+(?:à|aux?)"
        r"|raisons?|motifs?|caus(?:es?|é|ée|ent))"
    ),
    vague={
        "price": _PRICE,
        "age": any_of(r"ans|agee?s?|age|nee?s? (?:le|en|a)|naissance|\w+aires?|, \d{1,3}(?=[,.])"),
        "number": any_of(
            r"aucune?|deux|moitie|tiers|quart|plusieurs|beaucoup|peu|majorite|minorite|unique|seule?|couple|dizaines?|centaines?"
        ),
        "time": any_of(
            r"printemps|ete|automne|hiver|hier|aujourd['’]hui|demain|matin|midi|apres-midi|soir|nuit|minuit|maintenant|actuellement"
            r"|recemment|bientot|(?:chaque|par) (?:jour|semaine|mois|an)|(?:semaine|mois|an|annee|siecle) (?:derniere?|prochaine?|precedente?|suivante?)|epoque|ere",
            r"\d{3,4}|\d+[/.-]\d+",
        ),
    },
    months=tuple(MONTHS.split()),
    place_before=frozenset("à au aux en dans de du depuis vers chez près sur".split()),
    selecting=SELECTING,
    talking=_TALKING,
    naming=_NAMING,
    following=_FOLLOWING,
    explaining=EXPLAINING,
    phrases=_PHRASES,
    requests=REQUESTS,
    stating=STATING,
    printing=PRINTING,
    clauses=CLAUSES,
    counting=COUNTING,
    dating=DATING,
    posing=POSING,
)
