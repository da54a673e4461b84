# Needs Python 3.11 or newer and make; everything else is installed into .venv.
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3,$(shell command -v $(name) 2>&1)))
UV_VERSION := 0.13.8
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test format lint types imports unit conformance interop bench clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(READY): pyproject.toml uv.lock
	@echo "Setting up .venv (first time only)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" && exit 1)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv sync --quiet --frozen --inexact --all-extras --python $(BIN)/python
	@touch $@

demo: $(READY) ## A guided tour: a real MCP client works in a simulated Procore
	@$(BIN)/procore-mcp demo

test: $(READY) format lint types imports unit ## Everything that must pass before a change lands

format: $(READY) ## Formatting
	@$(BIN)/ruff format --check .

lint: $(READY) ## Lint rules
	@$(BIN)/ruff check .

types: $(READY) ## Strict types
	@$(BIN)/basedpyright --level error

imports: $(READY) ## Direction of imports between layers
	@$(BIN)/lint-imports

unit: $(READY) ## Tests with branch coverage
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -n auto --dist loadfile
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

conformance: $(READY) ## The protocol's own conformance suite, both revisions (brings its own Node)
	@$(BIN)/python -m tests.conformance.run

interop: $(READY) ## The same tools through other people's clients (needs Node and npm)
	@$(BIN)/python -m tests.clients.run

bench: $(READY) ## Benchmarks, as ratios to a bare server in the same run
	@$(BIN)/python -m benchmarks

clean: ## Remove what the targets above made
	rm -rf .venv build dist .coverage* .pytest_cache .ruff_cache .import_linter_cache
