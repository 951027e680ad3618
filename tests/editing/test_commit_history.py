"""A change is judged by every commit of it, for what one holds stays in the history."""

from __future__ import annotations

import gzip
import io
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from PIL import Image
from support.commands import run_lanpya
from support.commits import GUIDE, NUMBER, append, commits_of, write
from support.contributors import HOME, SAFE, Clone, propose, run_workflow, with_venv
from support.project import ROOT

from lanpya.cli.command import FORMATS
from lanpya.detection.outside_guides import contacts_in, details_in
from lanpya.detection.words import words_of
from lanpya.editing import commit_history, commit_range
from lanpya.editing.proposal import outside_docs, take_docs
from lanpya.runtime import git
from lanpya.runtime.git import COMMITS, FILE, FILES

WORDS = words_of(("my", "en"))

MEMORY = 700 * 2**20  # bytes of address space, as in test_hostile


def picture() -> bytes:
    """Return a JPEG with the name of its maker in it."""
    exif, raw = Image.Exif(), io.BytesIO()
    exif[0x013B] = "Nobody"
    Image.new("RGB", (8, 8)).save(raw, "JPEG", exif=exif)
    return raw.getvalue()


def photograph(kind: str) -> bytes:
    """Return a picture of this kind with a comment or the name of its maker in it."""
    exif, raw = Image.Exif(), io.BytesIO()
    exif[0x013B] = "Nobody"
    more = {"comment": b"Nobody"} if kind == "GIF" else {"exif": exif}
    Image.new("RGB", (64, 64), "red").save(raw, kind, **more)
    return raw.getvalue()


OTHER_BYTES = {  # in which a number stands that no editor shows
    "a byte that is no text": b"\0\xff call " + NUMBER.encode(),
    "UTF-16 without its mark": f"Caf\xe9: call {NUMBER}".encode("utf-16-le"),
    "UTF-16 of the other order": f"\u1019: call {NUMBER}".encode("utf-16-be"),
    "UTF-16 in Burmese digits": "၀၉ ၀၀၀ ၀၀၀ ၀၀၀".encode("utf-16-be"),
    "UTF-16 from an odd byte": b"\xff" + f"call {NUMBER}".encode("utf-16-le"),
    "UTF-32": f"call {NUMBER}".encode("utf-32"),
    "UTF-32 without its mark": b"\xff\0" + f"Caf\xe9: call {NUMBER}".encode("utf-32-be"),
    "a document": b"%PDF-1.4\n%\xe2\xe3\n1 0 obj<</Author(" + NUMBER.encode() + b")>>\n\0\n",
    "half of a PNG": b"\x89PNG call " + NUMBER.encode(),
    "a PNG that is none": b"\x89PNG\r\n\x1a\n call " + NUMBER.encode(),
    "a JPEG with words for a table": b"\xff\xd8\xff\xdb\0\x43 call " + NUMBER.encode() + b"0" * 60,
}


def undo(root: Path) -> None:
    """Bring the tree back to what it was before any change."""
    subprocess.run(["git", "-C", root, "checkout", "--quiet", "start", "--", "."], check=True)
    names = subprocess.run(
        ["git", "-C", root, "diff", "-z", "--name-only", "--diff-filter=A", "start"],
        capture_output=True,
        check=True,
    )
    for name in filter(None, names.stdout.split(b"\0")):
        (root / os.fsdecode(name)).unlink()


def fast_import(clone: Clone, stream: bytes, *options: str) -> None:
    command = ["git", "fast-import", "--quiet", "--force", *options]
    assert subprocess.run(command, cwd=clone.root, input=stream, check=False).returncode == 0


