"""Addresses and places are looked for only near what each of them holds; nothing is overlooked by that."""

from __future__ import annotations

import pytest
import yaml
from support.project import ROOT

from lanpya.content.library import Library
from lanpya.detection import contact_details as addresses
from lanpya.detection import sensitive_details
from lanpya.detection.normalise import Folded
from lanpya.detection.words import Words, every_language, words_of
from scripts.proof.attacks import ATTACKS, BENIGN, read_cases

DISGUISED = ROOT / "tests/cases/disguised"
BEFORE = "Ask somebody first.\nNobody has to answer at once.\n\nWait until it is quiet.\n\n- "
AFTER = "\nရပ်ပြီး စောင့်ပါ။ တစ်ယောက်ယောက်ကို မေးပါ။\n\n## What else\n\nRead the page again.\n"


def found_in(texts: list[str], words: Words) -> list[tuple[set[int], set[tuple[str, int]]]]:
    """Return what is found in each with these words, as if each was read for the first time."""
    details = sensitive_details.details_of(words)
    addresses.addresses_in.cache_clear()
    sensitive_details.sensitive_details_in.cache_clear()
    return [
        (
            {one.start for one in addresses.addresses_in(text, frozenset(), words)},
            {(detail.rule.id, at) for detail, at, _ in sensitive_details.sensitive_details_in(text, details)},
        )
        for text in texts
    ]


@pytest.mark.proof
@pytest.mark.slow
def test_what_is_found_near_is_all_there_is(
    library: Library, monkeypatch: pytest.MonkeyPatch, proof: bool
) -> None:
    typed = sorted({case.text for folder in (ATTACKS, BENIGN) for case in read_cases(folder) if case.text})
    assert len(typed) > 500
    words = every_language() if proof else words_of(("my", "en"))
    if proof:
        typed += disguised()
    texts = [f"{BEFORE}{text}{AFTER}" for text in typed] + list(library.texts.values())[::7]
    texts = texts if proof else texts[::4]
    near = found_in(texts, words)
    for module in (addresses, sensitive_details):
        monkeypatch.setattr(module, "lines_around", everywhere)
    whole = found_in(texts, words)
    lost = [each for each in zip(texts, near, whole, strict=True) if each[1] != each[2]]
    assert not lost, lost[:3]
    assert sum(bool(one) for found in whole for one in found) > (300 if proof else 75)


def disguised() -> list[str]:
    """Return the attacks in languages other than English and Burmese."""
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in DISGUISED.glob("*.yml")]
    return [
        text
        for cases in files
        for half in cases["attacks"].values()
        for texts in half.values()
        for text in texts
    ]


def everywhere(folded: Folded, *_: object) -> Folded:
    """Look at the whole text."""
    return folded
