"""Text that a spreadsheet would run as a formula, in CSV."""

from __future__ import annotations

import re

GUARD = "'"

_STARTS_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@]")


def harmless(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run as a formula.

    Examples
    --------
    >>> harmless("=1+1")
    "'=1+1"
    """
    return f"{GUARD}{text}" if _STARTS_A_FORMULA.match(text) else text


def may_be_guarded(text: str) -> bool:
    """Whether any cell in the text of a table may begin with such an apostrophe."""
    return GUARD in text and _GUARDED.search(text) is not None


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it as a formula.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("'t Hooft")
    ('=1+1', "'t Hooft")
    """
    return cell[1:] if _GUARDED.match(cell) else cell
