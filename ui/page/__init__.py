"""The chat page: what stands on it, what its events do. ``assembly`` makes it; the browser runs ``ui/browser``."""