def commits_and_back(clone: Clone, versions: Iterable[tuple[str, bytes]]) -> list[str]:
    """Commit each version of a file on main, and after each the tree as it was; return the former's ids."""
    tree, head = clone.git("rev-parse", "HEAD^{tree}", "HEAD").split()
    person = f"editor-a <{SAFE}> 1795392000 +0000"
    commit = f"commit refs/heads/main\n%sauthor {person}\ncommitter {person}\ndata 1\nx\n"
    stream, start = b"", f"from {head}\n"
    for number, (name, content) in enumerate(versions, start=1):
        marked = commit % f"mark :{number}\n"
        stream += f"{marked}{start}M 100644 inline {name}\n".encode()
        stream += b"data %d\n%b\n" % (len(content), content)
        stream += f"{commit % ''}M 040000 {tree} \n".encode()
        start = ""
    marks = clone.root / ".git/marks"
    fast_import(clone, stream, f"--export-marks={marks}")
    clone.git("reset", "--quiet", "--hard")
    pairs = (line.split() for line in marks.read_text("utf-8").splitlines())
    made = {int(mark[1:]): commit for mark, commit in pairs}
    return [made[number] for number in sorted(made)]


HOLDING: dict[str, tuple[str, str | bytes, str]] = {  # file, what is put at its end, what that is called
    "a number in a guide": (GUIDE, f"\nCall {NUMBER}.\n", "a telephone number"),
    "a number in words": (GUIDE, "\nzero nine seven eight nine one two three four\n", "a telephone number"),
    "Burmese digits": ("docs/my/guide.md", "\n၀၉ ၀၀၀ ၀၀၀ ၀၀၀ ကို ခေါ်ပါ။\n", "a telephone number"),
    "an account": (GUIDE, "\nFind HelpDesk on Telegram.\n", "a user name"),
    "a place": (GUIDE, "\nMeet at 16.8409, 96.1735.\n", "a place"),
    "a military unit": (GUIDE, "\nHe is in LIB 77.\n", "a military unit"),
    "a person": (GUIDE, "\nAsk Daw Nobody.\n", "the name of a person"),
    "a time": (GUIDE, "\nCome every Sunday at 10:00.\n", "a date with a time"),
    "a comment in data": ("docs/data/links.yml", f"\n# {NUMBER}\n", "a telephone number"),
    "a real contact": (
        "docs/data/contacts.yml",
        "\n- {id: real, address: https://t.me/quiet_line}\n",
        "an address that was in the registry",
    ),
    "a file of no kind": ("docs/en/notes", f"\n{NUMBER}", "a telephone number"),
    "another coding": ("docs/en/note.md", f"\nCall {NUMBER}".encode("utf-16"), "a telephone number"),
    "bytes that are no text": (
        "docs/en/x.bin",
        b"\0\1\2\3",
        "data that is neither text nor a PNG, JPEG or SVG picture",
    ),
    "a byte before a photograph": (
        "a.jpg",
        b"\0" + picture(),
        "data that is neither text nor a PNG, JPEG or SVG picture",
    ),
    "an archive": (
        "notes.gz",
        gzip.compress(NUMBER.encode()),
        "data that is neither text nor a PNG, JPEG or SVG picture",
    ),
    **{
        f"a photograph as {kind}": (
            f"view.{kind}",
            photograph(kind),
            "data that is neither text nor a PNG, JPEG or SVG picture",
        )
        for kind in ("WEBP", "TIFF", "GIF", "BMP")
    },
    **{
        f"{name} in {place}": (f"{place}{number}", raw, "a telephone number")
        for number, (name, raw) in enumerate(OTHER_BYTES.items())
        for place in ("notes", "docs/en/note")
    },
    "a name like that of a file with examples": ("RULES.md-old", NUMBER, "a telephone number"),
    "a readme": ("README.md", f"\nCall {NUMBER}\n", "a telephone number"),
    "a line that is too long to read": (GUIDE, "\n" + "x " * 6_000 + NUMBER, "a telephone number"),
    "a zero that hides it": ("notes.md", b"\0 Call " + NUMBER.encode() + b" x" * 100, "a telephone number"),
    "two bytes a letter": ("notes", f"Call {NUMBER}".encode("utf-16-le"), "a telephone number"),
    "a drawing": (
        "docs/pictures/x.svg",
        f'<svg viewBox="0 0 9 9"><title>{NUMBER}</title></svg>',
        "a telephone",
    ),
    "code": ("scripts/bench/views.py", f"\n# +95 9 000 000 000 {NUMBER}\n", "a telephone number"),
    "mail elsewhere": ("notes/x.txt", "\nhelp@quiet-line.org", "an e-mail address"),
    "a messenger elsewhere": ("Makefile", "\n# t.me/quiet_line\n", "a user name"),
    "metadata": ("docs/pictures/a.jpg", picture(), "a picture file with other data"),
    "metadata elsewhere": (".github/A.JPEG", picture(), "a picture file with other data"),
}


