"""Addresses that readers come to and that no list of files has: folders, pages without .html, wrong ones."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from random import Random

_INDEX, _PAGE = "index.html", ".html"
_PAGES = 4  # that are asked for in another way in each run; which, no server knows beforehand


@dataclass(frozen=True)
class Beside:
    """An address of a site, and the files of which one may be shown there, if any is.

    `is_folder`: it may lead to itself with a slash. `by_all`: it is to be asked for in every way.
    """

    address: str
    shows: tuple[str, ...] = ()
    is_folder: bool = False
    by_all: bool = False


def beside(names: Iterable[str], chance: Random) -> Iterator[Beside]:
    """Yield addresses in and beside all folders of files with these names, others in each run."""
    known = set(names)
    folders = sorted({str(parent) for name in known for parent in PurePosixPath(name).parents} - {"."})
    for folder in folders:
        if (index := f"{folder}/{_INDEX}") in known:
            yield Beside(f"{folder}/", (index,), by_all=True)
            yield Beside(folder, (index,), is_folder=True)
    pages = sorted(name for name in known if name.endswith(_PAGE))
    for page in chance.sample(pages, min(_PAGES, len(pages))):
        yield Beside(page.removesuffix(_PAGE) + chance.choice(("", "", "/")), (page,))
    yield Beside(_wrong("", known, chance), by_all=True)
    for folder in ("", *(f"{folder}/" for folder in folders)):
        yield Beside(_wrong(folder, known, chance))


def _wrong(folder: str, known: set[str], chance: Random) -> str:
    """Return an address in a folder where nothing is, of a form that somebody may have typed or kept."""
    word = "".join(chance.choices(string.ascii_lowercase, k=chance.randrange(3, 10)))
    mixed = "".join(chance.choices(string.ascii_letters + string.digits, k=chance.randrange(8, 24)))
    number = str(chance.randrange(24, 3_000))
    ends = ("", ".html", ".htm", ".php", "/", "/index.html", "-old.html", ".txt", ".pdf")
    address = folder + chance.choice((word, mixed, number)) + chance.choice(ends)
    taken = {address, f"{address}{_PAGE}", address.rstrip("/") + _PAGE, address.rpartition(".")[0] + _PAGE}
    return _wrong(folder, known, chance) if taken & known else address
