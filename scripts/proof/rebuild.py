"""Build the site repeatedly, each time in a changed environment, and compare every byte with the first.

The release date stays the same (SOURCE_DATE_EPOCH, else the last commit's date); nothing else may matter.
Exit status 0 if all builds are the same, 1 if one differs, 2 if a build failed or nothing could be tried.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lanpya.releases.tree_diff import tree_differences
from lanpya.runtime.clock import release_time_of
from lanpya.runtime.environment import CACHE
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.runtime.terminal import show
from scripts.rigs.arguments import Parser
from scripts.rigs.paths import ROOT

PARTS = ("mkdocs.yml", "docs", "hooks", "overrides")  # all that a build reads
SHOWN = 3  # differences reported for each variation

# Python runs a module with this name at startup: this one reverses the order in which folders are read.
TURNED = """
import os
listed, scanned = os.listdir, os.scandir
class Reversed:
    def __init__(self, entries): self.entries = iter(entries)
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
os.listdir = lambda *arguments: sorted(listed(*arguments), reverse=True)
def scandir(*arguments):
    with scanned(*arguments) as entries:
        return Reversed(sorted(entries, key=lambda entry: entry.name, reverse=True))
os.scandir = scandir
"""


@dataclass(frozen=True)
class Variation:
    """A change of the environment: variables, a command to run the build in, or the copied sources."""

    says: str
    variables: dict[str, str] = field(default_factory=dict)
    inside: tuple[str, ...] = ()
    prepare: Callable[[Path], None] = lambda copy: None
    folder: str = "copy"
    umask: int = 0o022

    def missing(self) -> str:
        """Return what this machine lacks to try it, or nothing."""
        if not self.inside:
            return ""
        command = [*self.inside, sys.executable, "-c", ""]
        if (
            shutil.which(self.inside[0])
            and not subprocess.run(command, capture_output=True, check=False).returncode
        ):
            return ""
        return f"{' '.join(self.inside)} does not work here"


def _reverse_folders(copy: Path) -> None:
    (copy / "turned").mkdir()
    (copy / "turned" / "sitecustomize.py").write_text(TURNED, encoding="utf-8")


def _age_sources(copy: Path) -> None:
    for path in copy.rglob("*"):
        os.utime(path, (978307200, 978307200))  # 2001-01-01
        path.chmod(0o700)


def _leave_old_site(copy: Path) -> None:
    (copy / "site" / "en").mkdir(parents=True)
    (copy / "site" / "index.html").write_text("an earlier release", encoding="utf-8")
    (copy / "site" / "en" / "gone.html").write_text("a page that is no more", encoding="utf-8")


VARIATIONS = {
    "again": Variation("nothing else"),
    "path": Variation("a long path with spaces and Burmese", folder="other place/လမ်း ညွှန်/" + "long" * 20),
    "user": Variation(
        "another user, without a home folder",
        {"HOME": "/nowhere", "USER": "x", "LOGNAME": "x"},
        inside=("unshare", "--user", "--map-user=4242", "--map-group=4242"),
    ),
    "zone": Variation("the time zone furthest ahead", {"TZ": "Pacific/Kiritimati"}),
    "locale": Variation(
        "the plainest locale, ASCII",
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "LANGUAGE": "tr"},
    ),
    "umask": Variation("files that only their owner may read", umask=0o077),
    "hash": Variation("another hash seed", {"PYTHONHASHSEED": "4242"}),
    "order": Variation("folders read backwards", prepare=_reverse_folders),
    "day": Variation("a clock 400 days ahead", inside=("faketime", "-f", "+400d")),
    "core": Variation("one processor", inside=("taskset", "-c", "0")),
    "times": Variation("sources with other times and permissions", prepare=_age_sources),
    "old": Variation("an earlier site in place", prepare=_leave_old_site),
}


def main() -> int:
    """Try every variation, or the named ones; report each when it ends."""
    parser = Parser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(VARIATIONS)}")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project to build")
    options = parser.parse_args()
    if unknown := [name for name in options.names if name not in VARIATIONS]:
        parser.error(f"no variation {', '.join(unknown)}; there are {', '.join(VARIATIONS)}")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        try:
            return _compare(options.root, Path(folder), options.names or list(VARIATIONS))
        except ValueError as error:
            print(f"The check could not run: {error}", file=sys.stderr)
            return 2


def _compare(root: Path, folder: Path, names: list[str]) -> int:
    first = build(root, folder / "first", Variation("the first"))
    if first is None:
        return 2
    different = tried = 0
    for name in names:
        variation = VARIATIONS[name]
        if missing := variation.missing():
            print(f"{name:<8} not tried: {missing}", flush=True)
            continue
        place = folder / name
        site = build(root, place, variation)
        if site is None:
            return 2
        differences, tried = tree_differences(first, site), tried + 1
        different += bool(differences)
        files = sum(path.is_file() for path in site.rglob("*"))
        state = (
            f"{len(differences)} of {files} files differ" if differences else f"{files} files, all the same"
        )
        print(f"{name:<8} {variation.says}: {state}", flush=True)
        for line in differences[:SHOWN]:
            show(f"         {line}")
        shutil.rmtree(place)
    print(f"{tried} of {len(names)} variations tried, {different} differ from the first.")
    return 1 if different else 0 if tried else 2


def build(root: Path, place: Path, variation: Variation, program: str = "mkdocs") -> Path | None:
    """Build a copy of the project; prints a message and returns None if that fails."""
    copy = place / variation.folder
    copy.mkdir(parents=True)
    for part in PARTS:
        if (root / part).is_dir():
            shutil.copytree(
                root / part, copy / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
            )
        else:
            shutil.copy(root / part, copy / part)
    variation.prepare(copy)
    epoch = variation.variables.get("SOURCE_DATE_EPOCH") or str(release_time_of(root))
    built = subprocess.run(
        [*variation.inside, sys.executable, "-m", program, "build", "--quiet"],
        cwd=copy,
        env=_variables(epoch, copy) | variation.variables,
        umask=variation.umask,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if built.returncode:
        show(f"The build failed with {variation.says}:\n{built.stdout}{built.stderr}", to=sys.stderr)
        return None
    return copy / "site"


def _variables(epoch: str, copy: Path) -> dict[str, str]:
    """Return the environment variables of a build: the copy's code, and the release date."""
    return os.environ | {
        "PYTHONPATH": os.pathsep.join([str(copy / "turned"), str(copy / "hooks")]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": epoch,
        "NO_MKDOCS_2_WARNING": "1",
        CACHE: "",
    }


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
