"""The headers and values that a server may send with a file of a release; all others are reported.

A header can make a browser remember, load, save or report something that no page asks for. Allowed headers
are those that HTTP needs, those that a release requests, and those that make browsers keep and do nothing
more than without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath

from lanpya.releases.server_config import CLEARED, POLICY

HOUR, WEEK = 3_600, 604_800  # seconds for which a browser may show a page, and a font, without asking again
_TEXT = r"[\x20-\x7e]{0,300}"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT"
_PAST = ("0", "-1")  # values of Expires in the past
_DATED = ("date", "expires", "last-modified")


def _some_of(*words: str) -> str:
    """Return the pattern of a comma-separated list of only these words."""
    word = f"(?:{'|'.join(words)})"
    return rf"{word}(?:\s*,\s*{word})*"


_ALLOWED = {
    # what HTTP needs, or says of itself (RFC 9110 to 9112)
    "accept-ranges": "bytes|none",
    "age": r"\d{1,9}",
    "connection": _some_of("keep-alive", "close", "upgrade"),
    "content-encoding": r"[\w-]{1,20}",  # checked when the content is decompressed
    "content-length": r"\d{1,12}",
    "content-range": r"bytes \d+-\d+/\d+",
    "content-type": _TEXT,  # see below
    "date": _DATE,
    "keep-alive": _some_of(r"(?:timeout|max)=\d{1,6}"),
    "server": _TEXT,
    "transfer-encoding": "chunked",
    "upgrade": _some_of("h2", "h2c"),  # Apache offers HTTP/2 like this; browsers accept it only over TLS
    "vary": _some_of("accept-encoding", "origin"),  # not User-Agent: then others would see something else
    "via": _TEXT,
    # what a release requests (lanpya.releases.server_config), and the same in other words
    "cache-control": _some_of(
        *("no-store", "no-cache", "no-transform", "private", "public", "must-revalidate", "proxy-revalidate"),
        *(r"max-age=\d{1,10}", r"s-maxage=\d{1,10}"),
    ),
    "clear-site-data": re.escape(CLEARED),
    "content-security-policy": re.escape(POLICY),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin|same-site|cross-origin",
    "referrer-policy": "no-referrer|same-origin",
    "x-content-type-options": "nosniff",
    # what makes browsers keep and do less
    "expires": "|".join((_DATE, *_PAST)),
    "permissions-policy": _some_of(r"[a-z-]+=\(\)"),
    "pragma": "no-cache",
    "strict-transport-security": r"max-age=0",  # other values make a list of visited sites on the phone
    "x-frame-options": "deny|sameorigin",
    "x-xss-protection": "0",
    # static hosts cannot omit these; nothing here is secret, and each visitor must get the same
    "access-control-allow-origin": r"\*",
    "etag": r'(?:W/)?"[\x21\x23-\x7e]{0,80}"',
    "last-modified": _DATE,
    # numbers of requests in the caches of static hosts; browsers neither use them nor send them back
    **dict.fromkeys(
        (
            *("cache-status", "cf-cache-status", "cf-ray", "x-cache", "x-cache-hits", "x-fastly-request-id"),
            *("x-github-request-id", "x-nf-request-id", "x-origin-cache", "x-proxy-cache", "x-served-by"),
            "x-timer",
        ),
        _TEXT,
    ),
}
ALLOWED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _ALLOWED.items()}
_LISTS = (
    "cache-control",
    "cache-status",
    "connection",
    "vary",
    "via",
)  # the only ones that may come in parts
_REPORTING = ("report-uri", "report-to")

_SCRIPTS = ("text/javascript", "application/javascript")  # a worker of another type is refused (HTML, 4.12.1)
_BYTES = "application/octet-stream"
# What browsers show or run. Texts must be shown: what is only saved stays on the phone.
_TYPES = {
    ".html": ("text/html",),
    ".js": _SCRIPTS,
    ".txt": ("text/plain",),
    ".json": ("application/json", "text/plain", _BYTES),
    ".pdf": ("application/pdf", _BYTES),
    ".woff2": ("font/woff2", "application/font-woff2", _BYTES),
    ".xml": ("text/xml", "application/xml", "text/plain", _BYTES),
    ".zip": ("application/zip", "application/x-zip-compressed", _BYTES),
}
_OTHER_TYPES = ("text/plain", _BYTES)
_CONTENT_TYPE = re.compile(
    r"(?P<type>[\w.+-]+/[\w.+-]+)\s*(?:;\s*charset=(?P<charset>\"[\w-]+\"|[\w-]+)\s*)?"
)


def joined(headers: list[tuple[str, str]]) -> dict[str, str]:
    """Return headers by name in small letters; repeated ones are joined."""
    known: dict[str, str] = {}
    for name, value in headers:
        name = name.lower()
        known[name] = f"{known[name]}, {value}" if name in known else value
    return known


def header_problems(headers: list[tuple[str, str]], name: str) -> Iterator[tuple[str, str]]:
    """Yield headers that no release sends with a file of this name, each with a key to report it once."""
    known = joined(headers)
    names = [header.lower() for header, _ in headers]
    for header, value in known.items():
        shown = "-".join(word.capitalize() for word in header.split("-"))
        if header not in ALLOWED:
            yield header, f"The server sends the header {shown}, which no release requests."
        elif names.count(header) > 1 and header not in _LISTS:
            yield header, f"The server sends the header {shown} more than once."
        elif not ALLOWED[header].fullmatch(value.strip()) or not _is_dated(header, value):
            yield header, _refused(header, shown, value)
    yield from _type_problems(known, name)
    try:
        kept = freshness_seconds(known)
    except (ValueError, OverflowError):
        return  # unreadable values are reported already
    if kept > (WEEK if name.endswith(".woff2") else HOUR):
        yield (
            "kept",
            f"{name}: the server lets browsers show it for {_span(kept)} without asking again, which no "
            "release does (Cache-Control, Expires, or Last-Modified alone).",
        )


def _refused(header: str, shown: str, value: str) -> str:
    if header == "content-security-policy" and any(word in value for word in _REPORTING):
        return "The server lets browsers report what they load (Content-Security-Policy)."
    if header == "clear-site-data":
        return f"The server lets browsers delete {value[:100]} (Clear-Site-Data)."
    return f"The server sends the header {shown} with the value {value[:100]!r}, which no release requests."


def _type_problems(known: Mapping[str, str], name: str) -> Iterator[tuple[str, str]]:
    """Yield problems if browsers would interpret the bytes as another type."""
    value = known.get("content-type", "none")
    parsed = _CONTENT_TYPE.fullmatch(value.strip())
    kind = parsed["type"].lower() if parsed else ""
    charset = ((parsed["charset"] if parsed else "") or "").strip('"').lower()
    suffix = PurePosixPath(name).suffix
    if suffix == ".js" and kind not in _SCRIPTS:
        yield f"type {name}", f"{name}: the server says that it is {value[:100]}; browsers would not run it."
    elif suffix == ".txt" and (kind != "text/plain" or charset != "utf-8"):
        # a page names its charset itself, and a script has that of its page; a text has only this header
        yield (
            f"type {name}",
            f"{name}: the server says that it is {value[:100]} instead of text/plain; charset=utf-8.",
        )
    elif kind not in _TYPES.get(suffix, _OTHER_TYPES) or charset not in ("", "utf-8"):
        yield (
            f"type {name}",
            f"{name}: the server says that it is {value[:100]}; browsers would show something else.",
        )


def freshness_seconds(known: Mapping[str, str]) -> float:
    """Return for how many seconds a browser shows a response without asking again (RFC 9111, 4.2).

    Without a time from the server, browsers use a tenth of the age of the file. Raises ValueError for an
    invalid date.
    """
    control = known.get("cache-control", "").lower()
    if "no-store" in control or "no-cache" in control:
        return 0
    if times := re.findall(r"(?<!s-)max-?age=(\d+)", control):
        return max(map(float, times))
    now = date_of(known["date"]) if "date" in known else datetime.now(UTC)
    if "expires" in known:
        return 0 if known["expires"] in _PAST else (date_of(known["expires"]) - now).total_seconds()
    if "last-modified" in known:
        return (now - date_of(known["last-modified"])).total_seconds() / 10
    return 0


def date_of(value: str) -> datetime:
    """Return the date in a header (RFC 9110, 5.6.7). Raises ValueError if it or its weekday is wrong.

    Browsers interpret invalid dates in different ways, for example as a day of next month or as never.
    """
    if not re.fullmatch(_DATE, value):
        raise ValueError(f"{value} is not a date")
    weekday, day, month, year, time, _ = value.split()
    hour, minute, second = map(int, time.split(":"))
    found = datetime(int(year), _MONTHS.index(month) + 1, int(day), hour, minute, second, tzinfo=UTC)
    if _DAYS[found.weekday()] != weekday.rstrip(","):
        raise ValueError(f"{value} has the wrong weekday")
    return found


def _is_dated(header: str, value: str) -> bool:
    try:
        return header not in _DATED or (header == "expires" and value in _PAST) or bool(date_of(value))
    except ValueError:
        return False


def _span(seconds: float) -> str:
    if seconds >= 2 * 86_400:
        return f"{seconds / 86_400:,.0f} days"
    return (
        f"{seconds / HOUR:,.0f} hour{'s' * (round(seconds / HOUR) != 1)}"
        if seconds >= HOUR
        else f"{seconds:.0f} s"
    )
