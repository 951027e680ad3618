"""The last touch on the built HTML: lines breakable, minified, with its policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection

import minify_html

from lanpya.pages.line_breaks import with_breaks
from lanpya.runtime.cache import cached_by

# In place of the policy; behind it what the page may load from the site: font, index, worker. See base.html.
_POLICY = re.compile(r'content=(?:lanpya-policy|"lanpya-policy(?P<loads>[a-z ]+)")')
# End tags that every browser does without. The minifier would drop </p> before <details> and its like too:
# browsers that do not know those (w3m, lynx, links) would then run two paragraphs together.
_SPARE = re.compile(
    r"</(?:li|t[dhr]|thead|tbody|body|html)>"
    r"|</p>(?=<(?:p|h[1-6]|[uo]l|div|table|nav><p)\b|</(?:li|div|t[dh]|section|article|header|main|footer)>)"
)
_NOTE = "/* @__PURE__ */ "  # the minifier's own
# Browsers that do not know worker-src (Safari before 15.5, Chrome before 59) ask child-src. Frames fall back
# to that: without frame-src they would be allowed too.
_KEEP = "connect-src 'self';worker-src 'self';child-src 'self';frame-src 'none';"


@cached_by("sealed", inputs=lambda html, *, serving=False: (html, repr(serving)))
def finalise_html(html: str, *, serving: bool = False) -> str:
    """Return the page with its line breaks, minified, its policy filled in with the hashes of its own parts.

    The policy allows these and nothing else: no other host, no frame, no form; from the site itself only the
    fallback font, the search index, and the worker with what it keeps, where the template names them.
    Source: CSP Level 3.
    While `serving` there is none: MkDocs adds a script that shows the page again after an edit.
    """
    small = minify_html.minify(with_breaks(html), minify_css=True, minify_js=True, keep_closing_tags=True)
    small = _SPARE.sub("", small)
    small = small.replace(_NOTE, "")
    small = small.replace("(width<=", "(max-width:")  # its newer form says nothing to browsers before 2022
    if serving:
        return re.sub(rf"<meta [^>]*{_POLICY.pattern}[^>]*>", "", small)
    return _POLICY.sub(
        lambda match: f'content="{_policy(small, (match["loads"] or "").split())}"', small, count=1
    )


def minified_script(script: str) -> str:
    """Return a script minified as those inside pages are."""
    small = minify_html.minify(f"<script>{script}</script>", minify_js=True)
    return small[len("<script>") : -len("</script>")].replace(_NOTE, "")


def _policy(html: str, loads: Collection[str]) -> str:
    styles = " ".join(_hashes(html, "style"))
    scripts = " ".join([*_hashes(html, "script"), *(["'self'"] if "index" in loads else [])])
    font = "font-src 'self';" if "font" in loads else ""
    keep = _KEEP if "worker" in loads else ""
    return (
        f"default-src 'none';style-src {styles};script-src {scripts};{font}{keep}img-src data:;"
        "base-uri 'none';form-action 'none'"
    )


def _hashes(html: str, tag: str) -> list[str]:
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in found]
