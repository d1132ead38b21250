"""The places of a map as a table, for the next meeting."""

from __future__ import annotations

import csv
import io

from ci_network.files.formulas import harmless
from ci_network.graphs.arrangement import Positions


def layout_csv(positions: Positions) -> str:
    """The text of layout.csv: a row per actor, by id.

    Examples
    --------
    >>> layout_csv({"skolen": (40, -12)})
    'id,x,y\\nskolen,40,-12\\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", "x", "y"])
    writer.writerows([harmless(key), x, y] for key, (x, y) in sorted(positions.items()))
    return text.getvalue()
