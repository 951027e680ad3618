"""The state of many mirrors, looked at side by side."""

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
    """A mirror, the release that it shows, and what is wrong with it; nothing of one that is whole."""

    address: str
    shows: Seen | None = None
    problem: str = "not looked at"


def mirror_states(
    addresses: Sequence[str], key: minisign.PublicKey, on: date, seen: Seen | None, seconds: float
) -> Generator[tuple[int, Mirror], None, None]:
    """Yield the number of each address with the state of the mirror there, in the order in which they end."""

    def look(address: str) -> Callable[[], Verified]:
        return lambda: verify(Site(address, seconds), key, on, seen)

    with closing(each_apart([look(address) for address in addresses], seconds)) as results:
        for number, result in results:
            yield number, _state(addresses[number], result)


def _state(address: str, result: Verified | OSError) -> Mirror:
    if isinstance(result, OSError):
        return Mirror(address, None, f"not reached ({result})")
    failures, _, now = result
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    return Mirror(address, now, failures[0].says + more if failures else "")


def compared(mirrors: Sequence[Mirror], seen: Seen | None) -> tuple[list[Mirror], Seen | None]:
    """Return the mirrors, the whole ones that show an older release as wrong; and the newest release.

    The newest is among those that whole mirrors show; where no mirror is whole, it is what was seen before.
    """
    whole = [mirror.shows for mirror in mirrors if mirror.shows and not mirror.problem]
    newest = max(whole, key=lambda shows: shows.sequence, default=seen)
    return [
        replace(mirror, problem=f"whole, and older than number {newest.sequence}")
        if newest and mirror.shows and not mirror.problem and mirror.shows.sequence < newest.sequence
        else mirror
        for mirror in mirrors
    ], newest
