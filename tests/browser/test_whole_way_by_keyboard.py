"""From an attendance list with troubles of its own to a printed report, without a mouse."""

from __future__ import annotations

import csv
import html
import io
import re
import shlex
import zipfile
from pathlib import Path

import pytest
from walking import fine, press_until, until

from ci_network.commands.run import run

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='gone'\">"
HEADINGS = "Dato;Møde;Ansvarlig;Sekretariatet;Kommunen;Biblioteket;Bibliotekt;Klubben;Skolen"
LIST = f"""{HEADINGS};{HOSTILE}
14-03-2018;Styregruppe;Sekretariatet;x;x;x;;x;;x
21-03-2018;Løbetur;Klubben;x;;x;;x;måske;
vinter 18;Fest;Skolen;;x;;;x;x;x
12-09-2018;Styregruppe;Sekretariatet;x;x;;x;;x;
03-10-2018;Løbetur;;x;;x;;x;x;
07-11-2018;Frivilligdag {HOSTILE};;x;x;x;;x;x;x
"""
PRINTS = "window.print = () => { window.top.printed = (window.top.printed || 0) + 1; }"


def files(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def told(folder):
    """What the table of activities says, by activity, without what is blank."""
    text = (folder / "activities.csv").read_text(encoding="utf-8")
    return {
        row["activity"]: {name: cell for name, cell in row.items() if cell}
        for row in csv.DictReader(io.StringIO(text))
    }


class Keys:
    """A window that is used by its keys alone."""

    def __init__(self, page):
        self.page = page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def at(self, wanted, *keys, back=False):
        """Go on to what has to be used, and use it."""
        press_until(self.page, wanted, "Shift+Tab" if back else "Tab")
        self.press(*keys)

    def write(self, wanted, text, *keys):
        self.at(wanted, "Control+A")
        self.page.keyboard.insert_text(text)
        self.press(*keys)

    def settled(self, wanted, state="attached"):
        """What was asked for is there, and can be used."""
        self.page.wait_for_selector(wanted, state=state)
        self.page.wait_for_selector(".htmx-request, .htmx-settling", state="detached")

    def room(self, name):
        """Through the door of a room, back up the page."""
        self.page.evaluate("document.activeElement.blur()")
        self.at(f".rooms a[href='/{name}']", "Enter", back=True)
        self.page.wait_for_url(re.compile(f"/{name}$"))


@pytest.mark.parametrize(
    ("language", "size"),
    [("da", "laptop"),
     pytest.param("en", "notebook", marks=pytest.mark.slow),
     pytest.param("da", "notebook", marks=pytest.mark.slow),
     pytest.param("en", "laptop", marks=pytest.mark.slow)],
)  # fmt: skip
def test_from_an_attendance_list_to_a_printed_report(
    app, visit, tmp_path, monkeypatch, language, size
):
    monkeypatch.chdir(tmp_path)
    process, address = app(tmp_path / "record", language)
    page, _, noted = visit(address, size)
    page.add_init_script(PRINTS)
    keys = Keys(page)
    assert page.get_attribute("html", "lang") == language
    read_the_list(keys, tmp_path)
    tick_and_take_back(keys, tmp_path / "record")
    answer_and_take_back(keys, tmp_path / "record")
    decide(keys, tmp_path)
    decide_on_the_map(keys, tmp_path / "record")
    print_the_report(keys, tmp_path)
    share(keys)
    speak_the_other_language_and_end(keys, language)
    assert process.wait(timeout=10) == 0
    assert noted == []


def read_the_list(keys, place):
    """Who came, which day it was, and what is one name: all is asked, and told by keys."""
    page, record, path = keys.page, place / "record", place / "Fremmøde.csv"
    path.write_text(LIST, encoding="utf-8")
    fine(page)
    with page.expect_file_chooser() as chosen:
        keys.at("#file", "Enter")
    chosen.value.set_files(path)
    page.wait_for_url(re.compile("/lists/.+"))
    keys.at("input[name=way-0]", "ArrowDown", "Enter")
    keys.settled("input[name=typed-0-0]")
    fine(page)
    keys.write("input[name=typed-0-0]", "2018-12", "Enter")
    keys.settled(".alike")
    fine(page)
    keys.at(".alike input[value=Bibliotekt] ~ input[value=Biblioteket] ~ button", "Enter")
    keys.settled(".alike form", state="detached")
    keys.at("input[name=secretariat] ~ button.main", "Enter")
    keys.settled("form.line button.plain")
    choose_and_take_back(keys, "[name=column][value=Ansvarlig] ~ select")
    fine(page)
    keys.at("button.large", "Enter")
    page.wait_for_url(re.compile("/register"))
    page.wait_for_selector("html[data-ready]")
    options = ["--absent", "måske", "--when", "vinter 18=2018-12",
               "--alias", "Bibliotekt=Biblioteket", "--secretariat", "Sekretariatet"]  # fmt: skip
    assert run(["import", str(path), "-o", str(place / "command"), *options]) == 0
    assert files(record) == files(place / "command")


def choose_and_take_back(keys, what):
    """The arrows go through a list one by one; what they pass is not chosen."""
    page = keys.page
    before = page.input_value(what)
    asked = []
    page.on("request", lambda request: asked.append(request.method))
    keys.at(what, "ArrowDown", "ArrowDown")
    until(page, lambda: asked)
    keys.settled(f"{what} >> nth=0")
    assert asked == ["POST"]
    assert page.input_value(what) != before
    keys.at(".foot form button", "Enter")
    until(page, lambda: page.input_value(what) == before)
    keys.settled(what)


def tick_and_take_back(keys, record):
    """A grid is one stop of the Tab key; the arrows go on in it."""
    page, before = keys.page, files(record)
    fine(page)
    keys.at("#search")
    keys.at("#grid .tabulator-cell", *["ArrowRight"] * 5, "Enter")
    until(page, lambda: files(record) != before)
    until(page, lambda: page.is_enabled("#undo"))
    keys.at("#undo", "Enter", back=True)
    until(page, lambda: files(record) == before)


def answer_and_take_back(keys, record):
    """An answer about all meetings of one name moves the range."""
    page = keys.page
    keys.room("check")
    fine(page)
    keys.at("main a.main", "Enter")
    keys.settled(".question")
    fine(page)
    answer = page.locator(".question:has(.each) select").first.get_attribute("id")
    question = answer.replace("answer-", "#q")
    before, first = page.inner_text("#now .sentence"), page.inner_text(question)
    fields = page.locator(f"form:has(#{answer}) [name=about]")
    about = [each.get_attribute("value") for each in fields.all()]
    keys.at(".each summary", "Enter")
    page.wait_for_selector(f"#{answer}-1", state="visible")
    keys.write("#evidence", "14 March")
    keys.at(f"#{answer}", "ArrowDown")
    page.wait_for_selector("#notice form")
    assert page.inner_text("#now .sentence") != before
    said = {"continues": "yes", "continues_evidence": "14 March"}
    assert told(record) == {name: {"activity": name, **said} for name in about}
    assert len(about) == 2
    until(page, lambda: page.inner_text(question) != first)
    fine(page)
    keys.at("#notice button", "Enter")
    until(page, lambda: not (record / "activities.csv").exists())
    page.wait_for_selector(".question")
    assert page.inner_text("#now .sentence") == before


def decide(keys, place):
    """Who takes over; the record is then as `apply` makes it of the same decisions."""
    page, record = keys.page, place / "record"
    keys.room("plan")
    fine(page)
    assert page.input_value("#evidence") == "14 March"
    first = first_in_the_plan(page)
    heir = page.locator("#heir-1 option").nth(2).get_attribute("value")
    kept = len(list((record / "history").iterdir()))
    keys.at("#heir-1", "ArrowDown", "ArrowDown")
    page.wait_for_selector("#notice form")
    assert len(list((record / "history").iterdir())) == kept + 1
    keys.settled("#still-yes-1")
    second = first_in_the_plan(page)
    keys.at("#no-1", "Enter", back=True)
    keys.settled("#still-no-2")
    fine(page)
    decided = place / "decided.csv"
    with decided.open("w", encoding="utf-8") as file:
        said = csv.writer(file)
        said.writerow(["activity", "continues", "taken_over_by", "continues_evidence"])
        said.writerows([name, "yes", heir, "14 March"] for name in first)
        said.writerows([name, "no", "", "14 March"] for name in second)
    assert run(["apply", str(place / "command"), str(decided), "-o", str(place / "applied")]) == 0
    assert told(record) == told(place / "applied")
    page.emulate_media(media="print")
    assert not page.is_visible(".rooms")
    page.emulate_media(media="screen")
    keys.at("[data-print]", "Enter", back=True)
    assert page.evaluate("printed") == 1


def first_in_the_plan(page):
    """The activities of the first row: all meetings of one name are decided together."""
    fields = page.locator("tbody tr >> nth=0").locator("form >> nth=0").locator("[name=activity]")
    return [each.get_attribute("value") for each in fields.all()]


def decide_on_the_map(keys, record):
    """What is ticked in the map is saved from the page around it."""
    page = keys.page
    keys.room("map")
    page.wait_for_selector("#map-frame")
    until(page, lambda: page.frame(url=re.compile("/map/page")) is not None)
    frame = page.frame(url=re.compile("/map/page"))
    until(page, lambda: frame.evaluate("Boolean(globalThis.ciNetworkMap)"))
    fine(page)
    keys.at("#map-frame")
    press_until(frame, "#decide", keys=page.keyboard)
    keys.press("Enter")
    ticked, before = frame.inner_text("#plan li >> nth=0"), told(record)
    press_until(frame, "#plan li input[type=checkbox]", keys=page.keyboard)
    keys.press("Space")
    keys.at("[data-decisions]", "Enter", back=True)
    page.wait_for_selector("#notice form")
    new = {name: said for name, said in told(record).items() if before.get(name) != said}
    assert new
    assert {said["continues"] for said in new.values()} == {"yes"}
    assert all(name.partition(" (")[0] in ticked for name in new), ticked


def print_the_report(keys, place):
    """It is the report of the command; opened, printed, and fetched as one file."""
    page = keys.page
    keys.room("report")
    fine(page)
    keys.write("#title", "Vores alliance")
    keys.at("[name=compared]", "Space")
    keys.at("form.fields button", "Enter")
    keys.settled("#report-frame")
    fine(page)
    with page.expect_popup() as opening:
        keys.at(".ready a.main", "Enter")
    report = opening.value
    report.wait_for_load_state()
    assert "Vores alliance" in report.title()
    report.pdf(path=place / "report.pdf", prefer_css_page_size=True)
    assert (place / "report.pdf").stat().st_size > 50_000
    report.close()
    keys.at("[data-print-frame]", "Enter")
    until(page, lambda: page.evaluate("printed") == 1)
    with page.expect_download() as fetched:
        keys.at(".ready a[download]", "Enter")
    with zipfile.ZipFile(fetched.value.path()) as archive:
        made = {name: archive.read(name) for name in archive.namelist()}
    # Whoever reads the report can make it by the command that stands in it.
    says = html.unescape(
        re.search("ci-network (report [^<]+)<", made["report/index.html"].decode())[1]
    )
    assert run(shlex.split(says)) == 0
    written = {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in (place / "report").rglob("*")
        if path.is_file() and path.name != ".ci-network-report"
    }
    assert sorted(made) == sorted(written)
    assert [name for name in made if made[name] != written[name]] == []


def share(keys):
    """A file under codes."""
    page = keys.page
    keys.room("share")
    fine(page)
    keys.at("#form")
    while page.input_value("#form") != "json":
        keys.press("ArrowDown")
    keys.at("[name=names]", "ArrowDown")
    with page.expect_download() as fetched:
        keys.at("form.fields button", "Enter")
    assert "Klubben" not in Path(fetched.value.path()).read_text(encoding="utf-8")


def speak_the_other_language_and_end(keys, language):
    page = keys.page
    other = "en" if language == "da" else "da"
    page.evaluate("document.activeElement.blur()")
    keys.at(f".languages [value={other}]", "Enter")
    page.wait_for_url(re.compile("/share$"))
    until(page, lambda: page.get_attribute("html", "lang") == other)
    keys.at(".end button", "Enter")
    page.wait_for_selector("main.bare h1")
