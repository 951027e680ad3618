"""Where a copy of a release stands: a folder, an archive, or a site as a browser gets it."""

from __future__ import annotations

import gzip
import io
import stat
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping
from email.message import Message
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import IO

import brotli
import minisign

from lanpya.archive import clashes, packed
from lanpya.manifest import MANIFEST, SITE, archive_names, manifest_of
from lanpya.serving import HOST_FILE, PRECOMPRESSED
from lanpya.signing import SIGNATURE, check_signature, trusted_comment

NO_SUCH_PAGE = "no-such-page.html"
LARGEST = 50_000_000  # bytes of one file, unpacked; a copy must not fill the verifier's memory
_SECONDS = 60
OK, _NOT_THERE = 200, (404, 410)
# What a phone's browser sends; a server could show something else to a program that says what it is.
_BROWSER = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.0.0 Mobile Safari/537.36",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "my,en;q=0.8",
}
# Browsers send the second over https alone (RFC 7932 says nothing of it; Chromium and Firefox do so).
_ENCODINGS = ("gzip, deflate", "gzip, deflate, br")
# A header that makes a browser remember, load or report something that the page does not ask for.
_UNWANTED = ("Set-Cookie", "Refresh", "Link", "NEL", "Report-To", "Reporting-Endpoints", "Alt-Svc")


class Folder:
    """A copy that stands in a folder."""

    def __init__(self, root: Path):
        self.root = root

    def is_met(self, name: str) -> bool:
        """Every file is met."""
        return True

    def read(self, name: str) -> bytes:
        """Return what is in a plain file; a link is not followed."""
        path = self.root / name
        if not stat.S_ISREG(path.lstat().st_mode):
            raise ValueError("it is a link or a folder, and no file")
        if path.lstat().st_size > LARGEST:
            raise ValueError(f"it is larger than {LARGEST} bytes")
        return path.read_bytes()

    def strays(self, files: Mapping[str, bytes]) -> Iterator[str]:
        """Yield what lies in the folder besides, empty folders too."""
        folders = {parent.as_posix() for name in files for parent in Path(name).parents}
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            if path.is_symlink():
                yield f"{name} is a link."
            elif name not in folders if path.is_dir() else name not in files:
                yield f"{name} does not belong here."


class Release(Folder):
    """A whole release as it was made: the folder of the site, and the signed archives beside it."""

    def __init__(self, root: Path, key: minisign.PublicKey):
        super().__init__(root / SITE)
        self.whole, self.key = Folder(root), key

    def strays(self, files: Mapping[str, bytes]) -> Iterator[str]:
        """Yield what is wrong inside the site, and what is wrong or not of the release beside it."""
        yield from super().strays(files)
        try:
            manifest = manifest_of(files[MANIFEST].decode())
        except (KeyError, ValueError):
            return  # told already
        archives = archive_names(manifest)
        names = {SITE, *archives, *(name + SIGNATURE for name in archives)}
        beside = {path.name for path in self.whole.root.iterdir()}
        yield from (f"{name} does not belong here." for name in sorted(beside - names))
        yield from (f"{name} is missing." for name in sorted(names - beside))
        for name in archives if names <= beside else ():
            try:
                content = self.whole.read(name)
                comment = check_signature(content, self.whole.read(name + SIGNATURE), self.key)
            except (OSError, ValueError) as error:
                yield f"{name} is not what was signed ({error})."
                continue
            if comment != trusted_comment(manifest):
                yield f"{name} is signed, and is of another release."
        if self.root.is_symlink():
            yield f"{SITE} is a link."


class Archive:
    """A copy that is packed in a ZIP, as a release packs it."""

    broken = ""

    def __init__(self, path: Path):
        self.content = path.read_bytes()
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(self.content))
            self.names = self.zip.namelist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            self.names, self.broken = [], f"the archive cannot be unpacked ({error})"

    def is_met(self, name: str) -> bool:
        """Every file is met."""
        return True

    def read(self, name: str) -> bytes:
        """Return what is packed under a name."""
        if self.broken:
            raise ValueError(self.broken)
        if name not in self.names:
            raise FileNotFoundError(name)
        if self.zip.getinfo(name).file_size > LARGEST:
            raise ValueError(f"it is larger than {LARGEST} bytes")
        try:
            return self.zip.read(name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
            raise ValueError(f"it cannot be unpacked ({error})") from error

    def strays(self, files: Mapping[str, bytes]) -> Iterator[str]:
        """Yield what is packed besides; a packing that no release makes may unpack otherwise elsewhere."""
        extra = sorted(set(self.names) - files.keys())
        yield from (f"{name} does not belong here." for name in extra)
        for name, other in clashes(self.names):
            yield f"{name} and {other} are one file where capitals do not count."
        if not extra and packed(files, zipfile.ZIP_STORED) != self.content:
            yield "The archive is packed otherwise than a release packs it."


class Site:
    """A copy that a server shows, as a browser gets it, compressed in each way that browsers ask for."""

    def __init__(self, address: str):
        self.address = address.rstrip("/") + "/"
        self.opener = urllib.request.build_opener(_NoRedirect)
        self.told: list[str] = []

    def is_met(self, name: str) -> bool:
        """Compressed files are met as what they are of; static hosts keep their settings to themselves."""
        return not name.endswith(PRECOMPRESSED) and name != HOST_FILE

    def read(self, name: str) -> bytes:
        """Return what the server sends; raises ValueError where it sends different things for one name."""
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
        for name, same, code in (("", "index.html", 200), (NO_SUCH_PAGE, "404.html", 404)):
            try:
                found = self._get(name, _ENCODINGS[0])
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
            with self.opener.open(request, timeout=_SECONDS) as answer:
                return OK, self._content(answer)
        except urllib.error.HTTPError as error:
            if error.code in _NOT_THERE:
                return 404, self._content(error)
            where = f" to {error.headers['Location']}" if error.headers.get("Location") else ""
            raise ValueError(f"the server answers {error.code}{where}") from error
        except (HTTPException, ConnectionError, TimeoutError) as error:
            raise ValueError(f"the connection broke ({error!r})") from error

    def _content(self, answer: HTTPResponse | urllib.error.HTTPError) -> bytes:
        self._look_at(answer.headers)
        return decoded(answer.read(LARGEST + 1), answer.headers.get("Content-Encoding", ""))

    def _look_at(self, headers: Message) -> None:
        self.told += [
            f"The server sends the header {name}, which no release asks for."
            for name in _UNWANTED
            if name in headers
        ]


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
        elif encoding:
            raise ValueError(f"it comes in the encoding {encoding}, which nobody asked for")
    except (OSError, EOFError, brotli.error) as error:
        raise ValueError(f"it cannot be unpacked ({error})") from error
    if len(content) > LARGEST:
        raise ValueError(f"it is larger than {LARGEST} bytes")
    return content
