"""What `import` says first, and the settings by which the next list is read alike."""

from __future__ import annotations

import csv
from dataclasses import fields
from inspect import signature

import pytest
from babel.messages.pofile import read_po

import ci_network as ci
from ci_network.commands.run import run
from ci_network.errors import UsageError
from ci_network.language import LOCALE
from ci_network.reading.lists import Choices
from ci_network.reading.lists.account import KINDS, SHAPES
from ci_network.reading.lists.questions import QUESTIONS, Question
from ci_network.reading.lists.settings import read_settings
from ci_network.reading.lists.words.headings import FIELD_NAMES

LIST = """Dato;Aktivitet;Tovholder;Deltagere;Note
14-03-2018;Kickoff;Kommunen;"Sekretariatet, Idræt, Biblioteket";husk kage
02-04-2018;Gåtur;Biblioteket;"Idræt, Bibliotekket, SSP (afbud)";
I alt 2 møder;;;;
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def told(capsys, *words):
    code = run([str(word) for word in words])
    return code, capsys.readouterr().err


def test_columns_are_shown_with_two_cells_and_what_is_left_out_by_name(path, capsys):
    code, words = told(capsys, "import", path, "--dry-run", "--secretariat", "Sekretariatet")
    assert code == 0
    lines = words.splitlines()
    assert any(
        line.split() == ["Aktivitet", "→", "activity", "Kickoff", "|", "Gåtur"] for line in lines
    )
    assert any(line.split()[:3] == ["Tovholder", "→", "lead"] for line in lines)
    assert "  column left out: Note" in lines
    assert "row left out: liste.csv, row 4 »I alt 2 møder« → a total" in lines
    assert (
        "Read: 2 activities, 7 participations, 5 actors, 2018-03-14 to 2018-04-02, 1 did not come"
        in lines
    )
    assert "Secretariat: Sekretariatet" in lines
    assert "  Bibliotekket  =  Biblioteket ?" in lines


def test_nothing_is_written_by_a_dry_run(path, capsys, tmp_path):
    out = tmp_path / "out"
    code, words = told(capsys, "import", path, "--dry-run", "-o", out)
    assert (code, out.exists()) == (0, False)
    assert words.splitlines()[-1] == "Nothing was written."
    code, words = told(capsys, "import", path)
    assert code == 2
    assert "--dry-run" in words


def test_the_account_is_in_danish_too(path, capsys):
    _, words = told(capsys, "import", path, "--dry-run", "--lang", "da")
    assert "en række for hver deltager" in words
    assert "Læst: 2 aktiviteter, 7 deltagelser, 5 aktører" in words
    assert "kolonner udeladt: Note" in words
    assert "Der er ikke skrevet noget." in words


def test_a_question_is_in_danish_too(path, capsys):
    code, words = told(capsys, "import", path, "--dry-run", "--actor", "Firma", "--lang", "da")
    assert code == 2
    assert "der er ingen kolonne “Firma” til --actor" in words


def test_every_sentence_and_word_is_in_danish():
    known = set()
    for area in (LOCALE / "da" / "LC_MESSAGES").glob("*.po"):
        with area.open("rb") as file:
            known |= {(m.id, m.context) for m in read_po(file)}
    assert not {
        text
        for text in (*(said for _, said in QUESTIONS.values()), *SHAPES.values())
        if (text, None) not in known
    }
    words = {*KINDS.values(), *FIELD_NAMES.values()}
    assert not {word for word in words if (word, "list") not in known}


def test_a_name_that_looks_like_another_is_one_line_away_from_being_it(path, capsys, tmp_path):
    out = tmp_path / "out"
    told(capsys, "import", path, "-o", out, "--secretariat", "Sekretariatet")
    settings = out / "import.yaml"
    text = settings.read_text(encoding="utf-8")
    assert '#  "Bibliotekket": "Biblioteket"\n' in text
    confirmed = tmp_path / "import.yaml"
    confirmed.write_text(text.replace('#  "Bib', '  "Bib'), encoding="utf-8")
    code, _ = told(capsys, "import", path, "-o", out, "--force", "--settings", confirmed)
    assert code == 0
    with (out / "edges.csv").open(encoding="utf-8") as file:
        assert {row["actor"] for row in csv.DictReader(file)} == {
            "Sekretariatet", "Idræt", "Biblioteket", "Kommunen",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("columns: [a", "line 1"),
        ("- a\n", "settings"),
        ("colour: red\n", "colour"),
        ("columns: {colour: [a]}\n", "columns"),
        ("secretariat: {a: b}\n", "secretariat"),
        ("shape: round\n", "shape"),
        ("aliases: [a]\n", "aliases"),
        ("aliases: {a: ''}\n", "aliases"),
        ("separators: [a]\n", "separators"),
    ],
)
def test_settings_that_say_nothing_that_can_be_done_are_refused(tmp_path, text, word):
    path = tmp_path / "import.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=word):
        read_settings(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_settings(tmp_path / "nowhere.yaml")


def test_what_is_said_now_counts_before_the_settings(path, tmp_path):
    (tmp_path / "import.yaml").write_text("secretariat: [Idræt]\n", encoding="utf-8")
    read = ci.import_list(path, settings=tmp_path / "import.yaml", secretariat="Kommunen")
    marked = read.nodes.loc[read.nodes["secretariat"] == "yes", "id"]
    assert marked.tolist() == ["Kommunen"]


def test_from_python_the_list_is_an_alliance(path):
    read = ci.import_list(path, secretariat="Sekretariatet")
    assert "Read: 2 activities" in repr(read)
    with pytest.warns(UserWarning, match="spelt almost like"):
        alliance = read.alliance
    assert alliance.actors.id == (
        "Biblioteket", "Bibliotekket", "Idræt", "Kommunen", "Sekretariatet",
    )  # fmt: skip
    with pytest.raises(Question) as asked:
        ci.import_list(path, role="Aktivitet", actor="Note")
    assert asked.value.column


def test_every_choice_can_be_made_from_python():
    names = {
        "sheets": "sheet", "partners": "partner", "marks": "mark", "relations": "relation",
    }  # fmt: skip
    parameters = signature(ci.import_list).parameters
    assert not {names.get(each.name, each.name) for each in fields(Choices)} - set(parameters)


def test_aliases_with_times_come_back_from_the_settings(path, tmp_path):
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("alias,id,from,until\nIdræt,Fritid,,2018-03\nIdræt,Sport,2018-04,\n")
    first = ci.import_list(path, aliases=aliases)
    (tmp_path / "import.yaml").write_text(first.settings, encoding="utf-8")
    again = ci.import_list(path, settings=tmp_path / "import.yaml")
    assert again.edges.equals(first.edges)
    assert {"Fritid", "Sport"} <= set(again.edges["actor"])


@pytest.mark.parametrize(
    ("columns", "typed"),
    [
        ("Svar", "--ignore Svar."),
        (("Start", "Slut"), "--ignore Start --ignore Slut."),
        ("User Email", '--ignore "User Email".'),
    ],
)
def test_an_option_is_told_as_it_is_typed(columns, typed):
    told = str(Question("contradicting-actors", file="a.csv", column=columns, cells=["x"]))
    assert typed in told


@pytest.mark.parametrize(
    ("heading", "invited"),
    [("Required attendees", True), ("Valgfrie deltagere", True), ("Required partner", False)],
)
def test_the_account_says_that_those_invited_count(tmp_path, capsys, heading, invited):
    path = tmp_path / "list.csv"
    path.write_text(f"Activity,Date,{heading}\nFair,2018-03-14,Club\nWalk,2018-04-02,Club\n")
    assert run(["import", str(path), "-o", str(tmp_path / "out")]) == 0
    assert ("who was invited counts as having come" in capsys.readouterr().err) == invited
