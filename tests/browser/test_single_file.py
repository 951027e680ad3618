"""The one-file edition and the archives, as they come to a phone by chat or on a memory card."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page
from support.project import Project, small_project
from support.queries import QUERIES, type_in
from support.sampling import sampled

from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.settings_file import SettingsError, read_settings
from lanpya.content.urls import published_id
from lanpya.problems.reports import ProblemsError
from lanpya.site.archives import archive_problems
from lanpya.site.context import Build
from lanpya.site.steps import pack_archives

LANGUAGES = ("my", "en")


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Callable[[str], str]:
    """A function that puts the copy of a language alone into a folder, as a chat app does; its address."""

    def alone(code: str) -> str:
        goal = tmp_path / "file_1.html"
        shutil.copy(site / "keep" / f"notes-{code}.html", goal)
        return f"file://{goal}"

    return alone


@pytest.mark.parametrize(
    ("code", "javascript"),
    sampled(itertools.product(LANGUAGES, (True, False)), ("my", True), ("en", False)),
)
def test_the_file_alone_holds_every_guide_and_needs_nothing_else(
    copy: Callable[[str], str],
    context: Callable[..., BrowserContext],
    library: Library,
    code: str,
    javascript: bool,
) -> None:
    page = context(java_script_enabled=javascript).new_page()
    asked: list[str] = []
    done: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: done.append(message.text))
    page.on("pageerror", lambda error: done.append(str(error)))
    address = copy(code)
    page.goto(address)
    assert asked == [address]
    assert done == []
    guides = library.pages_in(code)
    articles = page.locator("article").evaluate_all(
        "all => all.map(one => [one.id, one.querySelector('h1').textContent])"
    )
    kept = [guide for guide in guides if library.is_copied(guide.file)]
    assert len(guides) - len(kept) == 3
    assert [(f"p{guide.number}", guide.title) for guide in kept] == [
        tuple(one) for one in articles[: len(kept)]
    ]
    ids = set(page.locator("[id]").evaluate_all("all => all.map(one => one.id)"))
    links = page.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    inside = {link for link in links if link.startswith("#")}
    assert len(inside) > 30
    assert {link for link in inside if link[1:] not in ids} == set()
    live = {link for link in links if not link.startswith("#")} - {library.settings.leave}
    assert live
    assert all(link.startswith(library.settings.site_url) for link in live)
    for contact in library.contacts.values():
        assert contact.address not in page.content()
    assert page.locator("h1:visible").count() == (1 if javascript else len(articles))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_guide_reads_as_on_the_site(
    site: Path, copy: Callable[[str], str], reader: Page, code: str
) -> None:
    page = reader
    read = """selector => [...document.querySelectorAll(selector + ' :is(h1, h2, h3, p, li, td, th)')]
        .filter(one => !one.closest('.status, .notice')).map(one => one.textContent.trim())"""
    live = {}
    for number in (2, 3, 4):
        page.goto(f"file://{site}/{'' if code == 'my' else 'en/'}{number}.html")
        page.evaluate(
            "document.querySelector('main > details').remove()"
        )  # the list of the page's own sections
        live[number] = page.evaluate(read, "main")
    page.goto(copy(code))
    for number, text in live.items():
        assert page.evaluate(read, f"#p{number}") == text


def test_topics_lead_to_the_questions_and_on_inside_the_file(
    copy: Callable[[str], str], context: Callable[..., BrowserContext]
) -> None:
    page = context().new_page()
    page.goto(f"{copy('en')}#p5")
    page.get_by_role("link", name="Topics").click()
    assert (
        page.locator("h2:visible", has_text="Topics").evaluate("one => one.getBoundingClientRect().top") < 8
    )
    page.get_by_text("A phone or a message").click()
    page.get_by_role("link", name="A relative's phone is being searched").click()
    assert page.locator("h1:visible").all_inner_texts() == ["If a phone is searched or taken"]
    assert page.locator("h2", has_text="This minute").evaluate("one => one.getBoundingClientRect().top") < 8


def test_one_guide_is_shown_at_a_time_and_back_leads_back(
    copy: Callable[[str], str], reader: Page, library: Library
) -> None:
    page = reader
    address = copy("en")
    page.goto(address)
    title = library.pages["en", "safe-contact.md"].title
    shown = page.locator("h1:visible")
    assert shown.all_inner_texts() == [library.pages["en", "index.md"].title]
    page.locator("#index a[href='#p2']").click()
    assert shown.all_inner_texts() == [title]
    assert page.evaluate("document.querySelector('#p2 h1').getBoundingClientRect().top") < 320
    heading = published_id(4, "ask")
    page.evaluate(f"location.hash = '{heading}'")
    page.locator(f"#{heading}:visible").wait_for()
    assert page.evaluate(f"document.getElementById('{heading}').getBoundingClientRect().top") < 320
    page.go_back()
    page.locator("#p2:visible").wait_for()
    assert shown.all_inner_texts() == [title]
    page.goto(f"{address}#nothing")
    assert shown.count() == 1


def place_of(page: Page, library: Library, code: str, finds: str) -> str:
    """Return the link inside the copy to a section that is named as in the sources: guide.md#id."""
    file, _, identifier = finds.partition("#")
    guide = library.pages[code, file]
    if not identifier:
        return f"#p{guide.number}"
    title = next(section.title for section in guide.document.sections if section.id == identifier)
    headings = page.locator(f"#p{guide.number} h2")
    return "#" + dict(headings.evaluate_all("all => all.map(one => [one.textContent, one.id])"))[title]


