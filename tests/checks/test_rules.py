"""Every bad input under tests/cases/bad is found, at its line, with a remedy; a new case is a new file."""

from __future__ import annotations

import ast
import dataclasses
import functools
import hashlib
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.bad_input import TODAY, contents, git, library_of, read_case
from support.commands import run_lanpya
from support.project import ROOT, Project, small_project
from support.rules import CATALOGUE

from lanpya.checks.context import Scope, checks_in, mark_of
from lanpya.checks.run import MODULES, check_sources
from lanpya.problems.catalogue import rule as declare
from lanpya.problems.problem import Problem, errors_in
from lanpya.site.check_site import check_built
from scripts.proof.attacks import ATTACKS, read_cases

CASES = sorted((ROOT / "tests/cases/bad").glob("*.yml"))
# translations of the small project carry no marks, no one checked them, and a case breaks one language only;
# no page of it lists leaflets or copies to keep
UNMARKED = {"translation-stale", "structure-differs", "page-unchecked", "feature-unlisted"}
GUIDE = "docs/en/guide.md"


def apply(case: dict[str, Any], project: Project) -> None:
    """Make the case's edits: `replace` a text that occurs once, or `write` a whole file, or its `bytes`."""
    for edit in case["edits"]:
        path = project.root / edit["file"]
        if "replace" in edit:
            project.edit(edit["file"], edit["replace"], edit["with"])
        elif "bytes" in edit:
            path.write_bytes(bytes.fromhex(edit["bytes"]))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(edit["write"], encoding="utf-8")


# --- the cases ---


Check = Callable[..., Iterable[Problem]]


def held_to_its_mark(check: Check) -> Check:
    """Return the check, which fails when it yields a problem of a rule that it is not marked with."""
    mark = mark_of(check)
    assert mark

    @functools.wraps(check)
    def held(*arguments: object) -> Iterator[Problem]:
        declared = {rule.id for rule in mark.rules}
        for problem in check(*arguments):
            assert problem.rule in declared, f"{check.__name__} does not declare {problem.rule}"
            yield problem

    return held


@pytest.fixture(scope="module")
def marks_hold() -> Iterator[None]:
    """Every check yields problems of the rules alone that it is marked with."""
    with pytest.MonkeyPatch.context() as patch:
        for module in MODULES:
            for check in [check for scope in Scope for check in checks_in(module, scope)]:
                patch.setattr(module, check.__name__, held_to_its_mark(check))
        checks_in.cache_clear()
        yield
    checks_in.cache_clear()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.usefixtures("marks_hold")
def test_bad_input_is_listed_with_line_and_remedy(path: Path, sources: Project) -> None:
    case = read_case(path)
    if case.get("release") and case["rule"] != "words-unchecked":  # a release refuses unchecked words
        sources.say("checked_by", my="reader-a")
    apply(case, sources)
    library = library_of(sources)
    on = date.fromisoformat(case.get("today", str(TODAY)))
    problems = check_sources(
        library,
        sources.docs,
        on,
        release=case.get("release", False),
        release_date=on if case.get("clock") else None,
        private=case.get("private", ()),
    )
    place = (case["path"], case["line"], case["rule"])
    found = [p for p in problems if (p.path, p.line, p.rule) == place and case["says"] in p.message]
    assert found, f"{place} was not found; found: {problems}"
    assert case.get("column", found[0].column) in [p.column for p in found]
    assert any(case.get("proposes", "") in p.remedy for p in found)
    assert found[0].severity == case.get("severity", CATALOGUE[case["rule"]].severity)
    assert all(problem.remedy for problem in problems)
    noise = [p for p in problems if p.rule not in {case["rule"], *UNMARKED, *case.get("also", [])}]
    assert not noise, "one mistake, and other rules speak too"


def test_small_project_is_clean(sources: Project) -> None:
    problems = check_sources(library_of(sources), sources.docs, TODAY)
    assert {p.rule for p in problems} == {"translation-stale", "feature-unlisted"}


