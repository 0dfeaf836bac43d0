"""Plain shapes of English sentences, and the questions that they answer."""

from __future__ import annotations

from rag.language.posing import START, Posing, shape

_BASES = {
    "said": "say", "says": "say", "suggested": "suggest", "suggests": "suggest", "proposed": "propose",
    "proposes": "propose", "stressed": "stress", "stresses": "stress", "emphasised": "emphasise",
    "emphasized": "emphasize", "announced": "announce", "recommended": "recommend", "requested": "request",
    "affirmed": "affirm", "found": "find", "discovered": "discover", "invented": "invent", "designed": "design",
    "wrote": "write", "warned": "warn",
    "opened": "open", "reopened": "reopen", "closed": "close", "began": "begin", "started": "start", "ended": "end",
    "died": "die", "arrived": "arrive", "retired": "retire", "collapsed": "collapse", "merged": "merge", "moved": "move",
    "returned": "return", "burnt down": "burn down", "burned down": "burn down", "shut": "shut", "sank": "sink",
    "holds": "hold", "carries": "carry", "seats": "seat", "employs": "employ", "contains": "contain", "covers": "cover",
    "serves": "serve", "houses": "house", "sleeps": "sleep", "takes": "take", "lasts": "last", "has": "have", "must": "must", "should": "should",
    "has to": "must", "have to": "must",
}  # fmt: skip
_SAYS = "|".join(list(_BASES)[:20])
_HAPPENED = "opened|reopened|closed|began|started|ended|died|arrived|retired|collapsed|merged|moved|returned|burnt down|burned down|sank"
_CAPITAL = r"[A-ZĐ][^\W\d_]+"
_NO_BODY = (
    r"(?!(?:[\w’'-]+ ){0,4}(?:Agency|Association|Bank|Board|Commission|Committee|Company|Conference|Congress|Council|Democracy"
    r"|Department|Front|Government|Group|Institute|Ministry|Mobili[sz]ation|Movement|Office|Party|Politburo|Secretariat|Society"
    r"|Trust|Union|University)\b)"
)
_PERSON = rf"(?<![\w.“\"-])(?<!\b[Tt]he )(?!The |In |On |At ){_NO_BODY}(?:{_CAPITAL} ){{1,3}}{_CAPITAL}"
_NAME = rf"(?P<name>{_PERSON})"
_ANSWERING = rf"(?P<a>{_PERSON})"
_WORD = r"[^\W\d][\w’'-]*"
_IN_QUOTES = r"[“\"][^”\"\d]{3,40}[”\"]"
_WERE = r"(?:had been|have been|has been|were|are)"
_NOT = r"(?!(?:was|were|is|are|be|been|has|had|have|will|would|may|might|can|could|who|which|that|and|but|or|if|it|he|she|they|we|you|not)\b)"
_REST = rf"(?: {_NOT}{_WORD}){{0,6}}?"
_THING = rf"(?P<what>(?:(?:The|An?|Each|Every) {_NOT}[\w'’-]+{_REST}|(?!(?:It|He|She|They|This|That|There|Here)\b)(?:{_CAPITAL} ){{1,3}}{_CAPITAL}))"
_WITHIN = rf"(?P<what>(?:[Tt]he|[Aa]n?) {_NOT}{_WORD}(?: {_NOT}{_WORD}){{0,2}}?)"
_SMALL = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a hundred)"
_COUNT = rf"(?:\d[\d,.]*\d|\d|{_SMALL})"
_MONEY = rf"[$€£]?{_COUNT}(?: (?:million|thousand|billion))?(?: (?:euros?|pounds?|dollars?|crowns?|cents?|pence|dong|VND|EUR|USD))?"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}\b(?:,? \d{{4}})?|{_MONTH} \d{{4}}|[12]\d{{3}}(?!\d))"
_HOUR = r"\d{1,2}(?:[.:]\d\d)?(?: ?[ap]\.?m\.?)?"
_TOKEN = r"(?:[ap]\.m\.|\w[\w:-]*(?:\.\d+)?)"
_WHEN = rf"(?:(?:at|on|from|every) {_TOKEN}(?: {_TOKEN}){{0,6}}?)(?=[,;]|\.(?:\s|$)| (?:and|but|or)\b|$)"
_SAME = r"(?:\w+ed|built|bought|made|found|held|led|won|paid|sold|taught|sent|kept|left|lost|cut|set)"
"""Participles that are the past form too: "was built by" asks "Who built"."""
_DONE = r"(?:\w+ed|born|built|bought|made|found|held|led|won|paid|sold|sent|kept|lost|cut|set|written|drawn|given|taken|begun|chosen|shown|stolen|broken)"
_DID = r"(?:\w{3,}ed|built|wrote|led|won|made|bought|sold|gave|took|began|chose|drew|cut|spoke|paid|taught|found)"
_KEPT = r"(?:kept|located|held|stored|buried|found|housed|built|born|based|displayed|hidden|parked|sold|signed|published|launched|established|founded)"
_ROLE_NOUN = (
    r"(?:chair|head|lead|captain|chief|clerk|coach|cook|guide|host|judge|king|mason|monk|nurse|poet|priest|queen|smith|vet"
    r"|(?!(?:after|center|corner|december|ever|for|however|later|letter|never|november|number|october|order|other|over|paper|per|power"
    r"|river|september|summer|under|water|whether|winter)\b)\w{2,}(?:er|or|ist|ian|ant|ary|man|woman|person))"
)
_ROLE = rf"(?P<role>(?:[a-z]+[ -]){{0,2}}{_ROLE_NOUN})"

