"""The last touch on the built HTML: lines breakable, minified, with its policy."""

from __future__ import annotations

import base64
import hashlib
import re

import minify_html

from lanpya.pages.line_breaks import with_breaks

POLICY_MARK = "lanpya-policy"
INDEX_MARK = "data-index="  # names the index on the search page
WORKER_MARK = "data-worker="  # names the worker on the page that registers it
# End tags that every browser does without. The minifier would drop </p> before <details> and its like too:
# browsers that do not know those (w3m, lynx, links) would then run two paragraphs together.
_SPARE = re.compile(
    r"</(?:li|t[dhr]|thead|tbody|body|html)>"
    r"|</p>(?=<(?:p|h[1-6]|[uo]l|div|table|nav><p)\b|</(?:li|div|t[dh]|section|article|header|main|footer)>)"
)
# Browsers that do not know worker-src (Safari before 15.5, Chrome before 59) ask child-src. Frames fall back
# to that: without frame-src they would be allowed too.
_KEEP = "connect-src 'self';worker-src 'self';child-src 'self';frame-src 'none';"


def finalise_html(html: str, *, serving: bool = False) -> str:
    """Return the page with its line breaks, minified, its policy filled in with the hashes of its own parts.

    The policy allows these and nothing else: no other host, no frame, no form; from the site itself only the
    fallback font, the index of the search page, and the worker with what it keeps, where a page names them.
    Source: CSP Level 3.
    While `serving` there is none: MkDocs adds a script that shows the page again after an edit.
    """
    small = minify_html.minify(with_breaks(html), minify_css=True, minify_js=True, keep_closing_tags=True)
    small = _SPARE.sub("", small)
    small = small.replace("/* @__PURE__ */ ", "")  # the minifier's own note
    small = small.replace("(width<=", "(max-width:")  # its newer form says nothing to browsers before 2022
    if serving:
        return re.sub(rf"<meta [^>]*{POLICY_MARK}[^>]*>", "", small)
    styles = " ".join(_hashes(small, "style"))
    scripts = " ".join([*_hashes(small, "script"), *(["'self'"] if INDEX_MARK in small else [])])
    font = "font-src 'self';" if "@font-face" in small else ""
    keep = _KEEP if WORKER_MARK in small else ""
    policy = (
        f"default-src 'none';style-src {styles};script-src {scripts};{font}{keep}img-src data:;"
        "base-uri 'none';form-action 'none'"
    )
    return small.replace(f"content={POLICY_MARK}", f'content="{policy}"')


def _hashes(html: str, tag: str) -> list[str]:
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    return [f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in found]
