"""A project without any page has a problem with a remedy, and no traceback."""

from __future__ import annotations

import shutil

import pytest
from support.bad_input import TODAY, library_of
from support.project import Project

from lanpya.checks.run import check_sources


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


@pytest.mark.raises_rule("home-missing")
def test_a_site_without_a_page_at_its_address(sources: Project) -> None:
    def found(*, release: bool) -> list[tuple[str, str, str]]:
        problems = check_sources(library_of(sources), sources.docs, TODAY, release=release)
        return [(one.rule, one.path, one.severity) for one in problems if one.rule == "home-missing"]

    assert found(release=False) == []
    (sources.docs / "my/index.md").unlink()
    assert found(release=False) == [("home-missing", "docs/my/index.md", "warning")]
    assert found(release=True) == [("home-missing", "docs/my/index.md", "error")]
