"""How forms of answers are asked for in French, whose words are met without their accents, an apostrophe as a space."""

from __future__ import annotations

from rag.language.patterns import deferred
from rag.language.requesting import Requests, letters_of, whole

_NUMBERS = {**dict(zip("un deux trois quatre cinq six sept huit neuf dix".split(), range(1, 11))), "une": 1}
_N = rf"(?P<n>{letters_of(_NUMBERS)})"
_A = r"(?:articles?|documents?|textes?|fichiers?|papiers?|docs?)"
_ONE = rf"(?:{_A}|nouvelles?|choses?)"
_THE = r"(?:(?:l|le|la|les|un|une|des|de|du|d|ce|cet|cette|ces|tous|toutes|tout|vos|tes|mes|nos|chaque) )*"
_WHAT = r"(?:quel(?:le)?s? (?:est|sont|etait) |quel(?:le)?s? |qu est ce qui est |c est quoi )"
_IT = r"(?:ca|cela|ceci|le|la|celui ci|ta reponse|la reponse|c)"
_LINE = r"(?:chronologies?|frise(?: chronologique)?|ordre chronologique|deroule|ligne du temps|ordre (?:des dates|du temps))"
_SPOKE = r"(?:a parle|ont parle|parle|s est exprimee?|a pris la parole|ont pris la parole|est citee?|sont cite(?:e?s)?|intervient|est intervenue?|s exprime)"
_TONGUE = r"(?:anglais|francais|espagnol|vietnamien|allemand|italien|portugais|chinois|arabe|russe)"

