"""The files of the program that a project has a copy of, with their digests, so that they can be renewed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MANIFEST = "program.json"
VERSIONED = "pyproject.toml"  # its version is that of the site's releases, so it is no change of the file
_PARTS = (
    *("LICENSE", "Makefile", "RULES.md", VERSIONED, "requirements.txt", "hooks", "overrides"),
    *("scripts/dev/copy_packages.py", "scripts/dev/git_hooks", "scripts/dev/install_hooks.sh"),
)
_VERSION = re.compile(rb'^version = "(.*)"$', re.MULTILINE)
_MADE = ("__pycache__", ".pyc", ".egg-info")


@dataclass(frozen=True)
class Program:
    """The version of a program, and the digest of each of its files by path."""

    version: str
    digests: Mapping[str, str]

    def as_json(self) -> str:
        """Return the manifest of a project."""
        return (
            json.dumps({"version": self.version, "files": dict(sorted(self.digests.items()))}, indent=1)
            + "\n"
        )


def files_of_program(root: Path) -> dict[str, bytes]:
    """Return the content of every file of the program in a checkout, by its path.

    Raises ValueError if this is no checkout of the program, or has links in place of files.
    """
    missing = [part for part in _PARTS if not (root / part).exists()]
    if missing:
        raise ValueError(f"{root} is no checkout of the program: it has no {', '.join(missing)}")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for part in _PARTS
        for path in _files(root / part)
    }


def _files(part: Path) -> Iterator[Path]:
    for path in sorted(part.rglob("*")) if part.is_dir() else [part]:
        if any(made in name for name in path.relative_to(part).parts for made in _MADE):
            continue
        if path.is_symlink():
            raise ValueError(f"{path} is a symbolic link; a program has only files")
        if path.is_file():
            yield path


def program_of(files: Mapping[str, bytes]) -> Program:
    """Return version and digests of a program's files."""
    found = _VERSION.search(files[VERSIONED])
    digests = {name: digest_of(name, content) for name, content in files.items()}
    return Program(found[1].decode() if found else "", digests)


def digest_of(name: str, content: bytes) -> str:
    """Return the SHA-256 of a file, of pyproject.toml without the number of the version."""
    unversioned = _VERSION.sub(b'version = ""', content) if name == VERSIONED else content
    return hashlib.sha256(unversioned).hexdigest()


def with_version_of(new: bytes, old: bytes) -> bytes:
    """Return a new pyproject.toml with the version of an old one."""
    found = _VERSION.search(old)
    return _VERSION.sub(lambda _: found[0], new, count=1) if found else new


def _is_of_program(name: str) -> bool:
    """Whether a path may be one of the program, and is none of what a project writes."""
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] not in ("/", "docs", "mkdocs.yml", ".git") and ".." not in parts


def read_manifest(root: Path) -> Program:
    """Return the manifest of a project. Raises ValueError if it has none, or one that is damaged."""
    path = root / MANIFEST
    try:
        read = json.loads(path.read_text("utf-8"))
        files = {str(name): str(digest) for name, digest in read["files"].items()}
        if not all(map(_is_of_program, files)):
            raise ValueError("it names what is no file of a program")
        return Program(str(read["version"]), files)
    except FileNotFoundError as error:
        raise ValueError(
            f"{root} has no {MANIFEST}. Only a project that  lanpya new project  made can be upgraded"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} is damaged; restore it from an earlier version") from error
