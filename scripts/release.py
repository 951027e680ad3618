"""Make a signed release of the commit that is checked out: dist/lanpya-VERSION.

The commit carries the tag vVERSION of pyproject.toml, nothing is changed beside it, and the strict check
finds no error: no sample, nothing past its date, no translation of high risk behind its source. The site is
built from the commit alone, with its date, so that anybody can build it again. From the environment:
LANPYA_SECRET_KEY, the path of the secret key of minisign; LANPYA_PASSWORD_FILE, the path of its password
(else it is asked for); LANPYA_CONTACTS, the path of the real contacts. Exit status: 0 made, 1 refused, 2
could not run. Until everything is made and verified nothing stands in dist/.
"""

import argparse
import getpass
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import minisign

from lanpya.copies import Release
from lanpya.edition import today
from lanpya.library import Library
from lanpya.manifest import SITE, SUMS, Manifest
from lanpya.problem import as_text, errors_in
from lanpya.reading import read_library
from lanpya.records import typed_day
from lanpya.releasing import files_of, signed, tools, write_release
from lanpya.rules.registry_addresses import is_reserved
from lanpya.rules.source import check_sources
from lanpya.security_txt import last_day
from lanpya.settings import read_settings
from lanpya.verifying import verify

ROOT = Path(__file__).resolve().parent.parent
SECRET_KEY, PASSWORD_FILE = "LANPYA_SECRET_KEY", "LANPYA_PASSWORD_FILE"
SAFELY = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # not in every Python 3.11
UNFINISHED = ".making-"  # how the folder begins in which a release is made


class RefusedError(Exception):
    """No release can be made; each line says what is wrong and how to mend it."""


