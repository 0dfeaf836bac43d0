"""How Spanish asks whether something is so, and says that it is so only if, or is only wished."""

from __future__ import annotations

from rag.language.patterns import deferred
from rag.language.polar import Polar

_OPENING = (
    r"^\W*(?:(?:y|e|pero|o|entonces|vale|hola|dime\s+si|sabes\s+si|sabe\s+si|es\s+(?:verdad|cierto)\s+que)\b[\s,]*)*"
)
_NO_WORD = r"(?!.*\b(?:qué|cu[áa]l(?:es)?|qui[ée]n(?:es)?|cu[áa]nd?o|cu[áa]nt[oa]s?|d[óo]nde|cómo|por\s+qu[ée])\b)"
_VERB = (
    r"(?:hay|hubo|habrá|es|son|era|eran|fue|fueron|será|serán|está|están|estaba|puedo|puede|pueden|podemos|podré|se\s+\p{L}+|tiene|tienen"
    r"|abren?|cierran?|venden?|cuestan?|cambian?|hablan?|atienden?|aplican?|empiezan?|incluyen?|pagan?|trabajan?|viven?|sirven?|llegan?|salen?|puso|dio"
    r"|\p{L}{2,}(?:rá|rán|aba|aban|ía|ían|aron|ieron|ó)|tengo|tenemos|debo|debe|deben|existe|existen|ha|han|hace|hacen|va|van|queda|quedan|admiten|aceptan)"
)

POLAR = Polar(
    asks=deferred(rf"(?i){_OPENING}{_NO_WORD}(?!\W*(?:que|como)\b)(?:¿?\s*{_VERB}\b|.*\b{_VERB}\b.*\?\s*$)"),
    either=deferred(r"(?i)\bo\b(?!\s+no\b)"),
    asking=deferred(rf"(?i){_OPENING}|,?\s*¿?(?:verdad|no|cierto|o\s+no)\s*\?\s*$"),
    settled=deferred(r"(?i)^\W*(?:s[íi]|no)\s*[,.;:!–-]"),
    hedged=deferred(
        r"(?i)\b(?:salvo|excepto|menos|a\s+no\s+ser|s[óo]lo|solamente|únicamente|si|en\s+caso|siempre\s+que|pid(?:e|en|ió|ieron)|propus\p{L}+|propon\p{L}+"
        r"|quier\p{L}+|querría\p{L}*|habría\p{L}*|sería\p{L}*|podría\p{L}*|acus\p{L}+|prev(?:é|ista|isto)\p{L}*|espera\p{L}*|teme\p{L}*"
        r"|moción|mociones|solicit\p{L}+|petici\p{L}+|rechaz\p{L}+|deneg\p{L}+|neg(?:ó|aron|ar)|intent\p{L}+|dud(?:a|an|ó)|casi|en\s+(?:vez|lugar)\s+de"
        r"|permiso|autorización|consentimiento|aprobación|a\s+petición|con\s+cita|previ[oa]\s+\p{L}+)\b"
    ),
)
