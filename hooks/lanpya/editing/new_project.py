"""The files of a new project: settings, data, service pages and a copy of the program."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from string import Template

import icu
import yaml

from lanpya.checks.front_matter import REVIEW_DAYS
from lanpya.content.leaflet_formats import FORMATS
from lanpya.content.loader import read_library
from lanpya.content.roles import Role
from lanpya.content.settings import SiteLanguage
from lanpya.content.settings_file import read_settings
from lanpya.editing.program_files import MANIFEST, Program
from lanpya.languages.begun_texts import has_page_texts, page_texts
from lanpya.languages.language import language_of
from lanpya.languages.shipped_texts import LAST_RESORT
from lanpya.leaflets.fonts import PADAUK, letters_of_font, suggested

_FILES = Path(__file__).parent / "project"
# The pages, each with its role and its risk; they are made of `project/pages` and page_texts.
_PAGES: dict[str, tuple[Role | None, str]] = {
    "index": (None, "normal"),
    "contacts": ("contacts", "high"),
    "print": ("print", "high"),
    "keep": ("keep", "high"),
    "about": ("about", "normal"),
}
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PRINTED = ("Latn", "Mymr")  # scripts of Padauk, for languages of which CLDR knows no letters
_VERTICAL = ("Mong", "Phag")  # Mongolian letters; in Cyrillic ones, mn, it is written as others are
_UNCHECKED = "translates: {}\nchecked_by: null"


@dataclass(frozen=True)
class ProjectLanguage:
    """A language of a new project: its tag, its folder of two letters, its own name."""

    tag: str
    code: str
    name: str


def refusals(folder: Path, tags: Sequence[str], source: str, program: Path) -> Iterator[str]:
    """Yield every reason why a project cannot be made in a folder."""
    known = [tag for tag in tags if _TAG.fullmatch(tag) and language_of(tag).script]
    for tag in dict.fromkeys(tags):
        if tag not in known:
            yield f"{tag or 'An empty word'} is the tag of no language. Write one such as es, shn or zh-Hant."
        elif language_of(tag).script in _VERTICAL:
            yield f"{tag} is written in columns from top to bottom, which no page here can show."
        elif tags.count(tag) > 1:
            yield f"{tag} is named twice."
    if source and source not in tags:
        yield f"The source {source} is none of the languages: {', '.join(tags)}."
    if folder.exists() and not folder.is_dir():
        yield f"{folder} is no folder."
    elif folder.is_dir() and any(folder.iterdir()):
        yield f"{folder} is not empty. Name a folder that does not exist yet."
    if folder.is_relative_to(program):
        yield f"{folder} is inside the program's own folder. Name one elsewhere."


def languages_of(tags: Sequence[str]) -> list[ProjectLanguage]:
    """Return the languages of a project. A folder has two letters: those of the tag, else free ones."""
    codes: dict[str, str] = {tag: tag for tag in tags if len(tag) == 2}
    for tag in tags:
        if tag not in codes:
            codes[tag] = next(code for code in _candidates(tag) if code not in codes.values())
    return [ProjectLanguage(tag, codes[tag], _own_name(tag)) for tag in tags]


def _candidates(tag: str) -> Iterator[str]:
    letters = [letter for letter in tag.casefold() if letter in string.ascii_lowercase]
    yield from (letters[0] + other for other in letters[1:])
    yield from (
        one + other for one in (letters[0], *string.ascii_lowercase) for other in string.ascii_lowercase
    )


def _own_name(tag: str) -> str:
    language = language_of(tag)
    locale = language.locale if language.has_conventions else icu.Locale(LAST_RESORT)
    name = str(language.locale.getDisplayName(locale))
    return name[:1].title() + name[1:]  # Georgian has no title case, and capitals that few phones show


def project_texts(tags: Sequence[str], source: str, day: date, version: str) -> dict[str, str]:
    """Return the texts of a project by path, without the program; its pages were reviewed on `day`.

    Where a language has no texts of service pages here, its pages have those of the source, else English
    ones: a translation is then a draft, which is not published; the source is for its editors to translate.
    """
    languages = languages_of(tags)
    origin = next(one for one in languages if one.tag == source)
    fills = {
        "languages": "\n".join(_language_line(one, one is languages[0]) for one in languages),
        "html_lang": ", ".join(f"{_plain(one.code)}: {_plain(one.tag)}" for one in languages),
        "leaflets": _leaflets(languages),
        "fonts": _fonts(languages),
        "source": _plain(origin.code),
        "code": origin.code,
        "names": ", ".join(one.name for one in languages),
        "version": version,
        "drafts": "".join(f"   {line}\n" for line in _to_translate(languages)),
    }
    texts = {name: _filled(_FILES / name, fills) for name in ("mkdocs.yml", "README.md")}
    texts[".gitignore"] = (_FILES / "gitignore").read_text("utf-8")
    for path in sorted((_FILES / "data").glob("*.yml")):
        texts[f"docs/data/{path.name}"] = _filled(path, fills)
    for language in languages:
        for page in _PAGES:
            state = _facts(page, day) if language is origin else _UNCHECKED
            unseen = language_of(language.tag).without_misplaced_unseen
            words = {key: unseen(text) for key, text in page_texts(language.tag, source).items()}
            texts[f"docs/{language.code}/{page}.md"] = _filled(
                _FILES / f"pages/{page}.md", words | {"state": state}
            )
    return texts


def _language_line(language: ProjectLanguage, is_first: bool) -> str:
    default = ", default: true" if is_first else ""
    return f"        - {{locale: {_plain(language.code)}, name: {_plain(language.name)}{default}}}"


def _plain(text: str) -> str:
    """Return a text as a value of YAML, in quotes where it would be read as something else, as is `no`."""
    is_plain = re.fullmatch(r"\w[\w ()’-]*", text) and yaml.safe_load(text) == text
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _leaflets(languages: Sequence[ProjectLanguage]) -> str:
    """Return the formats for all languages, or by language where a font is missing: then there are none."""
    every = f"[{', '.join(FORMATS)}]"
    if all(map(_is_printable, languages)):
        return every
    return (
        "{"
        + ", ".join(f"{_plain(one.code)}: {every if _is_printable(one) else '[]'}" for one in languages)
        + "}"
    )


def _fonts(languages: Sequence[ProjectLanguage]) -> str:
    """Return a comment with the fonts that leaflets still need."""
    needed = {
        one.code: suggested(SiteLanguage(one.code, one.name, one.tag, default=False))
        for one in languages
        if not _is_printable(one)
    }
    entries = (
        ", ".join(f"{_plain(code)}: {{print: {file}}}" for code, (file, _) in needed.items())
        or "es: {print: FILE.ttf}"
    )
    packages = ", ".join(dict.fromkeys(package for _, package in needed.values()))
    origin = f" (packages of Debian: {packages})" if packages else ""
    return f"# fonts: {{{entries}}} # for leaflets: files in overrides/fonts{origin}"


def _is_printable(language: ProjectLanguage) -> bool:
    """Whether the font that comes with the program has the letters that a language is written in."""
    traits = language_of(language.tag)
    if not traits.has_conventions:
        return traits.script in _PRINTED
    used = icu.LocaleData(traits.locale.getName()).getExemplarSet(
        0, icu.ULocaleDataExemplarSetType.ES_STANDARD
    )
    return not set("".join(used)) - _padauk()


@cache
def _padauk() -> frozenset[str]:
    return letters_of_font(Path(__file__).parents[3] / "overrides/fonts" / PADAUK)


def _to_translate(languages: Sequence[ProjectLanguage]) -> Iterator[str]:
    for language in languages:
        if not has_page_texts(language.tag):
            yield f"Those in `docs/{language.code}` are still to be translated into {language.name}."


def _facts(page: str, day: date) -> str:
    role, risk = _PAGES[page]
    lines = [f"risk: {risk}", f"reviewed: {day}", f"review_by: {day + timedelta(days=REVIEW_DAYS[risk])}"]
    return "\n".join([*lines, "leaflet: no", *([f"role: {role}"] if role else [])])


def _filled(path: Path, fills: Mapping[str, str]) -> str:
    return Template(path.read_text("utf-8")).substitute(fills)


def with_marks(root: Path) -> dict[Path, str]:
    """Return the translated pages of a project, each with the fingerprints of the source that it matches."""
    library = read_library(read_settings(root / "mkdocs.yml"), root / "docs", with_private=False)
    marked = {}
    for page in library.pages.values():
        if not library.is_source(page):
            marks = ", ".join(
                f"{key}: {mark}" for key, mark in library.source_of(page).fingerprints().items()
            )
            text = (root / page.path).read_text("utf-8")
            marked[root / page.path] = text.replace("translates: {}", f"translates: {{{marks}}}")
    return marked


def write_project(
    folder: Path, texts: Mapping[str, str], files: Mapping[str, bytes], program: Program
) -> None:
    """Write all files of a project into a folder that is empty or does not exist."""
    contents = {name: text.encode("utf-8") for name, text in texts.items()} | dict(files)
    contents[MANIFEST] = program.as_json().encode("utf-8")
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for path, text in with_marks(folder).items():
        path.write_text(text, encoding="utf-8")
