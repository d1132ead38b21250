"""The cycle of a meeting: ask, plan, fill in, apply, and the figures that follow."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import MergedCell

from ci_network.commands.run import run
from ci_network.reading import read
from ci_network.record.alliance import CONTINUES

NODES = """\
id,label,sector,secretariat,joined,left
S,Sekretariatet,Kommune,ja,,
A,Æbleforeningen,Forening,nej,,
B,Biblioteket,Kommune,nej,,
C,Cykelklubben,Forening,nej,2015,ukendt
D,Danseholdet,Forening,nej,,
"""
EDGES = """\
activity,actor,role,start,end,note
Møde,S,,2017,,behold mig
Møde,A,,2017,,
Møde,B,,2017,,
Gåtur,S,leder,2017,,
Gåtur,B,,2017,,
Gåtur,D,,2017,,
Fest,A,,,,
Fest,D,,,,
Alene,A,,2017,,
"""


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "nodes.csv").write_text(NODES, encoding="utf-8")
    (folder / "edges.csv").write_text(EDGES, encoding="utf-8")
    (folder / "layout.csv").write_text("id,x,y\nA,1,2\n", encoding="utf-8")
    return folder


@pytest.fixture
def call(capfd):
    def run_it(*words):
        code = run([str(word) for word in words])
        out, err = capfd.readouterr()
        return code, out, err

    return run_it


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def fill(source: Path, target: Path, cells: dict[str, str]) -> Path:
    book = load_workbook(source)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(target)
    return target


def test_plan_json_has_the_keys_of_the_contract(call, data):
    code, out, _ = call("plan", data, "--window", "2017", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert {
        *("window", "measure", "partners", "open", "present", "none", "all", "exact", "steps"),
        *("milestones", "candidates", "proposal", "lost_for_good"),
    } <= set(found)
    assert set(found["milestones"]) == {"half", "nine_tenths", "all"}
    assert (found["partners"], found["open"], found["measure"]) == (3, 2, "connectedness")
    assert [step["activities"] for step in found["steps"]] == [[], ["Gåtur"], ["Gåtur", "Møde"]]
    assert [step["value"] for step in found["steps"]] == [0, 1 / 3, 1]
    assert [step["added"] for step in found["steps"]] == [[], ["Gåtur"], ["Møde"]]
    assert [step["removed"] for step in found["steps"]] == [[], [], []]
    assert found["milestones"] == {"half": 2, "nine_tenths": 2, "all": 2}
    assert set(found["candidates"]["Møde"][0]) == {
        *("partner", "led_it", "led_others", "shared", "leads_now")
    }


@pytest.fixture
def series(tmp_path):
    """A board that met twice, S A B and S B C, and a walk of S A C; nobody said who led."""
    folder = tmp_path / "series"
    folder.mkdir()
    (folder / "nodes.csv").write_text("id,secretariat\nS,ja\nA,\nB,\nC,\n", encoding="utf-8")
    (folder / "edges.csv").write_text(
        "activity,actor,start\n"
        + "".join(f"Board (2017-03-01),{who},2017-03-01\n" for who in "SAB")
        + "".join(f"Board (2017-09-01),{who},2017-09-01\n" for who in "SBC")
        + "".join(f"walk,{who},2017\n" for who in "SAC"),
        encoding="utf-8",
    )
    return folder


def test_the_meetings_of_a_series_are_one_in_answer_plan_and_questions(call, series):
    """Either meeting keeps one of three pairs, both together all of them; the walk one."""
    meetings = ["Board (2017-03-01)", "Board (2017-09-01)"]
    found = json.loads(call("plan", series, "--format", "json")[1])
    assert (found["open"], found["series"]) == (2, {"Board": meetings})
    assert [step["activities"] for step in found["steps"]] == [[], ["Board"]]
    assert [step["value"] for step in found["steps"]] == [0, 1]
    assert found["worth"] == [
        {"activity": "Board", "alone": 1},
        {"activity": "walk", "alone": 1 / 3},
    ]
    assert set(found["proposal"]) == {"Board"}
    hinge = json.loads(call("answer", series, "--format", "json")[1])["hinge"]
    assert (hinge["kind"], hinge["activities"]) == ("activities", ["Board"])
    assert hinge["series"] == {"Board": meetings}
    assert (hinge["if_yes"], hinge["if_no"]) == ({"low": 1, "high": 1}, {"low": 0, "high": 1 / 3})
    asked = json.loads(call("ask", series, "--format", "json")[1])["questions"]
    (first, *_) = asked
    assert (first["kind"], first["series"], first["about"]) == ("continues", "Board", meetings)
    assert first["text"]["da"] == (
        "Fortsætter »Board« (2 møder), når sekretariatet ikke er der mere?"
    )
    assert first["answers"] == [
        {"answer": "yes", "low": 1, "high": 1},
        {"answer": "no", "low": 0, "high": 1 / 3},
    ]
    assert (
        "Meetings of a series count as one: Board (2)." in call("plan", series, "--lang", "en")[1]
    )


def test_under_codes_a_series_is_one_and_keeps_as_much(call, series):
    found = json.loads(call("plan", series, "--format", "json", "--pseudonyms")[1])
    (name,) = found["series"]
    assert (name, len(found["series"][name])) == (f"{found['series'][name][0]}+", 2)
    assert [step["activities"] for step in found["steps"]] == [[], [name]]
    assert [each["alone"] for each in found["worth"]] == [1, 1 / 3]
    (series / "nodes.csv").write_text(
        "id,secretariat,type\nS,ja,\nA,,\nB,,\nC,,\nMette,,person\n", encoding="utf-8"
    )
    edges = (series / "edges.csv").read_text(encoding="utf-8")
    edges = edges.replace("Board", "Samtale med Mette")
    (series / "edges.csv").write_text(edges, encoding="utf-8")
    hinge = json.loads(call("answer", series, "--format", "json")[1])["hinge"]
    (name,) = hinge["activities"]
    assert "Mette" not in name
    assert (name, len(hinge["series"][name])) == ("Samtale med P01", 2)


@pytest.mark.parametrize("name", ["plan", "ask"])
def test_what_is_decided_of_a_series_is_told_of_each_meeting(call, series, tmp_path, name):
    book, filled = tmp_path / f"{name}.xlsx", tmp_path / f"{name}-filled.xlsx"
    call(name, series, "-o", book, "--lang", "da")
    fill(book, filled, {"B2": "ja", "D2" if name == "plan" else "C2": "mødet 3. maj"})
    code, _, err = call("apply", series, filled, "-o", tmp_path / "new")
    assert (code, err) == (0, err)
    told = rows(tmp_path / "new" / "activities.csv")
    assert [(each["activity"], each["continues"], each["continues_evidence"]) for each in told] == [
        ("Board (2017-03-01)", "yes", "mødet 3. maj"),
        ("Board (2017-09-01)", "yes", "mødet 3. maj"),
    ]
    found = json.loads(call("answer", tmp_path / "new", "--format", "json")[1])
    assert (found["low"], found["high"]) == (1, 1)
    assert "at »Board« fortsætter" in " ".join(found["sentences"]["da"])
    again = call("apply", tmp_path / "new", filled, "-o", tmp_path / "again")
    assert again[0] == 0
    assert rows(tmp_path / "again" / "activities.csv") == told


@pytest.mark.parametrize(
    ("language", "told"),
    [("da", "Sekretariatet deltager ikke i noget i 2017"), ("en", "takes part in nothing in 2017")],
)
def test_plan_says_where_the_secretariat_is_missing(call, data, language, told):
    edges = [line for line in EDGES.splitlines(keepends=True) if ",S," not in line]
    (data / "edges.csv").write_text("".join(edges), encoding="utf-8")
    code, out, _ = call("plan", data, "--window", "2017", "--lang", language)
    assert (code, told in out, "all that can be kept is kept" in out) == (0, True, False)
    _, out, _ = call("plan", data, "--window", "2017", "--format", "json")
    found = json.loads(out)
    assert (found["secretariat_there"], found["none"]) == (False, found["present"])


def test_ask_json_has_the_keys_of_the_contract(call, data):
    code, out, _ = call("ask", data, "--window", "2017", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert {"window", "low", "high", "questions"} <= set(found)
    kinds = {each["kind"] for each in found["questions"]}
    assert {"continues", "led_by", "date", "left", "participants"} <= kinds
    for each in found["questions"]:
        assert set(each) == {"kind", "about", "text", "answers", "swing", "ask"}
        assert set(each["text"]) == {"da", "en"}
        assert all(set(answer) == {"answer", "low", "high"} for answer in each["answers"])
    swings = [each["swing"] for each in found["questions"] if each["swing"] is not None]
    assert swings == sorted(swings, reverse=True)


@pytest.mark.parametrize("form", ["table", "csv"])
@pytest.mark.parametrize("name", ["plan", "ask"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_words_and_tables_in_both_languages(call, data, name, form, language):
    code, out, _ = call(name, data, "--window", "2017", "--lang", language, "--format", form)
    assert code == 0
    assert "Gåtur" in out


def test_under_codes_no_name_leaves(call, data):
    for name in ("plan", "ask"):
        for form in ("table", "json", "csv"):
            _, out, _ = call(name, data, "--window", "2017", "--pseudonyms", "--format", form)
            assert not any(word in out for word in ("Gåtur", "Biblioteket", "Danseholdet"))


def headers(place):
    return [cell.value for cell in load_workbook(place).worksheets[0][1]][:4]


def test_what_a_meeting_decides_gives_the_next_figures(call, data, tmp_path):
    plan = tmp_path / "plan.xlsx"
    assert call("plan", data, "--window", "2017", "-o", plan, "--lang", "da")[0] == 0
    assert headers(plan) == ["aktivitet", "fortsætter", "overtages_af", "fortsætter_kilde"]
    call("plan", data, "--window", "2017", "-o", tmp_path / "english.xlsx", "--lang", "en")
    english = ["activity", "continues", "taken_over_by", "continues_evidence"]
    assert headers(tmp_path / "english.xlsx") == english
    decided = fill(
        plan,
        tmp_path / "decided.xlsx",
        {"B2": "ja", "C2": "Biblioteket", "D2": "mødet 27/11", "B3": "nej"},
    )
    before = contents(data)
    code, _, err = call("apply", data, decided, "-o", tmp_path / "new", "--lang", "en")
    assert (code, contents(data)) == (0, before)
    assert "Cells changed: 4" in err
    assert rows(tmp_path / "new" / "activities.csv") == [
        {
            "activity": "Gåtur", "continues": "yes",
            "continues_evidence": "mødet 27/11", "taken_over_by": "B",
        },
        {"activity": "Møde", "continues": "no", "continues_evidence": "", "taken_over_by": ""},
    ]  # fmt: skip
    assert (tmp_path / "new" / "layout.csv").read_bytes() == before["layout.csv"]
    assert rows(tmp_path / "new" / "edges.csv")[0]["note"] == "behold mig"
    _, out, _ = call("metrics", tmp_path / "new", "--window", "2017", "--format", "json")
    (window,) = json.loads(out)["windows"]
    assert window["scenarios"]["unaided"]["connectedness"] == 1 / 3
    assert window["scenarios"]["led_activities_end"]["connectedness"] == 1 / 3


def test_the_log_tells_every_changed_cell_and_who_said_so(call, data, tmp_path):
    decided = tmp_path / "decided.csv"
    decided.write_text(
        "activity,continues,continues_evidence\nGåtur,yes,the board\n", encoding="utf-8"
    )
    call("apply", data, decided, "-o", tmp_path / "new")
    log = rows(tmp_path / "new" / "apply-log.csv")
    assert {(row["file"], row["column"], row["before"], row["after"]) for row in log} == {
        ("activities.csv", "continues", "", "yes"),
        ("activities.csv", "continues_evidence", "", "the board"),
    }
    assert {(row["source"], row["source_row"], row["evidence"]) for row in log} == {
        ("decided.csv", "2", "the board")
    }


def test_rows_are_those_that_the_spreadsheet_shows(call, data, tmp_path):
    """A title above the header, and a blank row among the others."""
    nodes = "Alliancen,,,,,\n" + NODES.replace("B,Bib", ",,,,,\nB,Bib")
    (data / "nodes.csv").write_text(nodes, encoding="utf-8")
    answers = tmp_path / "answers.csv"
    answers.write_text("kind,about,answer\nleft,C,2016\n", encoding="utf-8")
    code, _, err = call("apply", data, answers, "-o", tmp_path / "new")
    assert code == 0, err
    (change,) = rows(tmp_path / "new" / "apply-log.csv")
    assert (change["file"], change["row"], change["after"]) == ("nodes.csv", "7", "2016")


def answered(call, data, tmp_path, answers: dict[tuple[str, str], str]) -> Path:
    """The workbook of questions with some answers, by kind and what they are about."""
    asked = tmp_path / "questions.xlsx"
    call("ask", data, "--window", "2017", "-o", asked, "--lang", "da")
    sheet = load_workbook(asked).worksheets[0]
    place = {
        (sheet.cell(row, 6).value, sheet.cell(row, 7).value): row
        for row in range(2, sheet.max_row + 1)
    }
    cells = {f"B{place[key]}": answer for key, answer in answers.items()}
    return fill(asked, tmp_path / "answered.xlsx", cells)


@pytest.mark.parametrize(
    ("about", "answer", "file", "expected"),
    [
        (("continues", "Møde"), "ja", "activities.csv", ("activity", "Møde", "continues", "yes")),
        (("led_by", "Møde"), "en partner", "activities.csv",
         ("activity", "Møde", "led_by", "partner")),
        (("date", "Fest"), "i perioden", "edges.csv", ("activity", "Fest", "start", "2017")),
        (("date", "Fest"), "2016-05", "edges.csv", ("activity", "Fest", "start", "2016-05")),
        (("left", "C"), "var medlem", "nodes.csv", ("id", "C", "left", "2017-12-31")),
        (("left", "C"), "2016", "nodes.csv", ("id", "C", "left", "2016")),
        (("participants", "Alene"), "Danseholdet; B", "edges.csv",
         ("activity", "Alene", "actor", "B")),
    ],
)  # fmt: skip
def test_each_kind_of_answer_goes_where_it_belongs(
    call, data, tmp_path, about, answer, file, expected
):
    filled = answered(call, data, tmp_path, {about: answer})
    code, _, err = call("apply", data, filled, "-o", tmp_path / "new")
    assert code == 0, err
    key, name, column, value = expected
    found = [row for row in rows(tmp_path / "new" / file) if row[key] == name]
    assert value in {row[column] for row in found}


@pytest.mark.parametrize(
    ("about", "answer"),
    [
        (("date", "Fest"), "ikke i perioden"),
        (("left", "C"), "var udtrådt"),
        (("continues", "Møde"), "ukendt"),
    ],
)
def test_an_answer_that_tells_nothing_new_changes_nothing(call, data, tmp_path, about, answer):
    filled = answered(call, data, tmp_path, {about: answer})
    assert call("apply", data, filled, "-o", tmp_path / "new")[0] == 0
    assert (tmp_path / "new" / "nodes.csv").read_text(encoding="utf-8") == NODES
    assert rows(tmp_path / "new" / "edges.csv") == rows(data / "edges.csv")
    assert rows(tmp_path / "new" / "apply-log.csv") == []


def test_two_names_of_one_actor_become_one(call, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "nodes.csv").write_text(
        "id,label,secretariat\nS,S,ja\nBiblioteket,,\nBiblioteeket,,\nA,,\n", encoding="utf-8"
    )
    (data / "edges.csv").write_text(
        "activity,actor,start\nm,S,2017\nm,A,2017\nm,Biblioteeket,2017\nn,Biblioteket,2017\n",
        encoding="utf-8",
    )
    asked = tmp_path / "q.xlsx"
    call("ask", data, "--window", "2017", "-o", asked)
    sheet = load_workbook(asked).worksheets[0]
    (row,) = (k for k in range(2, sheet.max_row + 1) if sheet.cell(k, 6).value == "same_actor")
    filled = fill(asked, tmp_path / "a.xlsx", {f"B{row}": "yes"})
    code, _, err = call("apply", data, filled, "-o", tmp_path / "new")
    assert code == 0, err
    assert len(rows(tmp_path / "new" / "nodes.csv")) == 3
    assert len({row["actor"] for row in rows(tmp_path / "new" / "edges.csv")}) == 3


def test_the_same_file_twice_changes_nothing(call, data, tmp_path):
    filled = answered(
        call, data, tmp_path,
        {("continues", "Møde"): "ja", ("date", "Fest"): "i perioden", ("left", "C"): "2016",
         ("participants", "Alene"): "B"},
    )  # fmt: skip
    assert call("apply", data, filled, "-o", tmp_path / "one")[0] == 0
    code, _, err = call("apply", tmp_path / "one", filled, "-o", tmp_path / "two", "--lang", "en")
    assert code == 0, err
    assert "Cells changed: 0" in err
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


DECISIONS = "activity,continues,taken_over_by\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (DECISIONS + "Gåtur,perhaps,\n", "perhaps"),
        (DECISIONS + "Gåtur,yes,Nobody\n", "Nobody"),
        (DECISIONS + "No such,yes,\n", "No such"),
        (DECISIONS + "Gåtur,yes,\nGåtur,no,\n", "row 2"),
        (DECISIONS + "Gåtur,,B\n", "taken_over_by"),
        ("activity,led_by\nGåtur,partner\n", "row 5 of edges.csv"),
        ("kind,about,answer\ndate,Fest,next week\n", "next week"),
        ("kind,about,answer\ndate,Gåtur,2016\n", "2017"),
        ("kind,about,answer\nleft,Q,2016\n", "Q"),
        ("kind,about,answer\nwhy,Q,2016\n", "why"),
        ("kind,about,answer\nparticipants,Alene,Nobody\n", "Nobody"),
        ("a,b\n1,2\n", "answers.csv"),
    ],
)
def test_what_cannot_be_is_a_problem_and_nothing_is_written(call, data, tmp_path, text, code):
    answers = tmp_path / "answers.csv"
    answers.write_text(text, encoding="utf-8")
    ended, _, err = call("apply", data, answers, "-o", tmp_path / "new", "--lang", "en")
    assert ended == 1
    assert code in err
    assert not (tmp_path / "new").exists()


def test_a_decision_against_a_decision_of_the_record_is_a_problem(call, data, tmp_path):
    (data / "activities.csv").write_text("activity,continues\nGåtur,no\n", encoding="utf-8")
    answers = tmp_path / "answers.csv"
    answers.write_text(DECISIONS + "Gåtur,yes,\n", encoding="utf-8")
    code, _, err = call("apply", data, answers, "-o", tmp_path / "new", "--lang", "en")
    assert code == 1
    assert "activities.csv, row 2" in err


@pytest.mark.parametrize("where", ["activities.csv", "edges.csv"])
@pytest.mark.parametrize(
    "text",
    ["kind,about,answer,evidence\ncontinues,Møde,ja,mødet 14/3\n",
     "activity,continues,continues_evidence\nMøde,yes,mødet 14/3\n"],
)  # fmt: skip
def test_why_it_was_not_known_gives_way_to_who_says_so(call, data, tmp_path, where, text):
    """Beside a decision of the record its evidence stays, and another one is a problem."""
    told = "unknown,de er uenige"
    if where == "activities.csv":
        (data / where).write_text(
            f"activity,continues,continues_evidence\nMøde,{told}\n", encoding="utf-8"
        )
    else:
        lines = EDGES.splitlines()
        header = f"{lines[0]},continues,continues_evidence"
        rest = [f"{line},{told if line.startswith('Møde') else ','}" for line in lines[1:]]
        (data / where).write_text("\n".join([header, *rest, ""]), encoding="utf-8")
    (tmp_path / "told.csv").write_text(text, encoding="utf-8")
    code, _, err = call("apply", data, tmp_path / "told.csv", "-o", tmp_path / "new")
    assert code == 0, err
    decided = read(tmp_path / "new").alliance.activities
    at = decided.name.index("Møde")
    assert CONTINUES[decided.continues[at]] == "yes"
    assert decided.continues_evidence[at] == "mødet 14/3"
    (tmp_path / "other.csv").write_text(text.replace("14/3", "15/3"), encoding="utf-8")
    code, _, err = call("apply", tmp_path / "new", tmp_path / "other.csv", "-o", tmp_path / "no")
    assert code == 1
    assert "14/3" in err


def test_two_files_that_contradict_each_other_name_both(call, data, tmp_path):
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / "a.csv").write_text(DECISIONS + "Gåtur,yes,\n", encoding="utf-8")
    (folder / "b.csv").write_text(DECISIONS + "Gåtur,no,\n", encoding="utf-8")
    code, _, err = call("apply", data, folder, "-o", tmp_path / "new", "--lang", "en")
    assert code == 1
    assert "a.csv" in err
    assert "b.csv" in err


@pytest.mark.parametrize("target", ["data", "data/new/../", "."])
def test_the_record_itself_is_never_written_to(call, data, tmp_path, target):
    answers = tmp_path / "answers.csv"
    answers.write_text(DECISIONS + "Gåtur,yes,\n", encoding="utf-8")
    before = contents(data)
    code, _, _ = call("apply", data, answers, "-o", tmp_path / target, "--force")
    assert code == 2
    assert contents(data) == before


WRITTEN = (
    "", "yes", "no", "ja", "nej", "unknown", "ved ikke", "maybe", "A", "B", "S", "X", "Biblioteket",
    "A; B", "A;A", "Æbleforeningen", "2017", "2017-13", "2031", "14-03-2018", "partner", "led",
    "secretariat", "sekretariatet", "shared", "=1+1", "#REF!", "  yes ", "ø" * 200, 1,
    0.5, True, dt.date(2017, 3, 1),
)  # fmt: skip
"""What somebody may write into a cell."""


def scribbled(source: Path, target: Path, chance: random.Random) -> Path:
    """A workbook with some cells written over, rows twice or gone, and columns exchanged."""
    book = load_workbook(source)
    sheet = book.worksheets[0]
    for _ in range(chance.randrange(1, 8)):
        cell = sheet.cell(chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_column))
        if not isinstance(cell, MergedCell):
            cell.value = chance.choice(WRITTEN)
    if chance.random() < 0.2:
        sheet.delete_rows(chance.randint(1, sheet.max_row))
    if chance.random() < 0.2:
        sheet.insert_rows(chance.randint(1, sheet.max_row))
    if chance.random() < 0.2:
        sheet.append([chance.choice(WRITTEN[:20]) for _ in range(sheet.max_column)])
    book.save(target)
    return target


def scribbled_over(call, data, tmp_path, seeds) -> int:
    books = [tmp_path / "plan.xlsx", tmp_path / "questions.xlsx"]
    assert call("plan", data, "-o", books[0])[0] == 0
    assert call("ask", data, "-o", books[1])[0] == 0
    before, applied = contents(data), 0
    for seed in seeds:
        chance = random.Random(seed)
        said = scribbled(chance.choice(books), tmp_path / f"said-{seed}.xlsx", chance)
        new, again = tmp_path / f"new-{seed}", tmp_path / f"again-{seed}"
        code, _, err = call("apply", data, said, "-o", new)
        assert code in (0, 1, 2)
        assert "Traceback" not in err
        assert contents(data) == before
        assert new.exists() == (code == 0)
        if code == 0:
            applied += 1
            assert [p for p in read(new).problems if p.severity == "error"] == []
            assert call("apply", new, said, "-o", again)[0] == 0, seed
            assert contents(again) == contents(new), seed
    return applied


def test_whatever_is_written_into_the_workbooks_is_merged_or_told(call, data, tmp_path):
    assert scribbled_over(call, data, tmp_path, range(40)) > 10


@pytest.mark.slow
def test_whatever_is_written_is_merged_or_told_five_hundred_times(call, data, tmp_path):
    assert scribbled_over(call, data, tmp_path, range(1_000, 1_500)) > 100


def test_a_record_in_place_of_its_decisions_is_told_in_one_sentence(data, call, tmp_path):
    # All its files but one hold no answers; which one it is, the sentence says.
    code, _, err = call("apply", data, data, "-o", tmp_path / "new", "--lang", "en")
    assert code == 1
    assert "data is a record itself, with edges.csv in it." in err
    assert "activities.csv" in err
    assert err.count("Error:") == 1
    assert not (tmp_path / "new").exists()
