# Every command a person needs. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help site serve check hooks release verify rebuild clean
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

# The last commit dates a site. Where there is none yet, as in a new project, it is as of now.
DATED = [ "$$SOURCE_DATE_EPOCH" ] || git rev-parse --quiet --verify HEAD >/dev/null 2>&1 || \
  export SOURCE_DATE_EPOCH=$$(date +%s);

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

site serve: export LANPYA_CACHE := $(CURDIR)/.cache
site: .venv/site.stamp ## build site/ with everything in it
	@$(DATED) $(RUN) -m mkdocs build --quiet
	@$(RUN) -m lanpya weigh site --summary

serve: .venv/site.stamp ## show the site while you edit it
	@$(DATED) $(RUN) -m mkdocs serve

check: .venv/site.stamp ## check every source file; BASE=main tells changed contacts too, SAY=my speaks Burmese
	@$(RUN) -m lanpya check $(if $(BASE),--base "$$BASE") $(if $(SAY),--lang "$$SAY")

hooks: ## let git refuse commits and pushes of this clone that tell who or where you are
	@sh scripts/dev/install_hooks.sh

release: .venv/site.stamp ## make a signed release of the tagged commit in dist/ (see docs/desk/en/releasing.md)
	@$(RUN) -m lanpya release $(if $(ALLOW_UNCHECKED),--allow-unchecked)

verify: .venv/site.stamp ## hold a copy against its signature: make verify COPY=folder, .zip or address KEY=public key
	@$(RUN) -m lanpya verify "$$COPY" --key "$$KEY" --seen .seen/seen.json

rebuild: .venv/site.stamp ## build under twelve circumstances, or COPY=release KEY=public key from its source; compare every byte
	@$(RUN) $(if $(COPY),-m lanpya reproduce "$$COPY" --key "$$KEY",-m scripts.proof.rebuild)

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

# The commands of those who develop the program; a site of another cause has none of them.
-include scripts/dev/develop.mk
