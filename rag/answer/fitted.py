"""Files of fitted weights: read whole, or told in one sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rag.errors import UsageError


@contextmanager
def fitted(path: Path, step: str = "Install Footnote again.") -> Iterator[dict[str, Any]]:
    """What a file of weights holds; the block makes the weights of it.

    Raises:
        UsageError: the file is gone, damaged, or lacks a part; ``step`` is what to do then.
    """
    try:
        yield json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        lacks = f"it has no {error}" if isinstance(error, KeyError) else error
        raise UsageError(f"The weights in {path} cannot be read: {lacks}.", step) from error
