"""The figures of each window, of counts that an engine made.

What a pair or a row has to be looked at for, the engine counts. Who is there in a window and
which of them are connected comes to memory one window at a time, in whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import numpy as np

from ci_network import dates
from ci_network.alliance import Actors, Codes, Flags
from ci_network.engine.frames import Columns, Engine, Frame
from ci_network.engine.stretches import Stretches
from ci_network.engine.ties import UNDATED, meetings
from ci_network.graph import components
from ci_network.measures import cohesion, convening, independence, offshoots, turnover
from ci_network.network import SCENARIOS, Scenario, in_scenario, members
from ci_network.partnerships import CARRIED, INDEPENDENT
from ci_network.sustainability import MeasuredWindow, SecretariatFigures, WindowFigures
from ci_network.windows import Window

NOT_COMPUTED = (
    "scenarios.*.efficiency",
    "scenarios.*.efficiency_se",
    "retention.*.efficiency",
    "secretariat.betweenness",
    "secretariat.betweenness_se",
    "secretariat.constraint",
    "substitute_hub",
    "brokerage",
    "recorded_by",
    "record",
)
"""Figures that need all paths between partners, or every column of the record."""

_STANDINGS = range(INDEPENDENT, CARRIED + 1)


@dataclass(frozen=True)
class Drawn:
    """The tables of an alliance that its figures are counted from.

    Attributes
    ----------
    cut
        Stretches and presences.
    spans
        Stretches by window.
    ties
        Ties by window and pair.
    actors
        The actors.
    sector
        Code of the sector of each, -1 where unknown.
    windows
        The windows.
    max_size
        Activities with more actors make no ties.
    """

    cut: Stretches
    spans: Frame
    ties: Frame
    actors: Actors
    sector: Codes
    windows: Sequence[Window]
    max_size: int | None


def window_figures(
    engine: Engine, drawn: Drawn, tell: Callable[[int, int], None]
) -> tuple[MeasuredWindow, ...]:
    """The figures of each window.

    Parameters
    ----------
    engine
        Holds the tables.
    drawn
        The tables.
    tell
        Told how many windows of how many are measured.

    Returns
    -------
    tuple of MeasuredWindow
        What `NOT_COMPUTED` names is NaN.
    """
    present = engine.hold(_present(drawn))
    secretariat = _secretariat(engine, present)
    ties = _classed(drawn, secretariat)
    counted = _Counted(
        activities=_by_window(engine, drawn.spans.select("window", "activity").unique()),
        attended=_by_window(
            engine, present.filter("secretariat").select("window", "activity").unique()
        ),
        kept=_by_window(engine, _kept(ties)),
        ties=_tie_counts(engine, ties, drawn),
        degrees=_largest_degrees(engine, ties),
        leads=engine.fetch(
            present.filter("lead").select(
                "window", "activity", "actor", "secretariat",
                (nw.col("standing") == INDEPENDENT).alias("unattended"),
            )
        ),
    )  # fmt: skip
    found = []
    led_before = np.zeros(len(drawn.actors), bool)
    before: _Here | None = None
    for place, window in enumerate(drawn.windows):
        activities = counted.activities.get(place, 0)
        if not activities:
            found.append(MeasuredWindow(window, 0, 0, None))
            before = None
        else:
            here = _here(engine, present, drawn, place)
            figures = _figures(counted, drawn, place, here, before, led_before)
            led_before[figures.convening.leads] = True
            found.append(MeasuredWindow(window, int(here.roster.sum()), activities, figures))
            before = here
        tell(place + 1, len(drawn.windows))
    engine.drop(present)
    return tuple(found)


@dataclass(frozen=True)
class _Counted:
    """Counts by window; `ties` by window, standing and more, `leads` by presence of a lead."""

    activities: Mapping[int, int]
    attended: Mapping[int, int]
    kept: Mapping[int, int]
    ties: Columns
    degrees: Mapping[tuple[int, int], int]
    leads: Columns


@dataclass(frozen=True)
class _Here:
    """Who is there in a window, by actor, and what it is connected by.

    Attributes
    ----------
    roster, secretariat
        By actor.
    paths
        What its paths say, by scenario.
    """

    roster: Flags
    secretariat: Flags
    paths: Mapping[Scenario, _Components]


@dataclass(frozen=True)
class _Components:
    connected_pairs: int
    largest: int
    isolates: int


def _present(drawn: Drawn) -> Frame:
    makes_ties = nw.lit(value=True)
    if drawn.max_size is not None:
        makes_ties = nw.col("size") <= drawn.max_size
    return drawn.cut.presences.join(drawn.spans, on="stretch", how="inner").select(
        "window", "stretch", "activity", "actor", "lead", "secretariat", "standing",
        makes_ties.alias("makes_ties"),
    )  # fmt: skip


def _secretariat(engine: Engine, present: Frame) -> Columns:
    """Who takes part as secretariat in which window."""
    return engine.fetch(present.filter("secretariat").select("window", "actor").unique())


def _classed(drawn: Drawn, secretariat: Columns) -> Frame:
    """Ties by window, with both actors, and whether they are the secretariat's own."""
    count = len(drawn.actors)
    keys = (secretariat["window"] * count + secretariat["actor"]).tolist()
    first, second = nw.col("pair") // count, nw.col("pair") % count
    ties = drawn.ties.filter(nw.col("window") != UNDATED).with_columns(first=first, second=second)
    start = nw.col("window") * count
    own = (start + nw.col("first")).is_in(keys) | (start + nw.col("second")).is_in(keys)
    return ties.with_columns(own=own if keys else nw.lit(value=False))


