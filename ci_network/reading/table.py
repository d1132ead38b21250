"""Tables as text: a header and columns, with the row numbers that the spreadsheet shows."""

from __future__ import annotations

from dataclasses import dataclass

from ci_network.errors import Problem


@dataclass(frozen=True)
class Table:
    """One table as it was read.

    Attributes
    ----------
    file
        Name of the file, and of the sheet where it is one.
    header
        Names of the columns as the file spells them.
    columns
        Cells by column, trimmed and NFC-normalised, as many as there are rows.
    numbers
        Row of each row as the spreadsheet shows it.
    header_row
        Row of the header.
    encoding, separator
        How the text was read; None in a workbook.
    """

    file: str
    header: tuple[str, ...]
    columns: tuple[list[str], ...]
    numbers: list[int]
    header_row: int = 1
    encoding: str | None = None
    separator: str | None = None


class Found:
    """Collects the problems of one reading, so that all of them are told at once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def error(
        self,
        code: str,
        file: str,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **details: str,
    ) -> None:
        """Something that stops the run."""
        self.problems.append(Problem(code, "error", file, row, column, value, details))

    def warning(
        self,
        code: str,
        file: str,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        **details: str,
    ) -> None:
        """Something to look at."""
        self.problems.append(Problem(code, "warning", file, row, column, value, details))

    @property
    def has_errors(self) -> bool:
        """Whether the run must stop."""
        return any(problem.severity == "error" for problem in self.problems)
