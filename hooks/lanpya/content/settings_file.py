"""Reads the settings in mkdocs.yml, without MkDocs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

import yaml

from lanpya.content.language_settings import fonts_by_language, formats_by_language, lines_of_fonts
from lanpya.content.leaflet_formats import FORMATS, PAPERS
from lanpya.content.settings import Budgets, Settings, SiteLanguage

KEEP = ("offer", "withdraw", "none")  # offline copies: offered; removed from phones; not made
_KEY = re.compile(r"\s*([a-z_]+):")
_FOLDER = re.compile(r"[a-z]{2}(?:-[A-Za-z]{4})?(?:-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")  # of the i18n plugin


class SettingsError(ValueError):
    """mkdocs.yml has missing or wrong settings; the message lists all of them."""


class _Loader(yaml.SafeLoader):
    """Ignores tags that only MkDocs understands."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def read_settings(path: Path) -> Settings:
    """Return the settings in the file mkdocs.yml at `path`.

    Raises SettingsError with every key that is missing or wrong, and OSError if there is no such file.
    """
    try:
        text = path.read_text(encoding="utf-8")
        loaded = yaml.load(text, Loader=_Loader)  # noqa: S506 — a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} cannot be read: {error}") from error
    config: dict[str, Any] = loaded if isinstance(loaded, dict) else {}
    wrong: list[str] = []
    extra = _mapping(config.get("extra"), "extra", wrong)
    html_langs = _mapping(extra.get("html_lang"), "extra: html_lang", wrong)
    languages = tuple(_languages(_plugin_options(config, "i18n"), html_langs, wrong))
    wrong += _wrong_languages(languages)
    for code in sorted(set(html_langs) - {language.code for language in languages}):
        wrong.append(f"extra: html_lang: {code} is the folder of no language; write one of those above")
    site_url = str(config.get("site_url") or "")
    if not site_url.startswith(("https://", "http://")) or not site_url.endswith("/"):
        wrong.append("site_url: give the address of the site, with https:// and a / at the end")
    leave = str(extra.get("leave") or "")
    if not leave.startswith("https://"):
        wrong.append("extra: leave: give the https:// address of an ordinary page that everybody visits")
    source_language = str(extra.get("source_language") or "")
    if source_language not in {language.code for language in languages}:
        wrong.append("extra: source_language: name the language that guides are written in first")
    report = str(extra.get("report") or "")
    if report and not report.startswith(("https://", "mailto:")):
        wrong.append("extra: report: give an https:// or mailto: address, or leave it empty")
    keep = str(extra.get("keep", KEEP[0]))
    if keep not in KEEP:
        wrong.append(f"extra: keep: write one of: {', '.join(KEEP)}")
    codes = [language.code for language in languages]
    leaflets = formats_by_language(extra.get("leaflets", list(FORMATS)), codes, wrong)
    fonts = fonts_by_language(extra.get("fonts"), codes, wrong)
    paper = str(extra.get("paper", "a4"))
    if paper not in PAPERS:
        wrong.append(f"extra: paper: write one of: {', '.join(PAPERS)}")
    try:
        limits = _mapping(extra.get("budgets"), "extra: budgets", wrong)
        budgets = Budgets(**{key: int(value) for key, value in limits.items()})
    except (TypeError, ValueError):
        budgets = Budgets()
        wrong.append(f"extra: budgets: only {', '.join(vars(budgets))}, each a number of bytes")
    extensions, options = _markdown(_list(config.get("markdown_extensions"), "markdown_extensions", wrong))
    if wrong:
        raise SettingsError("".join(f"\n{path.name}: {line}" for line in wrong).lstrip("\n"))
    return Settings(
        root=path.resolve().parent,
        overrides=path.resolve().parent / _overrides(config.get("theme")),
        site_url=site_url,
        languages=languages,
        source_language=source_language,
        leave=leave,
        report=report,
        keep=keep,
        leaflets=leaflets,
        fonts=fonts,
        paper=PAPERS[paper],
        budgets=budgets,
        markdown_extensions=extensions,
        markdown_options=options,
        lines=_lines(text, [language.code for language in languages])
        | (lines_of_fonts(text) if fonts else {}),
    )


