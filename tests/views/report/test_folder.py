"""The folder of a report: what is in it, and that every figure is that of metrics.json."""

import csv
import io
import json
import math
import re
import zipfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from alliances import alliance
from xlsxwriter import Workbook

from ci_network.inference.result import inference
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read
from ci_network.results.figures import metrics, to_json
from ci_network.results.inferred import inference_figures
from ci_network.results.paths import find
from ci_network.views.exports.columns import Columns, Look
from ci_network.views.report import report_files
from ci_network.views.source import written

DATA = Path(__file__).parents[3] / "data"
FILES = {
    "index.html",
    "metrics.json",
    "metrics.csv",
    "partners.csv",
    "ties.csv",
    "report.xlsx",
}
HOSTILE = '<img src=x onerror="alert(1)">{{7*7}}</script><script>alert(2)</script>=1+1'


class Page(HTMLParser):
    """The figures, ids, links and scripts of a page."""

    def __init__(self, text):
        super().__init__()
        self.figures, self.ids, self.links, self.tags = [], [], [], []
        self.language, self._figure = None, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if found.get("class") == "edition":
            self.language = found["lang"]
        if tag == "a":
            self.links.append(found.get("href"))
        if tag == "data":
            self._figure = [self.language, found, ""]

    def handle_data(self, data):
        if self._figure is not None:
            self._figure[2] += data

    def handle_endtag(self, tag):
        if tag == "data":
            self.figures.append(tuple(self._figure))
            self._figure = None


def report_of(record, every="year", *, compared=False, **options):
    result = sustainability(record, every)
    found = metrics(result)
    if compared:
        found |= inference_figures(record, inference(result, 99, 1))
    return report_files(result, found=found, **options)


@pytest.fixture(scope="module")
def helsingoer():
    return files_of(-1)


@pytest.fixture(scope="module")
def pictured():
    return report_of(FOUR, png=True)


FOUR = alliance("S*", spring="S!AB@2018-03-05", walk="SABC@2018-03-10", talk="AC!@2018-03-28")
"""Four actors in one month."""

ODD = [
    FOUR,
    alliance("S*", a="SAB@2016", b="AB@2018"),
    alliance(a="AB@2017"),
    alliance("S*", a="SAB"),
    alliance("S*", a="SA@2017"),
    alliance("S*", a="SA@2018-05", b="B"),
    alliance(
        "S*",
        {"id": "A", "label": HOSTILE, "sector": HOSTILE},
        {"id": "B", "label": "Ægæus & Ødegård"},
        a="S!ABC@2018",
        b="AB@2019",
        c="SAC@2019",
    ),
]
HOSTILE_ONE = len(ODD) - 1


@cache
def files_of(number, language="da"):
    """The report of an odd record, or with -1 that of Helsingør; made once, and only looked at."""
    if number < 0:
        return MappingProxyType(report_of(read(DATA).alliance, compared=True))
    return MappingProxyType(report_of(ODD[number], language=language))


@cache
def page_of(number):
    return Page(files_of(number)["index.html"])


def tables_of(files):
    rows = {}
    for name in ("partners.csv", "ties.csv"):
        text = files[name].removeprefix("\ufeff")
        rows[name] = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    return rows


def value_at(path, found, tables):
    if ":" not in path or path.split(":")[0] not in tables:
        return find(found, path)
    name, window, *rest = path.split(":")
    keys = ("id",) if name == "partners.csv" else ("source", "target")
    (row,) = [
        row
        for row in tables[name]
        if row["window"] == window and [row[key] for key in keys] == rest[:-1]
    ]
    text = row[rest[-1]]
    return json.loads(text.replace(",", ".")) if re.fullmatch(r"-?[\d,]+", text) else text


