"""Install the programs that the tests need from the system, or name them.

Installs only as root on a system with apt-get; anywhere else it prints what to install and stops.
"""

import argparse
import os
import shutil
import subprocess
import sys

from lanpya.browser import find_chromium


def main() -> int:
    """Return 0 when every program is there, 1 after naming those that are not."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    if find_chromium():
        return 0
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Chromium with apt-get", flush=True)
        for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "chromium"]):
            subprocess.run(
                command,
                check=True,
                stdout=subprocess.DEVNULL,
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            )
        return 0
    print(
        "The tests need the browser Chromium. On Debian or Ubuntu: sudo apt install chromium\n"
        "Elsewhere install Chromium or Chrome and set LANPYA_CHROMIUM to its path.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
