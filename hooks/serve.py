"""While MkDocs serves: from its own temporary folder, and again when leaflets come after the pages."""

from collections.abc import Callable
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from lanpya import press


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note whether MkDocs serves."""
    press.current = press.Press() if command == "serve" else None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Build again when the leaflets that an edit changed are laid out."""
    if press.current:
        server.watch(str(press.current.bell))


def on_shutdown() -> None:
    """Leave nothing behind."""
    if press.current:
        press.current.bell.unlink(missing_ok=True)
