"""A copy of a release that a server shows, as the browsers of phones get it."""

from __future__ import annotations

import hashlib
import random
import time
import urllib.parse
from collections.abc import Iterator, Mapping

from lanpya.content.urls import NOT_FOUND
from lanpya.releases.decompression import LARGEST, unpacked
from lanpya.releases.local_copies import LARGEST_COPY, SMALL
from lanpya.releases.manifest import Manifest
from lanpya.releases.remote.connection import StaleError, Wire
from lanpya.releases.remote.http1 import Answer
from lanpya.releases.remote.requests import Asked, Shown
from lanpya.releases.remote.response_headers import joined, wrong_with
from lanpya.releases.remote.transport import is_loopback, site_address
from lanpya.releases.remote.unlisted_urls import Beside, beside
from lanpya.releases.remote.validators import Marks, for_the_rest, mark_of, sent_back
from lanpya.releases.remote.visits import Place, Visit, part_of, visits
from lanpya.releases.server_config import HOST_FILE, PRECOMPRESSED

SECONDS = 900  # for a whole copy: 1,700 requests and 60 MB of the shipped site; Tor is slow
OK, _PART, _SAME, _NOT_THERE, _MOVED = 200, 206, 304, (404, 410), (301, 302, 307, 308)
_SOME = 4  # visits to an address that no link leads to
_TOLD = 100  # kinds of report about headers; a server that makes up more of them is not read for ever


