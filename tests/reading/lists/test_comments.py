"""What comments say of cells: who did not come is asked about, all else is told."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from reading.test_damaged_workbooks import ODS, ods, ods_row

from ci_network.commands.run import run
from ci_network.reading.lists import Choices, import_file
from ci_network.reading.lists.questions import Question

LONG = [
    ["Dato", "Aktivitet", "Organisation", "Kontaktperson"],
    [dt.date(2018, 3, 14), "Kickoff", "Kommunen", "Lis"],
    [dt.date(2018, 3, 14), "Kickoff", "Klubben", "Bo"],
    [dt.date(2018, 4, 2), "Tur", "Klubben", "Bo"],
]
CROSS = [
    ["Organisation", "Kickoff 14-03-2018", "Tur 02-04-2018"],
    ["Kommunen", "x", None],
    ["Klubben", "x", "x"],
]
EVERYTHING = {("Kickoff", "Kommunen"), ("Kickoff", "Klubben"), ("Tur", "Klubben")}


def written(path: Path, rows, comments: dict[str, str]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell, text in comments.items():
        book.active[cell].comment = Comment(text, "Per Madsen")
    book.save(path)
    return path


def told(path: Path, comments) -> set[tuple[str, str]]:
    edges = import_file(path, Choices(comments=comments)).edges
    names = (activity.split(" ")[0] for activity in edges["activity"])
    return set(zip(names, edges["actor"], strict=True))


@pytest.mark.parametrize(
    ("rows", "cell", "text", "away"),
    [
        (LONG, "C3", "Afbud", ("Kickoff", "Klubben")),
        (LONG, "C2", "Per Madsen:\nkom ikke alligevel", ("Kickoff", "Kommunen")),
        (CROSS, "C3", "no show", ("Tur", "Klubben")),
        (CROSS, "B2", "entschuldigt, krank", ("Kickoff", "Kommunen")),
        (CROSS, "B2", "Lämnade återbud samma dag", ("Kickoff", "Kommunen")),
        (CROSS, "B3", "meldte forfall", ("Kickoff", "Klubben")),
    ],
)
def test_a_comment_on_who_did_not_come_is_asked_about(tmp_path, capsys, rows, cell, text, away):
    path = written(tmp_path / "liste.xlsx", rows, {cell: text})
    with pytest.raises(Question) as caught:
        import_file(path, Choices())
    assert caught.value.code == "comments-away"
    (shown,) = caught.value.cells
    assert shown.startswith(f"{cell}: ")
    assert "Per Madsen" not in shown
    assert told(path, "keep") == EVERYTHING
    assert told(path, "away") == EVERYTHING - {away}
    out = tmp_path / "out"
    assert run(["import", str(path), "-o", str(out)]) == 2
    assert "--comments" in capsys.readouterr().err
    assert run(["import", str(path), "-o", str(out), "--comments", "away"]) == 0
    assert "1 did not come" in capsys.readouterr().err
    assert "comments: away" in (out / "import.yaml").read_text(encoding="utf-8")
    again = tmp_path / "again"
    settings = str(out / "import.yaml")
    assert run(["import", str(path), "-o", str(again), "--settings", settings]) == 0
    assert (again / "edges.csv").read_bytes() == (out / "edges.csv").read_bytes()


@pytest.mark.parametrize(
    ("rows", "comments"),
    [
        (LONG, {"B2": "Aflyst"}),
        (LONG, {"A4": "blev aflyst"}),
        (CROSS, {"B1": "Aflyst", "B2": "Afbud"}),
        ([*LONG, [dt.date(2018, 5, 2), "Fest", "Kommunen, Klubben", ""]], {"C5": "Afbud"}),
    ],
)
def test_of_whom_a_comment_speaks_must_stand_in_the_list(tmp_path, rows, comments):
    path = written(tmp_path / "liste.xlsx", rows, comments)
    for said in (None, "away"):
        with pytest.raises(Question) as caught:
            import_file(path, Choices(comments=said))
        assert caught.value.code == "comments-elsewhere"
        assert caught.value.cells[0].startswith(next(iter(comments)))
    assert told(path, "keep") >= EVERYTHING


def test_other_comments_are_told_and_the_names_of_persons_in_them_are_not(tmp_path, capsys):
    comments = {"C2": "Ring til Mette Holm", "C3": "Ny adresse", "B4": "God tur", "D2": "Afbud"}
    path = written(tmp_path / "liste.xlsx", LONG, comments)
    out = tmp_path / "out"
    assert run(["import", str(path), "-o", str(out)]) == 0
    account = capsys.readouterr().err
    assert "comment not read: 3 times, first »C2: Ring til …«, »C3: Ny adresse«" in account
    log = (out / "import-log.csv").read_text(encoding="utf-8")
    assert "B4: God tur" in log
    assert "Mette" not in "".join(each.read_text(encoding="utf-8") for each in out.iterdir())
    assert told(path, None) == EVERYTHING


def test_a_blank_cell_or_one_outside_the_table_says_nothing_of_who_came(tmp_path):
    path = written(tmp_path / "liste.xlsx", CROSS, {"C2": "Afbud", "F9": "Afbud"})
    assert told(path, None) == EVERYTHING


def threaded(path: Path) -> None:
    """The workbook as today's Excel keeps a thread: the note of old is only a hint to it."""
    packed = io.BytesIO()
    thread = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="C3" personId="{P}" id="{1}"><text>Kommer Klubben?'
        '</text></threadedComment><threadedComment ref="C3" personId="{P}" id="{2}" '
        'parentId="{1}"><text>Nej, afbud</text></threadedComment></ThreadedComments>'
    )
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(packed, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "xl/worksheets/_rels/sheet1.xml.rels":
                content = content.replace(
                    b"</Relationships>",
                    b'<Relationship Id="t" Type="http://schemas.microsoft.com/office/2017/10/'
                    b'relationships/threadedComment" Target="../threadedComments/t.xml"/>'
                    b"</Relationships>",
                )
            copy.writestr(name, content)
        copy.writestr("xl/threadedComments/t.xml", thread)
    path.write_bytes(packed.getvalue())


def test_a_thread_of_comments_is_read_and_not_the_hint_to_it(tmp_path):
    hint = "[Threaded comment]\nYour version allows you to read this.\nComment: Kommer Klubben?"
    path = written(tmp_path / "liste.xlsx", LONG, {"C3": hint})
    threaded(path)
    with pytest.raises(Question) as caught:
        import_file(path, Choices())
    assert caught.value.cells == ("C3: Klubben – Kommer Klubben? Nej, afbud",)


def test_a_comment_in_an_ods_is_no_part_of_its_cell(tmp_path):
    note = (
        "<office:annotation><dc:creator>Per Madsen</dc:creator><dc:date>2018-03-14</dc:date>"
        "<text:p>Afbud</text:p><text:p>samme dag</text:p></office:annotation>"
    )
    rows = ods_row("Aktivitet", "Organisation") + ods_row("Tur", "Klubben")
    away = ods_row("Tur", "Skolen").replace("<text:p>Skolen", f"{note}<text:p>Skolen")
    content = ODS.format(nodes=rows + away, edges="").replace('"nodes"', '"list"')
    content = content.replace(
        "xmlns:table", 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:table', 1
    )
    content = content.replace('<table:table table:name="edges"></table:table>', "")
    path = tmp_path / "liste.ods"
    path.write_bytes(ods(content))
    with pytest.raises(Question) as caught:
        import_file(path, Choices())
    assert caught.value.cells == ("B3: Skolen – Afbud samme dag",)
    assert told(path, "keep") == {("Tur", "Klubben"), ("Tur", "Skolen")}
    assert told(path, "away") == {("Tur", "Klubben")}
