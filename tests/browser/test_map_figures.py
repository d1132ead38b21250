"""Every number on the map is that of the metrics, and what is decided there that of the plan."""

from __future__ import annotations

import itertools
import math
import random
from functools import cache

import pytest
from random_alliances import random_alliance

from ci_network.inference.plan import plan
from ci_network.measures.sustainability import sustainability
from ci_network.network.networks import SCENARIOS
from ci_network.reading import read_rows
from ci_network.results.figures import metrics
from ci_network.views.map import map_html, payload

pytestmark = pytest.mark.browser

EVERY = ("year", "half", "all", "quarter", "school-year")

ON_SCREEN = """() => {
  const m = ciNetworkMap;
  const read = (id) => document.getElementById(id).textContent;
  const sum = (list, of) => list.reduce((so_far, one) => so_far + of(one), 0);
  const answers = ['present', 'hub_leaves', 'led_activities_end', 'unaided'];
  const one = (window, at, scenario) => {
    m.change({window: at, scenario, level: 'ties'});
    const {lines, ghosts, marks} = m.panes.right.scene;
    const hollow = [...marks.values()].filter((mark) => mark.hollow && !mark.secretariat).length;
    const ties = {lines: lines.length, ghosts: ghosts.length, hollow};
    m.change({view: 'table'});
    const rows = [...document.querySelectorAll('#tables table')].map(t => t.tBodies[0].rows.length);
    m.change({view: 'map', level: 'sectors'});
    const {sectors, sectorLines} = m.panes.right.scene;
    const summed = sectors && {
      n: sum(sectors, (mark) => mark.n),
      together: sum(sectors, (mark) => mark.together),
      ties: sum(sectorLines, (line) => line.n) + sum(sectors, (mark) => mark.inside),
    };
    m.change({level: m.payload.stretches.length ? 'activities' : 'ties'});
    const last = Math.max(1, answers.indexOf(scenario));
    return {
      window: window.label, scenario, ties, rows, summed,
      sentence: read('sentence'), range: read('range'), aside: read('aside'),
      counts: [...document.querySelectorAll('.scenario .count')].map((c) => c.textContent),
      together: m.togetherBy(window, (stretch) => stretch.until >= last).largest,
    };
  };
  return m.payload.windows.flatMap((window, at) =>
    Object.keys(window.scenarios).map((scenario) => one(window, at, scenario)));
}"""

DECIDED = """sets => sets.map(([window, activities]) => {
  const m = ciNetworkMap;
  const decisions = new Map(activities.map((activity) => [activity, null]));
  m.change({window, scenario: 'unaided', deciding: true, decisions});
  const goesOn = (stretch) => stretch.until === 3 || activities.includes(stretch.activity);
  const {component} = m.togetherBy(m.payload.windows[window], goesOn);
  return [document.getElementById('sentence').textContent, component];
})"""


@cache
def figures_of(seed):
    alliance = read_rows(*random_alliance(seed)).alliance
    return sustainability(alliance, EVERY[seed % len(EVERY)])


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def share(value):
    if 0 < value < 0.005:
        return "under 1 %"
    if 0.995 <= value < 1:
        return "over 99 %"
    return f"{int(100 * value + 0.5)} %"


def counted(figures, partners):
    largest = round(figures["largest_component"] * partners) if partners else 0
    return largest if largest > 1 else 0


