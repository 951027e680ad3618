"""Decompresses what a server sends, piece by piece, so that it cannot fill the memory."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LARGEST = 50_000_000  # bytes of one file, decompressed
_ONCE = 262_144  # bytes decompressed at a time
_GZIP = 16 + zlib.MAX_WBITS
# Chromium and Firefox accept a window of at most 8 MB (RFC 9659).
_ZSTD: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}


class _Decompressor(Protocol):
    @property
    def ended(self) -> bool: ...

    def pieces(self, compressed: bytes) -> Iterator[bytes]: ...


class _Plain:
    ended = True

    def pieces(self, compressed: bytes) -> Iterator[bytes]:
        yield compressed


class _Gzip:
    def __init__(self) -> None:
        self.state = zlib.decompressobj(_GZIP)

    @property
    def ended(self) -> bool:
        return bool(self.state.eof)

    def pieces(self, compressed: bytes) -> Iterator[bytes]:
        if compressed and self.state.eof:
            raise ValueError("it has data after its end")
        piece = b""
        while not self.state.eof and (compressed or len(piece) == _ONCE):
            yield (piece := self.state.decompress(compressed, _ONCE))
            compressed = self.state.unconsumed_tail
        if self.state.unused_data:
            raise ValueError("it has data after its end")


class _Brotli:
    def __init__(self) -> None:
        self.state = brotli.Decompressor()

    @property
    def ended(self) -> bool:
        return bool(self.state.is_finished())

    def pieces(self, compressed: bytes) -> Iterator[bytes]:
        if compressed and self.state.is_finished():
            raise ValueError("it has data after its end")
        while piece := self.state.process(compressed, output_buffer_limit=_ONCE):
            yield piece
            compressed = b""  # the rest of the input is kept inside


class _Zstd:
    def __init__(self) -> None:
        self.state = zstd.ZstdDecompressor(options=_ZSTD)

    @property
    def ended(self) -> bool:
        return bool(self.state.eof)

    def pieces(self, compressed: bytes) -> Iterator[bytes]:
        if self.state.eof:
            raise ValueError("it has data after its end")
        yield self.state.decompress(compressed, _ONCE)
        while not self.state.needs_input and not self.state.eof:
            yield self.state.decompress(b"", _ONCE)
        if self.state.unused_data:
            raise ValueError("it has data after its end")


_DECOMPRESSORS: dict[str, type[_Decompressor]] = {
    "": _Plain,
    "identity": _Plain,
    "gzip": _Gzip,
    "br": _Brotli,
    "zstd": _Zstd,
}


def decompressed_pieces(
    pieces: Iterable[bytes], encoding: str, largest: int | None = None
) -> Iterator[bytes]:
    """Yield the content of pieces sent in an encoding ("gzip", "br", "zstd" or none).

    Raises ValueError for other encodings, for damaged content, and for more than `largest` (default LARGEST)
    bytes.
    """
    if encoding not in _DECOMPRESSORS:
        raise ValueError(f"it has the encoding {encoding}, which releases do not use")
    decompressor, size, most = _DECOMPRESSORS[encoding](), 0, LARGEST if largest is None else largest
    for compressed in pieces:
        try:
            for piece in decompressor.pieces(compressed):
                size += len(piece)
                if size > most:
                    raise ValueError(f"it is larger than {most} bytes")
                yield piece
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
            raise ValueError(f"it cannot be decompressed ({error})") from error
    if not decompressor.ended:
        raise ValueError("it cannot be decompressed (it is cut off)")


def decompressed(content: bytes, encoding: str) -> bytes:
    """Return the content of data sent in an encoding; see `decompressed_pieces`."""
    return b"".join(decompressed_pieces([content], encoding))
