"""A new guide begins with files that pass the check, under an address that no page ever had."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.bad_input import contents, git
from support.commands import run_lanpya
from support.leaflets import library_of
from support.project import Project, languages_of
from support.sampling import sampled

from lanpya.checks.run import check_sources
from lanpya.problems.problem import errors_in

DAY = "2026-11-23"


def begin(project: Project, *typed: str) -> CompletedProcess[str]:
    """Run the command as on a day; a later option counts."""
    return run_lanpya("new", "--today", DAY, "--title", "A new page", *typed, cwd=project.root)


def front(project: Project, path: str) -> dict[str, str]:
    text = (project.docs / path).read_text(encoding="utf-8").split("---\n")[1]
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_a_new_guide_passes_the_check_and_is_no_translation_yet(project: Project) -> None:
    before = contents(project.docs)
    assert begin(project, "new-page", "--title", 'It\'s new: "a page" # 1').returncode == 0
    made = {"en/new-page.md", "my/new-page.md"}
    after = contents(project.docs)
    assert {*after} - {*before} == made
    assert {name: after[name] for name in before} == before  # no link is added
    library = library_of(project)
    problems = check_sources(library, project.docs, date.fromisoformat(DAY))
    assert not errors_in(problems)
    assert {p.rule for p in problems if "new-page" in p.path} == {
        *("page-unlinked", "translation-unfinished")
    }
    page = library.pages["en", "new-page.md"]
    assert page.title == 'It\'s new: "a page" # 1'
    assert ("my", "new-page.md") in library.drafts
    assert library.guides["new-page.md"].risk == "high"
    facts = front(project, "en/new-page.md")
    assert (facts["address"], facts["reviewed"], facts["review_by"]) == ("1", DAY, "2027-02-21")
    assert begin(project, "other", "--risk", "normal").returncode == 0
    facts = front(project, "en/other.md")
    assert (facts["address"], facts["review_by"]) == ("3", "2027-11-23")


def test_the_line_to_add_is_reported(project: Project) -> None:
    done = begin(project, "new-page")
    assert done.returncode == 0
    assert "add to docs/en/index.md:\n- [A new page](new-page.md)\n" in done.stdout


@pytest.mark.slow
def test_an_address_that_was_ever_used_is_not_given_again(project: Project) -> None:
    withdrawn = project.docs / "data/withdrawn.yml"
    withdrawn.write_text("- {leaflet: 3, says: {my: မှား, en: wrong}}\n", encoding="utf-8")
    git(project.root, "init", "--quiet")
    assert begin(project, "gone", "--address", "1").returncode == 0
    git(project.root, "add", "docs")
    git(project.root, "commit", "--quiet", "--message", "a page")
    for code in ("en", "my"):
        (project.docs / code / "gone.md").unlink()
    git(project.root, "commit", "--quiet", "--all", "--message", "the page goes")
    done = begin(project, "new-page")
    assert done.returncode == 0
    assert front(project, "my/new-page.md")["address"] == "4"
    assert "no deleted page" not in done.stdout
    shutil.rmtree(project.root / ".git")
    done = begin(project, "later")
    assert done.returncode == 0
    assert "no deleted page had this address: git has no history" in done.stdout
    refused = ("0", "2", "3", "4", "19", "21", "22", "23", "404", "10000", "01", "two")
    before = contents(project.docs)
    for number in refused:
        assert begin(project, "another", "--address", number).returncode == 1, number
    assert contents(project.docs) == before


@pytest.mark.parametrize(
    "typed", [("guide",), ("guide.md",), ("New_page",), ("../x",), ("x", "--title", "see example.org/x")]
)
def test_nothing_is_written_for_what_cannot_be(project: Project, typed: tuple[str, ...]) -> None:
    before = contents(project.docs)
    assert begin(project, *typed).returncode == 1
    assert contents(project.docs) == before


def test_a_file_that_is_in_one_language_only_stops_all(project: Project) -> None:
    (project.docs / "my/new-page.md").write_text("mine", encoding="utf-8")
    before = contents(project.docs)
    assert begin(project, "new-page").returncode == 1
    assert contents(project.docs) == before


def test_all_files_are_written_or_none(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def full(path: Path, mode: str = "r", **options: object) -> object:
        if mode == "xb" and path.parent.name == "my":
            raise OSError(28, "No space left")
        return opened(path, mode, **options)  # type: ignore[call-overload]

    project.configure(lambda config: languages_of(config).reverse())  # English is written first
    before = contents(project.docs)
    monkeypatch.setattr(Path, "open", full)
    assert begin(project, "new-page").returncode == 2
    monkeypatch.undo()
    assert contents(project.docs) == before


@pytest.mark.parametrize("code", sampled(["es", "ar", "th", "sh"], "es"))
def test_every_language_gets_a_draft_that_is_not_published(project: Project, code: str) -> None:
    project.configure(lambda config: languages_of(config).append({"locale": code, "name": "A language"}))
    html_lang = {"sh": "shn"} if code == "sh" else {}
    project.configure(lambda config: config["extra"].update(html_lang=html_lang))
    done = begin(project, "new-page")
    assert done.returncode == 0, done.stdout
    assert "begin docs/" not in done.stdout
    library = library_of(project)
    assert {language for language, file in library.drafts if file == "new-page.md"} == {"my", code}


@pytest.mark.parametrize(("source", "begins"), [("my", "## အတိုချုပ် {#short}"), ("de", "## In short {#short}")])
def test_a_guide_begins_in_the_language_of_its_project(project: Project, source: str, begins: str) -> None:
    project.configure(lambda config: languages_of(config).append({"locale": "de", "name": "Deutsch"}))
    project.configure(lambda config: config["extra"].update(source_language=source))
    for folder in ("en", "my"):
        for path in (project.docs / folder).iterdir():
            path.unlink()
    done = begin(project, "new-page", "--title", "SIM")
    assert done.returncode == 0, done.stdout
    written = {
        path.parent.name: path.read_text(encoding="utf-8") for path in project.docs.glob("*/new-page.md")
    }
    assert set(written) == {"en", "my", "de"}
    assert all(begins in text for text in written.values())
    library = library_of(project)
    assert [code for code, _ in library.pages] == [source]
    assert not errors_in(check_sources(library, project.docs, date.fromisoformat(DAY)))


WRITTEN = """## En breve {#short}

