"""How words are explained, how it is told what to do step by step, and how one asks for it."""

from __future__ import annotations

from dataclasses import dataclass

import regex

Pattern = regex.Pattern[str]
NEVER: Pattern = regex.compile(r"(?!)")


@dataclass(frozen=True, eq=False)
class Explaining:
    """The tables of one language.

    ``asks_what`` is met by folded words with a space between, as a whole; the others by text in small letters, with its
    accents.

    Attributes:
        asks_what: a question what something is, which is its group "term".
        defines: what stands between a word and what it is: "is a", "means". "Is 12 metres long" says nothing of the kind.
        named_as: what stands between what a word means and the word: "is called".
        begins: with what the first of several steps begins, and ``continues`` with what one after it does.
        gives_reason: with what a sentence begins that gives the reason for what stands before it.
        may_give_reason: what may give one within a sentence, beside what surely does.
    """

    asks_what: Pattern = NEVER
    defines: Pattern = NEVER
    named_as: Pattern = NEVER
    begins: Pattern = NEVER
    continues: Pattern = NEVER
    gives_reason: Pattern = NEVER
    may_give_reason: Pattern = NEVER


NO_EXPLAINING = Explaining()


def _asked(*alternatives: str) -> Pattern:
    return regex.compile("|".join(f"(?:{one})" for one in alternatives))


def _begun(alternatives: str) -> Pattern:
    return regex.compile(rf"\W*(?:{alternatives})(?!\w)")


_TERM = r"(?P<term>\S+(?: \S+){0,4}?)"
_NUMBERED = r"\d{1,2}[.):]"

_THE = r"(?:(?:an?|the|this|these|word|term|expression|so called) )*"
ENGLISH_EXPLAINING = Explaining(
    asks_what=_asked(
        rf"(?:so |and |but )?(?:what (?:is|s|r|are|was|were)|whats|wats|what)(?: (?:exactly|actually|meant by))? {_THE}{_TERM}(?: (?:exactly|actually|anyway|please|pls))?",
        rf"what (?:does|do|did) {_THE}{_TERM} (?:mean|stand for|refer to)(?: (?:here|exactly))?|what (?:do|does|did) (?:you|u|they|we|it|that|one) (?:mean|call|understand) by {_THE}{_TERM}",
        rf"(?:please |can you |could you )*(?:define|explain) {_THE}{_TERM}|{_THE}(?:definition|meaning|explanation) (?:of|for) {_THE}{_TERM}|{_TERM} (?:definition|meaning|means what|what is (?:it|that)|what does (?:it|that) mean)",
    ),
    defines=regex.compile(
        r",? (?:is|are|was|were|['’]s) (?:basically |simply |just |in fact |usually |really )?(?:an?|the|one of|any|all|some|what|when|where|whatever|how|our|your|their|his|her|its|someone|somebody|something|anything|anyone|another|short for|made of)\b"
        r"|,? (?:(?:we|they|people|locals) )?(?:means?|meant|refers? to|stands? for|denotes?|describes?|is defined as|is understood as)\b"
    ),
    named_as=regex.compile(
        r"\b(?:(?:is|are|was) (?:also |often |usually )?(?:called|known as|named|termed)|we call (?:it|this|that|them|these)|(?:it|this|that) is called|so-called) (?:an? |the )?"
    ),
    begins=_begun(
        r"first(?:ly| of all)?|to (?:begin|start)(?: with)?|begin by|start by|step (?:1|one)|1[.):]|before (?:you )?\w+ing"
    ),
    continues=_begun(
        rf"second(?:ly)?|third(?:ly)?|then|next|now|after (?:that|this|which)|afterwards|later|when (?:that|this|it) (?:is|has|'s)|once|finally|last(?:ly)?|at last|in the end|step (?:\d+|\w+)|{_NUMBERED}"
    ),
    gives_reason=_begun(
        r"(?:the |one |our |their |main )*reasons?\b.{0,30}? (?:is|was|are|were)|(?:this|that|it) (?:is|was|happened|came about) (?:because|due to|so that|owing to)|because|that is why|the cause"
    ),
    may_give_reason=regex.compile(
        r";|\b(?:as|so|thanks to|out of|for the sake of|(?:in order )?to (?:avoid|prevent|stop|keep|save|protect|make|let|give|help|reduce)|(?:if|when|otherwise|or else))\b"
    ),
)

