"""`lanpya new project`: what an adopter gets, in whatever languages, passes the check and builds at once."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from support.commands import run_lanpya
from support.project import ROOT, Project
from support.sampling import sampled

from lanpya.content.loader import DATA_FILES
from lanpya.content.settings_file import read_settings
from lanpya.editing.new_project import languages_of
from lanpya.editing.program_files import files_of_program, program_of
from lanpya.languages.shipped_texts import shipped_tags

TEXTS = ROOT / "hooks/lanpya/languages/page_texts"


def made(folder: Path, *arguments: str) -> Project:
    done = run_lanpya("new", "project", folder, *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return Project(folder)


def checked(project: Project) -> str:
    """Return what the check says of a project without errors."""
    done = run_lanpya("check", "--root", project.root, env={"LANPYA_CONTACTS": None})
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_a_new_project_has_its_own_languages_and_nothing_of_this_site(tmp_path: Path) -> None:
    project = made(tmp_path / "site", "--languages", "my,shn,zh-Hant,zh-Hans", "--source", "shn")
    settings = read_settings(project.root / "mkdocs.yml")
    assert [(one.code, one.html_lang, one.default) for one in settings.languages] == [
        ("my", "my", True),
        ("sh", "shn", False),
        ("zh", "zh-Hant", False),
        ("za", "zh-Hans", False),
    ]
    assert settings.source_language == "sh"
    assert {code: bool(formats) for code, formats in settings.leaflets.items()} == {
        **{
            "my": True,
            "sh": True,
            "zh": False,
            "za": False,
        },  # for Han, the font of the program has no letters
    }
    assert "# fonts: {zh: {print: NotoSerifCJK" in (project.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert "Useful notes" in (project.docs / "sh/index.md").read_text(encoding="utf-8")
    assert "translates: {top: k" in (project.docs / "my/index.md").read_text(encoding="utf-8")
    assert {path.stem for path in (project.docs / "data").iterdir()} == {*DATA_FILES}
    for name in DATA_FILES:
        assert not yaml.safe_load((project.docs / f"data/{name}.yml").read_text(encoding="utf-8"))
    assert "0 errors" in checked(project)
    own = "".join(path.read_text("utf-8") for path in project.root.rglob("*.md") if "hooks" not in path.parts)
    guides = {path.stem for path in (ROOT / "docs/en").glob("*.md")} - {"index", "contacts", "print", "about"}
    assert [
        name for name in guides if f"{name}.md" in own.replace((ROOT / "RULES.md").read_text("utf-8"), "")
    ] == []


def test_a_language_that_yaml_takes_for_a_word_of_its_own(tmp_path: Path) -> None:
    project = made(tmp_path / "site", "--languages", "no,de")
    assert [one.code for one in read_settings(project.root / "mkdocs.yml").languages] == ["no", "de"]
    assert "0 errors" in checked(project)


def test_tags_are_written_in_their_usual_form(tmp_path: Path) -> None:
    """Folders that differ in capitals are one on many disks, and MkDocs builds none with capitals."""
    project = made(tmp_path / "site", "--languages", "ES,zh-hant,KA", "--source", "Ka")
    settings = read_settings(project.root / "mkdocs.yml")
    assert [(one.code, one.html_lang) for one in settings.languages] == [
        ("es", "es"),
        ("zh", "zh-Hant"),
        ("ka", "ka"),
    ]
    assert settings.languages[2].name == "ქართული"  # without a capital, for which phones have no glyph
    assert settings.source_language == "ka"
    twice = run_lanpya("new", "project", tmp_path / "other", "--languages", "EN,en")
    assert (twice.returncode, twice.stderr.splitlines()[0]) == (1, "en is named twice.")


def test_the_copy_of_the_program_is_whole_and_listed(tmp_path: Path) -> None:
    project = made(tmp_path / "site", "--languages", "en")
    files = files_of_program(ROOT)
    assert files_of_program(project.root) == files
    listed = json.loads((project.root / "program.json").read_text(encoding="utf-8"))
    assert listed == {"version": program_of(files).version, "files": dict(program_of(files).digests)}
    assert {"hooks/lanpya/cli/new_project.py", "hooks/lanpya/languages/page_texts/es.yml"} <= files.keys()
    assert not [
        name for name in files if name.startswith(("docs/", "tests/", "scripts/proof")) or "pycache" in name
    ]
    again = tmp_path / "another"
    shutil.copytree(project.root, again)  # from which another one can be made
    assert files_of_program(again) == files


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").touch()
    done = run_lanpya(
        "new", "project", tmp_path / "full", "--languages", "es,xx,mn-Mong,es,,e!", "--source", "fr"
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "es is named twice.",
        "xx is the tag of no language. Write one such as es, shn or zh-Hant.",
        "mn-Mong is written in columns from top to bottom, which no page here can show.",
        "An empty word is the tag of no language. Write one such as es, shn or zh-Hant.",
        "e! is the tag of no language. Write one such as es, shn or zh-Hant.",
        "The source fr is none of the languages: es, xx, mn-Mong, es, , e!.",
        f"{tmp_path / 'full'} is not empty. Name a folder that does not exist yet.",
        "Nothing was written.",
    ]
    inside = ROOT / "inside"
    assert "inside the program" in run_lanpya("new", "project", inside, "--languages", "es").stderr
    assert not inside.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["full"]


def test_the_settings_are_those_of_this_site_but_for_languages() -> None:
    """One template and one file of settings: neither may lag behind the other."""
    shipped = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    text = (ROOT / "hooks/lanpya/editing/project/mkdocs.yml").read_text(encoding="utf-8")
    new = yaml.safe_load(
        text.replace("$languages", "        []").replace("$fonts", "").replace("{$html_lang}", "{}")
    )
    new["extra"]["leaflets"] = shipped["extra"]["leaflets"]
    shipped["plugins"][0]["i18n"]["languages"] = []
    shipped["extra"] |= {"source_language": "$source", "html_lang": {}}
    assert new == shipped
    assert (ROOT / "hooks/lanpya/editing/project/gitignore").read_bytes() == (
        ROOT / ".gitignore"
    ).read_bytes()


def test_service_pages_have_texts_in_every_language_of_the_interface() -> None:
    assert sorted(path.stem for path in TEXTS.glob("*.yml")) == list(shipped_tags())
    texts = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in TEXTS.glob("*.yml")}
    assert {tuple(one) for one in texts.values()} == {tuple(texts["en"])}


def test_tags_are_written_as_the_standard_has_them(tmp_path: Path) -> None:
    """Browsers ask for the style of my, not of mya, and docs/ES is docs/es on some machines."""
    project = made(tmp_path / "site", "--languages", "mya,ES,sr-latn,shn", "--source", "Shn")
    settings = yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))["extra"]
    assert settings["html_lang"] == {"my": "my", "es": "es", "sr": "sr-Latn", "sh": "shn"}
    assert settings["source_language"] == "sh"
    done = run_lanpya("new", "project", tmp_path / "two", "--languages", "zh-hant,zh-Hant,my,mya")
    assert done.stderr.splitlines()[:2] == ["zh-Hant is named twice.", "my is named twice."]


def test_folders_have_two_letters_each_its_own() -> None:
    tags = ["shn", "sh", "ksw", "kac", "ks", "zh-Hans", "zh-Hant"]
    codes = [one.code for one in languages_of(tags)]
    assert codes == ["sn", "sh", "kw", "ka", "ks", "zh", "za"]


def test_names_of_languages_begin_as_the_language_writes_them() -> None:
    """Georgian has capitals for whole words alone, and phones before 2018 have no glyphs of them."""
    assert [one.name for one in languages_of(["ka", "es", "tr"])] == ["ქართული", "Español", "Türkçe"]


def test_a_language_in_letters_that_the_font_lacks_is_not_printed(tmp_path: Path) -> None:
    project = made(tmp_path / "site", "--languages", "az-Arab,shn", "--today", "2026-11-20")
    settings = yaml.safe_load((project.root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["extra"]["leaflets"]["az"] == []


@pytest.mark.parametrize("tag", sampled(shipped_tags(), "fa"))
def test_a_guide_of_a_new_project_begins_in_its_language(tag: str, tmp_path: Path) -> None:
    project = made(tmp_path / "site", "--languages", f"{tag},shn", "--today", "2026-11-20")
    done = run_lanpya(
        "new", "guide", "first", "--title", "A", "--today", "2026-11-20", "--root", project.root
    )
    assert done.returncode == 0, done.stdout
    assert "The start page lists the guide by itself." in done.stdout
    guides = ROOT / "hooks/lanpya/languages/guide_texts"
    begun = yaml.safe_load((guides / f"{tag}.yml").read_text(encoding="utf-8"))
    assert begun["body"] in (project.docs / tag / "first.md").read_text(encoding="utf-8")
    draft = (project.docs / "sh/first.md").read_text(encoding="utf-8")
    assert begun["body"].replace("\u200c", "") in draft  # which Shan has no use for
    checked(project)


def test_a_project_is_made_beside_the_clone_as_the_documents_say(tmp_path: Path) -> None:
    shown = (ROOT / "docs/desk/en/adopting.md").read_text(encoding="utf-8")
    command = re.findall(r"lanpya (new project \.\./.*)", shown)[0].split()
    clone = tmp_path / "clone"
    clone.mkdir()
    done = run_lanpya(*command, cwd=clone)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "our-site/mkdocs.yml").exists()
    inside = run_lanpya(*command[:2], f"../{ROOT.name}/own", *command[3:], cwd=ROOT)
    assert "inside the program" in inside.stderr
