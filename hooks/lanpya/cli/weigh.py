"""`lanpya weigh`: lists the sizes of a built site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lanpya.cli.command import FILE, SETTINGS, Command, root_option
from lanpya.content.settings_file import read_settings
from lanpya.runtime.terminal import show
from lanpya.site.check_site import check_weight
from lanpya.site.page_weight import weigh_site
from lanpya.site.weight_report import as_json, as_summary, as_table


@click.command(cls=Command, cannot="The site could not be weighed")
@click.argument("site", type=FILE)
@click.option("--json", "wants_json", is_flag=True, help="Print JSON, one object per page.")
@click.option("--summary", is_flag=True, help="Print what was built and how to open it.")
@root_option
def weigh(site: Path, wants_json: bool, summary: bool, root: Path) -> int:
    """Weigh the pages, leaflets and copies of a built site.

    SITE is its folder. For each page it lists the bytes after gzip -6, those of the shell around the guide,
    and the requests to show it.

    Exit status: 0 all within budget, 1 a page over budget, 2 there is no site.
    """
    if wants_json and summary:
        raise click.UsageError("Use --json or --summary, not both.")
    weights = list(weigh_site(site))
    if not weights:
        show(f"There is no built site in {site}. Build it with: make site", to=sys.stderr)
        return 2
    budgets = read_settings(root / SETTINGS).budgets
    if wants_json:
        print(as_json(weights))
    else:
        show(as_summary(site, weights) if summary else as_table(site, weights, budgets))
    over = [problem for weight in weights for problem in check_weight(weight, budgets)]
    for problem in over:
        show(f"{problem.path}: {problem.message} {problem.remedy}", to=sys.stderr)
    return 1 if over else 0
