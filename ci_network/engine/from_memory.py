"""A record in memory as an engine has it, for the ties that memory does not hold."""

from __future__ import annotations

import numpy as np

from ci_network.engine.frames import Engine
from ci_network.engine.presences import Presences
from ci_network.engine.stretches import Stretches
from ci_network.graphs.sorted_codes import ranges
from ci_network.network.windows import Gathered


def stretches_in_tables(engine: Engine, drawn: Gathered) -> Stretches:
    """The stretches of a record, held by an engine, and who was present in them.

    Parameters
    ----------
    engine
        Holds the tables.
    drawn
        The record in windows.
    """
    spans, activities = drawn.spans, len(drawn.alliance.activities)
    several = np.bincount(spans.activity, minlength=activities)
    stretch = spans.activity + activities * ranges(np.zeros_like(several), several)
    order = np.argsort(stretch)
    return Stretches(
        spans=engine.table({
            "stretch": stretch,
            "activity": spans.activity,
            "start": spans.start.astype(np.int32),
            "end": spans.end.astype(np.int32),
            "size": spans.size[spans.activity],
            "standing": spans.standing,
            "lasting": spans.lasting,
        }),
        presences=Presences(
            stretch=stretch[order],
            begin=spans.offset[order],
            many=np.diff(spans.offset)[order],
            columns={
                "actor": spans.actor.astype(np.int32),
                "lead": spans.lead,
                "secretariat": spans.secretariat,
                "latest_start": spans.latest_start.astype(np.int32),
            },
        ),
        participations=drawn.alliance.rows,
        activities=activities,
        some_cut=bool((several > 1).any()),
        partner_led=spans.partner_led,
    )  # fmt: skip
