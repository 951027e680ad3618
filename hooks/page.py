"""Hands each page what base.html shows. MkDocs reads and renders no Markdown: lanpya has done it."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from lanpya.build import Build
from lanpya.page import missing_page_view, sitemap_of, view_at
from lanpya.seal import seal


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """Keep MkDocs from reading the file again."""
    return ""


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Add the view of the page."""
    build: Build = config.extra["lanpya"]
    code, _, name = page.file.src_uri.partition("/")
    context["view"] = view_at(code, name, build.library, build.edition, build.overrides)
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Add what the 404 page and the sitemap show."""
    build: Build = config.extra["lanpya"]
    context["view"] = missing_page_view(build.library, build.overrides)
    context["sitemap"] = sitemap_of(build.library)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Minify the page and fill in its policy."""
    return seal(output, serving=config.extra["lanpya"].goal is None)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Do the same to the 404 page."""
    return seal(output_content) if template_name.endswith(".html") else output_content
