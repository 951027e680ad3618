"""Hands each page what base.html shows. MkDocs reads and renders no Markdown: lanpya has done it."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from lanpya.site.context import Build
from lanpya.site.views import missing_page_view, sitemap_of, view_at


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    """Keep MkDocs from reading the file again."""
    return ""


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Add the view of the page."""
    build: Build = config.extra["lanpya"]
    code, _, name = page.file.src_uri.partition("/")
    context["view"] = view_at(code, name, build.library, build.release_date, build.templates)
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Add what the 404 page and the sitemap show."""
    build: Build = config.extra["lanpya"]
    context["view"] = missing_page_view(build.library, build.templates)
    context["sitemap"] = sitemap_of(build.library)
    return context
