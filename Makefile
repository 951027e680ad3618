# Every command a person needs. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help site serve test quick check attacks hooks proof bench release verify rebuild properdocs supply requirements messages clean
.NOTPARALLEL:

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_CACHE_DIR := 1

# Whoever runs make here trusts this checkout; git would not read it where it belongs to another user.
NUMBER := $(or $(GIT_CONFIG_COUNT),0)
export GIT_CONFIG_KEY_$(NUMBER) := safe.directory
export GIT_CONFIG_VALUE_$(NUMBER) := $(CURDIR)
export GIT_CONFIG_COUNT := $(shell expr $(NUMBER) + 1)

# What a person gives is data: neither make nor the shell may find a command in it.
GIVEN := ALLOW_UNCHECKED BASE COPY KEY SAY
$(foreach name,$(GIVEN),$(eval override $(name) := $$(value $(name))))
export $(GIVEN)

# What browsers, npm and other programs would keep in your home goes here, and `make clean` removes it. Which
# package indexes pip and npm ask is still yours to say.
HOME_HERE := $(CURDIR)/.cache/home
APART = mkdir -p "$(HOME_HERE)" && env -u XDG_CACHE_HOME -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u XDG_STATE_HOME \
  PIP_CONFIG_FILE="$${PIP_CONFIG_FILE:-$${XDG_CONFIG_HOME:-$$HOME/.config}/pip/pip.conf}" \
  NPM_CONFIG_USERCONFIG="$${NPM_CONFIG_USERCONFIG:-$$HOME/.npmrc}" HOME="$(HOME_HERE)"
CACHED = XDG_CACHE_HOME="$(HOME_HERE)/.cache"

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

site serve: export LANPYA_CACHE := $(CURDIR)/.cache
site: .venv/site.stamp ## build site/ with everything in it
	@$(RUN) -m mkdocs build --quiet
	@$(RUN) -m lanpya weigh site --summary

serve: .venv/site.stamp ## show the site while you edit it
	@$(RUN) -m mkdocs serve

check: .venv/site.stamp ## check every source file; BASE=main tells changed contacts too, SAY=my speaks Burmese
	@$(RUN) -m lanpya check $(if $(BASE),--base "$$BASE") $(if $(SAY),--lang "$$SAY")

hooks: ## let git refuse commits and pushes of this clone that tell who or where you are
	@sh scripts/dev/install_hooks.sh

test: .venv/test.stamp ## run the tests (installs Chromium where it may, else names it)
	@$(RUN) -m scripts.dev.install_tools
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check .
	@$(RUN) -m mypy --no-error-summary
	@$(RUN) -m pytest -n 3 --dist worksteal

quick: .venv/test.stamp ## run the tests that need neither a browser nor much time
	@$(RUN) -m pytest -n 2 --dist worksteal -m "not browser and not slow"

attacks: .venv/site.stamp ## make every known attack on the guides, and tell what the check says
	@$(RUN) -m scripts.proof.attacks

proof: .venv/test.stamp ## run whole what the tests only sample, and measure (Firefox ESR too)
	@$(RUN) -m scripts.dev.install_tools --proof
	@$(RUN) -m mkdocs build --quiet
	@$(RUN) -m pytest -n 2 --dist worksteal --proof -m proof
	@$(APART) $(RUN) -m scripts.proof.rebuild
	@$(APART) $(RUN) -m scripts.proof.print
	@$(APART) $(RUN) -m scripts.proof.burmese
	@$(APART) $(RUN) -m scripts.proof.residue
	@$(APART) $(RUN) -m scripts.proof.offline
	@$(RUN) -m scripts.proof.mutations

bench: .venv/test.stamp ## first views, builds, journeys, a server under load, beside stock Material and VitePress
	@$(RUN) -m scripts.dev.install_tools --bench
	@$(APART) $(RUN) -m scripts.bench
	@$(APART) $(RUN) -m scripts.bench.load

release: .venv/site.stamp ## make a signed release of the tagged commit in dist/ (see docs/desk/en/releasing.md)
	@$(RUN) -m lanpya release $(if $(ALLOW_UNCHECKED),--allow-unchecked)

verify: .venv/site.stamp ## hold a copy against its signature: make verify COPY=folder, .zip or address KEY=public key
	@$(RUN) -m lanpya verify "$$COPY" --key "$$KEY" --seen .seen/seen.json

rebuild: .venv/site.stamp ## build under twelve circumstances, or COPY=release KEY=public key from its source; compare every byte
	@$(RUN) $(if $(COPY),-m lanpya reproduce "$$COPY" --key "$$KEY",-m scripts.proof.rebuild)

properdocs: .venv/test.stamp ## build with ProperDocs, the drop-in for MkDocs, and compare file by file
	@$(RUN) -m scripts.dev.properdocs_check

supply: .venv/test.stamp ## licence and known vulnerabilities of every pinned package (asks the network)
	@$(CACHED) $(RUN) -m scripts.dev.supply_report

requirements: .venv/test.stamp ## renew the hashed requirements files from pyproject.toml
	@$(CACHED) $(RUN) -m scripts.dev.renew_requirements

messages: .venv/site.stamp ## bring the catalogues of messages up to date with the code
	@$(RUN) -m scripts.dev.update_messages

clean: ## remove what was built and set up
	rm -rf .venv .cache site .site-* .served-* bench proof hooks/lanpya.egg-info

.venv/site.stamp: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Lanpya needs Python 3.11 or later; make site PYTHON=/path/to/python3.11 uses another one." >&2; exit 1; }
	@echo "Setting up .venv (once, about a minute)"
	@$(RUN) -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv || { rm -rf .venv; \
	  echo "Python cannot make a virtual environment here. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(RUN) -m pip install -qq --require-hashes --only-binary :all: -r requirements.txt
	@$(RUN) -m pip install -qq --no-index --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: .venv/site.stamp requirements-dev.txt
	@echo "Setting up what the tests need (once)"
	@$(RUN) -m pip install -qq --require-hashes --only-binary :all: -r requirements-dev.txt
	@touch $@
