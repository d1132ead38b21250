"""The room of lists: what is added is what `import` writes with the same choices."""

from __future__ import annotations

import re

import pytest

from ci_network.app.open_lists import plain_name
from ci_network.commands.run import run
from ci_network.reading import examine
from ci_network.reading.register import register_of

SPRING = """Dato;Møde;Ansvarlig;Deltagere;Noter
14-03-2018;Styregruppe;Sekretariatet;"Kommunen; Biblioteket; Klubben";Bo havde kage med
21-03-2018;Løbetur;Klubben;"Biblioteket; Bibliotekt; Skolen";
02-05-2018;Fest;Skolen;"Klubben; Kommunen; Sekretariatet";
"""
ASKED = """Dato;Aktivitet;Deltager;Deltog
03/04/18;Kickoff;Kommunen;ja
03/04/18;Kickoff;Klubben;måske
03/05/18;Gåtur;Klubben;ja
03/05/18;Gåtur;Skolen;ja
"""


@pytest.fixture
def empty(tmp_path):
    return tmp_path / "nyt"


@pytest.fixture
def drop(client_of, empty):
    """A list dropped into a new record: the browser, and where the list is."""

    def dropped(text, name="liste.csv", record=empty, language="en"):
        client = client_of(record, language)
        answer = client.post("/lists", files={"file": (name, text.encode())})
        assert answer.status_code == 200, answer.text
        return client, answer.url.path

    return dropped


