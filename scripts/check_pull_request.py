"""Check what somebody proposes without running any of it: its docs/ as data, its commits as text.

The code is that of BASE, the branch it is for; git itself follows no link, filter or attribute of HEAD, for
it never checks HEAD out. Exit status: 0 nothing wrong or warnings only, 1 errors, 2 the check could not run.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from check import FORMATS
from check_commits import contents, git, object_of

from lanpya.messages import say
from lanpya.problem import Problem, errors_in, show
from lanpya.rules import problem_at

DOCS = "docs/"
NAMED = 20  # changed files that one warning names


def arguments() -> argparse.Namespace:
    """Return the parsed command line; a wrong one exits with status 2."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", metavar="BASE", help="the branch that the change is for")
    parser.add_argument("head", metavar="HEAD", help="the last commit of the change")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show problems")
    return parser.parse_args()


def common(base: str, head: str) -> str:
    """Return the commit that the change starts from; raises ValueError when there is none."""
    try:
        return git("merge-base", base, head).decode().strip()
    except subprocess.CalledProcessError:
        raise ValueError("the change shares no commit with the branch that it is for") from None


def outside(before: str, head: str) -> Iterator[Problem]:
    """Yield one warning that names what the change touches besides docs/."""
    changed = git("diff-tree", "-r", "-z", "--no-renames", "--name-only", before, head)
    names = [
        os.fsdecode(name) for name in changed.split(b"\0") if name and not name.startswith(DOCS.encode())
    ]
    if names:
        listed = ", ".join(ascii(name)[1:-1] for name in names[:NAMED])
        message = say(
            "Files outside docs/ that this change touches ({number}): {names}",
            number=len(names),
            names=listed + (", …" if len(names) > NAMED else ""),
        )
        remedy = say("Two maintainers read all of it before anybody runs it; the check ran none of it.")
        yield problem_at(ascii(names[0])[1:-1], 1, 1, "outside-docs", message, remedy)


def take_docs(head: str, goal: Path) -> Iterator[Problem]:
    """Write the files that `head` has in docs/ into the folder `goal`, byte for byte.

    Yields a problem for each that is no plain file, or that git would obey; those are not written.
    """
    wanted: dict[str, list[str]] = {}
    for line in git("ls-tree", "-r", "-z", "--full-tree", head, "docs").split(b"\0")[:-1]:
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
        else:
            wanted.setdefault(found, []).append(path)
            continue
        yield problem_at(ascii(path)[1:-1], 1, 1, "unreadable", message, say("Take it out of the change."))
    for found, content in contents(list(wanted)).items():
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
        print(f"| {line}", file=sys.stderr)  # or a line of it could be a command to the CI
    return told.returncode


def check(base: str, head: str, form: str, root: Path) -> list[int]:
    """Run every check with the code of `base` in the new folder `root`; return their exit statuses."""
    before = common(base, head)
    git("-c", f"core.hooksPath={os.devnull}", "worktree", "add", "--quiet", "--detach", str(root), base)
    try:
        shutil.rmtree(root / "docs")
        (root / "docs").mkdir()
        problems = [*outside(before, head), *take_docs(head, root / "docs")]
        if problems:
            show(FORMATS[form](problems))
        return [
            1 if errors_in(problems) else 0,
            run(root, "check.py", "--base", before, "--format", form),
            run(root, "check_commits.py", f"{base}..{head}", "--format", form),
        ]
    finally:
        git("worktree", "remove", "--force", str(root))


def main() -> int:
    """Run the checks; see the module for the exit status."""
    options = arguments()
    try:
        with tempfile.TemporaryDirectory() as folder:
            base, head = object_of(options.base), object_of(options.head)
            found = check(base, head, options.format, Path(folder).resolve() / "base")
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        show(f"The check could not run: {error}", to=sys.stderr)
        return 2
    return max(found) if set(found) <= {0, 1} else 2


if __name__ == "__main__":
    sys.exit(main())