@pytest.mark.proof
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_query_finds_its_section_in_the_file(
    copy: Callable[[str], str],
    reader: Page,
    library: Library,
    proof: bool,
    code: str,
) -> None:
    """The search is that of the site, and so is the index, which the next test compares."""
    page = reader
    page.goto(copy(code))
    wrong = []
    for query in QUERIES[code][:: 1 if proof else 5]:
        results = type_in(page, query["query"])
        if query["finds"] is None:
            right = page.locator("#found").is_hidden()
        else:
            right = place_of(page, library, code, query["finds"]) in results
        if not right:
            wrong.append((query, results[:3]))
    assert wrong == []
    type_in(page, QUERIES[code][0]["query"])
    page.locator("#results a").first.click()
    assert page.locator("h1:visible").count() == 1


def test_the_index_made_in_the_file_is_that_of_the_site(
    site: Path, copy: Callable[[str], str], reader: Page
) -> None:
    page = reader
    page.goto(f"file://{site}/21.html")
    type_in(page, "ဖုန်း")
    guides = "notes.filter(one => /[234]\\.html/.test(one[0]) && one[0].length == 6)"
    flat = "one => [one[1], one[2].map(part => part.slice(1))]"
    live = page.evaluate(f"{guides}.map({flat})")
    page.goto(copy("my"))
    own = page.evaluate(f"notes.filter(one => /^#p[234]$/.test(one[0])).map({flat})")
    assert len(own) == 3
    assert own == live
    texts = "notes.map(one => one[2].filter(part => part[1]).map(part => [part[1].replaceAll('\\t', ''),"
    headings = f"{texts} document.getElementById(part[0].slice(1)).textContent])).flat()"
    assert all(said == heading for said, heading in page.evaluate(headings))


def test_a_section_that_was_found_is_led_to_and_its_guide_after_loading_again(
    copy: Callable[[str], str], reader: Page, library: Library
) -> None:
    """Only headings that are linked have an id before a search."""
    page, title = reader, library.pages["en", "safe-contact.md"].title
    address = copy("en")
    page.goto(address)
    heading = page.locator("#p2 h2:not([id])").first.text_content() or ""
    (link,) = [link for link in type_in(page, heading) if link.startswith("#p2.")]
    page.locator(f"#results a[href='{link}']").click()
    assert page.locator("h1:visible").all_inner_texts() == [title]
    assert page.evaluate(f"document.getElementById('{link[1:]}').getBoundingClientRect().top") < 320
    page.reload()
    assert page.locator("h1:visible").all_inner_texts() == [title]


