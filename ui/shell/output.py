"""What a command prints: its result as JSON or for a person, and a failure in a sentence."""

from __future__ import annotations

import json
import os
import sys
import traceback
from dataclasses import dataclass
from typing import Any

from rag import UsageError
from ui.shell import results
from ui.shell.next_step import named_store
from ui.text import Speech, escaped, visible

ANSWERED, FAILED, WRONG_USE, DECLINED, UNCERTAIN, STOPPED = 0, 1, 2, 3, 5, 130
"""What a command ends with."""
_PIPE_WIDTH = 1_000_000


@dataclass
class Mode:
    """How results and failures are told; set by the command that runs."""

    json: bool = False
    debug: bool = False


mode = Mode()
err = results.Screen(stderr=True, highlight=False, soft_wrap=True)


def set_mode(as_json: bool, debug: bool) -> None:
    mode.json, mode.debug = as_json, debug


def show(data: Any, text: Any, *, one_line: bool = False) -> None:
    """One result, as JSON or for a person."""
    if mode.json:
        encoding = (sys.stdout.encoding or "utf-8").lower().replace("-", "")
        told = json.dumps(data, ensure_ascii=encoding != "utf8", indent=None if one_line else 2, default=str)
        print(escaped(told), flush=True)
    else:
        # A pipe gets whole lines: breaking them is for terminals.
        results.Screen(highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH).print(text)


def show_failure(error: BaseException, problem: str, next_step: str) -> int:
    """Tells a failure in the language of the shell (in JSON in English), and gives what the command ends with."""
    if mode.debug:
        print(visible("".join(traceback.format_exception(error))), file=sys.stderr)
    next_step = named_store.in_full(next_step)
    if mode.json:
        print(escaped(json.dumps({"error": problem, "next_step": next_step}, ensure_ascii=False)))
    else:
        speech = Speech.of_shell(os.environ)
        err.print(f"footnote: {speech.told(problem)} {speech.told(next_step)}", markup=False)
    return WRONG_USE if isinstance(error, UsageError) else FAILED


def show_stopped() -> int:
    """Tells that the user has stopped the command, and gives what it ends with."""
    speech = Speech.of_shell(os.environ)
    err.print(speech.plain("Stopped. What was indexed is kept, and the same command goes on from there."))
    return STOPPED
