"""Asking the partners themselves, and what they said."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from ci_network.api.choices import length
from ci_network.api.recipes import network_of_answer
from ci_network.dates import Every
from ci_network.errors import UsageError
from ci_network.files.writing import write_folder
from ci_network.language import Language
from ci_network.network.windows import window_networks
from ci_network.record import accounts as record_accounts
from ci_network.record.alliance import Alliance, Counting
from ci_network.record.display import Bundle, Shown, register
from ci_network.results.accounts import SAYS, account_figures
from ci_network.results.accounts import accounts as own_accounts
from ci_network.results.figures import flat
from ci_network.results.surveying import surveying
from ci_network.views.forms.survey import Wishes, figures, survey_files


@dataclass(frozen=True, eq=False, repr=False)
class Survey(Shown):
    """A survey of the partners of a window.

    Attributes
    ----------
    figures
        Who is asked about whom: ``survey`` (its name), ``window``, ``start``, ``end``, and for
        each of the ``partners`` its ``id``, ``label``, ``file`` and those that it ``met``.
    files
        Content by name: the forms, the sheets to print, and the workbook.
    """

    figures: Mapping[str, Any]
    files: Mapping[str, str | bytes]

    @property
    def partners(self) -> pd.DataFrame:
        """A row for each partner that is asked: ``id``, ``label``, ``file``, ``met``."""
        return pd.DataFrame(self.figures["partners"])

    def write(self, folder: str | os.PathLike[str]) -> None:
        """Write the files into a folder that is new or empty."""
        write_folder(Path(folder), self.files, mark=False)


def survey(
    alliance: Alliance,
    every: Every | None = None,
    *,
    window: str | None = None,
    max_size: int | None = None,
    language: Language = "da",
    trust: bool = False,
    send_to: str = "",
) -> Survey:
    """Ask the partners who they work with without the secretariat.

    Parameters
    ----------
    alliance, every, max_size
        As for `evaluate`.
    window
        Label of the window that is asked about; that of the answer by default.
    language
        Of the forms.
    trust
        Whether to ask about trust and value too, from 1 to 4.
    send_to
        Where the answers go, as the respondents read it.

    Returns
    -------
    Survey
        A form and a sheet for each partner, and a workbook for all.

    Raises
    ------
    UsageError
        When there is no such window, or fewer than two partners in it.

    Examples
    --------
    >>> import ci_network as ci
    >>> asked = ci.survey(ci.simulated(seed=1, partners=12))
    >>> len(asked.partners), sorted(asked.files)[-1]
    (12, 'to-print.html')
    """
    made = surveying(network_of_answer(alliance, every, window, max_size))
    return Survey(figures(made), survey_files(made, Wishes(language, trust, send_to)))


def accounts(alliance: Alliance, every: Every | None = None) -> pd.DataFrame:
    """What partners say themselves, beside the register, by window.

    Parameters
    ----------
    alliance, every
        As for `evaluate`.

    Returns
    -------
    DataFrame
        ``window``; ``partners``, ``answered``, ``partial``, ``share_answered``; pairs of partners
        of which both, one or none have answered (``pairs_of_two``, ``pairs_of_one``,
        ``pairs_unknown``); ties without the secretariat that the ``register`` tells of, that
        ``both`` partners tell of (``new``: not in the register), and that ``one`` tells of alone;
        the range by what counts (``ranges.register.low`` …); and how many ties there are by the
        two lists, if these are independent of each other (``missed.total``, ``missed.low``,
        ``missed.high``; NaN with fewer than five on both). Empty where nobody was asked.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.accounts(ci.example()).empty
    True
    """
    drawn = window_networks(alliance, length(every))
    return pd.DataFrame([dict(flat(account_figures(each))) for each in own_accounts(drawn)])


def counting(alliance: Alliance, whose: Counting) -> Alliance:
    """The record with other accounts of pairs counted than those that both partners give.

    Parameters
    ----------
    alliance
        The record.
    whose
        ``register``: none; ``agreed``: those that both partners give, as usual; ``one``: also
        what one of the two says alone.

    Raises
    ------
    UsageError
        When `whose` is none of these.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.counting(ci.example(), "one").counting
    'one'
    """
    if whose not in SAYS:
        raise UsageError(f"whose={whose!r} is none of {', '.join(SAYS)}.")
    return record_accounts.counting(alliance, whose)


def _text(asked: Survey) -> Bundle:
    many, window = len(asked.figures["partners"]), asked.figures["window"]
    return {"text/plain": f"Survey of {many} partners about {window}"}


register(Survey, _text)