REQUESTS = Requests(
    polite=deferred(
        r"(?:bonjour|salut|stp|svp|s il (?:te|vous) plait|(?:peux|pourrais|veux) tu(?: me)?|(?:pouvez|pourriez|voulez) vous(?: me)?|je (?:veux|voudrais|souhaite)(?: (?:avoir|voir|savoir))?"
        r"|(?:donne|montre|dis|fais|faites|donnez|montrez|dites|affiche|trouve)(?: (?:moi|nous))?|alors|et|donc|ok|merci de|il (?:me )?faut) "
    ),
    polite_after=deferred(r" (?:stp|svp|s il (?:te|vous) plait|merci|pour moi|ici|alors|donc)"),
    asked={
        "more": whole(
            r"(?:(?:en|un peu|encore) )*(?:plus|davantage|encore|la suite|continuez?|poursuis|suite|autre chose|quoi d autre|et (?:puis|apres|encore|ensuite))(?: (?:de details?|d infos?|d informations?|la dessus))?",
            r"c est tout|dis (?:m )?en plus|developpez?|plus en detail|le reste|rien d autre|il y en a d autres|en savoir plus",
        ),
        "shorter": whole(
            r"(?:(?:fais|faites|en|dis le|un peu|plus) )*(?:plus )?(?:court|bref|brievement|concis|courte)|trop long|raccourcis(?: (?:le|la|ca))?|en (?:bref|une phrase|resume)|resume (?:ca|cela)|moins long"
        ),
        "sure": whole(
            r"(?:tu es|es tu|t es|vous etes|etes vous) (?:\w+ )?(?:surs?|sure|certaine?)(?: de (?:ca|cela|toi))?|(?:c est|est ce(?: que c est)?|est ce bien) (?:\w+ )?(?:vrai|sur|certain|juste|exact|correct|fiable)|vraiment|serieux|ah bon|sur",
            r"comment (?:le )?sais tu|comment tu (?:le )?sais|pourquoi (?:tu dis|dis tu) (?:ca|cela)|c est faux|verifie",
        ),
        "source": whole(
            rf"{_THE}(?:sources?|references?|preuves?|citations?|passage|original|texte original|quelle est {_THE}source)|d ou (?:vient|sort|tires?|tiens|tenez|as)(?: tu| vous)? ?(?:{_IT})?|(?:ou )?(?:as tu|tu as|avez vous) (?:lu|trouve|vu) (?:ca|cela)(?: ou)?",
            r"(?:dans )?quel (?:article|document|texte) (?:dit|le dit)(?: (?:ca|cela))?|qui dit (?:ca|cela)",
        ),
        "newest": whole(
            rf"(?:{_WHAT})?{_THE}(?:dernier|derniere|derniers) {_A}(?: (?:en date|publie|paru))?(?: sur (?P<about>.+))?|(?:{_WHAT})?{_THE}(?:{_ONE} )?{_THE}plus recente?s?(?: {_A})?(?: sur (?P<about>.+))?",
            rf"quel {_A} est {_THE}plus recent|quoi de neuf|(?:trie|classe|liste)?[rz]? ?{_THE}{_A} (?P<all>par date)",
        ),
        "oldest": whole(
            rf"(?:{_WHAT})?{_THE}(?:premier|premiere) {_A}(?: en date)?|(?:{_WHAT})?{_THE}(?:{_ONE} )?{_THE}plus (?:ancien|ancienne|vieux|vieil|vieille)s?(?: {_A})?|quel {_A} est {_THE}plus (?:ancien|vieux)"
        ),
        "count": whole(
            rf"combien (?:d |de )?{_A}(?: (?:y a t il|il y a|as tu|avez vous|y a t il ici|sont indexes|en tout|dans (?:le|ce) dossier|tu as))*|(?:le )?nombre (?:d |de )?{_A}|(?:il y a|tu as|y a) combien (?:d |de )?{_A}",
            rf"combien (?:d |de )?{_A} (?:parlent?|mentionnent?|traitent?|evoquent?|citent?) (?:de |du |des |d )?{_THE}(?P<about>.+)",
        ),
        "speakers": whole(
            rf"qui {_SPOKE}(?: (?:a|pendant|lors de|dans|au) {_THE}(?:reunions?|conferences?|{_A}))?|qui a dit quoi|qui dit quoi|(?:liste[rz]? )?{_THE}(?:orateurs?|intervenants?|personnes citees|personnes qui (?:ont parle|parlent|sont citees)|gens qui parlent)|qui sont {_THE}(?:orateurs|intervenants)"
        ),
        "timeline": whole(
            rf"(?:une? )?{_THE}(?:petite |breve )?{_LINE}(?: (?:de|du|des|d|sur|pour) {_THE}(?:evenements?|(?P<about>.+)))?|(?:(?:mets|classe|raconte|trie)\w* )?(?:.{{0,20}} )?(?:dans l|par|en) {_LINE}",
            r"que s est il passe quand|(?:liste )?(?:les |toutes les )dates(?: (?:importantes|cles))?(?: (?:de|du|des|dans) (?P<about>.+))?",
        ),
        "takeaways": whole(
            rf"(?:(?:quels sont|liste[rz]?) )?{_THE}(?:{_N} )?(?:points?|idees?|elements?|informations?|messages?|choses|faits) (?:cles?|principa(?:l|le|ux|les)|essentiel(?:le)?s?|importante?s?|majeurs?|a retenir)(?: (?:de|du|des|d|dans|sur) (?P<one>.+))?",
            rf"(?:resume[rz]?) (?P<one>.+?) en {_N} (?:phrases?|points?|lignes?)|{_THE}essentiel (?:de|du|des|d) (?P<one>.+)|ce qu il faut retenir (?:de|du|des|d) (?P<one>.+)",
        ),
        "overview": whole(
            r"(?:resume[rz]?|resumes|(?:un )?(?:bref |petit |court )?(?:resume|apercu|synthese|survol)(?: (?:de|du|des|d|sur))|presente[rz]?|decris|decrivez) (?P<one>.+?)(?: (?:brievement|en bref|en quelques mots))?",
            r"de quoi (?:parle|parlent|traite|il s agit dans|est il question dans|s agit il dans) (?P<one>.+)|que (?:dit|raconte|contient) (?P<one>.+)|(?:qu est ce qu il y a|qu y a t il|il y a quoi) dans (?P<one>.+)",
        ),
        "where": whole(
            rf"ou (?:est il (?:question|fait mention|dit)|parle t on|dit on|est (?:ce )?(?:mentionnee?|dit|ecrit)|on parle|il est question|est ce qu on parle|ca parle)(?: (?:de|du|des|d|que|qu))? {_THE}(?P<about>.+)",
            rf"(?:dans )?quel (?:article|document|texte) (?:parle|mentionne|traite|evoque|dit|est il question)(?: (?:de|du|des|d|que|qu))? {_THE}(?P<about>.+)|(?:cherche|trouve)?[rz]? ?{_THE}(?:phrase|passage|endroit|ligne)s? (?:sur|ou|qui parle|qui dit|a propos)(?: (?:de|du|des|d|que))? {_THE}(?P<about>.+)|cherche[rz]? (?P<about>.+)",
        ),
        "list": whole(
            rf"(?:liste[rz]?|enumere[rz]?|cite[rz]?(?= (?:tous|toutes|les)))(?: (?:moi|nous))? {_THE}(?P<about>.+)|(?:une |la )?liste (?:de|du|des|d) {_THE}(?P<about>.+)"
        ),
    },
    cannot={
        "translate": whole(
            rf"tradui\w*\b.*|traduction\b.*|(?:dis|ecris|reponds|mets)(?: .{{1,60}})? en {_TONGUE}|en {_TONGUE}"
        ),
        "write": whole(
            r"(?:ecris|ecrivez|ecrire|redige[rz]?|compose[rz]?|prepare[rz]?|invente[rz]?)(?: \w+){0,3} (?:mails?|e ?mails?|courriels?|lettres?|poemes?|essais?|discours|articles?|chansons?|histoires?|messages?|reponses?|blagues?|texte)\b.*",
            r"(?:une? )?(?:poeme|blague|chanson)(?: .*)?|reponds a\b.*",
        ),
        "opinion": whole(
            r"(?:qu en|que|qu est ce que|qu est ce que tu) (?:penses?|pensez|crois|dis) ?(?:tu|vous)?\b.*|(?:quel est )?(?:ton|votre) (?:avis|opinion)\b.*|(?:es tu|tu es|etes vous) d accord\b.*|(?:aimes tu|tu aimes|preferes tu|tu preferes|crois tu)\b.*|qu est ce que tu (?:en )?penses\b.*|tu en penses quoi\b.*"
        ),
        "reword": whole(
            r"(?:reformule|reecris|simplifie|paraphrase|corrige)[rz]?\b.*|(?:explique[rz]?|dis)(?: .{1,40})? (?:simplement|plus simplement|avec des mots simples|comme a un enfant)|avec d autres mots|autrement dit"
        ),
        "act": whole(
            r"(?:envoie|transmets|rappelle moi|dessine|reserve|commande moi|supprime|efface|cherche sur (?:internet|le web|google)|chante)\b.*|quel temps fait il\b.*|quelle heure est il"
        ),
    },
    may_list=whole(
        r"quel(?:le)?s (?P<about>\w+s? (?:sont|peuvent|doivent|ont|faut)\b.*)|quel(?:le)?s sont (?:les )?(?P<about>.+)"
    ),
    listed_as="Quels sont les {} ?",
    articles=deferred(rf"\b{_A}\b"),
    called=deferred(
        rf"\b(?:{_A}|mails?|courriels?|lettres?|rapports?|notes?|diapositives|presentation|compte rendu|recette|entretien|page|bulletin)\b"
    ),
    about=deferred(
        r"\b(?:sur|a propos|concernant|intitule|l|le|la|les|un|une|ce|cet|cette|de|du|des|d|qui|parle|nomme)\b"
    ),
    numbers=_NUMBERS,
    said={
        "date": "{day} {month} {year}",
        "date text": "{date}, comme il l’indique",
        "date name": "{date}, d’après le nom du fichier",
        "date file": "{date}, comme l’indique son fichier",
        "date changed": "{date}, dernière modification du fichier",
        "articles": "{count} articles",
        "article": "1 article",
        "newest": "Le plus récent des {articles} est « {title} » ({date}) :",
        "oldest": "Le plus ancien des {articles} est « {title} » ({date}) :",
        "only": "Il n’y a que « {title} » ({date}) :",
        "some dated": "Sur {articles}, {dated} ont une date. Le {end} d’entre eux est « {title} » ({date}) :",
        "end newest": "plus récent",
        "end oldest": "plus ancien",
        "no date": "Aucun des {articles} n’a de date : on ne peut dire lequel est le plus récent ou le plus ancien.",
        "by date": "{articles} par date, le plus récent d’abord :",
        "count": "Il y a {articles}.",
        "count 1": "Il y a 1 article.",
        "mention": "{some} des {articles} mentionnent « {about} » :",
        "mention 1": "1 des {articles} mentionne « {about} » :",
        "mention 0": "Aucun des {articles} ne mentionne « {about} ».",
        "speakers": "{count} personnes sont citées ou ont pris la parole, dans {articles} :",
        "speakers 1": "1 personne est citée ou a pris la parole, dans {articles} :",
        "speakers 0": "Dans {articles}, personne n’a été trouvé qui soit cité ou ait pris la parole.",
        "timeline": "{count} phrases datées de {articles}, dans l’ordre :",
        "timeline about": "{count} phrases datées sur « {about} », dans l’ordre :",
        "timeline 0": "Aucune phrase datée n’a été trouvée dans {articles}.",
        "overview": "« {title} », partie par partie :",
        "overview all": "{articles}, une phrase de chacun :",
        "takeaways": "{count} points de « {title} » :",
        "takeaways 1": "1 point de « {title} » :",
        "takeaways all": "{count} points de {articles} :",
        "list": "{count} endroits dans {articles} l’énumèrent :",
        "list 1": "« {title} » l’énumère :",
        "where": "Cela se trouve à {count} endroits :",
        "where 1": "Cela se trouve dans « {title} » :",
        "where near": "Aucun article ne le dit en ces mots. Voici ce qui s’en approche le plus :",
        "first": "(Les {shown} premières sont citées ; « encore » continue.)",
        "looked": "({looked} des {articles} ont été parcourus.)",
        "nothing before": "Il n’y a pas encore de réponse dont il pourrait s’agir. Posez d’abord une question.",
        "no more": "Il n’y a rien de plus : ce que les articles disent de « {question} » a été cité.",
        "more": "Suite de « {question} » :",
        "shorter": "En bref :",
        "source": "À sa place, avec ce qui l’entoure :",
        "sure": "La confiance était de {percent} % : sur 100 réponses avec ce chiffre, environ {percent} citent une phrase qui répond à la question. Les mots sont exacts dans tous les cas.",
        "sure against": "Ceci dit autre chose :",
        "sure alone": "Rien n’a été trouvé qui s’y oppose.",
        "sure again": "{count} autres articles disent la même chose :",
        "sure date": "L’ordre est celui des dates que portent les articles ; ce qui n’en a pas a été laissé de côté.",
        "sure timeline": "Toutes les phrases datées ont été rassemblées et mises en ordre. Un jour sans année a reçu la dernière année nommée, ce qui peut être faux.",
        "sure speakers": "Ont été rassemblés les noms à côté d’un verbe de parole (« a dit ») ou devant deux-points ; qui a parlé autrement peut manquer.",
        "sure parts": "De chaque partie a été prise la phrase la plus proche de l’ensemble ; un autre lecteur en choisirait peut-être d’autres.",
        "sure list": "Ont été prises les listes et les lignes dont le titre ou l’annonce dit ce que vous demandez ; ce qui est dans le texte courant peut manquer.",
        "sure where": "Ont été cherchées les phrases avec vos mots ; ce qui le dit autrement peut manquer.",
        "sure count": "Ont été comptés les articles qui ont tous vos mots au même endroit ; ceux qui le disent autrement manquent.",
        "sure definition": "C’est cité parce que cela dit en toutes lettres ce que le mot signifie (« … est un … », « … : … », une ligne de glossaire).",
        "sure steps": "La liste, la suite d’étapes ou la partie où se trouve la phrase la plus probable a été prise en entier.",
        "sure section": "C’est ce qui se trouve sous le titre que nomme votre question.",
        "sure rows": "Les lignes ont été choisies en comparant les cellules du tableau avec votre question.",
        "sure exact": "Chacune des {count} citations a été recherchée de nouveau dans son article, et s’y trouve mot pour mot.",
        "sure exact 1": "La citation a été recherchée de nouveau dans son article, et s’y trouve mot pour mot.",
        "disagree": "Les articles se contredisent : {sides} :",
        "side": "{count} articles disent {value}",
        "side 1": "1 dit {value}",
        "declined before": "La dernière question est restée sans réponse : il n’y a rien dont on puisse être sûr.",
        "translate": "Je ne traduis pas : tout ce que je dis est cité tel quel. Mais vous pouvez demander dans votre langue ; ce qui répond est trouvé dans les autres aussi.",
        "write": "Je n’écris rien moi-même : chaque phrase ici est citée. Demandez les faits qu’il faut, par exemple « points clés de … » ou « chronologie », et citez-les.",
        "opinion": "Je n’ai pas d’opinion. Je peux citer ce que disent les articles, et qui l’a dit : « qui a parlé » ou « que disent les articles sur … ».",
        "reword": "Je ne reformule pas : tout ce que je dis est cité tel quel. Je peux citer moins (« plus court ») ou ce qui explique un mot (« qu’est-ce que … ? »).",
        "act": "Je ne peux pas faire cela : je ne fais que citer les articles. Demandez ce qu’ils disent, par exemple « chronologie », « qui a parlé » ou « liste … ».",
    },
)
