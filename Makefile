# A verb for each habit. `make` alone says which there are.
BIN := .venv/bin

.PHONY: help dev test lint format renew bench mutants pin ci
help:  ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 10

dev: .venv/bin/csplan  ## install csplan and all that developing it takes, into .venv
.venv/bin/csplan: requirements/dev.txt pyproject.toml
	python3 -m venv .venv
	$(BIN)/pip install -q --require-hashes --no-deps -r requirements/dev.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	touch $@

test: dev  ## run the tests, on all cores
	$(BIN)/pytest -n auto

lint: dev  ## format, rules, types: are they kept?
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: dev  ## set the format, mend what the rules can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

renew: dev  ## make pages and outputs that are made from the code anew
	$(BIN)/python docs/make_inputs.py
	$(BIN)/python docs/make_pages.py
	CSPLAN_RENEW=1 $(BIN)/pytest -q tests/test_docs.py tests/test_golden.py

bench: dev  ## measure the speed goals
	$(BIN)/python -m benchmarks.run

mutants: dev  ## do tests notice wrong formulas?
	$(BIN)/mutmut run
	$(BIN)/mutmut results

# Extras are kept in the pins: pip before 23.3 looks for the newest `a` where `a[b]` is asked for and only `a` is pinned.
PIN := uv pip compile --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-header \
	--no-strip-extras --quiet
pin:  ## pin requirements anew, with uv; UPGRADE=--upgrade moves to newer versions
	$(PIN) $(UPGRADE) pyproject.toml --output-file requirements/runtime.txt
	$(PIN) $(UPGRADE) pyproject.toml --all-extras requirements/dev.in --constraints requirements/runtime.txt \
		--output-file requirements/dev.txt

ci:  ## everything, as CI does it
	bash .ci/run
