"""A guide goes out as numbered sentences, comes back through any chat, and is put together whole or not."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.bad_input import library_of, read_case
from support.commands import run_lanpya
from support.project import ROOT, Project, interface_texts, small_project

from lanpya.content.library import Library
from lanpya.content.loader import read_library
from lanpya.content.markdown import Reader
from lanpya.content.yaml_fields import read_fields
from lanpya.problems.catalogue import CATALOGUE
from lanpya.problems.problem import Problem
from lanpya.translation.chat.inline_marks import MarksError, sentences, to_markdown, to_marks
from lanpya.translation.chat.merge import MergeResult, take_in
from lanpya.translation.chat.reply import read_reply
from lanpya.translation.chat.segments import HandoutError, outline, shape
from lanpya.translation.chat.sheet import hand_out, read_back

PAGE = "docs/my/guide.md"
SOURCE = """---
title: A guide
summary: "What it answers: little."
address: 2
risk: high
reviewed: 2026-11-01
review_by: 2027-01-20
sources: [report-2021]
---
Read this first. It is short.

## In short {#short}

- Do one thing. Do not do another.
- Wait
  for 2 days.

## Why {#why .print}

**Not now.** Ask the [helpline](contact:helpline).[](source:report-2021) In 2021 it was *so*.

!!! warning "Stop signs"
    - haste: “only today”
    - money

### What you see {#see}

| You do | It sees |
| --- | --- |
| Call | whom. When |

1. First this.
    - And this.

## More {#more}

[](list:contacts)

