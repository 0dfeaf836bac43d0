"""All that is known of languages: one file each, and one place that guesses which one a text is in."""
