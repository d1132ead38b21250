"""Nothing on the map moves, names stand where they are needed, and the hand finds its aim."""

from __future__ import annotations

import math
import re

import pytest
from conftest import SCREENS
from map_records import figures_by_hand, figures_made_up, of_plenaries

from ci_network.measures.sustainability import sustainability
from ci_network.network.networks import SCENARIOS
from ci_network.views.map import Opening, StoryStep, map_html

pytestmark = pytest.mark.browser

STORY = [StoryStep("Først", "Kort.", "2015", "present"),
         StoryStep("Så", "Og et noget længere stykke tekst, " * 12, "2017", "unaided")]  # fmt: skip

STANDING = """async () => {
  for (let n = 0; n < 4; n += 1) await new Promise(requestAnimationFrame);
  const m = ciNetworkMap, pane = m.panes.right, host = pane.host.getBoundingClientRect();
  return m.payload.actors.map((actor) => {
    const at = pane.network.canvasToDOM(actor);
    return [host.x + at.x + scrollX, host.y + at.y + scrollY];
  });
}"""

UNDRAWN = """() => { const pane = ciNetworkMap.panes.right; pane.waits = true;
  Object.defineProperty(pane, 'waits', {get: () => true, set() {}}); }"""
"""To draw takes most of the time, and marks stand where they do without it."""


@pytest.fixture(scope="module")
def storied(tmp_path_factory):
    path = tmp_path_factory.mktemp("map") / "map.html"
    path.write_bytes(map_html(figures_made_up(), Opening(story=STORY)).encode())
    return path


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    path = tmp_path_factory.mktemp("map") / "map.html"
    path.write_bytes(map_html(figures_made_up()).encode())
    return path


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory):
    path = tmp_path_factory.mktemp("map") / "map.html"
    path.write_bytes(map_html(figures_by_hand()).encode())
    return path


PRESS = """selector => { const button = document.querySelector(selector);
if (button.checkVisibility() && !button.disabled) button.click(); }"""


def controls(page):
    """Each control of the page by name, and what uses it."""

    def press(selector):
        page.evaluate(PRESS, selector)

    found = {
        f"answer {s}": lambda s=s: press(f"[data-scenario={s}]") for s in (*SCENARIOS, "present")
    }
    for key in (
        "ArrowLeft",
        "ArrowRight",
        "1",
        "2",
        "3",
        "4",
        "r",
        "PageDown",
        "PageDown",
        "PageUp",
    ):
        found[f"key {key} {len(found)}"] = lambda key=key: page.keyboard.press(key)
    buttons = (
        "#step-back", "#step-on", "#tell", "#story-next", "#story-back", "#story-end",
        "#languages [lang=en]", "#languages [lang=da]",
        "#levels [data-level=activities]", "#levels [data-level=ties]",
        "#play-exit", "#play-exit", "#decide", "#decide",
    )  # fmt: skip
    for button in buttons:
        found[f"{button} {len(found)}"] = lambda button=button: press(button)
    for button in ("#as-lanes", "#as-table", "#save"):
        found[button] = lambda button=button: (press(button), press(button))
    found["about"] = lambda: (press("#open-about"), page.keyboard.press("Escape"))
    for view in ("sel=a010", "sel=a010&steps=2", "new=1", "size=strength", "names=0", "large=1",
                 "without=carried", "hide=1", "min=0.5", "ghosts=0", "act=3", ""):  # fmt: skip
        found[f"address {view}"] = lambda view=view: page.evaluate(
            "hash => location.hash = hash", f"t=2017&s=unaided&level=ties&{view}"
        )
    found["search"] = lambda: (page.fill("#search", "skolen"), page.fill("#search", ""))
    return found


