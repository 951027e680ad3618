"""Git's hooks run what make hooks copied, and nothing that the branch checked out brings with it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest
from support.commands import run_lanpya
from support.commits import GUIDE, NUMBER, append, commits_of, write
from support.contributors import HOME, Clone, add_branches, with_venv
from support.project import ROOT
from support.sampling import sampled

GIT = shutil.which("git") or ""


def hostile(stranger: Clone, marker: Path) -> None:
    """Make the branch `stranger`: everything that git, make, Python or sh could take for its own is in it."""
    touch = f"touch {shlex.quote(str(marker))}"
    python = f"import pathlib\npathlib.Path({str(marker)!r}).touch()\n"
    stranger.git("checkout", "--quiet", "-b", "stranger", "main")
    root = stranger.root
    for path in [*root.glob("scripts/**/*"), *root.glob("hooks/**/*.py")]:
        if path.is_file():
            path.write_text(python if path.suffix == ".py" else f"#!/bin/sh\n{touch}\n")
    packages = f".venv/lib/{next((ROOT / '.venv/lib').glob('python3*')).name}/site-packages"
    modules = (
        "sitecustomize",
        "usercustomize",
        "yaml",
        "markdown",
        "PIL/__init__",
        "icu/__init__",
        "runpy",
        "re",
    )
    folders = (".", "docs", "hooks", "scripts", "scripts/dev/git_hooks", packages, ".venv/bin", "lanpya")
    for folder in folders:
        for name in modules:
            write(root, f"{folder}/{name}.py", python)
        write(root, f"{folder}/lanpya.pth", f"import pathlib; pathlib.Path({str(marker)!r}).touch()\n")
    programs = ("git", "grep", "python", "python3", "sh", "printf", "find", "cat", "touch-it")
    hooks = (
        "pre-commit",
        "pre-push",
        "commit-msg",
        "post-checkout",
        "post-merge",
        "pre-rebase",
        "post-commit",
    )
    for name in programs:
        for folder in (".", "bin", ".venv/bin", "scripts"):
            write(root, f"{folder}/{name}", f"#!/bin/sh\n{touch}\n")
    for name in hooks:
        for folder in (".", "hooks", "scripts/dev/git_hooks", ".husky", "lanpya-hooks"):
            write(root, f"{folder}/{name}", f"#!/bin/sh\n{touch}\n")
    write(root, ".venv/pyvenv.cfg", "home = /nowhere\ninclude-system-site-packages = true\n")
    write(root, ".cache/check-0", b"cposix\nsystem\n(S'" + touch.encode() + b"'\ntR.")
    write(root, ".gitattributes", "* filter=evil diff=evil merge=evil\n")
    write(root, ".gitmodules", '[submodule "x"]\n\tpath = x\n\turl = ./x\n\tupdate = !touch x\n')
    write(root, "Makefile", f"hooks check .venv/site.stamp:\n\t{touch}\n")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    command = f"  - subprocess:Popen: {{args: {touch!r}, shell: true}}\n"
    extensions = settings.replace("markdown_extensions:\n", f"markdown_extensions:\n{command}")
    assert extensions != settings
    write(root, "mkdocs.yml", extensions + f"x: !!python/object/apply:os.system ['{touch}']\n")
    for path in root.rglob("*"):
        if path.is_file() and not path.is_symlink() and ".git" not in path.parts:
            path.chmod(0o755)
    stranger.git("add", "--all", "--force", ".")
    stranger.git("commit", "--quiet", "--no-verify", "--message", "a stranger's")


def around(clone: Clone) -> dict[str, str]:
    """Return what a careless shell holds: .venv activated, folders of the checkout first, a cache there."""
    first = (".", "bin", str(clone.root / ".venv/bin"), str(clone.root), "")
    return {
        "PATH": os.pathsep.join([*first, os.environ["PATH"]]),
        "PYTHONPATH": f".{os.pathsep}{clone.root}",
        "PYTHONSTARTUP": "yaml.py",
        "PYTHONHOME": str(clone.root / ".venv"),
        "LANPYA_CACHE": ".cache",
        "VIRTUAL_ENV": str(clone.root / ".venv"),
    }


@pytest.fixture
def without_packages(code_clone: Clone) -> Clone:
    """What `hooked` is, but without .venv: `make hooks` found no packages to copy."""
    add_branches(code_clone)
    code_clone.run("make", "hooks")
    return code_clone


@pytest.mark.parametrize(
    ("set_up", "state"),
    [(True, "hooked"), (False, "without_packages")],
    ids=["packages copied", "without .venv"],
)
@pytest.mark.proof
@pytest.mark.slow
def test_on_a_strangers_branch_git_runs_nothing_of_it(
    set_up: bool, state: str, tmp_path: Path, request: pytest.FixtureRequest, proof: bool
) -> None:
    clone: Clone = request.getfixturevalue(state)
    marker, server = tmp_path / "ran", tmp_path / "server.git"
    clone.git("init", "--quiet", "--bare", server)
    clone.git("remote", "add", "origin", server)
    clone.git("push", "--quiet", "--no-verify", "origin", "main")
    elsewhere = tmp_path / "elsewhere"
    clone.git("clone", "--quiet", clone.root, elsewhere)
    hostile(Clone(elsewhere), marker)
    clone.git("fetch", "--quiet", elsewhere, "stranger:stranger")
    before = around(clone)
    commands: tuple[tuple[str, ...], ...] = (
        ("checkout", "--quiet", "--force", "stranger"),
        ("push", "origin", "other"),
        ("commit", "--allow-empty", "-m", "x"),
        *[("commit", "--amend", "--allow-empty", "-m", "y")] * proof,
        ("merge", "--no-ff", "-m", "x", "other"),
        *[("cherry-pick", "more"), ("rebase", "--force-rebase", "main")] * proof,
        ("stash", "--all"),
        ("checkout", "--quiet", "--force", "main"),
        ("checkout", "--quiet", "--force", "stranger"),
        ("reset", "--quiet", "main"),  # what it brought into .venv is ignored now, and stays
        ("push", "origin", "more"),
        *[("commit", "--allow-empty", "-m", "x")] * proof,
    )
    said = ""
    for command in commands:
        done = clone.run(GIT, *command, ok=False, **before)
        said += f"\n{command}\n{done.stdout}{done.stderr}"
        assert not marker.exists(), said
    pushed = clone.git("--git-dir", server, "for-each-ref", "--format=%(refname:short)").split()
    if set_up:
        assert pushed == ["main", "more", "other"], said
        assert said.count("Checked with the code of") >= 4, said
    assert "Traceback" not in said


@pytest.mark.slow
def test_the_copied_code_still_judges_on_a_strangers_branch(hooked: Clone, tmp_path: Path) -> None:
    server = tmp_path / "server.git"
    hooked.git("init", "--quiet", "--bare", server)
    hooked.git("remote", "add", "origin", server)
    hooked.git("push", "--no-verify", "origin", "main")
    hooked.git("checkout", "--quiet", "-b", "stranger")
    for folder in ("scripts/dev", "hooks/lanpya", "hooks/lanpya/cli", "hooks/lanpya/editing"):
        for path in (hooked.root / folder).glob("*.py"):
            path.write_text("raise SystemExit(0)\n")
    hooked.git("commit", "--quiet", "--all", "--no-verify", "--message", "all is well")
    append(hooked.root, GUIDE, f"\nCall {NUMBER}.\n")
    refused = hooked.run("git", "commit", "--all", "--message", "x", ok=False)
    assert refused.returncode == 1
    assert "address-in-text" in refused.stderr
    hooked.git("commit", "--quiet", "--all", "--no-verify", "--message", "x")
    bad = hooked.git("rev-parse", "HEAD")[:10]
    hooked.git("revert", "--no-edit", "HEAD")
    refused = hooked.run("git", "push", "origin", "stranger", ok=False)
    assert refused.returncode == 1
    assert f"commit {bad}: {GUIDE}" in refused.stdout + refused.stderr
    assert "commit-content" in refused.stdout + refused.stderr


@pytest.mark.slow
def test_what_is_to_be_committed_is_judged_and_nothing_else(hooked: Clone) -> None:
    guide = hooked.root / GUIDE
    text = guide.read_text("utf-8")
    append(hooked.root, GUIDE, f"\nCall {NUMBER}.\n")
    hooked.git("add", GUIDE)
    guide.write_text(text, "utf-8")
    refused = hooked.run("git", "commit", "--message", "staged", ok=False)
    assert refused.returncode == 1
    assert f"{GUIDE}\n" in refused.stderr
    assert "address-in-text" in refused.stderr
    hooked.git("reset", "--quiet")
    append(hooked.root, GUIDE, f"\nCall {NUMBER}.\n")
    write(hooked.root, "note.txt", "x")
    hooked.git("add", "note.txt")
    hooked.git("hook", "run", "pre-commit")  # what is not staged stays here
    assert hooked.run("git", "commit", "--message", "one file", GUIDE, ok=False).returncode == 1


def test_what_is_staged_is_checked_while_another_git_has_the_index(clone: Clone) -> None:
    """Nor can the check leave a lock there, whenever it is ended."""
    append(clone.root, GUIDE, f"\nCall {NUMBER}.\n")
    clone.git("add", GUIDE)
    (clone.root / ".git/index.lock").touch()
    result = run_lanpya("check-staged", cwd=clone.root)
    assert result.returncode == 1, result.stderr
    assert "address-in-text" in result.stdout


@pytest.mark.slow
def test_messages_names_and_signatures_are_refused_before_a_commit_is_made(hooked: Clone) -> None:
    start = hooked.git("rev-parse", "HEAD")
    message, name = f"Call {NUMBER}\n\nFind HelpDesk on Telegram", f"Aung {NUMBER}"
    command = ("git", "commit", "--allow-empty", "--message", message)
    refused = hooked.run(*command, ok=False, GIT_AUTHOR_NAME=name)
    assert refused.returncode == 1
    for words in (
        "Line 1 of the commit message contains a telephone number",
        "Line 3 of the commit message contains a user name",
        "The name of the author contains a telephone number",
    ):
        assert words in refused.stderr
    hooked.git("config", "commit.gpgSign", "true")
    refused = hooked.run("git", "commit", "--allow-empty", "--message", "x", ok=False)
    assert "git config commit.gpgSign false" in refused.stderr
    assert hooked.git("rev-parse", "HEAD") == start
    hooked.git("config", "commit.gpgSign", "false")
    write(hooked.root, "x.txt", "x")
    hooked.git("add", "x.txt")
    # what git adds below, names of files and the change, is no message
    write(hooked.root, ".git/editor", 'printf "Say more\\n" | cat - "$1" >"$1.new" && mv "$1.new" "$1"\n')
    hooked.run("git", "commit", "--verbose", GIT_EDITOR="sh .git/editor")
    assert hooked.git("log", "-1", "--format=%B") == "Say more"


@pytest.mark.slow
def test_the_code_that_looks_is_named_and_renewed_by_make_hooks(hooked: Clone) -> None:
    def looked() -> str:
        return hooked.run("git", "hook", "run", "pre-commit").stderr

    copied = hooked.git("log", "-1", "--format=%h of %cs")
    own = hooked.root / "hooks/lanpya/problems/messages.py"
    own.write_text(own.read_text("utf-8") + "\nprint('a newer one')\n", "utf-8")
    before = looked()
    assert f"Checked with the code of {copied}, as make hooks copied it." in before
    assert "a newer one" not in before
    now = hooked.git("log", "-1", "--format=%h of %cs")
    assert f"({now}, changed since)" in hooked.run("make", "hooks").stdout
    after = looked()
    assert "a newer one" in after
    assert "changed since, as make hooks copied it" in after
    compiled = (hooked.root / ".git/lanpya-hooks/code/hooks").rglob("*.pyc")  # else each commit compiles all
    assert {"messages", "check_staged", "check_commits"} <= {path.name.partition(".")[0] for path in compiled}


@pytest.mark.slow
def test_no_program_of_the_checkout_runs_whatever_its_folder_is_called(hooked: Clone, tmp_path: Path) -> None:
    marker, link, tree = tmp_path / "ran", tmp_path / "link", tmp_path / "tree"
    for name in ("git", "grep", "sed", "env", "cat"):
        write(hooked.root, f"bin/{name}", f"#!/bin/sh\ntouch {shlex.quote(str(marker))}\n")
        (hooked.root / "bin" / name).chmod(0o755)
    hooked.git("add", "--force", "bin")
    hooked.git("commit", "--quiet", "--no-verify", "--message", "a stranger's")
    link.symlink_to(hooked.root, target_is_directory=True)
    hooked.git("worktree", "add", "--quiet", tree, "other")
    folders = (hooked.root / "bin", link / "bin", hooked.root / "docs/../bin")
    path = os.pathsep.join([*map(str, folders), os.environ["PATH"]])
    (tmp_path / "message").write_text("x\n")
    for place, *hook in ((hooked.root, "pre-commit"), (tree, "commit-msg", "--", str(tmp_path / "message"))):
        at = Clone(place)
        at.run(GIT, "hook", "run", *hook, PATH=path)
        assert at.run(GIT, "commit", "--allow-empty", "-m", "x", PATH=path, TZ=HOME, ok=False).returncode == 1
        assert not marker.exists()


# literal: no pattern of a path means anything then
@pytest.mark.parametrize("how", sampled(["LITERAL", "NOGLOB", "ICASE", "GLOB"], "LITERAL"))
@pytest.mark.slow
def test_what_the_environment_says_to_git_changes_nothing_and_runs_no_python_of_a_branch(
    how: str, code_clone: Clone, hooked: Clone, tmp_path: Path
) -> None:
    marker, change = tmp_path / "ran", {f"GIT_{how}_PATHSPECS": "1"}
    code_clone.run("make", "hooks")
    code_clone.git("checkout", "--quiet", "-b", "stranger")
    write(code_clone.root, ".venv/bin/python", f"#!/bin/sh\ntouch {shlex.quote(str(marker))}\n")
    (code_clone.root / ".venv/bin/python").chmod(0o755)
    code_clone.git("add", "--force", ".venv")
    code_clone.git("commit", "--quiet", "--no-verify", "--message", "a stranger's")
    code_clone.run("git", "commit", "--allow-empty", "--message", "x", **change)
    assert not marker.exists()
    done = hooked.run("git", "commit", "--allow-empty", "--message", "x", **change)
    assert "0 errors" in done.stderr
    assert hooked.check("HEAD~1..HEAD", **change).returncode == 0


def test_make_hooks_says_so_where_another_setting_wins(code_clone: Clone, tmp_path: Path) -> None:
    write(tmp_path, "more", f"[core]\n\thooksPath = {tmp_path}\n")
    for setting in (
        ("include.path", str(tmp_path / "more")),
        ("--worktree", "core.hooksPath", str(tmp_path)),
    ):
        code_clone.git("config", "extensions.worktreeConfig", "true")
        code_clone.git("config", *setting)
        result = code_clone.run("make", "hooks", ok=False)
        assert result.returncode != 0
        assert "From now on" not in result.stdout
        assert str(tmp_path) in result.stderr
        code_clone.git("config", *(part for part in setting if part.startswith("--")), "--unset", setting[-2])
    (tmp_path / "cd/scripts").mkdir(parents=True)
    assert "From now on" in code_clone.run("make", "hooks", CDPATH=str(tmp_path / "cd")).stdout


@pytest.mark.proof
@pytest.mark.slow
def test_a_push_is_judged_by_what_that_remote_has_and_by_each_source(
    hooked: Clone, tmp_path: Path, proof: bool
) -> None:
    hooked.git("checkout", "--quiet", "--orphan", "small")  # nothing is known of a path, so all is judged
    hooked.git("rm", "--quiet", "-r", "--force", "hooks", "overrides", "scripts")
    hooked.git("commit", "--quiet", "--no-verify", "--message", "a small project")
    for name in ("origin", "fork"):
        hooked.git("init", "--quiet", "--bare", tmp_path / name)
        hooked.git("remote", "add", name, tmp_path / name)
    hooked.git("push", "--no-verify", "origin", "small:main")
    commits_of(hooked, lambda root: write(root, "note.txt", f"Call {NUMBER}"))
    hooked.git("push", "--no-verify", "fork", "HEAD:refs/heads/a")
    places = (str(tmp_path / "origin"), "origin", "../origin")
    sources = ("HEAD", "HEAD@{0 0 0}", "HEAD@{0\n0}")
    for place, source in product(places, sources) if proof else zip(places, sources, strict=True):
        refused = hooked.run("git", "push", place, f"{source}:refs/heads/a", ok=False)
        assert refused.returncode == 1, (place, source)
        assert "\n" in source or "commit-content" in refused.stdout, (place, source)
    hooked.run("git", "push", "fork", "HEAD@{0 0 0}:refs/heads/b")
    names = hooked.git("for-each-ref", "--format=%(refname)", "refs/remotes")
    assert names.split() == ["refs/remotes/fork/a", "refs/remotes/fork/b", "refs/remotes/origin/main"]


@pytest.mark.proof
@pytest.mark.slow
def test_lines_of_a_message_that_git_keeps_are_read(hooked: Clone, proof: bool) -> None:
    (hooked.root / ".git/lanpya-hooks/pre-commit").unlink()  # it reads no message
    write(
        hooked.root, ".git/editor", f'printf "x\n\n# Call {NUMBER}\n" | cat - "$1" >"$1.n"; mv "$1.n" "$1"\n'
    )
    typed: list[tuple[str, ...]] = [
        ("--message", f"x\n\n# Call {NUMBER}"),
        ("--message", f"x\n\n# {'-' * 24} >8 {'-' * 24}\nCall {NUMBER}"),
        ("--cleanup=verbatim", "--message", f"x\n\n# Call {NUMBER}"),
    ]
    for options in typed if proof else typed[:1]:  # without an editor, all that was typed is read
        refused = hooked.run("git", "commit", "--allow-empty", *options, ok=False)
        assert refused.returncode == 1, options
        assert "of the commit message contains a telephone number" in refused.stderr, options
    for setting in ("commit.cleanup=whitespace", "core.commentChar=auto", "core.commentChar=;"):
        command = ("git", "-c", setting, "commit", "--allow-empty")
        refused = hooked.run(*command, GIT_EDITOR="sh .git/editor", ok=False)
        assert refused.returncode == 1, setting
        assert "of the commit message contains a telephone number" in refused.stderr, setting


@pytest.mark.slow
def test_hooks_work_in_another_worktree(hooked: Clone, tmp_path: Path) -> None:
    hooked.git("worktree", "add", "--quiet", tmp_path / "tree", "other")
    tree = Clone(tmp_path / "tree")
    append(tree.root, GUIDE, f"\nCall {NUMBER}.\n")
    refused = tree.run("git", "commit", "--all", "--message", "x", ok=False)
    assert refused.returncode == 1
    assert "address-in-text" in refused.stderr
    assert tree.run("git", "commit", "--allow-empty", "--message", "x", TZ=HOME, ok=False).returncode == 1


# --- ends of lines ---


@pytest.fixture
def shipped(code_clone: Clone) -> Clone:
    """A repository with the files of the project that git knows or would know."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", ".gitattributes", "scripts"],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    for name in map(os.fsdecode, filter(None, listed.stdout.split(b"\0"))):
        (code_clone.root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, code_clone.root / name)
    code_clone.git("add", ".")
    code_clone.commit("as shipped")
    return code_clone


