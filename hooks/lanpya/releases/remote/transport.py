"""A connection to a server, plain or with TLS, with a deadline that holds whatever the server sends."""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import time
from urllib.parse import SplitResult, urlsplit

SILENT = 60  # seconds until a response begins, and between two pieces of it; Tor is slow
PIECE = 65_536  # bytes
_PORTS = {"http": 80, "https": 443}


class UnreachableError(OSError):
    """A server does not respond, or not in time: nothing is known about the copy."""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, which browsers trust like https."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def site_address(address: str) -> SplitResult:
    """Return the parts of the address of a site. Raises ValueError if it is invalid or has other parts."""
    split = urlsplit(address)
    if "?" in address or "#" in address or "@" in split.netloc:
        raise ValueError(f"{address}: the address of a site has no ?, # or @")
    try:
        is_whole = split.hostname and split.port != 0 and re.fullmatch(r"[!-~]+", split.netloc)
    except ValueError as error:
        raise ValueError(f"{address} is not the address of a site ({error})") from error
    if not is_whole or split.scheme not in _PORTS:
        raise ValueError(f"{address} is not the address of a site")
    return split


class Transport:
    """A connection to the host of an address.

    `until` is the deadline in time.monotonic(), after which everything that waits raises UnreachableError.
    Raises UnreachableError if no connection can be made.
    """

    def __init__(self, address: SplitResult, until: float):
        self.until, self.patience = until, until
        self.host, self.secure = address.hostname or "", address.scheme == "https"
        self.socket = self._connected(address.port or _PORTS[address.scheme])

    @property
    def speaks_http2(self) -> bool:
        """Whether HTTP/2 was agreed on for this connection."""
        return isinstance(self.socket, ssl.SSLSocket) and self.socket.selected_alpn_protocol() == "h2"

    def close(self) -> None:
        """Close the connection."""
        self.socket.close()

    def expect(self, seconds: float | None = None) -> None:
        """Set a limit in seconds for everything that the server sends from now on; None: the deadline."""
        self.patience = self.until if seconds is None else min(self.until, time.monotonic() + seconds)

    def send(self, content: bytes) -> None:
        """Send the content. Raises ConnectionError or UnreachableError."""
        self.socket.settimeout(self._time_left())
        try:
            self.socket.sendall(content)
        except TimeoutError as error:
            raise UnreachableError("the server takes too long") from error

    def receive(self) -> bytes:
        """Return the next data, empty at the end. Raises ConnectionError or UnreachableError."""
        self.socket.settimeout(self._time_left())
        try:
            return self.socket.recv(PIECE)
        except TimeoutError as error:
            raise UnreachableError("the server takes too long") from error
        except ssl.SSLError as error:
            raise ConnectionAbortedError(str(error)) from error

    def _time_left(self) -> float:
        now = time.monotonic()
        if (left := min(self.patience - now, SILENT)) <= 0:
            raise UnreachableError("the server takes too long")
        return left

    def _connected(self, port: int) -> socket.socket:
        try:
            addresses = socket.getaddrinfo(self.host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnreachableError(f"{self.host} is not found ({error})") from error
        last_error: OSError | None = None
        for family, kind, protocol, _, address in addresses:
            plain = socket.socket(family, kind, protocol)
            try:
                plain.settimeout(self._time_left())
                plain.connect(address)
                plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                plain.settimeout(self._time_left())  # for the whole handshake, not for each of its parts
                return self._secured(plain) if self.secure else plain
            except OSError as error:
                plain.close()
                last_error = error
        raise UnreachableError(f"{self.host} cannot be reached ({last_error})") from last_error

    def _secured(self, plain: socket.socket) -> ssl.SSLSocket:
        context = ssl.create_default_context()
        context.set_alpn_protocols(["h2", "http/1.1"])
        return context.wrap_socket(plain, server_hostname=self.host)
