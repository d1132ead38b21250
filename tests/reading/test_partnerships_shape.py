"""Pairs beside activities: who says so, what counts, and what comes out and in again."""

from __future__ import annotations

import json

import numpy as np
import pytest
from alliances import rows

from ci_network.errors import DataError
from ci_network.measures.sustainability import sustainability
from ci_network.network.windows import window_networks
from ci_network.reading import examine, read, read_rows
from ci_network.record.accounts import counting, has_accounts, what_counts
from ci_network.record.pseudonyms import under_pseudonyms
from ci_network.results.figures import metrics, nulls
from ci_network.views.exports import export
from ci_network.views.exports.record import record

NAMES = "ABCD"


def pair(source, target, by="", start="2018", end="2019", **more):
    return {
        "source": source, "target": target, "start": start, "end": end, "recorded_by": by, **more,
    }  # fmt: skip


def made(*pairs, replies=(), **activities):
    nodes, edges = rows("S*ABCD", **(activities or {"meeting": "SABCD@2018/2019"}))
    return read_rows(nodes, edges, (), pairs, replies).alliance


def standings(alliance, window="2018"):
    """Class of each tie by its two letters: 0 independent, 2 supported with the lead unknown."""
    network = window_networks(alliance).only(window).networks[0]
    ids = alliance.actors.id
    ends = zip(network.ties.first.tolist(), network.ties.second.tolist(), strict=True)
    names = [ids[one] + ids[other] for one, other in ends]
    return dict(zip(names, network.ties.standing.tolist(), strict=True))


def test_what_one_says_is_kept_and_does_not_count():
    one = made(pair("A", "B", "A"))
    assert standings(one)["AB"] == 2
    assert standings(counting(one, "one"))["AB"] == 0
    assert standings(counting(one, "register"))["AB"] == 2


@pytest.mark.parametrize("other", [("B", "A"), ("A", "B")])
def test_what_both_say_counts_whichever_way_the_pair_is_written(other):
    assert standings(made(pair("A", "B", "A"), pair(*other, "B")))["AB"] == 0


def test_what_the_register_says_of_a_pair_counts_alone():
    assert standings(made(pair("A", "B")))["AB"] == 0
    assert standings(made(pair("A", "B", "S")))["AB"] == 0
    assert standings(made(pair("A", "B", "C")))["AB"] == 0, "C is none of the two"


def test_both_must_speak_of_the_same_days():
    """A says 2016 to 2018, B says 2018 to 2019: they agree on 2018 alone."""
    both = made(
        pair("A", "B", "A", "2016", "2018"),
        pair("B", "A", "B", "2018", "2019"),
        meeting="SABCD@2016/2019",
    )
    found = [standings(both, window)["AB"] for window in ("2016", "2017", "2018", "2019")]
    assert found == [2, 2, 0, 2]


def test_two_that_never_speak_of_the_same_days_do_not_agree():
    apart = made(pair("A", "B", "A", "2018", "2018"), pair("B", "A", "B", "2019", "2019"))
    assert [standings(apart, window)["AB"] for window in ("2018", "2019")] == [2, 2]


def test_one_that_knows_no_date_agrees_in_the_whole_period_alone():
    undated = made(pair("A", "B", "A", "", ""), pair("B", "A", "B"))
    assert standings(undated)["AB"] == 2
    whole = window_networks(undated, "all").networks[0]
    assert whole.ties.standing.min() == 0


def test_an_account_begins_no_earlier_than_the_register():
    early = made(pair("A", "B", "A", "1990"), pair("B", "A", "B", "1990"))
    assert [network.window.label for network in window_networks(early).networks] == ["2018", "2019"]


def test_an_account_may_reach_beyond_the_register():
    late = made(pair("A", "B", "A", "2020", "2020"), pair("B", "A", "B", "2020", "2020"))
    assert standings(late, "2020") == {"AB": 0}


