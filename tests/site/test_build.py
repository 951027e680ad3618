"""What an editor or an adopter meets when building: sameness, swapping, a third language, past dates."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from pathlib import Path

import pytest
from support.commands import run_lanpya
from support.project import Project, interface_texts, languages_of, small_project
from support.sampling import sampled

from lanpya.runtime.environment import CACHE
from scripts.rigs.line_breaks import without_breaks


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_same_sources_and_edition_give_the_same_bytes(
    small_site: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(CACHE)  # made anew, and with another seed of hashes
    other = small_project(tmp_path / "elsewhere" / "with space")
    assert other.build(start_python=True).returncode == 0
    assert digest(small_site.site) == digest(other.site)
    # six pages, two searches with index, two pages that remove, two on leaflets, a font, nine leaflets, two
    # texts to read aloud, two copies, two archives, a worker, 404, sitemap, security.txt
    assert len(digest(other.site)) == 35


@pytest.mark.parametrize("stamp", sampled(["abc", "-5", "99999999999"], "99999999999"))  # a number, no date
def test_an_edition_that_is_no_date_is_reported_as_what_it_is(project: Project, stamp: str) -> None:
    built = project.build(epoch=stamp)
    assert built.returncode != 0
    assert f"SOURCE_DATE_EPOCH={stamp} is not a number of seconds" in built.stderr
    assert "Traceback" not in built.stderr
    assert not project.site.exists()


def test_a_later_build_replaces_the_whole_site(project: Project) -> None:
    project.without_leaflets().site.mkdir(mode=0o700)
    (project.site / "left-over.html").write_text("old", encoding="utf-8")
    assert project.build().returncode == 0
    assert not (project.site / "left-over.html").exists()
    assert project.site.stat().st_mode & 0o777 == 0o755
    assert list(project.root.glob(".site*")) == []


def test_without_commit_and_epoch_the_build_says_what_to_set(project: Project) -> None:
    built = project.build(epoch="")
    assert built.returncode != 0
    assert "SOURCE_DATE_EPOCH" in built.stdout + built.stderr
    assert not project.site.exists()


def test_settings_that_are_wrong_are_all_named(project: Project) -> None:
    project.configure(lambda config: config.update(site_url="https://example.org"))
    project.configure(lambda config: config["extra"].update(source_language="fr"))
    built = project.build()
    assert built.returncode != 0
    for key in ("site_url", "source_language"):
        assert key in built.stdout + built.stderr


@pytest.fixture
def third(project: Project) -> Project:
    """A third language by configuration and a folder alone: one guide, no home page."""
    project.configure(
        lambda config: config["plugins"][0]["i18n"]["languages"].append({"locale": "ks", "name": "ကညီကျိာ်"})
    )
    project.with_leaflets("zine").configure(lambda config: config["extra"].update(html_lang={"ks": "ksw"}))
    guide = (project.docs / "my" / "guide.md").read_text(encoding="utf-8")
    (project.docs / "ks").mkdir()
    (project.docs / "ks" / "guide.md").write_text(guide, encoding="utf-8")
    for page in project.docs.glob("[mk][ys]/*.md"):  # bring every translation up to date
        text = page.read_text(encoding="utf-8")
        marks = marks_of(project, page.name)
        page.write_text(text.replace("translates: {}", f"translates: {{{marks}}}"), encoding="utf-8")
    return project


def marks_of(project: Project, name: str) -> str:
    from lanpya.content.loader import read_library
    from lanpya.content.settings_file import read_settings

    library = read_library(read_settings(project.root / "mkdocs.yml"), project.docs)
    return ", ".join(f"{key}: {mark}" for key, mark in library.pages["en", name].fingerprints().items())


def status_words(code: str) -> list[str]:
    """Return how pages say in a language that a translation is behind, and that no one has checked it."""
    return [interface_texts()[key][code] for key in ("status_behind", "status_unchecked")]


def test_a_third_language_needs_only_configuration_and_a_folder(third: Project) -> None:
    built = third.build()
    assert built.returncode == 0, built.stdout + built.stderr
    done = built.stdout + built.stderr
    assert "107 of 107 texts of the interface are shown in English in ks" in done
    # besides: its disguises are not recognised; the small project has no page for leaflets and copies
    assert done.count("disguise-unknown") == 1
    assert done.count("feature-unlisted") == 2
    assert "0 errors, 4 warnings\n" in done
    assert sorted(path.name for path in (third.site / "ks").iterdir()) == [
        "2.html",
        "21.html",
        "22.html",
        "23.html",
    ]
    html = (third.site / "ks/2.html").read_text(encoding="utf-8")
    assert re.search(r"<html [^>]*lang=\"?ksw\b", html)
    # pages that it lacks come in the default language, words in English, and say so to eyes, ears and tools
    home = re.search(r"<a [^>]*href=\"?\.\./index\.html[^>]*>.*?</a>", html)
    assert home
    assert re.search(r"hreflang=\"?my\b", home[0])
    assert "မြန်မာ" in home[0]
    contact = re.search(r"<a [^>]*href=\"?\.\./19\.html#h[0-9a-f]{4}[^>]*>.*?</a>", html)
    assert contact
    assert re.search(r"hreflang=\"?my\b", contact[0])
    leave = re.search(r"<a [^>]*class=\"?leave[^>]*>(.*?)</a>", html)
    assert leave
    assert re.search(r"<span lang=\"?en\b", leave[1])
    switch = re.findall(r"<a [^>]*hreflang=\"?(\w+)[^>]*lang=", html)
    assert {"my", "en"} <= set(switch)
    for other in ("2.html", "en/2.html"):
        page = (third.site / other).read_text(encoding="utf-8")
        assert re.search(r"<a [^>]*hreflang=\"?ksw\b", page)
    assert "ks/" not in (third.site / "19.html").read_text(encoding="utf-8")
    sitemap = (third.site / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.org/ks/2.html</loc>" in sitemap
    assert 'hreflang="ksw"' in sitemap
    assert (third.site / "print/ks/2-zine.pdf").exists()
    behind, unchecked = status_words("my")
    home = without_breaks((third.site / "2.html").read_text(encoding="utf-8"))
    assert (behind in home, unchecked in home) == (False, True)


def test_a_guide_that_the_default_language_lacks_is_reached_in_the_source_language(project: Project) -> None:
    (project.docs / "my" / "guide.md").unlink()
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stdout + built.stderr
    assert not (project.site / "2.html").exists()
    html = (project.site / "index.html").read_text(encoding="utf-8")
    link = re.search(r"<a [^>]*href=\"?en/2\.html[^>]*>.*?</a>", html)
    assert link
    assert re.search(r"hreflang=\"?en\b", link[0])
    assert "English" in link[0]


def test_what_an_editor_types_comes_out_as_letters(project: Project) -> None:
    project.edit("docs/en/guide.md", "title: A guide", "title: A <b onclick=x>guide</b> & more")
    project.edit("docs/en/guide.md", "- Do one thing.", "- Do <script>one</script> &amp; thing.")
    built = project.without_leaflets().build()
    html = (project.site / "en/2.html").read_text(encoding="utf-8") if built.returncode == 0 else ""
    # either the check refuses it, or it is shown as typed; never is it markup
    assert "<b " not in html
    assert "<script>one" not in html
    if html:
        assert "A &lt;b onclick=x>guide&lt;/b>" in html


def test_weigh_shows_bytes_shell_and_requests_and_fails_over_budget(site: Path, tmp_path: Path) -> None:
    done = run_lanpya("weigh", site)
    assert done.returncode == 0, done.stdout
    assert re.search(r"^ +\d{4} +\d{4} +1  2\.html$", done.stdout, re.MULTILINE)
    noise = "".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(400))
    (tmp_path / "0.html").write_text(f"<html><main>{noise}</main></html>", encoding="utf-8")
    heavy = run_lanpya("weigh", tmp_path, "--json")
    assert heavy.returncode == 1
    assert [page["path"] for page in json.loads(heavy.stdout)] == ["0.html"]
    assert "the maximum is 10000" in heavy.stderr
    assert run_lanpya("weigh", tmp_path / "none").returncode == 2
    assert run_lanpya("weigh", site, "--json", "--summary").returncode == 2


@pytest.mark.slow
def test_a_translation_that_fell_behind_says_so_on_page_and_paper(third: Project) -> None:
    behind, unchecked = status_words("my")

    def labels() -> tuple[bool, bool]:
        built = third.build()
        assert built.returncode == 0, built.stdout + built.stderr
        html = without_breaks((third.site / "2.html").read_text(encoding="utf-8"))
        return behind in html, unchecked in html

    third.edit("docs/my/guide.md", "checked_by: null", "checked_by: reader-a")
    assert labels() == (False, False)
    checked = (third.site / "print/my/2-zine.pdf").read_bytes()
    third.edit("docs/en/guide.md", "- Do one thing.", "- Do one other thing.")
    assert labels() == (True, True)  # what a native speaker read is no longer what stands in the source
    assert checked != (third.site / "print/my/2-zine.pdf").read_bytes()


def leave_untranslated(project: Project, language: str, name: str) -> None:
    """Put the text of the English page below the front matter of another language's."""
    text = (project.docs / "en" / name).read_text(encoding="utf-8").split("---\n", 2)[2]
    front = (project.docs / language / name).read_text(encoding="utf-8").split("---\n", 2)[1]
    front = re.sub(r"(title|summary): .*", r"\1: not yet translated", front)
    (project.docs / language / name).write_text(f"---\n{front}---\n{text}", encoding="utf-8")


