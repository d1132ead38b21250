"""Changes to the tables of a record: the files are then what somebody makes of them by hand."""

from __future__ import annotations

import pytest

from ci_network.errors import UsageError
from ci_network.reading import editing, examine_records
from ci_network.reading.merging import apply
from ci_network.reading.records import Records
from ci_network.views.text import rows_text

NODES = """\
id,label,sector,secretariat
S,Secretariat,,yes
A,Alpha,public,
B,Beta,,
"""
EDGES = """\
activity,actor,role,start,place
walk,S,,2018-03-14,Hall
walk,A,lead,2018-03-14,Hall
talk,A,,2018,
talk,B,,2018-05,
"""


def table(name, text):
    return Records(f"{name}.csv", [line.split(",") for line in text.splitlines()])


def record(**more):
    texts = {"nodes": NODES, "edges": EDGES, **more}
    return {name: table(name, text) for name, text in texts.items()}


def texts(tables):
    return {name: rows_text(records.cells) for name, records in tables.items()}


def by_hand(tables, **new):
    """The same files with these instead; what is not named is as it was."""
    return texts(tables) | new


RECORD = record()
TOLD = record(activities="activity,continues,taken_over_by\nwalk,yes,A\n")


def test_an_activity_is_added_with_a_row_for_each():
    new = editing.activity_added(RECORD, "run", ["B", "S", "New"], "2019-01-02", lead="B")
    assert texts(new) == by_hand(
        RECORD,
        nodes=NODES + "New,New,,\n",
        edges="activity,actor,role,start,place\n" + EDGES.split("\n", 1)[1]
        + "run,B,lead,2019-01-02,\nrun,S,,2019-01-02,\nrun,New,,2019-01-02,\n",
    )  # fmt: skip


def test_an_end_adds_its_column():
    new = editing.activity_added(RECORD, "run", ["B"], "2019", "ongoing")
    assert texts(new)["edges"].splitlines()[0] == "activity,actor,role,start,place,end"
    assert texts(new)["edges"].splitlines()[1] == "walk,S,,2018-03-14,Hall,"
    assert texts(new)["edges"].splitlines()[-1] == "run,B,,2019,,ongoing"


def test_a_meeting_of_a_known_name_is_named_with_its_date():
    new = editing.activity_added(RECORD, "walk", ["B"], "2019-01-02")
    assert texts(new)["edges"].endswith("walk (2019-01-02),B,,2019-01-02,\n")
    with pytest.raises(UsageError, match="already"):
        editing.activity_added(new, "walk", ["B"], "2/1 2019")
    dated = record(edges=EDGES.replace("walk,", "walk (2018-03-14),"))
    new = editing.activity_added(dated, "walk", ["B"], "14-04-2018")
    assert texts(new)["edges"].endswith("walk (2018-04-14),B,,14-04-2018,\n")


@pytest.mark.parametrize(
    ("name", "actors", "start"), [("", "A", ""), ("run", "", ""), ("run", "A", "14. someday")]
)
def test_what_is_no_activity_is_refused(name, actors, start):
    with pytest.raises(UsageError):
        editing.activity_added(RECORD, name, list(actors), start)


def test_ticks_are_rows_dated_as_the_others():
    new = editing.took_part(RECORD, "walk", "B", True)
    assert texts(new) == by_hand(
        RECORD, edges=EDGES.replace("talk,A", "walk,B,,2018-03-14,\ntalk,A", 1)
    )
    assert texts(editing.took_part(new, "walk", "B", False)) == texts(RECORD)
    assert texts(editing.took_part(RECORD, "walk", "A", True)) == texts(RECORD)


def test_where_the_dates_differ_a_new_row_has_none():
    new = editing.took_part(RECORD, "talk", "S", True)
    assert texts(new)["edges"].endswith("talk,S,,,\n")


def test_somebody_stays_in_an_activity():
    one = editing.took_part(RECORD, "talk", "A", False)
    with pytest.raises(UsageError, match="talk"):
        editing.took_part(one, "talk", "B", False)
    with pytest.raises(UsageError, match="no activity"):
        editing.took_part(RECORD, "gone", "B", True)


def test_the_lead_is_one_actors_role():
    new = editing.led(RECORD, "walk", "S")
    assert texts(new) == by_hand(
        RECORD, edges=EDGES.replace("S,,", "S,lead,").replace("walk,A,lead", "walk,A,")
    )
    assert texts(editing.led(new, "walk", "A")) == texts(RECORD)
    assert "lead" not in texts(editing.led(RECORD, "walk", ""))["edges"]


