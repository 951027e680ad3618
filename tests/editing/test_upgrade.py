"""`lanpya upgrade`: a newer program for a project, without a change that somebody made, all or nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
from pathlib import Path

import pytest
from support.bad_input import contents
from support.commands import run_lanpya

from lanpya.editing import upgrade
from lanpya.editing.program_files import VERSIONED, program_of

OLD = {
    **{"LICENSE": "free", "Makefile": "site:", "RULES.md": "rules", "requirements.txt": "one==1"},
    VERSIONED: '[project]\nname = "lanpya"\nversion = "0.1.0"\n',
    **{"hooks/read.py": "read = 1", "hooks/lanpya/old.py": "old", "overrides/style.css": "old style"},
    **{
        "scripts/dev/install_hooks.sh": "#",
        "scripts/dev/copy_packages.py": "#",
        "scripts/dev/git_hooks/run.py": "#",
    },
}
NEW = {name: text for name, text in OLD.items() if name != "hooks/lanpya/old.py"} | {
    VERSIONED: '[project]\nname = "lanpya"\nversion = "0.2.0"\ndependencies = []\n',
    **{"hooks/read.py": "read = 2", "hooks/lanpya/texts/new.yml": "new", "overrides/style.css": "new style"},
}


def write(root: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    return write(tmp_path / "newer", NEW)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {name: text.encode() for name, text in OLD.items()}
    own = {
        "mkdocs.yml": "site_name: Mine",
        "docs/en/index.md": "Mine",
        "program.json": program_of(files).as_json(),
    }
    return write(tmp_path / "project", OLD | own)


def test_what_nobody_changed_is_renewed(project: Path, newer: Path) -> None:
    (project / VERSIONED).write_text(
        OLD[VERSIONED].replace("0.1.0", "7.0.3"), encoding="utf-8"
    )  # of its releases
    done = run_lanpya("upgrade", newer, "--root", project)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Version 0.1.0 is now 0.2.0: 3 files replaced, 1 added, 1 removed." in done.stdout
    assert "stays" not in done.stdout
    now = {name: content.decode() for name, content in contents(project).items()}
    assert now.pop("mkdocs.yml") == "site_name: Mine"
    assert now.pop("docs/en/index.md") == "Mine"
    assert json.loads(now.pop("program.json"))["version"] == "0.2.0"
    assert now == NEW | {VERSIONED: NEW[VERSIONED].replace("0.2.0", "7.0.3")}
    again = run_lanpya("upgrade", newer, "--root", project)
    assert "0 files replaced, 0 added, 0 removed" in again.stdout


def test_what_somebody_changed_stays_and_is_listed(project: Path, newer: Path) -> None:
    mine = {
        "overrides/style.css": "my style",
        "hooks/lanpya/old.py": "my old",
        "hooks/lanpya/texts/new.yml": "mine",
    }
    write(project, mine)
    (project / "LICENSE").unlink()
    for _ in range(2):  # the next upgrade still knows what was changed
        done = run_lanpya("upgrade", newer, "--root", project)
        assert done.returncode == 0
        assert "overrides/style.css stays as it is: changed here." in done.stdout
        assert "hooks/lanpya/texts/new.yml stays as it is: " in done.stdout
        assert "LICENSE stays as it is: removed here." in done.stdout
        assert {name: (project / name).read_text() for name in mine} == mine
    assert (project / "hooks/read.py").read_text() == "read = 2"


def test_an_upgrade_that_fails_or_is_killed_changes_nothing(
    project: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, exchange, undo = contents(project), upgrade._exchange, upgrade.undo

    def failing(root: Path, stage: Path, name: str) -> None:
        exchange(root, stage, name)
        if name == "program.json":  # after most of the files
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(upgrade, "_exchange", failing)
    done = run_lanpya("upgrade", newer, "--root", project)
    assert done.returncode == 2
    assert "Nothing was changed" in done.stderr
    assert contents(project) == before
    monkeypatch.setattr(upgrade, "undo", lambda root: False)  # a process that is killed takes nothing back
    run_lanpya("upgrade", newer, "--root", project)
    assert contents(project) != before
    monkeypatch.setattr(upgrade, "undo", undo)
    assert undo(project)
    assert contents(project) == before
    assert not [path for path in project.iterdir() if path.name.startswith(".upgrade")]


def test_what_was_written_after_an_upgrade_was_killed_stays(
    project: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write(project / ".upgrade-my_notes", {"notes.txt": "mine"})  # named as an upgrade's own folder

    def killed(root: Path, stage: Path, name: str) -> None:
        exchange(root, stage, name)
        if name == "program.json":
            raise KeyboardInterrupt

    exchange, undo = upgrade._exchange, upgrade.undo
    monkeypatch.setattr(upgrade, "_exchange", killed)
    monkeypatch.setattr(upgrade, "undo", lambda root: False)
    run_lanpya("upgrade", newer, "--root", project)
    assert (project / "hooks/read.py").read_text() == "read = 2"
    mine = {"hooks/read.py": "read = 3", "hooks/lanpya/texts/new.yml": "mine"}
    write(project, mine)
    assert undo(project)
    assert {name: (project / name).read_text() for name in mine} == mine
    assert (project / "overrides/style.css").read_text() == "old style"
    assert (own / "notes.txt").read_text() == "mine"


def test_a_plan_is_whole_or_not_there(project: Path, newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = contents(project)
    with monkeypatch.context() as disk:
        disk.setattr("pathlib.Path.replace", full)  # the last step of writing a file whole
        disk.setattr(upgrade.shutil, "rmtree", lambda _: None)  # a process that is killed removes nothing
        assert "No space left" in run_lanpya("upgrade", newer, "--root", project).stderr
    (left,) = project.glob(".upgrade-*")
    (left / ".plan.json-ab12").write_text('{"added": [', encoding="utf-8")  # cut short
    done = run_lanpya("upgrade", newer, "--root", project)
    assert (done.returncode, "not finished" in done.stdout) == (0, False)
    assert {
        name: contents(project)[name] for name in ("mkdocs.yml", "docs/en/index.md")
    }.items() <= before.items()
    assert not list(project.glob(".upgrade-*"))


@pytest.mark.parametrize("name", ["docs/en/index.md", "../beside", "/etc/hosts", ""])
def test_a_manifest_names_only_files_of_a_program(name: str, project: Path, newer: Path) -> None:
    listed = json.loads((project / "program.json").read_text(encoding="utf-8"))
    listed["files"][name] = hashlib.sha256(b"Mine").hexdigest()
    (project / "program.json").write_text(json.dumps(listed), encoding="utf-8")
    before = contents(project)
    assert "is damaged" in run_lanpya("upgrade", newer, "--root", project).stderr
    assert contents(project) == before


def test_a_release_has_the_program_in_its_source(project: Path, newer: Path, tmp_path: Path) -> None:
    release = tmp_path / "release"
    release.mkdir()
    with tarfile.open(release / "lanpya-0.2.0-source.tar", "w") as archive:
        archive.add(newer, "lanpya-0.2.0")
    assert run_lanpya("upgrade", release, "--root", project).returncode == 0
    assert (project / "hooks/read.py").read_text() == "read = 2"


def test_what_cannot_be_upgraded_is_said(project: Path, newer: Path, tmp_path: Path) -> None:
    before = contents(project)
    for source, says in (
        (tmp_path / "none", "is no checkout of the program"),
        (tmp_path, "it has no LICENSE"),
    ):
        done = run_lanpya("upgrade", source, "--root", project)
        assert done.returncode == 2
        assert says in done.stderr
    (newer / "hooks/link.py").symlink_to("/etc/hosts")
    assert "symbolic link" in run_lanpya("upgrade", newer, "--root", project).stderr
    (newer / "hooks/link.py").unlink()
    assert contents(project) == before
    (project / "program.json").write_text("{", encoding="utf-8")
    assert "is damaged" in run_lanpya("upgrade", newer, "--root", project).stderr
    (project / "program.json").unlink()
    assert "lanpya new project" in run_lanpya("upgrade", newer, "--root", project).stderr
    shutil.rmtree(newer)
