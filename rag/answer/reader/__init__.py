"""The reader: a model that reads a question and a passage together, and tells which sentence answers, if any."""
