"""Makes a release of what is checked out, ``make release VERSION=0.2.0``: a commit, a tag, a wheel and an sdist in ``dist``.

Nothing leaves this machine: pushing the tag is what has it published.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from packaging.version import InvalidVersion, Version

from tests.conftest import REPOSITORY

VERSION, CHANGES, STORE = Path("rag/version.py"), Path("CHANGELOG.md"), Path("rag/index/chroma_store.py")
NOT_RELEASED = "## Not released yet\n"


class RefusedError(Exception):
    """The release cannot be made: why, and what to do."""


def release(root: Path, number: str, build: Callable[[Path], None]) -> str:
    """Gives the changes and the version their number, builds, commits and tags; returns the tag.

    Args:
        root: the repository.
        number: of the release, "0.2.0".
        build: makes in ``root`` what is released, and tries it.

    Raises:
        RefusedError: something stands against it; nothing was changed.
        subprocess.CalledProcessError: the build has failed; what was changed is as before.
    """
    tag = f"v{number}"
    if git(root, "status", "--porcelain"):
        raise RefusedError("There are changes that are not committed. Commit them, or put them away: git stash -u")
    if git(root, "tag", "--list", tag):
        raise RefusedError(f"The tag {tag} is there already. Choose a later version.")
    changes, version = (root / CHANGES).read_text(encoding="utf-8"), (root / VERSION).read_text(encoding="utf-8")
    check_follows(number, stated(version, "__version__"), laid_out_anew(root))
    try:
        (root / CHANGES).write_text(numbered(changes, number), encoding="utf-8")
        (root / VERSION).write_text(re.sub(r'"[^"]+"(?=\n$)', f'"{number}"', version), encoding="utf-8")
        build(root)
        git(root, "commit", "--quiet", "--message", f"Footnote {number}", "--", str(CHANGES), str(VERSION))
    except BaseException:
        git(root, "checkout", "--quiet", "HEAD", "--", str(CHANGES), str(VERSION))
        raise
    git(root, "tag", "--annotate", tag, "--message", f"Footnote {number}")
    return tag


def check_follows(number: str, before: str, anew: bool) -> None:
    """Holds a number against the version before, and against a layout of the store that is ``anew`` since then."""
    try:
        new, old = Version(number), Version(before)
    except InvalidVersion:
        raise RefusedError(f"{number!r} is no version. Write it as 0.2.0 or 0.2.0rc1.") from None
    if len(new.release) != 3 or str(new) != number:
        raise RefusedError(f"{number!r} is no version. Write it as 0.2.0 or 0.2.0rc1.")
    if new <= old:
        raise RefusedError(f"{number} does not come after {before}. Choose a later version.")
    kept = 2 if new.major == 0 else 1
    if anew and new.release[:kept] == old.release[:kept]:
        what = "minor" if new.major == 0 else "major"
        raise RefusedError(f"The store is laid out anew since {before}: this takes another {what} version.")


def laid_out_anew(root: Path) -> bool:
    """Whether stores of the last release, if there is one, have to be rebuilt."""
    if not git(root, "tag", "--merged", "HEAD", "--list", "v*"):
        return False
    last = git(root, "describe", "--tags", "--abbrev=0", "--match", "v*")
    now = (root / STORE).read_text(encoding="utf-8")
    return stated(git(root, "show", f"{last}:{STORE.as_posix()}"), "SCHEMA") != stated(now, "SCHEMA")


def stated(module: str, name: str) -> str:
    """``stated('SCHEMA = "3"', "SCHEMA")`` is "3"."""
    (value,) = re.findall(rf'^{name} = "([^"]+)"', module, re.MULTILINE)
    return str(value)


def numbered(changes: str, number: str) -> str:
    """The changes with those that were not released yet under a number.

    Raises:
        RefusedError: there are none.
    """
    before, heading, after = changes.partition(NOT_RELEASED)
    if not heading or not after.partition("\n## ")[0].strip():
        raise RefusedError(f"{CHANGES} tells nothing under {NOT_RELEASED.strip()!r}. Write what a user now has.")
    return f"{before}{heading}\n## {number}\n{after}"


def build_and_try(root: Path) -> None:
    """Builds wheel and sdist, installs a wheel of the same tree where nothing is, and asks it a question."""
    run(root, sys.executable, "-m", "hatchling", "build", "--clean", "-t", "wheel", "-t", "sdist")
    run(root, sys.executable, "-m", "pytest", "--quiet", "tests/e2e/test_wheel.py")


def run(root: Path, *command: str) -> None:
    subprocess.run(command, cwd=root, check=True)


def git(root: Path, *arguments: str) -> str:
    """What git prints."""
    done = subprocess.run(["git", *arguments], cwd=root, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def main() -> None:
    parser = argparse.ArgumentParser(prog="make release VERSION=")
    parser.add_argument("number", metavar="VERSION", help="as 0.2.0")
    number = parser.parse_args().number
    try:
        tag = release(REPOSITORY, number, build_and_try)
    except RefusedError as refused:
        sys.exit(f"No release was made. {refused}")
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"No release was made, and nothing is changed: {' '.join(error.cmd)} has failed. Mend it, then try again."
        )
    print(f"{tag} is made, and dist/ holds its wheel and sdist. To publish it: git push origin HEAD {tag}")


if __name__ == "__main__":
    main()
