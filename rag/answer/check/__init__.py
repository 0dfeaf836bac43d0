"""The check: do passages say what a sentence says (textual entailment), be it a model's sentence or anybody's?"""