def written(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def by_command(tmp_path, text, *options, name="liste.csv"):
    path, out = tmp_path / "lists" / name, tmp_path / "by-command"
    path.parent.mkdir()
    path.write_text(text)
    assert run(["import", str(path), "-o", str(out), *options]) == 0
    return written(out)


def test_a_list_with_choices_is_added_as_import_writes_it(drop, empty, tmp_path):
    client, here = drop(SPRING)
    for where, said in (
        ("secretariat", {"secretariat": "Sekretariatet"}),
        ("same", {"name": "Bibliotekt", "actor": "Biblioteket"}),
        ("column", {"column": "Noter", "meant": "ignore"}),
    ):
        assert client.post(f"{here}/{where}", data=said).status_code == 200
    assert client.post(f"{here}/add").url.path == "/register"
    expected = by_command(
        tmp_path, SPRING, "--secretariat", "Sekretariatet", "--alias", "Bibliotekt=Biblioteket",
        "--ignore", "Noter",
    )  # fmt: skip
    assert written(empty) == expected
    assert not [p for p in examine(empty).problems if p.severity == "error"]


def test_questions_are_answered_by_choosing(drop, empty, tmp_path):
    client, here = drop(ASKED)
    page = client.get(here).text
    assert "måske" in page or "03/04/18" in page
    for _ in range(4):
        page = client.get(here).text
        if f"{here}/answer" not in page:
            break
        first = "0" if "måske" not in page else "1"
        client.post(f"{here}/answer", data={"way-0": first, "way-1": ""})
    client.post(f"{here}/add")
    expected = by_command(tmp_path, ASKED, "--absent", "måske", "--date-order", "dmy")
    assert written(empty) == expected


KINDS = "from,to,relation,note,year\nA,B,works with,x,2018\nB,C,is in conflict with,y,2018\n"
SIGNED = """graph [ node [ id 1 label "A" funds 3 ] node [ id 2 label "B" ] node [ id 3 label "C" ]
edge [ source 1 target 2 weight 1 ] edge [ source 2 target 3 weight -1 ] ]"""


@pytest.mark.parametrize(
    ("name", "text", "asked", "unread", "kind"),
    [
        ("pairs.csv", KINDS, "is in conflict with: B – C", "note", "works with"),
        ("signed.gml", SIGNED, "negative: B – C", "funds", "positive"),
    ],
)
def test_kinds_of_ties_are_chosen(drop, empty, tmp_path, name, text, asked, unread, kind):
    client, here = drop(text, name)
    assert asked in client.get(here).text
    page = client.post(f"{here}/answer", data={"way-0": "0"}).text
    assert f'<bdi dir="auto">{unread}</bdi>' in page
    assert "not read" in page
    client.post(f"{here}/add")
    assert written(empty) == by_command(tmp_path, text, "--relation", kind, name=name)


def test_each_kind_of_tie_is_chosen_for_itself(drop, empty, tmp_path):
    text = f"{KINDS}A,C,competes with,z,2019\n"
    client, here = drop(text, "pairs.csv")
    client.post(f"{here}/answer", data={"way-0": "0", "way-1": "1"})
    client.post(f"{here}/add")
    chosen = ("--relation", "works with", "--relation", "competes with")
    assert written(empty) == by_command(tmp_path, text, *chosen, name="pairs.csv")


@pytest.mark.parametrize(
    "said", [{"way-0": "0", "typed-0-0": "2018-12"}, {"typed-0-0": "2018-12"},
             {"way-0": "", "typed-0-0": " 2018-12 ", "typed-0-1": ""}],
)  # fmt: skip
def test_who_writes_a_date_need_not_choose_it_too(drop, empty, said):
    client, here = drop("Dato;Møde;Deltagere\nvinter 18;Fest;Klub, By\n")
    assert "Fest" not in client.get(here).text
    client.post(f"{here}/answer", data=said)
    client.post(f"{here}/add")
    assert written(empty)["edges.csv"].count(b",2018-12,") == 2


def test_what_was_written_counts_for_the_way_that_was_chosen(drop):
    client, here = drop("Dato;Møde;Deltagere\nvinter 18;Fest;Klub, By\n")
    page = client.post(f"{here}/answer", data={"way-0": "0", "typed-0-1": "2018-12"}).text
    assert 'name="typed-0-0"' in page


def test_a_column_is_read_as_what_it_is_said_to_be(drop):
    client, here = drop(SPRING)
    page = client.post(f"{here}/column", data={"column": "Ansvarlig", "meant": "participants"}).text
    chosen = re.findall(r'name="column" value="Ansvarlig">.*?value="([^"]+)" selected', page, re.S)
    assert chosen == ["participants"]
    page = client.post(f"{here}/back").text
    chosen = re.findall(r'name="column" value="Ansvarlig">.*?value="([^"]+)" selected', page, re.S)
    assert chosen == ["lead"]


def test_what_is_said_is_read_again_in_a_piece_of_the_page(drop):
    client, here = drop(SPRING)
    answer = client.post(f"{here}/secretariat", data={"secretariat": "Klubben"},
                         headers={"hx-request": "true"})  # fmt: skip
    assert "<html" not in answer.text
    assert "Klubben is not the secretariat" in answer.text


def test_the_next_list_is_read_as_the_one_before_and_nothing_is_added_twice(drop, empty):
    client, here = drop(SPRING)
    client.post(f"{here}/secretariat", data={"secretariat": "Sekretariatet"})
    client.post(f"{here}/add")
    before = written(empty)
    client, here = drop(SPRING, "igen.csv")
    page = client.get(here).text
    assert "Read as the list before it." in page
    assert "0 activities are new" in page
    client.post(f"{here}/add")
    after = written(empty)
    assert after["edges.csv"] == before["edges.csv"]
    assert after["import-log.csv"].startswith(before["import-log.csv"])
    autumn = SPRING.replace("2018", "2019")
    client, here = drop(autumn, "2019.csv")
    client.post(f"{here}/add")
    names = [e.name for e in register_of(_tables(client)).entries]
    assert "Løbetur (2019-03-21)" in names
    assert len(names) == 6


def _tables(client):
    return client.app.state.desk.store.load().tables


def test_a_name_that_looks_like_one_of_the_record_is_joined_by_a_click(drop, client_of, empty):
    client, here = drop(SPRING)
    client.post(f"{here}/add")
    client, here = drop(SPRING.replace("2018", "2019").replace("Kommunen", "Komunen"), "b.csv")
    assert "It is Kommunen" in client.get(here).text
    client.post(f"{here}/same", data={"name": "Komunen", "actor": "Kommunen"})
    client.post(f"{here}/add")
    names = [each.id for each in register_of(_tables(client)).organisations]
    assert "Kommunen" in names
    assert "Komunen" not in names


def test_what_was_true_of_one_list_alone_is_not_said_of_the_next(drop, client_of, empty):
    """The year of the last list would silently date the next one a year too early."""
    yearless = "Dato;Møde;Deltagere\n14. marts;Kickoff;A\n14. marts;Kickoff;B\n"
    client, here = drop(yearless)
    client.post(f"{here}/answer", data={"way-0": "0", "typed-0-0": "2018"})
    client.post(f"{here}/add")
    assert "2018" in (empty / "edges.csv").read_text()
    assert "year: 2018" in (empty / "import.yaml").read_text()
    client, here = drop(yearless.replace("Kickoff", "Gåtur"), "b.csv")
    assert f"{here}/answer" in client.get(here).text


def test_what_a_list_would_make_wrong_is_told_before_it_is_added(drop, client_of, empty):
    client, here = drop(SPRING)
    client.post(f"{here}/secretariat", data={"secretariat": "Sekretariatet"})
    client.post(f"{here}/add")
    (empty / "activities.csv").write_text("activity,led_by\nLøbetur,partner\n")
    client, here = drop(SPRING.replace("Løbetur;Klubben", "Løbetur;Sekretariatet"), "b.csv")
    assert "must be put right afterwards" in client.get(here).text


def test_cells_are_pasted_as_a_list(drop, client_of, empty):
    client = client_of(empty)
    pasted = SPRING.replace(";", "\t")
    page = client.post("/lists", data={"pasted": pasted})
    assert page.url.path.startswith("/lists/")
    assert "3 activities" in page.text


def test_a_workbook_that_is_a_record_is_taken_whole(client_of, empty, tmp_path):
    """As a list it would lose its organisations' sectors and who is secretariat."""
    book = tmp_path / "skabelon.xlsx"
    assert run(["template", "-o", str(book)]) == 0
    client = client_of(empty)
    page = client.post("/lists", files={"file": (book.name, book.read_bytes())})
    assert "a register of its own" in page.text
    client.post(f"{page.url.path}/add")
    assert set(written(empty)) >= {"nodes.csv", "edges.csv"}
    assert examine(empty).overview.activities == examine(book).overview.activities == 2
    for part in ("id", "label", "sector"):
        assert getattr(examine(empty).alliance.actors, part) == getattr(
            examine(book).alliance.actors, part
        )
    assert examine(empty).alliance.actors.secretariat.sum() == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "put right in the file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "put right in the file"),
        (b"PK\x03\x04 no workbook", "put right in the file"),
        (b"<script>alert(1)</script>", "put right in the file"),
        (b"a;b\n1;2\n", "Choose"),
    ],
)
def test_what_is_no_list_is_told_in_words(client_of, empty, content, told):
    client = client_of(empty)
    answer = client.post("/lists", files={"file": ("x.csv", content)})
    assert answer.status_code == 200
    assert told in answer.text
    assert "<script>alert" not in answer.text
    assert not empty.exists()


