"""Run the copied code. Python finds what make hooks copied and its standard library, nothing else."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "hooks"))
sys.path.append(str(HERE / "packages"))

from lanpya.cli import run  # noqa: E402 — found by the lines above

run()
