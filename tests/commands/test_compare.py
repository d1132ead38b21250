"""`compare` as it is called: what is asked, what is refused, what is written."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

import ci_network as ci
from ci_network.commands.run import run
from ci_network.record.simulate import simulate

DATA = ci.example_folder()


@pytest.fixture
def call(capfd, monkeypatch):
    monkeypatch.setenv("LANG", "C")

    def run_it(*words):
        code = run(["compare", *map(str, words)])
        out, err = capfd.readouterr()
        return code, out, err

    return run_it


def made_up(folder: Path, seed: int = 1, **how: int) -> Path:
    folder.mkdir(parents=True)
    for name, content in (
        simulate(seed, partners=12, circles=3, activities=30, **how).files().items()
    ):
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def two(tmp_path):
    return made_up(tmp_path / "lejre" / "data"), made_up(tmp_path / "koge" / "data", 2)


def test_a_folder_with_page_tables_and_workbook(call, two, tmp_path):
    out = tmp_path / "out"
    code, shown, err = call(
        DATA, *two, "--null", 99, "-o", out, "--lang", "en", "--date", "2026-01-02"
    )
    assert (code, shown) == (0, "")
    assert "The comparison is in" in err
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {
        "index.html",
        "compare.csv",
        "compare.json",
        "compare.xlsx",
        "figures/ranges.svg",
    } <= names
    told = json.loads((out / "compare.json").read_text("utf-8"))
    called = [each["name"] for each in told["alliances"]]
    assert called[1:] == ["lejre/data", "koge/data"]
    table = list(csv.DictReader((out / "compare.csv").open(encoding="utf-8")))
    assert list(dict.fromkeys(row["alliance"] for row in table)) == called
    sheet = openpyxl.load_workbook(out / "compare.xlsx")["alliances"]
    assert [row[0].value for row in sheet.iter_rows(min_row=3)] == called
    page = (out / "index.html").read_text("utf-8")
    assert "Of 3 alliances" in page
    assert "3 alliancer:" in page
    assert "2 January 2026" in page
    assert not re.search(r'(?:src|href)="(?!#)', page), "it needs nothing beside itself"
    assert "default-src &#39;none&#39;" in page


def test_the_same_call_writes_the_same_bytes(call, two, tmp_path):
    for name, jobs in (("one", 1), ("other", 2)):
        assert (
            call(*two, "--null", 19, "--jobs", jobs, "-o", tmp_path / name, "--date", "2026")[0]
            == 0
        )
    files = [path for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert len(files) > 8
    for path in files:
        other = tmp_path / "other" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == other.read_bytes(), path.name


def test_without_a_folder_a_table_is_shown(call, two):
    code, out, _ = call(*two, "--null", 9)
    assert code == 0
    assert out.startswith("Of 2 alliances")
    assert "lejre/data: " in out
    _, danish, _ = call(*two, "--null", 9, "--lang", "da")
    assert danish.startswith("2 alliancer: ")


def test_a_format_alone_goes_to_a_file_or_to_standard_output(call, two, tmp_path):
    _, shown, _ = call(*two, "--null", 9, "--format", "json")
    told = json.loads(shown)
    assert [each["name"] for each in told["alliances"]] == ["lejre/data", "koge/data"]
    assert call(*two, "--null", 9, "-o", tmp_path / "told.json")[0] == 0
    assert json.loads((tmp_path / "told.json").read_text("utf-8")) == told
    _, shown, _ = call(*two, "--null", 9, "--format", "csv")
    assert next(csv.reader(io.StringIO(shown)))[:3] == ["alliance", "window", "measure"]


def test_names_are_given_in_order(call, two):
    for words in (("--name", "Lejre", "--name", "Køge"), ("--titles", "Lejre, Køge")):
        _, shown, _ = call(*two, "--null", 0, "--format", "json", *words)
        assert [each["name"] for each in json.loads(shown)["alliances"]] == ["Lejre", "Køge"]


def test_the_same_folder_twice_is_told_apart(call, two):
    _, shown, _ = call(two[0], two[0], "--null", 0, "--format", "json")
    one, other = json.loads(shown)["alliances"]
    assert (one.pop("name"), other.pop("name")) == ("data", "data (2)")
    assert one == other


def test_a_folder_and_a_workbook_of_one_name_are_told_apart(call, tmp_path):
    folder = made_up(tmp_path / "lejre")
    book = openpyxl.Workbook()
    for name in ("nodes", "edges"):
        sheet = book.create_sheet(name)
        for row in csv.reader((folder / f"{name}.csv").open(encoding="utf-8")):
            sheet.append(row)
    del book["Sheet"]
    book.save(tmp_path / "lejre.xlsx")
    _, shown, _ = call(folder, tmp_path / "lejre.xlsx", "--null", 0, "--format", "json")
    one, other = json.loads(shown)["alliances"]
    assert one["name"] != other["name"]
    assert one["low"] == other["low"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("a",), "Name two DATA or more"),
        ((), "Name two DATA or more"),
        (("a", "b", "--name", "x"), "1 names are given for 2 DATA"),
        (("a", "b", "--name", "x", "--name", "x"), "a name of its own"),
        (("a", "b", "--titles", "x, "), "a name of its own"),
        (("a", "b", "--titles", "x,y", "--name", "z"), "leave out one of them"),
        (("a", "b", "--windows", "2017,2019"), "name one"),
        (("a", "--windows", "2017"), "two different windows"),
        (("a", "--windows", "2017,2017"), "two different windows"),
        (("a", "--windows", "2017,2018,2019"), "two different windows"),
        (("a", "--windows", "2017,2018-Q2"), "not equally long"),
        (("a", "--windows", "2017,2018", "--window", "2018"), "leave out --window"),
        (("a", "b", "c", "--change"), "name two"),
        (("a", "b", "--pseudonyms", "--show-persons"), "leave out --show-persons"),
        (("a", "b", "--pseudonyms", "--key", "k.csv"), "each DATA has its own"),
        (("a", "--windows", "1,2", "--key", "o/k.csv", "-o", "o"), "is in the output"),
        (("a", "-"), "not read from standard input"),
    ],
)
def test_calls_that_cannot_be_meant_are_refused(call, words, says):
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert says in err


def test_an_output_that_holds_the_data_is_refused(call, two, tmp_path):
    for output in (two[0], two[0].parent, tmp_path):
        code, _, err = call(*two, "-o", output)
        assert code == 2, err
    assert (two[0] / "nodes.csv").exists()
    keep = tmp_path / "mine"
    keep.mkdir()
    (keep / "letter.txt").write_text("dear")
    assert call(*two, "-o", keep)[0] == 2
    assert (keep / "letter.txt").read_text() == "dear"


def test_a_comparison_is_written_anew_and_a_report_is_not_replaced(call, two, tmp_path):
    words = (*two, "--null", 0, "-o", tmp_path / "out")
    assert call(*words)[0] == 0
    assert call(*words)[0] == 0
    assert run(["report", str(two[0]), "--null", "0", "-o", str(tmp_path / "report")]) == 0
    code, _, err = call(*two, "--null", 0, "-o", tmp_path / "report")
    assert code == 2
    assert "holds a report" in err
    assert (tmp_path / "report" / "metrics.json").exists()
    assert call(*two, "--null", 0, "-o", tmp_path / "report", "--force")[0] == 0


def test_one_bad_alliance_is_told_by_name_and_nothing_is_written(call, two, tmp_path):
    for folder in two:
        text = (folder / "edges.csv").read_text("utf-8")
        (folder / "edges.csv").write_text(text + "x,nobody,,2018,2018\n", encoding="utf-8")
    code, out, err = call(DATA, *two, "-o", tmp_path / "out")
    assert (code, out) == (1, "")
    assert "lejre/data/edges.csv, row" in err
    assert "koge/data/edges.csv, row" in err
    assert "errors in the data: 2" in err
    assert not (tmp_path / "out").exists()


def test_one_that_is_not_there_is_told(call, two, tmp_path):
    code, _, err = call(two[0], tmp_path / "nowhere", "-o", tmp_path / "out")
    assert code == 2
    assert "nowhere" in err
    assert not (tmp_path / "out").exists()


def test_a_window_that_one_of_them_lacks_is_told_with_its_name(call, two):
    code, _, err = call(*two, DATA, "--name", "a", "--name", "b", "--name", "c", "--window", "2031")
    assert code == 2
    assert "a has no window 2031; there are: 2015" in err


def test_two_windows_of_one(call, tmp_path):
    out = tmp_path / "out"
    code, _, err = call(DATA, "--windows", "2017, 2019", "-o", out, "--null", 0, "--lang", "en")
    assert code == 0, err
    told = json.loads((out / "compare.json").read_text("utf-8"))
    assert [each["window"] for each in told["alliances"]] == ["2017", "2019"]
    parts = ci.change(ci.example(), "2017", "2019", replicates=0).parts
    table = list(csv.DictReader((out / "change.csv").open(encoding="utf-8")))
    assert [float(row["partners"]) for row in table] == parts["partners"].tolist()
    ties = list(csv.DictReader((out / "changed-ties.csv").open(encoding="utf-8")))
    assert len(ties) == len(told["change"]["ties"]) > 0
    page = (out / "index.html").read_text("utf-8")
    assert "SSP" in page
    assert "Samarbejdet om børn og familier i Vapnagård og Nøjsomhed" in page


def test_a_partner_that_came_and_met_nobody_is_called_by_its_name(call, tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    nodes = "id,label,secretariat\nS,,yes\nA,,\nB,,\nc,Havnens Venner,\n"
    met = ("x,A,2018", "x,B,2018", "x,S,2018", "y,A,2019", "y,B,2019", "z,c,2019", "z,S,2019")
    edges = "\n".join(["activity,actor,start", *met, ""])
    (folder / "nodes.csv").write_text(nodes, encoding="utf-8")
    (folder / "edges.csv").write_text(edges, encoding="utf-8")
    assert call(folder, "--windows", "2018,2019", "--null", 0, "-o", tmp_path / "out")[0] == 0
    assert "Havnens Venner" in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_two_versions_of_one(call, tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("*.md", "*.json"))
    decided = "activity,continues\nAlliancegruppen,yes\n"
    for folder, text in ((old, "activity,continues\n"), (new, decided)):
        (folder / "activities.csv").write_text(text, encoding="utf-8")
    code, shown, err = call(old, new, "--change", "--null", 0, "--format", "json")
    assert code == 0, err
    change = json.loads(shown)["change"]
    assert change["partners"] == {"came": [], "left": []}
    low = change["figures"]["low"]
    assert low["class"] == pytest.approx(low["change"])
    assert low["change"] > 0
    assert {tie["how"] for tie in change["ties"]} == {"freed"}
    assert all("Alliancegruppen" in tie["activities_after"] for tie in change["ties"])


# ------------------------------------------------------------------------------------- who is named


def with_names(folder: Path, person: str, club: str) -> Path:
    folder.mkdir(parents=True)
    nodes = f"id,type,secretariat\nKontoret,,yes\n{person},person,\n{club},,\nFælles,,\n"
    edges = "activity,actor,start\n" + "".join(
        f"{name},{actor},2018\n"
        for name, actors in (
            (f"Møde i {club}", ("Kontoret", person, club, "Fælles")), ("Tur", (club, "Fælles")),
        )
        for actor in actors
    )  # fmt: skip
    (folder / "nodes.csv").write_text(nodes, encoding="utf-8")
    (folder / "edges.csv").write_text(edges, encoding="utf-8")
    return folder


@pytest.fixture
def named(tmp_path):
    return (
        with_names(tmp_path / "Havnen" / "data", "Anna Holm", "Bueskytterne"),
        with_names(tmp_path / "Skoven" / "data", "Bo Lund", "Cykelklubben"),
    )


def everything(folder: Path) -> str:
    texts = []
    for path in folder.rglob("*"):
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            texts += [str(cell.value) for sheet in book for row in sheet for cell in row]
        elif path.is_file():
            texts.append(path.read_text("utf-8"))
    return "\n".join(texts)


def test_persons_get_codes_unless_they_are_asked_for(call, named, tmp_path):
    assert call(*named, "--null", 0, "-o", tmp_path / "coded")[0] == 0
    text = everything(tmp_path / "coded")
    assert not re.search("Anna|Holm|Bo Lund", text)
    assert "Bueskytterne" in text
    words = (*named, "--null", 0, "--show-persons", "--same-actors", "-o", tmp_path / "shown")
    assert call(*words)[0] == 0
    assert "Anna Holm" in everything(tmp_path / "shown")


def test_pseudonyms_leave_no_name(call, named, tmp_path):
    words = ("--null", 0, "--pseudonyms", "--title", "Bueskytterne og Skoven")
    for extra in ((), ("--same-actors",)):
        out = tmp_path / f"out{len(extra)}"
        assert call(*named, *words, *extra, "-o", out)[0] == 0
        text = everything(out)
        names = "Anna|Holm|Bo Lund|Bueskytterne|Cykelklubben|Havnen|Fælles|Kontoret|Tur"
        assert not re.search(names, text)
        assert "Alliance 1" in text


def test_codes_are_the_same_only_where_actors_are(call, named):
    _, apart, _ = call(*named, "--null", 0, "--pseudonyms", "--same-actors", "--format", "json")
    told = json.loads(apart)["actors"]
    assert len(told) == 1, "the secretariat is no partner; club and person of each are its own"
    assert all(set(each["alliances"]) == {"Alliance 1", "Alliance 2"} for each in told)


def test_a_key_keeps_the_codes_of_other_commands(call, tmp_path, capfd):
    key, ties = tmp_path / "key.csv", tmp_path / "ties.csv"
    assert run(["ties", str(DATA), "--pseudonyms", "--key", str(key), "-o", str(ties)]) == 0
    capfd.readouterr()
    with key.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    partners = [row for row in rows if row["code"].startswith("A")]
    codes = [row["code"] for row in partners]
    for row, code in zip(partners, reversed(codes), strict=True):
        row["code"] = code
    with key.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    id_of = {row["code"]: row["name"] for row in rows}
    words = (DATA, "--windows", "2017,2019", "--null", 0, "--format", "json")
    named_, coded = (
        json.loads(call(*words, *more)[1]) for more in ((), ("--pseudonyms", "--key", key))
    )

    def pairs(found, name=lambda actor: actor):
        return {
            frozenset((name(tie["source"]), name(tie["target"]))) for tie in found["change"]["ties"]
        }

    assert pairs(coded, id_of.__getitem__) == pairs(named_)


def test_a_key_is_written_for_one_alliance_with_what_is_under_its_codes(call, tmp_path):
    key, out = tmp_path / "key.csv", tmp_path / "out"
    words = (DATA, "--windows", "2017,2019", "--null", 0, "--pseudonyms", "--key", key, "-o", out)
    assert call(*words)[0] == 0
    assert key.is_file()
    assert (out / "index.html").is_file()


def test_before_and_after_under_codes_is_the_same_change(call):
    words = (DATA, "--windows", "2017,2019", "--null", 0, "--format", "json")
    named_, coded = (json.loads(call(*words, *more)[1]) for more in ((), ("--pseudonyms",)))
    for name, shares in named_["change"]["figures"].items():
        assert coded["change"]["figures"][name] == pytest.approx(shares), name
    assert len(coded["change"]["ties"]) == len(named_["change"]["ties"])
