"""Whoever takes part is not told on by git, and a stranger's change is checked without running any of it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support.contributors import HOME, JOB, SAFE, WORKFLOW, Clone, propose, run_workflow, with_venv
from support.project import ROOT
from support.rules import CATALOGUE
from support.sampling import proof_only

from lanpya.detection.words import words_of
from lanpya.editing.commit_privacy import check_commit, is_no_reply

WORDS = words_of(("my", "en"))

REAL = "real-name@mail.test"  # what must never be shown
NO_REPLY = (
    SAFE,
    "noreply@forge.test",
    "No-Reply@a.b.test",
    "x@no-reply.codeforge.test",
    "x@noreply",
    "a@b.invalid",
)
TELLING = (
    REAL,
    "x@noreplyforge.test",
    "noreply.x@mail.test",
    "x@a.b.noreply.test",
    "x@mail.noreply.test",
    "x@example.mail.test",
    "x",
    "",
)


# --- what a commit tells ---


@pytest.mark.raises_rule("commit-address", "commit-time-zone")
def test_all_that_commits_tell_is_listed_at_once_and_never_repeated(clone: Clone) -> None:
    wrong = {
        "author": clone.commit(GIT_AUTHOR_EMAIL=REAL),
        "committer": clone.commit(GIT_COMMITTER_EMAIL=REAL),
        "zone": clone.commit(TZ=HOME),
        "name": clone.commit(GIT_AUTHOR_NAME=f"Somebody ({REAL})"),
        "trailer": clone.commit(f"Mend\n\nCo-authored-by: editor-b <{SAFE}>\nSigned-off-by: x <{REAL}>"),
        "inside": clone.commit(f"* one\n\nSigned-off-by: x <me@localhost>\n\n* two: {REAL}.\n\nThe end"),
    }
    clone.commit(f"Fine\n\nSigned-off-by: editor-a <{SAFE}>\nUses checkout@v4 and pages 3@4.5")
    text = clone.check("HEAD~7..HEAD")
    assert text.returncode == 1
    found = re.split(r"^commit ", text.stdout, flags=re.MULTILINE)[1:]
    result = {part[:10]: re.findall(r"(\d+):\d+ +error +(commit-[a-z-]+): (.*)", part) for part in found}
    assert set(result) == {commit[:10] for commit in wrong.values()}

    def of(what: str) -> list[tuple[str, str]]:
        return [(line, rule) for line, rule, _ in result[wrong[what][:10]]]

    assert of("author") == of("committer") == of("name") == [("1", "commit-address")]
    assert of("zone") == [("1", "commit-time-zone")] * 2
    assert of("trailer") == [("4", "commit-address")]
    assert of("inside") == [("3", "commit-address"), ("5", "commit-address")]
    assert "of the author" in result[wrong["author"][:10]][0][2]
    assert "of the committer" in result[wrong["committer"][:10]][0][2]
    public = clone.check("HEAD~7..HEAD", "--format", "github")
    assert public.returncode == 1
    assert len(public.stdout.splitlines()) == 8
    assert all(line.startswith("::error file=commit ") for line in public.stdout.splitlines())
    for secret in (REAL, "real-name", "localhost", "+0630"):
        assert secret not in text.stdout + text.stderr + public.stdout + public.stderr


@pytest.mark.parametrize("address", [*NO_REPLY, *TELLING])
def test_what_counts_as_an_address_of_no_one_is_the_same_before_a_commit(
    address: str, tmp_path: Path
) -> None:
    assert is_no_reply(address) == (address in NO_REPLY)
    folder = Clone(tmp_path)
    folder.git("init", "--quiet")
    hook = ROOT / "scripts/dev/git_hooks/pre-commit"
    for who in ("AUTHOR", "COMMITTER"):
        result = folder.run("sh", hook, ok=False, **{f"GIT_{who}_EMAIL": address or "<>"})
        assert (result.returncode == 0) == (address in NO_REPLY), result.stderr
        assert (f"{who}: the e-mail address" in result.stderr) == (address not in NO_REPLY)


def test_commits_as_git_would_not_write_them_are_reported_and_stop_nothing() -> None:
    tree = f"tree {'1' * 40}\n".encode()
    fine = tree + f"author \udcff\udce1 <{SAFE}> 1 +0000\ncommitter <{SAFE}> 1 +0000\n\n\udcff".encode(
        "utf-8", "surrogateescape"
    )
    assert list(check_commit("1", fine, "main", WORDS)) == []
    zone = fine.replace(b"+0000\n\n", b"-0000\n\n")
    assert [p.rule for p in check_commit("1", zone, "main", WORDS)] == ["commit-time-zone"]
    fine_one = f"<{SAFE}> 1 +0000".encode()
    for person in (b"", b"x", b"x <", f"x <{REAL}".encode(), b"\xff <\xff@\xff> x"):
        result = [
            p.rule
            for p in check_commit(
                "1", tree + b"author " + person + b"\ncommitter " + fine_one + b"\n\nx", "main", WORDS
            )
        ]
        assert result == ["commit-address", "commit-time-zone"], person
    tag = f"\nmergetag object {'1' * 40}\n type commit\n tag v1\n tagger x <{REAL}> 1 +0630\n\nx".encode()
    merged = fine.replace(b"\n\n", tag)
    assert [p.rule for p in check_commit("1", merged, "main", WORDS)] == [
        "commit-address",
        "commit-time-zone",
    ]
    long = fine + b"a" * 30_000 + b"@" + b"b" * 30_000 + b"<" * 30_000
    assert list(check_commit("1", long, "main", WORDS)) == []


@pytest.mark.raises_rule("commit-detail", "commit-header")
def test_the_head_of_a_commit_or_tag_holds_what_git_writes_and_no_text() -> None:
    """What git checks in none of these (fsck warns at most) can hold a number where nobody sees it."""
    one, person, said = "1" * 40, f"x <{SAFE}> 1795392000 +0000", "call 09 000 000 000"
    commit = f"tree {one}\nparent {one}\nparent {one}\nauthor {person}\ncommitter {person}\n"
    tag = f"object {one}\ntype commit\ntag v1\ntagger {person}\n"
    merged = "mergetag " + tag.replace("\n", "\n ")
    wide = one + "1" * 24

    def result(head: str) -> set[str]:
        return {problem.rule for problem in check_commit("1", f"{head}\nWords\n".encode(), "main", WORDS)}

    for fine in (
        *(commit, tag, f"tree {one}\nauthor {person}\ncommitter {person}\n", commit.replace(one, wide)),
        *(
            f"object {one}\ntype tag\ntag v1\n",
            f"{commit}{merged}\n Words\n",
            f"{commit}{merged}\n{merged}\n",
        ),
    ):
        assert result(fine) == set(), fine
    for wrong in (
        *(f"{commit} {said}\n", f"{tag} {said}\n", f"{commit}parent {said}\n", f"{commit}tree {one}\n"),
        *(f"tree {said}\n{commit}", f"{commit}x {said}\n", f"{tag}object {one}\n", f"{tag}x {said}\n"),
        *(commit.replace(f"parent {one}", f"parent {one} {said}", 1), commit.replace(one, "09000000000")),
        *(commit.replace("> 1795", f"> {said} 1795"), commit.replace(" 1795392000", " 95900000000")),
        *(f"{commit}mergetag object {said}\n", f"{commit}{merged}x-note {said}\n \n Words\n"),
        *(f"{commit}{merged.replace('type commit', f'type {said}')}\n", f"author {person}\n{commit}"),
        *(tag.replace("type commit", f"type {said}"), f"tree {one}\ncommitter {person}\nauthor {person}\n"),
    ):
        assert result(wrong) >= {"commit-header"}, wrong
        assert all("000" not in p.message for p in check_commit("1", wrong.encode(), "main", WORDS))
    for words, rule in ((said, "commit-detail"), (f"Ask {REAL}", "commit-detail")):
        assert result(f"{commit}{merged}\n {words}\n") == {rule}
    raw = f"{commit}\n".encode() + said.encode("utf-16-le")
    assert [p.rule for p in check_commit("1", raw, "main", WORDS)] == ["commit-detail"]


def test_a_signed_commit_has_its_date_where_git_shows_signatures(clone: Clone) -> None:
    tree, person = clone.git("rev-parse", "HEAD^{tree}"), f"x <{SAFE}> 1795392000 +0000"
    head = f"tree {tree}\nauthor {person}\ncommitter {person}\n"
    (clone.root / ".git/raw").write_text(f"{head}gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n\nx\n")
    made = clone.git("hash-object", "-t", "commit", "-w", "--literally", ".git/raw")
    clone.git("reset", "--quiet", "--hard", made)
    gpg = clone.root / ".git/gpg"
    gpg.write_text("#!/bin/sh\necho Nobody >&2\n")
    gpg.chmod(0o755)
    clone.git("config", "log.showSignature", "true")
    clone.git("config", "gpg.program", str(gpg))
    assert "Nobody" in clone.git("log", "-1")
    own = (
        "from pathlib import Path\n"
        "from lanpya.runtime.clock import release_time_of; print(release_time_of(Path()))"
    )
    result = clone.run(sys.executable, "-c", own, SOURCE_DATE_EPOCH="")
    assert result.stdout.strip() == "1795392000"


def test_names_with_any_bytes_merges_and_tags_are_read(clone: Clone) -> None:
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit("\N{SNOWMAN}", GIT_AUTHOR_NAME=os.fsdecode(b"\xff\xe1\x80 '\";$(id)"))
    clone.git("checkout", "--quiet", "main")
    clone.commit()
    clone.git("merge", "--quiet", "--no-ff", "--message", "both", "side", GIT_COMMITTER_EMAIL=REAL)
    result = clone.check("HEAD~1..HEAD")
    assert result.returncode == 1
    assert clone.git("rev-parse", "HEAD")[:10] in result.stdout
    assert "1 error, 0 warnings" in result.stdout
    clone.git("tag", "--annotate", "--message", "v1", "v1", "main~1", TZ=HOME)
    tag = clone.check("main~1..v1")
    assert re.search(r"^tag [0-9a-f]{10}\n  1:1 +error +commit-time-zone: ", tag.stdout, re.MULTILINE)
    assert "git tag --force" in tag.stdout


@pytest.mark.slow
def test_check_commits_exits_with_0_1_2(clone: Clone) -> None:
    assert clone.check("HEAD..HEAD").returncode == 0
    assert clone.check("HEAD..HEAD", "--format", "github").stdout == ""
    for wrong in ("no-such..HEAD", "HEAD..no-such", "HEAD..--all", "HEAD..", "..HEAD", "no-such"):
        result = clone.check(wrong)
        assert (result.returncode, result.stdout) == (2, ""), wrong
        assert "could not run: " in result.stderr
    assert "git does not know the commit 'no-such'" in clone.check("no-such..HEAD").stderr
    assert clone.check().returncode == 2
    clone.commit(TZ=HOME)
    assert clone.check("HEAD~1..HEAD", "HEAD..HEAD").returncode == 1


@pytest.mark.slow
def test_the_commands_that_are_shown_mend_what_was_reported(clone: Clone) -> None:
    start = clone.git("rev-parse", "HEAD")
    clone.commit("one", GIT_AUTHOR_EMAIL=REAL, TZ=HOME)
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit("two", GIT_COMMITTER_EMAIL=REAL)
    clone.git("checkout", "--quiet", "main")
    clone.commit("three", TZ=HOME)
    clone.git("merge", "--quiet", "--no-ff", "--message", "four", "side")
    result = clone.check(f"{start}..HEAD").stdout
    remedies = set(re.findall(r"remedy: (.*)", result))
    assert len(remedies) == 2
    for remedy in remedies:  # as typed: a window that is set up for home, and no no-reply address yet
        for command in re.findall(r"  ((?:TZ=UTC )?git (?:config|rebase) .*?)(?=  |$)", remedy):
            clone.run("sh", "-c", command, TZ=HOME, EMAIL=REAL)
    assert clone.git("log", "--format=%s", f"{start}..") == "four\nthree\ntwo\none"
    assert clone.check(f"{start}..HEAD").returncode == 0
    clone.commit("five", TZ=HOME)
    amend = re.search(r"TZ=UTC git commit --amend \S+ \S+", clone.check("HEAD~1..HEAD").stdout)
    assert amend
    clone.run("sh", "-c", amend[0], TZ=HOME)
    assert clone.check(f"{start}..HEAD").returncode == 0


# --- make hooks ---


@pytest.fixture
def unchecked(code_clone: Clone) -> Clone:
    """A repository with make hooks done, and without the packages that check sources and pushes."""
    code_clone.run("make", "hooks")
    return code_clone


def test_make_hooks_says_what_it_did_and_how_to_undo_it(code_clone: Clone) -> None:
    before = code_clone.git("config", "--local", "--list")
    result = code_clone.run("make", "hooks").stdout
    changed = set(code_clone.git("config", "--local", "--list").splitlines()) ^ set(before.splitlines())
    assert [line.partition("=")[0] for line in changed] == ["core.hookspath"]
    assert code_clone.run("make", "hooks").stdout == result
    undo = result.partition("To undo it:")[2].strip()
    code_clone.run("sh", "-c", undo)
    assert code_clone.git("config", "--local", "--list") == before
    code_clone.commit(TZ=HOME)
    code_clone.git("config", "core.hooksPath", "elsewhere")
    refused = code_clone.run("make", "hooks", ok=False)
    assert refused.returncode != 0
    assert "elsewhere; nothing was changed" in refused.stderr
    assert code_clone.git("config", "core.hooksPath") == "elsewhere"


def test_a_commit_that_identifies_somebody_is_not_made(unchecked: Clone) -> None:
    start = unchecked.git("rev-parse", "HEAD")
    for wrong in ({"TZ": HOME}, {"EMAIL": REAL}, {"GIT_AUTHOR_DATE": "2026-11-20T00:00:00+0630"}):
        refused = unchecked.run("git", "commit", "--allow-empty", "-m", "x", ok=False, **wrong)
        assert refused.returncode == 1
        assert "Nothing was committed" in refused.stderr
        assert REAL not in refused.stderr
    assert unchecked.git("rev-parse", "HEAD") == start
    unchecked.commit(TZ=HOME)
    amend = ("git", "commit", "--amend", "--no-edit", "--allow-empty")
    assert unchecked.run(*amend, ok=False).returncode == 1
    assert "The sources were not checked" in unchecked.run(*amend, "--reset-author").stderr
    unchecked.git("checkout", "--quiet", "-b", "side", start)
    unchecked.commit()
    merge = unchecked.run("git", "merge", "-m", "x", "main", ok=False, TZ=HOME)
    assert merge.returncode != 0
    assert "COMMITTER: the time zone" in merge.stderr


def test_packages_are_used_only_once_make_hooks_has_copied_them(unchecked: Clone, tmp_path: Path) -> None:
    with_venv(unchecked)
    done = unchecked.run("git", "commit", "--allow-empty", "-m", "x")
    assert "then  make hooks  again" in done.stderr, ".venv itself is never run"
    unchecked.git("init", "--quiet", "--bare", tmp_path / "server.git")
    refused = unchecked.run("git", "push", tmp_path / "server.git", "main", ok=False)
    assert refused.returncode != 0
    assert "Nothing was pushed" in refused.stderr


@proof_only  # in make test, other tests of hooks have such commits, and such as are made
@pytest.mark.slow
def test_a_commit_with_errors_in_the_sources_is_not_made(hooked: Clone) -> None:
    guide = hooked.root / "docs/en/guide.md"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(text.replace("risk: high", "risk: medium"), encoding="utf-8")
    refused = hooked.run("git", "commit", "-a", "-m", "x", ok=False)
    assert refused.returncode == 1
    assert "value-bad" in refused.stdout + refused.stderr
    guide.write_text(text + "\nOne more sentence.\n", encoding="utf-8")
    done = hooked.run("git", "commit", "-a", "-m", "x")
    assert "0 errors" in done.stdout + done.stderr


@pytest.mark.proof
@pytest.mark.slow
def test_what_identifies_somebody_is_not_pushed(hooked: Clone, tmp_path: Path, proof: bool) -> None:
    server = tmp_path / "server.git"
    hooked.git("init", "--quiet", "--bare", server)
    hooked.git("remote", "add", "origin", server)
    hooked.git("push", "--no-verify", "origin", "main")
    for branch in ("main", "new"):  # one that the server has, and one that it has not
        hooked.git("checkout", "--quiet", "-B", branch)
        leak = hooked.commit(TZ=HOME)
        hooked.commit()
        refs = [f"HEAD:refs/heads/{branch}", "HEAD~2:refs/heads/clean"]
        orders = [refs, refs[::-1]]
        for several in orders if proof else orders[branch == "new" :][:1]:
            refused = hooked.run("git", "push", "origin", *several, ok=False)
            assert refused.returncode == 1
            assert leak[:10] in refused.stdout + refused.stderr
        hooked.git("reset", "--quiet", "--hard", "HEAD~2")
    assert hooked.git("--git-dir", server, "for-each-ref", "--format=%(refname)") == "refs/heads/main"
    hooked.commit()
    hooked.git("push", "origin", "new")
    hooked.git("push", "origin", "--delete", "new")


def test_looking_at_a_strangers_branch_runs_none_of_its_hooks(unchecked: Clone) -> None:
    unchecked.git("checkout", "--quiet", "-b", "stranger")
    for name in ("post-checkout", "pre-commit", "post-commit"):
        hook = unchecked.root / "scripts/dev/git_hooks" / name
        hook.write_text("#!/bin/sh\ntouch ran\n")
        hook.chmod(0o755)
    unchecked.git("add", ".")
    unchecked.commit()
    unchecked.git("checkout", "--quiet", "main")
    unchecked.git("checkout", "--quiet", "stranger")
    unchecked.git("commit", "--allow-empty", "--quiet", "-m", "x")
    assert not (unchecked.root / "ran").exists()


# --- the check of a pull request ---


def test_the_workflow_runs_only_the_branchs_own_code_and_knows_no_secret() -> None:
    workflow = yaml.safe_load(WORKFLOW)
    assert workflow[True] == {"pull_request_target": None}  # YAML 1.1 reads the key `on` so
    assert workflow["permissions"] == {"contents": "read"}
    assert list(workflow["jobs"]) == ["check"]
    assert "permissions" not in JOB
    assert all(set(step) == {"name", "run"} for step in JOB["steps"])
    assert all("${{" not in step["run"] for step in JOB["steps"])
    assert re.findall(r"\$\{\{.*?\}\}", WORKFLOW) == ["${{ github.event.pull_request.head.sha }}"]
    assert "secrets" not in WORKFLOW.replace("secrets:", "")
    assert [path.name for path in (ROOT / ".github/workflows").iterdir()] == ["check.yml"]


@pytest.mark.slow
def test_a_clean_change_passes(code_clone: Clone, tmp_path: Path) -> None:
    def mend(root: Path) -> None:
        guide = root / "docs/en/guide.md"
        guide.write_text(guide.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        (root / "docs/en/guide.md").chmod(0o755)

    head = propose(code_clone, mend)
    contacts = code_clone.root / "docs/data/contacts.yml"
    contacts.write_text(contacts.read_text(encoding="utf-8").replace("example.org", "example.net"), "utf-8")
    code_clone.git("add", "docs")
    code_clone.commit("the branch goes on")
    done = run_workflow(code_clone, head, tmp_path / "run")
    assert done.returncode == 0, done.stdout + done.stderr
    warned = (
        "::warning file=docs/",
        "::warning file=mkdocs.yml,",
    )  # no page lists leaflets or copies to keep
    assert all(line.startswith(warned) for line in done.stdout.splitlines()), done.stdout
    assert "contact-changed" not in done.stdout
    assert Clone(tmp_path / "run").git("status", "--porcelain") == ""


@pytest.mark.raises_rule("outside-docs")
@pytest.mark.slow
def test_a_hostile_change_is_reported_and_none_of_it_runs(code_clone: Clone, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    touch = f"import pathlib\npathlib.Path({str(marker)!r}).touch()\nraise SystemExit(0)\n"

    def attack(root: Path) -> None:
        for path in [
            *root.glob("scripts/**/*.py"),
            *root.glob("hooks/**/*.py"),
            root / "docs/sitecustomize.py",
        ]:
            path.write_text(touch)
        for name in ("conftest.py", "tests/conftest.py", "setup.py", "docs/check.py", "yaml.py", "lanpya.py"):
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(touch)
        (root / "Makefile").write_text(f".venv/site.stamp:\n\ttouch {shlex.quote(str(marker))}\n")
        (root / "mkdocs.yml").write_text("site_name: x\nhooks: [scripts/bench/views.py]\n")
        (root / ".github/workflows").mkdir(parents=True)
        (root / ".github/workflows/check.yml").write_text("jobs: {}\n")
        for folder in (root, root / "docs"):
            lines = (
                "* filter=evil merge=evil diff=evil export-ignore\nguide.md working-tree-encoding=UTF-16\n"
            )
            (folder / ".gitattributes").write_text(lines)
        guide = root / "docs/en/guide.md"
        trap = guide.read_text(encoding="utf-8") + "\nWrite to https://example.net/trap\n"
        guide.write_text(trap, encoding="utf-16")  # which git turns to UTF-8 here, and back in a checkout
        contacts = root / "docs/data/contacts.yml"
        contacts.write_text(
            contacts.read_text(encoding="utf-8").replace("example.org", "example.net"), "utf-8"
        )
        (root / "docs/en/x.md").symlink_to("/etc/passwd")
        (root / "docs/data/links.yml").unlink()
        (root / "docs/data/links.yml").symlink_to("../../mkdocs.yml")
        (root / "a\n::stop-commands::x").write_text("x")
        subprocess.run(["git", "init", "--quiet", root / "docs/sub"], check=True)
        Clone(root / "docs/sub").commit("inner")

    filters = tmp_path / "gitconfig"  # as on a machine that has a program for large files
    filters.write_text(
        "".join(f"[{kind}]\n\t{key} = touch {marker}; cat\n" for kind, key in (
            ('filter "evil"', "smudge"), ('filter "evil"', "clean"), ('merge "evil"', "driver"),
            ('diff "evil"', "textconv"),
        ))
    )  # fmt: skip
    own = code_clone.root / "hooks/lanpya/editing/commit_privacy.py"
    own.write_text(
        own.read_text(encoding="utf-8").replace("is not a no-reply", "of the branch is no no-reply")
    )
    code_clone.git("add", "hooks")
    code_clone.commit("the branch has its own words")
    head = propose(code_clone, attack, GIT_AUTHOR_EMAIL=REAL)
    branch = {"GITHUB_HEAD_REF": "call-09000000000"}
    done = run_workflow(code_clone, head, tmp_path / "run", GIT_CONFIG_GLOBAL=str(filters), **branch)
    shown = done.stdout + done.stderr
    assert done.returncode == 1, shown
    assert not marker.exists()
    for path, rule in (
        ("docs/en/guide.md", "address-in-text"),
        ("docs/en/x.md", "unreadable"),
        ("docs/data/links.yml", "unreadable"),
        ("docs/.gitattributes", "unreadable"),
        ("docs/sub", "unreadable"),
        ("docs/data/contacts.yml", "contact-changed"),
        (f"commit {head[:10]}", "commit-address"),
        ("branch", "commit-detail"),
    ):
        assert re.search(
            rf"^::{CATALOGUE[rule].severity} file={re.escape(path)},.*title={rule}::", shown, re.MULTILINE
        ), (
            path,
            shown,
        )
    assert "of the branch is no no-reply" in shown
    outside = [line for line in shown.splitlines() if ",title=outside-docs::" in line]
    assert len(outside) == 1
    assert outside[0].startswith("::warning file=")
    assert r"a\n::stop-commands::x" in outside[0]
    assert "Makefile" in outside[0]
    assert "root:" not in shown
    assert REAL not in shown
    assert "000000" not in shown
    assert all(line.startswith(("::error file=", "::warning file=")) for line in done.stdout.splitlines())


@pytest.mark.slow
def test_a_change_without_docs_or_without_a_common_start_does_not_pass(
    code_clone: Clone, tmp_path: Path
) -> None:
    def remove(root: Path) -> None:
        shutil.rmtree(root / "docs")
        (root / "docs").symlink_to(tmp_path)

    head = propose(code_clone, remove)
    done = run_workflow(code_clone, head, tmp_path / "run")
    assert done.returncode == 1
    assert "::error file=docs,line=1" in done.stdout
    code_clone.git("checkout", "--quiet", "--orphan", "other")
    other = code_clone.commit()
    code_clone.git("checkout", "--quiet", "--force", "main")
    done = run_workflow(code_clone, other, tmp_path / "again")
    assert done.returncode == 2
    assert "has no common commit" in done.stderr


def test_maintainers_are_asked_for_what_does_most_harm() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    owners = {owner for _, *those in rules for owner in those}
    assert owners == {"@OWNER/maintainers"}

    def asked(path: str) -> bool:
        return [those for pattern, *those in rules if _fits(pattern, path)][-1] != []

    for path in (
        *(
            "docs/data/contacts.yml",
            "docs/data/links.yml",
            "docs/data/sources.yml",
            "docs/x.js",
            "docs/.gitattributes",
        ),
        *(
            "mkdocs.yml",
            "hooks/lanpya/site/views.py",
            "overrides/base.html",
            "scripts/bench/views.py",
            "Makefile",
            "new.txt",
        ),
        *(".github/workflows/check.yml", ".github/CODEOWNERS", "requirements.txt", "requirements-dev.txt"),
    ):
        assert asked(path), path
    assert not asked("docs/en/safe-contact.md")
    assert not asked("docs/my/safe-contact.md")


def _fits(pattern: str, path: str) -> bool:
    if pattern.endswith("/"):
        return f"/{path}".startswith(pattern)
    return bool(re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), f"/{path}"))
