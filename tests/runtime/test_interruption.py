"""What a build or a served site leaves when it is ended: nothing, or nothing that outlives the next build."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import minisign
import pytest
from support.contributors import Clone, propose
from support.private_contacts import ENTRY
from support.project import EPOCH, ROOT, Project, copy_project
from support.releases import DAY, ReleaseProject, make_project, without_make
from support.sampling import sampled
from support.slow_server import speaking

from lanpya.runtime.environment import PRIVATE

PATIENCE = 60  # seconds; nothing is measured here
SECRET = b"quiet_line"  # in the address of the private contact
ENDINGS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]


def _heed_interrupts() -> None:
    """A shell that starts the tests in the background has them, and all they start, ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Running:
    """A command at work on a project with real contacts; only it uses `temporary`."""

    def __init__(self, project: Project, folder: Path, command: list[str], **variables: str):
        self.project, self.temporary = project, folder / "temporary"
        self.temporary.mkdir(exist_ok=True)
        self._said = folder / "said"
        private = folder / "real.yml"
        private.write_text(ENTRY, encoding="utf-8")
        own = {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(self.temporary)}
        with self._said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, *command],
                cwd=project.root,
                env=os.environ | own | {PRIVATE: str(private)} | variables,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_heed_interrupts,
            )

    def waits_for(self, there: Callable[[], object]) -> None:
        """Return when it is there."""
        end = time.monotonic() + PATIENCE
        while not there():
            said = self._said.read_text(encoding="utf-8")
            assert self.process.poll() is None and time.monotonic() < end, said
            time.sleep(0.03)

    def written(self) -> list[Path]:
        """Return the pages outside site/ that show the private contact."""
        pages = self.project.root.glob(".*/**/19.html")
        return [page for page in pages if SECRET in page.read_bytes()]

    def processes(self) -> int:
        """Return how many it is, with those that it has started."""
        listed = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True)
        states = (line.split() for line in listed.stdout.splitlines())
        return sum(group == str(self.process.pid) and state[0] != "Z" for group, state in states)

    def waits_for_all(self) -> None:
        """Return when all are gone; those of one that was killed end with their last job."""
        end = time.monotonic() + PATIENCE
        while self.processes():
            assert time.monotonic() < end
            time.sleep(0.1)

    def end(self, number: int, *, group: bool = False) -> int:
        """Return the status with which it ends after a signal, to it alone or to all its processes."""
        (os.killpg if group else os.kill)(self.process.pid, number)
        return self.process.wait(PATIENCE)


