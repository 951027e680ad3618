"""Runs a measurement as a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lanpya.runtime.temporary_folders import end_on_signals
from scripts.rigs.arguments import Parser


def print_measurement(
    description: str | None, measure: Callable[..., Any], markdown: Callable[[Any], str], **option: Any
) -> int:
    """Measure and print; the only option, if there is one, has the name of a parameter of `measure`."""
    end_on_signals()
    parser = Parser(description=description)
    for name, settings in option.items():
        parser.add_argument(f"--{name}", metavar="N", type=int, **settings)
    print(markdown(measure(**vars(parser.parse_args()))))
    return 0
