"""Attendance lists as they are: what is read, what is asked, what is noted."""

from __future__ import annotations

import csv
import datetime as dt
import re

import pytest
from openpyxl import Workbook

from ci_network.commands.run import run
from ci_network.errors import UsageError
from ci_network.reading import examine
from ci_network.reading.lists import Choices, import_file
from ci_network.workbooks import apart


@pytest.fixture
def bring(tmp_path, capsys):
    """Write a list, import it, and give the edges, the exit code and the words."""

    def call(text, *options, name="list.csv", encoding="utf-8"):
        path = tmp_path / name
        if isinstance(text, str):
            path.write_text(text, encoding=encoding)
        elif text is not None:
            text.save(path)
        out = tmp_path / "out"
        code = run(["import", str(path), "-o", str(out), "--force", *options])
        told = capsys.readouterr().err
        if code:
            return [], code, told
        assert not [p for p in examine(out).problems if p.severity == "error"]
        with (out / "edges.csv").open(encoding="utf-8") as file:
            rows = [tuple(row.values())[:5] for row in csv.DictReader(file)]
        return sorted(rows), code, told

    return call


def log_of(tmp_path):
    with (tmp_path / "out" / "import-log.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("encoding", "text", "garbled"),
    [
        ("mac_roman", "Dato;Aktivitet;Deltagere\n14-02-2020;Tur;Sømandshjem, FDF\n", "S¿mand"),
        ("cp850", "Dato;Aktivitet;Deltagere\n14-02-2020;Tur;Påskekoret, Kirken\n", "P†ske"),
        ("cp1250", "Date;Event;Participants\n14.02.2020;Tour;Szkoła, Gmina\n", "Szko³a"),
        ("utf-8", "Dato;Aktivitet;Deltagere\n14-02-2020;Tur;BlÃ¥ Kors, Kirken\n", "BlÃ¥"),
    ],
)
def test_letters_of_another_encoding_stop_the_import(bring, encoding, text, garbled):
    _, code, told = bring(text, encoding=encoding)
    assert code == 1
    assert garbled in told
    assert "UTF-8" in told


def test_a_row_for_each_participant_below_a_title(bring):
    rows, code, told = bring(
        "Fremmøde 2018;;;\n\nDato;Møde;Organisation;Rolle\n"
        "14-03-2018;Kickoff;Kommunen;tovholder\n14-03-2018;Kickoff;Klubben;\n"
    )
    assert code == 0
    assert rows == [
        ("Kickoff", "Klubben", "", "2018-03-14", ""),
        ("Kickoff", "Kommunen", "tovholder", "2018-03-14", ""),
    ]
    assert re.search(r"Møde +→  activity +Kickoff", told)
    assert re.search(r"Organisation +→  participants +Kommunen \| Klubben", told)


def test_several_names_in_a_cell_by_comma_or_semicolon_and_line(bring, tmp_path):
    rows, _, _ = bring('Møde,Deltagere,Dato\nA,"X, Y\nÆ",2018\n')
    assert [row[1] for row in rows] == ["X", "Y", "Æ"]
    rows, _, told = bring('Møde,Deltagere,Dato\nA,"X, Y; Z\nÆ",2018\n')
    assert [row[1] for row in rows] == ["X, Y", "Z", "Æ"]
    assert "several names" in told
    assert log_of(tmp_path)[2]["row"] == "2"


def test_a_name_with_a_comma_stays_whole_when_nothing_divides_or_it_is_an_alias(bring, tmp_path):
    text = 'Møde,Deltagere\nA,"Røde Kors, Helsingør"\nA,B\n'
    rows, _, _ = bring(text, "--separators", "")
    assert [row[1] for row in rows] == ["B", "Røde Kors, Helsingør"]
    (tmp_path / "aliases.csv").write_text('alias,id\n"Røde Kors, Helsingør",RK\n')
    rows, _, _ = bring(text, "--aliases", str(tmp_path / "aliases.csv"))
    assert [row[1] for row in rows] == ["B", "RK"]


def test_a_cross_table_of_activities(bring):
    rows, _, told = bring(
        "Aktivitet,Dato,Kommunen,Klubben,Antal\nKickoff,14-03-2018,tovholder,x,30\nGåtur,2018-04,afbud,X,4\n"
    )
    assert rows == [
        ("Gåtur", "Klubben", "", "2018-04", ""),
        ("Kickoff", "Klubben", "", "2018-03-14", ""),
        ("Kickoff", "Kommunen", "tovholder", "2018-03-14", ""),
    ]
    assert "column left out" in told
    assert "Antal" in told


