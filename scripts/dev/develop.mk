# The commands of those who develop the program; the Makefile includes them.
.PHONY: test quick attacks proof bench properdocs supply requirements messages

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

properdocs: .venv/test.stamp ## build with ProperDocs, the drop-in for MkDocs, and compare file by file
	@$(RUN) -m scripts.dev.properdocs_check

supply: .venv/test.stamp ## licence and known vulnerabilities of every pinned package (asks the network)
	@$(CACHED) $(RUN) -m scripts.dev.supply_report

requirements: .venv/test.stamp ## renew the hashed requirements files from pyproject.toml
	@$(CACHED) $(RUN) -m scripts.dev.renew_requirements

messages: .venv/site.stamp ## bring the catalogues of messages up to date with the code
	@$(RUN) -m scripts.dev.update_messages

.venv/test.stamp: .venv/site.stamp requirements-dev.txt
	@echo "Setting up what the tests need (once)"
	@$(RUN) -m pip install -qq --require-hashes --only-binary :all: -r requirements-dev.txt
	@touch $@
