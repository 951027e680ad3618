"""Install the programs that the tests need from the system, or list them.

Installs only as root on a system with apt-get, and starts no service; elsewhere it lists what to install. It
fails without Chromium, w3m and lynx (which show pages as text), zbar (which reads QR codes), minisign (which
checks signatures) and nginx with brotli, and, where apt-get exists, without WebKitGTK, its driver and
bindings, and Xvfb. On other systems, and for tools that only measurements need (--proof, --bench), what is
missing is skipped and listed. Old browsers and texts of many languages are fetched into .cache if npm is
installed, fonts for these texts with apt-get, which installs nothing then.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from ctypes.util import find_library
from functools import partial
from pathlib import Path

from scripts.rigs.arguments import Parser
from scripts.rigs.chromium import find_chromium
from scripts.rigs.declaration import FONT_PACKAGES, fetch_fonts, fetch_texts
from scripts.rigs.engine_chromium import OLD, fetch

MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")  # where Debian puts it
SERVICES = ("invoke-rc.d", "deb-systemd-invoke", "systemctl")
TEXT_BROWSERS = ("w3m", "lynx")
LISTS = Path("/var/lib/apt/lists")  # of packages that apt-get knows
SYSTEM_PYTHON = "/usr/bin/python3"  # has the bindings of WebKitGTK
FIREFOX = ("firefox-esr", "firefox-esr-l10n-my")


def find_nginx() -> str | None:
    """Return the path of nginx, which may be on the PATH of root alone."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def install(packages: list[str]) -> None:
    """Install packages of Debian; raises CalledProcessError. None of their servers is started.

    The scripts of packages start servers through the programs in SERVICES (Debian policy, 9.3.3), so programs
    with these names that do nothing come first on PATH meanwhile.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name in SERVICES:
            program = Path(folder) / name
            program.write_text("#!/bin/sh\n", encoding="utf-8")
            program.chmod(0o755)
        path = f"DPkg::Path={folder}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        for command in (["update"], ["install", "--yes", "--option", path, *packages]):
            subprocess.run(
                ["apt-get", *command],
                check=True,
                stdout=subprocess.DEVNULL,
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            )


def missing_webkit() -> list[str]:
    """Return the missing Debian packages for WebKitGTK, its driver and bindings, and a screen."""
    bound = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run(
            [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('WebKit2', '4.1')"],
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode
    )
    return [
        *([] if shutil.which("WebKitWebDriver") else ["webkit2gtk-driver"]),
        *([] if shutil.which("Xvfb") else ["xvfb"]),
        *([] if bound else ["python3-gi", "gir1.2-webkit2-4.1"]),
    ]


def fetch_engines(whole: bool) -> None:
    """Fetch the oldest of the old browsers, or all; say so if that fails."""
    for name in OLD if whole else list(OLD)[:1]:
        try:
            fetch(name)
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            print(f"Not fetched, so not tested: {name}: {error}", file=sys.stderr)


def fetch_declarations(whole: bool) -> None:
    """Fetch texts and fonts of many languages; say so if that fails."""
    if not any(LISTS.glob("*_Packages*")) and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update"], check=False, stdout=subprocess.DEVNULL)
    for fetching in (fetch_texts, partial(fetch_fonts, FONT_PACKAGES if whole else FONT_PACKAGES[:1])):
        try:
            fetching()
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            print(f"Not fetched, so languages are not tested with real texts: {error}", file=sys.stderr)


def main() -> int:
    """Return 0 if every needed program is installed, 1 after listing those that are not."""
    parser = Parser(description=__doc__)
    parser.add_argument(
        "--proof", action="store_true", help="also what make proof measures with: Firefox ESR, faketime, npm"
    )
    parser.add_argument("--bench", action="store_true", help="also what make bench measures with: wrk, npm")
    options = parser.parse_args()
    needed = [
        *([] if find_chromium() else ["chromium"]),
        *([] if find_library("zbar") else ["libzbar0"]),
        *([] if shutil.which("minisign") else ["minisign"]),
        *([] if find_nginx() else ["nginx"]),
        *([] if MODULE.exists() else ["libnginx-mod-http-brotli-static"]),
        *(name for name in TEXT_BROWSERS if not shutil.which(name)),
        *(missing_webkit() if shutil.which("apt-get") else []),
    ]
    missing = [
        *needed,
        *(FIREFOX if options.proof and not shutil.which("firefox-esr") else []),
        *(["faketime"] if options.proof and not shutil.which("faketime") else []),
        *(["wrk"] if options.bench and not shutil.which("wrk") else []),
        *(["nodejs", "npm"] if (options.bench or options.proof) and not shutil.which("npm") else []),
    ]
    if missing and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"Installing {', '.join(missing)} with apt-get", flush=True)
        install(missing)
    elif needed:
        print(
            "The tests need the browsers Chromium, w3m and lynx, zbar, minisign, nginx with brotli, and"
            " WebKitGTK with its driver, on a screen of Xvfb. On Debian or Ubuntu:"
            f" sudo apt install {' '.join(needed)}\n"
            "Elsewhere install w3m, lynx, zbar, minisign, nginx, and Chromium or Chrome;"
            " LANPYA_CHROMIUM names it.",
            file=sys.stderr,
        )
        return 1
    elif missing:
        print(
            f"Not installed, so not measured: on Debian  sudo apt install {' '.join(missing)}",
            file=sys.stderr,
        )
    if not shutil.which("apt-get") and missing_webkit():
        print("WebKitGTK, its driver, or Xvfb is not installed, so not tested.", file=sys.stderr)
    if not options.bench:
        fetch_engines(options.proof)
        fetch_declarations(options.proof)
    return 0


if __name__ == "__main__":
    sys.exit(main())
