"""The lists of docs/data that a page shows whole: where claims come from, and the registry of contacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape

from lanpya.content.interface import Wording
from lanpya.content.records import Contact, Mirror, Source
from lanpya.pages.notices import notice

UNDATED = "undated"  # a source that is kept up to date rather than published once


def source_entries(sources: Mapping[str, Source], ids: Mapping[str, str], words: Wording) -> Iterator[str]:
    """Yield a list entry for each source, under the id that it is published with."""
    for name, source in sources.items():
        named = ", ".join(part for part in (source.publisher, source.date) if part != UNDATED)
        publisher = f'<span lang="en">{escape(named)}</span>'
        kind = f" ({words.html('source_advice')})" if source.kind == "advice" else ""
        yield f'<li id="{ids[name]}">{publisher}{kind}: {words.record(source.says)}</li>'


def mirror_entries(mirrors: Mapping[str, Mirror], words: Wording) -> Iterator[str]:
    """Yield a list entry for each mirror, as text: who compares letter by letter is not to tap it."""
    if not mirrors:
        yield f"<li>{words.html('mirrors_none')}</li>"
    for mirror in mirrors.values():
        sample = f" ({words.html('contact_sample')})" if mirror.example else ""
        yield f"<li><span lang=en>{escape(mirror.address)}</span>{sample}</li>"


def contact_entries(
    contacts: Mapping[str, Contact], ids: Mapping[str, str], words: Wording, edition: date
) -> Iterator[str]:
    """Yield a list entry for each contact; one past its date shows a notice in place of its address."""
    if not contacts:
        yield f"<li>{words.html('contacts_none')}</li>"
    for name, contact in contacts.items():
        parts = [f"<strong>{words.record(contact.name)}</strong>"]
        if contact.example:
            parts.append(f'<p class="notice">{words.html("contact_sample")}</p>')
        else:
            past = words.html("contact_past", date=contact.expires)
            parts.append(notice(past, contact.last_day, edition))
        if not contact.is_past(edition):
            address = escape(contact.address)
            shown = escape(contact.address.split(":", 1)[1].lstrip("/"))
            verified = "" if contact.example else words.html("contact_verified", date=contact.verified)
            parts.append(
                f'<p class="entry">{contact.channel.capitalize()}: '
                f'<a href="{address}" rel="noreferrer noopener">{shown}</a></p>'
                f"<p>{verified} {words.html('contact_until', date=contact.expires)}</p>"
            )
        yield f'<li id="{ids[name]}">{"".join(parts)}</li>'
