"""Evaluation: questions written by hand, and how answers to them are scored."""
