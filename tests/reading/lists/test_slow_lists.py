"""Lists made to be slow to read: read, asked about or refused in seconds of work."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ci_network.errors import CINetworkError
from ci_network.reading.lists import Choices, import_file

SECONDS = 2
"""Of work for each cell, which a busy machine does not make longer."""

REPEATED = {
    "lines that go on below": "1-\n" * 10_000,
    "spaces": " " * 30_000,
    "lines": "\n" * 30_000,
    "brackets": "(" * 15_000,
    "commas": "a," * 8_000,
    "commas on lines": "\n," * 8_000,
    "dashes": "a - " * 7_000,
    "words between": "a og " * 6_000,
    "afbud": "(afbud fra " * 2_500,
    "labels": "Vært: a. " * 3_000,
    "full stops": "abcde. Abcde" * 2_500,
    "figures": "12 34 " * 5_000,
    "capitals": "AB " * 9_000,
    "genitives": "s " * 9_000 + "formanx",
    "addresses": "a@" * 15_000,
}


def seconds_to_read(path, cells: list[str]) -> float:
    """Of a list of such cells, the last of them beside one who did not come."""
    rows = [f'14-03-2018;M{n};"Klubben {cell}x, Skolen";' for n, cell in enumerate(cells)]
    text = "\n".join(["Dato;Aktivitet;Deltagere;Afbud", *rows])
    path.write_text(f"{text}Skolen\n", encoding="utf-8")
    return seconds_of(path)


def seconds_of(path) -> float:
    began = time.process_time()
    with suppress(CINetworkError):
        import_file(path, Choices())
    return time.process_time() - began


@pytest.mark.parametrize("name", REPEATED)
def test_a_long_cell_is_read_in_seconds(name, tmp_path):
    assert seconds_to_read(tmp_path / "liste.csv", [REPEATED[name]] * 2) < 2 * SECONDS


@given(st.text("(),;:. -@/aAs1\n", min_size=1, max_size=8))
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
def test_no_piece_of_a_cell_is_slow_when_there_is_much_of_it(tmp_path_factory, piece):
    path = tmp_path_factory.getbasetemp() / "slow.csv"
    cell = piece.replace('"', "") * (15_000 // len(piece))
    assert seconds_to_read(path, [cell] * 2) < 1.5 * SECONDS


def test_many_rows_with_one_name_alone_are_read_in_seconds(tmp_path):
    path = tmp_path / "liste.csv"
    rows = ["Dato;Aktivitet;Deltager", "14-03-2018;Messe;Skolen"]
    rows += [";;Klubben " + "".join("klmnopqrst"[int(n)] for n in str(n)) for n in range(3_000)]
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    assert seconds_of(path) < 1.5 * SECONDS
