# Two commands: `make demo` and `make test`. Each builds .venv from the lock by itself; a second run starts at once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV := $(shell command -v uv 2>/dev/null)

.PHONY: demo test check docs lock bench clean

demo: $(READY)  ## the fictional sample case, loaded, traced, exported, verified, and shown in the browser
	$(BIN)/silsila demo

test: $(READY)  ## every test this machine can run; the summary says which it cannot
	$(BIN)/python -m pytest -n 3 --dist loadgroup --no-loadscope-reorder

check: $(READY)  ## style, types, and whether generated pages are up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m queries.catalogue_page README.md --check

docs: $(READY)  ## writes the generated part of README
	$(BIN)/python -m queries.catalogue_page README.md

bench: $(READY)  ## every benchmark; takes a while (see bench/README.md)
	$(BIN)/python -m bench all

lock:  ## new pins with hashes; needs uv
	uv pip compile --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url \
	    --custom-compile-command "make lock" pyproject.toml -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed; found: $$($(PYTHON) --version). Try: make PYTHON=python3.12 ..."; exit 1; }
ifdef UV
	uv venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV)
	uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	uv pip install --quiet --python $(BIN)/python --no-deps --editable .
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
endif
	@touch $(READY)

clean:
	rm -rf $(VENV) demo-case .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info build
