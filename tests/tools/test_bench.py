"""What the benchmark measures with: the others get the same guides, and what is counted is what came."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.sampling import proof_only

from lanpya.content.library import Library
from lanpya.site.page_weight import weigh_site
from scripts.bench import __main__ as bench
from scripts.bench import builds as bench_builds
from scripts.bench import competitors as rivals
from scripts.bench import journeys as bench_journeys
from scripts.bench import leaflets as bench_leaflets
from scripts.bench import serve as bench_serve
from scripts.bench import sites as bench_site
from scripts.bench import views as bench_views

ROOT = Path(__file__).resolve().parents[2]


def test_every_rival_gets_every_guide(library: Library, tmp_path: Path) -> None:
    for name in ("material", "vitepress"):
        rivals.RIVALS[name](tmp_path / name, ROOT / "docs")
    for page in library.pages.values():
        source = (ROOT / page.path).read_text(encoding="utf-8")
        assert (tmp_path / "material" / page.path).read_text(encoding="utf-8") == source
        folder = "" if page.language.default else page.language.code
        text = (tmp_path / "vitepress" / "docs" / folder / page.file).read_text(encoding="utf-8")
        assert f"\n# {page.title}\n" in text
        assert "!!!" not in text
        assert "???" not in text
        for section in page.document.sections:
            assert f"## {section.title} {{#{section.id}" in text
    config = (tmp_path / "vitepress" / "docs" / ".vitepress" / "config.mjs").read_text(encoding="utf-8")
    links = json.loads(config.removeprefix("export default "))["locales"]["en"]["themeConfig"]["sidebar"]
    assert len(links) == len(library.pages_in("en"))


def test_vitepress_is_pinned_by_hashes_and_no_address_is_named() -> None:
    text = (rivals.VITEPRESS / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    wanted = json.loads((rivals.VITEPRESS / "package.json").read_text())["dependencies"]
    assert packages["node_modules/vitepress"]["version"] == wanted["vitepress"]
    assert [name for name, one in packages.items() if name and "integrity" not in one] == []
    assert "://" not in text


def test_without_npm_vitepress_is_named_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rivals, "INSTALLED", tmp_path / "none")
    monkeypatch.setattr(rivals.shutil, "which", lambda _: None)
    assert rivals.build_all(tmp_path / "sites", ("vitepress",)) == {}
    assert "apt install nodejs npm" in capsys.readouterr().err


@proof_only
@pytest.mark.slow
def test_a_first_view_counts_what_came(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<link rel=icon href='data:,'><p>Words<img src=a.svg>")
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    with rivals.served(tmp_path) as host:
        two = bench_views.first_view(browser, f"{host}/", slow=False)
        (tmp_path / "a.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg'/>{'<!-- -->' * 5000}")
        more = bench_views.first_view(browser, f"{host}/", slow=False)
        (tmp_path / "index.html").write_text("<link rel=icon href='data:,'><p>Words")
        one = bench_views.first_view(browser, f"{host}/", slow=False)
        slow = bench_views.first_view(browser, f"{host}/")
    assert (one["requests"], two["requests"], more["requests"]) == (1, 2, 2)
    assert one["bytes"] < two["bytes"] < more["bytes"] < one["bytes"] + 3000  # compressed on the way
    assert slow["bytes"] == one["bytes"]
    assert slow["load"] >= bench_views.LATENCY > one["load"] / 10


@pytest.mark.slow
def test_memory_counts_what_a_process_started(tmp_path: Path) -> None:
    inner = "import time; held = bytearray(60_000_000); time.sleep(1)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    cost = bench_builds.run([sys.executable, "-c", outer], tmp_path)
    assert 60 < cost["memory"] < 150
    assert cost["wall"] >= 1 > cost["cpu"]
    with pytest.raises(RuntimeError, match="wrong"):
        bench_builds.run([sys.executable, "-c", "raise SystemExit('wrong')"], tmp_path)


def test_tables_show_what_was_measured(tmp_path: Path) -> None:
    view = {"requests": 1, "bytes": 8000, "paint": 500.0, "load": 700.0}
    slow = {"requests": 9, "bytes": 160_000, "paint": 2000.0, "load": 3500.0}
    views = {"samples": 5, "views": {"home, Burmese": {"text": 4000, "lanpya": view, "material": slow}}}
    guides = [
        {"page": "2.html", "bytes": 9001, "text": 4600},
        {"page": "3.html", "bytes": 8000, "text": 4000},
    ]
    shown = bench_views.markdown(views | {"guides": guides})
    assert (
        "| home, Burmese | 1, 8,000 B, 0.50 s, 0.70 s | 2.00 "
        "| 9, 160,000 B, 2.00 s, 3.50 s; 0.05, 0.25, 0.20 |" in shown
    )
    assert "2 pages, 1 over 10,000 bytes or over 1.3 × text + 3,000; the worst is 2.html" in shown

    cost = {"requests": 2, "bytes": 9000, "seconds": 1.0}
    costs = {"lanpya": cost, "material": {"requests": 4, "bytes": 90_000, "seconds": 4.0}}
    shown = bench_journeys.markdown({"samples": 3, "journeys": {"scan a code → page": costs}})
    assert "| 2 req., 9,000 B, 1.0 s | 4 req., 90,000 B, 4.0 s (0.10, 0.25) |  |" in shown

    one = {"wall": 2.0, "cpu": 3.0, "memory": 90.0}
    many = {"wall": 40.0, "cpu": 60.0, "memory": 300.0}
    ours = ("first", "after an edit", "check")
    builds = {"200": dict.fromkeys(ours, one) | {"stock": {"wall": 4.0, "cpu": 4.0, "memory": 60.0}}}
    shown = bench_builds.markdown(builds | {"4000": dict.fromkeys(ours, many)})
    assert (
        "| 200 | 2.0 s, 3.0 s, 90 MB | 2.0 s, 3.0 s, 90 MB | 4.0 s, 4.0 s, 60 MB | 0.50, 0.50 | 2.0 s |"
        in shown
    )
    assert "first 20.0 × (pages to the power of 1.00)" in shown

    formats = {"sheet": {"seconds": [0.1, 0.2, 0.6], "bytes": [40_000, 50_000, 45_000]}}
    sets = {"new": {"wall": 10.0, "cpu": 18.0}, "unchanged": {"wall": 1.0, "cpu": 1.0}}
    shown = bench_leaflets.markdown({"formats": formats, "sets": sets, "cores": 2})
    assert "| sheet | 3 | 0.20, 0.60 | 45,000, 50,000 |" in shown
    assert "10.0 s (18.0 s of CPU, 1.8 of 2 cores)" in shown

    sizes = {"files": 100, "bytes": 5_000_000, "packed": 1_000_000}
    site = dict.fromkeys(("material", "material-offline"), sizes)
    site |= {"single-file copy, my": {"files": 1, "bytes": 600_000, "packed": 90_000}}
    assert "| single-file copy, my | 1 | 600,000 | 90,000 | 0.120 |" in bench_site.markdown(site)


def test_a_report_joins_the_parts_with_machine_and_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_site, "measure", lambda: {"seen": 7})
    monkeypatch.setattr(bench_site, "markdown", lambda data: f"| seen | {data['seen']} |")
    report = bench.run_parts(["site"], tmp_path)
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == report
    assert json.loads((tmp_path / "site.json").read_text()) == {"seen": 7}
    assert "## Whole site\n\n| seen | 7 |" in report
    assert re.search(r"\d{4}-\d\d-\d\d; .+, \d+ cores, \d+ GB; Python 3\.\d+", report)


def test_edits_are_reported_with_the_slowest() -> None:
    times = {"page": [1.0, 1.25, 3.0], "leaflet": [2.0, 4.0, 3.0]}
    shown = bench_serve.markdown({"lanpya": times, "material": {"page": [2.5]}})
    assert "| Lanpya | 1.25 s, 3.00 s |\n| its leaflet | 3.00 s, 4.00 s |" in shown
    assert "| stock Material, which has no leaflet | 2.50 s, 2.50 s |" in shown


def test_every_guide_is_little_more_than_its_text(site: Path) -> None:
    weights = bench_views.weights(site)
    assert len(weights) > 20
    assert [one for one in weights if one["bytes"] > min(10_000, 1.3 * one["text"] + 3_000)] == []
    assert {weight.requests for weight in weigh_site(site)} == {1}
