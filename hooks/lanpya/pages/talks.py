"""Public talks as pages show them: the weekly rule with its next dates, and summaries of talks held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from lanpya.content.interface import Wording
from lanpya.content.talks import PastTalk, Weekly, dates_of
from lanpya.languages.cldr import week_day, zone_name
from lanpya.pages.notices import notice


def weekly_html(rule: Weekly, name: str, until: date | None, words: Wording, edition: date) -> str:
    """Return the rule and its next dates, under a notice from the day after `until`; None is a sample.

    `name` is a link to the entry in the registry.
    """
    html = words.language.html_lang
    begins = f"{words.number(rule.time.hour)}:{words.number(rule.time.minute).rjust(2, words.number(0))}"
    every = words.html(
        "talks_every", day=week_day(rule.day, html), time=begins, zone=zone_name(rule.zone, html)
    )
    told = (
        f'<p class="notice">{words.html("talks_sample")}</p>'
        if until is None
        else notice(words.html("talks_past", date=until), until, edition)
    )
    dates = "".join(
        f'<li><time datetime="{moment.isoformat(timespec="minutes")}">{words.day(moment.date())}</time></li>'
        for moment in dates_of(rule, edition, until or date.max)
    )
    return f'{told}<div class="entry"><p><strong>{every}</strong> {name}</p><ul>{dates}</ul></div>'


def past_html(talks: tuple[PastTalk, ...], words: Wording) -> Iterator[str]:
    """Yield the summaries of talks that were held."""
    for talk in talks:
        sample = f" <small>{words.html('talks_sample')}</small>" if talk.example else ""
        title = f"<strong>{escape(words.day(talk.date))}: {words.record(talk.subject)}</strong>{sample}"
        yield f"<li><p>{title}</p><p>{words.record(talk.summary)}</p></li>"
