"""Print how to serve a release: server blocks for nginx, or the file _headers for static hosts.

Nothing is written; put what is printed where the server looks for it.
"""

import argparse
import re
import sys
from pathlib import Path

from lanpya.content.loader import read_library
from lanpya.content.settings import read_settings
from lanpya.releases.server_config import host_headers, nginx_config
from lanpya.runtime.terminal import show
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent
PLACE = re.compile(r"[A-Za-z0-9_./:\[\]*-]+")  # what stands in a configuration without quotes


def place(typed: str) -> str:
    """Return a path, name or address as nginx reads it; what would end or change a line is refused."""
    if not PLACE.fullmatch(typed):
        raise argparse.ArgumentTypeError(f"{typed!r} holds more than letters, digits and  . _ - / : [ ] *")
    return typed


def main() -> int:
    """Print the configuration; exit status 2 when the guides or the command cannot be read."""
    parser = Parser(description=__doc__)
    parser.add_argument("server", choices=("nginx", "headers"))
    parser.add_argument(
        "--root", type=place, default="/srv/lanpya/site", help="where the release is unpacked"
    )
    parser.add_argument("--name", type=place, help="the host's name; else that of site_url")
    parser.add_argument("--keys", type=place, help="folder with fullchain.pem and privkey.pem")
    parser.add_argument("--http", type=place, default="80", help="where to listen without encryption")
    parser.add_argument("--https", type=place, default="443", help="where to listen with it")
    parser.add_argument(
        "--onion", type=place, default="unix:/run/lanpya-onion.sock", help="where Tor connects"
    )
    parser.add_argument("--no-brotli", action="store_true", help="without libnginx-mod-http-brotli-static")
    options = parser.parse_args()
    try:
        settings = read_settings(ROOT / "mkdocs.yml")
        library = read_library(settings, ROOT / "docs")
    except (OSError, ValueError) as error:
        show(f"The guides cannot be read: {error}", to=sys.stderr)
        return 2
    if options.server == "headers":
        print(host_headers(library), end="")
        return 0
    name = options.name or settings.site_url.split("/")[2]
    print(
        nginx_config(
            library,
            Path(options.root),
            name=name,
            keys=Path(options.keys or f"/etc/letsencrypt/live/{name}"),
            onion=options.onion,
            http=options.http,
            https=options.https,
            brotli=not options.no_brotli,
        ),
        end="",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
