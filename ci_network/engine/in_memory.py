"""A record that an engine reads and memory holds, for what looks at all of it at once."""

from __future__ import annotations

import numpy as np

from ci_network.engine.frames import Engine, Files, different
from ci_network.engine.source import unguarded_cells
from ci_network.reading.plain import CodedCells
from ci_network.reading.records import Records


def records_in_codes(engine: Engine, files: Files) -> Records:
    """A table for the reader of all records: each different cell once, and a code by row.

    Parameters
    ----------
    engine
        Reads the files.
    files
        Those of the table.
    """
    header = engine.header(files)
    cells = engine.cells(files, {f"column_{place}": name for place, name in enumerate(header)})
    coded, values = cells, []
    for place in range(len(header)):
        column, code = f"column_{place}", f"code_{place}"
        raw = engine.fetch(different(cells, column))[column].tolist()
        values.append(list(unguarded_cells(files, raw)))
        each = engine.table({column: raw, code: np.arange(len(raw), dtype=np.int32)})
        coded = engine.join(coded, each, column)
    names = [f"code_{place}" for place in range(len(header))]
    codes = engine.fetch(coded.select(*names))
    in_order = [codes[name] for name in names]
    return Records(files.name, CodedCells(header, values, in_order))
