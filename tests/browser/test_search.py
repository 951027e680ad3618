"""The search page as a reader meets it: every query in queries.yml, typed into real Chromium."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.project import Project
from support.queries import QUERIES, type_in
from support.sampling import sampled

from lanpya.content.library import Library
from lanpya.content.urls import published_id
from lanpya.languages.language import language_of
from lanpya.languages.sentences import split_sentences
from lanpya.pages.search_index import parts_of, search_index

LANGUAGES = tuple(QUERIES)


@pytest.fixture
def page(reader: Page) -> Page:
    return reader


def address(code: str) -> str:
    return "21.html" if code == "my" else f"{code}/21.html"


def goal_of(library: Library, code: str, finds: str) -> str:
    """Return the published address of a section that is named as in the sources: guide.md#id."""
    file, _, identifier = finds.partition("#")
    page = library.pages[code, file]
    name = page.url.rpartition("/")[2]
    return f"{name}#{published_id(page.number, identifier)}" if identifier else name


@pytest.mark.parametrize("scheme", sampled(["http", "file"], "http"))  # file: the next tests
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_query_finds_its_section_and_shows_whole_sentences(
    site: Path, serve: Callable[[Path], str], page: Page, library: Library, code: str, scheme: str
) -> None:
    """Half a sentence can say the opposite: do not | write from his phone."""
    page.goto(f"{serve(site) if scheme == 'http' else f'file://{site}'}/{address(code)}")
    wrong, snippets = [], set()
    for query in QUERIES[code]:
        results = type_in(page, query["query"])
        goal = query["finds"] and goal_of(library, code, query["finds"])
        right = page.locator("#found").is_hidden() if goal is None else goal in results
        if not right or (query.get("first") and results[0] != goal):
            wrong.append((query, results[:3]))
        snippets |= {one.replace("\u00a0", " ") for one in page.locator("#results p").all_inner_texts()}
    assert wrong == []
    assert len(snippets) > 60
    texts = {" ".join(part.text.split()) for guide in library.pages_in(code) for part in parts_of(guide)}
    whole = {run for text in texts for run in runs_of_sentences(text)}
    assert {snippet for snippet in snippets if snippet.strip() and snippet.strip() not in whole} == set()


def test_there_are_enough_queries_of_every_kind() -> None:
    for code, kinds in {
        "my": {"mid-phrase", "mark-order", "zero-width"},
        "en": {"case", "mid-phrase"},
    }.items():
        assert len(QUERIES[code]) >= 40
        assert kinds <= set(Counter(query["kind"] for query in QUERIES[code]))


@pytest.mark.proof
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_heading_and_title_finds_itself(
    site: Path, page: Page, library: Library, proof: bool, code: str
) -> None:
    page.goto(f"file://{site}/{address(code)}")
    for guide in library.pages_in(code)[:: 1 if proof else 5]:
        name = guide.url.rpartition("/")[2]
        assert type_in(page, guide.title)[0] == name
        for part in parts_of(guide)[1:]:
            assert f"{name}#{part.id}" in type_in(page, part.heading)  # many guides have one of the same name


@pytest.mark.parametrize("code", LANGUAGES)
def test_title_goes_before_heading_and_heading_before_text(site: Path, page: Page, code: str) -> None:
    page.goto(f"file://{site}/{address(code)}")
    script = """() => [...document.querySelectorAll('#results > li')].map(li => {
        const heading = li.querySelector('a mark'), small = li.querySelector('small');
        return li.querySelector('p') ? (heading && small ? 1 : 2) : 0;
    })"""
    seen = set()
    for query in ("ဖုန်း", "ငွေ") if code == "my" else ("phone", "message"):
        assert len(type_in(page, query)) == 20  # so that all of them have the word
        ranks = list(page.evaluate(script))
        assert ranks == sorted(ranks)
        seen |= set(ranks)
    assert seen == {0, 1, 2}


def test_the_words_are_marked_in_a_snippet_and_the_link_leads_to_the_section(site: Path, page: Page) -> None:
    page.goto(f"file://{site}/en/21.html")
    type_in(page, "SIM Army")
    marked = {text.lower() for text in page.locator("#results p mark").all_inner_texts()}
    assert marked == {"sim", "army"}
    snippet = page.locator("#results p").first.inner_text()
    assert 40 < len(snippet) < 400
    link = page.locator("#results a").first
    href = link.get_attribute("href")
    assert href
    link.click()
    page.wait_for_url(f"**/en/{href}")
    assert page.evaluate("document.querySelector(location.hash).getBoundingClientRect().top < innerHeight")


