"""`lanpya words`: lines that a language lacks, in the file that an editor wrote, ready to be filled in."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
import yaml
from support.bad_input import library_of
from support.commands import run_lanpya
from support.project import ROOT, Project, interface_texts, languages_of

from lanpya.checks.run import check_sources
from lanpya.content.interface_texts import KEYS, missing_texts
from lanpya.editing.missing_words import with_missing_lines
from lanpya.problems.problem import Problem

WRITTEN = """\
# What this site says in other words.
home: {my: "အစ", en: Start} # shorter

about:
  my: |
    ဒီမှာ
  en: Here
skip: {my: "ကျော်",}  # with a comma too many
# the end
"""


def add_shan(project: Project) -> None:
    project.configure(lambda config: languages_of(config).append({"locale": "sh", "name": "Shan"}))
    project.configure(lambda config: config["extra"].update(html_lang={"sh": "shn"}))


def missing_in(project: Project) -> list[Problem]:
    problems = check_sources(library_of(project), project.docs, date(2026, 11, 23))
    return [problem for problem in problems if problem.rule == "word-missing"]


def test_lines_are_added_beside_what_is_there_and_once(sources: Project) -> None:
    add_shan(sources)
    path = sources.docs / "data/interface.yml"
    path.write_text(WRITTEN, encoding="utf-8")
    (missing,) = missing_in(sources)
    assert missing.remedy.startswith("Run  lanpya words sh ")
    done = run_lanpya("words", "sh", "--root", sources.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{len(KEYS)} new lines" in done.stdout
    text = path.read_text(encoding="utf-8")
    assert [line for line in text.split("\n") if line.startswith(("home", "skip"))] == [
        'home: {my: "အစ", en: Start, sh: ""} # shorter',
        'skip: {my: "ကျော်", sh: "",}  # with a comma too many',
    ]
    comments = ("# What this site says", "} # shorter", "    ဒီမှာ\n", "# with a comma too many", "# the end\n")
    assert [text.count(one) for one in comments] == [1] * len(comments)
    read = yaml.safe_load(text)
    assert list(read)[:3] == ["home", "about", "skip"]
    assert set(read) == set(KEYS)
    assert all(words["sh"] == "" for words in read.values())
    assert '\n# Leave\nleave: {sh: ""}\n' in text
    assert "\n# Skip to the text\nskip: " in text
    run_lanpya("words", "shn", "--root", sources.root)  # by its tag
    assert path.read_text(encoding="utf-8") == text
    (missing,) = missing_in(sources)
    assert missing.remedy == "Fill in the empty lines of this file."
    assert missing_texts(library_of(sources).words, "sh") == list(KEYS)  # an empty line is no text yet
    path.write_text(text.replace('leave: {sh: ""}', "leave: {sh: ဢွၵ်ႇ}"), encoding="utf-8")
    assert library_of(sources).word("leave", "sh")[0] == "ဢွၵ်ႇ"


def test_a_language_that_has_everything_gets_no_line(sources: Project) -> None:
    before = (sources.docs / "data/interface.yml").read_bytes()
    done = run_lanpya("words", "my", "--root", sources.root)
    assert (done.returncode, "0 new lines" in done.stdout) == (0, True)
    assert (sources.docs / "data/interface.yml").read_bytes() == before
    shown = run_lanpya("words", "my", "--show", "--root", sources.root).stdout
    for words in interface_texts().values():
        assert f"\n  {words['en']}\n  {words['my']}\n" in shown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("home: All pages\n", "line 1: write a text for each language"),
        ("{home: {my: a}}\n", "line 1: begin each text on a new line"),
        ("- home\n", "line 1: begin each text"),
        ("about: {my: a}\nhome: {my: a\n", "not closed"),
    ],
)
def test_a_file_that_cannot_be_added_to_stays_as_it_is(text: str, says: str, sources: Project) -> None:
    path = sources.docs / "data/interface.yml"
    path.write_text(text, encoding="utf-8")
    add_shan(sources)
    done = run_lanpya("words", "sh", "--root", sources.root)
    assert done.returncode == 2
    assert says in done.stderr
    assert "docs/data/interface.yml" in done.stderr
    assert path.read_text(encoding="utf-8") == text
    assert run_lanpya("words", "xx", "--root", sources.root).returncode == 2


def test_lines_end_up_in_a_file_that_is_not_there_yet() -> None:
    assert with_missing_lines("", "sh", {"leave": "Leave: now"}, "en") == '# Leave: now\nleave: {sh: ""}\n'


def test_a_list_that_no_one_reads_to_its_end_ends_quietly() -> None:
    command = [sys.executable, "-m", "lanpya", "words", "my", "--show"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_a_mark_that_an_editor_wrote_in_front_is_no_part_of_a_key(sources: Project) -> None:
    add_shan(sources)
    path = sources.docs / "data/interface.yml"
    path.write_text("home: {my: အစ, en: Start}\n", encoding="utf-8-sig")
    done = run_lanpya("words", "sh", "--root", sources.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert path.read_text(encoding="utf-8").startswith('home: {my: အစ, en: Start, sh: ""}\n')