def visible_notices(page: Page, selector: str) -> list[str]:
    return page.locator(f"{selector}:visible").all_inner_texts()


def test_old_copies_say_so_by_the_readers_clock(
    copy: Callable[[str], str], context: Callable[..., BrowserContext], library: Library
) -> None:
    page = context().new_page()
    first = min(library.guides[page.file].review_by for page in library.pages_in("en"))
    address = copy("en")
    for day, old in ((first, False), (first.replace(day=first.day + 1), True), (date(2030, 1, 1), True)):
        page.clock.set_fixed_time(f"{day}T12:00:00Z")
        page.goto("about:blank")  # or only the part behind the # would change
        page.goto(address)
        assert any("This copy is old" in text for text in visible_notices(page, ".notice")) is old
        page.goto(f"{address}#p2")
        past = day > library.guides["safe-contact.md"].review_by
        assert any("Out of date" in text for text in visible_notices(page, "#p2 .notice")) is past


def test_the_place_of_the_contacts_shows_the_live_address_and_how_to_check_it(
    copy: Callable[[str], str], reader: Page, library: Library
) -> None:
    page = reader
    page.goto(f"{copy('en')}#live")
    done = page.locator("#live:visible").inner_text()
    assert f"{library.settings.site_url}en/19.html" in done
    assert "letter by letter" in done
    assert "phone company" in done
    assert "helpline" not in page.locator("#p19").inner_html()


def test_the_code_hands_the_address_on(
    copy: Callable[[str], str], context: Callable[..., BrowserContext], library: Library
) -> None:
    page = context(device_scale_factor=2).new_page()
    page.goto(f"{copy('my')}#pass")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
        picture = Image.open(io.BytesIO(page.locator(".code svg").screenshot()))
        found = [code.text for code in zxingcpp.read_barcodes(picture)]
        assert found == [library.settings.site_url], scheme


def test_archives_hold_the_very_files_of_the_site_and_no_time(site: Path) -> None:
    kept = {f"notes-{code}.html": site / "keep" / f"notes-{code}.html" for code in LANGUAGES}
    sheets = {path.relative_to(site).as_posix(): path for path in site.glob("print/*/*.pdf")}
    assert len(sheets) >= 6
    for name, files in (("notes.zip", kept), ("notes-print.zip", kept | sheets)):
        with zipfile.ZipFile(site / "keep" / name) as archive:
            assert archive.testzip() is None
            assert archive.namelist() == sorted(files)
            for entry in archive.infolist():
                assert archive.read(entry) == files[entry.filename].read_bytes()
                assert entry.date_time == (1980, 1, 1, 0, 0, 0)
                assert entry.external_attr >> 16 == 0o100644


def build_of(project: Project) -> Build:
    library = read_library(read_settings(project.root / "mkdocs.yml"), project.docs)
    return Build(library, date(2026, 11, 23), project.root / "overrides", project.site, None)


def test_a_file_that_is_missing_is_named_and_no_archive_is_written(built_project: Project) -> None:
    project = built_project
    archives = [project.site / "keep" / name for name in ("notes.zip", "notes-print.zip")]
    for path in [*archives, project.site / "keep/notes-en.html", project.site / "print/my/2-zine.pdf"]:
        path.unlink()
    with pytest.raises(ProblemsError) as raised:
        pack_archives(build_of(project))
    named = [(problem.rule, problem.message.split()[0]) for problem in raised.value.problems]
    assert sorted(named) == [
        *[("pack-missing", "notes-en.html")] * 2,
        ("pack-missing", "print/my/2-zine.pdf"),
    ]
    assert not any(path.exists() for path in archives)


