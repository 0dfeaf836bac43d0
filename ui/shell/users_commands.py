"""``footnote users``: who may come to a served Footnote, and what each may do."""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from rag import Settings, UsageError
from ui.server.users import ROLES, Role, Users
from ui.shell.options import Debug, Json
from ui.shell.output import set_mode, show

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Keep the file of those who may come to the page, each with a role.",
)
File = Annotated[Path | None, typer.Option("--file", help="The file; FOOTNOTE_USERS names it too.", show_default=False)]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Of the user; one that is there gets another role and password.")],
    role: Annotated[str, typer.Option(help=f"What the user may do: {', '.join(ROLES)}.")] = "read",
    file: File = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Add a user; the password is asked for, or is the first line of standard input."""
    set_mode(as_json, debug)
    wanted: Role | None = next((known_role for known_role in ROLES if known_role == role), None)
    if wanted is None:
        raise UsageError(f"There is no role {role!r}.", f"Choose one: {', '.join(ROLES)}.")
    users, where = _users(file)
    password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    users.add(name, wanted, password)
    show({"name": name, "role": wanted}, f"{name} may come, with the role {wanted}. Serve with: FOOTNOTE_USERS={where}")


@app.command(name="list")
def list_(file: File = None, as_json: Json = False, debug: Debug = False) -> None:
    """List the users and their roles."""
    set_mode(as_json, debug)
    known = _users(file)[0].all()
    shown = "\n".join(f"{user.name}  {user.role}" for user in known)
    show([{"name": user.name, "role": user.role} for user in known], shown or "There are no users.")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="Of the user.")],
    file: File = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Remove a user; whoever is on the page under this name has to leave it at once."""
    set_mode(as_json, debug)
    _users(file)[0].remove(name)
    show({"removed": name}, f"{name} may not come any more.")


def _users(file: Path | None) -> tuple[Users, str]:
    where = file or Settings.of().users
    if not where:
        raise UsageError("No file of users was named.", "Name one with --file, or in FOOTNOTE_USERS.")
    return Users(Path(where)), str(where)
