"""Reads the cases of bad input, and the project that each of them breaks."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from support.project import Project

TODAY = date(2026, 11, 23)


def read_case(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return case


def library_of(project: Project) -> Library:
    return read_library(read_settings(project.root / "mkdocs.yml"), project.docs)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def git(root: Path, *arguments: str) -> None:
    names = {f"GIT_{who}_NAME": "editor-a" for who in ("AUTHOR", "COMMITTER")}
    mails = {f"GIT_{who}_EMAIL": "editor-a@example.org" for who in ("AUTHOR", "COMMITTER")}
    dates = {f"GIT_{who}_DATE": "2026-11-20T00:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(
        ["git", *arguments], cwd=root, env=os.environ | names | mails | dates | own, check=True, timeout=60
    )
