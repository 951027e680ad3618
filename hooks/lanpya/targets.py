"""Where a link in a guide may lead: another guide, a heading, or an entry of the data by its id."""

from __future__ import annotations

from dataclasses import dataclass

from lanpya.library import Library, Page

LISTS = ("guides", "contacts", "sources", "leaflets")


@dataclass(frozen=True)
class Target:
    """A link target taken apart: `contact:helpline` is scheme contact, name helpline."""

    scheme: str
    name: str
    fragment: str

    @classmethod
    def read(cls, typed: str) -> Target:
        """Return the parts of what an editor typed between the brackets of a link."""
        address, _, fragment = typed.partition("#")
        scheme, colon, name = address.partition(":")
        return cls(scheme, name, fragment) if colon else cls("page", address, fragment)


def unknown_target(target: Target, page: Page, library: Library) -> tuple[str, str] | None:
    """Return message and remedy for a link that leads nowhere, None for one that is right."""
    registries = {"contact": library.contacts, "link": library.links, "source": library.sources}
    if target.scheme in registries:
        known = registries[target.scheme]
        if target.name in known:
            return None
        where = f"{library.docs}/data/{target.scheme}s.yml"
        names = ", ".join(sorted(known)) or "none yet"
        return f"There is no {target.scheme} {target.name!r} in {where}.", f"Known ids: {names}."
    if target.scheme == "list":
        if target.name in LISTS:
            return None
        return f"There is no list {target.name!r}.", f"Known lists: {', '.join(LISTS)}."
    if target.scheme != "page":
        return (
            f"A link cannot begin with {target.scheme}: here.",
            "Write  contact:ID, link:ID, source:ID, or a page's file name.",
        )
    goal = library.nearest(target.name, page.language.code) if target.name else page
    if goal is None:
        names = ", ".join(sorted(library.guides))
        return f"There is no page {target.name!r}.", f"Known pages: {names}."
    if target.fragment and target.fragment not in {heading.id for heading in goal.document.headings}:
        ids = ", ".join(heading.id for heading in goal.document.headings)
        return f"{goal.path} has no heading {target.fragment!r}.", f"Its ids: {ids}."
    return None
