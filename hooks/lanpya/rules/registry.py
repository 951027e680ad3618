"""What must be true of an entry with an address: who verified it, until when it counts, where it leads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from urllib.parse import urlsplit

from lanpya.fields import EMPTY, Field
from lanpya.library import PRIVATE, Library
from lanpya.messages import Message, say
from lanpya.problem import Problem
from lanpya.records import parse_date
from lanpya.rules import problem_in
from lanpya.targets import Target

# no role, though they look like one
NOBODY = frozenset(
    [
        "no",
        "none",
        "nobody",
        "false",
        "not-yet",
        "yes",
        "true",
        "ok",
        "done",
        "null",
        "tbd",
        "todo",
        "unknown",
        "machine",
        "auto",
        "automatic",
        "bot",
        "google",
        "translator",
        "computer",
        "self",
        "anybody",
        "somebody",
    ]
)
CONTACT_DAYS = 21  # an entry nobody looks at again must disappear by itself
# channel: how its addresses begin. Sources: the messengers' own help pages on links to accounts and groups.
CHANNELS = {
    "signal": ("https://signal.me/#", "https://signal.group/#"),
    "telegram": ("https://t.me/", "https://telegram.me/"),
    "messenger": ("https://m.me/",),
    "email": ("mailto:",),
    "web": ("https://",),
}
_RESERVED = re.compile(
    r"(?:.*[.@])?(?:example\.(?:com|net|org)|[a-z0-9-]+\.(?:example|invalid|test))", re.IGNORECASE
)  # RFC 2606
_SHORTENERS = frozenset(
    {"bit.ly", "tinyurl.com", "goo.gl", "t.co", "is.gd", "t.ly", "cutt.ly", "rb.gy", "ow.ly", "shorturl.at"}
)
_WEB = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#][!-~]*)?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_REDIRECT = re.compile(
    r"[?&](?:q|u|to|go|url|link|goto|next|target|redirect)=(?:https?|%68)|/l\.php|#:~:", re.IGNORECASE
)
_MESSENGER_HOSTS = frozenset(
    {"wa.me", "api.whatsapp.com", "chat.whatsapp.com", "invite.viber.com", "line.me", "fb.me"}
)
_ALIKE = (
    ("rn", "m"),
    ("nn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("0", "o"),
    ("1", "l"),
    ("i", "l"),
    ("5", "s"),
    ("8", "b"),
)


def check_registry(library: Library, on: date, *, release: bool, by_clock: bool) -> Iterator[Problem]:
    """Yield what is wrong with contacts and links as of the day `on`.

    With `by_clock` that is today, and what was verified later than today is refused.
    """
    entries = [(path, entry) for name, path in library.registry_files() for entry in library.data[name].items]
    for path, entry in entries:
        if not path.endswith("/links.yml"):
            yield from _verification(path, entry, on if by_clock else date.max)
            yield from _state(path, entry, on, release)
        yield from _address(path, entry, library)
    yield from _look_alikes(entries)
    yield from _unused(library)


def _verification(path: str, entry: Field, today: date) -> Iterator[Problem]:
    values, keys = entry.texts(), entry.keys
    roles = [_role(field.text) for field in keys.get("verified_by", EMPTY).items if field.text]
    empty = [field.text for field in keys.get("verified_by", EMPTY).items if is_nobody(field.text, values)]
    if empty:
        message = say("{role!r} is nobody who can have checked this contact.", role=empty[0])
        remedy = say("Have a second person check it, then write  verified_by: [editor-a, editor-b]")
        yield problem_in(path, keys["verified_by"], "contact-verifiers", message, remedy)
    elif "verified_by" in keys and len(set(roles)) < 2:
        message = (
            say("The same role stands twice in verified_by; two different people must have checked it.")
            if len(roles) > 1
            else say("Only one role stands in verified_by; two different people must have checked it.")
        )
        remedy = say("Have a second person check it, then write  verified_by: [editor-a, editor-b]")
        yield problem_in(path, keys["verified_by"], "contact-verifiers", message, remedy)
    dates = {key: parse_date(values.get(key, "")) for key in ("verified", "expires")}
    for key, value in dates.items():
        if value is None and values.get(key) and not keys[key].is_null:
            message = say(
                "{value!r} is not a day of the calendar written as year-month-day.", value=values[key]
            )
            yield problem_in(
                path, keys[key], "date-bad", message, say("Write for example  {key}: 2026-11-20", key=key)
            )
    verified, expires = dates["verified"], dates["expires"]
    if verified and verified > today:
        message = say(
            "Nobody can have verified the contact on {verified}: that day is still to come.",
            verified=verified,
        )
        remedy = say("Write the day on which two people checked it, as in  verified: {today}", today=today)
        yield problem_in(path, keys["verified"], "date-future", message, remedy)
    if verified and expires:
        latest = verified + timedelta(days=CONTACT_DAYS)
        message = (
            say("A contact is good for at most {days} days after it was verified.", days=CONTACT_DAYS)
            if expires > latest
            else say("The contact would expire on the day it was verified, or before.")
        )
        if not verified < expires <= latest:
            remedy = say(
                "Write a day after {verified}, at the latest  expires: {latest}",
                verified=verified,
                latest=latest,
            )
            yield problem_in(path, keys["expires"], "contact-lifetime", message, remedy)


def is_nobody(role: str, values: Mapping[str, str]) -> bool:
    """Whether a role is a word for nobody, a machine, or the very contact."""
    return role.casefold() in NOBODY or role == values.get("id") or len(re.sub(r"\W", "", role)) < 3


def _role(text: str) -> str:
    """Return a role without what makes one person look like two: capitals, accents, hyphens, zeros."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"^[0-9]+|(?<![0-9])0+", "", re.sub(r"[^a-z0-9]", "", plain))


