"""What English has around the text of a document."""

from __future__ import annotations

from rag.language.printing import Printing

PRINTING = Printing(
    credits=r"photos?|pictures?|images?|illustration",
    photo=r"photo",
    numbered=r"photo|image",
    scenes=r"(?:(?:an?|the)\s+)?(?:(?:general\s+|aerial\s+|over)?view|scene|panorama)\s+(?:of|from|at)",
    figures=r"Figure|Fig\.|Table",
    furniture=r"""
      related\s+(?:news|articles?|stories|posts|topics|content|links?)
    | (?:latest|top|more|other|breaking)\s+(?:news|stories|articles) | latest | featured\b[^.!?]{0,40}
    | most\s+(?:read|viewed|popular) | trending(?:\s+now)? | editor'?s\s+picks? | recommended(?:\s+for\s+you)?
    | you\s+may\s+(?:also\s+)?(?:like|be\s+interested.*) | read\s+(?:more|also|next) | see\s+(?:also|more)
    | sources? | tags? | topics? | keywords? | comments?(?:\s*\(\s*\d+\s*\))? | \d+\s+comments?
    | leave\s+a\s+(?:comment|reply) | post\s+a\s+comment | be\s+the\s+first\s+to\s+comment
    | share(?:\s+(?:this|on)\b.*)? | print(?:\s+this.*)? | e-?mail(?:\s+this.*)? | save | follow\s+us\b.*
    | subscribe\b.* | sign\s+(?:in|up)\b.* | log\s*in | (?:our\s+)?newsletters? | hotline\b.*
    | advertisements? | sponsored(?:\s+content)? | (?:powered|designed|developed)\s*by.*
    | (?:©|\(c\)|copyright\b).* | all\s+rights\s+reserved.* | (?:privacy|cookie)\s+(?:policy|settings)
    | terms\s+of\s+(?:use|service) | back\s+to\s+top | skip\s+to\s+(?:main\s+)?content | load\s+more
    | (?:table\s+of\s+)?contents
    | home | menu | search | next | previous | (?:next|previous)\s+(?:article|post|page)
    """,
    closing=(
        r"related\s.*|more\s+(?:news|stories).*|latest(?:\s+news)?|most\s+(?:read|viewed|popular)|sources?|comments?.*"
        r"|(?:powered|designed)\s*by.*"
    ),
    by=r"(?:(?:written|reported|story|words|posted|published|edited|compiled) )?by",
    beside=r"by",
    authors=r"(?:written\s+)?by|authors?\s*:",
    signatures=r"by",
    joins=r"and",
    posted=r"(?:first |last )?(?:posted|published|updated|modified)",
    posted_at=r"on|at",
    on=r"on",
    dated=(
        r"dated?\b|(?:first\s+|last\s+)?(?:published|posted|issued|updated|modified|revised|created|written|released"
        r"|adopted|approved|signed)\b(?:\s+(?:on|at)\b)?"
    ),
    salutations=r"dear|hello|hi|hey|good\s+(?:morning|afternoon|evening)",
    signing_off=(
        r"(?:with\s+)?(?:(?:best|kind|warm|many)\s+)?(?:regards|wishes|greetings|thanks)|yours(?:\s+\w+)?|sincerely|cheers"
    ),
    attributions=r"on\s.{6,120}\swrote\s?:",
    own=r"I|me|my|mine|we|ours?",
    senders=r"from",
    subjects=r"subject",
    mail=r"from|to|cc|date|sent|subject",
    namespaces=r"Category|File|Image",
    abbreviated=(
        r"Prof|Dr|Mr|Mrs|Ms|Hon|Rep|Sen|Gov|Gen|Col|Lt|Sgt|Maj|Capt|Cmdr|Pvt|Rev|Pres|Supt|Nos|pp|No|Art|Sec|Fig|approx"
        r"|vs|cf|al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    ),
    numbered_by=r"art|vol|fig|no|n",
    columns={
        "text": ("text", "body", "content", "article", "articlebody", "articletext", "fulltext", "maintext"),
        "title": ("title", "headline", "subject"),
        "date": tuple("date published publisheddate publishedat publishdate datepublished datepublish pubdate".split()),
        "url": ("url", "link", "permalink", "sourceurl", "canonicalurl"),
        "author": ("author", "authors", "byline", "creator"),
    },
)