def test_a_lead_that_had_no_row_gets_one_in_the_tables_own_word():
    danish = record(edges=EDGES.replace("lead", "tovholder"))
    new = editing.led(danish, "walk", "B")
    assert "walk,B,tovholder,2018-03-14," in texts(new)["edges"]


def test_the_lead_as_a_whole_stands_with_the_activity():
    new = editing.led_by_some(RECORD, ["walk"], "shared")
    assert texts(new)["activities"] == "activity,led_by\nwalk,shared\n"
    assert "lead" not in texts(new)["edges"]
    back = editing.led(new, "walk", "A")
    assert texts(back)["activities"] == "activity,led_by\nwalk,\n"
    assert texts(back)["edges"] == EDGES


def test_an_organisation_called_partner_can_lead():
    tables = record(nodes=NODES + "partner,P,,\n", edges=EDGES + "walk,partner,,2018-03-14,\n")
    assert "walk,partner,lead,2018-03-14," in texts(editing.led(tables, "walk", "partner"))["edges"]


def test_what_goes_on_is_said_where_it_stands():
    new = editing.goes_on(RECORD, "talk", "yes", "B", "the meeting in May")
    assert texts(new)["activities"] == (
        "activity,continues,taken_over_by,continues_evidence\ntalk,yes,B,the meeting in May\n"
    )
    assert not [p for p in examine_records(new).problems if p.severity == "error"]
    ended = editing.goes_on(TOLD, "walk", "no", "A")
    assert texts(ended)["activities"] == "activity,continues,taken_over_by\nwalk,no,\n"
    in_rows = record(edges="activity,actor,continues\nwalk,A,yes\nwalk,B,\n")
    assert texts(editing.goes_on(in_rows, "walk", "no")) == by_hand(
        in_rows, edges="activity,actor,continues\nwalk,A,no\nwalk,B,\n"
    )


def test_what_is_said_of_several_is_what_is_said_of_each():
    by_hand = editing.goes_on(RECORD, "walk", "yes", "A", "the meeting in May")
    by_hand = editing.goes_on(by_hand, "talk", "yes", "", "the meeting in May")
    at_once = editing.all_go_on(RECORD, {"walk": "A", "talk": ""}, "yes", "the meeting in May")
    assert texts(at_once) == texts(by_hand)
    by_hand = editing.led_by_some(editing.led_by_some(TOLD, ["walk"], "shared"), ["talk"], "shared")
    assert texts(editing.led_by_some(TOLD, ["walk", "talk"], "shared")) == texts(by_hand)
    with pytest.raises(UsageError, match="no activity hike"):
        editing.all_go_on(RECORD, {"walk": "A", "hike": ""}, "yes")


def test_dates_of_an_activity():
    new = editing.activity_dated(RECORD, "walk", "14/4 2018")
    assert texts(new) == by_hand(RECORD, edges=EDGES.replace("2018-03-14", "14/4 2018"))
    with pytest.raises(UsageError, match="different dates"):
        editing.activity_dated(RECORD, "talk", "2018")


def test_another_name_and_none():
    new = editing.activity_renamed(TOLD, "walk", "march")
    assert texts(new) == {name: text.replace("walk", "march") for name, text in texts(TOLD).items()}
    with pytest.raises(UsageError, match="already"):
        editing.activity_renamed(TOLD, "walk", "talk")
    gone = texts(editing.activity_removed(TOLD, "walk"))
    assert gone["activities"] == "activity,continues,taken_over_by\n"
    assert gone["edges"] == "activity,actor,role,start,place\ntalk,A,,2018,\ntalk,B,,2018-05,\n"


def test_two_names_of_one_activity():
    new = editing.same_activity(TOLD, "talk", "walk")
    assert texts(new) == {name: text.replace("walk", "talk") for name, text in texts(TOLD).items()}


