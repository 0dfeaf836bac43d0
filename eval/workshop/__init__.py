"""What fits and measures parts of the bot by themselves; it may look inside ``rag``."""
