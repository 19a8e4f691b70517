# One commented line a recipe; `make` alone shows them.
PYTHON ?= python3.11
BIN := .venv/bin
ARGS ?=
export NPM_CONFIG_UPDATE_NOTIFIER := false

.PHONY: help install dev demo serve test check fix bench docs fuzz spark-test lock clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 16

.venv/run.stamp: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

node_modules/.stamp: package.json package-lock.json
	npm ci --no-audit --no-fund --silent
	@touch $@

src/mutuals/web/static/bundle.js: node_modules/.stamp $(wildcard src/mutuals/web/script/*)
	npm run --silent build

.venv/kernels.stamp: .venv/run.stamp src/mutuals/compiling.py $(wildcard src/mutuals/graph/*.py)
	$(BIN)/python -m mutuals.graph
	@touch $@

install: .venv/kernels.stamp src/mutuals/web/static/bundle.js ## Set the program up in .venv, compile its kernels and build the page

dev: install .venv/dev.stamp ## Set up what the tests and gates need as well

demo: install ## Read the made-up village and show its mirror (ARGS=--no-serve prints only)
	$(BIN)/mutuals demo $(ARGS)

serve: install ## Open the page on your own records
	$(BIN)/mutuals serve $(ARGS)

# Kernels: as plain Python, whose lines can be counted, and then, with all else, compiled.
KERNELS := src/mutuals/graph src/mutuals/estimators tests/graph tests/estimators \
	tests/influence/test_crew.py tests/influence/test_seeds.py

test: dev ## Run every test with branch coverage, on both cores (skips say why)
	rm -f .coverage .coverage.*
	NUMBA_DISABLE_JIT=1 $(BIN)/coverage run -m pytest -q -n 2 --dist loadfile $(KERNELS)
	$(BIN)/coverage run -m pytest -rs -n 2 --dist loadfile -m "not spark" $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

FORMATS ?= $(notdir $(wildcard src/mutuals/readers/[a-z]*))
SECONDS ?= 600
FOUND := $(CURDIR)/.fuzz

fuzz: dev ## Throw bytes at every reader (FORMATS="mail git" SECONDS=600); what breaks one is in .fuzz
	for one in $(FORMATS); do \
	  PYTHONPATH=. $(BIN)/python -m tests.fuzz.seeds $$one $(FOUND)/$$one && \
	  PYTHONPATH=. $(BIN)/python tests/fuzz/target.py $$one -timeout=10 -rss_limit_mb=1024 \
	    -max_len=16384 -max_total_time=$(SECONDS) -dict=$(FOUND)/$$one/words.dict \
	    -artifact_prefix=$(FOUND)/$$one/ $(FOUND)/$$one/inputs || exit 1; \
	done

.venv/spark.stamp: requirements/spark.txt .venv/dev.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.txt
	@touch $@

spark-test: .venv/spark.stamp ## Run every SQL step on Spark as well and compare (needs Java 17)
	$(BIN)/pytest -rs -m spark tests/spark

.venv/bench.stamp: requirements/bench.txt .venv/dev.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

bench: .venv/bench.stamp ## Measure against the peers and rewrite benchmarks/README.md
	$(BIN)/python -m benchmarks.run $(ARGS)

docs: dev ## Write docs/ anew from the code
	$(BIN)/python docs/write.py

check: dev ## Run every gate but the tests: format, lint, layers, types, dependencies, dead code, SQL, page
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/deptry src
	$(BIN)/vulture
	$(BIN)/sqlfluff lint --disable-progress-bar src/mutuals
	npm run --silent check

fix: dev ## Format and mend what a machine can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/sqlfluff fix --disable-progress-bar src/mutuals

lock: ## Work the hash-locked requirements out anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group build pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements/dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group bench pyproject.toml -o requirements/bench.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra spark pyproject.toml -o requirements/spark.txt

clean: ## Remove what was set up and built
	rm -rf .venv node_modules src/mutuals/web/static/bundle.js src/mutuals/web/static/fonts
