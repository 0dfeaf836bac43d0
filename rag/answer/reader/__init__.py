"""The reader, a cross-encoder: it reads question and passage together, and tells which sentence answers, if any."""
