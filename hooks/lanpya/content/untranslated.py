"""How much of a translation is translated: letters in its script, and sentences that its source has too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lanpya.content.library import Page
from lanpya.content.markdown import plain_text
from lanpya.content.settings import SiteLanguage
from lanpya.languages.begun_texts import begun_sentences
from lanpya.languages.sentences import split_sentences
from lanpya.runtime.cache import cached_by

_MOSTLY = 0.5  # of the letters of a sentence


def texts_of(page: Page) -> list[str]:
    """Return the title of a page and the text of each of its paragraphs and list items, without markup."""
    blocks = (block for element in page.document.elements() for block in [*element.iter("li")] or [element])
    return [page.title, *map(plain_text, blocks)]


def share_translated(
    texts: Iterable[str], language: SiteLanguage, originals: Iterable[str], source: SiteLanguage
) -> float:
    """Return the share of letters, from 0 to 1, that are in the script of the language and translated.

    Sentences equal to one of the source, or to one that the program writes into new pages, count as not
    translated; those of capitalised words alone are names. Of a variety of the source's language, such as
    pt-PT beside pt-BR, only those of the program do.
    """
    texts = list(texts)
    share = language.traits.share(" ".join(texts))
    known = _known(originals, language, source)
    sentences = _in_its_letters(texts, language, source)
    total = sum(map(_letters, sentences))
    equal = sum(_letters(sentence) for sentence in sentences if sentence in known and not _is_name(sentence))
    return share * (1 - equal / total) if total else share


def with_share(page: Page, source: Page) -> Page:
    """Return a translation with the share of its letters that are translated, and whether it is begun.

    It is begun once a sentence is translated that is no name.
    """
    share, is_begun = _progress(texts_of(page), page.language, texts_of(source), source.language)
    return replace(page, share=share, is_begun=is_begun)


def _compared(
    texts: list[str], language: SiteLanguage, originals: list[str], source: SiteLanguage
) -> tuple[str, ...]:
    return language.html_lang, source.html_lang, "\n".join(texts), "\n".join(originals)


@cached_by("progress", inputs=_compared)
def _progress(
    texts: list[str], language: SiteLanguage, originals: list[str], source: SiteLanguage
) -> tuple[float, bool]:
    share = share_translated(texts, language, originals, source)
    known = _known(originals, language, source, with_headings=True)
    sentences = _in_its_letters(texts, language, source)
    return share, any(sentence not in known and not _is_name(sentence) for sentence in sentences)


def share_begun(page: Page) -> float:
    """Return the share of letters, from 0 to 1, in sentences that the program has written."""
    sentences = [sentence for text in texts_of(page) for sentence in split_sentences(text)]
    known = begun_sentences(page.language.html_lang, with_headings=True)
    total = sum(map(_letters, sentences))
    return sum(_letters(sentence) for sentence in sentences if sentence in known) / (total or 1)


def _in_its_letters(texts: Iterable[str], language: SiteLanguage, source: SiteLanguage) -> list[str]:
    """Return the sentences; only those in the script of the language if the source's is another one.

    The others are counted already, by their letters.
    """
    sentences = [sentence for text in texts for sentence in split_sentences(text)]
    if set(language.traits.scripts) & set(source.traits.scripts):
        return sentences
    return [one for one in sentences if _letters(one) and language.traits.share(one) >= _MOSTLY]


def _known(
    originals: Iterable[str], language: SiteLanguage, source: SiteLanguage, *, with_headings: bool = False
) -> frozenset[str]:
    """Return the sentences that are not translated where they are on a page in this language."""
    known = begun_sentences(language.html_lang, with_headings=with_headings)
    if language.traits.subtag == source.traits.subtag:
        return known
    return known | {sentence for text in originals for sentence in split_sentences(text)}


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _is_name(sentence: str) -> bool:
    """Whether every word is capitalised; where letters have no capitals, nothing is known to be a name."""
    has_capitals = sentence != sentence.lower()
    return has_capitals and all(word in (word.title(), word.upper()) for word in sentence.split())
