"""English."""

from __future__ import annotations

from rag.language.explaining import NUMBERED, TERM, Explaining, asked, begun
from rag.language.patterns import deferred

_THE = r"(?:(?:an?|the|this|these|word|term|expression|so called) )*"
EXPLAINING = Explaining(
    asks_what=asked(
        rf"(?:so |and |but )?(?:what (?:is|s|r|are|was|were)|whats|wats|what)(?: (?:exactly|actually|meant by))? {_THE}{TERM}(?: (?:exactly|actually|anyway|please|pls))?",
        rf"what (?:does|do|did) {_THE}{TERM} (?:mean|stand for|refer to)(?: (?:here|exactly))?|what (?:do|does|did) (?:you|u|they|we|it|that|one) (?:mean|call|understand) by {_THE}{TERM}",
        rf"(?:please |can you |could you )*(?:define|explain) {_THE}{TERM}|{_THE}(?:definition|meaning|explanation) (?:of|for) {_THE}{TERM}|{TERM} (?:definition|meaning|means what|what is (?:it|that)|what does (?:it|that) mean)",
    ),
    defines=deferred(
        r",? (?:is|are|was|were|['’]s) (?:basically |simply |just |in fact |usually |really )?(?:an?|the|one|any|all|some|what|when|where|whatever|how|our|your|their|his|her|its|someone|somebody|something|anything|anyone|another|short for|made of)\b"
        r"|,? (?:(?:we|they|people|locals) )?(?:means?|meant|refers? to|stands? for|denotes?|describes?|is defined as|is understood as)\b"
    ),
    named_as=deferred(
        r"\b(?:(?:is|are|was) (?:also |often |usually )?(?:called|known as|named|termed)|we call (?:it|this|that|them|these)|(?:it|this|that) is called|so-called) (?:an? |the )?"
    ),
    calls=deferred(
        r"\b\p{L}+ call (?:an? |the )?|^\W*by (?:an? |the )?(?=.{1,60}\b(?:is|are) (?:meant|understood)\b|.{1,60}\b(?:we|they) (?:mean|understand)\b)"
    ),
    begins=begun(
        r"first(?:ly| of all)?|to (?:begin|start)(?: with)?|begin by|start by|step (?:1|one)|1[.):]|before (?:you )?\w+ing"
    ),
    continues=begun(
        rf"second(?:ly)?|third(?:ly)?|then|next|now|after (?:that|this|which)|afterwards|later|when (?:that|this|it) (?:is|has|'s)|once|finally|last(?:ly)?|at last|(?:in|at|to) the end|to finish|step (?:\d+|\w+)|{NUMBERED}"
    ),
    gives_reason=begun(
        r"(?:the |one |our |their |main )*reasons?\b.{0,30}? (?:is|was|are|were)|(?:this|that|it) (?:is|was|happened|came about) (?:because|due to|so that|owing to)|because|that is why|the cause|(?:reasons?|causes?) ?:"
    ),
    may_give_reason=deferred(
        r";|\b(?:as|so|thanks to|out of|for the sake of|(?:in order )?to (?:avoid|prevent|stop|keep|save|protect|make|let|give|help|reduce)|(?:if|when|otherwise|or else))\b"
    ),
)
