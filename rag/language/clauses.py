"""How a language builds its clauses: by this a check tells who does what, and what of a draft claims anything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Clauses:
    """The tables of one language. A text is met with those of all at once, since a short one is not surely in any.

    Texts are alternatives of a pattern, "but|while", met in small letters and in large ones; sets are of words in small
    letters, or of terms.

    Attributes:
        breaks: with what a clause begins, for what is compared clause by clause; ``turns`` is the same where the order of
            words begins anew, ``sides`` where another is spoken of, ``joints`` where two claims are joined, ``conceding`` where one is told beside another: "while".
        relatives: with what a clause begins that is said of the words before it.
        adds: what stands between two things of one kind.
        circumstances: what stands before a time, a place or a circumstance, which stand where they like.
        agents, recipients: what stands before who does it, and before who is given it.
        copulas: "is" and its forms; ``articles`` may stand behind them.
        passive: what stands before a verb in the passive, whatever its form, the place of the verb being the end.
        passive_auxiliary, passive_agent: the same of a verb that has the form of a ``participle``, and what stands behind
            such a verb.
        reported: what says that the speaker of the sentence before goes on; ``resuming``, at the head of a sentence, goes on
            with whom that is about, ``linking`` with what happened.
        referring: with what a sentence begins that is not understood without the one before.
        leaning: the same and more, of a sentence that is to be shown without the one before.
        pronouns: what stands for a name at the head of a claim, ``leading`` with what a circumstance begins before it;
            ``people`` are those of persons, ``possessives`` those that own.
        subjects: with what a subject begins, ``starts`` with what one begins that may be the second of two.
        auxiliaries, irregular: verbs that are told by no ending.
        instructions, opinions: with what begins what asks for something, and what says how somebody sees it.
        judging, judgements: "is" and the like, and what behind them is an opinion.
        to_model: what speaks to a language model, as a verbose pattern.
        abbreviated: titles before names that end with a point.
        within_names: small words that stand within a name: "of".
        demonyms: endings that make the name of a place that of its people.
        titles, speech: offices, and verbs of speech, as terms.
        indefinite: what tells of whom is spoken no more than "some" does.
        empty: the words that carry no topic, with their accents, of a language that is compared with them.
        saying: terms that say nothing of what is told, beside the function words; ``idioms`` are pairs of terms of which
            the second is a part of the first.
    """

    breaks: str = ""
    turns: str = ""
    sides: str = ""
    joints: str = ""
    conceding: str = ""
    relatives: str = ""
    adds: str = ""
    circumstances: str = ""
    agents: str = ""
    recipients: str = ""
    copulas: str = ""
    articles: frozenset[str] = frozenset()
    passive: str = ""
    passive_auxiliary: str = ""
    passive_agent: str = ""
    participle: str = ""
    reported: str = ""
    resuming: str = ""
    linking: str = ""
    referring: str = ""
    demonyms: frozenset[str] = frozenset()
    leaning: str = ""
    within_names: str = ""
    pronouns: str = ""
    leading: str = ""
    people: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    subjects: str = ""
    starts: str = ""
    auxiliaries: frozenset[str] = frozenset()
    irregular: frozenset[str] = frozenset()
    instructions: str = ""
    opinions: str = ""
    judging: str = ""
    judgements: str = ""
    to_model: str = ""
    abbreviated: str = ""
    titles: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    saying: frozenset[str] = frozenset()
    idioms: frozenset[tuple[str, str]] = frozenset()


NO_CLAUSES = Clauses()
