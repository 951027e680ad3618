"""Where the link to the topics leads: to the section of the home page that shows a guided question."""

from __future__ import annotations

from support.bad_input import TODAY, library_of
from support.project import Project

from lanpya.content.published_ids import topics_of
from lanpya.content.urls import published_id
from lanpya.pages.templates import Templates
from lanpya.site.views import missing_page_view, view_at, view_of

QUESTIONS = """\
begin:
  asks: What is it about?
  answers:
    - {says: A phone, go: guide.md#more}
    - {says: Something else, go: contacts.md}
"""
SHOWN = "## Topics {#topics}\n\n[](questions:begin)\n"


def with_section(project: Project, text: str = SHOWN, questions: str = QUESTIONS) -> Project:
    home = project.docs / "en/index.md"
    home.write_text(home.read_text("utf-8").rstrip("\n") + f"\n\n{text}", encoding="utf-8")
    if questions:
        (project.docs / "en/questions.yml").write_text(questions, encoding="utf-8")
    return project


def test_topics_are_the_first_section_with_a_question(sources: Project) -> None:
    more = SHOWN.replace("Topics {#topics}", "More {#more}")
    library = library_of(with_section(sources, SHOWN + "\n" + more))
    assert topics_of(library, "en") == (library.pages["en", "index.md"], published_id(0, "topics"))
    assert topics_of(library, "my") is None, "its home page shows none"


def test_a_site_without_questions_or_without_a_section_of_them_has_no_topics(sources: Project) -> None:
    assert topics_of(library_of(sources), "en") is None
    assert topics_of(library_of(with_section(sources, questions="")), "en") is None, "nothing to show"


def test_questions_above_all_sections_have_no_place_to_lead_to(sources: Project) -> None:
    sources.edit("docs/en/index.md", "## Daily", "[](questions:begin)\n\n## Daily")
    assert topics_of(library_of(with_section(sources, text="")), "en") is None


def test_a_language_without_a_home_page_leads_to_the_one_that_readers_get(sources: Project) -> None:
    with_section(sources)
    (sources.docs / "my/index.md").unlink()
    library, templates = library_of(sources), Templates(sources.root / "overrides")
    view = view_of(library.pages["my", "guide.md"], library, TODAY, templates)
    assert view.topics and view.home
    assert view.topics.url == f"{view.home.url}#{published_id(0, 'topics')}" and view.topics.foreign
    copy = view_at("my", "_kept.md", library, TODAY, templates)
    assert copy.topics is None, "the copy of a language has no page of another"
    assert missing_page_view(library, templates).topics is None