def test_no_case_repeats_another() -> None:
    found = [json.dumps({**read_case(path), "says": ""}, sort_keys=True) for path in CASES]
    assert len(set(found)) == len(found)


def marked_rules() -> Iterator[str]:
    """Yield the rules that tests say they raise, with the marker `raises_rule`."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.raises_rule":
                yield from map(ast.literal_eval, node.args)


def test_every_rule_is_raised_by_a_case_or_a_test() -> None:
    cases = {read_case(path)["rule"] for path in CASES}
    raised = cases | set(ALTERED) | {case.rule for case in read_cases(ATTACKS)} | set(marked_rules())
    assert raised == set(CATALOGUE)


def test_a_rule_is_declared_once() -> None:
    with pytest.raises(ValueError, match="file-name is declared twice"):
        declare("file-name", "error", "Files")


def test_a_rule_is_named_by_its_constant() -> None:
    for path in (ROOT / "hooks").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        declared = {id(call.args[0]) for call in calls if ast.unparse(call.func) == "rule"}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in CATALOGUE and id(node) not in declared:
                raise AssertionError(f"{path}:{node.lineno} names the rule {node.value} by its id")


def test_a_check_declares_rules_and_every_module_of_checks_is_run() -> None:
    folder = ROOT / "hooks/lanpya/checks"
    marked = {path.stem for path in folder.glob("*.py") if "\n@check(" in path.read_text(encoding="utf-8")}
    assert marked == {module.__name__.rpartition(".")[2] for module in MODULES}
    assert len(MODULES) == len(set(MODULES))
    for module in MODULES:
        for check in [check for scope in Scope for check in checks_in(module, scope)]:
            mark = mark_of(check)
            assert mark and mark.rules, check.__name__


NOISE = hashlib.shake_256(b"always the same").digest(10_000)
NASTY = {
    "random bytes": NOISE,
    "random letters": "".join(chr(0x20 + byte * 0x20) for byte in NOISE).encode(),
    "one huge line": b"a " * 50_000,
    "brackets": b"[" * 1000 + b"](x" * 1000 + b")",
    "quotations": b">" * 3000,
    "numbered lists": b"1. " * 1600,
    "braces": b"**a**{" * 500,
    "notes": b"!!! note\n    !!! note\n        ## x {#x}\n",
    "script": b"[x](javascript:alert(1)) <javascript:x> [y]\n\n[y]: javascript:alert(1)\n",
    "attributes": b"text\n{: #id .c onclick=x href=javascript:x }\n\n- item\n{: style=x }\n",
    "entities": b"&#106;&nope;&#x0;&#xFFFFFFF; &nbsp",
    "code": b"```\n<b>\n```\n\n\t## x {#x}\n\n~~~~\n",
}


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.usefixtures("marks_hold")
def test_no_text_stops_the_check(name: str, sources: Project) -> None:
    guide = sources.root / GUIDE
    guide.write_bytes(guide.read_bytes() + b"\n" + NASTY[name] + b"\n")
    problems = check_sources(library_of(sources), sources.docs, TODAY)
    assert any(p.path == GUIDE for p in errors_in(problems))
    (sources.docs / "data" / "links.yml").write_bytes(NASTY[name])
    assert errors_in(check_sources(library_of(sources), sources.docs, TODAY))


# --- the command ---


def check(*arguments: str | Path, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return run_lanpya("check", *arguments, cwd=root)


def test_check_exits_with_0_1_2_and_shows_three_formats(sources: Project) -> None:
    arguments = ("--docs", sources.docs, "--today", "2026-11-23")
    clean = check(*arguments)
    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "0 errors, 5 warnings" in clean.stdout
    sources.edit(GUIDE, "risk: high", "risk: medium")
    wrong = check(*arguments)
    assert wrong.returncode == 1
    assert re.search(r"5:7 +error +value-bad: .*\n +remedy: .*risk: high", wrong.stdout)
    assert "1 error, 5 warnings" in wrong.stdout
    as_json = check(*arguments, "--format", "json")
    assert as_json.returncode == 1
    error = next(p for p in json.loads(as_json.stdout) if p["severity"] == "error")
    assert set(error) == {"path", "line", "column", "rule", "severity", "message", "remedy"}
    assert (error["line"], error["column"], error["rule"]) == (5, 7, "value-bad")
    as_github = check(*arguments, "--format", "github")
    assert as_github.returncode == 1
    lines = as_github.stdout.splitlines()
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)
    assert [
        line for line in lines if line.startswith("::error") and ",line=5,col=7,title=value-bad::" in line
    ]


def test_check_shows_only_the_paths_asked_for(sources: Project) -> None:
    sources.edit(GUIDE, "risk: high", "risk: medium")
    arguments = ("--docs", sources.docs, "--today", "2026-11-23")
    assert check(*arguments, sources.docs / "my").returncode == 0
    assert check(*arguments, sources.root / GUIDE, sources.docs / "my").returncode == 1
    missing = check(*arguments, sources.docs / "nothing.md")
    assert missing.returncode == 2
    assert "nothing.md does not exist" in missing.stderr


def test_check_as_of_a_day_and_for_a_release(sources: Project) -> None:
    arguments = ("--docs", sources.docs, "--today", "2027-02-01")
    past = check(*arguments)
    assert past.returncode == 0
    assert "warning  page-past" in past.stdout
    assert "warning  contact-past" in past.stdout
    release = check(*arguments, "--release")
    assert release.returncode == 1
    assert "error  page-past" in release.stdout
    assert "error  contact-past" in release.stdout


@pytest.mark.parametrize(
    "arguments", [("--docs", "no/such/folder"), ("--today", "soon"), ("--format", "xml"), ("--unknown",)]
)
def test_check_that_cannot_run_exits_with_2(arguments: tuple[str, ...]) -> None:
    result = check(*arguments)
    assert result.returncode == 2
    assert result.stderr
    assert not result.stdout


@pytest.mark.raises_rule("contact-changed")
def test_check_reports_contacts_changed_since_a_revision(project: Project) -> None:
    git(project.root, "init", "--quiet")
    git(project.root, "add", ".")
    git(project.root, "commit", "--quiet", "--message", "as it was")
    arguments = ("--today", "2026-11-23", "--base", "HEAD")
    assert "contact-changed" not in check(*arguments, root=project.root).stdout
    contacts = "docs/data/contacts.yml"
    project.edit(contacts, "https://example.org/helpline", "https://example.net/other")
    changed = check(*arguments, "--format", "json", root=project.root)
    assert changed.returncode == 0, changed.stderr
    problem = next(p for p in json.loads(changed.stdout) if p["rule"] == "contact-changed")
    assert (problem["path"], problem["line"], problem["severity"]) == (contacts, 4, "warning")
    assert "https://example.org/helpline" in problem["message"]
    assert "https://example.net/other" in problem["message"]
    project.edit(contacts, "id: helpline", "id: hotline")
    assert "The contact hotline is a new entry" in check(*arguments, root=project.root).stdout
    unknown = check("--base", "no-such-revision", root=project.root)
    assert unknown.returncode == 2
    assert "no-such-revision" in unknown.stderr


# --- a build that fails, and the built site ---


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small_project(tmp_path_factory.mktemp("built") / "project")
    result = project.build()
    assert result.returncode == 0, result.stdout + result.stderr
    return project


@pytest.fixture
def built(built_once: Project, tmp_path: Path) -> Project:
    """A copy of the small project with its site, to break."""
    return Project(Path(shutil.copytree(built_once.root, tmp_path / "project")))


@pytest.mark.slow
def test_a_build_lists_all_errors_and_leaves_the_earlier_site(built: Project) -> None:
    before = contents(built.site)
    built.edit(GUIDE, "summary: What a guide answers.\n", "")
    built.edit("docs/my/index.md", "checked_by: null", "checked_by: no")
    (built.docs / "my" / "contacts.md").write_bytes(b"---\n\xff\n")
    built.edit("docs/data/contacts.yml", "2026-12-01", "2026-12-24")
    built.edit("docs/data/sources.yml", "kind: news", "kind: blog")
    result = built.build()
    assert result.returncode != 0
    shown = result.stdout + result.stderr
    for path, rule in (
        ("docs/data/contacts.yml", "contact-lifetime"),
        ("docs/data/sources.yml", "record-bad"),
        ("docs/en/guide.md", "key-missing"),
        ("docs/my/contacts.md", "unreadable"),
        ("docs/my/index.md", "value-bad"),
    ):
        assert re.search(rf"^{re.escape(path)}\n(  .*\n)*  [0-9:]+ +error +{rule}: ", shown, re.MULTILINE), (
            shown
        )
    assert "5 errors" in shown
    assert contents(built.site) == before
    assert not list(built.root.glob(".site*"))


@pytest.mark.raises_rule("leaflet-overflow", "leaflet-letter")
@pytest.mark.slow
def test_leaflets_that_cannot_be_printed_stop_the_build(built: Project) -> None:
    before = contents(built.site)
    built.edit(GUIDE, "Somebody counted this.", "- a\n" * 400 + "\nSomebody counted this.")
    built.edit("docs/my/guide.md", "တစ်ယောက်ယောက်က", "ḁ")
    result = built.build()
    assert result.returncode != 0
    shown = result.stdout + result.stderr
    assert re.search(r"15:1 +error +leaflet-overflow: .*'why'.* [1-9][0-9]* mm", shown)
    assert re.search(r"13:1 +error +leaflet-letter: .*ḁ", shown)
    assert contents(built.site) == before
    assert not list(built.root.glob(".site*"))


def add(name: str, text: str, before: str = "<h1") -> Callable[[Path], None]:
    """Return a function that puts `text` into the page `name` of a site."""

    def alter(site: Path) -> None:
        html = (site / name).read_text(encoding="utf-8")
        assert html.count(before) == 1
        (site / name).write_text(html.replace(before, text + before), encoding="utf-8")

    return alter


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a function that replaces what occurs once in the page `name` of a site."""

    def alter(site: Path) -> None:
        html = (site / name).read_text(encoding="utf-8")
        assert html.count(old) == 1
        (site / name).write_text(html.replace(old, new), encoding="utf-8")

    return alter


