"""The configuration of servers: headers of files, for nginx and for static hosts."""

from __future__ import annotations

from pathlib import Path

from lanpya.content.library import Library
from lanpya.content.urls import NOT_FOUND, remove_url

HOST_FILE = "_headers"  # static hosts read it and do not serve it
PRECOMPRESSED = (".gz", ".br")
COMPRESSIBLE = (".html", ".js", ".txt", ".xml")  # PDF, WOFF2 and ZIP are already compressed
# Each page has a stricter policy with the hashes of its parts; browsers apply both (CSP Level 3, 8.1). This
# one is for files without one, and says what a page cannot: who may frame it.
POLICY = (
    "default-src 'self' 'unsafe-inline' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# No Strict-Transport-Security: browsers store it as a list of visited sites on the phone.
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# A font reveals nothing about what was read, and a phone that needs it would load it again with each page.
FONT_CACHE = "private, max-age=604800"
# Clear Site Data, 3.1: what the browser cached by itself. Not "storage", which would remove copies without
# asking.
CLEARED = '"cache"'


def extra_headers(library: Library) -> dict[str, dict[str, str]]:
    """Return additional headers of some files, by path with a leading slash."""
    pages = (remove_url(language) for language in library.used_languages)
    return {f"/{page}": {"Clear-Site-Data": CLEARED} for page in pages}


def host_headers(library: Library) -> str:
    """Return the file _headers for Netlify and Cloudflare Pages.

    Cloudflare Pages serves 23.html also as 23, so there is a rule for each.
    """
    extra = extra_headers(library).items()
    rules = {"/*": HEADERS} | {
        name: headers for path, headers in extra for name in (path, path.removesuffix(".html"))
    }
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for path, headers in rules.items()
    )


def nginx_config(
    library: Library,
    root: Path,
    *,
    name: str,
    keys: Path,
    onion: str = "unix:/run/lanpya-onion.sock",
    http: str = "80",
    https: str = "443",
    brotli: bool = True,
) -> str:
    """Return server blocks of nginx (1.22 or later) for a release unpacked at `root`.

    They log nothing, and do not reveal the version. `keys` is the folder with fullchain.pem and privkey.pem;
    `onion` is where Tor forwards requests. Without `brotli`, the module libnginx-mod-http-brotli-static is
    not needed.
    """
    common = _common(library, root, brotli)
    return f"""\
# Made by lanpya server-config; include it inside http {{ }}. Change the command, not this file.
server {{
    listen {http};
    server_name {name};
    server_tokens off;
    access_log off;
    error_log /dev/null crit;
    return 301 https://$host$request_uri;
}}

server {{
    listen {https} ssl http2;
    server_name {name};
    ssl_certificate {keys / "fullchain.pem"};
    ssl_certificate_key {keys / "privkey.pem"};
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_tickets off;
{common}}}

# An onion address, with  HiddenServicePort 80 {onion}  in torrc. It names no host, so that no other
# site of this machine answers here, and no address of a reader ever reaches it.
server {{
    listen {onion};
    server_name _;
{common}}}
"""


def _common(library: Library, root: Path, brotli: bool) -> str:
    def location(match: str, headers: dict[str, str]) -> str:
        lines = "".join(f"        {line}\n" for line in _added(headers))
        return f"    location {match} {{\n{lines}    }}\n"

    special = "".join(
        location(f"= {path}", HEADERS | headers) for path, headers in extra_headers(library).items()
    )
    brotli_line = "    brotli_static on;\n" if brotli else ""
    general = "".join(f"    {line}\n" for line in _added(HEADERS))
    font = location("~ [.]woff2$", HEADERS | {"Cache-Control": FONT_CACHE})
    compressed = "|".join(ending.removeprefix(".") for ending in PRECOMPRESSED)
    return f"""\
    root {root};
    index index.html;
    charset utf-8;
    charset_types text/plain text/xml application/javascript;
    server_tokens off;
    access_log off;
    error_log /dev/null crit;
    etag off;
    if_modified_since off;
    gzip off;
    gzip_static on;
    gzip_vary on;
{brotli_line}\
    error_page 404 /{NOT_FOUND};
{general}\
    location = /{HOST_FILE} {{
        return 404;
    }}
    location ~ [.]({compressed})$ {{
        return 404;
    }}
{font}{special}"""


def _added(headers: dict[str, str]) -> list[str]:
    """Return the lines that add headers; an empty Last-Modified removes that of nginx."""
    quoted = {name: value.replace('"', '\\"') for name, value in headers.items()}
    return [f'add_header {name} "{value}" always;' for name, value in quoted.items()] + [
        'add_header Last-Modified "";'
    ]
