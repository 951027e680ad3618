"""Once all languages are built: the steps over the whole site, in this order, and the swap into place."""

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from lanpya.problems.reports import ProblemsError
from lanpya.site.context import Build
from lanpya.site.steps import (
    catch_up,
    check_site,
    cut_fonts,
    drop_extras,
    fill_pages,
    pack_archives,
    print_leaflets,
    seal_pages,
    swap_into_place,
    write_indexes,
    write_security_txt,
    write_texts,
    write_worker,
)

STEPS: tuple[Callable[[Build], None], ...] = (
    drop_extras,
    seal_pages,
    cut_fonts,
    write_indexes,
    print_leaflets,
    write_texts,
    pack_archives,
    write_worker,
    write_security_txt,
    fill_pages,
    check_site,
    swap_into_place,
    catch_up,
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
