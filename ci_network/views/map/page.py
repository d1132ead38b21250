"""The page: a payload, vis-network from pyvis's own copy, and our scripts, in one locked file.

This is the only module that knows pyvis (0.3.2, frozen since 2023). Of pyvis it uses the network
of nodes, edges and options and the rendering of a template; its own template is not used, since
that loads from the internet and escapes nothing.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pyvis
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from markupsafe import Markup
from pyvis.network import Network

from ci_network.views.map.payload import Payload
from ci_network.views.policy import locked

_HERE = Path(str(files(__package__)))
_PYVIS = Path(pyvis.__file__).parent / "templates"
_VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"

_SCRIPTS = (
    "words.js",
    "state.js",
    "answer.js",
    "scene.js",
    "labels.js",
    "pane.js",
    "picture.js",
    "legend.js",
    "card.js",
    "table.js",
    "time.js",
    "story.js",
    "map.js",
)
"""In the order in which they are read; they share one scope."""

_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "selectable": False,
        "tooltipDelay": 86_400_000,
        "zoomSpeed": 0.6,
    },
    "nodes": {"borderWidth": 2, "chosen": False, "font": {"size": 0}},
    "edges": {"chosen": False, "smooth": False, "selectionWidth": 0, "hoverWidth": 0},
}


class _Page(Network):  # type: ignore[misc]
    """A pyvis network that renders our template, with everything escaped."""

    def __init__(self, **shown: object) -> None:
        super().__init__(cdn_resources="in_line")
        self.path = "template.html.j2"
        self.templateEnv = Environment(
            loader=ChoiceLoader([FileSystemLoader(_HERE), FileSystemLoader(_PYVIS)]),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templateEnv.policies["json.dumps_kwargs"] = {
            "allow_nan": False,
            "ensure_ascii": False,
            "separators": (",", ":"),
        }
        self.templateEnv.globals.update(shown)


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
    network = _Page(
        payload=_packed(payload),
        script=Markup(script),
        style=Markup(style),
        policy=locked(script, style, "img-src blob: data:"),
        language=payload["language"],
        words=payload["words"][payload["language"]],
        title=payload["title"],
        report=report,
    )
    _fill(network, payload)
    return str(network.generate_html())


def _packed(payload: Payload) -> dict[str, Any]:
    """The payload with what several windows have in common written once, in `shared`."""
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
            **window,
            "roster": once(window["roster"]),
            "ties": once(window["ties"]),
            "own": once(window["own"]),
            "scenarios": {s: once(figures) for s, figures in window["scenarios"].items()},
            "sectors": {s: once(between) for s, between in window["sectors"].items()},
        }
        for window in payload["windows"]
    ]
    # The pairs are pyvis's edges: the page reads them from there.
    rest = {key: value for key, value in payload.items() if key != "pairs"}
    return {**rest, "windows": windows, "shared": shared}


def _fill(network: Network, payload: Payload) -> None:
    """Hand the actors and pairs to pyvis, as plain numbers. What they mean is in the payload."""
    drawn = [] if payload["only_sectors"] else payload["actors"]
    for number, actor in enumerate(drawn):
        # A blank label: pyvis writes the number otherwise. Names are drawn by our own script.
        network.add_node(number, label=" ", x=actor["x"], y=actor["y"])
    for number, (first, second) in enumerate(zip(*payload["pairs"], strict=True)):
        network.edges.append({"id": number, "from": first, "to": second})
    network.options = _OPTIONS


@cache
def _script() -> str:
    """All scripts in one scope of their own, after vis-network."""
    own = "\n".join(_lean(_HERE.joinpath(name).read_text(encoding="utf-8")) for name in _SCRIPTS)
    vis = _PYVIS.joinpath(_VIS_NETWORK).read_text(encoding="utf-8")
    return f'{vis}\n(() => {{\n"use strict";\n{own}\n}})();\n'


@cache
def _style() -> str:
    return _lean(_HERE.joinpath("map.css").read_text(encoding="utf-8"))


def _lean(source: str) -> str:
    """A source without its indentation and the lines that are comments: a fifth less to carry."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*", "*")))
