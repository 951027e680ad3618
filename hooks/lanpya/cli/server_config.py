"""`lanpya server-config`: prints how a server must serve a release."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from lanpya.cli.command import FILE, SETTINGS, Command, project_at
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.releases.server_config import host_headers, nginx_config

_UNQUOTED = re.compile(r"[A-Za-z0-9_./:\[\]*-]+")  # values that need no quotes in a configuration


class _Place(click.ParamType[str]):
    """A path, name or address for nginx; characters that could end or change a line are refused."""

    name = "TEXT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value."""
        if not _UNQUOTED.fullmatch(value):
            self.fail(f"{value!r} contains more than letters, digits and  . _ - / : [ ] *", param, ctx)
        return str(value)


PLACE = _Place()


@click.command(cls=Command, cannot="The guides cannot be read")
@click.argument("server", type=click.Choice(("nginx", "headers")))
@click.option(
    "--root",
    type=PLACE,
    metavar="FOLDER",
    default="/srv/lanpya/site",
    show_default=True,
    help="Where the release is unpacked.",
)
@click.option("--name", type=PLACE, help="The name of the host. By default that of site_url.")
@click.option("--keys", type=PLACE, metavar="FOLDER", help="Folder with fullchain.pem and privkey.pem.")
@click.option(
    "--http", type=PLACE, default="80", show_default=True, help="Where to listen without encryption."
)
@click.option(
    "--https", type=PLACE, default="443", show_default=True, help="Where to listen with encryption."
)
@click.option(
    "--onion",
    type=PLACE,
    default="unix:/run/lanpya-onion.sock",
    show_default=True,
    help="Where Tor connects.",
)
@click.option("--no-brotli", is_flag=True, help="Without libnginx-mod-http-brotli-static.")
@click.option(
    "--project",
    type=FILE,
    metavar="FOLDER",
    callback=lambda ctx, param, value: project_at(value),
    help=f"The project. By default the nearest folder with a {SETTINGS}, from here upwards.",
)
def server_config(
    server: str,
    root: str,
    name: str | None,
    keys: str | None,
    http: str,
    https: str,
    onion: str,
    no_brotli: bool,
    project: Path,
) -> int:
    """Print how to serve a release.

    This prints server blocks for nginx, or the file _headers for static hosts. Nothing is written: save the
    output where the server reads it.

    Exit status: 0 printed, 2 the guides or the command cannot be read.
    """
    settings = read_settings(project / SETTINGS)
    library = read_library(settings, project / "docs")
    if server == "headers":
        print(host_headers(library), end="")
        return 0
    name = name or settings.site_url.split("/")[2]
    config = nginx_config(
        *(library, Path(root)),
        name=name,
        keys=Path(keys or f"/etc/letsencrypt/live/{name}"),
        onion=onion,
        http=http,
        https=https,
        brotli=not no_brotli,
    )
    print(config, end="")
    return 0
