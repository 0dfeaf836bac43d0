"""The question, taken apart: its kind of answer, its names, what it follows."""
