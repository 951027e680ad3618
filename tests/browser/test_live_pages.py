"""A page with `copies: no` is on the live site and in no copy that readers keep or pass on."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page
from support.keeping import kept
from support.project import Project, small_project
from support.queries import type_in

from lanpya.content.urls import published_id
from scripts.rigs.fault_server import FaultServer, serve
from scripts.rigs.line_breaks import without_breaks
from scripts.rigs.trial_sites import FILE

FACTS = "risk: normal\nreviewed: 2026-11-20\nreview_by: 2027-11-20\nleaflet: no\n"
CARE = f"""\
---
title: Quiet title
summary: Where it is answered.
address: 41
{FACTS}copies: no
sources: [care-2020]
---
## Lavender {{#lavender}}

The nurse listens.[](source:care-2020)
"""
CARE_IN_BURMESE = """\
---
title: တိတ်ဆိတ်တဲ့ ခေါင်းစဉ်
summary: ဘယ်မှာ ဖြေထားလဲ။
address: 41
translates: {}
checked_by: null
---
## လာဗင်ဒါ {#lavender}

သူနာပြုက နားထောင်ပါတယ်။[](source:care-2020)
"""
SERVICE = f"""\
---
title: Service
summary: What is on the other pages.
address: 18
{FACTS}---
## Pages {{#pages}}

[](list:keep)

[](list:guides)

[](list:sources)

## More {{#more}}

