"""The file that tells where a weakness is reported: RFC 9116."""

from __future__ import annotations

from datetime import date, timedelta

from lanpya.content.library import Library

SECURITY_TXT = ".well-known/security.txt"


def last_day(library: Library) -> date:
    """Return the last day on which every page and every contact of an edition counts; samples have none."""
    days = [guide.review_by for guide in library.guides.values()]
    days += [one.expires for one in library.contacts.values() if not one.example and not one.withdrawn]
    return min(days)


def security_txt(library: Library) -> str | None:
    """Return the file, None where mkdocs.yml names no address; it expires with the edition (RFC 9116, 2.5.5).

    A release is not used after that day, so that nobody reports to an address that was given up since.
    """
    settings = library.settings
    if not settings.report:
        return None
    languages = ", ".join(language.html_lang for language in library.used_languages)
    return (
        f"Contact: {settings.report}\n"
        f"Expires: {last_day(library) + timedelta(days=1)}T00:00:00Z\n"
        f"Preferred-Languages: {languages}\n"
        f"Canonical: {library.public_address(SECURITY_TXT)}\n"
    )
