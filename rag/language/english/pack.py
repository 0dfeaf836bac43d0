"""English."""

from __future__ import annotations

from rag.language.base import Language, terms_of
from rag.language.english.clauses import CLAUSES
from rag.language.english.counting import COUNTING
from rag.language.english.dating import DATING
from rag.language.english.explaining import EXPLAINING
from rag.language.english.polar import POLAR
from rag.language.english.posing import POSING
from rag.language.english.printing import PRINTING
from rag.language.english.requests import REQUESTS
from rag.language.english.selecting import DAYS, SELECTING
from rag.language.english.stating import STATING
from rag.language.following import Following
from rag.language.naming import Naming
from rag.language.patterns import CLOCK, DIGITS, YEAR, any_of, deferred, one_of, price_words
from rag.language.talking import Talking

_WHAT = r"(?:what(?:['’]?s)?|which) (?:(?:is|was|were|are|the|exact|current|total|calendar|latest) )*"
_AUXILIARY = one_of("is are was were do does did will would can could should has have had might may must shall")
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions "
    "trillion dozen dozens half twice double third quarter once several single"
)
_MONTHS = "January February March April May June July August September October November December"

_ARTICLES = r"(?:articles?|documents?|files?|texts?|folder)"
_THESE = r"(?:(?:all )?(?:these|those|this|the|your|all) )"
_ABOUT_ONE = r"\bwhat\s+(?:is|was)\s+the\s+(.+?)\s+(?:article|piece|text|report|story)\s+about\b"

_TALKING = Talking(
    small={
        "greeting": deferred(
            r"(?:hi|hello|hey|howdy|greetings|good (?:morning|afternoon|evening|day))(?: (?:there|bot|footnote|everyone|all))?"
        ),
        "thanks": deferred(
            r"(?:ok(?:ay)? )?(?:thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|cheers|great|perfect)"
        ),
        "farewell": deferred(r"good ?bye|bye(?: bye)?|see you(?: later)?"),
        "ability": deferred(
            r"help|what (?:can|could) (?:you|u|i) (?:do|ask)(?: (?:you|for me|here))?|who are you|what are you|what (?:are|r) (?:you|u) able to do"
            r"|how do(?:es)? (?:you|this|it) work"
        ),
        "articles": deferred(
            r"(?:what|which) (?:articles|documents|files|texts|sources)"
            r"(?: (?:do you (?:have|know)|are (?:there|indexed)|have you read|can you read))?"
            r"|(?:list|show)(?: me)?(?: all)?(?: the| your)? (?:articles|documents|files)"
            r"|(?:(?:the|a|your|full|complete) )*list of (?:(?:the|your|all) )*(?:articles|documents|files|texts|sources)|(?:article|document|file) list"
        ),
        "summary": deferred(
            rf"what (?:are|is|s) {_THESE}?{_ARTICLES} about"
            r"|(?:please )?(?:summari[sz]e|(?:give me )?(?:a summary|an overview)(?: of)?)"
            rf"(?: {_THESE}?{_ARTICLES})?(?: please)?"
        ),
    },
    overview=deferred(
        r"what (?:do|does|did) (?:the |these |each |all )*(?:articles?|pieces|texts|reports|documents|sources)\b.*\b(?:say|said|mention|tell|report)"
        r"|which (?:articles|pieces|texts|reports|documents)\b|across the articles|\boverview\b|everything (?:about|on)\b"
        r"|what (?:is|was|has been) (?:said|written|reported) (?:about|on)|tell me (?:more )?about"
    ),
    summary=any_of(r"summari[sz]e", r"summary of", r"(?:main|key) points", _ABOUT_ONE),
    topic=deferred(
        r"(?i)\b(?:about|regarding|concerning|mention(?:s|ed)?|(?:overview|summary|points)\s+of|summari[sz]e|on)\s+"
        r"(?!what\b|the\s+articles?\b)(.+?)\W*$"
    ),
    about_one=deferred(rf"(?i){_ABOUT_ONE}"),
)

_NAMING = Naming(
    titles=frozenset(
        """
        mr mrs ms miss dr prof professor sir lord lady king queen prince princess pope saint president vice
        chancellor premier prime minister secretary general chairman chairwoman chairperson chair chief head deputy
        director manager officer executive leader governor mayor senator congressman congresswoman representative
        ambassador judge justice attorney captain colonel major lieutenant sergeant commander admiral inspector
        detective comrade member coach author writer
        """.split()
    ),
    bodies=frozenset(
        """
        party government state committee commission council congress department ministry office agency bureau board
        front union association organisation organization federation institute university college school hospital
        company corporation inc ltd bank group court parliament assembly senate house army navy police church museum
        club league cup station bridge river mount mountain lake sea ocean island street road avenue square park
        airport port city town village district county province region republic kingdom states nation nations north
        south east west northern southern eastern western central standing politburo secretariat national people
        mass mobilization mobilisation news newspaper photo tv radio
        """.split()
        + f"{_MONTHS} {DAYS}".lower().split()
    ),
    pronoun="he",
    speaks=deferred(
        r"(?i)\s*,?\s*(?:who\s+)?(?:has\s+|had\s+|also\s+|then\s+)*(?:said|says|stated|stressed|stresses|emphasi[sz]ed|suggested"
        r"|proposed|told|added|noted|affirmed|asked|announced|explained|warned|claimed|argued|speaks|spoke|called|urged|pointed"
        r"|requested|expressed|confirmed|highlighted|wrote|states|emphasi[sz]es|suggests|proposes|tells|adds|notes|explains|warns|claims|argues|urges"
        r"|confirms|replied|replies|insisted|insists|recalled|recalls|admitted|remarked|reported|reports|answered|addressed|assured)\b"
    ),
    says=deferred(
        r"(?i)\b(?:said|says|stated|stressed|added|adds|noted|explained|explains|warned|claimed|argued|confirmed|replied|insisted|recalled|remarked"
        r"|according\s+to|in\s+the\s+words\s+of)\s+$"
    ),
    spoken=deferred(r"(?i)\b(?:said|says|told|according\s+to|by|added|asked)\s+$"),
)

