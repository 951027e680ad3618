"""Makes and checks signatures of minisign, compatible with the minisign of Debian."""

from __future__ import annotations

from typing import BinaryIO

import minisign

from lanpya.releases.manifest import Manifest

SIGNATURE = ".minisig"
# The comment that minisign writes. It is not signed, so releases never have another one.
_UNTRUSTED = "signature from minisign secret key"


class OtherFileError(ValueError):
    """A valid signature that was made for another file, or does not name its file."""


def is_secret_key(content: bytes) -> bool:
    """Whether a file is a secret key of minisign, with or without a password."""
    try:
        minisign.SecretKey.from_bytes(content).wipe()
    except (ValueError, minisign.Error):
        return False
    return True


def trusted_comment(manifest: Manifest, name: str) -> str:
    """Return the trusted comment of a signature, which is signed too: release and file name.

    The name is in the form that minisign writes, so that no file of a release can replace another.
    """
    return (
        f"release {manifest.version} number {manifest.sequence} "
        f"edition {manifest.edition} until {manifest.expires}\tfile:{name}"
    )


def signature_of(content: bytes, name: str, manifest: Manifest, key: minisign.SecretKey) -> bytes:
    """Return the signature file of a content for minisign."""
    comment = trusted_comment(manifest, name)
    return bytes(key.sign(content, trusted_comment=comment, untrusted_comment=_UNTRUSTED)) + b"\n"


def check_signature(content: bytes | BinaryIO, name: str, signature: bytes, key: minisign.PublicKey) -> str:
    """Return the trusted comment of a valid signature for a content and a file name.

    Raises OtherFileError for a signature of another file or, in earlier releases, of no named file;
    ValueError for an invalid signature.
    """
    parsed = minisign.Signature.from_bytes(signature)
    if not parsed.is_prehashed():
        raise ValueError("it has a format that minisign no longer writes")
    key.verify(content, parsed)
    if bytes(parsed) + b"\n" != signature or parsed.untrusted_comment != _UNTRUSTED:
        raise ValueError("it contains text that is not signed")
    comment = str(parsed.trusted_comment)
    if "file:" not in comment:
        raise OtherFileError(
            "does not say for which file it was made, like those of earlier releases. Get a newer release"
        )
    if (named := comment.rpartition("\tfile:")[2]) != name:
        raise OtherFileError(f"was made for the file {named}")
    return comment
