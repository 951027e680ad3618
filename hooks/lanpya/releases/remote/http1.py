"""HTTP/1.1 (RFC 9112), read strictly: only in the form in which servers write it.

What a lenient parser accepts or drops, such as text after the length of a chunk, can be a page in a browser.
So anything that servers do not write is not a valid response.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lanpya.releases.remote.transport import Transport

LONGEST_HEAD = 65_536  # bytes of all headers in a response; hosts send 1,000
_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-9]\d\d)(?: [\x20-\x7e]*)?")
_HEADER = re.compile(
    rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?((?:[^\s\x00](?: *[^\s\x00])*)?)"  # the value is checked later
)
_LENGTH = re.compile(r"\d{1,12}")
_CHUNK = re.compile(rb"[0-9A-Fa-f]{1,8}")
_WITHOUT_CONTENT = (204, 304)
Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """A response: its status, its headers in order, and its content in pieces."""

    status: int
    headers: list[tuple[str, str]]
    pieces: Iterator[bytes]


class BrokenError(Exception):
    """A response is not valid HTTP."""


class Http1:
    """The client of a connection with HTTP/1.1; `is_reusable` says whether another request may be sent."""

    def __init__(self, transport: Transport, host: str):
        self.transport, self.host, self.is_reusable = transport, host, True
        self._unread = bytearray()

    def request(self, target: str, headers: Headers) -> Answer:
        """Send a request. Raises BrokenError and ConnectionError, as reading the pieces does."""
        self.is_reusable = False  # until the response was read
        lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
        lines.insert(1, f"Host: {self.host}")
        self.transport.send("".join(f"{transport}\r\n" for transport in (*lines, "")).encode("latin-1"))
        first, *rest = self._head().split(b"\r\n")
        status = _STATUS.fullmatch(first)
        if not status:
            raise BrokenError("it does not begin like HTTP/1.1")
        fields = [_HEADER.fullmatch(transport) for transport in rest]
        named = [(field[1].decode("latin-1"), field[2].decode("latin-1")) for field in fields if field]
        if len(named) < len(fields):
            raise BrokenError("a header is malformed")
        return Answer(int(status[2]), named, self._pieces(int(status[2]), status[1] == b"1", named))

    def _pieces(self, status: int, persists: bool, named: Headers) -> Iterator[bytes]:
        """Return the content, whose length is in the headers; ambiguous lengths are refused."""
        chunked, length = _only("transfer-encoding", named), _only("content-length", named)
        if chunked and (not persists or chunked.lower() != "chunked" or length):
            raise BrokenError("browsers could disagree where the response ends")
        if length and not _LENGTH.fullmatch(length):
            raise BrokenError("the length of the response is not a number")
        closes = [value.lower() for name, value in named if name.lower() == "connection"]
        persists = persists and not any("close" in value for value in closes)
        if status in _WITHOUT_CONTENT:
            return self._to_the_end(iter(()), persists)
        if chunked:
            return self._to_the_end(self._chunks(), persists)
        return self._to_the_end(self._next(int(length)), persists) if length else self._all()

    def _to_the_end(self, pieces: Iterator[bytes], persists: bool) -> Iterator[bytes]:
        yield from pieces
        if self._unread:
            raise BrokenError("there is data after the response")
        self.is_reusable = persists

    def _all(self) -> Iterator[bytes]:
        """Yield all data until the connection is closed."""
        yield bytes(self._unread)
        while received := self.transport.receive():
            yield received

    def _chunks(self) -> Iterator[bytes]:
        while True:
            while b"\n" not in self._unread and len(self._unread) < 10:
                self._more()
            size = bytes(self._unread[: max(0, self._unread.find(b"\r\n", 0, 10))])
            if not _CHUNK.fullmatch(size):
                raise BrokenError("the length of a chunk is not alone on its line")
            del self._unread[: len(size) + 2]
            if length := int(size, 16):
                yield from self._next(length)
            if b"".join(self._next(2)) != b"\r\n":
                raise BrokenError("there is data after a chunk")
            if not length:
                return

    def _next(self, size: int) -> Iterator[bytes]:
        """Yield the next `size` bytes."""
        while size:
            if not self._unread:
                self._more()
            piece = bytes(self._unread[:size])
            del self._unread[:size]
            size -= len(piece)
            yield piece

    def _head(self) -> bytes:
        end = -1
        while (end := self._unread.find(b"\r\n\r\n", max(0, end))) < 0:
            if len(self._unread) > LONGEST_HEAD:
                raise BrokenError(f"its headers are longer than {LONGEST_HEAD} bytes")
            end = len(self._unread) - 3
            self._more()
        head = bytes(self._unread[:end])
        del self._unread[: end + 4]
        return head

    def _more(self) -> None:
        if not (received := self.transport.receive()):
            raise ConnectionResetError("it was closed before the response was complete")
        self._unread += received


def _only(name: str, named: Headers) -> str:
    """Return the value of a header with a length, or "". Raises BrokenError if it is repeated or empty."""
    values = [value for header, value in named if header.lower() == name]
    if len(values) > 1 or "" in values:
        raise BrokenError(f"{name} is repeated or empty")
    return values[0] if values else ""
