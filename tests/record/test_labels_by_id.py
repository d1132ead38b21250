"""The label of an actor is found by its id."""

from __future__ import annotations

import pytest
from alliances import alliance

from ci_network.record.answers import merged
from ci_network.record.pseudonyms import under_pseudonyms

RECORD = alliance("S*", {"id": "b", "label": "Boats"}, {"id": "Z", "label": "Zebras"}, fair="SbZæ")


@pytest.mark.parametrize("record", [RECORD, under_pseudonyms(RECORD)[0], merged(RECORD, 1, 2)])
def test_every_actor_has_its_label(record):
    actors = record.actors
    assert list(map(actors.label_of, actors.id)) == list(actors.label)


@pytest.mark.parametrize("id_", ["", "A", "c", "ø"])
def test_nobody_has_the_label_of_another(id_):
    with pytest.raises(KeyError):
        RECORD.actors.label_of(id_)
