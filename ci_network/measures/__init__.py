"""The measures, one file for each question.

Those that take an ``nx.Graph`` are public here under their names; any graph will do. Nodes with
``secretariat=True`` carry paths and are not counted; ``sector`` of nodes and ``class``,
``strength`` and ``independent_strength`` of ties are read by the measures that need them.
"""

from ci_network.measures.of_graphs import (
    betweenness,
    connectedness,
    constraint,
    cross_sector_share,
    degree_centralization,
    density,
    efficiency,
    independent_share,
    independent_strength_share,
    isolates,
    largest_component,
)

__all__ = [
    "betweenness",
    "connectedness",
    "constraint",
    "cross_sector_share",
    "degree_centralization",
    "density",
    "efficiency",
    "independent_share",
    "independent_strength_share",
    "isolates",
    "largest_component",
]
