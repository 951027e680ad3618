"""Replaces a project's copy of the program by a newer one, except for files that somebody has changed."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lanpya.editing.program_files import (
    MANIFEST,
    VERSIONED,
    digest_of,
    files_of_program,
    program_of,
    read_manifest,
    with_version_of,
)
from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.temporary_folders import temporary_folder, undisturbed

_STAGE = ".upgrade-"  # the folder in which an upgrade is prepared, and from which it is undone
_PLAN, _NEW, _OLD = "plan.json", "new", "old"
_STAGES = re.compile(re.escape(_STAGE) + "[a-z0-9_]{8}")  # as tempfile names it


@dataclass
class Upgrade:
    """What an upgrade does with each file, by path; `kept` with the reason."""

    before: str
    after: str
    written: dict[str, bytes] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)


def program_in(source: Path) -> dict[str, bytes]:
    """Return the files of the program in a checkout, or in the source that a release folder has.

    Raises ValueError if there is none.
    """
    archives = [source] if source.suffix == ".tar" else sorted(source.glob("*-source.tar"))
    if (source / "hooks").is_dir() or not archives:
        return files_of_program(source)
    with temporary_folder() as folder:
        try:
            with tarfile.open(archives[-1]) as archive:
                archive.extractall(folder, filter="data")
        except (tarfile.TarError, EOFError) as error:
            raise ValueError(f"{archives[-1]} cannot be unpacked ({error})") from error
        inside = [path for path in folder.iterdir() if path.is_dir()]
        return files_of_program(inside[0] if len(inside) == 1 else folder)


def planned(root: Path, files: Mapping[str, bytes]) -> Upgrade:
    """Return what an upgrade of the project at `root` to these files of the program does.

    Raises ValueError if the project has no manifest.
    """
    old, new = read_manifest(root), program_of(files)
    plan = Upgrade(old.version, new.version)
    for name in sorted({*old.digests, *new.digests}):
        path = root / name
        is_there = path.exists() or path.is_symlink()
        is_file = path.is_file() and not path.is_symlink()
        here = digest_of(name, path.read_bytes()) if is_file else ""
        if name not in new.digests:
            if here == old.digests[name]:
                plan.removed.append(name)
            elif is_there:
                plan.kept[name] = "changed here; the program no longer has it"
        elif here != new.digests[name]:
            if not is_there and name in old.digests:
                plan.kept[name] = "removed here"
            elif not is_there:
                plan.added.append(name)
                plan.written[name] = files[name]
            elif here == old.digests.get(name):
                keeps_version = name == VERSIONED
                plan.written[name] = (
                    with_version_of(files[name], path.read_bytes()) if keeps_version else files[name]
                )
            else:
                plan.kept[name] = (
                    "changed here" if name in old.digests else "yours; the program now has this file too"
                )
    plan.written[MANIFEST] = new.as_json().encode("utf-8")
    return plan


def carry_out(root: Path, plan: Upgrade) -> None:
    """Change the project at `root`: everything, or nothing if something fails, which is raised."""
    stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=root))
    try:
        for name, content in plan.written.items():
            path = stage / _NEW / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        digests = {name: _digest(content) for name, content in plan.written.items()}
        replace_text(stage / _PLAN, json.dumps({"added": plan.added, "written": digests}))
        with undisturbed():
            for name in (*plan.written, *plan.removed):
                _exchange(root, stage, name)
            (stage / _PLAN).unlink()  # from here on there is nothing to undo
    except BaseException:
        undo(root)
        raise
    shutil.rmtree(stage)
    for name in plan.removed:
        _remove_empty((root / name).parent, root)


def _exchange(root: Path, stage: Path, name: str) -> None:
    """Move a file of the project out of the way, and the new one, if there is one, into its place."""
    path, old, new = root / name, stage / _OLD / name, stage / _NEW / name
    if path.exists():
        old.parent.mkdir(parents=True, exist_ok=True)
        path.rename(old)
    if new.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        new.rename(path)


def undo(root: Path) -> bool:
    """Take back an upgrade that failed or was killed, but for files that somebody changed since.

    Return whether there was one.
    """
    found = False
    for stage in filter(_is_stage, root.glob(f"{_STAGE}*")):
        if (stage / _PLAN).exists():
            found = True
            plan = json.loads((stage / _PLAN).read_text("utf-8"))
            for name in plan["added"]:
                if _is_written(root / name, plan["written"][name]):
                    (root / name).unlink()
                    _remove_empty((root / name).parent, root)
            for old in sorted((stage / _OLD).rglob("*")):
                name = old.relative_to(stage / _OLD).as_posix()
                target = root / name
                if old.is_file() and (
                    not target.exists() or _is_written(target, plan["written"].get(name, ""))
                ):
                    target.parent.mkdir(parents=True, exist_ok=True)
                    old.replace(target)
        shutil.rmtree(stage)
    return found


def _is_stage(path: Path) -> bool:
    is_ours = _STAGES.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
    return bool(is_ours) and all(
        one.name in (_PLAN, _NEW, _OLD) or one.name.startswith(f".{_PLAN}-") for one in path.iterdir()
    )


def _is_written(path: Path, digest: str) -> bool:
    """Whether a file is as the upgrade wrote it."""
    return path.is_file() and _digest(path.read_bytes()) == digest


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _remove_empty(folder: Path, root: Path) -> None:
    """Remove a folder that has nothing in it, and the empty ones above it, up to `root`."""
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
