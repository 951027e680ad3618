"""A small project in git, tagged as a release is, with a key that was made for it."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import minisign

from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from support.forked import run_forked
from support.project import ROOT, Project, small_project
from support.shared import copy_folder, make_once

DAY = "2026-11-23"
PASSWORD = "two words"  # noqa: S105
ADDRESS = "https://notes.example-site.net/"
NOBODY = {"GIT_AUTHOR_NAME": "editor-a", "GIT_COMMITTER_NAME": "editor-a"} | {
    f"GIT_{who}_EMAIL": "editor-a@users.noreply.example" for who in ("AUTHOR", "COMMITTER")
}


@dataclass(frozen=True)
class ReleaseProject:
    """A project ready for its release, and the keys beside it."""

    project: Project
    keys: Path

    @property
    def root(self) -> Path:
        return self.project.root

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    @property
    def secrets(self) -> dict[str, str]:
        """The variables that name the secret key and its password."""
        return {
            "LANPYA_SECRET_KEY": str(self.keys / "secret.key"),
            "LANPYA_PASSWORD_FILE": str(self.keys / "password"),
        }

    def git(self, *command: str) -> None:
        when = f"{DAY}T12:00:00+0000"
        dated = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        subprocess.run(["git", *command], cwd=self.root, check=True, env=os.environ | NOBODY | dated)

    def commit(self, tag: str = "") -> None:
        """Commit all there is, and tag it."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "A state to release")
        if tag:
            self.git("tag", tag)

    def version(self, version: str) -> None:
        """Write the version of the next release, commit and tag it."""
        (self.root / "pyproject.toml").write_text(f'[project]\nversion = "{version}"\n', encoding="utf-8")
        self.commit(f"v{version}")

    def release(self, *options: str, today: str = DAY, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run what make release runs; its build of the site starts Python with the code of the release."""
        command = ("release", "--root", str(self.root), "--allow-unchecked", "--today", today, *options)
        return run_forked("lanpya.cli:run", *command, cwd=ROOT, env=os.environ | self.secrets | variables)


@functools.cache
def _key() -> minisign.KeyPair:
    pair = minisign.KeyPair.generate()
    pair.secret_key.encrypt(PASSWORD)  # once: it takes a second and a gigabyte
    return pair


def make_key(folder: Path) -> None:
    """Write a new pair of keys into a folder, and the password of the secret one."""
    folder.mkdir()
    pair = _key()
    (folder / "secret.key").write_bytes(bytes(pair.secret_key))
    (folder / "public.key").write_bytes(bytes(pair.public_key))
    (folder / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")


def without_make() -> dict[str, str]:
    """Return the environment without the variables of a make that runs these tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}


def make_project(project: Project) -> None:
    """Add what make needs: the makefile, the scripts, and the environment of the product."""
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, project.root / name)
    for name in ("requirements.txt", "pyproject.toml"):
        os.utime(project.root / name, (0, 0))  # else make might set .venv up for this copy
    shutil.copytree(ROOT / "scripts", project.root / "scripts")
    (project.root / ".venv").symlink_to(ROOT / ".venv")
    (project.root / ".gitignore").write_text("/.venv\n/.cache/\n/site/\n__pycache__/\n", encoding="utf-8")


def _mark_translations(project: Project) -> None:
    """Let each translation say that it matches its source."""
    library = read_library(read_settings(project.root / "mkdocs.yml"), project.docs)
    for page in library.pages.values():
        if not library.is_source(page):
            marks = library.source_of(page).fingerprints()
            listed = ", ".join(f"{name}: {mark}" for name, mark in marks.items())
            path = f"docs/{page.language.code}/{page.file}"
            project.edit(path, "translates: {}\n", f"translates: {{{listed}}}\n")


def release_project(target: Path) -> ReleaseProject:
    """Return the small project with one tagged commit, at an address that somebody could own."""
    made = ReleaseProject(small_project(target / "project").add_code(), target / "keys")
    made.project.configure(lambda config: config.update(site_url=ADDRESS))
    made.project.configure(lambda config: config["extra"].update(report=f"{ADDRESS}report"))
    _mark_translations(made.project)
    (made.root / ".gitignore").write_text("/dist/\n/site/\n__pycache__/\n", encoding="utf-8")
    make_key(made.keys)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.version("1.0.0")
    return made


def copy_release_project(shared: Path, target: Path) -> ReleaseProject:
    """Return a copy of `release_project`, which is made once for all workers."""
    copy_folder(make_once(shared / "unreleased", release_project), target)
    return ReleaseProject(Project(target / "project"), target / "keys")


def released_project(shared: Path) -> ReleaseProject:
    """Return the small project with two releases, made once for all workers; nobody changes it."""

    def release(target: Path) -> None:
        made = copy_release_project(shared, target)
        for version in ("1.0.0", "1.1.0"):
            if version != "1.0.0":
                made.version(version)
            result = made.release()
            assert result.returncode == 0, result.stderr

    target = make_once(shared / "released", release)
    return ReleaseProject(Project(target / "project"), target / "keys")
