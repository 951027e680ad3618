"""HTTP/1.1 and HTTP/2 over one connection, as the browser of a phone speaks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NoReturn, Protocol
from urllib.parse import SplitResult

import h2.config
import h2.connection
import h2.events
import h2.exceptions
import h2.settings

from lanpya.releases.remote.http1 import LONGEST_HEAD, Answer, BrokenError, Headers, Http1
from lanpya.releases.remote.transport import SILENT, Transport

# The settings with which Chromium begins HTTP/2; a test compares them with the installed Chromium.
SETTINGS = {
    h2.settings.SettingCodes.HEADER_TABLE_SIZE: 65_536,
    h2.settings.SettingCodes.ENABLE_PUSH: 0,
    h2.settings.SettingCodes.INITIAL_WINDOW_SIZE: 6_291_456,
    h2.settings.SettingCodes.MAX_HEADER_LIST_SIZE: 262_144,
}
WINDOW = 15_663_105  # bytes by which Chromium widens the window of the connection
_BROKEN = (BrokenError, h2.exceptions.ProtocolError, ConnectionError)
_INVALID = "the server does not send a valid HTTP response"


class StaleError(Exception):
    """A connection that was kept open has been closed; the request may be sent again on another."""


class _Protocol(Protocol):
    def request(self, target: str, headers: Headers) -> Answer: ...

    @property
    def is_reusable(self) -> bool: ...


class HttpConnection:
    """An HTTP connection to the host of an address; `until` is its deadline in time.monotonic().

    Raises UnreachableError if no connection can be made.
    """

    def __init__(self, address: SplitResult, until: float):
        self.transport = Transport(address, until)
        self.http2 = self.transport.speaks_http2
        host = address.netloc.rpartition("@")[2]
        self._protocol: _Protocol = (
            _Http2(self.transport, host) if self.http2 else Http1(self.transport, host)
        )
        self._answered = 0

    @property
    def is_reusable(self) -> bool:
        """Whether another request may be sent."""
        return self._protocol.is_reusable

    def close(self) -> None:
        """Close the connection."""
        self.transport.close()

    def get(self, target: str, headers: Headers) -> Answer:
        """Request a target and return the response; its pieces must be read to the end.

        Raises ValueError if the response is not valid HTTP or breaks off, also while pieces are read;
        StaleError; UnreachableError if the response does not begin within SILENT, or does not end by the
        deadline.
        """
        self.transport.expect(SILENT)
        try:
            answer = self._protocol.request(target, headers)
            if answer.status < 200:  # browsers act on its headers
                raise ValueError(
                    f"the server sends {answer.status} before its response, which no release does"
                )
        except _BROKEN as error:
            if self._answered and isinstance(error, ConnectionError):
                raise StaleError from error
            raise ValueError(f"{_INVALID} ({error})") from error
        self.transport.expect()
        self._answered += 1
        return Answer(answer.status, answer.headers, _unbroken(answer.pieces))


def _unbroken(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except BrokenError as error:
        raise ValueError(f"{_INVALID} ({error})") from error
    except _BROKEN as error:
        raise ValueError(f"the connection broke ({error})") from error


def _texts(headers: Sequence[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]


class _Connection(h2.connection.H2Connection):
    def _receive_alt_svc_frame(self, frame: object) -> NoReturn:
        """Refuse what h2 ignores and browsers obey: another place of the site (RFC 7838, 4)."""
        raise BrokenError("it names another place of the site")


class _Http2:
    def __init__(self, transport: Transport, host: str):
        self.transport, self.host = transport, host
        self.state = _Connection(
            h2.config.H2Configuration(
                client_side=True, header_encoding=None, normalize_outbound_headers=False
            )
        )
        self.state.local_settings = h2.settings.Settings(client=True, initial_values=SETTINGS)
        # what is announced applies at once, not after the server confirms it
        self.state.decoder.max_allowed_table_size = SETTINGS[h2.settings.SettingCodes.HEADER_TABLE_SIZE]
        self.state.decoder.max_header_list_size = LONGEST_HEAD
        self.state.initiate_connection()
        self.state.increment_flow_control_window(WINDOW)
        self.transport.send(self.state.data_to_send())
        self.ended = False

    @property
    def is_reusable(self) -> bool:
        return not self.ended

    def request(self, target: str, headers: Headers) -> Answer:
        stream = self.state.get_next_available_stream_id()
        # in the order of Chromium, which differs from Firefox and Safari
        own = [(":method", "GET"), (":authority", self.host), (":scheme", "https"), (":path", target)]
        self.state.send_headers(stream, [*own, *headers], end_stream=True)
        self.transport.send(self.state.data_to_send())
        events = self._events(stream)
        answer = next(events)
        if not isinstance(answer, h2.events.ResponseReceived | h2.events.InformationalResponseReceived):
            raise ConnectionResetError("the response has no headers")
        named = _texts(answer.headers or [])
        status = next(value for name, value in named if name == ":status")
        return Answer(int(status), [pair for pair in named if pair[0] != ":status"], self._pieces(events))

    def _events(self, stream: int) -> Iterator[h2.events.Event]:
        """Yield the events of a stream, and acknowledge received data."""
        while received := self.transport.receive():
            events = self.state.receive_data(received)
            for event in events:
                if isinstance(event, h2.events.DataReceived) and event.flow_controlled_length:
                    self.state.acknowledge_received_data(
                        event.flow_controlled_length, event.stream_id or stream
                    )
                if isinstance(event, h2.events.TrailersReceived):
                    raise BrokenError("there are headers after the content")
                self.ended = self.ended or isinstance(event, h2.events.ConnectionTerminated)
            self.transport.send(self.state.data_to_send())
            yield from (event for event in events if getattr(event, "stream_id", None) == stream)
        raise ConnectionResetError("it was closed before the response was complete")

    def _pieces(self, events: Iterator[h2.events.Event]) -> Iterator[bytes]:
        for event in events:
            if isinstance(event, h2.events.DataReceived):
                yield event.data or b""
            elif isinstance(event, h2.events.StreamReset):
                raise ConnectionResetError("the server ended it")
            elif isinstance(event, h2.events.StreamEnded):
                return
