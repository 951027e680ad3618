"""Take a contact or a leaflet back, and tell the shortest way to an edition without it.

A contact: nothing of it stays but its name; pages show a notice in its place. It is looked for in the file
that LANPYA_CONTACTS names, then in docs/data/contacts.yml. A leaflet: docs/data/withdrawn.yml gets an entry;
page 22 and the leaflet itself say so. Exit status: 0 done, 1 refused, 2 could not run.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from lanpya.edition import today
from lanpya.fields import FieldsError, read_fields
from lanpya.files import replace_text
from lanpya.library import PRIVATE
from lanpya.records import typed_day
from lanpya.withdraw import RefusedError, ids_of, with_leaflet_withdrawn, without_contact

ROOT = Path(__file__).resolve().parent.parent
NEXT = """\
Now, without waiting for anything else:
  1. {commit}write the next version in pyproject.toml, git commit, git tag vVERSION
  2. make release
  3. upload dist/lanpya-VERSION/site/, then  make verify COPY=https://the.site/ KEY=lanpya.pub"""


def says_of(typed: str) -> tuple[str, str]:
    """Return language and words of  my=…"""
    language, equals, words = typed.partition("=")
    if not equals or not words.strip():
        raise argparse.ArgumentTypeError(f"{typed!r} is not written as  en=What is wrong with it.")
    return language.strip(), words.strip()


def main() -> int:
    """Take it back; see the module for the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
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
        required=True,
        metavar="LANG=WORDS",
        help="what is wrong with it",
    )
    leaflet.add_argument("--until", type=typed_day, help="the last wrong edition; else every one")
    options = parser.parse_args()
    try:
        if options.kind == "contact":
            commit = _withdraw_contact(options.root, options.id, options.today)
        else:
            path = options.root / "docs" / "data" / "withdrawn.yml"
            text = path.read_text(encoding="utf-8")
            replace_text(
                path, with_leaflet_withdrawn(text, options.number, dict(options.says), options.until)
            )
            print(f"Leaflet {options.number} is called back.")
            commit = "mend the guide, "
    except RefusedError as error:
        print(f"Nothing was changed. {error}", file=sys.stderr)
        return 1
    except (OSError, ValueError) as error:
        print(f"Nothing was changed: {error}", file=sys.stderr)
        return 2
    print(NEXT.format(commit=commit))
    return 0


def _withdraw_contact(root: Path, identifier: str, on: date) -> str:
    private = os.environ.get(PRIVATE)
    places = [*([Path(private)] if private else []), root / "docs" / "data" / "contacts.yml"]
    known = []
    for path in places:
        text = path.read_text(encoding="utf-8")
        try:
            left = without_contact(text, identifier, on)
            known += ids_of(read_fields(text))
        except FieldsError as error:
            raise ValueError(f"{path}:{error.line}: it cannot be read ({error.message})") from error
        if left is not None:
            replace_text(path, left)
            print(f"{identifier} is withdrawn. Look at {path}.")
            return ""
    hint = "" if private else f" Real contacts are in the file that {PRIVATE} names; it is not set."
    raise RefusedError(f"There is no contact {identifier!r}; there are: {', '.join(known) or 'none'}.{hint}")


if __name__ == "__main__":
    sys.exit(main())
