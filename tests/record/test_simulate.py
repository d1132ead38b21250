"""The simulator: what went in comes out."""

from __future__ import annotations

import json

import pytest

from ci_network.dates import day
from ci_network.errors import UsageError
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read, read_rows
from ci_network.record.simulate import simulate


def test_the_same_seed_gives_the_same_alliance():
    assert simulate(3) == simulate(3)
    assert simulate(3) != simulate(4)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_valid_data_in_rows_and_in_files(seed, tmp_path):
    made = simulate(seed, leaves=day(2017, 12, 31))
    whole = read_rows(made.nodes, made.edges).alliance
    for name, content in made.files().items():
        (tmp_path / name).write_bytes(content)
    again = read(tmp_path).alliance
    assert again.actors.id == whole.actors.id
    assert again.activities.name == whole.activities.name
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert truth["leaves"] == "2017-12-31"
    assert set(truth["convened"]) <= set(whole.activities.name)
    assert set(truth["offshoots"]) <= set(whole.activities.name)


def test_at_full_dependence_circles_are_all_that_is_left():
    """Six circles of five: without the secretariat and without offshoots each stands alone."""
    made = simulate(
        1, dependence=1, offshoots_per_month=0, activities=600, attended=0.3, seeks_large=0
    )
    result = sustainability(read_rows(made.nodes, made.edges).alliance, "all")
    (figures,) = result.figures
    assert figures.scenarios["present"].connectedness == 1
    assert figures.scenarios["unaided"].connectedness == pytest.approx(6 * 10 / (30 * 29 / 2))
    assert figures.scenarios["unaided"].connectedness == pytest.approx(
        figures.scenarios["led_activities_end"].connectedness
    )
    assert result.offshoots.offshoots == 0


def test_after_it_leaves_nothing_is_convened():
    made = simulate(2, dependence=1, activities=300, leaves=day(2016, 12, 31))
    starts = {row["activity"]: row["start"] for row in made.edges}
    assert max(starts[name] for name in made.truth.convened) <= "2016-12-31"
    assert not any(
        row["actor"] == "sekretariat" and row["start"] > "2016-12-31" for row in made.edges
    )


def test_offshoots_come_at_their_rate():
    """Of many pairs watched for a known time, the share that becomes an offshoot is 1 − e^−rt."""
    made = simulate(
        5, partners=120, circles=20, activities=800, dependence=1, offshoots_per_month=0.02
    )
    result = sustainability(read_rows(made.nodes, made.edges).alliance, "all")
    assert result.offshoots.offshoots == len(made.truth.offshoots)
    # Half have become one after ln 2 / .02 = 34.7 months.
    assert result.offshoots.median_months == pytest.approx(34.7, abs=4)


def test_circles_too_small_are_refused():
    with pytest.raises(UsageError, match="two partners or more in each"):
        simulate(1, partners=5, circles=3)
