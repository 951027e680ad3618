"""What is read where `hidden` and the newer elements are not known: text browsers, and old or small ones."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from support.project import Project, interface_texts, pages_of

from lanpya.pages.deferred_html import shown_later
from lanpya.site.check_elements import check_elements
from lanpya.site.html_tags import tags_of
from lanpya.site.page_weight import resources_of, text_of

WORDS = interface_texts()
# what is said only by the reader's clock, or where a script can keep, remove or search
SCRIPT_ALONE = (
    *("past_page", "past_contact_here", "contact_past", "talks_past", "kept_past", "barred"),
    *(f"keep_{name}" for name in ("leaves", "newer", "running", "done", "full", "failed")),
    *(f"remove_{name}" for name in ("text", "button", "running", "gone", "left")),
    *(f"search_{name}" for name in ("label", "note", "found", "none", "failed")),
)
TEXT_BROWSERS = {
    "w3m": ["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "300"],
    "lynx": ["lynx", "-dump", "-nolist", "-display_charset=utf-8", "-assume_charset=utf-8", "-width=300"],
}
# what text browsers know as blocks, and what came later: to them it is nothing at all
BLOCK = re.compile(r"</?(?:p|div|[uo]l|li|table|tr|t[dh]|h[1-6]|br)\b[^>]*>")
LATER_BLOCK = re.compile(r"(?:</?(?:article|details|footer|header|main|nav|section|summary)\b[^>]*>)+")
UNREAD = re.compile(r"<(style|script|title)\b.*?</\1>| data-html=(['\"]).*?\2", re.DOTALL)


def test_no_element_that_is_hidden_holds_words(site: Path, reader: Page) -> None:
    names = pages_of(site)
    assert {"404.html", "index.html", "en/18.html", "keep/notes-my.html"} <= set(names)
    words = reader.evaluate(
        """pages => pages.map(html => Array.from(new DOMParser().parseFromString(html, 'text/html')
            .querySelectorAll('[hidden]'), one => one.textContent.trim()))""",
        [(site / name).read_text(encoding="utf-8") for name in names],
    )
    assert {name: found for name, found in zip(names, words, strict=True) if {*found} - {""}} == {}


# every text that a browser without script does not paint, once all is unfolded
UNPAINTED = """() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement, text = texts.currentNode.data.trim();
        if (!text || parent.closest('style, script, noscript')) continue;
        if (!parent.checkVisibility({visibilityProperty: true, opacityProperty: true})) found.push(text);
    }
    return found;
}"""


@pytest.mark.proof
def test_without_script_all_words_of_a_page_are_shown(site: Path, plain_reader: Page, proof: bool) -> None:
    """The copies hold the guides, and are alike in both languages."""
    copies = ["keep/notes-my.html", "keep/notes-en.html"]
    for name in [*pages_of(site), *copies] if proof else [*pages_of(site, False)[::2], copies[1]]:
        plain_reader.goto(f"file://{site}/{name}")
        assert plain_reader.evaluate(UNPAINTED) == [], name


def test_no_words_run_together_where_newer_elements_are_not_known(site: Path) -> None:
    for name in pages_of(site):
        text = UNREAD.sub("", (site / name).read_text(encoding="utf-8"))
        assert "</a><a" not in text, name
        text = re.sub(r"<[^>]*>", "", LATER_BLOCK.sub("\v", BLOCK.sub("\n", text)))
        assert re.findall(r"\S+\v\S+", text) == [], name


def said_by_scripts(code: str) -> Iterator[str]:
    """Yield, without white space, the longest piece of each text between what the build fills in."""
    for key in SCRIPT_ALONE:
        yield re.sub(r"\s", "", max(re.split(r"\{\w+\}", WORDS[key][code]), key=len))


@pytest.mark.parametrize("browser_name", TEXT_BROWSERS)
def test_a_text_browser_shows_no_words_of_scripts(site: Path, browser_name: str) -> None:
    command = TEXT_BROWSERS[browser_name]
    assert shutil.which(command[0]), f"{browser_name} is missing; scripts/dev/install_tools.py installs it"
    for code, folder in (("my", ""), ("en", "en/")):
        said = set(said_by_scripts(code))
        for page in ("index", "2", "15", "16", "18", "19", "21", "22", "23"):
            shown = dump(command, site / f"{folder}{page}.html")
            flat = re.sub(r"\s", "", shown)
            assert len(flat) > 300
            assert {words for words in said if words in flat} == set(), (browser_name, folder, page)
            names = [
                "skip",
                "leave",
                *(name for name in ("home", "topics", "search") if name != leads_to(page)),
            ]
            other = {"my": "English", "en": "မြန်မာ"}[code]
            head = r"\s+".join(re.escape(WORDS[name][code]) for name in names) + rf"\s+{other}\s"
            if code == "my":  # unchecked: English is beside
                head = head.replace(WORDS["leave"]["my"], f"{WORDS['leave']['my']} {WORDS['leave']['en']}")
            assert re.match(rf"\s*{head}", shown), shown[:200]
    for name in ("keep/notes-my.html", "keep/notes-en.html"):
        flat = re.sub(r"\s", "", dump(command, site / name))
        assert len(flat) > 50_000
        explained = {re.sub(r"\s", "", words) for words in WORDS["barred"].values()}  # by a guide
        said = set(said_by_scripts(name[-7:-5])) - explained
        assert {words for words in said if words in flat} == set()


def leads_to(page: str) -> str:
    """Return the name of the link that a page lacks because it leads to that page."""
    return {"index": "home", "21": "search"}.get(page, "")


def dump(command: list[str], page: Path) -> str:
    """Return what a text browser shows of a page."""
    shown = subprocess.run([*command, str(page)], capture_output=True, check=True, timeout=60)
    return shown.stdout.decode("utf-8")


SAYS = 'Past <{date}> & "gone". Do not'


def test_what_a_script_shows_is_what_the_build_would_have_shown(
    project: Project, context: Callable[..., BrowserContext]
) -> None:
    """Signs of HTML, quotes, line breaks and the language of words that come in another one."""
    project.say("past_page", en=SAYS)
    project.configure(lambda config: config["extra"].update(html_lang={"en": "fj"}))  # shown in English
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stdout + built.stderr
    page = context().new_page()
    page.clock.set_fixed_time("2029-01-01T12:00:00Z")
    page.goto(f"file://{project.site}/en/2.html")
    shown, _, english = page.locator("[data-until]").first.inner_text().partition("\n")
    assert re.fullmatch(SAYS.replace("{date}", "[^<>]+"), shown)
    assert english.startswith(
        WORDS["past_page"]["en"].split("{", 1)[0]
    )  # beside words that no one has checked
    assert page.locator("[data-until] span[lang=en]").inner_text() == WORDS["past_contact_here"]["en"]
    page.goto(f"file://{project.site}/2.html")
    notice = page.locator("[data-until]").first
    assert notice.inner_text().startswith(WORDS["past_page"]["my"].split("{", 1)[0])
    assert notice.locator("wbr").count() > 3
    assert (notice.get_attribute("data-html") or "").replace("\t", "<wbr>") == notice.inner_html()


def test_what_a_script_shows_is_checked_as_a_part_of_the_page() -> None:
    image = '<img src="https://a.example/x.png" onload="x()">'
    page = f"<p {shown_later(f'Words <wbr>and {image}')}></p><p>"
    tags = tags_of(page)
    assert [tag.name for tag in tags] == ["p", "img", "p"]
    assert resources_of(tags, page) == ["https://a.example/x.png"]
    done = [problem.message for problem in check_elements("2.html", tags)]
    assert any("onload" in message for message in done), done
    assert text_of(page) == "Words and "


@pytest.mark.parametrize("code", ["my", "en"])
def test_every_guide_of_a_copy_past_its_date_says_so(
    site: Path, context: Callable[..., BrowserContext], code: str
) -> None:
    """Words that many notices have in common stand in the copy once."""
    page = context().new_page()
    page.clock.set_fixed_time("2029-01-01T12:00:00Z")
    page.goto(f"file://{site}/keep/notes-{code}.html")
    page.locator("small[lang]").evaluate_all("all => all.forEach(english => english.remove())")
    notices = page.locator("article [data-until]").evaluate_all(
        "all => all.map(one => [one.hidden, one.textContent.trim(), one.dataset.until])"
    )
    first, last = WORDS["past_page"][code].split("{date}")
    dated = [one for one in notices if one[1] == WORDS["past_section"][code]]
    assert [hidden for hidden, *_ in dated] == [False] * 2
    notices = [one for one in notices if one not in dated]
    assert len(notices) >= 20
    for hidden, text, until in notices:
        assert not hidden
        assert text.startswith(first)
        assert text.endswith(last)
        day = str.translate(text, str.maketrans("၀၁၂၃၄၅၆၇၈၉", "0123456789"))
        assert {until[:4], str(int(until[8:]))} <= set(re.findall(r"\d+", day))
