"""Spanish."""

from __future__ import annotations

import regex

from rag.language.explaining import NUMBERED, TERM, Explaining, asked, begun

_EL = r"(?:(?:una?|el|la|los|las|lo|de|del|este|esta|palabra|termino) )*"
EXPLAINING = Explaining(
    asks_what=asked(
        rf"(?:y )?que (?:es|son|era|eran)(?: eso de)? {_EL}{TERM}(?: exactamente)?|que (?:significan?|quieren? decir|se entiende por|entienden por|designan?) {_EL}{TERM}",
        rf"(?:(?:la )?(?:definicion|significado) de|define|defina|definir|explica|explicame) {_EL}{TERM}|{_EL}{TERM} (?:que es|que significa|definicion|significado)",
    ),
    defines=regex.compile(
        r",? (?:es|son|era|eran) (?:simplemente |básicamente )?(?:una?|unos|unas|el|la|los|las|lo que|aquel(?:la|lo)?|cuando|todo|cualquier)\b"
        r"|,? (?:significan?|quieren? decir|se refieren? a|designan?|denominamos|se entiende(?: por)?|llamamos)\b"
    ),
    named_as=regex.compile(
        r"\b(?:se (?:le )?(?:llama|llaman|denomina|conoce como)|(?:lo|la|los|las) llamamos|llamad[oa]s?|conocid[oa]s? como) (?:una? |el |la |los |las )?"
    ),
    calls=regex.compile(
        r"\bse (?:le )?(?:llama|denomina) (?:una? |el |la |los |las )?|^\W*por (?:una? |el |la )?(?=.{1,60}\b(?:se entiende|entendemos)\b)"
    ),
    begins=begun(
        r"primero|en primer lugar|para empezar|ante todo|paso 1|empiece por|1[.):]|(?:para .{1,60}?,? )primero"
    ),
    continues=begun(
        rf"luego|después|despues|a continuación|segundo|tercero|entonces|una vez|cuando (?:esté|haya)|por último|finalmente|al final|paso \d+|{NUMBERED}"
    ),
    gives_reason=begun(
        r"(?:la |el |las |los |una )?(?:raz(?:ón|ones)|motivos?|causas?) .{0,30}?(?:es|son|fue|era)|(?:esto |eso )?(?:se debe|es porque|fue porque|se debió)|porque|por eso"
    ),
    may_give_reason=regex.compile(r";|\b(?:pues|como|para|por|así|si no|debido|tras)\b"),
)
