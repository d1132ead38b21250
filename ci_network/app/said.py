"""What the record says of an activity as a whole, so that nobody overwrites what he did not see."""

from __future__ import annotations

from typing import NamedTuple

from ci_network.app.words import marked
from ci_network.errors import CINetworkError
from ci_network.record.alliance import CONTINUES, LED_BY, NOT_KNOWN, Alliance


class MeanwhileError(CINetworkError):
    """It was told otherwise in another window, after the page was made."""

    def __init__(self) -> None:
        super().__init__(
            marked("It was changed in another window meanwhile. Load the page again to see it.")
        )


class Said(NamedTuple):
    """What is said of an activity; blank where nothing is.

    Attributes
    ----------
    continues
        ``yes`` or ``no``.
    taken_over_by
        Id of an actor.
    led_by
        Who led it.
    """

    continues: str = ""
    taken_over_by: str = ""
    led_by: str = ""


def said_of(alliance: Alliance, activity: str) -> Said:
    """What the record says of an activity; nothing, where there is none of the name."""
    told = alliance.activities
    if activity not in told.name:
        return Said()
    code = told.name.index(activity)
    continues, led_by, heir = (
        int(told.continues[code]), int(told.led_by[code]), int(told.taken_over_by[code]),
    )  # fmt: skip
    return Said(
        "" if continues == NOT_KNOWN else CONTINUES[continues],
        "" if heir < 0 else alliance.actors.id[heir],
        "" if led_by == NOT_KNOWN else LED_BY[led_by],
    )
