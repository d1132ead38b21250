"""What was decided on the way from a list to the two tables, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ci_network.reading.lists.rows import Choices
from ci_network.reading.table import ProblemLog

LOG_COLUMNS = ("decision", "file", "row", "value", "result")


@dataclass(frozen=True)
class Decision:
    """One thing that was decided."""

    kind: str
    """What it was about, in words that stay the same."""
    file: str
    """File and sheet."""
    row: int | None
    """Row as the spreadsheet shows it; None for a whole sheet."""
    value: str
    """What stood there."""
    result: str
    """What was made of it."""


class Log(ProblemLog):
    """Collects the decisions, in order, beside the problems."""

    def __init__(self) -> None:
        super().__init__()
        self.decisions: list[Decision] = []

    def add(
        self, kind: str, file: str, row: int | None, value: str, result: str, *, once: bool = True
    ) -> None:
        """Note a decision, and the same only once unless each of them counts."""
        decision = Decision(kind, file, row, value, result)
        if not once or not self.decisions or self.decisions[-1] != decision:
            self.decisions.append(decision)

    def columns(self) -> dict[str, list[str]]:
        """The log as the columns of a table."""
        rows = [
            (d.kind, d.file, "" if d.row is None else str(d.row), d.value, d.result)
            for d in self.decisions
        ]
        return {name: [row[n] for row in rows] for n, name in enumerate(LOG_COLUMNS)}


@dataclass(frozen=True)
class Source:
    """A file of ties, or a sheet of it, while it is read."""

    file: str
    """File, and sheet where it is one."""
    choices: Choices
    """What the person said of it."""
    log: Log
    """Where it is noted what is decided."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Names of columns or attributes as they stand in the file, by their key."""
    others: Sequence[str] = ()
    """Kinds of tie by which other sheets are named."""

    def heading(self, name: str) -> str:
        """A column or attribute as it stands in the file."""
        return self.headings.get(name, name)

    def note(
        self, kind: str, row: int | None, value: str, result: str, *, once: bool = True
    ) -> None:
        """Note a decision about the file."""
        self.log.add(kind, self.file, row, value, result, once=once)