- Guarde copias de los papeles.
- No lleve los originales.
- Pida ayuda en casa.

## Por qué {#why .print}

Un papel perdido tarda mucho.
"""
DRAFT_IN_FRENCH = WRITTEN.replace("Un papel perdido tarda mucho.", "Un papier perdu prend du temps.")


@pytest.mark.parametrize("code", ["fr", "ku", "sh", "en"])
def test_a_draft_stays_one_when_its_source_is_written(project: Project, code: str) -> None:
    """Its placeholders, in the language of the source, are no translation; it is reported once."""
    project.configure(lambda config: languages_of(config).append({"locale": "es", "name": "Español"}))
    if code != "en":
        project.configure(lambda config: languages_of(config).append({"locale": code, "name": "Other"}))
    html_lang = {"sh": "shn"} if code == "sh" else {}
    project.configure(lambda config: config["extra"].update(source_language="es", html_lang=html_lang))
    for folder in ("en", "my"):
        for path in (project.docs / folder).iterdir():
            path.unlink()
    assert begin(project, "new-page", "--title", "Papeles de casa").returncode == 0
    source, draft = project.docs / "es/new-page.md", project.docs / code / "new-page.md"
    front_matter = source.read_text(encoding="utf-8").split("## ")[0]
    source.write_text(front_matter + WRITTEN, encoding="utf-8")

    def rules() -> set[tuple[str, str]]:
        problems = check_sources(library_of(project), project.docs, date.fromisoformat(DAY))
        return {(p.rule, p.severity) for p in problems if p.path == f"docs/{code}/new-page.md"}

    assert (code, "new-page.md") in library_of(project).drafts
    assert rules() == {("translation-unfinished", "warning")}
    if code == "fr":  # begun: compared with its source
        front_matter = draft.read_text(encoding="utf-8").split("## ")[0]
        draft.write_text(front_matter + DRAFT_IN_FRENCH, encoding="utf-8")
        assert ("translation-stale", "warning") in rules()
