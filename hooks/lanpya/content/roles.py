"""What a page is for: the key `role` in the front matter of its source.

The build finds these pages by their role; they may have any number and any file name, and none has to exist.
"""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["contacts", "about", "print", "keep", "talks"]
ROLES: tuple[Role, ...] = get_args(Role)

# The lists of which a page with a role shows at least one; what leads to the page expects to find it there.
SHOWN: dict[Role, tuple[str, ...]] = {
    "contacts": ("contacts",),
    "print": ("leaflets",),
    "keep": ("keep",),
    "talks": ("talks", "past-talks"),
}
