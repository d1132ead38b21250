"""Charts for notebooks. Each takes a table or graph of the interface and an axes, and returns it.

Every chart draws onto `ax`, or onto a new figure where it is None. Classes and scenarios are told
by hatch, mark and dash as well as by colour. Nothing is computed here but places on the page.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ci_network.network.networks import SCENARIOS, TIE_CLASSES
from ci_network.views.palette import (
    BLUE,
    GREEN,
    INK,
    LINE,
    ORANGE,
    PALE,
    PURPLE,
    SKY,
    SOFT,
    VERMILION,
)

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

Positions = Mapping[Hashable, tuple[float, float]]

_CLASS_LOOK = {"independent": (BLUE, ""), "supported": (SKY, "//"), "carried": (PALE, "..")}
_TIE_LOOK = {
    "independent": (INK, "-", 2.2),
    "supported": (SOFT, "--", 0.6),
    "carried": (SOFT, ":", 1.2),
}
_PLAIN_TIE = (SOFT, "-", 0.7)
_OWN = (ORANGE, "-", 0.6)
_SCENARIO_LOOK = {
    "present": (INK, "o", "-"),
    "hub_leaves": (SOFT, "s", "--"),
    "led_activities_end": (ORANGE, "^", "-"),
    "unaided": (BLUE, "v", "-"),
}
_SECTOR_LOOK = tuple(
    zip((BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILION, "#F0E442"), "os^DhvP", strict=True)
)


def timeline(activities: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """When each activity took place, and whether the secretariat was in it.

    Parameters
    ----------
    activities
        From `ci_network.activities`.
    ax
        Where to draw.

    Returns
    -------
    Axes
        Activities without any date stand below, without a bar.
    """
    table = activities.sort_values(["start", "end", "activity"], na_position="last")[::-1]
    ax = _axes(ax, height=0.24 * len(table) + 0.9)
    place = np.arange(len(table))
    length = (table["end"] - table["start"]).dt.days + 1
    for with_it, colour, hatch, says in (
        (True, PALE, "//", "the secretariat took part"),
        (False, BLUE, "", "without the secretariat"),
    ):
        chosen = (table["secretariat"] == with_it).to_numpy() & table["start"].notna().to_numpy()
        ax.barh(
            place[chosen], length[chosen], left=table["start"][chosen], height=0.66, color=colour,
            edgecolor=BLUE, hatch=hatch, linewidth=0.6, label=says,
        )  # fmt: skip
    begin = table["start"].min()
    for height in place[table["start"].isna().to_numpy()]:
        ax.text(begin, height, "no date", va="center", fontsize=7.5, color=SOFT)
    ax.xaxis_date()
    ax.set_yticks(place, [_short(name, 52) for name in table["activity"]], fontsize=7.5)
    ax.set_ylim(-0.7, len(table) - 0.3)
    return _plain(ax, grid="x", keys=2)


def attendance(participations: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Who took part in what: actors down, activities across, a filled square leads.

    Parameters
    ----------
    participations
        From `ci_network.participations`.
    ax
        Where to draw.
    """
    across = list(dict.fromkeys(participations.sort_values(["start", "activity"])["activity"]))
    counts = participations.groupby("label")["activity"].nunique()
    down = counts.sort_values(kind="stable").index.tolist()
    ax = _axes(ax, height=0.2 * len(down) + 1.2)
    x = participations["activity"].map({name: i for i, name in enumerate(across)})
    y = participations["label"].map({name: i for i, name in enumerate(down)})
    lead = participations["lead"].to_numpy(bool)
    ax.scatter(x[~lead], y[~lead], s=16, facecolor="white", edgecolor=INK, linewidth=0.9)
    ax.scatter(x[lead], y[lead], s=22, marker="s", color=INK)
    ax.set_yticks(range(len(down)), [_short(name, 40) for name in down], fontsize=7.5)
    ax.set_xticks(
        range(len(across)), [_short(name, 30) for name in across], rotation=60, ha="right",
        rotation_mode="anchor", fontsize=7.5,
    )  # fmt: skip
    return _plain(ax, grid="both")


