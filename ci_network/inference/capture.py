"""How many independent ties does the register miss? Two lists of the same ties, compared.

The register is the secretariat's; what partners do without it is seldom in it. A survey is a
second list. Where both name m of the same ties, of n1 and n2, the ties that neither names can be
estimated, as animals are that were caught twice: from the share of one list that the other has.

Three ties in the register, four in the survey, two in both: five are named. Had the two lists been
drawn apart, of n1 a share m/n2 would be found again, so there are about n1 n2 / m.
"""

from __future__ import annotations

import math
from typing import NamedTuple

ENOUGH = 5
"""Ties in both lists from which on anything is estimated."""

_NORMAL_95 = 1.959963984540054
_HALF = 0.5


class Missed(NamedTuple):
    """Ties that there are, by two lists of them.

    Attributes
    ----------
    register, survey, both
        Ties in the one list, in the other, and in both.
    total
        Estimate of all ties, on either list or on none. NaN where it cannot be told.
    low, high
        Its interval of 95 %. NaN where it cannot be told.
    """

    register: int
    survey: int
    both: int
    total: float
    low: float
    high: float

    @property
    def named(self) -> int:
        """Ties on one list or the other."""
        return self.register + self.survey - self.both

    @property
    def known(self) -> bool:
        """Whether it can be told."""
        return not math.isnan(self.total)


def missed(register: int, survey: int, both: int) -> Missed:
    """All ties, from those on two lists, if the lists are independent of each other.

    Parameters
    ----------
    register, survey
        Ties on each list, of the same pairs.
    both
        Ties on both.

    Returns
    -------
    Missed
        Chapman's estimate with Sadinle's transformed logit interval. NaN with fewer than five
        ties on both lists.

    Raises
    ------
    ValueError
        When more are on both than on one.

    References
    ----------
    Chapman, D. G. (1951). Some properties of the hypergeometric distribution with applications
    to zoological sample censuses. University of California Publications in Statistics 1, 131-160.

    Sadinle, M. (2009). Transformed logit confidence intervals for small populations in single
    capture-recapture estimation. https://doi.org/10.1080/03610910903168595

    Examples
    --------
    >>> found = missed(10, 15, 5)
    >>> round(found.total, 1), round(found.low), round(found.high)
    (28.3, 22, 65)
    """
    if not 0 <= both <= min(register, survey):
        raise ValueError(f"{both} of {register} and {survey} cannot be on both lists")
    if both < ENOUGH:
        return Missed(register, survey, both, math.nan, math.nan, math.nan)
    total = (register + 1) * (survey + 1) / (both + 1) - 1
    in_both = both + _HALF
    first, second = register - both + _HALF, survey - both + _HALF
    spread = math.sqrt(1 / in_both + 1 / first + 1 / second + in_both / (first * second))
    unseen, named = first * second / in_both, register + survey - both - _HALF
    factor = math.exp(_NORMAL_95 * spread)
    return Missed(register, survey, both, total, named + unseen / factor, named + unseen * factor)
