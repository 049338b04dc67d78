# The project's commands. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8501
HOST ?= 0.0.0.0
SOURCE ?= ../shared/data
OUT ?= docs/screens
INPUTS ?= 20000

BIN := .venv/bin
# Quiet enough to print neither progress nor the folders that packages come from.
# Tests run in as many processes as there are cores; a file's tests stay together, as its fixtures do.
SPREAD := -n auto --dist loadfile
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
# mypy stops at a name that does not exist, and a young tree may lack one.
TYPED := $(wildcard app.py placelib pages)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: fuzz room-load room-faults accessibility topology faults scale lake uploads-report help run serve test test-fast check data bench load screens links quadrant-report clean browser servers

help: ## list these commands
	@echo "Bend the Line. Commands:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/run.stamp ## start the app on port 8501 (PORT=8600 for another, HOST=127.0.0.1 for this machine only)
	@$(BIN)/streamlit run app.py --server.port $(PORT) --server.address $(HOST) \
		--server.headless true --server.fileWatcherType auto --browser.gatherUsageStats false

serve: .venv/run.stamp ## serve many visitors on port 8501: logs as JSON lines, graceful stop (PORT=, HOST=)
	@$(BIN)/python -m placelib.server --port $(PORT) --host $(HOST)

test: .venv/test.stamp browser servers ## install everything, Chromium included, and run every test
	@$(BIN)/python -m pytest $(SPREAD)

test-fast: .venv/test.stamp servers ## run the tests that need no browser
	@$(BIN)/python -m pytest $(SPREAD) -m "not browser"

check: .venv/test.stamp ## lint, formatting, types and layer rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(if $(TYPED),$(BIN)/mypy $(TYPED),echo "No module to type-check yet.")
	@$(BIN)/python -m pytest -q tests/contracts/test_layers.py

data: .venv/run.stamp ## make data/places.duckdb from SOURCE (default ../shared/data)
	@test -d "$(SOURCE)" || { echo "There is no folder $(SOURCE) to build from: give the folder" \
		"that holds the source files, as in 'make data SOURCE=folder'." >&2; exit 1; }
	@$(BIN)/python -m placelib.build "$(SOURCE)"

bench: .venv/test.stamp browser ## measure the app beside a hello-world app and write docs/performance.md (REPEAT=1 for a try)
	@$(BIN)/python -m tests.bench.bench --rounds $(or $(REPEAT),5)

load: .venv/test.stamp ## crowds of 25 to 200 visitors and 1,000 who leave; writes docs/load.md (8 minutes; QUICK=1 for a try)
	@$(BIN)/python -m tests.load.load $(if $(QUICK),--quick)

topology: .venv/test.stamp servers ## run nginx, two processes of the app and PostgreSQL, and check them
	@$(BIN)/python -m tests.deploy.topology

faults: .venv/test.stamp servers ## bring about every fault on purpose and write docs/faults.md
	@$(BIN)/python -m tests.faults.run

scale: .venv/test.stamp ## ask 67.5 million made-up rows; takes minutes and 2 GB of temporary disk
	@$(BIN)/python -m tests.scale.neighbourhoods

lake: .venv/test.stamp servers ## ask a DuckLake catalogue the app's own queries, in an environment of its own
	@$(BIN)/python -m tests.scale.lake

screens: .venv/test.stamp browser ## picture every page at three sizes, light and dark (OUT=docs/screens)
	@$(BIN)/python -m tests.browser.screens --out "$(OUT)"

room-load: .venv/test.stamp servers ## 200 phones vote in 30 seconds while a board watches, on SQLite and PostgreSQL; into docs/room.md
	@$(BIN)/python -m tests.room.load

room-faults: .venv/test.stamp browser servers ## kill, cut, fill and damage what a room rests on; into docs/room.md (8 minutes)
	@$(BIN)/python -m tests.room.faults

accessibility: .venv/test.stamp browser ## try every page with axe and the journeys by keyboard, into docs
	@$(BIN)/python -m tests.browser.access_report

links: .venv/test.stamp browser ## open 50 random states of Map, Trends and Compare twice, once by their link
	@$(BIN)/python -m tests.browser.reopened

quadrant-report: .venv/test.stamp ## write docs/quadrant-report.md, the findings on all authorities
	@$(BIN)/python -m tests.report.quadrant

uploads-report: .venv/test.stamp ## score, fuzz and time the reader of uploads, into docs/uploads-report.md
	@$(BIN)/python -m tests.uploads.report

fuzz: .venv/test.stamp ## fuzz the reader with INPUTS inputs a target (default 20000)
	@$(BIN)/python -m tests.uploads.fuzz $(INPUTS)

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
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements-test.txt
	@echo "Installing the test tools ..."
	@$(PIP) -r requirements-test.txt
	@touch $@
