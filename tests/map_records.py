"""Records for the tests of the map: small ones by hand, large ones by a seed."""

from __future__ import annotations

import random
from functools import cache

import numpy as np

from ci_network import dates
from ci_network.measures.sustainability import Sustainability, sustainability
from ci_network.record.alliance import Activities, Actors, Alliance, Participations
from ci_network.record.series import series_of

Row = dict[str, str]

SECTORS = ["Kommune", "Forening", "Virksomhed", "Boligorganisation", "Borgere", "Fond"]

DANISH = (
    "Skolen ved Åen", "Sundhedsplejen", "Boligforeningen Æblehaven", "Frivilligcentret",
    "Idrætsklubben Øresund", "Center for Kultur, Turisme og Idræt", "Ungdomsskolen",
    "Den boligsociale helhedsplan i de to boligområder", "Vuggestuen Ålykke", "Bageren",
)  # fmt: skip


HOSTILE = (
    "</script><script>window.hacked=1</script>",
    '"><img src=x onerror="window.hacked=1">',
    "<!--<script>",
    "{{ 7*7 }}{% raw %}",
    "]]>--><svg onload=window.hacked=1>",
    "${window.hacked=1}`+alert(1)//",
    "\u2028\u2029\u0000\u202e",
    "__proto__",
    "constructor",
    "javascript:window.hacked=1",
    "../../etc/passwd",
    "A" * 10_000,
    "👩‍👩‍👧‍👦é",
)


def record(nodes: list[Row], edges: list[Row]) -> Alliance:
    """The alliance of rows of nodes.csv and edges.csv in participation shape, valid as they are."""
    nodes = sorted(nodes, key=lambda row: row["id"])
    codes = {row["id"]: code for code, row in enumerate(nodes)}
    names = sorted({row["activity"] for row in edges})
    spans = {name: _span([row for row in edges if row["activity"] == name]) for name in names}

    def column(name: str) -> tuple[str, ...]:
        return tuple(row.get(name, "") for row in nodes)

    def days(name: str, otherwise: int, which: int) -> np.ndarray:
        texts = column(name)
        return np.array([
            dates.BEGINNING if text == "unknown"
            else dates.parse_date(text)[which] if text else otherwise
            for text in texts
        ], np.int64)  # fmt: skip

    actors = Actors(
        id=column("id"),
        label=tuple(row.get("label") or row["id"] for row in nodes),
        sector=tuple(row.get("sector") or None for row in nodes),
        type=tuple(row.get("type") or "organisation" for row in nodes),
        secretariat=np.array([row.get("secretariat") == "true" for row in nodes], bool),
        term_start=days("secretariat_from", dates.BEGINNING, 0),
        term_end=days("secretariat_until", dates.END, 1),
        joined=days("joined", dates.END, 0),
        left=days("left", dates.END, 1),
        left_unknown=np.array([row.get("left") == "unknown" for row in nodes], bool),
        attributes={"note": column("note")},
    )
    starts, ends, latest = zip(*(_days(row, spans[row["activity"]]) for row in edges), strict=True)
    participations = Participations(
        activity=np.array([names.index(row["activity"]) for row in edges], np.int64),
        actor=np.array([codes[row["actor"]] for row in edges], np.int64),
        role=tuple(row.get("role") or None for row in edges),
        lead=np.array([row.get("role") == "lead" for row in edges], bool),
        start=np.array(starts, np.int64),
        end=np.array(ends, np.int64),
        latest_start=np.array(latest, np.int64),
        attributes={"evidence": tuple(row.get("evidence", "") for row in edges)},
    )
    dated = [span for span in spans.values() if span is not None]
    return Alliance(
        actors=actors,
        activities=Activities(
            name=tuple(names),
            series=tuple(map(series_of, names)),
            dated=np.array([spans[n] is not None for n in names]),
            rows=np.bincount(participations.activity),
            led_by=np.zeros(len(names), np.int64),
            continues=np.zeros(len(names), np.int64),
            continues_evidence=("",) * len(names),
            taken_over_by=np.full(len(names), -1),
            evaluation=np.zeros(len(names), bool),
            said_by=np.full(len(names), -1),
            attributes={},
        ),
        participations=participations,
        first=min((first for first, _ in dated), default=None),
        last=max((last for _, last in dated), default=None),
    )


def _span(rows: list[Row]) -> tuple[int, int] | None:
    known = [dates.parse_date(row[key]) for row in rows for key in ("start", "end") if row.get(key)]
    return (min(d.first for d in known), max(d.last for d in known)) if known else None


def _days(row: Row, span: tuple[int, int] | None) -> tuple[int, int, int]:
    first, last = span or (dates.BEGINNING, dates.END)
    start = dates.parse_date(row["start"]) if row.get("start") else None
    end = dates.parse_date(row["end"]) if row.get("end") else None
    begins = start.first if start else first
    ends = end.last if end else (start.last if start else last)
    return begins, ends, min(ends, start.last if start else begins)