# "Is there a pool?" and "there are" point to no place.
_THERE = (
    r"(?<!\b(?:is|are|was|were)\s+)there\b(?!['’]s\b|\s+(?:is|are|was|were)\b)"
    r"|(?<=\b(?:is|are|was|were)\s+)(?<!\b(?:many|much|what|which)\s+(?:\p{Ll}+\s+)+(?:is|are|was|were)\s+)there\b(?!\s+(?:an?|any\w*|some\w*|no|nothing|nobody|other|another|more|enough|still|also)\b|\s+\p{Ll}+s\b)"
)
_PREPOSITION = "in|on|at|by|for|to|of|from|with|without|about|since|until|during|before|after|under|over|between"

_FOLLOWING = Following(
    opening=deferred(r"(?i)^\W*(?:(?:and|but|or|so|also|then|ok(?:ay)?|what\s+about|how\s+about)\b[\s,]*)+"),
    asking=deferred(
        rf"(?i)^\W*(?:(?:{_PREPOSITION})\s+)?(?:how\s+(?:many|much|long|often|old|far)|who(?:m|se)?|what|which|when|where|why|how"
        r"|(?:can|could)\s+you\s+tell\s+me|tell\s+me|do\s+you\s+know)\b(?:\s+(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|must)\b)*\s*"
    ),
    confirming=deferred(rf"(?i)^\W*(?:{_AUXILIARY}|am)\b"),
    person=deferred(r"(?i)\b(?:he|she|him|hers?|his)\b"),
    # "It is true that", "it takes an hour to": nothing is meant. "That" may begin a clause.
    thing=deferred(
        r"(?i)\b(?:it(?!['’]?s?\s+(?:is\s+|was\s+)?\p{L}+\s+(?:to|that|for)\b)(?!\s+takes?\b.*\bto\b)|its|they|them|their|theirs|this|these"
        r"|those(?!\s+(?:who|that|which)\b)|(?:the|this|that|which|another)\s+(?:\p{Ll}+\s+)?ones?(?!\s+(?:who|that|of|in)\b)"
        r"|(?:(?<=^\W*)|(?<=\b(?:is|was|are|were|do|does|did|about|of|for|to|from|with|in|on|at|than|like|after|before|mean|means|and)\s+))that(?!(?:\W+\w+){4})|that(?=\W*$)"
        r"|the\s+(?:same|other|former|latter)(?!\s+\p{Ll})"
        rf"|(?:{_THERE})|then)\b"
    ),
    owned="{}'s",
    possessive=deferred(r"(?i)\b(?:his|her|its|their)(?=\s+\p{L})"),
    preposition=deferred(rf"(?i)\b(?:{_PREPOSITION})\b"),
    there=deferred(rf"(?i)\b(?P<at>(?!))?(?:{_THERE})"),
    at="in",
    noun=deferred(
        r"(?i)\b(?:the|an?|each|every|my|your|our)\s+\p{L}+"
        r"|(?<=\b(?:is|are|was|were|do|does|did|can|will)\s)(?!(?:you|they|she|we|this|that|these|those|there|its|her|his|their|not)\b)\p{Ll}{3,}"
    ),
    clause=deferred(
        r"(?i)\b(?:when|if|because|that|before|after|until|while|how|why|where|what|who|which|whether|and|but|or|as|so)\b"
    ),
    subjectless=deferred(
        rf"(?i)^\W*(?:(?:{_PREPOSITION})\s+(?:which|what)\s+\p{{L}}+|which\s+\p{{L}}+|how\s+(?:many|much)\s+\p{{L}}+"
        r"|what\s+(?:time|day|date|year|month|colou?r|size|price|number|address|room|page))\W*$"
    ),
    empty=deferred(r"(?i)\b(?:then|instead|too|the)\b|\W+"),
)

_PRICE = price_words(
    "costs? pric(?:e|es|ed) pay(?:s|able|ment|ments)? paid free fees? fares? fine rents? rate charged? charges? deposit budget"
    " worth money dollars? euros? pounds? cents? pence yen dong million billion usd eur gbp vnd"
)

