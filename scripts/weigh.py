"""Weigh a built site: pages (bytes after gzip -6, the shell round the guide, requests), leaflets, copies.

Exit status: 0 all within budget, 1 a page over it, 2 no site there.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from lanpya.content.settings import read_settings
from lanpya.runtime.compression import gzip_size
from lanpya.runtime.terminal import show
from lanpya.site.check_site import check_weight
from lanpya.site.page_weight import text_of, weigh_site
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Print the table; see the module for the exit status."""
    parser = Parser(description=__doc__)
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder of the built site")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON, one object a page")
    form.add_argument("--summary", action="store_true", help="print what was built and how to open it")
    options = parser.parse_args()
    weights = list(weigh_site(options.site))
    if not weights:
        show(f"There is no built site in {options.site}. Build it with: make site", to=sys.stderr)
        return 2
    budgets = read_settings(ROOT / "mkdocs.yml").budgets
    over = [problem for weight in weights for problem in check_weight(weight, budgets.page, budgets.shell)]
    leaflets = {
        path.relative_to(options.site): path.stat().st_size for path in options.site.glob("print/*/*.pdf")
    }
    if options.json:
        print(json.dumps([asdict(weight) for weight in weights], indent=2))
    elif options.summary:
        heaviest = max(weights, key=lambda weight: weight.bytes)
        show(f"{len(weights)} pages; the heaviest is {heaviest.path}, {heaviest.bytes} bytes after gzip -6")
        show(f"{len(leaflets)} leaflets, {sum(leaflets.values()) // 1000} kB, in print/")
        show(f"Open {options.site / 'index.html'} in a browser.")
    else:
        show(f"{'bytes':>7} {'shell':>6} {'requests':>8}  page")
        for weight in weights:
            show(f"{weight.bytes:>7} {weight.shell:>6} {weight.requests:>8}  {weight.path}")
        for path, size in sorted(leaflets.items()):
            show(f"{size:>7} {'':>6} {'':>8}  {path.as_posix()}")
        show(f"\n{'bytes':>7} {'gzip -6':>7} {'text':>7}  copy (text: its bare text after gzip -6)")
        for path in sorted(options.site.glob("keep/*")):
            content = path.read_bytes()
            is_page = path.suffix == ".html"
            text = gzip_size(text_of(content.decode()).encode()) if is_page else ""
            packed = gzip_size(content) if is_page else ""
            show(f"{len(content):>7} {packed:>7} {text:>7}  {path.relative_to(options.site).as_posix()}")
        show(f"\nbudget: page {budgets.page}, shell {budgets.shell} bytes after gzip -6, 1 request")
        print(
            f"        leaflet {budgets.leaflet}, booklet {budgets.booklet}, copy {budgets.kept},"
            f" archive of them {budgets.archive} bytes"
        )
    for problem in over:
        show(f"{problem.path}: {problem.message} {problem.remedy}", to=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
