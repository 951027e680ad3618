"""A phone that cannot shape Burmese gets the fallback font; no other phone ever asks for it."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, BrowserContext, Page
from support.project import ROOT, Project, pages_of
from support.sampling import proof_only, sampled
from support.shaping import Shaper

from lanpya.languages.burmese import Burmese
from lanpya.languages.burmese.words import segments
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, environment_with_fonts, find_chromium
from scripts.rigs.line_breaks import without_breaks

PADAUK = ROOT / "overrides/fonts/Padauk-Regular.ttf"
FONT = "font/my.woff2"
# Zawgyi's code points for signs that Unicode writes with others: what stands there, and the glyph it shows
ZAWGYI = {0x1039: 0x103A, 0x103A: 0x103B, 0x103B: 0x103C, 0x103C: 0x103D, 0x103D: 0x103E, 0x1064: 0x1037}


def zawgyi_style_font() -> bytes:
    """Return Padauk with other glyphs under the code points and nothing that shapes, as on old phones."""
    font = TTFont(PADAUK, recalcTimestamp=False)
    for table in ("GSUB", "GPOS", "GDEF", "Silf", "Glat", "Gloc", "Feat", "Sill"):
        if table in font:
            del font[table]
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap.update({code: table.cmap[shown] for code, shown in ZAWGYI.items()})
    for mark in (0x102D, 0x102E, 0x102F, 0x1030, 0x1032, 0x1036, 0x1037, 0x1039, 0x103A):
        name = font.getBestCmap()[mark]
        font["hmtx"][name] = (0, font["hmtx"][name][1])
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16):
            record.string = "Zawgyi-One"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def font_with(is_kept: Callable[[int], bool]) -> bytes:
    """Return Padauk with some characters only."""
    font, out = TTFont(PADAUK), io.BytesIO()
    for table in font["cmap"].tables:
        table.cmap = {code: name for code, name in table.cmap.items() if is_kept(code)}
    font.save(out)
    return out.getvalue()


OLD_PHONES = ("Zawgyi-style font", "no Burmese font")


@pytest.fixture(scope="module", params=OLD_PHONES)
def old_phone(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """Chromium with one font of the system, which cannot shape Burmese."""
    folder = tmp_path_factory.mktemp("old")
    fonts = folder / "fonts"
    fonts.mkdir()
    if request.param == "Zawgyi-style font":
        (fonts / "zawgyi.ttf").write_bytes(zawgyi_style_font())
    else:
        (fonts / "latin.ttf").write_bytes(font_with(lambda code: code < 0x1000))
    chromium = browser.browser_type.launch(
        executable_path=find_chromium(),
        args=list(PLAYWRIGHT_FLAGS),
        env=dict(environment_with_fonts(folder, fonts)),
    )
    yield chromium
    chromium.close()


def burmese_pages(site: Path, whole: bool) -> list[str]:
    """Return the Burmese pages, or half of a sample; what asks for the font differs on the 404 page only."""
    return [name for name in pages_of(site, whole) if "/" not in name][:: 1 if whole else 2]


def requests_of(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def fonts_drawn(page: Page, selector: str) -> set[tuple[str, bool]]:
    """Return the fonts that the browser really drew an element with, and whether each came from the page."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {(font["familyName"], font["isCustomFont"]) for font in fonts if font["glyphCount"]}


def width(page: Page, text: str) -> float:
    script = """text => {
        const probe = document.createElement('span');
        probe.textContent = text;
        document.querySelector('main').append(probe);
        const width = probe.getBoundingClientRect().width;
        probe.remove();
        return width;
    }"""
    return float(page.evaluate(script, text))