@pytest.mark.parametrize("seed", range(50))
def test_every_number_on_the_screen_is_that_of_the_metrics(opened, seed):
    result = figures_of(seed)
    page = opened(map_html(result))
    told = {w["window"]: w for w in metrics(result)["windows"] if w["activities"]}
    seen = page.evaluate(ON_SCREEN)
    assert {one["window"] for one in seen} == set(told)
    for one in seen:
        window = told[one["window"]]
        n = window["partners"]
        figures = window["scenarios"][one["scenario"]]
        largest = counted(figures, n)
        said = plain(one["sentence"])
        assert said.startswith(f"{largest} af {n} " if largest else ("Ingen", "Den", "Aktøren"))
        if result.has_secretariat:
            counts = [counted(window["scenarios"][scenario], n) for scenario in SCENARIOS]
            assert one["counts"] == list(map(str, counts))
            high, low = counts[2:]
            ends = str(low) if low == high else f"mellem {low} og {high}"
            assert plain(one["range"]) == f"{ends} af {n} uden sekretariatet"
        facts = plain(one["aside"]).split(" · ")
        if not math.isnan(figures["connectedness"]):
            assert f"{share(figures['connectedness'])} af alle par er forbundet" in facts
        alone = [fact for fact in facts if "alene" in fact]
        assert alone == ([f"{figures['isolates']} står alene"] if figures["isolates"] else [])
        lapsed = window["ties"]["total"] - figures["ties"]
        assert any(fact.startswith(f"{lapsed} forbindelse") for fact in facts) == bool(lapsed)
        assert one["ties"] == {
            "lines": figures["ties"],
            "ghosts": lapsed,
            "hollow": figures["isolates"],
        }
        assert one["rows"] == [n, window["ties"]["total"]]
        if one["summed"]:
            assert one["summed"] == {"n": n, "together": largest, "ties": figures["ties"]}
        if one["scenario"] != "present":
            # The one figure that the page works out itself.
            assert one["together"] == round(figures["largest_component"] * n) if n else True


@pytest.mark.parametrize("seed", range(25))
def test_decisions_are_those_of_the_plan(opened, seed):
    """All sets of open activities of a window, or 32 at random; the best ones against the plan."""
    result = figures_of(seed)
    if not result.has_secretariat:
        return
    shown = payload(result)
    rng = random.Random(seed)
    sets, wanted = [], []
    for at, (window, network) in enumerate(zip(shown["windows"], result.networks, strict=True)):
        open_ = window["open"]["activities"]
        every = [c for k in range(len(open_) + 1) for c in itertools.combinations(open_, k)]
        best = {tuple(sorted(step)) for step in window["open"]["steps"]}
        chosen = every if len(every) <= 32 else [*rng.sample(every, 32), *best]
        if not window["scenarios"]:
            continue
        found = plan(network, result.meetings, result.spans, "largest_component")
        assert len(found.open) == len(open_)
        for one in chosen:
            sets.append([at, list(one)])
            wanted.append(groups_by_hand(shown, window, set(one)))
        for step in found.steps:
            names = {result.alliance.activities.name[code] for code in step.activities}
            numbers = [n for n in open_ if shown["activities"][n]["name"] in names]
            sets.append([at, numbers])
            groups = groups_by_hand(shown, window, set(numbers))
            if network.partners:
                assert max(map(len, groups)) == round(step.value * network.partners)
            wanted.append(groups)
    if not sets:
        return
    page = opened(map_html(result))
    for (at, _), groups, (said, component) in zip(
        sets, wanted, page.evaluate(DECIDED, sets), strict=True
    ):
        window = shown["windows"][at]
        largest = max(map(len, groups), default=0)
        if largest > 1:
            assert plain(said).startswith(f"{largest} af {len(window['roster'])} ")
        found = {}
        for actor, number in zip(window["roster"], component, strict=True):
            found.setdefault(number, set()).add(actor)
        assert sorted(map(sorted, found.values())) == sorted(map(sorted, groups))


def groups_by_hand(shown, window, held):
    """What hangs together: join whoever meets in a stretch that goes on, until nothing changes."""
    groups = [{actor} for actor in window["roster"]]
    for number in window["stretches"]:
        stretch = shown["stretches"][number]
        if stretch["until"] < 3 and stretch["activity"] not in held:
            continue
        members = set(stretch["actors"]) & set(window["roster"])
        met = [group for group in groups if group & members]
        if met:
            groups = [group for group in groups if not group & members] + [set().union(*met)]
    return groups
