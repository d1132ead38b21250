"""The survey's form: filled in at three sizes and by keyboard, saved, and read back by apply."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from alliances import alliance
from walking import violations

from ci_network.commands.run import run
from ci_network.network.windows import window_networks
from ci_network.reading import read
from ci_network.results.surveying import surveying
from ci_network.views.forms.survey import Wishes, survey_files

pytestmark = pytest.mark.browser

HOSTILE = '</script><img src=x onerror="window.hit=1">{{7*7}}'
EDGES = "activity,actor,start\n" + "".join(
    f"{activity},{actor},2018\n"
    for activity, actors in {"meeting": "SABC", "walk": "SAD", "other": "EF"}.items()
    for actor in actors
)
LABELS = {
    "A": "Ældre Sagen",
    "B": HOSTILE,
    "C": '=1+1; "kor", æ',
    "D": "007",
    "E": "Østbo",
    "F": "Ågården",
}


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    with (folder / "nodes.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "label", "secretariat"])
        rows.writerow(["S", "Sekretariatet", "yes"])
        rows.writerows([id_, label, ""] for id_, label in LABELS.items())
    (folder / "edges.csv").write_text(EDGES, encoding="utf-8")
    return folder


@pytest.fixture
def forms(data, tmp_path):
    def make(language, *words):
        out = tmp_path / f"survey-{language}"
        call = ["survey", str(data), "-o", str(out), "--lang", language, "--window", "2018", *words]
        assert run(call) == 0
        return out / "forms"

    return make


def downloaded(page, button, tmp_path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    path = tmp_path / "answers" / waiting.value.suggested_filename
    path.parent.mkdir(exist_ok=True)
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize(
    ("size", "language"),
    [("phone", "da"), ("notebook", "en"), pytest.param("laptop", "da", marks=pytest.mark.slow)],
)
def test_a_form_is_filled_in_saved_and_read_back(opened, forms, data, tmp_path, size, language):
    yes, no, unknown, save = {
        "da": ("Ja", "Nej", "Ved ikke", "Gem svarene"),
        "en": ("Yes", "No", "Don't know", "Save the answers"),
    }[language]
    form = opened(forms(language, "--trust", "--send-to", "Rådhuset") / "aeldre-sagen.html", size)
    page = form.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#partners [data-partner]").count() == 3
    page.locator("[data-partner=B]").get_by_label(yes, exact=True).first.check()
    b = page.locator("[data-partner=B]")
    b.locator("input[type=text]").fill('=løb; "skov", æbler')
    b.locator("select").select_option("2016")
    b.locator("[name='continues B'][value=yes]").check()
    b.locator("[name='trust_1 B'][value='4']").check()
    page.locator("[data-partner=C]").get_by_label(no, exact=True).first.check()
    page.locator("#search").fill("øst")
    page.locator("#matches button").click()
    page.locator("[data-partner=E]").get_by_label(unknown, exact=True).first.check()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    path = downloaded(page, save, tmp_path)
    told = page.locator("#saved").inner_text()
    assert path.name in told
    assert "Rådhuset" in told
    assert "3" in told, "half filled, and says so"
    assert form.errors == []
    assert form.asked == []
    assert page.evaluate("window.hit") is None

    new = tmp_path / "new"
    assert run(["apply", str(data), str(path.parent), "-o", str(new)]) == 0
    told = read(new).alliance
    pairs = list(csv.DictReader((new / "partnerships.csv").open(encoding="utf-8")))
    (pair,) = pairs
    assert (pair["source"], pair["target"], pair["recorded_by"]) == ("A", "B", "A")
    assert (pair["start"], pair["end"], pair["secretariat"]) == ("2016", "2018-12-31", "none")
    assert (pair["continues"], pair["trust_1"]) == ("yes", "4")
    assert pair["evidence"].endswith(': =løb; "skov", æbler')
    replies = list(csv.DictReader((new / "survey.csv").open(encoding="utf-8")))
    assert [(row["about"], row["answer"]) for row in replies] == [
        ("C", "no"), ("E", "unknown"), ("", "partial"),
    ]  # fmt: skip
    assert (told.activities.said_by >= 0).sum() == 1


def test_by_keyboard_alone_and_kept_while_the_page_is_open(opened, forms, tmp_path):
    form = opened(forms("da") / "oestbo.html", "laptop")
    page = form.page
    seen = set()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("[data-partner=F] [value=yes]").first.is_checked()
    page.keyboard.press("ArrowRight")
    assert page.locator("[data-partner=F] [name='worked F'][value=no]").is_checked()
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.type"))
        if page.evaluate("document.activeElement.id") == "search":
            page.keyboard.type("007")
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.name") == "worked D"
            page.keyboard.press("Space")
            break
    assert "search" in seen
    page.reload()
    assert page.locator("[data-partner=F] [name='worked F'][value=no]").is_checked()
    assert page.locator("[data-partner=D] [name='worked D'][value=yes]").is_checked()
    path = downloaded(page, "Gem svarene", tmp_path)
    rows = list(csv.DictReader(path.open(encoding="utf-8-sig"), delimiter=";"))
    assert [row["state"] for row in rows] == ["complete", "", ""]
    assert [row["about"] for row in rows] == ["", "id:F", "id:D"]


def test_the_sheets_have_a_page_for_each_partner(opened, tmp_path):
    record = alliance("S*", meeting="SABCD@2018", walk="EF@2018")
    asked = surveying(window_networks(record).only("2018"))
    sheets = survey_files(asked, Wishes("da"))["to-print.html"]
    form = opened(sheets)
    pdf = form.page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == len(asked.partners) == 6
    assert form.errors == []