def test_accounts_are_no_activities_of_the_register():
    """Two meetings, both with the secretariat, however many accounts there are."""
    plain = made(meeting="SABCD@2018", walk="S!AB@2018")
    told = made(
        pair("A", "C", "A"), pair("C", "A", "C"), pair("B", "D", "B"),
        meeting="SABCD@2018", walk="S!AB@2018",
    )  # fmt: skip
    before, after = (metrics(sustainability(one)) for one in (plain, told))
    assert after["data"]["activities"] == before["data"]["activities"] == 2
    assert after["data"]["participations"] == before["data"]["participations"]
    assert after["windows"][0]["secretariat"]["attended_share"] == 1
    assert after["windows"][0]["convening"] == before["windows"][0]["convening"]
    assert after["record"] == before["record"]
    assert after["recorded_by"] is None


def test_the_part_that_counts_is_its_own_part():
    both = made(pair("A", "B", "A", "2016"), pair("B", "A", "B"), pair("C", "D", "C"))
    once = what_counts(both)
    again = what_counts(once)
    assert once.activities.name == again.activities.name
    assert once.participations.start.tolist() == again.participations.start.tolist()


def test_a_record_without_accounts_is_left_as_it_is():
    plain = made()
    assert not has_accounts(plain)
    assert what_counts(plain) is plain


def test_an_account_with_the_secretariat_is_the_registers():
    there = made(pair("A", "B", "A", secretariat="present"))
    assert (there.activities.said_by == -1).all()


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_rows_leaves_no_trace(seed):
    chance = np.random.default_rng(seed)
    pairs = [
        pair(*chance.permutation(list(NAMES))[:2], by="", start=str(chance.integers(2014, 2019)))
        for _ in range(8)
    ]
    for each in pairs:
        each["recorded_by"] = str(chance.choice([each["source"], each["target"], "S"]))
        each["note"] = str(chance.integers(9))
    one = made(*pairs)
    two = made(*(pairs[k] for k in chance.permutation(len(pairs))))
    assert nulls(metrics(sustainability(one))) == nulls(metrics(sustainability(two)))
    assert record(one, ["note"]) == record(two, ["note"])


def test_three_figures_are_nested():
    """What the register says is in what counts, and that is in what anybody says."""
    told = made(pair("A", "C", "A"), pair("C", "A", "C"), pair("B", "D", "B"), walk="AB@2018")
    sizes = [len(standings(counting(told, whose))) for whose in ("register", "agreed", "one")]
    assert sizes == [1, 2, 3]


# ------------------------------------------------------------------------------------- replies


def reply(respondent, about="", answer="complete", **more):
    return {
        "respondent": respondent, "about": about, "answer": answer,
        "from": "2018", "until": "2019", **more,
    }  # fmt: skip


def errors(*pairs, replies):
    with pytest.raises(DataError) as raised:
        made(*pairs, replies=replies)
    return [(problem.code, problem.file, problem.row) for problem in raised.value.errors]


def test_replies_are_read():
    told = made(replies=[reply("A"), reply("A", "B", "nej"), reply("B", "", "delvis")])
    assert told.replies.answer == ("complete", "no", "partial")
    assert told.replies.about.tolist() == [-1, 1, -1]
    assert has_accounts(told)


@pytest.mark.parametrize(
    ("rows_", "code", "row"),
    [
        ([reply("A", answer="maybe")], "bad-reply", 2),
        ([reply("A", "B", "complete")], "bad-reply", 2),
        ([reply("A", "B", "ja")], "yes-without-partnership", 2),
        ([reply("A"), reply("A", answer="partial")], "reply-twice", 3),
        ([reply("X")], "unknown-actor", 2),
        ([reply("A", "X", "no")], "unknown-actor", 2),
        ([reply("A", answer="")], "blank-cell", 2),
    ],
)
def test_what_is_wrong_in_a_reply_is_told_with_its_row(rows_, code, row):
    assert (code, "survey.csv", row) in errors(replies=rows_)


