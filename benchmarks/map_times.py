"""How fast the map opens and switches in Chromium without a graphics card.

    python benchmarks/map_times.py

Prints, for alliances of 44, 60, 150 and 500 actors, the size of the file, the time to make it and
to open it on its ties, and the time of a change of answer, on the map of ties and on that of
activities, and of the window, until the new picture stands; and the processor time of the page for
a change of answer on the map of ties. Of many times the shortest is told: others may be at work.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from ci_network import dates
from ci_network.measures.sustainability import Sustainability, sustainability
from ci_network.record.alliance import Activities, Actors, Alliance, Participations
from ci_network.record.series import series_of
from ci_network.views.map import map_html

SIZES = ((44, 0, 24), (60, 53, 18), (150, 130, 45), (500, 435, 260))
"""Actors, how many of them meet in one large activity each year, and small activities each year."""

YEARS = 5
REPEATS = 12
BROWSERS = ("chromium", "chromium-headless-shell", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
SECTORS = ("Kommune", "Forening", "Virksomhed", "Boligorganisation", "Borgere", "Fond")

SWITCH = """async (change) => {
  const began = performance.now();
  ciNetworkMap.change(change);
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - began;
}"""


READY = """async () => {
  while (!globalThis.ciNetworkMap) await new Promise(done => setTimeout(done, 5));
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def made_up(actors: int, plenary: int, small: int, seed: int = 1) -> Alliance:
    """An alliance by a seed, in which actor 0 is the secretariat and neighbours meet."""
    rng = random.Random(seed)
    rows: list[tuple[int, int, bool, int]] = []
    activities = 0
    for year in (dates.day(2015 + number, 1, 1) for number in range(YEARS)):
        if plenary:
            who = [0, *rng.sample(range(1, actors), plenary)]
            rows += [(activities, actor, actor == 0, year) for actor in sorted(who)]
            activities += 1
        for _ in range(small):
            middle, size = rng.randrange(1, actors), rng.choice([2, 2, 3, 3, 4, 5, 6])
            near = (round(rng.gauss(middle, actors / 14)) for _ in range(size))
            members = {max(1, min(actors - 1, actor)) for actor in near}
            lead = rng.choice(sorted(members))
            if rng.random() < 0.6:
                members.add(0)
                lead = rng.choice([0, 0, lead])
            rows += [(activities, actor, actor == lead, year) for actor in sorted(members)]
            activities += 1
    activity, actor, lead_, start = (np.array(column) for column in zip(*rows, strict=True))
    nobody = np.full(actors, dates.END)
    names = tuple(f"Aktivitet {n:05}" for n in range(activities))
    return Alliance(
        actors=Actors(
            id=tuple(f"a{n:03}" for n in range(actors)),
            label=tuple(f"Organisation nummer {n}" for n in range(actors)),
            sector=tuple(SECTORS[n % len(SECTORS)] for n in range(actors)),
            type=("organisation",) * actors,
            secretariat=np.arange(actors) == 0,
            term_start=np.full(actors, dates.BEGINNING),
            term_end=nobody,
            joined=nobody,
            left=nobody,
            left_unknown=np.zeros(actors, bool),
            attributes={},
        ),
        activities=Activities(
            name=names,
            series=tuple(map(series_of, names)),
            dated=np.ones(activities, bool),
            rows=np.bincount(activity),
            led_by=np.zeros(activities, np.int64),
            continues=np.zeros(activities, np.int64),
            continues_evidence=("",) * activities,
            taken_over_by=np.full(activities, -1),
            evaluation=np.zeros(activities, bool),
            said_by=np.full(activities, -1),
            attributes={},
        ),
        participations=Participations(
            activity=activity,
            actor=actor,
            role=tuple("lead" if one else None for one in lead_),
            lead=lead_,
            start=start,
            end=start + 364,
            latest_start=start + 364,
            attributes={},
        ),
        first=int(start.min()),
        last=int(start.max()) + 364,
    )


def opening(page: Page, path: Path) -> float:
    """Milliseconds until the map stands with all of its ties."""
    page.goto("about:blank")
    began = time.perf_counter()
    page.goto(f"{path.as_uri()}#level=ties")
    page.evaluate(READY)
    return 1000 * (time.perf_counter() - began)


def switching(page: Page, changes: list[dict[str, object]]) -> float:
    times = [page.evaluate(SWITCH, change) for _ in range(REPEATS) for change in changes]
    return max(min(times[place :: len(changes)]) for place in range(len(changes)))


def processor(page: Page) -> float:
    """Seconds of the processor that the page has taken."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    found = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return float(found["ProcessTime"])


def measure(page: Page, result: Sustainability, folder: Path) -> list[str]:
    began = time.perf_counter()
    html = map_html(result)
    making = time.perf_counter() - began
    path = folder / "map.html"
    path.write_bytes(html.encode())
    opened = min(opening(page, path) for _ in range(REPEATS))
    answers: list[dict[str, object]] = [{"scenario": "unaided"}, {"scenario": "present"}]
    page.evaluate("ciNetworkMap.change({level: 'ties', window: 2})")
    before = processor(page)
    times = [switching(page, answers)]
    each = 1000 * (processor(page) - before) / (REPEATS * len(answers))
    page.evaluate("ciNetworkMap.change({level: 'activities', window: 2})")
    times.append(switching(page, answers))
    page.evaluate("ciNetworkMap.change({level: 'ties'})")
    times.append(switching(page, [{"window": 1}, {"window": 2}]))
    size = f"{len(html.encode()) / 1000:,.0f} kB"
    told = (opened, *times, each)
    return [size, f"{making:.2f} s", *(f"{one:,.0f} ms" for one in told)]


def main() -> None:
    """Measure every size and print a table; the slower of the two directions of a switch counts."""
    chromium = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    head = ["actors", "ties", "file", "make", "open", "answer", "on boxes", "window", "processor"]
    print("".join(f"{word:>12}" for word in head))
    with sync_playwright() as started, tempfile.TemporaryDirectory() as folder:
        browser = started.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for actors, plenary, small in SIZES:
            result = sustainability(made_up(actors, plenary, small))
            ties = max(len(network.ties) for network in result.networks)
            page = browser.new_page(viewport={"width": 1920, "height": 1080})
            row = [str(actors), f"{ties:,}", *measure(page, result, Path(folder))]
            print("".join(f"{word:>12}" for word in row))
            page.close()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
