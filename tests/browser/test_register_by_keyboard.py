"""The register and its findings, changed by keyboard; and files that somebody else changes."""

from __future__ import annotations

import re

import pytest
from conftest import SIZES
from walking import fine, press_until, until

from ci_network.commands.run import run

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>"
LIST = f"""Dato;Møde;Ansvarlig;Deltagere;Bemærkning
14-03-2018;Styregruppe;Sekretariatet;"Kommunen; Biblioteket; Klubben";{HOSTILE}
21-03-2018;Løbetur;Klubben;"Biblioteket; Bibliotekt; Skolen";
vinter 18;Fest;Skolen;"Klubben; Kommunen; {HOSTILE}";
12-09-2018;Styregruppe;Sekretariatet;"Kommunen; Skolen";
"""


PASTE = """text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(event);
}"""


def lines(folder, name="edges.csv"):
    return (folder / name).read_text(encoding="utf-8").splitlines()


def has_focus(page, what):
    return page.evaluate("what => document.activeElement.matches(what)", what)


@pytest.mark.parametrize(
    ("language", "size"),
    [pytest.param("da", "laptop", marks=pytest.mark.slow), ("en", "notebook")],
)
def test_what_is_changed_in_the_register_is_in_the_files(  # noqa: PLR0915 - one walk
    app, visit, tmp_path, language, size
):
    record, path = tmp_path / "new", tmp_path / "Fremmøde.csv"
    path.write_text(LIST, encoding="utf-8")
    options = ["--when", "vinter 18=2018-12", "--alias", "Bibliotekt=Biblioteket",
               "--secretariat", "Sekretariatet"]  # fmt: skip
    assert run(["import", str(path), "-o", str(record), *options]) == 0
    _, address = app(record, language)
    page, base, noted = visit(address, size)
    page.goto(f"{base}/register")
    page.wait_for_selector("html[data-ready]")

    # The register: one stop of the Tab key, then arrows; Enter ticks, and the focus stays.
    fine(page)
    page.focus("#search")
    press_until(page, ".tabulator-cell")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    before = lines(record)
    shown = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    until(page, lambda: lines(record) != before)
    until(page, lambda: page.evaluate("document.activeElement.textContent") != shown)
    assert has_focus(page, ".org")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert has_focus(page, "select")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    until(page, (record / "activities.csv").exists)
    assert lines(record, "activities.csv")[-1].startswith("Styregruppe (2018-03-14),no")
    for _ in range(2):
        page.click("#undo")
        page.wait_for_timeout(100)
    until(page, lambda: page.is_disabled("#undo") and lines(record) == before)

    # A meeting like the last one, by keyboard; and it is found again.
    page.focus("#new summary")
    page.keyboard.press("Enter")
    press_until(page, "#meeting-name")
    page.keyboard.type("Styregruppe")
    press_until(page, "#meeting-start")
    page.keyboard.type("14-11-2018")
    press_until(page, "#as-last")
    page.keyboard.press("Enter")
    fine(page)
    press_until(page, "#meeting .main")
    page.keyboard.press("Enter")
    until(page, lambda: len(lines(record)) > len(before))
    assert [line.split(",")[:4] for line in lines(record)[len(before) :]] == [
        ["Styregruppe (2018-11-14)", "Kommunen", "", "14-11-2018"],
        ["Styregruppe (2018-11-14)", "Skolen", "", "14-11-2018"],
        ["Styregruppe (2018-11-14)", "Sekretariatet", "lead", "14-11-2018"],
    ]
    until(page, lambda: page.input_value("#meeting-name") == "")
    page.fill("#search", "2018-11")
    until(page, lambda: page.locator("#grid .tabulator-row").count() == 1)

    # A range of a spreadsheet is pasted at a cell; what cannot be placed is told; one undo.
    page.fill("#search", "")
    until(page, lambda: page.locator("#grid .tabulator-row").count() == 5)
    page.focus("#search")
    press_until(page, "#grid .tabulator-cell")
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    until(page, lambda: has_focus(page, "[tabulator-field=goes]"))
    page.evaluate("grid.redraw(true)")
    assert has_focus(page, "[tabulator-field=goes]")
    before = lines(record)
    page.evaluate(PASTE, '"nej"\tmåske\r\nja\r\n')
    page.wait_for_selector("#left li")
    assert page.locator("#left li").count() == 1
    assert "måske" in page.inner_text("#left li")
    fine(page)
    assert [line.split(",")[1] for line in lines(record, "activities.csv")[-2:]] == ["no", "yes"]
    page.click("#left button")
    page.click("#undo")
    until(page, lambda: not (record / "activities.csv").exists())
    assert lines(record) == before

    # Two together: a row of partnerships.csv, chosen and written by keyboard.
    page.focus("#pair-source")
    page.keyboard.press("ArrowDown")
    press_until(page, "#pair-target")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    press_until(page, "#pair-activity")
    page.keyboard.type("Kor")
    page.keyboard.press("Enter")
    until(page, (record / "partnerships.csv").exists)
    until(page, lambda: page.locator("#pairs .tabulator-row").count() == 1)
    press_until(page, "#pairs .tabulator-cell")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    until(page, lambda: has_focus(page, "[tabulator-field=secretariat]"))
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    until(page, lambda: ",Kor,,,none," in lines(record, "partnerships.csv")[-1])
    fine(page)

    # What is wrong is put right where it stands.
    (record / "edges.csv").write_text(
        "\n".join([*lines(record), "Gåtur,Kommunen,,31-02-2018,,", ""]), encoding="utf-8"
    )
    page.goto(f"{base}/check")
    fine(page)
    press_until(page, "section.error input[type=text]")
    page.keyboard.press("Control+A")
    page.keyboard.type("28-02-2018")
    page.keyboard.press("Enter")
    page.wait_for_selector("#notice form")
    assert "Gåtur,Kommunen,,28-02-2018,," in lines(record)
    fine(page)

    # Both versions are shown where the files were changed while a window was open.
    page.goto(f"{base}/register")
    page.wait_for_selector("html[data-ready]")
    assert page.is_enabled("#undo")
    text = (record / "nodes.csv").read_text(encoding="utf-8")
    (record / "nodes.csv").write_text(f"{text}Excel,Excel,,,,,,,\n", encoding="utf-8")
    page.fill("#actor-name", "Ny forening")
    page.click("#new-actor button")
    page.wait_for_url(re.compile("/register/conflict/"))
    fine(page)
    page.click("button[value=both]")
    page.wait_for_url(re.compile("/register"))
    assert {"Excel,Excel,,,,,,,", "Ny forening,Ny forening,,,,,,,"} <= set(
        lines(record, "nodes.csv")
    )
    page.goto(f"{base}/lists")
    fine(page)
    width, height = SIZES["notebook" if size == "laptop" else "laptop"]
    page.set_viewport_size({"width": width, "height": height})
    for room in ("lists", "register", "check"):
        page.goto(f"{base}/{room}")
        fine(page)
    # What the server refuses is told in the console too, once for the conflict.
    assert [each for each in noted if "409" not in each] == []
