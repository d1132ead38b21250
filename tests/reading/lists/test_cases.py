"""Lists as offices keep them, through the command: the truth, or a question that leads to it.

Each file in `cases/` is a kind of list. A case has a list (or sheets of a workbook, @2018-03-14
being a cell that is a date), options, and what is true: a line for each activity, with its date
and who took part, ; between names that hold a comma, ! behind those who led, * behind the
secretariat. Where the list does not tell,
it says what is asked about, and what is true once that is answered.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import shlex
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook

from ci_network.commands.run import run
from ci_network.reading import examine
from ci_network.reading.cells import leads

FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
CASES = [
    (path.stem, case)
    for path in FILES
    for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
]


def cell(text: str) -> object:
    return dt.date.fromisoformat(text[1:]) if text.startswith("@") else text or None


def write(folder: Path, case: dict) -> Path:
    if "list" in case:
        path = folder / case.get("file", "liste.csv")
        path.write_text(case["list"], encoding=case.get("encoding", "utf-8"))
        return path
    book = Workbook()
    book.remove(book.active)
    for name, text in case["sheets"].items():
        sheet = book.create_sheet(name)
        for row in csv.reader(io.StringIO(text), delimiter=";"):
            sheet.append([cell(each) for each in row])
    path = folder / case.get("file", "liste.xlsx")
    book.save(path)
    return path


def activities(folder: Path) -> set[str]:
    """What the tables say, a line for each activity."""
    with (folder / "nodes.csv").open(encoding="utf-8") as file:
        marked = {row["id"] for row in csv.DictReader(file) if row["secretariat"] == "yes"}
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    with (folder / "edges.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            when = f"{row['start']}/{row['end']}" if row["end"] else row["start"]
            marks = ("!" if leads(row["role"]) else "") + ("*" if row["actor"] in marked else "")
            names = found[row["activity"], when]
            names[row["actor"]] = max(names.get(row["actor"], ""), marks, key=len)
    return {
        f"{name} | {when} | {', '.join(sorted(who + mark for who, mark in names.items()))}"
        for (name, when), names in found.items()
    }


def truth(lines: list[str]) -> set[str]:
    told = set()
    for line in lines:
        name, when, names = (part.strip() for part in line.split("|"))
        told.add(
            f"{name} | {when} | {', '.join(sorted(names.split('; ' if '; ' in names else ', ')))}"
        )
    return told


def call(path: Path, out: Path, options: str) -> int:
    return run(["import", str(path), "--output", str(out), "--force", *shlex.split(options)])


every_case = pytest.mark.parametrize(
    ("number", "case"),
    list(enumerate(case for _, case in CASES)),
    ids=[f"{kind}-{case['name']}" for kind, case in CASES],
)


@every_case
def test_a_list_is_read_as_it_is_meant_or_asked_about(tmp_path, capsys, number, case):
    path, out = write(tmp_path, case), tmp_path / "out"
    options = case.get("options", "")
    if "asks" in case:
        assert call(path, out, options) == 2
        told = capsys.readouterr().err
        for word in shlex.split(case["asks"]):
            assert word in told, told
        assert not out.exists()
        if "answer" not in case:
            return
        options = f"{options} {case['answer']}"
    code = call(path, out, options)
    told = capsys.readouterr().err
    assert code == 0, told
    assert activities(out) == truth(case["truth"]), told
    for word in shlex.split(case.get("told", "")):
        assert word in told, told
    if number % 3 == 0:
        assert not [p for p in examine(out).problems if p.severity == "error"]
    for table, key in (("nodes", "id"), ("activities", "activity")):
        if table in case:
            with (out / f"{table}.csv").open(encoding="utf-8") as file:
                rows = {row[key]: row for row in csv.DictReader(file)}
            for line in case[table]:
                name, field, value = (part.strip() for part in line.split("|"))
                assert rows[name][field] == value
    if number % 6 == 0:
        is_read_alike_by_its_settings(path, out, tmp_path / "again", capsys)


@pytest.mark.slow
@every_case
def test_each_list_is_read_alike_by_its_settings(tmp_path, capsys, number, case):
    path, out = write(tmp_path, case), tmp_path / "out"
    if call(path, out, f"{case.get('options', '')} {case.get('answer', '')}") == 0:
        is_read_alike_by_its_settings(path, out, tmp_path / "again", capsys)


def is_read_alike_by_its_settings(path: Path, out: Path, again: Path, capsys) -> None:
    """Without a question, too."""
    assert call(path, again, f"--settings '{out / 'import.yaml'}'") == 0, capsys.readouterr().err
    assert activities(again) == activities(out)
    assert (again / "nodes.csv").read_bytes() == (out / "nodes.csv").read_bytes()


@pytest.mark.parametrize("kind", [path.stem for path in FILES])
def test_each_kind_has_its_cases(kind):
    names = [case["name"] for each, case in CASES if each == kind]
    assert len(set(names)) == len(names) >= 6
