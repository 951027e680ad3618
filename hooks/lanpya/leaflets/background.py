"""Leaflets while a site is served: pages show at once, and a leaflet that changed comes a moment later."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from lanpya.leaflets.leaflet import Leaflet
from lanpya.leaflets.typesetting import LeafletError

Outcome = bytes | LeafletError  # a leaflet, or why it cannot be printed
Make = Callable[[Leaflet], bytes]
Key = tuple[str, ...]  # all that a leaflet is made from


def typeset_all(leaflets: Iterable[Leaflet], make: Make) -> dict[str, Outcome]:
    """Return by its address what `make` makes of each leaflet, or why it cannot; on all cores."""

    def outcome(leaflet: Leaflet) -> Outcome:
        try:
            return make(leaflet)
        except LeafletError as error:
            return error

    every = list(leaflets)
    with ThreadPoolExecutor() as pool:
        return dict(zip((leaflet.url for leaflet in every), pool.map(outcome, every), strict=True))


class _Laid(NamedTuple):
    key: Key
    outcome: Outcome


class BackgroundLeaflets:
    """The leaflets typeset last; the file `reload_trigger` is touched when changed ones are typeset too.

    It is made in `folder`, or among the temporary files of the system, and removed by who made the folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        handle, name = tempfile.mkstemp(prefix="leaflets-", dir=folder)
        os.close(handle)
        self.reload_trigger = Path(name)
        self._laid: dict[str, _Laid] = {}
        self._wanted: Mapping[str, Key] = {}
        self._later: Callable[[], None] | None = None

    def outcomes(
        self, leaflets: list[Leaflet], make: Make, key_of: Callable[[Leaflet], Key]
    ) -> dict[str, Outcome]:
        """Return by its address what each leaflet was when it was last laid out.

        One that was never there, or could not be printed, is laid out now; one that changed since, when
        `typeset_changed` is called.
        """
        self._wanted = keys = {leaflet.url: key_of(leaflet) for leaflet in leaflets}
        behind = [leaflet for leaflet in leaflets if self._key(leaflet.url) != keys[leaflet.url]]
        later = [leaflet for leaflet in behind if self._is_printed(leaflet.url)]
        self._typeset_all([leaflet for leaflet in behind if leaflet not in later], make, keys)
        self._later = partial(self._typeset_changed, later, make, keys) if later else None
        return {url: self._laid[url].outcome for url in keys}

    def typeset_changed(self) -> None:
        """Begin to typeset, in the background, what has changed; then `reload_trigger` is touched."""
        if self._later:
            threading.Thread(target=self._later, daemon=True).start()

    def _key(self, url: str) -> Key | None:
        return self._laid[url].key if url in self._laid else None

    def _is_printed(self, url: str) -> bool:
        return url in self._laid and isinstance(self._laid[url].outcome, bytes)

    def _typeset_all(self, leaflets: Iterable[Leaflet], make: Make, keys: Mapping[str, Key]) -> None:
        for url, outcome in typeset_all(leaflets, make).items():
            self._laid[url] = _Laid(keys[url], outcome)

    def _typeset_changed(self, leaflets: list[Leaflet], make: Make, keys: Mapping[str, Key]) -> None:
        self._typeset_all(leaflets, make, keys)
        if self._wanted is keys:  # else an edit since then has begun anew
            os.utime(self.reload_trigger)
