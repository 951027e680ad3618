"""What a server shows to some readers alone is found, whoever they are, and so is what marks each."""

from __future__ import annotations

import email.utils
import gzip
import re
import secrets
import time
from collections.abc import Callable

import pytest
from support.false_mirror import PACKERS, PAGE, Answer, header, marked, says, true
from support.releases import ReleaseProject
from support.sampling import sampled

from lanpya.releases.remote.remote_copy import Site
from lanpya.releases.remote.request_headers import brands
from lanpya.releases.remote.response_headers import header_problems
from lanpya.releases.remote.unlisted_urls import unlisted_urls

DATED = header("Last-Modified", "Mon, 23 Nov 2026 10:00:00 GMT")
LIE = b"<p>Call 0900"
NOW = email.utils.formatdate(time.time(), usegmt=True)
Falsify = Callable[[Answer], None]


def to(wanted: Callable[[Answer], bool], of: Falsify = true, only: str = PAGE) -> Falsify:
    """Return what shows another page, or other pages, to some."""

    def change(answer: Answer) -> None:
        of(answer)
        if answer.name.endswith(only) and answer.status in (200, 206) and wanted(answer):
            answer.content += LIE
            answer.headers.pop("Content-Range", None)
            answer.status = 200

    return change


def asked(name: str, *words: str) -> Callable[[Answer], bool]:
    """Return whether what was asked has one of the words in a header."""
    return lambda answer: any(word in answer.request.get(name, "") for word in words)


def reloads(answer: Answer) -> bool:
    """Whether a reader loads a page again, and has nothing from before."""
    return answer.request.get("cache-control") == "max-age=0" and "if-none-match" not in answer.request