def test_nobody_says_yes_and_no_of_the_same_time():
    found = errors(pair("A", "B", "A"), replies=[reply("A"), reply("A", "B", "no")])
    assert found == [("no-against-pair", "survey.csv", 3)]
    earlier = [reply("A", "B", "no") | {"from": "2016", "until": "2017"}]
    assert made(pair("A", "B", "A"), replies=earlier).replies is not None


# ------------------------------------------------------------------------- out, and in again


@pytest.fixture
def told():
    return made(
        pair("A", "C", "A", note="x"), pair("C", "A", "C", continues="yes"), pair("B", "D", "B"),
        pair("A", "B"), replies=[reply("A"), reply("A", "D", "no"), reply("C", answer="partial")],
        meeting="SABCD@2018/2019", walk="AB@2018-03",
    )  # fmt: skip


def figures(one):
    """All figures; a pair that the register tells of goes out as an activity of two rows."""
    found = nulls(metrics(sustainability(one)))
    del found["data"]["participations"]
    return found


def same(one, two):
    assert figures(one) == figures(two)
    assert record(one) == record(two)


def test_a_folder_holds_accounts_and_replies(told, tmp_path):
    for name, content in export(told, "csv", "out").items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert {"partnerships.csv", "survey.csv"} <= {path.name for path in tmp_path.iterdir()}
    same(told, read(tmp_path).alliance)


def test_a_workbook_holds_accounts_and_replies(told, tmp_path):
    (tmp_path / "out.xlsx").write_bytes(export(told, "xlsx", "out.xlsx"))
    same(told, read(tmp_path / "out.xlsx").alliance)


@pytest.mark.parametrize("form", ["hif", "json"])
def test_no_other_tool_takes_what_one_says_for_a_fact(told, form):
    content = json.loads(export(told, form, "out.json"))
    beside = content.get("metadata") or content["graph"]
    assert len(beside["partnerships"]) == 3
    assert len(beside["survey"]) == 3
    names = str(content.get("incidences") or content["nodes"])
    assert "A – C" not in names
    assert "A – B" in names


def test_free_text_does_not_leave_unasked(told):
    for content in export(told, "csv", "out").values():
        assert "note" not in content
    assert "note" in export(told, "csv", "out", keep=["note"])["partnerships.csv"]


def test_under_codes_the_same_two_say_the_same(told):
    hidden, key = under_pseudonyms(told)
    assert (
        nulls(metrics(sustainability(hidden)))["windows"][0]["ties"]
        == (nulls(metrics(sustainability(told)))["windows"][0]["ties"])
    )
    who = {hidden.actors.id[code] for code in hidden.activities.said_by if code >= 0}
    assert who == {key.actors[name] for name in "ABC"}
    assert {hidden.actors.id[code] for code in hidden.replies.respondent} == {
        key.actors[name] for name in "AC"
    }
    assert "note" not in hidden.participations.attributes


def test_a_table_beside_that_is_empty_changes_nothing(tmp_path):
    for name, text in {
        "nodes.csv": "id,secretariat\nS,yes\nA,no\nB,no\n",
        "edges.csv": "activity,actor,start\nwalk,S,2018\nwalk,A,2018\nwalk,B,2018\n",
        "partnerships.csv": "source,target,start\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = examine(tmp_path)
    assert found.problems == ()
    assert found.overview.partnerships.rows == 0


def test_danish_headings_are_read(tmp_path):
    for name, text in {
        "nodes.csv": "id;sekretariat\nS;ja\nA;nej\nB;nej\n",
        "edges.csv": "aktivitet;aktør;start\nmøde;S;2018\nmøde;A;2018\nmøde;B;2018\n",
        "partnerships.csv": (
            "aktør_1;aktør_2;start;slut;sekretariat;registreret_af\nA;B;2018;2018;ingen;A\n"
            "B;A;2018;2018;ingen;B\n"
        ),
        "survey.csv": "svarer;om;svar;fra;til\nA;;færdig;2018;2018\nB;S;ved ikke;2018;2018\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = read(tmp_path).alliance
    assert standings(found)["AB"] == 0
    assert found.replies.answer == ("complete", "unknown")
