"""How a sector looks, and where it stands on the map of sectors.

A colour of Okabe and Ito and a shape, so that no one needs the colour.

Okabe, M. & Ito, K. (2008). Color Universal Design. https://jfly.uni-koeln.de/color/
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ci_network.views.map.payload import Sector, SectorPlace

_COLOURS = (
    ("#0072B2", "#00507D"), ("#E69F00", "#8F6300"), ("#009E73", "#006B4E"), ("#CC79A7", "#934F75"),
    ("#56B4E9", "#2A7CAB"), ("#D55E00", "#9A4400"), ("#F0E442", "#7D7500"),
)  # fmt: skip
"""Fill and edge. Black is kept for the secretariat, grey for what is not known."""

_SHAPES = ("dot", "square", "triangle", "diamond", "hexagon", "triangleDown")
"""Shapes that vis-network draws; the star is kept for the secretariat."""

_MANY = len(_COLOURS) * len(_SHAPES)


def sectors(labels: Sequence[str]) -> list[Sector]:
    """Give each sector its mark, the same for the same list of labels.

    Colour and shape run in step through lists of seven and six, so that the first 42 sectors
    differ; what comes after begins again.

    Examples
    --------
    >>> [(s["colour"], s["shape"]) for s in sectors(["Kommune", "Forening"])]
    [('#0072B2', 'dot'), ('#E69F00', 'square')]
    """
    return [
        {
            "label": label,
            "colour": _COLOURS[place % len(_COLOURS)][0],
            "edge": _COLOURS[place % len(_COLOURS)][1],
            "shape": _SHAPES[place % _MANY % len(_SHAPES)],
        }
        for place, label in enumerate(labels)
    ]


def sector_places(count: int) -> list[SectorPlace]:
    """Sectors in a wide ring, the last one for those whose sector is not recorded."""
    places: list[SectorPlace] = []
    for number in range(count):
        angle = 2 * math.pi * number / count
        places.append({"x": round(520 * math.sin(angle)), "y": round(-300 * math.cos(angle))})
    return places
