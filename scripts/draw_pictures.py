"""Draw the pictures that README shows, .github/page.png and .github/leaflet.png, from the built site/."""

import argparse
import sys
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from lanpya.browser import FLAGS, find_chromium

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("index.html", "2.html", "en/2.html")
GAP = 24


def main() -> int:
    """Write both pictures; needs a built site and a Burmese font in the system."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    goal = ROOT / ".github"
    views = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        for name in PAGES:
            page = browser.new_page(viewport={"width": 360, "height": 640})
            page.goto((ROOT / "site" / name).as_uri())
            path = goal / f"{len(views)}.tmp.png"
            page.screenshot(path=path)
            views.append(Image.open(path).convert("RGB"))
            path.unlink()
        browser.close()
    width = sum(view.width for view in views) + GAP * (len(views) + 1)
    sheet = Image.new("RGB", (width, views[0].height + 2 * GAP), "#777")
    for number, view in enumerate(views):
        sheet.paste(view, (GAP + number * (view.width + GAP), GAP))
    sheet.quantize(32).save(goal / "page.png", optimize=True)
    leaflet = pypdfium2.PdfDocument(ROOT / "site/print/my/2-zine.pdf")[0]
    leaflet.render(scale=1.35, grayscale=True).to_pil().quantize(8).save(goal / "leaflet.png", optimize=True)
    print("Drawn: .github/page.png, .github/leaflet.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