def test_an_untranslated_home_page_is_reported_and_kept_only_at_the_root(project: Project) -> None:
    leave_untranslated(project, "my", "index.md")
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stdout + built.stderr
    assert "docs/my/index.md" in built.stderr
    assert "translation-unfinished" in built.stderr
    assert (project.site / "index.html").exists()
    project.configure(
        lambda config: [lang.update(default=lang["locale"] == "en") for lang in languages_of(config)]
    )
    built = project.build()
    assert built.returncode == 0, built.stdout + built.stderr
    assert "translation-unfinished" in built.stderr
    files = set(digest(project.site))
    assert "my/2.html" in files
    assert "my/index.html" not in files
    assert "my/index.html" not in (project.site / "index.html").read_text(encoding="utf-8")
    assert "/my/index.html" not in (project.site / "sitemap.xml").read_text(encoding="utf-8")
    guide = (project.site / "my/2.html").read_text(encoding="utf-8")
    assert re.search(r"<a [^>]*href=\.\./index\.html", guide)


def test_a_page_that_is_mostly_not_translated_is_left_out(project: Project) -> None:
    leave_untranslated(project, "my", "guide.md")
    built = project.with_leaflets("zine").build()
    assert built.returncode == 0, built.stdout + built.stderr
    assert "translation-unfinished" in built.stderr
    files = set(digest(project.site))
    assert "en/2.html" in files
    assert "print/en/2-zine.pdf" in files
    assert not {"2.html", "print/my/2-zine.pdf"} & files
    home = without_breaks((project.site / "index.html").read_text(encoding="utf-8"))
    assert re.search(r"<a [^>]*hreflang=en[^>]*href=en/2\.html|<a [^>]*href=en/2\.html[^>]*hreflang=en", home)
    assert "hreflang=my" not in (project.site / "en/2.html").read_text(encoding="utf-8")
    sitemap = (project.site / "sitemap.xml").read_text(encoding="utf-8")
    assert "example.org/2.html" not in sitemap
    assert '"2.html"' not in (project.site / "search/my.js").read_text(encoding="utf-8")


def test_sources_typed_in_any_form_leave_the_build_in_nfc(project: Project) -> None:
    for path in [*project.docs.rglob("*.md"), *project.docs.rglob("*.yml")]:
        text = path.read_text(encoding="utf-8")
        # as people type it: the asat before the dot below, the two parts of ဦ
        typed = text.replace("\u1037\u103a", "\u103a\u1037").replace("\u1026", "\u1025\u102e")
        path.write_text(typed, encoding="utf-8")
    project.edit("docs/my/guide.md", "title: လမ်းညွှန်", "title: \u1025\u102e\u1038 ကြည\u103a\u1037ပါ")
    project.configure(lambda config: languages_of(config)[0].update(name="မြန\u103a\u1037မာ"))
    built = project.without_leaflets().build()
    assert built.returncode == 0, built.stdout + built.stderr
    texts = [path for path in project.site.rglob("*") if path.suffix in {".html", ".xml", ".js"}]
    for path in texts:
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path
    assert "ဦး ကြည\u1037\u103aပါ" in without_breaks((project.site / "2.html").read_text(encoding="utf-8"))
