"""The files of overrides/ that pages are made of: styles, scripts, and Jinja macros in partials/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from lanpya.content.urls import relative_url
from lanpya.pages.deferred_html import shown_later
from lanpya.pages.sides import with_sides
from lanpya.runtime.clock import is_past

_LINE_BREAK = re.compile(r"\s*\n\s*")


class _LineBreaks(Extension):
    """Removes line breaks and indents of templates, as JSX does.

    Beside a tag or braces they vanish, between words they become a space. The minifier does not see them all:
    what a script shows later is in an attribute.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template, its own text without line breaks."""
        for token in stream:
            yield Token(token.lineno, "data", _joined(token.value)) if token.type == "data" else token


def _joined(text: str) -> str:
    def join(match: re.Match[str]) -> str:
        before, after = text[: match.start()], text[match.end() :]
        return " " if before and after and before[-1] != ">" and after[0] != "<" else ""

    return _LINE_BREAK.sub(join, text)


class Templates:
    """The files in the folder `overrides` as they are during one build; each partial is compiled once."""

    def __init__(self, overrides: Path):
        self._overrides = overrides
        self._environment = Environment(
            loader=FileSystemLoader(overrides),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=[_LineBreaks],
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.globals.update(shown_later=shown_later, is_past=is_past, relative_url=relative_url)

    def partial(self, name: str, macro: str, /, *values: object) -> Markup:
        """Return what a macro of overrides/partials/NAME.html makes of `values`."""
        module = self._environment.get_template(f"partials/{name}.html").module
        return cast("Markup", getattr(module, macro)(*values))

    def text(self, *names: str) -> str:
        """Return the texts of files, one after the other."""
        return "".join((self._overrides / name).read_text(encoding="utf-8") for name in names)

    def style(self, direction: str, *names: str) -> str:
        """Return style sheets with left and right in the place of start and end."""
        return with_sides(self.text(*names), direction)

    def script(self, *names: str) -> str:
        """Return scripts without their comments, lines of their own; the minifier keeps some of them."""
        return re.sub(r"^\s*//.*\n", "", self.text(*names), flags=re.MULTILINE)
