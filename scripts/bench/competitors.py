"""Build the guides with Lanpya and with what people would use instead, each in its own folder.

The others are stock mkdocs-material with static-i18n and its search, the same with its offline option, and
VitePress with its default theme and search. All keep their defaults, except that Material loads no font from
another host. For VitePress, each guide's title becomes a level-1 heading, and notes and folded sections use
its syntax.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from scripts.rigs.arguments import Parser
from scripts.rigs.paths import ROOT

VITEPRESS = ROOT / "scripts/bench/vitepress"  # what is installed, with its hashes
INSTALLED = ROOT / "bench" / "vitepress"
STOCK = """\
site_name: Notes
site_url: https://example.org/
theme:
  name: material
  font: false
exclude_docs: data/
plugins:
  - search
{plugins}  - i18n:
      docs_structure: folder
      languages:
        - {{locale: my, name: မြန်မာ, default: true}}
        - {{locale: en, name: English}}
markdown_extensions: [admonition, attr_list, pymdownx.details, sane_lists, tables]
"""
_BLOCK = re.compile(
    r'^(?:!!!|\?\?\?) ?(?P<kind>\w*) ?"(?P<title>.*)"\n(?P<inside>(?:(?:    .*)?\n)+)', re.MULTILINE
)


def lanpya(folder: Path, docs: Path) -> None:
    """Write this project, with its shipped settings, into a new folder."""
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(docs, folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)


def material(folder: Path, docs: Path, *, offline: bool = False) -> None:
    """Write a project of stock Material into a new folder."""
    shutil.copytree(docs, folder / "docs")
    settings = STOCK.format(plugins="  - offline\n" if offline else "")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


def vitepress(folder: Path, docs: Path) -> None:
    """Write a project of VitePress into a new folder, with its packages next to it."""
    library = read_library(read_settings(ROOT / "mkdocs.yml"), docs)
    sidebars = {}
    for language in library.used_languages:
        prefix = "/" if language.default else f"/{language.code}/"
        links = []
        for page in library.pages_in(language.code):
            text = (docs / language.code / page.file).read_text(encoding="utf-8")
            _, front, body = text.split("---\n", 2)
            text = f"---\n{front}---\n# {page.title}\n\n{_BLOCK.sub(_container, body)}"
            target = folder / "docs" / prefix.strip("/") / page.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            links.append({"text": page.title, "link": prefix + page.file.removesuffix(".md")})
        name = "root" if language.default else language.code
        sidebars[name] = {
            "label": language.name,
            "lang": language.html_lang,
            "themeConfig": {"sidebar": links},
        }
    config = {
        "title": "Notes",
        "ignoreDeadLinks": True,
        "locales": sidebars,
        "themeConfig": {"search": {"provider": "local"}},
    }
    (folder / "docs" / ".vitepress").mkdir()
    script = f"export default {json.dumps(config, ensure_ascii=False)}\n"
    (folder / "docs" / ".vitepress" / "config.mjs").write_text(script, encoding="utf-8")
    shutil.copy(VITEPRESS / "package.json", folder)
    (folder / "node_modules").symlink_to(INSTALLED / "node_modules")


def _container(block: re.Match[str]) -> str:
    """Return a note or a folded section in the syntax of VitePress."""
    inside = re.sub("^    ", "", block["inside"], flags=re.MULTILINE)
    return f"::: {block['kind'] or 'details'} {block['title']}\n{inside.rstrip()}\n:::\n\n"


def has_vitepress() -> bool:
    """Install the pinned VitePress, once; where that is impossible, say what is missing and return False."""
    lock = (VITEPRESS / "package-lock.json").read_bytes()
    kept = INSTALLED / "package-lock.json"
    if kept.exists() and kept.read_bytes() == lock and (INSTALLED / "node_modules").is_dir():
        return True
    if not shutil.which("npm"):
        print("Without VitePress: npm is missing. On Debian  sudo apt install nodejs npm", file=sys.stderr)
        return False
    print("Installing VitePress (once)", flush=True)
    shutil.rmtree(INSTALLED, ignore_errors=True)
    shutil.copytree(VITEPRESS, INSTALLED)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=INSTALLED, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(INSTALLED)
        print(f"Without VitePress: npm could not install it.\n{done.stderr[-2000:]}", file=sys.stderr)
    return not done.returncode


def build(folder: Path) -> float:
    """Build the project in a folder into its folder `site`; returns wall seconds."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    environment.setdefault("SOURCE_DATE_EPOCH", str(int(time.time())))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    if not (folder / "mkdocs.yml").exists():
        command = ["node_modules/.bin/vitepress", "build", "docs", "--outDir", str(folder / "site")]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{folder.name} was not built.\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return time.perf_counter() - start


RIVALS: dict[str, Callable[[Path, Path], None]] = {
    "lanpya": lanpya,
    "material": material,
    "material-offline": functools.partial(material, offline=True),
    "vitepress": vitepress,
}


def build_all(folder: Path, names: tuple[str, ...] = tuple(RIVALS)) -> dict[str, Path]:
    """Build the shipped guides with each of these that is available; returns their sites by name."""
    sites = {}
    for name in names:
        if name == "vitepress" and not has_vitepress():
            continue
        print(f"Building with {name}", flush=True)
        (folder / name).mkdir(parents=True)
        RIVALS[name](folder / name, ROOT / "docs")
        build(folder / name)
        sites[name] = folder / name / "site"
    return sites


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves text as gzip -6, as a common server would."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content, kind = path.read_bytes(), self.guess_type(str(path))
        self.send_response(200)
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "xml", "svg+xml")):
            content = gzip.compress(content, compresslevel=6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    """Ignores browsers that drop their connection when they are closed."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine while the block runs; yields its address."""
    handler = functools.partial(_Compressing, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def main() -> int:
    """Build them, and print where they are."""
    parser = Parser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to make the folders")
    for name, site in build_all(parser.parse_args().folder.resolve()).items():
        print(f"{name}: {site}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