def test_a_cross_table_of_actors_with_dates_in_the_header_or_below(bring):
    expected = [
        ("Møde 2018-03-14", "A", "", "2018-03-14", ""),
        ("Møde 2018-05-01", "B", "", "2018-05-01", ""),
    ]
    rows, _, _ = bring("Organisation,Møde 2018-03-14,Møde 2018-05-01\nA,x,\nB,,x\n")
    assert rows == expected
    rows, _, _ = bring("Organisation,Kickoff,Gåtur\nDato,14-03-2018,01-05-2018\nA,x,\nB,,x\n")
    assert [row[3] for row in rows] == ["2018-05-01", "2018-03-14"]


def test_a_cross_table_of_unknown_direction_is_asked_about(bring):
    text = "Hvad,Kommunen,Klubben\nKickoff,x,x\nGåtur,,x\n".replace("Hvad", "Ting")
    _, code, told = bring(text)
    assert code == 2
    assert "--shape" in told
    rows, code, _ = bring(text, "--shape", "activities")
    assert code == 0
    assert len(rows) == 3


def test_words_that_are_no_marks_are_asked_about(bring):
    text = "Aktivitet,A,B,C,D,E,F\nx1,x,x,x,x,x,x\nx2,x,x,x,x,x,Anne\n"
    _, code, told = bring(text)
    assert code == 2
    assert "“Anne” (columns F)" in told
    rows, code, _ = bring(text, "--mark", "Anne")
    assert code == 0
    assert len(rows) == 12


def test_a_sheet_for_each_year(bring):
    book = Workbook()
    book.active.title = "Møder 2017"
    second = book.create_sheet("2018")
    for sheet, who in ((book.active, "A"), (second, "B")):
        for row in (
            ["Møde", "Organisation", "Dato"],
            ["Kickoff", who, "14/3"],
            ["Gåtur", who, None],
        ):
            sheet.append(row)
    book.create_sheet("Telefonliste").append(["Navn", "Nummer"])
    book.create_sheet("Skjult").append(["Møde", "Organisation"])
    book["Skjult"].sheet_state = "hidden"
    rows, code, told = bring(book, name="lists.xlsx")
    assert code == 0
    assert ("Kickoff (2017-03-14)", "A", "", "2017-03-14", "") in rows
    assert ("Gåtur (2018)", "B", "", "2018", "") in rows
    assert "sheet left out: lists.xlsx [Telefonliste]" in told
    assert "sheet left out: lists.xlsx [Skjult]" in told


def test_one_name_on_several_dates_is_several_activities_unless_it_is_said_not(bring):
    text = "Møde,Organisation,Dato\nStyregruppe,A,2018-01\nStyregruppe,B,2018-02\n"
    assert {row[0] for row in bring(text)[0]} == {"Styregruppe (2018-01)", "Styregruppe (2018-02)"}
    assert {row[0] for row in bring(text, "--by-name")[0]} == {"Styregruppe"}


def test_two_spellings_of_a_day_are_one_day(bring):
    rows, _, _ = bring("Møde,Organisation,Dato\nM,A,14-03-2018\nM,B,14/3 2018\n")
    assert {row[0] for row in rows} == {"M"}


def test_spellings_that_differ_by_case_and_spaces_are_one_and_noted(bring, tmp_path):
    rows, _, _ = bring("Møde,Organisation\nM,Klubben\nM2,klubben\nM2,Klubben \nM,B\nM2,B\n")
    assert {row[1] for row in rows} == {"Klubben", "B"}
    assert any(
        row["decision"] == "spelling" and row["value"] == "klubben" for row in log_of(tmp_path)
    )


def test_units_that_merge_have_aliases_for_a_time(bring, tmp_path):
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("alias;id;from;until\nCenter X;Center A;;2017\nCenter X;Center B;2018;\n")
    rows, _, _ = bring(
        "Møde,Organisation,Dato\nM,Center X,2017-05\nN,center x,2018-05\nN,C,2018-05\n",
        "--aliases", str(aliases),
    )  # fmt: skip
    assert {(row[0], row[1]) for row in rows} == {("M", "Center A"), ("N", "Center B"), ("N", "C")}


