"""Unpacks what a server sent compressed, piece by piece, so that nothing in it fills the memory."""

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

LARGEST = 50_000_000  # bytes of one file, unpacked
_ONCE = 262_144  # bytes unpacked at a time
_GZIP = 16 + zlib.MAX_WBITS
# Chromium and Firefox take a window of 8 MB at most (RFC 9659).
_ZSTD: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}


class _Unpacker(Protocol):
    @property
    def ended(self) -> bool: ...

    def pieces(self, packed: bytes) -> Iterator[bytes]: ...


class _Plain:
    ended = True

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        yield packed


class _Gzip:
    def __init__(self) -> None:
        self.state = zlib.decompressobj(_GZIP)

    @property
    def ended(self) -> bool:
        return bool(self.state.eof)

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        if packed and self.state.eof:
            raise ValueError("it has something behind its end")
        piece = b""
        while not self.state.eof and (packed or len(piece) == _ONCE):
            yield (piece := self.state.decompress(packed, _ONCE))
            packed = self.state.unconsumed_tail
        if self.state.unused_data:
            raise ValueError("it has something behind its end")


class _Brotli:
    def __init__(self) -> None:
        self.state = brotli.Decompressor()

    @property
    def ended(self) -> bool:
        return bool(self.state.is_finished())

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        if packed and self.state.is_finished():
            raise ValueError("it has something behind its end")
        while piece := self.state.process(packed, output_buffer_limit=_ONCE):
            yield piece
            packed = b""  # what is left of it waits inside


class _Zstd:
    def __init__(self) -> None:
        self.state = zstd.ZstdDecompressor(options=_ZSTD)

    @property
    def ended(self) -> bool:
        return bool(self.state.eof)

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        if self.state.eof:
            raise ValueError("it has something behind its end")
        yield self.state.decompress(packed, _ONCE)
        while not self.state.needs_input and not self.state.eof:
            yield self.state.decompress(b"", _ONCE)
        if self.state.unused_data:
            raise ValueError("it has something behind its end")


_UNPACKERS: dict[str, type[_Unpacker]] = {
    "": _Plain,
    "identity": _Plain,
    "gzip": _Gzip,
    "br": _Brotli,
    "zstd": _Zstd,
}


def unpacked(pieces: Iterable[bytes], encoding: str, largest: int | None = None) -> Iterator[bytes]:
    """Yield what pieces hold that were sent in an encoding ("gzip", "br", "zstd" or none).

    Raises ValueError for another encoding, for what is damaged, and past `largest` (else LARGEST) bytes.
    """
    if encoding not in _UNPACKERS:
        raise ValueError(f"it comes in the encoding {encoding}, and no release does")
    unpacker, size, most = _UNPACKERS[encoding](), 0, LARGEST if largest is None else largest
    for packed in pieces:
        try:
            for piece in unpacker.pieces(packed):
                size += len(piece)
                if size > most:
                    raise ValueError(f"it is larger than {most} bytes")
                yield piece
        except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
            raise ValueError(f"it cannot be unpacked ({error})") from error
    if not unpacker.ended:
        raise ValueError("it cannot be unpacked (it is cut off)")


def decoded(content: bytes, encoding: str) -> bytes:
    """Return what was sent in an encoding, as `unpacked` yields it."""
    return b"".join(unpacked([content], encoding))
