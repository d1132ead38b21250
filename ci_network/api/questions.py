"""Is it really the secretariat, and how sure are we? The answers as DataFrames."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from ci_network.api.choices import choose
from ci_network.api.figures import drawn_for
from ci_network.api.frames import iso_to_dates
from ci_network.dates import EVERY, Every, iso, parse_date
from ci_network.errors import UsageError
from ci_network.inference import departure as departure_
from ci_network.inference import influence as influence_
from ci_network.inference import key_players as key_players_
from ci_network.inference import null as null_
from ci_network.inference import offshoot_curve as offshoot_curve_
from ci_network.inference import sensitivity as sensitivity_
from ci_network.inference import tipping
from ci_network.inference.chance import DRAWS
from ci_network.inference.removal import MEASURES
from ci_network.measures.sustainability import sustainability
from ci_network.network.networks import TIE_CLASSES
from ci_network.network.windows import WindowNetworks, window_networks
from ci_network.record.alliance import Alliance
from ci_network.results.lasting import BY_MONTH, GAP_MONTHS, survival_figures


def null(
    alliance: Alliance,
    every: Every | None = None,
    *,
    window: str | None = None,
    replicates: int = DRAWS,
    seed: int = 1,
    max_size: int | None = None,
) -> pd.DataFrame:
    """The secretariat beside random activities of the same sizes.

    As many activities as the secretariat attended, or alone led, are taken away at random, of
    the same sizes and among those in which it could have been. What partners keep among
    themselves then is compared with what they keep when the secretariat's own activities end.

    Parameters
    ----------
    alliance, every, window, max_size
        As for `evaluate`.
    replicates
        Draws for each window.
    seed
        The same seed gives the same figures.

    Returns
    -------
    DataFrame
        ``window`` (the whole period as ``all``, where no window is asked for), ``ended``
        (``attended`` or ``led``), ``measure``, ``observed`` (what is kept, 0 to 1), ``mean``,
        ``low``, ``high`` (of the draws, the latter at 2.5 % and 97.5 %), ``p``, ``activities`` (of
        the secretariat), ``eligible`` (that it could have attended) and ``size_gap`` (partners by
        which a drawn activity is larger on average). NaN where there is no alternative to draw.

    References
    ----------
    Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero.
    https://doi.org/10.2202/1544-6115.1585

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.null(ci.simulated(), replicates=99)
    >>> whole = found.set_index(["window", "ended", "measure"]).loc[("all", "attended")]
    >>> whole.loc["efficiency", ["observed", "mean", "p"]].astype(float).round(3).tolist()
    [0.773, 0.867, 0.03]
    """
    choice = choose(alliance, every, window)
    found = null_.null(sustainability(alliance, choice.every, max_size), replicates, seed)
    compared = {one.window: one for one in (*found.windows, found.whole)}
    rows: list[dict[str, Any]] = []
    for label in compared if choice.window is None else [choice.window]:
        for ended, answer in (("attended", compared[label].attended), ("led", compared[label].led)):
            if answer is None:
                continue
            size = {name: getattr(answer, name) for name in ("activities", "eligible", "size_gap")}
            for measure, figures in answer.figures.items():
                key = {"window": label, "ended": ended, "measure": measure}
                rows.append(key | figures._asdict() | size)
    return pd.DataFrame(rows, columns=list(_NULL_COLUMNS))


def _drawn(alliance: Alliance, window: str, max_size: int | None) -> WindowNetworks:
    """The one window that a question is about."""
    if window != "all" and window in EVERY:
        raise UsageError(
            f"window={window!r} is a length (every={window!r}), and this is asked of one window: "
            "name it by its label, such as window='2018', or 'all'."
        )
    return drawn_for(alliance, window, None, max_size)


_NULL_COLUMNS = (
    "window", "ended", "measure", "observed", "mean", "low", "high", "p", "activities",
    "eligible", "size_gap",
)  # fmt: skip


def key_players(
    alliance: Alliance, window: str = "all", *, max_size: int | None = None
) -> pd.DataFrame:
    """Every actor taken out in turn, as the secretariat is: who would be missed most?

    Parameters
    ----------
    alliance, max_size
        As for `evaluate`.
    window
        Label of the window, such as ``"2018"``; ``"all"`` is the whole period.

    Returns
    -------
    DataFrame
        A row for each actor and kind of ending: ``id``, ``label``, ``sector``, ``secretariat``
        (all its actors are one row, with the id ``secretariat``), ``ended`` (``attended`` or
        ``led``: which of its activities end) and what the others keep of ``connectedness``,
        ``largest_component``, ``efficiency`` and ``ties``, 0 to 1. Those that are missed most
        come first. Empty in a window with more than 500 actors or without activity.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network.
    https://doi.org/10.1007/s10588-006-7084-x

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.key_players(ci.example())
    >>> found[found["ended"] == "attended"]["id"].iloc[0]
    'secretariat'
    """
    drawn = _drawn(alliance, window, max_size)
    (network,) = drawn.networks
    found = key_players_.key_players(network, drawn.meetings, drawn.spans)
    columns = ["id", "label", "sector", "secretariat", "ended", *MEASURES]
    if found is None:
        return pd.DataFrame(columns=columns)
    who, codes = alliance.actors, found.actor.tolist()
    tables = []
    for ended, ending in (("attended", found.attended), ("led", found.led)):
        named = {
            "id": [who.id[code] for code in codes],
            "label": [who.label[code] for code in codes],
            "sector": [who.sector[code] for code in codes],
            "secretariat": False,
            "ended": ended,
        }
        tables.append(pd.DataFrame({**named, **ending.partners}))
        if ending.secretariat is not None:
            own: dict[str, Any] = {"id": "secretariat", "label": "secretariat", "sector": None}
            own |= {"secretariat": True, "ended": ended}
            own |= {name: standing.kept for name, standing in ending.secretariat.items()}
            tables.append(pd.DataFrame([own]))
    table = pd.concat(tables, ignore_index=True)[columns]
    return table.sort_values(["ended", *MEASURES], ignore_index=True, kind="stable")


def influence(
    alliance: Alliance, window: str = "all", *, max_size: int | None = None
) -> pd.DataFrame:
    """Each activity left out in turn: which ones carry the result?

    Parameters
    ----------
    alliance, window, max_size
        As for `key_players`.

    Returns
    -------
    DataFrame
        ``figure`` (``independent_share``, ``connectedness_led_activities_end``,
        ``connectedness_unaided``), ``value`` (with all activities in), ``activity``, ``change``
        (the figure without the activity minus the value). For each figure the ten activities
        that change it most. Empty in a window without activity, or with more than 500 partners
        or 2,000 activities.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.influence(ci.example(), "2018")
    >>> found[found["figure"] == "connectedness_led_activities_end"]["activity"].iloc[0]
    'Alliancegruppen'
    """
    drawn = _drawn(alliance, window, max_size)
    (network,) = drawn.networks
    found = influence_.influence(network, drawn.meetings, drawn.spans)
    names = drawn.alliance.activities.name
    rows = [
        {"figure": figure, "value": carried.value, "activity": names[code], "change": change}
        for figure, carried in ({} if found is None else found.figures).items()
        for code, change in carried.rows
    ]
    return pd.DataFrame(rows, columns=["figure", "value", "activity", "change"])


def tipping_point(
    alliance: Alliance, window: str = "all", *, seed: int = 1, max_size: int | None = None
) -> pd.DataFrame:
    """How many activities would have to be missing from the record for the verdict to turn?

    The secretariat keeps the register, so what partners did without it is what is most easily
    missing. Unrecorded independent activities of median size are added at random until a figure
    passes one half.

    Parameters
    ----------
    alliance, window, max_size
        As for `key_players`.
    seed
        The same seed gives the same figures.

    Returns
    -------
    DataFrame
        A row for ``independent_share`` and for ``connectedness`` of the unaided network:
        ``figure``, ``now``, ``direction`` (``add``: so many must be missing; ``remove``: of so
        many recorded as independent the secretariat must have been part), ``median``, ``least``
        and ``most`` over the placements, ``activity_size``. Empty in a window without activity
        or with more than 500 partners.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.tipping_point(ci.example(), "2018")["direction"].tolist()
    ['add', 'add']
    """
    if seed < 0:
        raise UsageError(f"The seed is {seed}; it must be 0 or more.")
    drawn = _drawn(alliance, window, max_size)
    (network,) = drawn.networks
    found = tipping.tipping_point(network, drawn.meetings, drawn.spans, (seed, 0))
    columns = ["figure", "now", "direction", "median", "least", "most", "activity_size"]
    if found is None:
        return pd.DataFrame(columns=columns)
    figures = {"independent_share": found.independent_share, "connectedness": found.connectedness}
    rows = [
        {"figure": name, **vars(turning), "activity_size": found.activity_size}
        for name, turning in figures.items()
    ]
    return pd.DataFrame(rows, columns=columns)


def sensitivity(alliance: Alliance) -> pd.DataFrame:
    """The headline figures under other choices: length of the windows, and size of activities.

    Parameters
    ----------
    alliance
        The record.

    Returns
    -------
    DataFrame
        ``every``, ``max_size`` (NaN for no limit), ``windows`` (with activity), ``figure``,
        ``mean`` over the windows and ``last`` (in the last window with activity). Empty without
        a secretariat, without activities, or above 2,000 actors.

    Examples
    --------
    >>> import ci_network as ci
    >>> sorted(ci.sensitivity(ci.example())["every"].unique())
    ['all', 'half', 'month', 'quarter', 'school-year', 'year']
    """
    found = sensitivity_.sensitivity(window_networks(alliance), 1, repeats=1)
    rows = [
        {
            "every": choice.every,
            "max_size": math.nan if choice.max_size is None else choice.max_size,
            "windows": choice.windows,
            "figure": figure,
            "mean": choice.mean[figure],
            "last": choice.last[figure],
        }
        for choice in (() if found is None else found.choices)
        for figure in choice.mean
    ]
    return pd.DataFrame(rows, columns=["every", "max_size", "windows", "figure", "mean", "last"])


def subsamples(alliance: Alliance, *, seed: int = 1, repeats: int = 200) -> pd.DataFrame:
    """The headline figures of the whole period when part of the record is left out at random.

    This says how far the figures move, and not where a true value lies.

    Parameters
    ----------
    alliance
        The record.
    seed
        The same seed gives the same figures.
    repeats
        Subsamples for each share.

    Returns
    -------
    DataFrame
        ``left_out`` (share of activities, 0 to 0.5), ``activities`` (how many that is),
        ``figure``, ``middle``, ``low``, ``high`` (median, 2.5 % and 97.5 % points). Empty where
        `sensitivity` is.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.subsamples(ci.example(), repeats=20)["left_out"].unique().tolist()
    [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]
    """
    if seed < 0 or repeats < 1:
        raise UsageError(f"The seed is {seed} and repeats {repeats}; 0 or more, and 1 or more.")
    found = sensitivity_.sensitivity(window_networks(alliance), seed, repeats)
    rows = [
        {
            "left_out": part.left_out,
            "activities": part.activities,
            "figure": figure,
            "middle": part.middle[figure],
            "low": part.low[figure],
            "high": part.high[figure],
        }
        for part in (() if found is None else found.subsamples)
        for figure in part.middle
    ]
    names = ["left_out", "activities", "figure", "middle", "low", "high"]
    return pd.DataFrame(rows, columns=names)


def offshoot_curve(alliance: Alliance, *, max_size: int | None = None) -> pd.DataFrame:
    """How long until those who met through the secretariat work together without it?

    Beside it the base rate: pairs that the secretariat never brought together, from their first
    activity to another one.

    Parameters
    ----------
    alliance
        The record.
    max_size
        Activities with more actors than this make no ties.

    Returns
    -------
    DataFrame
        ``pairs_that_met`` (``through_secretariat`` or ``never_through_secretariat``),
        ``months``, ``share`` (Kaplan-Meier estimate of the pairs for which it has happened by
        then), ``low`` and ``high`` (95 %; NaN where too few activities carry them), ``at_risk``.
        A row at 0 months for each kind, with the number of pairs in ``at_risk``.

    References
    ----------
    Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations.
    https://doi.org/10.1080/01621459.1958.10501452

    Examples
    --------
    >>> import ci_network as ci
    >>> float(ci.offshoot_curve(ci.example())["share"].max())
    0.0
    """
    found = offshoot_curve_.offshoot_curve(sustainability(alliance, "all", max_size))
    tables = []
    for kind, curve in vars(found).items():
        zero = {"months": 0.0, "share": 0.0, "low": math.nan, "high": math.nan}
        begin = pd.DataFrame([zero | {"at_risk": curve.pairs}])
        names = ("months", "share", "low", "high", "at_risk")
        rest = pd.DataFrame({name: getattr(curve, name) for name in names})
        both = pd.concat([begin, rest], ignore_index=True) if len(rest) else begin
        both.insert(0, "pairs_that_met", kind)
        tables.append(both)
    return pd.concat(tables, ignore_index=True)


def survival(
    alliance: Alliance, *, gap_months: float = GAP_MONTHS, max_size: int | None = None
) -> pd.DataFrame:
    """How long do ties, activities and partners last, in all and by class?

    Parameters
    ----------
    alliance
        The record.
    gap_months
        Months without being seen after which a tie, an activity or a partner's taking part has
        ended; above 0. What is seen again after that counts as new.
    max_size
        Activities with more actors than this make no ties.

    Returns
    -------
    DataFrame
        ``kind`` (``ties``, ``activities``, ``partners``), ``class`` (``all``, ``independent``,
        ``supported``, ``carried``: the one had by then; only ``all`` without a secretariat),
        ``watched``, ``ended``, ``activities`` (they were seen in), ``half_life_months`` with
        ``half_life_low`` and ``half_life_high`` (95 %), ``after_year`` (share that lasts longer
        than a year) with ``after_year_se``, ``after_year_low``, ``after_year_high``, and both
        ``…_without`` the activity that most were seen in. Undefined is NaN. Errors leave out each
        activity in turn; there are none above 2,000 activities.

    Raises
    ------
    UsageError
        When `gap_months` is not above 0.

    References
    ----------
    Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations.
    https://doi.org/10.1080/01621459.1958.10501452

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.survival(ci.example()).set_index(["kind", "class"])
    >>> found.loc[("ties", "all"), ["watched", "ended"]].astype(int).tolist()
    [227, 20]
    """
    table = [
        {"kind": kind, "class": name} | {k: v for k, v in curve.items() if k not in BY_MONTH}
        for kind, name, curve in _curves_of(alliance, gap_months, max_size)
    ]
    return pd.DataFrame(table)


def survival_curve(
    alliance: Alliance, *, gap_months: float = GAP_MONTHS, max_size: int | None = None
) -> pd.DataFrame:
    """The share of ties, activities and partners that last longer, month by month.

    Parameters
    ----------
    alliance, gap_months, max_size
        As for `survival`.

    Returns
    -------
    DataFrame
        ``kind``, ``class``, ``months``, ``surviving`` (Kaplan-Meier, 0 to 1), ``se``, ``low`` and
        ``high`` (95 %; NaN where too few activities carry them), ``at_risk``: how many were
        watched up to that age. No row for ages at which nobody was watched.

    Raises
    ------
    UsageError
        When `gap_months` is not above 0.

    References
    ----------
    Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations.
    https://doi.org/10.1080/01621459.1958.10501452

    Examples
    --------
    >>> import ci_network as ci
    >>> curve = ci.survival_curve(ci.example())
    >>> ties = curve[(curve["kind"] == "ties") & (curve["class"] == "all")]
    >>> ties.set_index("months").loc[[12, 24], "surviving"].round(3).tolist()
    [1.0, 0.906]
    """
    tables = [
        pd.DataFrame({"kind": kind, "class": name} | {key: curve[key] for key in BY_MONTH})
        for kind, name, curve in _curves_of(alliance, gap_months, max_size)
    ]
    return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)


def _curves_of(
    alliance: Alliance, gap_months: float, max_size: int | None
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Kind, class and figures of each curve."""
    if not 0 < gap_months < math.inf:
        raise UsageError(f"gap_months={gap_months}; it must be above 0.")
    found = survival_figures(window_networks(alliance, "all", max_size), gap_months)
    for kind in ("ties", "activities", "partners"):
        for name in ("all", *TIE_CLASSES):
            if found[kind][name] is not None:
                yield kind, name, found[kind][name]


