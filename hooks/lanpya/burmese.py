"""Where a line of Burmese may break: between words, and never inside a syllable.

ICU's dictionary finds words, and now and then splits a syllable (loan words, kinzi); a break counts only
where a syllable ends as well. Syllable order: Unicode Technical Note 11.
"""

import re
from functools import cache

from icu4py.breakers import WordBreaker

_CONSONANT = "\u1000-\u1021\u103f"
_INDEPENDENT = "\u1023-\u1027\u1029\u102a\u104e"
_MARKS = "[\u102b-\u1032\u1036-\u1038\u103a-\u103e]*"  # medials, vowels, tones, asat
_SYLLABLE = re.compile(
    rf"(?:\u1004\u103a\u1039)?[{_CONSONANT}{_INDEPENDENT}](?:\u1039[{_CONSONANT}])*{_MARKS}"
    # what may follow without a break: a final consonant with its asat, a kinzi, a stack
    rf"(?:(?:[{_CONSONANT}]\u1037?\u103a(?!\u1039)|\u1004\u103a\u1039[{_CONSONANT}]"
    rf"|[{_CONSONANT}](?:\u1039[{_CONSONANT}])+){_MARKS})*"
)
_BURMESE = re.compile(r"[\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff]+")


@cache
def _breaker(text: str) -> tuple[int, ...]:
    return tuple(end for _, end in WordBreaker(text, "my").segments())


def syllable_ends(text: str) -> set[int]:
    """Return the offsets in `text` at which a Burmese syllable, or a run of other letters, ends."""
    ends: set[int] = set()
    for run in _BURMESE.finditer(text):
        ends |= {run.start(), run.end()}
        position = run.start()
        while position < run.end():
            match = _SYLLABLE.match(text, position, run.end())
            position = match.end() if match else position + 1
            # a mark that no syllable takes stays with what stands before it
            if position == run.end() or not _is_mark(text[position]):
                ends.add(position)
    return ends


def _is_mark(letter: str) -> bool:
    return "\u102b" <= letter <= "\u103e" and letter != "\u103f"


def segments(text: str) -> list[str]:
    """Return `text` cut where a line may break; joined again the pieces are `text` to the letter.

    Burmese is cut between words, never inside a syllable. White space is a piece of its own, and closing
    punctuation (၊ ။) stays with the word before it. Other scripts are cut at white space only.
    """
    words = set(_breaker(text))
    legal = syllable_ends(text)
    spaces = {edge for match in re.finditer(r"\s+", text) for edge in match.span()}
    cuts = sorted(((words & legal) | (legal & _script_edges(text)) | spaces) - _glued(text))
    pieces, start = [], 0
    for cut in [*cuts, len(text)]:
        if cut > start:
            pieces.append(text[start:cut])
            start = cut
    return pieces


def _script_edges(text: str) -> set[int]:
    """Edges between Burmese and Latin letters or digits, which ICU's dictionary leaves out."""
    edges = set()
    for match in _BURMESE.finditer(text):
        for edge in match.span():
            if 0 < edge < len(text) and text[edge - 1].isalnum() | text[edge].isalnum():
                edges.add(edge)
    return edges


def _glued(text: str) -> set[int]:
    """Edges where no line may break: at punctuation, and inside a negation, which must be read whole."""
    glued = {match.end() for match in re.finditer(r"(?:^|(?<=[\s(“]))မ(?=[က-အ])|ပါ(?=နဲ့)", text)}
    glued |= {match.start() for match in re.finditer(r"[၊။,.;:!?)\]}”’…%]", text)}
    return glued | {match.end() for match in re.finditer(r"[(\[{“‘]", text)}
