"""Forms of answers to what is more than a question for a fact: lists, timelines, who spoke, an article part by part."""
