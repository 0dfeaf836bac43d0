"""Follow-ups (coreference, query rewriting): what a question that cannot stand alone means after the turns before it.

No model is asked. A pronoun for a person becomes the person last spoken of, a changed year, name or phrase takes the
place of the former, and anything else is asked together with the topic of the last turn. Nothing is taken from a turn
that was declined, nor into a question that stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from rag.answer.answer import Answer
from rag.answer.question.people import is_body, people
from rag.language.base import Language
from rag.language.detect import guess
from rag.language.packs import PACKS, language_by
from rag.language.words import fold

_TOPIC = regex.compile(r"\(([^()]+)\)\s?\?$")
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAMED = regex.compile(
    r"(?:\b(?P<before>\p{Ll}+)\s+(?:the\s+)?)?(?P<name>\p{Lu}[\p{L}\p{M}\d-]*(?:\s+\p{Lu}[\p{L}\p{M}\d-]*)*)"
)
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*|\d+")
_FEW_WORDS = 5


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn as the next needs it: the question as understood, what was quoted, and the short answers in it.

    ``articles`` are the paths of those that were quoted. Of a turn that was ``declined`` there is only the question.
    """

    question: str
    quotes: tuple[str, ...]
    told: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    declined: bool = False

    @classmethod
    def of(cls, answer: Answer) -> Turn:
        told = tuple(sentence.text[slice(*sentence.emphasis)] for sentence in answer.sentences if sentence.emphasis)
        articles = tuple(dict.fromkeys(c.article.path for c in answer.citations))
        quotes = tuple(c.quote for c in answer.citations)
        return cls(answer.understood or answer.question, quotes, told, articles, not quotes)


def understand(question: str, turns: Sequence[Turn], most: int = 2000) -> str | None:
    """A question with what it takes from the turns before, or None when it stands alone.

    Nor does a question take anything from them that would make it longer than ``most`` characters.

    >>> turn = Turn("What did Nong Duc Manh address?", ())
    >>> understand("And what did he propose?", [turn])
    'what did Nong Duc Manh propose?'
    """
    if not turns or turns[-1].declined or not any(c.isalnum() for c in question):
        return None
    meaning = _Question(question, _language_of(question, turns[-1])).after(turns)
    if meaning and "¿" in question:
        meaning = f"¿{meaning.lstrip('¿')}"
    return meaning if meaning is None or len(meaning) <= most else None


def _language_of(question: str, last: Turn) -> Language:
    """A question's language: that of the turn before where it goes on as one does in it, and where nothing tells."""
    spoken = guess(last.question)
    before = language_by(spoken)
    if len(question.split()) <= _FEW_WORDS and before.following.opening.match(question):
        return before
    return language_by(guess(question, frozenset({spoken} - {"", "und"})))