@pytest.mark.parametrize("number", [-1, *range(len(ODD))])
def test_every_figure_of_the_page_is_that_of_the_files(number):
    files, page = files_of(number), page_of(number)
    found, tables = json.loads(files["metrics.json"]), tables_of(files)
    assert {language for language, _, _ in page.figures} <= {"da", "en"}
    for language, attributes, text in page.figures:
        value = value_at(attributes["data-figure"], found, tables)
        if value is None or value == "":
            assert (attributes["value"], text) == ("", "–"), attributes
        else:
            assert str(value) == attributes["value"], attributes
            assert text == written(value, attributes["data-kind"], language), attributes
    if number < 0:
        assert len(page.figures) > 500


@pytest.mark.parametrize("number", [-1, *range(len(ODD))])
def test_the_page_is_sound(number):
    files, page = files_of(number), page_of(number)
    assert len(page.ids) == len(set(page.ids))
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in page.ids, link
        else:
            assert link.split("#")[0] == "map.html"
    for tag, attributes in page.tags:
        assert "style" not in attributes, tag
        assert not any(name.startswith("on") for name in attributes), tag
        assert "src" not in attributes
        if tag == "use":
            assert attributes.get("href", attributes.get("xlink:href"))[1:] in page.ids
    assert sum(tag == "h1" for tag, _ in page.tags) == 2
    assert "nan" not in [text.lower() for _, _, text in page.figures]
    assert "None" not in re.sub(r"<[^>]*>|None;", "", files["index.html"])


def test_nothing_is_fetched(helsingoer):
    page = helsingoer["index.html"]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy
    outside = set(re.findall(r"https?://[^\s\"'<)]+", page))
    assert outside <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_hostile_labels_stay_text():
    page = page_of(HOSTILE_ONE)
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not any(tag == "img" for tag, _ in page.tags)


def test_both_languages_are_in_the_page_and_the_one_asked_for_is_first():
    for language, other in (("da", "en"), ("en", "da")):
        page = Page(files_of(0, language)["index.html"])
        editions = [found for _, found in page.tags if found.get("class") == "edition"]
        assert [(e["lang"], "hidden" in e) for e in editions] == [(language, False), (other, True)]
        assert page.tags[0] == ("html", {"lang": language})


def test_the_files_are_all_there(helsingoer, pictured):
    assert set(helsingoer) >= FILES
    assert set(files_of(0)) >= FILES
    charts = {name for name in helsingoer if name.startswith("figures/")}
    assert {"figures/connected.svg", "figures/network-5-without.svg"} <= charts
    assert all(name.endswith(".svg") for name in charts)
    assert pictured["figures/connected.png"].startswith(b"\x89PNG")


def test_metrics_json_is_that_of_the_command():
    record = ODD[-1]
    told = report_of(record, compared=True)["metrics.json"]
    result = sustainability(record)
    found = metrics(result) | inference_figures(record, inference(result, 99, 1))
    assert "activities_without_date" in found["record"]
    assert told == to_json(found)


def test_the_same_data_gives_the_same_bytes(pictured):
    assert report_of(FOUR, png=True) == pictured


def test_charts_stand_alone_and_have_words(helsingoer):
    for name, content in helsingoer.items():
        if name.endswith(".svg"):
            root = ET.fromstring(content)
            words = [child.tag.rpartition("}")[2] for child in root]
            assert "title" in words, name
            assert "desc" in words, name
            assert "style=" not in content, name
            assert root.get("viewBox"), name


def test_a_danish_table_opens_in_danish_excel_and_an_english_one_in_programs():
    danish, english = (files_of(0, language) for language in ("da", "en"))
    assert danish["metrics.csv"].startswith("\ufeffwindow;start;end;")
    assert re.search(r";0,\d+;", danish["metrics.csv"])
    assert english["metrics.csv"].startswith("window,start,end,")
    assert danish["metrics.json"] == english["metrics.json"]


def test_tables_hold_every_window_and_the_whole_period(helsingoer):
    rows = tables_of(helsingoer)
    windows = list(dict.fromkeys(row["window"] for row in rows["partners.csv"]))
    assert windows == ["all", "2015", "2016", "2017", "2018", "2019"]
    assert len({row["id"] for row in rows["partners.csv"] if row["window"] == "all"}) == 37


