"""The one-way flow: a module imports only from those before it, and no two wait for each other."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

PACKAGE = Path(__file__).parent.parent / "ci_network"

# From first to last; a folder stands for all modules in it.
ORDER = [
    "errors",
    "dates",
    "memory",
    "language",
    "numerals",
    "files",
    "workbooks",
    "graphs",
    "record",
    "reading",
    "network",
    "measures",
    "inference",
    "results",
    "engine",
    "views",
    "api",
    "app",
    "commands",
    "__main__",
    "program",
    "__init__",
]
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
NAMES = {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in MODULES}


@cache
def imports(path: Path) -> frozenset[str]:
    """Modules of the package that a module imports anywhere in it, by their dotted names."""
    return frozenset(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse((PACKAGE / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            module = node.module or ""
            yield from (
                f"{module}.{alias.name}" if f"{module}.{alias.name}" in DOTTED else module
                for alias in node.names
            )
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


DOTTED = {f"ci_network.{name}" for name in NAMES}


def within(path: Path) -> set[str]:
    return {
        name.removeprefix("ci_network.")
        for name in imports(path)
        if name.startswith("ci_network.") and name in DOTTED
    }


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_imports_only_from_those_before_it(path):
    place = ORDER.index(path.parts[0].removesuffix(".py"))
    late = {name for name in within(path) if ORDER.index(name.partition(".")[0]) > place}
    assert not late, f"{path} imports {late}, which come after it"


def test_no_two_modules_wait_for_each_other():
    arrows = nx.DiGraph()
    for name, path in NAMES.items():
        arrows.add_edges_from((name, other) for other in within(path))
    circles = [circle for circle in nx.strongly_connected_components(arrows) if len(circle) > 1]
    assert not circles


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in MODULES if path.parent.parts}), ids=str
)
def test_no_two_folders_beside_each_other_wait_for_each_other(folder):
    """Subfolders of one folder, as wholes."""
    arrows = nx.DiGraph()
    for path in MODULES:
        if folder not in path.parents or path.parent == folder:
            continue
        own = path.relative_to(folder).parts[0]
        for name in within(path):
            other = NAMES[name]
            if folder in other.parents and other.parent != folder:
                arrows.add_edge(own, other.relative_to(folder).parts[0])
    arrows.remove_edges_from(list(nx.selfloop_edges(arrows)))
    assert nx.is_directed_acyclic_graph(arrows)


def test_one_module_alone_knows_pyvis_and_none_runs_it():
    """Its Python code imports networkx and IPython; what the map needs of it is a file."""
    knowing = [path for path in MODULES if "pyvis" in (PACKAGE / path).read_text("utf-8")]
    assert knowing == [Path("views/map/page.py")]
    assert not any(name.partition(".")[0] == "pyvis" for path in MODULES for name in imports(path))


def test_no_two_files_of_tests_have_one_name():
    """Pytest imports them by their name alone."""
    tests = Counter(path.name for path in Path(__file__).parent.rglob("test_*.py"))
    assert [name for name, times in tests.items() if times > 1] == []
