# `make play` and `make test` need nothing but make and a Python: what is missing, they install into .venv.

.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:
.PHONY: help play test edits editor-edits hostile damage brute slips hints mutants lint format tables functions bench browser types plays web build extension ink-plays clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# To choose the Python for .venv: make test PYTHON=python3.13
PYTHON :=
STORY = stories/joes_bar.story
# For more of pytest's options: make test TESTS="-k undo"
TESTS :=

help:
	@echo "make play    play Joe's Bar (another one: make play STORY=my.story)"
	@echo "make test    formatting, lint, types, tests"
	@echo "make format  format and mend the Python code"
	@echo "make edits   saved plays against very many edits of their story (some minutes)"
	@echo "make editor-edits  the language server against very many edits (some minutes)"
	@echo "make hostile inputs of strangers: mutated stories, programs, paths, states, libraries, caches, imports (some minutes)"
	@echo "make damage  players killed at any instant, and full disks: what of saved plays is lost? (some minutes)"
	@echo "make brute   2,000 generated stories, proved and played in every way: do they agree? (an hour)"
	@echo "make slips   every token of two stories mistyped in every way: of what does the checker say nothing? (some minutes)"
	@echo "make hints   every hint that shows code is applied: is the mistake gone, and no new one there? (some minutes)"
	@echo "make mutants small mistakes in copies of the code: which does no test catch? (some minutes)"
	@echo "make tables  write anew what Lark makes of the grammars, after a change of one"
	@echo "make functions  write what is made of the table of functions, after a change of it"
	@echo "make bench   the benchmarks (needs Node.js and npm)"
	@echo "make browser the tests in a real browser (needs Chromium)"
	@echo "make types   the types of the page's JavaScript (needs npm)"
	@echo "make plays   4,000 generated stories in JavaScript and in Python (some minutes)"
	@echo "make web     Joe's Bar as a page, dist/joes_bar.html"
	@echo "make build   the wheel and the source archive, into dist/"
	@echo "make extension  the extension for Visual Studio Code (needs npm), its grammar tested"
	@echo "make ink-plays  record how inkjs plays the ink stories of the tests (needs Node.js and npm)"
	@echo "make clean   remove .venv and everything else that was made"

play: $(VENV)/.core
	@$(BIN)/nightcap play "$(STORY)"

test: lint
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(TESTS)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Which chances: make edits SEEDS="4 5 6"
SEEDS := 0 1 2 3

edits: $(VENV)/.dev
	NIGHTCAP_LONG=1 NIGHTCAP_SEEDS="$(SEEDS)" $(BIN)/python -m pytest tests/paths/test_edit_harness.py tests/paths/test_edit_terminals.py

# How many: make editor-edits EDITS=1000 SEED=7
EDITS = 100000
editor-edits: $(VENV)/.dev
	$(BIN)/python tests/lsp/fuzz_editor.py --edits $(EDITS) --seed $(SEED)

# For how long, and which inputs: make hostile SECONDS=3600 SEED=2
SECONDS := 600
SEED := 1

hostile: $(VENV)/.dev
	$(BIN)/python tests/hostile/run.py --seconds $(SECONDS) --seed $(SEED)

damage: $(VENV)/.dev
	$(BIN)/python tests/library/killing.py "$$(mktemp -d)" 1000 $(SEED)
	$(BIN)/python tests/library/filling.py "$$(mktemp -d)" 200 $(SEED)

brute: $(VENV)/.dev
	$(BIN)/python tests/proof/many_stories.py --complete 2000 --first $(SEED)

slips: $(VENV)/.dev
	$(BIN)/python tests/slips/mutate.py --of-kind 3 --seed $(SEED) --show silent several elsewhere

# To choose: make mutants MUTANTS="interval visits"
MUTANTS :=

hints: $(VENV)/.dev
	$(BIN)/python tests/slips/applying.py

mutants: $(VENV)/.dev
	$(BIN)/python tests/mutants/run.py $(MUTANTS)

format: $(VENV)/.dev
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

tables: $(VENV)/.dev
	$(BIN)/python -m pytest --quiet tests/syntax/test_tables.py --update

functions: $(VENV)/.dev
	$(BIN)/python docs/make_functions.py
	$(BIN)/python tests/conformance/make_cases.py

bench: $(VENV)/.dev
	$(BIN)/python -m pytest --capture=no tests/bench

browser: $(VENV)/.dev
	$(PIP) --editable ".[dev,browser]"
	$(BIN)/python -m pytest tests/browser

# Where tests/web/test_types.py looks for it, so that `make test` checks types from then on.
.tools/node_modules/.bin/tsc:
	npm install --prefix .tools --silent --no-audit --no-fund --no-save typescript@5

types: $(VENV)/.dev .tools/node_modules/.bin/tsc
	$(BIN)/python -m pytest tests/web/test_types.py

plays: $(VENV)/.dev
	NIGHTCAP_WEB_STORIES=4000 NIGHTCAP_LONG=1 $(BIN)/python -m pytest tests/web --numprocesses auto

web: $(VENV)/.core
	mkdir -p dist
	$(BIN)/nightcap export $(STORY) -o dist/$(notdir $(STORY:.story=.html))

build: $(VENV)/.dev
	$(BIN)/python -m build --outdir dist .

extension:
	cd engine/lsp/vscode && npm install --no-audit --no-fund && npm test && npm run pack

# Ink's own runtime, which the tests of the importer compare with; what it plays is kept beside the cases.
ink-plays: $(VENV)/.dev
	npm install --no-save --no-audit --no-fund --prefix build/ink inkjs@2
	$(BIN)/python -m tests.importers.record_ink build/ink/node_modules

clean:
	rm -rf $(VENV) .tools build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find engine tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: older than what they were installed from, they are made again.
$(VENV)/.core: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Nightcap into $(VENV) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Nightcap and its tools into $(VENV) ..."
	@$(PIP) --editable ".[dev]"
	@touch $@ $(VENV)/.core

# A Python counts when it is one of those supported and can make a virtual environment: some systems pack
# venv separately, and a version manager's `python3.13` may be no more than a message.
FITS := import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))

$(BIN)/python:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		if "$$python" -c "$(FITS)" >/dev/null 2>&1; then \
			echo "Making $(VENV) with $$("$$python" --version) ..."; \
			exec "$$python" -m venv --clear $(VENV); \
		fi; \
	done; \
	echo "Nightcap needs Python 3.11, 3.12, 3.13 or 3.14 with its venv module, and found none." >&2; \
	echo "Install one (on Debian and Ubuntu, python3-venv too), or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
	exit 1
