"""The interface texts that come with the program: a file for each language in `texts/`, English complete."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from lanpya.languages.language import Language, language_of

LAST_RESORT = "en"  # the tag of the language in which every text exists
# Texts that endanger a reader if they are wrong: while no one has checked a language, English is beside them.
SAFETY = frozenset(
    (
        "leave",
        "leave_note",
        "status_unchecked",
        "status_sample",
        "contact_sample",
        "contact_until",
        "past_page",
        "past_section",
        "past_contact_here",
        "contact_past",
        "talks_past",
        "not_found",
        "not_found_text",
        "keep_leaves",
        "keep_first",
        "keep_next",
        "keep_kept",
        "keep_newer",
        "keep_running",
        "keep_done",
        "keep_full",
        "keep_failed",
        "keep_unable",
        "keep_files",
        "keep_withdrawn",
        "remove",
        "remove_text",
        "remove_button",
        "remove_running",
        "remove_gone",
        "remove_left",
        "remove_manual",
        "remove_cannot",
        "remove_cannot_history",
        "remove_cannot_cache",
        "remove_cannot_files",
        "remove_kept_file",
        "kept_copy",
        "kept_past",
        "kept_contacts",
        "kept_compare",
        "kept_leaflets",
        "good_until",
        "code_warning",
        "no_contact",
        "burn",
        "barred",
        "withdrawn",
        "withdrawn_text",
    )
)
_FOLDER = Path(__file__).parent / "texts"


def texts_in(tag: str) -> Mapping[str, str]:
    """Return the texts of the file that is named by a tag, by key; empty if there is none."""
    return read_texts(_FOLDER / f"{tag}.yml")


@cache
def read_texts(path: Path) -> Mapping[str, str]:
    """Return the texts of a file that comes with the program, by key; empty if there is none."""
    read = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) if path.is_file() else {}  # noqa: S506
    return {str(key): str(text) for key, text in read.items()}


@cache
def shipped_tags() -> tuple[str, ...]:
    """Return the tags of the languages that have texts here, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yml")))


def shipped_texts(language: Language) -> Mapping[str, str]:
    """Return the texts of a language by key, empty if none are shipped.

    A file serves every region of its language, but no other script: texts of `sr` are none of `sr-Latn`.
    """
    tags = [language.tag] if language.tag in shipped_tags() else []
    tags += [tag for tag in shipped_tags() if language_of(tag).written == language.written]
    return texts_in(tags[0]) if tags else {}


@cache
def places_in(key: str) -> tuple[str, ...]:
    """Return the names of what the build fills in for {…}, in the order of the alphabet."""
    return tuple(sorted(re.findall(r"\{(\w+)\}", texts_in(LAST_RESORT).get(key, ""))))
