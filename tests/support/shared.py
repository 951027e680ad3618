"""What one worker makes and all workers read or copy."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this run that all workers have in common."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def make_once(target: Path, make: Callable[[Path], object]) -> Path:
    """Return `target`, which `make` creates in the first worker that asks for it."""
    finished = target.with_name(f"{target.name}.done")
    with FileLock(f"{target}.lock"):
        if not finished.exists():
            shutil.rmtree(target, ignore_errors=True)  # of a worker whose attempt failed
            make(target)
            finished.touch()
    return target


def copy_folder(source: Path, target: Path) -> Path:
    """Copy a folder with the times of its files, to a place where nothing is; return that place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "--archive", source, target], check=True)
    return target