@pytest.mark.parametrize("size", SCREENS)
def test_no_mark_moves_whatever_is_used(opened, storied, size):
    """On a notebook with so few organisations that figures have one digit first, and then two."""
    few = map_html(figures_made_up(24, 60), Opening(story=STORY))
    page = opened(few if size == "notebook" else storied, size, "t=2017&s=present&level=ties")
    page.evaluate(UNDRAWN)
    page.wait_for_timeout(100)
    stood = page.evaluate(STANDING)
    for name, use in controls(page).items():
        use()
        now = page.evaluate(STANDING)
        far = max(math.dist(one, other) for one, other in zip(stood, now, strict=True))
        assert far <= 1, f"{name} moves a mark by {far:.0f} px"
    assert page.errors == []
    page.reload()  # the next test finds a map that is drawn


def named(page):
    return page.evaluate(
        """() => { const p = ciNetworkMap.panes.right; p.network.redraw();
        return [...p.shownNames.keys()].filter((key) => typeof key === 'number'); }"""
    )


@pytest.mark.parametrize("size", SCREENS)
def test_all_who_are_left_have_a_name_in_each_answer(opened, plain, size):
    """44 organisations: those who are left, but where more are left than any screen could name."""
    page = opened(plain, size, "t=2017&level=ties")
    for scenario in SCENARIOS[2:]:
        page.evaluate("scenario => ciNetworkMap.change({scenario})", scenario)
        page.settle()
        left = page.evaluate(
            """() => [...ciNetworkMap.panes.right.scene.marks.values()]
            .filter((mark) => !mark.hollow && !mark.secretariat).map((mark) => mark.actor)"""
        )
        missing = set(left) - set(named(page))
        few = {"phone": 16, "twice": 20}.get(size, 99)
        assert not missing or len(left) > few


@pytest.mark.parametrize("size", SCREENS)
def test_who_is_selected_has_a_name_on_every_screen(opened, storied, size):
    page = opened(storied, size, "t=2017&s=unaided&level=ties")
    for actor in page.evaluate("ciNetworkMap.payload.windows[2].roster")[::6]:
        page.evaluate("actor => ciNetworkMap.select({actor})", actor)
        page.settle()
        assert actor in named(page)


def test_all_survivors_of_150_are_named(opened):
    page = opened(
        map_html(sustainability(of_plenaries(150, 130, 45))),
        "projector",
        "t=2017&s=unaided&level=ties",
    )
    left = page.evaluate(
        """() => [...ciNetworkMap.panes.right.scene.marks.values()]
        .filter((mark) => !mark.hollow && !mark.secretariat).map((mark) => mark.actor)"""
    )
    assert len(left) >= 36
    assert set(left) <= set(named(page))
    many_lines_are_drawn_where_they_are(page)
    page.evaluate("ciNetworkMap.panes.right.zoom(4)")
    page.wait_for_timeout(300)  # a moved picture of many lines is drawn anew when the hand rests
    many_lines_are_drawn_where_they_are(page)


def many_lines_are_drawn_where_they_are(page):
    """More lines than a canvas draws in time: each leaves its colour, the rest is bare."""
    drawn, lines, bare = page.evaluate(
        """() => { const p = ciNetworkMap.panes.right, {canvas} = p.lines;
        const c = canvas.getContext('2d');
        const {data, width, height} = c.getImageData(0, 0, canvas.width, canvas.height);
        const ratio = width / p.host.clientWidth;
        const set = ({x, y}) => { const at = p.network.canvasToDOM({x, y});
          const [i, j] = [Math.floor(at.x * ratio), Math.floor(at.y * ratio)];
          if (i < 3 || j < 3 || i > width - 4 || j > height - 4) return null;
          for (let a = -1; a < 2; a += 1) for (let b = -1; b < 2; b += 1)
            if (data[4 * ((j + a) * width + i + b) + 3] > 200) return true;
          return false; };
        const middle = ({from, to}) => set({x: (from.x + to.x) / 2, y: (from.y + to.y) / 2});
        const seen = p.scene.ghosts.map(middle).filter((one) => one !== null);
        const xs = ciNetworkMap.payload.actors.map((actor) => actor.x);
        const beyond = p.scene.ghosts.map(({from}) =>
          set({x: Math.max(...xs) + 60, y: from.y})).filter(Boolean);
        return [seen.filter(Boolean).length, seen.length, beyond.length]; }"""
    )
    assert lines > 100
    assert (drawn, bare) == (lines, 0)