def test_an_activity_named_once_above_its_participants(bring):
    rows, _, told = bring("Møde;Organisation;Dato\nKickoff;A;2018-03\n;B;\n")
    assert rows[1] == ("Kickoff", "B", "", "2018-03", "")
    assert "activity from above" in told


def test_those_who_did_not_come_are_left_out(bring):
    rows, _, told = bring("Møde,Organisation,Deltog\nM,A,ja\nM,B,afbud\nM,C,x\n")
    assert [row[1] for row in rows] == ["A", "C"]
    assert "1 did not come" in told
    text = "Møde,Organisation,Ny\nM,A,ja\nM,B,nej\n"
    _, code, told = bring(text)
    assert code == 2
    assert "--attended" in told
    assert len(bring(text, "--attended", "Ny")[0]) == 1
    assert len(bring(text, "--attended", "none")[0]) == 2


def test_columns_may_be_named(bring):
    rows, code, _ = bring(
        "Hvor,Hvad så,Firma,Tid\nHal,Kickoff,A,2018\nHal,Kickoff,B,2018\n",
        "--activity", "Hvad så", "--actor", "firma", "--date", "Tid",
    )  # fmt: skip
    assert code == 0
    assert rows[0] == ("Kickoff", "A", "", "2018", "")


@pytest.mark.parametrize(
    ("text", "options", "word"),
    [
        ("Dato,Organisation\n2018,A\n2018,B\n", (), "--activity"),
        ("Møde,Hus\nM,A\nM,B\n", (), "--actor"),
        ("Møde,Forening,Organisation\nM,FC,A\n", (), "--actor"),
        ("Møde,Organisation\nM,A\n", ("--actor", "Forening"), "Forening"),
        ("Møde,Organisation\nM,A\n", ("--secretariat", "Nobody"), "Nobody"),
        ("Møde,Organisation\nM,A\n", ("--aliases", "nowhere.csv"), "nowhere"),
    ],
)
def test_what_cannot_be_told_is_asked_for_by_name(bring, text, options, word):
    _, code, told = bring(text, *options)
    assert code == 2
    assert word in told
    assert "Traceback" not in told


def test_a_separator_too_many_in_a_csv_is_told_and_a_remark_in_a_workbook_noted(bring):
    _, code, told = bring("Møde,Organisation\nM,Røde Kors, Helsingør\n")
    assert code == 1
    assert "row 2" in told
    book = Workbook()
    for row in (["Møde", "Organisation"], ["M", "A", "husk kage"], ["M", "B"]):
        book.active.append(row)
    rows, code, told = bring(book, name="list.xlsx")
    assert (code, len(rows)) == (0, 2)
    assert "husk kage" in told


def test_a_long_list_without_its_columns_is_asked_about(bring):
    _, code, told = bring("a,b\nM,A\n", "--shape", "long")
    assert code == 2
    assert "--actor" in told


def test_short_rows_of_an_edge_list_are_filled_up(bring):
    text = "from,to,begin,end\nA,B,2017\nB\nC,A,2018,2019\n"
    rows, code, _ = bring(text, "--blank-end", "day")
    assert code == 0
    assert len(rows) == 2


def test_a_date_that_is_none_is_told_with_its_row(bring):
    _, code, told = bring("Møde,Organisation,Dato\nM,A,2018\nM,B,i foråret\n")
    assert code == 2
    assert "i foråret" in told
    assert "--year" in told
    _, code, told = bring("Møde,Organisation,Dato\nM,A,2018\nM,B,engang\n")
    assert code == 1
    assert "row 3" in told


@pytest.mark.parametrize(
    ("cell", "answer", "start"),
    [("-0044-03-15", "unknown", ""), ("21.3.48", "1948-03-21", "1948-03-21")],
    ids=["before Christ", "two centuries"],
)
def test_a_date_of_which_nobody_knows_the_year_is_asked_for(bring, cell, answer, start):
    text = f"Dato;Møde;Organisation\n{cell};Tog;Kroen\n1949-06-05;Fest;Kroen\n"
    _, code, told = bring(text)
    assert code == 1
    assert cell in told
    assert "--when" in told
    rows, code, _ = bring(text, "--when", f"{cell}={answer}")
    assert code == 0
    assert {row[3] for row in rows} == {start, "1949-06-05"}


