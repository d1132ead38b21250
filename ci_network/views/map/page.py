"""The page: a payload, vis-network from pyvis's own copy, and our scripts, in one locked file.

This is the only module that knows pyvis (0.3.2, frozen since 2023). Of pyvis it uses the library of
the browser and the form of nodes and options; its own template is not used, since that loads from
the internet and escapes nothing, and its Python code is not run: that imports networkx and IPython,
which takes longer than the whole map of a few dozen actors.
"""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import numpy as np
from jinja2 import Template
from markupsafe import Markup
from numpy.typing import NDArray

from ci_network.views.map.payload import Payload
from ci_network.views.pages import asset, locked, templates

_HERE = Path(str(files(__package__)))
_VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"

_SCRIPTS = (
    "words.js", "state.js", "standing.js", "answer.js", "raster.js", "lines.js", "scene.js",
    "boxes.js", "labels.js", "pane.js", "picture.js", "legend.js", "card.js", "table.js", "time.js",
    "lanes.js", "exit.js", "decide.js", "handouts.js", "story.js", "map.js",
)  # fmt: skip
"""In the order in which they are read; they share one scope."""

_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "selectable": False,
        "tooltipDelay": 86_400_000,
        "zoomSpeed": 0.6,
    },
    "nodes": {"borderWidth": 2, "chosen": False, "font": {"size": 0}},
}


_PLAIN_UP_TO = 500_000
"""Signs of data that stand in the page as they are; more are compressed."""

_NODE_COLOUR = "#97c2fc"
"""Of every node until our script gives it its own."""


def page(payload: Payload, report: Literal["index.html"] | None = None) -> str:
    """Render a payload as one HTML file that opens without any network.

    Parameters
    ----------
    payload
        What to show.
    report
        The report beside it, to link to.

    Returns
    -------
    str
        The page, to be written as UTF-8. The same payload gives the same text.
    """
    script, style = _script(), _style()
    return _template().render(
        payload=_packed(payload), nodes=_nodes(payload), options=json.dumps(_OPTIONS),
        columns=_columns(payload), library=_compressed_library(), script=Markup(script),
        style=Markup(style),
        policy=locked(script, style, "img-src blob: data:", library=_library()),
        language=payload["language"], words=payload["words"][payload["language"]],
        title=payload["title"], report=report, plain_up_to=_PLAIN_UP_TO,
    )  # fmt: skip


@cache
def _template() -> Template:
    environment = templates(_HERE)
    environment.policies["json.dumps_kwargs"] = {
        "allow_nan": False,
        "ensure_ascii": False,
        "separators": (",", ":"),
    }
    environment.filters["compressed"] = lambda text: _compressed(text.encode(), 6)
    return environment.get_template("template.html.j2")


def _packed(payload: Payload) -> dict[str, Any]:
    """The payload with what several windows have in common written once, in `shared`.

    Pairs and ties are left to `_columns`.
    """
    shared: list[Any] = []
    place: dict[str, int] = {}

    def once(value: Any) -> int:
        key = json.dumps(value)
        if key not in place:
            place[key] = len(shared)
            shared.append(value)
        return place[key]

    windows = [
        {
            **{key: value for key, value in window.items() if key != "ties"},
            "roster": once(window["roster"]),
            "stretches": once(window["stretches"]),
            "own": once(window["own"]),
            "scenarios": {s: once(figures) for s, figures in window["scenarios"].items()},
            "exits": once(window["exits"]),
            "open": once(window["open"]),
            "sectors": once(window["sectors"]),
            "changes": window["changes"]
            and {key: window["changes"][key] for key in ("joined", "left")},
        }
        for window in payload["windows"]
    ]
    rest = {key: value for key, value in payload.items() if key != "pairs"}
    return {**rest, "windows": windows, "shared": shared, "strengths": _strengths(payload)}


def _strengths(payload: Payload) -> list[float]:
    """The different strengths that ties have."""
    return sorted({x for window in payload["windows"] for x in window["ties"]["strength"]})


def _columns(payload: Payload) -> str:
    """Pairs and ties as columns of whole numbers, and these as text.

    Each column is its width in bytes, its length in four, and its numbers; sorted columns are
    written as steps. The page reads them in the same order.
    """
    place = {x: number for number, x in enumerate(_strengths(payload))}
    first, second = (np.array(side, np.int64) for side in payload["pairs"])
    columns = [_steps(first * len(payload["actors"]) + second)]
    for window in payload["windows"]:
        ties, changes = window["ties"], window["changes"]
        columns += [
            _steps(ties["pair"]),
            np.array(ties["kind"], np.int64) + 4 * np.array(ties["until"], np.int64),
            np.array([place[x] for x in ties["strength"]], np.int64),
            np.array(ties["activities"], np.int64),
            _steps([] if changes is None else changes["formed"]),
            _steps([] if changes is None else changes["dissolved"]),
        ]
    return _compressed(b"".join(map(_column, columns)))


def _compressed(content: bytes, level: int = 9) -> str:
    """Content as text that the page inflates by the browser's own means."""
    return base64.b64encode(zlib.compress(content, level)).decode("ascii")


def _steps(values: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    column = np.array(values, np.int64)
    return column - np.append(np.zeros(1, np.int64), column)[: len(column)]


def _column(values: NDArray[np.int64]) -> bytes:
    width = next(w for w in (1, 2, 4) if int(values.max(initial=0)) < 256**w)
    return struct.pack("<BI", width, len(values)) + values.astype(f"<u{width}").tobytes()


def _nodes(payload: Payload) -> list[dict[str, Any]]:
    """The actors as pyvis has nodes, as plain numbers. What they mean is in the payload.

    Ties are no edges of pyvis: the page draws them itself, all of a kind in one go. The label is
    blank, since names are drawn by our own script; without one the number would be written.
    """
    same = {"label": " ", "shape": "dot"}
    return [
        {"color": _NODE_COLOUR, "x": actor["x"], "y": actor["y"], "id": number, **same}
        for number, actor in enumerate(payload["actors"])
    ]


@cache
def _library() -> str:
    """vis-network as pyvis brings it."""
    pyvis = find_spec("pyvis")
    if pyvis is None or not pyvis.submodule_search_locations:
        raise ModuleNotFoundError("No module named 'pyvis'", name="pyvis")
    return asset(Path(pyvis.submodule_search_locations[0]), _VIS_NETWORK)


@cache
def _compressed_library() -> str:
    return _compressed(_library().encode())


@cache
def _script() -> str:
    """All our scripts in one scope of their own."""
    own = "\n".join(_lean(asset(_HERE, name)) for name in _SCRIPTS)
    return f'(async () => {{\n"use strict";\n{own}\n}})();\n'


@cache
def _style() -> str:
    return _lean(asset(_HERE, "map.css"))


def _lean(source: str) -> str:
    """A source without its indentation and the lines that are comments: a fifth less to carry."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*", "*")))