ALTERED: dict[str, list[tuple[str, Callable[[Path], None]]]] = {
    "link-broken": [
        ("2.html", add("2.html", '<a href="98.html">gone</a>')),
        ("en/2.html", add("en/2.html", '<a href="#h0">gone</a>')),
        ("en/2.html", add("en/2.html", '<a href="../print/en/2-zine.pdf#h0">no page</a>')),
        ("index.html", add("index.html", '<a href="/2.html">from the root</a>')),
    ],
    "other-host": [
        ("2.html", add("2.html", '<script src="https://example.net/count.js"></script>')),
        ("en/19.html", add("en/19.html", '<a href="https://example.net/not-registered">x</a>')),
    ],
    "element-unexpected": [
        ("2.html", add("2.html", "<iframe></iframe>")),
        ("2.html", add("2.html", "<p onclick=x()>x")),
        ("en/2.html", add("en/2.html", "<p style=color:red>x")),
        ("en/2.html", add("en/2.html", "<form action=2.html></form>")),
        ("19.html", add("19.html", '<meta http-equiv=refresh content="1;2.html">')),
        ("keep/notes-en.html", add("keep/notes-en.html", "<base href=2.html>", before="<header")),
    ],
    "request-extra": [
        ("2.html", add("2.html", '<img src="index.html" alt="">')),
        (
            "keep/notes-en.html",
            add("keep/notes-en.html", '<img src="../index.html" alt="">', before="<header"),
        ),
    ],
    "published-id-twice": [("2.html", add("2.html", "<p id=h0>a<p id=h0>b"))],
    "page-too-heavy": [
        ("2.html", add("2.html", "".join(chr(0x1000 + byte % 32) for byte in NOISE[:7000]))),
        ("en/2.html", add("en/2.html", f"<!--{NOISE[:4000].hex()}-->", before="<body")),
    ],
    "file-unexpected": [
        ("left.txt", lambda site: (site / "left.txt").write_text("x") and None),
        ("print/en/2-nothing.pdf", lambda site: (site / "print/en/2-nothing.pdf").write_text("x") and None),
    ],
    "leaflet-too-heavy": [("print/en/2-zine.pdf", lambda site: None)],
    "copy-too-heavy": [
        ("keep/notes-my.html", add("keep/notes-my.html", f"<!--{NOISE[:4000].hex()}-->", before="<body")),
        ("keep/notes-en.html", add("keep/notes-en.html", "x" * 800_000, before="<header")),
        ("keep/notes.zip", lambda site: (site / "keep/notes.zip").write_bytes(bytes(250_001)) and None),
    ],
    "contact-kept": [
        (
            "keep/notes-en.html",
            add("keep/notes-en.html", "https://example.org/helpline", before="<header"),
        ),
    ],
    "pack-missing": [
        ("keep/notes-my.html", replace("keep/notes-my.html", "<article id=p2>", "<article>")),
    ],
}


