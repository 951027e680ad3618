"""Run the command line: `python -m lanpya` does what `lanpya` does."""

from lanpya.cli import run

run()