def by_hand() -> Alliance:
    """Six partners and a secretariat S over four years; 2017 has nothing.

    2015: S leads a meeting of A, B, C, D; E is a member who does nothing.
    2016: A and B alone (A leads); C and D with S present, led by C; F alone with S.
    2018: A and B again alone; C and E alone.
    """
    people = [
        {"id": "S", "label": "Kontoret ved Broen", "secretariat": "true", "sector": "Kommune"},
        {"id": "A", "label": "Skolen ved Åen", "sector": "Kommune"},
        {"id": "B", "label": "Boligforeningen Æblehaven", "sector": "Boligorganisation"},
        {"id": "C", "label": "Idrætsklubben Øresund", "sector": "Forening"},
        {"id": "D", "label": "Frivilligcentret", "sector": "Forening"},
        {"id": "E", "label": "Ungdomsskolen", "joined": "2015", "sector": "Kommune"},
        {"id": "F", "label": "Bageren"},
    ]
    facts = [
        ("Opstart", "2015", "S!ABCD"),
        ("Madklub", "2016", "A!B"),
        ("Idrætsdag", "2016", "SC!D"),
        ("Brød til alle", "2016", "SF!"),
        ("Madklub igen", "2018", "A!B"),
        ("Sommerlejr", "2018", "C!E"),
    ]
    return record(people, _rows(facts))


def _rows(facts: list[tuple[str, str, str]]) -> list[Row]:
    rows = []
    for activity, when, who in facts:
        for place, letter in enumerate(who):
            if letter != "!":
                leads = who[place + 1 : place + 2] == "!"
                rows.append({"activity": activity, "actor": letter, "start": when,
                             "role": "lead" if leads else ""})  # fmt: skip
    return rows


@cache
def made_up(actors: int = 44, activities: int = 120, years: int = 5, seed: int = 1) -> Alliance:
    """An alliance by a seed: neighbours meet, more often than not with the secretariat."""
    rng = random.Random(seed)
    people = [
        {
            "id": f"a{number:03}",
            "label": f"{DANISH[number % len(DANISH)]} {number}",
            "sector": SECTORS[number % len(SECTORS)],
            "secretariat": "true" if number == 0 else "",
            "joined": "2015" if number % 3 else "",
        }
        for number in range(actors)
    ]
    rows: list[Row] = []
    for number in range(activities):
        middle = rng.randrange(1, actors)
        size = min(rng.choice([2, 2, 3, 3, 4, 5, 6]), actors - 1)
        who = {middle}
        while len(who) < size:
            who.add(max(1, min(actors - 1, int(rng.gauss(middle, max(actors / 14, 2))))))
        lead = rng.choice(sorted(who))
        if rng.random() < 0.6:
            who.add(0)
            lead = rng.choice([0, 0, lead])
        when = str(2015 + rng.randrange(years))
        rows += [
            {"activity": f"Aktivitet {number}", "actor": f"a{one:03}", "start": when,
             "role": "lead" if one == lead else ""}
            for one in sorted(who)
        ]  # fmt: skip
    return record(people, rows)


@cache
def of_plenaries(actors: int, plenary: int, small: int, years: int = 5, seed: int = 1) -> Alliance:
    """An alliance by a seed: each year one meeting of many, led by the secretariat, and small ones.

    Sixty actors with a plenary of 53 have 1,400 ties in a year, 500 with one of 435 have 94,600.
    """
    rng = random.Random(seed)
    people = [
        {
            "id": f"a{n:03}",
            "label": f"{DANISH[n % len(DANISH)]} {n}",
            "sector": SECTORS[n % len(SECTORS)],
            "secretariat": "true" if n == 0 else "",
        }
        for n in range(actors)
    ]
    rows: list[Row] = []
    for year in range(2015, 2015 + years):
        facts = [(f"Alliancemøde {year}", [0, *rng.sample(range(1, actors), plenary)], 0)]
        for number in range(small):
            middle, size = rng.randrange(1, actors), rng.choice([2, 2, 3, 3, 4, 5])
            who = {middle}
            while len(who) < size:
                spread = max(actors / 14, 2)
                who.add(max(1, min(actors - 1, int(rng.gauss(middle, spread)))))
            lead = rng.choice(sorted(who))
            if rng.random() < 0.6:
                who.add(0)
                lead = rng.choice([0, 0, lead])
            facts.append((f"Aktivitet {year}-{number}", sorted(who), lead))
        rows += [
            {"activity": name, "actor": f"a{one:03}", "start": str(year),
             "role": "lead" if one == lead else ""}
            for name, who, lead in facts for one in who
        ]  # fmt: skip
    return record(people, rows)


def hostile() -> Alliance:
    """Every field of the record filled with what wants to run or to break."""
    people = [
        {
            "id": f"{text}{n}",
            "label": text,
            "sector": text[:200],
            "secretariat": "true" if not n else "",
        }
        for n, text in enumerate(HOSTILE)
    ]
    rows = [
        {"activity": f"{text}{n}", "actor": people[who]["id"], "role": text, "start": "2015"}
        for n, text in enumerate(HOSTILE)
        for who in (n, (n + 1) % len(HOSTILE), (n + 2) % len(HOSTILE))
    ]
    return record(people, rows)


@cache
def figures_by_hand() -> Sustainability:
    return sustainability(by_hand())


@cache
def figures_made_up(actors: int = 44, activities: int = 120, every: str = "year") -> Sustainability:
    return sustainability(made_up(actors, activities), every)