def test_the_workbook_has_a_sheet_for_each_table_and_runs_no_formula():
    files = files_of(HOSTILE_ONE)
    book = openpyxl.load_workbook(io.BytesIO(files["report.xlsx"]))
    assert book.sheetnames == ["Svar", "metrics", "partners", "ties", "Begreber"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any(cell.value == HOSTILE for cell in cells)
    words, header, *rows = book["partners"].iter_rows(values_only=True)
    assert (
        words[header.index("ties_needing_secretariat")] == "Forbindelser, der kræver sekretariatet"
    )
    shares = [row[header.index("ties_needing_secretariat")] for row in rows]
    assert all(share is None or isinstance(share, int | float) for share in shares)
    with zipfile.ZipFile(io.BytesIO(files["report.xlsx"])) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_cells_are_what_the_column_holds():
    held = [None, True, 3, 0.1, "=1+1", "_x0041_ ", "a\x00b", "\U0001f600" * 20_000, 1e300]
    out = io.BytesIO()
    with Workbook(out) as book:
        look = Look(book.add_format({"quote_prefix": True}), None, None)
        book.add_worksheet("one", Columns).take((["first"], look), (held, look))
    (sheet,) = openpyxl.load_workbook(out)
    found = [cell.value for (cell,) in sheet.iter_rows()]
    longest = "\U0001f600" * 16_383
    assert found == ["first", None, True, 3, 0.1, "=1+1", "_x0041_ ", "a\ufffdb", longest, 1e300]
    assert [cell.data_type for (cell,) in sheet.iter_rows()] == list("snbnnssssn")
    assert [cell.quotePrefix for (cell,) in sheet.iter_rows()] == [*[False] * 5, True, *[False] * 4]


@pytest.mark.parametrize("undefined", [math.nan, math.inf])
def test_what_is_undefined_is_never_written_as_a_number(undefined):
    sheet = Workbook(io.BytesIO()).add_worksheet("one", Columns)
    with pytest.raises(ValueError, match="a number or nothing"):
        sheet.take(([undefined], Look(None, None, None)))


@pytest.mark.parametrize("number", range(len(ODD)))
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_section_without_figures_says_why(number, language):
    page = files_of(number, language)["index.html"]
    sections = re.findall(r'<section class="evidence.*?</section>', page, re.DOTALL)
    assert len(sections) >= 15
    for section in sections:
        after = section.partition("</h2>")[2]
        assert re.search(r"<p|<table|<svg|<dl|<ul", after), section[:200]


@pytest.mark.parametrize("every", ["year", "all"])
def test_of_too_many_ties_the_page_names_the_same_and_no_file_has_all(monkeypatch, every):
    """Two met with S and later without it, twenty pairs met without it in one walk or two."""
    walks = {f"w{letter}": f"A{letter}@2018-0{number % 9 + 1}"
             for number, letter in enumerate("CDEFGHIJKLMNOPQRTUVW")}  # fmt: skip
    met = {"a": "SABC@2016", "b": "AB@2018", "c": "AC@2018-02-03", "z": "SBC@2018-12"}
    record = alliance("S*", **met, **walks)

    def named(page):
        section = r'<section[^>]*id="en-(ties|offshoots)".*?</section>'
        return [re.findall(r"<tr.*?</tr>", part.group(), re.DOTALL)
                for part in re.finditer(section, page, re.DOTALL)]  # fmt: skip

    whole = report_of(record, every, language="en")
    monkeypatch.setattr("ci_network.results.tables.MOST_TIES", 5)
    some = report_of(record, every, language="en")
    assert set(whole) - set(some) == {"ties.csv"}
    assert sum(map(len, named(whole["index.html"]))) > 20
    assert named(some["index.html"]) == named(whole["index.html"])
    assert "more pairs are listed by the command" in some["index.html"]
    assert "There are too many ties for a file in this folder" in some["index.html"]
    book = openpyxl.load_workbook(io.BytesIO(some["report.xlsx"]))
    assert "ties" not in book.sheetnames
