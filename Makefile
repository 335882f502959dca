# Every target makes .venv itself when it is missing or older than the requirements it needs.
PYTHON ?= python3
BIN := .venv/bin
RUN := .venv/.run-stamp
DEV := .venv/.dev-stamp

.PHONY: demo test check torture bench lock clean
.DEFAULT_GOAL := help

.PHONY: help
help:  ## Show what there is
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(RUN)  ## A simulated Slack workspace and Arize AX account with the real bot, in your browser
	@$(BIN)/python -m bot demo

test: $(DEV)  ## All tests (browser tests skip, with a line, where there is no Chromium)
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not (judge or image or deploy)" --cov --cov-report= && $(BIN)/python -m tests.coverage_floor

check: $(DEV)  ## Linters, types, import contracts, committed secrets
	$(BIN)/ruff format --check . && $(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.secret_shapes

.PHONY: torture
torture: $(DEV)  ## Attack the bot for a while: make torture ARGS="--seconds 600 --write docs/reliability.md"
	$(BIN)/python -W ignore::UserWarning -m tests.torture $(ARGS)

bench: $(DEV)  ## How fast it is, against what it could be measured with (docs/performance.md); some six minutes
	@$(BIN)/python -m tests.bench --json bench.json

COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-header

.PHONY: fuzz
fuzz: $(DEV)  ## Whatever may come in at the HTTP port, for as long as you like
	$(BIN)/python -m pytest -n auto --hypothesis-profile=long tests/abuse

.PHONY: mutants
mutants: $(DEV)  ## Which small changes no test notices: make mutants WHAT=domain, WHAT=workflow/gate, SAMPLE=200
	$(BIN)/pip install --quiet 'mutmut>=3.8'
	$(BIN)/python -m tests.mutants $(or $(WHAT),domain) $(if $(SAMPLE),--sample $(SAMPLE)) $(ARGS)

lock: $(DEV)  ## Pin the newest versions that the ranges in pyproject.toml allow
	$(BIN)/pip install --quiet uv
	for set in "" dev judge; do $(COMPILE) pyproject.toml $${set:+--group $$set} -o requirements$${set:+-$$set}.txt; done
	for set in sbom deploy; do $(COMPILE) --group $$set -o requirements-$$set.txt; done  # each alone, without the bot

clean:  ## Forget .venv and caches
	rm -rf .venv .mutants .mypy_cache .ruff_cache .hypothesis .coverage*

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is incomplete (on Debian: apt install python3-venv)." >&2; exit 1; }

$(RUN): requirements.txt | $(BIN)/python
	@echo "Installing what the bot needs into .venv (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt | $(BIN)/python
	@echo "Installing what the tests need into .venv (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(RUN)
