"""Every number on the map is that of the metrics, and what is decided there that of the plan."""

from __future__ import annotations

import itertools
import math
import random
import re
from functools import cache

import pytest
from random_alliances import in_some_series, random_alliance, seeds

from ci_network.inference.plan import plan
from ci_network.measures.evidence import evidence
from ci_network.measures.places import betweenness, strength
from ci_network.measures.sustainability import sustainability
from ci_network.network.networks import SCENARIOS, in_scenario
from ci_network.reading import read_rows
from ci_network.results.figures import metrics
from ci_network.results.map import open_to_decide
from ci_network.views.map import map_html, payload

pytestmark = pytest.mark.browser

EVERY = ("year", "half", "all", "quarter", "school-year")
CLASSES = ("Selvstændig", "Støttet", "Båret")
ON_SCREEN = """() => {
  const m = ciNetworkMap;
  m.panes.right.waits = true;
  const read = (id) => document.getElementById(id).textContent;
  const texts = (where) => [...document.querySelectorAll(where)].map((one) => one.textContent);
  const sum = (list, of) => list.reduce((so_far, one) => so_far + of(one), 0);
  const answers = ['present', 'hub_leaves', 'led_activities_end', 'unaided'];
  const cells = (table) => [...table.tBodies[0].rows].map((row) =>
    [...row.cells].map((cell) => cell.textContent));
  window.print = () => window.dispatchEvent(new Event('beforeprint'));
  const one = (window, at, scenario) => {
    const turn = at * 4 + answers.indexOf(scenario);
    const actor = window.roster[turn % window.roster.length] ?? null;
    m.change({window: at, scenario, view: 'map', level: 'ties', selected: {actor}});
    const {lines, ghosts, marks} = m.panes.right.scene;
    const hollow = [...marks.values()].filter((mark) => mark.hollow && !mark.secretariat).length;
    const ties = {lines: lines.length, ghosts: ghosts.length, hollow};
    const card = actor === null ? null : {id: m.payload.actors[actor].id,
      total: texts('#card .total')[0], verdict: texts('#card .verdict')[0],
      kept: texts('#card .kept h3'), lost: texts('#card .lost h3'),
      listed: texts('#card .partners li').length};
    const said = {sentence: read('sentence'), range: read('range'), aside: read('aside')};
    const counts = texts('.scenario .count');
    m.change({view: 'table', selected: {}});
    const tables = [...document.querySelectorAll('#tables table')].map(cells);
    m.change({view: 'map', level: 'sectors'});
    const {sectors, sectorLines} = m.panes.right.scene;
    const summed = sectors && {
      n: sum(sectors, (mark) => mark.n),
      together: sum(sectors, (mark) => mark.together),
      ties: sum(sectorLines, (line) => line.n) + sum(sectors, (mark) => mark.inside),
    };
    const last = Math.max(1, answers.indexOf(scenario));
    return {
      window: window.label, scenario, ties, card, tables, summed, counts, ...said,
      together: m.togetherBy(window, (stretch) => stretch.until >= last).largest,
    };
  };
  return m.payload.windows.map((window, at) => {
    const seen = Object.keys(window.scenarios).map((scenario) => one(window, at, scenario));
    m.change({window: at});
    document.getElementById('save-strips').click();
    const strips = texts('#sheet .strip');
    const offered = !document.getElementById('save-strips').hidden;
    return {window: window.label, seen, strips, offered};
  });
}"""

DECIDED = """sets => sets.map(([window, activities]) => {
  const m = ciNetworkMap;
  m.panes.right.waits = true;
  const decisions = new Map(activities.map((activity) => [activity, null]));
  m.change({window, scenario: 'unaided', view: 'map', level: 'ties', deciding: true, decisions});
  const shown = m.payload.windows[window];
  const {degree} = m.figuresNow(shown);
  const goesOn = (stretch) => stretch.until === 3 || activities.includes(stretch.activity);
  const {component} = m.togetherBy(shown, goesOn);
  const said = document.getElementById('sentence').textContent;
  const lines = m.panes.right.scene.lines.length;
  document.querySelector('#plan .buttons button').click();
  return {said, component, degree, lines, next: [...m.state.decisions.keys()]};
})"""

