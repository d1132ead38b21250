"""A survey: forms out, answers in, and what apply makes of them."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import random
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from ci_network.commands.run import run
from ci_network.errors import DataError
from ci_network.reading import read
from ci_network.reading.merging import apply
from ci_network.views.exports import export

NODES = """\
id,label,sector,secretariat
S,Sekretariatet,Kommune,ja
A,Æbleforeningen,Forening,nej
B,Biblioteket,Kommune,nej
007,Cykelklubben,Forening,nej
D,Danseholdet,Forening,nej
"""
EDGES = """\
activity,actor,role,start,end
Møde,S,,2018,
Møde,A,,2018,
Møde,B,,2018,
Møde,007,,2018,
Fest,D,,2018,
"""
LABEL = {"A": "Æbleforeningen", "B": "Biblioteket", "007": "Cykelklubben", "D": "Danseholdet"}
COLUMNS = (
    "form", "survey", "period", "respondent", "respondent_name", "answered", "state", "about",
    "about_name", "worked_together", "on_what", "since", "continues",
)  # fmt: skip


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "nodes.csv").write_text(NODES, encoding="utf-8")
    (folder / "edges.csv").write_text(EDGES, encoding="utf-8")
    return folder


@pytest.fixture
def call(capfd):
    def run_it(*words):
        code = run([str(word) for word in words])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return run_it


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def answer(respondent, about="", worked="", state="", **more):
    """A row as a form saves it."""
    return {
        "form": "ci-network-survey/1", "survey": "survey-2018-abc", "answered": "2019-01-15",
        "period": "2018-01-01/2018-12-31", "respondent": f"id:{respondent}",
        "respondent_name": LABEL.get(respondent, ""), "state": state,
        "about": f"id:{about}" if about else "", "about_name": LABEL.get(about, ""),
        "worked_together": worked,
    } | more  # fmt: skip


REPLY = [
    answer("A", state="complete"),
    answer("A", "B", "yes", on_what='en tur; "sø", blåbær', since="2016", continues="yes"),
    answer("A", "007", "no"),
    answer("A", "D", "unknown"),
]


def text(answers, separator=";", columns=COLUMNS):
    out = io.StringIO()
    table = csv.DictWriter(out, columns, delimiter=separator, lineterminator="\r\n", restval="")
    table.writeheader()
    table.writerows(answers)
    return out.getvalue()


def as_saved(answers=REPLY):
    return text(answers).encode("utf-8-sig")


def applied(data, tmp_path, *contents, names=None):
    """The tables that answers give, each content a file of its own."""
    folder = tmp_path / "answers"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for number, content in enumerate(contents):
        name = names[number] if names else f"svar-{number}.csv"
        (folder / name).write_bytes(content)
    return apply(data, [folder]).tables


def problems(data, tmp_path, *contents):
    with pytest.raises(DataError) as raised:
        applied(data, tmp_path, *contents)
    return [(each.code, each.row) for each in raised.value.errors]


def cells(tables, name, *columns):
    table = tables[name]
    return list(zip(*(table[column] for column in columns), strict=True))


def test_answers_become_pairs_and_replies(data, tmp_path):
    tables = applied(data, tmp_path, as_saved())
    assert cells(tables, "partnerships.csv", "source", "target", "start", "end", "secretariat") == [
        ("A", "B", "2016", "2018-12-31", "none")
    ]
    assert tables["partnerships.csv"]["recorded_by"] == ["A"]
    assert tables["partnerships.csv"]["continues"] == ["yes"]
    assert tables["partnerships.csv"]["evidence"] == [
        'survey-2018-abc, 2019-01-15: en tur; "sø", blåbær'
    ]
    assert cells(tables, "survey.csv", "respondent", "about", "answer") == [
        ("A", "007", "no"), ("A", "D", "unknown"), ("A", "", "complete"),
    ]  # fmt: skip
    told = [name for name, table in tables.items() for c in table.values() if "blåbær" in str(c)]
    assert set(told) == {"partnerships.csv", "apply-log.csv"}, "free text is evidence and no more"


def excel(content: bytes) -> bytes:
    """What Danish Excel makes of it: dates turned, numbers without zeros, its own encoding."""
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    turned = [
        ["15-01-2019" if cell == "2019-01-15" else cell for cell in row] + ["", ""] for row in table
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n").writerows(
        turned
    )
    return out.getvalue().encode("cp1252")


def workbook(content: bytes) -> bytes:
    """As Excel keeps it: years are numbers, days are dates."""
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    book = Workbook()
    for row in table:
        book.active.append(
            [
                dt.date(2019, 1, 15)
                if cell == "2019-01-15"
                else int(cell)
                if cell.isdigit() and len(cell) == 4
                else cell
                for cell in row
            ]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def one_column(content: bytes) -> bytes:
    """Opened where the separator is another one, each line is one cell."""
    lines = content.decode("utf-8-sig").splitlines()
    out = io.StringIO()
    csv.writer(out, delimiter=",", lineterminator="\r\n").writerows([line] for line in lines)
    return out.getvalue().encode()


MANGLED = {
    "as the form saved it": lambda content: content,
    "with commas": lambda content: text(REPLY, ",").encode(),
    "with tabs": lambda content: text(REPLY, "\t").encode("utf-16"),
    "without a mark, LF": lambda content: content[3:].replace(b"\r\n", b"\n"),
    "by Danish Excel": excel,
    "as a workbook": workbook,
    "in one column": one_column,
    "everything quoted": lambda content: "\r\n".join(
        ";".join('"' + cell.replace('"', '""') + '"' for cell in row)
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    ).encode(),
    "sorted and with blank rows": lambda content: text(
        [{}, *sorted(REPLY, key=lambda row: row["about"], reverse=True), {}]
    ).encode("cp1252"),
    "columns turned round": lambda content: text(REPLY, ";", COLUMNS[::-1]).encode(),
    "in Danish": lambda content: (
        content.decode("utf-8-sig")
        .replace("worked_together", "arbejdet_sammen")
        .replace(";yes;", ";Ja;")
        .replace(";no;", ";NEJ;")
        .replace(";unknown;", ";Ved ikke;")
        .replace("complete", "færdig")
        .encode()
    ),
}


@pytest.mark.parametrize("name", ["svar.csv", "svar (1).csv.txt", "ATT00001", "SVAR.CSV"])
@pytest.mark.parametrize("how", MANGLED)
def test_a_file_says_the_same_whatever_happened_to_it(data, tmp_path, how, name):
    whole = applied(data, tmp_path, as_saved())
    again = applied(data, tmp_path, MANGLED[how](as_saved()), names=[name])
    for table in ("partnerships.csv", "survey.csv"):
        columns = tuple(whole[table])
        assert sorted(cells(again, table, *columns)) == sorted(cells(whole, table, *columns))


def test_letters_that_danish_excel_does_not_know_are_no_other_name(data, tmp_path):
    nodes = NODES.replace("Biblioteket", "Łódź Klub 😀")
    (data / "nodes.csv").write_text(nodes, encoding="utf-8")
    said = [answer("A", "B", "yes") | {"about_name": "?ódz Klub ??"}]
    tables = applied(data, tmp_path, text(said).encode("cp1252"))
    assert tables["partnerships.csv"]["target"] == ["B"]


def test_the_same_answers_twice_change_nothing(call, data, tmp_path):
    answers = tmp_path / "svar.csv"
    answers.write_bytes(as_saved())
    assert call("apply", data, answers, "-o", tmp_path / "one")[0] == 0
    code, _, err = call("apply", tmp_path / "one", answers, "-o", tmp_path / "two", "--lang", "en")
    assert code == 0
    assert "Cells changed: 0" in err
    for name in ("partnerships.csv", "survey.csv", "nodes.csv", "edges.csv", "apply-log.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    answers.write_bytes(excel(as_saved()))
    err = call("apply", tmp_path / "one", answers, "-o", tmp_path / "three", "--lang", "en")[2]
    assert "Cells changed: 0" in err


def test_a_form_that_was_half_filled_is_completed_later(data, tmp_path, call):
    half = [answer("A", state="partial"), answer("A", "B", "yes"), answer("A", "007")]
    whole = [
        answer("A", state="complete", answered="2019-02-01"),
        answer("A", "B", "yes", since="2016", on_what="løb"), answer("A", "007", "no"),
    ]  # fmt: skip
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    first.write_bytes(as_saved(half))
    second.write_bytes(as_saved(whole))
    assert call("apply", data, first, "-o", tmp_path / "one")[0] == 0
    assert rows(tmp_path / "one" / "survey.csv")[0]["answer"] == "partial"
    assert call("apply", tmp_path / "one", second, "-o", tmp_path / "two")[0] == 0
    assert call("apply", data, first, second, "-o", tmp_path / "both")[0] == 0
    for folder in ("two", "both"):
        (pair,) = rows(tmp_path / folder / "partnerships.csv")
        assert (pair["start"], pair["evidence"][-3:]) == ("2016", "løb")
        found = {row["about"]: row["answer"] for row in rows(tmp_path / folder / "survey.csv")}
        assert found == {"": "complete", "007": "no"}


def test_an_empty_form_is_no_reply(data, tmp_path):
    tables = applied(data, tmp_path, as_saved([answer("A", state="partial"), answer("A", "B")]))
    assert "survey.csv" not in tables
    assert "partnerships.csv" not in tables


def test_one_that_works_with_nobody_has_answered(data, tmp_path):
    tables = applied(data, tmp_path, as_saved([answer("D", state="complete")]))
    assert cells(tables, "survey.csv", "respondent", "about", "answer") == [("D", "", "complete")]


WRONG = {
    "unknown id": ([answer("X", "B", "yes")], ("answer-about-nothing", 2)),
    "unknown other": ([answer("A", "X", "yes")], ("answer-about-nothing", 2)),
    "another alliance": (
        [answer("A", "B", "yes") | {"about_name": "Lejre Bibliotek"}], ("answer-of-another", 2),
    ),
    "itself": ([answer("A", "A", "yes")], ("answer-about-oneself", 2)),
    "the secretariat": ([answer("S", "B", "yes")], ("answer-of-secretariat", 2)),
    "about the secretariat": ([answer("A", "S", "yes")], ("answer-of-secretariat", 2)),
    "another form": (
        [answer("A", "B", "yes") | {"form": "ci-network-survey/9"}], ("answer-of-other-form", 2),
    ),
    "no word": ([answer("A", "B", "perhaps")], ("bad-answer", 2)),
    "told without yes": ([answer("A", "B", "", since="2017")], ("told-without-yes", 2)),
    "no, and on what": ([answer("A", "B", "no", on_what="løb")], ("told-without-yes", 2)),
    "no date": ([answer("A", "B", "yes", since="længe")], ("bad-date", 2)),
    "later than asked": ([answer("A", "B", "yes", since="2031")], ("since-after-period", 2)),
    "two things at once": (
        [answer("A", "B", "yes"), answer("A", "B", "no")], ("answers-disagree", 3),
    ),
    "since two years": (
        [answer("A", "B", "yes", since="2016"), answer("A", "B", "yes", since="2017")],
        ("answers-disagree", 3),
    ),
    "nobody": ([answer("", "B", "yes")], ("blank-cell", 2)),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_told_with_its_row_and_nothing_is_written(call, data, tmp_path, what):
    given, expected = WRONG[what]
    assert expected in problems(data, tmp_path, as_saved(given))
    code, _, err = call("apply", data, tmp_path / "answers", "-o", tmp_path / "new")
    assert code == 1
    assert f"{expected[1]}" in err
    assert not (tmp_path / "new").exists()


def test_trust_is_from_1_to_4(data, tmp_path):
    columns = (*COLUMNS, "trust_1", "value_3")
    good = [answer("A", "B", "yes", trust_1="4,0", value_3="1")]
    tables = applied(data, tmp_path, text(good, ";", columns).encode())
    assert cells(tables, "partnerships.csv", "trust_1", "value_3") == [("4", "1")]
    bad = [answer("A", "B", "yes", trust_1="5")]
    assert problems(data, tmp_path, text(bad, ";", columns).encode()) == [("bad-score", 2)]


def test_two_files_that_disagree_name_each_other(call, data, tmp_path):
    one, other = as_saved([answer("A", "B", "yes")]), as_saved([answer("A", "B", "no")])
    assert ("answers-disagree", 2) in problems(data, tmp_path, one, other)
    _, _, err = call("apply", data, tmp_path / "answers", "-o", tmp_path / "new")
    assert "svar-0.csv" in err
    assert "svar-1.csv" in err


def test_an_answer_against_the_record_is_told(data, tmp_path, call):
    answers = tmp_path / "svar.csv"
    answers.write_bytes(as_saved([answer("A", "B", "yes"), answer("A", "D", "no")]))
    assert call("apply", data, answers, "-o", tmp_path / "one")[0] == 0
    turned = as_saved([answer("A", "B", "no"), answer("A", "D", "yes")])
    assert problems(tmp_path / "one", tmp_path, turned) == [
        ("answer-against-record", 2), ("answer-against-record", 3),
    ]  # fmt: skip


def test_one_may_come_to_know_what_it_did_not(data, tmp_path, call):
    answers = tmp_path / "svar.csv"
    answers.write_bytes(as_saved([answer("A", "B", "unknown")]))
    assert call("apply", data, answers, "-o", tmp_path / "one")[0] == 0
    tables = applied(tmp_path / "one", tmp_path, as_saved([answer("A", "B", "no")]))
    assert ("A", "B", "no") in cells(tables, "survey.csv", "respondent", "about", "answer")


def test_months_as_a_spreadsheet_shows_them(data, tmp_path):
    for cell, start in (
        ("mar-18", "2018-03"),
        ("okt 2017", "2017-10"),
        ("01-03-2018", "2018-03-01"),
    ):
        tables = applied(data, tmp_path, as_saved([answer("A", "B", "yes", since=cell)]))
        assert tables["partnerships.csv"]["start"] == [start]


# ------------------------------------------------------------------------------ the forms


def test_the_workbook_is_filled_in_and_read_back(call, data, tmp_path):
    out = tmp_path / "survey"
    assert call("survey", data, "-o", out, "--window", "2018", "--lang", "da")[0] == 0
    book = load_workbook(out / "answers.xlsx")
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    assert header[:4] == ["svarer_navn", "om_navn", "arbejdet_sammen", "om_hvad"]
    assert sheet.max_row == 7, "three that met, from the side of each"
    place = {(sheet.cell(n, 1).value, sheet.cell(n, 2).value): n for n in range(2, 8)}
    row = place["Æbleforeningen", "Biblioteket"]
    sheet[f"C{row}"], sheet[f"D{row}"], sheet[f"E{row}"] = "ja", "løb", 2017
    sheet[f"C{place['Æbleforeningen', 'Cykelklubben']}"] = "ved ikke"
    sheet["A8"], sheet["B8"], sheet["C8"] = "Danseholdet", "Æbleforeningen", "ja"
    for place in ("survey", "period", "form"):
        names = {"survey": "spørgeskema", "period": "periode", "form": "skema"}
        column = header.index(names[place]) + 1
        sheet.cell(8, column).value = sheet.cell(7, column).value
    filled = tmp_path / "udfyldt.xlsx"
    book.save(filled)
    code, _, err = call("apply", data, filled, "-o", tmp_path / "new")
    assert code == 0, err
    pairs = rows(tmp_path / "new" / "partnerships.csv")
    assert [(row["source"], row["target"], row["start"]) for row in pairs] == [
        ("A", "B", "2017"), ("D", "A", "2018-01-01"),
    ]  # fmt: skip
    replies = rows(tmp_path / "new" / "survey.csv")
    assert [(row["respondent"], row["about"], row["answer"]) for row in replies] == [
        ("A", "007", "unknown"), ("A", "", "complete"), ("D", "", "complete"),
    ]  # fmt: skip


def test_under_codes_no_name_leaves_and_the_key_brings_the_answers_home(call, data, tmp_path):
    out, key = tmp_path / "survey", tmp_path / "key.csv"
    words = ("--window", "2018", "--pseudonyms", "--key", key, "--lang", "da")
    assert call("survey", data, "-o", out, *words)[0] == 0
    for path in out.rglob("*"):
        if path.is_file() and path.suffix == ".html":
            assert not any(name in path.read_text(encoding="utf-8") for name in LABEL.values())
            assert not any(name[:5].lower() in path.name for name in LABEL.values())
    code = {row["name"]: row["code"] for row in rows(key)}
    coded = [
        answer("A", "B", "yes") | {
            "respondent": f"id:{code['A']}", "respondent_name": code["A"],
            "about": f"id:{code['B']}", "about_name": code["B"],
        }
    ]  # fmt: skip
    (tmp_path / "svar.csv").write_bytes(as_saved(coded))
    code_, _, err = call("apply", data, tmp_path / "svar.csv", "-o", tmp_path / "no")
    assert code_ == 1, err
    done = call("apply", data, tmp_path / "svar.csv", "--key", key, "-o", tmp_path / "new")
    assert done[0] == 0, done[2]
    (pair,) = rows(tmp_path / "new" / "partnerships.csv")
    assert (pair["source"], pair["target"]) == ("A", "B")


def test_persons_are_under_codes_in_the_forms(call, data, tmp_path):
    nodes = (
        "id,label,type,secretariat\nS,Sekretariatet,,ja\nA,Anna Åkjær,person,\nB,Biblioteket,,\n"
    )
    (data / "nodes.csv").write_text(nodes, encoding="utf-8")
    (data / "edges.csv").write_text(
        "activity,actor,start\nm,S,2018\nm,A,2018\nm,B,2018\n", encoding="utf-8"
    )
    call("survey", data, "-o", tmp_path / "out", "--window", "2018")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert not any("Anna" in path.read_text(encoding="utf-8", errors="ignore") for path in files)
    assert {path.stem for path in files} == {"p01", "biblioteket", "to-print", "answers"}


def test_a_workbook_as_data_takes_answers_too(call, data, tmp_path):
    book = tmp_path / "alliance.xlsx"
    book.write_bytes(export(read(data).alliance, "xlsx", "x.xlsx"))
    (tmp_path / "svar.csv").write_bytes(as_saved())
    code, _, err = call("apply", book, tmp_path / "svar.csv", "-o", tmp_path / "new")
    assert code == 0, err
    assert len(rows(tmp_path / "new" / "partnerships.csv")) == 1


def test_a_survey_needs_two_partners_and_a_folder(call, data, tmp_path):
    assert call("survey", data, "-o", "-")[0] == 2
    (data / "edges.csv").write_text("activity,actor,start\nm,S,2018\nm,A,2018\n", encoding="utf-8")
    assert call("survey", data, "-o", tmp_path / "out", "--window", "2018")[0] == 2
    assert not (tmp_path / "out").exists()


def test_answers_are_never_replaced_by_a_new_survey(call, data, tmp_path):
    out = tmp_path / "survey"
    assert call("survey", data, "-o", out, "--window", "2018")[0] == 0
    (out / "svar.csv").write_bytes(as_saved())
    assert call("survey", data, "-o", out, "--window", "2018")[0] == 2
    assert (out / "svar.csv").read_bytes() == as_saved()


# ------------------------------------------------------------------- whatever somebody sends


def damaged(chance: random.Random) -> bytes:
    """An answer with some of its bytes, cells, rows or the whole of it turned to something else."""
    content = bytearray(MANGLED[chance.choice(list(MANGLED))](as_saved()))
    kind = chance.randrange(6)
    if kind == 0:
        return bytes(chance.randrange(256) for _ in range(chance.randrange(400)))
    if kind == 1:
        del content[chance.randrange(len(content)) :]
    elif kind == 2:
        for _ in range(chance.randrange(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
    elif kind == 3:
        begin = chance.randrange(len(content))
        del content[begin : begin + chance.randrange(1, 60)]
    elif kind == 4:
        at = chance.randrange(len(content))
        content[at:at] = chance.choice(
            [b'"', b";" * 9, b"\n\n", b"\0", b"\xff", "ø".encode(), b"=1+1", b"#N/A", b"\r"]
        )
    else:
        content += content[len(content) // 2 :]
    return bytes(content)


def fuzzed(data, tmp_path, seeds):
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    sound = 0
    for seed in seeds:
        chance = random.Random(seed)
        name = chance.choice(["a.csv", "a", "a.xlsx", "a.txt", "a.ods"])
        with contextlib.suppress(DataError):
            tables = applied(data, tmp_path, damaged(chance), names=[name])
            sound += 1
            if "partnerships.csv" in tables:
                for pair in cells(tables, "partnerships.csv", "source", "target"):
                    assert set(pair) <= LABEL.keys()
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before
    return sound


def test_whatever_is_sent_is_read_or_told(data, tmp_path):
    assert fuzzed(data, tmp_path, range(100))


@pytest.mark.slow
def test_whatever_is_sent_is_read_or_told_a_thousand_times(data, tmp_path):
    assert fuzzed(data, tmp_path, range(1_000, 2_000))
