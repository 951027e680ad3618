"""The cost of a page for a reader: bytes as sent, requests, and the share that is not the guide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from lanpya.content.urls import KEPT
from lanpya.pages.deferred_html import later_in
from lanpya.runtime.compression import gzip_size
from lanpya.site.html_tags import Tag, tags_of

_LAZY = re.compile(r"@font-face\s*\{[^}]*\}")  # a browser loads a font only for text in it
_PICTURE = re.compile(r"data:image/[^\"'\s>)]+")
_MAIN = re.compile(rb"<main\b[^>]*>(.*?)(?:</main>|<footer)", re.DOTALL)


@dataclass(frozen=True)
class Weight:
    """The size of a page after gzip -6, the same without <main>, and the requests to show it.

    `pictures` is the part of `bytes` that is pictures, without which the page is complete.
    """

    path: str
    bytes: int
    shell: int
    requests: int
    pictures: int = 0


def resources_of(tags: Iterable[Tag], html: str) -> list[str]:
    """Return the URLs that a page makes a browser load, without data: URIs."""
    found = [address for tag in tags for address in _loaded_by(tag)]
    styles = re.findall(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)", html)
    found += ["".join(pair) for pair in styles]
    return [address for address in found if not address.startswith("data:")]


def _loaded_by(tag: Tag) -> Iterator[str]:
    """Yield the URLs that a browser loads for one element."""
    values = tag.values
    if tag.name == "link" and set(values.get("rel", "").split()) <= {"alternate", "canonical", "license"}:
        return
    names = {"link": ("href",), "object": ("data",), "video": ("src", "poster")}.get(tag.name, ("src",))
    if tag.name != "a":
        yield from (values[name] for name in names if values.get(name))
        yield from (part.split()[0] for part in values.get("srcset", "").split(",") if part.strip())


class _Text(HTMLParser):
    """Collects the visible text, without styles and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._skipping = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether the following text is invisible."""
        self._skipping = tag in ("style", "script", "title")
        if later := later_in(attrs):
            self.parts.append(text_of(later))

    def handle_endtag(self, tag: str) -> None:
        """Note that the following text is visible again."""
        self._skipping = False

    def handle_data(self, data: str) -> None:
        """Collect visible text."""
        if not self._skipping:
            self.parts.append(data)


def text_of(html: str) -> str:
    """Return the visible text of a page."""
    parser = _Text()
    parser.feed(html)
    return "".join(parser.parts)


def weight_of(name: str, html: str, tags: Iterable[Tag]) -> Weight:
    """Return the weight of the page `name`."""
    content = html.encode()
    match = _MAIN.search(content)
    size = gzip_size(content)
    return Weight(
        path=name,
        bytes=size,
        shell=size - gzip_size(match[1]) if match else size,
        requests=1 + len(set(resources_of(tags, _LAZY.sub("", html)))),
        pictures=size - gzip_size(without_pictures(html).encode()),
    )


def without_pictures(html: str) -> str:
    """Return a page without the content of its pictures."""
    return _PICTURE.sub("", html)


def weigh_site(site: Path) -> Iterator[Weight]:
    """Yield the weight of every page in a site, by path, without single-file copies."""
    for path in sorted(path for path in site.rglob("*.html") if path.parent.name != KEPT):
        html = path.read_text(encoding="utf-8")
        yield weight_of(path.relative_to(site).as_posix(), html, tags_of(html))
