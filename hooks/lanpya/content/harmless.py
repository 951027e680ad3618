"""Strings that look like contact details and can reach no one (docs/data/harmless.yml).

Two people review each. Only shapes are accepted that no network resolves and no messenger knows; whatever
could be an address, a number, a name or a key is refused, whoever asks for it.
"""

from __future__ import annotations

import re

# c@t: too short for a user name; behind @ no two letters, as those are the domain of a country, and mail to a
# bare one has been delivered. https://: the beginning of an address, without a host, and itself no domain, as
# org:// would be.
SHAPES = re.compile(
    r"[a-z0-9]{1,2}@(?:[a-z0-9]|[a-z][0-9]|[0-9][a-z0-9])|(?:https?|ftp|file)://", re.IGNORECASE
)


def is_harmless(text: str) -> bool:
    """Whether a string has a shape that may be accepted."""
    return SHAPES.fullmatch(text) is not None
