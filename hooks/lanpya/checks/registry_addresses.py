"""What must be true of an address in the registry: whole, of its channel, and like no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from lanpya.checks.context import CheckContext, Scope, check
from lanpya.content.library import Library
from lanpya.content.yaml_fields import EMPTY, Field
from lanpya.detection.look_alikes import skeleton
from lanpya.problems.catalogue import rule
from lanpya.problems.messages import Message, say
from lanpya.problems.problem import Problem
from lanpya.runtime.environment import PRIVATE

RECORD_ADDRESS = rule("record-address", "error", section="The registry: contacts, links, sources")
CONTACT_LOOK_ALIKE = rule("contact-look-alike", "error", section="The registry: contacts, links, sources")

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
# Tor's own names, version 3 (rend-spec-v3, 6): they hold the key, so http is as safe as https.
_ONION = re.compile(r"http://[a-z2-7]{56}\.onion/")
_MAIL = re.compile(r"mailto:[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_REDIRECT = re.compile(
    r"[?&](?:q|u|to|go|url|link|goto|next|target|redirect)=(?:https?|%68)|/l\.php|#:~:", re.IGNORECASE
)
_MESSENGER_HOSTS = frozenset(
    {"wa.me", "api.whatsapp.com", "chat.whatsapp.com", "invite.viber.com", "line.me", "fb.me"}
)
# Of ASCII Unicode's list has only 0, 1, I and m, which it parts in two: a typing slip has to stay one letter.
_ALSO_ALIKE = (("rn", "m"), ("nn", "m"), ("vv", "w"), ("cl", "d"), ("i", "l"), ("5", "s"), ("8", "b"))


def is_reserved(address: str) -> bool:
    """Whether no one can own the address (RFC 2606)."""
    host = address.removeprefix("mailto:") if address.startswith("mailto:") else _host(address)
    return bool(_RESERVED.fullmatch(host))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


@check(Scope.SITE, RECORD_ADDRESS)
def check_registered_addresses(context: CheckContext) -> Iterator[Problem]:
    """Yield the entries of the registry whose address is unfit for its channel, or for any."""
    for path, entry in entries_of(context.library):
        yield from _address(path, entry)


def entries_of(library: Library) -> Iterator[tuple[str, Field]]:
    """Yield every entry of the registry, with the path of its file."""
    for name, path in library.registry_files():
        for entry in library.data[name].items:
            yield path, entry


def _address(path: str, entry: Field) -> Iterator[Problem]:
    field, channel = entry.keys.get("address", EMPTY), entry.texts().get("channel", "")
    if not field.text or field.is_null:
        return
    is_link = path.endswith("/links.yml")
    example = "https://example.org/manual" if is_link else "https://example.org/helpline"
    remedy = say("Write for example  address: {example}", example=example)
    message = address_fault(field.text)
    starts = CHANNELS.get("web" if is_link else channel)
    if message is None and starts and (is_link or not is_reserved(field.text)):
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
                "An address of the channel {channel} must begin with {starts}.",
                channel=channel or "web",
                starts=", ".join(starts),
            )
            remedy = say(
                "Correct the channel, one of: {channels}; or the address.", channels=", ".join(CHANNELS)
            )
    if path.endswith("/mirrors.yml") and message is None and not field.text.endswith("/"):
        message = say("The address of a mirror must end with /, like that of the site.")
        remedy = say("Write for example  address: {example}", example="https://example.net/")
    if message:
        yield RECORD_ADDRESS.on(path, field, message, remedy)


def address_fault(address: str) -> Message | None:
    """Return what makes an address unfit for the registry, whatever its channel, or None."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return say("The address {address!r} cannot be parsed.", address=address)
    if not address.isascii() or not address.isprintable():
        return say(
            "The address {address!r} contains letters that are not plain Latin letters.", address=address
        )
    if parts.username or parts.password or (parts.scheme != "mailto" and "@" in parts.netloc):
        return say("The address {address!r} contains a name or a password before an @.", address=address)
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
            "The address {address!r} is a shortened link that does not show where it leads.", address=address
        )
    if host.lower() in _MESSENGER_HOSTS:
        return say(
            "The address {address!r} belongs to a messenger for which there is no channel.",
            address=address,
        )
    if not (_WEB.fullmatch(address) or _MAIL.fullmatch(address) or _ONION.fullmatch(address)):
        return say(
            "The address {address!r} is not a full address that begins with https:// or mailto:",
            address=address,
        )
    if re.search(r"[\\\"'<>`{}|^]|%[0-9a-f]{2}", address, re.IGNORECASE) or ".." in address:
        return say(
            "The address {address!r} contains characters that no address of a contact needs.", address=address
        )
    return None


@check(Scope.SITE, CONTACT_LOOK_ALIKE)
def check_look_alikes(context: CheckContext) -> Iterator[Problem]:
    """Yield the entries whose address is, or looks like, that of one further up."""
    seen: list[tuple[str, str]] = []
    for path, entry in entries_of(context.library):
        values = entry.texts()
        if not (address := values.get("address", "")):
            continue
        for other, elsewhere in seen:
            if look_alike(address, elsewhere):
                message = say(
                    "The address of {id} is the same as that of {other}, or looks similar.",
                    id=values.get("id", ""),
                    other=other,
                )
                remedy = say(
                    "Find out whether one of them is false. Two genuine addresses must not look alike."
                )
                yield CONTACT_LOOK_ALIKE.on(path, entry.keys["address"], message, remedy)
                break
        seen.append((values.get("id", "") if path != PRIVATE else "…", address))


def look_alike(one: str, other: str) -> bool:
    """Whether two addresses are the same, or a reader may take one for the other."""
    return _is_like(_skeleton(one), _skeleton(other)) or _names_alike(_host(one), _host(other))


@lru_cache(maxsize=1024)
def _skeleton(address: str) -> str:
    """Return the address with look-alike letters made one."""
    text = address.lower().removeprefix("https://").removeprefix("mailto:").removeprefix("www.").rstrip("/")
    text = skeleton(text).lower()
    for shape, letter in _ALSO_ALIKE:
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
