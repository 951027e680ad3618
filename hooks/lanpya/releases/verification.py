"""Verifies a copy of a release against its signature: files missing, added or changed; old or expired."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Protocol

import minisign

from lanpya.releases.manifest import MANIFEST, SUMS, Manifest, manifest_of, sums_of
from lanpya.releases.seen import Seen
from lanpya.releases.signing import SIGNATURE, OtherFileError, check_signature, trusted_comment
from lanpya.runtime.clock import is_past
from lanpya.runtime.terminal import printable

UNLISTED = (SUMS, SUMS + SIGNATURE, MANIFEST + SIGNATURE)  # what SHA256SUMS cannot list


class Verdict(IntEnum):
    """The verdicts on a copy, and exit statuses of lanpya verify; 2 is a check that could not run."""

    GOOD = 0
    CHANGED = 1
    FALSE = 3
    OLD = 4
    EXPIRED = 5


@dataclass(frozen=True)
class Failure:
    """One problem with a copy, in words that are safe to show on a terminal.

    Names and headers come from whoever made the copy; control characters could hide the rest.
    """

    verdict: Verdict
    says: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "says", printable(self.says))


Verified = tuple[list[Failure], Manifest | None, Seen | None]


class Copy(Protocol):
    """A copy of a release, in a folder, in an archive or on a server."""

    def read(self, name: str) -> bytes:
        """Return the content of a small file. Raises FileNotFoundError, or ValueError with the reason."""

    def digest(self, name: str, signed: str) -> str:
        """Return the SHA-256 of a file, which should be `signed`. Raises as `read` does."""

    def is_served(self, name: str) -> bool:
        """Whether readers of this copy can get the file."""

    def additions(self, digests: Mapping[str, str], manifest: Manifest | None) -> Iterator[str]:
        """Yield problems of the copy as a whole: unlisted files, links, additions."""


def verify(
    copy: Copy,
    key: minisign.PublicKey,
    on: date,
    seen: Seen | None,
    report: Callable[[str], None] = lambda _: None,
) -> Verified:
    """Return all problems with a copy, its manifest, and what to remember if there are none.

    If the signature of the list is invalid, nothing else is checked. Raises OSError if the copy cannot be
    read; after a first problem, that is returned instead.
    """
    try:
        sums_file, comment = _signed(copy, SUMS, key)
        sums = sums_of(sums_file.decode("utf-8"))
    except _FailureError as error:
        return [error.failure], None, None
    except ValueError as error:
        return (
            [Failure(Verdict.CHANGED, f"The list of files is signed, but cannot be read: {error}")],
            None,
            None,
        )
    failures: list[Failure] = []
    try:
        manifest, wrong = _manifest(copy, key)
        if manifest and comment != trusted_comment(manifest, SUMS):
            wrong.append(Failure(Verdict.CHANGED, f"{SUMS} is signed, but belongs to another release."))
        for found in _check_files(copy, sums, sums_file, manifest, report):
            failures.append(found)
    except (OSError, MemoryError) as error:
        if not failures:
            raise
        why = str(error) or "it takes too much memory"
        return [*failures, Failure(Verdict.CHANGED, f"The rest was not verified: {why}.")], None, None
    failures += wrong
    if not manifest:
        return failures, None, None
    now = Seen(manifest.sequence, hashlib.sha256(sums_file).hexdigest())
    return [*failures, *_check_age(manifest, now, seen, on)], manifest, now


def _manifest(copy: Copy, key: minisign.PublicKey) -> tuple[Manifest | None, list[Failure]]:
    """Return the signed manifest, and problems with it."""
    try:
        content, comment = _signed(copy, MANIFEST, key)
        manifest = manifest_of(content.decode("utf-8"))
    except _FailureError as error:
        return None, [error.failure]
    except ValueError as error:
        return None, [Failure(Verdict.CHANGED, str(error))]
    if comment != trusted_comment(manifest, MANIFEST):
        return manifest, [Failure(Verdict.CHANGED, f"{MANIFEST} is signed, but belongs to another release.")]
    return manifest, []


def _check_files(
    copy: Copy,
    sums: Mapping[str, str],
    sums_file: bytes,
    manifest: Manifest | None,
    report: Callable[[str], None],
) -> Iterator[Failure]:
    """Yield differences between the files of a copy and the list."""
    digests = {SUMS: hashlib.sha256(sums_file).hexdigest()}
    for name in (*UNLISTED[1:], *(name for name in sums if copy.is_served(name))):
        report(name)
        try:
            digests[name] = copy.digest(name, sums.get(name, ""))
        except FileNotFoundError:
            yield Failure(Verdict.CHANGED, f"{name} is missing.")
        except ValueError as error:
            digests[name] = ""  # it exists, and its problem is reported
            yield Failure(Verdict.CHANGED, f"{name}: {error}")
        else:
            if digests[name] != sums.get(name, digests[name]):
                yield Failure(Verdict.CHANGED, f"{name} is not what was signed.")
    yield from (Failure(Verdict.CHANGED, problem) for problem in copy.additions(digests, manifest))


def _check_age(manifest: Manifest, now: Seen, seen: Seen | None, on: date) -> Iterator[Failure]:
    if seen and now.sequence < seen.sequence:
        yield Failure(
            Verdict.OLD,
            f"This is release number {now.sequence}; you have already seen number {seen.sequence}. "
            "Somebody may be serving an old one on purpose.",
        )
    elif seen and now.sequence == seen.sequence and now.sums != seen.sums:
        yield Failure(
            Verdict.OLD,
            f"You have seen another release with the number {now.sequence}. One of the two is false.",
        )
    if is_past(manifest.expires, on):
        yield Failure(Verdict.EXPIRED, f"It was valid until {manifest.expires}. Get a newer one.")


class _FailureError(Exception):
    def __init__(self, verdict: Verdict, says: str):
        super().__init__(says)
        self.failure = Failure(verdict, says)


def _signed(copy: Copy, name: str, key: minisign.PublicKey) -> tuple[bytes, str]:
    """Return a file with a valid signature, and its signed comment."""
    contents = []
    for part in (name, name + SIGNATURE):
        try:
            contents.append(copy.read(part))
        except FileNotFoundError:
            raise _FailureError(
                Verdict.CHANGED, f"{part} is missing: this is not a release, or not a complete one."
            ) from None
        except ValueError as error:
            raise _FailureError(Verdict.CHANGED, f"{part}: {error}") from error
    try:
        return contents[0], check_signature(contents[0], name, contents[1], key)
    except OtherFileError as error:
        raise _FailureError(Verdict.FALSE, f"The signature beside {name} {error}.") from error
    except ValueError as error:  # minisign's errors are ValueErrors
        raise _FailureError(
            Verdict.FALSE,
            f"The signature of {name} is invalid ({error}): made with another key, or the file was changed.",
        ) from error
