"""A small map of each alliance, with the secretariat and without it, all drawn to one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from ci_network.views.compare.wording import figure
from ci_network.views.map import Payload, scale_of, svg_of
from ci_network.views.report.multiples import HEIGHT, WIDTH, Multiples, Pair, pair
from ci_network.views.sentence import Name, said

_WORDS = (
    said("The network of {name} with the secretariat: {share} of the pairs are connected."),
    said(
        "The network of {name} without anything that the secretariat took part in: {share} of the "
        "pairs are connected."
    ),
)


def small_maps(
    alliances: Sequence[Mapping[str, Any]], shown: Sequence[Payload | None]
) -> Multiples | None:
    """Draw the window of each alliance twice; None where there is nothing to draw.

    A partner stands where it stands on the map of its alliance. One scale for all: the smallest
    that one of them needs, and marks as large as in the one with most ties to a partner.
    """
    drawn = [
        (one, payload) for one, payload in zip(alliances, shown, strict=True) if payload is not None
    ]
    if not drawn:
        return None
    scale = min(scale_of(payload, WIDTH, HEIGHT, names=False) for _, payload in drawn)
    most = max(payload["scale"]["ties"] for _, payload in drawn)
    columns: list[Pair] = []
    pictures: dict[str, str] = {}
    for number, (one, payload) in enumerate(drawn, start=1):
        alike: Payload = {**payload, "scale": {**payload["scale"], "ties": most}}
        ends = ("present", "low") if one["low"] is not None else ("present",)
        column, made = pair(
            f"network-{number}", Name(one["name"]),
            [each.with_values(name=Name(one["name"])) for each in _WORDS],
            [figure(one, end, "share", "connectedness") for end in ends],
            partial(svg_of, alike, one["window"], scale=scale),
        )  # fmt: skip
        columns.append(column)
        pictures |= made
    return Multiples(tuple(columns), pictures, len(alliances) - len(drawn))
