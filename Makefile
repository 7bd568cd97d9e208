# Everything a newcomer needs. Only Python ≥ 3.11 and make are there before.
PYTHON ?= python3
STORE  ?= demo.detente
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test check bench floors page format clean

help:            ## this list
	@grep -E '^[a-z-]+: .*##|^[a-z-]+:  *##' Makefile | sed -E 's/:[^#]*## */\t/' | expand -t 14

setup:           ## .venv with everything to run (a second time: at once)
	@$(PYTHON) tools/setup.py

setup-dev:       ## the same with everything to test and check
	@$(PYTHON) tools/setup.py --dev

demo: setup      ## read the example reports into a fresh store and print the brief
	@rm -rf $(STORE) $(STORE)-wal $(STORE)-shm $(STORE)-lock $(STORE).passages
	@.venv/bin/detente --store $(STORE) add examples/geneva-2022
	@.venv/bin/detente --store $(STORE) brief

test: setup-dev  ## all tests
	@.venv/bin/python -m pytest -n 2 --dist loadfile

check: setup-dev ## lint, types, the order of the folders
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo

bench: setup-dev ## every table of the measuring data beside the checkout; floors at today's figures
	@.venv/bin/python -m benchmarks.bench --write

floors: setup-dev ## fail if a figure is below its floor
	@.venv/bin/python -m benchmarks.bench --check

page:            ## build the page's scripts anew (needs Node ≥ 20)
	@cd web && npm ci --silent --no-fund --no-audit && npm run --silent check && npm run --silent build

format: setup-dev ## format and fix what can be fixed
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

clean:           ## what can be made again
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis demo.detente* web/node_modules
