"""What must hold of every table: written and read it is the same, in whatever way it is written."""

from __future__ import annotations

import csv
import io
import random
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_alliances import alliances, partnership_alliances

from ci_network.errors import DataError
from ci_network.reading import examine, read, read_rows
from ci_network.record.alliance import Alliance

Rows = list[dict[str, str]]

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]
SEPARATORS = [",", ";", "\t"]
LINE_ENDS = ["\n", "\r\n", "\r"]
QUOTING = [csv.QUOTE_MINIMAL, csv.QUOTE_ALL]

# Whatever a person can type, and what programs trip over; nothing that is told as a problem.
ODD_NAMES = [
    "NA", "None", "null", "nan", "TRUE", "False", "007", "1e5", "-1", "=SUM(A1)", "@home", "+45",
    "a,b", "a;b", "a\tb", 'say "hi"', "two\nlines", "Ærø & Søn", "Blå Kors", "{value}", "%s", "<b>",
    "[red]x", "\\", "'", "🌱 Haven", "العربية", "sep=;", "activity", "id", "#", "-", "1.0", "2018",
]  # fmt: skip


def same(one: Alliance, other: Alliance) -> bool:
    """Whether two records agree in everything."""
    pairs = zip(
        (one.actors, one.activities, one.participations),
        (other.actors, other.activities, other.participations),
        strict=True,
    )
    return (one.rows, one.first, one.last) == (other.rows, other.first, other.last) and all(
        np.array_equal(value, vars(theirs)[name])
        if isinstance(value, np.ndarray)
        else value == vars(theirs)[name]
        for ours, theirs in pairs
        for name, value in vars(ours).items()
    )


def written(rows: Rows, separator: str, line_end: str, quoting: int, header: list[str]) -> str:
    text = io.StringIO(newline="")
    if line_end == "\r":
        # Before Python 3.13 the writer leaves a lone LF in a cell without quotation marks.
        quoting = csv.QUOTE_ALL
    writer = csv.writer(text, delimiter=separator, lineterminator=line_end, quoting=quoting)
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return text.getvalue()


def encoded(text: str, encoding: str) -> bytes:
    """The text as bytes; as UTF-8 where the encoding lacks a letter, or reads as UTF-8 too."""
    try:
        content = text.encode(encoding)
        if encoding != "cp1252" or text.isascii():
            return content
        content.decode("utf-8")
    except UnicodeEncodeError:
        pass
    except UnicodeDecodeError:
        return content
    return text.encode("utf-8")


names = st.one_of(
    st.sampled_from(ODD_NAMES),
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"],
                      exclude_characters="\ufffdÃ"),
        min_size=1, max_size=12,
    ),
).map(lambda text: unicodedata.normalize("NFC", text.strip())).filter(
    lambda text: text == "#" or text[:1] not in ("", "#")
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> tuple[Rows, Rows]:
    """Nodes and edges with hostile names."""
    ids = draw(st.lists(names, min_size=1, max_size=6, unique_by=str.casefold))
    nodes = [
        {
            "id": name, "label": draw(names), "sector": draw(st.sampled_from(["", "civil", "NA"])),
            "secretariat": "yes" if name == ids[0] else "",
            "town": draw(st.one_of(st.just(""), names)),
        }
        for name in ids
    ]  # fmt: skip
    titles = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    edges = [
        {
            "activity": draw(st.sampled_from(titles)), "actor": draw(st.sampled_from(ids)),
            "role": draw(st.sampled_from(["", "lead", "vært", "guest; speaker"])),
            "start": draw(st.sampled_from(["", "2017", "2017-03", "14-03-2018", "2018-Q2"])),
            "end": draw(st.sampled_from(["", "2019", "ongoing"])),
            "evidence": draw(st.one_of(st.just(""), names)),
        }
        for _ in range(draw(st.integers(1, 8)))
    ]  # fmt: skip
    return nodes, edges


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    record=records(),
    encoding=st.sampled_from(ENCODINGS),
    separator=st.sampled_from(SEPARATORS),
    line_end=st.sampled_from(LINE_ENDS),
    quoting=st.sampled_from(QUOTING),
    marked=st.booleans(),
)
def test_written_and_read_it_is_the_same(
    record, encoding, separator, line_end, quoting, marked, tmp_path_factory
):
    nodes, edges = record
    folder = tmp_path_factory.mktemp("data")
    for name, rows in (("nodes.csv", nodes), ("edges.csv", edges)):
        text = written(rows, separator, line_end, quoting, list(rows[0]))
        if marked:
            text = f"sep={separator}{line_end}{text}"
        (folder / name).write_bytes(encoded(text, encoding))
    assert same(read(folder).alliance, read_rows(nodes, edges).alliance)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_a_workbook_says_the_same_as_rows(record, tmp_path_factory):
    nodes, edges = record
    folder = tmp_path_factory.mktemp("data")
    book = openpyxl.Workbook()
    for kind, rows in (("nodes", nodes), ("edges", edges)):
        sheet = book.create_sheet(kind)
        for number, row in enumerate([list(rows[0]), *(list(r.values()) for r in rows)], start=1):
            for column, cell in enumerate(row, start=1):
                sheet.cell(number, column).value = cell
                sheet.cell(number, column).data_type = "s"
    book.save(folder / "network.xlsx")
    assert same(read(folder / "network.xlsx").alliance, read_rows(nodes, edges).alliance)