def reported(clone: Clone, commits: str) -> tuple[str, dict[str, str]]:
    """Return the output of the check of some commits, whole and by the line that names commit and file."""
    checked = clone.check(commits)
    assert checked.returncode == 1, checked.stdout + checked.stderr
    parts = re.split(r"^(commit .*)\n", checked.stdout, flags=re.MULTILINE)
    return checked.stdout, dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.raises_rule("commit-content")
def test_what_an_intermediate_commit_holds_is_found_and_not_shown(clone: Clone) -> None:
    clone.git("tag", "start")
    wanted: dict[str, tuple[str, str]] = {}
    versions: list[tuple[str, bytes]] = []
    before: list[int] = []
    for name, content, _ in HOLDING.values():
        old = (clone.root / name).read_bytes() if (clone.root / name).exists() else b""
        before.append(old.count(b"\n"))
        versions.append((name, old + content.encode() if isinstance(content, str) else content))
    commits = commits_and_back(clone, versions)
    for bad, lines, (name, content, kind) in zip(commits, before, HOLDING.values(), strict=True):
        line = lines + (2 if content[:1] == "\n" or content[:4] == "\ufeff\n".encode("utf-16-le") else 1)
        wanted[f"commit {bad[:10]}: {name}"] = f"  {line}:", kind
    commits_of(clone, lambda root: append(root, GUIDE, "\nOne more sentence.\n"))
    assert clone.git("diff", "--name-only", "start", "HEAD") == GUIDE
    whole, found = reported(clone, "start..HEAD")
    assert found.keys() == wanted.keys()
    for place, (line, kind) in wanted.items():
        lines = [one for one in found[place].splitlines() if "error" in one and "commit-content" in one]
        assert lines, place
        assert all(one.startswith(line) for one in lines), (place, lines)
        assert any(kind in one for one in lines), (place, lines)
    for secret in (NUMBER, "000 000", "quiet", "HelpDesk", "16.84", "LIB", "Nobody", "10:00", "၀၀၀"):
        assert secret not in whole


def test_the_remedy_leaves_one_commit_without_it(clone: Clone) -> None:
    clone.git("tag", "start")
    commits_of(clone, lambda root: append(root, GUIDE, f"\nCall {NUMBER}.\n"), undo)
    commits_of(clone, lambda root: append(root, GUIDE, "\nAsk.\n"))
    result = clone.check("start..HEAD")
    reset = re.search(r"git reset --soft [0-9a-f]{10}", result.stdout)
    assert reset
    clone.run("sh", "-c", f"{reset[0]} && git commit --no-verify -m 'Say more'")
    assert clone.check("start..HEAD").returncode == 0
    assert "\nAsk.\n" in (clone.root / GUIDE).read_text("utf-8")
    assert clone.git("rev-list", "--count", "start..HEAD") == "1"


def test_merges_names_and_files_that_move_are_read(clone: Clone) -> None:
    clone.git("tag", "start")
    clone.git("checkout", "--quiet", "-b", "side")
    commits_of(clone, lambda root: write(root, "side.txt", "x"))
    clone.git("checkout", "--quiet", "main")
    commits_of(clone, lambda root: write(root, "main.txt", "x"))
    clone.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    write(clone.root, "merged.txt", NUMBER)
    clone.git("add", ".")
    clone.git("commit", "--quiet", "--no-verify", "--message", "both")
    merge = clone.git("rev-parse", "HEAD")[:10]
    (named,) = commits_of(clone, lambda root: write(root, "docs/pictures/09-000-000-000.svg", "x"))
    (moved,) = commits_of(clone, lambda root: (root / "merged.txt").rename(root / "moved.txt"))
    commits_of(clone, undo)
    result = clone.check("start..HEAD")
    heads = re.findall(r"^commit .*", result.stdout, re.MULTILINE)
    assert f"commit {merge}: merged.txt" in heads
    assert f"commit {named[:10]}: …" in heads
    assert f"commit {moved[:10]}: moved.txt" not in heads, "the commit only moved it"
    assert "The name of a file contains a telephone number" in result.stdout
    assert "000" not in result.stdout.replace(merge, "").replace(named[:10], "")
    tests = commits_of(clone, lambda root: write(root, "tests/bad/x.yml", NUMBER))
    warned = clone.check("HEAD~1..HEAD")
    assert (warned.returncode, f"commit {tests[0][:10]}: tests/bad/x.yml" in warned.stdout) == (0, True)
    commits_of(clone, lambda root: write(root, "RULES.md", NUMBER))
    assert clone.check("HEAD~1..HEAD").returncode == 0