def test_hostile_names_are_text(drop, empty):
    hostile = '"><img src=x onerror=alert(1)>'
    quoted, name = hostile.replace('"', '""'), "<script>alert(1)</script>"
    text = f'Dato;Møde;Deltager\n2018;"{quoted}";{name}\n2018;"{quoted}";{{{{ 7*7 }}}}\n'
    client, here = drop(text, f"{hostile}.csv")
    page = client.get(here).text
    assert "<img" not in page
    assert name not in page
    assert "49" not in page
    client.post(f"{here}/secretariat", data={"secretariat": name})
    client.post(f"{here}/add")
    assert "<img" not in client.get("/register").text
    assert name not in client.get("/register").text
    assert client.get("/register/data").json()["entries"][0]["actors"] == [name, "{{ 7*7 }}"]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../nodes.csv", "nodes.csv"), ("/etc/passwd", "passwd"), ("..", "list"), ("", "list"),
        ("C:\\x\\liste 2018.xlsx", "liste 2018.xlsx"), ("a\0b\n.csv", "a b .csv"),
        ("." * 300, "list"), ("æ" * 300 + ".csv", "æ" * 120 + ".csv"), (".history", "history"),
    ],
)  # fmt: skip
def test_a_name_leads_nowhere(name, plain):
    assert plain_name(name) == plain


def test_a_list_that_is_not_open_is_no_page(client):
    assert client.get("/lists/nothing").status_code == 404
    assert client.post("/lists/nothing/add").status_code == 404
    assert client.post("/lists").status_code == 422


def test_a_list_is_put_away(drop, empty):
    client, here = drop(SPRING)
    file = client.app.state.desk.lists.get(here.split("/")[-1]).path
    assert file.exists()
    assert client.post(f"{here}/away").url.path == "/lists"
    assert not file.exists()
    assert client.get(here).status_code == 404
    assert not empty.exists()
