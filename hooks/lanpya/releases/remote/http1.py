"""HTTP/1.1 (RFC 9112) as servers write it, and nothing that one program reads and another leaves out.

What a lenient reader forgives or drops, as the words behind the length of a chunk, can be a page in a
browser. So an answer is read strictly: what is not written as servers write it is no answer of HTTP.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lanpya.releases.remote.transport import Line

LONGEST_HEAD = 65_536  # bytes of all headers of one answer; hosts send 1,000
_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-9]\d\d)(?: [\x20-\x7e]*)?")
_HEADER = re.compile(
    rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+): ?((?:[^\s\x00](?: *[^\s\x00])*)?)"  # what it may say is judged later
)
_LENGTH = re.compile(r"\d{1,12}")
_CHUNK = re.compile(rb"[0-9A-Fa-f]{1,8}")
_WITHOUT_CONTENT = (204, 304)
Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What a server answers: its status, its headers in order, and its content piece by piece."""

    status: int
    headers: list[tuple[str, str]]
    pieces: Iterator[bytes]


class BrokenError(Exception):
    """What comes is not written as HTTP is."""


class Http1:
    """One side of a connection that speaks HTTP/1.1; `may_go_on` says whether another request may be sent."""

    def __init__(self, line: Line, host: str):
        self.line, self.host, self.may_go_on = line, host, True
        self._unread = bytearray()

    def ask(self, target: str, headers: Headers) -> Answer:
        """Send a request; raises BrokenError, ConnectionError, and so do the pieces while they are read."""
        self.may_go_on = False  # until the answer was read
        lines = [f"GET {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
        lines.insert(1, f"Host: {self.host}")
        self.line.send("".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1"))
        first, *rest = self._head().split(b"\r\n")
        begins = _STATUS.fullmatch(first)
        if not begins:
            raise BrokenError("it does not begin as HTTP/1.1 does")
        fields = [_HEADER.fullmatch(line) for line in rest]
        named = [(one[1].decode("latin-1"), one[2].decode("latin-1")) for one in fields if one]
        if len(named) < len(fields):
            raise BrokenError("a header is not written as one")
        return Answer(int(begins[2]), named, self._pieces(int(begins[2]), begins[1] == b"1", named))

    def _pieces(self, status: int, persists: bool, named: Headers) -> Iterator[bytes]:
        """Return the content, after how long it is was read from the headers; what is unsure is refused."""
        chunked, length = _only("transfer-encoding", named), _only("content-length", named)
        if chunked and (not persists or chunked.lower() != "chunked" or length):
            raise BrokenError("where the answer ends, browsers would read in more than one way")
        if length and not _LENGTH.fullmatch(length):
            raise BrokenError("the length of the answer is no number")
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
            raise BrokenError("something comes behind the answer")
        self.may_go_on = persists

    def _all(self) -> Iterator[bytes]:
        """Yield what comes until the connection is closed."""
        yield bytes(self._unread)
        while received := self.line.receive():
            yield received

    def _chunks(self) -> Iterator[bytes]:
        while True:
            while b"\n" not in self._unread and len(self._unread) < 10:
                self._more()
            size = bytes(self._unread[: max(0, self._unread.find(b"\r\n", 0, 10))])
            if not _CHUNK.fullmatch(size):
                raise BrokenError("the length of a chunk has something beside it")
            del self._unread[: len(size) + 2]
            if left := int(size, 16):
                yield from self._next(left)
            if b"".join(self._next(2)) != b"\r\n":
                raise BrokenError("something comes behind a chunk")
            if not left:
                return

    def _next(self, size: int) -> Iterator[bytes]:
        """Yield the next bytes, so many in all."""
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
        if not (received := self.line.receive()):
            raise ConnectionResetError("it was closed before the answer was whole")
        self._unread += received


def _only(name: str, named: Headers) -> str:
    """Return the value of a header that says how long an answer is, "" without; one that is there says it."""
    values = [value for header, value in named if header.lower() == name]
    if len(values) > 1 or "" in values:
        raise BrokenError(f"{name} is there twice, or says nothing")
    return values[0] if values else ""
