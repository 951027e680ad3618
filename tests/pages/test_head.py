"""What is outside the guide on every page: names, policy, language, and what old browsers can read."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from support.project import ROOT, interface_texts

from lanpya.content.settings_file import read_settings
from lanpya.content.urls import NEXT
from lanpya.releases.server_config import POLICY
from scripts.rigs.line_breaks import without_breaks

SETTINGS = read_settings(ROOT / "mkdocs.yml")
# features that browsers of Chrome 60's age (2017) lack
TOO_NEW_CSS = (
    r":has\(",
    r":is\(",
    r":where\(",
    r"@container",
    r"@layer",
    r"\d(?:d|s|l)v[hwb]\b",
    r"\binset\s*:",
    r"aspect-ratio",
    r"(?:min|max|clamp)\(",
    r"margin-(?:inline|block)",
    r"padding-(?:inline|block)",
    r":focus-visible",
    r"&[\s.:#]",
    r"overflow-wrap:\s*anywhere",
)
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
TOO_NEW_JS = (
    r"\?\.[a-zA-Z_\[(]",
    r"\?\?",
    r"\|\|=",
    r"&&=",
    r"catch\s*\{",
    r"\{\s*\.\.\.",
    r"\bimport\b",
    r"\bexport\b",
    r"\.replaceAll\(",
    r"\.flat(?:Map)?\(",
    r"\.at\(",
    r"globalThis",
    r"for await",
    r"\(\?<[=!]",
    r"#[a-z]+\s*[=;(]",
)


OWN_IDS = {  # the pages that the build makes, and the one with what can be kept
    "18.html": "keep kept date newer first next running done full failed bar unable",
    "21.html": "q search results index found near none failed",
    "23.html": "clear manual remove running gone left",
}


def names_of(html: str) -> set[str]:
    return set(re.findall(r"\sid=\"?([^\s\">]+)", html))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    return {
        p.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in sorted(site.rglob("*.html"))
    }


def language_of(name: str) -> str:
    """Return the language in the address of a page, or in the name of a copy."""
    match = re.match(r"(\w\w)/|keep/notes-(\w\w)\.html", name)
    return next(filter(None, match.groups())) if match else SETTINGS.default_language.code


def inside(html: str, tag: str) -> str:
    return "".join(re.findall(rf"<{tag}(?: [^>]*)?>(.*?)</{tag}>", html, re.DOTALL))


def test_style_reads_in_browsers_of_2017(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        style = inside(html, "style")
        assert style
        found = [pattern for pattern in TOO_NEW_CSS if re.search(pattern, style)]
        assert found == [], name
        for block in re.findall(r"\{([^{}]*)\}", style):
            assert "gap" not in block or "margin" in block, f"gap without a fallback: {block}"
            assert not re.search(r"[;{][^;{}]*\{", block), "nested rule"


def test_script_is_classic_es2017(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        script = STRING.sub("", inside(html, "script"))
        assert script
        assert [pattern for pattern in TOO_NEW_JS if re.search(pattern, script)] == [], name
        assert "type=module" not in html


def test_what_searches_is_classic_es2017_as_well(site: Path) -> None:
    for name in ("rank", "my", "en"):
        script = (site / "search" / f"{name}.js").read_text(encoding="utf-8")
        code = STRING.sub("", script)
        assert len(code) > 500
        assert [pattern for pattern in TOO_NEW_JS if re.search(pattern, code)] == [], name


def test_policy_allows_only_what_is_inside_the_page(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        meta = re.search(r"<meta [^>]*http-equiv=\"?Content-Security-Policy[^>]*>", html)
        assert meta, name
        match = re.search(r'content="([^"]+)"', meta[0])
        assert match, name
        policy = dict(part.strip().split(" ", 1) for part in match[1].split(";"))
        assert policy["default-src"] == "'none'"
        more = {"font-src"} if "name=shape" in html else set()
        if name.endswith("18.html"):  # may keep the pages
            more |= {"connect-src", "worker-src", "child-src"}
            assert policy.pop("frame-src") == "'none'"
        assert all(policy[key] == "'self'" for key in more)
        assert set(policy) - more == {
            "default-src",
            "style-src",
            "script-src",
            "img-src",
            "base-uri",
            "form-action",
        }
        assert policy["img-src"] == "data:"
        for tag in ("style", "script"):
            hashes = [
                f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
                for text in re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
            ]
            own = ["'self'"] if tag == "script" and name.endswith("21.html") else []  # the index
            assert policy[f"{tag}-src"].split(" ") == hashes + own
        assert not re.search(r"\son[a-z]+=|\sstyle=|javascript:", html)
        assert re.search(r"<meta (?=[^>]*name=\"?referrer)[^>]*content=\"?no-referrer", html)
        assert re.search(r"<link (?=[^>]*rel=\"?icon)[^>]*href=\"?data:,", html)
        assert not re.search(r"/\* |^//|\s// ", STRING.sub("", inside(html, "script"))), (
            "a comment is published"
        )


# What browsers ask instead of a directive that they do not know or that is not there, the newest first.
# CSP Level 3, 6.8.3; Level 2, 7.2 and 7.12 (workers: child-src); Level 2, 7.8 (frames: frame-src).
INSTEAD = {
    "worker-src": ("child-src", "script-src"),
    "frame-src": ("child-src",),
    "script-src-elem": ("script-src",),
    "script-src-attr": ("script-src",),
    "style-src-elem": ("style-src",),
    "style-src-attr": ("style-src",),
}
FETCHED = "child connect font frame img manifest media object prefetch script style worker"


def allowed(policy: dict[str, str], directive: str, unknown: Iterable[str] = ()) -> set[str]:
    """Return the sources that a browser allows which does not know some directives."""
    for name in (directive, *INSTEAD.get(directive, ()), "default-src"):
        if name in policy and name not in unknown:
            return set(policy[name].split()) - {"'none'"}
    return {"*"}


def parsed(policy: str) -> dict[str, str]:
    """Return a policy by its directives."""
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


def test_browsers_of_every_age_allow_the_same(pages: dict[str, str]) -> None:
    """Where a directive is not known, what is asked instead allows the same; frames stay forbidden."""
    header = parsed(POLICY)
    for name, html in pages.items():
        found = re.search(r'content="(default-src[^"]+)"', html)
        assert found, name
        policy = parsed(found[1])
        for directive in INSTEAD.keys() & policy.keys() - {"frame-src"}:  # that one every browser knows
            assert allowed(policy, directive) == allowed(policy, directive, {directive}), (name, directive)
        assert not allowed(policy, "frame-src") and not allowed(policy, "object-src")
        for kind in FETCHED.split():  # of two policies browsers keep to both
            inline = {source for source in allowed(policy, f"{kind}-src") if source.startswith("'sha256-")}
            outer = allowed(header, f"{kind}-src")
            assert allowed(policy, f"{kind}-src") - inline <= outer, (name, kind)
            assert not inline or "'unsafe-inline'" in outer


def test_the_outside_is_dull(pages: dict[str, str]) -> None:
    words = interface_texts()
    titles = set(words["browser_title"].values())
    for name, html in pages.items():
        assert re.fullmatch(r"([a-z]{2}/)?(index|\d+)\.html|404\.html|keep/notes-[a-z]{2}\.html", name)
        assert inside(html, "title") in titles
        own = OWN_IDS.get(name.rpartition("/")[2], "").split()
        if name.startswith("keep/"):
            own = f"{OWN_IDS['21.html']} {OWN_IDS['23.html']} edition live pass".split()
        plain = {"main", "unshaped", NEXT, *own}
        assert {i for i in names_of(html) - plain if not re.fullmatch(r"[hs][0-9a-f]{4}|p\d+", i)} == set(), (
            name
        )


def test_language_is_reported_everywhere(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        file = name.rpartition("/")[2]
        own = next(lang for lang in SETTINGS.languages if lang.code == language_of(name))
        assert re.search(rf"<html [^>]*lang=\"?{own.html_lang}\b", html), name
        for other in SETTINGS.languages:
            prefix = "" if other.default else f"{other.code}/"
            if name == "404.html":
                if f"{prefix}index.html" in pages:
                    assert re.search(rf"<section lang=\"?{other.html_lang}\b", html)
                    assert f"/{prefix}index.html" in html
            elif not name.startswith("keep/") and other != own and f"{prefix}{file}" in pages:
                switch = re.search(rf"<a [^>]*hreflang=\"?{other.html_lang}\b[^>]*\slang=[^>]*>", html)
                assert switch, f"{name}: no way to {other.name}"
                goal = f"{'' if own.default else '../'}{prefix}{file}"
                assert re.search(rf"href=\"?{re.escape(goal)}[\s\">]", switch[0])


def test_nothing_of_the_theme_is_published(site: Path) -> None:
    kinds = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert kinds == {".html", ".pdf", ".txt", ".xml", ".woff2", ".js", ".zip"}
    assert not (site / "assets").exists()


def test_sitemap_names_every_page_by_its_public_address(site: Path, pages: dict[str, str]) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    found = set(re.findall(rf"<loc>{re.escape(SETTINGS.site_url)}([^<]+)</loc>", sitemap))
    assert found == {name for name in pages if name != "404.html" and not name.startswith("keep/")}
    assert "None" not in sitemap


def test_status_line_shows_review_dates_and_an_unchecked_translation(pages: dict[str, str]) -> None:
    words = interface_texts()
    assert words["status_unchecked"]["my"] in without_breaks(pages["2.html"])
    assert words["status_unchecked"]["en"] not in pages["en/2.html"]
    assert "Read through on November 23, 2026" in pages["en/2.html"]
    assert "good until February 20, 2027" in pages["en/2.html"]
    assert words["status_sample"]["en"] in pages["en/2.html"]
    assert words["contact_sample"]["my"] in without_breaks(pages["19.html"])
    first, second = pages["en/2.html"].split("<h2", 2)[1:]
    assert "class=status" in first  # right after In short
    assert second


def test_every_page_says_what_stays_after_leaving(pages: dict[str, str]) -> None:
    words = interface_texts()["leave_note"]
    for name, html in pages.items():
        assert words[language_of(name)] in without_breaks(html)
        is_beside = f"<small lang=en>{words['en']}</small>" in html
        assert is_beside == (language_of(name) == "my"), "English is beside what no one has checked"
    assert "history" in words["en"]


def test_unlisted_contact_addresses_stand_on_the_contacts_page_only(pages: dict[str, str]) -> None:
    holders = {name for name, html in pages.items() if "example.org/helpline" in html}
    assert holders == {"19.html", "en/19.html"}
