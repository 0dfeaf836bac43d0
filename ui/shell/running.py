"""How a command is run: its exit status, and a sentence for each failure."""

from __future__ import annotations

import sys

import typer
from typer.exceptions import Abort, TyperException

from rag import FootnoteError, is_panic
from ui.shell.output import ANSWERED, FAILED, STOPPED, WRONG_USE, err, show_failure, show_stopped


def run(app: typer.Typer) -> int:
    """The exit status of what the command line asks for; what fails has been told."""
    try:
        status = app(standalone_mode=False)
        if status == STOPPED:  # typer turns Ctrl-C into this status
            show_stopped()
        return status if isinstance(status, int) else ANSWERED
    except (Abort, KeyboardInterrupt):
        return show_stopped()
    except TyperException as error:
        told = error.format_message().rstrip(".")
        step = "A folder of articles is named with --corpus. " if "extra argument" in told else ""
        stop = "" if told.endswith("?") else "."
        err.print(f"footnote: {told}{stop} {step}See footnote --help.", markup=False)
        return WRONG_USE
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED
    except FootnoteError as error:
        return show_failure(error, error.problem, error.next_step)
    except BaseException as error:
        if not isinstance(error, Exception) and not is_panic(error):
            raise
        return show_failure(
            error,
            f"Something went wrong that Footnote did not foresee ({type(error).__name__}: {error}).",
            "Run it again with --debug to see where.",
        )
