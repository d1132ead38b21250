"""Which warnings may change the answer: by hand, and beside rows in which the date is written."""

from __future__ import annotations

import re
import warnings

import pytest
from alliances import alliance, rows
from random_alliances import random_alliance

import ci_network as ci
from ci_network.api.recipes import what_is_in_doubt
from ci_network.api.record import DataWarning
from ci_network.commands.run import run
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows
from ci_network.results import asking
from ci_network.results.answering import answer


def doubt(record, language="en"):
    return what_is_in_doubt(record, language, "`ask`")


def test_an_undated_activity_of_partners_that_met_nowhere_else():
    """In 2017 S, A and B; once, without a date, C and D: in 2017 they were two partners more."""
    record = alliance("S*", a="SA!B@2017", once="CD")
    sentence = "For the answer for 2017 it matters when “once” took place; `ask` tells how much."
    assert doubt(record) == sentence
    assert doubt(record, "da") == (
        "For svaret for 2017 betyder det noget, hvornår »once« fandt sted; `ask` viser hvor meget."
    )


def test_an_undated_activity_that_adds_nothing_is_not_named():
    """A and B alone in 2017, in another activity too: all of it holds with and without."""
    record = alliance("S*", a="AB@2017", b="SA!B@2017", once="AB")
    assert "undated-activity" in {problem.code for problem in record.warnings}
    assert not doubt(record)


def test_two_of_nearly_one_name_that_may_be_one():
    """A meets Boligselskab with S, and Boligselskap without: if they are one, A keeps it."""
    nodes = [{"id": "S", "secretariat": "yes"}, {"id": "A"},
             {"id": "Boligselskab"}, {"id": "Boligselskap"}]  # fmt: skip
    edges = [
        {"activity": name, "actor": who, "role": "lead" if who == "S" else "", "start": "2017"}
        for name, there in (("x", ("S", "A", "Boligselskab")), ("y", ("A", "Boligselskap")))
        for who in there
    ]
    found = doubt(read_rows(nodes, edges).alliance)
    assert found == (
        "For the answer for 2017 it matters whether “Boligselskab” is “Boligselskap”; "
        "`ask` tells how much."
    )


@pytest.mark.parametrize("seed", range(40))
def test_those_are_named_that_change_the_range_once_their_date_is_written(seed):
    nodes, edges = random_alliance(seed, secretariats=1, activities=7)
    record = read_rows(nodes, edges).alliance
    now = answer(window_networks(record, "year"))
    undated = [
        name
        for name, dated in zip(record.activities.name, record.activities.dated, strict=True)
        if not dated
    ]
    moving = []
    for name in undated if now.window is not None else ():
        written = {"start": f"{now.window}-01-01", "end": f"{now.window}-12-31"}
        changed = [row | written if row["activity"] == name else row for row in edges]
        dated = window_networks(read_rows(nodes, changed).alliance, "year")
        then = answer(dated, now.window)
        if (then.low, then.high) != pytest.approx((now.low, now.high), nan_ok=True):
            moving.append(name)
    found = doubt(record)
    named = re.findall("“(activity [0-9])”", found)
    more = re.search(r"and ([0-9]) more took place", found)
    assert len(named) + (int(more[1]) if more else 0) == len(moving)
    assert set(named) <= set(moving)


def test_a_record_in_which_it_takes_long_is_left_alone(monkeypatch):
    record = alliance("S*", a="SA!B@2017", once="CD")
    monkeypatch.setattr(asking, "_WORTH_TRYING", record.rows - 1)
    assert not doubt(record)


def test_a_command_and_python_say_the_same_and_codes_hide_the_names(tmp_path, capsys):
    nodes, edges = rows("S*", a="SA!B@2017", feast="CD")
    for name, table in (("nodes.csv", nodes), ("edges.csv", edges)):
        lines = [",".join(table[0]), *(",".join(row.values()) for row in table)]
        (tmp_path / name).write_text("\n".join(lines) + "\n")
    with pytest.warns(DataWarning, match="it matters when “feast” took place; `ci.questions"):
        ci.read(tmp_path)
    for command in (["check"], ["answer"], ["ties"]):
        assert run([*command, str(tmp_path)]) == 0
        assert "it matters when “feast” took place; `ci-network ask`" in capsys.readouterr().err
    assert run(["ties", str(tmp_path), "--pseudonyms", "--every", "all"]) == 0
    assert "it matters" not in capsys.readouterr().err, "the whole period has all activities"
    assert run(["ties", str(tmp_path), "--pseudonyms"]) == 0
    told = capsys.readouterr().err
    assert "it matters when “" in told
    assert "feast" not in told


def test_without_windows_nothing_is_said():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not doubt(alliance("S*", a="SAB", b="CD"))
        assert not doubt(alliance("S*", a="SAB@2017"))
