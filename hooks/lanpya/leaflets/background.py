"""Leaflets while a site is served: pages show at once, and changed leaflets are typeset afterwards."""

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

Outcome = bytes | LeafletError  # a PDF, or why it cannot be made
Make = Callable[[Leaflet], bytes]
Key = tuple[str, ...]  # all inputs of a leaflet


def typeset_all(leaflets: Iterable[Leaflet], make: Make) -> dict[str, Outcome]:
    """Return by URL what `make` returns for each leaflet, or its error; on all cores."""

    def outcome(leaflet: Leaflet) -> Outcome:
        try:
            return make(leaflet)
        except LeafletError as error:
            return error

    all_leaflets = list(leaflets)
    with ThreadPoolExecutor() as pool:
        outcomes = pool.map(outcome, all_leaflets)
        return dict(zip((leaflet.url for leaflet in all_leaflets), outcomes, strict=True))


class _Typeset(NamedTuple):
    key: Key
    outcome: Outcome


class BackgroundLeaflets:
    """The leaflets that were typeset last. The file `reload_trigger` is touched when changed ones are ready.

    The file is created in `folder`, or among the system's temporary files, and removed by the owner of the
    folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        handle, name = tempfile.mkstemp(prefix="leaflets-", dir=folder)
        os.close(handle)
        self.reload_trigger = Path(name)
        self._typeset: dict[str, _Typeset] = {}
        self._requested: Mapping[str, Key] = {}
        self._later: Callable[[], None] | None = None

    def outcomes(
        self, leaflets: list[Leaflet], make: Make, key_of: Callable[[Leaflet], Key]
    ) -> dict[str, Outcome]:
        """Return by URL the last outcome of each leaflet.

        Leaflets without a PDF are typeset now, changed ones when `typeset_changed` is called.
        """
        self._requested = keys = {leaflet.url: key_of(leaflet) for leaflet in leaflets}
        outdated = [leaflet for leaflet in leaflets if self._key(leaflet.url) != keys[leaflet.url]]
        later = [leaflet for leaflet in outdated if self._has_pdf(leaflet.url)]
        self._typeset_all([leaflet for leaflet in outdated if leaflet not in later], make, keys)
        self._later = partial(self._typeset_changed, later, make, keys) if later else None
        return {url: self._typeset[url].outcome for url in keys}

    def typeset_changed(self) -> None:
        """Start to typeset changed leaflets in the background; then `reload_trigger` is touched."""
        if self._later:
            threading.Thread(target=self._later, daemon=True).start()

    def _key(self, url: str) -> Key | None:
        return self._typeset[url].key if url in self._typeset else None

    def _has_pdf(self, url: str) -> bool:
        return url in self._typeset and isinstance(self._typeset[url].outcome, bytes)

    def _typeset_all(self, leaflets: Iterable[Leaflet], make: Make, keys: Mapping[str, Key]) -> None:
        for url, outcome in typeset_all(leaflets, make).items():
            self._typeset[url] = _Typeset(keys[url], outcome)

    def _typeset_changed(self, leaflets: list[Leaflet], make: Make, keys: Mapping[str, Key]) -> None:
        self._typeset_all(leaflets, make, keys)
        if self._requested is keys:  # otherwise a later edit has started again
            os.utime(self.reload_trigger)
