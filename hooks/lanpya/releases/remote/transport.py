"""A connection to a server, plain or with TLS, with a deadline that holds whatever the server sends."""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import time
from urllib.parse import SplitResult, urlsplit

SILENT = 60  # seconds until an answer has begun, and between two pieces of it; Tor is slow
PIECE = 65_536  # bytes
_PORTS = {"http": 80, "https": 443}


class UnreachableError(OSError):
    """No one answers at an address, or not in time: nothing is known of the copy there."""


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine, which browsers trust as they trust https."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def site_address(address: str) -> SplitResult:
    """Return the parts of the address of a site; raises ValueError where it is none, or has more parts."""
    split = urlsplit(address)
    if "?" in address or "#" in address or "@" in split.netloc:
        raise ValueError(f"{address}: a site is at an address without ?, # and @; give it so")
    try:
        is_whole = split.hostname and split.port != 0 and re.fullmatch(r"[!-~]+", split.netloc)
    except ValueError as error:
        raise ValueError(f"{address} is no address of a site ({error})") from error
    if not is_whole or split.scheme not in _PORTS:
        raise ValueError(f"{address} is no address of a site")
    return split


class Line:
    """A connection to the host of an address.

    `until` is the time of time.monotonic() at which everything that waits ends with UnreachableError. Raises
    UnreachableError where no connection is made.
    """

    def __init__(self, address: SplitResult, until: float):
        self.until, self.patience = until, until
        self.host, self.secure = address.hostname or "", address.scheme == "https"
        self.socket = self._connected(address.port or _PORTS[address.scheme])

    @property
    def speaks_http2(self) -> bool:
        """Whether both sides agreed on HTTP/2 when the connection was made."""
        return isinstance(self.socket, ssl.SSLSocket) and self.socket.selected_alpn_protocol() == "h2"

    def close(self) -> None:
        """End the connection."""
        self.socket.close()

    def expect(self, seconds: float | None = None) -> None:
        """Give the server so many seconds for all that it sends from now on; None: until the deadline."""
        self.patience = self.until if seconds is None else min(self.until, time.monotonic() + seconds)

    def send(self, content: bytes) -> None:
        """Send all of a content; raises ConnectionError or UnreachableError."""
        self.socket.settimeout(self._left())
        try:
            self.socket.sendall(content)
        except TimeoutError as error:
            raise UnreachableError("the server takes too long") from error

    def receive(self) -> bytes:
        """Return what comes next, empty at the end; raises ConnectionError or UnreachableError."""
        self.socket.settimeout(self._left())
        try:
            return self.socket.recv(PIECE)
        except TimeoutError as error:
            raise UnreachableError("the server takes too long") from error
        except ssl.SSLError as error:
            raise ConnectionAbortedError(str(error)) from error

    def _left(self) -> float:
        now = time.monotonic()
        if (left := min(self.patience - now, SILENT)) <= 0:
            raise UnreachableError("the server takes too long")
        return left

    def _connected(self, port: int) -> socket.socket:
        try:
            places = socket.getaddrinfo(self.host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnreachableError(f"{self.host} is not found ({error})") from error
        wrong: OSError | None = None
        for family, kind, protocol, _, place in places:
            plain = socket.socket(family, kind, protocol)
            try:
                plain.settimeout(self._left())
                plain.connect(place)
                plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                plain.settimeout(self._left())  # of the whole handshake, not of each of its parts
                return self._secured(plain) if self.secure else plain
            except OSError as error:
                plain.close()
                wrong = error
        raise UnreachableError(f"{self.host} is not reached ({wrong})") from wrong

    def _secured(self, plain: socket.socket) -> ssl.SSLSocket:
        trusted = ssl.create_default_context()
        trusted.set_alpn_protocols(["h2", "http/1.1"])
        return trusted.wrap_socket(plain, server_hostname=self.host)