def test_names_of_folders_and_other_repositories_are_read_as_text_is(clone: Clone) -> None:
    clone.git("tag", "start")
    names = {
        "docs/en/Infantry Battalion 77/x.md": "a military unit",
        "docs/en/Daw Nobody.md": "the name of a person",
        "docs/en/nobody-at-gmail-dot-com.md": "an e-mail address",
        "docs/en/zero-nine-zero-zero-zero-zero-zero-zero-zero-zero-zero.md": "a telephone number",
        "09/000/000/000": "a telephone number",
    }
    plain = ("docs/pictures/IMG_20261120_183100.md", "notes/2026-11-20.md", "scripts/a_b_1.2.3.py")
    commits = commits_and_back(clone, [(name, b"x") for name in (*names, *plain)])
    _, found = reported(clone, "start..HEAD")
    assert len(found) == len(names)
    for commit, (name, kind) in zip(commits, names.items(), strict=False):
        assert f"The name of a file contains {kind}" in found[f"commit {commit[:10]}: …"], name
    clone.git("update-index", "--add", "--cacheinfo", f"160000,{clone.git('rev-parse', 'HEAD')},ask {NUMBER}")
    clone.git("commit", "--quiet", "--no-verify", "--message", "another repository")
    assert "The name of a file contains a telephone number" in clone.check("HEAD~1..HEAD").stdout


@pytest.mark.slow
def test_clean_pictures_pass_and_another_version_of_a_bad_one_does_not(clone: Clone) -> None:
    def drawn(side: int) -> bytes:
        raw = io.BytesIO()
        Image.new("RGB", (side, side), "red").save(raw, "PNG")
        return raw.getvalue()

    commits_of(clone, lambda root: write(root, ".github/page", drawn(2_000)))
    assert clone.check("HEAD~1..HEAD").returncode == 0
    commits_of(clone, lambda root: write(root, "view.webp", photograph("WEBP")))
    commits_of(clone, lambda root: (root / "view.webp").rename(root / "moved.webp"))
    assert clone.check("HEAD~1..HEAD").returncode == 0
    commits_of(clone, lambda root: write(root, "moved.webp", photograph("WEBP") + b"\0"))
    assert clone.check("HEAD~1..HEAD").returncode == 1
    commits_of(clone, lambda root: write(root, "overrides/fonts/a.ttf", b"\0\1\0\0\xff"))
    result = clone.check("HEAD~1..HEAD")
    assert (result.returncode, "0 errors, 1 warning" in result.stdout) == (0, True)


@pytest.mark.proof
def test_an_honest_change_passes_with_its_mistakes(clone: Clone, proof: bool) -> None:
    """Half-done work is welcome: only what no one may get is looked for in earlier commits."""

    def copy(root: Path, name: str) -> None:
        unused = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, root / name, ignore=unused, dirs_exist_ok=True)

    for name in (
        "README.md",
        "ARCHITECTURE.md",
        "requirements.txt",
        "scripts/bench/vitepress/package-lock.json",
    ):
        write(clone.root, name, (ROOT / name).read_bytes())
    write(clone.root, "docs/en/safe-contact.md", (ROOT / "docs/en/safe-contact.md").read_bytes())
    clone.git("add", ".")
    clone.commit("Begin")
    clone.git("tag", "start")
    guide = clone.root / GUIDE
    text = guide.read_text("utf-8")
    commits_of(
        clone,
        lambda _: guide.write_text(text.replace("risk: high", "risk: medium"), "utf-8"),
        lambda root: guide.rename(root / "docs/en/other.md"),
        lambda root: shutil.move(root / "docs/en/other.md", guide),
        lambda root: (root / "ARCHITECTURE.md").rename(root / "KEEPING.md"),
        lambda root: copy(root, "docs" if proof else "docs/en"),
        undo,
        lambda root: copy(root, "hooks" if proof else "hooks/lanpya/detection"),
    )
    result = clone.check("start..HEAD")
    assert result.returncode == 0, result.stdout


