"""Verifies several mirrors in parallel and compares them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date

import minisign

from lanpya.releases.remote.remote_copy import Site
from lanpya.releases.seen import Seen
from lanpya.releases.verification import Verified, verify
from lanpya.runtime.bounded_processes import each_apart


@dataclass(frozen=True)
class Mirror:
    """A mirror, the release that it shows, and its problem; "" if it is complete."""

    address: str
    shows: Seen | None = None
    problem: str = "not verified"


def mirror_states(
    addresses: Sequence[str], key: minisign.PublicKey, on: date, seen: Seen | None, seconds: float
) -> Generator[tuple[int, Mirror], None, None]:
    """Yield the index of each address with the state of its mirror, in the order in which they end."""

    def verification(address: str) -> Callable[[], Verified]:
        return lambda: verify(Site(address, seconds), key, on, seen)

    with closing(each_apart([verification(address) for address in addresses], seconds)) as results:
        for number, result in results:
            yield number, _state(addresses[number], result)


def _state(address: str, result: Verified | OSError) -> Mirror:
    if isinstance(result, OSError):
        return Mirror(address, None, f"not reached ({result})")
    failures, _, release = result
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    return Mirror(address, release, failures[0].says + more if failures else "")


def compared(mirrors: Sequence[Mirror], seen: Seen | None) -> tuple[list[Mirror], Seen | None]:
    """Return the mirrors, with older releases marked as a problem, and the newest release.

    The newest is that of complete mirrors; if none is complete, that seen before.
    """
    complete = [mirror.shows for mirror in mirrors if mirror.shows and not mirror.problem]
    newest = max(complete, key=lambda shows: shows.sequence, default=seen)
    return [
        replace(mirror, problem=f"whole, and older than number {newest.sequence}")
        if newest and mirror.shows and not mirror.problem and mirror.shows.sequence < newest.sequence
        else mirror
        for mirror in mirrors
    ], newest
