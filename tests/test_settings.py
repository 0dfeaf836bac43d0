"""Settings: what is refused, and what comes first."""

from __future__ import annotations

import pytest

from rag import Settings, UsageError


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("FOOTNOTE_COPRUS", "x", "There is no variable FOOTNOTE_COPRUS. Did you mean FOOTNOTE_CORPUS?"),
        ("FOOTNOTE_PASSAGE", "3", "There is no variable FOOTNOTE_PASSAGE. Did you mean FOOTNOTE_PASSAGES?"),
        ("FOOTNOTE_ZZZZ", "x", "There is no variable FOOTNOTE_ZZZZ. See footnote --help."),
        ("FOOTNOTE_", "x", "There is no variable FOOTNOTE_. See footnote --help."),
        ("FOOTNOTE_PASSAGES", "0", "The setting 'passages' cannot be '0'"),
        ("FOOTNOTE_PASSAGES", "many", "The setting 'passages' cannot be 'many'"),
        ("FOOTNOTE_CAUTION", "wild", "The setting 'caution' cannot be 'wild'"),
        (
            "FOOTNOTE_PASSWORD",
            "hunter2",
            "The setting 'password' cannot be what was given: it needs at least 8 characters.",
        ),
        *[
            ("FOOTNOTE_WORKERS", value, f"The setting 'workers' cannot be {value!r}: it is not of the form ray://host")
            for value in ("auto", "ray://", "ray://h", "ray://h:x", "ray://:1", "ray://h:1/x", "http://h:1", "h:1", "")
        ],
        *[
            ("FOOTNOTE_TRUSTED_PROXY", value, f"The setting 'trusted_proxy' cannot be {value!r}: it is not of the form")
            for value in ("*", "localhost", "10.0.0.1,", "10.0.0.1/8")
        ],
        ("FOOTNOTE_LOCK_TIMEOUT_S", "-1", "The setting 'lock_timeout_s' cannot be '-1'"),
    ],
)
def test_a_variable_that_cannot_be_is_named(
    variable: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(UsageError) as error:
        Settings.of()
    assert str(error.value).startswith(told)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("corpsu", "There is no setting corpsu. Did you mean corpus?"),
        ("qqq", "There is no setting qqq. See footnote --help."),
    ],
)
def test_a_name_that_is_none_is_named(name: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        Settings.of(**{name: 1})
    assert str(error.value) == told


def test_arguments_come_before_variables_and_these_before_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_CORPUS", "from-variable")
    monkeypatch.setenv("FOOTNOTE_PASSAGES", "7")
    settings = Settings.of(corpus="given", store=None)
    assert (settings.corpus, settings.passages, settings.store) == ("given", 7, ".footnote")


def test_secrets_are_not_shown() -> None:
    settings = Settings.of(store_token="secret-token", password="secret-word", llm_key="secret-key")
    assert "secret-" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_without_a_folder_of_articles_there_is_none() -> None:
    with pytest.raises(UsageError, match=r"^No folder of articles was named\. Name one: footnote chat FOLDER"):
        _ = Settings.model_construct(corpus=None).folder
    assert Settings.of().folder.name == "seeds"  # of a checkout