def test_old_years_are_read_and_one_beside_ours_is_told(bring):
    text = "Year,Treaty,Organisation\n850,Verdun,Church\n1648,Münster,Church\n"
    rows, code, _ = bring(text)
    assert code == 0
    assert {row[3] for row in rows} == {"0850", "1648"}
    _, code, told = bring(text.replace("850", "2018").replace("1648", "201"))
    assert code == 1
    assert "“201”" in told
    assert "--when" in told


def test_a_name_above_all_dates_that_others_bear_is_no_heading(bring):
    text = "Dato;Møde;Deltager\n;;{}\n17-01-2018;Kickoff;Skolen\n;;Kirken\n21-02-2018;Fest;Kirken\n"
    _, code, told = bring(text.format("Kommunen"))
    assert code == 1
    assert "row 2" in told


def test_an_activity_for_each_date_when_the_date_is_named(bring):
    rows, code, _ = bring("Dato,Organisation\n2018-03,A\n2018-03,B\n", "--activity", "Dato")
    assert code == 0
    assert {row[0] for row in rows} == {"2018-03"}


def test_the_secretariat_is_marked_and_its_lack_is_told(bring, tmp_path):
    text = "Møde,Organisation\nM,Sekretariatet\nM,A\n"
    assert "--secretariat" in bring(text)[2]
    bring(text, "--secretariat", "sekretariatet")
    assert examine(tmp_path / "out").alliance.actors.secretariat.tolist() == [False, True]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_danish_excel(bring, encoding):
    rows, _, _ = bring("Møde;Organisation\nMøde på Ærø;Åen\n", encoding=encoding)
    assert rows[0][:2] == ("Møde på Ærø", "Åen")


def test_names_that_look_like_formulas_come_through(bring, tmp_path):
    bring("Møde;Organisation\n=M;@x\n=M;-y\n")
    assert examine(tmp_path / "out").alliance.actors.id == ("-y", "@x")


def test_an_edge_list_of_r(bring):
    text = "from,to,begin,end\nA,B,2017,2018\nB,C,2018-03-01,\n"
    rows, code, _ = bring(text, "--blank-end", "day")
    assert code == 0
    assert rows == [("A", "B", "", "2017", "2018"), ("B", "C", "", "2018-03-01", "")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bomb.gexf", '<!DOCTYPE x [<!ENTITY a "b">]><gexf>&a;</gexf>'),
        ("out.graphml", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><graphml/>'),
        ("cut.gexf", "<gexf><graph>"),
        ("html.gexf", "<html/>"),
        ("code.gexf", '<?xml version="1.0" encoding="UTF-88"?><gexf/>'),
        ("cut.json", '{"nodes": ['),
        ("deep.json", "[" * 100_000),
        ("list.json", "[1, 2]"),
        ("empty.net", ""),
        ("odd.net", "*Matrix\n1 0\n"),
        ("empty.csv", "\n\n"),
        ("none.xlsx", "no workbook"),
    ],
)
def test_files_that_are_no_list_are_refused_with_a_sentence(bring, name, text):
    _, code, told = bring(text, name=name)
    assert code in (1, 2)
    assert told.strip()
    assert "Traceback" not in told


def test_a_gexf_of_another_tool(bring):
    rows, code, _ = bring(
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
        '<graph mode="dynamic" timeformat="date">'
        '<nodes><node id="0" label="Club"/><node id="1" label="School"/></nodes><edges>'
        '<edge id="0" source="0" target="1" start="2018-01-01" end="2018-06-30"/>'
        "</edges></graph></gexf>",
        name="a.gexf",
    )
    assert code == 0
    assert rows == [("0", "1", "", "2018-01-01", "2018-06-30")]


def test_a_two_mode_network_of_igraph(bring):
    key = '<key id="t" for="node" attr.name="type" attr.type="boolean"/>'
    nodes = "".join(
        f'<node id="{n}"><data key="t">{flag}</data></node>'
        for n, flag in (("A", "false"), ("M", "true"))
    )
    rows, code, _ = bring(
        f'<graphml>{key}<graph edgedefault="undirected">{nodes}'
        '<edge source="A" target="M"/></graph></graphml>',
        name="a.graphml",
    )
    assert code == 0
    assert rows == [("M", "A", "", "", "")]


