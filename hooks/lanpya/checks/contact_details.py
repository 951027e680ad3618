"""Contact details in guides and data: outside the registry, whatever looks like one is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.harmless import is_harmless
from lanpya.content.library import Library
from lanpya.content.loader import DATA_FILES
from lanpya.content.search_words import FILE as SEARCH_WORDS
from lanpya.content.yaml_fields import Field
from lanpya.detection.contact_details import addresses_in
from lanpya.detection.sensitive_details import details_of
from lanpya.detection.words import Words
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

ADDRESS_IN_TEXT = rule("address-in-text", "error", section="Links and sources")

# fields that hold an address, and text that only looks like one: ids, fingerprints, keys, links to known
# targets
_ADDRESS = re.compile(r"^[ \t]*(?:- )?address:[^\n#]*(?:#[^\n ]*)?", re.MULTILINE)
_NOT_PROSE = re.compile(
    r"^[ \t]*(?:- )?(?:(?:id|sources|translates|guide|was|is):[^\n#]*"
    r"|[a-z_]+:(?=\s)(?:[ \t]*(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|k[0-9a-f]{7})(?=\s))?)"
    r"|\b[a-z0-9-]+: k[0-9a-f]{7}\b|\bguide: [a-z0-9-]+\.md\b"
    r"|\bgo: [a-z0-9-]+\.md(?:#[a-z0-9-]+)?(?=[,}\s]|$)",
    re.MULTILINE,
)
_NO_KEYS = re.compile("(?!)")  # where the keys are what readers type
_REPOSITORY_FILES = re.compile(
    r"(?<![\w/.@-])(?:(?:README|ARCHITECTURE|SECURITY|RULES|CONTRIBUTING(?:\.my)?|CHANGELOG|docs/desk/[a-z]+/[a-z-]+)\.md"
    r"(?:#[a-z]+(?:-[a-z]+)*)?"
    r"|(?:scripts|hooks/lanpya)(?:/[a-z_]+)+\.py|index\.(?:my|en)\.html)(?![\w/@#-]|\.\w)"
)
_HEADING_ID = re.compile(r"^#{2,6} .*\{(?P<id>#[a-z0-9-]+)(?: \.print)?\}[ \t]*$", re.MULTILINE)  # not shown
_ITEM_WITHOUT_SPACE = re.compile(r"^[ \t]*[0-9]{1,2}\.(?=[^\W\d_])", re.MULTILINE)  # another rule reports it
_TALKS = "weekly-talks.md"  # comments of talks.yml may name it also where a site has no such page
_TARGET = re.compile(
    r"\]\((?:(?:contact|link|source|list|picture|pictogram|questions):[a-z0-9-]+|[a-z0-9-]+\.md(?:#[a-z0-9-]+)?)\)"
)


@lru_cache(maxsize=1)
def _known(library: Library) -> frozenset[str]:
    """Return the names that are allowed in a text: of files and of registered entries."""
    guides = {path.rpartition("/")[2] for path in library.texts if path.endswith(".md")} | {_TALKS}
    return frozenset(
        guides  # also those that cannot be read
        | {name.removesuffix(".md") for name in guides}
        | {f"{name}.yml" for name in DATA_FILES}
        | {*library.sources, *library.contacts, *library.links}
        | {name for entry in library.data["harmless"].items for name in _harmless(entry)}
    )


def _harmless(entry: Field) -> tuple[str, ...]:
    """Return what the check may call a harmless string: without slashes, too, where it reads disguises."""
    text = entry.texts().get("text", "").casefold()
    return (text, text.rstrip(":/")) if is_harmless(text) else ()


def prepare(words: Words) -> None:
    """Make the patterns with these words, which forked processes then need not make again."""
    addresses_in("", frozenset(), words)
    details_of(words)


@check(Scope.FILE, ADDRESS_IN_TEXT)
def check_addresses(path: str, context: CheckContext) -> Iterator[Problem]:
    """Yield contact details in the text of a source."""
    yield from contact_details_in_source(path, context.library)


def contact_details_in_source(path: str, library: Library) -> Iterator[Problem]:
    """Yield contact details in the text of a source, including comments and front matter.

    The text is searched as typed and as a reader would understand it: see lanpya.detection.contact_details.
    """
    registry = {path for _, path in library.registry_files()}
    text = library.texts[path]
    if path in registry:
        text = _ADDRESS.sub(_blank, text)
    end = text.find("\n---", 3) if path.endswith(".md") else len(text)
    not_prose = _NO_KEYS if path.endswith(f"/{SEARCH_WORDS}") else _NOT_PROSE
    searched = not_prose.sub(_blank, text[:end]) + _TARGET.sub(
        _blank_target, _ITEM_WITHOUT_SPACE.sub(_blank, text[end:])
    )
    searched = _HEADING_ID.sub(_blank_id, searched)
    searched = _REPOSITORY_FILES.sub(_blank, searched)
    for found in addresses_in(searched, _known(library), library.settings.words_that_disguise):
        before = text[: found.start]
        line, column = before.count("\n") + 1, found.start - before.rfind("\n")
        message = say(
            "This looks like {kind}, which belongs in docs/data only: {address}",
            kind=found.kind,
            address=found.text[:60],
        )
        remedy = say("Add it there with an id such as helpline, then write  [words](contact:helpline)")
        yield ADDRESS_IN_TEXT.at(path, line, column, message, remedy)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _blank_id(match: re.Match[str]) -> str:
    """Return a heading without its id: only a digest of it is published."""
    start, end = (place - match.start() for place in match.span("id"))
    return match[0][:start] + " " * (end - start) + match[0][end:]


def _blank_target(match: re.Match[str]) -> str:
    return "](" + " " * (len(match[0]) - 3) + ")"
