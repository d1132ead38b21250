"""The map in Firefox: it opens without a network, answers, decides and saves."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import missing
from firefox import Firefox, firefox
from map_records import figures_by_hand

from ci_network.network.networks import SCENARIOS
from ci_network.views.map import map_html

pytestmark = pytest.mark.browser

OPENED = "t=2016&s=present"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("firefox")


@pytest.fixture(scope="module")
def browser(folder: Path) -> Iterator[Firefox]:
    """Firefox with the map of the example by hand."""
    program = next((p for name in ("firefox-esr", "firefox") if (p := shutil.which(name))), None)
    if program is None:
        missing("Firefox")
    with firefox(program, folder / "profile", folder / "saved") as started:
        path = folder / "map.html"
        path.write_bytes(map_html(figures_by_hand()).encode())
        started.open(f"{path.as_uri()}#{OPENED}")
        started.until("Boolean(globalThis.ciNetworkMap)")
        yield started


@pytest.fixture
def page(browser: Firefox) -> Firefox:
    """The map at 2016, whatever the test before has done to it."""
    browser.evaluate(f"ciNetworkMap.change(ciNetworkMap.fromAddress('{OPENED}'))")
    return browser


def said(page: Firefox, place: str = "sentence") -> str:
    text = page.evaluate(f"document.getElementById('{place}').textContent")
    return text.replace("\xa0", " ")


def test_it_opens_without_a_network_and_without_an_error(page):
    assert said(page) == "3 af 6 organisationer hænger sammen"
    for view in ("level=activities", "level=sectors", "view=table", "view=lanes", "cs=present"):
        page.evaluate(f"(location.hash = '#t=2016&s=unaided&{view}')")
        page.evaluate("new Promise(done => setTimeout(done, 50))")
    assert page.asked == []
    assert page.errors == []


def test_the_four_answers(page):
    largest = []
    for number, scenario in enumerate(SCENARIOS, start=1):
        key = f"new KeyboardEvent('keydown', {{key: '{number}', bubbles: true}})"
        page.evaluate(f"document.dispatchEvent({key})")
        assert page.evaluate("ciNetworkMap.state.scenario") == scenario
        largest.append(said(page).split()[0])
    # C, D and F hang together through S; then A–B and C–D; then A–B.
    assert largest == ["3", "2", "2", "2"]
    assert said(page, "range") == "2 af 6 uden sekretariatet"


def test_marks_and_lines_are_on_the_canvas(page):
    """The ground is white, so whatever is drawn is darker."""
    drawn = page.evaluate(
        """new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
        const canvas = document.querySelector('#right canvas');
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        let n = 0; for (let at = 3; at < pixels.length; at += 4) n += pixels[at] > 0;
        done(n); })))"""
    )
    assert drawn > 2_000


def test_a_decision_counts_and_stands_in_the_address(page):
    page.evaluate("document.getElementById('decide').click()")
    assert said(page).startswith("2 af 6")
    page.evaluate("document.querySelectorAll('#plan input[type=checkbox]')[0].click()")
    held = page.evaluate("[...ciNetworkMap.state.decisions.keys()]")
    name = page.evaluate(f"ciNetworkMap.payload.activities[{held[0]}].name")
    assert name == "Idrætsdag"
    assert page.evaluate("ciNetworkMap.panes.right.scene.figures.equal") == 2
    page.until("location.hash.includes('go=')")
    assert f"\n{name},yes," in page.evaluate("ciNetworkMap.decisionsTable()")


def test_the_picture_is_saved(page, folder):
    page.evaluate("document.getElementById('save-svg').click()")
    path = folder / "saved" / "ci-network-2016-present.svg"
    for _ in range(200):
        if path.exists() and path.stat().st_size:
            break
        time.sleep(0.05)
    words = "".join(ET.parse(path).getroot().itertext())
    assert "3 af 6 organisationer hænger sammen" in words
