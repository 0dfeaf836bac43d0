"""What runs Footnote for others: the container, the services beside it, and the examples of docs/deploy."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from rag import Settings
from tests.conftest import REPOSITORY
from ui.cli import app

DEPLOY = REPOSITORY / "docs" / "deploy"


def tool(name: str) -> str:
    """A command of this environment."""
    return str(Path(sys.executable).with_name(name))


def checked(*command: str) -> None:
    ran = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def chat_options() -> set[str]:
    chat = typer.main.get_command(app).commands["chat"]  # type: ignore[attr-defined]
    return {option for parameter in chat.params for option in (*parameter.opts, *parameter.secondary_opts)}


def set_in(text: str) -> set[str]:
    return {name.lower() for name in re.findall(r"\bFOOTNOTE_([A-Z_]+)", text)}


@lru_cache
def stages() -> list[list[str]]:
    """The instructions of the Dockerfile, by stage."""
    text = re.sub(r"\\\n", " ", (REPOSITORY / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    starts = [number for number, line in enumerate(lines) if line.startswith("FROM")]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], None])]


def test_the_dockerfile_is_without_a_fault() -> None:
    checked(tool("hadolint"), "--failure-threshold", "info", "Dockerfile")


def test_what_it_copies_is_there_and_let_in() -> None:
    let_in = set((REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines())
    copied = [name for line in stages()[0] if line.startswith("COPY") for name in line.split()[1:-1]]
    assert {"rag", "ui", "eval", "requirements.lock"} <= set(copied)
    assert [name for name in copied if not (REPOSITORY / name).exists() or f"!{name}" not in let_in] == []


def test_the_container_is_nobodys_root_and_reads_only() -> None:
    last = stages()[-1]
    by_name = {line.split()[0]: line for line in last}
    assert by_name["USER"] == "USER 10001"
    command = re.findall(r'"([^"]+)"', by_name["CMD"])
    assert command[0] == "chat" and "--read-only" in command
    assert {word for word in command if word.startswith("--")} <= chat_options()
    assert "/ready" in by_name["HEALTHCHECK"] and '"/articles", "/store"' in by_name["VOLUME"]
    assert set_in(by_name["ENV"]) <= set(Settings.model_fields)


@pytest.mark.skipif(not shutil.which("docker"), reason="needs Docker")
@pytest.mark.slow
def test_the_container_is_built() -> None:
    if subprocess.run(["docker", "info"], capture_output=True).returncode:
        pytest.skip("no Docker engine runs here")
    checked("docker", "build", "--quiet", "--tag", "footnote-test", ".")
    told = subprocess.run(
        ["docker", "run", "--rm", "--read-only", "--tmpfs", "/tmp", "footnote-test", "--version"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert told.stdout.startswith("footnote ")


def test_the_services_beside_each_other() -> None:
    checked(tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", "compose.yaml")
    services: dict[str, Any] = yaml.safe_load((REPOSITORY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    locked = re.search(r"^chromadb==([\d.]+)", (REPOSITORY / "requirements.lock").read_text(), re.MULTILINE)
    assert locked and services["chroma"]["image"] == f"chromadb/chroma:{locked[1]}"
    footnote = services["footnote"]
    assert footnote["read_only"] and footnote["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in footnote["ports"])
    assert {name.removeprefix("FOOTNOTE_").lower() for name in footnote["environment"]} <= set(Settings.model_fields)


def test_the_unit_of_systemd() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "footnote.service", encoding="utf-8")
    service = unit["Service"]
    _, command, _, *options = shlex.split(service["ExecStart"])
    assert command == "chat" and {word for word in options if word.startswith("--")} <= chat_options()
    assert set_in(service["Environment"]) <= set(Settings.model_fields)
    assert (service["DynamicUser"], service["ProtectSystem"]) == ("yes", "strict")


@pytest.mark.parametrize("name", ["Caddyfile", "nginx.conf"])
def test_the_proxies_speak_to_the_port_of_the_unit(name: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert "127.0.0.1:7860" in text and text.count("{") == text.count("}")
    assert "--port 7860" in (DEPLOY / "footnote.service").read_text(encoding="utf-8")


WORKFLOWS = sorted(path.name for path in (REPOSITORY / ".github" / "workflows").glob("*.yaml"))


@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflows_are_of_their_schema(name: str) -> None:
    checked(tool("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", f".github/workflows/{name}")


def test_issue_forms_are_of_their_schema() -> None:
    forms = sorted((REPOSITORY / ".github" / "ISSUE_TEMPLATE").glob("*.yaml"))
    assert forms
    checked(tool("check-jsonschema"), "--builtin-schema", "vendor.github-issue-forms", *map(str, forms))
