"""The page of a comparison in a browser: no network, both languages, a phone, paper, axe."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from alliances import alliance
from walking import ONE_OF_EACH, violations

import ci_network as ci
from ci_network.api.side_by_side import Case, side_by_side
from ci_network.files.writing import write_folder
from ci_network.views.compare.folder import comparison_files

pytestmark = pytest.mark.browser

HOSTILE = '"><img src=x onerror="window.hit=1"><script>window.hit=1</script>{{7*7}}'


def written(folder, cases, **asked):
    made = side_by_side(cases, replicates=99, drawn=True, **asked)
    write_folder(folder, comparison_files(made.found, made.shown, language="da"))
    return folder / "index.html"


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    cases = [Case("Helsingør", ci.example()), Case(HOSTILE, ci.simulated(seed=1))]
    cases += [Case("Uden sekretariat", alliance("", a="AB@2018"))]
    cases += [Case(f"Alliance nummer {n} med et langt navn", ci.simulated(seed=n)) for n in (2, 3)]
    return written(tmp_path_factory.mktemp("several") / "out", cases, same_actors=True)


@pytest.fixture(scope="module")
def change(tmp_path_factory):
    cases = [Case(label, ci.example(), label) for label in ("2017", "2019")]
    return written(tmp_path_factory.mktemp("change") / "out", cases, changed=True)


def shown(page, selector):
    return page.locator(f".edition:not([hidden]) {selector}")


@pytest.mark.parametrize("what", ["several", "change"])
def test_the_page_speaks_both_languages_on_a_phone_and_asks_for_nothing(what, request, opened):
    page = opened(request.getfixturevalue(what), size="phone")
    danish = shown(page, ".sentence").inner_text()
    shown(page, 'button[data-language="en"]').click()
    english = shown(page, ".sentence").inner_text()
    assert danish != english
    assert page.title()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("window.hit") is None
    assert (page.asked, page.errors) == ([], [])


def test_ranges_stand_by_their_lower_end_and_every_name_is_text(several, opened):
    page = opened(several)
    assert shown(page, ".sentence").inner_text().startswith("5 alliancer: ")
    shown(page, ".behind summary >> nth=0").click()
    rows = shown(page, ".behind table tbody tr").all_inner_texts()[:5]
    assert rows[-1].startswith("Uden sekretariat")
    assert any("<script>" in row for row in rows)
    low = [row.split("\t")[4] for row in rows[:-1]]
    shares = [float(text.replace("%", "").replace(",", ".").strip("\xa0 <")) for text in low]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("what", ["several", "change"])
def test_a_screen_reader_finds_its_way(what, request, opened):
    page = opened(request.getfixturevalue(what))
    page.evaluate(ONE_OF_EACH)
    assert violations(page) == []


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("several", ("Hvad man ikke må slutte", "Alliancegruppen", "Hvad der er forskelligt")),
        ("change", ("SSP", "Partnere, der kom til", "Hvad ændringen består af")),
    ],
)
def test_on_paper_it_is_whole(what, words, request, opened, tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is missing")
    page = opened(request.getfixturevalue(what))
    page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for word in words:
        assert word in text
    assert "English" not in text
    assert text.count("\f") <= 9
