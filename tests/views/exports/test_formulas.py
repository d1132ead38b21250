"""No file that a command writes holds a cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ci_network.commands.run import run
from ci_network.files.formulas import harmless, unguarded

NODES = """id,label,sector,type,secretariat
'=S,'=1+1,'=sect,organisation,yes
'+A,'+45 12 34,'-sect,organisation,
'-B,'-5,'@sect,organisation,
'@C,'@c,'+s,organisation,
P,'=Anne,,person,
"""
EDGES = """activity,actor,role,start,end,recorded_by
'=m,'=S,lead,2018,,'=rec
'=m,'+A,'-r,2018,,'=rec
'=m,'-B,,2018,,'=rec
'@w,'-B,lead,2018-03-14,,'+A
'@w,'@C,'@r,2018-03-14,,'+A
'-v,P,,2018-05,2019,x
'-v,'@C,,2018-05,2019,x
"""
NUMBER = re.compile(r"-?\d+([.,]\d+)?(e-?\d+)?|-Inf")

WORDS = {
    "ties": ["ties", "{data}", "-o", "{out}/ties.csv"],
    "partners": ["partners", "{data}", "-o", "{out}/partners.csv"],
    "metrics": ["metrics", "{data}", "-o", "{out}/metrics.csv"],
    "report": ["report", "{data}", "--null", "0", "-o", "{out}/report"],
    "csv": ["export", "{data}", "--to", "csv", "--keep", "recorded_by", "-o", "{out}/csv"],
    "spells": ["export", "{data}", "--to", "csv", "-o", "{out}/spells.csv"],
    "xlsx": ["export", "{data}", "--to", "xlsx", "-o", "{out}/a.xlsx"],
    "kumu": ["export", "{data}", "--to", "kumu", "-o", "{out}/k.xlsx"],
    "layout": ["map", "{data}", "--layout", "{out}/layout.csv", "-o", "{out}/map.html"],
    "key": ["ties", "{data}", "--pseudonyms", "--key", "{out}/key.csv", "-o", "{out}/t.csv"],
}


@pytest.fixture
def data(tmp_path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "nodes.csv").write_text(NODES)
    (folder / "edges.csv").write_text(EDGES)
    return folder


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_no_cell_of_any_output_is_run_as_a_formula(words, data, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    persons = [] if "--pseudonyms" in words or words[0] == "import" else ["--show-persons"]
    assert run([word.format(data=data, out=out) for word in words] + persons) == 0
    texts = [path.read_text(encoding="utf-8-sig") for path in out.rglob("*.csv")]
    cells = [cell for text in texts for cell in cells_of(text)]
    assert not [c for c in cells if c.startswith(tuple("=+-@")) and not NUMBER.fullmatch(c)]
    books = [load_workbook(path) for path in out.rglob("*.xlsx")]
    for cell in (cell for book in books for sheet in book for row in sheet for cell in row):
        assert cell.data_type != "f"
        if isinstance(cell.value, str) and cell.value.startswith(tuple("=+-@")):
            assert cell.quotePrefix, cell.value
    assert texts or books


def cells_of(text: str) -> list[str]:
    header = text.splitlines()[0]
    mark = ";" if header.count(";") > header.count(",") else ","
    return [cell for row in csv.reader(io.StringIO(text), delimiter=mark) for cell in row]


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "-5", "@a", "'t Hooft", "", "a=1"])
def test_a_cell_is_read_as_it_was(text):
    assert unguarded(harmless(text)) == text


def test_places_of_names_that_look_like_formulas_are_found_again(data, tmp_path):
    layout, page = tmp_path / "layout.csv", tmp_path / "map.html"
    words = ["map", str(data), "--layout", str(layout), "-o", str(page), "--show-persons"]
    assert run(words) == 0
    first = layout.read_text()
    moved = first.replace("'=S,", "'=S,1", 1)
    layout.write_text(moved)
    assert run(words) == 0
    assert layout.read_text() == moved
