"""A copy of a release that a server shows, as the browsers of phones get it."""

from __future__ import annotations

import hashlib
import secrets
import time
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lanpya.answers import joined, wrong_with
from lanpya.copies import LARGEST_COPY, SMALL
from lanpya.http1 import Answer
from lanpya.line import is_loopback
from lanpya.manifest import Manifest
from lanpya.serving import HOST_FILE, PRECOMPRESSED
from lanpya.unpacking import LARGEST, unpacked
from lanpya.visits import Place, Visit, part_of, visits
from lanpya.wire import StaleError, Wire

SECONDS = 900  # for a whole copy: 1,500 requests and 60 MB of the shipped site; Tor is slow
OK, _PART, _SAME, _NOT_THERE = 200, 206, 304, (404, 410)
_TOLD = 100  # kinds of report about headers; a server that makes up more of them is not read for ever


@dataclass(frozen=True)
class _Shown:
    """What one visit was shown: whether it was there, its SHA-256, and how the server marks it."""

    code: int
    digest: str
    marks: tuple[str | None, str | None] = (None, None)
    encoding: str = ""


@dataclass
class _Begun:
    """The first half of a download, to be resumed: its length, and its SHA-256 so far."""

    size: int = 0
    digest: hashlib._Hash | None = None
    etag: str | None = None


