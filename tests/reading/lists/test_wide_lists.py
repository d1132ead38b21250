"""What is done for a list of many columns is not done again for each of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ci_network.reading.lists import Choices, crosses, import_file
from ci_network.reading.lists.words import headings
from ci_network.reading.spelling import one_letter_apart


@pytest.mark.parametrize(
    "written",
    [
        "tovholdr", "tovholderr", "tovhodler", "tovholdar", "organisatoin", "organisation",
        "partcipants", "2019_01_04", "dato", "aktiviteeet", "samarbejdspartnre",
    ],
)  # fmt: skip
def test_a_slip_is_what_comparing_with_every_heading_finds(written):
    meant = {
        said
        for known, said in headings._KNOWN.items()
        if min(len(known), len(written)) >= 6 and one_letter_apart(written, known)
    }
    assert headings._slip(written) == (meant.pop() if len(meant) == 1 else None)


def test_some_slips_are_told():
    assert headings.heading("Tovholdr") == headings.heading("Tovholder")
    assert headings.heading("2019-01-04") is None


def test_a_heading_is_compared_with_few_others(monkeypatch):
    compared = []
    usual = headings.one_letter_apart
    monkeypatch.setattr(
        headings, "one_letter_apart", lambda *words: compared.append(1) or usual(*words)
    )
    for name in ("tovholdr", "2019_01_04", "idraetsforeningen_nord", "partcipants"):
        headings._slip(name)
    assert 0 < len(compared) < 20


def days(path: Path, many: int) -> Path:
    """A list of who came, with a column for each day."""
    dates = [str(dt.date(2019, 1, 1) + dt.timedelta(days=n)) for n in range(many)]
    rows = [
        [f"Club {row}", *("x" if (row + n) % 2 else "" for n in range(many))] for row in range(3)
    ]
    text = "\n".join(",".join(cells) for cells in [["Organisation", *dates], *rows])
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_that_say_something_of_columns_are_looked_for_once(tmp_path, monkeypatch):
    looked = []
    usual = crosses.labelled_rows
    monkeypatch.setattr(crosses, "labelled_rows", lambda sheet: looked.append(1) or usual(sheet))
    often = []
    for many in (5, 50):
        looked.clear()
        made = import_file(days(tmp_path / f"{many}.csv", many), Choices())
        assert len(set(made.edges["activity"])) == many
        often.append(len(looked))
    assert often[0] == often[1] > 0
