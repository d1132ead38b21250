"""The reference against alliances that are small enough to count by hand."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from random_alliances import (
    Alliance,
    Row,
    alliances,
    as_participations,
    partnership_alliances,
    random_alliance,
    random_partnerships,
)
from reference import (
    betweenness,
    constraint,
    degree_centralization,
    mean_inverse_distance,
    reference_metrics,
    reference_partners,
    reference_ties,
    robustness,
)

approx = pytest.approx


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
    alliance: Alliance, label: str, every: str = "year", max_size: int | None = None
) -> dict[str, Any]:
    """The figures of one window."""
    nodes, edges = alliance
    figures = reference_metrics(nodes, edges, every, max_size)
    return next(entry for entry in figures["windows"] if entry["window"] == label)


def classes(alliance: Alliance, every: str = "all") -> dict[tuple[str, str, str], str]:
    """Class by window and pair."""
    return {
        (row["window"], row["source"], row["target"]): row["class"]
        for row in reference_ties(*alliance, every)
    }


def test_a_small_alliance_counted_whole() -> None:
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
    figures = reference_metrics(nodes, edges, "year")
    assert figures["data"] == {
        "partners": 4,
        "secretariat": ["S"],
        "activities": 2,
        "participations": 6,
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


def test_dates_that_do_not_overlap_make_no_spell() -> None:
    """A left the plan in March, B came in April: they never met; C met both."""
    nodes = actors("S* A B C")
    edges = activity("plan", "2017", "A@2017-01..2017-03 B@2017-04..2017-12 C")
    assert classes((nodes, edges)) == {
        ("all", "A", "C"): "independent",
        ("all", "B", "C"): "independent",
    }
    # The plan has three distinct actors, so each tie has strength 1/2, though no day saw all three.
    assert {row["strength"] for row in reference_ties(nodes, edges, "all")} == {0.5}


def test_the_secretariat_leaves_an_activity_that_goes_on() -> None:
    """S leads until June, A and B go on until December: carried, then independent."""
    nodes = actors("S* A B")
    edges = activity("plan", "2017-01..2017-12", "S!@2017-01..2017-06 A B")
    assert classes((nodes, edges), "half") == {
        ("2017-H1", "A", "B"): "carried",
        ("2017-H2", "A", "B"): "independent",
    }
    assert classes((nodes, edges), "year") == {("2017", "A", "B"): "independent"}
    # A and B began in January, as did S: met through it, and 181 days later without it.
    offshoots = reference_metrics(nodes, edges, "year")["offshoots"]
    assert (offshoots["met_through_secretariat"], offshoots["offshoots"]) == (1, 1)
    assert offshoots["median_months"] == approx(181 / 365.25 * 12)
    second_half = window((nodes, edges), "2017-H2", "half")
    assert second_half["secretariat"]["attended_share"] == 0
    assert second_half["secretariat"]["led_share"] is None
    assert second_half["secretariat"]["betweenness"] == {"S": None}


def test_a_partner_who_leads_as_well_makes_the_tie_supported() -> None:
    """S and A lead together from January; A steps back from leading in July."""
    nodes = actors("S* A B")
    edges = activity("plan", "2017", "S! A B") + activity("plan", "", "A!@2017-01..2017-06")
    assert classes((nodes, edges), "half") == {
        ("2017-H1", "A", "B"): "supported",
        ("2017-H2", "A", "B"): "carried",
    }
    first = window((nodes, edges), "2017-H1", "half")
    assert first["ties"]["lead_unknown"] == 0
    assert first["secretariat"]["led_share"] == 0
    assert window((nodes, edges), "2017-H2", "half")["secretariat"]["led_share"] == 1


def test_an_activity_without_lead_is_supported_and_unknown() -> None:
    """S, A, B without any lead; S, B, C where C leads; A, B, D without S."""
    nodes = actors("S* A B C D")
    edges = (
        activity("round table", "2017", "S A B")
        + activity("course", "2017", "S B C!")
        + activity("walk", "2017", "A D")
    )
    ties = window((nodes, edges), "2017")["ties"]
    # Supported: A-B (lead unknown) and B-C (known). Independent: A-D.
    assert ties == {"total": 3, "independent": 1, "supported": 2, "carried": 0, "lead_unknown": 1}
    # A second meeting of A and B with S, led by B: supported whoever led the round table.
    more = edges + activity("supper", "2017", "S A B!")
    assert window((nodes, more), "2017")["ties"]["lead_unknown"] == 0
    # A lead at another time is a lead on record: the round table is known not to be led by S.
    led = edges + activity("round table", "2019", "C!")
    assert window((nodes, led), "2017")["ties"]["lead_unknown"] == 0


def test_a_term_that_ends_splits_the_row() -> None:
    """S is secretariat until June 2017 and stays in the plan, which it leads, until 2018."""
    nodes = actors("S* A B", S={"secretariat_until": "2017-06"})
    edges = activity("plan", "2017-01..2018-12", "S! A B")
    half = classes((nodes, edges), "half")
    assert half[("2017-H1", "A", "B")] == "carried"
    assert ("2017-H1", "A", "S") not in half
    # From July it is a partner like the others.
    assert half[("2017-H2", "A", "B")] == "independent"
    assert half[("2017-H2", "A", "S")] == "independent"
    # In the year in which it was secretariat for some days it is no partner.
    year = window((nodes, edges), "2017")
    assert year["partners"] == 2
    assert year["convening"]["partner_leads"] == 0
    assert year["convening"]["partner_led_independent"] == 0
    assert year["secretariat"]["led_share"] == 0
    after = window((nodes, edges), "2018")
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


def test_a_plenary_makes_many_weak_ties_and_max_size_leaves_them_out() -> None:
    """A plenary of S and five partners (n = 6), and S with A and B (n = 3)."""
    nodes = actors("S* A B C D E")
    edges = activity("plenary", "2017", "S! A B C D E") + activity("course", "2017", "S A! B")
    ties = {(row["source"], row["target"]): row for row in reference_ties(nodes, edges, "year")}
    assert len(ties) == 10
    assert ties["C", "D"]["strength"] == approx(1 / 5)
    assert ties["A", "B"]["strength"] == approx(1 / 5 + 1 / 2)
    small = window((nodes, edges), "2017", max_size=5)
    assert small["ties"]["total"] == 1
    # Not out of the roster, nor of what is said of activities.
    assert small["partners"] == 5
    assert small["activities"] == 2
    assert small["secretariat"]["attended_share"] == 1
    assert small["secretariat"]["led_share"] == approx(1 / 2)
    # Out of the secretariat's own ties: C, D and E are isolates even beside it.
    assert small["scenarios"]["present"]["isolates"] == 3
    # An activity of exactly that size stays.
    assert window((nodes, edges), "2017", max_size=6)["ties"]["total"] == 10


def test_a_window_without_activity_has_no_figures() -> None:
    """A and B met in 2015 and in 2017."""
    nodes = actors("S* A B", A={"joined": "2014"})
    edges = activity("first", "2015", "A B") + activity("second", "2017", "A B")
    assert window((nodes, edges), "2015")["ties"]["total"] == 1
    empty = window((nodes, edges), "2016")
    kept = {"window": "2016", "start": "2016-01-01", "end": "2016-12-31", "activities": 0}
    assert {name: value for name, value in empty.items() if value is not None} == kept
    # After a window without activity there is nothing to compare with.
    assert set(window((nodes, edges), "2017")["turnover"].values()) == {None}


def test_one_partner_has_no_pairs() -> None:
    """S and A."""
    year = window((actors("S* A"), activity("talk", "2017", "S! A")), "2017")
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


def test_without_a_marked_secretariat_the_questions_about_it_have_no_figures() -> None:
    """A, B and C meet; nobody is marked."""
    alliance = (actors("A B C"), activity("walk", "2017", "A! B C"))
    year = window(alliance, "2017")
    assert year["ties"]["total"] == 3
    assert year["scenarios"]["present"]["connectedness"] == 1
    assert year["convening"]["partner_leads"] == 1
    assert year["ties"]["independent"] is None
    assert year["independent_share"] is None
    assert year["secretariat"]["attended_share"] is None
    assert year["secretariat"]["betweenness"] == {}
    assert set(year["scenarios"]["unaided"].values()) == {None}
    assert set(reference_metrics(*alliance, "all")["offshoots"].values()) == {None}


def test_members_are_on_the_roster_while_they_are_members() -> None:
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
        table = reference_partners(nodes, edges, "year")
        return " ".join(row["id"] for row in table if row["window"] == year)

    assert roster("2016") == "A B F"
    assert roster("2017") == "A B C F"
    assert roster("2018") == "A E F"


def test_the_days_on_which_a_membership_and_a_term_begin_and_end() -> None:
    """A left on 1 January 2017; S and T are members; T is secretariat until 30 June 2016."""
    nodes = actors(
        "S* T* A B",
        S={"joined": "2014"},
        T={"joined": "2014", "secretariat_until": "2016-06"},
        A={"joined": "2014", "left": "2017-01-01"},
    )
    edges = activity("one", "2015", "B") + activity("two", "2016", "B")
    edges += activity("three", "2017", "B") + activity("four", "2018", "B")
    table = reference_partners(nodes, edges, "year")
    rosters = [
        " ".join(row["id"] for row in table if row["window"] == year)
        for year in ("2015", "2016", "2017", "2018")
    ]
    # S never takes part and is never a partner. T is one from July 2016; it took no part before.
    assert rosters == ["A B", "A B T", "A B T", "B T"]


def test_pairs_connected_only_through_the_secretariat() -> None:
    """S meets A, B and C one by one; C and D walk together without it."""
    nodes = actors("S* A B C D")
    edges = (
        activity("one", "2017", "S! A")
        + activity("two", "2017", "S! B")
        + activity("three", "2017", "S! C")
        + activity("walk", "2017", "C D")
    )
    year = window((nodes, edges), "2017")
    # All 6 pairs are connected through S, C-D alone without it.
    assert year["secretariat"]["pairs_only_through"] == 5
    # Distances: A-B, A-C, B-C two; A-D, B-D three; C-D one.
    assert year["scenarios"]["present"]["efficiency"] == approx((3 / 2 + 2 / 3 + 1) / 6)
    assert year["scenarios"]["hub_leaves"]["efficiency"] == approx(1 / 6)
    # S lies between all but C-D: A-B, A-C, A-D, B-C, B-D, 5 of 6. No two it knows know each other.
    assert year["secretariat"]["betweenness"] == {"S": approx(5 / 6)}
    assert year["secretariat"]["constraint"] == {"S": approx(1 / 3)}
    # C lies between D and S, A, B.
    partners = {row["id"]: row for row in reference_partners(nodes, edges, "year")}
    assert partners["C"]["betweenness"] == approx(3 / 6)
    assert (partners["A"]["isolate_present"], partners["A"]["isolate_unaided"]) == (False, True)
    # Density counts ties of partners only.
    assert year["scenarios"]["present"]["density"] == approx(1 / 6)


def test_two_secretariats() -> None:
    """S leads with A; T leads with B; S and T meet; so A and B are three steps apart."""
    nodes = actors("S* T* A B")
    edges = (
        activity("one", "2017", "S! A")
        + activity("two", "2017", "T! B")
        + activity("office", "2017", "S T")
    )
    year = window((nodes, edges), "2017")
    assert year["partners"] == 2
    assert year["scenarios"]["present"]["efficiency"] == approx(1 / 3)
    # A path of four nodes, degrees 1, 2, 2, 1: (1 + 1)/(3 x 2).
    assert year["scenarios"]["present"]["degree_centralization"] == approx(1 / 3)
    # S lies between A-T and A-B, 2 of the 3 pairs of the others.
    assert year["secretariat"]["betweenness"] == {"S": approx(2 / 3), "T": approx(2 / 3)}
    # Both leads are the secretariat's, in two of two activities with a lead.
    assert year["secretariat"]["led_share"] == 1
    assert year["secretariat"]["attended_share"] == 1


def test_leads_convening() -> None:
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
    assert window((nodes, edges), "2017")["convening"] == {
        "partner_led_independent": 3,
        "partner_leads": 2,
        "effective_leads": approx(1.6),
        "first_time_leads": 2,
    }
    assert window((nodes, edges), "2018")["convening"] == {
        "partner_led_independent": 0,
        "partner_leads": 2,
        "effective_leads": 2,
        "first_time_leads": 1,
    }


def test_turnover_and_depth() -> None:
    """2017: A-B twice, A-C; 2018: A-B, B-D. D is new, C is gone."""
    nodes = actors("S* A B C D")
    edges = (
        activity("a", "2017", "A B")
        + activity("b", "2017", "A B")
        + activity("c", "2017", "A C")
        + activity("d", "2018", "A B")
        + activity("e", "2018", "B D")
    )
    assert window((nodes, edges), "2017")["deep"] == 1
    assert window((nodes, edges), "2018")["deep"] == 0
    assert window((nodes, edges), "2018")["turnover"] == {
        "persistence": approx(1 / 2),
        "formed": 1,
        "dissolved": 1,
        "jaccard": approx(1 / 3),
        "actors_joined": 1,
        "actors_left": 1,
    }
    # Unaided 2018: the path A-B-D. Take B, then A: largest components 1, 1, 0 of 3.
    assert window((nodes, edges), "2018")["substitute_hub"] == {
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
def test_offshoots_under_imprecise_dates(with_s: str, without_s: str, expected: str) -> None:
    """A and B in an activity with S and in one without; what came first."""
    nodes = actors("S* A B C")
    edges = activity("meeting", with_s, "S! A B") + activity("walk", without_s, "A B")
    edges += activity("other", "2019-12-31", "C")
    found = reference_metrics(nodes, edges, "year")["offshoots"]
    counts = {
        name: found[name] for name in ("offshoots", "independent_from_start", "order_unknown")
    }
    assert {name for name, count in counts.items() if count == 1} == {expected}
    assert found["met_through_secretariat"] == (1 if expected == "offshoots" else 0)


def test_the_later_of_the_two_rows_says_when_a_pair_met() -> None:
    """A was in the meeting from January, B some time in 2017; they walked on 1 July 2017.

    When B came is not known to have been before July, so neither is the meeting of the two.
    """
    nodes = actors("S* A B")
    walk = activity("walk", "2017-07-01", "A B")
    blurred = activity("meeting", "", "S!@2017-01..2017-12 A@2017-01-01..2017-12 B@2017")
    assert reference_metrics(nodes, blurred + walk, "all")["offshoots"]["order_unknown"] == 1
    sharp = blurred + activity("meeting", "2017-05-01", "B")
    assert reference_metrics(nodes, sharp + walk, "all")["offshoots"]["offshoots"] == 1


def test_a_row_without_dates_knows_its_start_as_well_as_its_activity() -> None:
    """A has no dates in a meeting that B joined in 2017 and C on 1 March 2017; a walk in June.

    The meeting had begun by 1 March, and A is there from its first day; B some time in 2017.
    A and C, both of them surely there by March, met before the walk.
    """
    nodes = actors("S* A B C")
    edges = activity("meeting", "", "S! A B@2017 C@2017-03-01..2017-12")
    walk_ac = activity("walk", "2017-06", "A C")
    walk_ab = activity("walk", "2017-06", "A B")
    assert reference_metrics(nodes, edges + walk_ac, "all")["offshoots"]["offshoots"] == 1
    assert reference_metrics(nodes, edges + walk_ab, "all")["offshoots"]["order_unknown"] == 1


def test_the_later_latest_start_of_the_two_partners_counts_to_the_letter() -> None:
    """A some time in 2017 and B on 14 March only: whether the walk in April was later is open."""
    nodes = actors("S* A B")
    edges = activity("meeting", "", "S!@2017 A@2017 B@2017-03-14") + activity("w", "2017-04", "A B")
    assert reference_metrics(nodes, edges, "all")["offshoots"]["order_unknown"] == 1


def test_median_months_is_of_kaplan_and_meier() -> None:
    """Four pairs meet on 1 January 2017, each with S; the record ends on 31 December 2017.

    A-B walk after 31 days, C-D after 59; E-F and G-H never do. The curve: 3/4, then 1/2.
    """
    nodes = actors("S* A B C D E F G H")
    edges: list[Row] = []
    for one, other in ("AB", "CD", "EF", "GH"):
        edges += activity(f"meeting {one}", "2017-01-01", f"S! {one} {other}")
    edges += activity("walk", "2017-02-01", "A B") + activity("sing", "2017-03-01", "C D")
    edges += activity("end", "2017-12-31", "A")
    found = reference_metrics(nodes, edges, "all")["offshoots"]
    assert (found["met_through_secretariat"], found["offshoots"], found["share"]) == (4, 2, 0.5)
    assert found["median_months"] == approx(59 / 365.25 * 12)


def test_rows_and_activities_without_dates() -> None:
    """B has no dates in the plan of A and C; nobody has any in the choir of A and D."""
    nodes = actors("S* A B C D")
    edges = activity("plan", "", "A@2016-03..2016-05 B C@2017..2018-02") + activity(
        "choir", "", "A D"
    )
    # B is there from March 2016 to February 2018; A and C never meet. The choir counts in `all`.
    assert classes((nodes, edges), "year") == {
        ("2016", "A", "B"): "independent",
        ("2017", "B", "C"): "independent",
        ("2018", "B", "C"): "independent",
    }
    assert ("all", "A", "D") in classes((nodes, edges))
    (choir,) = [row for row in reference_ties(nodes, edges, "all") if row["target"] == "D"]
    assert (choir["first_met"], choir["last_met"], choir["strength"]) == (None, None, 1)
    assert window((nodes, edges), "all", "all")["activities"] == 2
    assert window((nodes, edges), "2016")["partners"] == 2
    only = reference_metrics(nodes, activity("choir", "", "A D"), "year")
    assert (only["windows"], only["data"]["first"]) == ([], None)


def test_ongoing_ends_with_the_record() -> None:
    """The plan goes on; the last that was recorded is a walk in June 2018; a term until 2030."""
    nodes = actors("S* A B", S={"secretariat_until": "2030"})
    edges = activity("plan", "2016..ongoing", "A B") + activity("walk", "2018-06", "A S")
    figures = reference_metrics(nodes, edges, "year")
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
def test_windows_of_the_calendar(every: str, labels: list[str]) -> None:
    """A record from 30 November 2016 to 1 August 2017."""
    edges = activity("a", "2016-11-30..2017-08-01", "A B")
    windows = reference_metrics(actors("S* A B"), edges, every)["windows"]
    assert [entry["window"] for entry in windows] == labels
    if every == "school-year":
        assert (windows[0]["start"], windows[0]["end"]) == ("2016-08-01", "2017-07-31")
    if every == "all":
        assert (windows[0]["start"], windows[0]["end"]) == ("2016-11-30", "2017-08-01")


def test_a_repeated_row_counts_once() -> None:
    """The same row twice, and the same actor with another role."""
    rows = activity("walk", "2017", "A B")
    edges = [*rows, dict(rows[0]), *activity("walk", "2017", "A!")]
    assert reference_metrics(actors("S* A B"), edges, "year")["data"]["participations"] == 3
    assert window((actors("S* A B"), edges), "2017")["ties"]["total"] == 1


def test_what_a_partner_needs_the_secretariat_for() -> None:
    """A and B in a plan, S there until June, B from August; A walks with C; A leads the plan.

    S and B were never there together; A was beside S in one of its two activities.
    """
    nodes = actors("S* A B C")
    edges = activity("plan", "", "S@2017-01..2017-06 A!@2017 B@2017-08..2017-12")
    edges += activity("walk", "2017", "A C")
    partners = {row["id"]: row for row in reference_partners(nodes, edges, "year")}
    assert partners["A"]["activities"] == 2
    assert partners["A"]["activities_needing_secretariat"] == approx(1 / 2)
    assert partners["A"]["activities_led"] == 1
    assert partners["A"]["ties_needing_secretariat"] == 0
    assert partners["B"]["activities_needing_secretariat"] == 0
    assert (partners["A"]["independent"], partners["B"]["independent"]) == (2, 1)


def test_the_partnership_shape() -> None:
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
    assert classes((nodes, edges), "half") == {
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
        row["source"] + row["target"]: row["strength"]
        for row in reference_ties(nodes, edges, "all")
    }
    assert strengths == {"AB": 1 / 2, "BC": 1 / 2, "AC": 1, "CD": 1 / 2}
    assert reference_metrics(nodes, edges, "all")["data"]["activities"] == 5


# ------------------------------------------------------------------------------ published figures


def test_southern_women() -> None:
    """139 of 153 pairs; Evelyn-Laura 1.562637, Evelyn 8, all ties 44.5 (Newman 2001 on DGG)."""
    graph = nx.davis_southern_women_graph()
    edges = [
        {"activity": event, "actor": woman, "role": "", "start": "1936", "end": ""}
        for event in graph.graph["bottom"]
        for woman in graph[event]
    ]
    nodes = [{"id": woman} for woman in graph.graph["top"]]
    ties = reference_ties(nodes, edges, "all")
    assert len(ties) == 139
    present = reference_metrics(nodes, edges, "all")["windows"][0]["scenarios"]["present"]
    assert present["density"] == approx(0.908497, abs=1e-6)
    strength = {(row["source"], row["target"]): row["strength"] for row in ties}
    assert strength["Evelyn Jefferson", "Laura Mandeville"] == approx(1.562637, abs=1e-6)
    evelyn = sum(value for pair, value in strength.items() if "Evelyn Jefferson" in pair)
    assert evelyn == approx(8)
    assert sum(strength.values()) == approx(44.5)


def test_krackhardt_kite_and_florentine_families() -> None:
    """Borgatti (2006): F and DF; Freeman's betweenness and centralization."""
    kite = nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate("ABCDEFGHIJ")))
    assert betweenness(kite)["H"] == approx(14 / 36)
    assert degree_centralization(kite) == approx(1 / 3)
    assert mean_inverse_distance(kite, sorted(kite)) == approx(0.646296, abs=1e-6)
    kite.remove_node("H")
    assert mean_inverse_distance(kite, sorted(kite)) == approx(1 - 0.486111, abs=1e-6)
    families = nx.florentine_families_graph()
    assert betweenness(families)["Medici"] == approx(47.5 / 91)
    families.remove_node("Medici")
    assert mean_inverse_distance(families, sorted(families)) == approx(1 - 0.673810, abs=1e-6)


