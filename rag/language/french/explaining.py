"""French."""

from __future__ import annotations

from rag.language.explaining import NUMBERED, TERM, Explaining, asked, begun
from rag.language.patterns import deferred

_LE = r"(?:(?:une?|l|le|la|les|d|du|de|des|ce|cet|cette|mot|terme) )*"
EXPLAINING = Explaining(
    asks_what=asked(
        rf"qu est ce (?:que|qu)(?: c est(?: que)?)? {_LE}{TERM}(?: (?:exactement|au juste))?|qu est {_LE}{TERM}|(?:c est )?quoi (?:c est )?{_LE}{TERM}|c est quoi {_LE}{TERM}|{_LE}{TERM} (?:c est quoi|ca veut dire quoi|qu est ce que c est|definition)",
        rf"que (?:veut dire|signifie|veulent dire|signifient|designe) {_LE}{TERM}|qu (?:entend on|entendez vous|entendent ils) par {_LE}{TERM}|que veut dire {_LE}{TERM}",
        rf"(?:(?:la |une )?(?:definition|signification) (?:de|du|des|d)|definis|definissez|definir|explique[rz]?) {_LE}{TERM}",
    ),
    defines=deferred(
        r",? (?:est|sont|était|étaient|c['’]est) (?:tout simplement |simplement |en fait )?(?:une?|le|la|les|l['’]|des|du|de la|ce (?:qui|que|qu['’])|cel(?:ui|le)|ceux|tout|quand)(?!\w)"
        r"|,? (?:désigne(?:nt)?|signifie(?:nt)?|veut dire|veulent dire|on entend|on désigne|correspond à|se dit)\b"
    ),
    named_as=deferred(
        r"\b(?:(?:s['’]appelle|se nomme|est appelée?|est dite?|on (?:l['’]|les |le |la )?appelle|appelée?s?|dite?s?)) (?:une? |le |la |les |l['’])?"
    ),
    calls=deferred(
        r"\b(?:on|nous) (?:appel(?:le|ons)|nomm(?:e|ons)) (?:une? |le |la |les |l['’])?|\b(?:par|sous le nom de) (?:une? |le |la |les |l['’])?(?=.{1,60}\b(?:on entend|nous entendons|on désigne|il faut entendre)\b)"
    ),
    begins=begun(
        r"(?:.{1,60}? )?d['’]abord|premièrement|pour commencer|commencez par|en premier(?: lieu)?|étape 1|1[.):]"
    ),
    continues=begun(
        rf"ensuite|puis|après(?: cela| ça| quoi)?|deuxièmement|troisièmement|une fois|enfin|finalement|pour finir|étape \d+|{NUMBERED}"
    ),
    gives_reason=begun(
        r"(?:la |les |cette |une )?(?:raisons?|causes?) .{0,30}?(?:est|sont|en est|était)|c['’](?:est|était) (?:parce|à cause|dû|pour|en raison)|parce|(?:motifs?|raisons?|causes?) ?:|cela (?:est|tient|vient)"
    ),
    may_give_reason=deferred(r";|\b(?:comme|pour|faute|par manque|sinon|donc|si bien|vu|à la suite|suite (?:à|au))\b"),
)
