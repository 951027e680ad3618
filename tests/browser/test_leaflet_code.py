"""Somebody who holds a leaflet scans its code: the phone shows what the paper does not have."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from support.leaflets import SETTINGS, of
from support.sampling import sampled

from lanpya.content.library import Library
from lanpya.leaflets.leaflet import printed_sections
from lanpya.leaflets.qr import matrix_of
from scripts.rigs.printed_leaflet import DECODERS, DPI, raster


@pytest.mark.parametrize(
    "name",
    sampled([f"{code}/{n}-zine" for code in ("my", "en") for n in (5, 11, 15)], "my/11-zine", "en/15-zine"),
)
def test_the_code_on_paper_opens_where_the_paper_ends(
    name: str, site: Path, library: Library, reader: Page
) -> None:
    leaflet = of(name)
    (page,) = leaflet.pages
    assert printed_sections(page)[0].id == "short"
    images = raster(site / leaflet.url, DPI)
    read = [{text for image in images for text in decode(image)} for decode in DECODERS.values()]
    assert read[0] == read[1]
    (address,) = (text for text in read[0] if text.startswith(SETTINGS.site_url))
    assert len(matrix_of(address, error_correction="H")) == 33, "as many modules as without a place"

    reader.set_viewport_size({"width": 360, "height": 640})
    reader.goto(f"file://{site}/{address.removeprefix(SETTINGS.site_url)}")
    top = reader.locator("p.status").first.evaluate("one => one.getBoundingClientRect().top")
    assert abs(top) < 1, "how long the guide is good comes first"
    contents = reader.locator("main > details").first
    links = contents.locator("a")
    assert links.count() == len(page.document.sections) - 1
    assert contents.locator("summary").evaluate("one => one.getBoundingClientRect().bottom") < 640