POSING = Posing(
    shapes=(
        shape(
            "number",
            rf"(?<![\w.,/-])(?P<a>\d(?:[\d,.]*\d)?) (?P<things>(?:(?:{_WORD}|{_IN_QUOTES}) ){{0,4}}?[a-z]+s {_WERE} [a-z]+"
            r"(?: [\w'’-]+){0,9})(?=[.,;])",
            "How many {things}?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?P<be>was|were) (?P<done>(?:{_DONE})(?: (?:{_WORD} ){{0,2}}{_WORD})??) (?:in|on) (?P<a>{_DATE})",
            "When {be} {what} {done}?",
        ),
        shape(
            "time",
            rf"(?<!\w|\b(?:of|at|in|on|for|by|with|from|to|near|under) ){_WITHIN} (?P<be>was|were) (?P<done>{_DONE}) (?:in|on) (?P<a>{_DATE})",
            "When {be} {what} {done}?",
        ),
        shape(
            "said",
            rf"{_NAME}(?:,[^.;:]{{3,90}}?,)? (?P<did>{_SAYS})\b",
            "What did {name} {did}?",
        ),
        shape(
            "role",
            r"(?<![\w.])(?P<a>(?!This|That|It|He|She|Here|There)(?:[A-Z][\w'’-]+ ?){1,4}) (?:is|was) the (?P<role>[a-z]+(?: [a-z]+)? of (?:the )?(?:[A-Z][\w'’-]+ ?){1,3})(?=[.,;])",
            "What is the {role}?",
        ),
        shape(
            "person",
            rf"{_NAME} ?[,-] ?(?!who\b)(?P<a>(?i:(?=(?:[\w'’-]+ ){{0,5}}{_ROLE_NOUN}\b))[A-Za-z][\w'’ -]{{6,}})(?=[,.;)])",
            "Who is {name}?",
        ),
        shape("person", rf"{_NAME} (?:was|is) (?=(?:the|a|an) (?:[\w’'-]+ ){{0,4}}?{_ROLE_NOUN}\b)", "Who is {name}?"),
        shape("person", rf"{_ANSWERING} \({_ROLE}\)", "Who is the {role}?"),
        shape("person", rf"(?i:(?:^|^[-*•] ){_ROLE}): {_ANSWERING}", "Who is the {role}?"),
        shape(
            "person",
            rf"^[-*•] (?!(?:By|Present|Signed|Written|Author|From|To)\b|(?i:(?:[a-z]+[ -]){{0,2}}{_ROLE_NOUN}:))(?P<role>[A-Z][a-z]+(?: [a-z]+){{0,3}}): {_ANSWERING}",
            "Who is responsible for {role}?",
        ),
        shape(
            "person",
            rf"{_ANSWERING}, who (?:also |later |then |first |once |had )?(?P<rest>{_DID} (?!(?:it|him|her|them|so|that)\b)[^.,;:“”\"()]{{5,60}})(?=[.,;])",
            "Who {rest}?",
        ),
        shape(
            "place",
            rf"{START}{_THING} (?P<be>was|were|is|are) (?P<done>{_KEPT})"
            rf" (?P<a>(?:in|at|on|under|behind|near|beside|above|below|next to) (?!{_MONTH}|the (?:morning|evening|spring|summer|autumn|winter|same)\b)"
            rf"(?:the |an? )?[^\W\d][\w'’-]*(?: [\w'’-]+){{0,5}}?)(?=[.,;]| (?:and|by|in \d|on \d|until|from)\b)",
            "Where {be} {what} {done}?",
        ),
        shape(
            "person",
            rf"{_ANSWERING} (?P<act>(?!was|were|had|has){_DID}) (?P<object>(?:the|a|an) [^.,;:“\"()]{{4,60}})(?=[.,;])",
            "Who {act} {object}?",
        ),
        shape(
            "person",
            rf"{_ANSWERING} will (?P<do>[a-z]+ (?:the|a|an) [^.,;:“\"()]{{3,40}}?)(?=[.,;]| (?:before|after|on|in|until|by)\b)",
            "Who will {do}?",
        ),
        shape("number", rf"{START}{_THING} costs (?P<a>{_MONEY})", "How much does {what} cost?"),
        shape(
            "number",
            rf"{START}{_THING} (?:has |have )?cost (?P<a>{_MONEY})",
            "How much did {what} cost?",
        ),
        shape(
            "number",
            rf"{START}{_THING} (?P<did>has|holds|carries|seats|employs|contains|covers|serves|houses|sleeps)"
            rf" (?P<a>{_COUNT}) (?P<things>(?:[a-z]+ )?[a-z]+s)(?=[.,;]| (?:and|of|in|with|on|from)\b)",
            "How many {things} does {what} {did}?",
        ),
        shape(
            "number",
            rf"(?:^|\W)[Tt]here (?P<be>are|were) (?P<a>{_COUNT}) (?P<things>(?:[a-z]+ )?[a-z]+s) (?P<where>(?:in|at|on) [^.,;]{{4,40}})(?=[.,;])",
            "How many {things} {be} there {where}?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?P<did>takes|lasts) (?P<a>(?:about |at least |up to )?{_COUNT} (?:minute|hour|day|week|month|year)s?)",
            "How long does {what} {did}?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?P<does>open|close|start|begin|end|leave|arrive|meet)s (?P<a>{_WHEN})",
            "When does {what} {does}?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?P<does>open|close|start|begin|end|leave|arrive|meet) (?P<a>{_WHEN})",
            "When do {what} {does}?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?P<did>{_HAPPENED}) (?:in|on) (?P<a>{_DATE})",
            "When did {what} {did}?",
        ),
        shape("time", rf"{START}{_THING} (?P<be>is|was) on (?P<a>{_DATE}(?: at {_HOUR})?)", "When {be} {what}?"),
        shape(
            "time",
            rf"{START}{_THING} (?P<did>must|should|has to|have to) be (?P<done>[a-z]+(?:ed|n|d|t)) (?P<a>(?:by|before|within|until) [^,;]{{2,40}}?)(?=[,;]|\.(?:\s|$))",
            "By when {did} {what} be {done}?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?P<did>must|should|has to|have to) be (?P<done>[a-z]+(?:ed|n|d|t))[^.,;]{{0,60}}? (?P<a>(?:once|twice|{_SMALL} times|every) (?:an? )?(?:[a-z]+ ){{0,2}}?(?:hour|day|week|month|year)s?)",
            "How often {did} {what} be {done}?",
        ),
        shape(
            "number",
            rf"{START}{_THING} is (?P<a>{_COUNT} (?:metres|meters|feet|kilometres|miles|centimetres|km|m)) (?P<how>long|high|wide|deep|tall|thick)\b",
            "How {how} is {what}?",
        ),
        shape(
            "person",
            rf"{START}{_THING} (?:was|were) (?P<done>{_SAME})(?: in \d{{4}})? by (?P<a>(?:the [a-z]+ (?:and [a-z]+ )?)?(?:{_CAPITAL} ){{0,3}}{_CAPITAL})",
            "Who {done} {what}?",
        ),
        shape(
            "person",
            rf"{START}{_THING} (?P<be>was|were) (?P<done>(?!{_SAME}\b)[a-z]+(?:en|pt|lt|wn)) by (?P<a>(?:the [a-z]+ )?(?:{_CAPITAL} ){{0,3}}{_CAPITAL})",
            "Who {be} {what} {done} by?",
        ),
    ),
    bases=_BASES,
    opening=frozenset({"The", "A", "An", "Each", "Every"}),
)
