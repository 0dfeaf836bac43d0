"""Letters and mails in a text: how they begin and end, and the lines that say who wrote what stands below."""

from __future__ import annotations

import regex

from rag.language.dates import dates_in
from rag.language.packs import PRINTING

# The end of a letter; whoever signs stands on the next line.
SIGNING_OFF = regex.compile(rf"(?i)(?:{PRINTING.signing_off})\s*[,.!]?")
# How a letter begins: with a greeting, or on a line with nothing but names and a comma ("All,").
SALUTATION = regex.compile(rf"(?i)(?:{PRINTING.salutations})\b[^.?:;]{{0,80}}[,!:]")
ADDRESSED = regex.compile(r"\p{Lu}[\p{L}\p{M}.'’-]*(?: [\p{L}\p{M}.'’-]+){0,3},")
_FIELD = regex.compile(rf"(?i)[*_]*(?P<field>{PRINTING.mail})[*_]*\s?:[*_]*\s+\S.*")
_SENDER = regex.compile(rf"(?i)[*_]*(?:{PRINTING.senders})[*_]*\s?:[*_]*\s+(?P<name>[^<\[(\n]*[^<\[(\s*_])")
_ANSWERED = "(?:re|fwd?|aw|wg|tr|rv|sv|rif)"
"""What mail programs put before the subject of a mail that is answered or sent on."""
_SUBJECT = regex.compile(rf"(?i)^[*_]*(?:{PRINTING.subjects})[*_]*\s?:[*_]*\s+(?:{_ANSWERED}\s?:\s*)*")
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}.'’-]*(?: \p{Lu}[\p{L}\p{M}.'’-]*){0,4}")
_ADDRESS = regex.compile(r"[<(\[][^>)\]]*[>)\]]|\S+@\S+")
_ATTRIBUTION = regex.compile(rf"(?i)(?:{PRINTING.attributions})")


def is_field(line: str) -> bool:
    """Whether a line may stand at the head of a mail.

    >>> is_field("To: Board"), is_field("Board: all")
    (True, False)
    """
    return bool(_FIELD.fullmatch(line))


def is_attribution(line: str) -> bool:
    """Whether a line stands above what a mail quotes.

    >>> is_attribution("On 3 May, Ann Lee wrote:"), is_attribution("She wrote:")
    (True, False)
    """
    return line.endswith(":") and bool(_ATTRIBUTION.fullmatch(line))


def writer(line: str) -> str:
    """The name in a line that stands above what a mail quotes: it stands last, behind the day.

    >>> writer("On 3 March 2023 at 14:20 Peter Lowe <peter@post.example> wrote:")
    'Peter Lowe'
    """
    for date in sorted(dates_in(line), key=lambda date: -date.start):
        line = f"{line[: date.start]} - {line[date.end :]}"
    names: list[str] = _NAME.findall(_ADDRESS.sub(" ", line))
    return names[-1] if names else ""


def sender(line: str, following: str) -> str:
    """The writer of the mail that two lines stand at the head of; "" where it is none.

    >>> sender("From: Ann Lee <ann@post.example>", "To: Board"), sender("From: Vinh", "by train.")
    ('Ann Lee', '')
    """
    found = _SENDER.match(line) if is_field(following) else None
    return found["name"] if found else ""


def without_subject(line: str) -> str:
    """A line without what says that it is the subject of a mail, and an answer.

    >>> without_subject("Subject: Re: Fwd: The roof"), without_subject("The roof")
    ('The roof', 'The roof')
    """
    return _SUBJECT.sub("", line)
