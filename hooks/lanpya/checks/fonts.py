"""That each language has a font for its leaflets, and for the phones that need one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import icu

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Library
from lanpya.content.settings import SiteLanguage
from lanpya.leaflets.fonts import PADAUK, FontError, font_file, letters_of_font, suggested
from lanpya.leaflets.typesetting import LEAFLET_LETTER
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

FONT_MISSING = rule("font-missing", "error", section="Leaflets")
FONT_BAD = rule("font-bad", "error", section="Leaflets")

_FEW = 2  # letters that a font may lack and still be one for the language; typesetting says where they are
_SHOWN = 12


@check(Scope.SITE, FONT_MISSING, FONT_BAD, LEAFLET_LETTER)
def check_fonts(context: CheckContext) -> Iterator[Problem]:
    """Yield one problem for each language whose font is missing, is none, or lacks letters of its script."""
    library = context.library
    for language in library.used_languages:
        used = _letters(library, language)
        if library.settings.leaflets[language.code]:
            yield from _print_problems(library, language, used)


def _print_problems(library: Library, language: SiteLanguage, used: set[str]) -> Iterator[Problem]:
    settings, path = library.settings, font_file(library.settings, language)
    keys = (f"fonts.{language.code}", "fonts", "leaflets", "extra")
    place = (*settings.place_of(next((key for key in keys if key in settings.lines), "extra")), 1)
    file, package = suggested(language)
    remedy = say(
        "Put a font with the letters of {language} into overrides/fonts and name it: "
        "extra: fonts: {{{code}: {{print: {file}}}}}. This one is in the package {package} of Debian. "
        "Or print nothing in this language: extra: leaflets: {{{code}: []}}.",
        language=language.name,
        code=language.code,
        file=file,
        package=package,
    )
    try:
        lacking = used - letters_of_font(path, language)
    except FontError as error:
        message = (
            say(
                "The font of {language}, {file}, is not in overrides/fonts.",
                language=language.name,
                file=path.name,
            )
            if error.is_missing
            else say("{file}, the font of {language}, is no font.", language=language.name, file=path.name)
        )
        yield (FONT_MISSING if error.is_missing else FONT_BAD).at(*place, message, remedy)
        return
    if len(lacking) <= _FEW:
        return
    shown = " ".join(sorted(lacking)[:_SHOWN])
    if path.name == PADAUK:
        message = say(
            "The leaflets in {language} have no font: {file} lacks the letters {shown}",
            language=language.name,
            file=path.name,
            shown=shown,
        )
        yield FONT_MISSING.at(*place, message, remedy)
    else:
        message = say(
            "{file}, the font of {language}, lacks its letters {shown}",
            language=language.name,
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