# --- what commits say ---

DETAILS = {
    "Call +95 9 000 000 000": "a telephone number",
    "ဖုန်း ၀၉ ၀၀၀ ၀၀၀ ၀၀၀": "a telephone number",
    "Find HelpDesk on Telegram": "a user name",
    "Telegram ID: helpdesk": "a user name",
    "Write to @helpdesk_x": "a user name",
    "See t.me/helpdesk": "a web address",
    "Merge branch ask-09000000000": "a telephone number",
    "Take tel:+959000000000 out": "a telephone number",
    "Viber-09000000000": "a telephone number",
    "Ask helpdesk at gmail dot com": "a web address",
    "See https://quiet-line.org/x": "a web address",
    "As Daw Nobody asked": "the name of a person",
    "Near 16.8409, 96.1735": "a place",
    "For LIB 77": "a military unit",
}
PLAIN = (
    "Reading a page is a module of its own",
    "Mend docs/en/guide.md and README.md; check.py knew LANPYA_CACHE",
    "Take 1.2.0 of mkdocs 1.6.1, Chromium 156.0.8078.108, 12,345,678 bytes, 2026-11-20",
    "Undo 1f2e3d4c5b6a798877665544332211000ffeeddc and 0123456789012345678901234567890123456789",
    "See https://example.org/x, checkout@v4, SHA-256, #before",
    "Sentences of 8:30 each; each language 0.13 s",
)


@pytest.mark.slow
def test_contacts_and_details_in_messages_are_found_and_code_is_left_alone(clone: Clone) -> None:
    clone.git("tag", "start")
    made = {words: clone.commit(f"Say more\n\n{words}")[:10] for words in (*DETAILS, *PLAIN)}
    whole, found = reported(clone, "start..HEAD")
    assert found.keys() == {f"commit {made[words]}" for words in DETAILS}
    for words, kind in DETAILS.items():
        place = f"commit {made[words]}"
        assert f"commit-detail: Line 3 of the commit message contains {kind}." in found[place], words
        assert re.match(r"  3:\d+ +error ", found[place])
        assert words not in whole
    for words, is_wrong in ((next(iter(DETAILS)), True), (PLAIN[0], False)):
        clone.git("tag", "--force", "--annotate", "--message", f"v1\n\n{words}", "v1", "start")
        clone.git("tag", "--force", "--annotate", "--message", "v2", "v2", "v1")
        assert clone.check("start..v2").returncode == is_wrong, "a tag of a tag"


