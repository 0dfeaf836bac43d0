"""Spanish."""

from __future__ import annotations

from rag.language.explaining import NUMBERED, TERM, Explaining, asked, begun
from rag.language.patterns import deferred

_EL = r"(?:(?:una?|el|la|los|las|lo|de|del|este|esta|palabra|termino) )*"
EXPLAINING = Explaining(
    asks_what=asked(
        rf"(?:y )?que (?:es|son|era|eran)(?: eso de)? {_EL}{TERM}(?: exactamente)?|que (?:significan?|quieren? decir|se entiende por|entienden por|designan?) {_EL}{TERM}",
        rf"(?:(?:la )?(?:definicion|significado) de|define|defina|definir|explica|explicame) {_EL}{TERM}|{_EL}{TERM} (?:que es|que significa|definicion|significado)",
    ),
    defines=deferred(
        r",? (?:es|son|era|eran) (?:simplemente |básicamente )?(?:una?|unos|unas|el|la|los|las|lo que|aquel(?:la|lo)?|cuando|todo|cualquier)\b"
        r"|,? (?:significan?|quieren? decir|se refieren? a|designan?|denominamos|se entiende(?: por)?|llamamos)\b"
    ),
    named_as=deferred(
        r"\b(?:se (?:le )?(?:llama|llaman|denomina|conoce como)|(?:lo|la|los|las) llamamos|llamad[oa]s?|conocid[oa]s? como) (?:una? |el |la |los |las )?"
    ),
    calls=deferred(
        r"\bse (?:le )?(?:llama|denomina) (?:una? |el |la |los |las )?|^\W*por (?:una? |el |la )?(?=.{1,60}\b(?:se entiende|entendemos)\b)"
    ),
    begins=begun(
        r"primero|en primer lugar|para empezar|ante todo|paso 1|empiece por|1[.):]|(?:para .{1,60}?,? )primero"
    ),
    continues=begun(
        rf"luego|después|despues|a continuación|segundo|tercero|entonces|una vez|cuando (?:esté|haya)|por último|finalmente|al final|paso \d+|{NUMBERED}"
    ),
    gives_reason=begun(
        r"(?:la |el |las |los |una )?(?:raz(?:ón|ones)|motivos?|causas?) .{0,30}?(?:es|son|fue|era)|(?:esto |eso )?(?:se debe|es porque|fue porque|se debió)|porque|por eso|(?:motivos?|raz(?:ón|ones)|causas?) ?:"
    ),
    may_give_reason=deferred(r";|\b(?:pues|como|para|por|así|si no|debido|tras)\b"),
)
