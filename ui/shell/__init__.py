"""The command line's parts: options, what is printed, progress. The commands themselves are in ``ui.cli``."""
