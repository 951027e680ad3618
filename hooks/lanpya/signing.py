"""Signatures of minisign, made and checked so that Debian's minisign agrees."""

from __future__ import annotations

import minisign

from lanpya.manifest import Manifest

SIGNATURE = ".minisig"
# minisign's own words. Nobody signs them, so a release never has others.
_UNTRUSTED = "signature from minisign secret key"


def is_secret_key(content: bytes) -> bool:
    """Whether a file is a secret key of minisign, with a password or without."""
    try:
        minisign.SecretKey.from_bytes(content).wipe()
    except (ValueError, minisign.Error):
        return False
    return True


def trusted_comment(manifest: Manifest) -> str:
    """Return what each signature of a release says besides, which is signed too: which release it is of."""
    return (
        f"release {manifest.version} number {manifest.sequence} "
        f"edition {manifest.edition} until {manifest.expires}"
    )


def signature_of(content: bytes, manifest: Manifest, key: minisign.SecretKey) -> bytes:
    """Return the file that minisign checks a content with."""
    comment = trusted_comment(manifest)
    return bytes(key.sign(content, trusted_comment=comment, untrusted_comment=_UNTRUSTED)) + b"\n"


def check_signature(content: bytes, signature: bytes, key: minisign.PublicKey) -> str:
    """Return the trusted comment of a signature that holds; raises ValueError for one that does not."""
    read = minisign.Signature.from_bytes(signature)
    key.verify(content, read)
    if bytes(read) + b"\n" != signature or read.untrusted_comment != _UNTRUSTED:
        raise ValueError("something stands beside it that is not signed")
    return str(read.trusted_comment)