@pytest.mark.parametrize("size", SCREENS)
def test_two_names_are_never_read_as_one(opened, storied, size):
    page = opened(storied, size, "t=2017&s=led_activities_end&level=ties")
    boxes = page.evaluate("() => [...ciNetworkMap.panes.right.shownNames.values()]")
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            beside = one["top"] < other["bottom"] and other["top"] < one["bottom"]
            gap = max(one["left"] - other["right"], other["left"] - one["right"])
            assert not beside or gap >= 7


def test_a_name_stands_where_the_line_of_another_does_not_go_through_it(opened, plain):
    """The first is shut in, so that a line leads to its name; the second stands on that line."""
    page = opened(plain)
    first, second = page.evaluate(
        """() => { const place = ciNetworkMap.placeLabels;
        const shut = {key: 1, label: 'Den første', x: 0, y: 0, radius: 8, far: true};
        const ring = Array.from({length: 40}, (_, n) => ({key: 'x' + n, radius: 14,
          x: 45 * Math.sin(n * Math.PI / 20), y: 30 * Math.cos(n * Math.PI / 20)}));
        const own = place([shut], ring, 14).get(1);
        const y = own.bottom < 0 ? own.bottom - 4 : own.top + 4, x = (own.left + own.right) / 2;
        const half = {x: x * 0.75, y: y * 0.75};
        const on = {key: 2, label: 'To', x: half.x, y: half.y - 20, radius: 8};
        const both = place([shut, on], ring, 14);
        return [own, both.get(2)].map((one) => one && {...one, from: null}); }"""
    )
    assert first["led"]
    assert second
    ends = ((0, 0), nearest_corner(first))
    for n in range(101):
        x, y = ((1 - n / 100) * a + n / 100 * b for a, b in zip(*ends, strict=True))
        inside = second["left"] < x < second["right"] and second["top"] < y < second["bottom"]
        assert not inside


def test_a_name_goes_to_another_side_so_that_its_neighbour_stands_beside_its_mark(opened, plain):
    """The first takes the place below its mark, the only one that the second could have."""
    page = opened(plain)
    alone, first, second = page.evaluate(
        """() => { const place = ciNetworkMap.placeLabels;
        const first = {key: 1, label: 'En', x: 0, y: -30, radius: 8};
        const second = {key: 2, label: 'To', x: 0, y: 20, radius: 8, far: true};
        const turn = (n) => (n - 12) * Math.PI / 14;
        const wall = Array.from({length: 24}, (_, n) => ({key: 'w' + n, radius: 9,
          x: 34 * Math.sin(turn(n)), y: 20 + 34 * Math.cos(turn(n))})).filter(({y}) => y > 6);
        const all = (...wanted) => place(wanted, [...wall, first, second], 14);
        const bare = (one) => one && {...one, from: null, seat: null};
        const both = all(first, second);
        return [all(first).get(1), both.get(1), both.get(2)].map(bare); }"""
    )
    assert alone["spot"] == 0
    assert first["spot"] != 0
    assert not second.get("led")


def nearest_corner(box):
    return (
        max(box["left"], min(box["right"], 0)),
        max(box["top"], min(box["bottom"], 0)),
    )


@pytest.mark.parametrize("size", SCREENS)
def test_sectors_are_named_with_their_figures_and_no_name_lies_on_a_mark(opened, plain, size):
    page = opened(plain, size, "t=2017&s=unaided&level=sectors")
    found = page.evaluate(
        """() => { const p = ciNetworkMap.panes.right, k = p.network.getScale();
        return {names: [...p.shownNames].map(([key, one]) => ({key, ...one, from: null})),
          marks: p.scene.sectors.map((one) => ({key: 's' + one.sector, x: one.x * k, y: one.y * k,
            half: one.radius * k * 0.8}))}; }"""
    )
    assert {one["key"] for one in found["names"]} == {one["key"] for one in found["marks"]}
    for name in found["names"]:
        for mark in found["marks"]:
            beside = (
                name["right"] <= mark["x"] - mark["half"]
                or name["left"] >= mark["x"] + mark["half"]
                or name["bottom"] <= mark["y"] - mark["half"]
                or name["top"] >= mark["y"] + mark["half"]
            )
            assert beside or name["key"] == mark["key"]
    if size not in ("phone", "twice"):
        assert all(any("partner" in line for line in one["lines"]) for one in found["names"])