def main() -> int:
    """Make the release; see the module for the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--root", type=Path, default=ROOT, help="the project, a clone with its history")
    parser.add_argument("--today", type=typed_day, default=today(), help="check as of this day (YYYY-MM-DD)")
    parser.add_argument(
        "--allow-unchecked", action="store_true", help="release translations of high risk that nobody checked"
    )
    options = parser.parse_args()
    try:
        return _release(options.root.resolve(), options.today, options.allow_unchecked)
    except RefusedError as error:
        print(f"No release was made, and nothing was signed.\n{error}", file=sys.stderr)
        return 1
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        print(f"The release could not run: {error}", file=sys.stderr)
        return 2


def _release(root: Path, on: date, allow_unchecked: bool) -> int:
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    goal = root / "dist" / f"lanpya-{version}"
    wrong = [*_wrong_with_tree(root, version), *_wrong_with_goal(goal)]
    key, wrong_with_key = _secret_key()
    if wrong + wrong_with_key or key is None:
        raise RefusedError("\n".join(wrong + wrong_with_key))
    with tempfile.TemporaryDirectory() as folder:
        source = _git(root, "archive", "--format=tar", f"--prefix=lanpya-{version}/", "HEAD")
        with tarfile.open(fileobj=io.BytesIO(source)) as archive:
            archive.extractall(folder, **SAFELY)  # noqa: S202 (git wrote it, from the commit to be signed)
        tree = Path(folder) / f"lanpya-{version}"
        epoch = _told(root, "log", "-1", "--format=%ct")
        edition = datetime.fromtimestamp(int(epoch), UTC).date()
        print("Checking every source file", flush=True)
        library = _checked(tree, on, edition, allow_unchecked)
        print("Building the site from the commit alone", flush=True)
        site = _built(tree, epoch)
        manifest = Manifest(
            version=version,
            sequence=int(_told(root, "rev-list", "--count", "HEAD")),
            edition=edition,
            expires=last_day(library),
            commit=_told(root, "rev-parse", "HEAD"),
            tools=tools(),
        )
        print("Compressing and signing", flush=True)
        files = signed(files_of(site, library), manifest, key)
    goal.parent.mkdir(exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=goal.parent))
    try:
        write_release(files, source, manifest, key, making)
        public = key.get_public_key()
        failures, *_ = verify(Release(making, public), public, on, None)
        if failures:
            raise OSError("what was written is not what was signed: " + failures[0].says)
        making.rename(goal)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    print(
        f"{goal.relative_to(root)}: {len(files)} files, number {manifest.sequence}, edition {edition}, "
        f"counts until {manifest.expires}\nSigned with the key whose public half is "
        f"{public.to_base64().decode()}"
    )
    return 0


def _git(root: Path, *command: str) -> bytes:
    return subprocess.run(["git", "-C", str(root), *command], capture_output=True, check=True).stdout


def _told(root: Path, *command: str) -> str:
    return _git(root, *command).decode().strip()


def _wrong_with_tree(root: Path, version: str) -> list[str]:
    """Return why the commit cannot be released: it must be a whole, tagged state that others can get."""
    wrong = []
    if _told(root, "rev-parse", "--is-shallow-repository") == "true":
        wrong.append(
            "This clone lacks part of its history, which numbers the releases. Run  git fetch --unshallow"
        )
    if changed := _git(root, "status", "--porcelain").decode().splitlines():
        named = ", ".join(line[3:] for line in changed[:5]) + (" …" if len(changed) > 5 else "")
        wrong.append(f"{named}: changed, or not in git. Commit it or take it away; see  git status")
    tags = _told(root, "tag", "--points-at", "HEAD").splitlines()
    if f"v{version}" not in tags:
        has = f"has the tag {', '.join(tags)}" if tags else "has no tag"
        line = _line_of(root / "pyproject.toml", "version")
        wrong.append(
            f"pyproject.toml:{line}: the version is {version}, and this commit {has}. Write that of the "
            f"release there, commit, then run  git tag v{version}"
        )
    settings = read_settings(root / "mkdocs.yml")
    for key, remedy in (("site_url", "the address of the site"), ("report", "where weaknesses are reported")):
        address: str = getattr(settings, key)
        if is_reserved(address):
            path, line = settings.place_of(key)
            wrong.append(f"{path}:{line}: {key}: {address} reaches nobody. Write {remedy}.")
    return wrong


def _line_of(path: Path, key: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next((n for n, line in enumerate(lines, start=1) if re.match(rf"{key}\s*=", line)), 1)


def _wrong_with_goal(goal: Path) -> list[str]:
    wrong = []
    if (goal / SITE / SUMS).exists():
        wrong.append(
            f"{goal} is there already, and a release is never made anew. Give this one a new version."
        )
    elif goal.exists():
        wrong.append(f"{goal} is there and is no whole release. Look at it, then take it away.")
    for path in sorted(goal.parent.glob(f"{UNFINISHED}*")):
        wrong.append(f"{path}: an earlier release was not finished. Take this folder away.")
    return wrong


def _secret_key() -> tuple[minisign.SecretKey | None, list[str]]:
    """Return the key that signs, or why there is none. Neither it nor its password is ever shown."""
    given = os.environ.get(SECRET_KEY)
    if not given:
        return None, [
            f"{SECRET_KEY} names no file. Write  {SECRET_KEY}=/path/to/lanpya.key make release ; "
            "MAINTAINING tells how to make a key."
        ]
    try:
        key = minisign.SecretKey.from_file(Path(given))
    except (OSError, ValueError) as error:
        return None, [f"{SECRET_KEY}: {given} is no secret key of minisign ({error})."]
    if not key.is_encrypted():
        return key, []
    try:
        password = _password()
    except (OSError, ValueError, EOFError) as error:
        return None, [f"{PASSWORD_FILE}: the password cannot be read ({error})."]
    try:
        key.decrypt(password)
    except (ValueError, minisign.Error) as error:
        return None, [f"{SECRET_KEY}: the password does not open this key ({error})."]
    return key, []


def _password() -> str:
    if given := os.environ.get(PASSWORD_FILE):
        return Path(given).read_text("utf-8").removesuffix("\n")
    if not sys.stdin.isatty():
        raise ValueError("set it to the path of a file, or run this in a terminal")
    return getpass.getpass("Password of the key: ")


def _checked(tree: Path, on: date, edition: date, allow_unchecked: bool) -> Library:
    settings = read_settings(tree / "mkdocs.yml")
    library = read_library(settings, tree / "docs")
    problems = check_sources(
        *(library, tree / "docs", on), release=True, edition=edition, allow_unchecked=allow_unchecked
    )
    if errors := errors_in(problems):
        raise RefusedError(as_text(errors))
    return library


def _built(tree: Path, epoch: str) -> Path:
    kept = {name: value for name, value in os.environ.items() if name not in (SECRET_KEY, PASSWORD_FILE)}
    own = {"PYTHONPATH": str(tree / "hooks"), "SOURCE_DATE_EPOCH": epoch, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    built = subprocess.run(command, cwd=tree, env=kept | own, capture_output=True, text=True, check=False)
    if built.returncode:
        raise RefusedError(f"The build failed.\n{built.stdout}{built.stderr}")
    return tree / "site"


if __name__ == "__main__":
    sys.exit(main())