def rests(answer: Answer) -> bool:
    """Whether a reader resumes a download elsewhere than at its half."""
    half = len(answer.content) + int(answer.request.get("range", "=0-")[6:-1] or 0)
    return "range" in answer.request and abs(int(answer.request["range"][6:-1]) - half // 2) > 1


READERS = {
    "who reloads": to(reloads),
    "who reloads, and has a mark": to(reloads, marked),
    "who has a date, and it is no constant": to(
        lambda answer: "1970" not in answer.request.get("if-modified-since", "1970"), DATED
    ),
    "who comes from elsewhere": to(
        lambda answer: answer.request.get("referer", "https://www.example.com/") != "https://www.example.com/"
    ),
    "who comes from Facebook": to(asked("referer", "facebook.com"), only=".html"),
    "who searched": to(asked("referer", "google", "bing", "duckduckgo", "yandex", "yahoo")),
    "who reads in Facebook": to(asked("user-agent", "FBAV")),
    "who reads in another app": to(
        asked("x-requested-with", "org.", "com.viber", "com.zh", "com.goo"), only=".html"
    ),
    "who follows a shared link": to(lambda answer: "fbclid=" in answer.asked_for),
    "who resumes a download": to(rests, marked),
    "who reads Burmese in Myanmar": to(asked("accept-language", "my-MM")),
    "who reads English alone": to(lambda answer: answer.request["accept-language"] == "en-US,en;q=0.9"),
    "who has another Chrome": to(
        lambda answer: re.search(r"Chrome/1(?!56)\d\d", answer.request["user-agent"]) is not None
    ),
    "who has a new iPhone": to(asked("user-agent", "iPhone OS 18_6", "iPhone OS 18_7"), only=".html"),
}


@pytest.mark.parametrize(
    "kind",
    sampled(
        READERS,
        "who reloads",
        "who comes from elsewhere",
        "who reads Burmese in Myanmar",
        "who has a new iPhone",
    ),
)
def test_a_lie_to_some_readers_is_found(kind: str, released: ReleaseProject) -> None:
    assert any("different things to different browsers" in one for one in says(released, READERS[kind]))


def at(wanted: Callable[[str], object]) -> Falsify:
    """Return what shows a page at addresses that no list has."""

    def change(answer: Answer) -> None:
        if answer.status == 404 and wanted(answer.name):
            answer.status, answer.content = 200, LIE
            answer.headers["Content-Type"] = "text/html; charset=utf-8"

    return change


ADDRESSES = {
    "a folder": at(lambda name: name == "en/"),
    "a folder without a slash": at(lambda name: name == "en"),
    "pages without .html": at(lambda name: re.fullmatch(r"(en/)?\d\d?/?", name)),
    "names that are no chance": at(lambda name: not re.fullmatch(r"[0-9a-f]{16}\.html", name)),
    "names in a folder": at(lambda name: name.startswith("en/") and len(name) > 5),
    "names in a deep folder": at(lambda name: name.startswith("text/en/")),
}


@pytest.mark.parametrize("kind", sampled(ADDRESSES, "a folder", "names that are no chance"))
def test_a_page_at_an_address_that_is_none_is_found(kind: str, released: ReleaseProject) -> None:
    assert any("does not show" in one for one in says(released, ADDRESSES[kind]))


def test_other_addresses_are_asked_for_in_each_run(released: ReleaseProject) -> None:
    site = released.dist / "lanpya-1.1.0" / "site"
    names = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
    chance = Site("https://a.example").chance
    runs = [[place.address for place in unlisted_urls(names, chance)] for _ in range(20)]
    assert len({tuple(run) for run in runs}) == 20
    assert all(not names & set(run) and {"en", "en/"} <= set(run) for run in runs)


def folders(leads: str) -> Falsify:
    """Return what a host does at folders: it shows their page, and leads to it from the name alone."""

    def change(answer: Answer) -> None:
        page = answer.site / answer.name / "index.html"
        if answer.name and answer.status == 404 and page.is_file():
            answer.status, answer.content = 200, page.read_bytes()
            if not answer.name.endswith("/"):
                answer.status, answer.content = 301, b"<p>Moved"
                answer.headers["Location"] = leads.format(host=answer.request["host"], name=answer.name)

    return change


LEADS = ("/{name}/", "http://{host}/{name}/", "{name}/")


@pytest.mark.parametrize("leads", sampled(LEADS, "{name}/"))
def test_a_folder_may_lead_to_its_page(leads: str, released: ReleaseProject) -> None:
    assert says(released, folders(leads)) == []


@pytest.mark.parametrize(
    "leads",
    sampled(
        ["http://a.example/{name}/", "https://{host}/{name}/", "/{name}/2.html", ""],
        "http://a.example/{name}/",
    ),
)
def test_a_folder_may_lead_nowhere_else(leads: str, released: ReleaseProject) -> None:
    assert any("the server answers 301" in one for one in says(released, folders(leads)))


def pages_without_html(answer: Answer) -> None:
    """Show a page without .html too, as hosts do."""
    page = answer.site / f"{answer.name.rstrip('/')}.html"
    if answer.status == 404 and page.is_file():
        answer.status, answer.content = 200, page.read_bytes()
        answer.headers["Content-Type"] = "text/html; charset=utf-8"


def test_a_page_without_its_ending_may_be_shown(released: ReleaseProject) -> None:
    assert says(released, pages_without_html) == []


def day(_: Answer) -> str:
    return email.utils.formatdate(time.time() - secrets.randbelow(9_000_000), usegmt=True)


def tag(_: Answer) -> str:
    return f'"{secrets.token_hex(8)}"'


def marks(name: str, value: Callable[[Answer], str], when: Callable[[Answer], bool]) -> Falsify:
    """Return what marks each visitor in some answers alone."""

    def change(answer: Answer) -> None:
        marked(answer)
        if when(answer):
            answer.headers[name] = value(answer)

    return change


def whole_again(answer: Answer) -> None:
    """Answer with the whole file, and a mark of its own, who has it already."""
    answer.headers["ETag"] = '"same"' if "if-none-match" not in answer.request else tag(answer)


def kept_by_some(answer: Answer) -> None:
    """Let some keep a page, and mark each of them when they ask again."""
    answer.headers["ETag"] = '"same"' if "if-none-match" not in answer.request else tag(answer)
    is_alone = answer.request.get("sec-fetch-site") == "none"
    answer.headers["Cache-Control"] = "no-store" if is_alone else "no-cache"


MARKS = {
    "again, where some may keep it": ("ETag", kept_by_some),
    "same, ETag": ("ETag", marks("ETag", tag, lambda answer: answer.status == 304)),
    "same, date": ("Last-Modified", marks("Last-Modified", day, lambda answer: answer.status == 304)),
    "again": ("ETag", whole_again),
    "missing, ETag": ("ETag", marks("ETag", tag, lambda answer: answer.status == 404)),
    "missing, date": ("Last-Modified", marks("Last-Modified", day, lambda answer: answer.status == 404)),
    "rest": ("ETag", marks("ETag", tag, lambda answer: answer.status == 206)),
}


@pytest.mark.parametrize("kind", sampled(MARKS, "same, ETag", "missing, date"))
def test_a_mark_for_each_visitor_is_found_in_any_answer(kind: str, released: ReleaseProject) -> None:
    name, falsify = MARKS[kind]
    assert any(f"gives each visitor another {name}" in one for one in says(released, falsify))


def weakly(answer: Answer) -> None:
    """Mark what is compressed as servers do that compress themselves, and what is the same as it was."""
    marked(answer)
    mark = answer.headers["ETag"]
    if answer.request.get("if-none-match") == f"W/{mark}" and answer.status == 200:
        answer.status, answer.content = 304, b""
    elif "gzip" in answer.asked and answer.status in (200, 404):
        answer.content = gzip.compress(answer.content, 1)
        answer.headers |= {"Content-Encoding": "gzip", "ETag": f"W/{mark}"}


def test_a_mark_that_compression_changes_is_no_mark_of_a_visitor(released: ReleaseProject) -> None:
    assert says(released, weakly) == []


DATES = (
    *("Mon, 99 Nov 2026 10:00:00 GMT", "Fri, 01 Jan 2100 24:00:00 GMT", "Fri, 01 Jan 2100 00:00:60 GMT"),
    *("Wed, 31 Feb 2100 00:00:00 GMT", "Mon, 31 Feb 1980 00:00:00 GMT", "Mon, 00 Jan 2100 00:00:00 GMT"),
    *("Mon, 23 Abc 2026 10:00:00 GMT", "Tue, 23 Nov 2026 10:00:00 GMT", "Xyz, 23 Nov 2026 10:00:00 GMT"),
    *("mon, 23 nov 2026 10:00:00 gmt", "Mon, 23 Nov 0000 10:00:00 GMT", "Mon, 23 Nov 2026 10:60:00 GMT"),
    *("Monday, 23-Nov-26 10:00:00 GMT", "Mon Nov 23 10:00:00 2026", "Mon, 23 Nov 2026 10:00:00 +0000"),
)


@pytest.mark.parametrize("name", ["Date", "Expires", "Last-Modified"])
@pytest.mark.parametrize("date", DATES)
def test_a_date_that_is_none_is_found(name: str, date: str) -> None:
    true_ones = {"Date": NOW, "Cache-Control": "max-age=60", "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}
    for given in (true_ones, {"Date": NOW}):
        headers = [("Content-Type", "text/html"), *(given | {name: date}).items()]
        assert any(
            f"the header {name} with the value" in message for _, message in header_problems(headers, PAGE)
        )


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip"])
def test_compression_that_was_not_asked_for_is_found(encoding: str, released: ReleaseProject) -> None:
    def packed(answer: Answer) -> None:
        answer.content = PACKERS[encoding](answer.content)
        answer.headers["Content-Encoding"] = encoding

    text = f"it has the encoding {encoding}, which was not requested"
    assert any(text in one for one in says(released, packed))


@pytest.mark.parametrize(
    ("version", "named"),
    [
        ("120", '"Not_A Brand";v="8", "Chromium";v="120", "Google Chrome";v="120"'),
        ("131", '"Google Chrome";v="131", "Chromium";v="131", "Not_A Brand";v="24"'),
        ("140", '"Chromium";v="140", "Not=A?Brand";v="24", "Google Chrome";v="140"'),
    ],
)
def test_chrome_is_named_as_it_names_itself(version: str, named: str) -> None:
    assert brands(version) == named


NO_ADDRESS = ("http://a.example/?m=1", "http://a.example/?", "http://a.example/#a", "http://b:c@a.example/")
NO_ADDRESS += ("http://a.example:99999/", "http://a.example:0/", "http:///a", "http://a b.example/")


@pytest.mark.parametrize("address", NO_ADDRESS)
def test_an_address_that_would_be_asked_for_otherwise_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Site(address)