def _state(path: str, entry: Field, on: date, release: bool) -> Iterator[Problem]:
    values, keys = entry.texts(), entry.keys
    expires = parse_date(values.get("expires", ""))
    if values.get("example") == "true":
        if release:
            message = say("This contact is a sample, and a release cannot hold samples: it reaches nobody.")
            remedy = say("Take the sample out before a release.")
            yield problem_in(path, entry, "contact-sample", message, remedy)
        if (address := values.get("address")) and not _is_reserved(address):
            message = say("A sample never expires, and this one has an address that could reach somebody.")
            remedy = say("Write  address: https://example.org/helpline  or take  example: true  out.")
            yield problem_in(path, keys["address"], "contact-sample", message, remedy)
    elif expires and on > expires:
        message = say(
            "The contact {id} was good until {expires}; pages show a notice in its place.",
            id=values.get("id", ""),
            expires=expires,
        )
        remedy = say(
            "Check it again in two ways, then write  verified: {on}  and a new expires, or take it out.",
            on=on,
        )
        yield problem_in(path, keys["expires"], "contact-past", message, remedy, harden=release)


def _is_reserved(address: str) -> bool:
    host = address.removeprefix("mailto:") if address.startswith("mailto:") else _host(address)
    return bool(_RESERVED.fullmatch(host))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _address(path: str, entry: Field, library: Library) -> Iterator[Problem]:
    field, channel = entry.keys.get("address", EMPTY), entry.texts().get("channel", "")
    if not field.text or field.is_null:
        return
    is_link = path.endswith("/links.yml")
    example = "https://example.org/manual" if is_link else "https://example.org/helpline"
    remedy = say("Write for example  address: {example}", example=example)
    message = address_fault(field.text)
    starts = CHANNELS.get("web" if is_link else channel)
    if message is None and starts and (is_link or not _is_reserved(field.text)):
        if is_link:
            others: list[str] = ["mailto:"]
        else:
            others = [
                start
                for name, each in CHANNELS.items()
                if name != channel
                for start in each
                if start != "https://"
            ]
        address = field.text.lower()
        if not address.startswith(starts) or (channel in ("web", "") and address.startswith(tuple(others))):
            message = say(
                "An address of the channel {channel} begins with {starts}, and this one is another.",
                channel=channel or "web",
                starts=", ".join(starts),
            )
            remedy = say(
                "Correct the channel, one of: {channels}; or the address.", channels=", ".join(CHANNELS)
            )
    if message:
        yield problem_in(path, field, "record-address", message, remedy)


