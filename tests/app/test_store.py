"""The record in its folder: read as it stands, changed whole, never overwriting somebody else."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ci_network.app.store import Conflict, Store
from ci_network.errors import OutputError, UsageError
from ci_network.files import history
from ci_network.reading import read
from ci_network.reading.records import Records

NODES = "id,label,secretariat\nS,Secretariat,yes\nA,A,\nB,B,\n"
EDGES = "activity,actor,start\nwalk,S,2018\nwalk,A,2018\nwalk,B,2018\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "nodes.csv").write_text(NODES)
    (tmp_path / "edges.csv").write_text(EDGES)
    return tmp_path


def changed(tables, kind, row, column, value):
    """A cell by its row as the spreadsheet shows it."""
    cells = [list(each) for each in tables[kind].cells]
    cells[row - 1][cells[0].index(column)] = value
    return {**tables, kind: tables[kind]._replace(cells=cells)}


def label(store, row):
    return store.load().tables["nodes"].cells[row - 1][1]


def test_the_record_is_what_the_reader_reads(folder):
    loaded = Store(folder).load()
    reading = read(folder)
    assert loaded.alliance.actors.id == reading.alliance.actors.id
    assert loaded.problems == reading.problems
    assert not (folder / "history").exists()


def test_a_change_is_in_the_plain_file_and_nothing_else_is(folder):
    store = Store(folder)
    loaded = store.load()
    version = store.save(
        changed(loaded.tables, "nodes", 3, "label", "Æbler; =1+1"), expecting=loaded.version
    )
    assert (folder / "nodes.csv").read_text() == NODES.replace("A,A,", "A,Æbler; =1+1,")
    assert (folder / "edges.csv").read_text() == EDGES
    assert store.load().version == version != loaded.version


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_without_a_record_begins_one(tmp_path, there):
    place = tmp_path if there else tmp_path / "new" / "record"
    store = Store(place)
    loaded = store.load()
    assert (loaded.alliance, loaded.problems, loaded.begun) == (None, (), False)
    tables = {kind: Records(f"{kind}.csv", [line.split(",") for line in text.split()])
              for kind, text in (("nodes", NODES), ("edges", EDGES))}  # fmt: skip
    store.save(tables, expecting=loaded.version, beside={"import.yaml": b"secretariat: [S]\n"})
    assert (place / "nodes.csv").read_text() == NODES
    assert (place / "import.yaml").read_bytes() == b"secretariat: [S]\n"
    assert store.load().alliance is not None
    store.undo(store.load().version)
    assert not (place / "nodes.csv").exists()
    assert not store.load().begun


def test_two_windows_do_not_lose_each_others_changes(folder):
    one, other = Store(folder), Store(folder)
    first, second = one.load(), other.load()
    one.save(changed(first.tables, "nodes", 3, "label", "mine"), expecting=first.version)
    other.save(changed(second.tables, "nodes", 4, "label", "theirs"), expecting=second.version)
    assert (label(one, 3), label(one, 4)) == ("mine", "theirs")
    with pytest.raises(Conflict) as caught:
        one.save(changed(first.tables, "nodes", 3, "label", "again"), expecting=first.version)
    assert caught.value.differences[0].mine == (("A", "again", ""),)
    assert caught.value.differences[0].theirs == (("A", "mine", ""),)
    assert label(one, 3) == "mine"
    one.save(caught.value.mine, expecting=caught.value.version)
    assert (label(one, 3), label(one, 4)) == ("again", "B")


def test_a_file_changed_outside_is_noticed_and_both_are_shown(folder):
    store = Store(folder)
    loaded = store.load()
    (folder / "nodes.csv").write_text(NODES.replace("B,B,", "B,from Excel,"))
    with pytest.raises(Conflict) as caught:
        store.save(changed(loaded.tables, "nodes", 3, "label", "mine"), expecting=loaded.version)
    told = caught.value
    assert told.theirs["nodes"].cells[3][1] == "from Excel"
    assert told.mine["nodes"].cells[3][1] == "B"
    assert "from Excel" in (folder / "nodes.csv").read_text()
    store.save(told.both, expecting=told.version)
    assert (label(store, 3), label(store, 4)) == ("mine", "from Excel")


def test_what_was_written_outside_between_two_changes_is_kept(folder):
    store = Store(folder)
    loaded = store.load()
    store.save(changed(loaded.tables, "nodes", 3, "label", "1"), expecting=loaded.version)
    (folder / "nodes.csv").write_text(NODES.replace("A,A,", "A,from Excel,"))
    loaded = store.load()
    store.save(changed(loaded.tables, "nodes", 3, "label", "2"), expecting=loaded.version)
    found = [each for each in store.history() if each.kind == "found"]
    store.restore(found[0].version)
    assert label(store, 3) == "from Excel"


def test_a_change_that_only_together_with_another_is_wrong_is_not_written(folder):
    """One removes the actor, the other lets it take part: each is right alone."""
    (folder / "nodes.csv").write_text(NODES + "C,C,\n")
    one, other = Store(folder), Store(folder)
    first = one.load()
    cells = first.tables["nodes"].cells[:-1]
    one.save({"nodes": first.tables["nodes"]._replace(cells=cells)}, expecting=first.version)
    edges = first.tables["edges"]
    with pytest.raises(Conflict):
        other.save({"edges": edges._replace(cells=[*edges.cells, ["walk", "C", "2018"]])},
                   expecting=first.version)  # fmt: skip
    assert (folder / "edges.csv").read_text() == EDGES


def test_undo_takes_back_one_change_and_nothing_that_came_after(folder):
    store = Store(folder)
    loaded = store.load()
    mine = store.save(changed(loaded.tables, "nodes", 3, "label", "1"), expecting=loaded.version)
    loaded = store.load()
    store.save(changed(loaded.tables, "nodes", 4, "label", "2"), expecting=loaded.version)
    store.undo(mine)
    assert (label(store, 3), label(store, 4)) == ("A", "2")
    with pytest.raises(UsageError):
        store.undo("0" * 20)


def test_changes_are_taken_back_one_after_the_other(folder):
    """After the first is taken back the files are those of an earlier version once more."""
    store = Store(folder)
    made = []
    for value in ("1", "2", "3"):
        loaded = store.load()
        made.append(store.save(changed(loaded.tables, "nodes", 3, "label", value),
                               expecting=loaded.version))  # fmt: skip
    for version, left in zip(reversed(made), ("2", "1", "A"), strict=True):
        store.undo(version)
        assert label(store, 3) == left


def test_as_many_changes_can_be_taken_back_as_versions_are_kept(folder, monkeypatch):
    monkeypatch.setattr(history, "KEPT", 16)
    store, made = Store(folder), []
    for n in range(15):
        loaded = store.load()
        made.append(store.save(changed(loaded.tables, "nodes", 3, "label", str(n)),
                               expecting=loaded.version))  # fmt: skip
    for version in reversed(made):
        store.undo(version)
    assert (folder / "nodes.csv").read_text() == NODES


def test_a_change_is_taken_back_though_files_were_changed_outside(folder):
    store = Store(folder)
    loaded = store.load()
    mine = store.save(changed(loaded.tables, "nodes", 3, "label", "1"), expecting=loaded.version)
    text = (folder / "nodes.csv").read_text()
    (folder / "nodes.csv").write_text(text.replace("B,B,", "B,from Excel,"))
    with pytest.raises(Conflict) as caught:
        store.undo(mine)
    assert caught.value.both["nodes"].cells[2:] == [["A", "A", ""], ["B", "from Excel", ""]]
    seen = store.load().version
    assert label(store, 3) == "1"
    store.undo(mine, seen=seen)
    assert (label(store, 3), label(store, 4)) == ("A", "from Excel")


def test_danish_files_stay_danish(folder):
    (folder / "nodes.csv").write_text("\ufeff" + NODES.replace(",", ";"))
    store = Store(folder)
    loaded = store.load()
    store.save(changed(loaded.tables, "nodes", 3, "label", "a,b;c"), expecting=loaded.version)
    text = (folder / "nodes.csv").read_text()
    assert text == "\ufeff" + NODES.replace(",", ";").replace("A;A;", 'A;"a,b;c";')


def test_what_could_not_be_read_whole_is_not_written(folder):
    (folder / "nodes.csv").write_text(NODES + 'C,"C,\nD,D,\n')
    store = Store(folder)
    loaded = store.load()
    before = (folder / "nodes.csv").read_bytes()
    new = Records("nodes.csv", [["id"], ["X"]])
    with pytest.raises(OutputError):
        store.save({"nodes": new}, expecting=loaded.version)
    assert (folder / "nodes.csv").read_bytes() == before


def test_a_workbook_is_read_and_never_written(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for name, text in (("nodes", NODES), ("edges", EDGES)):
        sheet = book.create_sheet(name)
        for line in text.split():
            sheet.append(line.split(","))
    book.remove(book["Sheet"])
    book.save(tmp_path / "record.xlsx")
    store = Store(tmp_path)
    loaded = store.load()
    assert loaded.alliance is not None
    with pytest.raises(OutputError, match="workbook"):
        store.save(changed(loaded.tables, "nodes", 3, "label", "x"), expecting=loaded.version)
    book["nodes"]["B3"] = "another name"
    book.save(tmp_path / "record.xlsx")
    assert store.load().alliance.actors.label != loaded.alliance.actors.label


SAVING = """
import sys
from pathlib import Path
from ci_network.app.store import Store