@pytest.mark.proof
@pytest.mark.parametrize("scheme", sampled(["http", "file"], "http"))  # only a server counts requests
def test_a_phone_that_cannot_shape_asks_for_the_font_once_a_page(
    site: Path, serve: Callable[[Path], str], old_phone: Browser, scheme: str, proof: bool
) -> None:
    base = serve(site) if scheme == "http" else f"file://{site}"
    phone = old_phone.new_context(viewport={"width": 360, "height": 640})
    page = phone.new_page()
    asked = requests_of(page)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    for name in burmese_pages(site, proof):
        if name == "404.html" and scheme == "file":
            continue  # its addresses begin at the host's root
        asked.clear()
        page.goto(f"{base}/{name}")
        page.evaluate("document.fonts.ready.then(() => 0)")
        assert asked == [f"{base}/{name}", f"{base}/{FONT}"]
        page.evaluate("document.querySelectorAll('small[lang]').forEach(english => english.remove())")
        assert fonts_drawn(page, "h2, h1" if name != "404.html" else "h2") == {("Notes", True)}
        assert width(page, "က္က") < 0.6 * width(page, "ကက")
    assert troubles == []
    for name in [name[3:] for name in pages_of(site, proof) if name.startswith("en/")][:: 1 if proof else 3]:
        asked.clear()
        page.goto(f"{base}/en/{name}")
        page.evaluate("document.fonts.ready.then(() => 0)")
        assert asked == [f"{base}/en/{name}"]
    phone.close()


@pytest.mark.parametrize("old_phone", sampled(OLD_PHONES, OLD_PHONES[1]), indirect=True)
def test_such_a_phone_draws_words_as_another_one_does(
    site: Path, old_phone: Browser, browser: Browser
) -> None:
    def widths(phone: Browser) -> list[float]:
        page = phone.new_page()
        page.goto(f"file://{site}/2.html")
        page.evaluate("document.fonts.ready.then(() => 0)")
        page.evaluate("document.documentElement.style.fontFamily = 'notes, Padauk'")
        page.evaluate("document.fonts.load('1em notes').then(() => 0)")
        words = sorted(set(segments("စင်္ကာပူ ယောက်ျား တက္ကသိုလ် ကျွန်ုပ် လျှို့ဝှက် မိန်းမ ဩဂုတ် ကြည့်ပါ နဲ့")))
        found = [width(page, word) for word in words]
        page.close()
        return found

    assert widths(old_phone) == widths(browser)


@pytest.mark.proof
def test_a_phone_that_shapes_never_asks_for_the_font(
    site: Path, serve: Callable[[Path], str], browser: Browser, proof: bool
) -> None:
    base, page = serve(site), browser.new_page()
    asked = requests_of(page)
    for name in burmese_pages(site, proof):
        page.goto(f"{base}/{name}")
        assert not page.evaluate("document.documentElement.className")
    page.close()
    assert not [address for address in asked if "font" in address]


@pytest.fixture
def no_script(old_phone: Browser) -> Iterator[BrowserContext]:
    context = old_phone.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    yield context
    context.close()


@pytest.mark.proof
@pytest.mark.parametrize("old_phone", sampled(OLD_PHONES, OLD_PHONES[0]), indirect=True)
def test_without_script_the_home_page_shows_a_drawn_hint(
    site: Path, serve: Callable[[Path], str], no_script: BrowserContext, proof: bool
) -> None:
    base, page = serve(site), no_script.new_page()
    asked = requests_of(page)
    page.goto(f"{base}/index.html")
    hint = page.locator("noscript svg")
    box = hint.bounding_box()
    assert box
    assert box["y"] + box["height"] < 640  # on the first screen
    assert hint.text_content() == ""
    assert asked == [f"{base}/index.html"]
    hint.click()
    page.wait_for_url(f"{base}/17.html#unshaped")
    assert asked[1:] == [f"{base}/17.html", f"{base}/{FONT}"]  # the list of leaflets can be read
    assert page.locator("main a[href$='.pdf']").count() > 0
    for name in burmese_pages(site, proof):
        if name != "index.html":
            page.goto(f"{base}/{name}")
            assert page.locator("noscript svg").count() == 0


def test_with_script_no_hint_is_seen(site: Path, reader: Page) -> None:
    reader.goto(f"file://{site}/index.html")
    assert reader.locator("svg").count() == 0


# --- the font itself ---


def test_the_font_is_small_renamed_and_keeps_its_licence(site: Path) -> None:
    path = site / FONT
    assert path.stat().st_size <= 24_000
    names = {record.nameID: str(record) for record in TTFont(path)["name"].names}
    assert {names[1], names[4], names[6]} == {"Notes"}
    assert "SIL International" in names[0]
    assert "Open Font License" in names[13]
    assert "OFL" in names[14]