def address_fault(address: str) -> Message | None:
    """Return what makes an address unfit for the registry, whatever its channel, or None."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return say("The address {address!r} cannot be taken apart.", address=address)
    if not address.isascii() or not address.isprintable():
        return say("The address {address!r} holds letters that are not plain Latin ones.", address=address)
    if parts.username or parts.password or (parts.scheme != "mailto" and "@" in parts.netloc):
        return say("The address {address!r} holds a name or a password before an @.", address=address)
    if "xn--" in address.lower():
        return say(
            "The address {address!r} is in punycode, which hides letters that look like others.",
            address=address,
        )
    if port is not None:
        return say("The address {address!r} names a port.", address=address)
    if re.fullmatch(r"[0-9.]+|0x[0-9a-f.x]+", host, re.IGNORECASE) or ":" in host:
        return say(
            "The address {address!r} is a number, which can belong to anybody tomorrow.", address=address
        )
    if host.lower().removeprefix("www.") in _SHORTENERS or _REDIRECT.search(address):
        return say(
            "The address {address!r} is a short one that does not say where it leads.", address=address
        )
    if host.lower() in _MESSENGER_HOSTS:
        return say(
            "The address {address!r} is of a messenger for which there is no channel.",
            address=address,
        )
    if not (_WEB.fullmatch(address) or _MAIL.fullmatch(address)):
        return say(
            "The address {address!r} is no whole address that begins with https:// or mailto:",
            address=address,
        )
    if re.search(r"[\\\"'<>`{}|^]|%[0-9a-f]{2}", address, re.IGNORECASE) or ".." in address:
        return say("The address {address!r} holds signs that no address of a contact needs.", address=address)
    return None


def _look_alikes(entries: list[tuple[str, Field]]) -> Iterator[Problem]:
    seen: list[tuple[str, str, str]] = []
    for path, entry in entries:
        values = entry.texts()
        if not (address := values.get("address", "")):
            continue
        own = _skeleton(address)
        for identifier, other, elsewhere in seen:
            if _is_like(own, other) or _names_alike(_host(address), _host(elsewhere)):
                message = say(
                    "The address of {id} is the same as that of {other}, or looks like it.",
                    id=values.get("id", ""),
                    other=identifier,
                )
                remedy = say("Find out whether one of them is false. Two true ones must not look alike.")
                yield problem_in(path, entry.keys["address"], "contact-look-alike", message, remedy)
                break
        seen.append((values.get("id", "") if path != PRIVATE else "…", own, address))


def _skeleton(address: str) -> str:
    """Return the address with look-alike letters made one (Unicode TS 39, for the letters of ASCII)."""
    text = address.lower().removeprefix("https://").removeprefix("mailto:").removeprefix("www.").rstrip("/")
    for shape, letter in _ALIKE:
        text = text.replace(shape, letter)
    return re.sub(r"[-_.]", "", text)


def _names_alike(one: str, other: str) -> bool:
    """Whether two hosts differ and a part of one, beside its ending, holds a part of the other."""
    if one == other or not one or not other:
        return False
    parts = [[_skeleton(part) for part in host.split(".")[:-1]] for host in (one, other)]
    return any(
        min(len(a), len(b)) >= 6 and (a in b or b in a) and "example" not in (a, b)
        for a in parts[0]
        for b in parts[1]
    )


def _is_like(one: str, other: str) -> bool:
    """Whether two skeletons differ by one letter at most: put in, left out, exchanged or swapped."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 6:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def _unused(library: Library) -> Iterator[Problem]:
    """Yield the entries that no page shows or links to."""
    pages = [*library.pages.values(), *library.drafts.values()]
    links = [
        link.get("href", "") for page in pages for top in page.document.elements() for link in top.iter("a")
    ]
    used = {(target.scheme, target.name) for target in map(Target.read, links)}
    for scheme, kept in (("contact", "contacts"), ("link", ""), ("source", "")):
        path = f"{library.docs}/data/{scheme}s.yml"
        for entry in library.data[f"{scheme}s"].items if ("list", kept) not in used else ():
            identifier = entry.texts().get("id", "")
            if identifier and (scheme, identifier) not in used:
                message = say("No page uses the {scheme} {id!r}.", scheme=scheme, id=identifier)
                remedy = say("Link to it, or take it out: what nobody uses nobody looks after.")
                yield problem_in(path, entry, "entry-unused", message, remedy)