PLAYED = """() => {
  const m = ciNetworkMap, answers = ['present', 'hub_leaves', 'led_activities_end', 'unaided'];
  m.panes.right.waits = true;
  m.change({deciding: false, decisions: new Map(), level: 'ties'});
  const ways = m.payload.windows.flatMap((shown, window) =>
    Object.entries(shown.exits).map((exit) => [window, ...exit]));
  return ways.flatMap(([window, way, steps]) => {
    const [from, to] = way.split('-').map((place) => answers[place]);
    return steps.map((step, at) => {
      m.change({window, scenario: to, exit: null});
      m.change({exit: {from, at, paused: true}});
      const {lines, figures} = m.panes.right.scene;
      return {window, way, at, said: document.getElementById('sentence').textContent,
        says: document.getElementById('aside').textContent, lines: lines.length,
        component: figures.component};
    });
  });
}"""


@cache
def figures_of(seed):
    rows = random_alliance(seed)
    if seed % 3 == 0:
        rows = in_some_series(*rows)
    alliance = read_rows(*rows).alliance
    return sustainability(alliance, EVERY[seed % len(EVERY)])


def plain(text):
    return re.sub("[\u2066-\u2069]", "", text.replace("\xa0", " ").replace("\u202f", " "))


def share(value):
    if 0 < value < 0.005:
        return "under 1 %"
    if 0.995 <= value < 1:
        return "over 99 %"
    return f"{int(100 * value + 0.5)} %"


def counted(figures, partners):
    largest = round(figures["largest_component"] * partners) if partners else 0
    return largest if largest > 1 else 0


@pytest.mark.parametrize("seed", seeds(8, 50))
def test_every_number_on_the_screen_is_that_of_the_metrics(opened, seed):
    result = figures_of(seed)
    page = opened(map_html(result))
    told = {w["window"]: w for w in metrics(result)["windows"] if w["activities"]}
    seen = page.evaluate(ON_SCREEN)
    assert {one["window"] for one in seen if one["seen"]} == set(told)
    for network, shown in zip(result.networks, seen, strict=True):
        for one in shown["seen"]:
            the_answer_is_that_of_the_metrics(one, told[one["window"]], result.has_secretariat)
            cells_are_those_of_the_record(one, result, network)
        the_strips_are_those_of_the_record(shown, result, network)
    if result.has_secretariat:
        shown = payload(result)
        decisions_are_those_of_the_plan(page, result, shown, random.Random(seed))
        the_exit_is_that_of_the_record(page, shown)
    assert page.errors == []


def the_answer_is_that_of_the_metrics(one, window, has_secretariat):
    n = window["partners"]
    figures = window["scenarios"][one["scenario"]]
    largest = counted(figures, n)
    said = plain(one["sentence"])
    assert said.startswith(f"{largest} af {n} " if largest else ("Ingen", "Den", "Aktøren"))
    if has_secretariat:
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
    if one["summed"]:
        assert one["summed"] == {"n": n, "together": largest, "ties": figures["ties"]}
    if one["scenario"] != "present":
        # What the page works out itself.
        assert one["together"] == round(figures["largest_component"] * n) if n else True


def ties_by_partner(network, scenario):
    """Counted from the list of ties: by partner how many stand, by class those that do not."""
    stands = in_scenario(network.ties.lasting, scenario)
    degree, gone = {}, {}
    for first, second, kept in zip(network.ties.first, network.ties.second, stands, strict=True):
        for one in (first, second):
            where = degree if kept else gone
            where[one] = where.get(one, 0) + 1
    return [degree.get(one, 0) for one in network.roster], [
        gone.get(one, 0) for one in network.roster
    ]


def danish(cell):
    return float(plain(cell).replace(".", "").replace(",", "."))


