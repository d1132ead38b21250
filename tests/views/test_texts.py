"""Tables as text: the same whole table, however many rows a piece holds."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import numpy as np
import pytest

from ci_network.results.coded import Coded
from ci_network.views import text as texts

ROWS: list[dict[str, Any]] = [
    {
        "name": name,
        "share": share,
        "yes": number % 2 == 0,
        "evidence": [
            {
                "activity": f"Møde {k}",
                "start": None,
                "end": "2020-01-31",
                "involvement": "none",
                "source_role": "lead",
                "target_role": None,
            }
            for k in range(number % 3)
        ],
    }
    for number, (name, share) in enumerate(
        [("Ål, æble", 0.1), ('"', 1.0), ("two\nlines", None), ("100 %", 1e-7), ("", 0.5)]
    )
]


def columns(rows: int) -> dict[str, list[Any]]:
    return {name: [row[name] for row in ROWS[:rows]] for name in ROWS[0]}


@pytest.mark.parametrize("at_once", [1, 2, 3, 5, 20_000])
@pytest.mark.parametrize("rows", range(len(ROWS) + 1))
def test_json_in_pieces_is_the_table(monkeypatch, rows: int, at_once: int) -> None:
    monkeypatch.setattr(texts, "_ROWS_AT_ONCE", at_once)
    text = "".join(texts.json_pieces([columns(rows)]))
    assert json.loads(text) == ROWS[:rows]
    assert text.count("\n") == (rows + 2 if rows else 1)


@pytest.mark.parametrize("at_once", [1, 2, 3, 5, 20_000])
@pytest.mark.parametrize("rows", range(len(ROWS) + 1))
@pytest.mark.parametrize("danish", [False, True])
def test_csv_in_pieces_is_the_table(monkeypatch, rows: int, at_once: int, danish: bool) -> None:
    monkeypatch.setattr(texts, "_ROWS_AT_ONCE", at_once)
    text = "".join(texts.csv_pieces([columns(rows)], danish=danish))
    assert text.startswith("\ufeff") == danish
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";" if danish else ",")
    found = list(reader)
    assert found[0] == list(ROWS[0])
    assert [line[0] for line in found[1:]] == [row["name"] for row in ROWS[:rows]]
    assert all(len(line) == len(ROWS[0]) for line in found)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("at_once", [1, 3, 20_000])
@pytest.mark.parametrize("pieces", [texts.csv_pieces, texts.json_pieces])
def test_values_that_stand_once_in_tables_that_come_in_turn_are_written_alike(
    monkeypatch, pieces, at_once: int
) -> None:
    monkeypatch.setattr(texts, "_ROWS_AT_ONCE", at_once)
    whole = columns(len(ROWS))
    distinct = {"name": whole["name"], "share": [None, 0.5, 0.1, 1.0, 1e-7], "yes": [True, False]}
    coded = {
        name: Coded(values, np.array([values.index(value) for value in whole[name]]))
        for name, values in distinct.items()
    }
    coded["evidence"] = Coded(whole["evidence"], np.arange(len(ROWS)))
    tables = [
        {name: Coded(column.values, column.place[rows]) for name, column in coded.items()}
        for rows in (slice(0, 2), slice(2, 2), slice(2, None))
    ]
    for spelt in (str, str.upper):
        assert "".join(pieces(tables, spelt=spelt)) == "".join(pieces([whole], spelt=spelt))
    assert "MØDE 1" in "".join(pieces(tables, spelt=str.upper))


def test_a_column_of_blanks_has_a_line_for_each_row() -> None:
    assert texts.csv_text({"only": [None, "", "a"]}) == 'only\n""\n""\na\n'


@pytest.mark.parametrize(("rows", "english", "danish"), [
    (200, "", ""),
    (201, "… 1 more row; --format csv gives them all.", "… 1 række mere;"),
    (1401, "… 1,201 more rows; --format csv gives them all.", "… 1.201 rækker mere;"),
])  # fmt: skip
def test_a_table_says_how_many_rows_it_does_not_show(rows: int, english: str, danish: str) -> None:
    tables = [{"name": [str(n) for n in range(part)]} for part in (150, rows - 150)]
    for language, note in (("en", english), ("da", danish)):
        _, more, told = texts.table_text(tables, language).partition("…")
        assert (more + told).startswith(note)
        assert bool(more) == bool(note)
