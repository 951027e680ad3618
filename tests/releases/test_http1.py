"""Every byte of an answer in HTTP/1.1 is one that a browser reads as the verifier does, or it is refused."""

from __future__ import annotations

import socket
from hashlib import sha256

import pytest
from support.slow_server import speaking

from lanpya.releases.remote.remote_copy import Site

PAGE = b"<!doctype html><p>Wait."
LIE = b"<p>Call 0900<!--"
TYPE = b"Content-Type: text/html\r\n"
CHUNKED = TYPE + b"Transfer-Encoding: chunked\r\n\r\n"
LONG = TYPE + b"Content-Length: 23\r\n\r\n"


def answered(content: bytes) -> tuple[str, list[str]]:
    """Return what the verifier makes of a server that always sends this, and what else it reports."""

    def say(line: socket.socket) -> None:
        while b"\r\n\r\n" not in line.recv(65_536):
            pass
        line.sendall(content)

    with speaking(say) as place:
        site = Site(f"http://{place}", 30)
        try:
            return site.digest("2.html", sha256(PAGE).hexdigest()), list(site.reports.values())
        except ValueError as error:
            return str(error), []


TRUE = {
    "with a length": b"HTTP/1.1 200 OK\r\n" + LONG + PAGE,
    "of an old server": b"HTTP/1.0 200 OK\r\n" + LONG + PAGE,
    "until it closes": b"HTTP/1.0 200 OK\r\n" + TYPE + b"\r\n" + PAGE,
    "without a reason": b"HTTP/1.1 200\r\n" + LONG + PAGE,
    "with a word of nothing": b"HTTP/1.1 200 \r\nServer: \r\nVia:\r\n" + LONG + PAGE,
    "close together": b"HTTP/1.1 200 OK\r\nserver:a\r\n" + LONG + PAGE,
    "in chunks": b"HTTP/1.1 200 OK\r\n"
    + CHUNKED
    + b"0a\r\n%s\r\nD\r\n%s\r\n0\r\n\r\n" % (PAGE[:10], PAGE[10:]),
}


@pytest.mark.parametrize("kind", TRUE)
def test_an_answer_as_servers_write_it_is_read(kind: str) -> None:
    assert answered(TRUE[kind]) == (sha256(PAGE).hexdigest(), [])


OK, WHOLE = b"HTTP/1.1 200 OK\r\n", b"17\r\n" + PAGE + b"\r\n0\r\n\r\n"
FALSE = {
    **{
        f"chunks in {version}": f"HTTP/{version} 200 OK\r\n".encode() + CHUNKED + WHOLE
        for version in ("1.0", "0.9", "1.2", "2.0", "1.10", "2", "01.1")
    },
    **{
        f"a length in {version}": f"HTTP/{version} 200 OK\r\n".encode() + LONG + PAGE
        for version in ("0.9", "1.2", "2.0", "3")
    },
    "another protocol": b"ICY 200 OK\r\n" + LONG + PAGE,
    "in small letters": b"http/1.1 200 OK\r\n" + LONG + PAGE,
    "something ahead": b"\r\n" + OK + LONG + PAGE,
    "no head": LIE,
    "words behind a length": OK + CHUNKED + b"17;" + LIE + b"\r\n" + PAGE + b"\r\n0\r\n\r\n",
    "words behind the last length": OK + CHUNKED + b"17\r\n" + PAGE + b"\r\n0;" + LIE + b"\r\n\r\n",
    "room behind a length": OK + CHUNKED + b"17 \r\n" + PAGE + b"\r\n0\r\n\r\n",
    "room before a length": OK + CHUNKED + b" 17\r\n" + PAGE + b"\r\n0\r\n\r\n",
    "a length with a sign": OK + CHUNKED + b"+17\r\n" + PAGE + b"\r\n0\r\n\r\n",
    "a length as programmers write it": OK + CHUNKED + b"0x17\r\n" + PAGE + b"\r\n0\r\n\r\n",
    "a line of chunks ended otherwise": OK + CHUNKED + b"17\n" + PAGE + b"\n0\n\n",
    "no length": OK + CHUNKED + b"\r\n" + PAGE,
    "something behind a chunk": OK + CHUNKED + b"17\r\n" + PAGE + b"<p>Call\r\n0\r\n\r\n",
    "headers behind the content": OK + CHUNKED + WHOLE[:-2] + b"X: " + LIE + b"\r\n\r\n",
    "something behind the last chunk": OK + CHUNKED + WHOLE + LIE,
    "something behind the content": OK + LONG + PAGE + LIE,
    "a header that goes on": OK + b"Server: a\r\n b\r\n" + LONG + PAGE,
    "room before a colon": OK + b"Server : a\r\n" + LONG + PAGE,
    "much room behind a colon": OK + b"Server:  a\r\n" + LONG + PAGE,
    "room behind a value": OK + b"Server: a \r\n" + LONG + PAGE,
    "a tab": OK + b"Server:\ta\r\n" + LONG + PAGE,
    "lines ended otherwise": (OK + LONG).replace(b"\r\n", b"\n") + PAGE,
    "one line ended otherwise": OK + b"Server: a\n" + LONG + PAGE,
    "a sign that ends a line for some": OK + b"Server: a\rVia: b\r\n" + LONG + PAGE,
    "two lengths": OK + b"Content-Length: 23\r\n" + LONG + PAGE,
    "two lengths in one": OK + TYPE + b"Content-Length: 23, 23\r\n\r\n" + PAGE,
    "a length of nothing": OK + TYPE + b"Content-Length:\r\n\r\n" + PAGE,
    "chunks and a length": OK + b"Content-Length: 23\r\n" + CHUNKED + WHOLE,
    "chunks of chunks": OK + TYPE + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + WHOLE,
    "chunks for some": OK + TYPE + b"Transfer-Encoding: \x0bchunked\r\n\r\n" + WHOLE,
    "chunks twice": OK + b"Transfer-Encoding: chunked\r\n" + CHUNKED + WHOLE,
    "no chunks": OK + TYPE + b"Transfer-Encoding: identity\r\n\r\n" + PAGE,
}


@pytest.mark.parametrize("kind", FALSE)
def test_an_answer_that_can_be_read_otherwise_is_refused(kind: str) -> None:
    said, _ = answered(FALSE[kind])
    assert said.startswith("the server does not send a valid HTTP response"), said


@pytest.mark.parametrize("kind", TRUE)
def test_an_answer_that_is_cut_off_is_no_page(kind: str) -> None:
    for end in range(0, len(TRUE[kind]) - 1, 7):
        said, _ = answered(TRUE[kind][:end])
        assert said != sha256(PAGE).hexdigest()