store = Store(Path(sys.argv[1]))
print("ready", flush=True)
for n in range(100_000):
    loaded = store.load()
    tables = {}
    for kind in ("nodes", "edges"):
        cells = [list(row) for row in loaded.tables[kind].cells]
        cells[1][-1] = str(int(cells[1][-1]) + 1)
        tables[kind] = loaded.tables[kind]._replace(cells=cells)
    tables["activities"] = loaded.tables["nodes"]._replace(
        file="activities.csv", cells=[["activity", "n"], ["walk", cells[1][-1]]]
    )
    print(store.save(tables, expecting=loaded.version), flush=True)
"""


def killed_while_saving(place: Path, times: int) -> None:
    """The three files always tell of one version, no older than the last that was said."""
    (place / "nodes.csv").write_text("id,n\nA,1000\nB,0\n")
    (place / "edges.csv").write_text("activity,actor,n\nwalk,A,1000\nwalk,B,0\n")
    chance, half_seen = random.Random(5), 0
    for _ in range(times):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVING, str(place)], stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        )  # fmt: skip
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.random() * 0.15)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read().split()
        process.wait()
        half_seen += (place / "history" / "next").exists()
        store = Store(place)
        tables = store.load().tables
        numbers = {
            tables[kind].cells[1][-1] for kind in ("nodes", "edges", "activities") if kind in tables
        }
        assert len(numbers) == 1
        kept = [each.version for each in store.history()]
        whole = [version for version in said if len(version) == 20]
        assert not whole or whole[-1] in kept[:2]
        for version in kept[:5]:
            assert store._tables(version)["nodes"].cells[2] == ["B", "0"]
        assert not list(place.glob("history/.*.partial"))
    assert half_seen or times < 20


def test_a_kill_while_saving_leaves_one_whole_version(tmp_path):
    killed_while_saving(tmp_path, 4)


@pytest.mark.slow
def test_sixty_kills_while_saving_lose_nothing(tmp_path):
    killed_while_saving(tmp_path, 60)


def package_of(store):
    """Columns by file, as datapackage.json has them."""
    content = json.loads((store.folder / "datapackage.json").read_text(encoding="utf-8"))
    return {
        each["path"]: [field["name"] for field in each["schema"]["fields"]]
        for each in content["resources"]
    }


def test_a_data_package_describes_what_is_written_and_is_taken_back_with_it(folder):
    fields = [{"name": name} for name in ("id", "label", "secretariat")]
    written = {"resources": [{"path": "nodes.csv", "schema": {"fields": fields}}]}
    package = folder / "datapackage.json"
    package.write_text(json.dumps(written), encoding="utf-8")
    store = Store(folder)
    loaded, as_it_was = store.load(), package.read_bytes()
    nodes = [[*row, cell] for row, cell in zip(loaded.tables["nodes"].cells, "kX- ", strict=True)]
    nodes[0][-1] = "sector"
    said = Records("activities.csv", [["activity", "continues"], ["walk", "yes"]])
    tables = {"nodes": loaded.tables["nodes"]._replace(cells=nodes), "activities": said}
    version = store.save(
        {**loaded.tables, **tables},
        expecting=loaded.version,
        beside={"apply-log.csv": b"file,row\nnodes.csv,2\n"},
    )
    assert package_of(store) == {
        "nodes.csv": ["id", "label", "secretariat", "sector"],
        "activities.csv": ["activity", "continues"],
        "apply-log.csv": ["file", "row"],
    }
    assert store.load().version == version
    store.undo(version)
    assert package.read_bytes() == as_it_was
    assert not (folder / "activities.csv").exists()
