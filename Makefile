# Footnote: `make chat` to use it, `make test` to test it, `make help` for the rest.

PYTHON ?= python3
PORT ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TOOLS := $(VENV)/.tools
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps --no-compile
WORKERS ?= 2
COMPILE := uv pip compile --universal --python-version 3.10 pyproject.toml --generate-hashes \
	  --no-header --no-emit-index-url --no-emit-find-links --quiet

.DEFAULT_GOAL := help
.PHONY: help chat test check format gate docs wheel release lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

chat: $(STAMP)  ## index seeds/ where needed and open the chat page (PORT=8080 to choose the port)
	@$(BIN)/footnote chat $(if $(PORT),--port $(PORT))

test: $(TOOLS)  ## run the whole test suite
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --durations 10 --durations-min 10

check: $(TOOLS)  ## format, lint, types and tests: what a change has to pass
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/oxlint --deny-warnings ui/browser
	@$(MAKE) --no-print-directory test

gate: $(TOOLS)  ## hold seeds, documents, requests, French, Spanish, follow-ups and yes-or-no against what they have to keep
	@$(BIN)/footnote eval gates

format: $(TOOLS)  ## put the code into its format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: $(TOOLS)  ## build the site of docs/ in build/site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet

wheel: $(STAMP)  ## build the wheel, dist/footnote_qa-*.whl, which pip, pipx and uv install
	@$(BIN)/python -m hatchling build -t wheel

release: $(TOOLS)  ## build, try, commit and tag a version, and publish nothing (VERSION=0.2.0)
	@$(BIN)/python -m tests.release $(VERSION)

lock:  ## write the lock files anew from pyproject.toml (needs uv)
	$(COMPILE) --extra mcp --group build --output-file requirements.lock
	$(COMPILE) --extra docs --extra eval --extra gguf --extra mcp --extra otlp --extra ray --group dev --constraint requirements.lock --output-file tests/requirements.lock

clean:  ## remove the environment, the store and what tools left behind
	rm -rf $(VENV) .footnote .mypy_cache .pytest_cache .ruff_cache

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
	  { echo "Footnote needs Python 3.10 or newer; $(PYTHON) is older. Name another: make PYTHON=python3.12 ..."; exit 1; }
	@echo "Setting up $(VENV): this takes a minute or two, once."
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(TOOLS): $(STAMP) tests/requirements.lock tests/model.lock
	@$(INSTALL) -r tests/requirements.lock -r tests/model.lock
	@touch $@