def test_constraint_centralization_and_robustness_in_closed_form() -> None:
    """Complete graphs and stars; Burt's example as in Borgatti (1997)."""
    assert constraint(nx.relabel_nodes(nx.complete_graph(11), str), "0") == approx(0.361, abs=5e-4)
    assert constraint(nx.relabel_nodes(nx.empty_graph(2), str), "0") is None
    burt = nx.Graph(["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"])
    assert constraint(burt, "G") == approx(0.400, abs=1e-3)
    assert constraint(burt, "A") == approx(0.595, abs=1e-3)
    assert constraint(burt, "C") == approx(1)
    star = nx.relabel_nodes(nx.star_graph(5), str)
    assert degree_centralization(star) == approx(1)
    assert robustness(star) == approx(5 / 36)
    assert robustness(nx.complete_graph(7)) == approx(6 / 14)


# -------------------------------------------------------------------------------------------- laws


def figures_without_rows(nodes: list[Row], edges: list[Row], every: str) -> dict[str, Any]:
    """All figures but the count of rows."""
    figures = reference_metrics(nodes, edges, every)
    del figures["data"]["participations"]
    return figures


@settings(deadline=None, max_examples=50)
@given(partnership_alliances())
def test_both_shapes_of_the_same_facts_give_the_same_figures(alliance: Alliance) -> None:
    """A partnership is an activity of two, and of the secretariat where it was there."""
    nodes, edges = alliance
    for every in ("year", "all"):
        assert figures_without_rows(nodes, edges, every) == figures_without_rows(
            nodes, as_participations(nodes, edges), every
        )