class Site:
    """A copy that a server shows, fetched in each way in which browsers ask for its files.

    Everything ends within `seconds`; then UnreachableError is raised.
    """

    def __init__(self, address: str, seconds: float = SECONDS):
        self.address = address.rstrip("/") + "/"
        self.split = urllib.parse.urlsplit(self.address)
        self.until = time.monotonic() + seconds
        host = self.split.hostname or ""
        trusted = self.split.scheme == "https" or is_loopback(host)
        self.place = Place(f"{self.split.scheme}://{self.split.netloc}", trusted, host.endswith(".onion"))
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
        nowhere = f"{secrets.token_hex(8)}.html"  # a name that no server knows beforehand
        for name, same, code in (("", "index.html", OK), (nowhere, "404.html", _NOT_THERE[0])):
            try:
                found = self._shown_to_all(name, same)
            except ValueError as error:
                yield f"{self.address}{name}: {error}"
                continue
            if any((one.code, one.digest) != (code, digests.get(same)) for one in found.values()):
                yield f"{self.address}{name} shows something else than {same}."
        yield from self.told.values()
        for wire in self._wires.values():
            wire.close()

    def _same_for_all(self, name: str, signed: str, content: bytearray | None = None) -> str:
        query = f"?{signed[:7]}" if part_of(name) == "script" else ""  # as the search page asks for its index
        target = urllib.parse.quote(name) + query
        found = self._shown_to_all(target, name, content)
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

    def _shown_to_all(self, target: str, name: str, content: bytearray | None = None) -> dict[str, _Shown]:
        """Return what each visit is shown, by who it is."""
        found: dict[str, _Shown] = {}
        marks: dict[str, tuple[str | None, str | None]] = {}
        begun = _Begun()
        for visit in visits(name, self.place):
            before = next(iter(found.values()), None)
            shown = self._shown(visit, target, name, before, begun, None if found else content)
            found[visit.who] = shown
            if not visit.again and not visit.resumes and shown.code == OK:
                for kind, mine, first in zip(
                    ("ETag", "Last-Modified"),
                    shown.marks,
                    marks.setdefault(shown.encoding, shown.marks),
                    strict=True,
                ):
                    if mine != first:
                        self._tell(
                            kind,
                            f"{name}: the server gives each visitor another {kind}, and knows them again.",
                        )
        return found

    def _shown(
        self,
        visit: Visit,
        target: str,
        name: str,
        before: _Shown | None,
        begun: _Begun,
        content: bytearray | None,
    ) -> _Shown:
        """Return what one visit is shown; what is shown at first goes into `content`."""
        answer = self._answer(visit, target, self._known_then(visit, before, begun))
        known = joined(answer.headers)
        code = answer.status
        if code == _SAME and visit.again and before and any(before.marks):
            self._judge(answer, name, without_content=True)
            list(answer.pieces)
            return _Shown(before.code, before.digest)
        if code == _PART and visit.resumes and begun.digest:
            self._judge(answer, name)
            if not known.get("content-range", "").startswith(f"bytes {begun.size}-"):
                raise ValueError("the server answers with another part than the one asked for")
            return _Shown(OK, self._hashed(visit, answer, begun.digest.copy(), None, None))
        if code in _NOT_THERE:
            self._judge(answer, "404.html")
            return _Shown(_NOT_THERE[0], self._hashed(visit, answer, hashlib.sha256(), None, None))
        if code != OK:
            where = f" to {known['location']}" if "location" in known else ""
            raise ValueError(f"the server answers {code}{where}")
        self._judge(answer, name)
        begins = begun if visit.who == "a download, whole" else None
        if begins:
            length = known.get("content-length", "")
            begins.size, begins.etag = int(length) // 2 if length.isdecimal() else 1, known.get("etag")
        digest = self._hashed(visit, answer, hashlib.sha256(), begins, content)
        marks = known.get("etag"), known.get("last-modified")
        return _Shown(OK, digest, marks, known.get("content-encoding", "").lower())

    def _known_then(self, visit: Visit, before: _Shown | None, begun: _Begun) -> dict[str, str]:
        """Return the headers that repeat what the server said before, as browsers send them then."""
        if visit.again and before and any(before.marks):
            marks = zip(("If-None-Match", "If-Modified-Since"), before.marks, strict=True)
            return {header: mark for header, mark in marks if mark}
        if visit.resumes:
            return {"Range": f"bytes={begun.size}-"} | (
                {"If-Range": begun.etag} if begun.etag else {"If-Range": ""}
            )
        return {}

    def _answer(self, visit: Visit, target: str, more: Mapping[str, str]) -> Answer:
        path = urllib.parse.quote(self.split.path, safe="/%") + target
        while True:
            kept = self._wires.pop(visit.browser, None)
            wire = kept if kept and kept.may_go_on and not visit.alone else Wire(self.split, self.until)
            if kept and kept is not wire:
                kept.close()
            self._wires[visit.browser] = wire
            headers = [pair for pair in visit.sent(wire.http2, more) if pair[1]]
            try:
                return wire.get(path, headers)
            except StaleError:
                wire.close()
                del self._wires[visit.browser]

    def _hashed(
        self,
        visit: Visit,
        answer: Answer,
        digest: hashlib._Hash,
        begun: _Begun | None,
        content: bytearray | None,
    ) -> str:
        """Return the SHA-256 of what comes; it is unpacked in pieces, and only `content` keeps it."""
        encoding = joined(answer.headers).get("content-encoding", "").lower()
        size = 0
        for piece in unpacked(answer.pieces, encoding, LARGEST if content is None else SMALL):
            if begun and size <= begun.size < size + len(piece):
                begun.digest = digest.copy()
                begun.digest.update(piece[: begun.size - size])
            digest.update(piece)
            size += len(piece)
            if content is not None:
                content += piece
            self._sizes[visit.who] = self._sizes.get(visit.who, 0) + len(piece)
            if self._sizes[visit.who] > LARGEST_COPY:
                raise ValueError(f"all files together are larger than {LARGEST_COPY} bytes")
        return digest.hexdigest()

    def _judge(self, answer: Answer, name: str, without_content: bool = False) -> None:
        for key, told in wrong_with(answer.headers, name):
            if not (without_content and key.startswith("type ")):
                self._tell(key, told)

    def _tell(self, key: str, told: str) -> None:
        if len(self.told) < _TOLD:
            self.told.setdefault(key, told)
