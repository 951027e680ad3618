"""Which interface texts a site has: those of its docs/data/interface.yml, then those that are shipped."""

from __future__ import annotations

from collections.abc import Mapping

from lanpya.content.leaflet_formats import FORMATS
from lanpya.content.settings import Settings
from lanpya.content.yaml_fields import Field
from lanpya.languages.shipped_texts import LAST_RESORT, shipped_texts, texts_in

KEYS = tuple(dict.fromkeys([*texts_in(LAST_RESORT), *(f"format_{name}" for name in FORMATS)]))


def interface_texts(settings: Settings, changed: Field) -> Mapping[str, Mapping[str, str]]:
    """Return the texts of each key of KEYS by language; only a format without a name lacks English.

    `changed` is what the site has in docs/data/interface.yml. An empty text there counts as none.
    """
    english = settings.last_resort
    shipped = {one.code: shipped_texts(one.traits) for one in (*settings.languages, english)}
    found: dict[str, dict[str, str]] = {}
    for key in KEYS:
        entry = changed.keys.get(key)
        own = {code: field.text for code, field in entry.keys.items() if not field.is_null} if entry else {}
        found[key] = {code: texts[key] for code, texts in shipped.items() if key in texts} | own
    return found


def missing_texts(words: Mapping[str, Mapping[str, str]], code: str) -> list[str]:
    """Return the keys of the texts that a language lacks, in the order in which English has them."""
    return [key for key, texts in words.items() if code not in texts]
