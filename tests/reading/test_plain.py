"""The cells of a plain text, told by its bytes, are those that the csv module tells."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_network.reading import examine, plain
from ci_network.reading.plain import columns_of, plain_cells

CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "a", " a", "a ", "A", "aa", "é", "e\u0301", "Æblet", "\u00a0a", "'=1"]
    ),
    st.text("ab0 \u00e6", max_size=20),
    st.text("ab", min_size=7, max_size=9),
)


def rows_of(width: int) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=12)


@given(st.integers(2, 4).flatmap(rows_of), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_rows_and_columns_are_those_of_the_csv_module(rows, separator, line_end):
    text = line_end.join(separator.join(row) for row in rows)
    cells = plain_cells(text, separator)
    told = list(csv.reader(text.splitlines(), delimiter=separator, strict=True))
    assert list(cells) == told == cells
    assert [cells[place] for place in range(len(cells))] == told
    assert cells[-1] == told[-1]
    names = [str(place) for place in range(len(rows[0]))]
    for part, rest in ((cells, told), (cells[1:], told[1:]), (cells[1:3], told[1:3])):
        assert list(part) == rest
        for few in (0, len(rows)):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(plain, "_FEW_ROWS", few)
                columns = columns_of(names, part)
            for one, other in zip(columns, columns_of(names, rest), strict=True):
                assert one.values == other.values
                assert one.codes.tolist() == other.codes.tolist()


@pytest.mark.parametrize(
    "text",
    [
        'a,"b"\n', "a,b\nc\n", "a,b\n\nc,d\n", "a\nb\n", "a,b\rc,d\r", "a,b\nc,d,e\n",
        "a,b,c\nd\n,e,f\n",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_csv_module(text):
    assert plain_cells(text, ",") is None


def test_cells_whose_bytes_give_one_number_are_told_apart(monkeypatch):
    cells = plain_cells("a,b\nc,b\na,longer than a word\n", ",")
    monkeypatch.setattr(plain, "_FEW_ROWS", 0)
    monkeypatch.setattr(plain, "_ODD", np.uint64(0))
    first, second = cells.columns(["one", "two"])
    assert (first.values, first.codes.tolist()) == (("a", "c"), [0, 1, 0])
    assert second.values == ("b", "longer than a word")


def test_numbers_that_begin_alike_are_told_apart():
    """All have the same uppermost bits, by which they are looked up first."""
    numbers = np.array([1, 2, 1, 3, 2, 3], np.uint64)
    assert plain._first_alike(numbers).tolist() == [0, 1, 0, 3, 1, 3]


def test_a_part_of_a_part_is_made_of_the_same_text():
    cells = plain_cells("id,label\nA,One\nB,Two\nC,Three\n", ",")
    part = cells[1:][1:]
    assert list(part) == [["B", "Two"], ["C", "Three"]] == [part[0], part[1]]
    assert part.columns(["id", "label"])[1].values == ("Two", "Three")
    assert list(cells[4:]) == []


def test_an_id_twice_is_told_beside_a_header_that_stands_again(tmp_path):
    (tmp_path / "nodes.csv").write_text("id,label\nA,One\nid,label\nA,Two\n", encoding="utf-8")
    (tmp_path / "edges.csv").write_text("activity,actor\nwalk,A\n", encoding="utf-8")
    told = [(problem.code, problem.row) for problem in examine(tmp_path).problems]
    assert told[:2] == [("header-again", 3), ("duplicate-id", 4)]
