"""The app in a browser, as its user goes: one long session for each language and size."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from walking import fine, press_until, until

from ci_network.files.shipped import example_folder

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='gone'\">"


@pytest.fixture
def record(tmp_path):
    """The Helsingør record, with an activity and an organisation whose names are markup."""
    folder = shutil.copytree(example_folder(), tmp_path / "record")
    add(folder / "nodes.csv", {"id": HOSTILE})
    for actor in (HOSTILE, "headspace", "sekretariatet"):
        said = {"activity": f"{HOSTILE}</script>", "actor": actor, "start": "2019"}
        add(folder / "edges.csv", said)
    return folder


def add(path, said):
    """A row at the end of a table."""
    with path.open(encoding="utf-8") as file:
        header = next(csv.reader(file))
    with path.open("a", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerow([said.get(name, "") for name in header])


def rows(folder):
    text = (folder / "activities.csv").read_text(encoding="utf-8")
    return {row["activity"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize(("language", "size"), [("da", "laptop"), ("en", "notebook")])
def test_from_the_answer_to_a_printed_report(  # noqa: PLR0915 - one walk through all rooms
    app, visit, record, tmp_path, language, size
):
    process, address = app(record, language)
    page, base, noted = visit(address, size)
    assert page.get_attribute("html", "lang") == language

    # The answer: an answer moves the range, by keyboard alone, and can be taken back.
    page.wait_for_selector(".question")
    fine(page)
    before = page.inner_text("#now .sentence")
    question = page.inner_text("#q1")
    page.fill("#evidence", "14 March")
    press_until(page, "#answer-1")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#notice form")
    after = page.inner_text("#now .sentence")
    assert after != before
    assert rows(record)["Alliancegruppen"]["continues"] == "yes"
    assert rows(record)["Alliancegruppen"]["continues_evidence"] == "14 March"
    until(page, lambda: page.inner_text("#q1") != question)
    fine(page)
    page.click("#notice button")
    page.wait_for_url(re.compile("/answer$"))
    assert page.inner_text("#now .sentence") == before
    assert rows(record)["Alliancegruppen"]["continues"] == "unknown"

    # The plan: who takes over is chosen, and what was said of a meeting is remembered.
    page.goto(f"{base}/plan")
    fine(page)
    assert page.input_value("#evidence") == "14 March"
    first = page.inner_text("tbody tr >> nth=0 >> th")
    press_until(page, "#heir-1")
    kept = len(list((record / "history").iterdir()))
    second = page.locator("#heir-1 option").nth(2).get_attribute("value")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#notice form")
    row = rows(record)[first]
    assert (row["continues"], row["continues_evidence"]) == ("yes", "14 March")
    assert row["taken_over_by"] == second
    assert len(list((record / "history").iterdir())) == kept + 1
    page.click(f"tr:has-text('{first}') button[value='no']")
    page.wait_for_selector(f"tr:has-text('{first}') button[value='no'][aria-pressed='true']")
    fine(page)
    page.emulate_media(media="print")
    assert not page.is_visible(".rooms")
    page.emulate_media(media="screen")

    # The map: a tick on it is saved into the record.
    page.goto(f"{base}/map")
    page.wait_for_selector("#map-frame")
    until(page, lambda: page.frame(url=re.compile("/map/page")) is not None)
    frame = page.frame(url=re.compile("/map/page"))
    until(page, lambda: frame.evaluate("Boolean(globalThis.ciNetworkMap)"))
    fine(page)
    frame.click("#decide")
    frame.click("#plan li:has-text('10-snack') input[type=checkbox]")
    page.click("[data-decisions]")
    page.wait_for_selector("#notice form")
    assert rows(record)["10-snack"]["continues"] == "yes"

    # The report: made while one waits, opened, printed, and fetched as one file.
    page.goto(f"{base}/report")
    page.fill("#title", "Our alliance")
    page.uncheck("[name=compared]")
    page.click("form.fields button")
    page.wait_for_selector("#report-frame")
    fine(page)
    with page.expect_popup() as opening:
        page.click(".ready a.main")
    report = opening.value
    report.wait_for_load_state()
    assert "Our alliance" in report.title()
    report.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    assert (tmp_path / "report.pdf").stat().st_size > 50_000
    with page.expect_download() as fetched:
        page.click(".ready a[download]")
    with zipfile.ZipFile(fetched.value.path()) as archive:
        assert {"report/index.html", "report/map.html"} <= set(archive.namelist())

    # Out: a file under codes.
    page.goto(f"{base}/share")
    fine(page)
    page.check("[value=codes]")
    page.select_option("#form", "json")
    with page.expect_download() as fetched:
        page.click("form.fields button")
    assert "headspace" not in Path(fetched.value.path()).read_text(encoding="utf-8").lower()

    # The other language, and the end.
    other = "en" if language == "da" else "da"
    page.click(f".languages [value={other}]")
    page.wait_for_url(re.compile("/share$"))
    assert page.get_attribute("html", "lang") == other
    page.click(".end button")
    page.wait_for_selector("main.bare h1")
    assert process.wait(timeout=10) == 0
    assert noted == []