def test_kumus_own_backup(bring):
    rows, code, _ = bring(
        '{"elements": [{"_id": "e1", "attributes": {"label": "Club"}}, {"_id": "e2", "attributes": '
        '{"label": "School"}}], "connections": '
        '[{"from": "e1", "to": "e2", "attributes": {"start": "2018"}}]}',
        "--blank-end",
        "ongoing",
        name="kumu.json",
    )
    assert code == 0
    assert rows == [("Club", "School", "", "2018", "ongoing")]


def test_pajek_with_two_modes_and_times(bring):
    rows, code, _ = bring(
        '*Vertices 3 2\n1 "A"\n2 "B"\n3 "Meeting"\n*Edges\n1 3 1 [2017-2018]\n2 3 1 [201803]\n',
        name="a.net",
    )
    assert code == 0
    assert rows == [("Meeting", "A", "", "2017", "2018"), ("Meeting", "B", "", "2018-03", "")]


def test_the_list_itself_and_a_folder_with_files_are_never_written_over(bring, tmp_path, capsys):
    bring("Møde,Organisation\nM,A\nM,B\n")
    assert run(["import", str(tmp_path / "list.csv"), "-o", str(tmp_path / "out")]) == 2
    assert "--force" in capsys.readouterr().err
    assert run(["import", str(tmp_path / "list.csv"), "-o", str(tmp_path), "--force"]) == 2
    assert (tmp_path / "list.csv").exists()


# ------------------------------------------------------------------------- what people also write


def test_rows_and_columns_of_totals_are_left_out(bring, tmp_path):
    rows, _, told = bring("Dato;Møde;Organisation\n2018;Kickoff;A\n2018;Kickoff;B\nI alt;;2\n")
    assert [row[1] for row in rows] == ["A", "B"]
    assert "a total" in told
    rows, _, _ = bring("Aktivitet;A;B;Deltagere i alt\nGåtur;x;1;2\nTotal:;1;1;2\n")
    assert [row[:2] for row in rows] == [("Gåtur", "A"), ("Gåtur", "B")]
    rows, _, _ = bring("Organisation;14-03-2018;02-04-2018\nA;x;x\nB;x;\nSum;2;1\n")
    assert {row[1] for row in rows} == {"A", "B"}
    assert "a total" in log_of(tmp_path)[0]["result"]


def test_an_organisation_called_total_takes_part(bring):
    rows, _, _ = bring("Organisation;14-03-2018;02-04-2018\nTotal;x;x\nB;x;\n")
    assert {row[1] for row in rows} == {"Total", "B"}


def test_a_name_with_a_comma_in_a_cross_table_is_one(bring):
    rows, _, _ = bring('Organisation,2017,2018\n"Røde Kors, Helsingør",x,\nB,x,x\n')
    assert {row[1] for row in rows} == {"B", "Røde Kors, Helsingør"}
    rows, _, _ = bring('Aktivitet,"Røde Kors, Helsingør",B\nGåtur,x,x\n')
    assert {row[1] for row in rows} == {"B", "Røde Kors, Helsingør"}


@pytest.mark.parametrize("known", ["RK,Røde Kors\n", 'RKH,"Røde Kors, Helsingør"\n'])
def test_a_name_with_a_comma_among_others_is_one_when_the_aliases_know_it(bring, tmp_path, known):
    several = '"Kommunen, Røde Kors,  Helsingør, Bib"'
    text = f"Møde,Deltagere,Dato\nA,{several},2018\nA,Røde Korsvejen,2018\n"
    lines = f'alias,id\n"Røde Kors, Helsingør",RKH\n{known}'
    (tmp_path / "aliases.csv").write_text(lines if "RK," in known else f"alias,id\n{known}")
    rows, _, _ = bring(text, "--aliases", str(tmp_path / "aliases.csv"))
    names = [row[1] for row in rows]
    assert names == (
        ["Bib", "Kommunen", "RKH", "Røde Korsvejen"]
        if "RK," in known
        else ["Bib", "Kommunen", "Røde Kors, Helsingør", "Røde Korsvejen"]
    )


