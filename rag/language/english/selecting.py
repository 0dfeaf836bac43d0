"""How English asks for rows of a table."""

from __future__ import annotations

from rag.language.base import terms_of
from rag.language.patterns import any_of
from rag.language.selecting import Comparison, Extreme, Selecting, ranks

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
SELECTING = Selecting(
    count=any_of(r"how many(?: times)?", r"(?:the )?(?:number|count) of", r"count"),
    total=any_of(r"(?:in )?total(?: of)?", r"(?:the )?sum(?: of)?", r"altogether", r"combined", r"all together"),
    average=any_of(r"(?:on )?average", r"mean"),
    listing=any_of(
        r"which", r"list", r"show", r"what are", r"all", r"every", r"rows?", r"entries", r"find", r"name the"
    ),
    who=any_of(r"who(?:m|se)?"),
    when=any_of(r"when", r"(?:at )?what time", r"(?:on )?(?:what|which) (?:day|date)", r"how late"),
    how_much=any_of(r"how much", r"how expensive"),
    negated=any_of(r"not", r"isn t", r"aren t", r"out of", r"doesn t", r"without", r"no"),
    altering=any_of(
        r"not|no|never|only|without|except|excluding|but|or|other|before|after|until|till|since|between|than|more|less|most|least"
        r"|fewer|over|under|above|below|about|almost|per|each|every second|why|how|if|would|should|another|both|neither|same|further|again"
        r"|say|says|said|mention\w*"
    ),
    idle=terms_of(
        """
        row rows record records entry entries item items line lines table list column thing things one ones file sheet spreadsheet log show find tell name there still currently now please give come comes came
        who what which when where much many how long of in on at for belong belongs listed happen
        happened occur occurred take place are is was were be did do does have had has a an the
        """
    ),
    goods=frozenset("product products article articles goods".split()),
    extremes=(
        Extreme(any_of("cheapest", "least expensive", "lowest priced"), False, ("price",)),
        Extreme(any_of("most expensive", "costliest", "priciest", "dearest", "most costly"), True, ("price",)),
        Extreme(any_of("worst", "most severe", "most serious", "gravest"), True, ("severity", "duration")),
        Extreme(any_of("longest", "longest lasting"), True, ("duration", "length")),
        Extreme(any_of("shortest"), False, ("duration", "length")),
        Extreme(any_of("newest", "latest", "most recent", "most recently"), True, ("date",)),
        Extreme(any_of("oldest", "earliest"), False, ("date", "age")),
        Extreme(any_of("heaviest"), True, ("weight",)),
        Extreme(any_of("lightest"), False, ("weight",)),
        Extreme(any_of("youngest"), False, ("age",)),
        Extreme(any_of("last"), True, ("departure", "date")),
        Extreme(any_of("first"), False, ("departure", "date")),
        Extreme(any_of("highest", "largest", "biggest", "greatest", "maximum", "most", "top"), True),
        Extreme(any_of("lowest", "smallest", "fewest", "least", "minimum"), False),
    ),
    comparisons=(
        Comparison(any_of("cheaper than"), "less", "price"),
        Comparison(any_of("longer than"), "more", "duration"),
        Comparison(any_of("shorter than"), "less", "duration"),
        Comparison(any_of("(?:no|not) less than", "at least", "(?:no|not) fewer than"), "at_least"),
        Comparison(any_of("(?:no|not) more than", "at most", "up to"), "at_most"),
        Comparison(any_of("(?:more|higher|greater|larger) than", "over", "above", "after"), "more"),
        Comparison(any_of("(?:less|fewer|lower|smaller) than", "under", "below", "before"), "less"),
        Comparison(any_of("since"), "at_least"),
        Comparison(any_of("until", "till"), "at_most"),
    ),
    concepts={
        "price": any_of(
            "prices?", "costs?", "fees?", "rate", "tariff", "amount", "charge", "fares?", "rents?", "premiums?"
        ),
        "duration": any_of(
            "duration", "minutes?", "hours?", "days?", "mins?", "downtime", "lasted", "last", "takes?", "long"
        ),
        "length": any_of("length", "distance", "long", "far"),
        "weight": any_of("weight", "weighs?", "heavy", "kg"),
        "age": any_of("age", "years old", "old"),
        "severity": any_of("severity", "priority", "impact", "seriousness"),
        "date": any_of("dates?", "day", "opened", "published", "happened", "when", "released?", "since", "time"),
        "person": any_of("full name", "employee", "member", "person", "contact"),
        "departure": any_of("departures?", "departs?", "leaves?", "leaving", "starts?"),
        "arrival": any_of("arrivals?", "arrives?", "reach(?:es)?", "gets? to"),
    },
    scale=ranks("low minor trivial", "medium moderate normal", "high major serious", "critical severe blocker"),
    yes=frozenset(["yes", "true", "y", "x", "available"]),
    no=frozenset(["no", "false", "n"]),
    not_whole=frozenset("new north south east west upper lower great saint non old little inner outer".split()),
    endings=frozenset("er or e ee ed ing s es ion ment al ier y time r".split()),
    weekdays=frozenset(f"{day.lower()}{s}" for day in DAYS.split() for s in ("", "s")),
    said={
        "some": "{count} of {all} rows have {where}:",
        "one": "1 of {all} rows has {where}:",
        "all": "The table has {all} rows:",
        "highest": "The highest “{column}” of {all} rows is {value}:",
        "lowest": "The lowest “{column}” of {all} rows is {value}:",
        "latest": "The latest “{column}” of {all} rows is {value}:",
        "earliest": "The earliest “{column}” of {all} rows is {value}:",
        "total": "“{column}” of {all} rows comes to {value} together:",
        "average": "“{column}” of {all} rows is {value} on average:",
        "among": "Of {all} rows, {count} have {where}.",
        "more": "(The first {shown} of them are quoted.)",
        "not": "not “{value}”",
        "and": "and",
        "or": "or",
    },
)