def test_actors():
    new = editing.actor_added(RECORD, "New", {"sector": "civil", "joined": "2018-02"})
    assert texts(new)["nodes"].splitlines()[0] == "id,label,sector,secretariat,joined"
    assert texts(new)["nodes"].splitlines()[-1] == "New,New,civil,,2018-02"
    assert texts(editing.actor_removed(new, "New"))["nodes"].splitlines()[-1] == "B,Beta,,,"
    changed = editing.actor_changed(RECORD, "B", "sector", "business")
    assert texts(changed) == by_hand(RECORD, nodes=NODES.replace("Beta,,", "Beta,business,"))
    renamed = editing.actor_changed(TOLD, "A", "id", "Aa")
    assert texts(renamed)["activities"].endswith("walk,yes,Aa\n")
    assert texts(renamed)["edges"] == EDGES.replace(",A,", ",Aa,")
    for wrong in (
        lambda: editing.actor_added(RECORD, "a"), lambda: editing.actor_added(RECORD, " "),
        lambda: editing.actor_changed(RECORD, "A", "id", "b"),
        lambda: editing.actor_changed(RECORD, "A", "joined", "someday"),
        lambda: editing.actor_changed(RECORD, "nobody", "label", "x"),
        lambda: editing.actor_removed(RECORD, "A"),
    ):  # fmt: skip
        with pytest.raises(UsageError):
            wrong()


ASKED = {
    **TOLD,
    "partnerships": table(
        "partnerships", "source,target,activity,start,secretariat,recorded_by\n"
        "A,C,walk,2018,none,A\nC,D,,2018,none,C\n"
    ),
    "survey": table("survey", "respondent,about,answer\nA,D,no\nC,A,no\n"),
    "nodes": table("nodes", NODES + "C,C,,\nD,D,,\n"),
}  # fmt: skip


def test_an_actor_has_its_new_name_in_every_table():
    new = texts(editing.actor_changed(ASKED, "A", "id", "Aa"))
    assert new["partnerships"].endswith("Aa,C,walk,2018,none,Aa\nC,D,,2018,none,C\n")
    assert new["survey"].endswith("Aa,D,no\nC,Aa,no\n")
    assert (
        texts(editing.activity_renamed(ASKED, "walk", "march"))["partnerships"].splitlines()[1]
        == "A,C,march,2018,none,A"
    )
    with pytest.raises(UsageError, match="partnerships"):
        editing.actor_removed(ASKED, "C")


@pytest.mark.parametrize("tables", [TOLD, ASKED], ids=["register", "survey"])
def test_joining_is_what_apply_makes_of_the_answer(tmp_path, tables):
    for name, text in texts(tables).items():
        (tmp_path / f"{name}.csv").write_text(text)
    answer = tmp_path / "answer.csv"
    answer.write_text('kind,about,answer\nsame_actor,"B\nA",yes\n')
    applied = apply(tmp_path, [answer]).tables
    joined = editing.same_actor(tables, "B", "A")
    for kind, records in joined.items():
        columns = applied[f"{kind}.csv"]
        assert records.cells == [list(columns), *map(list, zip(*columns.values(), strict=True))]


def test_cells_and_rows_by_the_numbers_of_the_spreadsheet():
    assert texts(editing.cell_set(RECORD, "nodes", 3, "sector", "x")) == by_hand(
        RECORD, nodes=NODES.replace("public", "x")
    )
    noted = record(nodes="Our partners\n\n" + NODES)
    assert texts(editing.cell_set(noted, "nodes", 5, "label", "x"))["nodes"].splitlines()[4] == (
        "A,x,public,"
    )
    assert texts(editing.row_removed(noted, "nodes", 5))["nodes"].splitlines()[4] == "B,Beta,,"
    for row in (0, 1, 3, 99):
        with pytest.raises(UsageError):
            editing.row_removed(noted, "nodes", row)
    with pytest.raises(UsageError):
        editing.cell_set(RECORD, "nodes", 99, "sector", "x")


def test_pairs_are_changed_row_by_row():
    pairs = record(edges="source,target\nA,B\n")
    with pytest.raises(UsageError, match="pairs"):
        editing.took_part(pairs, "walk", "A", True)
    assert texts(editing.actor_changed(pairs, "A", "id", "Z"))["edges"] == "source,target\nZ,B\n"


def test_no_function_changes_its_tables():
    before = texts(TOLD)
    editing.goes_on(editing.led(TOLD, "walk", "B"), "walk", "no")
    editing.same_actor(TOLD, "A", "B")
    editing.cell_set(TOLD, "nodes", 2, "label", "x")
    editing.activity_added(TOLD, "run", ["A"], "2018", "2019")
    assert texts(TOLD) == before


def test_a_record_is_begun():
    new = editing.activity_added({}, "walk", ["A", "B"], "2018")
    assert texts(new)["edges"] == "activity,actor,role,start,end\nwalk,A,,2018,\nwalk,B,,2018,\n"
    assert not [p for p in examine_records(new).problems if p.severity == "error"]