@dataclass(frozen=True, slots=True)
class _Question:
    """A question as it is written, in a language."""

    text: str
    language: Language

    def after(self, turns: Sequence[Turn]) -> str | None:
        last, words = turns[-1], self.language.following
        whole = self.text.strip()
        bare = words.opening.sub("", whole)
        opened, bare = bare != whole, bare.lstrip("¿ ")
        if self._outside(words.person.search(bare), bare):
            name = _person_of(turns) if words.owned else _named_in(last)
            return _with_person(bare, name, self.language) if name else self._with_topic(bare, last)
        pronoun = self._outside(words.thing.search(bare), bare)
        there = words.there.search(bare)
        place = _place_of(last, self.language) if there else None
        if there and place:
            return bare[: there.start()] + f"{there['at'] or words.at} {place}" + bare[there.end() :]
        if self._is_fragment(bare, opened=opened):
            return self._exchanged(bare, last) or _in_brackets(bare, _whole_of(last))
        if pronoun:
            return self._with_topic(bare, last, told=True)
        if words.subjectless.search(bare) or self._says_little(bare):
            return self._with_topic(bare, last)
        return None

    def _outside(self, pronoun: regex.Match[str] | None, bare: str) -> regex.Match[str] | None:
        """A pronoun that means nothing that its own question names before it.

        A clause of its own may take up what was named: "Did the club say when it opens?"; as may a possessive: "Does
        the club publish its accounts?".
        """
        if pronoun is None:
            return None
        words, before = self.language.following, bare[: pronoun.start()]
        nouns = [hit.end() for hit in words.noun.finditer(before)]
        first = words.asking.match(before)
        names = [hit.end() for hit in _NAMED.finditer(before) if hit.start("name") >= (first.end() if first else 0)]
        if not nouns + names:
            return pronoun
        between = before[min(nouns + names) :]
        if words.possessive.match(bare, pronoun.start()):
            return pronoun if regex.search(rf"(?:{words.preposition.pattern})\s*$", between) else None
        return None if words.clause.search(between) else pronoun

    def _is_fragment(self, bare: str, *, opened: bool) -> bool:
        """Whether a question is no whole sentence: "and in Poland?", "for children?"."""
        words = self.language.following
        few = len(bare.split()) <= _FEW_WORDS
        plain = fold(self.language.lookalikes.sub("-", bare))
        asks = self.language.asks_first.match(plain) or words.asking.match(bare) or words.confirming.search(bare)
        return few and not asks and (opened or bool(words.preposition.match(bare)))

    def _says_little(self, bare: str) -> bool:
        """Whether there is nothing in a question but what is in any: "Why is that so?"."""
        rest = self.language.following.asking.sub("", bare)
        return not any(not self.language.is_function_word(word) for word in _WORD.findall(rest))

    def _with_topic(self, bare: str, last: Turn, *, told: bool = False) -> str | None:
        """A question with the topic of the turn before; and with what was ``told``, where a pronoun may mean it."""
        taken_over = _TOPIC.search(last.question)
        if taken_over:
            return _in_brackets(bare, taken_over.group(1))
        spoken = language_by(guess(last.question))
        topic = spoken.following.asking.sub("", last.question).strip(" ¿?.!")
        if not _WORD.search(topic):
            return _in_brackets(bare, _whole_of(last))
        return _in_brackets(bare, ": ".join((topic, *(_told_beside(topic, last) if told else ()))))

    def _exchanged(self, bare: str, last: Turn) -> str | None:
        """ "And in 2017?" after "What was reviewed in 2009?": the same question with the other year, name or phrase."""
        year, years = _YEAR.search(bare), list(_YEAR.finditer(last.question))
        if year and len(years) == 1:
            return _put(last.question, years[0].span(), year.group())
        first, _, rest = bare.partition(" ")
        if rest and self.language.is_function_word(first):  # "In Poland": its capital is the sentence's
            bare = f"{first.lower()} {rest}"
        return self._with_other_name(bare, last) or self._with_other_phrase(bare, last)

    def _with_other_name(self, bare: str, last: Turn) -> str | None:
        new = [hit for hit in _NAMED.finditer(bare) if not self.language.is_function_word(hit["name"])]
        if len(new) != 1 or not self._says_no_more(bare, new[0]):
            return None
        old = [hit for hit in _NAMED.finditer(last.question) if hit.start("name") > 0 and not self._goes_on(last, hit)]
        # Of several the one behind the same preposition: "and in Poland?" changes the country, not who did it.
        if len(old) > 1:
            old = [hit for hit in old if _place_word(hit) == _place_word(new[0])]
        if len(old) != 1 or (new[0]["before"] and (_place_word(new[0]) is None) != (_place_word(old[0]) is None)):
            return None
        with_preposition = {new[0]["before"], old[0]["before"]} <= self.language.place_before
        span = (old[0].start("before" if with_preposition else "name"), old[0].end("name"))
        name = f"{new[0]['before']} {new[0]['name']}" if with_preposition else new[0]["name"]
        return _put(last.question, span, name)

    def _with_other_phrase(self, bare: str, last: Turn) -> str | None:
        """ "And for dinner?" after "What is the limit for a hotel?": the last phrase behind the same preposition."""
        preposition = self.language.following.preposition.match(bare)
        if preposition is None:
            return None
        same = list(regex.finditer(rf"(?i)\b{regex.escape(preposition.group())}\b[^,?]*", last.question))
        if len(same) != 1 or last.question[same[0].end() :].strip(" ?"):
            return None
        rest = _put(last.question, same[0].span(), "")
        return (
            None
            if not _WORD.search(self.language.following.opening.sub("", rest))
            else _put(last.question, same[0].span(), bare.rstrip(" ?."))
        )

    def _says_no_more(self, bare: str, name: regex.Match[str]) -> bool:
        """Whether a question is a name, perhaps behind a preposition."""
        rest = bare[: name.start()] + bare[name.end() :]
        return not self.language.following.empty.sub("", rest)

    def _goes_on(self, last: Turn, name: regex.Match[str]) -> bool:
        """Whether a name goes on in small letters, as one of several syllables may: "Mặt trận"."""
        goes_on = " " not in name["name"] and bool(regex.match(r"\s+\p{Ll}", last.question[name.end() :]))
        return goes_on and language_by(guess(last.question)).syllabic


