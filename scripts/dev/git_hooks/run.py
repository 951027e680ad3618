"""Run a script of the copied code. Python finds what make hooks copied and its own library, nothing else."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = map(str, (HERE / "scripts", HERE / "hooks"))
sys.path.append(str(HERE / "packages"))
sys.argv = sys.argv[1:]
runpy.run_path(str(HERE / "scripts" / sys.argv[0]), run_name="__main__")
