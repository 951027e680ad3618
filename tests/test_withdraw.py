"""A burnt contact or a wrong leaflet is gone from the next edition, and nothing else changes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Project
from releases import DAY, release_project

PRIVATE = """\
# kept by two people
- id: quiet-line
  channel: telegram
  name: {my: တိတ်တိတ်, en: "Quiet: line"}
  address: https://t.me/quiet_line
  verified: 2026-11-15
  verified_by: [editor-c, editor-d]
  expires: 2026-12-01

# the second
- id: other
  channel: web
  name: {my: တခြား, en: Other}
  address: https://example.net/other-page
  verified: 2026-11-15
  verified_by: [editor-c, editor-d]
  expires: 2026-12-01
"""


def withdraw(root: Path, *given: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/withdraw.py", "--root", str(root), "--today", DAY, *given]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_from_a_burnt_contact_to_a_release_without_it(tmp_path: Path) -> None:
    made = release_project(tmp_path)
    told = withdraw(made.root, "contact", "helpline")
    assert told.returncode == 0, told.stderr
    assert "make release" in told.stdout
    made.version("1.0.1")
    released = made.release()
    assert released.returncode == 0, released.stderr
    site = made.dist / "lanpya-1.0.1" / "site"
    for path in site.rglob("*"):
        assert not path.is_file() or b"example.org/helpline" not in path.read_bytes(), path
    page = (site / "en" / "19.html").read_text(encoding="utf-8")
    assert "Helpline" in page
    text = re.sub(r"<[^>]*>|\s+", " ", page)
    assert re.search(r"Out of date since .{0,40}Do not use this contact\.", text)
    guide = (site / "en" / "2.html").read_text(encoding="utf-8")
    assert "A contact named on this page is out of date. Do not use it." in guide
    assert "hidden>A contact named" not in guide


def test_a_private_contact_is_withdrawn_where_it_stands(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "real.yml"
    path.write_text(PRIVATE, encoding="utf-8")
    path.chmod(0o600)
    monkeypatch.setenv("LANPYA_CONTACTS", str(path))
    assert withdraw(project.root, "contact", "quiet-line").returncode == 0
    after = path.read_text(encoding="utf-8")
    head, _, rest = PRIVATE.partition("- id: quiet-line")
    left = '- id: quiet-line\n  name: {my: "တိတ်တိတ်", en: "Quiet: line"}\n  withdrawn: 2026-11-23\n'
    assert after == head + left + rest[rest.index("\n# the second") :]
    assert path.stat().st_mode & 0o777 == 0o600
    built = project.build()
    assert built.returncode == 0, built.stderr
    assert "quiet_line" not in (project.site / "en" / "19.html").read_text(encoding="utf-8")
    again = withdraw(project.root, "contact", "quiet-line")
    assert again.returncode == 1
    assert "withdrawn already, since 2026-11-23" in again.stderr
    assert path.read_text(encoding="utf-8") == after


def test_a_contact_that_is_not_there_changes_nothing(project: Project) -> None:
    path = project.docs / "data" / "contacts.yml"
    before = path.read_bytes()
    told = withdraw(project.root, "contact", "helpine")
    assert told.returncode == 1
    assert "there are: helpline" in told.stderr
    assert "LANPYA_CONTACTS names" in told.stderr
    assert path.read_bytes() == before


def test_a_registry_that_cannot_be_read_is_told_with_its_line(project: Project) -> None:
    path = project.docs / "data" / "contacts.yml"
    path.write_text("- id: helpline\n  id: helpline\n", encoding="utf-8")
    told = withdraw(project.root, "contact", "helpline")
    assert told.returncode == 2
    assert f"{path}:2:" in told.stderr


def test_a_leaflet_is_called_back_once(project: Project) -> None:
    given = [
        "leaflet",
        "2",
        "--says",
        "my=မှားနေပါတယ်။",
        "--says",
        "en=The way named is closed.",
        "--until",
        "2026-11-20",
    ]
    assert withdraw(project.root, *given).returncode == 0
    assert withdraw(project.root, *given).returncode == 1
    built = project.build()
    assert built.returncode == 0, built.stderr
    page = (project.site / "en" / "22.html").read_text(encoding="utf-8")
    assert "The way named is closed." in page
    assert withdraw(project.root, "leaflet", "2", "--says", "no words").returncode == 2
