"""A project without any page has a problem with a remedy, and no traceback."""

from __future__ import annotations

import shutil

import pytest
from support.project import Project


@pytest.mark.raises_rule("page-missing")
def test_a_project_without_a_page_says_what_to_write(project: Project) -> None:
    for folder in ("en", "my"):
        shutil.rmtree(project.docs / folder)
        (project.docs / folder).mkdir()
    (project.docs / "data/talks.yml").unlink()
    built = project.without_leaflets().build()
    done = built.stdout + built.stderr
    assert built.returncode != 0
    assert "docs/en/index.md" in done
    assert "page-missing" in done
    assert "Traceback" not in done
    assert not project.site.exists()
