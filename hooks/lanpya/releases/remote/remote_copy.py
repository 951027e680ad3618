"""A copy of a release on a server, requested as the browsers of phones do."""

from __future__ import annotations

import hashlib
import random
import time
import urllib.parse
from collections.abc import Iterator, Mapping

from lanpya.content.urls import NOT_FOUND
from lanpya.releases.decompression import LARGEST, decompressed_pieces
from lanpya.releases.local_copies import LARGEST_COPY, SMALL
from lanpya.releases.manifest import Manifest
from lanpya.releases.remote.connection import HttpConnection, StaleError
from lanpya.releases.remote.http1 import Answer
from lanpya.releases.remote.requests import Request, Response
from lanpya.releases.remote.response_headers import header_problems, joined
from lanpya.releases.remote.transport import is_loopback, site_address
from lanpya.releases.remote.unlisted_urls import UnlistedUrl, unlisted_urls
from lanpya.releases.remote.validators import Marks, for_the_rest, mark_of, sent_back
from lanpya.releases.remote.visits import SiteOrigin, Visit, part_of, visits
from lanpya.releases.server_config import HOST_FILE, PRECOMPRESSED

SECONDS = 900  # for a whole copy: 1,700 requests and 60 MB of the shipped site; Tor is slow
OK, _PART, _SAME, _NOT_THERE, _MOVED = 200, 206, 304, (404, 410), (301, 302, 307, 308)
_SAMPLE = 4  # visits to an address without a link
_MOST_REPORTS = 100  # kinds of reports about headers; a server that invents more is not read without end