def _told_beside(topic: str, last: Turn) -> list[str]:
    """The short answer that "it" may mean: a few words without a number, which would fix what is asked for."""
    named = (told for told in last.told if len(told.split()) <= _FEW_WORDS and not regex.search(r"[\d()]", told))
    return [told for told in named if told.casefold() not in topic.casefold()][:1]


def _person_of(turns: Sequence[Turn]) -> str | None:
    """The person last spoken of: the one asked for, or in a question, else the one most surely named in a quotation."""
    for turn in reversed(turns):
        if turn.declined:
            return None
        for text in (*turn.told, turn.question, *turn.quotes):
            named = people(text, least=1)
            if named:
                return max(named, key=lambda person: person.trust).name
            if text is turn.question and (only := _only_name(text)):
                return only
    return None


def _named_in(turn: Turn) -> str | None:
    """The person whom a turn was about, by its question or its short answer."""
    for text in (*turn.told, turn.question):
        if named := people(text, least=1):
            return max(named, key=lambda person: person.trust).name
    return _only_name(turn.question)


def _only_name(question: str) -> str | None:
    """The one name in a question that is no place's: "Vuong" in "What did Vuong suggest?"."""
    language = language_by(guess(question))
    first = language.following.asking.match(question)
    hits = [h for h in _NAMED.finditer(question) if h.start("name") >= (first.end() if first else 0)]
    names = [h for h in hits if not (language.is_function_word(h["name"]) or is_body(h["name"]) or h["name"].isupper())]
    return str(names[0]["name"]) if len(names) == 1 and _place_word(names[0]) is None else None


def _place_of(turn: Turn, language: Language) -> str | None:
    """Where the last turn was about: the name behind a preposition of place, in the question or in what was quoted."""
    for text in (turn.question, *turn.quotes):
        for hit in _NAMED.finditer(text):
            if hit["before"] and _place_word(hit):
                return str(hit["name"])
    return None


def _place_word(name: regex.Match[str]) -> str | None:
    """The preposition of place before a name, in whichever language."""
    return name["before"] if any(name["before"] in pack.place_before for pack in PACKS.values()) else None


def _with_person(question: str, name: str, language: Language) -> str | None:
    """A question with a name instead of the pronoun for it, or behind it."""
    words = language.following
    if not words.owned:
        return _in_brackets(question, name)
    hit = words.person.search(question)
    assert hit
    owns = hit.group().lower() != "hers" and words.possessive.match(question, hit.start())
    return _put(question, hit.span(), words.owned.format(name) if owns else name)


def _whole_of(last: Turn) -> str:
    """What the last turn asked; what it had itself taken over, where it had."""
    taken_over = _TOPIC.search(last.question)
    return str(taken_over.group(1)) if taken_over else last.question.strip(" ¿?.!")


def _in_brackets(question: str, topic: str) -> str | None:
    """A question with what it is about behind it, where there is a word of both."""
    topic = " ".join(topic.replace("?", " ").replace("¿", " ").split())
    return f"{question.rstrip(' ?')} ({topic})?" if _WORD.search(topic) and _WORD.search(question) else None


def _put(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]
