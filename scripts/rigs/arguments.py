"""The parser of command-line arguments for scripts."""

import argparse
from typing import NoReturn

from lanpya.runtime.terminal import printable


class Parser(argparse.ArgumentParser):
    """A parser that reports a mistake in one line, with control characters escaped, and does nothing else."""

    def error(self, message: str) -> NoReturn:
        """Exit with status 2."""
        super().error(printable(message))
