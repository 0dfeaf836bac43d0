"""Plain shapes of French sentences, and the questions that they answer."""

from __future__ import annotations

from rag.language.posing import START, Posing, shape

_CAPITAL = r"\p{Lu}[\p{L}’'-]+"
_PERSON = rf"(?<![\p{{L}}.«-])(?!(?:Le|La|Les|Un|Une|En|Au) )(?:{_CAPITAL} ){{1,2}}{_CAPITAL}"
_A_PERSON = rf"(?P<a>{_PERSON})"
_NOT = (
    r"(?!(?:a|ont|est|sont|était|étaient|fut|furent|sera|seront|qui|que|dont|où|et|mais|ou|il|elle|ils|elles|ne|n)\b)"
)
_THING = rf"(?P<what>(?:(?:Le|La|Les|Un|Une) |L['’]){_NOT}\p{{L}}[\p{{L}}’'-]*(?: {_NOT}\p{{L}}[\p{{L}}’'-]*){{0,7}}?)"
_NUMBER = r"\d[\d.,\u00a0\u202f ]*\d|\d|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt"
_MONEY = rf"(?:{_NUMBER})(?: (?:millions?|milliards?))?(?: (?:d['’]|de )?(?:euros?|€|francs?|dollars?))?"
_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_DATE = rf"(?:le )?(?:\d{{1,2}}(?:er)? {_MONTH}(?: \d{{4}})?)|(?:en )?(?:{_MONTH} )?[12]\d{{3}}(?!\d)"
_DONE = r"[\p{L}]+(?:ée?s?|ie?s?|uite?s?|erte?s?|ue?s?)"
_ENDS = r"(?=[,;]|\.(?:\s|$)| (?:et|mais|ou)\b|$)"

POSING = Posing(
    shapes=(
        shape(
            "time",
            rf"{START}{_THING},?(?: [^.,;]{{0,40}},)? (?P<be>a été|ont été|fut|furent) (?P<done>{_DONE}) (?:par [^.,;]{{3,40}} )?(?P<a>{_DATE})",
            "Quand {be} {done} {what} ?",
        ),
        shape(
            "person",
            rf"{START}{_THING} (?P<be>a été|ont été|fut|furent) (?P<done>{_DONE}) (?:en \d{{4}} )?par (?P<a>(?:(?:le|la|l['’]) ?[\p{{L}}-]+ )?{_CAPITAL}(?: {_CAPITAL}){{0,3}})",
            "Par qui {be} {done} {what} ?",
        ),
        shape(
            "number",
            rf"{START}{_THING}(?: [^.,;]{{3,50}} et)? (?P<did>coûte|coûtent|coûtera|coûteront|a coûté|ont coûté) (?P<a>{_MONEY})",
            "Combien {did} {what} ?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?P<did>dure|durent|durera|a duré|ont duré) (?P<a>(?:{_NUMBER}) (?:minutes?|heures?|jours?|semaines?|mois|ans?|années?))",
            "Combien de temps {did} {what} ?",
        ),
        shape(
            "number",
            rf"{START}{_THING} (?P<did>compte|possède|emploie|accueille|contient) (?P<a>{_NUMBER}) (?P<things>\p{{L}}+s)\b",
            "Combien de {things} {did} {what} ?",
        ),
        shape(
            "time",
            rf"{START}{_THING} (?P<did>ouvre|ferme|commence|finit|se tient|part|arrive|se réunit|ouvrent|ferment|commencent|finissent|partent|arrivent)"
            rf" (?P<a>(?:à|le|les|du|de|chaque|tous les|toutes les) [^,;.]{{2,50}}?){_ENDS}",
            "Quand {did} {what} ?",
        ),
        shape(
            "person",
            rf"(?<!\w)(?P<role>(?:[Ll]e|[Ll]a) (?!\p{{Lu}})[\p{{L}}-]+(?: (?:de|du|des|d['’]) ?(?:la |l['’])?[\p{{L}}-]+)?), {_A_PERSON}[,.]",
            "Qui est {role} ?",
        ),
        shape(
            "person",
            rf"{_A_PERSON}, qui (?P<rest>(?:a|avait|dirige|préside|gère) [^.,;:«»()]{{5,60}})(?=[.,;])",
            "Qui {rest} ?",
        ),
        shape(
            "person",
            rf"{_A_PERSON} (?P<rest>a \p{{L}}+(?:é|i|u|it|ert) (?:le|la|les|l['’]|un|une) ?[^.,;:«»()]{{4,50}})(?=[.,;])",
            "Qui {rest} ?",
        ),
    ),
    opening=frozenset({"Le", "La", "Les", "L", "Un", "Une"}),
)
