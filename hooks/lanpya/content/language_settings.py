"""What mkdocs.yml says by language: which leaflets there are, and in which fonts."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import yaml

from lanpya.content.leaflet_formats import FORMATS, Format

_FONT_FILE = re.compile(r"[\w.+-]+[.](?:ttf|otf|ttc|otc)", re.IGNORECASE)


@dataclass(frozen=True)
class FontFiles:
    """Files in overrides/fonts for a language, or "": for leaflets, and for phones that lack the script."""

    print: str = ""
    web: str = ""


def formats_by_language(
    value: object, codes: Collection[str], wrong: list[str]
) -> dict[str, tuple[Format, ...]]:
    """Return the formats of leaflets of each language, from a list for all or from lists by language.

    What is wrong with the setting is added to `wrong`.
    """
    lists: dict[object, object] = value if isinstance(value, dict) else dict.fromkeys(codes, value)
    if isinstance(value, dict) and set(value) != set(codes):
        wrong.append(
            f"extra: leaflets: one list for all languages, or a list by each of: {', '.join(codes)}"
            " ([] for none)"
        )
    found = {}
    for code, names in lists.items():
        if not isinstance(names, list) or sorted(set(map(str, names)) & set(FORMATS)) != sorted(
            map(str, names)
        ):
            wrong.append(f"extra: leaflets: a list, each once, of: {', '.join(FORMATS)}")
            break
        found[str(code)] = tuple(FORMATS[str(name)] for name in names)
    return found


def fonts_by_language(value: object, codes: Collection[str], wrong: list[str]) -> dict[str, FontFiles]:
    """Return the fonts of each language that has an entry. What is wrong is added to `wrong`."""
    entries = {} if value is None else value
    if not isinstance(entries, dict) or not set(entries) <= set(codes):
        wrong.append(f"extra: fonts: an entry by language, of: {', '.join(codes)}")
        return {}
    found = {}
    for code, files in entries.items():
        if isinstance(files, dict) and set(files) <= {"print", "web"} and all(map(_is_file, files.values())):
            found[str(code)] = FontFiles(**files)
        else:
            wrong.append(
                f"extra: fonts: {code}: write  {{print: NAME.ttf, web: NAME.ttf}}  or one of the two, "
                "with names of files in overrides/fonts"
            )
    return found


def _is_file(name: object) -> bool:
    return isinstance(name, str) and _FONT_FILE.fullmatch(name) is not None


def lines_of_fonts(text: str) -> dict[str, int]:
    """Return the line of each entry under `fonts` in the text of mkdocs.yml, by `fonts.` and the language."""
    node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    for name in ("extra", "fonts"):
        node = next((value for key, value in _entries(node) if key.value == name), None)
    return {f"fonts.{key.value}": key.start_mark.line + 1 for key, _ in _entries(node)}


def _entries(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []
