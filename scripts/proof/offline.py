"""Break offline copies on purpose, repeatedly, in real Chromium with a real server, and count what is left.

Each trial has its own profile and server. It saves the pages, or a newer release of them, while something
fails: the browser is killed, the server stops in the middle, a file is damaged, the phone is full, the clock
is wrong, two pages save at once. Then, without network, it opens page after page. They must show the whole
earlier release, or the whole new one, or nothing if nothing was saved before. Finally it saves again, which
must succeed, and the site withdraws all copies, which must leave no worker behind. Writes proof/offline.md.

Exit status: 0 all trials passed, 1 not, 2 a program is missing.
"""

from __future__ import annotations

import multiprocessing
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

from lanpya.runtime.temporary_folders import end_on_signals
from scripts.rigs.arguments import Parser
from scripts.rigs.chromium import find_chromium
from scripts.rigs.offline_trial import CLOCKS, KINDS, PHASES, Outcome, Trial, run_trial
from scripts.rigs.trial_sites import ROOT, build_sites, texts_of


def trials(count: int) -> list[Trial]:
    """Return at least `count` trials, equally many of every kind and phase."""
    kinds = [(kind, phase) for kind in KINDS for phase in PHASES]
    return [
        Trial(*kinds[n % len(kinds)], n // len(kinds)) for n in range(-(-count // len(kinds)) * len(kinds))
    ]


def _work(job: tuple[Trial, dict[str, Path], dict[str, str]]) -> Outcome:
    try:
        with sync_playwright() as playwright:
            return run_trial(playwright, *job)
    except Exception as error:
        return Outcome(job[0], "unknown", (f"the trial was aborted: {type(error).__name__}: {error}"[:1500],))


def table(outcomes: list[Outcome]) -> str:
    """Return the outcomes as a table in Markdown, a row for each kind and phase."""
    rows = [
        "| what fails | pages kept | trials | shown without network | wrong |",
        "| --- | --- | --- | --- | --- |",
    ]
    for kind, phase in [(kind, phase) for kind in KINDS for phase in PHASES]:
        mine = [outcome for outcome in outcomes if (outcome.trial.kind, outcome.trial.phase) == (kind, phase)]
        shown = ", ".join(f"{name} {count}" for name, count in sorted(Counter(o.shown for o in mine).items()))
        wrong = sum(bool(outcome.wrong) for outcome in mine)
        rows += [f"| {kind} | {phase} | {len(mine)} | {shown} | {wrong} |"] if mine else []
    return "\n".join(rows)


def main() -> int:
    """Run the trials, two at a time; see the module for the exit status."""
    parser = Parser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--trials", type=int, default=200, metavar="N", help="at least this many (200)")
    parser.add_argument("--kind", choices=KINDS, help="only this kind")
    options = parser.parse_args()
    if not find_chromium():
        print("Chromium is needed: make test installs or names it", file=sys.stderr)
        return 2
    if not shutil.which("faketime"):
        print("faketime is not installed: the trials with a wrong clock are left out.")
    left_out = () if shutil.which("faketime") else tuple(CLOCKS)
    wanted = [trial for trial in trials(options.trials) if options.kind in (None, trial.kind)]
    jobs = [trial for trial in wanted if trial.kind not in left_out]
    outcomes = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        print("Building three sites")
        sites = build_sites(Path(folder))
        with sync_playwright() as playwright:
            texts = texts_of(playwright, sites, Path(folder, "reader"))
        with multiprocessing.Pool(2) as pool:
            for outcome in pool.imap_unordered(_work, [(trial, sites, texts) for trial in jobs]):
                outcomes.append(outcome)
                print(f"{len(outcomes)} of {len(jobs)}: {outcome.trial}: {outcome.shown}")
                for line in outcome.wrong:
                    print(f"  WRONG: {line}", file=sys.stderr)
    bad = [outcome for outcome in outcomes if outcome.wrong]
    mixed = sum(outcome.shown.startswith("mixed") for outcome in outcomes)
    unread = sum(outcome.shown in ("unreadable", "unknown") for outcome in outcomes)
    stuck = sum(any(line.startswith("stuck") for line in outcome.wrong) for outcome in outcomes)
    text = (
        f"# Offline copies, broken on purpose\n\n{len(outcomes)} trials in desktop Chromium:"
        f" {mixed} mixed releases, {unread} unreadable pages, {stuck} stuck workers,"
        f" {len(bad)} trials with anything wrong.\n\n"
        f"{table(outcomes)}\n"
    )
    print(f"\n{text}")
    if not options.kind:
        (ROOT / "proof").mkdir(exist_ok=True)
        (ROOT / "proof" / "offline.md").write_text(text, encoding="utf-8")
        print("Written to proof/offline.md")
    return 1 if bad else 0


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