@pytest.mark.slow
def test_names_of_people_branches_and_notes_are_read(clone: Clone) -> None:
    clone.git("tag", "start")
    forge, other = "12345678+editor-a@users.noreply.example", "0900000000@users.noreply.example"
    fine = [
        clone.commit(GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL=forge)
        for name in ("editor-a", "Zoë O'Neil", "ရေးသူ")
    ]
    people = ("12345678", f"Aung {NUMBER}", "@helpdesk_x", "Captain Nobody", "t.me/helpdesk")
    named = {name: clone.commit(GIT_COMMITTER_NAME=name) for name in people}
    addresses = (other, "x@0900000000.invalid", "0900000000+x@users.noreply.example")
    addressed = {address: clone.commit(GIT_AUTHOR_EMAIL=address) for address in addresses}
    whole, found = reported(clone, "start..HEAD")
    assert len(found) == len(named) + len(addressed)
    assert not {f"commit {commit[:10]}" for commit in fine} & found.keys()
    for name, commit in named.items():
        assert "commit-detail: The name of the committer contains " in found[f"commit {commit[:10]}"], name
        assert f" {name}" not in whole
    for commit in addressed.values():
        problem = found[f"commit {commit[:10]}"]
        assert "The e-mail address of the author contains a telephone number" in problem
    for name, wrong in (
        ("mend-a-sentence", False),
        (f"call-{NUMBER.replace(' ', '')}", True),
        ("a@quiet.org", True),
    ):
        result = clone.check("HEAD..HEAD", f"--name=refs/heads/{name}")
        assert result.returncode == wrong
        assert name not in result.stdout
    clone.git("tag", "--annotate", "--message", "v1", f"v-{NUMBER.replace(' ', '')}", "HEAD")
    result = clone.check(f"HEAD..v-{NUMBER.replace(' ', '')}")
    assert "The name of the branch or tag contains a telephone number" in result.stdout
    clone.git("notes", "add", "--message", f"Call {NUMBER}, or find HelpDesk on Telegram")
    result = clone.check("refs/notes/commits")
    assert "commit-content: This version of the file contains a telephone number" in result.stdout
    assert "contains a user name" in result.stdout


def test_signatures_and_other_headers_are_reported_and_the_commands_take_them_away(clone: Clone) -> None:
    start = clone.git("rev-parse", "HEAD")
    person = f"editor-a <{SAFE}> 1795392000 +0000"
    for header in (
        "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQIzBAAB\n -----END PGP SIGNATURE-----",
        "gpgsig-sha256 -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n -----END SSH SIGNATURE-----",
        "encoding ISO-8859-1",
        f"HG:extra {NUMBER}",
    ):
        tree, parent = clone.git("rev-parse", "HEAD^{tree}", "HEAD").split()
        raw = f"tree {tree}\nparent {parent}\nauthor {person}\ncommitter {person}\n{header}\n\nx\n"
        made = subprocess.run(
            ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
            cwd=clone.root, input=raw.encode(), capture_output=True, check=True,
        )  # fmt: skip
        clone.git("reset", "--hard", "--quiet", made.stdout.decode().strip())
    whole, found = reported(clone, f"{start}..HEAD")
    assert [problem.count("commit-header: The commit ") for problem in found.values()] == [1] * 4, whole
    assert whole.count("commit-header") == 4
    assert NUMBER not in whole
    (commands,) = set(
        re.findall(r"without a signature:  (git config .*?)  then  (TZ=UTC git rebase .*)", whole)
    )
    clone.run("sh", "-c", " && ".join(commands), TZ=HOME)
    assert clone.git("rev-list", "--count", f"{start}..HEAD") == "4"
    assert clone.check(f"{start}..HEAD").returncode == 0
    tag = f"object {start}\ntype commit\ntag v1\ntagger {person}\n\nv1\n-----BEGIN PGP SIGNATURE-----\n\niQ\n"
    clone.run(
        "sh", "-c", f"git update-ref refs/tags/v1 $(printf %s '{tag}' | git hash-object -t tag -w --stdin)"
    )
    result = clone.check(f"{start}..v1")
    assert "commit-header: The commit is signed" in result.stdout
    assert "git tag --force --annotate --no-sign" in result.stdout
    clone.git("merge", "--quiet", "--no-ff", "--message", "x", "v1")


# --- how much ---


