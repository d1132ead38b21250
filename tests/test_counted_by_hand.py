"""Alliances small enough to count by hand: the package and the slow reference both must."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx
import pytest
from alliances import rows
from random_alliances import Alliance, Row
from reference import reference_metrics, reference_partners, reference_ties

from ci_network.measures.sustainability import sustainability
from ci_network.network.windows import WindowNetworks, window_networks
from ci_network.reading import read_rows
from ci_network.results import tables
from ci_network.results.figures import metrics, nulls, to_json

approx = pytest.approx


class Count:
    """The slow reference, by which every case is counted."""

    def metrics(self, *asked: Any) -> dict[str, Any]:
        """The figures of `metrics --format json`."""
        return reference_metrics(*asked)

    def ties(self, *asked: Any) -> list[dict[str, Any]]:
        """Rows of ties."""
        return reference_ties(*asked)

    def partners(self, *asked: Any) -> list[dict[str, Any]]:
        """Rows of partners."""
        return reference_partners(*asked)


class CountOfThePackage(Count):
    """The package, of which only what the reference speaks of is looked at."""

    def metrics(self, *asked: Any) -> dict[str, Any]:
        """The figures of `metrics --format json`."""
        record = read_rows(*asked[:2]).alliance
        found = json.loads(to_json(metrics(sustainability(record, *asked[2:]))))
        told: dict[str, Any] = spoken_of(reference_metrics(*asked), found)
        return told

    def ties(self, *asked: Any) -> list[dict[str, Any]]:
        """Rows of ties."""
        return spoken_of(reference_ties(*asked), in_rows(tables.ties(networks(*asked))))

    def partners(self, *asked: Any) -> list[dict[str, Any]]:
        """Rows of partners."""
        found = in_rows(tables.partner_table(networks(*asked)))
        return spoken_of(reference_partners(*asked), found)


def networks(nodes: list[Row], edges: list[Row], *asked: Any) -> WindowNetworks:
    """The networks of the package."""
    return window_networks(read_rows(nodes, edges).alliance, *asked)


def in_rows(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """A table row by row."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def spoken_of(expected: Any, found: Any) -> Any:
    """What was found, with the keys alone that the reference has."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return {key: spoken_of(value, found[key]) for key, value in expected.items()}
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [spoken_of(one, other) for one, other in zip(expected, found, strict=True)]
    return nulls(found)


@pytest.fixture(params=[Count, CountOfThePackage], ids=["reference", "package"])
def count(request: pytest.FixtureRequest) -> Count:
    """Who counts."""
    counter: Count = request.param()
    return counter


def actors(names: str, **cells: dict[str, str]) -> list[Row]:
    """Rows of nodes.csv: names apart by spaces, a star marks the secretariat."""
    rows = []
    for name in names.split():
        actor = name.rstrip("*")
        marked = {"secretariat": "true"} if name.endswith("*") else {}
        rows.append({"id": actor, **marked, **cells.get(actor, {})})
    return rows


def activity(name: str, dates: str, who: str) -> list[Row]:
    """Rows of edges.csv: who took part, apart by spaces.

    `A` takes part for the dates of the activity, `A!` leads, `A@2017..2018` has dates of its own.
    """
    rows = []
    for word in who.split():
        actor, _, own = word.partition("@")
        start, _, end = (own or dates).partition("..")
        role = "lead" if actor.endswith("!") else ""
        rows.append(
            {"activity": name, "actor": actor.rstrip("!"), "role": role, "start": start, "end": end}
        )
    return rows


def window(
    count: Count, alliance: Alliance, label: str, every: str = "year", max_size: int | None = None
) -> dict[str, Any]:
    """The figures of one window."""
    figures = count.metrics(*alliance, every, max_size)
    return next(entry for entry in figures["windows"] if entry["window"] == label)


def classes(
    count: Count, alliance: Alliance, every: str = "all"
) -> dict[tuple[str, str, str], str]:
    """Class by window and pair."""
    return {
        (row["window"], row["source"], row["target"]): row["class"]
        for row in count.ties(*alliance, every)
    }


def test_a_small_alliance_counted_whole(count: Count) -> None:
    """A meeting of S (lead), A, B and C, a walk of A and B that A leads, and D, who is a member.

    Ties: A-B independent (the walk), A-C and B-C carried. S is tied to A, B, C. D is alone.
    """
    nodes = actors(
        "S* A B C D",
        A={"sector": "civil"},
        B={"sector": "kommune"},
        C={"sector": "civil"},
        D={"joined": "2016"},
    )
    edges = activity("meeting", "2017-03-01", "S! A B C") + activity("walk", "2017-05", "A! B")
    figures = count.metrics(nodes, edges, "year")
    assert figures["data"] == {
        "partners": 4,
        "secretariat": ["S"],
        "activities": 2,
        "participations": 6,
        "evaluation_activities": 0,
        "first": "2017-03-01",
        "last": "2017-05-31",
    }
    (year,) = figures["windows"]
    assert (year["window"], year["start"], year["end"]) == ("2017", "2017-01-01", "2017-12-31")
    assert (year["partners"], year["activities"]) == (4, 2)
    assert year["ties"] == {
        "total": 3,
        "independent": 1,
        "supported": 0,
        "carried": 2,
        "lead_unknown": 0,
    }
    assert year["independent_share"] == approx(1 / 3)
    # Strength: the meeting of four gives 1/3 to each of three pairs, the walk 1 to A-B; in all 2.
    assert year["independent_strength_share"] == approx(1 / 2)
    assert year["deep"] == 0
    # Present: triangle A B C, D apart. Degrees with S in a clique of four: 3, 3, 3, 3, and 0 for D.
    assert year["scenarios"]["present"] == {
        "ties": 3,
        "density": approx(1 / 2),
        "connectedness": approx(1 / 2),
        "largest_component": approx(3 / 4),
        "efficiency": approx(1 / 2),
        "isolates": 1,
        "degree_centralization": approx(3 / 12),
        "cross_sector_share": approx(2 / 3),
        # Known sectors: civil twice, kommune once; of 3 pairs 1 is within.
        "cross_sector_expected": approx(2 / 3),
    }
    # Without S the degrees are 2, 2, 2, 0: (0 + 0 + 0 + 2)/(3 x 2).
    assert year["scenarios"]["hub_leaves"]["degree_centralization"] == approx(1 / 3)
    assert year["scenarios"]["hub_leaves"]["connectedness"] == approx(1 / 2)
    # What is left is A-B: degrees 1, 1, 0, 0.
    for scenario in ("led_activities_end", "unaided"):
        assert year["scenarios"][scenario] == {
            "ties": 1,
            "density": approx(1 / 6),
            "connectedness": approx(1 / 6),
            "largest_component": approx(1 / 2),
            "efficiency": approx(1 / 6),
            "isolates": 2,
            "degree_centralization": approx(2 / 6),
            "cross_sector_share": 1,
            "cross_sector_expected": approx(2 / 3),
        }
        assert year["retention"][scenario] == {
            "connectedness": approx(1 / 3),
            "largest_component": approx(2 / 3),
            "efficiency": approx(1 / 3),
        }
    # S stands between A-C and B-C, of the 6 pairs that A, B, C, D make.
    # Its constraint: to A (1/3 + 1/3 x 1/2)^2 = 1/4, to B the same, to C (1/3)^2.
    assert year["secretariat"] == {
        "attended_share": approx(1 / 2),
        "led_share": approx(1 / 2),
        "betweenness": {"S": approx(2 / 6)},
        "constraint": {"S": approx(1 / 2 + 1 / 9)},
        "pairs_only_through": 0,
    }
    assert year["convening"] == {
        "partner_led_independent": 1,
        "partner_leads": 1,
        "effective_leads": 1,
        "first_time_leads": 1,
    }
    assert set(year["turnover"].values()) == {None}
    # A-B alone among four: as many goes as partners, with largest component 1, 1, 1, 0.
    assert year["substitute_hub"] == {
        "articulation_points": [],
        "largest_betweenness": 0,
        "robustness": approx(3 / 16),
    }
    assert figures["offshoots"] == {
        "met_through_secretariat": 3,
        "offshoots": 1,
        "share": approx(1 / 3),
        "independent_from_start": 0,
        "order_unknown": 0,
        # A-B after 61 days (1 March to 1 May), A-C and B-C not: the curve stays at 2/3.
        "median_months": None,
    }


def test_dates_that_do_not_overlap_make_no_spell(count: Count) -> None:
    """A left the plan in March, B came in April: they never met; C met both."""
    nodes = actors("S* A B C")
    edges = activity("plan", "2017", "A@2017-01..2017-03 B@2017-04..2017-12 C")
    assert classes(count, (nodes, edges)) == {
        ("all", "A", "C"): "independent",
        ("all", "B", "C"): "independent",
    }
    # The plan has three distinct actors, so each tie has strength 1/2, though no day saw all three.
    assert {row["strength"] for row in count.ties(nodes, edges, "all")} == {0.5}


def test_the_secretariat_leaves_an_activity_that_goes_on(count: Count) -> None:
    """S leads until June, A and B go on until December: carried, then independent."""
    nodes = actors("S* A B")
    edges = activity("plan", "2017-01..2017-12", "S!@2017-01..2017-06 A B")
    assert classes(count, (nodes, edges), "half") == {
        ("2017-H1", "A", "B"): "carried",
        ("2017-H2", "A", "B"): "independent",
    }
    assert classes(count, (nodes, edges), "year") == {("2017", "A", "B"): "independent"}
    # A and B began in January, as did S: met through it, and 181 days later without it.
    offshoots = count.metrics(nodes, edges, "year")["offshoots"]
    assert (offshoots["met_through_secretariat"], offshoots["offshoots"]) == (1, 1)
    assert offshoots["median_months"] == approx(181 / 365.25 * 12)
    second_half = window(count, (nodes, edges), "2017-H2", "half")
    assert second_half["secretariat"]["attended_share"] == 0
    assert second_half["secretariat"]["led_share"] is None
    assert second_half["secretariat"]["betweenness"] == {"S": None}


def test_a_partner_who_leads_as_well_makes_the_tie_supported(count: Count) -> None:
    """S and A lead together from January; A steps back from leading in July."""
    nodes = actors("S* A B")
    edges = activity("plan", "2017", "S! A B") + activity("plan", "", "A!@2017-01..2017-06")
    assert classes(count, (nodes, edges), "half") == {
        ("2017-H1", "A", "B"): "supported",
        ("2017-H2", "A", "B"): "carried",
    }
    first = window(count, (nodes, edges), "2017-H1", "half")
    assert first["ties"]["lead_unknown"] == 0
    assert first["secretariat"]["led_share"] == 0
    assert window(count, (nodes, edges), "2017-H2", "half")["secretariat"]["led_share"] == 1


def test_an_activity_without_lead_is_supported_and_unknown(count: Count) -> None:
    """S, A, B without any lead; S, B, C where C leads; A, B, D without S."""
    nodes = actors("S* A B C D")
    edges = (
        activity("round table", "2017", "S A B")
        + activity("course", "2017", "S B C!")
        + activity("walk", "2017", "A D")
    )
    ties = window(count, (nodes, edges), "2017")["ties"]
    # Supported: A-B (lead unknown) and B-C (known). Independent: A-D.
    assert ties == {"total": 3, "independent": 1, "supported": 2, "carried": 0, "lead_unknown": 1}
    # A second meeting of A and B with S, led by B: supported whoever led the round table.
    more = edges + activity("supper", "2017", "S A B!")
    assert window(count, (nodes, more), "2017")["ties"]["lead_unknown"] == 0
    # A lead at another time is a lead on record: the round table is known not to be led by S.
    led = edges + activity("round table", "2019", "C!")
    assert window(count, (nodes, led), "2017")["ties"]["lead_unknown"] == 0


def test_a_term_that_ends_splits_the_row(count: Count) -> None:
    """S is secretariat until June 2017 and stays in the plan, which it leads, until 2018."""
    nodes = actors("S* A B", S={"secretariat_until": "2017-06"})
    edges = activity("plan", "2017-01..2018-12", "S! A B")
    half = classes(count, (nodes, edges), "half")
    assert half[("2017-H1", "A", "B")] == "carried"
    assert ("2017-H1", "A", "S") not in half
    # From July it is a partner like the others.
    assert half[("2017-H2", "A", "B")] == "independent"
    assert half[("2017-H2", "A", "S")] == "independent"
    # In the year in which it was secretariat for some days it is no partner.
    year = window(count, (nodes, edges), "2017")
    assert year["partners"] == 2
    assert year["convening"]["partner_leads"] == 0
    assert year["convening"]["partner_led_independent"] == 0
    assert year["secretariat"]["led_share"] == 0
    after = window(count, (nodes, edges), "2018")
    assert after["partners"] == 3
    assert after["convening"] == {
        "partner_led_independent": 1,
        "partner_leads": 1,
        "effective_leads": 1,
        "first_time_leads": 1,
    }
    assert after["secretariat"]["attended_share"] == 0
    # One tie (A-B) in 2017, three in 2018: A-S and B-S are formed, S joined the roster.
    assert after["turnover"] == {
        "persistence": 1,
        "formed": 2,
        "dissolved": 0,
        "jaccard": approx(1 / 3),
        "actors_joined": 1,
        "actors_left": 0,
    }


def test_a_plenary_makes_many_weak_ties_and_max_size_leaves_them_out(count: Count) -> None:
    """A plenary of S and five partners (n = 6), and S with A and B (n = 3)."""
    nodes = actors("S* A B C D E")
    edges = activity("plenary", "2017", "S! A B C D E") + activity("course", "2017", "S A! B")
    ties = {(row["source"], row["target"]): row for row in count.ties(nodes, edges, "year")}
    assert len(ties) == 10
    assert ties["C", "D"]["strength"] == approx(1 / 5)
    assert ties["A", "B"]["strength"] == approx(1 / 5 + 1 / 2)
    small = window(count, (nodes, edges), "2017", max_size=5)
    assert small["ties"]["total"] == 1
    # Not out of the roster, nor of what is said of activities.
    assert small["partners"] == 5
    assert small["activities"] == 2
    assert small["secretariat"]["attended_share"] == 1
    assert small["secretariat"]["led_share"] == approx(1 / 2)
    # Out of the secretariat's own ties: C, D and E are isolates even beside it.
    assert small["scenarios"]["present"]["isolates"] == 3
    # An activity of exactly that size stays.
    assert window(count, (nodes, edges), "2017", max_size=6)["ties"]["total"] == 10


def test_a_window_without_activity_has_no_figures(count: Count) -> None:
    """A and B met in 2015 and in 2017."""
    nodes = actors("S* A B", A={"joined": "2014"})
    edges = activity("first", "2015", "A B") + activity("second", "2017", "A B")
    assert window(count, (nodes, edges), "2015")["ties"]["total"] == 1
    empty = window(count, (nodes, edges), "2016")
    kept = {"window": "2016", "start": "2016-01-01", "end": "2016-12-31", "activities": 0}
    assert {name: value for name, value in empty.items() if value is not None} == kept
    # After a window without activity there is nothing to compare with.
    assert set(window(count, (nodes, edges), "2017")["turnover"].values()) == {None}


def test_one_partner_has_no_pairs(count: Count) -> None:
    """S and A."""
    year = window(count, (actors("S* A"), activity("talk", "2017", "S! A")), "2017")
    present = year["scenarios"]["present"]
    assert (present["ties"], present["isolates"]) == (0, 0)
    for name in ("density", "connectedness", "efficiency", "degree_centralization"):
        assert present[name] is None
    assert present["largest_component"] == 1
    assert year["scenarios"]["unaided"]["isolates"] == 1
    assert year["independent_share"] is None
    assert year["retention"]["unaided"] == {
        "connectedness": None,
        "largest_component": 1,
        "efficiency": None,
    }
    assert year["secretariat"]["betweenness"] == {"S": None}
    assert year["secretariat"]["constraint"] == {"S": 1}


def test_without_a_marked_secretariat_the_questions_about_it_have_no_figures(count: Count) -> None:
    """A, B and C meet; nobody is marked."""
    alliance = (actors("A B C"), activity("walk", "2017", "A! B C"))
    year = window(count, alliance, "2017")
    assert year["ties"]["total"] == 3
    assert year["scenarios"]["present"]["connectedness"] == 1
    assert year["convening"]["partner_leads"] == 1
    assert year["ties"]["independent"] is None
    assert year["independent_share"] is None
    assert year["secretariat"]["attended_share"] is None
    assert year["secretariat"]["betweenness"] == {}
    assert set(year["scenarios"]["unaided"].values()) == {None}
    assert set(count.metrics(*alliance, "all")["offshoots"].values()) == {None}


def test_members_are_on_the_roster_while_they_are_members(count: Count) -> None:
    """Joined and left, unknown, blank: who is at risk in 2016, 2017 and 2018."""
    nodes = actors(
        "S* A B C D E F",
        S={"joined": "2014"},
        A={"joined": "2016-07"},
        B={"joined": "2015", "left": "2017-02"},
        C={"joined": "2015", "left": "unknown"},
        D={},
        E={"joined": "2018-12-31"},
        F={"left": "2019"},
    )
    edges = [row for year in ("2016", "2017", "2018") for row in activity(year, year, "S! F")]
    edges += activity("goodbye", "2017", "S! C")

    def roster(year: str) -> str:
        table = count.partners(nodes, edges, "year")
        return " ".join(row["id"] for row in table if row["window"] == year)

    assert roster("2016") == "A B F"
    assert roster("2017") == "A B C F"
    assert roster("2018") == "A E F"


def test_the_days_on_which_a_membership_and_a_term_begin_and_end(count: Count) -> None:
    """A left on 1 January 2017; S and T are members; T is secretariat until 30 June 2016."""
    nodes = actors(
        "S* T* A B",
        S={"joined": "2014"},
        T={"joined": "2014", "secretariat_until": "2016-06"},
        A={"joined": "2014", "left": "2017-01-01"},
    )
    edges = activity("one", "2015", "B") + activity("two", "2016", "B")
    edges += activity("three", "2017", "B") + activity("four", "2018", "B")
    table = count.partners(nodes, edges, "year")
    rosters = [
        " ".join(row["id"] for row in table if row["window"] == year)
        for year in ("2015", "2016", "2017", "2018")
    ]
    # S never takes part and is never a partner. T is one from July 2016; it took no part before.
    assert rosters == ["A B", "A B T", "A B T", "B T"]


def test_pairs_connected_only_through_the_secretariat(count: Count) -> None:
    """S meets A, B and C one by one; C and D walk together without it."""
    nodes = actors("S* A B C D")
    edges = (
        activity("one", "2017", "S! A")
        + activity("two", "2017", "S! B")
        + activity("three", "2017", "S! C")
        + activity("walk", "2017", "C D")
    )
    year = window(count, (nodes, edges), "2017")
    # All 6 pairs are connected through S, C-D alone without it.
    assert year["secretariat"]["pairs_only_through"] == 5
    # Distances: A-B, A-C, B-C two; A-D, B-D three; C-D one.
    assert year["scenarios"]["present"]["efficiency"] == approx((3 / 2 + 2 / 3 + 1) / 6)
    assert year["scenarios"]["hub_leaves"]["efficiency"] == approx(1 / 6)
    # S lies between all but C-D: A-B, A-C, A-D, B-C, B-D, 5 of 6. No two it knows know each other.
    assert year["secretariat"]["betweenness"] == {"S": approx(5 / 6)}
    assert year["secretariat"]["constraint"] == {"S": approx(1 / 3)}
    # C lies between D and S, A, B.
    partners = {row["id"]: row for row in count.partners(nodes, edges, "year")}
    assert partners["C"]["betweenness"] == approx(3 / 6)
    assert (partners["A"]["isolate_present"], partners["A"]["isolate_unaided"]) == (False, True)
    # Density counts ties of partners only.
    assert year["scenarios"]["present"]["density"] == approx(1 / 6)


def test_two_secretariats(count: Count) -> None:
    """S leads with A; T leads with B; S and T meet; so A and B are three steps apart."""
    nodes = actors("S* T* A B")
    edges = (
        activity("one", "2017", "S! A")
        + activity("two", "2017", "T! B")
        + activity("office", "2017", "S T")
    )
    year = window(count, (nodes, edges), "2017")
    assert year["partners"] == 2
    assert year["scenarios"]["present"]["efficiency"] == approx(1 / 3)
    # A path of four nodes, degrees 1, 2, 2, 1: (1 + 1)/(3 x 2).
    assert year["scenarios"]["present"]["degree_centralization"] == approx(1 / 3)
    # S lies between A-T and A-B, 2 of the 3 pairs of the others.
    assert year["secretariat"]["betweenness"] == {"S": approx(2 / 3), "T": approx(2 / 3)}
    # Both leads are the secretariat's, in two of two activities with a lead.
    assert year["secretariat"]["led_share"] == 1
    assert year["secretariat"]["attended_share"] == 1


def test_leads_convening(count: Count) -> None:
    """A leads three things and B one in 2017; in 2018 B and C lead one together, with S."""
    nodes = actors("S* A B C")
    edges = (
        activity("a", "2017", "A! B")
        + activity("b", "2017", "A! C")
        + activity("c", "2017", "A! B S")
        + activity("d", "2017", "B! C")
        + activity("e", "2018", "B! C! S!")
    )
    # p = 3/4 and 1/4: 1/(9/16 + 1/16) = 1.6. The third activity had S with it throughout.
    assert window(count, (nodes, edges), "2017")["convening"] == {
        "partner_led_independent": 3,
        "partner_leads": 2,
        "effective_leads": approx(1.6),
        "first_time_leads": 2,
    }
    assert window(count, (nodes, edges), "2018")["convening"] == {
        "partner_led_independent": 0,
        "partner_leads": 2,
        "effective_leads": 2,
        "first_time_leads": 1,
    }


def test_turnover_and_depth(count: Count) -> None:
    """2017: A-B twice, A-C; 2018: A-B, B-D. D is new, C is gone."""
    nodes = actors("S* A B C D")
    edges = (
        activity("a", "2017", "A B")
        + activity("b", "2017", "A B")
        + activity("c", "2017", "A C")
        + activity("d", "2018", "A B")
        + activity("e", "2018", "B D")
    )
    assert window(count, (nodes, edges), "2017")["deep"] == 1
    assert window(count, (nodes, edges), "2018")["deep"] == 0
    assert window(count, (nodes, edges), "2018")["turnover"] == {
        "persistence": approx(1 / 2),
        "formed": 1,
        "dissolved": 1,
        "jaccard": approx(1 / 3),
        "actors_joined": 1,
        "actors_left": 1,
    }
    # Unaided 2018: the path A-B-D. Take B, then A: largest components 1, 1, 0 of 3.
    assert window(count, (nodes, edges), "2018")["substitute_hub"] == {
        "articulation_points": ["B"],
        "largest_betweenness": 1,
        "robustness": approx(2 / 9),
    }


@pytest.mark.parametrize(
    ("with_s", "without_s", "expected"),
    [
        # The order is known.
        ("2017", "2018", "offshoots"),
        ("2018", "2017", "independent_from_start"),
        ("2017-03-01", "2017-03-02", "offshoots"),
        # Known by a day, and not known by a day.
        ("2017-03", "2017-04-01", "offshoots"),
        ("2017-03", "2017-03-31", "order_unknown"),
        ("2017-03", "2017-03-01", "order_unknown"),
        ("2017-03", "2017-02", "independent_from_start"),
        # The same year; the same day.
        ("2017", "2017", "order_unknown"),
        ("2017-03-01", "2017-03-01", "order_unknown"),
        # A start in the first half of the year, because it ended then.
        ("2017..2017-06", "2017-07", "offshoots"),
        # An end far away does not blur the start.
        ("2017-01-01..2019", "2017-02", "offshoots"),
        # Nobody knows when.
        ("", "2018", "order_unknown"),
        ("2018", "", "order_unknown"),
    ],
)
def test_offshoots_under_imprecise_dates(
    count: Count, with_s: str, without_s: str, expected: str
) -> None:
    """A and B in an activity with S and in one without; what came first."""
    nodes = actors("S* A B C")
    edges = activity("meeting", with_s, "S! A B") + activity("walk", without_s, "A B")
    edges += activity("other", "2019-12-31", "C")
    found = count.metrics(nodes, edges, "year")["offshoots"]
    counts = {
        name: found[name] for name in ("offshoots", "independent_from_start", "order_unknown")
    }
    assert {name for name, count in counts.items() if count == 1} == {expected}
    assert found["met_through_secretariat"] == (1 if expected == "offshoots" else 0)


def test_the_later_of_the_two_rows_says_when_a_pair_met(count: Count) -> None:
    """A was in the meeting from January, B some time in 2017; they walked on 1 July 2017.

    When B came is not known to have been before July, so neither is the meeting of the two.
    """
    nodes = actors("S* A B")
    walk = activity("walk", "2017-07-01", "A B")
    blurred = activity("meeting", "", "S!@2017-01..2017-12 A@2017-01-01..2017-12 B@2017")
    assert count.metrics(nodes, blurred + walk, "all")["offshoots"]["order_unknown"] == 1
    sharp = blurred + activity("meeting", "2017-05-01", "B")
    assert count.metrics(nodes, sharp + walk, "all")["offshoots"]["offshoots"] == 1


def test_a_row_without_dates_knows_its_start_as_well_as_its_activity(count: Count) -> None:
    """A has no dates in a meeting that B joined in 2017 and C on 1 March 2017; a walk in June.

    The meeting had begun by 1 March, and A is there from its first day; B some time in 2017.
    A and C, both of them surely there by March, met before the walk.
    """
    nodes = actors("S* A B C")
    edges = activity("meeting", "", "S! A B@2017 C@2017-03-01..2017-12")
    walk_ac = activity("walk", "2017-06", "A C")
    walk_ab = activity("walk", "2017-06", "A B")
    assert count.metrics(nodes, edges + walk_ac, "all")["offshoots"]["offshoots"] == 1
    assert count.metrics(nodes, edges + walk_ab, "all")["offshoots"]["order_unknown"] == 1


def test_the_later_latest_start_of_the_two_partners_counts_to_the_letter(count: Count) -> None:
    """A some time in 2017 and B on 14 March only: whether the walk in April was later is open."""
    nodes = actors("S* A B")
    edges = activity("meeting", "", "S!@2017 A@2017 B@2017-03-14") + activity("w", "2017-04", "A B")
    assert count.metrics(nodes, edges, "all")["offshoots"]["order_unknown"] == 1


def test_median_months_is_of_kaplan_and_meier(count: Count) -> None:
    """Four pairs meet on 1 January 2017, each with S; the record ends on 31 December 2017.

    A-B walk after 31 days, C-D after 59; E-F and G-H never do. The curve: 3/4, then 1/2.
    """
    nodes = actors("S* A B C D E F G H")
    edges: list[Row] = []
    for one, other in ("AB", "CD", "EF", "GH"):
        edges += activity(f"meeting {one}", "2017-01-01", f"S! {one} {other}")
    edges += activity("walk", "2017-02-01", "A B") + activity("sing", "2017-03-01", "C D")
    edges += activity("end", "2017-12-31", "A")
    found = count.metrics(nodes, edges, "all")["offshoots"]
    assert (found["met_through_secretariat"], found["offshoots"], found["share"]) == (4, 2, 0.5)
    assert found["median_months"] == approx(59 / 365.25 * 12)


def test_rows_and_activities_without_dates(count: Count) -> None:
    """B has no dates in the plan of A and C; nobody has any in the choir of A and D."""
    nodes = actors("S* A B C D")
    edges = activity("plan", "", "A@2016-03..2016-05 B C@2017..2018-02") + activity(
        "choir", "", "A D"
    )
    # B is there from March 2016 to February 2018; A and C never meet. The choir counts in `all`.
    assert classes(count, (nodes, edges), "year") == {
        ("2016", "A", "B"): "independent",
        ("2017", "B", "C"): "independent",
        ("2018", "B", "C"): "independent",
    }
    assert ("all", "A", "D") in classes(count, (nodes, edges))
    (choir,) = [row for row in count.ties(nodes, edges, "all") if row["target"] == "D"]
    assert (choir["first_met"], choir["last_met"], choir["strength"]) == (None, None, 1)
    assert window(count, (nodes, edges), "all", "all")["activities"] == 2
    assert window(count, (nodes, edges), "2016")["partners"] == 2
    only = count.metrics(nodes, activity("choir", "", "A D"), "year")
    assert (only["windows"], only["data"]["first"]) == ([], None)


def test_ongoing_ends_with_the_record(count: Count) -> None:
    """The plan goes on; the last that was recorded is a walk in June 2018; a term until 2030."""
    nodes = actors("S* A B", S={"secretariat_until": "2030"})
    edges = activity("plan", "2016..ongoing", "A B") + activity("walk", "2018-06", "A S")
    figures = count.metrics(nodes, edges, "year")
    assert figures["data"]["last"] == "2018-06-30"
    assert [entry["window"] for entry in figures["windows"]] == ["2016", "2017", "2018"]
    assert [entry["ties"]["total"] for entry in figures["windows"]] == [1, 1, 1]


@pytest.mark.parametrize(
    ("every", "labels"),
    [
        ("year", ["2016", "2017"]),
        ("half", ["2016-H2", "2017-H1", "2017-H2"]),
        ("quarter", ["2016-Q4", "2017-Q1", "2017-Q2", "2017-Q3"]),
        ("month", [*(f"2016-{m}" for m in (11, 12)), *(f"2017-{m:02d}" for m in range(1, 9))]),
        ("school-year", ["2016/17", "2017/18"]),
        ("all", ["all"]),
    ],
)
def test_windows_of_the_calendar(count: Count, every: str, labels: list[str]) -> None:
    """A record from 30 November 2016 to 1 August 2017."""
    edges = activity("a", "2016-11-30..2017-08-01", "A B")
    windows = count.metrics(actors("S* A B"), edges, every)["windows"]
    assert [entry["window"] for entry in windows] == labels
    if every == "school-year":
        assert (windows[0]["start"], windows[0]["end"]) == ("2016-08-01", "2017-07-31")
    if every == "all":
        assert (windows[0]["start"], windows[0]["end"]) == ("2016-11-30", "2017-08-01")


def test_a_repeated_row_counts_once(count: Count) -> None:
    """The same row twice, and the same actor with another role."""
    rows = activity("walk", "2017", "A B")
    edges = [*rows, dict(rows[0]), *activity("walk", "2017", "A!")]
    assert count.metrics(actors("S* A B"), edges, "year")["data"]["participations"] == 3
    assert window(count, (actors("S* A B"), edges), "2017")["ties"]["total"] == 1


def test_what_a_partner_needs_the_secretariat_for(count: Count) -> None:
    """A and B in a plan, S there until June, B from August; A walks with C; A leads the plan.

    S and B were never there together; A was beside S in one of its two activities.
    """
    nodes = actors("S* A B C")
    edges = activity("plan", "", "S@2017-01..2017-06 A!@2017 B@2017-08..2017-12")
    edges += activity("walk", "2017", "A C")
    partners = {row["id"]: row for row in count.partners(nodes, edges, "year")}
    assert partners["A"]["activities"] == 2
    assert partners["A"]["activities_needing_secretariat"] == approx(1 / 2)
    assert partners["A"]["activities_led"] == 1
    assert partners["A"]["ties_needing_secretariat"] == 0
    assert partners["B"]["activities_needing_secretariat"] == 0
    assert (partners["A"]["independent"], partners["B"]["independent"]) == (2, 1)


def test_the_partnership_shape(count: Count) -> None:
    """Pairs: A-B with S leading, B-C with S there, A-C without it, C-D where S had a row till June.

    In the housing plan S has a row with A until June 2017, and C-D one for all of 2017.
    """
    nodes = actors("S* A B C D")
    cells = [
        ("A", "B", "", "2017", "", "led"),
        ("B", "C", "", "2017", "", "present"),
        ("A", "C", "", "2017", "", "none"),
        ("S", "A", "housing plan", "2017-01", "2017-06", ""),
        ("C", "D", "housing plan", "2017", "", ""),
    ]
    columns = ("source", "target", "activity", "start", "end", "secretariat")
    edges = [dict(zip(columns, row, strict=True)) for row in cells]
    assert classes(count, (nodes, edges), "half") == {
        ("2017-H1", "A", "B"): "carried",
        ("2017-H1", "A", "C"): "independent",
        ("2017-H1", "B", "C"): "supported",
        ("2017-H1", "C", "D"): "supported",
        ("2017-H2", "A", "B"): "carried",
        ("2017-H2", "A", "C"): "independent",
        ("2017-H2", "B", "C"): "supported",
        ("2017-H2", "C", "D"): "independent",
    }
    strengths = {
        row["source"] + row["target"]: row["strength"] for row in count.ties(nodes, edges, "all")
    }
    assert strengths == {"AB": 1 / 2, "BC": 1 / 2, "AC": 1, "CD": 1 / 2}
    assert count.metrics(nodes, edges, "all")["data"]["activities"] == 5


def test_a_meeting_holds_together_without_its_caller_but_not_without_the_meeting(
    count: Count,
) -> None:
    """S leads a meeting of A, B, C and D; A and B also work alone. Six pairs of four partners."""
    year = window(count, rows("S*", meeting="S!ABCD@2017", alone="AB@2017"), "2017")
    scenarios = year["scenarios"].values()
    assert [one["connectedness"] for one in scenarios] == approx([1, 1, 1 / 6, 1 / 6])
    assert [one["largest_component"] for one in scenarios] == [1, 1, 0.5, 0.5]
    assert [one["isolates"] for one in scenarios] == [0, 0, 2, 2]
    assert [one["ties"] for one in scenarios] == [6, 6, 1, 1]
    assert year["retention"]["unaided"] == {
        "connectedness": approx(1 / 6),
        "largest_component": 0.5,
        "efficiency": approx(1 / 6),
    }


def test_shares_of_ties(count: Count) -> None:
    """A-B independent twice, B-C supported, C-D carried."""
    year = window(count, rows("S*", x="AB@2017", y="AB@2017", z="SBC!@2017", w="S!CD@2017"), "2017")
    assert year["ties"] == {
        "total": 3,
        "independent": 1,
        "supported": 1,
        "carried": 1,
        "lead_unknown": 0,
    }
    assert year["independent_share"] == approx(1 / 3)
    # Newman: A-B 1 + 1, B-C 1/2, C-D 1/2 (three actors each, S included).
    assert year["independent_strength_share"] == approx(2 / 3)
    assert year["deep"] == 1


def test_a_secretariat_that_stays_away_attends_nothing(count: Count) -> None:
    """S is there in 2016; in 2017 A leads B."""
    assert window(count, rows("S*", a="SA@2016", b="A!B@2017"), "2017")["secretariat"] == {
        "attended_share": 0,
        "led_share": 0,
        "betweenness": {"S": None},
        "constraint": {"S": None},
        "pairs_only_through": 0,
    }


def test_cross_sector_ties_and_what_mixing_would_give(count: Count) -> None:
    """A, B in x; C in y; D unknown. A-B, A-C, C-D: of two known one crosses; of three pairs two."""
    sectors = [{"id": i, "sector": s} for i, s in zip("ABC", "xxy", strict=True)]
    alliance = rows("S*", *sectors, a="AB@2017", b="AC@2017", c="CD@2017")
    present = window(count, alliance, "2017")["scenarios"]["present"]
    assert present["cross_sector_share"] == 0.5
    assert present["cross_sector_expected"] == approx(2 / 3)


def test_a_second_hub_shows_in_the_unaided_network(count: Count) -> None:
    """A star around A without S: A cuts, carries all paths, and its leaving leaves three alone."""
    alliance = rows("S*", a="AB@2017", b="AC@2017", c="AD@2017", s="SB@2017")
    assert window(count, alliance, "2017")["substitute_hub"] == {
        "articulation_points": ["A"],
        "largest_betweenness": 1,
        "robustness": approx(3 / 16),
    }


def test_southern_women(count: Count) -> None:
    """139 of 153 pairs; Evelyn-Laura 1.562637, Evelyn 8, all ties 44.5 (Newman 2001 on DGG)."""
    graph = nx.davis_southern_women_graph()
    edges = [
        {"activity": event, "actor": woman, "role": "", "start": "1936", "end": ""}
        for event in graph.graph["bottom"]
        for woman in graph[event]
    ]
    nodes = [{"id": woman} for woman in graph.graph["top"]]
    ties = count.ties(nodes, edges, "all")
    assert len(ties) == 139
    present = count.metrics(nodes, edges, "all")["windows"][0]["scenarios"]["present"]
    assert present["density"] == approx(0.908497, abs=1e-6)
    strength = {(row["source"], row["target"]): row["strength"] for row in ties}
    assert strength["Evelyn Jefferson", "Laura Mandeville"] == approx(1.562637, abs=1e-6)
    evelyn = sum(value for pair, value in strength.items() if "Evelyn Jefferson" in pair)
    assert evelyn == approx(8)
    assert sum(strength.values()) == approx(44.5)
