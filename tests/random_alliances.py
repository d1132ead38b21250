"""Small alliances at random, rich in the corners where figures go wrong.

`random_alliance` and `random_partnerships` give the rows of nodes.csv and edges.csv for a seed;
`alliances` and `partnership_alliances` are the same as hypothesis strategies. What they make is
always valid: there may be warnings about it, but never an error.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from reference import (
    LEAD_WORDS,
    Actor,
    Days,
    cell,
    days_in_common,
    days_of,
    days_of_rows,
    distinct_rows,
    last_of_month,
    read_actors,
)

Row = dict[str, str]
Alliance = tuple[list[Row], list[Row]]

# In the order of text "10" comes before "9", and "Æ" after "Z".
IDS = ["A", "B", "C", "D", "9", "10", "Æblet", "Z", "Boligplan Nord"]
SECTORS = ["kommune", "civil", "erhverv"]
LEADS = ["lead", "co-lead", "tovholder"]
OTHER_ROLES = ["", "", "facilitator", "member"]
YEARS = (2015, 2019)

NODE_COLUMNS = (
    "id", "label", "sector", "secretariat", "secretariat_from", "secretariat_until",
    "joined", "left",
)  # fmt: skip
PARTICIPATION_COLUMNS = ("activity", "actor", "role", "start", "end")
PARTNERSHIP_COLUMNS = ("source", "target", "activity", "start", "end", "secretariat")


def seeds(short: int, whole: int, together: int = 1) -> list[Any]:
    """The first of so many that are tried together: those of every run, and of `-m slow` alone."""
    return [
        *range(0, short, together),
        *[pytest.param(n, marks=pytest.mark.slow) for n in range(short, whole, together)],
    ]


# ---------------------------------------------------------------------------------------- dates


def partial_date(rng: random.Random, day: date, *, coarse: bool = True) -> str:
    """A day, written as well as somebody happened to know it."""
    forms = [day.isoformat(), f"{day:%Y-%m}"]
    if coarse:
        forms += [f"{day.year}", f"{day.year}-Q{(day.month + 2) // 3}"]
    return rng.choice(forms)


def some_day(rng: random.Random, years: tuple[int, int] = YEARS) -> date:
    """A day, often one on which something begins or ends."""
    year, month = rng.randint(*years), rng.choice([1, 3, 6, 7, 8, 12])
    return rng.choice([date(year, month, 1), date(year, month, 14), last_of_month(year, month)])


def stretch_of_time(rng: random.Random, begins: date, *, ongoing: bool = True) -> tuple[str, str]:
    """Start and end of a row, from about a day on; an end is never before its start."""
    kind = rng.random()
    start = partial_date(rng, begins)
    if kind < 0.4:
        return start, ""
    if kind < 0.5 and ongoing:
        return start, "ongoing"
    end_day = begins + timedelta(days=rng.choice([0, 1, 20, 90, 200, 400, 800]))
    end = partial_date(rng, end_day)
    return start, end


def ordered_pair(rng: random.Random, first: str, second: str) -> tuple[str, str]:
    """Two dates, each perhaps blank, the first never after the second."""
    earlier, later = sorted([first, second], key=lambda text: days_of(text)[0])
    if days_of(earlier)[0] > days_of(later)[1]:
        later = earlier
    return rng.choice([(earlier, later), (earlier, ""), ("", later), ("", "")])


# --------------------------------------------------------------------------------------- actors


def make_nodes(rng: random.Random, count: int, secretariats: int) -> list[Row]:
    """Actors; the secretariat is not always the first of them."""
    ids = rng.sample(IDS, count)
    secretariat = set(rng.sample(ids, min(secretariats, count)))
    return [make_node(rng, actor, marked=actor in secretariat) for actor in ids]


def make_node(rng: random.Random, actor: str, *, marked: bool) -> Row:
    """One actor, with or without a term, a sector and a membership."""
    row = dict.fromkeys(NODE_COLUMNS, "")
    row["id"] = actor
    row["label"] = rng.choice(["", f"Foreningen {actor}"])
    row["sector"] = rng.choice(["", *SECTORS])
    if marked:
        row["secretariat"] = rng.choice(["true", "yes", "ja", "1"])
        if rng.random() < 0.5:
            row["secretariat_from"], row["secretariat_until"] = ordered_pair(
                rng, partial_date(rng, some_day(rng)), partial_date(rng, some_day(rng))
            )
    else:
        row["secretariat"] = rng.choice(["", "false", "nej", "0"])
    if rng.random() < 0.5:
        years = (YEARS[0] - 1, YEARS[1] + 1)
        row["joined"], row["left"] = ordered_pair(
            rng,
            partial_date(rng, some_day(rng, years)),
            partial_date(rng, some_day(rng, years)),
        )
        if rng.random() < 0.25:
            row["left"] = "unknown"
    return row


# ------------------------------------------------------------------------------ participation shape


def random_alliance(
    seed: int,
    *,
    actors: int | None = None,
    activities: int | None = None,
    secretariats: int | None = None,
    undated: bool = True,
    open_corners: bool = False,
) -> Alliance:
    """Rows of nodes and edges in the participation shape, the same for the same seed.

    Parameters
    ----------
    seed
        Any number.
    actors, activities, secretariats
        How many; at random (1-9, 0-8, 0-2) where not given.
    undated
        Whether some rows and activities have no dates.
    open_corners
        Whether rows may have an end without a start, which the definitions leave open.
    """
    return make_alliance(
        random.Random(seed),
        actors=actors,
        activities=activities,
        secretariats=secretariats,
        undated=undated,
        open_corners=open_corners,
    )


def make_alliance(
    rng: random.Random,
    *,
    actors: int | None = None,
    activities: int | None = None,
    secretariats: int | None = None,
    undated: bool = True,
    open_corners: bool = False,
) -> Alliance:
    """What `random_alliance` gives, from any source of chance."""
    if actors is None:
        actors = rng.choice([1, 2, 3, 4, 4, 5, 5, 6, 7, 9])
    if activities is None:
        activities = rng.randint(0, 8)
    if secretariats is None:
        secretariats = rng.choice([0, 1, 1, 1, 1, 1, 2])
    nodes = make_nodes(rng, actors, secretariats)
    edges: list[Row] = []
    # Few first days, so that activities meet, and years with nothing in them between.
    days = [some_day(rng) for _ in range(rng.randint(1, 4))]
    for number in range(activities):
        begins = rng.choice(days)
        edges += make_activity(
            rng, f"activity {number}", nodes, begins, undated=undated, open_corners=open_corners
        )
    if edges and rng.random() < 0.1:
        edges.append(dict(rng.choice(edges)))
    rng.shuffle(edges)
    return nodes, edges


def make_activity(
    rng: random.Random,
    activity: str,
    nodes: list[Row],
    begins: date,
    *,
    undated: bool,
    open_corners: bool,
) -> list[Row]:
    """The rows of one activity."""
    ids = [row["id"] for row in nodes]
    marked = [row["id"] for row in nodes if row["secretariat"] in ("true", "yes", "ja", "1")]
    plenary = rng.random() < 0.15
    there = ids if plenary else rng.sample(ids, rng.randint(1, min(len(ids), 4)))
    if marked and rng.random() < 0.4 and marked[0] not in there:
        there = [*there, marked[0]]
    no_dates = undated and rng.random() < 0.1
    same_dates = rng.random() < 0.5
    shared = stretch_of_time(rng, begins)
    has_lead = rng.random() < 0.75
    rows = []
    for actor in there:
        leading = 0.6 if actor in marked else 0.25
        for _ in range(rng.choice([1, 1, 1, 1, 2, 3])):
            role = rng.choice(OTHER_ROLES)
            if has_lead and rng.random() < leading:
                role = rng.choice(LEADS)
            later = begins + timedelta(days=rng.choice([0, 0, 30, 120, 365]))
            start, end = shared if same_dates else stretch_of_time(rng, later)
            if no_dates or (undated and rng.random() < 0.08):
                start, end = "", ""
            elif open_corners and rng.random() < 0.1 and end:
                start = ""
            rows.append(
                dict(zip(PARTICIPATION_COLUMNS, (activity, actor, role, start, end), strict=True))
            )
    return rows


CHANCE = st.randoms(use_true_random=True)
"""A seed is drawn: to draw each thing that is made of it takes longer than to measure it."""


@st.composite
def alliances(
    draw: st.DrawFn, *, undated: bool = True, secretariats: int | None = None
) -> Alliance:
    """Hypothesis strategy: an alliance in the participation shape."""
    return make_alliance(draw(CHANCE), undated=undated, secretariats=secretariats)


# -------------------------------------------------------------------------------- partnership shape


def random_partnerships(
    seed: int, *, secretariats: int | None = None, open_corners: bool = False
) -> Alliance:
    """Rows of nodes and edges in the partnership shape, the same for the same seed.

    Without `open_corners` the rows do not contradict one another: none says `none` where the
    secretariat has a row in the activity that it names, none says that the secretariat took part
    on days outside its term, and at most one actor is marked.
    """
    return make_partnerships(
        random.Random(seed), secretariats=secretariats, open_corners=open_corners
    )


def make_partnerships(
    rng: random.Random, *, secretariats: int | None = None, open_corners: bool = False
) -> Alliance:
    """What `random_partnerships` gives, from any source of chance."""
    if secretariats is None:
        secretariats = rng.choice([0, 1, 1, 1, 2] if open_corners else [0, 1, 1, 1])
    nodes = make_nodes(rng, rng.randint(2, 7), secretariats)
    ids = [row["id"] for row in nodes]
    days = [some_day(rng) for _ in range(rng.randint(1, 4))]
    names = ["", "", "housing plan", "walks"]
    # An activity that is named either has dates in all its rows or in none.
    without_dates = {name for name in names[2:] if rng.random() < 0.1}
    edges: list[Row] = []
    taken = set()
    for _ in range(rng.randint(0, 9)):
        source, target = rng.sample(ids, 2)
        name = rng.choice(names)
        start, end = stretch_of_time(rng, rng.choice(days))
        if name in without_dates or (name == "" and rng.random() < 0.1):
            start, end = "", ""
        key = (*sorted([source, target]), name, start, end)
        if key in taken:
            continue
        taken.add(key)
        involvement = rng.choice(["", "", "none", "present", "led"])
        cells = (source, target, name, start, end, involvement)
        edges.append(dict(zip(PARTNERSHIP_COLUMNS, cells, strict=True)))
    actors = read_actors(nodes)
    for row in edges:
        if not any(actor.flagged for actor in actors.values()):
            row["secretariat"] = rng.choice(["", "none"])
        elif not open_corners and contradicts(row, edges, actors):
            row["secretariat"] = ""
    return nodes, edges


def contradicts(row: Row, edges: list[Row], actors: dict[str, Actor]) -> bool:
    """Whether what a row says of the secretariat is at odds with the rest."""
    marked = next(actor for actor in actors.values() if actor.flagged)
    if marked.id in (row["source"], row["target"]):
        return True
    if row["secretariat"] == "none":
        return any(
            row["activity"] != ""
            and other["activity"] == row["activity"]
            and marked.id in (other["source"], other["target"])
            for other in edges
        )
    days = days_of_rows(edges, [str(number) for number in range(len(edges))])
    its_days = days[next(number for number, other in enumerate(edges) if other is row)]
    return its_days is not None and not (
        marked.in_term(its_days.start) and marked.in_term(its_days.end)
    )


@st.composite
def partnership_alliances(draw: st.DrawFn) -> Alliance:
    """Hypothesis strategy: an alliance in the partnership shape."""
    return make_partnerships(draw(CHANCE))


def as_participations(nodes: list[Row], edges: list[Row]) -> list[Row]:
    """Rows in the participation shape that state the facts of rows in the partnership shape.

    Each row becomes an activity of its own, of its two actors and, where it was there, the
    secretariat. All figures are the same but `data.participations`, which counts rows. Made for
    what `random_partnerships` gives without open corners.
    """
    actors = read_actors(nodes)
    marked = [actor for actor in actors.values() if actor.flagged]
    rows = distinct_rows(edges)
    days = days_of_rows(rows, [str(number) for number in range(len(rows))])
    result = []
    for number, row in enumerate(rows):
        activity = f"row {number}"
        pair = (cell(row, "source"), cell(row, "target"))
        for one in pair:
            result.append(participation(activity, one, "", cell(row, "start"), cell(row, "end")))
        for actor in marked:
            if actor.id in pair:
                continue
            for role, its_days in when_it_was_there(actor, number, rows, days):
                start = its_days.start.isoformat() if its_days else ""
                end = its_days.end.isoformat() if its_days else ""
                result.append(participation(activity, actor.id, role, start, end))
    return result


def when_it_was_there(
    secretariat: Actor, number: int, rows: list[Row], days: list[Days | None]
) -> list[tuple[str, Days | None]]:
    """Role and days of the secretariat in a row between two others."""
    row = rows[number]
    said = cell(row, "secretariat")
    if said == "none":
        return []
    if said in ("present", "led"):
        return [("lead" if said == "led" else "", days[number])]
    stays: list[tuple[str, Days | None]] = []
    for other, other_days in zip(rows, days, strict=True):
        same = cell(row, "activity") != "" and cell(other, "activity") == cell(row, "activity")
        if not same or secretariat.id not in (cell(other, "source"), cell(other, "target")):
            continue
        if other_days is None:
            stays.append(("", None))
            continue
        term = Days(secretariat.term_start, secretariat.term_start, secretariat.term_end)
        in_term = days_in_common(other_days, term)
        common = days_in_common(days[number], in_term)
        if common is not None:
            stays.append(("", common))
    return stays


def participation(activity: str, actor: str, role: str, start: str, end: str) -> Row:
    """One row of the participation shape."""
    cells = (activity, actor, role, start, end)
    return dict(zip(PARTICIPATION_COLUMNS, cells, strict=True))


LED_BY = ("", "unknown", "secretariat", "partner", "shared")


def told_of(alliance: Alliance, seed: int) -> list[Row]:
    """Something said of most activities: of the lead only where no row leads."""
    rng, edges = random.Random(seed), alliance[1]
    leads = {row["activity"] for row in edges if row["role"].lower() in LEAD_WORDS}
    return [
        {
            "activity": name,
            "led_by": ""
            if name in leads
            else rng.choice(["", "unknown", "secretariat", "partner", "shared"]),
            "continues": rng.choice(["", "", "unknown", "yes", "no"]),
            "purpose": rng.choice(["", "", "", "work", "evaluation"]),
        }
        for name in sorted({row["activity"] for row in edges})
        if rng.random() < 0.8
    ]


def in_some_series(nodes: list[Row], edges: list[Row]) -> tuple[list[Row], list[Row]]:
    """The same rows in participation shape; every fourth activity is a meeting of one series."""
    names = sorted({row["activity"] for row in edges})
    called = {name: f"M{at % 4} (20{at:02})" for at, name in enumerate(names)}
    return nodes, [row | {"activity": called[row["activity"]]} for row in edges]
