"""Written answers: a model writes from numbered passages, and a sentence is given only when they support it."""