def cells_are_those_of_the_record(one, result, network):
    scenario, n = one["scenario"], network.partners
    behind = evidence(network, result.meetings, result.spans)
    kept, lost = ties_by_partner(network, scenario)
    columns = [[k + g for k, g in zip(kept, lost, strict=True)]]
    columns += [kept, lost] if scenario != "present" else []
    columns += [strength(network, scenario, result.spans, behind), betweenness(network, scenario)]
    labels = [plain(result.alliance.actors.label[code]).strip() for code in network.roster]
    partners, ties = one["tables"]
    assert len(partners) == n
    wanted = sorted(zip(labels, *columns, strict=True))
    found = sorted((row[0].strip(), *map(danish, row[2:-1])) for row in partners)
    for (name, *told), (label, *values) in zip(found, wanted, strict=True):
        assert name == label
        for number, value, digits in zip(told[-2:], values[-2:], (2, 3), strict=True):
            assert number == pytest.approx(
                0 if math.isnan(value) else value, abs=0.51 * 10**-digits
            )
        assert told[:-2] == values[:-2]
    the_ties_are_those_of_the_record(ties, result, network, scenario)
    the_card_is_that_of_the_record(one["card"], result, network, scenario, kept, lost)


def the_ties_are_those_of_the_record(rows, result, network, scenario):
    label = [plain(name).strip() for name in result.alliance.actors.label]
    ties = network.ties
    stands = in_scenario(ties.lasting, scenario)
    wanted = sorted(
        (
            *sorted((label[ties.first[at]], label[ties.second[at]])),
            CLASSES[ties.tie_class[at]],
            int(ties.activities[at]),
            *([] if scenario == "present" else [("falder væk", "bliver")[int(stands[at])]]),
            float(ties.strength[at]),
        )
        for at in range(len(ties))
    )
    found = sorted(
        (
            *sorted((row[0].strip(), row[1].strip())),
            row[2],
            int(danish(row[4])),
            *row[5:],
            danish(row[3]),
        )
        for row in rows
    )
    assert [row[:-1] for row in found] == [row[:-1] for row in wanted]
    assert [row[-1] for row in found] == pytest.approx([row[-1] for row in wanted], abs=0.0051)


def numbers(text):
    return [int(found) for found in re.findall(r"\d+", plain(text or ""))]


def the_card_is_that_of_the_record(card, result, network, scenario, kept, lost):
    if card is None:
        return
    (at,) = (
        n for n, code in enumerate(network.roster) if result.alliance.actors.id[code] == card["id"]
    )
    assert (numbers(card["total"])[:1] or [0]) == [kept[at] + lost[at]] == [card["listed"]]
    stays, goes = (sum(sum(numbers(title)) for title in card[kind]) for kind in ("kept", "lost"))
    assert (stays, goes) == (kept[at], lost[at])
    if scenario != "present":
        assert numbers(card["verdict"]) == [stays, goes]


def the_strips_are_those_of_the_record(shown, result, network):
    assert shown["offered"] == result.has_secretariat
    if not result.has_secretariat or not shown["seen"]:
        assert shown["strips"] == []
        return
    kept, lost = ties_by_partner(network, "unaided")
    open_ = open_to_decide(result, network)
    could = [sum(code in who for who in open_.candidates) for code in network.roster]
    label = [plain(result.alliance.actors.label[code]).strip() for code in network.roster]
    found = []
    for strip in map(plain, shown["strips"]):
        name, rest = strip.split("Jeg beholder", 1)
        found.append((name.strip(), *(int(n) for n in re.findall(r"\((\d+)\):", rest)[:3])))
    assert sorted(found) == sorted(zip(label, kept, lost, could, strict=True))


