"""A small map of each alliance, with the secretariat and without it, all drawn to one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ci_network.network.networks import Scenario
from ci_network.views.compare.wording import figure
from ci_network.views.map import Payload, scale_of, svg_of
from ci_network.views.report.multiples import Drawing, Multiples, Pair
from ci_network.views.sentence import Name, said

_WIDTH, _HEIGHT = 340, 250
_SIDES: tuple[tuple[str, Scenario], ...] = (("with", "present"), ("without", "unaided"))


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
    scale = min(scale_of(payload, _WIDTH, _HEIGHT, names=False) for _, payload in drawn)
    most = max(payload["scale"]["ties"] for _, payload in drawn)
    columns, pictures = [], {}
    for number, (one, payload) in enumerate(drawn, start=1):
        alike: Payload = {**payload, "scale": {**payload["scale"], "ties": most}}
        drawings = []
        for side, scenario in _SIDES if one["low"] is not None else _SIDES[:1]:
            key = f"network-{number}-{side}"
            pictures[key] = svg_of(
                alike, one["window"], scenario, width=_WIDTH, height=_HEIGHT, names=False,
                scale=scale,
            )  # fmt: skip
            drawings.append(_drawing(one, key, side))
        columns.append(Pair(Name(one["name"]), tuple(drawings)))
    return Multiples(
        said("Who is tied to whom, with the secretariat above and without it below"),
        tuple(columns),
        pictures,
        len(alliances) - len(drawn),
    )


def _drawing(one: Mapping[str, Any], key: str, side: str) -> Drawing:
    path = "present" if side == "with" else "low"
    values = {"name": Name(one["name"]), "share": figure(one, path, "share", "connectedness")}
    words = {
        "with": said(
            "The network of {name} with the secretariat: {share} of the pairs are connected."
        ),
        "without": said(
            "The network of {name} without anything that the secretariat took part in: {share} of "
            "the pairs are connected."
        ),
    }
    captions = {"with": said("{share} with it"), "without": said("{share} without it")}
    return Drawing(key, words[side].with_values(**values), captions[side].with_values(**values))
