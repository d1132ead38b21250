"""Large networks are searched from sampled sources; what hangs together must still be exact."""

from __future__ import annotations

import numpy as np
import pytest

from ci_network.graphs.reach import Incidence
from ci_network.measures import paths
from ci_network.measures.paths import connected_pairs, path_columns


@pytest.mark.parametrize("seed", range(20))
def test_sampling_misses_no_component_whether_whole_or_in_pieces(monkeypatch, seed):
    rng = np.random.default_rng(seed)
    partners, carriers = int(rng.integers(70, 300)), int(rng.integers(0, 4))
    meetings, networks = int(rng.integers(20, 200)), 40
    members = [
        rng.choice(partners + carriers, rng.integers(2, 6), replace=False) for _ in range(meetings)
    ]
    incidence = Incidence(
        partners + carriers,
        meetings,
        np.concatenate(members),
        np.repeat(np.arange(meetings), [len(group) for group in members]),
    )
    # From hardly any meeting to nearly all.
    alive = rng.random((meetings, networks)) < np.linspace(0.02, 0.98, networks)
    open_to = rng.random((carriers, networks)) < 0.5
    exact = path_columns(incidence, partners, alive, open_to)
    monkeypatch.setattr(paths, "EXACT_UP_TO", 0)
    sampled = path_columns(incidence, partners, alive, open_to)
    assert np.isnan(exact.efficiency_se).all()
    assert np.isfinite(sampled.efficiency_se).all()
    assert sampled.connected_pairs.tolist() == exact.connected_pairs.tolist()
    joined = connected_pairs(incidence, partners, alive, open_to)
    assert joined.tolist() == exact.connected_pairs.tolist()
    open_all = path_columns(incidence, partners, alive, np.ones_like(open_to))
    joined = connected_pairs(incidence, partners, alive)
    assert joined.tolist() == open_all.connected_pairs.tolist()
    assert sampled.largest.tolist() == exact.largest.tolist()
