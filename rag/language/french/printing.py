"""What French has around the text of a document."""

from __future__ import annotations

from rag.language.printing import Printing

PRINTING = Printing(
    scenes=r"vue\s+(?:générale|aérienne|d['’]ensemble)",
    figures=r"Tableau",
    furniture=r"sommaire | table\s+des\s+matières",
    by=r"par",
    beside=r"par",
    authors=r"auteure?s?\s*:|par",
    joins=r"et|de",
    dated=(
        r"date\b|(?:dernière\s+)?(?:publiée?|mise?\s+à\s+jour|modifiée?|rédigée?|établie?|adoptée?|approuvée?|signée?|émise?"
        r"|parue?|publication|modification)\b\s*(?:le\b)?|(?:faite?\s+à\s+)?(?-i:\p{Lu})[\p{L}'’-]*(?:\s(?:de|la|le|sur|(?-i:\p{Lu}))[\p{L}'’-]*){0,3},\s*le\b"
    ),
    salutations=r"bonjour|chère?s?",
    signing_off=r"cordialement",
    attributions=r"le\s.{6,120}\sa\s+écrit\s?:",
    own=r"je|j['’]|me|m['’]|moi|mon|ma|mes|nous|notre|nos",
    senders=r"de",
    subjects=r"objet",
    mail=r"de|à|objet",
    namespaces=r"Catégorie|Fichier",
    abbreviated=r"Pr|bd|Bd",
    numbered_by=r"art|vol|fig|n",
)