class Site:
    """A copy on a server, requested in every way in which browsers request its files.

    Everything ends within `seconds`; then UnreachableError is raised. Raises ValueError for an invalid
    address.
    """

    def __init__(self, address: str, seconds: float = SECONDS):
        self.address = address.rstrip("/") + "/"
        self.split = site_address(self.address)
        self.until = time.monotonic() + seconds
        host = self.split.hostname or ""
        trusted = self.split.scheme == "https" or is_loopback(host)
        self.place = SiteOrigin(
            f"{self.split.scheme}://{self.split.netloc}", trusted, host.endswith(".onion")
        )
        self.chance: random.Random = random.SystemRandom()
        self._missing = Marks()
        self.reports: dict[str, str] = {}
        self._connections: dict[str, HttpConnection] = {}
        self._sizes: dict[str, int] = {}

    def is_served(self, name: str) -> bool:
        """Compressed files are served as the files they belong to, and settings of hosts not at all."""
        return not name.endswith(PRECOMPRESSED) and name != HOST_FILE

    def read(self, name: str) -> bytes:
        """Return the content of a small file. Raises ValueError if it is too large, and as `digest` does."""
        content = bytearray()
        self._same_for_all(name, "", content)
        return bytes(content)

    def digest(self, name: str, signed: str) -> str:
        """Return the SHA-256 of what the server sends, which should be `signed`.

        Raises FileNotFoundError if the server says that there is no such file, ValueError if it sends
        different content for one name, and UnreachableError if it does not respond.
        """
        return self._same_for_all(name, signed)

    def additions(self, digests: Mapping[str, str], manifest: Manifest | None) -> Iterator[str]:
        """Yield differences between the server and a true copy."""
        yield from self.reports.values()
        self.reports.clear()
        for place in (UnlistedUrl("", ("index.html",), by_all=True), *unlisted_urls(digests, self.chance)):
            name = next(iter(place.shows), NOT_FOUND)
            request = Request(urllib.parse.quote(place.address), name, f"{place.address}/" * place.is_folder)
            try:
                found = self._responses(request, None if place.by_all else _SAMPLE)
            except ValueError as error:
                yield f"{self.address}{place.address}: {error}"
                continue
            wanted = [(OK, digests.get(shown)) for shown in place.shows]
            wanted += [(_NOT_THERE[0], digests.get(NOT_FOUND)), (_MOVED[0], "")] if place.address else []
            if any((response.code, response.digest) not in wanted for response in found.values()):
                yield f"{self.address}{place.address} does not show {name}."
        yield from self.reports.values()
        for connection in self._connections.values():
            connection.close()

    def _same_for_all(self, name: str, signed: str, content: bytearray | None = None) -> str:
        query = f"?{signed[:7]}" if part_of(name) == "script" else ""  # as the search page requests its index
        found = self._responses(Request(urllib.parse.quote(name) + query, name, content=content))
        first = next(iter(found.values()))
        is_signed = any((OK, signed) == (response.code, response.digest) for response in found.values())
        expected = (OK, signed) if is_signed else None
        others = [
            who
            for who, response in found.items()
            if (response.code, response.digest) != (expected or (first.code, first.digest))
        ]
        if others:
            named = "; ".join(others[:3]) + ("; …" if len(others) > 3 else "")
            raise ValueError(f"the server sends different things to different browsers (another to {named})")
        if first.code != OK:
            raise FileNotFoundError(name)
        return first.digest

    def _responses(self, request: Request, some: int | None = None) -> dict[str, Response]:
        """Return the response to each visit, or to some of them, by who asks."""
        all_visits = list(visits(request.name, self.place, self.chance))
        if some is not None:
            all_visits = self.chance.sample([visit for visit in all_visits if not visit.resumes], some)
        for visit in all_visits:
            request.found[visit.who] = self._response(visit, request)
            request.content = None  # only that of the first is kept
        self._report_marks(request.marks.unknown(), request.name)
        return request.found

    def _response(self, visit: Visit, request: Request) -> Response:
        """Return the response to one visit."""
        first, name = request.first, request.name
        repeated = self._repeated_headers(visit, request)
        answer = self._answer(visit, request.target + visit.query, repeated)
        known, code = joined(answer.headers), answer.status
        if code == _SAME and visit.again and request.kept:
            self._check_headers(answer, name, without_content=True)
            if any(answer.pieces):
                raise ValueError("the server sends content with a response that has none")
            request.marks.add_same(known)
            return Response(request.kept.code, request.kept.digest)
        if code in _MOVED and request.leads and self._leads(known.get("location", ""), request, visit.query):
            self._check_headers(answer, NOT_FOUND, leads=True)
            self._hashed(visit, answer, hashlib.sha256())
            return Response(_MOVED[0], "")
        if code == _PART and visit.resumes and request.begun:
            self._check_headers(answer, name)
            if not known.get("content-range", "").startswith(f"bytes {request.begun_size}-"):
                raise ValueError("the server sends another part than the requested one")
            self._report_marks(request.marks.differing(known), name)
            return Response(OK, self._hashed(visit, answer, request.begun.copy())[0])
        if code in _NOT_THERE:
            self._check_headers(answer, NOT_FOUND)
            self._report_marks(self._missing.differing(known), NOT_FOUND)
            return Response(_NOT_THERE[0], *self._hashed(visit, answer, hashlib.sha256()))
        if code != OK:
            where = f" to {known['location']}" if "location" in known else ""
            raise ValueError(f"the server answers {code}{where}")
        self._check_headers(answer, name)
        self._report_marks(request.marks.differing(known), name)
        if is_begun := visit.who == "a download, whole":
            most = first.size if first else 0
            request.begun_size = self.chance.randrange(1, most) if most > 1 else 0
            request.begun_mark = for_the_rest(mark_of(known))
        digest, size = self._hashed(visit, answer, hashlib.sha256(), request, is_begun)
        is_kept = "no-store" not in known.get("cache-control", "").lower()
        return Response(OK, digest, size, mark_of(known) if is_kept else (None, None))

    def _report_marks(self, kinds: Iterator[str], name: str) -> None:
        for kind in kinds:
            self._report(
                kind, f"{name}: the server gives each visitor another {kind}, so it can recognise them."
            )

    def _leads(self, location: str, request: Request, query: str) -> bool:
        """Whether a redirect leads where it may, on this server and with the same scheme."""
        target = urllib.parse.urljoin(self.address + request.target, location)
        return target.removesuffix(query) == urllib.parse.urljoin(
            self.address, urllib.parse.quote(request.leads)
        )

    def _repeated_headers(self, visit: Visit, request: Request) -> dict[str, str]:
        """Return the headers that repeat what the server sent before, as browsers do."""
        if visit.again:
            return sent_back(request.kept.mark) if request.kept else {}
        return (
            {"Range": f"bytes={request.begun_size}-", "If-Range": request.begun_mark} if visit.resumes else {}
        )

    def _answer(self, visit: Visit, target: str, more: Mapping[str, str]) -> Answer:
        path = urllib.parse.quote(self.split.path, safe="/%") + target
        while True:
            earlier = self._connections.pop(visit.browser, None)
            is_kept = earlier and earlier.is_reusable and not visit.alone
            connection = earlier if earlier and is_kept else HttpConnection(self.split, self.until)
            if earlier and earlier is not connection:
                earlier.close()
            self._connections[visit.browser] = connection
            try:
                return connection.get(path, visit.sent(connection.http2, more))
            except StaleError:
                connection.close()
                del self._connections[visit.browser]

    def _hashed(
        self,
        visit: Visit,
        answer: Answer,
        digest: hashlib._Hash,
        request: Request | None = None,
        is_begun: bool = False,
    ) -> tuple[str, int]:
        """Return the SHA-256 and size of the decompressed content; only `content` keeps it in memory."""
        encoding = joined(answer.headers).get("content-encoding", "").lower()
        if encoding not in ("", "identity", *dict(visit.headers)["Accept-Encoding"].split(", ")):
            raise ValueError(f"it has the encoding {encoding}, which was not requested")
        content, size = request.content if request else None, 0
        for piece in decompressed_pieces(answer.pieces, encoding, LARGEST if content is None else SMALL):
            if request and is_begun and size <= request.begun_size < size + len(piece):
                request.begun = digest.copy()
                request.begun.update(piece[: request.begun_size - size])
            digest.update(piece)
            size += len(piece)
            if content is not None:
                content += piece
            self._sizes[visit.who] = self._sizes.get(visit.who, 0) + len(piece)
            if self._sizes[visit.who] > LARGEST_COPY:
                raise ValueError(f"all files together are larger than {LARGEST_COPY} bytes")
        return digest.hexdigest(), size

    def _check_headers(
        self, answer: Answer, name: str, without_content: bool = False, leads: bool = False
    ) -> None:
        left = ("location",) * leads + ("type ",) * without_content
        for key, reports in header_problems(answer.headers, name):
            if not key.startswith(left):
                self._report(key, reports)

    def _report(self, key: str, reports: str) -> None:
        if len(self.reports) < _MOST_REPORTS:
            self.reports.setdefault(key, reports)
