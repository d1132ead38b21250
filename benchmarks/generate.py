"""Alliances of any size, made by chance from a seed, in our own file format.

    python benchmarks/generate.py small out/
    python benchmarks/generate.py large out/ --times 4

The same preset, size and seed give the same bytes. Organisations differ widely in how much they
do, an activity mostly draws on a neighbourhood of organisations, the secretariat attends less as
the years go by, one activity in ten records no lead, and some organisations join late or leave.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import random
from array import array
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

FIRST_YEAR = 2000
SECTORS = ("municipality", "civil society", "business", "citizens")
SECRETARIAT = "secretariat"

Row = tuple[str, ...]


@dataclass(frozen=True)
class Preset:
    """How large an alliance is.

    Attributes
    ----------
    actors, activities, participations
        How many; participations include those of the secretariat, and are met roughly.
    years
        How long it lasts.
    window
        The window that the benchmark uses.
    long
        Share of the activities that go on; the others are meetings of a day.
    lengths
        Days that those go on for: fewest and most.
    """

    actors: int
    activities: int
    participations: int
    years: int
    window: str
    long: float = 0.25
    lengths: tuple[int, int] = (30, 300)

    def times(self, factor: int) -> Preset:
        """The same alliance with so many times the actors, activities and participations."""
        return replace(
            self,
            actors=self.actors * factor,
            activities=self.activities * factor,
            participations=self.participations * factor,
        )


PRESETS = {
    "small": Preset(40, 60, 330, 5, "quarter"),
    "small-projects": Preset(40, 60, 330, 5, "quarter", long=0.75, lengths=(90, 1_095)),
    "small-full": Preset(40, 1_200, 6_600, 5, "quarter"),
    "medium-100": Preset(100, 150, 825, 5, "quarter"),
    "medium-300": Preset(300, 450, 2_475, 5, "quarter"),
    "medium-1000": Preset(1_000, 1_500, 8_250, 5, "quarter"),
    "large": Preset(40_000, 35_000, 180_000, 20, "year"),
    "web": Preset(150, 400, 2_400, 10, "year"),
}


def main() -> None:
    """Write nodes.csv and edges.csv of a preset."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("preset", choices=PRESETS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=1, help="so many times the size")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(PRESETS[given.preset].times(given.times), given.folder, given.seed)


def write(preset: Preset, folder: Path, seed: int) -> None:
    """Write nodes.csv and edges.csv."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    parts = _written(folder / "edges.csv", edges(preset, rng))
    next(parts)
    for _ in _written(folder / "nodes.csv", nodes(preset, parts, rng)):
        pass


def nodes(preset: Preset, parts: Iterator[Row], rng: random.Random) -> Iterator[Row]:
    """Header and rows of nodes.csv; nobody takes part before it joins or after it leaves."""
    until = FIRST_YEAR + preset.years - 1
    first, last = array("h", [until]) * preset.actors, array("h", [0]) * preset.actors
    for _, actor, _, start, end in parts:
        if actor != SECRETARIAT:
            number = int(actor[1:])
            first[number] = min(first[number], int(start[:4]))
            last[number] = max(last[number], int(end[:4]))
    yield "id", "label", "sector", "secretariat", "joined", "left"
    yield SECRETARIAT, "The secretariat", "", "true", "", ""
    for number in range(1, preset.actors):
        actor, joined, left = _id(number), "", ""
        chance = rng.random()
        if chance < 0.3:
            joined = str(rng.randint(FIRST_YEAR, first[number]))
            if chance < 0.1:
                left = str(rng.randint(last[number] or int(joined), until))
        sector = rng.choice(SECTORS) if rng.random() < 0.9 else ""
        yield actor, f"Organisation {number}", sector, "false", joined, left


def edges(preset: Preset, rng: random.Random) -> Iterator[Row]:
    """Header and rows of edges.csv, in the participation shape."""
    yield "activity", "actor", "role", "start", "end"
    weight = list(accumulate((1 - rng.random()) ** -0.5 for _ in range(preset.actors - 1)))
    mean = preset.participations / preset.activities
    days = 365 * preset.years
    for number in range(preset.activities):
        day = rng.randrange(days)
        attends = rng.random() < 0.65 - 0.4 * day / days
        size = min(2 + int(rng.expovariate(1 / max(mean - 1.5, 0.1))), preset.actors - 1)
        members = _members(size, weight, rng)
        if attends:
            members[-1] = 0
        lead = _lead(members, attends, rng)
        start, end = _dates(day, preset, rng)
        name = f"activity {number:07d}"
        for member in members:
            actor = SECRETARIAT if member == 0 else _id(member)
            yield name, actor, "lead" if member == lead else "", start, end


def _members(size: int, weight: list[float], rng: random.Random) -> list[int]:
    """Distinct organisations: two in three from a neighbourhood, the others by how much they do."""
    actors = len(weight)
    centre, reach = _by_weight(weight, rng), max(8, 2 * size)
    chosen = {centre}
    while len(chosen) < size:
        if rng.random() < 2 / 3:
            chosen.add((centre - 1 + rng.randint(-reach, reach)) % actors + 1)
        else:
            chosen.add(_by_weight(weight, rng))
    return sorted(chosen)


def _by_weight(weight: list[float], rng: random.Random) -> int:
    return bisect(weight, rng.random() * weight[-1]) + 1


def _lead(members: list[int], attends: bool, rng: random.Random) -> int | None:
    if rng.random() < 0.1:
        return None
    if attends and rng.random() < 0.6:
        return 0
    return rng.choice([member for member in members if member] or members)


def _dates(day: int, preset: Preset, rng: random.Random) -> tuple[str, str]:
    begin = dt.date(FIRST_YEAR, 1, 1) + dt.timedelta(days=day)
    if rng.random() >= preset.long:
        return begin.isoformat(), begin.isoformat()
    last = min(day + rng.randrange(*preset.lengths), 365 * preset.years - 1)
    return begin.isoformat(), (begin + dt.timedelta(days=max(last - day, 0))).isoformat()


def _id(number: int) -> str:
    return f"o{number:07d}"


def _written(path: Path, rows: Iterator[Row]) -> Iterator[Row]:
    """The same rows, each of which stands in a file when the next is asked for."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for row in rows:
            writer.writerow(row)
            yield row


if __name__ == "__main__":
    main()