def _by_window(engine: Engine, rows: Frame) -> dict[int, int]:
    counts = engine.fetch(rows.group_by("window").agg(nw.len().alias("count")))
    return dict(zip(counts["window"].tolist(), counts["count"].tolist(), strict=True))


def _kept(ties: Frame) -> Frame:
    """Ties between partners that were there in the window before too."""
    partners = ties.filter(~nw.col("own"))
    before = partners.select((nw.col("window") + 1).alias("window"), "pair")
    return partners.select("window", "pair").join(before, on=["window", "pair"], how="inner")


def _tie_counts(engine: Engine, ties: Frame, drawn: Drawn) -> Columns:
    """Ties counted by window, standing, whether they are own, and what is known of sectors."""
    codes = np.arange(len(drawn.sector))
    of_first = engine.table({"first": codes, "first_sector": drawn.sector})
    of_second = engine.table({"second": codes, "second_sector": drawn.sector})
    one, other = nw.col("first_sector"), nw.col("second_sector")
    known = (one >= 0) & (other >= 0)
    return engine.fetch(
        ties.join(of_first, on="first", how="inner")
        .join(of_second, on="second", how="inner")
        .with_columns(
            known=known,
            crosses=known & (one != other),
            is_deep=nw.when(nw.col("independent_activities") >= 2).then(nw.lit(1)),
        )
        .group_by("window", "standing", "own", "known", "crosses")
        .agg(
            nw.len().alias("count"),
            nw.col("strength").sum(),
            nw.col("independent_strength").sum(),
            nw.col("is_deep").count().alias("deep"),
        )
    )


