# Two commands do everything on a machine with Python >= 3.11 and git:
#   make demo    set up, then check the fixture system and print its drift report
#   make test    set up, then run all tests
# And: make lint, and make docs, the documentation as a site in build/docs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint docs clean
.DELETE_ON_ERROR:

$(VENV)/.run: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "driftscan needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	@touch $@

$(VENV)/.docs: $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@

# Exit code 1 means "there is drift", which is what the fixture system is for.
demo: $(VENV)/.run
	@$(BIN)/driftscan check fixtures/growing_startup || test $$? -eq 1

test: $(VENV)/.test
	$(BIN)/pytest -n auto

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/driftscan check .

docs: $(VENV)/.docs
	$(BIN)/python -m handbook
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo "build/docs/index.html; with search: $(BIN)/python -m http.server -d build/docs"

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
