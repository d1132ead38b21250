"""The record as it may be shown: persons under codes, as in everything that the commands make."""

from __future__ import annotations

from ci_network.record.alliance import Alliance
from ci_network.record.pseudonyms import Key, under_pseudonyms, without_persons


def as_shown(alliance: Alliance, *, pseudonyms: bool = False) -> tuple[Alliance, Key | None]:
    """The alliance as it may leave the register, and what stands for what in it.

    Parameters
    ----------
    alliance
        The record.
    pseudonyms
        Whether all names are codes, and not those of persons alone.
    """
    if pseudonyms:
        return under_pseudonyms(alliance)
    if "person" in alliance.actors.type:
        return without_persons(alliance)
    return alliance, None