@settings(max_examples=30)
@given(record=st.one_of(records(), alliances(), partnership_alliances()), seed=st.integers(0, 99))
def test_the_order_of_rows_leaves_no_trace(record, seed):
    nodes, edges = record
    order = random.Random(seed)
    found = read_rows(order.sample(nodes, len(nodes)), order.sample(edges, len(edges)))
    assert same(found.alliance, read_rows(nodes, edges).alliance)


@settings(max_examples=30)
@given(record=records(), seed=st.integers(0, 99))
def test_the_order_of_columns_leaves_no_trace(record, seed):
    nodes, edges = record
    order = random.Random(seed)
    header = order.sample(list(edges[0]), len(edges[0]))
    turned = [{name: row[name] for name in header} for row in edges]
    found, expected = (read_rows(nodes, rows).alliance for rows in (turned, edges))
    assert found.participations.attributes == expected.participations.attributes
    assert np.array_equal(found.participations.start, expected.participations.start)


@settings(max_examples=30)
@given(record=records(), many=st.integers(2, 4))
def test_rows_again_count_once_and_each_is_told(record, many):
    nodes, edges = record
    once = read_rows(nodes, edges)
    again = read_rows(nodes, edges * many)
    assert same(again.alliance, once.alliance)
    repeated = [p.code for p in again.problems].count("repeated-row")
    assert repeated == len(edges) * many - once.alliance.rows


def test_rows_are_those_of_the_spreadsheet(tmp_path):
    (tmp_path / "nodes.csv").write_text("id\nA\n")
    (tmp_path / "edges.csv").write_text(
        'A list of activities,,\n\nactivity,actor,start\n"two\nlines",A,2018\n\n,,\nwalk,X,2018\n'
    )
    problem = next(p for p in examine(tmp_path).problems if p.code == "unknown-actor")
    assert (problem.file, problem.row, problem.column, problem.value) == (
        "edges.csv", 7, "actor", "X",
    )  # fmt: skip


def test_all_problems_of_both_files_are_told_at_once():
    nodes = [{"id": "A", "joined": "soon"}, {"id": "a", "joined": ""}, {"id": "A", "joined": ""}]
    edges = [
        {"activity": "walk", "actor": "X", "start": "2018", "end": "2017"},
        {"activity": "", "actor": "A", "start": "31-02-2018", "end": "43173"},
    ]
    with pytest.raises(DataError) as error:
        read_rows(nodes, edges)
    told = {(p.file, p.row, p.column, p.code) for p in error.value.problems}
    assert {
        ("nodes.csv", 2, "joined", "bad-date"), ("nodes.csv", 3, "id", "case-id"),
        ("nodes.csv", 4, "id", "duplicate-id"), ("edges.csv", 2, "actor", "unknown-actor"),
        ("edges.csv", 2, "end", "end-before-start"), ("edges.csv", 3, "activity", "blank-cell"),
        ("edges.csv", 3, "start", "impossible-date"), ("edges.csv", 3, "end", "excel-serial"),
    } <= told  # fmt: skip


def test_reading_text_imports_nothing_heavy(tmp_path):
    (tmp_path / "nodes.csv").write_text("id,secretariat\nA,ja\nB,\n")
    (tmp_path / "edges.csv").write_text("activity,actor,start\nwalk,A,2018\nwalk,B,2018\n")
    heavy = [
        "pandas",
        "scipy",
        "openpyxl",
        "python_calamine",
        "rapidfuzz",
        "matplotlib",
        "networkx",
    ]
    program = (
        f"import sys; from ci_network.reading import read; read({str(tmp_path)!r});"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert told.stdout.strip() == "[]"
