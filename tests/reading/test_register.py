"""The register that the tables hold, errors and all."""

from __future__ import annotations

from ci_network.reading.records import Records
from ci_network.reading.register import register_of


def table(name, text):
    return Records(f"{name}.csv", [line.split(",") for line in text.split("\n")])


def test_an_activity_is_what_its_rows_say():
    register = register_of({
        "nodes": table("nodes", "id,sekretariat,joined\nS,Ja,2018\nA,,"),
        "edges": table(
            "edges",
            "aktivitet,aktør,rolle,start,slut\n"
            "walk,A,Tovholder,2018,2019\nwalk,S,,2018,2019\nwalk,A,,2018,2019\n"
            "talk,A,,14-3-2018,\ntalk,X,,wrong,\n,A,,,",
        ),
        "activities": table("activities", "aktivitet,fortsætter,ledet_af\nwalk,ja,\ntalk,?,delt"),
    })  # fmt: skip
    walk, talk = register.entries
    assert (walk.start, walk.end, walk.dates_differ) == ("2018", "2019", False)
    assert (walk.actors, walk.leads, walk.continues) == (("A", "S"), ("A",), "yes")
    assert (talk.start, talk.dates_differ, talk.led_by, talk.continues) == ("", True, "shared", "")
    assert [(o.id, o.secretariat, o.activities) for o in register.organisations] == [
        ("S", True, 1), ("A", False, 2), ("X", False, 1),
    ]  # fmt: skip
    assert register.organisations[0].cells["joined"] == "2018"


def test_no_record_and_pairs_have_no_entries():
    assert register_of({}).entries == ()
    pairs = register_of({"edges": table("edges", "source,target,activity\nA,B,walk")})
    assert (pairs.entries, pairs.pairs) == ((), True)
