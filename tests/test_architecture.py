"""The one-way flow: a module imports only from those before it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ci_network"

# From first to last; a folder stands for all modules in it.
ORDER = [
    "errors",
    "language",
    "progress",
    "formulas",
    "dates",
    "windows",
    "content",
    "writing",
    "display",
    "shipped",
    "runs",
    "workers",
    "alliance",
    "pseudonyms",
    "reading",
    "importing",
    "partnerships",
    "reach",
    "graph",
    "network",
    "measures",
    "sustainability",
    "engine",
    "simulate",
    "inference",
    "views",
    "exchange",
    "interface",
    "cli",
    "__main__",
    "__init__",
]
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            if node.module == "ci_network":
                names |= {f"ci_network.{alias.name}" for alias in node.names}
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
    rooms = {name.split(".")[1] for name in names if name.startswith("ci_network.")}
    return {
        name for name in rooms if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").exists()
    }


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_imports_only_from_those_before_it(path):
    place = ORDER.index(room(path))
    late = {name for name in imported_rooms(path) if ORDER.index(name) > place}
    assert not late, f"{path} imports {late}, which come after it"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_only_one_module_touches_pyvis(path):
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    modules = {
        name
        for node in ast.walk(tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    touches = any(name.split(".")[0] == "pyvis" for name in modules)
    assert not touches or path.parts[:2] == ("views", "map")
