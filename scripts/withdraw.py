"""Take a contact or a leaflet back, and tell the shortest way to an edition without it.

A contact: nothing of it stays but its name; pages show a notice in its place. It is looked for in the file
that LANPYA_CONTACTS names, then in docs/data/contacts.yml. A leaflet: docs/data/withdrawn.yml gets an entry;
page 22 and the leaflet itself say so. With --until, once the guide is mended, only editions up to that day.
Exit status: 0 done, 1 refused, 2 could not run.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from lanpya.content.loader import read_library
from lanpya.content.records import typed_day
from lanpya.content.settings import read_settings
from lanpya.content.yaml_fields import FieldsError, read_fields
from lanpya.editing.withdraw import RefusedError, ids_of, with_leaflet_withdrawn, without_contact
from lanpya.leaflets.leaflet import cover_numbers
from lanpya.runtime.atomic_write import replace_text
from lanpya.runtime.clock import today
from lanpya.runtime.environment import PASSWORD_FILE, PRIVATE, SECRET_KEY
from lanpya.runtime.temporary_folders import end_on_signals
from lanpya.runtime.terminal import show
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent
NEXT = """\
Now, without waiting for anything else:
  1. write  version = "{version}"  in pyproject.toml
  2. git commit --all --message "Edition {version}" && git tag v{version}
  3. {variables} make release
     (and ALLOW_UNCHECKED=1 behind it, where no native speaker has read every translation)
  4. upload dist/lanpya-{version}/site/, then  make verify COPY={site} KEY=lanpya.pub"""


def says_of(typed: str) -> tuple[str, str]:
    """Return language and words of  my=…"""
    language, equals, words = typed.partition("=")
    if not equals or not words.strip():
        raise argparse.ArgumentTypeError(f"{typed!r} is not written as  en=What is wrong with it.")
    return language.strip(), words.strip()


def main() -> int:
    """Take it back; see the module for the exit status."""
    parser = Parser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project")
    parser.add_argument("--today", type=typed_day, default=today(), help="the day (YYYY-MM-DD)")
    kinds = parser.add_subparsers(dest="kind", required=True)
    contact = kinds.add_parser("contact", help="a contact that is burnt")
    contact.add_argument("id", metavar="ID")
    leaflet = kinds.add_parser("leaflet", help="a leaflet that is wrong; 0 for the booklet")
    leaflet.add_argument("number", type=int, metavar="N", help="the number on its cover")
    leaflet.add_argument(
        "--says",
        type=says_of,
        action="append",
        default=[],
        metavar="LANG=WORDS",
        help="what is wrong with it",
    )
    leaflet.add_argument("--until", type=typed_day, help="the last wrong edition; else every one")
    leaflet.add_argument("--gone", action="store_true", help="no guide has the number now, and that is right")
    options = parser.parse_args()
    try:
        following = _next(options.root)
        if options.kind == "contact":
            _withdraw_contact(options.root, options.id, options.today)
        else:
            _withdraw_leaflet(
                options.root, options.number, dict(options.says), options.until, is_gone=options.gone
            )
        print(following)
    except RefusedError as error:
        show(f"Nothing was changed. {error}", to=sys.stderr)
        return 1
    except (OSError, ValueError) as error:
        show(f"Nothing was changed: {error}", to=sys.stderr)
        return 2
    return 0


def _withdraw_contact(root: Path, identifier: str, on: date) -> None:
    private = os.environ.get(PRIVATE)
    if private and not Path(private).is_file():
        raise ValueError(f"{PRIVATE} names {private}, and no file is there")
    hint = "" if private else f" Real contacts are in the file that {PRIVATE} names; it is not set."
    known: dict[str, None] = {}
    for path in [*([Path(private)] if private else []), root / "docs" / "data" / "contacts.yml"]:
        text = path.read_text(encoding="utf-8")
        try:
            left = without_contact(text, identifier, on)
            known |= dict.fromkeys(ids_of(read_fields(text)))
        except FieldsError as error:
            raise ValueError(f"{path}:{error.line}: it cannot be read ({error.message})") from error
        except RefusedError as error:
            raise RefusedError(f"{error}{hint}") from error
        if left is not None:
            replace_text(path, left)
            show(f"{identifier} is withdrawn. Look at {path}.")
            return
    there = f"there are: {', '.join(known)}" if known else "there is none that could be withdrawn"
    raise RefusedError(f"There is no contact {identifier!r}; {there}.{hint}")


def _withdraw_leaflet(
    root: Path, number: int, says: Mapping[str, str], until: date | None, *, is_gone: bool
) -> None:
    library = read_library(read_settings(root / "mkdocs.yml"), root / "docs")
    languages = [language.code for language in library.used_languages]
    if unknown := sorted(says.keys() - set(languages)):
        raise RefusedError(f"No page is in {', '.join(unknown)}; the languages are: {', '.join(languages)}.")
    if says and (lacking := [code for code in languages if code not in says]):
        raise RefusedError(f"Nobody would understand it in {', '.join(lacking)}. Add  --says {lacking[0]}=…")
    covers = cover_numbers(library)
    if number not in covers and not is_gone:
        listed = "".join(f"\n  {one}  {title}" for one, title in sorted(covers.items()))
        raise RefusedError(
            f"No leaflet of today has the number {number}. Compare it with the cover; if its guide is gone "
            f"for good, add  --gone . There are:{listed}"
        )
    path = root / "docs" / "data" / "withdrawn.yml"
    replace_text(path, with_leaflet_withdrawn(path.read_text(encoding="utf-8"), number, says, until))
    if until:
        show(f"Leaflet {number} is called back in editions up to {until}; later ones are good.")
    else:
        print(
            f"Leaflet {number} is called back; every panel says so. Publish that first. Then mend its guide, "
            f"and run this again with  --until  and the last wrong edition."
        )


def _next(root: Path) -> str:
    """Return the commands that publish what is changed, with what this shell has set already."""
    version = str(tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"])
    given = {SECRET_KEY: "/path/to/lanpya.key", PRIVATE: "/path/to/contacts.yml"}
    given |= {name: os.environ[name] for name in (SECRET_KEY, PASSWORD_FILE, PRIVATE) if os.environ.get(name)}
    return NEXT.format(
        version=re.sub(r"\d+$", lambda last: str(int(last[0]) + 1), version),
        variables=" ".join(f"{name}={shlex.quote(value)}" for name, value in given.items()),
        site=read_settings(root / "mkdocs.yml").site_url,
    )


if __name__ == "__main__":
    end_on_signals()
    sys.exit(main())