def test_a_stop_that_ends_no_sentence_parts_none(project: Project, page: Page) -> None:
    others = [
        "Never lend it to St. Brown, who may write at 10 p.m. from his phone.",
        'Call out: "Do not move. No phone. Help is coming."',
        "He says (as I heard. By phone.) that it is so.",
        "“Wait! Stop!” says whoever has a phone, e.g. a child.",
    ]
    burmese = [
        "အဲဒါကို ပြောပါ (ဖုန်းနဲ့။ လူချင်း)။",
        "“ရပ်။ ဖုန်း မသုံးနဲ့” လို့ အော်ပါ။",
        "“မသိဘူး။ ဖုန်းမရှိဘူး။” လို့ ပြောပါ။",
        "သူက“ရပ်။ဖုန်းမသုံးနဲ့။”လို့ပြောတယ်။",
    ]
    for code, said, old in (
        ("en", others, "Somebody counted this."),
        ("my", burmese, "တစ်ယောက်ယောက်က ရေတွက်ခဲ့ပါတယ်။"),
    ):
        items = "\n\n".join(f"## S{n} {{#s{n}}}\n\nOne. {one} End." for n, one in enumerate(said))
        project.edit(f"docs/{code}/guide.md", old, f"{old}\n\n{items}\n\n## T {{#t}}\n\nEnd.")
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stdout + built.stderr
    for code, said, query in (("en", others, "phone"), ("my", burmese, "ဖုန်း")):
        for name in (address(code), f"keep/notes-{code}.html"):
            page.goto(f"file://{project.site}/{name}")
            type_in(page, query)
            snippets = page.locator("#results p").all_inner_texts()
            for sentence in said:
                shown = [
                    one.replace("\u00a0", " ")
                    for one in snippets
                    if sentence[-12:] in one.replace("\u00a0", " ")
                ]
                assert [one.startswith(sentence) for one in shown] == [True], (name, sentence, snippets)


def runs_of_sentences(text: str) -> Iterator[str]:
    """Yield every run of up to nine sentences."""
    sentences = split_sentences(text)
    for start in range(len(sentences)):
        for end in range(start + 1, min(start + 10, len(sentences) + 1)):
            yield " ".join(sentences[start:end])


def test_results_break_lines_between_words_only(site: Path, page: Page) -> None:
    page.goto(f"file://{site}/21.html")
    type_in(page, "ဖုန်း")
    assert page.locator("#results wbr").count() > 50
    loose = page.evaluate(
        """() => {
            const texts = document.createTreeWalker(results, NodeFilter.SHOW_TEXT), found = [];
            while (texts.nextNode()) {
                const text = texts.currentNode;
                if (/[က-႟]/.test(text.data) && !text.parentElement.closest('u')) found.push(text.data);
            }
            return found;
        }"""
    )
    assert loose == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_markup_and_signs_in_a_query_are_letters(site: Path, page: Page) -> None:
    page.goto(f"file://{site}/en/21.html")
    for query in ("<b>", "&amp;", "[a-z]", "(", "\\", ".*", "a{9}", "{", "$&", "😀", "်", "ေ", "\u200b"):
        type_in(page, query)
        assert page.locator("#results b").count() == 0
    assert type_in(page, ".*") == []
    assert type_in(page, "") == []
    assert page.locator("#index").is_visible()