# The hand


def centre_of_name(page, actor):
    return page.evaluate(
        """(id) => { const m = ciNetworkMap, p = m.panes.right;
        const at = m.payload.actors.findIndex((actor) => actor.id === id);
        const box = p.shownNames.get(at), origin = p.network.canvasToDOM({x: 0, y: 0});
        const host = p.host.getBoundingClientRect();
        return [host.x + origin.x + (box.left + box.right) / 2,
                host.y + origin.y + (box.top + box.bottom) / 2]; }""",
        actor,
    )


def test_a_name_can_be_clicked(opened, by_hand):
    page = opened(by_hand, hash="t=2016&s=unaided")
    page.mouse.click(*centre_of_name(page, "C"))
    assert page.inner_text("#card h2").strip() == "Idrætsklubben Øresund"
    assert page.inner_text("#live").startswith("\u2068Idrætsklubben Øresund\u2069: 1 forbindelse, ")


def on_line(page, first, second, share=0.5):
    return page.evaluate(
        """([first, second, share]) => { const m = ciNetworkMap, n = m.panes.right.network;
        const [c, d] = [first, second].map((id) => m.payload.actors.find((a) => a.id === id));
        const at = {x: c.x + (d.x - c.x) * share, y: c.y + (d.y - c.y) * share};
        const [p, b] = [n.canvasToDOM(at), m.panes.right.host.getBoundingClientRect()];
        return [b.x + p.x, b.y + p.y]; }""",
        [first, second, share],
    )


def is_tie(page, x, y):
    return page.evaluate(
        """([x, y]) => { const p = ciNetworkMap.panes.right, b = p.host.getBoundingClientRect();
        return p.under({x: x - b.x, y: y - b.y})?.tie !== undefined; }""",
        [x, y],
    )


def test_pointing_at_a_tie_names_its_activities(opened, by_hand):
    page = opened(by_hand, hash="t=2016&s=present")
    free = next(  # where no name stands on the line
        spot for spot in (on_line(page, "C", "D", n / 20) for n in range(5, 16))
        if is_tie(page, *spot)
    )  # fmt: skip
    page.mouse.move(*free)
    tip = page.inner_text(".tip")
    assert "Idrætsklubben Øresund — Frivilligcentret" in tip
    assert "Idrætsdag" in tip
    page.mouse.move(2, 300)
    assert page.is_hidden(".tip")


def test_a_click_in_a_thicket_takes_the_nearest_line(opened, storied):
    page = opened(storied, "projector", "t=2017&s=present&level=ties")
    nearest = page.evaluate(
        """() => { const m = ciNetworkMap, p = m.panes.right, out = [];
        const far = (q, a, b) => { const [dx, dy] = [b.x - a.x, b.y - a.y];
          const t = Math.max(0, Math.min(1, ((q.x-a.x)*dx + (q.y-a.y)*dy) / (dx*dx + dy*dy)));
          return Math.hypot(q.x - a.x - t*dx, q.y - a.y - t*dy) * p.network.getScale(); };
        for (let n = 0; n < 400; n += 1) {
          const point = {x: (n * 37) % p.host.clientWidth, y: (n * 53) % p.host.clientHeight};
          const at = p.network.DOMtoCanvas(point), found = p.under(point);
          if (found?.tie === undefined) continue;
          const all = p.scene.lines.map((l) => [far(at, l.from, l.to), l.pair]);
          const own = all.find(([, pair]) => pair === found.tie)[0];
          out.push([own, Math.min(...all.map(([d]) => d))]);
        }
        return out; }"""
    )
    assert len(nearest) > 10
    assert all(own <= 8.01 and own - best <= 1.01 for own, best in nearest)