class Site:
    """A copy that a server shows, fetched in each way in which browsers ask for its files.

    Everything ends within `seconds`; then UnreachableError is raised. ValueError: it is no address of a site.
    """

    def __init__(self, address: str, seconds: float = SECONDS):
        self.address = address.rstrip("/") + "/"
        self.split = site_address(self.address)
        self.until = time.monotonic() + seconds
        host = self.split.hostname or ""
        trusted = self.split.scheme == "https" or is_loopback(host)
        self.place = Place(f"{self.split.scheme}://{self.split.netloc}", trusted, host.endswith(".onion"))
        self.chance: random.Random = random.SystemRandom()
        self._missing = Marks()
        self.told: dict[str, str] = {}
        self._wires: dict[str, Wire] = {}
        self._sizes: dict[str, int] = {}

    def is_met(self, name: str) -> bool:
        """Compressed files are met as what they are of; static hosts keep their settings to themselves."""
        return not name.endswith(PRECOMPRESSED) and name != HOST_FILE

    def read(self, name: str) -> bytes:
        """Return what is in a small file; raises ValueError for one that is not small, and as `digest`."""
        content = bytearray()
        self._same_for_all(name, "", content)
        return bytes(content)

    def digest(self, name: str, signed: str) -> str:
        """Return the SHA-256 of what the server shows, which is to be `signed`.

        Raises FileNotFoundError where it says that there is no such file, ValueError where it shows different
        things for one name, UnreachableError when no one answers.
        """
        return self._same_for_all(name, signed)

    def strays(self, digests: Mapping[str, str], manifest: Manifest | None) -> Iterator[str]:
        """Yield what the server does that a true copy does not."""
        yield from self.told.values()
        self.told.clear()
        for place in (Beside("", ("index.html",), by_all=True), *beside(digests, self.chance)):
            name = next(iter(place.shows), NOT_FOUND)
            asked = Asked(urllib.parse.quote(place.address), name, f"{place.address}/" * place.is_folder)
            try:
                found = self._shown_to_all(asked, None if place.by_all else _SOME)
            except ValueError as error:
                yield f"{self.address}{place.address}: {error}"
                continue
            wanted = [(OK, digests.get(shown)) for shown in place.shows]
            wanted += [(_NOT_THERE[0], digests.get(NOT_FOUND)), (_MOVED[0], "")] if place.address else []
            if any((one.code, one.digest) not in wanted for one in found.values()):
                yield f"{self.address}{place.address} shows something else than {name}."
        yield from self.told.values()
        for wire in self._wires.values():
            wire.close()

    def _same_for_all(self, name: str, signed: str, content: bytearray | None = None) -> str:
        query = f"?{signed[:7]}" if part_of(name) == "script" else ""  # as the search page asks for its index
        found = self._shown_to_all(Asked(urllib.parse.quote(name) + query, name, content=content))
        first = next(iter(found.values()))
        expected = (
            (OK, signed) if any((OK, signed) == (one.code, one.digest) for one in found.values()) else None
        )
        others = [
            who
            for who, one in found.items()
            if (one.code, one.digest) != (expected or (first.code, first.digest))
        ]
        if others:
            named = "; ".join(others[:3]) + ("; …" if len(others) > 3 else "")
            raise ValueError(f"the server sends different things to different browsers (another to {named})")
        if first.code != OK:
            raise FileNotFoundError(name)
        return first.digest

    def _shown_to_all(self, asked: Asked, some: int | None = None) -> dict[str, Shown]:
        """Return what each visit is shown, or some of them, by who it is."""
        every = list(visits(asked.name, self.place, self.chance))
        if some is not None:
            every = self.chance.sample([one for one in every if not one.resumes], some)
        for visit in every:
            asked.found[visit.who] = self._shown(visit, asked)
            asked.content = None  # it is of the first
        self._tell_marks(asked.marks.unknown(), asked.name)
        return asked.found

    def _shown(self, visit: Visit, asked: Asked) -> Shown:
        """Return what one visit is shown."""
        first, name = asked.first, asked.name
        repeated = self._known_then(visit, asked)
        answer = self._answer(visit, asked.target + visit.query, repeated)
        known, code = joined(answer.headers), answer.status
        if code == _SAME and visit.again and asked.kept:
            self._judge(answer, name, without_content=True)
            if any(answer.pieces):
                raise ValueError("the server sends something behind an answer that has no content")
            asked.marks.add_same(known)
            return Shown(asked.kept.code, asked.kept.digest)
        if code in _MOVED and asked.leads and self._leads(known.get("location", ""), asked, visit.query):
            self._judge(answer, NOT_FOUND, leads=True)
            self._hashed(visit, answer, hashlib.sha256())
            return Shown(_MOVED[0], "")
        if code == _PART and visit.resumes and asked.begun:
            self._judge(answer, name)
            if not known.get("content-range", "").startswith(f"bytes {asked.begun_size}-"):
                raise ValueError("the server answers with another part than the one asked for")
            self._tell_marks(asked.marks.differing(known), name)
            return Shown(OK, self._hashed(visit, answer, asked.begun.copy())[0])
        if code in _NOT_THERE:
            self._judge(answer, NOT_FOUND)
            self._tell_marks(self._missing.differing(known), NOT_FOUND)
            return Shown(_NOT_THERE[0], *self._hashed(visit, answer, hashlib.sha256()))
        if code != OK:
            where = f" to {known['location']}" if "location" in known else ""
            raise ValueError(f"the server answers {code}{where}")
        self._judge(answer, name)
        self._tell_marks(asked.marks.differing(known), name)
        if is_begun := visit.who == "a download, whole":
            most = first.size if first else 0
            asked.begun_size = self.chance.randrange(1, most) if most > 1 else 0
            asked.begun_mark = for_the_rest(mark_of(known))
        digest, size = self._hashed(visit, answer, hashlib.sha256(), asked, is_begun)
        is_kept = "no-store" not in known.get("cache-control", "").lower()
        return Shown(OK, digest, size, mark_of(known) if is_kept else (None, None))

    def _tell_marks(self, kinds: Iterator[str], name: str) -> None:
        for kind in kinds:
            self._tell(kind, f"{name}: the server gives each visitor another {kind}, and knows them again.")

    def _leads(self, location: str, asked: Asked, query: str) -> bool:
        """Return whether an answer leads where it may, on this server and in the same way."""
        target = urllib.parse.urljoin(self.address + asked.target, location)
        return target.removesuffix(query) == urllib.parse.urljoin(
            self.address, urllib.parse.quote(asked.leads)
        )

    def _known_then(self, visit: Visit, asked: Asked) -> dict[str, str]:
        """Return the headers that repeat what the server said before, as browsers send them then."""
        if visit.again:
            return sent_back(asked.kept.mark) if asked.kept else {}
        return {"Range": f"bytes={asked.begun_size}-", "If-Range": asked.begun_mark} if visit.resumes else {}

    def _answer(self, visit: Visit, target: str, more: Mapping[str, str]) -> Answer:
        path = urllib.parse.quote(self.split.path, safe="/%") + target
        while True:
            kept = self._wires.pop(visit.browser, None)
            wire = kept if kept and kept.may_go_on and not visit.alone else Wire(self.split, self.until)
            if kept and kept is not wire:
                kept.close()
            self._wires[visit.browser] = wire
            try:
                return wire.get(path, visit.sent(wire.http2, more))
            except StaleError:
                wire.close()
                del self._wires[visit.browser]

    def _hashed(
        self,
        visit: Visit,
        answer: Answer,
        digest: hashlib._Hash,
        asked: Asked | None = None,
        is_begun: bool = False,
    ) -> tuple[str, int]:
        """Return the SHA-256 and the length of what comes, unpacked in pieces; only `content` keeps it."""
        encoding = joined(answer.headers).get("content-encoding", "").lower()
        if encoding not in ("", "identity", *dict(visit.headers)["Accept-Encoding"].split(", ")):
            raise ValueError(f"it comes in the encoding {encoding}, which was not asked for")
        content, size = asked.content if asked else None, 0
        for piece in unpacked(answer.pieces, encoding, LARGEST if content is None else SMALL):
            if asked and is_begun and size <= asked.begun_size < size + len(piece):
                asked.begun = digest.copy()
                asked.begun.update(piece[: asked.begun_size - size])
            digest.update(piece)
            size += len(piece)
            if content is not None:
                content += piece
            self._sizes[visit.who] = self._sizes.get(visit.who, 0) + len(piece)
            if self._sizes[visit.who] > LARGEST_COPY:
                raise ValueError(f"all files together are larger than {LARGEST_COPY} bytes")
        return digest.hexdigest(), size

    def _judge(self, answer: Answer, name: str, without_content: bool = False, leads: bool = False) -> None:
        left = ("location",) * leads + ("type ",) * without_content
        for key, told in wrong_with(answer.headers, name):
            if not key.startswith(left):
                self._tell(key, told)

    def _tell(self, key: str, told: str) -> None:
        if len(self.told) < _TOLD:
            self.told.setdefault(key, told)
