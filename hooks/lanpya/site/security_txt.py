"""The file that says where to report a vulnerability: RFC 9116."""

from __future__ import annotations

from datetime import date, timedelta

from lanpya.content.library import Library

SECURITY_TXT = ".well-known/security.txt"


def last_day(library: Library) -> date:
    """Return the last day on which all pages and contacts are valid, without samples."""
    days = [guide.review_by for guide in library.guides.values()]
    contacts = library.contacts.values()
    days += [contact.expires for contact in contacts if not contact.example and not contact.withdrawn]
    return min(days)


def security_txt(library: Library) -> str | None:
    """Return the content of the file, or None if mkdocs.yml has no address for reports.

    It expires with the release (RFC 9116, 2.5.5), so that no one reports to an address that is no longer
    used.
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
