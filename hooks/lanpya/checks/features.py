"""Rules for what the site has and no page lists, and for what pages name and the site has nothing of."""

from __future__ import annotations

from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Library, Page
from lanpya.content.links import LEFT_OUT, Target, lists_on, questions_on
from lanpya.content.questions import FILE as QUESTIONS
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

FEATURE_UNLISTED = rule("feature-unlisted", "warning", section="Links and sources")
NOTHING_TO_SHOW = rule("nothing-to-show", "warning", section="Links and sources")


@check(Scope.SITE, FEATURE_UNLISTED)
def check_features(context: CheckContext) -> Iterator[Problem]:
    """Yield talks, contacts, mirrors, leaflets and copies to keep that are there and on no page's list."""
    library = context.library
    listed = {name for page in library.pages.values() for name in lists_on(page)}
    for name, place in _present(library):
        if name not in listed:
            message = say("No page has the list {name}, so readers cannot find what is here.", name=name)
            remedy = say("Put  []({scheme}:{name})  on a page, or remove it here.", scheme="list", name=name)
            yield FEATURE_UNLISTED.at(*place, 1, message, remedy)


def links_in(library: Library) -> dict[tuple[str, str], Page]:
    """Return the schemes and names to which links lead, each with a page that has one, a source if any."""
    found: dict[tuple[str, str], Page] = {}
    source = library.settings.source_language
    for page in sorted(library.pages.values(), key=lambda page: page.language.code != source):
        for link in (link for top in page.document.elements() for link in top.iter("a")):
            target = Target.read(link.get("href", ""))
            found.setdefault((target.scheme, target.name), page)
    return found


@check(Scope.SITE, NOTHING_TO_SHOW)
def check_empty(context: CheckContext) -> Iterator[Problem]:
    """Yield what pages name, but of which the site has not one: what names it is left out."""
    library = context.library
    pages = {scheme: page for (scheme, _), page in reversed(links_in(library).items())}
    for scheme in LEFT_OUT:
        page = pages.get(scheme)
        if page and not library.has_any(scheme):
            path = f"{library.docs}/data/{scheme}s.yml"
            message = say(
                "{page} names a {scheme}, and there is none here; it is left out.",
                page=page.path,
                scheme=scheme,
            )
            remedy = say("Add entries, or remove  ({scheme}:…)  from the pages.", scheme=scheme)
            yield NOTHING_TO_SHOW.at(
                path, 1, 1, message, remedy, as_error=context.release and scheme == "source"
            )
    for language in library.used_languages:
        path = f"{library.docs}/{language.code}/{QUESTIONS}"
        asking = next((page for page in library.pages_in(language.code) if questions_on(page)), None)
        unread = any(problem.path == path for problem in library.problems)
        if asking and not library.questions[language.code] and not unread:
            message = say("{page} shows guided questions, and there are none here.", page=asking.path)
            remedy = say(
                "Write them, or remove  []({scheme}:{name})  from the page.",
                scheme="questions",
                name=questions_on(asking)[0],
            )
            yield NOTHING_TO_SHOW.at(path, 1, 1, message, remedy)


def _present(library: Library) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the list of each thing that the site has, and the file and line where it has it."""
    data = f"{library.docs}/data"
    for name in ("contacts", "mirrors"):
        if entries := library.data[name].items:
            yield name, (f"{data}/{name}.yml", entries[0].line)
    for name, key in (("talks", "weekly"), ("past-talks", "past")):
        field = library.data["talks"].keys.get(key)
        if field is not None and field.value:
            yield name, (f"{data}/talks.yml", field.line)
    settings = library.settings
    if settings.formats and any(guide.leaflet for guide in library.guides.values()):
        yield "leaflets", settings.place_of("leaflets")
    if settings.keep == "offer":
        yield "keep", settings.place_of("keep")