def test_quotation_marks_bullets_and_roles_in_brackets(bring):
    cell = '"""Røde Kors, Helsingør"", Bib (Tovholder), FC (Nord)"'
    rows, _, told = bring(f"Møde,Deltagere,Dato\nA,{cell},2018\n")
    assert [row[1:3] for row in rows] == [
        ("Bib", "Tovholder"),
        ("FC (Nord)", ""),
        ("Røde Kors, Helsingør", ""),
    ]
    assert "role in brackets" in told
    rows, _, _ = bring('Møde,Deltagere,Dato\nA,"- B\n• C\n2. D",2018\n')
    assert [row[1] for row in rows] == ["B", "C", "D"]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("onsdag d. 14. marts 2018", "2018-03-14", ""),
        ("ons. 14/3 2018 kl. 10-12", "2018-03-14", ""),
        ("14.-16. marts 2018", "2018-03-14", "2018-03-16"),
        ("den 3. Maj 2018", "2018-05-03", ""),
        ("Okt 2018", "2018-10", ""),
        ("2017-2019", "2017", "2019"),
    ],
)
def test_dates_as_people_write_them(bring, written, start, end):
    rows, _, told = bring(f"Møde;Organisation;Dato\nK;A;{written}\nK;B;{written}\n")
    assert [row[3:] for row in rows] == [(start, end)] * 2
    assert "date:" in told


def test_a_date_that_cannot_be_is_told_as_check_would(bring):
    _, code, told = bring("Møde;Organisation;Dato\nK;A;43173\nK;B;31-02-2018\n")
    assert code == 1
    assert "row 2" in told
    assert "2018-03-14" in told
    assert "not in the calendar" in told


def test_days_and_months_without_a_year_are_in_that_of_the_sheet(bring):
    book = Workbook()
    book.active.title = "2018"
    for row in (["Organisation", "Januar", "3. maj", "Gåtur 14/6"], ["A", "x", "x", "x"]):
        book.active.append(row)
    rows, _, told = bring(book, name="list.xlsx")
    assert {row[0]: row[3] for row in rows} == {
        "Januar": "2018-01",
        "3. maj": "2018-05-03",
        "Gåtur 14/6": "2018-06-14",
    }
    assert "date in the name: 3 times" in told


def test_a_date_in_the_name_counts_before_the_year_of_the_sheet(bring):
    book = Workbook()
    book.active.title = "2018"
    for row in (["Møde", "Organisation"], ["Gåtur (2. april 2017)", "A"], ["Kickoff", "A"]):
        book.active.append(row)
    rows, _, _ = bring(book, name="list.xlsx")
    assert [row[3] for row in rows] == ["2017-04-02", "2018"]


def test_a_month_without_any_year_is_asked_about(bring):
    text = "Organisation;Jan;Feb\nA;x;x\nB;x;\n"
    _, code, told = bring(text)
    assert code == 2
    assert "--year" in told
    assert {row[3] for row in bring(text, "--year", "2018")[0]} == {"2018-01", "2018-02"}


def test_a_column_without_a_date_is_noted(bring):
    rows, _, told = bring("Organisation;Kickoff;Gåtur\nA;x;x\nB;x;\n")
    assert {row[3] for row in rows} == {""}
    assert "column without a date: 2 times" in told


def test_columns_of_one_organisation_are_taken_together_and_told(bring):
    rows, _, told = bring("Aktivitet;Dato;A;a;B\nK;2018;x;;x\nG;2018;;x;x\n")
    assert [row[:2] for row in rows] == [("G", "A"), ("G", "B"), ("K", "A"), ("K", "B")]
    assert "column twice" in told


def test_columns_from_and_to_may_be_days(bring):
    rows, _, _ = bring("Møde;Organisation;Fra;Til\nK;A;1-1-2018;3-1-2018\nK;B;1-1-2018;3-1-2018\n")
    assert rows[0] == ("K", "A", "", "2018-01-01", "2018-01-03")


def test_an_alias_that_two_units_share_in_the_time_of_a_row_is_told(bring, tmp_path):
    (tmp_path / "aliases.csv").write_text(
        "alias,id,from,until\nU,Old,,2018-06-30\nU,New,2018-07,\n"
    )
    said = ("--aliases", str(tmp_path / "aliases.csv"))
    _, code, told = bring("Møde,Organisation,Dato\nK,U,2018\nK,B,2018\n", *said)
    assert code == 1
    assert "row 2" in told
    assert "New, Old" in told
    rows, code, _ = bring("Møde,Organisation,Dato\nK,U,2018-03\nG,U,2018-08\nG,B,2018-08\n", *said)
    assert [row[1] for row in rows] == ["B", "New", "Old"]