_LE = r"(?:(?:une?|l|le|la|les|d|du|de|des|ce|cet|cette|mot|terme) )*"
FRENCH_EXPLAINING = Explaining(
    asks_what=_asked(
        rf"qu est ce (?:que|qu)(?: c est(?: que)?)? {_LE}{_TERM}(?: (?:exactement|au juste))?|qu est {_LE}{_TERM}|(?:c est )?quoi (?:c est )?{_LE}{_TERM}|c est quoi {_LE}{_TERM}|{_LE}{_TERM} (?:c est quoi|ca veut dire quoi|qu est ce que c est|definition)",
        rf"que (?:veut dire|signifie|veulent dire|signifient|designe) {_LE}{_TERM}|qu (?:entend on|entendez vous|entendent ils) par {_LE}{_TERM}|que veut dire {_LE}{_TERM}",
        rf"(?:(?:la |une )?(?:definition|signification) (?:de|du|des|d)|definis|definissez|definir|explique[rz]?) {_LE}{_TERM}",
    ),
    defines=regex.compile(
        r",? (?:est|sont|était|étaient|c['’]est) (?:tout simplement |simplement |en fait )?(?:une?|le|la|les|l['’]|des|du|de la|ce (?:qui|que|qu['’])|cel(?:ui|le)|ceux|tout|quand)(?!\w)"
        r"|,? (?:désigne(?:nt)?|signifie(?:nt)?|veut dire|veulent dire|on entend|on désigne|correspond à|se dit)\b"
    ),
    named_as=regex.compile(
        r"\b(?:(?:s['’]appelle|se nomme|est appelée?|est dite?|on (?:l['’]|les |le |la )?appelle|appelée?s?|dite?s?)) (?:une? |le |la |les |l['’])?"
    ),
    begins=_begun(
        r"(?:.{1,60}? )?d['’]abord|premièrement|pour commencer|commencez par|en premier(?: lieu)?|étape 1|1[.):]"
    ),
    continues=_begun(
        rf"ensuite|puis|après(?: cela| ça| quoi)?|deuxièmement|troisièmement|une fois|enfin|finalement|pour finir|étape \d+|{_NUMBERED}"
    ),
    gives_reason=_begun(
        r"(?:la |les |cette |une )?(?:raisons?|causes?) .{0,30}?(?:est|sont|en est|était)|c['’](?:est|était) (?:parce|à cause|dû|pour|en raison)|parce|cela (?:est|tient|vient)"
    ),
    may_give_reason=regex.compile(
        r";|\b(?:comme|pour|faute|par manque|sinon|donc|si bien|vu|à la suite|suite (?:à|au))\b"
    ),
)

_EL = r"(?:(?:una?|el|la|los|las|lo|de|del|este|esta|palabra|termino) )*"
SPANISH_EXPLAINING = Explaining(
    asks_what=_asked(
        rf"(?:y )?que (?:es|son|era|eran)(?: eso de)? {_EL}{_TERM}(?: exactamente)?|que (?:significan?|quieren? decir|se entiende por|entienden por|designan?) {_EL}{_TERM}",
        rf"(?:(?:la )?(?:definicion|significado) de|define|defina|definir|explica|explicame) {_EL}{_TERM}|{_EL}{_TERM} (?:que es|que significa|definicion|significado)",
    ),
    defines=regex.compile(
        r",? (?:es|son|era|eran) (?:simplemente |básicamente )?(?:una?|unos|unas|el|la|los|las|lo que|aquel(?:la|lo)?|cuando|todo|cualquier)\b"
        r"|,? (?:significan?|quieren? decir|se refieren? a|designan?|denominamos|se entiende(?: por)?|llamamos)\b"
    ),
    named_as=regex.compile(
        r"\b(?:se (?:le )?(?:llama|llaman|denomina|conoce como)|(?:lo|la|los|las) llamamos|llamad[oa]s?|conocid[oa]s? como) (?:una? |el |la |los |las )?"
    ),
    begins=_begun(
        r"primero|en primer lugar|para empezar|ante todo|paso 1|empiece por|1[.):]|(?:para .{1,60}?,? )primero"
    ),
    continues=_begun(
        rf"luego|después|despues|a continuación|segundo|tercero|entonces|una vez|cuando (?:esté|haya)|por último|finalmente|al final|paso \d+|{_NUMBERED}"
    ),
    gives_reason=_begun(
        r"(?:la |el |las |los |una )?(?:raz(?:ón|ones)|motivos?|causas?) .{0,30}?(?:es|son|fue|era)|(?:esto |eso )?(?:se debe|es porque|fue porque|se debió)|porque|por eso"
    ),
    may_give_reason=regex.compile(r";|\b(?:pues|como|para|por|así|si no|debido|tras)\b"),
)

VIETNAMESE_EXPLAINING = Explaining(
    asks_what=_asked(
        rf"(?:the )?{_TERM} (?:nghia )?la (?:cai )?gi(?: vay| the| a)?|{_TERM} (?:co )?nghia (?:la )?(?:gi|the nao|sao)|(?:dinh nghia|khai niem|nghia cua)(?: cua| ve| tu)? {_TERM}|the nao la {_TERM}|giai thich (?:tu |khai niem )?{_TERM}|hieu the nao (?:ve|la) {_TERM}"
    ),
    defines=regex.compile(
        r",? (?:chính |thực chất |thường |cũng )?là(?! (?:\d|do|vì|để|bao nhiêu|rất|không|của))(?= \w)|,? (?:có |được )?(?:nghĩa là|hiểu là|định nghĩa là|dùng để chỉ|chỉ (?:những|các|việc)|tức là|gồm)"
    ),
    named_as=regex.compile(r"\b(?:(?:được |còn |thường )*gọi là|mang tên|có tên là) "),
    begins=_begun(r"trước (?:hết|tiên)|đầu tiên|bước (?:1|một|đầu)|thứ nhất|bắt đầu|1[.):]"),
    continues=_begun(
        rf"sau đó|tiếp (?:theo|đến|đó)|rồi|kế đến|kế tiếp|thứ (?:hai|ba|tư)|cuối cùng|sau cùng|khi xong|bước \S+|{_NUMBERED}"
    ),
    gives_reason=_begun(
        r"(?:lý do|nguyên nhân)\b.{0,30}? (?:là|do)|(?:đó|điều (?:này|đó)|việc này) là (?:do|vì)|vì|do|bởi"
    ),
    may_give_reason=regex.compile(r";|\b(?:do|nên|cho nên|tránh|nếu không|kẻo|sau khi)\b"),
)
