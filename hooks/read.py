"""Reads everything once before the first language is built; stops the build when a rule finds an error."""

import logging
import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from lanpya.checks.run import check_sources
from lanpya.content.loader import read_library
from lanpya.content.settings_file import read_settings
from lanpya.problems.problem import errors_in
from lanpya.problems.reports import as_text
from lanpya.runtime.clock import release_date_of
from lanpya.runtime.terminal import show
from lanpya.site.context import SESSION, Build, remove_leftovers, site_folder
from lanpya.site.views import made_pages

# A third language may have guides and no home page; the warning about it helps nobody.
logging.getLogger("mkdocs.plugins.mkdocs_static_i18n").addFilter(
    lambda record: "Could not find a homepage" not in record.getMessage()
)


@event_priority(-101)  # after static-i18n, which sets `building` for all languages but the first
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the Library where the other hooks find it, and send the output to a temporary folder."""
    config.theme.dirs[:] = [config.theme.custom_dir]  # else MkDocs lists Material's icons for each language
    if config.plugins["i18n"].building:
        return config
    docs, output_dir = Path(config.docs_dir), Path(config.site_dir)
    root = Path(config.config_file_path).parent
    remove_leftovers(root, output_dir)
    try:
        settings = read_settings(Path(config.config_file_path))
        release_date = release_date_of(settings.root)
    except ValueError as error:
        raise PluginError(str(error)) from error
    problems = check_sources(library := read_library(settings, docs), docs, release_date)
    if errors_in(problems):
        stays = "Mend these and save." if SESSION.is_serving else f"{output_dir.name}/ stays as it was."
        raise PluginError(f"{stays}\n{as_text(problems)}")
    if problems:
        show(as_text(problems), to=sys.stderr)
    try:
        config.site_dir = str(site_folder(root, output_dir, SESSION))
    except OSError as error:
        raise PluginError(f"No folder for the site can be made: {error}") from error
    config.extra["lanpya"] = Build(
        library=library.published(release_date),
        release_date=release_date,
        overrides=Path(config.theme.custom_dir),
        site=Path(config.site_dir),
        output_dir=None if SESSION.is_serving else output_dir,
        leaflets=SESSION.leaflets,
    )
    return config


@event_priority(-101)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keep the guides of the language being built, each under its public address; add what has no source."""
    library, code = config.extra["lanpya"].library, config.plugins["i18n"].current_language
    urls = {f"{code}/{page.file}": page.url for page in library.pages_in(code)}
    made = [file for file in files.documentation_pages() if file.src_uri in urls]
    for name, url in made_pages(library, library.language(code)).items() if made else ():
        urls[f"{code}/{name}"] = url
        made.append(File.generated(config, f"{code}/{name}", content=""))
    for file in made:
        file.url = file.dest_uri = urls[file.src_uri]  # all three together; one alone does nothing
        file.abs_dest_path = str(Path(config.site_dir, file.url))
    return Files(made)
