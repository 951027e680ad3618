"""Make a signed release of the commit that is checked out: dist/lanpya-VERSION.

The commit carries the tag vVERSION of pyproject.toml, nothing is changed beside it, and the strict check
finds no error: no sample, nothing past its date, no translation of high risk behind its source. The site is
built from the commit alone, with its date, so that anybody can build it again. From the environment:
LANPYA_SECRET_KEY, the path of the secret key of minisign; LANPYA_PASSWORD_FILE, the path of its password
(else it is asked for); LANPYA_CONTACTS, the path of the real contacts. Exit status: 0 made, 1 refused, 2
could not run. Until everything is made and verified nothing stands in dist/.
"""

import argparse
import io
import os
import subprocess
import sys
import tarfile
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

from lanpya.checks.run import check_sources
from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.records import typed_day
from lanpya.content.settings import read_settings
from lanpya.problems.problem import errors_in
from lanpya.problems.reports import as_text
from lanpya.releases.local_copies import LARGEST_COPY, Release
from lanpya.releases.manifest import SITE, Manifest
from lanpya.releases.package import files_of, signed, tools, write_release
from lanpya.releases.preconditions import (
    MAKING,
    secret_key,
    wrong_with_goal,
    wrong_with_secrets,
    wrong_with_tree,
)
from lanpya.releases.verification import verify
from lanpya.runtime.clock import today
from lanpya.runtime.environment import CACHE, PASSWORD_FILE, PRIVATE, SECRET_KEY
from lanpya.runtime.git import git, git_line
from lanpya.runtime.temporary_folders import end_on_signals, lock_of, remove_abandoned, scratch_folder
from lanpya.runtime.terminal import show
from lanpya.site.security_txt import last_day
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent
SAFELY = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # not in every Python 3.11


class RefusedError(Exception):
    """No release can be made; each line says what is wrong and how to mend it."""


def main() -> int:
    """Make the release; see the module for the exit status."""
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project, a clone with its history")
    parser.add_argument("--today", type=typed_day, default=today(), help="check as of this day (YYYY-MM-DD)")
    parser.add_argument(
        "--allow-unchecked", action="store_true", help="release translations of high risk that nobody checked"
    )
    options = parser.parse_args()
    os.environ.pop(CACHE, None)  # whatever is signed is made anew
    end_on_signals()
    try:
        return _release(options.root.resolve(), options.today, options.allow_unchecked)
    except RefusedError as error:
        show(f"No release was made, and nothing was signed.\n{error}", to=sys.stderr)
        return 1
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        show(f"The release could not run: {error}", to=sys.stderr)
        return 2
    except (KeyboardInterrupt, SystemExit):
        print("\nInterrupted: no release was made.", file=sys.stderr)
        return 2


def _release(root: Path, on: date, allow_unchecked: bool) -> int:
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    goal = root / "dist" / f"lanpya-{version}"
    for place in (root / SITE, goal.with_name(MAKING)):
        remove_abandoned(place)
    wrong = [*wrong_with_tree(root, version), *wrong_with_secrets(root), *wrong_with_goal(goal)]
    key, wrong_with_key = secret_key()
    wrong += wrong_with_key
    folder = scratch_folder(root / SITE)  # it will hold real contacts
    source = git(root, "archive", "--format=tar", f"--prefix=lanpya-{version}/", "HEAD", limit=LARGEST_COPY)
    with tarfile.open(fileobj=io.BytesIO(source)) as archive:
        archive.extractall(folder, **SAFELY)  # noqa: S202 (git wrote it, from the commit to be signed)
    tree = folder / f"lanpya-{version}"
    epoch = git_line(root, "log", "-1", "--no-show-signature", "--format=%ct")
    edition = datetime.fromtimestamp(int(epoch), UTC).date()
    print("Checking every source file", flush=True)
    library, wrong_with_source = _checked(tree, on, edition, allow_unchecked)
    wrong += wrong_with_source
    if wrong or key is None:
        raise RefusedError("\n".join(wrong))
    print("Building the site from the commit alone", flush=True)
    site = _built(tree, epoch, lock_of(folder))
    manifest = Manifest(
        version=version,
        sequence=int(git_line(root, "rev-list", "--count", "HEAD")),
        edition=edition,
        expires=last_day(library),
        commit=git_line(root, "rev-parse", "HEAD"),
        tools=tools(),
    )
    print("Compressing and signing", flush=True)
    files = signed(files_of(site, library), manifest, key)
    goal.parent.mkdir(exist_ok=True)
    making = scratch_folder(goal.with_name(MAKING))
    write_release(files, source, manifest, key, making)
    public = key.get_public_key()
    failures, *_ = verify(Release(making, public), public, on, None)
    if failures:
        raise OSError("what was written is not what was signed: " + failures[0].says)
    making.rename(goal)
    print(
        f"{goal.relative_to(root)}: {len(files)} files, number {manifest.sequence}, edition {edition}, "
        f"counts until {manifest.expires}\nSigned with the key whose public half is "
        f"{public.to_base64().decode()}"
    )
    return 0


def _checked(tree: Path, on: date, edition: date, allow_unchecked: bool) -> tuple[Library, list[str]]:
    """Return what is to be released, and what is wrong with it, or with its source without real contacts."""
    settings, docs = read_settings(tree / "mkdocs.yml"), tree / "docs"
    library = read_library(settings, docs)
    problems = check_sources(
        *(library, docs, on), release=True, edition=edition, allow_unchecked=allow_unchecked
    )
    if called_back := [problem for problem in problems if problem.rule == "leaflet-withdrawn"]:
        print(as_text(called_back), flush=True)
    errors = errors_in(problems)
    told = [as_text(errors)] if errors else []
    if not os.environ.get(PRIVATE):
        if any(problem.rule == "contact-sample" for problem in errors):
            told.append(f"Real contacts stand in the file that {PRIVATE} names, and it is not set.")
        return library, told
    alone = read_library(settings, docs, with_private=False)
    if lacking := set(errors_in(check_sources(alone, docs, on, edition=edition))) - set(errors):
        told.append(
            f"Without the file that {PRIVATE} names, which nobody else has, the source does not build, and "
            "nobody could build this release again. Leave the samples in docs/data/contacts.yml; a real "
            f"contact with the same id takes a sample's place.\n{as_text(lacking)}"
        )
    return library, told


def _built(tree: Path, epoch: str, lock: tuple[int, ...]) -> Path:
    kept = {name: value for name, value in os.environ.items() if name not in (SECRET_KEY, PASSWORD_FILE)}
    own = {
        "PYTHONPATH": str(tree / "hooks"),
        "SOURCE_DATE_EPOCH": epoch,
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    said = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, cwd=tree, env=kept | own, pass_fds=lock, **said) as build:
        try:
            told, _ = build.communicate()
        except BaseException:
            build.terminate()  # it writes where this process, when it ends, removes
            build.communicate()
            raise
    if build.returncode:
        raise RefusedError(f"The build failed.\n{told}")
    return tree / SITE


if __name__ == "__main__":
    sys.exit(main())
