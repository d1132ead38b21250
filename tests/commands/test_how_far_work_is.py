"""Long work tells how far it is."""

from __future__ import annotations

import pytest

from ci_network.commands import progress
from ci_network.commands.progress import Progress


def test_every_tenth_is_told_again_when_more_is_known_of_what_is_to_be_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An engine knows how many windows there are when the tables are made."""
    monkeypatch.setattr(progress, "_PATIENCE", -1)
    monkeypatch.setattr(progress, "_BETWEEN", -1)
    with Progress("Steps done") as tell:
        for done in (1, 2, 3, 4):
            tell(done, 5)
        for done in range(5, 46):
            tell(done, 45)
    told = [line.removeprefix("Steps done: ") for line in capsys.readouterr().err.splitlines()]
    assert told[:4] == ["1 of 5", "2 of 5", "3 of 5", "4 of 5"]
    assert told[4:] == [f"{done} of 45" for done in (5, 9, 14, 18, 23, 27, 32, 36, 41, 45)]
