"""All that is known of languages: a folder each, and one place that guesses which one a text is in."""
