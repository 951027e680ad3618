"""Bold lead-ins and titles that sound like news when they are read aloud.

On a page, "**Someone was arrested.** Say little." is below a heading and is understood as one case of
several. Read aloud, its first line says that someone was arrested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Page
from lanpya.languages.news_statements import ENDS, statements_of
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem

LEAD_IN_NEWS = rule("lead-in-news", "warning", section="Leaflets")

_LEAD = re.compile(
    r"(?P<before>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:\[\]\([^()]*\)[ \t]*)?)"
    r"(?P<sign>\*\*|__)(?P<words>(?:(?!\*\*|__).)+)(?P=sign)(?P<behind>[.!။:–]?)(?P<rest>.*)"
)
_NOTE = re.compile(r"\[\]\([^()]*\)")  # the number of a source
_HEADING = re.compile(r"#+[ \t]+(?P<words>[^{}\n]*[^{}\s])")
_BOX = re.compile(r"""[ \t]*(?:!!!|\?\?\?\+?)[^"]*"(?P<words>[^"]+)\"""")


@check(Scope.PAGE, LEAD_IN_NEWS)
def check_aloud(page: Page, context: CheckContext) -> Iterator[Problem]:
    """Yield bold lead-ins and titles in the text to read aloud that state that something happened.

    English statements are recognised by how they begin, Burmese ones by how they end. An English lead-in that
    ends in a colon is heard together with what follows. Statements that begin with a name or have an unusual
    verb, and lead-ins that are not bold, are not recognised.
    """
    library = context.library
    states, ends_of_leads = statements_of(page.language.traits.subtag)
    if states is None or not library.has_leaflet(page.file):
        return
    is_spoken = False
    starts = {section.line: section for section in page.document.sections}
    lines = [*page.document.lines(), (0, "")]
    for (number, line), (_, following) in pairwise(lines):
        heading = _HEADING.match(line)
        if heading and (number in starts or line.startswith("# ")):
            section = starts.get(number)
            is_spoken = section is not None and (section.printed or section.id == "short")
        if not is_spoken:
            continue
        if title := heading or _BOX.match(line):
            words, column = title["words"].strip(), title.start("words") + 1
            is_news = states(words.rstrip(ENDS), is_title=True)
            remedy = say("Write a condition:  If someone was arrested")
        elif lead := _LEAD.match(line):
            words, column = f"{lead['words'].strip()}{lead['behind']}", lead.start("sign") + 1
            rest = _NOTE.sub("", lead["rest"]).strip() or following.strip()
            ends = words[-1] in ends_of_leads
            is_news = ends and bool(rest) and states(words.rstrip(ENDS))
            remedy = say("Write a condition with a colon:  **If someone was arrested:** say little.")
        else:
            continue
        if is_news:
            message = say(
                "Read aloud, {words!r} sounds like news: it says that this has happened.", words=words
            )
            yield LEAD_IN_NEWS.at(page.path, number, column, message, remedy)