@settings(deadline=None, max_examples=50)
@given(alliances(secretariats=1))
def test_scenarios_fall_in_order(alliance: Alliance) -> None:
    """From most to least generous."""
    for entry in reference_metrics(*alliance, "year")["windows"]:
        if entry["activities"] == 0:
            continue
        ties = entry["ties"]
        assert ties["total"] == ties["independent"] + ties["supported"] + ties["carried"]
        assert ties["lead_unknown"] <= ties["supported"]
        for name in ("connectedness", "largest_component", "efficiency", "density"):
            values = [scenario[name] for scenario in entry["scenarios"].values()]
            if None not in values:
                assert all(
                    more >= less or math.isclose(more, less) for more, less in pairwise(values)
                )
        isolates = [scenario["isolates"] for scenario in entry["scenarios"].values()]
        assert isolates == sorted(isolates)


@settings(deadline=None, max_examples=50)
@given(alliances(undated=False, secretariats=1))
def test_independent_over_all_exactly_when_in_some_window(alliance: Alliance) -> None:
    """With dates everywhere and a secretariat that has no term."""
    nodes, edges = alliance
    nodes = [{**row, "secretariat_from": "", "secretariat_until": ""} for row in nodes]

    def independent(every: str) -> set[tuple[str, str]]:
        table = classes((nodes, edges), every)
        return {key[1:] for key, value in table.items() if value == "independent"}

    assert independent("all") == independent("quarter")


def test_the_same_seed_gives_the_same_alliance() -> None:
    """Both generators."""
    for seed in range(20):
        assert random_alliance(seed) == random_alliance(seed)
        assert random_partnerships(seed) == random_partnerships(seed)
