"""Makes a release of the current commit: checks, builds, signs and verifies it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import minisign

from lanpya.checks.features import NOTHING_TO_SHOW
from lanpya.checks.print import LEAFLET_WITHDRAWN
from lanpya.checks.registry import CONTACT_SAMPLE
from lanpya.checks.run import check_sources
from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.problems.problem import errors_in
from lanpya.problems.reports import as_text
from lanpya.releases.local_copies import LARGEST_COPY, Release
from lanpya.releases.manifest import SITE, Manifest
from lanpya.releases.package import files_of, signed, tools, write_release
from lanpya.releases.preconditions import (
    MAKING,
    output_problems,
    secret_key,
    secret_problems,
    tree_problems,
)
from lanpya.releases.verification import verify
from lanpya.runtime.environment import CACHE, PASSWORD_FILE, PRIVATE, RELEASE_TIME, SECRET_KEY, path_in
from lanpya.runtime.git import git, git_line
from lanpya.runtime.processes import running
from lanpya.runtime.temporary_folders import lock_of, remove_abandoned, scratch_folder
from lanpya.site.security_txt import last_day

Report = Callable[[str], None]


class RefusedError(Exception):
    """A release cannot be made; each line is a reason and a remedy."""


class BuildError(Exception):
    """A build of the site failed; the text is its output."""


@dataclass(frozen=True)
class Made:
    """A finished release: its folder, its manifest, its number of files, and the key that verifies it."""

    folder: Path
    manifest: Manifest
    files: int
    public_key: minisign.PublicKey


def make_release(root: Path, on: date, allow_unchecked: bool, report: Report) -> Made:
    """Make a release in dist/, and report each step.

    Raises RefusedError with all obstacles. Nothing appears in dist/ until the release is complete and
    verified.
    """
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    output = root / "dist" / f"lanpya-{version}"
    for place in (root / SITE, output.with_name(MAKING)):
        remove_abandoned(place)
    wrong = [*tree_problems(root, version), *secret_problems(root), *output_problems(output)]
    key, wrong_with_key = secret_key()
    wrong += wrong_with_key
    folder = scratch_folder(root / SITE)  # it will contain real contacts
    source = git(root, "archive", "--format=tar", f"--prefix=lanpya-{version}/", "HEAD", limit=LARGEST_COPY)
    with tarfile.open(fileobj=io.BytesIO(source)) as archive:
        unpack(archive, folder)  # written by git from the commit to be signed
    tree = folder / f"lanpya-{version}"
    epoch = git_line(root, "log", "-1", "--no-show-signature", "--format=%ct")
    release_date = datetime.fromtimestamp(int(epoch), UTC).date()
    report("Checking every source file")
    library, wrong_with_source = _checked(tree, on, release_date, allow_unchecked, report)
    wrong += wrong_with_source
    if wrong or key is None:
        raise RefusedError("\n".join(wrong))
    report("Building the site from the commit alone")
    try:
        site = build_site(tree, epoch, lock_of(folder))
    except BuildError as error:
        raise RefusedError(f"The build failed.\n{error}") from error
    manifest = Manifest(
        version=version,
        sequence=int(git_line(root, "rev-list", "--count", "HEAD")),
        edition=release_date,
        expires=last_day(library),
        commit=git_line(root, "rev-parse", "HEAD"),
        tools=tools(),
    )
    report("Compressing and signing")
    files = signed(files_of(site, library), manifest, key)
    output.parent.mkdir(exist_ok=True)
    making = scratch_folder(output.with_name(MAKING))
    write_release(files, source, manifest, key, making)
    public = key.get_public_key()
    failures, *_ = verify(Release(making, public), public, on, None)
    if failures:
        raise OSError("the files written are not the files signed: " + failures[0].says)
    making.rename(output)
    return Made(output, manifest, len(files), public)


def _checked(
    tree: Path, on: date, release_date: date, allow_unchecked: bool, report: Report
) -> tuple[Library, list[str]]:
    """Return the Library to release, and errors in it, also without the file of real contacts."""
    settings, docs = read_settings(tree / "mkdocs.yml"), tree / "docs"
    library = read_library(settings, docs)
    problems = check_sources(
        *(library, docs, on), release=True, release_date=release_date, allow_unchecked=allow_unchecked
    )
    if recalled := [problem for problem in problems if problem.rule == LEAFLET_WITHDRAWN.id]:
        report(as_text(recalled))
    errors = errors_in(problems)
    wrong = [as_text(errors)] if errors else []
    if not path_in(PRIVATE):
        if any(problem.rule == CONTACT_SAMPLE.id for problem in errors):
            wrong.append(f"Real contacts belong in the file that {PRIVATE} names, but it is not set.")
        return library, wrong
    alone = read_library(settings, docs, with_private=False)
    found_alone = check_sources(alone, docs, on, release_date=release_date)
    # what a site has none of is left out of its pages, which would then differ
    fatal = [*errors_in(found_alone), *(one for one in found_alone if one.rule == NOTHING_TO_SHOW.id)]
    if errors_alone := set(fatal) - {*errors, *problems}:
        wrong.append(
            f"Without the file that {PRIVATE} names, which only you have, the source does not build, so "
            "no one could reproduce this release. Leave the samples in docs/data/contacts.yml; a real "
            f"contact with the same id replaces a sample.\n{as_text(errors_alone)}"
        )
    return library, wrong


def unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Unpack a trusted archive made by git."""
    if hasattr(tarfile, "data_filter"):  # not in every Python 3.11
        archive.extractall(folder, filter="data")
    else:
        archive.extractall(folder)  # noqa: S202


def build_site(tree: Path, epoch: str, lock: tuple[int, ...] = ()) -> Path:
    """Build the site of a project with its own code, as of a time. Raises BuildError.

    The secrets of the signer are not in the environment of the build, and no cache is used. The build holds
    `lock` until it ends.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in (SECRET_KEY, PASSWORD_FILE)}
    own = {
        "PYTHONPATH": str(tree / "hooks"),
        RELEASE_TIME: epoch,
        "NO_MKDOCS_2_WARNING": "1",
        CACHE: "",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    with running(
        command,
        cwd=tree,
        env=inherited | own,
        pass_fds=lock,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as build:
        printed, _ = build.communicate()
    if build.returncode:
        raise BuildError(printed.decode("utf-8", "replace"))
    return tree / SITE
