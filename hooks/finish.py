"""Once all languages are built: the steps over the whole site, in this order, and the swap into place."""

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from lanpya.problems.reports import ProblemsError
from lanpya.site.context import Build
from lanpya.site.search_lists import fit_search_lists
from lanpya.site.steps import (
    check_site,
    cut_fonts,
    fill_pages,
    finalise_pages,
    pack_archives,
    publish_atomically,
    remove_gzipped_sitemap,
    typeset_changed_leaflets,
    typeset_leaflets,
    write_indexes,
    write_security_txt,
    write_texts,
    write_worker,
)

STEPS: tuple[Callable[[Build], None], ...] = (
    remove_gzipped_sitemap,
    fit_search_lists,
    finalise_pages,
    cut_fonts,
    write_indexes,
    typeset_leaflets,
    write_texts,
    pack_archives,
    write_worker,
    write_security_txt,
    fill_pages,
    check_site,
    publish_atomically,
    typeset_changed_leaflets,
)


@event_priority(-101)  # static-i18n builds the other languages at -100
def on_post_build(config: MkDocsConfig) -> None:
    """Run the steps after the last language; one that finds errors stops the build with all of them."""
    if config.plugins["i18n"].building:
        return
    try:
        for step in STEPS:
            step(config.extra["lanpya"])
    except ProblemsError as error:
        raise PluginError(f"Nothing was published; what was there stays.\n{error}") from error