Read [the start](index.md#daily) again, or [above](#why).
"""
SHEET = """0.0 2 my 0 1 2 3

0.1 A guide

0.2 What it answers: little.

0.3 Read this first.
0.4 It is short.

1.1 In short
1.2 Do one thing.
1.3 Do not do another.
1.4 Wait for 2 days.

2.1 Why

2.2 [1 Not now.]
2.3 Ask the [2 helpline].[3]
2.4 In 2021 it was [4 so].

2.5 Stop signs
2.6 haste: “only today”
2.7 money

2.8 What you see
2.9 You do
2.10 It sees
2.11 Call
2.12 whom.
2.13 When
2.14 First this.
2.15 And this.

3.1 More

3.2 Read [1 the start] again, or [2 above].
"""


def with_guide(project: Project) -> Project:
    """Give a small project one guide that has every kind of block, and no translation of it."""
    (project.docs / "en" / "guide.md").write_text(SOURCE, encoding="utf-8")
    (project.root / PAGE).unlink()
    return project


@pytest.fixture
def asked(project: Project) -> Project:
    """The small project with a guide to translate."""
    return with_guide(project)


@pytest.fixture
def answered(asked: Project) -> Project:
    """The same with its translation."""
    library = library_of(asked)
    (asked.root / PAGE).write_text(taken(translated(sheet_of(library)), library).text, encoding="utf-8")
    return asked


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The guide and its translation as read."""
    project = with_guide(small_project(tmp_path_factory.mktemp("known") / "project"))
    library = library_of(project)
    (project.root / PAGE).write_text(taken(translated(sheet_of(library)), library).text, encoding="utf-8")
    KNOWN[:] = [library_of(project)]
    return KNOWN[0]


KNOWN: list[Library] = []


def run(project: Project, name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return run_lanpya(name, *arguments, cwd=project.root)


def sheet_of(library: Library, file: str = "guide.md", chosen: list[int] | None = None) -> str:
    page = library.pages["en", file]
    parts = outline(page, Reader(library.settings))
    return hand_out(library, page, parts, range(len(parts)) if chosen is None else chosen, "my")


def translated(sheet: str) -> str:
    """Return the sheet with every Latin word under a number as a Burmese one; marks and digits stay.

    As Burmese has it, a quotation at the end of a sentence stands before the sign that ends the sentence.
    """

    def line(typed: str) -> str:
        is_sentence = re.match(r"\d+\.\d", typed) and not typed.startswith("0.0 ")
        words = re.sub(r"([.?!])([\"”])$", r"\2\1", re.sub(r"[A-Za-z’']+", "စာ", typed))
        return words if is_sentence else typed

    return "\n".join(map(line, sheet.split("\n")))


def code_in(sheet: str) -> str:
    return next(line for line in sheet.split("\n") if line.startswith("0.0 "))


def taken(reply: str, library: Library, *accepted: str) -> MergeResult:
    return take_in(reply, "answer.txt", library, accepted)


def rules_of(problems: tuple[Problem, ...]) -> set[tuple[str, str]]:
    return {(problem.rule, problem.severity) for problem in problems}


# --- what goes out ---


def test_a_sheet_numbers_every_sentence_and_leaves_the_structure_out(asked: Project) -> None:
    done = run(asked, "hand-out", "guide", "my")
    assert done.returncode == 0, done.stderr
    first, second, empty, text = done.stdout.rstrip("\n").split("\n", 3)
    assert first.startswith("A text to translate into မြန်မာ.")
    assert second.startswith("ဒီစာကို မြန်မာလို ဘာသာပြန်ပေးပါ။")
    assert not empty
    assert re.sub(r"(?<=[0-3])[b-z]{4}\b", "", text) == SHEET.rstrip("\n")
    part = run(asked, "hand-out", "docs/en/guide.md", "my", "--section", "more", "--out", asked.root / "x")
    assert (part.returncode, part.stdout) == (0, "")
    shown = (asked.root / "x").read_text(encoding="utf-8")
    assert shown.endswith("\n3.1 More\n\n3.2 Read [1 the start] again, or [2 above].\n")
    assert "1.1" not in shown


def test_no_sheet_holds_an_address_a_file_an_id_or_a_sign_that_a_chat_takes_for_its_own(
    library: Library,
) -> None:
    names = [name for data in (library.contacts, library.links, library.sources) for name in data]
    for file in library.guides:
        sheet = sheet_of(library, file)
        assert not re.search(r"https?:|www\.|\w\.md|[*_`~|{}#]|^\s*(?:[-+>]|\d+\.\s)", sheet, re.MULTILINE), (
            file
        )
        assert not re.search(rf"\b(?:{'|'.join(names)})\b", re.sub(r"(?i)\bhelpline\b", "", sheet)), file
        assert "safe-contact" not in sheet


@pytest.mark.parametrize(
    "arguments", [("nothing", "my"), ("guide", "en"), ("guide", "fr"), ("guide", "my", "--section", "gone")]
)
def test_what_cannot_be_handed_out_exits_with_2(arguments: tuple[str, ...], asked: Project) -> None:
    done = run(asked, "hand-out", *arguments)
    assert done.returncode == 2
    assert done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    "line", ["So __this__ is bold.", "A [box] of its own.", "Escaped \\*stars\\*.", "[a][b]\n\n[b]: guide.md"]
)
def test_a_page_that_would_not_come_back_the_same_is_not_handed_out(line: str, asked: Project) -> None:
    asked.edit("docs/en/guide.md", "It is short.", f"It is short.\n\n{line}")
    with pytest.raises(HandoutError, match="top"):
        sheet_of(library_of(asked))


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("In 2.5 days at 10:30. Then.", ["In 2.5 days at 10:30.", "Then."]),
        ("**No answer.** Wait.", ["[1 No answer.]", "Wait."]),
        ("**Stop. Go.** Wait", ["[1 Stop. Go.]", "Wait"]),
        ("So. [](source:a) [](source:b) Next.", ["So. [1] [2]", "Next."]),
        ("So.[](source:a)[](source:b) Next.", ["So.[1][2]", "Next."]),
        ('Say: "Go. Now." Then stop.', ['Say: "Go. Now."', "Then stop."]),
        ("“One. Two.”", ["“One. Two.”"]),
        ("Look (Settings. Back) here.", ["Look (Settings. Back) here."]),
        ("တစ်။ နှစ်။[](source:a) သုံး။လေး", ["တစ်။", "နှစ်။[1]", "သုံး။", "လေး"]),
        ("“ယူမလား။ ထားမလား။” လို့ မေးပါ။", ["“ယူမလား။ ထားမလား။” လို့ မေးပါ။"]),
        ("[a **b** c](x.md) *d*", ["[1 a [2 b] c] [3 d]"]),
        ("…", ["…"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_translator_would_end_them(markdown: str, wanted: list[str]) -> None:
    text, marks = to_marks(markdown)
    assert sentences(text) == wanted
    assert to_markdown(text, marks) == markdown


# --- there and back ---


@pytest.fixture(scope="session")
def guides(library: Library, proof: bool) -> list[str]:
    """All guides, or every third: they have the same kinds of blocks."""
    return [*library.guides] if proof else [*library.guides][::3]


@pytest.mark.proof
@pytest.mark.slow
def test_the_translations_that_are_there_come_back_to_the_letter(library: Library, guides: list[str]) -> None:
    reader = Reader(library.settings)
    for file in guides:
        source, page = library.pages["en", file], library.pages["my", file]
        parts = outline(source, reader)
        sheet = read_back(library, page, parts, range(len(parts)), outline(page, reader, parts))
        first = taken(sheet, library)
        assert rules_of(first.problems) <= {("answer-digits", "error")}
        meant = [re.findall(r"\d+\.\d+(?:-\d+)?", problem.message)[0] for problem in first.problems]
        assert len(meant) <= 6  # numbers that the source spells out
        made = taken(sheet, library, *meant)
        assert made.text == (ROOT / page.path).read_text(encoding="utf-8")
        assert made.reused == 0
        assert taken(f"{code_in(sheet)}\n", library).text == made.text  # and all of it is kept as well


@pytest.mark.proof
@pytest.mark.slow
def test_every_guide_translated_anew_has_the_structure_of_its_source(
    library: Library, guides: list[str], tmp_path: Path
) -> None:
    docs, reader = tmp_path.resolve() / "docs", Reader(library.settings)
    shutil.copytree(ROOT / "docs", docs)
    bare = replace(library, pages={key: page for key, page in library.pages.items() if key[0] == "en"})
    sheets = {file: translated(sheet_of(library, file)) for file in guides}
    for file, sheet in sheets.items():
        made = taken(sheet, bare)
        assert made.problems == (), file
        (docs / "my" / file).write_text(made.text, encoding="utf-8")
    again = read_library(replace(library.settings, root=docs.parent), docs)
    for file, sheet in sheets.items():
        source, page = library.pages["en", file], again.pages["my", file]
        assert shape([*page.document.elements()]) == shape([*source.document.elements()])
        assert [(h.level, h.id) for h in page.document.headings] == [
            (h.level, h.id) for h in source.document.headings
        ]
        assert page.marks() == source.fingerprints()
        assert (page.number, page.checked_by) == (source.number, "")
        parts = outline(page, reader, outline(source, reader))
        said = [text for part in parts for block in part.blocks for text in block.sentences()]
        assert said == re.findall(r"^\d+\.(?!0 )\d+ (.*)", sheet, re.MULTILINE)


def test_the_commands_make_a_page_that_builds(asked: Project) -> None:
    asked.without_leaflets()
    reply = asked.root / "reply.txt"
    reply.write_text(translated(sheet_of(library_of(asked))), encoding="utf-8")
    done = run(asked, "take-in", "--dry-run", reply)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "would be written. Answers: 25" in done.stdout
    assert not (asked.root / PAGE).exists()
    done = run(asked, "take-in", reply)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.name for path in (asked.docs / "my").iterdir()) == [
        "contacts.md",
        "guide.md",
        "index.md",
    ]
    assert (asked.root / PAGE).stat().st_mode & 0o777 == 0o644
    text = (asked.root / PAGE).read_text(encoding="utf-8")
    assert "title: စာ စာ\nsummary: 'စာ စာ စာ: စာ.'\naddress: 2\ntranslates: {top: k" in text
    assert "\n## စာ {#why .print}\n\n**စာ စာ.** စာ စာ [စာ](contact:helpline).[](source:report-2021)" in text
    assert "\n    - စာ: “စာ စာ”\n" in text
    assert "\n| စာ | စာ. စာ |\n" in text
    built = asked.build()
    assert built.returncode == 0, built.stdout + built.stderr
    pages = [(asked.site / name).read_text(encoding="utf-8") for name in ("2.html", "en/2.html")]
    mine, theirs = (re.findall(r"<(h[23]|li|td|strong|em|sup)\b", page) for page in pages)
    assert mine == theirs
    ids = [re.findall(r"<h[23] id=[\"']?(\w+)", page) for page in pages]
    assert ids[0] == ids[1] != []


# --- what chats and keyboards do to it ---

PLAIN = """0.0 2 my CODE
2.1 ဘာကြောင့်လဲ
2.2 [1 အခု မဟုတ်ပါ။]
2.3 [2 လိုင်း] ကို မေးပါ။[3]
2.4 ၂၀၂၁ မှာ [4 အဲဒီလို] ဖြစ်ခဲ့ပါတယ်။
"""


def each(head: str) -> str:
    return "\n".join(head + line for line in PLAIN.rstrip().split("\n"))


HEAD = "A text to translate into မြန်မာ. " + interface_texts()["hand_out"]["en"].partition(". ")[2]
CHATS = {
    "as it was sent": PLAIN,
    "carriage returns, a mark at the head": "\ufeff" + PLAIN.replace("\n", "\r\n"),
    "a quotation": each("> "),
    "bullets": each("• "),
    "Burmese digits": PLAIN.translate(dict(zip(map(ord, "0123456789"), "၀၁၂၃၄၅၆၇၈၉", strict=True))),
    "a sign behind the number": re.sub(r"^(2\.\d)", r"\1။", PLAIN, flags=re.MULTILINE),
    "a bracket behind the number": re.sub(r"^(2\.\d) ", r"\1)", PLAIN, flags=re.MULTILINE),
    "no space": re.sub(r"^(2\.\d) (?!\d)", r"\1", PLAIN, flags=re.MULTILINE),
    "a space in the number": re.sub(r"^2\.", "2. ", PLAIN, flags=re.MULTILINE),
    "bold numbers": re.sub(r"^(2\.\d)", r"*\1*", PLAIN, flags=re.MULTILINE),
    "times and names": each("[12:03] Somebody: "),
    "days and times": each("[23.11.26, 9:03:10 PM] A B: "),
    "an export": each("23/11/2026, 12:03 - Somebody: "),
    "names": each("Somebody: "),
    "a line of its own for the name": each("A B, [23.11.26 12:03]\n"),
    "a line 0.0 in two": PLAIN.replace("my CODE", "my\nCODE"),
    "one line": PLAIN.replace("\n", " "),
    "another order": "\n".join(reversed(PLAIN.split("\n"))),
    "twice": PLAIN + "\n" + PLAIN,
    "a sheet below the other": f"{PLAIN}{HEAD}\n{PLAIN}",
    "several messages": "Hello!\n\n" + PLAIN.replace("\n", "\n\n"),
    "other brackets": PLAIN.replace("[", "{").replace("]", "}"),
    "a colon in the brackets": PLAIN.replace("[1 ", "[1: ").replace("[2 ", "[၂း "),
    "the source in between, no empty line": PLAIN.replace("\n2.1", "\nWhy\n2.1").replace(
        "\n2.3", "\n[1 Not now.]\n2.3"
    ),
    "the source in between": PLAIN.replace("\n2.1", "\n\nWhy\n2.1").replace("\n2.2", "\n\n[၁ Not now.]\n2.2"),
}


@pytest.mark.parametrize("chat", CHATS)
def test_a_chat_changes_nothing(chat: str, known: Library) -> None:
    made = taken(with_code(CHATS[chat], known), known)
    assert made.problems == ()
    assert made.text == taken(with_code(PLAIN, known), known).text
    assert "**အခု မဟုတ်ပါ။** [လိုင်း](contact:helpline) ကို မေးပါ။[](source:report-2021) ၂၀၂၁ မှာ *အဲ" in made.text


def with_code(reply: str, library: Library, part: int = 2) -> str:
    """Return the reply with the check of a part in place of CODE, in whatever digits it is typed."""
    return reply.replace("CODE", code_in(sheet_of(library, chosen=[part])).split()[-1])


def test_rewrapped_lines_and_unseen_signs_are_reported_and_go_through(known: Library) -> None:
    made = taken(with_code("0.0 2 my CODE\n1.2 တစ်\u200bခု\nလုပ်ပါ။ \u200e\n\nDo one thing.\n", known, 1), known)
    assert "\n- တစ်ခု လုပ်ပါ။ စာ စာ စာ စာ.\n" in made.text
    warnings = {("hidden-character", "warning"), ("answer-number", "warning")}
    assert rules_of(made.problems) == warnings
    done = [problem.message for problem in made.problems]
    assert any(
        message.startswith("2 invisible characters") and "U+200B U+200E" in message for message in done
    )
    assert any(message.endswith("the sentence above them: 3.") for message in done)
    assert any(message.endswith("kept unchanged: 1.3.") for message in done)


ZAWGYI = next(edit["with"] for edit in read_case(ROOT / "tests/cases/bad/zawgyi-in-data.yml")["edits"])
WRONG: dict[
    str, tuple[str, str, str, str]
] = {  # what is replaced in PLAIN, with what, the rule, what it says
    "lost": ("2.1 ဘာကြောင့်လဲ\n", "3.1 နောက်ထပ်\n", "answer-number", "The number 3.1 was not handed out"),
    "unknown": ("2.1 ", "2.17 ", "answer-number", "The number 2.17 was not handed out"),
    "over two paragraphs": ("2.4 ", "2.4-5 ", "answer-number", "The number 2.4-5 was not handed out"),
    "a range that runs back": ("2.4 ", "2.4-2 ", "answer-number", "The number 2.4-2 was not handed out"),
    "doubled": ("2.4 ", "2.1 တစ်ခြား\n2.4 ", "answer-number", "2.1 already has another text on line 2"),
    "doubled in a range": ("2.4 ", "2.3-4 ", "answer-number", "2.3-4 already has another text on line 4"),
    "empty": ("2.1 ဘာကြောင့်လဲ", "2.1", "answer-number", "2.1 has no text"),
    "under no number": (
        "\n2.1",
        "\n2.6 စာ\n\nthat is all\nfor now\n2.1",
        "answer-number",
        "that is all for now",
    ),
    "mark lost": (
        "[1 အခု မဟုတ်ပါ။]",
        "အခု မဟုတ်ပါ။",
        "answer-mark",
        "The marks of 2.2 differ from its source. Missing: [1 …].",
    ),
    "mark of another": ("[3]", "[1]", "answer-mark", "Missing: [3]. Not expected: [1]."),
    "mark without words": ("[2 လိုင်း]", "[2] လိုင်း", "answer-mark", "Missing: [2 …]. Not expected: [2]."),
    "mark doubled": ("[3]", "[3][3]", "answer-mark", "Not expected: [3]."),
    "mark open": ("[3]", "[3", "answer-mark", "2.3 do not match"),
    "mark without number": ("[3]", "[3] [x]", "answer-mark", "2.3 do not match"),
    "a sign of Markdown": ("မေးပါ။", "*မေးပါ။*", "answer-mark", "2.3 has the characters *"),
    "a box": ("2.1 ", "2.1 !!! ", "answer-mark", "2.1 has the characters !!!"),
    "a heading": ("2.1 ", "2.1 # ", "answer-mark", "2.1 has the characters #"),
    "a quote in a box": ("2.1 ဘာကြောင့်လဲ", '2.5 "ရပ်" ပါ', "answer-mark", '2.5 has the characters "'),
    "another year": (
        "၂၀၂၁",
        "၂၀၁၂",
        "answer-digits",
        "The numbers in 2.4 differ from its source: 2012 in place of 2021",
    ),
    "a number more": ("ဘာကြောင့်လဲ", "ဖုန်း 09 123", "answer-digits", "09, 123 in place of none"),
    "a number less": ("၂၀၂၁ မှာ", "တစ်ချိန်က", "answer-digits", "none in place of 2021"),
    "as handed out": ("[1 အခု မဟုတ်ပါ။]", "[1 not now.]", "answer-untranslated", "2.2 is not translated"),
    "beside its source": ("[1 အခု", "[1 Not now. အခု", "answer-untranslated", "2.2 is not translated"),
    "other words of the source": (
        "ဘာကြောင့်လဲ",
        "Why so",
        "answer-untranslated",
        "2.1 is not translated: Why so",
    ),
    "Zawgyi": ("ဘာကြောင့်လဲ", ZAWGYI.partition(" ")[2], "zawgyi", "2.1 is in the old encoding Zawgyi"),
    "no line 0.0": ("0.0 2 my CODE\n", "", "answer-old", "no line that begins with 0.0"),
    "a torn line 0.0": ("CODE", "CODE 1bc", "answer-old", "no line that begins with 0.0"),
    "two lines 0.0, one torn": ("2.1", "0.0 2 my 1b\n2.1", "answer-old", "is not as it was handed out"),
    "another page": ("0.0 2", "0.0 44", "answer-old", "no line that begins with 0.0"),
    "the source's language": ("2 my", "2 en", "answer-old", "no line that begins with 0.0"),
    "another source": ("CODE", "2bbbb", "answer-old", "part 2 has changed since it was handed out"),
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.raises_rule("answer-number", "answer-mark", "answer-digits", "answer-untranslated", "answer-old")
def test_what_is_wrong_is_reported_with_its_number_and_nothing_is_made(name: str, known: Library) -> None:
    old, new, rule, says = WRONG[name]
    assert PLAIN.count(old) == 1
    made = taken(with_code(PLAIN.replace(old, new), known), known)
    assert made.text == ""
    found = [problem for problem in made.problems if problem.rule == rule and says in problem.message]
    assert found, made.problems
    assert found[0].severity == "error"
    assert found[0].remedy
    noise = {problem.rule for problem in made.problems} - {rule, "answer-untranslated"}
    assert not noise


def test_every_rule_of_answers_has_a_case() -> None:
    ours = {rule.id for rule in CATALOGUE.values() if rule.section == "Answers from a chat"}
    assert {rule for _, _, rule, _ in WRONG.values()} == ours | {"zawgyi"}


def test_all_that_is_wrong_is_reported_at_once(asked: Project) -> None:
    reply = (
        f"{code_in(sheet_of(library_of(asked)))}\n2.1 Why\n2.3 မေးပါ။\n2.4 ၂၀၂၂ [4 x]\n2.4 ၂၀၂၁ [4 x]\n9.9 x"
    )
    (asked.root / "reply.txt").write_text(reply, encoding="utf-8")
    done = run(asked, "take-in", "reply.txt", "--accept-changes", "2.1")
    assert done.returncode == 1
    for says in (
        "There is no answer for 0.1, 0.2, 0.3, 0.4, 1.1, 1.2, 1.3, 1.4, 2.2, 2.5, ",
        "The marks of 2.3 differ from its source. Missing: [2 …] [3].",
        "The numbers in 2.4 differ",
        "2.4 already has another text",
        "The number 9.9 was not handed out",
        "Nothing was written.",
    ):
        assert says in done.stdout
    assert "2.1 is not translated" not in done.stdout
    assert not (asked.root / PAGE).exists()
    assert not list((asked.docs / "my").glob(".*"))


def test_what_is_meant_as_it_is_goes_through_by_its_number(known: Library) -> None:
    reply = with_code(PLAIN.replace("၂၀၂၁", "အဲဒီနှစ်").replace("ဘာကြောင့်လဲ", "VPN"), known)
    assert {p.rule for p in taken(reply, known).problems} == {"answer-digits", "answer-untranslated"}
    assert taken(reply, known, "2.1").text == ""
    assert "\n## VPN {#why .print}\n" in taken(reply, known, "2.1", "2.4").text
    marks = with_code(PLAIN.replace("[3]", ""), known)
    assert taken(marks, known, "2.3").text == ""  # the structure of a page is nobody's to change
    with pytest.raises(ValueError, match=r"2\.6"):
        taken(reply, known, "2.6")


# --- what was there before ---


def test_what_did_not_come_back_stays_and_marks_tell_what_was_translated(answered: Project) -> None:
    page = answered.root / PAGE
    before = page.read_text(encoding="utf-8")
    answered.edit("docs/en/guide.md", "- Do one thing.", "- Do one small thing.")
    library = library_of(answered)
    source, behind = library.pages["en", "guide.md"].fingerprints(), library.pages["my", "guide.md"].marks()
    reply = with_code("0.0 2 my CODE\n3.1 နောက်ထပ်\n", library, 3)
    made = taken(reply, library)
    assert made.text == before.replace("## စာ {#more}", "## နောက်ထပ် {#more}")
    assert f"short: {behind['short']}" in made.text  # it was not handed out, and is behind as before
    whole = taken(f"{code_in(sheet_of(library))}\n3.1 နောက်ထပ်\n", library)
    assert whole.text == ""
    assert [p.message for p in whole.problems] == ["There is no answer for 1.1, 1.2, 1.3, 1.4."]
    short = with_code("0.0 2 my CODE\n1.1 တို\n1.2 တစ်ခု။\n1.3 မလုပ်နဲ့။\n1.4 2 ရက်။\n", library, 1)
    assert f"short: {source['short']}" in taken(short, library).text


def test_a_checked_page_with_new_sentences_counts_as_unchecked(answered: Project) -> None:
    answered.edit(PAGE, "checked_by: null", "checked_by: reader-a")
    library = library_of(answered)
    assert "\nchecked_by: null\n" in taken(with_code("0.0 2 my CODE\n3.1 နောက်ထပ်\n", library, 3), library).text


def test_a_source_that_changed_since_is_reported_and_handed_out_again(asked: Project) -> None:
    first = translated(sheet_of(library_of(asked)))
    asked.edit("docs/en/guide.md", "**Not now.** Ask", "**Never.** Do not ask")
    library = library_of(asked)
    made = taken(first, library)
    assert made.text == ""
    message, remedy = next((p.message, p.remedy) for p in made.problems if p.rule == "answer-old")
    assert "The source of part 2 has changed" in message
    assert "2.1, 2.2, " in message
    assert "why" in remedy
    kept = "\n".join(line for line in first.split("\n") if not line.startswith("2."))
    again = taken(kept + "\n" + translated(sheet_of(library, chosen=[2])), library)
    assert again.problems == ()
    assert again.text.count("translates: {top: k") == 1


def test_a_section_put_in_before_moves_the_answers_along(asked: Project) -> None:
    first = translated(sheet_of(library_of(asked)))
    asked.edit("docs/en/guide.md", "## More {#more}", "## New {#new}\n\nNew.\n\n## More {#more}")
    library = library_of(asked)
    assert [p.message for p in taken(first, library).problems] == ["There is no answer for 3.1, 3.2."]
    new = translated(sheet_of(library, chosen=[3]))
    made = taken(f"{first}\n{new}", library)
    assert made.problems == ()
    assert made.text.endswith(
        "## စာ {#more}\n\n[](list:contacts)\n\nစာ [စာ စာ](index.md#daily) စာ, စာ [စာ](#why).\n"
    )


def test_a_paragraph_with_other_sentences_is_read_back_and_answered_as_a_whole(answered: Project) -> None:
    answered.edit(PAGE, "စာ စာ စာ. စာ စာ စာ စာ.\n- စာ", "တစ်ခုပဲ လုပ်ပါ။ တစ်ခုပဲ။ ဒါပဲ။\n- စာ")
    done = run(answered, "hand-out", "guide", "my", "--read-back")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("A translation into မြန်မာ, to check.")
    assert (
        "\n\nDo one thing. Do not do another.\n1.2-3 တစ်ခုပဲ လုပ်ပါ။ တစ်ခုပဲ။ ဒါပဲ။\n\nWait for 2 days.\n1.4 "
        in done.stdout
    )
    library, code = library_of(answered), code_in(done.stdout)
    assert "\n- တစ်ခု။\n- စာ" in taken(f"{code}\n၁.၂-၃။ တစ်ခု။", library).text
    alone = taken(f"{code}\n1.2 တစ်ခု။", library)
    assert [p.message for p in alone.problems] == ["There is no answer for 1.3."]
    assert taken(done.stdout, library).text == (answered.root / PAGE).read_text(encoding="utf-8")


def test_a_translation_of_another_structure_is_neither_read_back_nor_kept(answered: Project) -> None:
    answered.edit(PAGE, "\n    - စာ\n\n###", "\n\n###")
    done = run(answered, "hand-out", "guide", "my", "--read-back")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Part why cannot be handed out" in done.stderr
    made = taken(with_code("0.0 2 my CODE\n2.1 ဘာကြောင့်လဲ\n", library_of(answered)), library_of(answered))
    assert "There is no answer for 2.2, 2.3, " in made.problems[0].message


# --- never half a file ---


def test_a_page_that_the_check_refuses_is_not_written(answered: Project) -> None:
    reply = with_code("0.0 2 my CODE\n3.1 နောက်ထပ် https://example.org/x\n", library_of(answered), 3)
    (answered.root / "reply.txt").write_text(reply, encoding="utf-8")
    done = run(answered, "take-in", answered.root / "reply.txt")
    assert done.returncode == 1
    assert re.search(r"^docs/my/guide\.md\n.* error +address-in-text: ", done.stdout, re.MULTILINE)
    assert done.stdout.split("\n")[-2] == "Nothing was written."
    assert "example.org/x" not in (answered.root / PAGE).read_text(encoding="utf-8")


def test_a_disk_that_is_full_leaves_the_page_as_it_was(
    answered: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    reply = with_code("0.0 2 my CODE\n3.1 နောက်ထပ်\n", library_of(answered), 3)
    (answered.root / "reply.txt").write_text(reply, encoding="utf-8")
    before = (answered.root / PAGE).read_bytes()
    monkeypatch.setattr(Path, "replace", full)
    done = run(answered, "take-in", "reply.txt")
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert (answered.root / PAGE).read_bytes() == before
    assert not list((answered.docs / "my").glob(".*"))


@pytest.mark.parametrize("written", [None, b"\xff\xfe0\x00.\x000\x00", b"0.0 2 my 1bbbb\n1.1 \xe1\x80"])
def test_what_is_no_text_exits_with_2(written: bytes | None, asked: Project) -> None:
    if written is not None:
        (asked.root / "reply.txt").write_bytes(written)
    done = run(asked, "take-in", "reply.txt")
    assert done.returncode == 2
    assert "Nothing was written" in done.stderr
    assert not done.stdout


PARTS = st.one_of(
    st.sampled_from(["[", "]", "[1 ", "[2]", "*", "**", "- ", "# ", "```", "|", "> ", "1. ", "!!! ", "---"]),
    st.sampled_from(
        [" 2.2 ", "၂.၃ ", "2.3-4 ", "0.0 ", "\u200b", "\\", '"', "'", ": ", "{#x}", "&amp;", "ဝ", "။"]
    ),
    st.text(max_size=6),
    st.sampled_from(translated(SHEET).split("\n")[2:]),
)


@pytest.mark.usefixtures("known")
@given(st.data())
@pytest.mark.slow
def test_a_mangled_answer_makes_a_page_of_the_same_structure_or_none(data: st.DataObject) -> None:
    known = KNOWN[0]  # hypothesis would print a fixture whole
    lines = translated(sheet_of(known)).split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(3, len(lines) - 1))
        at = data.draw(st.integers(0, len(lines[place])))
        lines[place] = lines[place][:at] + data.draw(PARTS) + lines[place][at:]
    accepted = {answer.number for answer in read_reply("\n".join(lines)).answers}
    made = taken("\n".join(lines), known, *accepted)
    assert bool(made.text) == (not any(problem.severity == "error" for problem in made.problems))
    if made.text:
        source = known.pages["en", "guide.md"]
        front, body = made.text.removeprefix("---\n").split("\n---\n", 1)
        assert set(read_fields(front).keys) == {"title", "summary", "address", "translates", "checked_by"}
        read = Reader(known.settings).read(body)
        assert shape([*read.elements()]) == shape([*source.document.elements()])


@given(st.text(), st.binary(max_size=40))
def test_any_text_is_read(text: str, noise: bytes) -> None:
    for typed in (text, f"0.0 2 my 1bbbb\n1.1 {text}", noise.decode("utf-8", "replace")):
        reply = read_reply(typed)
        assert all(answer.first >= 0 for answer in reply.answers)
        try:
            to_markdown(text, ())
        except MarksError:
            assert "[" in text or "]" in text
