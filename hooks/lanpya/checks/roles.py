"""Rules for roles: which page is for what, and what needs a page with a role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Library, Page
from lanpya.content.links import LISTS, Target, is_left_out, lists_on
from lanpya.content.roles import ROLES, SHOWN, Role
from lanpya.content.urls import HOME
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem

ROLE_BAD = rule("role-bad", "error", section="Front matter")
ROLE_MISSING = rule("role-missing", "error", section="Front matter")


@check(Scope.PAGE, ROLE_BAD)
def check_role(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield a role that there is not, and one that the page cannot have."""
    library, field = context.library, page.front.keys.get("role")
    if field is None or not library.is_source(page) or not isinstance(field.value, str):
        return  # other rules report it
    role = next((role for role in ROLES if role == field.text), None)
    if role is None:
        message = say("There is no role {role!r}.", role=field.text)
        remedy = say("Remove the line, or use one of: {names}.", names=", ".join(ROLES))
        yield ROLE_BAD.on(page.path, field, message, remedy)
        return
    others = [file for file, guide in library.guides.items() if guide.role == role and file < page.file]
    shown = SHOWN.get(role, ())
    if others:
        message = say("{file} has role: {role} as well.", file=others[0], role=role)
        yield ROLE_BAD.on(page.path, field, message, say("Leave it in one of them."))
    elif role == "talks" and page.number == HOME:
        message = say("The home page cannot be the page of talks, which is not built while there are none.")
        yield ROLE_BAD.on(page.path, field, message, say("Give the role to another page."))
    elif shown and not _lists_typed_on(page).intersection(shown):
        message = say(
            "A page with role: {role} shows the list {name}, and this one does not.", role=role, name=shown[0]
        )
        remedy = say(
            "Put  []({scheme}:{name})  between two empty lines, or remove the line.",
            scheme="list",
            name=shown[0],
        )
        yield ROLE_BAD.on(page.path, field, message, remedy)


def _lists_typed_on(page: Page) -> set[str]:
    """Return the lists that a page names; all if one of them is unknown, which another rule reports."""
    targets = [
        Target.read(link.get("href", "")) for top in page.document.elements() for link in top.iter("a")
    ]
    named = {target.name for target in targets if target.scheme == "list"}
    return named if named <= set(LISTS) else {*LISTS}


@check(Scope.PAGE, ROLE_MISSING)
def check_needed_roles(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield links and lists that need a page with a role, on a site without one."""
    library = context.library
    if library.page_with("contacts", page.language.code) or _unread(library):
        return
    occurrences: Counter[str] = Counter()
    for top in page.document.elements():
        for link in top.iter("a"):
            typed = link.get("href", "")
            if _needs_contacts(Target.read(typed), library):
                place = page.document.place_of(rf"\]\(\s*<?(?P<at>{typed})\b", occurrences[typed])
                yield ROLE_MISSING.at(page.path, *place, *_missing("contacts", typed, library))
            occurrences[typed] += 1


def _needs_contacts(target: Target, library: Library) -> bool:
    if target.scheme == "list":
        return target.name == "talks" and library.weekly is not None
    return target.scheme == "contact" and (target.name in library.contacts or is_left_out(target, library))


def _missing(role: Role, typed: str, library: Library) -> tuple[Message, Message]:
    """Return message and remedy, which names a page that already shows what one with the role must show."""
    message = say(
        "No page has role: {role}, and {typed} leads to the page that has it.", role=role, typed=typed
    )
    shows = (
        page.path
        for page in library.pages_in(library.settings.source_language)
        if lists_on(page).intersection(SHOWN[role])
    )
    if path := next(shows, ""):
        return message, say(
            "Add the line  role: {role}  to the front matter of {path}.", role=role, path=path
        )
    return message, say(
        "Add the line  role: {role}  to the front matter of a page with the list  []({scheme}:{name})",
        role=role,
        scheme="list",
        name=SHOWN[role][0],
    )


def _unread(library: Library) -> bool:
    """Whether a guide could not be read, which may be the one with the role."""
    folder = f"{library.docs}/{library.settings.source_language}/"
    return any(problem.path.startswith(folder) for problem in library.problems)
