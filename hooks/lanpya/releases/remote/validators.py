"""The validators of a file: ETag and Last-Modified.

Browsers send them back, so a server could recognise them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_KINDS = {"ETag": "etag", "Last-Modified": "last-modified"}
Mark = tuple[str | None, str | None]


def mark_of(known: Mapping[str, str]) -> Mark:
    """Return ETag and Last-Modified from headers by name in small letters."""
    return known.get("etag"), known.get("last-modified")


def sent_back(mark: Mark) -> dict[str, str]:
    """Return the headers with which a browser asks whether its cached file is still valid."""
    pairs = zip(("If-None-Match", "If-Modified-Since"), mark, strict=True)
    return {header: value for header, value in pairs if value}


def for_the_rest(mark: Mark) -> str:
    """Return the value of If-Range: a strong validator, or ""."""
    etag, modified = mark
    return etag if etag and not etag.startswith("W/") else modified or ""


@dataclass
class Marks:
    """The validators of one file in all responses, which must be the same, except for compression."""

    _first: dict[str, Mark] = field(default_factory=dict)
    _again: list[Mark] = field(default_factory=list)

    def differing(self, known: Mapping[str, str]) -> Iterator[str]:
        """Record a response; yield its validators that differ from earlier ones in the same encoding."""
        mine = mark_of(known)
        first = self._first.setdefault(known.get("content-encoding", "").lower(), mine)
        yield from (kind for kind, own, other in zip(_KINDS, mine, first, strict=True) if own != other)

    def add_same(self, known: Mapping[str, str]) -> None:
        """Record a response that a file is unchanged; it need not have an encoding."""
        self._again.append(mark_of(known))

    def unknown(self) -> Iterator[str]:
        """Yield which validators of such responses no response with the file had."""
        for at, kind in enumerate(_KINDS):
            known = {_strong(mark[at]) for mark in self._first.values()}
            if any(mark[at] and _strong(mark[at]) not in known for mark in self._again):
                yield kind


def _strong(mark: str | None) -> str:
    return (mark or "").removeprefix("W/")
