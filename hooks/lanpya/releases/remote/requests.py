"""A request to a server, and the responses of everyone who asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from lanpya.releases.remote.validators import Mark, Marks


@dataclass(frozen=True)
class Response:
    """A response to a visit: status, SHA-256 and size of the content, and validators for a browser."""

    code: int
    digest: str
    size: int = 0
    mark: Mark = (None, None)


@dataclass
class Request:
    """A request: target, the file to be shown, where it may redirect to, and its responses.

    Of a download, the SHA-256 of the first part is kept, to resume it.
    """

    target: str
    name: str
    leads: str = ""
    content: bytearray | None = None
    found: dict[str, Response] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    begun: hashlib._Hash | None = None
    begun_size: int = 0
    begun_mark: str = ""

    @property
    def first(self) -> Response | None:
        """The first response."""
        return next(iter(self.found.values()), None)

    @property
    def kept(self) -> Response | None:
        """The response that a browser has cached, and asks whether it is still valid."""
        return next((response for response in reversed(self.found.values()) if any(response.mark)), None)
