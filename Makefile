# `make run` and `make test` set up all they need in .venv; nothing but Python 3.11+, pip and a C
# compiler is expected. PYTHON says which interpreter to build on.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out
COMPILED := hatch_build.py $(wildcard src/assay/models/embedded/compiled/*.[ch])
TASKS := arithmetic letters procedures
ASK := --set level=3 --limit 50 -n 4 --seed 0 --metrics accuracy,pass@4

.PHONY: run test check bench docs clean

run: $(VENV)/.run
	mkdir -p $(OUT)
	$(BIN)/assay verify examples/outputs.jsonl --report $(OUT)/report.html
	$(BIN)/assay verify examples/answers.jsonl
	$(BIN)/assay verify examples/programs.jsonl
	rm -rf $(OUT)/runs
	for task in $(TASKS); do $(BIN)/assay run $$task --model embedded $(ASK) \
		--out $(OUT)/runs/$$task >/dev/null || exit; done
	$(BIN)/assay runs $(TASKS:%=$(OUT)/runs/%)
	$(BIN)/assay view $(TASKS:%=$(OUT)/runs/%) --static $(OUT)/runs.html
	@echo "The pages are at $(OUT)/report.html (verdicts) and $(OUT)/runs.html (runs)"

test: $(VENV)/.dev
	sh scripts/install_browser.sh
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports
	$(BIN)/python scripts/write_docs.py --check
	$(BIN)/python scripts/measure_style.py

docs: $(VENV)/.dev
	$(BIN)/python scripts/write_docs.py

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/footprint.py
	$(BIN)/python benchmarks/overhead.py
	$(BIN)/python benchmarks/hostile.py
	$(BIN)/python benchmarks/instructions.py
	$(BIN)/python benchmarks/answers_speed.py
	$(BIN)/python benchmarks/answers_hostile.py

$(VENV)/.run: pyproject.toml $(COMPILED)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.dev: pyproject.toml $(COMPILED) requirements-dev.txt scripts/install_tools.sh
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all]' -r requirements-dev.txt
	sh scripts/install_tools.sh
	touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) $(OUT)