def limited(clone: Clone, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command with little memory and a minute of time."""
    return subprocess.run(
        [sys.executable, "-m", "lanpya", *command],
        cwd=clone.root, capture_output=True, encoding="utf-8", check=False, timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )  # fmt: skip


@pytest.mark.raises_rule("change-too-large")
@pytest.mark.proof
@pytest.mark.slow
def test_what_is_too_large_is_refused_before_it_is_read(
    clone: Clone, proof: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """make proof tries the limits that we ship, with little memory; make test a lower one, in process."""
    size, most = (250_000_000, FILES) if proof else (FILE + 2, FILE + 1)
    monkeypatch.setattr(commit_history, "FILES", most)
    clone.git("tag", "start")
    large = clone.root / "docs/en/large.md"
    large.touch()
    os.truncate(large, size)
    clone.git("-c", "core.bigFileThreshold=1m", "-c", "core.compression=0", "add", ".")
    clone.git("-c", "gc.auto=0", "commit", "--quiet", "--no-verify", "--message", "large")
    problems = "".join(problem.message for problem in take_docs(clone.root, "HEAD", tmp_path / "docs"))
    assert f"The file has {size} bytes; the maximum is 300000." in problems
    if proof:
        with_venv(clone)
        result = limited(clone, "check-change", "start", "HEAD")
        assert not result.stderr
        assert f"unreadable: {problems}" in result.stdout
    else:
        result = clone.check("start..HEAD")
    assert result.returncode == 1, result.stderr[-2000:]
    assert f"change-too-large: The files of this change have {size} bytes" in result.stdout
    for more in (0, 1):  # as large as may be, and a byte more
        write(clone.root, "docs/en/large.md", b"x" * (FILE + more))
        clone.git("commit", "--quiet", "--no-verify", "--amend", "--all", "--message", "large")
        result = limited(clone, "check-commits", "start..HEAD") if proof else clone.check("start..HEAD")
        assert result.returncode == more
    assert f"change-too-large: The file has {FILE + 1} bytes; " in result.stdout
    write(clone.root, ".git/long", "x" * 200_000)
    clone.git("commit", "--quiet", "--allow-empty", "--no-verify", "--file", ".git/long")
    assert "change-too-large: The commit has 200" in clone.check("HEAD~1..HEAD").stdout


@pytest.mark.proof
@pytest.mark.slow
def test_many_commits_and_folders_without_end_are_refused(
    clone: Clone, proof: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """make proof tries the limits that we ship, with little memory; make test lower ones, in this process."""
    most = COMMITS if proof else 20

    def lanpya(*command: str) -> subprocess.CompletedProcess[str]:
        return limited(clone, *command) if proof else run_lanpya(*command, cwd=clone.root)

    if not proof:
        monkeypatch.setattr(git, "MEMORY", 2**27)
        for module in (commit_history, commit_range):
            monkeypatch.setattr(module, "COMMITS", most)
    clone.git("tag", "start")
    person = f"editor-a <{SAFE}> 1795392000 +0000"
    commit = f"commit refs/heads/many\nauthor {person}\ncommitter {person}\ndata 1\nx\n".encode()
    begin = commit + b"from refs/tags/start^0\n"
    fast_import(clone, begin + commit * most)
    checked = lanpya("check-commits", "start..many")
    assert checked.returncode == 1
    assert f"change-too-large: The change has more than {most} commits." in checked.stdout
    assert lanpya("check-commits", "start..many~1").returncode == 0
    blob = clone.run("sh", "-c", "echo x | git hash-object -w --stdin").stdout.strip()
    entries = "".join(f"100644 blob {blob}\t{number}\n" for number in range(10))
    for _ in range(12):
        made = subprocess.run(
            ["git", "mktree"], cwd=clone.root, input=entries, capture_output=True, text=True, check=True
        )
        entries = "".join(f"040000 tree {made.stdout.strip()}\t{number}\n" for number in range(10))
    bomb = clone.git("commit-tree", "-p", "start", "-m", "x", made.stdout.strip())
    for command in (("check-commits", f"start..{bomb}"), ("check-change", "start", bomb)):
        checked = lanpya(*command)
        assert checked.returncode == 2, checked.stdout
        assert "more than can be read" in checked.stderr


# --- where it is asked ---


@pytest.mark.proof
def test_a_pull_request_is_judged_by_its_history(
    request: pytest.FixtureRequest, tmp_path: Path, proof: bool
) -> None:
    """make test looks at the commits in this process; another test runs the workflow there, too."""
    clone: Clone = request.getfixturevalue("code_clone" if proof else "clone")

    def change(root: Path) -> None:
        append(root, GUIDE, f"\nCall {NUMBER}.\n")
        write(root, "scripts/new.py", "x")
        commits_of(clone, lambda _: None)
        clone.git("rm", "--quiet", "-f", "scripts/new.py")
        clone.git("checkout", "main", "--", GUIDE)
        append(root, GUIDE, "\nAsk.\n")

    head = propose(clone, change)
    name = f"call-{NUMBER.replace(' ', '')}"
    if proof:
        result = run_workflow(clone, head, tmp_path / "run", GITHUB_HEAD_REF=name)
        shown = result.stdout
    else:
        result = clone.check(f"main..{head}", "--format", "github", f"--name={name}")
        outside = [*outside_docs(clone.root, "main", clone.git("rev-parse", "main"), head)]
        shown = result.stdout + "\n" + FORMATS["github"](outside)
    assert result.returncode == 1
    number = len((clone.root / GUIDE).read_text("utf-8").splitlines()) + 2
    bad = clone.git("rev-parse", f"{head}~1")[:10]
    assert re.search(
        rf"^::error file=commit {bad}%3A {GUIDE},line={number},.*title=commit-content::", shown, re.M
    )
    assert re.search(r"^::warning file=scripts/new\.py,.*title=outside-docs::", shown, re.M)
    assert re.search(r"^::error file=branch,.*title=commit-detail::", shown, re.M)
    assert "000 000" not in shown
    assert "000000" not in shown


IN_FILES = (
    *(
        "Name,09000000000",
        "1,09000000000",
        '<a href="tel:+959000000000">',
        "phone:09000000000",
        "#09000000000",
    ),
    *("sms:09000000000", "viber-09000000000", "call_09000000000", "phone09000000000", "Viber: 959000000000"),
    *("95-9-000-000-000", "Telegram: @quiet_line_42"),
    *("09–000–000–000", "09  000  000  000", "09,000,000,000", "09/000/000/000", "09_000_000_000"),
    *(
        "09 000\n000 000",
        "# 09 000\n# 000 000",
        "**09** 000000000",
        "<b>09</b><i>000000000</i>",
        "| 09 | 000 | 000000 |",
    ),
    *(
        "phone: 000000000",
        "ဖုန်း ၀၀၀၀၀၀၀၀၀",
        "O9000000000",
        '"\\u002b959000000000"',
        '"\\x2b959000000000"',
        "09000000000x",
    ),
    *(
        "zero nine zero zero zero one two three four",
        "သုညကိုးသုညတစ်နှစ်သုံးလေးငါး",
        "+66–81–234–5678",
        "09 (000) 000-000",
    ),
    *("nobody(at)gmail.com", "nobody @ gmail.com", "nobody at gmail dot com", "nobody[at]quiet-line[dot]org"),
    *("Signal: quiet.42", "telegram: quiet_line", "tg://resolve?domain=quiet", "t[.]me/quiet_line"),
)
NO_CONTACT = (
    *("sha256:0978123456789abcdef", "#00112233", "2026-11-29 01:12:06", "0.0978123456", "1.09781234567"),
    *("version 0.1.12345678", "abc0123f09781234", "0123456789"),
    *("[09, 12, 15, 18, 21]", "2026-11-29 09:12:06.123", "09/10/2026 12:30", 'viewBox="0 9 7 7 7 1 2 3 4 5"'),
    *(
        "signal: signal.SIGTERM",
        "signal: stop_now",
        "call(1234567)",
        "a phone 360 by 740",
        "x @ y",
        "\n@pytest.mark.x",
    ),
)


def test_a_number_in_a_file_is_found_whatever_is_before_it() -> None:
    assert [text for text in IN_FILES if not list(contacts_in(text, WORDS))] == []
    assert [text for text in NO_CONTACT if list(contacts_in(text, WORDS))] == []
    for text in ("Signal username quiet.42", "Telegram - quiet_line", "Ask @quiet_line there"):
        assert list(contacts_in(text, WORDS, is_prose=True)), text
        assert not list(contacts_in(text, WORDS)), text


def test_what_is_looked_for_is_found_in_a_moment() -> None:
    for text in (
        "0" * 100_000,
        "0 " * 50_000,
        "a@" * 30_000,
        "a." * 30_000,
        "+" * 30_000,
        "t.me/" * 20_000,
    ):
        list(contacts_in(text, WORDS))
        list(details_in(text[:10_000], WORDS))
