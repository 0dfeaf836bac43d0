"""Whether passages say what a sentence says: of a sentence that a model wrote, or of anybody's."""
