# make run   starts KA2 Results on http://127.0.0.1:8000 (PORT=9000 chooses another port)
# make test  runs every test
# Both build .venv from the committed lock first; a second time that takes no time.

PYTHON ?= python3
PORT ?= $(or $(KA2_PORT),8000)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --require-hashes

.PHONY: run test check format lock wheel-check clean vnu messages screenshots bench vendor

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

# The checker of HTML by the W3C; needs npm and Java. Without it the test of validity is skipped.
VNU := 26.9.27
VNU_SHA256 := 22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47
vnu: $(VENV)/vnu.jar

$(VENV)/vnu.jar: $(VENV)/made.stamp
	@cd $(VENV) && npm pack --silent vnu-jar@$(VNU) >/dev/null
	@tar -xzOf $(VENV)/vnu-jar-$(VNU).tgz package/build/dist/vnu.jar > $@.part
	@echo "$(VNU_SHA256)  $@.part" | sha256sum --check --quiet
	@mv $@.part $@ && rm $(VENV)/vnu-jar-$(VNU).tgz

# Brings the catalogues of translators up to date with the code.
messages: $(VENV)/test.stamp
	@$(BIN)/python -m ka2results.translations.extract

# Pictures of every page, narrow and wide, light and dark, of a fresh sample: screenshots/*.png
screenshots: $(VENV)/test.stamp
	@$(BIN)/python -m tests.browser.screenshots

# Time, statements and bytes of every public page, against a bare Flask page.
bench: $(VENV)/test.stamp
	@$(BIN)/python -m benchmarks.pages

# For maintainers: fetches the vendored files of ka2results/static/vendor again; needs npm.
vendor:
	@$(PYTHON) .ci/vendor

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