@pytest.mark.raises_rule("pack-clash")
def test_names_that_a_memory_card_takes_for_one_are_refused(site: Path) -> None:
    file = site / "index.html"
    for one, other in (("Notes.html", "notes.html"), ("caf\u00e9.html", "cafe\u0301.html")):
        problems = archive_problems({one: file, other: file}, "keep/notes.zip")
        assert [problem.rule for problem in problems] == ["pack-clash"]
        assert one in problems[0].message
        assert other in problems[0].message
    assert archive_problems({"a.html": file, "b.html": file}, "keep/notes.zip") == []


def test_copies_over_budget_stop_the_build_and_leave_the_earlier_site(built_project: Project) -> None:
    project = built_project
    before = (project.site / "keep" / "notes.zip").read_bytes()
    project.configure(lambda config: config["extra"]["budgets"].update(kept=9000, archive=1000))
    built = project.build()
    assert built.returncode != 0
    done = built.stdout + built.stderr
    for name in ("keep/notes-my.html", "keep/notes-en.html", "keep/notes.zip"):
        assert re.search(rf"^{name}\n.*copy-too-heavy", done, re.MULTILINE), done
    assert (project.site / "keep" / "notes.zip").read_bytes() == before
    assert list(project.root.glob(".site*")) == []


def test_one_setting_leaves_everything_out_and_one_value_takes_copies_back(tmp_path: Path) -> None:
    for setting, worker in (("none", False), ("withdraw", True)):
        project = small_project(tmp_path / setting)
        project.without_leaflets().configure(lambda config, value=setting: config["extra"].update(keep=value))
        text = (project.docs / "en/contacts.md").read_text(encoding="utf-8")
        text = text.replace("address: 19", "address: 18").replace("(list:contacts)", "(list:keep)")
        text = text.replace("role: contacts", "role: keep")
        (project.docs / "en/this-site.md").write_text(text, encoding="utf-8")
        built = project.build()
        assert built.returncode == 0, built.stdout + built.stderr
        assert (project.site / "sw.js").exists() is worker
        assert not (project.site / "keep").exists()
        html = (project.site / "en/18.html").read_text(encoding="utf-8")
        assert "id=keep" not in html
        assert "This site offers no copy" in html
        assert "connect-src" not in html
        assert (project.site / "23.html").exists()
    project.configure(lambda config: config["extra"].update(keep="sometimes"))
    with pytest.raises(SettingsError, match="extra: keep: write one of: offer, withdraw, none"):
        read_settings(project.root / "mkdocs.yml")


def test_a_copy_links_to_a_guide_that_its_language_lacks_and_lists_contacts_twice_with_one_id(
    project: Project,
) -> None:
    (project.docs / "my" / "guide.md").unlink()
    project.edit("docs/en/guide.md", "Read [the start]", "[](list:contacts)\n\nRead [the start]")
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stdout + built.stderr
    html = (project.site / "keep/notes-my.html").read_text(encoding="utf-8")
    link = re.search(r"<a [^>]*href=\"?https://example\.org/en/2\.html[^>]*>.*?</a>", html)
    assert link
    assert re.search(r"hreflang=\"?en\b", link[0])
    assert not re.search(r"id=p2\b", html)
    # the list of contacts is on a second page, too
    assert (project.site / "keep/notes-en.html").read_text(encoding="utf-8").count("id=live") == 1


def test_budgets_of_copies_hold_on_the_shipped_guides(site: Path, library: Library) -> None:
    budgets = dataclasses.asdict(library.settings.budgets)
    assert (budgets["kept"], budgets["archive"]) == (800_000, 250_000)
    assert (site / "keep/notes.zip").stat().st_size <= budgets["archive"]
    for code in LANGUAGES:
        assert (site / f"keep/notes-{code}.html").stat().st_size <= budgets["kept"]
