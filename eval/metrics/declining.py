"""Does the bot answer when, and only when, the articles say? Positive means not answered: uncertain or declined."""

from __future__ import annotations

from eval.gold import Gold
from eval.metrics.answers import of_text
from eval.scored_answer import Given


def scores(gold: Gold, given: Given) -> dict[str, float]:
    """Each rate is a mean over the rows that its denominator names.

    What comes closest is not an answer: uncertain counts as declined, and ``eval.metrics.outcomes`` tells them apart.
    decline_precision = declined without an answer to give / declined. decline_recall = declined / questions
    without an answer. over_declining = declined / questions with one. A false premise that the articles
    correct counts as a question with an answer.
    """
    declined = float(given.declined)
    values = {"decline_right": float(given.declined != gold.answerable)}
    values["over_declining" if gold.answerable else "decline_recall"] = declined
    if given.declined:
        values["decline_precision"] = float(not gold.answerable)
    if gold.expected == "correct_premise":
        values["premise_corrected"] = float(not given.declined and of_text(gold, given.text) == "correct")
    return values