def test_an_id_of_the_aliases_is_spelled_as_it_is_there(bring, tmp_path):
    (tmp_path / "aliases.csv").write_text("alias,id\nBib,biblioteket\n")
    rows, _, _ = bring(
        "Møde,Organisation,Dato\nK,Bib,2018\nG,Biblioteket,2018\n",
        "--aliases",
        str(tmp_path / "aliases.csv"),
    )
    assert {row[1] for row in rows} == {"biblioteket"}


# ------------------------------------------------------------------------------- pairs in a list


def test_pairs_below_a_title_with_a_column_of_dates_that_is_named(bring):
    rows, _, told = bring(
        "Netværk;;\n\nsource;target;mødtes\nSIND;A;2017-2018\nSind;B;2018\n", "--date", "mødtes"
    )
    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [
        ("SIND", "A", "2017", "2018"),
        ("SIND", "B", "2018", ""),
    ]
    assert "spelling" in told
    _, code, told = bring("source;target;mødtes\nA;B;2018\n", "--date", "møtes")
    assert code == 2
    assert "moedtes" in told


def test_an_old_workbook_and_a_folder_are_sentences(bring, tmp_path):
    _, code, told = bring("\xd0\xcf\x11\xe0 and more", name="list.xls", encoding="latin-1")
    assert code == 1
    assert ".xlsx" in told
    assert run(["import", str(tmp_path), "-o", str(tmp_path / "new")]) == 2


