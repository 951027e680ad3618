"""While MkDocs serves: from a folder of the project, and again when leaflets come after the pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.site.context import SESSION


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note whether MkDocs serves, and let a signal that ends it take its folder away."""
    end_on_signals()
    SESSION.is_serving, SESSION.leaflets = command == "serve", None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Show the folder of the project, not MkDocs' own, and build again when leaflets are laid out."""
    if SESSION.leaflets:
        site = Path(config.site_dir)

        def error_page(code: int) -> bytes | None:
            page = site / f"{code}.html"
            return page.read_bytes() if page.is_file() else None

        server.root, server.error_handler = str(site), error_page
        server.watch(str(SESSION.leaflets.reload_trigger))
