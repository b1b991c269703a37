# `make run` and `make test` do all the set-up they need; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# the tests start many processes, which would each compile everything anew
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test check unit long bench chaos soak schema lock sbom screenshots demo-season clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.run ## Create .venv with the locked packages and the studybot command

run: $(VENV)/.run ## Start the bot; without any token it is the local playground
	@$(BIN)/studybot run $(if $(PORT),--port $(PORT))

test: $(VENV)/.dev ## Everything that must pass
	@# tests wait for much, so that what is checked of the code meanwhile costs no time
	@$(MAKE) --no-print-directory --jobs=2 LATER='nice -n 10' check unit

check: $(VENV)/.dev
	$(LATER) $(BIN)/ruff format --check .
	$(LATER) $(BIN)/ruff check .
	$(LATER) $(BIN)/mypy
	$(LATER) $(BIN)/lint-imports --cache-dir .cache/import_linter
	$(LATER) $(BIN)/studybot bank check

unit: $(VENV)/.dev
	$(BIN)/pytest -n 4 --dist loadgroup

long: $(VENV)/.dev ## The tests that wait long, one after the other
	$(BIN)/pytest -m long

bench: $(VENV)/.dev ## Measure speed and memory, print JSON
	@$(BIN)/python -m tests.bench

chaos: $(VENV)/.dev ## Kill the bot at random under load and prove that nothing is lost; CRASHES or MINUTES, SEED
	@$(BIN)/python -m tests.chaos $(if $(CRASHES),--crashes $(CRASHES)) $(if $(MINUTES),--minutes $(MINUTES)) \
	  $(if $(SEED),--seed $(SEED))

soak: $(VENV)/.dev ## Watch its memory under 50 interactions a second; MINUTES=30
	@$(BIN)/python -m tests.soak --minutes $(or $(MINUTES),30)

screenshots: $(VENV)/.dev ## Make the README's pictures from the real playground
	$(BIN)/python -m tests.screenshots

demo-season: $(VENV)/.dev ## Play a season of 30 days with 60 people on both platforms, and prove its boards
	@$(BIN)/python -m tests.demo_season $(if $(OUT),--out $(OUT))

schema: $(VENV)/.run ## Write question_bank/schema.json anew from the models that check the bank
	@$(BIN)/python -c "from bot.adapters.bank.schema import schema_text as s; print(s(), end='')" > question_bank/schema.json

lock: $(VENV)/.dev ## Pin requirements/*.in anew for every Python we support, with hashes and without addresses
	cd requirements && for name in run dev sbom; do ../$(BIN)/uv pip compile --quiet --universal --upgrade \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	  --no-header --output-file $$name.txt $$name.in || exit 1; done

sbom: .venv-sbom/.made ## Write sbom.json, the bill of what the bot ships with (CycloneDX)
	.venv-sbom/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
	  --output-format JSON --output-file sbom.json requirements/run.txt
	.venv-sbom/bin/python requirements/bill.py sbom.json

clean: ## Remove what was built, never the data
	rm -rf $(VENV) .venv-sbom sbom.json .cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

.venv-sbom/.made: requirements/sbom.txt
	$(PYTHON) -m venv .venv-sbom
	.venv-sbom/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/sbom.txt
	@touch $@
