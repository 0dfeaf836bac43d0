"""How French asks whether something is so, and says that it is so only if, or is only wished."""

from __future__ import annotations

from rag.language.patterns import deferred
from rag.language.polar import Polar

_OPENING = r"^\W*(?:(?:et|mais|ou|alors|donc|ok|bonjour|salut|dis-moi\s+si|savez-vous\s+si|sais-tu\s+si)\b[\s,]*)*"
_INVERTED = r"-(?:t-)?(?:ils?|elles?|on)\b"
_NO_WORD = r"(?!.*\b(?:qu[ei]|quoi|quand|où|combien|comment|pourquoi|quel(?:le)?s?|lequel|laquelle)\b)"
"""What asks for more than whether: not before "est-ce que"."""

_VERB = (
    r"(?:est|sont|[ée]tait|[ée]taient|fut|a|ont|avait|avaient|aura|auront|peut|peuvent|doit|doivent|va|vont|faut|fait|font|existe(?:nt)?|reste(?:nt)?"
    r"|ouvre(?:nt)?|ferme(?:nt)?|accepte(?:nt)?|co[ûu]te(?:nt)?|vend(?:ent)?|commence(?:nt)?|dure(?:nt)?|change(?:nt)?|comprend|comprennent|prend|prennent"
    r"|travaille(?:nt)?|habite(?:nt)?|parle(?:nt)?|paie(?:nt)?|paye(?:nt)?|inclut|passe(?:nt)?|arrive(?:nt)?|part(?:ent)?|vient|viennent|sert|servent"
    r"|\p{L}{2,}(?:era|eront|ira|iront|ait|aient|èrent))"
)
"""With which a statement that is asked has a verb: "prix de la piscine ?" has none."""

POLAR = Polar(
    asks=deferred(
        rf"(?i){_OPENING}(?:est[-\s]ce\s+qu(?:e\b|['’])|y\s+a[-\s]t[-\s]il\b|{_NO_WORD}(?:.*\p{{L}}{_INVERTED}|.*\b{_VERB}\b.*\?\s*$))"
    ),
    either=deferred(r"(?i)\bou\b(?!\s+(?:non|pas)\b)"),
    asking=deferred(
        rf"(?i){_OPENING}est[-\s]ce\s+qu(?:e\b|['’])|y\s+a[-\s]t[-\s]il\b|(?<=\p{{L}}){_INVERTED}"
        r"|(?<=\b(?:est|sont|a|ont|peut|peuvent|doit|doivent|sera|seront))\s+(?:ils?|elles?)\b|,?\s+(?:n['’]est[-\s]ce\s+pas|ou\s+non|ou\s+pas)\W*$"
    ),
    settled=deferred(r"(?i)^\W*(?:oui|non|si)\s*[,.;:!–-]"),
    hedged=deferred(
        r"(?i)\b(?:sauf|hormis|except[ée]|à\s+moins|à\s+condition|seulement|uniquement|seuls?|seules?|si|s['’]ils?|en\s+cas|réclame\p{L}*|propos\p{L}+|souhait\p{L}+"
        r"|voudrai\p{L}+|voulai\p{L}+|veu(?:t|lent)|demand\p{L}+|pourrai\p{L}+|aurai(?:t|ent)|serai(?:t|ent)|envisag\p{L}+|espèr\p{L}+|accus\p{L}+|prévu\p{L}*|crain\p{L}+"
        r"|motions?|requêtes?|pétitions?|rejet\p{L}+|refus\p{L}*|tentati\p{L}+|tent(?:e|é|ent|èrent)|dout(?:e|ent|é)|faillit?|presque|au\s+lieu|plutôt\s+que"
        r"|l['’]accord|autorisation|permission|consentement|sous\s+réserve|sur\s+(?:demande|rendez-vous))\b"
    ),
)
