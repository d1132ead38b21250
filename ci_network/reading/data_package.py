"""datapackage.json beside a record (Frictionless), for tables that were written anew."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

FILE = "datapackage.json"

_MEANINGS = {
    "activity": "Name of the activity.",
    "actor": "Id of the actor, as in nodes.csv.",
    "source": "One of the two actors, as in nodes.csv.",
    "target": "The other actor, as in nodes.csv.",
    "start": "First day, or the month or year of it.",
    "end": "Last day, or the month or year of it; blank where the start says all.",
    "role": "What the actor did; lead for those who led.",
    "continues": "Whether the activity goes on when the secretariat leaves: yes, no or unknown.",
    "continues_evidence": "Who said so, and where.",
    "taken_over_by": "Id of the actor that takes the activity over.",
    "led_by": "Who led, as is said of the activity as a whole.",
    "purpose": "evaluation for activities that evaluate the initiative; blank for work.",
    "recorded_by": "Who recorded it.",
    "respondent": "Id of the actor that answered.",
    "about": "Id of the actor that the answer is about.",
    "answer": "What was answered.",
    "answered": "When it was answered.",
    "evidence": "Who said so, and where.",
    "file": "Table that was changed.",
    "row": "Row of the table, the header being row 1.",
    "column": "Column that was changed.",
    "before": "What stood there.",
    "after": "What stands there now.",
    "source_row": "Row of the file that told it.",
}
_OF_THE_LOG = {"source": "File that told it."}
_STALE = ("bytes", "hash", "dialect", "encoding", "format", "mediatype")


def extended(package: bytes, tables: Mapping[str, Collection[str]], log: str) -> bytes:
    """A data package whose tables have these columns; as it is where it is none.

    Parameters
    ----------
    package
        The content of datapackage.json.
    tables
        Columns of the CSV files that were written, by name.
    log
        Which of them tells the changes.

    Returns
    -------
    bytes
        What it said of a column stays. Columns and files that it did not know are described, and
        those that are gone are left out; the files are UTF-8 with commas.
    """
    try:
        content = json.loads(package.decode("utf-8-sig"))
        resources = {str(each["path"]): each for each in content["resources"]}
        for name, columns in tables.items():
            resource = resources.setdefault(
                name, {"name": name.removesuffix(".csv"), "path": name, "schema": {}}
            )
            _describe(resource, columns, _OF_THE_LOG if name == log else {})
    except (ValueError, TypeError, KeyError, AttributeError):
        return package
    content["resources"] = list(resources.values())
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _describe(
    resource: dict[str, Any], columns: Collection[str], meanings: Mapping[str, str]
) -> None:
    """Let a resource have these columns, each with what was or can be said of it."""
    written = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    for stale in _STALE:
        resource.pop(stale, None)
    resource |= written | {"dialect": {"delimiter": ",", "lineTerminator": "\n"}}
    schema = resource.setdefault("schema", {})
    known = {str(field["name"]): field for field in schema.get("fields", [])}
    schema["fields"] = [
        known.get(name) or _field(name, meanings.get(name) or _MEANINGS.get(name))
        for name in columns
    ]


def _field(name: str, meaning: str | None) -> dict[str, str]:
    return {"name": name, "type": "string"} | ({"description": meaning} if meaning else {})
