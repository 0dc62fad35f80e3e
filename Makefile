# Each target makes ready what it needs (.ci/setup) and does its one thing. PYTHON=... names a Python.

PYTHON ?=
export PYTHON
python := .venv/bin/python
EXPLORE ?= 10
TESTFLAGS ?= -n auto --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help run test explore check bench clean ready-run ready-dev

help: ## say what can be made
	@echo "Duly: the general counsel's book of obligations"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s  %s\n", $$1, $$2 }' Makefile

run: ready-run ## open the sample docket; without a display, write it, its feed and its report
	@$(python) main.py

test: ready-dev ## run every test (TESTFLAGS="tests/model -x" for some)
	@$(python) -m pytest $(TESTFLAGS)

explore: ready-dev ## run the property tests on EXPLORE times as many examples, other ones each time, without a limit of time
	@DULY_EXPLORE=$(EXPLORE) $(python) -m pytest $(TESTFLAGS) -m hypothesis -o faulthandler_timeout=0

check: ready-dev ## style, types, layers
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy
	.venv/bin/lint-imports --no-logo

bench: ready-dev ## measure against plain Qt, SQLite and Python, as ratios
	@$(python) -m tests.bench

clean: ## remove everything made here, .venv too
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready-run:
	@.ci/setup run

ready-dev:
	@.ci/setup dev