def _largest_degrees(engine: Engine, ties: Frame) -> dict[tuple[int, int], int]:
    """Largest degree by window and scenario; own ties count in ``present`` alone."""
    ends = nw.concat(
        [
            ties.select("window", "standing", "own", nw.col("first").alias("actor")),
            ties.select("window", "standing", "own", nw.col("second").alias("actor")),
        ],
        how="vertical",
    )
    names = [f"degree_{n}" for n in range(len(SCENARIOS))]
    partners = ~nw.col("own")
    within = {
        name: nw.when(partners & (nw.col("standing") <= bound)).then(nw.lit(1))
        for name, scenario, bound in zip(names, SCENARIOS, _bounds(), strict=True)
        if scenario != "present"
    }
    degrees = (
        ends.with_columns(**within)
        .group_by("window", "actor")
        .agg(nw.len().alias(names[0]), *[nw.col(name).count() for name in within])
    )
    largest = engine.fetch(degrees.group_by("window").agg(*[nw.col(name).max() for name in names]))
    return {
        (window, n): int(largest[name][row])
        for row, window in enumerate(largest["window"].tolist())
        for n, name in enumerate(names)
    }


def _bounds() -> list[int]:
    """Highest standing that each scenario leaves."""
    standings = np.array(_STANDINGS, np.int8)
    return [int(standings[in_scenario(standings, scenario)].max()) for scenario in SCENARIOS]


def _here(engine: Engine, present: Frame, drawn: Drawn, place: int) -> _Here:
    """Bring the presences of one window to memory, and see who is connected."""
    rows = engine.fetch(
        present.filter(nw.col("window") == place).select(
            "stretch", "actor", "secretariat", "standing", "makes_ties"
        )
    )
    takes_part, secretariat = np.zeros((2, len(drawn.actors)), bool)
    takes_part[rows["actor"]] = True
    secretariat[rows["actor"][rows["secretariat"].astype(bool)]] = True
    roster = (takes_part | members(drawn.actors, drawn.windows[place])) & ~secretariat
    inside = rows["makes_ties"].astype(bool)
    found = _connected(
        rows["actor"][inside], rows["stretch"][inside], rows["standing"][inside], secretariat
    )
    partners = int(roster.sum())
    return _Here(
        roster,
        secretariat,
        {name: _sizes(labels, partner, partners) for name, labels, partner in found},
    )


def _connected(
    actor: Codes, stretch: Codes, standing: Codes, secretariat: Flags
) -> Iterator[tuple[Scenario, Codes, Flags]]:
    """Component of each actor that is there, and whether it is a partner, by scenario.

    What a scenario leaves, a more generous one leaves too: each begins with the components of
    the one before and adds the meetings that only it has.
    """
    actors, vertex = np.unique(actor, return_inverse=True)
    _, meeting = np.unique(stretch, return_inverse=True)
    partner = ~secretariat[actors]
    labels = np.arange(len(actors))
    between = partner[vertex]
    bounds = dict(zip(SCENARIOS, _bounds(), strict=True))
    reached = INDEPENDENT - 1
    for scenario in reversed(SCENARIOS[1:]):
        bound = bounds[scenario]
        added = between & (standing > reached) & (standing <= bound)
        labels = _merged(labels, vertex[added], meeting[added])
        reached = bound
        yield scenario, labels, partner
    # Through the secretariat: all that were present with it, and all where it was.
    with_it = np.zeros(int(meeting.max(initial=-1)) + 1, bool)
    with_it[meeting[~between]] = True
    added = with_it[meeting]
    yield SCENARIOS[0], _merged(labels, vertex[added], meeting[added]), partner


def _merged(labels: Codes, vertex: Codes, meeting: Codes) -> Codes:
    """Components when everybody in a meeting is connected too."""
    if not len(vertex):
        return labels
    count = int(labels.max()) + 1
    found = components(count + int(meeting.max()) + 1, labels[vertex], count + meeting)
    return found[labels]


