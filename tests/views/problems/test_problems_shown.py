"""How problems are shown: for a person in 100 columns, for programs whole."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from ci_network import language
from ci_network.errors import Problem
from ci_network.reading import examine
from ci_network.views import problems as view

PACKAGE = Path(language.__file__).parent
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nodes.csv").write_text("id,secretariat\nS,ja\nA,\nB,\n", encoding="utf-8")
    rows = [f"Fest {n},A,,2018," for n in range(300)] + [f"Tur,X{n},,2018," for n in range(150)]
    text = "activity,actor,role,start,end\n" + "\n".join(rows) + "\n"
    (tmp_path / "edges.csv").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("each", ["da", "en"])
def test_the_table_fits_into_100_columns(folder, each):
    text = view.shown(examine(folder), "table", each)
    assert max(map(len, text.splitlines())) <= 100
    assert text.startswith("nodes.csv ")


def test_json_and_csv_hold_every_problem(folder):
    examined = examine(folder)
    content = json.loads(view.shown(examined, "json", "en"))
    assert len(content["problems"]) == len(examined.problems) == 150
    assert content["problems"][0]["row"] == 302
    assert content["summary"]["nodes"]["separator"] == ","
    rows = list(csv.DictReader(io.StringIO(view.shown(examined, "csv", "en"))))
    assert [int(row["row"]) for row in rows] == list(range(302, 452))


def test_errors_of_one_kind_stand_together(folder):
    text = " ".join(view.shown(examine(folder), "table", "en").split())
    assert "The same in row 307 (X5), 308 (X6)" in text
    assert "406 (X104), 45 more." in text
    assert "150 errors, 0 warnings" in text
    told = list(view.lines(examine(folder).problems, "en"))
    assert len(told) == 5
    assert told[0].startswith("Error: edges.csv, row 302, column actor: ")
    assert "307 (X5)" in told[4]


def test_in_the_report_the_rows_of_all_are_told(folder):
    told = view.every_line(examine(folder).problems, "en")
    assert len(told) == 5
    assert told[4].endswith("451 (X149).")


def test_errors_of_which_the_same_is_said_stand_together(folder):
    rows = [f"Tur {n},{'X' if n % 100 else 'Y'},,2018," for n in range(5000)]
    text = "activity,actor,role,start,end\n" + "\n".join(rows) + "\n"
    (folder / "edges.csv").write_text(text, encoding="utf-8")
    examined = examine(folder)
    assert len(examined.problems) == 5000
    told = list(view.lines(examined.problems, "en"))
    assert len(told) == 2
    assert told[1].startswith("Error: edges.csv, row 3, column actor: ")
    assert "The same in row 4–101, 103–201, " in told[1]
    shown = " ".join(view.shown(examined, "table", "da").split())
    assert "Det samme i række 4–101, 103–201, " in shown
    assert shown.count("»X«") == shown.count("»Y«") == 1
    assert "5000 fejl, 0 advarsler" in shown


def test_warnings_of_one_kind_stand_together(folder):
    text = (folder / "edges.csv").read_text(encoding="utf-8").split("Tur")[0]
    (folder / "edges.csv").write_text(text, encoding="utf-8")
    examined = examine(folder)
    assert len(examined.problems) == 301
    shown = " ".join(view.shown(examined, "table", "en").split())
    assert "The same in row 3 (Fest 1), 4 (Fest 2)" in shown
    assert "0 errors, 301 warnings" in shown
    # The secretariat that takes part in nothing, and one of the others with the rows of all.
    assert len(list(view.lines(examined.problems, "da"))) == 2


def test_cells_are_never_read_as_styles(tmp_path):
    (tmp_path / "nodes.csv").write_text("id\n[red]A[/red]\n[/b]\n:smile:\n", encoding="utf-8")
    (tmp_path / "edges.csv").write_text("activity,actor\nM,[b]X[/]\nM,\\[i]Y\n", encoding="utf-8")
    shown = view.shown(examine(tmp_path), "table", "en")
    assert "[b]X[/]" in shown
    assert "\\[i]Y" in shown


def test_a_problem_without_row_and_column_has_a_place():
    assert view.place(Problem("no-data", "error", "x"), "da") == "x"
    assert (
        view.place(Problem("bad-date", "error", "x", 3, "start"), "da")
        == "x, række 3, kolonne start"
    )


@pytest.mark.parametrize("each", ["da", "en"])
def test_an_error_about_a_whole_file_names_it_once(each):
    (line,) = view.lines([Problem("no-workbook", "error", "x.xlsx")], each)
    assert line.count("x.xlsx") == 1
    (line,) = view.lines([Problem("bad-date", "error", "x.csv", 3, "start", "i går")], each)
    assert line.split(": ")[1].startswith("x.csv, ")


def test_every_sentence_here_is_in_the_danish_catalogue():
    with (PACKAGE / "locale/da/LC_MESSAGES/problems.po").open("rb") as file:
        catalogue = read_po(file)
    places = [PACKAGE / "views/problems.py", *sorted((PACKAGE / "reading").glob("*.py"))]
    missing, count = [], 0
    for path in places:
        for _, message, _, context in extract_from_file("python", path, keywords=KEYWORDS):
            one = message[0] if isinstance(message, tuple) else message
            found = catalogue.get(one, context)
            count += 1
            if one and (found is None or not all(found.string) or found.fuzzy):
                missing.append((path.name, context, message))
    assert not missing
    assert count > 100
