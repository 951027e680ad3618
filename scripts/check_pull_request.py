"""Check what somebody proposes without running any of it: its docs/ as data, its commits as text.

The code is that of BASE, the branch it is for; git itself follows no link, filter or attribute of HEAD, for
it never checks HEAD out. Exit status: 0 nothing wrong or warnings only, 1 errors, 2 the check could not run.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from check import FORMATS
from check_commits import object_of

from lanpya.content.text_file import FILE
from lanpya.problems.catalogue import problem_at
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem, errors_in
from lanpya.runtime.git import COMMITS, GitError, changes, contents, git, sizes
from lanpya.runtime.temporary_folders import end_on_signals, temporary_folder, undisturbed
from lanpya.runtime.terminal import printable, show
from scripts.rigs.arguments import Parser

ROOT = Path(__file__).resolve().parent.parent
DOCS = "docs/"
NAMED = 20  # changed files that one warning names
DOCS_BYTES = 100_000_000  # in all: ten times what 4,000 guides take
DEEP = 1_000  # bytes of its whole path
LETTERS = 255  # bytes of the name of one file; file systems take no more


def arguments() -> argparse.Namespace:
    """Return the parsed command line; a wrong one exits with status 2."""
    parser = Parser(description=__doc__)
    parser.add_argument("base", metavar="BASE", help="the branch that the change is for")
    parser.add_argument("head", metavar="HEAD", help="the last commit of the change")
    parser.add_argument("--name", action="append", default=[], help="the branch that the change comes from")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show problems")
    return parser.parse_args()


def common(base: str, head: str) -> str:
    """Return the commit that the change starts from; raises ValueError when there is none."""
    try:
        return git(ROOT, "merge-base", base, head).decode().strip()
    except GitError:
        raise ValueError("the change shares no commit with the branch that it is for") from None


def outside(base: str, before: str, head: str) -> Iterator[Problem]:
    """Yield one warning that names what a commit of the change touches besides docs/, if undone too."""
    commits = git(ROOT, "rev-list", f"--max-count={COMMITS + 1}", head, "--not", base).decode().split()
    changed = git(ROOT, "diff-tree", "-r", "-z", "--no-renames", "--name-only", before, head)
    last = list(map(os.fsdecode, changed.split(b"\0")[:-1]))
    names = dict.fromkeys([*last, *(one.path for one in changes(ROOT, commits[:COMMITS]))])
    if names := [name for name in names if not name.startswith(DOCS)]:
        listed = ", ".join(printable(name)[:LETTERS] for name in names[:NAMED])
        message = say(
            "Files outside docs/ that this change touches ({number}): {names}",
            number=len(names),
            names=listed + (", …" if len(names) > NAMED else ""),
        )
        remedy = say("Two maintainers read all of it before anybody runs it; the check ran none of it.")
        yield problem_at(names[0][:LETTERS], 1, 1, "outside-docs", message, remedy)


def take_docs(root: Path, head: str, goal: Path) -> Iterator[Problem]:
    """Write the files that `head` has in docs/ into the folder `goal`, byte for byte.

    Yields a problem for each that is no plain file, or that git would obey; those are not written.
    """
    wanted: dict[str, list[str]] = {}
    for line in git(root, "ls-tree", "-r", "-z", "--full-tree", head, "docs").split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        mode, _, found = facts.decode().split()
        path = os.fsdecode(name)
        parts = path.split("/")
        if mode not in {"100644", "100755"} or parts[0] != "docs" or len(parts) == 1:
            message = say(
                "This is a link or another repository, no file: what it leads to would be published."
            )
        elif any(part in {"", ".", ".."} or part.lower().startswith(".git") for part in parts):
            message = say("Git obeys files of this name: they can change what others get of the guides.")
        elif any(len(os.fsencode(part)) > LETTERS for part in parts) or len(name) > DEEP:
            message = say("No computer can keep a file under so long a name.")
        else:
            wanted.setdefault(found, []).append(path)
            continue
        yield problem_at(path[:LETTERS], 1, 1, "unreadable", message, say("Take it out of the change."))
    large = sizes(root, wanted)
    for one in [one for one in wanted if large.get(one, FILE + 1) > FILE]:
        for path in wanted.pop(one):
            message = say("The file has {size} bytes; {most} is the most.", size=large.get(one, 0), most=FILE)
            yield problem_at(path[:LETTERS], 1, 1, "unreadable", message, say("Take it out of the change."))
    if sum(large[one] * len(paths) for one, paths in wanted.items()) > DOCS_BYTES:
        raise ValueError(f"the docs/ of the change have more than {DOCS_BYTES} bytes")
    for found, content in contents(root, wanted):
        for path in wanted[found]:
            place = goal.joinpath(*PurePosixPath(path).parts[1:])
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def run(root: Path, script: str, *given: str) -> int:
    """Run a script of the folder `root` with the code beside it, and return its exit status."""
    own = os.environ | {"PYTHONPATH": str(root / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(root / "scripts" / script), *given]
    sys.stdout.flush()
    told = subprocess.run(command, cwd=root, env=own, stderr=subprocess.PIPE, check=False)
    for line in told.stderr.decode("utf-8", "replace").splitlines():
        show(f"| {line}", to=sys.stderr)  # or a line of it could be a command to the CI
    return told.returncode


def check(base: str, head: str, options: argparse.Namespace, root: Path) -> list[int]:
    """Run every check with the code of `base` in the new folder `root`; return their exit statuses."""
    before, form = common(base, head), options.format
    try:
        with undisturbed():
            hooks = f"core.hooksPath={os.devnull}"
            git(ROOT, "-c", hooks, "worktree", "add", "--quiet", "--detach", str(root), base)
        shutil.rmtree(root / "docs")
        (root / "docs").mkdir()
        problems = [*outside(base, before, head), *take_docs(ROOT, head, root / "docs")]
        if problems:
            show(FORMATS[form](problems), commands=form == "github")
        names = [f"--name={name}" for name in options.name]
        return [
            1 if errors_in(problems) else 0,
            run(root, "check.py", "--base", before, "--format", form),
            run(root, "check_commits.py", f"{base}..{head}", "--format", form, *names),
        ]
    finally:
        with undisturbed():
            if root.exists():
                git(ROOT, "worktree", "remove", "--force", str(root))


def main() -> int:
    """Run the checks; see the module for the exit status."""
    options = arguments()
    end_on_signals()
    try:
        with temporary_folder() as folder:
            base, head = object_of(ROOT, options.base), object_of(ROOT, options.head)
            found = check(base, head, options, folder / "base")
    except (OSError, ValueError) as error:
        show(f"The check could not run: {error}", to=sys.stderr)
        return 2
    return max(found) if set(found) <= {0, 1} else 2


if __name__ == "__main__":
    sys.exit(main())
