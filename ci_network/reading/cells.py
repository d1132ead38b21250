"""What the cells of known columns can say."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from ci_network import dates
from ci_network.dates import PartialDate, parse_date

LEAD_ROLES = frozenset(
    {"lead", "leader", "co-lead", "colead", "organiser", "organizer", "host",
     "tovholder", "leder", "arrangør", "vært"}
)  # fmt: skip

YES = frozenset({"true", "yes", "ja", "1", "sand", "x"})
NO = frozenset({"", "false", "no", "nej", "0", "falsk"})
UNKNOWN = frozenset({"unknown", "ukendt"})
ONGOING = frozenset({"ongoing", "løbende"})
PERSON = frozenset({"person"})
ORGANISATION = frozenset({"", "organisation", "organization"})

INVOLVEMENT = {
    "": "", "none": "none", "ingen": "none", "no": "none", "nej": "none",
    "present": "present", "til stede": "present", "tilstede": "present", "deltog": "present",
    "led": "led", "ledet": "led", "ledede": "led",
}  # fmt: skip

_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_EXCEL_EPOCH = dt.date(1899, 12, 30)
EARLIEST, LATEST = dates.day(1900, 1, 1), dates.day(2100, 12, 31)


@cache
def leads(role: str) -> bool:
    """Whether a role is one that leads."""
    return role.casefold() in LEAD_ROLES


@cache
def read_date(text: str) -> PartialDate | None:
    """The date of a cell, or None when it is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def serial_date(text: str) -> str | None:
    """The date that an Excel serial number stands for, if the cell may be one."""
    if not _SERIAL.fullmatch(text):
        return None
    days = int(text.replace(",", ".").split(".")[0])
    return (_EXCEL_EPOCH + dt.timedelta(days=days)).isoformat()
