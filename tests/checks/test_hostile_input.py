"""No input, however hostile, makes the check crash, hang, eat the memory, or read what is not its own."""

from __future__ import annotations

import io
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bad_input import TODAY, library_of
from support.commands import run_lanpya
from support.contributors import propose, repository
from support.project import ROOT, Project

from lanpya.checks.run import check_sources
from lanpya.content.loader import DATA_FILES
from lanpya.detection.contact_details import addresses_in
from lanpya.detection.words import words_of
from lanpya.problems.messages import say
from lanpya.problems.problem import Problem, errors_in
from lanpya.problems.reports import ProblemsError, as_github, as_json, as_text
from lanpya.releases.verification import Failure, Verdict
from lanpya.runtime.terminal import printable, show

GUIDE = "docs/en/guide.md"
MEMORY = 700 * 2**20  # bytes of address space; a plain check needs some 400 million
LONG = 50 * 2**20
WORDS = words_of(("my", "en"))


def check(project: Project, *, is_bounded: bool) -> subprocess.CompletedProcess[str]:
    """Run the command, with little memory and a minute of time where it `is_bounded`."""
    given = ("check", "--docs", project.docs, "--today", "2026-11-23")
    if not is_bounded:
        return run_lanpya(*given)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    return subprocess.run(
        [sys.executable, "-m", "lanpya", *map(str, given)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        preexec_fn=limit,
    )


def append(path: Path, text: bytes) -> None:
    with path.open("ab") as stream:
        stream.write(text)


def one_long_line(project: Project) -> None:
    append(project.root / GUIDE, b"a" * LONG)


def long_data(project: Project) -> None:
    append(project.docs / "data" / "sources.yml", b"- [" * (LONG // 3))


def bomb(project: Project) -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [
        f"{b}: &{b} [{','.join(f'*{a}' for _ in range(9))}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    (project.docs / "data" / "links.yml").write_text("\n".join(lines))


def bomb_in_front(project: Project) -> None:
    text = (project.root / GUIDE).read_text(encoding="utf-8")
    front = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"
    (project.root / GUIDE).write_text(text.replace("title:", f"{front}title:", 1), encoding="utf-8")


def deep(project: Project) -> None:
    (project.docs / "data" / "links.yml").write_text("[" * 100_000)


def nul(project: Project) -> None:
    append(project.root / GUIDE, b"\x00" * 1000)


def bad_bytes(project: Project) -> None:
    append(project.root / GUIDE, b"\xff\xfe\xc0\x80\xed\xa0\x80")


def link_out(project: Project) -> None:
    (project.docs / "en" / "guide.md").unlink()
    (project.docs / "en" / "guide.md").symlink_to("/etc/passwd")


def folder_out(project: Project) -> None:
    (project.docs / "xx").symlink_to("/etc")


def language_out(project: Project) -> None:
    elsewhere = project.docs / ".elsewhere"
    (project.docs / "en").rename(elsewhere)
    (project.docs / "en").symlink_to(elsewhere)


def data_out(project: Project) -> None:
    (project.docs / "data" / "links.yml").unlink()
    (project.docs / "data" / "links.yml").symlink_to("/etc/passwd")


def pipe(project: Project) -> None:
    (project.docs / "en" / "guide.md").unlink()
    os.mkfifo(project.docs / "en" / "guide.md")


def many_brackets(project: Project) -> None:
    lines = (b"[" * 9_000, b"*_" * 4_500, b"<" * 9_000)
    append(project.root / GUIDE, b"\n" + b"\n\n".join(lines * 2))


def endless_domains(project: Project) -> None:
    append(project.root / GUIDE, b"\n" + b"\n".join(b"a.bb." * 1_600 for _ in range(4)))


def endless_numbers(project: Project) -> None:
    append(project.root / GUIDE, b"\n" + b"\n".join(b"1 (" * 3_000 for _ in range(4)))


def endless_space(project: Project) -> None:
    append(project.root / GUIDE, b"\n" + b" " * 200_000)


HOSTILE: list[tuple[Callable[[Project], None], str]] = [
    (one_long_line, "unreadable"),
    (long_data, "unreadable"),
    (bomb, "unreadable"),
    (bomb_in_front, "front-matter"),
    (deep, "unreadable"),
    (nul, "unreadable"),
    (bad_bytes, "unreadable"),
    (link_out, "unreadable"),
    (folder_out, "file-name"),
    (language_out, "file-name"),
    (data_out, "unreadable"),
    (pipe, "unreadable"),
    (many_brackets, ""),
    (endless_domains, ""),
    (endless_numbers, ""),
    (endless_space, ""),
]
ENDLESS = (
    one_long_line,
    long_data,
    bomb,
    bomb_in_front,
    deep,
    pipe,
    *(spoil for spoil, rule in HOSTILE if not rule),
)


@pytest.mark.parametrize(("spoil", "rule"), HOSTILE, ids=lambda value: getattr(value, "__name__", value))
def test_hostile_input_is_a_listed_problem(
    spoil: Callable[[Project], None], rule: str, sources: Project
) -> None:
    spoil(sources)
    result = check(sources, is_bounded=spoil in ENDLESS)
    assert result.returncode == 1, result.stdout[-2000:] + result.stderr[-2000:]
    assert not result.stderr
    assert f"error  {rule}" in result.stdout
    assert "root:" not in result.stdout, "a file outside the project is shown"


# --- names and values that do something where they are shown ---

DOING = {
    "escape": "\x1b[2K\x1b[1A",
    "C1": "\x9b2J\x85",
    "delete": "\x7f\x08",
    "line feed": "a\n::set-output name=x::y",
    "return": "a\r::add-mask::y",
    "stop": "::stop-commands::x",
    "Azure": "##vso[task.setvariable variable=x]y",
    "GitHub, old": "x##[error]y",
    "turned around": "a\u202ecba\u2066x",
    "mark of order": "\u200e\u200f\u061c",
    "separators": "a\u2028b\u2029c",
    "no width": "a\u200b\u200c\u200d\ufeffb",
    "accents": "Z\u0301\u0302\u0303\u0304\u0305",
    "bytes": "\udcff\udc9b",
    "tags": "\U000e0041",
    "blank letters": "a\u3164\uffa0\u115f\u1160\u2800\u17b4b",
    "selectors": "a\ufe0f\u180b\u034f\U000e0100b",
    "a heap": "\u1000" + "\u102d" * 30,
    "a gap": f"a{' ' * 40}b",
}
BLANK = "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
PLAIN = "မြန်မာစာ ကျွန်ုပ်တို့၏ Zoë – “x” #2 a:b C::d [y] 100%, 中文"


def assert_harmless(shown: bytes, *, annotations: bool = False) -> None:
    """Assert that what was shown moves no cursor and holds no line or part that a CI runner obeys."""
    for line in shown.decode("utf-8").split("\n"):
        assert line.isprintable(), ascii(line)
        assert not re.search(r"##\w*\[", line), line
        assert not re.search("[\u0300-\u036f]{4}|\u102d{10}", line), ascii(line)
        assert not re.search(BLANK, line), ascii(line)
        is_ours = re.match(r"::(?:error|warning) file=[^:]*,line=\d+,col=\d+,title=[a-z-]+::", line)
        assert not line.strip().startswith("::") or (annotations and is_ours), line


@pytest.mark.parametrize("what", DOING)
def test_what_does_something_is_shown_as_its_number(what: str) -> None:
    bad = DOING[what]
    shown = printable(bad)
    assert_harmless(shown.encode())
    assert "\\" in shown
    assert printable(shown) == shown
    assert printable(PLAIN) == PLAIN
    assert " " * 20 not in say("{name}", name=bad)
    message = say(
        "The folder {name} belongs to no language in mkdocs.yml, so nothing in it is built.", name=bad
    )
    problem = Problem(f"docs/{bad}", 1, 1, "file-name", "error", message, say("{names}", names=[bad]))
    for language in ("en", "my"):
        for form in (as_text, as_json):
            assert_harmless(form([problem], language).encode())
        assert_harmless(as_github([problem], language).encode(), annotations=True)
    assert_harmless(as_text([Problem(bad, 1, 1, "file-name", "error", message, message)]).encode())
    assert_harmless(str(ProblemsError([problem])).encode())
    assert_harmless(Failure(Verdict.CHANGED, f"{bad} is missing.").says.encode())


def test_annotations_escape_what_ends_a_property_or_a_line() -> None:
    """As the runner reads them back: github.com/actions/runner, ActionCommand.cs."""
    path, said = "docs/a,line=9::b%2C%3A:%0A", "50% of: a, b%0A::error::x"
    result = as_github(
        [Problem(path, 3, 7, "file-name", "error", say("{x}", x=said), say("50%: do, {y}", y="x"))]
    )
    assert result == (
        "::error file=docs/a%2Cline=9%3A%3Ab%252C%253A%3A%250A,line=3,col=7,title=file-name::"
        "50%25 of: a, b%250A::error::x%0A50%25: do, x"
    )
    head, _, data = result.removeprefix("::error ").partition("::")
    properties = dict(one.split("=", 1) for one in head.split(","))
    unescaped = properties["file"].replace("%0D", "\r").replace("%0A", "\n")
    unescaped = unescaped.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    assert unescaped == path
    assert properties | {"file": ""} == {"file": "", "line": "3", "col": "7", "title": "file-name"}
    assert data.replace("%0A", "\n").replace("%25", "%").split("\n") == [said, "50%: do, x"]


def test_a_terminal_that_knows_few_letters_stops_nothing() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    show("a\x1bb မြန်\n::x\n\tc", to=stream)
    stream.seek(0)
    assert stream.read() == "a\\x1bb \\u1019\\u103c\\u1014\\u103a\n\\x3a:x\n\\tc\n"


@pytest.fixture
def haunted(project: Project) -> Project:
    """A project with such names everywhere that a change can put one."""
    (project.docs / "pictures").mkdir(exist_ok=True)
    for bad in DOING.values():
        (project.docs / bad).mkdir()
        for place in (f"en/{bad}.md", f"data/{bad}.yml", f"pictures/{bad}.png", f"{bad}.md"):
            (project.docs / place).write_text(f"---\ntitle: x\n---\n## {bad!a}\n", "utf-8")
    guide = project.root / GUIDE
    text = guide.read_text("utf-8")
    lines = "".join(
        f"\n[x]({bad})\n\n## {bad} {{#{bad}}}\n\n<b>{bad}</b>\n\n![{bad}]({bad}.png)\n"
        for bad in DOING.values()
        if bad.isprintable()
    )
    guide.write_text(text + lines, "utf-8")
    front = "::set-output name=x##[add-path]y"
    (project.docs / "my" / "guide.md").write_text(f"---\ntitle: {front}\n{front}: x\n---\n{front}\n", "utf-8")
    (project.docs / "data" / "links.yml").write_text(f'- {{id: "{front}", address: "{front}"}}\n', "utf-8")
    shutil.copytree(ROOT / "scripts", project.root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", project.root)
    return project


BAD = os.fsencode("a\x1b[2K\n::set-output name=x::y\u202e##vso[x]\udcff")
COMMANDS = {
    "check": ["check"],
    "as annotations": ["check", "--format", "github"],
    "as JSON": ["check", "--format", "json", "--lang", "my"],
    "a path": ["check", BAD],
    "another folder": ["check", "--docs", BAD],
    "commits": ["check-commits", BAD],
    "a pull request": ["check-change", BAD, b"HEAD"],
    "status": ["status"],
    "status as JSON": ["status", "--format", "json"],
    "how easily it reads": ["scripts.bench.readability"],
    "more than is taken": ["scripts.bench.readability", BAD],
    "more than one takes": ["status", "diff", "guide", "my", BAD],
    "no such choice": ["check", "--format", BAD],
    "no such command": [BAD],
    "no such command of status": ["status", BAD],
    "one more section": ["status", "accept", "guide", "my", BAD],
    "what changed": ["status", "diff", BAD, "my"],
    "hand out": ["hand-out", BAD, "my"],
    "hand out in": ["hand-out", "guide", BAD],
    "take in": ["take-in", BAD],
    "new guide": ["new", BAD, "--title", BAD],
    "withdraw": ["withdraw", "contact", BAD],
    "what is wrong with a leaflet": ["withdraw", "leaflet", "2", "--says", BAD],
    "draw": ["draw-questions", BAD, "drawing.svg"],
    "weigh": ["weigh", BAD],
    "verify": ["verify", BAD, "--key", BAD],
    "mirrors": ["mirrors", "--key", BAD],
    "clean": ["clean-picture", BAD],
    "fix": ["fix-text", BAD],
    "server": ["server-config", "nginx", "--root", "/x", "--name", "the.site"],
    "rebuild": ["reproduce", BAD, "--key", BAD],
}
APART = ("check", "a path")  # in a new Python


@pytest.mark.parametrize("what", COMMANDS)
def test_no_command_lets_a_name_do_something(what: str, haunted: Project) -> None:
    command = COMMANDS[what]
    if what in APART:
        program = [] if str(command[0]).startswith("scripts.") else ["lanpya"]
        result = subprocess.run(
            [sys.executable, "-m", *program, *command],
            cwd=haunted.root,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=False,
            timeout=60,
        )
        printed, complained = result.stdout, result.stderr
    else:
        in_process = run_lanpya(*map(os.fsdecode, command), cwd=haunted.root)
        printed, complained = in_process.stdout.encode(), in_process.stderr.encode()
    assert printed + complained
    assert command[0] != "check" or command[-1] == BAD or b"file-name" in printed, complained
    assert b"Traceback" not in complained, complained.decode("utf-8", "replace")
    for shown in (printed, complained):
        assert_harmless(shown, annotations=what == "as annotations")
    if "json" in command:
        assert json.loads(printed.decode("ascii"))


@pytest.mark.slow
def test_a_build_lets_no_name_do_something(haunted: Project) -> None:
    built = haunted.build()
    assert built.returncode
    assert "file-name" in built.stdout + built.stderr
    assert_harmless(built.stdout.encode())
    assert_harmless(built.stderr.encode())


@pytest.mark.proof
@pytest.mark.slow
def test_a_pull_request_lets_no_name_do_something(tmp_path: Path, proof: bool) -> None:
    clone = repository(tmp_path / "clone")

    def change(root: Path) -> None:
        for bad in DOING.values():
            for name in (bad, f"docs/{bad}", f"docs/en/{bad}.md"):
                path = Path(os.fsdecode(os.fsencode(root) + b"/" + os.fsencode(name)))
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("Call 09 000 000 000\n")
        (root / ("docs/" + "x" * 200)).write_text("x")

    head = propose(clone, change)
    for form in ("github", "json") if proof else ("github",):
        result = subprocess.run(
            [sys.executable, "-m", "lanpya", "check-change", "main", head, "--format", form],
            cwd=clone.root,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert result.returncode == 1, result.stderr
        assert not result.stderr
        assert b"commit-content" in result.stdout
        assert_harmless(result.stdout, annotations=form == "github")


# --- fuzzing ---

FUZZ = settings(max_examples=settings().max_examples // 4)  # each checks a whole project
MARKS = st.sampled_from(
    [
        *(
            "## x {#x}",
            "- a",
            "| a | b |\n| - | - |\n| c | d |",
            '!!! note "x"',
            "    x",
            "[a](b)",
            "![a](b)",
            "***",
            "<b>",
        ),
        *(
            "&#x41;",
            "`x`",
            "{: #a }",
            "[](source:report-2021)",
            "\\",
            "\u200b",
            "\u202e",
            "က္",
            "ေ",
            "၀၉၇၈၉",
            "@",
            "https://",
        ),
        *("\t", "\r", "\x00", "---", "...", "*a", "&a", "!!x", "'", '"', "#", ": ", "- - -", "[[", "}}"),
    ]
)
TEXTS = st.lists(st.one_of(MARKS, st.text(max_size=30), st.just("\n")), max_size=25).map("".join)


def problems_of(project: Project) -> list[Problem]:
    return check_sources(library_of(project), project.docs, TODAY, release_date=TODAY)


@FUZZ
@given(text=TEXTS)
def test_no_guide_makes_the_check_crash(text: str, sources: Project) -> None:
    path = sources.root / GUIDE
    original = path.read_bytes()
    try:
        append(path, text.encode("utf-8", "surrogatepass"))
        problems_of(sources)
    finally:
        path.write_bytes(original)


@FUZZ
@given(text=TEXTS, name=st.sampled_from([*(f"data/{name}" for name in DATA_FILES), "en/search", "my/search"]))
def test_no_data_makes_the_check_crash(text: str, name: str, sources: Project) -> None:
    path = sources.docs / f"{name}.yml"
    original = path.read_bytes() if path.exists() else None
    try:
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        problems_of(sources)
        append(path, b"\n" + (original or b""))
        problems_of(sources)
    finally:
        path.write_bytes(original) if original is not None else path.unlink()


@FUZZ
@given(text=TEXTS)
def test_no_front_matter_makes_the_check_crash(text: str, sources: Project) -> None:
    path = sources.root / GUIDE
    original = path.read_bytes()
    try:
        path.write_bytes(b"---\n" + text.encode("utf-8", "surrogatepass") + original[3:])
        problems_of(sources)
    finally:
        path.write_bytes(original)


@FUZZ
@given(before=st.text(max_size=60), after=st.text(max_size=60))
def test_an_address_is_found_whatever_is_around_it(before: str, after: str) -> None:
    around = before.replace("<", " "), after.replace(">", " ")
    text = f"{around[0]} https://help.example.net/x {around[1]}"
    assert any("web" in found.kind for found in addresses_in(text, frozenset(), WORDS))


def test_errors_are_errors(sources: Project) -> None:
    assert errors_in(problems_of(sources)) == []
