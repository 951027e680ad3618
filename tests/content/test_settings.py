"""mkdocs.yml: whatever is wrong in it is said with its place, and never as a traceback."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.project import ROOT

from lanpya.content.settings_file import SettingsError, read_settings
from lanpya.languages.language import language_of


def configured(tmp_path: Path, **changes: Any) -> Path:
    """Return a copy of the settings in which `languages` and keys of `extra` are replaced."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    languages = changes.pop("languages", None)
    if languages is not None:
        config["plugins"][0]["i18n"]["languages"] = languages
    config["extra"] |= changes
    path = tmp_path / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return path


MY = {"locale": "my", "name": "မြန်မာ", "default": True}
EN = {"locale": "en", "name": "English"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"languages": [MY, EN, "ar"]}, "languages: write a key and a value for each"),
        ({"languages": [MY, EN, None]}, "languages: locale: None cannot be a folder"),
        ({"languages": "my"}, "languages: write a list"),
        ({"languages": [MY, {"locale": "EN", "name": "English"}]}, "locale: EN cannot be a folder"),
        ({"languages": [MY, {"locale": False, "name": "Norsk"}]}, "locale: False cannot be a folder"),
        ({"languages": [MY, {"locale": "../en", "name": "English"}]}, "locale: ../en cannot be a folder"),
        ({"languages": [MY, {"locale": "en"}]}, "languages: give en a name"),
        ({"html_lang": ["my", "en"]}, "extra: html_lang: write a key and a value for each"),
        ({"html_lang": {"shn": "shn"}}, "extra: html_lang: shn is the folder of no language"),
        ({"budgets": [10]}, "extra: budgets: write a key and a value for each"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], says: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=re.escape(says)):
        read_settings(configured(tmp_path, **changes))


def test_english_in_other_letters_is_not_the_last_resort(tmp_path: Path) -> None:
    settings = read_settings(configured(tmp_path, html_lang={"en": "en-Arab"}))
    assert settings.last_resort.traits is language_of("en")
