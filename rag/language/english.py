"""English."""

from __future__ import annotations

import regex

from rag.language.base import CLOCK, DIGITS, YEAR, Language, any_of, one_of, terms_of

_WHAT = r"(?:what(?:['’]?s)?|which) (?:(?:is|was|were|are|the|exact|current|total|calendar|latest) )*"
_AUXILIARY = one_of("is are was were do does did will would can could should has have had might may must shall")
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions "
    "trillion dozen dozens half twice double third quarter once several single"
)
_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"

ENGLISH = Language(
    code="en",
    function_words=terms_of(
        """
        a about above according after again against all also am an and any are article articles as at be because been before
        being below between both but by can could did do does doing done down during each either else even ever every few for
        from further get gets give given go goes going got had has have having he her here hers him himself his how however i
        if in into is it its itself just kind let like made make makes many may me mention mentioned mentions might more most
        much must my name named no nor not of off often on once one only or other our out over own please said same say says
        she should since so some someone something sort such take takes tell than that the their them then there these they
        thing things this those through to too took type under until up upon us use used uses using very was we were what
        whatever when where whether which while who whom whose why will with within without would yes yet you your
        """
    ),
    asked={
        "number": any_of(
            r"how\s+" + one_of("many much large big tall long high old far fast deep wide often heavy"),
            r"(?:what|which)\s+(?:is\s+the\s+|was\s+the\s+|\w+\s+)?"
            + one_of(
                r"number percent\w* amount proportion fraction population size area age score price cost rate share"
            ),
        ),
        "time": any_of(
            r"when",
            r"(?:what|which)\s+(?:\w+\s+)?"
            + one_of("years? dates? days? months? century decades? times? periods? eras? seasons?"),
            r"how\s+long\s+ago",
            r"since\s+what",
        ),
        "person": any_of(
            r"who(?:m|se)?",
            r"(?:what|which)\s+(?:\w+\s+)?"
            + one_of(
                "person people man woman leader king queen president minister scientist author actor player engineer "
                "physicist official general philosopher scholar company organi[sz]ation group party"
            ),
        ),
        "place": any_of(
            r"where",
            r"(?:what|which)\s+(?:\w+\s+)?"
            + one_of(
                "city cities country countries state place town region area province location river street continent "
                "nation county district village island"
            ),
        ),
        "reason": any_of(r"why", r"what\s+(?:\w+\s+)?(?:reason|cause)s?", r"how\s+come"),
    },
    needs={
        "number": any_of(
            r"how (?:many|old)",
            r"how much (?:money|more|less|time|land|space|water|oil|gas|coal|rice|power)",  # not "how much importance"
            rf"how much {_AUXILIARY} .*\b"
            + one_of(
                r"costs? pay paid earn\w* worth weigh\w* spen[dt] rise rose risen grow grew grown fall fell fallen"
            ),
            r"by how much",
            _WHAT + r"(?:numbers?|percent\w*)",
            r"what(?:['’]?s| is| was) the (?:(?:current|total|latest) )?population",
            r"^(?:the )?(?:number|population) of",
        ),
        "time": any_of(
            rf"when(?: exactly)? {_AUXILIARY}",
            r"(?:since|until|till) when",
            r"when(?=\W*$)",
            _WHAT + r"(?:years?|dates?|months?|century|decade)",
            r"^(?:the )?date of",
        ),
    },
    asks_several=any_of(r"(?:and|or) (?:\w+ )?(?:what|which|who\w*|where|why|how|when)"),
    numbers=tuple(_NUMBERS.split()),
    number=regex.compile(rf"(?i){DIGITS}|\b{one_of(_NUMBERS)}\b"),
    time=regex.compile(
        rf"{YEAR}s?|\b{one_of(_MONTHS)}\b|\b{one_of(_DAYS)}\b|{CLOCK}"
        r"|(?i:\b\d{1,2}(?:st|nd|rd|th)\b|\bcentur(?:y|ies)\b|\bdecades?\b|\b(?:BC|AD|BCE)\b|\b(?:during|after|until|since|before)\b)"
    ),
    reason=regex.compile(
        r"(?i)\b(?:because|due\s+to|since|as\s+a\s+result|in\s+order\s+to|so\s+that|therefore|thus|reasons?|caus(?:e[sd]?|ing)"
        r"|led\s+to|owing|for\s+fear)\b"
    ),
    vague={
        "number": any_of(
            r"none|zero|both|neither|once|twice|half|third|quarter|several|many|few|most|much|majority|minority|single"
            r"|dozens?|pairs?|couple"
        ),
        "time": any_of(
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|spring|summer|autumn|winter|yesterday|today|tonight|tomorrow"
            r"|morning|afternoon|evening|night|midnight|noon|weekend|eve|eras?|age|now|currently|recently|soon|ago"
            r"|(?:last|next|this|that|same|following|previous) (?:year|month|week|day|decade|century)|\p{L}+(?:teen|tie)th",
            r"\d{3,4}|\d+[/.-]\d+",
        ),
    },
    months=tuple(_MONTHS.split()),
    place_before=frozenset("in at from to near of into across outside within on toward towards".split()),
)
