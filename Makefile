# make run   starts KA2 Results on http://127.0.0.1:8000 (PORT=9000 chooses another port)
# make test  runs every test
# Both build .venv from the committed lock first; a second time that takes no time.

PYTHON ?= python3
PORT ?= $(or $(KA2_PORT),8000)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --require-hashes

.PHONY: run test check format lock wheel-check clean

run: $(VENV)/run.stamp
	@KA2_ENV=$${KA2_ENV:-development} exec $(BIN)/python -m ka2results start --port $(PORT)

test: $(VENV)/test.stamp
	@$(BIN)/python -m pytest

check: $(VENV)/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/models

wheel-check: $(VENV)/test.stamp
	bash .ci/wheel $(BIN)/python

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Needs uv; writes the exact versions and hashes for every supported Python.
lock:
	uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -o requirements.lock
	uv pip compile pyproject.toml --extra dev --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -o requirements-dev.lock

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "KA2 Results needs Python 3.11, 3.12 or 3.13; this is %d.%d. Name one with PYTHON=python3.12." % sys.version_info[:2])'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp requirements.lock
	@echo "Installing packages into $(VENV) ..."
	@$(PIP) -r requirements.lock
	@touch $@

$(VENV)/test.stamp: $(VENV)/made.stamp requirements-dev.lock
	@echo "Installing packages for tests into $(VENV) ..."
	@$(PIP) -r requirements-dev.lock
	@touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV)
