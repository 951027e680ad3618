"""A project with public talks."""

from __future__ import annotations

import re
from pathlib import Path

from support.project import Project

TALKS = """\
weekly: {entry: helpline, day: sunday, time: "10:00", zone: Asia/Yangon}
"""


PAGE = """\
---
title: Talks
summary: What was said.
address: 16
risk: high
reviewed: 2026-11-01
review_by: 2027-01-20
sources: []
leaflet: no
role: talks
---
## When {#when}

[](list:talks)

## Said {#said}

[](list:past-talks)
"""


def with_talks(project: Project, talks: str) -> Project:
    (project.docs / "en" / "weekly-talks.md").write_text(PAGE, encoding="utf-8")
    (project.docs / "data" / "talks.yml").write_text(talks, encoding="utf-8")
    project.edit("docs/en/index.md", "- [Contacts]", "- [Talks to read](weekly-talks.md)\n- [Contacts]")
    return project


def days(page: Path) -> list[str]:
    return re.findall(r'<time datetime="?([^" >]+)', page.read_text(encoding="utf-8"))