@pytest.fixture
def running(project: Project, tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """A function that starts a build unless told; what is still running at the end of the test is ended."""
    started: list[Running] = []

    def start(*command: str, of: Project = project, **variables: str) -> Running:
        arguments = list(command or ("-m", "mkdocs", "build", "--quiet"))
        started.append(Running(of, tmp_path, arguments, **variables))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.wait()


def left(project: Project) -> list[str]:
    """Return the folders beside the site that no build is to leave."""
    return sorted(path.name for path in project.root.glob(".*") if path.is_dir())


# each of the three in one test or another; a kill wherever a process is left that no one ends
@pytest.mark.parametrize("number", sampled(ENDINGS, signal.SIGTERM))
def test_a_build_that_is_ended_leaves_nothing(
    number: int, project: Project, running: Callable[..., Running]
) -> None:
    project.site.mkdir()
    (project.site / "index.html").write_text("as it was", encoding="utf-8")
    build = running()
    build.waits_for(build.written)
    assert build.end(number) != 0
    assert left(project) == []
    assert list(build.temporary.iterdir()) == []
    assert [path.name for path in project.site.iterdir()] == ["index.html"]


def test_the_next_build_removes_what_a_killed_one_left(
    project: Project, running: Callable[..., Running]
) -> None:
    build = running()
    build.waits_for(build.written)
    build.end(signal.SIGKILL)
    assert build.written()
    (project.root / ".site-of-last-year").mkdir()  # not a name that a build gives
    project.edit("docs/en/guide.md", "risk: high", "risk: no")
    assert project.build().returncode != 0
    assert left(project) == [".site-of-last-year"]
    assert not build.written()


@pytest.mark.slow
def test_a_build_leaves_alone_what_another_is_at(project: Project, running: Callable[..., Running]) -> None:
    build = running(of=project.without_leaflets())
    build.waits_for(build.written)
    os.kill(build.process.pid, signal.SIGSTOP)
    own = left(project)
    assert len(own) == 1
    beside = project.build()
    assert beside.returncode == 0, beside.stderr
    assert left(project) == own
    assert SECRET not in (project.site / "en/19.html").read_bytes()
    os.kill(build.process.pid, signal.SIGCONT)
    assert build.process.wait(PATIENCE) == 0
    assert SECRET in (project.site / "en/19.html").read_bytes()
    assert left(project) == []


def test_a_site_whose_successor_never_came_is_put_back(project: Project) -> None:
    old = project.root / ".site-abcdefgh.old"
    old.mkdir()
    (old / "index.html").write_text("as it was", encoding="utf-8")
    project.edit("docs/en/guide.md", "risk: high", "risk: no")
    assert project.build().returncode != 0
    assert [path.name for path in project.site.iterdir()] == ["index.html"]
    assert left(project) == []


@pytest.mark.parametrize("number", sampled([*ENDINGS, signal.SIGKILL], signal.SIGINT, signal.SIGKILL))
def test_every_process_of_a_large_build_ends(
    number: int, tmp_path: Path, running: Callable[..., Running]
) -> None:
    """The shipped guides are many enough to be shared among the cores."""
    large = copy_project(tmp_path / "large", ROOT / "docs")
    build = running(of=large)

    if (os.cpu_count() or 1) > 1:
        # twice in a row: while Python forks, it can lose an interrupt, and a person presses again
        build.waits_for(lambda: build.processes() > 2 and build.processes() > 2)
    assert build.end(number, group=number != signal.SIGKILL) != 0
    build.waits_for_all()
    assert left(large) == []


@pytest.mark.parametrize("number", sampled([*ENDINGS, signal.SIGKILL], signal.SIGINT, signal.SIGKILL))
@pytest.mark.slow
def test_a_served_site_leaves_nothing(number: int, project: Project, running: Callable[..., Running]) -> None:
    project.without_leaflets()
    served = running("-m", "mkdocs", "serve", "--dev-addr", "127.0.0.1:0")
    served.waits_for(served.written)
    if number == signal.SIGKILL:
        served.end(number)
        assert len(left(project)) == 1
        assert project.build().returncode == 0
    else:
        served.waits_for(lambda: "Serving on" in served._said.read_text(encoding="utf-8"))
        served.end(number)
        assert not project.site.exists()
    assert left(project) == []
    assert list(served.temporary.iterdir()) == []


@pytest.mark.slow
@pytest.mark.proof
@pytest.mark.parametrize("number", sampled([signal.SIGTERM, signal.SIGKILL], signal.SIGKILL))
def test_a_release_that_is_ended_leaves_nothing(
    number: int, unreleased: ReleaseProject, running: Callable[..., Running], proof: bool
) -> None:
    """What one that was killed left goes with the next, even if that one is refused, as in make test."""
    ready = unreleased
    command = ["-m", "lanpya", "release", "--allow-unchecked", "--today", DAY]
    release = running(*command, of=ready.project, **ready.secrets)
    release.waits_for(release.written)
    if number == signal.SIGKILL:
        os.killpg(release.process.pid, signal.SIGSTOP)
    assert release.end(number) != 0
    if number == signal.SIGKILL:
        shutil.move(ready.root / "hooks/lanpya", release.temporary)
        assert ready.project.build().returncode == 0
        assert release.written()  # a process that it started is still at work there
        os.killpg(release.process.pid, number)
        release.waits_for_all()
        (ready.dist / ".making-abcdefgh").mkdir(parents=True)
        (ready.dist / ".making-abcdefgh" / "index.html").touch()
        assert release.written()
        if proof:
            shutil.move(release.temporary / "lanpya", ready.root / "hooks")
        result = ready.release()
        assert (result.returncode == 0) is proof, result.stderr
        assert [path.name for path in ready.dist.iterdir()] == ["lanpya-1.0.0"] * proof
        shutil.rmtree(release.temporary / "lanpya", ignore_errors=True)
    assert left(ready.project) == [".git"]
    assert list(release.temporary.iterdir()) == []


LOOKING = [(command, number) for command in ("verify", "mirrors") for number in (*ENDINGS, signal.SIGKILL)]


@pytest.mark.parametrize(
    ("command", "number"), sampled(LOOKING, ("verify", signal.SIGHUP), ("mirrors", signal.SIGKILL))
)
def test_who_looks_at_a_copy_ends_with_who_asked(
    command: str, number: int, project: Project, tmp_path: Path, running: Callable[..., Running]
) -> None:
    """One that says nothing is looked at in a process of its own, for as long as it was given."""
    public = tmp_path / "public.key"
    public.write_bytes(bytes(minisign.KeyPair.generate().public_key))
    with speaking(lambda line: time.sleep(10 * PATIENCE)) as place:
        copy = ["--at"] if command == "mirrors" else []
        given = [*copy, f"http://{place}", "--key", str(public), "--seen", str(tmp_path / "seen.json")]
        looking = running("-m", "lanpya", command, *given)
        looking.waits_for(lambda: looking.processes() > 1)
        assert looking.end(number) != 0
        looking.waits_for_all()


@pytest.mark.parametrize("number", sampled(ENDINGS, signal.SIGHUP))
def test_a_check_of_a_change_leaves_nothing(
    number: int, code_clone: Clone, running: Callable[..., Running]
) -> None:
    staged = running("-m", "lanpya", "check-staged", of=Project(code_clone.root))
    staged.waits_for(lambda: list(staged.temporary.rglob("docs")))
    staged.end(number)
    assert list(staged.temporary.iterdir()) == []
    head = propose(code_clone, lambda root: (root / "docs/en/new.md").write_text("a"))
    checking = running("-m", "lanpya", "check-change", "main", head, of=Project(code_clone.root))
    checking.waits_for(lambda: list(checking.temporary.rglob("mkdocs.yml")))
    assert checking.end(number) != 0
    assert list(checking.temporary.iterdir()) == []
    listed = code_clone.git("worktree", "list")
    assert len(listed.splitlines()) == 1


@pytest.mark.parametrize("when", ["started", "running"])
def test_git_does_not_outlive_who_asked_it(when: str, tmp_path: Path) -> None:
    """It would hold the lock on the index a moment longer, and the editor's next command would fail."""
    program = tmp_path / "git"
    signals = "kill -HUP $PPID; " if when == "running" else ""
    program.write_text(f"#!/bin/sh\n{signals}echo $$ > {tmp_path}/pid; exec sleep {PATIENCE}\n")
    program.chmod(0o755)
    code = (
        "import os, signal; from pathlib import Path; from lanpya.runtime import git, temporary_folders\n"
        f"if {when == 'started'}: git._limit = lambda: os.kill(os.getppid(), signal.SIGHUP)\n"
        "temporary_folders.end_on_signals(); git.git(Path('.'), 'status')\n"
    )
    where = os.environ | {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([sys.executable, "-c", code], env=where, timeout=PATIENCE / 2, check=False)
    assert done.returncode == 128 + signal.SIGHUP
    started = tmp_path / "pid"
    if started.exists() and (number := started.read_text()):
        with pytest.raises(ProcessLookupError):
            os.kill(int(number), 0)


def test_pressing_it_often_leaves_nothing(tmp_path: Path) -> None:
    """Who waits for the end presses Ctrl-C again while a large folder is removed."""
    ready = tmp_path / "ready"
    code = (
        "import sys, time; from pathlib import Path\n"
        "from lanpya.runtime.temporary_folders import *; end_on_signals()\n"
        "folder = scratch_folder(Path(sys.argv[1]) / 'site')\n"
        "for number in range(1_500): (folder / f'{number}.html').write_text('quiet_line')\n"
        "Path(sys.argv[2]).touch(); time.sleep(100)"
    )
    command = [sys.executable, "-c", code, str(tmp_path), str(ready)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, preexec_fn=_heed_interrupts) as process:
        while not ready.exists():
            time.sleep(0.01)
        for number in (signal.SIGINT, signal.SIGINT, signal.SIGTERM, *[signal.SIGINT] * 100):
            if process.poll() is None:
                process.send_signal(number)
                time.sleep(0.001)
        process.wait(PATIENCE)
    assert [path.name for path in tmp_path.iterdir()] == ["ready"]


def test_a_link_in_the_place_of_the_site_is_not_replaced(project: Project, tmp_path: Path) -> None:
    served = tmp_path / "served"
    served.mkdir()
    (served / "index.html").write_text("as it was", encoding="utf-8")
    project.site.symlink_to(served)
    result = project.build()
    assert result.returncode != 0
    assert f"{project.site} is a link" in result.stdout + result.stderr
    assert project.site.is_symlink()
    assert left(project) == []


HOSTILE = '`touch touched`$(shell touch touched)$$(touch touched)"; touch touched; "'


def test_make_takes_nothing_given_for_a_command(project: Project) -> None:
    make_project(project)
    given = [f"{name}={HOSTILE}" for name in ("COPY", "KEY", "BASE", "SAY", "ALLOW_UNCHECKED")]
    for goal in ("verify", "rebuild", "check", "release"):
        command = ["make", "RUN=printf '%s\\n'", "--old-file=.venv/site.stamp", goal, *given]
        result = subprocess.run(
            command, cwd=project.root, env=without_make(), capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stderr
        assert (HOSTILE in result.stdout.splitlines()) == (goal != "release"), result.stdout
    assert not list(project.root.rglob("touched"))


MAKE = """\
probe:
	@$(RUN) -m pip cache dir
	@$(APART) $(RUN) -c 'import pathlib; print(pathlib.Path.home())'
"""


def made(project: Project, folder: Path) -> tuple[Callable[..., subprocess.CompletedProcess[str]], Path]:
    """Return a function that runs make in a project, and the folder of its home and its temporary files."""
    make_project(project)
    outside = folder / "outside"
    for name in ("home", "temporary"):
        (outside / name).mkdir(parents=True)
    own = {"HOME": str(outside / "home"), "TMPDIR": str(outside / "temporary"), "SOURCE_DATE_EPOCH": EPOCH}

    def run(*goals: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", *goals],
            cwd=project.root,
            env=without_make() | own,
            capture_output=True,
            text=True,
            check=False,
        )

    return run, outside


@pytest.mark.slow
def test_make_changes_nothing_outside_the_project(project: Project, tmp_path: Path) -> None:
    make, outside = made(project.without_leaflets(), tmp_path)
    for goals, status in ((("site",), 0), (("check",), 0), (("verify", "COPY=site", "KEY=no"), 2)):
        result = make(*goals)
        assert result.returncode == status, result.stdout + result.stderr
    (project.root / "probe.mk").write_text(MAKE, encoding="utf-8")
    result = make("--file", "Makefile", "--file", "probe.mk", "--keep-going", "--ignore-errors", "probe")
    assert "cache is disabled" in result.stderr
    assert result.stdout.splitlines()[-1] == str(project.root / ".cache/home")
    assert [path for path in outside.rglob("*") if path.parent != outside] == []
