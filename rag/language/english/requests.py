"""How forms of answers are asked for in English."""

from __future__ import annotations

from rag.language.patterns import deferred
from rag.language.requesting import Requests, counted, letters_of, whole

_NUMBERS = counted("one two three four five six seven eight nine ten eleven twelve")
_N = rf"(?P<n>{letters_of(_NUMBERS)})"
_A = r"(?:news )?(?:articles?|documents?|docs?|files?|texts?|papers?|pieces?|posts?|story|stories)"
_ONE = rf"(?:{_A}|one|thing|item|entry|news)"
_THE = r"(?:(?:the|an?|this|that|these|those|your|my|our|its|all|any|of|every) )*"
_IS = r"(?:is|are|was|were|s)"
_WHAT = rf"(?:what|which)(?: {_ONE})? {_IS} |whats |which "
_NEW = r"(?:newest|latest|most recent(?:ly \w+)?|most up to date|freshest)"
_OLD = r"(?:oldest|earliest|least recent|first published)"
_HAVE = (
    r"(?:are there|are here|there are|is there|(?:do|did|can|have) (?:you|u|we|i) (?:have|know|hold|got|see|read|search)|you have|exist"
    r"|(?:are )?(?:indexed|available)|(?:are )?in (?:the|this|your) (?:folder|corpus|collection)|(?:are )?in (?:here|there|all|total)|total|altogether)"
)
_MENTION = (
    r"(?:(?:are|is) (?:all )?about|mentions?|(?:talks?|speaks?|says? (?:something|anything)|writes?|reports?) (?:about|of|on)|discuss(?:es)?|contains?"
    r"|covers?|refers? to|deals? with|(?:has|have) (?:something|anything|a word) (?:about|on))"
)
_SPOKE = (
    r"(?:spoke|speaks?|talked|talks|said (?:something|anything|what)|says (?:something|what)|say something|commented|contributed"
    r"|(?:is|are|was|were|gets?|got|being) (?:quoted|cited)|(?:gave|made|gives|makes) a (?:speech|statement)|quoted|cited)"
)
_EVERYONE = r"(?:everyone|everybody|all|anyone|people|persons|those|(?:different )?speakers?|names?(?: of (?:everyone|everybody|people))?|each person|whoever)"
_AT = rf"(?: (?:at|in|during|on) (?:{_THE}(?:meetings?|conferences?|events?|sessions?|folder|corpus|e ?mails?|mails|letters|messages|{_A})|(?P<one>.+))| here)?"
_LINE = r"(?:time ?lines?|chronolog(?:y|ical (?:order|list|overview|sequence))|(?:sequence|order) of events|date order|order of (?:time|dates?))"
_MAKE = r"(?:(?:make|create|build|draw(?: up)?|write|produce|prepare|list|what is|what s|whats|need|want|do|generate|have|see) )*"
_KEY = r"(?:key|main|top|most important|biggest|major|central|core|essential|important|crucial|principal|big)"
_POINTS = r"(?:take ?aways?|points?|facts?|ideas?|messages?|lessons?|findings?|things?|highlights?|insights?|conclusions?|bullets?|bullet points?|arguments?)"
_SHORT = r"(?:summary|overview|outline|abstract|synopsis|recap|gist|run ?down|summing up|summari[sz]ation)"
_IT = r"(?:it|that|this|the answer|them|your answer|all of (?:it|that|this))"
_BIT = r"(?:a (?:bit|little|lot) |much |even |some |any )*"
_TONGUE = r"(?:english|french|spanish|vietnamese|german|italian|portuguese|chinese|japanese|russian|arabic|dutch|polish|korean)"
_TEXTS = (
    r"(?:e ?mails?|mails?|letters?|poems?|essays?|blogs?|tweets?|posts?|speech(?:es)?|songs?|story|stories|code|script|program|press release|article"
    r"|presentation|slides?|reply|jokes?|messages?|homework|haiku|novel|review|invitation|complaint|report|paragraph|rap)"
)

