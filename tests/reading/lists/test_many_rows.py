"""The work grows with the rows of a list, and not with their square."""

from __future__ import annotations

from types import SimpleNamespace

from ci_network.reading.lists import Choices, blocks, import_file
from ci_network.reading.lists.meanings import with_years
from ci_network.reading.lists.when import when


def test_lines_with_a_year_between_the_rows(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(blocks, "when", lambda *told: asked.append(told) or when(*told))

    def asked_for(sections):
        path = tmp_path / f"list-{sections}.csv"
        rows = [
            line
            for n in range(sections)
            for line in (f"{1990 + n};;", f"1. marts;Walk {n};Skolen", f"2. marts;Run {n};Klubben")
        ]
        path.write_text("\n".join(["Dato;Aktivitet;Deltager", *rows, ""]), encoding="utf-8")
        asked.clear()
        found = import_file(path, Choices(secretariat=("Skolen",)))
        assert len(found.edges["start"]) == 2 * sections
        assert sorted(found.edges["start"])[-1] == f"{1990 + sections - 1}-03-02"
        return len(asked)

    assert asked_for(40) < 2.5 * asked_for(20)


def test_rows_are_gone_through_once_for_days_without_a_year():
    passes = []

    class Rows(tuple[tuple[str, ...], ...]):
        def __iter__(self):
            passes.append(self)
            return super().__iter__()

    rows = Rows(("14-03-2018",) for _ in range(20))
    block = SimpleNamespace(
        header_row=1, numbers=range(2, 22), header=("Dato",), rows=rows, without_year=()
    )
    sheet = SimpleNamespace(block=block)
    assert with_years(sheet, Choices()) is sheet
    assert len(passes) == 1
