"""URLs that readers may use and no list of files has: folders, pages without .html, wrong ones."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from random import Random

_INDEX, _PAGE = "index.html", ".html"
_PAGES = 4  # requested in another way in each run; no server knows beforehand which


@dataclass(frozen=True)
class UnlistedUrl:
    """A URL of a site, and the files that may be shown there, if any.

    `is_folder`: it may redirect to itself with a slash. `by_all`: request it in every way.
    """

    address: str
    shows: tuple[str, ...] = ()
    is_folder: bool = False
    by_all: bool = False


def unlisted_urls(names: Iterable[str], chance: Random) -> Iterator[UnlistedUrl]:
    """Yield URLs in and next to all folders of files with these names, different ones in each run."""
    known = set(names)
    folders = sorted({str(parent) for name in known for parent in PurePosixPath(name).parents} - {"."})
    for folder in folders:
        if (index := f"{folder}/{_INDEX}") in known:
            yield UnlistedUrl(f"{folder}/", (index,), by_all=True)
            yield UnlistedUrl(folder, (index,), is_folder=True)
    pages = sorted(name for name in known if name.endswith(_PAGE))
    for page in chance.sample(pages, min(_PAGES, len(pages))):
        yield UnlistedUrl(page.removesuffix(_PAGE) + chance.choice(("", "", "/")), (page,))
    yield UnlistedUrl(_wrong_url("", known, chance), by_all=True)
    for folder in ("", *(f"{folder}/" for folder in folders)):
        yield UnlistedUrl(_wrong_url(folder, known, chance))


def _wrong_url(folder: str, known: set[str], chance: Random) -> str:
    """Return a URL in a folder that does not exist, in a form that somebody may have typed or saved."""
    word = "".join(chance.choices(string.ascii_lowercase, k=chance.randrange(3, 10)))
    mixed = "".join(chance.choices(string.ascii_letters + string.digits, k=chance.randrange(8, 24)))
    number = str(chance.randrange(24, 3_000))
    ends = ("", ".html", ".htm", ".php", "/", "/index.html", "-old.html", ".txt", ".pdf")
    address = folder + chance.choice((word, mixed, number)) + chance.choice(ends)
    taken = {address, f"{address}{_PAGE}", address.rstrip("/") + _PAGE, address.rpartition(".")[0] + _PAGE}
    return _wrong_url(folder, known, chance) if taken & known else address
