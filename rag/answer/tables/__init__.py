"""Questions over one table, answered by selecting rows: certain of every word of the question, or not at all."""
