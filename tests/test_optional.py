"""Extras: what is missing is told with the extra's name and the command that installs it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from rag import UsageError, check_extra, optional
from rag.optional import need


def test_not_installed_is_told_from_broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"the extra 'ollama'.*not installed: .*pip install 'llama-index-llms-ollama>=[0-9.]+'$"
    ):
        need("there_is_no_such_package", "ollama", "A model of Ollama")
    (tmp_path / "broken_package.py").write_text("raise ImportError('its library is missing')")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(UsageError, match=r"cannot be imported \(its library is missing\).*--force-reinstall$"):
        need("broken_package", "ollama", "A model of Ollama")


def test_an_extra_that_is_there_is_not_complained_about() -> None:
    check_extra("eval", "footnote eval")


@pytest.mark.parametrize("found", [None, "0.1"])
def test_an_extra_that_is_not_there_or_too_old_is_named(found: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def version_of(name: str) -> str:
        if name != "scipy":
            return version(name)
        if found is None:
            raise PackageNotFoundError(name)
        return found

    monkeypatch.setattr(optional, "version", version_of)
    told = r"footnote eval needs the extra 'eval', of which this is not installed: scipy\. Run: pip install .*'scipy>=1"
    with pytest.raises(UsageError, match=told):
        check_extra("eval", "footnote eval")


def test_sources_that_are_not_installed_name_the_distribution(monkeypatch: pytest.MonkeyPatch) -> None:
    def requires(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(optional, "requires", requires)
    with pytest.raises(UsageError, match=r"Run: pip install 'footnote-qa\[ollama\]'$"):
        need("there_is_no_such_package", "ollama", "A model of Ollama")
