"""The notebooks run, say what they may conclude, and use nothing that is not public."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ci_network as ci

if not os.environ.get("CI"):
    pytest.importorskip("nbclient", reason="the group `test` of pyproject.toml is not installed")
import nbformat
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
DANISH = [path for path in NOTEBOOKS if path.stem.endswith("-da")]
LIBRARIES = {
    "ci_network",
    "matplotlib.pyplot",
    "networkx",
    "pandas",
    "statsmodels.stats.inter_rater",
}
ENDS = (
    ("What may and may not be concluded", "**May.**", "**May not.**"),
    ("Hvad man må og ikke må slutte", "**Må.**", "**Må ikke.**"),
)
ON_THE_EXAMPLE = [path for path in NOTEBOOKS[2:7] if path not in DANISH]
IN_A_KERNEL = {"06-your-own-data"} if hasattr(os, "fork") else {path.stem for path in NOTEBOOKS}
TOGETHER = [path for path in NOTEBOOKS if path.stem not in IN_A_KERNEL]
STANDARD = {"pathlib", "tempfile", "warnings"}


def notebook(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code(path: Path) -> ast.Module:
    cells = [cell.source for cell in notebook(path).cells if cell.cell_type == "code"]
    return ast.parse("\n".join(cells))


def text(path: Path) -> str:
    return "\n".join(cell.source for cell in notebook(path).cells if cell.cell_type == "markdown")


def test_there_are_nine_in_order_and_two_of_them_in_danish():
    english = [path for path in NOTEBOOKS if path not in DANISH]
    assert [path.name[:2] for path in english] == [f"{n:02}" for n in range(1, 10)]
    assert [path.name[:2] for path in DANISH] == ["01", "03"]


@pytest.mark.parametrize("path", DANISH, ids=lambda path: path.stem)
def test_a_danish_notebook_does_what_the_english_one_does(path):
    """Cell by cell, but for the words that are shown."""
    english = path.with_name(path.name.replace("-da.", "."))
    kinds = [[cell.cell_type for cell in notebook(each).cells] for each in (path, english)]
    assert kinds[0] == kinds[1]
    names = [
        [node.attr for node in ast.walk(code(each)) if isinstance(node, ast.Attribute)]
        for each in (path, english)
    ]
    assert [name for name in names[0] if name != "in_words"] == names[1]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What came of each that no kernel runs, by one command; a bad chart would be told."""
    folder = tmp_path_factory.mktemp("notebooks")
    bad = [nbformat.v4.new_code_cell("import matplotlib.pyplot as plt\nplt.title(r'$\\frac$')")]
    nbformat.write(nbformat.v4.new_notebook(cells=bad), folder / "bad chart.ipynb")
    words = [sys.executable, str(Path(__file__).with_name("run_notebooks.py")), str(folder)]
    done = subprocess.run(
        [*words, *map(str, TOGETHER), str(folder / "bad chart.ipynb")],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert "ValueError" in found.pop("bad chart")["said"]
    return found


@pytest.mark.parametrize("path", TOGETHER, ids=lambda path: path.stem)
def test_a_notebook_runs(path, outcomes):
    assert outcomes[path.stem] == {"ended with": 0, "said": "", "left": []}


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.slow if path.stem not in IN_A_KERNEL else ())
        for path in NOTEBOOKS
    ],
    ids=lambda path: path.stem,
)
def test_a_notebook_runs_in_a_kernel(path, tmp_path):
    """As JupyterLab runs it: the others so with `-m slow`, and where no process can be forked."""
    client = NotebookClient(
        notebook(path),
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    )
    done = client.execute()
    told = [
        output.text
        for cell in done.cells
        for output in cell.get("outputs", [])
        if output.get("name") == "stderr"
    ]
    assert not told
    assert not list(tmp_path.iterdir()), "it writes into the folder that it runs in"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path):
    for cell in notebook(path).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_defines_no_functions_and_imports_public_names(path):
    tree = code(path)
    defined = (ast.FunctionDef, ast.Lambda, ast.ClassDef, ast.AsyncFunctionDef)
    assert not [node for node in ast.walk(tree) if isinstance(node, defined)]
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= LIBRARIES | STANDARD
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "ci"
    }
    assert used <= set(ci.__all__)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_ends_with_what_may_and_may_not_be_concluded(path):
    last = re.split(r"(?m)^## ", text(path))[-1]
    heading, may, may_not = ENDS[path in DANISH]
    assert last.startswith(heading)
    assert may in last
    assert may_not in last


@pytest.mark.parametrize("path", ON_THE_EXAMPLE, ids=lambda path: path.stem)
def test_the_notebooks_on_the_example_stand_beside_the_evaluators_words(path):
    assert "## Beside the evaluators' words" in text(path)


def test_every_chart_is_in_a_notebook():
    tree = [code(path) for path in NOTEBOOKS]
    used = {node.attr for one in tree for node in ast.walk(one) if isinstance(node, ast.Attribute)}
    charts = ast.parse(Path(ci.charts.__file__).read_text(encoding="utf-8"))
    public = {node.name for node in charts.body if isinstance(node, ast.FunctionDef)}
    assert {name for name in public if not name.startswith("_")} <= used
