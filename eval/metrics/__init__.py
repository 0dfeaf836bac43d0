"""Scores: each file one question about an answer; each function one formula."""
