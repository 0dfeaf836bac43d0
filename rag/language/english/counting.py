"""How English counts."""

from __future__ import annotations

from rag.language.counting import Counting, named
from rag.language.stating import numbered

COUNTING = Counting(
    units=numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen"
    )
    | numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    hundreds=frozenset({"hundred"}),
    scales={"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "m": 6, "bn": 9, "k": 3},
    ordinals=numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 1),
    times=numbered("once twice thrice", 1),
    other=frozenset({("at", "once")}),
    pronouns=frozenset({"one"}),
    pronoun_before=frozenset("no this that every any each the".split()),
    pronoun_behind=frozenset("of another day more or by thing else and".split()),
    determiners=frozenset("the a an this that".split()),
    fold=r"times|fold",
    percent=r"per\s?cent(?:age points?)?",
    currencies={r"us dollars?": "usd", r"dollars?": "usd", r"euros?": "eur", r"yen": "jpy"},
    money=named(eur="euro euros", usd="dollar dollars", gbp="pound pounds"),
    measured=named(
        s="sec secs second seconds", min="mins minute minutes", h="hr hrs hour hours", d="day days", week="week weeks"
    ),
)
