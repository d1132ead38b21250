"""The report in a browser: no network, both languages, on paper, and for screen readers."""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from alliances import alliance
from conftest import SIZES
from walking import ONE_OF_EACH, violations

from ci_network.files.writing import write_folder
from ci_network.inference.result import inference
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read
from ci_network.results.figures import metrics
from ci_network.results.inferred import inference_figures
from ci_network.results.paths import find
from ci_network.views.map import map_html
from ci_network.views.report import Heading, report_files

pytestmark = pytest.mark.browser

DATA = Path(__file__).parents[2] / "data"
FIRST = Path(__file__).parents[1] / "data" / "helsingor_first"
HOSTILE = '"><img src=x onerror="window.hit=1"><script>window.hit=1</script>{{7*7}}'


def written(folder, record, **options):
    result = sustainability(record)
    found = metrics(result) | inference_figures(record, inference(result, 99, 1))
    files = report_files(result, found=found, **options)
    write_folder(folder, files | {"map.html": map_html(result, report="index.html")})
    return folder


@pytest.fixture(scope="module")
def helsingoer(tmp_path_factory):
    return written(tmp_path_factory.mktemp("report") / "out", read(FIRST).alliance)


@pytest.fixture
def report(opened):
    """Open a report with the network blocked; nothing may be asked of it, nothing go wrong."""
    pages = []

    def open_it(folder, size="laptop", hash="", **context):  # noqa: A002
        page = opened(folder / "index.html", size=size, hash=hash, **context)
        pages.append(page)
        return page

    yield open_it
    for page in pages:
        assert page.errors == []
        assert page.asked == []


def shown(page, selector):
    return page.locator(f".edition:not([hidden]) {selector}")


def test_the_page_opens_with_the_answer_and_changes_language_live(report, helsingoer):
    page = report(helsingoer)
    assert page.evaluate("document.documentElement.lang") == "da"
    assert (
        shown(page, ".sentence")
        .inner_text()
        .startswith("Det afhænger af én ting: om »Alliancegruppen« fortsætter")
    )
    assert shown(page, ".sentence").bounding_box()["y"] < 200
    shown(page, 'button[data-language="en"]').click()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title() == "What would be left without the secretariat"
    assert shown(page, ".sentence").inner_text().startswith("It depends on one thing")
    assert page.locator('[lang="da"].edition').is_hidden()
    assert page.evaluate("document.activeElement.dataset.language") == "en"
    shown(page, 'button[data-language="da"]').click()
    assert page.locator('[lang="en"].edition').is_hidden()


def test_a_link_to_a_place_in_the_other_language_shows_it(report, helsingoer):
    page = report(helsingoer, hash="en-offshoots")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#en-offshoots").is_visible()


def test_every_figure_that_is_seen_is_that_of_metrics_json(report, helsingoer):
    page = report(helsingoer)
    found = json.loads((helsingoer / "metrics.json").read_text(encoding="utf-8"))
    seen = shown(page, "data[data-figure]").evaluate_all(
        "all => all.map(e => [e.dataset.figure, e.value, e.textContent])"
    )
    of_metrics = [row for row in seen if not re.match(r"(partners|ties)\.csv:", row[0])]
    assert len(of_metrics) > 150
    for path, value, text in of_metrics:
        expected = find(found, path)
        assert value == ("" if expected is None else str(expected)), path
        assert bool(value) == (text != "–"), path


def test_a_figure_tells_its_meaning_by_click_and_by_key(report, helsingoer):
    page = report(helsingoer)
    figure = shown(page, ".answer a.figure").last
    assert figure.get_attribute("title")
    figure.click()
    meaning = page.locator("#meaning")
    assert meaning.is_visible()
    assert "Par, der hænger sammen" in meaning.inner_text()
    page.keyboard.press("Escape")
    assert meaning.is_hidden()
    figure.focus()
    page.keyboard.press("Enter")
    assert meaning.is_visible()
    page.keyboard.press("Enter")
    assert meaning.is_hidden()


def test_without_scripts_the_answer_and_the_meanings_are_there(launch, helsingoer):
    context = launch().new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((helsingoer / "index.html").as_uri())
    assert shown(page, ".sentence").is_visible()
    shown(page, ".answer a.figure").last.click()
    assert page.url.endswith("#da-term-connectedness")
    context.close()


def test_the_report_leads_to_the_map_at_the_answer(report, helsingoer):
    page = report(helsingoer)
    shown(page, ".tools a").click()
    page.wait_for_url("**/map.html*")
    assert page.url.endswith("map.html#t=2019&s=unaided")


def test_the_map_leads_back_to_the_report(opened, helsingoer):
    page = opened(helsingoer / "map.html")
    back = page.locator("#to-report")
    assert back.inner_text() == "Rapporten"
    page.locator('#languages button[lang="en"]').click()
    assert back.inner_text() == "The report"
    back.click()
    page.wait_for_url("**/index.html")
    assert page.locator(".edition:not([hidden]) .sentence").is_visible()
    assert (page.errors, page.asked) == ([], [])


