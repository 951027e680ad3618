"""Headings without an id get one by a command: in the source, and the same in its translations."""

from __future__ import annotations

import pytest
from support.bad_input import contents
from support.commands import run_lanpya
from support.project import Project, languages_of

EN, MY = "docs/en/guide.md", "docs/my/guide.md"


@pytest.fixture
def bare(project: Project) -> Project:
    """Two headings of a guide have no id, one of them in Burmese only with its class."""
    for name in (EN, MY):
        project.edit(name, " {#more}", "")
    project.edit(EN, "{#why .print}", "{.print}")
    project.edit(MY, "{#why .print}", "{ .print }")
    project.edit(MY, "[အပေါ်](#why)", "အပေါ်")
    project.edit(EN, "[above](#why)", "above")
    return project


def headings(project: Project, name: str) -> list[str]:
    text = (project.root / name).read_bytes().decode("utf-8")
    return [line for line in text.split("\n") if line.startswith("#")]


def test_headings_get_ids_from_the_words_of_the_source(bare: Project) -> None:
    before = contents(bare.docs)
    done = run_lanpya("add-ids", cwd=bare.root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert headings(bare, EN) == ["## In short {#short}", "## Why {#why .print}", "## More {#more}"]
    assert headings(bare, MY) == [
        "## အတိုချုပ် {#short}",
        "## ဘာကြောင့်လဲ {#why .print}",
        "## နောက်ထပ် {#more}",
    ]
    assert f"{EN}:15: {{#why}}\n" in done.stdout
    assert done.stdout.endswith("\n2 changed\n")
    after = contents(bare.docs)
    assert {name for name in after if after[name] != before[name]} == {"en/guide.md", "my/guide.md"}
    assert run_lanpya("add-ids", "guide", cwd=bare.root).stdout == "0 changed\n"
    assert run_lanpya("check", "--today", "2026-11-23", cwd=bare.root).returncode == 0


def test_a_translation_with_other_headings_stays_as_it_is(bare: Project) -> None:
    bare.edit(MY, "## နောက်ထပ်", "### နောက်ထပ်")
    before = (bare.root / MY).read_bytes()
    done = run_lanpya("add-ids", "guide", cwd=bare.root)
    assert done.returncode == 1
    assert f"{MY}: its headings are not in the order of {EN}." in done.stdout
    assert headings(bare, EN)[1] == "## Why {#why .print}"
    assert (bare.root / MY).read_bytes() == before
    assert run_lanpya("add-ids", "nothing", cwd=bare.root).returncode == 1


def test_line_ends_stay_and_a_word_that_is_there_twice_is_counted(bare: Project) -> None:
    path = bare.root / EN
    text = path.read_text(encoding="utf-8") + "\n### Why\n\nWords.\n\n### Émigré, “вода” & water\n\nWords.\n"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    (bare.root / MY).unlink()
    assert run_lanpya("add-ids", cwd=bare.root).returncode == 0
    assert headings(bare, EN)[1:] == [
        "## Why {#why .print}\r",
        "## More {#more}\r",
        "### Why {#why-2}\r",
        "### Émigré, “вода” & water {#emigre-voda-water}\r",
    ]


def test_a_source_in_another_script_gets_ids_of_latin_letters(bare: Project) -> None:
    bare.configure(lambda config: config["extra"].update(source_language="my"))
    bare.configure(lambda config: languages_of(config).reverse())
    assert run_lanpya("add-ids", "guide", cwd=bare.root).returncode == 0
    ids = [line.partition("{#")[2].partition("}")[0].split()[0] for line in headings(bare, MY)]
    assert ids[0] == "short"
    assert all(one.replace("-", "").isascii() and one[0].isalpha() for one in ids)
    assert len(set(ids)) == 3


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("## More {#}", "## More {#more}"),  # an id without letters
        ("## More ##", "## More {#more}"),  # closing signs, which attributes behind them would show
        ("## More {.a} {.b}", "## More {.a} {.b}"),
        ("## More \\{x}", "## More \\{x}"),  # words of the heading
        ("## {.print}", "## {.print}"),
    ],
)
def test_the_second_time_nothing_changes(bare: Project, typed: str, written: str) -> None:
    bare.edit(EN, "## More", typed)
    run_lanpya("add-ids", "guide", cwd=bare.root)
    assert headings(bare, EN)[-1] == written
    before = contents(bare.docs)
    run_lanpya("add-ids", "guide", cwd=bare.root)
    assert contents(bare.docs) == before
