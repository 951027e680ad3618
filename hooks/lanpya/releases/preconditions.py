"""The conditions for a release that can be checked before building: tree, tag, output folder, key."""

from __future__ import annotations

import getpass
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import minisign

from lanpya.checks.registry_addresses import is_reserved
from lanpya.content.settings_file import read_settings
from lanpya.releases.manifest import SITE, SUMS
from lanpya.releases.signing import is_secret_key
from lanpya.runtime.environment import PASSWORD_FILE, PRIVATE, SECRET_KEY, path_in
from lanpya.runtime.git import git, git_line

MAKING = "making"  # the folder in which a release is made is named .making-…
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)
_KEY_SIZE = 1_000  # bytes; a secret key of minisign has 300 and a comment


def tree_problems(root: Path, version: str) -> Iterator[str]:
    """Yield why the commit cannot be released: it must be a complete, tagged state that others can get."""
    if git_line(root, "rev-parse", "--is-shallow-repository") == "true":
        yield "This clone has an incomplete history, which numbers the releases. Run  git fetch --unshallow"
    if changed := git(root, "status", "--porcelain").decode().splitlines():
        named = ", ".join(line[3:] for line in changed[:5]) + (" …" if len(changed) > 5 else "")
        yield (
            f"{named}: changed, or not in git. See  git status ; commit what belongs to the guides, "
            "and move everything else out of this folder."
        )
    place = f"pyproject.toml:{_line_of(root / 'pyproject.toml', 'version')}"
    tags = git_line(root, "tag", "--points-at", "HEAD").splitlines()
    if not _VERSION.fullmatch(version):
        yield f"{place}: the version is {version!r}. Write three numbers, as in  1.4.0"
    elif f"v{version}" not in tags:
        has = f"has the tag {', '.join(tags)}" if tags else "has no tag"
        yield (
            f"{place}: the version is {version}, but this commit {has}. Write the version of the "
            f"release there, commit, then run  git tag v{version}  (with --force, if the tag is at "
            "an earlier commit that was never released)"
        )
    if newer := _newer(version, git_line(root, "tag", "--list", "v*").splitlines()):
        yield f"{place}: the version is {version}, but {newer} already exists. Write a higher one."
    settings = read_settings(root / "mkdocs.yml")
    for key, remedy in (
        ("site_url", "the address of the site"),
        ("report", "the address for reports of vulnerabilities"),
    ):
        address: str = getattr(settings, key)
        if is_reserved(address):
            path, line = settings.place_of(key)
            yield f"{path}:{line}: {key}: {address} reaches no one. Write {remedy}."


def _line_of(path: Path, key: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next((n for n, line in enumerate(lines, start=1) if re.match(rf"{key}\s*=", line)), 1)


def _newer(version: str, tags: list[str]) -> str:
    """Return the tag of the highest version above the given one, or ""."""
    above = {
        tuple(map(int, tag[1:].split("."))): tag
        for tag in tags
        if _VERSION.fullmatch(tag[1:]) and _VERSION.fullmatch(version)
    }
    highest = max(above, default=())
    return above[highest] if highest and highest > tuple(map(int, version.split("."))) else ""


def secret_problems(root: Path) -> Iterator[str]:
    """Yield each secret inside the clone, where a commit may publish it, or has already."""
    for name in (SECRET_KEY, PASSWORD_FILE, PRIVATE):
        path = (path_in(name) or root.parent).resolve()
        if path.is_relative_to(root):
            yield (
                f"{name} names a file in this folder, where a commit may publish it. Move it to a place "
                f"that only you can read. If  git log --all -- {path.relative_to(root)}  shows a commit, it "
                "is known to others: see SECURITY.md, *Keys*."
            )
    for name in git(root, "ls-files", "-z").decode().split("\0")[:-1]:
        path = root / name
        if path.is_file() and path.stat().st_size < _KEY_SIZE and is_secret_key(path.read_bytes()):
            yield f"{name} is a secret key, and in git. No one may sign with it now; see SECURITY.md, *Keys*."


def output_problems(output: Path) -> Iterator[str]:
    """Yield what is already in the output folder: nothing is overwritten."""
    if (output / SITE / SUMS).exists():
        yield f"{output} already exists, and a release is never made again. Use a new version."
    elif output.exists():
        yield f"{output} exists, but is not a complete release. Look at it, then remove it."
    for path in sorted(output.parent.glob(f".{MAKING}-*")):
        yield f"{path}: another release is being made, or was not finished. Wait for it, or remove it."


def secret_key() -> tuple[minisign.SecretKey | None, list[str]]:
    """Return the signing key, or why there is none. Neither it nor its password is ever shown."""
    path = path_in(SECRET_KEY)
    if not path:
        return None, [
            f"{SECRET_KEY} is not set. Write  {SECRET_KEY}=/path/to/lanpya.key make release ; "
            "docs/desk/en/releasing.md says how to make a key."
        ]
    try:
        key = minisign.SecretKey.from_file(path)
    except OSError as error:
        return None, [f"{SECRET_KEY}: {path} cannot be read ({error.strerror})."]
    except ValueError as error:
        return None, [f"{SECRET_KEY}: {path} is not a secret key of minisign ({error})."]
    if not key.is_encrypted():
        return key, []
    try:
        password = _password()
    except (OSError, ValueError, EOFError) as error:
        return None, [f"{PASSWORD_FILE}: the password cannot be read ({error})."]
    try:
        key.decrypt(password)
    except (ValueError, minisign.Error) as error:
        return None, [f"{SECRET_KEY}: the password does not open this key ({error})."]
    return key, []


def _password() -> str:
    if path := path_in(PASSWORD_FILE):
        return path.read_text("utf-8").removesuffix("\n")
    if not sys.stdin.isatty():
        raise ValueError(
            "it is not set, and there is no terminal to ask for it. Set it to the path of a file"
        )
    return getpass.getpass("Password of the key: ")
