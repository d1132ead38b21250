"""What a row means: its days, its role, its actors. Each counted by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from ci_network.dates import BEGINNING, END, day, iso
from ci_network.errors import DataError
from ci_network.reading import cells, read_rows
from ci_network.reading.table import Column, ProblemLog, RowLog

S = {"id": "S", "secretariat": "yes"}
A, B, C = ({"id": name} for name in "ABC")


def part(activity, actor, start="", end="", role=""):
    return {"activity": activity, "actor": actor, "role": role, "start": start, "end": end}


def pair(source, target, activity="", start="", end="", secretariat=""):
    return {
        "source": source, "target": target, "activity": activity, "start": start, "end": end,
        "secretariat": secretariat,
    }  # fmt: skip


def alliance(*edges, nodes=(S, A, B, C)):
    return read_rows(list(nodes), list(edges)).alliance


def shown(ordinal):
    return {BEGINNING: "beginning", END: "end"}.get(ordinal) or iso(ordinal)


def days(*edges, nodes=(S, A, B, C)):
    """Activity, actor, start, latest start, end of each part, in order."""
    found = alliance(*edges, nodes=nodes)
    p = found.participations
    return [
        (found.activities.name[a], found.actors.id[b], *map(shown, (start, latest, end)))
        for a, b, start, latest, end in zip(
            p.activity.tolist(), p.actor.tolist(), p.start.tolist(), p.latest_start.tolist(),
            p.end.tolist(), strict=True,
        )
    ]  # fmt: skip


def codes(nodes, edges):
    return [problem.code for problem in read_rows(list(nodes), list(edges)).problems]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2017", "", ("2017-01-01", "2017-12-31", "2017-12-31")),
        ("2017-Q2", "", ("2017-04-01", "2017-06-30", "2017-06-30")),
        ("2017-03", "2018", ("2017-03-01", "2017-03-31", "2018-12-31")),
        # A start of 2017 that ended in March began in March at the latest.
        ("2017", "2017-03", ("2017-01-01", "2017-03-31", "2017-03-31")),
        ("14-03-2017", "15.03.2017", ("2017-03-14", "2017-03-14", "2017-03-15")),
        ("", "2017", ("2017-01-01", "2017-12-31", "2017-12-31")),
        ("2017", "ongoing", ("2017-01-01", "2017-12-31", "2019-06-30")),
        ("2017", "Løbende", ("2017-01-01", "2017-12-31", "2019-06-30")),
    ],
)
def test_the_days_of_a_row(start, end, expected):
    later = part("z later", "B", "2019-06")
    assert days(part("walk", "A", start, end), later)[0] == ("walk", "A", *expected)


def test_ongoing_ends_on_the_last_day_that_a_row_lasts():
    # The start 2019 says only that it began in 2019, and it ended in March.
    found = days(part("a", "A", "2018", "ongoing"), part("b", "B", "2019", "2019-03"))
    assert found[0][4] == "2019-03-31"


def test_a_row_without_dates_takes_those_of_its_activity():
    found = days(
        part("walk", "A"),
        part("walk", "B", "2017", "2018"),
        part("walk", "C", "2017-03", "2017-05"),
    )
    assert found[0] == ("walk", "A", "2017-01-01", "2017-03-31", "2018-12-31")


def test_an_activity_without_dates_lasts_always_and_is_no_date_of_the_record():
    found = alliance(part("picnic", "A"), part("walk", "B", "2017"))
    assert found.activities.dated.tolist() == [False, True]
    assert found.participations.start.tolist()[0] == BEGINNING
    assert found.participations.end.tolist()[0] == END
    assert found.participations.latest_start.tolist()[0] == END
    assert (found.first, found.last) == (day(2017, 1, 1), day(2017, 12, 31))


def test_a_record_without_dates_has_no_first_day():
    found = alliance(part("picnic", "A"), part("picnic", "B"))
    assert (found.first, found.last) == (None, None)


def test_a_repeated_row_counts_once_and_another_role_is_another_row():
    rows = [
        part("walk", "A", "2017"),
        part("walk", "A", "2017"),
        part("walk", "A", "2017", role="lead"),
    ]
    found = read_rows([S, A], rows)
    assert found.alliance.rows == 2
    assert [(p.code, p.row, p.details) for p in found.problems if p.code == "repeated-row"] == [
        ("repeated-row", 3, {"first": "2"})
    ]


@pytest.mark.parametrize(
    ("role", "leads"),
    [
        ("lead", True), ("LEAD ", True), ("Tovholder", True), ("arrangør", True), ("vært", True),
        ("co-lead", True), ("organizer", True), ("facilitator", False), ("koordinator", False),
        ("sekretær", False), ("", False), ("leading light", False),
    ],
)  # fmt: skip
def test_which_roles_lead(role, leads):
    found = alliance(part("walk", "A", "2017", role=role)).participations
    assert found.lead.tolist() == [leads]
    assert found.role == (role.strip() or None,)


def test_actors_are_in_order_of_id_and_blank_cells_have_their_meaning():
    nodes = [
        {"id": "b", "label": "", "sector": "", "type": "", "secretariat": "", "joined": "2017",
         "left": "2018", "town": "Ry"},
        {"id": "10", "label": "Ti", "sector": "civil", "type": "person", "secretariat": "ja",
         "joined": "", "left": "ukendt", "town": ""},
    ]  # fmt: skip
    actors = alliance(part("walk", "b", "2017"), nodes=nodes).actors
    assert actors.id == ("10", "b")
    assert actors.label == ("Ti", "b")
    assert actors.sector == ("civil", None)
    assert actors.type == ("person", "organisation")
    assert actors.secretariat.tolist() == [True, False]
    assert actors.term_start.tolist() == [BEGINNING, END]
    assert actors.term_end.tolist() == [END, BEGINNING]
    assert actors.joined.tolist() == [END, day(2017, 1, 1)]
    assert actors.left.tolist() == [BEGINNING, day(2018, 12, 31)]
    assert actors.left_unknown.tolist() == [True, False]
    assert actors.attributes == {"town": ("", "Ry")}


def test_a_term_goes_from_the_first_day_to_the_last():
    node = {
        "id": "S",
        "secretariat": "1",
        "secretariat_from": "2015",
        "secretariat_until": "2019-Q2",
    }
    actors = alliance(part("walk", "S", "2016"), nodes=[node]).actors
    assert [shown(d) for d in (actors.term_start[0], actors.term_end[0])] == [
        "2015-01-01", "2019-06-30",
    ]  # fmt: skip


def test_names_that_programs_take_for_something_else_stay_names():
    nodes = [{"id": name} for name in ("NA", "None", "TRUE", "007", "1e5", "null", "7")]
    found = alliance(*(part("nan", node["id"], "2017") for node in nodes), nodes=nodes)
    assert set(found.actors.id) == {"NA", "None", "TRUE", "007", "1e5", "null", "7"}
    assert found.activities.name == ("nan",)


def test_further_columns_are_kept_on_the_part_and_on_the_activity_that_has_one_value():
    rows = [
        part("walk", "A", "2017") | {"place": "Ry", "evidence": "list"},
        part("walk", "B", "2017") | {"place": "", "evidence": "photo"},
        part("picnic", "B", "2017") | {"place": "", "evidence": "photo"},
    ]
    found = alliance(*rows)
    assert found.participations.attributes == {
        "place": ("", "Ry", ""), "evidence": ("photo", "list", "photo"),
    }  # fmt: skip
    assert found.activities.attributes == {"place": ("", "Ry")}


# ------------------------------------------------------------------------------ a row for each pair


def test_a_row_of_a_pair_is_an_activity_of_its_own():
    found = alliance(pair("A", "B", "plan", "2017"), pair("B", "C", "plan", "2017"))
    assert len(found.activities) == 2
    assert found.rows == 2
    assert found.activities.attributes["activity"] == ("plan", "plan")
    assert len(found.participations) == 4
    assert not found.participations.lead.any()


def parts_of_s(*edges, nodes=(S, A, B, C)):
    """Start, end and lead of each part of S in activities that are not its own row."""
    found = alliance(*edges, nodes=nodes)
    p = found.participations
    code = found.actors.id.index("S")
    return [
        (shown(start), shown(end), lead)
        for activity, actor, start, end, lead in zip(
            p.activity.tolist(), p.actor.tolist(), p.start.tolist(), p.end.tolist(),
            p.lead.tolist(), strict=True,
        )
        if actor == code and "S –" not in found.activities.name[activity]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("", []), ("none", []), ("ingen", []), ("nej", []),
        ("present", [("2017-01-01", "2017-12-31", False)]),
        ("til stede", [("2017-01-01", "2017-12-31", False)]),
        ("led", [("2017-01-01", "2017-12-31", True)]),
        ("Ledet", [("2017-01-01", "2017-12-31", True)]),
    ],
)  # fmt: skip
def test_the_column_secretariat_adds_the_secretariat(word, expected):
    assert parts_of_s(pair("A", "B", "plan", "2017", secretariat=word)) == expected


def test_the_secretariat_is_added_for_the_days_of_its_term():
    node = S | {"secretariat_from": "2017-07", "secretariat_until": "2018"}
    row = pair("A", "B", "", "2017", "2020", "led")
    assert parts_of_s(row, nodes=(node, A, B)) == [("2017-07-01", "2018-12-31", True)]


def test_a_row_outside_every_term_adds_nobody_and_says_so():
    node = S | {"secretariat_until": "2016"}
    found = read_rows([node, A, B], [pair("A", "B", "", "2017", "", "led")])
    assert len(found.alliance.participations) == 2
    assert "secretariat-out-of-term" in [problem.code for problem in found.problems]


def test_a_word_about_the_secretariat_needs_one_that_is_marked():
    with pytest.raises(DataError) as error:
        read_rows([A, B], [pair("A", "B", "", "2017", "", "led")])
    assert [(p.code, p.row) for p in error.value.problems if p.severity == "error"] == [
        ("secretariat-unmarked", 2)
    ]


def test_a_row_of_the_secretariat_in_the_same_activity_adds_it_on_the_common_days():
    edges = [pair("A", "B", "plan", "2017"), pair("S", "C", "plan", "2017-06", "2018")]
    assert parts_of_s(*edges) == [("2017-06-01", "2017-12-31", False)]


def test_a_row_of_the_secretariat_at_another_time_or_in_another_activity_adds_nothing():
    edges = [
        pair("A", "B", "plan", "2017"), pair("S", "C", "plan", "2018"),
        pair("S", "C", "walk", "2017"),
    ]  # fmt: skip
    assert parts_of_s(*edges) == []


def test_rows_without_a_name_share_no_activity():
    assert parts_of_s(pair("A", "B", "", "2017"), pair("S", "C", "", "2017")) == []


def test_where_the_secretariat_led_its_own_row_it_led_the_activity():
    edges = [pair("A", "B", "plan", "2017"), pair("S", "C", "plan", "2017", "", "led")]
    assert parts_of_s(*edges) == [("2017-01-01", "2017-12-31", True)]
    own = alliance(*edges)
    led = {
        own.actors.id[actor]
        for actor, lead in zip(
            own.participations.actor.tolist(), own.participations.lead.tolist(), strict=True
        )
        if lead
    }
    assert led == {"S"}


def test_the_secretariat_is_not_added_twice():
    edges = [
        pair("A", "B", "plan", "2017", "", "present"), pair("S", "C", "plan", "2017"),
        pair("S", "A", "plan", "2017"),
    ]  # fmt: skip
    assert parts_of_s(*edges) == [("2017-01-01", "2017-12-31", False)]


def test_undated_rows_of_the_same_activity_meet():
    assert parts_of_s(pair("A", "B", "plan"), pair("S", "C", "plan")) == [
        ("beginning", "end", False)
    ]


def test_a_secretariat_that_is_added_against_the_word_none_is_told():
    edges = [pair("A", "B", "plan", "2017", "", "none"), pair("S", "C", "plan", "2017")]
    assert parts_of_s(*edges) == [("2017-01-01", "2017-12-31", False)]
    assert "none-but-present" in codes([S, A, B, C], edges)


def test_rows_that_say_the_same_of_a_pair_keep_names_of_their_own():
    edges = [
        pair("A", "B", "plan", "2017") | {"place": "Ry"},
        pair("A", "B", "plan", "2017-01", "2017-12") | {"place": "Vejle"},
    ]
    found = alliance(*edges)
    assert len(set(found.activities.name)) == 2
    turned = alliance(*reversed(edges)).activities
    assert (turned.name, turned.attributes) == (found.activities.name, found.activities.attributes)


@pytest.mark.parametrize(
    ("date", "told"),
    [("2081", True), ("2061-01", True), ("2060", False), ("1900", True), ("1901", False)],
)
def test_dates_that_are_slips_are_told(date, told):
    found = codes([S, A, B], [part("walk", "A", date), part("walk", "B", date)])
    assert ("implausible-date" in found) == told


CELLS = (
    "2018-03-14", "", "2020-02-29", "2060-12-31", "1905-08-22", "1905-08-21", "2061-01-01",
    "2018-02-30", "2018-13-01", "0000-01-01", "0001-01-01", "9999-12-31", "2018-03", "14-03-2018",
    "2018-3-14", "2018-03-14 ", "2018-03-14\n2018-03-15", "\n", "NaT", "today", "-018-03-14",
    "２０１８-03-14", "ongoing",
)  # fmt: skip


def test_days_read_all_at_once_are_those_read_one_by_one(monkeypatch):
    """Every set of up to three cells, with all that is told of them."""
    sets = [some for size in range(4) for some in itertools.combinations(CELLS, size)]
    at_once = [cells.plain_days(some) is not None for some in sets]

    def read(some):
        log = ProblemLog()
        column = Column("start", some, np.array([*range(len(some)), 0][: 2 * len(some)], np.int64))
        rows = RowLog("edges.csv", np.arange(len(column.codes)) + 2, log)
        found = cells.read_dates(column, rows, frozenset({"ongoing"}))
        return [each.tolist() for each in found], log.problems

    together = [read(some) for some in sets]
    monkeypatch.setattr(cells, "plain_days", lambda _cells: None)
    assert together == [read(some) for some in sets]
    assert sum(at_once) == 26  # 0 to 3 of the five plain ones
