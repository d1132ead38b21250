"""Ties that are counted last as long as ties that are looked at one by one."""

from __future__ import annotations

import re
import subprocess
import sys

import numpy as np
import pytest
from alliances import alliance
from random_alliances import random_alliance

from ci_network.measures import persistence, survival
from ci_network.network.windows import window_networks
from ci_network.reading import read_rows


def counted_and_not(made, monkeypatch, *at_once):
    """Ties of an alliance looked at one by one, and counted so many meetings at a time."""
    drawn = window_networks(made)
    monkeypatch.setattr(survival, "MOST_LEFT_OUT", 0)
    stays = persistence.of_ties(drawn.meetings, drawn.spans)
    one_by_one = survival.survival_of(stays, *persistence.watched(drawn.alliance.last, 12))
    counted = []
    for many in at_once:
        monkeypatch.setattr(persistence, "_ROWS_AT_ONCE", many)
        lasting = persistence.persistence(drawn.meetings, drawn.spans, drawn.alliance.last)
        counted.append(lasting.ties)
    return one_by_one, *counted


def same(one, other):
    """Whether all of two kinds is the same."""
    figures = [
        (vars(first), vars(second))
        for first, second in zip(
            (one.all, *one.by_involvement), (other.all, *other.by_involvement), strict=True
        )
    ]
    return one[:2] == other[:2] and all(
        np.array_equal(first[name], second[name], equal_nan=True)
        for first, second in figures
        for name in first
    )


@pytest.mark.parametrize("seed", range(40))
def test_counted_ties_last_as_long(seed, monkeypatch):
    made = read_rows(*random_alliance(seed, actors=9, activities=12)).alliance
    one_by_one, *counted = counted_and_not(made, monkeypatch, 1, 3, 500_000)
    assert [same(one_by_one, ties) for ties in counted] == [True] * 3


def test_ties_that_met_again_are_told_from_those_that_did_not(monkeypatch):
    """AB meets for two years, AC, AD, BC, BD and CD on one day; S is the secretariat."""
    made = alliance(
        "S*", walk=["SAB@2010-01-01", "AB@2011-01-01", "AB@2012-01-01"],
        day="SABCD@2010-01-01", later="XY@2020-01-01",
    )  # fmt: skip
    one_by_one, counted = counted_and_not(made, monkeypatch, 2)
    assert same(one_by_one, counted)
    assert counted.all.watched == 6
    assert counted.all.ended == 6
    assert counted.all.after_year == pytest.approx(1 / 6)


_WITH_PEAK = """
import sys
from pathlib import Path
from ci_network import __main__
__main__.hush = lambda: sys.stderr.write(Path("/proc/self/status").read_text())
__main__.main()
"""
"""The command, which tells at its end the most memory that it had; what the system tells of an
ended process counts the one that began it too."""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is told otherwise")
def test_a_plenary_of_two_thousand_is_measured_in_half_a_gigabyte(tmp_path):
    (tmp_path / "nodes.csv").write_text("id\n" + "".join(f"p{n}\n" for n in range(2_000)))
    rows = "".join(f"all,p{n},2018\n" for n in range(2_000))
    (tmp_path / "edges.csv").write_text(f"activity,actor,start\n{rows}")
    call = [sys.executable, "-c", _WITH_PEAK, "metrics", str(tmp_path), "--format", "json"]
    ended = subprocess.run(
        call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
    )
    assert ended.returncode == 0
    assert int(re.findall(r"VmHWM:\s*(\d+) kB", ended.stderr)[0]) < 500_000
