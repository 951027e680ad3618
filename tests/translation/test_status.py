"""How far translations are: what is told, what is accepted, and what is never accepted unseen."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.bad_input import git
from support.commands import run_lanpya
from support.leaflets import library_of
from support.project import ROOT, Project, small_project

from lanpya.checks.features import FEATURE_UNLISTED
from lanpya.checks.run import check_sources
from lanpya.content.urls import published_id
from lanpya.leaflets.read_aloud import aloud_body, aloud_length
from lanpya.pages.article import Article
from lanpya.pages.templates import Templates
from lanpya.problems.problem import errors_in
from lanpya.site.single_file import CopiedArticle

TODAY = date(2026, 11, 23)
SOURCE, GUIDE, SAME = "docs/en/guide.md", "docs/my/guide.md", "docs/data/same.yml"


def marked(project: Project) -> None:
    """Let every translation carry the marks of its source."""
    library = library_of(project)
    for page in library.pages_in("my"):
        marks = library.source_of(page).fingerprints()
        line = ", ".join(f"{key}: {mark}" for key, mark in marks.items())
        project.edit(page.path, "translates: {}", f"translates: {{{line}}}  # a note")


def commit(project: Project, message: str = "a change") -> None:
    git(project.root, "add", "docs", "mkdocs.yml")
    git(project.root, "commit", "--quiet", "--message", message)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small_project(tmp_path_factory.mktemp("status") / "project")
    marked(project)
    git(project.root, "init", "--quiet")
    commit(project, "as it was")
    return project


@pytest.fixture
def repo(committed: Project, tmp_path: Path) -> Project:
    """The small project, with marks, in a git repository of its own."""
    return Project(Path(shutil.copytree(committed.root, tmp_path / "project")))


def run(project: Project, *typed: str) -> tuple[int, str]:
    """Run lanpya status on a project, and return status and words."""
    done = run_lanpya("status", *typed, cwd=project.root)
    return done.returncode, done.stdout + done.stderr


def text(project: Project, name: str = GUIDE) -> str:
    return (project.root / name).read_text(encoding="utf-8")


def stale(project: Project, file: str = "guide.md") -> list[str]:
    library = library_of(project)
    return library.stale_sections((library.pages | library.drafts)["my", file])


def rules(project: Project, *, release: bool = False) -> set[tuple[str, str]]:
    """Return the rules broken, but that no page of the small project lists what it has."""
    problems = check_sources(library_of(project), project.docs, TODAY, release=release)
    return {(one.rule, one.severity) for one in problems if one.rule != FEATURE_UNLISTED.id}


# --- the list ---


def test_the_list_shows_the_state_of_every_guide(repo: Project) -> None:
    repo.edit(SOURCE, "- Do one thing.", "- Do another thing.")
    repo.edit("docs/my/index.md", "checked_by: null", "checked_by: reader-a")
    (repo.root / "docs/my/contacts.md").unlink()
    long = "a-guide-with-a-name-that-is-longer-than-any-column.md"
    shutil.copy(repo.root / SOURCE, repo.docs / "en" / long)
    repo.edit(f"docs/en/{long}", "address: 2", "address: 5")
    shutil.copy(repo.root / SOURCE, repo.docs / "my" / long)
    repo.edit(f"docs/my/{long}", "address: 2", "address: 5")
    code, done = run(repo)
    assert code == 0
    assert max(map(len, done.splitlines())) <= 80
    rows = [line.split() for line in done.splitlines()]
    assert ["guide.md", "my", "stale", "100%", "nobody"] in rows
    assert ["behind:", "short"] in rows
    assert ["index.md", "my", "fresh", "100%", "reader-a"] in rows
    assert ["contacts.md", "my", "missing"] in rows
    assert [row[1:4] for row in rows if row and row[0].startswith("a-guide")] == [["my", "unfinished", "0%"]]
    assert "my: 1 fresh, 1 stale, 1 unfinished, 1 missing; 1 of 4 checked" in done
    code, done = run(repo, "--format", "json")
    found = json.loads(done)
    assert found["totals"]["my"]["stale"] == 1
    row = next(row for row in found["guides"] if row["guide"] == "guide.md")
    assert row == {
        "guide": "guide.md",
        "language": "my",
        "state": "stale",
        "stale": ["short"],
        "share": 1.0,
        "checked_by": "",
    }


def test_a_page_that_fell_behind_is_checked_no_more(repo: Project) -> None:
    repo.edit(GUIDE, "checked_by: null", "checked_by: reader-a")
    assert "reader-a" in run(repo)[1]
    repo.edit(SOURCE, "- Do one thing.", "- Do another thing.")
    assert "reader-a" not in run(repo)[1]


def test_the_command_itself_runs(repo: Project) -> None:
    command = [sys.executable, "-m", "lanpya", "status"]
    options: dict[str, Any] = {"cwd": repo.root, "capture_output": True, "encoding": "utf-8", "timeout": 60}
    done = subprocess.run(command, check=False, **options)
    assert done.returncode == 0, done.stderr
    assert "guide.md" in done.stdout
    assert subprocess.run([*command, "diff", "nothing", "my"], check=False, **options).returncode == 1


def test_the_project_may_be_named_before_or_after_what_is_asked(repo: Project, tmp_path: Path) -> None:
    where = ("--root", str(repo.root))
    assert "guide.md" in run_lanpya("status", *where, cwd=tmp_path).stdout
    for typed in ((*where, "diff", "guide", "my"), ("diff", *where, "guide", "my")):
        done = run_lanpya("status", *typed, cwd=tmp_path)
        assert done.stdout == f"{GUIDE} matches {SOURCE}.\n", done.stderr
    assert run_lanpya("status", "diff", "guide", "my", cwd=tmp_path).returncode == 2
    assert run_lanpya("status", "diff", "--help", cwd=tmp_path).returncode == 0


# --- what changed ---


def test_diff_shows_what_changed_since_the_mark_word_by_word(repo: Project) -> None:
    assert "matches" in run(repo, "diff", "guide", "my")[1]
    repo.edit(SOURCE, "- Do one thing.", "- Do one good thing.")
    commit(repo)
    repo.edit(SOURCE, "title: A guide", "title: Some guide")
    repo.edit(SOURCE, "- Do one good thing.", "- Do one good thing now.")
    code, done = run(repo, "diff", "guide.md", "my")
    assert code == 0
    assert "short  docs/en/guide.md:10 → docs/my/guide.md:8" in done
    assert "- Do one [-thing.-]{+good thing now.+}" in done
    assert "[-A-]{+Some+} guide" in done
    assert "Do not do another" not in done
    assert "why" not in done


def test_diff_shows_why_it_can_show_nothing(repo: Project, tmp_path: Path) -> None:
    repo.edit(GUIDE, "short: k0ccb0ec", "short: k0000000")
    assert "has the fingerprint k0000000" in run(repo, "diff", "guide", "my")[1]
    repo.edit(GUIDE, "short: k0000000, ", "")
    assert "has no fingerprint for it" in run(repo, "diff", "guide", "my")[1]
    git(repo.root, "checkout", "--quiet", ".")
    repo.edit(SOURCE, "- Do one thing.", "- Do another thing.")
    commit(repo)
    cut = Project(tmp_path / "cut")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{repo.root}", str(cut.root))
    assert "git fetch --unshallow" in run(cut, "diff", "guide", "my")[1]
    shutil.rmtree(cut.root / ".git")
    assert "git has no history" in run(cut, "diff", "guide", "my")[1]


def test_diff_follows_a_guide_that_was_renamed(repo: Project) -> None:
    for code in ("en", "my"):
        git(repo.root, "mv", f"docs/{code}/guide.md", f"docs/{code}/other.md")
        repo.edit(f"docs/{code}/index.md", "guide.md", "other.md")
    commit(repo)
    repo.edit("docs/en/other.md", "- Do one thing.", "- Do another thing.")
    assert "- Do [-one-]{+another+} thing." in run(repo, "diff", "other", "my")[1]


# --- accepting ---


def behind(repo: Project) -> None:
    """Change two sections of the source, and mend one of them in the translation."""
    repo.edit(SOURCE, "- Do one thing.", "- Do one other thing.")
    repo.edit(SOURCE, "Somebody counted this.", "Somebody counted that.")
    commit(repo, "the source")
    repo.edit(GUIDE, "- တစ်ခု လုပ်ပါ။", "- တခြားတစ်ခု လုပ်ပါ။")


def test_accept_writes_marks_and_nothing_else(repo: Project) -> None:
    behind(repo)
    before = text(repo).replace("\n", "\r\n")
    (repo.root / GUIDE).write_bytes(b"\xef\xbb\xbf" + before.encode())
    (repo.root / GUIDE).chmod(0o640)
    code, done = run(repo, "accept", "guide", "my", "--section", "short")
    assert code == 0, done
    assert "Still behind: why" in done
    new = library_of(repo).pages["en", "guide.md"].fingerprints()
    wanted = before.replace("short: k0ccb0ec", f"short: {new['short']}")
    assert wanted != before
    assert (repo.root / GUIDE).read_bytes() == b"\xef\xbb\xbf" + wanted.encode()
    assert (repo.root / GUIDE).stat().st_mode & 0o777 == 0o640
    assert stale(repo) == ["why"]
    assert [path.name for path in (repo.docs / "my").iterdir() if path.name.startswith(".")] == []


def test_accept_refuses_what_was_not_mended_unless_asked(repo: Project) -> None:
    behind(repo)
    before = text(repo)
    code, done = run(repo, "accept", "guide", "my")
    assert (code, text(repo)) == (1, before)
    assert "why: it did not change since its source did" in done
    assert "short:" not in done
    commit(repo, "the translation")  # what is committed since counts as well
    code, done = run(repo, "accept", "guide", "my", "--unchanged")
    assert code == 0, done
    assert stale(repo) == []
    assert "already" in run(repo, "accept", "guide", "my")[1]


@pytest.mark.parametrize("typed", [("--section", "short", "why"), ("--section", "short", "--section", "why")])
def test_several_sections_are_accepted_together(repo: Project, typed: tuple[str, ...]) -> None:
    behind(repo)
    code, done = run(repo, "accept", "guide", "my", *typed, "--unchanged")
    assert (code, stale(repo)) == (0, []), done


def test_a_section_is_named_with_its_option(repo: Project) -> None:
    behind(repo)
    assert run(repo, "accept", "guide", "my", "short", "--unchanged")[0] == 2
    assert stale(repo) == ["short", "why"]


def test_accept_refuses_where_git_cannot_tell(repo: Project) -> None:
    behind(repo)
    repo.edit(GUIDE, "short: k0ccb0ec", "short: k0000000")
    code, done = run(repo, "accept", "guide", "my", "--section", "short")
    assert (code, "has the fingerprint k0000000" in done) == (1, True)
    shutil.rmtree(repo.root / ".git")
    code, done = run(repo, "accept", "guide", "my", "--section", "short")
    assert (code, "git has no history" in done) == (1, True)
    assert run(repo, "accept", "guide", "my", "--section", "short", "--unchanged")[0] == 0


def test_accept_refuses_another_structure_and_what_is_not_translated(repo: Project) -> None:
    repo.edit(SOURCE, "- Do one thing.", "- Do one thing.\n- Do a third thing.")
    repo.edit(GUIDE, "- တစ်ခု လုပ်ပါ။", "- တခြားတစ်ခု လုပ်ပါ။")
    code, done = run(repo, "accept", "guide", "my", "--unchanged")
    assert (code, "short has list items: 2; docs/en/guide.md:12 has: 3" in done) == (1, True)
    repo.edit(GUIDE, "- တခြားတစ်ခု လုပ်ပါ။", "- do one thing of the kind\n- တစ်ခု လုပ်ပါ။")
    repo.edit(GUIDE, "- နောက်တစ်ခု မလုပ်ပါနဲ့။", "- do a third thing, and no other things at all besides")
    code, done = run(repo, "accept", "guide", "my", "--unchanged")
    assert (code, "of it is translated into မြန်မာ" in done) == (1, True)
    repo.edit(GUIDE, "address: 2", "address: two")
    assert "address-bad" in run(repo, "accept", "guide", "my")[1]


def test_all_translations_are_accepted_but_for_what_each_would_be_refused(repo: Project) -> None:
    for name, old, new in (
        (SOURCE, "Somebody counted this.", "Two people counted this."),
        (SOURCE, "- Do one thing.", "- Do one thing now."),
        ("docs/en/index.md", "# Daily", "# Every day"),
    ):
        repo.edit(name, f"{old}", new)
    commit(repo, "the source changes")
    repo.edit(GUIDE, "တစ်ယောက်ယောက်က", "နှစ်ယောက်က")
    repo.edit("docs/my/index.md", "## ", "## နေ့စဉ် ")
    exit_status, said = run(repo, "accept", "--all", "en")
    assert exit_status == 1
    assert "one of: my" in said
    assert run(repo, "accept", "--all", "--unchanged")[0] == 2
    exit_status, said = run(repo, "accept", "--all", "my")
    assert exit_status == 1
    assert f"{GUIDE} matches its source in: why\nStill behind: short" in said
    assert "docs/my/index.md matches its source in: daily" in said
    assert f"{GUIDE}: short: it did not change since its source did." in said
    assert "contacts.md" not in said
    library = library_of(repo)
    assert {page.file: library.stale_sections(page) for page in library.pages_in("my")} == {
        "guide.md": ["short"],
        "index.md": [],
        "contacts.md": [],
    }
    repo.edit(GUIDE, "- တစ်ခု လုပ်ပါ။", "- တစ်ခု အခု လုပ်ပါ။")
    assert run(repo, "accept", "--all")[0] == 0
    assert run(repo, "accept", "--all") == (0, "Every other translation matches its source.\n")


def test_an_approval_does_not_survive_a_new_translation(repo: Project) -> None:
    repo.edit(GUIDE, "checked_by: null", "checked_by: reader-a  # read in November")
    commit(repo)
    behind(repo)
    code, done = run(repo, "accept", "guide", "my", "--section", "why", "--unchanged")
    assert code == 0, done
    assert "checked_by: reader-a" in text(repo)  # what was read stands as it was
    code, done = run(repo, "accept", "guide", "my")
    assert code == 0, done
    assert "checked_by was reader-a and is null now" in done
    assert "checked_by: null  # read in November\n" in text(repo)


@pytest.mark.parametrize("typed", ["", " null", " {}", "\n  short: k0000000\n  old: k0000001"])
def test_accept_fills_in_marks_however_they_were_typed(repo: Project, typed: str) -> None:
    line = next(line for line in text(repo).split("\n") if line.startswith("translates"))
    repo.edit(GUIDE, line, f"translates:{typed}")
    before = text(repo)
    code, done = run(repo, "accept", "guide", "my", "--unchanged")
    assert code == 0, done
    assert stale(repo) == []
    assert text(repo) == before.replace(f"translates:{typed}", line.partition("  #")[0])


def test_accept_refuses_to_lose_a_comment(repo: Project) -> None:
    line = next(line for line in text(repo).split("\n") if line.startswith("translates"))
    repo.edit(GUIDE, line, "translates:\n  short: k0000000\n  # a note\n  more: k0000000")
    before = text(repo)
    code, done = run(repo, "accept", "guide", "my", "--unchanged")
    assert (code, "comment" in done, text(repo)) == (1, True, before)


@pytest.mark.parametrize(
    "typed",
    [
        ("accept", "guide", "en"),
        ("accept", "guide", "xx"),
        ("accept", "guide", "my", "--section", "x"),
        ("diff", "x", "my"),
    ],
)
def test_nothing_is_done_for_what_does_not_exist(repo: Project, typed: tuple[str, ...]) -> None:
    before = text(repo)
    assert run(repo, *typed)[0] == 1
    assert text(repo) == before


# --- changes without meaning ---


def test_a_change_without_meaning_leaves_translations_fresh(repo: Project) -> None:
    note = "# why this file is here\n"
    (repo.root / SAME).write_text(f"{note}[]\n", encoding="utf-8")
    commit(repo)
    repo.edit(SOURCE, "Somebody counted this.", "Somebody really counted this.")
    assert stale(repo) == ["why"]
    code, done = run(repo, "same", "guide", "--reason", "it's a word")
    assert code == 0, done
    assert text(repo, SAME).startswith(f"{note}- {{guide: guide.md, section: why, was: kf8bbf43, is: k")
    assert text(repo, SAME).endswith("reason: 'it''s a word'}\n")
    assert stale(repo) == []
    assert not rules(repo)
    commit(repo)
    repo.edit(SOURCE, "Somebody really counted this.", "Somebody really counted this here.")
    assert stale(repo) == ["why"]
    assert run(repo, "same", "guide", "--reason", "another word")[0] == 0
    assert (stale(repo), rules(repo)) == ([], set())  # one after the other
    repo.edit(SOURCE, "Somebody really counted this here.", "Nobody really counted this.")
    assert stale(repo) == ["why"]
    assert "[-Somebody-]{+Nobody+} really counted this." in run(repo, "diff", "guide", "my")[1]
    repo.edit(SOURCE, "Nobody really counted this.", "Somebody really counted this here.")
    assert run(repo, "accept", "guide", "my")[0] == 0  # its mark is now the last one, and no entry is needed
    assert (stale(repo), rules(repo)) == ([], {("same-unused", "warning")})


def test_same_takes_the_revision_that_is_named(repo: Project) -> None:
    repo.edit(SOURCE, "Somebody counted this.", "Somebody has counted this.")
    commit(repo)
    assert run(repo, "same", "guide", "--reason", "a word")[0] == 1
    code, done = run(repo, "same", "guide", "--reason", "a word", "--since", "HEAD~1")
    assert (code, stale(repo)) == (0, []), done
    assert run(repo, "same", "guide", "--reason", "a word", "--since", "no-such")[0] == 2


def test_a_change_of_in_short_always_has_a_meaning_where_the_risk_is_high(repo: Project) -> None:
    repo.edit(SOURCE, "- Do one thing.", "- Do one thing!")
    code, done = run(repo, "same", "guide", "--reason", "a sign only")
    assert (code, "In short" in done, text(repo, SAME)) == (1, True, "[]\n")
    repo.edit(SOURCE, "risk: high", "risk: normal")
    assert run(repo, "same", "guide", "--reason", "a sign only")[0] == 0
    assert not errors_in(check_sources(library_of(repo), repo.docs, TODAY))
    repo.edit(SOURCE, "risk: normal", "risk: high")
    assert ("record-bad", "error") in rules(repo)


@pytest.mark.parametrize(
    ("old", "new", "typed", "says"),
    [
        ("counted this.", "counted that.", ("--reason", "typo"), "at least 5 letters"),
        ("counted this.", "counted that.", ("--reason", "a word", "--section", "more"), "did not change"),
        (
            "counted this.",
            "counted that.",
            ("--reason", "a word", "--section", "x"),
            "the section does not exist",
        ),
        ("counted this.", "counted that.\n\n- An item", ("--reason", "a word"), "changes the meaning"),
        ("leaflet", "leaflet", ("--reason", "a word"), "has not changed since HEAD"),
    ],
)
def test_same_refuses(repo: Project, old: str, new: str, typed: tuple[str, ...], says: str) -> None:
    if old != new:
        repo.edit(SOURCE, old, new)
    code, done = run(repo, "same", "guide", *typed)
    assert (code, text(repo, SAME)) == (1, "[]\n")
    assert says in done


def test_same_refuses_what_serves_no_translation(repo: Project) -> None:
    repo.edit(GUIDE, "why: kf8bbf43", "why: k0000000")
    repo.edit(SOURCE, "counted this.", "counted that.")
    assert "the entry is not needed" in run(repo, "same", "guide", "--reason", "a word")[1]


# --- what readers see ---


def test_a_page_names_the_sections_that_may_be_behind(repo: Project) -> None:
    def entries(make: type[Article]) -> list[str]:
        library = library_of(repo)
        html = str(make(library.pages["my", "guide.md"], library, TODAY, Templates(ROOT / "overrides")).body)
        assert html.count("<h2") == 3
        return re.findall("<li>(.*?)</li>", html.partition('<ul class="status">')[2].partition("</ul>")[0])

    assert entries(Article) == []
    repo.edit(SOURCE, "Somebody counted this.", "Somebody counted that.")
    mark = published_id(2, "why")
    here = f'<a href="#{mark}">ဘာကြောင့်လဲ</a>'
    assert entries(Article) == [f'{here} <a href="en/2.html#{mark}" hreflang="en">(English ဘာသာနဲ့)</a>']
    assert entries(CopiedArticle) == [here]  # the file has no other language in it
    repo.edit(SOURCE, "summary: What", "summary: All that")
    assert entries(Article)[0] == 'လမ်းညွှန် <a href="en/2.html" hreflang="en">(English ဘာသာနဲ့)</a>'
    assert len(entries(Article)) == 2
    repo.edit(SOURCE, "- Do one thing.", "- Do another thing.")
    repo.edit(SOURCE, "or [above]", "and [above]")
    assert len(entries(Article)) == 1  # all of it


def test_a_source_that_changed_makes_no_text_of_its_translation_too_long(repo: Project) -> None:
    repo.edit(GUIDE, "checked_by: null", "checked_by: reader-a")
    library = library_of(repo)
    page = library.pages["my", "guide.md"]
    left = aloud_length(page.language) - len(aloud_body(page, library))
    repo.edit(GUIDE, "တစ်ယောက်ယောက်က ရေတွက်ခဲ့ပါတယ်။", "တစ်ယောက်ယောက်က ရေတွက်ခဲ့ပါတယ်။" + "ရေ။" * (left // 4))
    repo.edit(SOURCE, "- Do one thing.", "- Do another thing.")
    assert rules(repo) == {("translation-stale", "warning")}
    repo.edit(GUIDE, "ရေတွက်ခဲ့ပါတယ်။", "ရေတွက်ခဲ့ပါတယ်။ က က")
    assert ("aloud-too-long", "error") in rules(repo)


# --- releasing ---


def test_a_release_needs_translations_that_somebody_checked(repo: Project) -> None:
    assert rules(repo) == set()
    assert rules(repo, release=True) == {("page-unchecked", "error"), ("words-unchecked", "error")}
    repo.say("checked_by", my="reader-a")
    assert rules(repo, release=True) == {("page-unchecked", "error")}
    options = ("--docs", repo.docs, "--release", "--today", "2026-11-23", "--allow-unchecked")
    done = run_lanpya("check", *options)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("warning  page-unchecked") == 2  # not for the home page, of normal risk
    for name in ("guide", "contacts"):
        repo.edit(f"docs/my/{name}.md", "checked_by: null", "checked_by: reader-a")
    assert rules(repo, release=True) == set()
