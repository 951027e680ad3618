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
from lanpya.releases.remote.transport import SILENT, Line

# What Chromium sends when it begins HTTP/2; a test compares it with the Chromium that is installed.
SETTINGS = {
    h2.settings.SettingCodes.HEADER_TABLE_SIZE: 65_536,
    h2.settings.SettingCodes.ENABLE_PUSH: 0,
    h2.settings.SettingCodes.INITIAL_WINDOW_SIZE: 6_291_456,
    h2.settings.SettingCodes.MAX_HEADER_LIST_SIZE: 262_144,
}
WINDOW = 15_663_105  # bytes by which Chromium widens the window of the connection
_BROKEN = (BrokenError, h2.exceptions.ProtocolError, ConnectionError)
_NO_ANSWER = "what the server sends is no answer of HTTP"


class StaleError(Exception):
    """A connection that was kept open is closed; the request may be sent again on another."""


class _Speaker(Protocol):
    def ask(self, target: str, headers: Headers) -> Answer: ...

    @property
    def may_go_on(self) -> bool: ...


class Wire:
    """A connection to the host of an address; `until` is its end, as time.monotonic() counts.

    Raises UnreachableError where no connection is made.
    """

    def __init__(self, address: SplitResult, until: float):
        self.line = Line(address, until)
        self.http2 = self.line.speaks_http2
        host = address.netloc.rpartition("@")[2]
        self._speaker: _Speaker = _Http2(self.line, host) if self.http2 else Http1(self.line, host)
        self._answered = 0

    @property
    def may_go_on(self) -> bool:
        """Whether another request may be sent."""
        return self._speaker.may_go_on

    def close(self) -> None:
        """End the connection."""
        self.line.close()

    def get(self, target: str, headers: Headers) -> Answer:
        """Ask for a target, and return the answer; its pieces are to be read to the end.

        Raises ValueError where what comes is no answer of HTTP or breaks off, also while pieces are read;
        StaleError; UnreachableError where it does not begin within SILENT, or not end by the deadline.
        """
        self.line.expect(SILENT)
        try:
            answer = self._speaker.ask(target, headers)
            if answer.status < 200:  # browsers act on what one says
                raise ValueError(f"the server sends {answer.status} ahead of its answer, and no release does")
        except _BROKEN as error:
            if self._answered and isinstance(error, ConnectionError):
                raise StaleError from error
            raise ValueError(f"{_NO_ANSWER} ({error})") from error
        self.line.expect()
        self._answered += 1
        return Answer(answer.status, answer.headers, _unbroken(answer.pieces))


def _unbroken(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except BrokenError as error:
        raise ValueError(f"{_NO_ANSWER} ({error})") from error
    except _BROKEN as error:
        raise ValueError(f"the connection broke ({error})") from error


def _texts(headers: Sequence[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]


class _Connection(h2.connection.H2Connection):
    def _receive_alt_svc_frame(self, frame: object) -> NoReturn:
        """Refuse what h2 leaves out and browsers act on: where else the site is to be asked (RFC 7838, 4)."""
        raise BrokenError("it leads elsewhere")


class _Http2:
    def __init__(self, line: Line, host: str):
        self.line, self.host = line, host
        self.state = _Connection(
            h2.config.H2Configuration(
                client_side=True, header_encoding=None, normalize_outbound_headers=False
            )
        )
        self.state.local_settings = h2.settings.Settings(client=True, initial_values=SETTINGS)
        # what is announced holds from now on, not from the server's answer to it
        self.state.decoder.max_allowed_table_size = SETTINGS[h2.settings.SettingCodes.HEADER_TABLE_SIZE]
        self.state.decoder.max_header_list_size = LONGEST_HEAD
        self.state.initiate_connection()
        self.state.increment_flow_control_window(WINDOW)
        self.line.send(self.state.data_to_send())
        self.ended = False

    @property
    def may_go_on(self) -> bool:
        return not self.ended

    def ask(self, target: str, headers: Headers) -> Answer:
        stream = self.state.get_next_available_stream_id()
        # in Chromium's order, which differs from Firefox' and Safari's
        own = [(":method", "GET"), (":authority", self.host), (":scheme", "https"), (":path", target)]
        self.state.send_headers(stream, [*own, *headers], end_stream=True)
        self.line.send(self.state.data_to_send())
        events = self._events(stream)
        answer = next(events)
        if not isinstance(answer, h2.events.ResponseReceived | h2.events.InformationalResponseReceived):
            raise ConnectionResetError("the answer has no headers")
        named = _texts(answer.headers or [])
        status = next(value for name, value in named if name == ":status")
        return Answer(int(status), [pair for pair in named if pair[0] != ":status"], self._pieces(events))

    def _events(self, stream: int) -> Iterator[h2.events.Event]:
        """Yield what comes for a stream, and make room for what was taken."""
        while received := self.line.receive():
            events = self.state.receive_data(received)
            for event in events:
                if isinstance(event, h2.events.DataReceived) and event.flow_controlled_length:
                    self.state.acknowledge_received_data(
                        event.flow_controlled_length, event.stream_id or stream
                    )
                if isinstance(event, h2.events.TrailersReceived):
                    raise BrokenError("headers come behind the content")
                self.ended = self.ended or isinstance(event, h2.events.ConnectionTerminated)
            self.line.send(self.state.data_to_send())
            yield from (event for event in events if getattr(event, "stream_id", None) == stream)
        raise ConnectionResetError("it was closed before the answer was whole")

    def _pieces(self, events: Iterator[h2.events.Event]) -> Iterator[bytes]:
        for event in events:
            if isinstance(event, h2.events.DataReceived):
                yield event.data or b""
            elif isinstance(event, h2.events.StreamReset):
                raise ConnectionResetError("the server ended it")
            elif isinstance(event, h2.events.StreamEnded):
                return
