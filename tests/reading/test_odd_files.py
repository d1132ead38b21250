"""Every odd input through the real command: exit code, codes, files, rows, columns and words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from reading.odd_files import ALL, EDGES, NODES, Odd, folder

from ci_network.commands.run import run
from ci_network.reading import examine
from ci_network.reading.sentences import SENTENCES
from ci_network.record.alliance import Alliance


def told(problems: list[dict[str, Any]], place: Path) -> list[str]:
    """Problems as the inputs write them; folders are told by their whole path."""
    lines = []
    for problem in problems:
        file = problem["file"].replace(f"{place.resolve()}/", "").replace(f"{place}/", "")
        file = "" if Path(file) in (place, place.resolve()) else file
        row = "" if problem["row"] is None else f":{problem['row']}"
        column = "" if problem["column"] is None else f" {problem['column']}"
        lines.append(f"{problem['severity']} {problem['code']} {file}{row}{column}")
    return lines


def facts(alliance: Alliance) -> Any:
    """What an alliance says, further columns left out."""
    actors, part = alliance.actors, alliance.participations
    return (
        actors.id,
        actors.label,
        actors.sector,
        actors.secretariat.tolist(),
        alliance.rows,
        {
            (alliance.activities.name[activity], actor, lead, *days)
            for activity, actor, lead, *days in zip(
                part.activity.tolist(),
                part.actor.tolist(),
                part.lead.tolist(),
                part.start.tolist(),
                part.end.tolist(),
                part.latest_start.tolist(),
                strict=True,
            )
        },
    )


def codes(odd: Odd) -> set[str]:
    return {line.split()[1] for line in odd.says}


FIRST = [
    odd for n, odd in enumerate(ALL) if codes(odd) - {c for one in ALL[:n] for c in codes(one)}
]
"""Those that tell a problem that none before them tells."""


@pytest.mark.parametrize("odd", ALL, ids=lambda odd: odd.name)
def test_what_is_said(odd: Odd, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "data folder"
    data = odd.make(place)
    code = run(["check", str(data), "--format", "json", "--lang", "en"])
    out = json.loads(capsys.readouterr().out)
    assert told(out["problems"], place) == list(odd.says)
    errors = [line for line in odd.says if line.startswith("error")]
    assert code == (2 if "missing-data" in str(errors) else 1 if errors else 0)
    sentences = " ".join(f"{p['problem']} {p['advice']}" for p in out["problems"])
    for word in odd.words:
        assert word in sentences
    # Nothing is left to fill in, in either language.
    assert not re.search(r"\{\w+\}", sentences)
    if odd in FIRST:
        run(["check", str(data), "--lang", "da"])
        assert not re.search(r"\{\w+\}", capsys.readouterr().out)


@pytest.mark.parametrize("odd", [odd for odd in ALL if odd.same], ids=lambda odd: odd.name)
def test_the_same_record(odd: Odd, tmp_path: Path) -> None:
    usual = Odd("usual", folder(NODES, EDGES)).make(tmp_path / "usual")
    found, expected = examine(odd.make(tmp_path / "odd")).alliance, examine(usual).alliance
    assert found is not None
    assert expected is not None
    assert facts(found) == facts(expected)


def test_every_problem_has_an_input() -> None:
    """No code without an odd file that brings it about, but for those that only a machine can.

    What only `import` or an engine tells has its files in tests/reading/lists and tests/engine,
    what is told of activities in test_activities.py, and of answers in tests/commands.
    """
    shown = {code for odd in ALL for code in codes(odd)}
    of_others = {
        "alias-unclear",
        "engine-cannot-read",
        "lopsided-matrix",
        "unclear-tie",
        "negative-weight",
        *("impossible-in-list", "near-date-in-list", "no-date-in-list", "serial-in-list"),
        "node-twice",
        "unknown-node",
        "not-well-formed",
        "twin-nodes",
        "unknown-network",
        "xml-entities",
        *("activity-again", "bad-continues", "bad-led-by", "bad-purpose", "contradiction"),
        *("lead-disagrees", "led-by-absent", "not-read", "secretariat-takes-over"),
        *("taken-over-without-yes", "unknown-activity", "unknown-activity-near"),
        *("answer-about-nothing", "answer-against-record", "answers-disagree", "bad-answer"),
        *("answer-about-oneself", "answer-of-another", "answer-of-other-form", "bad-reply"),
        *("answer-of-secretariat", "bad-score", "no-against-pair", "no-answers", "reply-twice"),
        "record-for-answers",
        *("since-after-period", "told-without-yes", "yes-without-partnership"),
    }
    assert set(SENTENCES) - shown - of_others <= {"unreadable", "no-permission"}
    assert shown <= set(SENTENCES)