def _mapping(value: object, place: str, wrong: list[str]) -> dict[str, Any]:
    """Return a mapping with its keys as text, empty if there is none; another value is added to `wrong`."""
    if isinstance(value, dict):
        return {str(key): entry for key, entry in value.items()}
    if value is not None:
        wrong.append(f"{place}: write a key and a value for each, as in  {{key: value}}")
    return {}


def _list(value: object, place: str, wrong: list[str]) -> list[Any]:
    """Return a list, empty if there is none; another value is added to `wrong`."""
    if not isinstance(value, list | None):
        wrong.append(f"{place}: write a list")
    return value if isinstance(value, list) else []


def _languages(
    options: Mapping[str, Any], html_langs: Mapping[str, Any], wrong: list[str]
) -> Iterator[SiteLanguage]:
    """Yield the languages; what they lack to be built is added to `wrong`."""
    place = "plugins: i18n: languages"
    for entry in _list(options.get("languages"), place, wrong):
        fields = _mapping(entry, place, wrong)
        code, name = str(fields.get("locale")), str(fields.get("name") or "")
        if not _FOLDER.fullmatch(code):
            wrong.append(
                f"{place}: locale: {code} cannot be a folder; write two small letters, in quotes where they "
                'are a word of YAML, as in {locale: "no"}'
            )
        elif not name:
            wrong.append(f"{place}: give {code} a name, as its readers write it")
        tag = str(html_langs.get(code, code))
        yield SiteLanguage(code, normalize("NFC", name), tag, default=fields.get("default") is True)


def _wrong_languages(languages: tuple[SiteLanguage, ...]) -> Iterator[str]:
    """Yield what is wrong with the languages: their default, and tags that no one knows."""
    place = "plugins: i18n: languages"
    defaults = [language.code for language in languages if language.default]
    if len(defaults) != 1:
        found = f"{', '.join(defaults)} have it" if defaults else "none has it"
        yield f"{place}: give exactly one language `default: true`; {found}"
    codes = [language.code for language in languages]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"{place}: {code} is there more than once; keep one line, as each language has one folder"
    for language in languages:
        if not language.traits.script:
            yield (
                f"extra: html_lang: {language.html_lang!r}, of the folder {language.code}, is the tag of no "
                "known language; write its code of ISO 639, with the script if that is not clear, as in "
                f"{{{language.code}: ctd-Latn}}"
            )


def _lines(text: str, languages: Iterable[str]) -> dict[str, int]:
    """Return the first line of each key, and of each language, as in `locale my`."""
    numbered = list(enumerate(text.split("\n"), start=1))
    found = [(match[1], number) for number, line in numbered if (match := _KEY.match(line))]
    for code in languages:
        entry = re.compile(rf"[^#]*\blocale:\s*[\"']?{re.escape(code)}(?![\w-])")
        found += [(f"locale {code}", number) for number, line in numbered if entry.match(line)]
    return dict(reversed(found))


def _overrides(theme: object) -> str:
    return str(theme.get("custom_dir", "overrides")) if isinstance(theme, dict) else "overrides"


def _plugin_options(config: dict[str, Any], name: str) -> dict[str, Any]:
    entries = config.get("plugins")
    for entry in entries if isinstance(entries, list) else [entries]:
        options = entry.get(name) if isinstance(entry, dict) else None
        if isinstance(options, dict):
            return options
    return {}


def _markdown(entries: list[Any]) -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    options: dict[str, dict[str, Any]] = {}
    for entry in entries:
        options.update(entry if isinstance(entry, dict) else {str(entry): {}})
    return tuple(options), {name: values or {} for name, values in options.items()}
