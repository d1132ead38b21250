"""What is asked of ties that are made a block at a time is the same as of all of them at once."""

from __future__ import annotations

import pytest
from random_alliances import in_some_series, random_alliance, seeds, told_of

from ci_network.errors import UsageError
from ci_network.inference import departure as departure_
from ci_network.inference import sensitivity
from ci_network.inference.departure import departure
from ci_network.inference.key_players import Chosen
from ci_network.inference.null import null
from ci_network.inference.result import inference, labels, without_in_each
from ci_network.measures.sustainability import sustainability
from ci_network.network import partnerships
from ci_network.network.windows import gathered
from ci_network.reading import read_rows
from ci_network.results.answer import answer_figures
from ci_network.results.answering import answer
from ci_network.results.figures import to_json
from ci_network.results.handover import handover, handover_figures
from ci_network.results.inferred import (
    departure_figures,
    inference_figures,
    null_figures,
    without_figures,
)

TOGETHER = 10
CUTS = [("year", None), ("quarter", 3), ("all", None), ("half", 4), ("school-year", None)]


@pytest.mark.parametrize("first", seeds(20, 300, TOGETHER))
def test_blocks_of_ties_give_the_figures_of_all_of_them(
    first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three meetings in a block, and two dates of an exit at once."""
    monkeypatch.setattr(partnerships, "AT_ONCE", 3)
    monkeypatch.setattr(departure_, "_DAYS_AT_ONCE", 2)
    wrong = {}
    for seed in range(first, first + TOGETHER):
        rows = random_alliance(seed, open_corners=seed % 3 == 0)
        if seed % 4 == 0:
            rows = in_some_series(*rows)
        record = read_rows(*rows, told_of(rows, seed) if seed % 2 else ()).alliance
        cut = CUTS[seed % len(CUTS)]
        one, other = sustainability(record, *cut), gathered(record, *cut)
        if asked(one, seed) != asked(other, seed):
            wrong[seed] = cut
    assert not wrong


@pytest.mark.parametrize("first", seeds(10, 300, TOGETHER))
def test_every_comparison_is_the_same_of_blocks_of_ties(
    first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for the figures under other choices, which there are none of above so many actors."""
    monkeypatch.setattr(partnerships, "AT_ONCE", 3)
    monkeypatch.setattr(departure_, "_DAYS_AT_ONCE", 2)
    monkeypatch.setattr(sensitivity, "UP_TO", 0)
    wrong = {}
    for seed in range(first, first + TOGETHER):
        rows = random_alliance(seed, open_corners=seed % 3 == 0)
        record = read_rows(*rows, told_of(rows, seed) if seed % 2 else ()).alliance
        cut = CUTS[seed % len(CUTS)]
        one, other = (
            to_json(inference_figures(record, inference(drawn, 5, seed)))
            for drawn in (sustainability(record, *cut), gathered(record, *cut))
        )
        if one != other:
            wrong[seed] = cut
    assert not wrong


def test_blocks_have_every_meeting_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partnerships, "AT_ONCE", 3)
    record = read_rows(*random_alliance(8)).alliance
    there, drawn = gathered(record), sustainability(record)
    everything = there.spans.activity >= 0
    blocks = list(there.meetings.blocks(everything))
    assert len(blocks) > 2
    assert sum(map(len, blocks)) == len(drawn.meetings)
    pairs = [pair for block in blocks for pair in zip(block.first, block.second, strict=True)]
    assert pairs == list(zip(drawn.meetings.first, drawn.meetings.second, strict=True))


def asked(drawn, seed: int) -> str:
    """Everything that can be asked of ties that are not in memory all at once."""
    actors, activities = drawn.alliance.actors, drawn.alliance.activities
    some = Chosen(range(0, len(actors), 3), range(0, len(activities), 5))
    told = [
        answer_figures(answer(drawn)),
        null_figures(null(drawn, 5, seed)),
        without_figures(drawn.alliance, "", labels(drawn), without_in_each(drawn, some)),
        [handover_figures(handover(drawn.only(n.window.label))) for n in drawn.networks[-2:]],
    ]
    if drawn.alliance.first is not None:
        date = (drawn.alliance.first + drawn.alliance.last) // 2
        try:
            told.append(departure_figures(departure(drawn, date)))
        except UsageError as error:
            told.append(str(error))
    return to_json(told)
