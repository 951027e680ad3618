"""Run a script of the copied code. Python finds what make hooks copied and its own library, nothing else."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
packages = HERE / "packages"
if not packages.is_dir():  # there was no .venv to copy from; then this is the Python of a later one
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = Path(sys.executable).parent.parent / "lib" / version / "site-packages"
sys.path[:0] = map(str, (HERE / "scripts", HERE / "hooks"))
sys.path.append(str(packages))
sys.argv = sys.argv[1:]
runpy.run_path(str(HERE / "scripts" / sys.argv[0]), run_name="__main__")
