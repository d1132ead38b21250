"""What the person says of the file, where it cannot be told or is told wrongly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["long", "activities", "actors"]
"""A row per participant, a row per activity with actors as columns, or the reverse."""


@dataclass(frozen=True)
class Choices:
    """The options of `import`; None and empty where nothing was said.

    Attributes
    ----------
    activity, actor, date, end, role, attended
        Names of columns; `attended` may be ``none``.
    shape
        What a row is.
    sheets
        Names of the sheets to read.
    secretariat
        Names or ids of the actors that are secretariat.
    separators
        What divides names in a cell; an empty text for nothing.
    marks
        Words of a cross table that count as taking part.
    by_name
        One activity for each name, whatever its dates.
    """

    activity: str | None = None
    actor: str | None = None
    date: str | None = None
    end: str | None = None
    role: str | None = None
    attended: str | None = None
    shape: Shape | None = None
    sheets: tuple[str, ...] = ()
    secretariat: tuple[str, ...] = ()
    separators: str = ",;\n"
    marks: tuple[str, ...] = ()
    by_name: bool = False