@pytest.mark.parametrize("code", sampled(LANGUAGES, "en"))
def test_nothing_typed_is_kept_or_sent_and_the_index_comes_with_the_first_letter(
    site: Path, serve: Callable[[Path], str], browser: Browser, code: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{serve(site)}/{address(code)}")
    page.locator("#q").focus()
    page.keyboard.press("Tab")
    assert len(asked) == 1
    page.locator("#q").press_sequentially("phone")
    page.locator("#found:not([hidden])").wait_for()
    page.keyboard.press("Enter")
    assert len(asked) == 3
    assert re.search(r"/search/rank\.js\?[0-9a-f]{7}$", asked[1])
    assert re.search(rf"/search/{code}\.js\?[0-9a-f]{{7}}$", asked[2])
    kept = page.evaluate(
        """async () => [
            localStorage.length, sessionStorage.length, document.cookie, window.name,
            location.search + location.hash, (await indexedDB.databases()).length,
            (await caches.keys()).length,
        ]"""
    )
    assert kept == [0, 0, "", "", "", 0, 0]
    field = page.locator("#q")
    assert field.get_attribute("name") is None
    assert field.get_attribute("autocomplete") == "off"
    assert field.get_attribute("spellcheck") == "false"  # some browsers send words away to check them
    assert page.locator("form").count() == 0
    context.close()


def test_an_index_that_does_not_come_is_reported_and_asked_for_again(
    site: Path, serve: Callable[[Path], str], page: Page
) -> None:
    address = f"{serve(site)}/en/21.html"
    for answer in (
        lambda route: route.abort(),
        lambda route: route.fulfill(body="notes=[[", content_type="text/javascript"),  # cut short
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    ):
        page.goto(address)  # anew: nothing is shown or asked for yet
        page.route("**/search/*.js*", answer)
        assert type_in(page, "phone") == []
        page.locator("#failed:not([hidden])").wait_for()
        assert page.locator("#index").is_visible()
        page.unroute("**/search/*.js*")
    page.locator("#q").press_sequentially("s")
    page.locator("#found:not([hidden])").wait_for()
    assert page.locator("#results > li").count() > 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_without_script_the_page_lists_guides_and_headings_in_alphabetical_order(
    site: Path, plain_reader: Page, library: Library, code: str
) -> None:
    page = plain_reader
    page.goto(f"file://{site}/{address(code)}")
    assert not page.locator("#q").is_visible()
    links = page.locator("#index > li > a")
    shown = links.evaluate_all("all => all.map(a => [a.textContent, a.getAttribute('href')])")
    wanted = {
        (text, href)
        for guide in library.pages_in(code)
        for name in [guide.url.rpartition("/")[2]]
        for is_listed in [library.guides[guide.file].risk == "high" and library.is_copied(guide.file)]
        for text, href in [
            (guide.title, name),
            *((part.heading, f"{name}#{part.id}") for part in parts_of(guide)[1:] if is_listed),
        ]
        if href != f"{name}#{published_id(guide.number, 'short')}"
    }
    assert {tuple(entry) for entry in shown} == wanted
    assert len(shown) == len(wanted)
    texts = [text for text, _ in shown]
    assert texts == sorted(texts, key=language_of(code).sort_key())


def test_burmese_is_put_in_the_order_of_its_dictionaries() -> None:
    """By letter; then vowels, in the order of the spelling books, before final consonants and medials."""
    order = "က ကာ ကား ကု ကူ ကေ ကဲ ကော ကော် ကံ ကို ကက် ကင် ကောင်း ကတ် ကန် ကပ် ကမ်း ကိုယ် ကျ ကြ ကွ ခ ငွေ VPN"
    words = order.split()
    assert sorted(words, key=language_of("my").sort_key()) == words
    assert sorted(words) != words


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_index_costs_little_more_than_its_text(library: Library, code: str) -> None:
    index = "".join(search_index(library, library.language(code)))
    text = "\n".join(
        "\n".join([page.title, *(words for part in parts_of(page) for words in (part.heading, part.text))])
        for page in library.pages_in(code)
    )
    # what it was before there were tables in it, and words were ranked: bytes after gzip per byte of text
    assert size(index) <= {"my": 0.1626, "en": 0.3351}[code] * len(text.encode())
    assert size(index) <= 1.1 * size(text)


def test_the_script_of_the_search_page_is_small(site: Path) -> None:
    for name in ("21.html", "en/21.html"):
        html = (site / name).read_text(encoding="utf-8")
        search = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)[1]
        assert "notes" in search
        ranks = (site / "search" / "rank.js").read_text(encoding="utf-8")
        assert "/*" not in ranks
        assert size(search) + size(ranks) <= 3000


def size(text: str) -> int:
    return len(gzip.compress(text.encode(), compresslevel=6, mtime=0))
