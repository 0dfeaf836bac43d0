"""What Spanish has around the text of a document."""

from __future__ import annotations

from rag.language.printing import Printing

PRINTING = Printing(
    scenes=r"vista\s+(?:general|aérea|panorámica)",
    figures=r"Figura|Tabla",
    furniture=r"índice",
    by=r"por",
    beside=r"por",
    authors=r"autor(?:a|es)?\s*:|por",
    joins=r"y|de",
    dated=(
        r"fecha\b(?:\s+de\s+\p{L}+)?|(?:última\s+)?(?:publicad[oa]|actualizad[oa]|modificad[oa]|emitid[oa]|aprobad[oa]"
        r"|firmad[oa]|redactad[oa]|actualización)\b\s*(?:el\b)?|(?:en\s+)?(?-i:\p{Lu})\p{L}*(?:\s(?:de|la|del|(?-i:\p{Lu}))\p{L}*){0,3},\s*(?:a|el)\b"
    ),
    salutations=r"hola|querid[oa]s?|estimad[oa]s?",
    signing_off=r"saludos",
    attributions=r"el\s.{6,120}\sescribió\s?:",
    own=r"yo|me|mi|mis|mí|nosotr[oa]s|nos|nuestr[oa]s?",
    senders=r"de",
    subjects=r"asunto",
    mail=r"de|para|asunto",
    namespaces=r"Categoría|Archivo",
    numbered_by=r"art|cap|vol|fig|p[aá]\u0301?g|n[uú]\u0301?m|n",
)
