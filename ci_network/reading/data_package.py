"""datapackage.json beside a record (Frictionless), for tables that were written again."""

from __future__ import annotations

import copy
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
    "decision": "What was decided about a list.",
    "result": "What became of it.",
    "source_row": "Row of the file that told it.",
}
_OF_A_LOG = {"source": "File that told it.", "value": "What it was about."}
_USUAL_DIALECT = {"quoteChar": '"', "doubleQuote": True, "header": True}
_STALE = ("bytes", "hash", "dialect", "encoding", "format", "mediatype")


def extended(
    package: bytes,
    tables: Mapping[str, Collection[str]],
    semicolons: Collection[str] = (),
) -> bytes:
    """A data package whose tables have these columns; as it is where it is none.

    Parameters
    ----------
    package
        The content of datapackage.json.
    tables
        Columns of the CSV files that were written, by name; none of a file that is gone.
    semicolons
        Which of them have semicolons between the cells, the others commas.

    Returns
    -------
    bytes
        What it said of a column stays. Columns and files that it did not know are described, and
        those that are gone are left out; the files are UTF-8. A package that says all of that
        stays as it is written.
    """
    try:
        content = json.loads(package.decode("utf-8-sig"))
        before = copy.deepcopy(content)
        resources = {str(each["path"]): each for each in content["resources"]}
        for name, columns in tables.items():
            if not columns:
                resources.pop(name, None)
                continue
            resource = resources.setdefault(
                name, {"name": name.removesuffix(".csv"), "path": name, "schema": {}}
            )
            meanings = _MEANINGS | (_OF_A_LOG if name.endswith("-log.csv") else {})
            _describe(resource, columns, ";" if name in semicolons else ",", meanings)
    except (ValueError, TypeError, KeyError, AttributeError):
        return package
    content["resources"] = list(resources.values())
    if content == before:
        return package
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _describe(
    resource: dict[str, Any],
    columns: Collection[str],
    separator: str,
    meanings: Mapping[str, str],
) -> None:
    """Let a resource have these columns, each with what was or can be said of it."""
    written = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    dialect = {"delimiter": separator, "lineTerminator": "\n"}
    before = resource.get("dialect")
    if isinstance(before, dict) and before.items() <= (dialect | _USUAL_DIALECT).items():
        dialect |= before
    for stale in _STALE:
        resource.pop(stale, None)
    resource |= written | {"dialect": dialect}
    schema = resource.setdefault("schema", {})
    known = {str(field["name"]): field for field in schema.get("fields", [])}
    schema["fields"] = [known.get(name) or _field(name, meanings.get(name)) for name in columns]


def _field(name: str, meaning: str | None) -> dict[str, str]:
    return {"name": name, "type": "string"} | ({"description": meaning} if meaning else {})