def departure(
    alliance: Alliance, date: str | None = None, *, max_size: int | None = None
) -> pd.DataFrame:
    """What happened when the secretariat left, beside every other date of the record.

    Of the ties of the year before a date, which have a spell in the year after?

    Parameters
    ----------
    alliance
        The record.
    date
        The last day with the secretariat, such as ``"2019-12-31"`` or ``"2019"``; the end of its
        term when None.
    max_size
        Activities with more actors than this make no ties.

    Returns
    -------
    DataFrame
        ``date``, ``placebo`` (whether it is another date, for comparison), ``class`` (``all``,
        ``independent``, ``supported``, ``carried``: of the tie in the year before), ``ties``,
        ``both_active`` (ties whose partners both still take part in something), ``kept`` (of
        these) and ``share``. The exit comes first.

    Raises
    ------
    UsageError
        When no term ends, or there is no record on both sides of the date.

    Examples
    --------
    >>> import ci_network as ci
    >>> found = ci.departure(ci.example(), "2017")
    >>> found.loc[~found["placebo"], "class"].tolist()
    ['all', 'independent', 'supported', 'carried']
    """
    drawn = window_networks(alliance, "all", max_size)
    day = departure_.end_of_term(drawn) if date is None else parse_date(date).last
    if day is None:
        raise UsageError("No term of the secretariat ends; say the date of the exit.")
    found = departure_.departure(drawn, day)
    every_date = [(day, False, found.outlived)]
    every_date += [(other, True, outlived) for other, outlived in found.placebo]
    rows = [
        {"date": iso(ordinal), "placebo": placebo, "class": kind, **vars(outlived[kind])}
        for ordinal, placebo, outlived in every_date
        for kind in outlived
    ]
    return iso_to_dates(pd.DataFrame(rows), "date")