def test_a_map_by_itself_has_no_link_to_a_report(opened):
    page = opened(map_html(sustainability(read(DATA).alliance)))
    assert page.locator("a").count() == 0


def test_axe_finds_nothing(report, helsingoer):
    """The languages have their colours in common, which take axe most of its time."""
    page = report(helsingoer)
    page.evaluate(ONE_OF_EACH)
    assert violations(page) == []
    shown(page, 'button[data-language="en"]').click()
    page.evaluate("document.querySelector('.edition[hidden]').remove()")
    assert violations(page, without=["color-contrast"]) == []


def test_charts_stay_on_white_where_the_system_forces_dark_colours(report, helsingoer):
    page = report(helsingoer)
    page.emulate_media(forced_colors="active", color_scheme="dark")
    grounds = page.evaluate(
        """() => [...document.querySelectorAll('svg')].filter((one) => one.checkVisibility())
        .map((one) => getComputedStyle(one).backgroundColor)"""
    )
    assert grounds
    assert set(grounds) == {"rgb(255, 255, 255)"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != grounds[0]
    pressed, other = (
        page.evaluate(
            """pressed => [...document.querySelectorAll(`.languages [aria-pressed=${pressed}]`)]
            .filter((one) => one.checkVisibility())
            .map((one) => getComputedStyle(one).backgroundColor)[0]""",
            value,
        )
        for value in ("true", "false")
    )
    assert pressed != other


def test_the_page_is_never_wider_than_the_screen(report, helsingoer):
    page = report(helsingoer)
    for width, height in (SIZES[size] for size in ("projector", "notebook", "phone")):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_it_prints_to_a4_with_sections_at_the_top_of_pages(report, helsingoer, tmp_path):
    if shutil.which("pdftoppm") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("poppler-utils is missing")
    page = report(helsingoer)
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "report.pdf", "-"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    info = subprocess.run(
        ["pdfinfo", tmp_path / "report.pdf"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    width, height = map(float, re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups())
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
    pages = text.split("\f")
    for part in ("Det afhænger af én ting", "Hvad man ved om fremtiden", "Hvad der kan gøres nu"):
        assert part in pages[0], part
    assert "Over tid" not in pages[0]
    assert "English" not in text
    assert "What would be left" not in text
    tops = [" ".join(page.split()[:60]) for page in pages]
    for title in ("Over tid: hvad der stadig", "Bilag: alle tal"):
        assert any(title in top for top in tops[1:]), title
    appendix = next(n for n, top in enumerate(tops) if "Bilag: alle tal" in top)
    assert appendix <= 7, "one page, and six of evidence"
    for number, text_ in enumerate(pages[:-2]):
        assert len(text_.split()) > 60, f"page {number + 1} is nearly empty"
    subprocess.run(
        ["pdftoppm", "-r", "40", "-png", tmp_path / "report.pdf", tmp_path / "page"], check=True
    )
    assert len(list(tmp_path.glob("page*.png"))) == len(pages) - 1


def test_no_table_hides_a_column_on_a_laptop(report, helsingoer):
    page = report(helsingoer, size="laptop")
    hidden = shown(page, ".scroll").evaluate_all(
        "all => all.filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)"
        ".map(e => e.getAttribute('aria-label'))"
    )
    assert hidden == []


def test_title_author_and_date_stand_above_the_first_page(report, tmp_path):
    given = Heading("Et Lettere Liv", "Sekretariatet", dt.date(2026, 11, 27))
    page = report(written(tmp_path / "out", alliance("S*", a="SA!BC@2019"), given=given))
    head = shown(page, ".bar .title").inner_text()
    assert "Et Lettere Liv" in head
    assert "Sekretariatet, 27. november 2026" in head
    assert page.title() == "Hvad der er tilbage uden sekretariatet: Et Lettere Liv"


def test_hostile_names_do_nothing(report, tmp_path):
    record = alliance(
        "S*",
        {"id": "A", "label": HOSTILE, "sector": HOSTILE},
        {"id": "B", "sector": "x"},
        a="S!ABC@2018",
        b="AB@2019",
        c="SAC@2019",
    )
    folder = written(tmp_path / "out", record, given=Heading(HOSTILE, HOSTILE), command=HOSTILE)
    page = report(folder)
    shown(page, 'button[data-language="en"]').click()
    assert page.evaluate("window.hit") is None
    assert HOSTILE in page.locator("body").inner_text()
    assert page.locator("img").count() == 0


def test_the_structure_of_the_page(report, helsingoer):
    page = report(helsingoer)
    keys = shown(page, "section.evidence").evaluate_all("all => all.map(e => e.id)")
    assert keys[:5] == ["da-over-time", "da-networks", "da-ties", "da-left-alone", "da-convening"]
    assert keys[-5:] == ["da-data", "da-limits", "da-making", "da-terms", "da-guidelines"]
    for section in shown(page, "section.evidence").all():
        assert section.locator("h2").count() == 1
        assert section.locator("p.question").inner_text().endswith("?")
