"""What commands of this project share: how they take what is typed."""

import argparse
from typing import NoReturn

from lanpya.runtime.terminal import printable


class Parser(argparse.ArgumentParser):
    """A parser that tells of a mistake in one line which only shows what was typed, and does nothing else."""

    def error(self, message: str) -> NoReturn:
        """Exit with status 2."""
        super().error(printable(message))
