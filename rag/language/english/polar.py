"""How English asks whether something is so, and says that it is so only if, or is only wished."""

from __future__ import annotations

from rag.language.patterns import deferred
from rag.language.polar import Polar

_AUXILIARY = "is|are|was|were|do|does|did|will|would|can|could|should|has|have|had|may|might|must|shall|am"
_WHETHER = (
    r"(?:(?:and|but|so|ok(?:ay)?|hi|hello|hey|please|also|then)\b[\s,]*)*"
    r"(?:(?:(?:do|does|can|could|would)\s+(?:you|anyone)\s+(?:know|tell\s+me|say)|tell\s+me)\s+(?:if|whether)\s+"
    rf"|(?:is|was)\s+it\s+(?:true|right|correct|so)\s+that\s+|(?:{_AUXILIARY})(?:n['’]?t)?\s+(?:there\b)?)"
)

POLAR = Polar(
    asks=deferred(rf"(?i)^\W*{_WHETHER}(?!you\s+(?:tell|explain|list|show|give|describe|find|write|think|say|know)\b)"),
    either=deferred(r"(?i)\bor\b(?!\s+not\b)"),
    asking=deferred(rf"(?i)^\W*{_WHETHER}|,?\s+(?:right|correct|or\s+not)\W*$"),
    turned=deferred(
        r"(?i)^\W*(?P<verb>is|are|was|were)\s+(?P<subject>(?!there\b|it\s+(?:true|right|correct|so)\b)(?:[\p{L}\p{N}'’.-]+\s+){1,6}?)"
        r"(?P<rest>(?:(?:still|already|ever|also|now|really|\p{L}+ly)\s+)?\p{L}+(?:ed|(?:kn|dr|sh|gr|thr|s)own|ght|uilt|ept|orn|iven|aken|osen|itten|idden|allen|ut|old)\b.*)"
    ),
    settled=deferred(r"(?i)^\W*(?:yes|no)\s*[,.;:!–-]"),
    hedged=deferred(
        r"(?i)\b(?:except|unless|other\s+than|apart\s+from|only|if|whether|provided|in\s+case|would|should\s+have|might|allegedly"
        r"|want(?:s|ed)?|demand(?:s|ed)?|propos(?:es?|ed|al)|suggest(?:s|ed)?|plan(?:s|ned)|ask(?:s|ed)?|threaten(?:s|ed)?|accused?"
        r"|charged?|hope[sd]?|fear(?:s|ed)?|said\s+to|supposed|intend(?:s|ed)?|used\s+to"
        r"|motions?|petition(?:s|ed)?|request(?:s|ed)?|applications?|applied|attempt(?:s|ed)?|tr(?:y|ies|ied)\s+to|offer(?:s|ed)?|bid|call(?:s|ed)?\s+for"
        r"|reject(?:s|ed)?|refus(?:es?|ed)|declin(?:es?|ed)\s+to|turn(?:s|ed)?\s+down|vot(?:es?|ed)\s+(?:down|against)|fail(?:s|ed)?\s+to"
        r"|doubt(?:s|ed)?|den(?:y|ies|ied)|nearly|almost|instead\s+of|rather\s+than"
        r"|consent|permission|approval|permits?|authori[sz]ation|subject\s+to|on\s+request|by\s+(?:appointment|arrangement))\b"
    ),
)
