# The Silent 26. `make` alone says what there is.
#
# Set-up is tools/set_up.py: it makes .venv with what lock/ names, does nothing where that is done,
# and goes on where it was interrupted. Another Python: make lab PYTHON=python3.12

PYTHON   ?= python3
SCENARIO ?= corner_shop
JOBS     ?= 2

VENV := .venv
ifeq ($(OS),Windows_NT)
py := $(VENV)/Scripts/python
else
py := $(VENV)/bin/python
endif

# Folders that may hold notebooks; those that are there.
rooms     := $(wildcard notebooks exercises trainer)
notebooks := $(wildcard $(addsuffix /*.ipynb,$(rooms)) $(addsuffix /*/*.ipynb,$(rooms)))
# Cells run in the environment of the tests; outputs, which are stripped, are not compared.
nbval     := --nbval-lax --nbval-current-env
# A cell keeps its id, so that a new one in the middle changes no other.
strip     := --keep-id --extra-keys metadata.language_info.version

# `doc` shows one notebook at a time, which leaves it the width of the screen.
first     := --LabApp.default_url=/doc/tree/notebooks/00_start_here.ipynb

.DEFAULT_GOAL := help
.PHONY: help lab app board class proxy run test notebooks bench lint format golden pocket site trainer effects \
        exercises game docs relock clean seat tools warm

# The proxy in front of the class server's seats, from npm, into a folder of the project's own.
proxy := tools/proxy/node_modules/.package-lock.json
npm   := npm ci --prefix tools/proxy --omit=dev --ignore-scripts --no-audit --no-fund --silent

help:  ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

lab: warm  ## set everything up and open the first notebook in JupyterLab
	$(py) -m jupyterlab $(if $(filter 0,$(shell id -u)),--allow-root) $(first)

app: warm  ## the same modules as pages, without JupyterLab (dark: THEME=dark)
	$(py) -m voila notebooks $(if $(THEME),--theme=$(THEME))

board: warm  ## the trainer's board as a page (BOARD=the file or folder that the class shares)
	SILENT26_SEAT=trainer $(if $(BOARD),SILENT26_BOARD=$(abspath $(BOARD))) \
	  $(py) -m voila notebooks/trainer/board.ipynb $(if $(THEME),--theme=$(THEME))

class: tools proxy $(VENV)/warm  ## serve a class from this machine (FILE=class.toml)
	@$(py) -m sim class "$(or $(FILE),$(error name the file of your class: make class FILE=class.toml))"

run: seat  ## run a scenario without a notebook (SCENARIO=corner_shop)
	$(py) -m sim run $(SCENARIO)

test: tools proxy  ## set everything up and pass every test: lint, tests, examples, notebooks
	@$(MAKE) --no-print-directory lint
	$(py) -m sim warm
	$(py) -m pytest -n $(JOBS) --dist loadfile $(nbval) tests sim $(rooms)

notebooks: tools  ## run every notebook from top to bottom
	$(py) -m pytest -n $(JOBS) --dist loadfile $(nbval) $(notebooks)

bench: tools  ## measure how fast the engines and the pictures are
	$(py) -m benchmarks

lint: tools  ## check style, types, directions of imports, and that notebooks are stripped
	$(py) -m ruff check
	$(py) -m ruff format --check
	$(py) -m mypy
	$(py) -c 'from importlinter.cli import lint_imports_command as main; main()'
	$(if $(notebooks),$(py) -m nbstripout --verify $(strip) $(notebooks))

format: tools  ## put code in order and strip the notebooks
	$(py) -m ruff check --fix
	$(py) -m ruff format
	$(if $(notebooks),$(py) -m nbstripout $(strip) $(notebooks))

pocket: warm  ## the modules in one file that needs no network: silent26.html
	$(py) -m sim pocket silent26.html

site: warm  ## the modules as a folder of pages that need no kernel: site/
	$(py) -m sim site site

trainer: tools warm  ## run sheets, programmes, prints and slides, from the runs: trainer/
	$(py) -m sim trainer trainer

effects: seat  ## what each policy does in each trade, into docs/effects.md
	$(py) -m sim.study.effects

exercises: tools  ## the exercises for students, their keys and seals, from exercises/masters/
	$(py) -m tools.exercises
	$(py) -m nbstripout $(strip) exercises/*.ipynb exercises/keys/*.ipynb

game: seat  ## whether the flight simulator is fair in each trade, into docs/game.md
	$(py) -m sim.play.game.balance --jobs $(JOBS)

docs: seat  ## write the tables of MODEL.md and docs/workshop.md and the picture of README.md anew from the code
	$(py) -m sim.study.modeldoc
	$(py) -m sim.workshop.doc
	$(py) -m sim.show.readme_picture

golden: tools  ## write the golden files and README's answers anew; look at the difference
	$(py) -m tests.golden
	$(py) -m tests.readme

lockfile := $(py) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
            --no-header --no-annotate --no-emit-index-url
relock: tools  ## take newer versions into lock/, then run `make test`
	$(lockfile) --upgrade pyproject.toml --group build --output-file lock/seat.txt
	$(lockfile) --upgrade pyproject.toml --group build --extra test --constraints lock/seat.txt --output-file lock/test.txt
	echo uv | $(lockfile) --upgrade - --output-file lock/uv.txt

clean:  ## remove .venv, caches and compiled code
	rm -rf $(VENV) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find sim tests notebooks exercises trainer benchmarks tools \( -name __pycache__ -o -name .ipynb_checkpoints \) \
	  -prune -exec rm -rf {} + 2>/dev/null || true

# A seat in a workshop; and with the tools that the tests need on top.
seat:
	@$(PYTHON) tools/set_up.py seat

tools:
	@$(PYTHON) tools/set_up.py test

# Needs a network once; nothing else of the class server does.
proxy: $(proxy)  ## install what `make class` needs from npm

$(proxy): tools/proxy/package.json tools/proxy/package-lock.json
	@command -v npm > /dev/null || { echo "make proxy needs Node.js and npm: on Debian, apt install nodejs npm"; exit 2; }
	$(npm)
	@touch $@

# The engine is compiled once, so that the first slider moves at once; later calls find it compiled.
warm: $(VENV)/warm

$(VENV)/warm: $(wildcard sim/*.py sim/twin/*.py) pyproject.toml lock/seat.txt | seat
	$(py) -m sim warm
	@touch $@
