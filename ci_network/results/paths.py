"""Figures by their path: the keys of metrics.json joined by dots, a window named by its label."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

Figures = dict[str, Any]
"""Figures by key, as plain objects that JSON can hold."""


def plain(one: object) -> Figures:
    """What a value holds, by name, with lists for arrays."""
    return {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in vars(one).items()
    }


def step(key: str) -> str:
    """A key as it stands in a path: dots, which divide keys, are written %2E.

    Examples
    --------
    >>> step("St. Anna")
    'St%2E Anna'
    """
    return key.replace("%", "%25").replace(".", "%2E")


def find(figures: Mapping[str, Any], path: str) -> Any:
    """The value at a path of metrics.json; None where there is none.

    Examples
    --------
    >>> find({"windows": [{"window": "2019", "ties": {"total": 3}}]}, "windows.2019.ties.total")
    3
    """
    value: Any = figures
    for raw in path.split("."):
        key = raw.replace("%2E", ".").replace("%25", "%")
        value = _inside(value, key)
        if value is None:
            return None
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _inside(value: Any, key: str) -> Any:
    if isinstance(value, Mapping):
        return value.get(key)
    if isinstance(value, list):
        if key.isdigit() and not any(isinstance(i, Mapping) and "window" in i for i in value):
            return value[int(key)] if int(key) < len(value) else None
        named = (i for i in value if isinstance(i, Mapping) and i.get("window") == key)
        return next(named, None)
    return None


def flat_paths(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Every value of metrics.json by its path, None where undefined; lists of texts are values.

    Examples
    --------
    >>> flat_paths({"windows": [{"window": "2019", "ties": {"total": 3}}], "exit": None})
    {'windows.2019.window': '2019', 'windows.2019.ties.total': 3, 'exit': None}
    """
    values: dict[str, Any] = {}
    rest: list[tuple[str, Any]] = [("", figures)]
    while rest:
        path, value = rest.pop()
        before = f"{path}." if path else ""
        if isinstance(value, Mapping):
            rest += [(before + step(str(key)), item) for key, item in reversed([*value.items()])]
        elif isinstance(value, list | tuple) and any(isinstance(i, Mapping) for i in value):
            rest += [
                (before + step(str(item.get("window", number))), item)
                for number, item in reversed(list(enumerate(value)))
            ]
        else:
            undefined = isinstance(value, float) and not math.isfinite(value)
            values[path] = None if undefined else value
    return values
