# The project's commands. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8501
HOST ?= 0.0.0.0
SOURCE ?= ../shared/data

BIN := .venv/bin
# A file's tests stay together, as its fixtures do; the files start in the order of tests/conftest.py.
SPREAD := --dist loadfile --no-loadscope-reorder
FOR_RULES := -n auto $(SPREAD)
# Tests of pages wait a fifth of their time, for servers and browsers: three processes share two
# cores, where the rules of the house have one each.
CORES := $(shell getconf _NPROCESSORS_ONLN)
FOR_PAGES := -n $(shell expr $(CORES) \* 3 / 2) $(SPREAD)
# Quiet enough to print neither progress nor the folders that packages come from.
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
# mypy stops at a name that does not exist, and a young tree may lack one.
TYPED := $(wildcard app.py placelib pages)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run serve test test-fast check data neighbourhoods measure clean browser servers

help: ## list these commands
	@echo "Bend the Line. Commands:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/run.stamp ## start the app on port 8501 (PORT=8600 for another, HOST=127.0.0.1 for this machine only)
	@$(BIN)/streamlit run app.py --server.port $(PORT) --server.address $(HOST) \
		--server.headless true --server.fileWatcherType auto --browser.gatherUsageStats false

serve: .venv/run.stamp ## serve many visitors on port 8501: logs as JSON lines, graceful stop (PORT=, HOST=)
	@$(BIN)/python -m placelib.server --port $(PORT) --host $(HOST)

# The tests of tests/contracts have run in check.
test: check browser servers ## run the checks, then, with everything installed, Chromium included, every test
	@$(BIN)/python -m pytest $(FOR_PAGES) --ignore=tests/contracts

test-fast: .venv/test.stamp servers ## run the tests that need no browser
	@$(BIN)/python -m pytest $(FOR_PAGES) -m "not browser"

check: .venv/test.stamp ## lint, formatting, types and the rules in tests/contracts: within two minutes
	@$(BIN)/python -m pytest -q -n 0 tests/contracts/test_layers.py
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(if $(TYPED),$(BIN)/mypy $(TYPED),echo "No module to type-check yet.")
	@$(BIN)/python -m pytest -q $(FOR_RULES) tests/contracts --ignore=tests/contracts/test_layers.py

data: .venv/build.stamp ## make data/places.duckdb from SOURCE (default ../shared/data)
	@test -d "$(SOURCE)" || { echo "There is no folder $(SOURCE) to build from: give the folder" \
		"that holds the source files, as in 'make data SOURCE=folder'." >&2; exit 1; }
	@$(BIN)/python -m placelib.build "$(SOURCE)"

neighbourhoods: .venv/build.stamp ## make data/neighbourhoods.duckdb and its outlines from SOURCE
	@$(BIN)/python -m placelib.build.neighbourhoods "$(SOURCE)"

measure: .venv/test.stamp ## measure: without WHAT= a list; WHAT=load runs one, ARGS= are its own arguments
	@$(BIN)/python -m tests.measure $(WHAT) $(ARGS)

clean: ## remove the virtual environment and every cache
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

browser: .venv/test.stamp
	@$(BIN)/python -m tests.browser.install_chromium

servers: .venv/test.stamp
	@$(BIN)/python -m tests.debian

.venv/created.stamp:
	@command -v $(PYTHON) >/dev/null || { echo "There is no command $(PYTHON): install Python 3.11 or" \
		"newer, or name it as in 'make run PYTHON=python3.12'." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is $$($(PYTHON) --version 2>&1), and this project needs Python 3.11 or newer:" \
		"name a newer one as in 'make run PYTHON=python3.12'." >&2; exit 1; }
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/run.stamp: .venv/created.stamp requirements.txt constraints.txt
	@echo "Installing the app's packages (about 600 MB, once) ..."
	@$(PIP) -r requirements.txt
	@echo "Compressing what browsers ask for first (half a minute, once) ..."
	@$(BIN)/python -m placelib.ui.server
	@touch $@

.venv/build.stamp: .venv/run.stamp requirements-build.txt
	@echo "Installing what the build of the data needs ..."
	@$(PIP) -r requirements-build.txt
	@touch $@

.venv/test.stamp: .venv/build.stamp requirements-test.txt
	@echo "Installing the test tools ..."
	@$(PIP) -r requirements-test.txt
	@touch $@