def words_of(site: Path) -> set[str]:
    words: set[str] = set()
    for path in site.rglob("*.html"):
        html = without_breaks(path.read_text(encoding="utf-8"))
        text = re.sub(r"<script>.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL)
        for run in re.findall("[\u1000-\u109f]+", text):
            words |= {run, *segments(run)}
    return words


def syllable_table() -> set[str]:
    letters = [chr(code) for code in range(0x1000, 0x1022)]
    medials = ["".join(m) for n in range(5) for m in itertools.combinations("ျြွှ", n)]
    some = "ာ ါ ိ ီ ု ူ ေ ဲ ော ေါ ော် ို ံ ုံ ့ း ို့ ုံး ော့ ော့် ေါ့်"
    vowels = ["", *some.split()]
    finals = ["", "က်", "င်း", "န့်", "ည်", "ဉ်"]
    table = {"".join(parts) for parts in itertools.product(letters, medials, vowels)}
    table |= {
        "".join(parts) for parts in itertools.product(letters, ["", "ြ", "ျ", "ွ"], ["", "ို", "ေ"], finals)
    }
    table |= {
        f"{upper}\u1039{lower}{vowel}"
        for upper in letters
        for lower in letters
        for vowel in ("", "ိ", "ု", "ာ")
    }
    table |= {f"င်္{letter}{vowel}" for letter in letters for vowel in ("", "ာ", "ိ", "ု", "ေ")}
    return table | set("ဣဤဥဦဧဩဪ၌၍၎၏ဿ၀၁၂၃၄၅၆၇၈၉၊။")


def test_the_cut_font_shapes_every_word_as_the_whole_one(site: Path) -> None:
    cut, whole = Shaper(site / FONT), Shaper(PADAUK)
    words = words_of(site) | syllable_table()
    assert len(words) > 10_000
    assert [word for word in sorted(words) if cut.shape(word) != whole.shape(word)] == []


def test_the_dot_below_an_asat_is_drawn_alike_however_it_was_typed(site: Path) -> None:
    cut = Shaper(site / FONT)
    words = words_of(site) | syllable_table() | {"ကျွန်တော့်", "အဒေါ့်", "ပြော့်"}
    for word in (word for word in words if "\u1037\u103a" in word):
        typed = word.replace("\u1037\u103a", "\u103a\u1037")
        assert cut.shape(typed) == cut.shape(word), word


def test_the_font_holds_all_of_modern_burmese(site: Path) -> None:
    known = set(TTFont(site / FONT).getBestCmap())
    assert known == {ord(letter) for letter in Burmese.fallback.letters}


@proof_only
def test_a_phone_without_letters_of_shan_or_hebrew_asks_for_their_fonts(
    tmp_path: Path, browser: Browser, reader: Page, hebrew_site: Project
) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "latin.ttf").write_bytes(font_with(lambda code: code < 0x1000))
    (fonts / "burmese.ttf").write_bytes(font_with(lambda code: 0x1000 <= code < 0x1050))
    phone = browser.browser_type.launch(
        executable_path=find_chromium(),
        args=list(PLAYWRIGHT_FLAGS),
        env=dict(environment_with_fonts(tmp_path, fonts)),
    )
    page = phone.new_page()
    for folder, family in (("he", {("Notes", True)}), ("sh", {("Notes", True)})):
        page.goto(f"file://{hebrew_site.site}/{folder}/2.html")
        page.evaluate("document.fonts.ready.then(() => 0)")
        assert page.evaluate("document.documentElement.className") == "unshaped"
        assert fonts_drawn(page, "h2") == family
    page.goto(f"file://{hebrew_site.site}/2.html")
    assert page.evaluate("document.documentElement.className") == ""  # Burmese it can show
    phone.close()
    for folder in ("he", "sh"):  # a phone with these letters
        reader.goto(f"file://{hebrew_site.site}/{folder}/2.html")
        assert reader.evaluate("document.documentElement.className") == ""
