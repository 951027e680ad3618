"""That each language has a font for its leaflets, and for the phones that need one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import icu

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Library
from lanpya.content.settings import SiteLanguage
from lanpya.leaflets.fonts import PADAUK, FontError, font_file, letters_of_font, suggested, web_file
from lanpya.leaflets.typesetting import LEAFLET_LETTER
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

FONT_MISSING = rule("font-missing", "error", section="Leaflets")
FONT_BAD = rule("font-bad", "error", section="Leaflets")

_FEW = 2  # letters that a font may lack and still be one for the language; typesetting says where they are
_SHOWN = 12
_COLLECTIONS = (".ttc", ".otc")


@check(Scope.SITE, FONT_MISSING, FONT_BAD, LEAFLET_LETTER)
def check_fonts(context: CheckContext) -> Iterator[Problem]:
    """Yield one problem for each language whose font is missing, is none, or lacks letters of its script.

    There is a second one if that is so of another file, for phones. Git's hooks check sources alone, without
    a folder of fonts; then nothing is said of them.
    """
    library = context.library
    settings = library.settings
    for language in library.used_languages if settings.overrides.is_dir() else []:
        files: dict[Path, Message] = {}
        if web := web_file(settings, language):
            files[web] = _web_remedy(language)
        if settings.leaflets[language.code]:
            files[font_file(settings, language)] = _print_remedy(language)
        for path, remedy in files.items():
            yield from _problems_of(path, language, library, remedy)
        if web and web.suffix.lower() in _COLLECTIONS:
            message = say("{file} is a collection of fonts; phones get a single one.", file=web.name)
            yield FONT_BAD.at(*_place(library, language), message, _web_remedy(language))


def _print_remedy(language: SiteLanguage) -> Message:
    file, package = suggested(language)
    return say(
        "Put a font with the letters of {language} into overrides/fonts and name it: "
        "extra: fonts: {{{code}: {{print: {file}}}}}. This one is in the package {package} of Debian. "
        "Or print nothing in this language: extra: leaflets: {{{code}: []}}.",
        language=language.name,
        code=language.code,
        file=file,
        package=package,
    )


def _web_remedy(language: SiteLanguage) -> Message:
    file, package = suggested(language)
    return say(
        "Put a font with the letters of {language} into overrides/fonts and name it: "
        "extra: fonts: {{{code}: {{web: {file}}}}}. This one is in the package {package} of Debian. "
        "Or leave web out: most phones have these letters.",
        language=language.name,
        code=language.code,
        file=file,
        package=package,
    )


def _place(library: Library, language: SiteLanguage) -> tuple[str, int, int]:
    """Return the line of the language's fonts in mkdocs.yml, or where they should be."""
    settings = library.settings
    keys = (f"fonts.{language.code}", "fonts", "leaflets", "extra")
    return (*settings.place_of(next((key for key in keys if key in settings.lines), "extra")), 1)


def _problems_of(path: Path, language: SiteLanguage, library: Library, remedy: Message) -> Iterator[Problem]:
    """Yield the problem with a font file for a language, if there is one."""
    place, name = _place(library, language), language.name
    try:
        lacking = _letters(library, language) - letters_of_font(path, language.traits.script)
    except FontError as error:
        if error.is_missing:
            message = say(
                "The font of {language}, {file}, is not in overrides/fonts.", language=name, file=path.name
            )
            yield FONT_MISSING.at(*place, message, remedy)
        else:
            message = say("{file}, the font of {language}, is no font.", language=name, file=path.name)
            yield FONT_BAD.at(*place, message, remedy)
        return
    if len(lacking) <= _FEW:
        return
    shown = " ".join(sorted(lacking)[:_SHOWN])
    if path.name == PADAUK:
        message = say(
            "The leaflets in {language} have no font: {file} lacks the letters {shown}",
            language=name,
            file=path.name,
            shown=shown,
        )
        yield FONT_MISSING.at(*place, message, remedy)
    else:
        message = say(
            "{file}, the font of {language}, lacks its letters {shown}",
            language=name,
            file=path.name,
            shown=shown,
        )
        yield LEAFLET_LETTER.at(*place, message, remedy)


def _letters(library: Library, language: SiteLanguage) -> set[str]:
    """Return the letters and marks of the language's script in its pages and interface texts."""
    texts = [library.texts[page.path] for page in library.pages_in(language.code)]
    texts += [words[language.code] for words in library.words.values() if language.code in words]
    scripts = set(language.traits.scripts)
    return {
        letter
        for letter in set().union(*texts)
        if unicodedata.category(letter)[0] in "LM" and icu.Script.getScript(letter).getShortName() in scripts
    }