def test_search_leads_the_keyboard_to_the_card(opened, by_hand):
    page = opened(by_hand, hash="t=2016&s=unaided")
    page.keyboard.press("/")
    page.keyboard.type("bageren")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('#card') !== null")


# Screens


@pytest.mark.parametrize("size", SCREENS)
def test_nothing_is_cut_or_lies_on_something_else(opened, storied, size):
    page = opened(storied, size, "t=2017&s=unaided&level=ties")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ticks = [b.bounding_box() for b in page.query_selector_all(".tick")]
    line = page.locator("#line").bounding_box()
    for number, one in enumerate(ticks):
        assert one["x"] >= line["x"] - 1
        assert one["x"] + one["width"] <= line["x"] + line["width"] + 1
        for other in ticks[:number]:
            assert one["x"] >= other["x"] + other["width"] or other["x"] >= one["x"] + one["width"]
    overlaps = page.evaluate(
        """() => { const boxes = [...document.querySelectorAll(
          'button, select, #sentence, #range, #aside, #slider, #spark, #search')]
          .filter((e) => e.checkVisibility() && !e.closest('#drawer, #zoom, .caption, dialog'))
          .map((e) => [e.id || e.textContent, e.getBoundingClientRect()]);
        return boxes.flatMap(([name, a], n) => boxes.slice(0, n)
          .filter(([, b]) => a.left + 2 < b.right && b.left + 2 < a.right
            && a.top + 2 < b.bottom && b.top + 2 < a.bottom).map(([other]) => [name, other])); }"""
    )
    assert [pair for pair in overlaps if not re.search("sentence|range", "".join(pair))] == []
    if size in ("notebook", "phone", "twice"):
        page.click("#tell")
        box = page.locator("#story-next").bounding_box()
        assert box["y"] + box["height"] <= page.viewport_size["height"]


@pytest.mark.parametrize("size", ["notebook", "phone"])
def test_the_card_does_not_lie_on_the_map_of_a_phone(opened, storied, size):
    page = opened(storied, size, "t=2017&s=unaided&level=ties&sel=a010")
    card, stage = page.locator("#card").bounding_box(), page.locator("#stage").bounding_box()
    if size == "phone":
        assert card["y"] >= stage["y"] + stage["height"]
    else:
        assert card["width"] < stage["width"] / 2


def contrast(one, other):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        lin = [x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
        return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_can_be_seen_and_lost_ones_are_the_faintest(opened, storied, scheme):
    page = opened(storied, "laptop", "t=2017&s=unaided&level=ties",
                  forced_colors="active", color_scheme=scheme)  # fmt: skip
    paint = page.evaluate("JSON.parse(JSON.stringify(ciNetworkMap.colours()))")
    seen = {
        name: contrast(paint[name], paint["ground"])
        for name in ("own", "ghost", "lost", "ink", "lead", "fresh", "chosen")
    }
    kinds = [contrast(colour, paint["ground"]) for colour in paint["kinds"] + paint["carried"]]
    rims = page.evaluate(
        """() => [...ciNetworkMap.panes.right.scene.marks.values()]
        .filter((mark) => mark.hollow).map((mark) => mark.edge)"""
    )
    assert min(*seen.values(), *kinds) >= 3
    assert min(contrast(rim, paint["ground"]) for rim in rims) >= 3
    assert seen["ghost"] == min(*seen.values(), *kinds)
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (ground == "rgb(0, 0, 0)") == (scheme == "dark") == (paint["ground"] == "#000000")
    pressed, other = (
        page.evaluate(
            "s => getComputedStyle(document.querySelector(s)).backgroundColor",
            f".scenario[aria-pressed={answer}]",
        )
        for answer in ("true", "false")
    )
    assert pressed != other
    bar = "s => getComputedStyle(document.querySelector(s)).backgroundColor"
    assert page.evaluate(bar, ".scenario .bar span") != page.evaluate(bar, ".scenario .bar")
