"""What can go wrong, and how it is told to a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple


class CINetworkError(Exception):
    """Base of every error that the command line shows as a sentence.

    Parameters
    ----------
    text
        The sentence in English, as the catalogues know it, with ``{names}`` of values in it.
    values
        What the names stand for.

    Examples
    --------
    >>> str(UsageError("There is no window {label!r}.", label="2031"))
    "There is no window '2031'."
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text.format(**values) if values else text)
        self.text, self.values = text, values


class UsageError(CINetworkError):
    """The call asks for something that cannot be given."""


class OutputError(CINetworkError):
    """A file or folder could not be written; what was there before is intact."""


class Problem(NamedTuple):
    """One finding in the data, with its place.

    Attributes
    ----------
    code
        Stable name of the kind of problem, such as ``"unknown-actor"``.
    severity
        ``"error"`` stops the run, ``"warning"`` does not.
    file
        Name of the file (and sheet) it stands in.
    row
        Row as the spreadsheet shows it, the header being row 1; None for a whole file.
    column
        Name of the column as the file spells it; None for a whole row.
    value
        The cell as it was read.
    details
        What the sentence about the problem is filled in with.
    """

    code: str
    severity: Literal["error", "warning"]
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    details: Mapping[str, str] = MappingProxyType({})


class DataError(CINetworkError):
    """The data has errors; `problems` holds all of them, warnings included, `errors` does not."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        self.errors = tuple(problem for problem in problems if problem.severity == "error")
        many = len(self.errors)
        super().__init__(f"the data has {many} error{'' if many == 1 else 's'}")


def is_missing(problems: Sequence[Problem]) -> bool:
    """Whether there is no data at all where it was said to be, which is a call gone wrong."""
    return [problem.code for problem in problems] == ["missing-data"]