PACK = Language(
    polar=POLAR,
    stating=STATING,
    printing=PRINTING,
    clauses=CLAUSES,
    counting=COUNTING,
    dating=DATING,
    code="en",
    month_first=True,
    decimal=".",
    contrasts=(
        ("weekday|weekdays", "weekend|weekends"),
        ("adult|adults", "child|children", "senior|seniors"),
        ("morning|mornings", "afternoon|afternoons", "evening|evenings", "night|nights"),
        ("daily|day", "weekly", "monthly", "annual|yearly"),
        ("first", "second", "third", "last"),
        ("old|older|oldest", "new|newer|newest"),
        ("iphone|iphones", "android"),
    ),
    compares=deferred(
        r"(?i)(?:(?:please |can you |could you )*(?:compare|contrast)|(?:what(?:['’]?s| is| are)? |tell me )?(?:the )?(?:main )?differences? between)"
        r" (?:the )?(?P<a>.{1,60}?),? (?:and|with|to|vs\.?|versus) (?:the )?(?P<b>.{1,60}?)\s*[?.!]*"
        r"|(?P<a>.{1,60}?) (?:vs\.?|versus) (?P<b>.{1,60}?)\s*[?.!]*"
    ),
    what_is="What is {}?",
    joins=deferred(r",?\s+(?:and|&|plus)\s+(?:also\s+)?|\s*;\s+"),
    asks_first=deferred(rf"(?:(?:{_PREPOSITION}) )?(?:who(?:m|se)?|what|when|where|why|how|which)\b"),
    asks_how=any_of(
        r"how (?:do|to|can|could|should|must|may)(?: (?:i|we|you|one|they|people))?",
        r"what (?:do|should|must|can)(?: (?:i|we|you|one))?(?: have to)? do",
        r"what to do",
        r"(?:what are )?(?:the )?(?:steps|procedure|instructions?) (?:to|for|of|on)",
    ),
    asks_all=any_of(r"what are (?:the|your|our)"),
    leans=any_of(
        "it",
        "its",
        "he",
        "she",
        "his",
        "her",
        "they",
        "them",
        "their",
        "this",
        "that",
        "these",
        "those",
        r"(?<!\b(?:is|are|was|were) )there",
        "one",
        "so",
        "else",
    ),
    commands=terms_of(
        """
        answer bullet compare comparison contrast define describe description detail explain explanation
        find happen key latest list main newest occur oldest outline overview quote reword rewrite shorten show summarise summarize summary takeaway
        timeline translate write
        """
    ),
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
        "reason": any_of(
            r"why",
            r"what\s+(?:\w+\s+)?(?:reason|cause)s?",
            r"how\s+come",
            r"y (?:do|does|did|is|are|was|were|can|cant|dont|doesnt|didnt|isnt|arent|wasnt)",
        ),
    },
    needs={
        "price": any_of(
            rf"how much (?:money|{_AUXILIARY} .*\b(?:costs?|pay|paid))",
            r"how much (?:is|are) (?:the|a|an) (?:\w+ )*"
            + one_of("tickets? rent fees? deposit fine card pass membership subscription fare admission entry"),
            r"what (?:is|was) the (?:price|fare|rent)",
        ),
        "age": any_of(
            r"how old (?:is|was|are|were) (?!th(?:e|is|at|ese) )",
            r"at (?:what|which) age",
            r"what (?:is|was) (?:h\w+|their|\w+'s) age",
        ),
        "phone": any_of(r"(?:tele)?phone number"),
        "email": any_of(r"e-?mail address"),
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
    number=deferred(rf"(?i){DIGITS}|\b{one_of(_NUMBERS)}\b"),
    time=deferred(
        rf"{YEAR}s?|\b{one_of(_MONTHS)}\b|\b{one_of(DAYS)}\b|{CLOCK}"
        r"|(?i:\b\d{1,2}(?:st|nd|rd|th)\b|\bcentur(?:y|ies)\b|\bdecades?\b|\b(?:BC|AD|BCE)\b|\b(?:during|after|until|since|before)\b)"
    ),
    reason=deferred(
        rf"(?i)\b(?:because|due\s+to|since(?!\s+(?:\d|then\b|last\b|{one_of(_MONTHS)}\b))|as\s+a\s+result|in\s+order\s+to|so\s+that|therefore|thus|reasons?|caus(?:e[sd]?|ing)"
        r"|led\s+to|owing|for\s+fear)\b"
    ),
    vague={
        "price": _PRICE,
        "age": any_of(
            r"aged?|born|birth(?:day)?|years?[- ]old|(?<!\b(?:after|for|over|within|in|past|last|next|every|another) )\d+ years|(?:is|was|turn(?:s|ed)|be) \d{1,3}(?=\W*$|[.,;] | and | when )|(?:in (?:his|her|their) )?(?:teens|\w+ties)|centenarian|, \d{1,3}(?=[,.])"
        ),
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
    place_before=frozenset("in at from near of around across through".split()),
    selecting=SELECTING,
    talking=_TALKING,
    naming=_NAMING,
    following=_FOLLOWING,
    explaining=EXPLAINING,
    requests=REQUESTS,
    posing=POSING,
)
