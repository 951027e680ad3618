"""Debian's nginx, with the configuration that the project prints, serves a release as it was made."""

from __future__ import annotations

import gzip
import http.client
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from support.commands import run_lanpya
from support.isolation import permissions
from support.releases import DAY, ReleaseProject

from lanpya.releases.remote.connection import HttpConnection
from lanpya.releases.remote.remote_copy import Site
from lanpya.releases.verification import Verdict
from scripts.dev.install_tools import find_nginx
from scripts.rigs.webserver import WebServer, serve

REQUESTS = 1_000


@pytest.fixture(scope="module")
def web(released: ReleaseProject, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    with serve(released.dist / "lanpya-1.1.0" / "site", tmp_path_factory.mktemp("nginx")) as running:
        yield running


def test_starting_it_changes_the_permissions_of_no_folder(released: ReleaseProject, tmp_path: Path) -> None:
    folder = tmp_path / "own" / "nginx"
    folder.parent.mkdir(mode=0o700)
    before = permissions(folder.parent)
    with serve(released.dist / "lanpya-1.1.0" / "site", folder) as running:
        assert ask(running, "/2.html")[0].status == 200
    assert permissions(folder.parent) == before


def ask(
    web: WebServer, path: str, method: str = "GET", encoding: str = "", port: int = 0
) -> tuple[http.client.HTTPResponse, bytes]:
    """Return the answer to one request over https, or on another port without."""
    if port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    else:
        trusted = ssl.create_default_context(cafile=str(web.certificate))
        connection = http.client.HTTPSConnection("127.0.0.1", web.https, context=trusted, timeout=20)
    connection.request(method, path, headers={"Accept-Encoding": encoding} if encoding else {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


@pytest.mark.parametrize("path", ["/", "/2.html", "/en/index.html", "/en/23.html", "/no-such.html", "/sw.js"])
def test_every_answer_has_the_headers(path: str, web: WebServer) -> None:
    answer, _ = ask(web, path)
    assert answer.status == (404 if path == "/no-such.html" else 200)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'self'" in policy
    assert answer.headers["Server"] == "nginx"
    for name in ("ETag", "Last-Modified", "Set-Cookie", "Strict-Transport-Security"):
        assert name not in answer.headers
    assert (answer.headers["Clear-Site-Data"] == '"cache"') is (path == "/en/23.html")
    if path.endswith((".html", "/")):
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_nginx_has_nothing_to_complain_of(web: WebServer) -> None:
    result = subprocess.run(
        [find_nginx() or "nginx", "-t", "-q", "-c", web.logs.parent / "nginx.conf"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_the_font_alone_may_be_kept(web: WebServer) -> None:
    answer, _ = ask(web, "/font/my.woff2")
    assert answer.headers["Cache-Control"].startswith("private, max-age=")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("encoding", ["gzip", "br", "gzip, deflate, br"])
def test_what_was_compressed_before_is_sent(encoding: str, web: WebServer, released: ReleaseProject) -> None:
    site = released.dist / "lanpya-1.1.0" / "site"
    answer, content = ask(web, "/2.html", encoding=encoding)
    packed = "br" if "br" in encoding else "gzip"
    assert answer.headers["Content-Encoding"] == packed
    assert "Accept-Encoding" in answer.headers["Vary"]
    beside = site / ("2.html.br" if packed == "br" else "2.html.gz")
    assert content == beside.read_bytes()
    assert (brotli if packed == "br" else gzip).decompress(content) == (site / "2.html").read_bytes()


def test_head_shows_the_same_and_sends_nothing(web: WebServer) -> None:
    answer, content = ask(web, "/2.html", "HEAD")
    other, page = ask(web, "/2.html")
    assert content == b""
    assert answer.headers["Content-Length"] == str(len(page))
    assert dict(answer.headers) | {"Date": ""} == dict(other.headers) | {"Date": ""}


def test_an_address_that_is_not_there_shows_our_page(web: WebServer, released: ReleaseProject) -> None:
    missing = (released.dist / "lanpya-1.1.0" / "site" / "404.html").read_bytes()
    for path in ("/no-such.html", "/_headers", "/2.html.gz", "/2.html.br", "/en/", "/.hidden"):
        answer, content = ask(web, path)
        if path == "/en/":
            assert answer.status == 200
        else:
            assert (answer.status, content) == (404, missing), path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(method: str, web: WebServer) -> None:
    assert ask(web, "/2.html", method)[0].status == 405


def test_without_encryption_a_reader_is_led_to_it(web: WebServer) -> None:
    answer, _ = ask(web, "/2.html", port=web.http)
    assert answer.status == 301
    assert answer.headers["Location"].startswith("https://127.0.0.1")
    assert answer.headers["Server"] == "nginx"


def test_the_onion_listener_serves_the_same(web: WebServer) -> None:
    one, other = ask(web, "/2.html", port=web.onion), ask(web, "/2.html")
    assert one[1] == other[1]
    assert dict(one[0].headers) | {"Date": ""} == dict(other[0].headers) | {"Date": ""}


def test_nothing_is_logged_of_a_thousand_requests(web: WebServer) -> None:
    before = {path: path.read_bytes() for path in sorted(web.logs.iterdir())}
    trusted = ssl.create_default_context(cafile=str(web.certificate))
    connection = http.client.HTTPSConnection("127.0.0.1", web.https, context=trusted, timeout=20)
    for number in range(REQUESTS):
        path = ("/", "/2.html", f"/no-such-{number}.html", "/en/2.html?word", "/../etc/passwd")[number % 5]
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        assert answer.status in (200, 400, 404)
        if answer.headers["Connection"] == "close":
            connection.close()
    assert ask(web, "/2.html", port=web.http)[0].status == 301
    assert {path: path.read_bytes() for path in sorted(web.logs.iterdir())} == before
    assert all(b"127.0.0.1" not in content for content in before.values())


def verify(
    web: WebServer, made: ReleaseProject, memory: Path, port: int, scheme: str = "http"
) -> subprocess.CompletedProcess[str]:
    given = [f"{scheme}://127.0.0.1:{port}/", "--today", DAY, "--key", made.keys / "public.key"]
    return run_lanpya("verify", *given, env={"XDG_STATE_HOME": str(memory)})


def test_a_served_release_is_verified_by_its_address(
    web: WebServer, released: ReleaseProject, tmp_path: Path
) -> None:
    result = verify(web, released, tmp_path, web.onion)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_served_release_is_verified_over_https(
    web: WebServer, released: ReleaseProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verify(web, released, tmp_path, web.https, "https").returncode == 2, "no one vouches for it"
    monkeypatch.setenv("SSL_CERT_FILE", str(web.certificate))
    result = verify(web, released, tmp_path, web.https, "https")
    assert result.returncode == 0, result.stdout + result.stderr
    site = Site(f"https://127.0.0.1:{web.https}/")
    assert HttpConnection(site.split, site.until).http2


def test_an_address_that_leads_elsewhere_is_no_copy(
    web: WebServer, released: ReleaseProject, tmp_path: Path
) -> None:
    result = verify(web, released, tmp_path, web.http)
    assert result.returncode == Verdict.CHANGED
    assert "the server answers 301 to https://" in result.stdout


def test_an_address_where_no_one_answers_could_not_be_checked(
    web: WebServer, released: ReleaseProject, tmp_path: Path
) -> None:
    result = verify(web, released, tmp_path, 1)
    assert result.returncode == 2
    assert "could not run" in result.stderr


def test_the_file_for_static_hosts_says_the_same(released: ReleaseProject) -> None:
    text = (released.dist / "lanpya-1.1.0" / "site" / "_headers").read_text(encoding="utf-8")
    assert text.startswith("/*\n  Content-Security-Policy: default-src 'self'")
    for path in ("/23.html", "/23", "/en/23.html", "/en/23"):  # Cloudflare Pages takes .html away
        assert f'\n{path}\n  Clear-Site-Data: "cache"\n' in text


@pytest.mark.parametrize("name", ["a; return 200", "x\ny", "{", "name with space"])
def test_what_would_change_the_configuration_is_refused(name: str) -> None:
    result = run_lanpya("server-config", "nginx", "--name", name)
    assert result.returncode == 2
    assert result.stdout == ""


def check_mirrors(made: ReleaseProject, memory: Path, *addresses: str) -> subprocess.CompletedProcess[str]:
    given = ["--root", made.root, "--today", DAY, "--key", made.keys / "public.key"]
    for address in addresses:
        given += ["--at", address]
    return run_lanpya("mirrors", *given, env={"XDG_STATE_HOME": str(memory)})


@pytest.mark.slow
def test_mirrors_are_checked_in_one_table(
    web: WebServer, released: ReleaseProject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("mirrors")
    shutil.copytree(released.dist / "lanpya-1.1.0" / "site", folder / "false")
    page = folder / "false" / "en" / "2.html.gz"
    page.write_bytes(gzip.compress(gzip.decompress(page.read_bytes()).replace(b"helpline", b"he1pline")))
    true = f"http://127.0.0.1:{web.onion}/"
    with (
        serve(folder / "false", folder / "nginx-false") as false,
        serve(released.dist / "lanpya-1.0.0" / "site", folder / "nginx-old") as old,
    ):
        at_old = f"http://127.0.0.1:{old.onion}/"
        assert check_mirrors(released, folder / "another", at_old).returncode == 0
        result = check_mirrors(
            released,
            folder,
            true,
            f"http://127.0.0.1:{false.onion}/",
            at_old,
            "http://127.0.0.1:1/",
        )
        alone = check_mirrors(released, folder, at_old)
    assert result.returncode == 1, result.stderr
    rows = [line.split(" | ") for line in result.stdout.splitlines()[2:]]
    assert [row[1] for row in rows] == ["2", "2", "1", ""]
    assert rows[0][2] == "whole |"
    assert "en/2.html: the server sends different things to different browsers" in rows[1][2]
    assert rows[2][2] == "whole, and older than number 2 |"
    assert rows[3][2].startswith("not reached")
    assert alone.returncode == 1, "the newest is remembered"
    assert "you have already seen number 2" in alone.stdout
    assert check_mirrors(released, folder, true).returncode == 0
    assert check_mirrors(released, folder).returncode == 2
