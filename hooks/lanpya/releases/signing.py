"""Signatures of minisign, made and checked so that Debian's minisign agrees."""

from __future__ import annotations

from typing import BinaryIO

import minisign

from lanpya.releases.manifest import Manifest

SIGNATURE = ".minisig"
# minisign's own words. No one signs them, so a release never has others.
_UNTRUSTED = "signature from minisign secret key"


class OtherFileError(ValueError):
    """A signature that holds, and was not made for this file as far as it says."""


def is_secret_key(content: bytes) -> bool:
    """Whether a file is a secret key of minisign, with a password or without."""
    try:
        minisign.SecretKey.from_bytes(content).wipe()
    except (ValueError, minisign.Error):
        return False
    return True


def trusted_comment(manifest: Manifest, name: str) -> str:
    """Return what the signature of a file says besides, which is signed too: its release, and its name.

    The name stands as minisign itself writes it, so that no file of a release passes under another's name.
    """
    return (
        f"release {manifest.version} number {manifest.sequence} "
        f"edition {manifest.edition} until {manifest.expires}\tfile:{name}"
    )


def signature_of(content: bytes, name: str, manifest: Manifest, key: minisign.SecretKey) -> bytes:
    """Return the file that minisign checks a content with."""
    comment = trusted_comment(manifest, name)
    return bytes(key.sign(content, trusted_comment=comment, untrusted_comment=_UNTRUSTED)) + b"\n"


def check_signature(content: bytes | BinaryIO, name: str, signature: bytes, key: minisign.PublicKey) -> str:
    """Return the trusted comment of a signature that holds for a content under a name.

    Raises OtherFileError for one that names another file or, as those of earlier releases, none; ValueError
    for any other that does not hold.
    """
    read = minisign.Signature.from_bytes(signature)
    if not read.is_prehashed():
        raise ValueError("it is of a kind that minisign no longer makes")
    key.verify(content, read)
    if bytes(read) + b"\n" != signature or read.untrusted_comment != _UNTRUSTED:
        raise ValueError("something stands beside it that is not signed")
    comment = str(read.trusted_comment)
    if "file:" not in comment:
        raise OtherFileError(
            "does not say for which file it was made, as those of earlier releases; get a newer release"
        )
    if (named := comment.rpartition("\tfile:")[2]) != name:
        raise OtherFileError(f"was made for the file {named}")
    return comment
