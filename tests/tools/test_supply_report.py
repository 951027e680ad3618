"""The report on packages lists known vulnerabilities, and calls nothing good that it could not look at."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from support.project import ROOT
from support.sampling import proof_only

WEAK = "pillow"


class Advisories(http.server.BaseHTTPRequestHandler):
    """Answers as the public database does, and knows one weakness."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        weakness = {
            "id": "TEST-2026-1",
            "summary": "made for this test",
            "affected": [{"package": asked["package"], "ranges": []}],
        }
        answer = json.dumps({"vulns": [weakness]} if asked["package"]["name"] == WEAK else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def advisories() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Advisories) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def report(url: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "scripts.dev.supply_report",
        "--file",
        "requirements.txt",
        "--osv-url",
        url,
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@proof_only
@pytest.mark.slow
def test_licences_and_known_weaknesses_are_reported(advisories: str) -> None:
    result = report(advisories)
    rows = {
        row.split(" | ")[0].strip("| "): row for row in result.stdout.splitlines() if row.startswith("| ")
    }
    assert result.returncode == 1, result.stderr
    assert "TEST-2026-1" in rows[WEAK]
    assert sum("TEST-2026-1" in row for row in rows.values()) == 1
    assert rows["mkdocs"].endswith("| BSD-2-Clause | none |")
    assert "(!)" not in result.stdout
    assert "not checked |" not in result.stdout


@proof_only
def test_what_could_not_be_looked_at_is_not_good() -> None:
    result = report("http://127.0.0.1:1/v1/query")
    assert result.returncode == 2, result.stdout
    assert "| not checked |" in result.stdout
    assert "No advisory could be read" in result.stderr
