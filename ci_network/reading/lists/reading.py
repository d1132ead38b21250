"""What is gathered while the tables of a file are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ci_network.reading.lists.account import TableAccount, table_account
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.words.headings import Field
from ci_network.reading.lists.words.lexicon import any_case

_OF_INVITED = any_case(
    r"(?:required|optional\w*|påkrævede|nødvendige|obligatori\w*|erforderliche|valg?fri\w*)\s+"
    r"(?:attendees?|participants?|delta[gk]\w+|teilnehm\w+)"
)
"""How calendars call those who were asked to a meeting."""


class Reading:
    """What is gathered while the tables of a file are read."""

    def __init__(self, choices: Choices, log: Log) -> None:
        self.choices, self.log = choices, log
        self.tables: list[TableAccount] = []
        self.sheets: list[Sheet] = []
        self.columns: dict[Field, list[str]] = {}
        self.shapes: list[str] = []
        self.of_activities: list[Sheet] = []
        self.of_leads: list[Sheet] = []
        self.of_actors: list[Sheet] = []

    def note(self, sheet: Sheet, shape: str, crossed: Sequence[int]) -> None:
        """Note what a table was taken for."""
        account = table_account(sheet, shape, crossed)
        self.sheets.append(replace(sheet, crossed=tuple(crossed)))
        self.tables.append(account)
        self.log.add("form", sheet.file, None, "", account.shape)
        known = ", ".join(f"{meant}: {name}" for name, meant, _ in account.columns)
        self.log.add("columns", sheet.file, None, "", known or "none by name")
        for name in account.left_out:
            self.log.add("column left out", sheet.file, None, name, "not needed")
        for name in sheet.names(sheet.places("actor")):
            if "attended" not in sheet.fields and _OF_INVITED.match(name):
                self.log.add("invited", sheet.file, None, name, "")
        for field, places in sheet.fields.items():
            names = self.columns.setdefault(field, [])
            names += [name for name in sheet.names(places) if name not in names]

    def shape(self) -> str | None:
        """What a row is in all tables; None where they differ."""
        return self.shapes[0] if len(set(self.shapes)) == 1 else None
