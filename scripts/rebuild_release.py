"""Build a release again from its own source, and show every place where the two part.

Only after its signatures hold, for building runs the code in it. The source is lanpya-VERSION-source.tar
beside the folder site. A release with real contacts parts from its source where they stand: on pages that
name one, in the sizes that home pages list, and in security.txt; who has them sets LANPYA_CONTACTS. Exit
status: 0 the same bytes, 1 not the same, 2 the check could not run.
"""

import difflib
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import minisign
from release import SAFELY
from verify import key_of

from lanpya.content.records import typed_day
from lanpya.releases.decompression import decoded
from lanpya.releases.local_copies import Release
from lanpya.releases.manifest import MANIFEST, SITE, SUMS, Manifest, archive_names
from lanpya.releases.package import contents_of, tools
from lanpya.releases.server_config import HOST_FILE, PRECOMPRESSED
from lanpya.releases.signing import SIGNATURE
from lanpya.releases.tree_diff import where_they_part
from lanpya.releases.verification import Verdict, verify
from lanpya.runtime.clock import today
from lanpya.runtime.environment import CACHE, PRIVATE
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.runtime.terminal import show
from scripts.proof.rebuild import Variation, build
from scripts.rigs.arguments import Parser

OWN = (SUMS, SUMS + SIGNATURE, MANIFEST, MANIFEST + SIGNATURE)  # what no source can give
ENCODINGS = dict(zip(PRECOMPRESSED, ("gzip", "br"), strict=True))
TEXTS = (".html", ".txt", ".js", ".xml")
BEFORE_TAG = re.compile("(?=<(?!/|wbr>|u>))")  # not the ones that only say where a line may break


def main() -> int:
    """Verify, build and compare; see the module for the exit status."""
    parser = Parser(description=__doc__)
    parser.add_argument("release", metavar="DIR", type=Path, help="a whole release: lanpya-VERSION")
    parser.add_argument("--key", required=True, help="the public key: a file, or the key itself")
    parser.add_argument("--today", type=typed_day, default=today(), help="check as of this day (YYYY-MM-DD)")
    options = parser.parse_args()
    try:
        key = key_of(options.key)
        if not (options.release / SITE / SUMS).is_file():
            raise ValueError(f"{options.release} is no whole release: a folder with the folder {SITE} in it")
        failures, manifest, _ = verify(Release(options.release, key), key, options.today, None)
        if not manifest or any(failure.verdict is not Verdict.EXPIRED for failure in failures):
            told = "\n".join(f"- {failure.says}" for failure in failures)
            raise ValueError(f"nothing is built of what is not signed.\n{told}")
        with tempfile.TemporaryDirectory() as folder:
            rebuilt = _rebuilt(options.release / archive_names(manifest)[1], Path(folder))
            return _compare(options.release / SITE, rebuilt, manifest)
    except (OSError, ValueError, tarfile.TarError, minisign.Error, subprocess.CalledProcessError) as error:
        show(f"The check could not run: {error}", to=sys.stderr)
        return 2


def _rebuilt(source: Path, folder: Path) -> dict[str, bytes]:
    """Return what the source in an archive of git builds, dated as its commit is."""
    with tarfile.open(source) as archive:
        epoch = int(archive.getmembers()[0].mtime)  # git archive gives each file the commit's time
        archive.extractall(folder, **SAFELY)  # noqa: S202 (signed)
    tree = folder / source.name.removesuffix("-source.tar")
    print("Building from the source", flush=True)
    variation = Variation("the source of the release", {"SOURCE_DATE_EPOCH": str(epoch)})
    site = build(tree, folder / "built", variation)
    if site is None:
        raise ValueError("the source does not build here")
    command = [sys.executable, str(tree / "scripts/server_config.py"), "headers"]
    own = os.environ | {"PYTHONPATH": str(tree / "hooks"), CACHE: ""}
    headers = subprocess.run(command, env=own, check=True, capture_output=True).stdout
    return {HOST_FILE: headers, **contents_of(site)}


def _compare(site: Path, rebuilt: dict[str, bytes], manifest: Manifest) -> int:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} - {*OWN}
    packed = {name for name in names if name.endswith(PRECOMPRESSED)}
    wrong = 0
    for name in sorted(names - packed | rebuilt.keys()):
        if name not in rebuilt or name not in names:
            show(f"{name}: {'in the release alone' if name in names else 'not in the release'}")
        elif (released := (site / name).read_bytes()) != rebuilt[name]:
            show(f"{name}: not the same")
            for line in _parts(name, rebuilt[name], released):
                show(f"    {line}")
        else:
            continue
        wrong += 1
    for name in sorted(packed):
        plain, encoding = Path(name).with_suffix("").as_posix(), ENCODINGS[Path(name).suffix]
        unpacked = decoded((site / name).read_bytes(), encoding)
        if plain not in names or unpacked != (site / plain).read_bytes():
            show(f"{name}: unpacked it is not {plain}")
            wrong += 1
    if wrong and not os.environ.get(PRIVATE):
        print(
            f"{PRIVATE} is not set. If this release has real contacts, the pages that name one, the sizes on "
            "home pages and security.txt part; nothing else may."
        )
    own = tools()
    for tool, version in manifest.tools.items():
        if wrong and own.get(tool) != version:
            show(f"Made with {tool} {version}; here is {own.get(tool, 'none')}, which may be why.")
    print(
        f"{len(names)} files, {wrong} not as the source gives them."
        if wrong
        else f"{len(names)} files, all alike."
    )
    return 1 if wrong else 0


def _parts(name: str, source: bytes, released: bytes) -> list[str]:
    """Return every place where two texts part, tag by tag: - as the source gives it, + as released."""
    if not name.endswith(TEXTS):
        return [where_they_part(source, released)]
    texts = [content.decode(errors="replace") for content in (source, released)]
    lines = [BEFORE_TAG.sub("\n", text).splitlines() for text in texts]
    told = difflib.unified_diff(*lines, "source", "release", n=0, lineterm="")
    return [line for line in told if not line.startswith(("---", "+++", "@@"))]


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
