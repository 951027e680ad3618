"""What is news when it is spoken: a bold lead-in that states what the page only supposes.

On a page "**Someone was arrested.** Say little." stands under a heading and is read as one case of several.
Read aloud, its first line says that someone was arrested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lanpya.library import Library, Page
from lanpya.messages import say
from lanpya.problem import Problem
from lanpya.rules import problem_at

_LEAD = re.compile(
    r"(?P<before>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:\[\]\([^()]*\)[ \t]*)?)"
    r"(?P<sign>\*\*|__)(?P<words>(?:(?!\*\*|__).)+)(?P=sign)(?P<behind>[.!။]?)(?P<rest>.*)"
)
_NOTE = re.compile(r"\[\]\([^()]*\)")  # the number of a source
_HEADING = re.compile(r"##?\s")
# Words with which an English sentence names who or what did something, which no instruction begins with.
_SUBJECT = (
    r"(?:an?|the|he|she|it|they|you|we|i|this|that|these|those|there|his|her|its|their|your|our|my|"
    r"some(?:one|body|thing)?|any(?:one|body|thing)|another|one of|two|three|several|many|few|most|both|"
    r"nothing|something|no|too (?:much|many))\b"
)
# A verb in the past, or of being or having, whose subject stands before it, not one of a clause inside.
_INSIDE = r"what|who|whom|which|that|where|when|how|why|if|as|because|while|until|before|after|whether|than"
_STATES = re.compile(
    rf"{_SUBJECT}"
    rf"|(?!(?:do|don['’]t|never|always|only|first|then|not|let|keep|if|when|whenever|where|in|on|at|for|with|"
    rf"without|until|before|after|once|while|unless|as|should|nobody|no one|everyone|everybody)\b)"
    rf"\w+(?: (?!(?:{_INSIDE})\b)[\w'’-]+){{0,4}}? (?:was|were|is|are|has|have|had|came|went|left|got)\b",
    re.IGNORECASE,
)
_STATES_IN_BURMESE = re.compile(r"(?:တယ်|ပြီ|ဘူး|သည်)$")


def check_aloud(page: Page, library: Library) -> Iterator[Problem]:
    """Yield the bold lead-ins of what is read aloud that state that something happened.

    It knows English, by how a statement begins, and Burmese, by how one ends; a lead-in that ends in a colon
    is heard together with what follows. A statement that begins with a name or another verb than the usual is
    not seen, nor one that is not bold.
    """
    states = {"en": _states, "my": _states_in_burmese}.get(page.language.html_lang.split("-")[0])
    if states is None or not library.has_leaflet(page.file):
        return
    is_spoken = False
    starts = {section.line: section for section in page.document.sections}
    lines = [*page.document.lines(), (0, "")]
    for (number, line), (_, following) in pairwise(lines):
        if _HEADING.match(line):
            section = starts.get(number)
            is_spoken = section is not None and (section.printed or section.id == "short")
            continue
        lead = _LEAD.match(line)
        if not is_spoken or lead is None:
            continue
        words = f"{lead['words'].strip()}{lead['behind']}"
        rest = _NOTE.sub("", lead["rest"]).strip() or following.strip()
        if words[-1] in ".!။" and rest and states(words.rstrip(".!။ ")):
            column = lead.start("sign") + 1
            message = say("Read aloud, {words!r} is news: it says that this has happened.", words=words)
            remedy = say(
                "Write a condition, and a colon behind it:  **If someone was arrested:** say little."
            )
            yield problem_at(page.path, number, column, "lead-in-news", message, remedy)


def _states(words: str) -> bool:
    return _STATES.match(words) is not None


def _states_in_burmese(words: str) -> bool:
    return _STATES_IN_BURMESE.search(words) is not None
