"""A small folder about an island, and what is quoted from it."""

from __future__ import annotations

from rag import Answer

FERRY = (
    "Ferry to Oster stops in winter\n3 May 2023\n\n"
    "The ferry to Oster will stop for the winter of 2023, the harbour office announced on 2 May 2023. "
    "It carries few people then.\n\n"
    '"We lose money on every trip," said Marta Lindqvist, who leads the harbour office.\n\n'
    "The first ferry to Oster sailed in 1961. A bridge was refused in October 1988.\n\n"
    "Pavel Novotny, a farmer on Oster, told the paper that he will buy a boat."
)


BEES = (
    "Bees of Oster\n12 June 2024\n\n"
    "The bees of Oster swarmed on 3 June 2024, two weeks earlier than in other years. A swarm holds 15,000 bees.\n\n"
    "Marta Lindqvist explained that the harbour was closed for an hour."
)


RULES = (
    "# Camp rules\n\n## What to bring\n\n- a sleeping bag\n- a torch\n- rubber boots\n\n"
    "## Quiet hours\n\nThe camp is quiet from 22:00 to 7:00.\n\n## Fires\n\nFires are allowed on the beach only.\n"
)


def quotes(answer: Answer) -> list[str]:
    """What is quoted, once it is seen that each quotation stands where it is said to."""
    for cited in answer.citations:
        assert cited.article.text[cited.start : cited.end] == cited.quote
    assert all(one.citations for one in answer.sentences)
    return [one.quote for one in answer.citations]
