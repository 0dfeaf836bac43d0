"""Plain shapes of Spanish sentences, and the questions that they answer."""

from __future__ import annotations

from rag.language.posing import START, Posing, shape

_CAPITAL = r"\p{Lu}[\p{L}’'-]+"
_PERSON = rf"(?<![\p{{L}}.«-])(?!(?:El|La|Los|Las|Un|Una|En|Al) )(?:{_CAPITAL} ){{1,2}}{_CAPITAL}"
_A_PERSON = rf"(?P<a>{_PERSON})"
_NOT = r"(?!(?:es|son|era|eran|fue|fueron|será|serán|ha|han|tiene|tienen|que|quien|donde|cuando|y|o|pero|no)\b)"
_THING = rf"(?P<what>(?:El|La|Los|Las|Un|Una) {_NOT}\p{{L}}[\p{{L}}-]*(?: {_NOT}\p{{L}}[\p{{L}}-]*){{0,7}}?)"
_NUMBER = r"\d[\d.,\u00a0 ]*\d|\d|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte"
_MONEY = rf"(?:{_NUMBER})(?: mil| millones)?(?: (?:de )?(?:euros?|€|pesos?|dólares|soles))?"
_MONTH = r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
_DATE = rf"(?:el )?\d{{1,2}} de {_MONTH}(?: de \d{{4}})?|(?:en )?(?:{_MONTH} de )?[12]\d{{3}}(?!\d)"
_DONE = r"\p{L}+(?:ad[oa]s?|id[oa]s?|t[oa]s?|ch[oa]s?)"
_ENDS = r"(?=[,;]|\.(?:\s|$)| (?:y|pero|o)\b|$)"

POSING = Posing(
    shapes=(
        shape(
            "time",
            rf"{START}{_THING} (?P<be>fue|fueron|ha sido) (?P<done>{_DONE}) (?:por [^.,;]{{3,40}} )?(?P<a>{_DATE})",
            "¿Cuándo {be} {done} {what}?",
        ),
        shape(
            "person",
            rf"{START}{_THING} (?P<be>fue|fueron) (?P<done>{_DONE}) (?:en \d{{4}} )?por (?P<a>(?:(?:el|la|los|las) [\p{{L}}-]+ )?{_CAPITAL}(?: {_CAPITAL}){{0,3}})",
            "¿Por quién {be} {done} {what}?",
        ),
        shape(
            "number",
            rf"(?<!\p{{L}})(?P<what>(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as) {_NOT}\p{{L}}[\p{{L}}-]*(?: {_NOT}\p{{L}}[\p{{L}}-]*){{0,3}}?) (?P<did>cuesta|cuestan|costó|costaron|costará|costarán) (?P<a>{_MONEY})",
            "¿Cuánto {did} {what}?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?P<did>dura|duran|durará|duró|duraron) (?P<a>(?:{_NUMBER}) (?:minutos?|horas?|días?|semanas?|mes(?:es)?|años?))",
            "¿Cuánto {did} {what}?",
        ),
        shape(
            "number",
            rf"{START}{_THING} (?P<did>tiene|tienen|emplea|acoge|alberga) (?P<a>{_NUMBER}) (?P<things>\p{{L}}+as)\b",
            "¿Cuántas {things} {did} {what}?",
        ),
        shape(
            "number",
            rf"{START}{_THING} (?P<did>tiene|tienen|emplea|acoge|alberga) (?P<a>{_NUMBER}) (?P<things>\p{{L}}+(?<!a)s)\b",
            "¿Cuántos {things} {did} {what}?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?P<did>abre|cierra|empieza|comienza|termina|sale|llega|se celebra|se reúne|abren|cierran|empiezan|terminan|salen|llegan)"
            rf" (?P<a>(?:a|el|los|las|de|del|cada|todos los|todas las) [^,;.]{{2,50}}?){_ENDS}",
            "¿Cuándo {did} {what}?",
        ),
        shape(
            "person",
            rf"(?<!\w)(?P<role>(?:[Ee]l|[Ll]a) (?!\p{{Lu}})[\p{{L}}-]+(?: (?:de|del) (?:la |los |las )?[\p{{L}}-]+)?), {_A_PERSON}[,.]",
            "¿Quién es {role}?",
        ),
        shape(
            "person",
            rf"{_A_PERSON}, (?:que|quien) (?P<rest>(?!se\b)\p{{L}}+(?:ó|jo|zo|vo|so) [^.,;:«»()]{{5,60}})(?=[.,;])",
            "¿Quién {rest}?",
        ),
        shape(
            "person",
            rf"{_A_PERSON} (?P<rest>\p{{L}}+(?:ó|jo|zo) (?:el|la|los|las|un|una) [^.,;:«»()]{{4,50}})(?=[.,;])",
            "¿Quién {rest}?",
        ),
    ),
    opening=frozenset({"El", "La", "Los", "Las", "Un", "Una"}),
)
