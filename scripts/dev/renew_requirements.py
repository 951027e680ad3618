"""Renew the hashed requirements files from pyproject.toml.

Reads the package index that pip or uv is set up to use; the files name none.
"""

import argparse
import subprocess
import sys

from scripts.rigs.paths import ROOT

OPTIONS = (
    "--universal",  # the same file for every system and Python from 3.11 on
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)


def main() -> int:
    """Write both files; exit status 1 when a version cannot be resolved."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    builds = (
        ("requirements.txt", ["pyproject.toml"]),
        ("requirements-dev.txt", ["--group", "pyproject.toml:dev", "-c", "requirements.txt"]),
    )
    for name, sources in builds:
        print(f"Resolving {name}")
        command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, "--output-file", name, *sources]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
