"""How English builds its clauses."""

from __future__ import annotations

from rag.language.clauses import Clauses
from rag.language.words import term

CLAUSES = Clauses(
    breaks=r"but|while|whereas|although|though|because|which|who|that|and|sa(?:id|ys)|told|stated",
    turns=r"but|while|whereas|although|though|and",
    sides=r"while|whereas|but",
    joints=r"and|but|while|whereas|although|though|yet|so",
    conceding=r"while|whereas|although|though",
    relatives=r"which|who",
    adds=r"and",
    circumstances=(
        r"in|on|at|during|since|after|before|until|as|among|about|according\s+to|when|if|by(?=\s+the\s+end)|for\s+(?:their|his|her|its)"
    ),
    agents=r"by",
    recipients=r"to|from",
    copulas=r"is|are|was|were",
    articles=frozenset({"the", "a", "an"}),
    passive_auxiliary=r"\b(?:is|are|was|were|be|been|being)\s+(?:\p{L}+ly\s+)?$",
    passive_agent=r"\s+by\b",
    participle=(
        r"(?:ed|[aeiou]wn|ght|uilt|ept|ung|orn|iven|aken|oken|osen|itten|idden|allen)$"
        r"|^(?:paid|made|put|cut|set|held|led|told|said|sold|found|done|won|lost|begun|hit|shot|sent|spent|met|read|seen|run|hurt)$"
    ),
    reported=r"(?:he|she|they)\s+(?:said|added|told|stressed|emphasi[sz]ed|noted|stated|suggested)",
    resuming=r"he|she|it|they|his|her|its|their|this|these",
    linking=r"therefore|there",
    referring=r"it|he|she|they|its|his|her|their|this|these",
    pronouns=r"he|she|it|they|his|her|its|their",
    leading=r"in|on|at|by|since|after|before|then|later|also|however|there",
    people=frozenset({"he", "she", "his", "her"}),
    possessives=frozenset({"his", "her", "its", "their"}),
    subjects=r"he|she|it|they|we|the|this|that|these|those|its|his|her|their|an?|there|some|all|most|none|both|each|every|no",
    starts=r"he|she|it|they|we|the|this|these|those|its|his|her|their|there|some|all|most|none|both|each|every",
    auxiliaries=frozenset(
        "is are was were has have had will would can could may might must shall should does do did".split()
    ),
    irregular=frozenset(
        "began came fell gave got grew held kept knew led left lost made met paid ran rose said sat saw sold sent set spent stood took taught told thought went "
        "won wrote became brought bought built chose drew drove ate flew forgot heard hid hit lay lent let put read rode sang shot shut slept spoke stole swam threw understood woke wore cost costs".split()
    ),
    instructions=(
        r"please|let['’]s|let\s+us|click|see(?!\w|\s+also\s+\p{Lu})|note\s+that|don['’]t|do\s+not|remember|make\s+sure|ensure\s+that|be\s+sure|feel\s+free"
        r"|contact|visit|send|write\s+to|call\s+us|read\s+more|check\s+(?:out|that|whether)|consider|try|add|remove|rewrite|keep|avoid"
    ),
    opinions=(
        r"\b(?:i|we)\s+(?:\p{L}+ly\s+)?(?:think|believe|feel|hope|guess|suppose|wish|love|like|prefer|doubt|am|are|would|can['’]?t|cannot)\b|\bin\s+(?:my|our)\s+(?:opinion|view)\b"
        r"|\bit\s+seems\s+to\s+(?:me|us)\b|^(?:what\s+an?|how)\b.*!$|\b(?:unfortunately|hopefully|frankly|sadly|luckily|fortunately)\b"
    ),
    judging=r"is|are|was|were|seems?|looks?|sounds?|feels?|remains?",
    judgements=(
        r"wonderful|great|beautiful|terrible|awful|amazing|nice|lovely|sad|impressive|remarkable|inspiring|shocking"
        r"|disappointing|fantastic|excellent|interesting|worth\s+\p{L}+|shame|pity|best|worst|good|bad|right\s+(?:thing|step)|wise|foolish"
    ),
    to_model=r"""
      \b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instructions?|prompts?|rules|above|previous|guidelines)\b
    | \b(?:you\s+are|act\s+as|pretend\s+to\s+be)\s+(?:now\s+)?(?:an?\s+)?(?:\w+\s+)?(?:ai|assistant|language\s+model|chat\s?bot|llm|dan)\b
    | \b(?:system\s+prompt|system\s+message|developer\s+message|prompt\s+injection|jailbreak)\b
    | \b(?:as\s+an?|dear|attention|note\s+to|hey)\s+(?:ai|assistant|language\s+model|llm|chat\s?bot)s?\b
    | \b(?:reply|respond|answer)\s+(?:only\s+)?with\b | \bdo\s+not\s+cite\b
    """,
    abbreviated=r"Mr|Mrs|Ms|Dr|Prof|St",
    titles=frozenset(
        map(
            term,
            "deputy vice head chair chairman president minister secretary director member mayor governor chief permanent standing".split(),
        )
    ),
    speech=frozenset(
        map(
            term,
            "suggest emphasise emphasize stress propose ask request affirm add note warn explain announce claim argue expect "
            "doubt recommend state call describe".split(),
        )
    ),
    indefinite=frozenset(
        "people person persons somebody someone anybody everybody everyone nobody several some many".split()
    ),
    saying=frozenset(
        map(
            term,
            "said say told tell added according stated took happened among although though while whereas despite".split(),
        )
    ),
    idioms=frozenset({("took", "place"), ("take", "place")}),
    leaning=(
        r"he|she|it|they|this|that|these|those|such|also|however|but|and|then|there|so|instead|his|her|their|its"
        r"|in addition|furthermore|moreover|at the same time|besides|meanwhile|therefore|thus|as a result|after that"
    ),
    within_names=r"of|the",
    demonyms=frozenset("an ian n ese ish i ns ans ians s".split()),
)
