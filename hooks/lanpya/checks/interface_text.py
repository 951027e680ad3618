"""Rules for docs/data/interface.yml: all words that pages show, and their placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.checks.front_matter import KEY_UNKNOWN, VALUE_BAD
from lanpya.content.leaflet_formats import FORMATS
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

WORD_MISSING = rule("word-missing", "error", section="The registry: contacts, links, sources")

_WORDS = """
browser_title cover home about search skip leave leave_note in_language
size status_reviewed status_until status_unchecked status_behind status_behind_where status_sample
past_page past_contact_here
contact_sample contact_verified contact_until contact_past source_advice contacts_none mirrors_none not_found
not_found_text search_label search_note search_found search_none search_failed shaping_hint
good_until edition page_code page_code_alt no_contact code_warning barred withdrawn
text_code text_code_alt burn
leaflet format_one_side format_both_sides format_none aloud aloud_first
current current_text withdrawn_title withdrawn_until withdrawn_all withdrawn_none withdrawn_text
keep_leaves keep_first keep_next keep_kept keep_newer keep_running keep_done keep_full keep_failed keep_unable
keep_files keep_file keep_archive keep_archive_print keep_withdrawn
remove remove_text remove_button remove_running remove_gone remove_left remove_manual remove_cannot
remove_cannot_history remove_cannot_cache remove_cannot_files remove_kept_file
kept_copy kept_past kept_contacts kept_compare kept_leaflets pass_on pass_on_text
hand_out read_back
contents talks_every talks_sample talks_past talks_none
"""
WORDS = frozenset([*_WORDS.split(), *(f"format_{name}" for name in FORMATS)])
_DATED = (
    "status_reviewed status_until past_page good_until edition contact_verified contact_until contact_past"
    " kept_past withdrawn_until talks_past"
)
PLACEHOLDERS = {  # by key, in the order of the alphabet
    "cover": ("number",),
    **dict.fromkeys(("in_language", "hand_out", "read_back"), ("language",)),
    "talks_every": ("day", "time", "zone"),
    "size": ("size",),
    "page_code_alt": ("address",),
    "text_code_alt": ("text",),
    "leaflet": ("number",),
    "format_one_side": ("paper", "sheets", "size"),
    "format_both_sides": ("paper", "sheets", "size"),
    **dict.fromkeys(_DATED.split(), ("date",)),
}


@check(Scope.SITE, WORD_MISSING, KEY_UNKNOWN, VALUE_BAD)
def check_words(context: CheckContext) -> Iterator[Problem]:
    """Yield words that are missing or never shown, and words with wrong placeholders."""
    library = context.library
    path, default = f"{library.docs}/data/interface.yml", library.settings.default_language.code
    words = library.data["interface"]
    if any(problem.path == path for problem in library.problems):
        return  # it cannot be read, which is reported already
    for key in sorted(WORDS - set(words.keys)):
        message = say("Pages show the words {key!r}, which are missing here.", key=key)
        remedy = say("Add a line such as  {line}", line=_line_for(key, default))
        yield WORD_MISSING.on(path, words, message, remedy)
    for key, entry in words.keys.items():
        if key not in WORDS:
            message = say("No page shows the words {key!r}.", key=key)
            remedy = say("Remove the line, or correct its key, as in  home: {my: …, en: All pages}")
            yield KEY_UNKNOWN.on(path, entry, message, remedy)
            continue
        if not entry.texts().get(default):
            message = say(
                "{key!r} has no words in {default}, the default language of the site.",
                key=key,
                default=default,
            )
            remedy = say("Write for example  {line}", line=_line_for(key, default))
            yield WORD_MISSING.on(path, entry, message, remedy)
        for field in entry.keys.values():
            if unfit := _unfit(key, field.text):
                yield VALUE_BAD.on(path, field, *unfit)


def _line_for(key: str, language: str) -> str:
    places = "".join(f" {{{name}}}" for name in PLACEHOLDERS.get(key, ()))
    return f'{key}: {{{language}: "…{places}"}}'


def _unfit(key: str, text: str) -> tuple[Message, Message] | None:
    """Return message and remedy for words with wrong placeholders, None for others."""
    wanted = PLACEHOLDERS.get(key)
    if wanted is not None and sorted(re.findall(r"\{(.*?)\}|[{}]", text)) != [*wanted]:
        names = " ".join(f"{{{name}}}" for name in wanted)
        return (
            say("{key!r} must contain {names} once, and no other braces.", key=key, names=names),
            say("Write  {names}  in its place.", names=names),
        )
    return None