def decisions_are_those_of_the_plan(page, result, shown, rng):
    """All sets of open activities of a window, or 32 at random; the best ones against the plan."""
    sets, wanted = [], []
    for at, (window, network) in enumerate(zip(shown["windows"], result.networks, strict=True)):
        units = window["open"]["units"]
        every = [
            c for k in range(len(units) + 1) for c in itertools.combinations(range(len(units)), k)
        ]
        best = {tuple(sorted(step)) for step in window["open"]["steps"]}
        chosen = every if len(every) <= 32 else [*rng.sample(every, 32), *best]
        if not window["scenarios"]:
            continue
        names = result.alliance.activities.name
        series = result.alliance.activities.series
        found = plan(network, result.meetings, result.spans, series, "largest_component")
        assert len(found.open) == len(units)
        for one in chosen:
            sets.append([at, [activity for row in one for activity in units[row]]])
            wanted.append(groups_by_hand(shown, window, set(sets[-1][1])))
        for step in found.steps:
            held = {names[code] for unit in step.units for code in unit}
            open_ = itertools.chain.from_iterable(units)
            numbers_ = [n for n in open_ if shown["activities"][n]["name"] in held]
            sets.append([at, numbers_])
            groups = groups_by_hand(shown, window, set(numbers_))
            if network.partners:
                assert max(map(len, groups)) == round(step.value * network.partners)
            wanted.append(groups)
    for (at, held), groups, seen in zip(sets, wanted, page.evaluate(DECIDED, sets), strict=True):
        window = shown["windows"][at]
        largest = max(map(len, groups), default=0)
        if largest > 1:
            assert plain(seen["said"]).startswith(f"{largest} af {len(window['roster'])} ")
        found = {}
        for actor, number in zip(window["roster"], seen["component"], strict=True):
            found.setdefault(number, set()).add(actor)
        assert sorted(map(sorted, found.values())) == sorted(map(sorted, groups))
        met = partners_met(shown, window, set(held))
        assert seen["degree"] == [len(met[actor]) for actor in window["roster"]]
        assert seen["lines"] == sum(map(len, met.values())) // 2
        helps_most(shown, window, held, seen["next"])


def helps_most(shown, window, held, chosen):
    """Along the plan where the room is on it, else the one more that connects most pairs."""
    units, steps = window["open"]["units"], [sorted(step) for step in window["open"]["steps"]]
    held, chosen = (
        [row for row, unit in enumerate(units) if set(unit) <= set(some)] for some in (held, chosen)
    )
    at = steps.index(sorted(held)) if sorted(held) in steps else None
    if at is not None and at + 1 < len(steps):
        assert sorted(chosen) == steps[at + 1]
        return
    rest = [one for one in range(len(units)) if one not in held]
    if not rest:
        assert sorted(chosen) == sorted(held)
        return

    def pairs(of):
        going_on = {activity for row in of for activity in units[row]}
        return sum(len(group) ** 2 for group in groups_by_hand(shown, window, going_on))

    (added,) = set(chosen) - set(held)
    assert added in rest
    assert pairs([*held, added]) == max(pairs([*held, one]) for one in rest)


def the_exit_is_that_of_the_record(page, shown):
    before = {}
    for one in page.evaluate(PLAYED):
        window, key = shown["windows"][one["window"]], (one["window"], one["way"])
        step = window["exits"][one["way"]][one["at"]]
        largest, n = step["largest"], len(window["roster"])
        if largest > 1:
            assert plain(one["said"]).startswith(f"{largest} af {n} ")
        assert max(map(one["component"].count, one["component"]), default=0) == largest
        said = plain(one["says"])
        assert f"{step['hit']} forbindelse" in said
        assert f"{step['fall']} falder" in said
        if key in before:
            assert one["lines"] == before[key] - step["fall"]
        before[key] = one["lines"]


def standing(shown, window, held):
    """Partners of the roster in each stretch that goes on."""
    for number in window["stretches"]:
        stretch = shown["stretches"][number]
        if stretch["until"] == 3 or stretch["activity"] in held:
            yield set(stretch["actors"]) & set(window["roster"])


def groups_by_hand(shown, window, held):
    """What hangs together: join whoever meets in a stretch that goes on, until nothing changes."""
    groups = [{actor} for actor in window["roster"]]
    for members in standing(shown, window, held):
        met = [group for group in groups if group & members]
        if met:
            groups = [group for group in groups if not group & members] + [set().union(*met)]
    return groups


def partners_met(shown, window, held):
    met = {actor: set() for actor in window["roster"]}
    for members in standing(shown, window, held):
        for one in members:
            met[one] |= members - {one}
    return met