def ties_by_class(metrics: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Ties of each window by class, stacked, with their numbers.

    Parameters
    ----------
    metrics
        From `ci_network.metrics`.
    ax
        Where to draw.
    """
    table = _wide(metrics, [f"ties.{kind}" for kind in TIE_CLASSES])
    ax = _axes(ax)
    place, below = np.arange(len(table)), np.zeros(len(table))
    for kind in TIE_CLASSES:
        values = table[f"ties.{kind}"].to_numpy()
        colour, hatch = _CLASS_LOOK[kind]
        ax.bar(place, values, 0.62, below, color=colour, hatch=hatch, edgecolor="white", label=kind)
        below = below + np.nan_to_num(values)
    labels = [_counts(row) for row in table.to_numpy()]
    for x, top, label in zip(place, below, labels, strict=True):
        ax.annotate(label, (x, top), (0, 3), textcoords="offset points", ha="center", fontsize=8)
    ax.set_xticks(place, table.index)
    ax.locator_params(axis="y", integer=True)
    ax.set_ylabel("ties between partners")
    ax.set_ylim(top=1.12 * max(1.0, float(below.max(initial=0))))
    return _plain(ax, keys=3)


def scenarios(
    metrics: pd.DataFrame, measure: str = "connectedness", ax: Axes | None = None
) -> Axes:
    """A measure of each window in the four scenarios; the honest range is shaded.

    Parameters
    ----------
    metrics
        From `ci_network.metrics`.
    measure
        A measure that scenarios have, such as ``connectedness`` or ``efficiency``.
    ax
        Where to draw.
    """
    rows = metrics[(metrics["measure"] == measure) & (metrics["scenario"] != "")]
    order = metrics["window"].drop_duplicates()
    table = rows.pivot_table(index="window", columns="scenario", values="value", dropna=False)
    table = table.reindex(index=order, columns=list(SCENARIOS)).astype(float)
    ax = _axes(ax)
    place = np.arange(len(table))
    ax.fill_between(place, table["unaided"], table["led_activities_end"], color=PALE, alpha=0.6)
    for scenario in SCENARIOS:
        colour, marker, dash = _SCENARIO_LOOK[scenario]
        ax.plot(place, table[scenario], dash, marker=marker, color=colour, label=scenario)
    ax.set_xticks(place, table.index)
    ax.set_ylabel(measure.replace("_", " "))
    ax.set_ylim(bottom=0)
    return _plain(ax, keys=2)


def layout(graph: nx.Graph) -> dict[Hashable, tuple[float, float]]:
    """Places for the nodes of a graph: a ring by sector and name, the secretariat in the middle.

    On a ring no name hides another and nothing is read into who stands near whom. Use the places
    of the fullest network for all that are drawn beside it.

    Parameters
    ----------
    graph
        From `ci_network.networks`, or one with the same attributes.
    """
    data = graph.nodes
    own = [node for node in graph if data[node].get("secretariat")]
    ring = [node for node in graph if not data[node].get("secretariat")]
    ring.sort(key=lambda n: (data[n].get("sector") or "\uffff", str(data[n].get("label", n))))
    turn = 2 * np.pi * np.arange(len(ring)) / max(len(ring), 1)
    places = {
        node: (float(np.sin(a)), float(np.cos(a))) for node, a in zip(ring, turn, strict=True)
    }
    offset = np.linspace(-0.15, 0.15, len(own)) if len(own) > 1 else np.zeros(len(own))
    return places | {node: (float(x), 0.0) for node, x in zip(own, offset, strict=True)}


def network(
    graph: nx.Graph,
    positions: Positions | None = None,
    ax: Axes | None = None,
    *,
    names: bool = True,
    legend: bool = True,
) -> Axes:
    """A network: sectors by colour and mark, ties by class, the secretariat as a star.

    Parameters
    ----------
    graph
        From `ci_network.networks`, or one with the same attributes.
    positions
        From `layout`; made for this graph when None.
    ax
        Where to draw.
    names, legend
        Whether to write the labels of the nodes, and the key to the sectors.
    """
    positions = layout(graph) if positions is None else positions
    ax = _axes(ax, height=7.2)
    for a, b, tie in graph.edges(data=True):
        own = graph.nodes[a].get("secretariat") or graph.nodes[b].get("secretariat")
        colour, dash, width = _OWN if own else _TIE_LOOK.get(tie.get("class") or "", _PLAIN_TIE)
        (x, y), (to_x, to_y) = positions[a], positions[b]
        ax.plot([x, to_x], [y, to_y], dash, color=colour, linewidth=width, alpha=0.75, zorder=1)
    sectors = sorted({data.get("sector") or "" for _, data in graph.nodes(data=True)} - {""})
    every = graph.graph.get("sectors", sectors)
    look = {name: _SECTOR_LOOK[i % len(_SECTOR_LOOK)] for i, name in enumerate(every)}
    for name in (*sectors, ""):
        members = [
            node
            for node, data in graph.nodes(data=True)
            if not data.get("secretariat") and (data.get("sector") or "") == name
        ]
        colour, marker = look.get(name, (LINE, "o"))
        _dots(ax, positions, members, colour, marker, 70, name if name in look else None)
    own = [node for node, data in graph.nodes(data=True) if data.get("secretariat")]
    _dots(ax, positions, own, INK, "*", 230, "secretariat" if own else None)
    if names:
        _names(ax, graph, positions)
    if legend and (sectors or own):
        ax.legend(fontsize=7, frameon=False, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=4)
    ax.set_axis_off()
    ax.set_aspect("equal")
    room = 1.75 if names else 1.12
    ax.set_xlim(-room, room)
    ax.set_ylim(-room, room)
    return ax


def null(
    table: pd.DataFrame,
    measure: str = "connectedness",
    ended: str = "attended",
    ax: Axes | None = None,
) -> Axes:
    """What is kept without the secretariat's activities, beside random ones of the same sizes.

    Parameters
    ----------
    table
        From `ci_network.null`.
    measure
        ``connectedness``, ``largest_component``, ``efficiency`` or ``ties``.
    ended
        ``attended`` or ``led``.
    ax
        Where to draw.
    """
    rows = table[(table["measure"] == measure) & (table["ended"] == ended)]
    ax = _axes(ax)
    place = np.arange(len(rows))
    ax.vlines(place, rows["low"], rows["high"], color=PALE, linewidth=11, label="95 % of the draws")
    ax.plot(place, rows["mean"], "_", color=SOFT, markersize=14, label="mean of the draws")
    ax.plot(place, rows["observed"], "o", color=VERMILION, label="the secretariat's own")
    ax.set_xticks(place, rows["window"])
    ax.set_xlim(-0.6, len(rows) - 0.4)
    ax.set_ylim(-0.03, 1.03)
    ax.set_ylabel(f"{measure.replace('_', ' ')} kept")
    return _plain(ax, keys=3)


def key_players(
    table: pd.DataFrame,
    measure: str = "connectedness",
    ended: str = "attended",
    ax: Axes | None = None,
    *,
    top: int = 12,
) -> Axes:
    """What the others keep when an actor leaves, those who are missed most first.

    Parameters
    ----------
    table
        From `ci_network.key_players`.
    measure, ended
        As for `null`.
    ax
        Where to draw.
    top
        How many to draw.
    """
    rows = table[table["ended"] == ended].sort_values(measure, kind="stable")[:top][::-1]
    ax = _axes(ax, height=0.3 * len(rows) + 0.8)
    colours = [VERMILION if own else SKY for own in rows["secretariat"]]
    ax.barh(range(len(rows)), rows[measure], color=colours, height=0.66)
    ax.set_yticks(range(len(rows)), [_short(name, 44) for name in rows["label"]], fontsize=8)
    ax.set_xlim(0, 1)
    ax.set_xlabel(f"{measure.replace('_', ' ')} that the others keep")
    return _plain(ax, grid="x")


def influence(
    table: pd.DataFrame, figure: str = "connectedness_led_activities_end", ax: Axes | None = None
) -> Axes:
    """How a figure changes when single activities are left out of the record.

    Parameters
    ----------
    table
        From `ci_network.influence`.
    figure
        One of the figures in it.
    ax
        Where to draw.
    """
    rows = table[table["figure"] == figure][::-1]
    ax = _axes(ax, height=0.3 * len(rows) + 0.9)
    value = rows["value"].iloc[0] if len(rows) else 0.0
    ax.hlines(range(len(rows)), value, value + rows["change"], color=SOFT, linewidth=1.5)
    ax.plot(value + rows["change"], range(len(rows)), "o", color=VERMILION)
    ax.axvline(value, color=INK, linewidth=1)
    ax.set_yticks(range(len(rows)), [_short(name, 44) for name in rows["activity"]], fontsize=8)
    ax.set_ylim(-0.7, max(len(rows), 1) - 0.3)
    ax.set_xlabel(f"{figure.replace('_', ' ')}, without the activity (line: with all)")
    return _plain(ax, grid="x")


def subsamples(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The headline figures when part of the record is left out: median and 95 % of the draws.

    Parameters
    ----------
    table
        From `ci_network.subsamples`.
    ax
        Where to draw.
    """
    ax = _axes(ax)
    looks = zip((BLUE, ORANGE, SOFT), ("o-", "^--", "v:"), strict=True)
    for (figure, rows), (colour, look) in zip(
        table.groupby("figure", sort=False), looks, strict=False
    ):
        ax.plot(
            rows["left_out"], rows["middle"], look, color=colour,
            label=str(figure).replace("_", " "),
        )  # fmt: skip
        ax.fill_between(rows["left_out"], rows["low"], rows["high"], color=colour, alpha=0.15)
    ax.set_ylim(-0.03, 1.03)
    ax.set_xlabel("share of activities left out")
    return _plain(ax, keys=1)


def offshoot_curve(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Share of pairs that work together without the secretariat, by months since they met.

    Parameters
    ----------
    table
        From `ci_network.offshoot_curve`.
    ax
        Where to draw.
    """
    ax = _axes(ax)
    looks = {
        "through_secretariat": (BLUE, "-", "met through the secretariat: first work without it"),
        "never_through_secretariat": (SOFT, "--", "never through it: second activity together"),
    }
    for kind, (colour, dash, says) in looks.items():
        rows = table[table["pairs_that_met"] == kind]
        if not rows["at_risk"].iloc[0]:
            ax.plot([], [], dash, color=colour, label=f"{says} (no such pairs)")
            continue
        end = max(float(table["months"].max()), 1.0)
        months, share = [*rows["months"], end], [*rows["share"], rows["share"].iloc[-1]]
        ax.step(months, share, dash, where="post", color=colour, label=says)
        ax.fill_between(
            rows["months"], rows["low"], rows["high"], step="post", color=colour, alpha=0.15
        )
    ax.set_ylim(-0.02, 1)
    ax.set_xlabel("months since they first met")
    ax.set_ylabel("share of pairs")
    return _plain(ax, keys=1)


def departure(table: pd.DataFrame, tie_class: str = "all", ax: Axes | None = None) -> Axes:
    """Share of ties that are kept over a year: at the exit, and at every other date.

    Parameters
    ----------
    table
        From `ci_network.departure`.
    tie_class
        ``all``, ``independent``, ``supported`` or ``carried``.
    ax
        Where to draw.
    """
    from matplotlib.dates import ConciseDateFormatter  # noqa: PLC0415

    rows = table[table["class"] == tie_class].sort_values("date")
    ax = _axes(ax)
    ax.plot(
        rows.loc[rows["placebo"], "date"], rows.loc[rows["placebo"], "share"], "o-", color=SOFT,
        markersize=3, linewidth=0.8, label="other dates",
    )  # fmt: skip
    exits = rows[~rows["placebo"]]
    ax.plot(exits["date"], exits["share"], "D", color=VERMILION, label="the exit")
    ax.set_ylim(-0.03, 1.03)
    dates = ConciseDateFormatter(ax.xaxis.get_major_locator())  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_formatter(dates)
    ax.set_ylabel("share of ties kept")
    return _plain(ax, keys=2)


def ranges(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """What would be left of each alliance: both ends, and what there is today, by the lower end.

    Parameters
    ----------
    table
        From `ci_network.compare`.
    ax
        Where to draw.

    Returns
    -------
    Axes
        An alliance of which nothing can be said has its name and no dots.
    """
    rows = table.sort_values(["low", "high"], na_position="first", kind="stable")
    ax = _axes(ax, height=0.36 * len(rows) + 1.1)
    place = np.arange(len(rows))
    ax.hlines(place, rows["low"], rows["high"], color=BLUE, linewidth=2.5, zorder=2)
    ends = (("low", BLUE, "everything it took part in ends"),
            ("high", "white", "only what it alone led ends"))  # fmt: skip
    for end, colour, says in ends[::-1]:
        ax.scatter(rows[end], place, 48, color=colour, edgecolor=BLUE, zorder=3, label=says)
    ax.scatter(rows["present"], place, 90, marker="|", color=INK, zorder=3, label="today")
    ax.set_yticks(place, [_short(name, 40) for name in rows["alliance"]])
    ax.set(xlim=(-0.03, 1.03), ylim=(-0.6, len(rows) - 0.4), xlabel="pairs connected")
    return _plain(ax, grid="x", keys=3)


def _axes(ax: Axes | None, height: float = 3.2) -> Axes:
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt  # noqa: PLC0415

    return plt.subplots(figsize=(7.6, height), layout="constrained")[1]


def _plain(ax: Axes, grid: str = "y", keys: int = 0) -> Axes:
    """The axes with a quiet grid, and above it the keys, so many to a line; none at 0."""
    if keys:
        ax.legend(
            ncols=keys, loc="lower center", bbox_to_anchor=(0.5, 1.0), fontsize=8, frameon=False
        )
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    options: Any = {"axis": grid, "color": LINE, "linewidth": 0.6}
    ax.grid(True, **options)
    ax.set_axisbelow(True)
    ax.tick_params(length=0, labelcolor=INK)
    return ax


def _dots(
    ax: Axes, positions: Positions, nodes: list[Any], colour: str, marker: str, size: float,
    label: str | None,
) -> None:  # fmt: skip
    if nodes:
        x, y = zip(*(positions[node] for node in nodes), strict=True)
        ax.scatter(
            x, y, size, color=colour, marker=marker, edgecolor="white", linewidth=0.8, zorder=2,
            label=label,
        )  # fmt: skip


def _wide(metrics: pd.DataFrame, measures: list[str]) -> pd.DataFrame:
    rows = metrics[metrics["measure"].isin(measures) & (metrics["scenario"] == "")]
    table = rows.pivot_table(index="window", columns="measure", values="value", dropna=False)
    return table.reindex(index=metrics["window"].drop_duplicates(), columns=measures).astype(float)


def _names(ax: Axes, graph: nx.Graph, positions: Positions) -> None:
    """Names outwards from the middle, as the spokes of a wheel."""
    for node, data in graph.nodes(data=True):
        x, y = positions[node]
        label = _short(str(data.get("label", node)), 26)
        if x * x + y * y < 0.25:
            ax.annotate(
                label, (x, y), (0, -14), textcoords="offset points", ha="center", fontsize=6.5
            )
            continue
        turn = float(np.degrees(np.arctan2(y, x)))
        left = abs(turn) > 90
        ax.text(
            1.09 * x, 1.09 * y, label, fontsize=6.5, color=INK, va="center",
            ha="right" if left else "left", rotation=turn + 180 if left else turn,
            rotation_mode="anchor",
        )  # fmt: skip


def _counts(values: np.ndarray[Any, Any]) -> str:
    if np.isnan(values).all():
        return "no activity"
    return " + ".join(f"{value:.0f}" for value in values)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