REQUESTS = Requests(
    polite=deferred(
        r"(?:hi|hello|hey|ok(?:ay)?|so|now|well|alright|please|pls|plz|kindly|(?:can|could|would|will) (?:you|u)(?: please| pls)?|i (?:want|need|would like|d like)"
        r"(?: you)?(?: to (?:see|know|have|get))?(?: to)?|id like|lets|let s|just|can i (?:have|get|see)|may i have|do you have|is there|(?:give|show|tell|get|send|hand) (?:me|us)|give|show) "
    ),
    polite_after=deferred(
        r" (?:please|pls|plz|thanks?(?: you)?|thx|for me|mate|asap|if (?:you|u) can|if possible|right now|to me)"
    ),
    asked={
        "more": whole(
            rf"(?:and )?{_BIT}more(?: (?:details?|info(?:rmation)?|results?|sentences?|examples?|(?:of|on|about) {_IT}))?",
            r"go on|carry on|continue|keep going|next|and(?: then)?|(?:what|anything|something|nothing)(?: is there)? else|what more|else",
            r"is (?:that|this) (?:all|it|everything)|more there|expand(?: on (?:it|that|this))?|elaborate|in (?:more|greater) detail|further|the rest"
            r"|say more|read on|more(?: more)+|there more|got more|tell more",
        ),
        "shorter": whole(
            rf"(?:(?:make|say|keep|put|give) {_IT} )?{_BIT}(?:shorter|briefer|more (?:briefly|concise(?:ly)?)|short|brief)(?: answer| version)?",
            r"too (?:long|much)(?: text)?|that s too (?:long|much)|in short|briefly|in brief|in (?:one|a) (?:sentence|word|line)|in a nutshell|be brief",
            rf"(?:cut|shorten|condense|trim)(?: {_IT})?(?: down| short)?|(?:the |a )?short(?:er)? (?:version|answer)|tl ?dr|less|just the answer",
            rf"summari[sz]e (?:{_IT})|sum (?:it|that) up",
        ),
        "sure": whole(
            rf"(?:are|r) (?:you|u) (?:\w+ )?(?:sure|certain|positive|confident|serious)(?: (?:about|of) {_IT}| \w+)?",
            r"really|(?:you )?sure|seriously|honestly|for real|srsly|rly|(?:you|u) sure|certain",
            rf"is {_IT} (?:\w+ )?(?:true|right|correct|certain|so|accurate|reliable|sure|trustworthy)",
            rf"how (?:sure|certain|confident|reliable) (?:are (?:you|u)|is {_IT})(?: (?:about|of) {_IT})?|can i (?:trust|rely on|believe) {_IT}",
            rf"i (?:don t|do not|can t|cannot|dont|cant) (?:believe|think|buy|trust) (?:so|you|{_IT})|i doubt {_IT}",
            rf"(?:that s|that is|thats|this is|it is|it s) (?:wrong|not (?:true|right|correct)|false)|wrong|no way|(?:double )?check (?:again|{_IT})",
            r"(?:why|how come) (?:do|did|are|would) you (?:say|think|choose|answer|pick|quote|sure|believe).*|what makes you (?:say|think|so).*",
            rf"how do you know(?: {_IT})?|what speaks against {_IT}|does any(?:thing|one) (?:speak against|contradict|disagree).*",
        ),
        "source": whole(
            r"(?:the |your |its |a |any |what (?:is|s|are) (?:the |your )?)*(?:sources?|references?|citations?|proof|evidence|quotes?)(?: for (?:it|that|this))?",
            rf"where (?:is|s|does|did|are|do) {_IT} (?:from|come from|taken from|stand|written)|where (?:did|do|have) (?:you|u) (?:get|got|find|found|have|read|take) {_IT}(?: from)?",
            rf"where does it say (?:so|that|this)|says who|who says (?:so|{_IT})|(?:which|what) {_A} (?:is {_IT} (?:from|in)|says (?:so|that|this))",
            rf"(?:cite|prove|reference|source) (?:{_IT}|your (?:sources?|answer))|{_THE}(?:original|whole|full|exact) (?:text|passage|paragraph|quote|context|wording|sentence)",
            rf"{_THE}(?:context|passage|original)(?: of {_IT})?|in (?:which|what) {_A} is {_IT}",
        ),
        "newest": whole(
            rf"(?:{_WHAT})?{_THE}{_NEW}(?: {_ONE})?(?: (?:here|{_HAVE}|of (?:all|them|the {_A})))?(?: about|(?: (?:about|on|regarding) (?P<about>.+)))?",
            rf"which (?:{_ONE}) {_IS} {_THE}{_NEW}(?: {_ONE})?(?: (?:about|on) (?P<about>.+))?",
            rf"{_THE}{_NEW} one of {_THE}{_A}|(?:what s|whats|what is|anything|something) new(?: here)?",
            rf"(?:(?:list|sort|order|arrange) )?{_THE}{_A} (?P<all>(?:sorted |ordered |listed )?by (?:date|age)|newest first|latest first)",
        ),
        "oldest": whole(
            rf"(?:{_WHAT})?{_THE}{_OLD}(?: {_ONE})?(?: (?:here|{_HAVE}|of (?:all|them|the {_A})))?(?: about|(?: (?:about|on|regarding) (?P<about>.+)))?",
            rf"which (?:{_ONE}) {_IS} {_THE}{_OLD}(?: {_ONE})?|{_THE}{_OLD} one of {_THE}{_A}",
        ),
        "count": whole(
            rf"(?:how many|(?:what is )?(?:the )?(?:total )?number of|count(?: of)?) {_THE}(?:different )?{_A}(?: {_HAVE})*",
            rf"(?:how many|count) {_THE}{_A}(?: (?:that|which|do you have that))? {_MENTION} {_THE}(?:word )?(?P<about>.+)",
            rf"in how many {_A} {_IS} (?P<about>.+) mentioned",
        ),
        "speakers": whole(
            rf"(?:(?:list|name|find|identify|who (?:is|are|were)) )?{_THE}{_EVERYONE}(?: who| that)? {_SPOKE}{_AT}",
            rf"who(?: all| else)? {_SPOKE}(?: about what)?{_AT}|who said what{_AT}|who says what{_AT}",
            rf"(?:which|what) (?:people|persons|speakers|politicians|officials|experts|names) {_SPOKE}{_AT}",
            rf"(?:(?:list|name|who (?:are|were)|what are) )?{_THE}(?:names of )?{_THE}speakers{_AT}",
            rf"what did (?:everyone|everybody|each (?:person|speaker|one)|the speakers|all of them) say{_AT}",
        ),
        "timeline": whole(
            rf"{_MAKE}{_THE}(?:(?:short|brief|full|complete|quick|whole) )?{_LINE}(?: of {_THE}(?:events?|everything|what happened|things?))?"
            r"(?: (?:of|for|about|on|from|in|with|regarding) (?P<about>.+))?",
            r"what happened when(?: (?:in|with|to|at) (?P<about>.+))?|when did what happen|(?:what|the things that) happened in (?:what )?order",
            rf"(?:(?:put|arrange|order|sort|list|tell) )?(?:{_IT}|everything|all|{_THE}events|what happened)? ?(?:in|by) {_LINE}",
            rf"(?P<about>.+?) in (?:a )?{_LINE}",
            rf"(?:list |name )?{_THE}(?:(?:all|important|key|main|relevant|big) )?(?:the )?(?:dates|events by date|milestones)(?: (?:of|for|in|from|about|on) (?P<about>.+))?",
            rf"what are {_THE}(?:important|key|main|relevant) dates(?: (?:of|for|in|from|about|on) (?P<about>.+))?",
        ),
        "takeaways": whole(
            rf"(?:(?:what (?:are|is)|what s|whats|list|name|pick|summari[sz]e|extract|find|write(?: down)?) )?{_THE}(?:{_KEY} )?(?:{_N} )?{_THE}(?:(?:{_KEY} )+{_POINTS}|take ?aways?|highlights|bullet points?)"
            rf"(?: (?:from|of|in|for|about|on) (?P<one>.+))?",
            rf"(?:summari[sz]e|sum up|outline) (?P<one>.+?) (?:in|as|with|using) {_N} (?:short )?(?:sentences?|lines?|points?|bullets?|bullet points?|facts?)",
            rf"{_N} (?:sentences?|bullets?|bullet points?|facts|points) (?:about|on|from|of|summari[sz]ing) (?P<one>.+)",
            rf"{_N} (?:sentence|point|line|bullet) {_SHORT} of (?P<one>.+)",
        ),
        "overview": whole(
            rf"(?:summari[sz]e|sum up|outline|recap|brief me on|describe|tl ?dr(?: of| for)?|run me through|walk me through|boil down|{_MAKE}{_THE}(?:(?:quick|brief|short|general|rough|little) )*{_SHORT}(?: of| on| for| about)?)"
            r" (?P<one>.+?)(?: (?:briefly|in (?:brief|short|a nutshell|a few (?:words|sentences)|one (?:sentence|paragraph))))?",
            rf"(?:what {_IS}|whats|what s) (?P<one>.+?) (?:all )?about",
            r"what (?:does|do|did) (?P<one>.+?) (?:say|tell|contain|cover|talk about|deal with|discuss|report)(?: us| me)?",
            rf"(?:what {_IS}|whats) (?:in|inside|written in) (?P<one>.+)",
            rf"(?P<one>.+?) (?:in a nutshell|in brief|tl ?dr|{_SHORT}|summari[sz]ed)",
        ),
        "where": whole(
            rf"where (?:does|do|did|in .+ does) (?:it|they|the {_A}|{_A}|someone|anyone|{_THE}text) (?:say|says|mention|state|talk|speak|write|read|tell)s?"
            r"(?: (?:something|anything|a word))?(?: (?:that|about|of|on))?(?: how)? (?P<about>.+)",
            rf"where (?:{_IS}|are|can i (?:find|read)(?: (?:something|anything|more))?(?: (?:about|on))?) (?P<about>.+?)(?: (?:mentioned|discussed|described|explained|said|written|stated))",
            r"where can i (?:find|read)(?: (?:something|anything|more))? (?:about|on) (?P<about>.+)",
            rf"(?:find|quote|look up) {_THE}(?:exact )?(?:sentences?|passages?|places?|parts?|lines?|paragraphs?|quotes?|spot|section|bit)"
            r" (?:about|on|of|with|where (?:it|they) (?:says?|talks? about|mentions?)|where|that (?:says?|mentions?|talks? about)|in which|saying|mentioning) (?P<about>.+)",
            rf"(?:in )?(?:which|what) {_A} (?:says?|{_MENTION})(?: that)? (?P<about>.+)|in (?:which|what) {_A} {_IS} (?P<about>.+?) (?:mentioned|discussed|described|said)",
            r"(?:search|look) for (?P<about>.+)|is (?P<about>.+?) mentioned(?: anywhere| somewhere)?",
        ),
        "list": whole(
            rf"(?:list )?{_THE}(?:everything|anything|all (?:sentences|mentions|that is said)|every (?:mention|sentence))(?: (?:there is|you have|it says|they say))? (?:about|on|of|with) (?P<mentions>.+)",
            rf"(?:list|enumerate|itemi[sz]e)(?: out| up| down)? (?!prices? )(?:me )?{_THE}(?P<about>.+)",
            rf"{_THE}(?:make )?{_THE}(?:(?:full|complete|short|whole|bullet) )*list (?:of|with) {_THE}(?P<about>.+)",
            rf"name (?:all|all of|every|some|{letters_of(_NUMBERS)})(?: the)? (?P<about>.+)|name the (?P<about>\w+s(?: .+)?)",
        ),
    },
    cannot={
        "translate": whole(
            r"(?:translat\w+|traslat\w+)\b.*",
            rf"(?:say|put|give|answer|write|tell|speak|reply|respond)(?: .{{1,60}})? (?:in|into|to) {_TONGUE}",
            rf"what (?:is|s) {_IT} in {_TONGUE}|(?:{_IT} )?(?:in|into) {_TONGUE}",
        ),
        "write": whole(
            rf"(?:write|draft|compose|create|prepare|generate|make|invent|tell)(?: (?:me|us))?(?: (?!(?:list|timeline|summary|overview)\b)\w+){{0,3}}? {_TEXTS}\b.*",
            r"(?:an?|another) (?:poem|essay|joke|song|haiku|story)(?: (?:about|on|for)\b.*)?|e ?mail (?:it|this|that|my|to|the|her|him|them)\b.*|(?:reply|respond) to (?:it|this|that|him|her|them)\b.*",
        ),
        "opinion": whole(
            r".* in your (?:honest )?opinion|in your (?:honest )?opinion .*",
            r"(?:what(?: is|s| s| are)? |tell )?your (?:\w+ )?(?:opinion|view|take|favou?rite|thoughts?|feelings?|verdict)\b.*",
            r"(?:what|how|who|which(?: one)?) (?:do|would|did) (?:you|u) (?:\w+ )?(?:think|feel|like|prefer|choose|support|vote|recommend|believe|say)\b.*",
            r"(?:do|would|did|don t) (?:you|u) (?:\w+ )?(?:agree|disagree|think|believe|like|prefer|feel|trust|love|hate|support|recommend)\b.*|(?:any )?thoughts(?: on .*)?",
        ),
        "reword": whole(
            r"(?:rewrite|rephrase|paraphrase|reword|simplify|reformulate|proofread)\b.*",
            rf"explain (?:{_IT} )?(?:like|as if|in simple|simply|to (?:a|my)|for (?:a|kids|children|dummies))\b.*|dumb {_IT} down",
            rf"(?:(?:say|put|explain|tell) {_IT} )?(?:simply|differently|in (?:\w+ )?(?:simple|simpler|plain|easy|easier|other|your own) (?:words|terms|english|language))",
        ),
        "act": whole(
            r"(?:send|forward|post|share) .+ to .+|remind me\b.*|wake me\b.*|set (?:an? )?(?:alarm|timer|reminder)\b.*|(?:draw|paint|sketch)(?: me)? (?:an?|the)\b.*",
            rf"(?:delete|rename|edit|change|move|upload|download|print) {_THE}(?:\w+ )?{_A}\b.*|(?:search|browse) (?:the )?(?:web|internet|online)\b.*|google\b.*",
            r"(?:book|buy|order|reserve|call)(?: (?:me|us))(?: .*)?|sing\b.*|play (?:me )?(?:some )?music|what (?:is|s) the (?:weather|time)(?: .*)?",
        ),
    },
    may_list=whole(
        r"(?:which|what) (?P<about>\w+s (?:are|were|have|had|can|may|must|should|did|do|will|need) .+)",
        r"what are (?:the|all|some|all the|some of the|all of the) (?P<about>.+)",
        r"what (?P<about>(?:do|should|must|can|may) (?:i|you|we) (?:need|bring|take|have|pack|wear)\b.*)",
    ),
    listed_as="What are the {}?",
    articles=deferred(rf"\b{_A}\b"),
    called=deferred(
        rf"\b(?:{_A}|e ?mails?|mails?|letters?|reports?|notes?|slides|presentation|minutes|recipe|interview|page|thread|memo|handout|leaflet)\b"
    ),
    about=deferred(
        r"\b(?:about|on|regarding|concerning|called|named|titled|entitled|the|an?|this|that|of|from|by|for|with|which|is)\b"
    ),
    numbers=_NUMBERS,
    spelt=frozenset(
        """
        article articles document documents summarize summarise summary overview outline timeline chronology chronological takeaways takeaway
        newest latest recent oldest translate rewrite rephrase speakers everyone mention mentions mentioned points important shorter source
        sources certain opinion quoted sentence
        """.split()
    ),
    said={
        "date": "{day} {month} {year}",
        "date text": "{date}, as it says",
        "date name": "{date}, by the name of its file",
        "date file": "{date}, as its file states",
        "date changed": "{date}, when its file was last changed",
        "articles": "{count} articles",
        "article": "1 article",
        "newest": "The newest of {articles} is “{title}” ({date}):",
        "oldest": "The oldest of {articles} is “{title}” ({date}):",
        "only": "There is only “{title}” ({date}):",
        "some dated": "Of {articles}, {dated} have a date. The {end} of these is “{title}” ({date}):",
        "end newest": "newest",
        "end oldest": "oldest",
        "no date": "None of {articles} has a date of its own, so it cannot be told which is the newest or the oldest.",
        "by date": "{articles} by date, the newest first:",
        "count": "There are {articles}.",
        "count 1": "There is 1 article.",
        "mention": "{some} of {articles} mention “{about}”:",
        "mention 1": "1 of {articles} mentions “{about}”:",
        "mention 0": "None of {articles} mentions “{about}”.",
        "speakers": "{count} people are quoted or said to have spoken, in {articles}:",
        "speakers 1": "1 person is quoted or said to have spoken, in {articles}:",
        "speakers 0": "In {articles}, nobody was found who is quoted or said to have spoken.",
        "timeline": "{count} dated sentences from {articles}, in order of time:",
        "timeline about": "{count} dated sentences about “{about}”, in order of time:",
        "timeline 0": "No dated sentence was found in {articles}.",
        "overview": "“{title}”, part by part:",
        "overview all": "{articles}, a sentence of each:",
        "takeaways": "{count} points of “{title}”:",
        "takeaways 1": "1 point of “{title}”:",
        "takeaways all": "{count} points from {articles}:",
        "list": "{count} places in {articles} list it:",
        "list 1": "This is listed in “{title}”:",
        "where": "This stands in {count} places:",
        "where 1": "This stands in “{title}”:",
        "where near": "No article says this in these words. This comes closest:",
        "first": "(The first {shown} are quoted; “more” goes on.)",
        "looked": "({looked} of {articles} were looked at.)",
        "nothing before": "There is no answer yet that this could be about. Ask something first.",
        "no more": "There is nothing more: what the articles say to “{question}” has been quoted.",
        "more": "More to “{question}”:",
        "shorter": "In short:",
        "source": "In its place, with what stands around it:",
        "sure": "The confidence was {percent} %: of 100 answers with this figure, about {percent} quote a sentence that answers the question. The words are exact either way.",
        "sure against": "This tells something else:",
        "sure alone": "Nothing was found that speaks against it.",
        "sure again": "{count} other articles say the same:",
        "sure date": "The order is that of the dates that the articles carry; what has none was left out.",
        "sure timeline": "Every sentence with a date was gathered and put in order. A day without a year was given the year that was told last, which may be wrong.",
        "sure speakers": "Names beside a verb of speech (“said”, “wrote”) or before a colon were gathered; who spoke in another way may be missing.",
        "sure parts": "Of each part the sentence was taken that is nearest to the whole; another reader might choose others.",
        "sure list": "Lists and rows were taken whose headings or announcements tell what you asked for; what stands in running text may be missing.",
        "sure where": "Sentences with your words were looked for; what says it in other words may be missing.",
        "sure count": "Articles were counted that have all of your words in one place; those that say it in other words are missing.",
        "sure definition": "It was taken because it says in so many words what the word means (“a … is a …”, “…: …”, a row of a glossary).",
        "sure steps": "The list, the run of steps or the part was taken whole in which the likeliest sentence stands.",
        "sure section": "It is what stands under the heading that your question names.",
        "sure rows": "The rows were chosen by comparing the cells of the table with your question.",
        "sure exact": "Each of the {count} quotations was looked up in its article once more, and stands there word for word.",
        "sure exact 1": "The quotation was looked up in its article once more, and stands there word for word.",
        "disagree": "The articles disagree: {sides}:",
        "side": "{count} articles say {value}",
        "side 1": "1 says {value}",
        "declined before": "The last question was not answered, so there is nothing to be sure of.",
        "translate": "I do not translate: whatever I say is quoted as the articles have it. You can ask in your own language, though; what answers is found in the others too.",
        "write": "I write nothing of my own: every sentence here is quoted. Ask for the facts that it needs, for instance “key points of …” or “timeline”, and quote these.",
        "opinion": "I have no opinion. I can quote what the articles say about it, and who said it: “who spoke” or “what do the articles say about …”.",
        "reword": "I cannot put it into other words: whatever I say is quoted as the articles have it. I can quote less of it (“shorter”), or what explains a word (“what is …?”).",
        "act": "That is nothing that I can do: I only quote the articles. Ask what they say, for instance “timeline”, “who spoke” or “list …”.",
    },
)