def _sizes(labels: Codes, partner: Flags, partners: int) -> _Components:
    """Of a network of `partners`, of which those that are not there are alone."""
    actors = np.bincount(labels, minlength=1)
    of_partners = np.bincount(labels[partner], minlength=len(actors))
    absent = partners - int(partner.sum())
    return _Components(
        connected_pairs=int((of_partners * (of_partners - 1) // 2).sum()),
        largest=max(int(of_partners.max()), min(partners, 1)),
        isolates=int((actors[labels[partner]] == 1).sum()) + absent,
    )


def _figures(
    counted: _Counted,
    drawn: Drawn,
    place: int,
    here: _Here,
    before: _Here | None,
    led_before: Flags,
) -> WindowFigures:
    partners = int(here.roster.sum())
    of_ties = _of_window(counted.ties, place)
    own = of_ties["own"].astype(bool)
    between = {name: values[~own] for name, values in of_ties.items()}
    count = between["count"].astype(np.int64)
    expected = cohesion.expected_mixing(drawn.sector[here.roster])
    scenarios: dict[Scenario, cohesion.Cohesion] = {}
    for n, scenario in enumerate(SCENARIOS):
        left = in_scenario(between["standing"], scenario)
        its_own = int(of_ties["count"][own].sum()) if scenario == "present" else 0
        found = here.paths[scenario]
        counts = cohesion.Counts(
            partners=partners,
            ties=int(count[left].sum()),
            isolates=found.isolates,
            vertices=partners + (int(here.secretariat.sum()) if scenario == "present" else 0),
            degrees=2 * (int(count[left].sum()) + its_own),
            largest_degree=counted.degrees.get((place, n), 0),
            known_sectors=int(count[left & between["known"].astype(bool)].sum()),
            cross_sector=int(count[left & between["crosses"].astype(bool)].sum()),
        )
        paths = cohesion.of_components(partners, found.connected_pairs, found.largest)
        scenarios[scenario] = cohesion.counted(counts, paths, expected)
    led = _of_window(counted.leads, place)
    convened = convening.convened(
        convening.Leading(
            activity=led["activity"],
            actor=led["actor"],
            secretariat=led["secretariat"].astype(bool),
            unattended=led["unattended"].astype(bool),
        ),
        np.flatnonzero(here.secretariat),
        counted.attended.get(place, 0),
        counted.activities[place],
    )
    return WindowFigures(
        independence=independence.counted(
            np.bincount(between["standing"], count, CARRIED + 1).astype(np.int64),
            strength=float(between["strength"].sum()),
            independent_strength=float(between["independent_strength"].sum()),
            deep=int(between["deep"].sum()),
        ),
        scenarios=scenarios,
        retention={s: cohesion.retention(scenarios, s) for s in SCENARIOS[1:]},
        secretariat=SecretariatFigures(
            betweenness={},
            betweenness_se={},
            constraint={},
            pairs_only_through=scenarios["present"].connected_pairs
            - scenarios["hub_leaves"].connected_pairs,
        ),
        convening=convened,
        first_time_leads=int((~led_before[convened.leads]).sum()),
        turnover=_turnover(counted, place, here, before),
        substitute_hub=None,
        brokerage=None,
    )


def _turnover(
    counted: _Counted, place: int, here: _Here, before: _Here | None
) -> turnover.Turnover:
    if before is None:
        return turnover.UNKNOWN
    return turnover.changed(
        kept=counted.kept.get(place, 0),
        before=_partner_ties(counted, place - 1),
        now=_partner_ties(counted, place),
        joined=int((here.roster & ~before.roster).sum()),
        left=int((before.roster & ~here.roster).sum()),
    )


def _partner_ties(counted: _Counted, place: int) -> int:
    of_ties = _of_window(counted.ties, place)
    return int(of_ties["count"][~of_ties["own"].astype(bool)].sum())


def _of_window(columns: Columns, place: int) -> Columns:
    inside = columns["window"] == place
    return {name: values[inside] for name, values in columns.items()}


def offshoot_figures(engine: Engine, drawn: Drawn, last: int | None) -> offshoots.Offshoots:
    """How the pairs of the whole record began.

    Most pairs met only with the secretariat, or only without it, and it is enough to know on which
    day first. Only of the others all meetings are looked at once more.
    """
    count = len(drawn.actors)
    flagged = engine.fetch(drawn.cut.presences.filter("secretariat").select("actor").unique())
    codes = flagged["actor"].tolist()
    pairs = drawn.ties
    if codes:
        is_own = (nw.col("pair") // count).is_in(codes) | (nw.col("pair") % count).is_in(codes)
        pairs = pairs.filter(~is_own)
    pairs = engine.hold(
        pairs.group_by("pair").agg(nw.col("with_start").min(), nw.col("without_start").min())
    )
    no_with, no_without = nw.col("with_start").is_null(), nw.col("without_start").is_null()
    plain = pairs.filter(no_with | (no_without & (nw.col("with_start") > dates.BEGINNING)))
    plain = plain.select(
        nw.when(no_with).then(nw.lit(offshoots.FROM_START))
        .otherwise(nw.lit(offshoots.MET_THROUGH)).alias("kind"),
        (nw.lit(0 if last is None else last) - nw.col("with_start")).alias("days"),
    )  # fmt: skip
    mixed = pairs.filter(~no_with & (~no_without | (nw.col("with_start") <= dates.BEGINNING)))
    found = [engine.fetch(plain.group_by("kind", "days").agg(nw.len().alias("count")))]
    found.append(engine.fetch(_compared(drawn, mixed.select("pair"), last)))
    engine.drop(pairs)
    kinds, days, pairs_of = (
        np.concatenate([each[name].astype(np.float64) for each in found])
        for name in ("kind", "days", "count")
    )
    timed = ~np.isnan(days) & (kinds != offshoots.FROM_START) & (kinds != offshoots.ORDER_UNKNOWN)
    return offshoots.counted(
        np.bincount(kinds.astype(np.int64), pairs_of, len(offshoots.FIRST_MET)).astype(np.int64),
        days[timed].astype(np.int64),
        kinds[timed] == offshoots.OFFSHOOT,
        pairs_of[timed].astype(np.int64),
    )


def _compared(drawn: Drawn, pairs: Frame, last: int | None) -> Frame:
    """How these pairs began, and after how many days, from all their meetings."""
    spans = drawn.cut.spans
    if drawn.max_size is not None:
        spans = spans.filter(nw.col("size") <= drawn.max_size)
    met = meetings(drawn.cut, spans, len(drawn.actors)).join(pairs, on="pair", how="semi")
    apart, dated = nw.col("standing") == INDEPENDENT, nw.col("end") != dates.END
    latest = nw.when(dated).then(nw.col("latest_start")).otherwise(nw.lit(dates.END - 1))
    began = met.select(
        "pair",
        nw.when(~apart).then(nw.col("start")).alias("with_start"),
        nw.when(~apart).then(latest).alias("with_latest"),
        nw.when(apart).then(nw.col("start")).alias("without_start"),
        nw.when(apart).then(latest).alias("without_latest"),
        nw.when(~apart & dated).then(nw.col("start")).alias("met_on"),
    )
    names = ("with_start", "with_latest", "without_start", "without_latest", "met_on")
    began = began.group_by("pair").agg(*[nw.col(name).min() for name in names])
    never_without = nw.col("without_start").is_null()
    kind = (
        nw.when(never_without).then(nw.lit(offshoots.MET_THROUGH))
        .when(nw.col("with_latest") < nw.col("without_start")).then(nw.lit(offshoots.OFFSHOOT))
        .when(nw.col("without_latest") < nw.col("with_start")).then(nw.lit(offshoots.FROM_START))
        .otherwise(nw.lit(offshoots.ORDER_UNKNOWN))
    )  # fmt: skip
    until = (
        nw.when(nw.col("kind") == offshoots.OFFSHOOT).then(nw.col("without_start"))
        .otherwise(nw.lit(0 if last is None else last))
    )  # fmt: skip
    return (
        began.with_columns(kind=kind)
        .with_columns(days=until - nw.col("met_on"))
        .group_by("kind", "days")
        .agg(nw.len().alias("count"))
    )
