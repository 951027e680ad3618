"""While MkDocs serves: from a folder of the project, and again when leaflets come after the pages."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from lanpya.leaflets import background as press
from lanpya.runtime.temporary_folders import end_on_signals


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note whether MkDocs serves, and let a signal that ends it take its folder away."""
    end_on_signals()
    press.serving, press.current = command == "serve", None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Show the folder of the project, not MkDocs' own, and build again when leaflets are laid out."""
    if press.current:
        site = Path(config.site_dir)

        def error_page(code: int) -> bytes | None:
            page = site / f"{code}.html"
            return page.read_bytes() if page.is_file() else None

        server.root, server.error_handler = str(site), error_page
        server.watch(str(press.current.bell))
