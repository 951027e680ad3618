"""A run of tests changes nothing outside its folder, says so where it did, and keeps only what failed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.project import ROOT
from support.sampling import sampled

WHAT_TESTS_DO = """\
import os, pathlib, subprocess, tempfile

def test_good(tmp_path, tmp_path_factory):
    (tmp_path / "good").touch()
    (tmp_path_factory.mktemp("shared") / "large").touch()
    (pathlib.Path.home() / ".pki").mkdir(exist_ok=True)
    tempfile.mkdtemp()
    {good}

def test_bad(tmp_path):
    (tmp_path / "bad").touch()
    {bad}
"""


def run_case(folder: Path, *options: str, good: str = "", bad: str = "") -> subprocess.CompletedProcess[str]:
    """Run two tests as ours are run, with a home and a folder for temporary files that nobody else uses."""
    case, home, temporary = (folder / name for name in ("case", "home", "temporary"))
    for made in (case, home, temporary):
        made.mkdir(exist_ok=True)
    temporary.chmod(0o1777)
    text = WHAT_TESTS_DO.format(good=good, bad=bad)
    (case / "test_case.py").write_text(text, encoding="utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    own |= {"PYTHONPATH": f"{ROOT}/tests:{ROOT}/scripts", "TMPDIR": str(temporary), "HOME": str(home)}
    own["PYTEST_DEBUG_TEMPROOT"] = str(temporary)  # not in memory, where the tests around it work
    command = [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "-p", "no:cacheprovider"]
    command += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(case), *options, str(case)]
    return subprocess.run(command, env=own, cwd=case, capture_output=True, text=True, check=False)


def left(folder: Path) -> set[str]:
    """Return the names of the files and empty folders in the folder for temporary files."""
    every = (folder / "temporary").rglob("*")
    return {path.name for path in every if path.is_file() or (path.is_dir() and not any(path.iterdir()))}


@pytest.mark.proof
@pytest.mark.slow
@pytest.mark.parametrize(
    "workers", sampled([0, 2], 2)
)  # as make test runs; each has a folder below a shared one
def test_only_what_failed_is_kept(workers: int, tmp_path: Path, proof: bool) -> None:
    options = ("-n", str(workers))
    if proof:
        result = run_case(tmp_path, *options)
        assert result.returncode == 0, result.stdout + result.stderr
        assert {name for name in left(tmp_path) if not name.startswith("pytest-of-")} == set()
    result = run_case(tmp_path, *options, bad="assert False")
    assert result.returncode == 1
    assert "1 failed, 1 passed" in result.stdout
    assert "bad" in left(tmp_path)
    assert not left(tmp_path) & {"good", "large"}
    assert not [path for path in (tmp_path / "temporary").iterdir() if "pytest-of-" not in path.name]
    assert list((tmp_path / "home").iterdir()) == []


def test_a_run_that_changes_the_machine_fails(tmp_path: Path) -> None:
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    changes = {
        f"pathlib.Path({str(temporary)!r}).chmod(0o755)": "temporary: 1777",
        f"pathlib.Path({str(tmp_path)!r}).chmod(0o711)": "now 0711",
        f"pathlib.Path({str(home)!r}, '.pki').mkdir()": ".pki is new",
        f"pathlib.Path({str(home)!r}, '.gitconfig').touch()": ".gitconfig is new",
    }
    run = run_case(tmp_path, "-vvv", good="; ".join(changes))  # else the list of changes is cut
    tmp_path.chmod(0o700)
    assert run.returncode == 1, run.stdout + run.stderr
    for found in changes.values():
        assert found in run.stdout
