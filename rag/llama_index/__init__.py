"""Footnote as parts of a llama-index program."""