[A first page](guide.md), [a quiet one](care.md#lavender).
"""
HOME = """

## Topics {#topics}

[](questions:begin)
"""
QUESTIONS = """\
begin:
  asks: Open a line.
  answers:
    - {says: A guide, go: guide.md}
    - {says: More, then: more}
more:
  answers:
    - {says: Service, go: service.md}
    - {says: The quiet one, go: care.md#lavender}
"""
SOURCE = """
- id: care-2020
  publisher: The Lavender Institute
  date: 2020
  kind: advice
  says: {my: ပြုစုခြင်း, en: Care of a kind}
"""
SECRET = ("Quiet title", "Lavender", "nurse", "သူနာပြု", "လာဗင်ဒါ", "တိတ်ဆိတ်တဲ့")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small_project(tmp_path_factory.mktemp("live") / "project")
    english, burmese = project.docs / "en", project.docs / "my"
    (english / "care.md").write_text(CARE, encoding="utf-8")
    (burmese / "care.md").write_text(CARE_IN_BURMESE, encoding="utf-8")
    (english / "service.md").write_text(SERVICE, encoding="utf-8")
    (english / "questions.yml").write_text(QUESTIONS, encoding="utf-8")
    (english / "search.yml").write_text(
        "doctor: The nurse listens\ncounting: Somebody counted\n", encoding="utf-8"
    )
    for folder, topics in ((english, "Topics"), (burmese, "အကြောင်းအရာ")):
        with (folder / "index.md").open("a", encoding="utf-8") as home:
            home.write(
                HOME.replace("Topics", topics) if folder == english else f"\n## {topics} {{#topics}}\n"
            )
    with (project.docs / "data/sources.yml").open("a", encoding="utf-8") as sources:
        sources.write(SOURCE)
    done = project.without_leaflets().build()
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture
def own_server(built: Project) -> Iterator[FaultServer]:
    with serve(built.site) as server:
        yield server


def words_in(html: str) -> str:
    return without_breaks(html)


def test_the_live_site_has_the_page_its_search_and_its_links(built: Project) -> None:
    page = words_in((built.site / "en/41.html").read_text(encoding="utf-8"))
    assert "The nurse listens" in page
    service = words_in((built.site / "en/18.html").read_text(encoding="utf-8"))
    assert re.search(r'href="?41\.html#', service)
    assert "Quiet title" in service
    assert "The Lavender Institute" in service
    assert not (built.site / "text/en/41.txt").exists()
    assert "41.html" in (built.site / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["en", "my"])
def test_a_copy_has_nothing_of_it_but_its_address(
    built: Project, context: Callable[..., BrowserContext], code: str
) -> None:
    page = context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{built.site}/keep/notes-{code}.html#p41")
    folder = "" if code == "my" else "en/"
    [link] = page.locator("article:visible li a").all()
    address = link.get_attribute("href") or ""
    assert address.endswith(f"/{folder}41.html")
    assert link.inner_text() == address
    text = page.evaluate("document.documentElement.outerHTML.replace(/<wbr[^>]*>/g, '')")
    for secret in SECRET:
        assert secret not in text, secret
    assert len(asked) == 1
    source = words_in((built.site / f"keep/notes-{code}.html").read_text(encoding="utf-8"))
    assert [secret for secret in SECRET if secret in source] == []


def test_links_and_answers_in_a_copy_lead_to_its_address(
    built: Project, context: Callable[..., BrowserContext]
) -> None:
    page = context().new_page()
    page.goto(f"file://{built.site}/keep/notes-en.html#p18")
    assert page.locator("#p18 .guides a").all_inner_texts() == ["Start", "A guide", "Contacts"]
    page.get_by_role("link", name="a quiet one").click()
    assert page.locator("h1:visible").all_inner_texts() == ["This page is not in the copy"]
    page.goto(f"file://{built.site}/keep/notes-en.html")
    assert page.locator("section#p21 a").all_inner_texts().count("This page is not in the copy") == 0
    page.get_by_role("link", name="Topics").first.click()
    page.get_by_text("More", exact=True).first.click()
    page.get_by_role("link", name="The quiet one").click()
    assert page.locator("h1:visible").all_inner_texts() == ["This page is not in the copy"]


def test_the_search_finds_it_on_the_live_site_and_knows_none_of_its_words_in_a_copy(
    own_server: FaultServer, context: Callable[..., BrowserContext]
) -> None:
    page = context().new_page()
    page.goto(f"{own_server.base}/en/21.html")
    for typed in ("lavender", "doctor"):
        assert type_in(page, typed)[0].startswith("41.html"), typed
    assert type_in(page, "counting")[0].startswith("2.html")
    page.goto(f"{own_server.base}/{FILE}")
    page.locator("#q").fill("counting")
    page.locator("#results > li > a").first.wait_for()
    assert type_in(page, "counting") == ["#" + published_id(2, "why")]
    for typed in ("doctor", "nurse", "lavender"):
        assert [one for one in type_in(page, typed) if "41" in one] == []
    leads = page.evaluate("[tables.leads, tables.hashes.split(' ').length]")
    assert leads == [["Somebody counted"], 1]


def test_archives_have_nothing_of_it(built: Project) -> None:
    for path in sorted((built.site / "keep").glob("*.zip")):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            assert [name for name in archive.namelist() if "41" in name] == []
            for name in archive.namelist():
                text = words_in(archive.read(name).decode())
                assert [secret for secret in SECRET if secret in text] == []


def test_the_browser_keeps_nothing_of_it(own_server: FaultServer, profile: BrowserContext) -> None:
    page: Page = kept(profile, own_server)
    for _ in range(2):
        page.goto(f"{own_server.base}/en/41.html")  # read on the live site, with the worker beside it
        assert page.get_by_role("heading", name="Lavender").is_visible()
    stored = page.evaluate(
        """async () => (await Promise.all((await caches.keys()).map(async name => {
            var cache = await caches.open(name), texts = [];
            for (var one of await cache.keys()) texts.push(one.url, await (await cache.match(one)).text());
            return texts.join('\\n');
        }))).join('\\n').replace(/<wbr[^>]*>/g, '')"""
    )
    assert FILE in stored
    assert [secret for secret in SECRET if secret in stored] == []
    own_server.down = True
    for place in ("", f"#{published_id(41, 'lavender')}"):
        page.goto("about:blank")
        page.goto(f"{own_server.base}/en/41.html{place}")
        assert page.url == f"{own_server.base}/{FILE}#p41"
        assert page.locator("h1:visible").all_inner_texts() == ["This page is not in the copy"]