ENDS = (("true", "crlf"), ("true", "native"), ("false", "crlf"))


# the first asks for CR LF in both ways
@pytest.mark.parametrize(("autocrlf", "eol"), sampled(ENDS, ENDS[0]))
@pytest.mark.slow
def test_a_clone_of_windows_has_the_same_bytes_and_working_hooks(
    autocrlf: str, eol: str, shipped: Clone, tmp_path: Path
) -> None:
    options = ("-c", f"core.autocrlf={autocrlf}", "-c", f"core.eol={eol}")
    shipped.git("clone", "--quiet", *options, shipped.root, tmp_path / "windows")
    made = Clone(tmp_path / "windows")
    listed = made.git("ls-tree", "-r", "--format=%(objectname) %(path)", "HEAD").splitlines()
    committed = [line.partition(" ")[::2] for line in listed]
    names = "".join(f"{name}\n" for _, name in committed)
    there = subprocess.run(
        ["git", "hash-object", "--no-filters", "--stdin-paths"],
        cwd=made.root, input=names, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    changed = [name for (blob, name), found in zip(committed, there, strict=True) if found != blob]
    assert changed == []
    with_venv(made)
    made.run("make", "hooks")
    append(made.root, GUIDE, "\nOne more sentence.\n")
    done = made.run("git", "commit", "--all", "--message", "Say more")
    assert "0 errors" in done.stderr
    assert (
        made.run("git", "commit", "--allow-empty", "--message", "x", EMAIL="x@mail.test", ok=False).returncode
        == 1
    )
