"""How a server marks a file: ETag and Last-Modified. Browsers send them back, so it could know them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_KINDS = {"ETag": "etag", "Last-Modified": "last-modified"}
Mark = tuple[str | None, str | None]


def mark_of(known: Mapping[str, str]) -> Mark:
    """Return the ETag and the Last-Modified among headers by name in small letters."""
    return known.get("etag"), known.get("last-modified")


def sent_back(mark: Mark) -> dict[str, str]:
    """Return the headers with which a browser asks whether what it has is still the same."""
    pairs = zip(("If-None-Match", "If-Modified-Since"), mark, strict=True)
    return {header: value for header, value in pairs if value}


def for_the_rest(mark: Mark) -> str:
    """Return what a browser sends with If-Range: a mark that counts for each byte, "" without one."""
    etag, modified = mark
    return etag if etag and not etag.startswith("W/") else modified or ""


@dataclass
class Marks:
    """The marks of one file in all answers, the same for all but for what compression makes of them."""

    _first: dict[str, Mark] = field(default_factory=dict)
    _again: list[Mark] = field(default_factory=list)

    def differing(self, known: Mapping[str, str]) -> Iterator[str]:
        """Take up an answer; yield which of its marks is another than before in the same encoding."""
        mine = mark_of(known)
        first = self._first.setdefault(known.get("content-encoding", "").lower(), mine)
        yield from (kind for kind, one, other in zip(_KINDS, mine, first, strict=True) if one != other)

    def add_same(self, known: Mapping[str, str]) -> None:
        """Take up an answer that says that a file is the same; it need not say in which encoding."""
        self._again.append(mark_of(known))

    def unknown(self) -> Iterator[str]:
        """Yield what marks such answers otherwise than any that had the file."""
        for at, kind in enumerate(_KINDS):
            known = {_strong(mark[at]) for mark in self._first.values()}
            if any(mark[at] and _strong(mark[at]) not in known for mark in self._again):
                yield kind


def _strong(mark: str | None) -> str:
    return (mark or "").removeprefix("W/")