@pytest.mark.parametrize("rule", ALTERED)
def test_a_built_site_is_held_to_its_rules(rule: str, built: Project) -> None:
    library = library_of(built)
    assert check_built(built.site, library) == []
    for _, alter in ALTERED[rule]:
        alter(built.site)
    if rule == "leaflet-too-heavy":
        budgets = dataclasses.replace(library.settings.budgets, leaflet=1000)
        settings = dataclasses.replace(library.settings, budgets=budgets)
        library = dataclasses.replace(library, settings=settings)
    problems = check_built(built.site, library)
    for path, _ in ALTERED[rule]:
        wanted = sum(path == other for other, _ in ALTERED[rule])
        assert sum((p.path, p.rule) == (path, rule) for p in problems) >= wanted, problems
    assert all(p.remedy for p in problems)


# --- RULES.md ---


def sections_of_rules() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each section of RULES.md with its entries; the headings in examples are none."""
    text = (ROOT / "RULES.md").read_text(encoding="utf-8")
    fences = [match.span() for match in re.finditer(r"^```.*?^```$", text, re.MULTILINE | re.DOTALL)]
    found = [
        match
        for match in re.finditer(r"^(##|###) (.+)$", text, re.MULTILINE)
        if not any(start <= match.start() < end for start, end in fences)
    ]
    ends = [match.start() for match in found[1:]] + [len(text)]
    section, entries = "", list[tuple[str, str]]()
    for match, end in zip(found, ends, strict=True):
        if match[1] == "##":
            if section:
                yield section, entries
            section, entries = match[2], []
        else:
            entries.append((match[2], text[match.end() : end]))
    yield section, entries


def test_rules_md_has_an_entry_for_every_rule_in_its_section() -> None:
    written = [(section, rule) for section, entries in sections_of_rules() for rule, _ in entries]
    assert len(written) == len(set(written)) == len(CATALOGUE)
    assert {rule: section for section, rule in written} == {
        rule.id: rule.section for rule in CATALOGUE.values()
    }


def test_the_contents_of_rules_md_name_every_section_and_rule_in_order() -> None:
    met: Counter[str] = Counter()
    wanted = []
    for section, entries in sections_of_rules():
        for heading in (section, *(rule for rule, _ in entries)):
            anchor = re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")  # as forges make it
            wanted.append((heading, f"{anchor}-{met[anchor]}" if met[anchor] else anchor))
            met[anchor] += 1
    above = (ROOT / "RULES.md").read_text(encoding="utf-8").partition("\n## ")[0]
    assert re.findall(r"\[([^\]]+)\]\(#([^)]+)\)", above) == wanted


def test_every_rule_is_explained_with_a_bad_and_a_good_example() -> None:
    for rule, entry in (entry for _, entries in sections_of_rules() for entry in entries):
        assert re.search(rf"\*\*{CATALOGUE[rule].severity.capitalize()}\*\*", entry), rule
        assert re.search(
            r"^Bad:[^\n]*\n\n```.*?^```\n\nGood:[^\n]*\n\n```.*?^```$", entry, re.MULTILINE | re.DOTALL
        ), rule