@pytest.mark.parametrize(
    ("text", "row", "word"),
    [
        ("Møde;Organisation;Dato\nK;A;2018\nK;#REF!;2018\n", 3, "shows an error"),
        ("Aktivitet;A;#N/A\nK;x;x\n", 1, "shows an error"),
        ("Møde;Organisation;Dato\nK;A;9999-12-31\n", 2, "too far away"),
        ("Møde;Organisation;Dato\nK;A;løbende\n", 2, "is no date"),
        ("source;target\nA;A\n", None, "no row"),
        ("source;target\nA;B\nA;#REF!\n", 3, "shows an error"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_in_the_list(bring, text, row, word):
    _, code, told = bring(text)
    assert code == 1
    assert word in told
    assert "nodes.csv" not in told
    assert "edges.csv" not in told
    assert row is None or f"list.csv, row {row}" in told


def days_that_show_no_year(tmp_path, bring, sheet, days, *options, title="Møder", form="d-mmm"):
    """A list whose dates are in cells that show a day and a month."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append([title])
    page.append(["Dato", "Møde", "Deltager"])
    for n, day in enumerate(days):
        page.append([dt.date.fromisoformat(day), f"Møde {n}", "Kommunen"])
        page.cell(page.max_row, 1).number_format = form
    rows, code, told = bring(book, *options, name="liste.xlsx")
    return [row[3] for row in rows], code, told


@pytest.mark.parametrize("form", ["d-mmm", "d/m", "[$-406]d. mmmm;@", "mm-dd", "dd\\-mmm"])
def test_the_year_that_only_the_spreadsheet_knows_is_asked_about(tmp_path, bring, form):
    days = ["2026-03-14", "2026-04-02"]
    _, code, told = days_that_show_no_year(tmp_path, bring, "Ark1", days, form=form)
    assert code == 2
    assert all(word in told for word in ("Dato", "14/3", "2026", "--year"))
    read, *_ = days_that_show_no_year(tmp_path, bring, "Ark1", days, "--year", "2018", form=form)
    assert read == ["2018-03-14", "2018-04-02"]
    read, *_ = days_that_show_no_year(tmp_path, bring, "Ark1", days, "--year", "2026", form=form)
    assert read == days


def test_a_year_that_is_named_beside_days_without_one_must_be_theirs(tmp_path, bring):
    days = ["2018-09-14", "2018-10-02"]
    for sheet in ("2018", "Sæson 2018-19"):
        read, code, told = days_that_show_no_year(tmp_path, bring, sheet, days)
        assert (read, code) == (days, 0), told
    _, code, told = days_that_show_no_year(tmp_path, bring, "2017", days)
    assert code == 2
    assert "2018" in told
    read, *_ = days_that_show_no_year(tmp_path, bring, "Ark1", days, "--year", "2017/18")
    assert read == ["2017-09-14", "2017-10-02"]


def test_days_of_several_years_were_written_with_theirs(tmp_path, bring):
    days = ["2018-09-14", "2019-02-05"]
    assert days_that_show_no_year(tmp_path, bring, "Ark1", days)[0] == days
    shown = days_that_show_no_year(tmp_path, bring, "Ark1", days[:1], form="dd-mm-yyyy")
    assert shown[0] == days[:1]


def test_the_title_that_was_said_is_kept_in_the_settings(bring, tmp_path):
    text = "Organisation\nKommunen\nKlubben\n"
    rows, _, _ = bring(text, "--title", 'Kickoff "stor" 14-03-2018')
    settings = tmp_path / "kept.yaml"
    settings.write_text((tmp_path / "out" / "import.yaml").read_text("utf-8"), "utf-8")
    again, code, told = bring(text, "--settings", str(settings))
    assert code == 0, told
    assert again == rows


def test_a_mark_that_says_lead_is_kept_in_the_settings(bring, tmp_path):
    text = "Aktivitet;Skolen;Klubben\nKickoff;V;D\nGåtur;D;V\n"
    rows, _, _ = bring(text, "--mark", "V=lead", "--mark", "D")
    assert [row[1] for row in rows if row[2] == "lead"] == ["Klubben", "Skolen"]
    settings = tmp_path / "kept.yaml"
    settings.write_text((tmp_path / "out" / "import.yaml").read_text("utf-8"), "utf-8")
    assert bring(text, "--settings", str(settings))[0] == rows


@pytest.mark.parametrize("where", ["A2", "B2", "C2", "C3"])
def test_a_formula_that_was_never_computed_is_told_with_its_cell(bring, where):
    book = Workbook()
    for row in (("Dato", "Møde", "Deltager"), ("2018-03-14", "Kickoff", "A"), (None, None, "B")):
        book.active.append(row)
    book.active[where] = '=CONCATENATE("A";"B")'
    _, code, told = bring(book, name="liste.xlsx")
    assert code == 1
    assert f"row {where[1]}, column {where[0]}" in told
    assert "CONCATENATE" in told


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Projekt;Start;Slut;Partnere\nA;14-03-2018;14-04-2018;X\nB;14-03-2018;14-02-2018;X, Y\n",
         "Slut"),
        ("Datum;Møde;Bis;X;Y\n14-03-2018;A;;x;x\n14-03-2018;B;13-03-2018;x;x\n", "Bis"),
        ("År;Måned;Projekt;Til;Partnere\n2018;3;A;2018-05;X\n2018;3;B;2018-02;X, Y\n", "Til"),
        ("Møde;Dato 1;Dato 2;Slut 1;Slut 2;Navn på organisation\nA;2017;2018;2017;2018;Hallen\n"
         "B;2018;2019;2017;2020;Skolen\n", "Slut 1"),
    ],
)  # fmt: skip
def test_a_last_day_before_the_first_is_told_at_its_row_of_the_list(bring, text, column):
    _, code, told = bring(text)
    assert code == 1
    assert f"list.csv, row 3, column {column}: The end" in told
    assert "edges.csv" not in told
    assert told.count("row 3") == 1


def test_a_list_of_contacts_alone_is_told_to_be_one(bring):
    _, code, told = bring(
        "Organisation;Sektor;Indmeldt\nHallen;Privat;2018\nSkolen;Offentlig;2019\n"
    )
    assert code == 2
    assert "nothing of what they took part in" in told


@pytest.mark.parametrize("hidden", [(), ("nodes",), ("nodes", "edges")])
def test_a_workbook_that_is_a_record_is_no_list_whatever_is_hidden_of_it(hidden, tmp_path):
    book = Workbook()
    for name, rows in (
        ("nodes", [["id"], ["A"]]), ("edges", [["activity", "actor"], ["Walk", "A"]])
    ):  # fmt: skip
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(tmp_path / "record.xlsx")
    with pytest.raises(UsageError, match="is a record already"):
        import_file(tmp_path / "record.xlsx", Choices())


def test_the_sheets_of_a_list_are_read_once(tmp_path, monkeypatch):
    book = Workbook()
    for row in (["Dato", "Aktivitet", "Deltager"], ["14-03-2018", "Tur", "Klubben"]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    read, times = apart._process, []
    monkeypatch.setattr(apart, "_process", lambda *told: times.append(1) or read(*told))
    assert import_file(tmp_path / "list.xlsx", Choices()).edges["actor"] == ["Klubben"]
    assert len(times) == 1
