"""The house: imports only go down, and each package has its place (ARCHITECTURE.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from support.project import ROOT

PACKAGE = ROOT / "hooks" / "lanpya"
# From the bottom to the top; packages of one row do not import each other.
LAYERS = (
    {"runtime"},
    {"problems"},
    {"languages"},
    {"detection"},
    {"content"},
    {"leaflets"},
    {"pages", "checks"},
    {"site", "translation", "editing"},
    {"releases"},
    {"cli"},
)
LEVEL = {name: number for number, names in enumerate(LAYERS) for name in names}


def imports() -> Iterator[tuple[str, str]]:
    """Yield each module of lanpya with each module that it imports, also inside functions."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{module}: write the whole name of what is imported"
                whole = node.module or ""
                for alias in node.names:
                    is_module = (PACKAGE.parent / whole.replace(".", "/") / f"{alias.name}.py").exists()
                    yield module, f"{whole}.{alias.name}" if is_module else whole
            elif isinstance(node, ast.Import):
                yield from ((module, alias.name) for alias in node.names)


def test_imports_only_go_down() -> None:
    found = [(one, other) for one, other in imports() if other.startswith("lanpya.")]
    assert len(found) > 500
    wrong = []
    for module, imported in found:
        own, other = ([*name.split("."), ""][1] for name in (module, imported))
        if own in LEVEL and own != other and LEVEL[other] >= LEVEL[own]:
            wrong.append(f"{module} imports {imported}")
    assert wrong == []


def test_no_circle_of_imports() -> None:
    edges: dict[str, set[str]] = {}
    for module, imported in imports():
        if imported.startswith("lanpya."):
            edges.setdefault(module, set()).add(imported)
    while ends := set(edges) & {name for name in edges if not edges[name] & set(edges)}:
        for name in ends:
            del edges[name]
    assert edges == {}, "these import each other in a circle"


def test_lanpya_never_imports_scripts_tests_or_mkdocs() -> None:
    foreign = {"scripts", "tests", "support", "conftest", "mkdocs", "material"}
    assert [pair for pair in imports() if pair[1].split(".")[0] in foreign] == []


def test_every_module_lives_in_a_package_of_the_picture() -> None:
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}
    folders = {path.parent for path in PACKAGE.rglob("*.py")} - {PACKAGE}
    assert {folder.relative_to(PACKAGE).parts[0] for folder in folders} == set(LEVEL)
    assert all((folder / "__init__.py").exists() for folder in folders)
    document = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for path in PACKAGE.rglob("*.py"):
        if path.name != "__init__.py" and path.parent not in (PACKAGE, PACKAGE / "cli"):
            assert re.search(rf"`(?:\w+/)?{path.stem}`", document), path.relative_to(PACKAGE)
