"""Draw the pictures of README from the built site/, and the hint for phones that do not shape Burmese.

They are .github/page.png, .github/leaflet.png, and overrides/hint-my.svg: a word as outlines, an arrow and a
sheet of paper, so that no font is needed.
"""

import sys
import tempfile
from pathlib import Path

import pypdfium2
import uharfbuzz as hb
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from PIL import Image
from playwright.sync_api import sync_playwright

from lanpya.languages.burmese import Burmese
from lanpya.languages.fallback import Fallback
from lanpya.runtime.temporary_folders import end_on_signals
from scripts.rigs.arguments import Parser
from scripts.rigs.chromium import PLAYWRIGHT_FLAGS, environment_with_fonts, find_chromium
from scripts.rigs.paths import ROOT

PAGES = ("index.html", "2.html", "en/2.html")
LEAFLETS, LEAFLET_HEIGHT = ("my/2-zine", "en/2-trifold", "my-en/2-sheet"), 480
GAP = 24
UNITS, BASELINE = 40, 38  # the hint's letters: units per em, and their position


def draw_hint(fallback: Fallback, font: Path) -> str:
    """Return the drawing; the letters of its word visibly fall apart without shaping."""
    face = hb.Face(hb.Blob.from_file_path(str(font)))
    buffer = hb.Buffer()
    buffer.add_str(fallback.sample)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(face), buffer)
    outlines, scale = TTFont(font).getGlyphSet(), UNITS / face.upem
    pen = SVGPathPen(outlines, ntos=lambda number: str(round(number)))
    x = 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        move = (scale, 0, 0, -scale, (x + place.x_offset) * scale, BASELINE - place.y_offset * scale)
        outlines[outlines.font.getGlyphName(info.codepoint)].draw(TransformPen(pen, move))
        x += place.x_advance
    end = round(x * scale)
    arrow = f"M{end + 8} 30h24m-9-9 9 9-9 9"
    sheet = f"M{end + 46} 2h26l14 14v50h-40zm26 0v14h14m-32 18h24m-24 12h24"
    return (
        f'<svg height="36" viewBox="0 0 {end + 90} 70" aria-hidden="true">'
        f'<path fill="currentColor" d="{pen.getCommands()}"/>'
        f'<path fill="none" stroke="currentColor" stroke-width="3" d="{arrow}{sheet}"/></svg>\n'
    )


def draw_leaflets() -> Image.Image:
    """Return one sheet of some formats side by side, at equal height."""
    sheets = []
    for name in LEAFLETS:
        page = pypdfium2.PdfDocument(ROOT / "site/print" / f"{name}.pdf")[0]
        # drawn large, then scaled down: thin outlines look as on paper
        large = page.render(scale=4 * LEAFLET_HEIGHT / page.get_height(), grayscale=True).to_pil()
        sheets.append(large.resize((large.width // 4, LEAFLET_HEIGHT), Image.Resampling.LANCZOS))
    width = sum(sheet.width for sheet in sheets) + GAP * (len(sheets) + 1)
    wall, x = Image.new("L", (width, LEAFLET_HEIGHT + 2 * GAP), 119), GAP
    for sheet in sheets:
        wall.paste(sheet, (x, GAP))
        x += sheet.width + GAP
    return wall


def main() -> int:
    """Write the pictures; needs a built site."""
    Parser(description=__doc__).parse_args()
    folder = ROOT / ".github"
    views = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as home:
        fonts = environment_with_fonts(Path(home), ROOT / "overrides/fonts", Path("/usr/share/fonts"))
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(PLAYWRIGHT_FLAGS), env=dict(fonts)
        )
        for name in PAGES:
            page = browser.new_page(viewport={"width": 360, "height": 640})
            page.goto((ROOT / "site" / name).as_uri())
            path = folder / f"{len(views)}.tmp.png"
            page.screenshot(path=path)
            views.append(Image.open(path).convert("RGB"))
            path.unlink()
        browser.close()
    width = sum(view.width for view in views) + GAP * (len(views) + 1)
    sheet = Image.new("RGB", (width, views[0].height + 2 * GAP), "#777")
    for number, view in enumerate(views):
        sheet.paste(view, (GAP + number * (view.width + GAP), GAP))
    sheet.quantize(32).save(folder / "page.png", optimize=True)
    draw_leaflets().quantize(8).save(folder / "leaflet.png", optimize=True)
    hint = draw_hint(Burmese.fallback, ROOT / "overrides/fonts/Padauk-Regular.ttf")
    (ROOT / "overrides/hint-my.svg").write_text(hint, encoding="utf-8")
    print("Drawn: overrides/hint-my.svg, .github/page.png, .github/leaflet.png")
    return 0


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
