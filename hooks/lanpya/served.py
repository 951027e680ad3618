"""A copy of a release that a server shows, as the browser of a phone gets it."""

from __future__ import annotations

import gzip
import io
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Iterator, Mapping
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import IO

import brotli

from lanpya.copies import LARGEST
from lanpya.serving import CLEARED, HOST_FILE, PRECOMPRESSED

SILENT, LONGEST = 60, 600  # seconds: between two pieces of a file, and for a whole one; Tor is slow
OK, _NOT_THERE = 200, (404, 410)
_PIECE = 65_536
# What a phone's browser sends; a server could show something else to a program that says what it is.
_BROWSER = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.0.0 Mobile Safari/537.36",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "my,en;q=0.8",
}
# Browsers send the last over https alone (RFC 7932 says nothing of it; Chromium and Firefox do so). The first
# comes from what asks for a part of a file, or stands between the phone and the server.
_ENCODINGS = ("identity", "gzip, deflate", "gzip, deflate, br")
# A header that makes a browser remember, load, save or report something that the page does not ask for.
_UNWANTED = (
    *("Set-Cookie", "Refresh", "Link", "Alt-Svc", "Accept-CH", "Critical-CH", "Speculation-Rules"),
    *("NEL", "Report-To", "Reporting-Endpoints", "Content-Security-Policy-Report-Only"),
    *("Content-Disposition", "Service-Worker-Allowed"),
)
_REPORTING = ("report-uri", "report-to")
_SCRIPTS = ("text/javascript", "application/javascript")  # a worker of another type is none (HTML, 4.12.1)


class Site:
    """A copy that a server shows, fetched in each way of compression that browsers ask for."""

    def __init__(self, address: str):
        self.address = address.rstrip("/") + "/"
        self.opener = urllib.request.build_opener(_NoRedirect)
        self.told: list[str] = []

    def is_met(self, name: str) -> bool:
        """Compressed files are met as what they are of; static hosts keep their settings to themselves."""
        return not name.endswith(PRECOMPRESSED) and name != HOST_FILE

    def read(self, name: str) -> bytes:
        """Return what the server sends; raises ValueError where it sends different things for one name.

        Raises OSError when nobody answers, or a file takes longer than LONGEST.
        """
        found = {self._get(name, encoding) for encoding in _ENCODINGS}
        if len(found) > 1:
            raise ValueError("the server sends different things to different browsers")
        code, content = found.pop()
        if code != OK:
            raise FileNotFoundError(name)
        return content

    def strays(self, files: Mapping[str, bytes]) -> Iterator[str]:
        """Yield what the server does that a true copy does not."""
        yield from dict.fromkeys(self.told)
        nowhere = f"{secrets.token_hex(8)}.html"  # a name that no server knows beforehand
        for name, same, code in (("", "index.html", OK), (nowhere, "404.html", _NOT_THERE[0])):
            try:
                found = self._get(name, _ENCODINGS[1])
            except ValueError as error:
                yield f"{self.address}{name}: {error}"
                continue
            if found != (code, files.get(same)):
                yield f"{self.address}{name} shows something else than {same}."

    def _get(self, name: str, encoding: str) -> tuple[int, bytes]:
        """Return the status, one that is good or says that there is no such file, and what came."""
        request = urllib.request.Request(  # noqa: S310 (the address is the verifier's own)
            self.address + urllib.parse.quote(name), headers={**_BROWSER, "Accept-Encoding": encoding}
        )
        try:
            with self.opener.open(request, timeout=SILENT) as answer:
                if answer.status != OK:
                    raise ValueError(f"the server answers {answer.status}")
                return OK, self._content(answer, name)
        except urllib.error.HTTPError as error:
            if error.code in _NOT_THERE:
                return _NOT_THERE[0], self._content(error, "404.html")
            where = f" to {error.headers['Location']}" if error.headers.get("Location") else ""
            raise ValueError(f"the server answers {error.code}{where}") from error
        except (HTTPException, ConnectionError) as error:
            raise ValueError(f"the connection broke ({error!r})") from error

    def _content(self, answer: HTTPResponse | urllib.error.HTTPError, name: str) -> bytes:
        self.told += _unwanted(answer.headers, name or "index.html")
        return decoded(_read(answer), answer.headers.get("Content-Encoding", "").lower())


def _read(answer: HTTPResponse | urllib.error.HTTPError) -> bytes:
    """Return what comes, at most a little more than LARGEST; raises OSError when it takes too long."""
    until, content = time.monotonic() + LONGEST, bytearray()
    while len(content) <= LARGEST and (piece := answer.read1(_PIECE)):
        content += piece
        if time.monotonic() > until:
            raise OSError(f"the server needs more than {LONGEST} seconds for one file")
    return bytes(content)


def _unwanted(headers: Message, name: str) -> Iterator[str]:
    """Yield what no release asks for: browsers would take the same bytes for something else, or do more."""
    for header in _UNWANTED:
        if header in headers:
            yield f"The server sends the header {header}, which no release asks for."
    if any(word in told for told in headers.get_all("Content-Security-Policy", []) for word in _REPORTING):
        yield "The server lets browsers report what they load (Content-Security-Policy)."
    if headers.get("Clear-Site-Data", CLEARED) != CLEARED:
        yield f"The server lets browsers delete {headers['Clear-Site-Data']} (Clear-Site-Data)."
    kind, charset = headers.get_content_type(), headers.get_content_charset("utf-8")
    told = headers.get("Content-Type", "none")
    if charset != "utf-8" or (kind == "text/html") is not name.endswith(".html"):
        yield f"{name}: the server says that it is {told}; browsers would show something else."
    elif name.endswith(".js") and kind not in _SCRIPTS:
        yield f"{name}: the server says that it is {told}; browsers would not run it."
    elif name.endswith(".txt") and (kind != "text/plain" or not headers.get_content_charset()):
        # a page names its charset itself, and a script has that of its page
        yield f"{name}: the server says that it is {told} instead of text/plain; charset=utf-8."


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A release has no page that leads to another; what does, leads away."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def decoded(content: bytes, encoding: str) -> bytes:
    """Return what was sent in an encoding ("gzip", "br" or none); raises ValueError, also past LARGEST."""
    try:
        if encoding == "gzip":
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
                content = stream.read(LARGEST + 1)
        elif encoding == "br":
            unpacked = brotli.Decompressor()
            content = unpacked.process(content, output_buffer_limit=LARGEST + 1)
            if not unpacked.is_finished() and len(content) <= LARGEST:
                raise ValueError("it is cut off")
        elif encoding not in ("", "identity"):
            raise ValueError(f"it comes in the encoding {encoding}, and no release does")
    except (OSError, EOFError, zlib.error, brotli.error) as error:
        raise ValueError(f"it cannot be unpacked ({error})") from error
    if len(content) > LARGEST:
        raise ValueError(f"it is larger than {LARGEST} bytes")
    return content
