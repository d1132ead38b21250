"""Run notebooks, each in a process of its own that has their libraries loaded.

    python tests/run_notebooks.py FOLDER NOTEBOOK ...

They do what they would in a kernel, tables and charts included, but no chart is made an image once
it is laid out. What is printed is JSON: by notebook what went wrong, what it said on its error
output, and what it left in the folder that it ran in.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import networkx as _networkx  # noqa: F401
import pandas as _pandas  # noqa: F401
import statsmodels.stats.inter_rater as _inter_rater  # noqa: F401
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.figure import Figure
from matplotlib_inline import backend_inline as _backend_inline  # noqa: F401

import ci_network as ci


class Shell(InteractiveShell):
    """A shell whose charts are shown as those of a notebook."""

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no window."""

    def _showtraceback(self, *told: Any) -> None:
        """A chart that cannot be drawn is told of on the error output, as by a kernel."""
        print(*told[-1], sep="\n", file=sys.stderr)


def run(notebook: nbformat.NotebookNode, folder: Path) -> None:
    """Run the cells in this process; the first that goes wrong ends it."""
    os.chdir(folder)
    shell = Shell.instance()
    shell.run_line_magic("matplotlib", "inline")
    plt.uninstall_repl_displayhook()  # draws a chart before it is drawn to be shown
    shell.display_formatter.formatters["image/png"].for_type(Figure, Figure.draw_without_rendering)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            shell.run_cell(cell.source, store_history=True).raise_error()


def apart(notebook: Path, folder: Path) -> dict[str, object]:
    """Run a notebook in a process of its own, in an empty folder of its name."""
    place, log = folder / notebook.stem, folder / f"{notebook.stem}.txt"
    place.mkdir()
    cells = nbformat.read(notebook, as_version=4)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT), 2)
            run(cells, place)
            code = 0
        except BaseException:  # noqa: BLE001 - whatever it is ends one notebook
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {
        "ended with": code,
        "said": log.read_text(encoding="utf-8"),
        "left": sorted(path.name for path in place.iterdir()),
    }


if __name__ == "__main__":
    for name in ci.__all__:
        getattr(ci, name)
    room, *notebooks = map(Path, sys.argv[1:])
    print(json.dumps({each.stem: apart(each.resolve(), room.resolve()) for each in notebooks}))
