"""No input, however hostile, makes the check crash, hang, eat the memory, or read what is not its own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Project
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_bad_input import TODAY, library_of

from lanpya.addresses import addresses_in
from lanpya.problem import Problem, errors_in
from lanpya.reading import DATA_FILES
from lanpya.rules.source import check_sources

GUIDE = "docs/en/guide.md"
MEMORY = 700 * 2**20  # bytes of address space; a plain check needs some 400 million
LONG = 50 * 2**20


def check(project: Project) -> subprocess.CompletedProcess[str]:
    """Run the command with little memory and a minute of time."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    command = [sys.executable, str(ROOT / "scripts/check.py"), "--docs", str(project.docs)]
    return subprocess.run(
        [*command, "--today", "2026-11-23"],
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
    (project.docs / "en").rename(project.root / "elsewhere")
    (project.docs / "en").symlink_to(project.root / "elsewhere")


def data_out(project: Project) -> None:
    (project.docs / "data" / "links.yml").unlink()
    (project.docs / "data" / "links.yml").symlink_to("/etc/passwd")


def pipe(project: Project) -> None:
    (project.docs / "en" / "guide.md").unlink()
    os.mkfifo(project.docs / "en" / "guide.md")


def many_brackets(project: Project) -> None:
    lines = (b"[" * 9_000, b"*_" * 4_500, b"<" * 9_000)
    append(project.root / GUIDE, b"\n" + b"\n\n".join(lines * 5))


def endless_domains(project: Project) -> None:
    append(project.root / GUIDE, b"\n" + b"\n".join(b"a.bb." * 1_600 for _ in range(20)))


def endless_numbers(project: Project) -> None:
    append(project.root / GUIDE, b"\n" + b"\n".join(b"1 (" * 3_000 for _ in range(20)))


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
]


@pytest.mark.parametrize(("spoil", "rule"), HOSTILE, ids=lambda value: getattr(value, "__name__", value))
def test_hostile_input_is_a_listed_problem(
    spoil: Callable[[Project], None], rule: str, project: Project
) -> None:
    spoil(project)
    told = check(project)
    assert told.returncode == 1, told.stdout[-2000:] + told.stderr[-2000:]
    assert not told.stderr
    assert f"error  {rule}" in told.stdout
    assert "root:" not in told.stdout, "what stands outside is shown"


# --- fuzzing ---

FUZZ = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
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
    return check_sources(library_of(project), project.docs, TODAY, edition=TODAY)


@FUZZ
@given(text=TEXTS)
def test_no_guide_makes_the_check_crash(text: str, project: Project) -> None:
    path = project.root / GUIDE
    original = path.read_bytes()
    try:
        append(path, text.encode("utf-8", "surrogatepass"))
        problems_of(project)
    finally:
        path.write_bytes(original)


@FUZZ
@given(text=TEXTS, name=st.sampled_from(DATA_FILES))
def test_no_data_makes_the_check_crash(text: str, name: str, project: Project) -> None:
    path = project.docs / "data" / f"{name}.yml"
    original = path.read_bytes() if path.exists() else None
    try:
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        problems_of(project)
        append(path, b"\n" + (original or b""))
        problems_of(project)
    finally:
        path.write_bytes(original) if original is not None else path.unlink()


@FUZZ
@given(text=TEXTS)
def test_no_front_matter_makes_the_check_crash(text: str, project: Project) -> None:
    path = project.root / GUIDE
    original = path.read_bytes()
    try:
        path.write_bytes(b"---\n" + text.encode("utf-8", "surrogatepass") + original[3:])
        problems_of(project)
    finally:
        path.write_bytes(original)


@FUZZ
@given(before=st.text(max_size=60), after=st.text(max_size=60))
def test_an_address_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    around = before.replace("<", " "), after.replace(">", " ")
    assert any(
        "web" in found.kind for found in addresses_in(f"{around[0]} https://help.example.net/x {around[1]}")
    )


def test_errors_are_errors(project: Project) -> None:
    assert errors_in(problems_of(project)) == []
