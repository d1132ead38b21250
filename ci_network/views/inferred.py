"""Comparison and uncertainty as plain objects, for `metrics --format json` and the report."""

from __future__ import annotations

from typing import Any

from ci_network.inference.null import Null, SizeMatched, WindowNull

Figures = dict[str, Any]


def null_figures(found: Null) -> Figures:
    """The size-matched null: `replicates`, `seed`, a dict for each window, and `whole`."""
    return {
        "replicates": found.replicates,
        "seed": found.seed,
        "windows": [_window(window) for window in found.windows],
        "whole": _window(found.whole),
    }


def _window(found: WindowNull) -> Figures:
    return {
        "window": found.window,
        "attended": _size_matched(found.attended),
        "led": _size_matched(found.led),
    }


def _size_matched(found: SizeMatched | None) -> Figures | None:
    if found is None:
        return None
    return {
        "activities": found.activities,
        "eligible": found.eligible,
        "size_gap": found.size_gap,
        **{name: vars(comparison) for name, comparison in found.figures.items()},
    }
