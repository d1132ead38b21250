"""The columns that are known, by every name that people give them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from ci_network.reading.spelling import Suggestions, fold, letters_apart, one_letter_apart
from ci_network.reading.table import Column, ProblemLog, Table, blank_column, clean

Kind = Literal["nodes", "edges", "activities", "partnerships", "survey"]

KINDS: tuple[Kind, ...] = get_args(Kind)

OPTIONAL: frozenset[Kind] = frozenset({"activities", "partnerships", "survey"})
"""Tables that a folder or a workbook may do without."""

TOLD = ("led_by", "continues", "continues_evidence", "taken_over_by", "purpose")
"""Columns that say something of an activity as a whole, in whichever row they stand."""

_SHORT = 4
_LONG = 8
_PLURALS = {
    "activity": ("activities",), "aktivitet": ("aktiviteter", "aktiviteten"),
    "aktoer": ("aktoerer", "aktoeren"), "rolle": ("roller", "rollen"), "role": ("roles",),
    "sekretariat": ("sekretariatet",),
}  # fmt: skip
_HEADER_WITHIN = 50
_HEADER_COLUMNS = 500


class Layout(NamedTuple):
    """The columns of one kind of table.

    Attributes
    ----------
    name
        ``nodes``, ``participation``, ``partnership``, ``activities``, ``account`` or ``reply``.
    required
        Columns that must be there.
    columns
        Other names by column.
    second
        Names that stand for a column only where no better name does.
    synonyms
        Names that may have been meant for a required column; told, never taken.
    """

    name: str
    required: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    second: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]]


_START = ("startdato", "start_dato", "start_date", "begyndelse", "starttidspunkt")
_END = ("slut", "slutdato", "slut_dato", "end_date", "afslutning", "sluttidspunkt")
_WHEN = {"fra": "start", "til": "end", "from": "start", "until": "end", "dato": "start",
         "date": "start"}  # fmt: skip

_TOLD = {
    "led_by": ("ledet_af", "tovholder"),
    "continues": ("fortsætter",),
    "continues_evidence": ("fortsætter_kilde", "kilde_til_fortsættelse"),
    "taken_over_by": ("overtages_af", "overtaget_af"),
    "purpose": ("formål",),
}

NODES = Layout(
    "nodes",
    ("id",),
    {
        "id": ("aktør_id", "actor_id"),
        "label": ("navn",),
        "sector": ("sektor",),
        "type": ("aktørtype",),
        "secretariat": ("sekretariat",),
        "secretariat_from": ("sekretariat_fra", "sekretariat_start", "secretariat_start"),
        "secretariat_until": (
            "sekretariat_til", "sekretariat_slut", "secretariat_to", "secretariat_end",
        ),
        "joined": ("indtrådt", "tiltrådt", "indmeldt"),
        "left": ("udtrådt", "fratrådt", "udmeldt"),
        "founded": ("stiftet", "grundlagt"),
    },
    {"name": "label", "organisation": "label", "organization": "label"},
    {"id": ("ident", "identifier", "nr", "no", "number", "nummer", "code", "kode", "ref", "actor",
            "aktør", "name", "navn", "organisation", "organization", "key", "nøgle", "node",
            "label")},
)  # fmt: skip

PARTICIPATION = Layout(
    "participation",
    ("activity", "actor"),
    {
        "activity": ("aktivitet",),
        "actor": ("aktør",),
        "role": ("rolle",),
        "start": _START,
        "end": _END,
        **_TOLD,
    },
    {**_WHEN, "deltager": "actor"},
    {
        "activity": ("event", "meeting", "project", "møde", "arrangement", "projekt", "begivenhed"),
        "actor": ("organisation", "organization", "participant", "deltagere", "member", "medlem",
                  "name", "navn", "id", "partner"),
    },
)  # fmt: skip

PARTNERSHIP = Layout(
    "partnership",
    ("source", "target"),
    {
        "source": ("kilde", "aktør_1", "aktør1", "aktør_a", "actor_1", "actor1", "actor_a"),
        "target": ("mål", "aktør_2", "aktør2", "aktør_b", "actor_2", "actor2", "actor_b"),
        "activity": ("aktivitet",),
        "start": _START,
        "end": _END,
        "secretariat": ("sekretariat",),
        **_TOLD,
    },
    _WHEN,
    {"source": ("from", "fra"), "target": ("to", "til")},
)

ACTIVITIES = Layout(
    "activities",
    ("activity",),
    {"activity": ("aktivitet",), **_TOLD},
    {},
    {"activity": (*PARTICIPATION.synonyms["activity"], "name", "navn", "id", "titel", "title")},
)

ACCOUNT = PARTNERSHIP._replace(
    name="account",
    columns={**PARTNERSHIP.columns, "recorded_by": ("registreret_af", "oplyst_af")},
)
"""A pair beside the activities; where `recorded_by` is one of the two, it is what that one says."""

REPLY = Layout(
    "reply",
    ("respondent", "answer"),
    {
        "respondent": ("svarer", "svar_fra"),
        "about": ("om",),
        "answer": ("svar",),
        "survey": ("spørgeskema",),
        "from": ("fra",),
        "until": ("til",),
        "answered": ("besvaret",),
    },
    {},
    {"respondent": ("actor", "aktør", "partner", "id", "source"), "answer": ("reply", "status")},
)

LAYOUTS: dict[Kind, tuple[Layout, ...]] = {
    "nodes": (NODES,),
    "edges": (PARTICIPATION, PARTNERSHIP),
    "activities": (ACTIVITIES,),
    "partnerships": (ACCOUNT,),
    "survey": (REPLY,),
}

_LAYOUTS = {layout.name: layout for layouts in LAYOUTS.values() for layout in layouts}

_FROM_TO = {"from": "from", "fra": "from", "to": "to", "til": "to"}

# Columns that people keep beside the known ones: never taken for a misspelling of these.
_FURTHER = frozenset({
    "recorded_by", "evidence", "type", "place", "source", "note", "notes", "comment", "comments",
    "kilde", "sted", "stat", "state", "status", "bemærkning", "kommentar", "noter", "kind", "size",
    "antal", "name", "navn", "emne", "topic", "url", "label", "sector", "id", "date", "dato",
    "funded",
})  # fmt: skip


@lru_cache(4096)
def key(name: str) -> str:
    """A column's name without what people vary: case, spaces, hyphens, æ or ae."""
    name = unicodedata.normalize("NFC", name).strip().strip("\ufeff").casefold()
    name = name.replace("-", " ").replace("_", " ").strip(" *:.")
    return "_".join(fold(word) for word in name.split())


@cache
def _names(layout_name: str) -> dict[str, str]:
    return {
        key(spelling): column
        for column, others in _LAYOUTS[layout_name].columns.items()
        for spelling in (column, *others)
    }


class Match(NamedTuple):
    """Where the known columns of a layout stand in a header.

    Attributes
    ----------
    layout
        The layout.
    places
        Place in the header by column.
    near
        Place in the header, and the known name it is nearly, by column.
    twice
        Places that name a column which is there already.
    """

    layout: Layout
    places: dict[str, int]
    near: dict[str, tuple[int, str]]
    twice: tuple[int, ...]

    @property
    def complete(self) -> bool:
        """Whether all required columns are there."""
        return set(self.layout.required) <= set(self.places)

    @property
    def hits(self) -> int:
        """Required columns that are there or nearly."""
        return len(set(self.layout.required) & (set(self.places) | set(self.near)))


def match(header: Sequence[str], layout: Layout) -> Match:
    """Find the known columns of a layout in a header."""
    return _match(tuple(header), layout.name)


@lru_cache(256)
def _match(header: tuple[str, ...], layout_name: str) -> Match:
    """The same, once: who reads a table asks several times about its header."""
    layout = _LAYOUTS[layout_name]
    names = _names(layout_name)
    keys = [key(name) for name in header]
    places: dict[str, int] = {}
    twice = []
    for place, name in enumerate(keys):
        column = names.get(name)
        if column is not None and column in places:
            twice.append(place)
        elif column is not None:
            places[column] = place
    for place, name in enumerate(keys):
        column = layout.second.get(name)
        if column is not None and column not in places:
            places[column] = place
    taken = set(places.values()) | set(twice)
    near: dict[str, tuple[int, str]] = {}
    for place, name in enumerate(keys):
        if place in taken or name in _FURTHER:
            continue
        likely = [
            spelling for spelling, column in names.items()
            if column not in places and column not in near and _misspells(name, spelling)
        ]  # fmt: skip
        if likely:
            spelling = min(likely, key=lambda other: letters_apart(name, other))
            column = names[spelling]
            written = (column, *layout.columns[column])
            near[column] = place, next(each for each in written if key(each) == spelling)
    return Match(layout, places, near, tuple(twice))


@lru_cache(4096)
def _misspells(name: str, spelling: str) -> bool:
    """Whether a name is likely a slip for a known one; the shorter, the less may differ."""
    if name[:1] != spelling[:1] and len(spelling) < _LONG:
        return False
    if len(spelling) < _SHORT:
        return len(spelling) > 2 and len(name) > 2 and one_letter_apart(name, spelling) and (
            sorted(name) == sorted(spelling) or name.startswith(spelling)
        )  # fmt: skip
    if one_letter_apart(name, spelling) or name in _PLURALS.get(spelling, ()):
        return True
    if len(spelling) < _LONG or abs(len(name) - len(spelling)) > 2:
        return False
    return letters_apart(name, spelling) <= 2


def shape_of(header: Sequence[str]) -> Layout:
    """Which of the two shapes a header of edges has, or is nearest to."""
    parts, pairs = match(header, PARTICIPATION), match(header, PARTNERSHIP)
    if parts.complete != pairs.complete:
        return PARTICIPATION if parts.complete else PARTNERSHIP
    if parts.complete:
        return PARTICIPATION
    target = "target" in pairs.places or "target" in pairs.near
    if not parts.hits and {"from", "to"} <= {_FROM_TO.get(key(name)) for name in header}:
        return PARTNERSHIP
    return PARTNERSHIP if target and pairs.hits >= parts.hits else PARTICIPATION


def header_score(record: Sequence[str], kind: Kind) -> tuple[bool, int, int]:
    """How much of a header a record is: complete, known columns, nearly known columns."""
    cells = [cell for cell in record[:_HEADER_COLUMNS] if cell and len(cell) < 100]
    if not cells:
        return False, 0, 0
    matches = [match(cells, layout) for layout in LAYOUTS[kind]]
    return max((m.complete, len(m.places), len(m.near)) for m in matches)


def find_header(cells: Sequence[Sequence[str]], kind: Kind) -> int | None:
    """Place of the header: the first record that is a whole one, else the likeliest."""
    best, best_score = None, (False, 0, 0)
    for place, record in enumerate(cells[:_HEADER_WITHIN]):
        if not any(map(clean, record)):
            continue
        score = header_score(record, kind)
        if score[0]:
            return place
        if best is None or score > best_score:
            best, best_score = place, score
    return best


@dataclass(frozen=True, eq=False)
class Known:
    """The known columns of a table, blank where it has none, and its further columns."""

    columns: Mapping[str, Column]
    further: tuple[Column, ...]

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def __contains__(self, name: str) -> bool:
        return name in self.columns


def known_columns(table: Table, layout: Layout, problem_log: ProblemLog) -> Known | None:
    """Tell the columns of a table apart; None when one that must be there is missing."""
    header = [column.name for column in table.columns]
    matched = match(header, layout)
    _tell(table, header, matched, problem_log)
    if not matched.complete:
        return None
    count = len(table)
    names = _names(layout.name)
    doubtful = {names[key(header[place])] for place in matched.twice} - set(layout.required)
    columns = {
        name: table.columns[matched.places[name]]
        if name in matched.places and name not in doubtful
        else blank_column(count)
        for name in layout.columns
    }
    taken = set(matched.places.values()) | set(matched.twice)
    further = tuple(column for place, column in enumerate(table.columns) if place not in taken)
    return Known(columns, further)


def _tell(table: Table, header: list[str], matched: Match, problem_log: ProblemLog) -> None:
    at = table.file, table.header_row
    for place in matched.twice:
        names = _names(matched.layout.name)
        first = header[matched.places[names[key(header[place])]]]
        problem_log.error("column-twice", *at, header[place], header[place], first=first)
    for place, spelling in matched.near.values():
        problem_log.error("near-column", *at, header[place], header[place], meant=spelling)
    columns = ", ".join(header)
    for name in matched.layout.required:
        if name in matched.places or name in matched.near:
            continue
        meant = _meant(name, header, matched)
        if meant is None:
            problem_log.error("missing-column", *at, name, None, columns=columns)
        else:
            problem_log.error("missing-column-near", *at, name, None, columns=columns, meant=meant)
    further = [name for place, name in enumerate(header) if place not in matched.places.values()]
    seen: dict[str, str] = {}
    for name in further:
        if key(name) in seen and key(name) not in _names(matched.layout.name):
            problem_log.error("column-twice", *at, name, name, first=seen[key(name)])
        seen.setdefault(key(name), name)


def _meant(column: str, header: Sequence[str], matched: Match) -> str | None:
    """The column of the file that may hold what is missing."""
    taken = {
        header[matched.places[name]] for name in matched.layout.required if name in matched.places
    }
    keys = {key(name): name for name in header if name not in taken}
    if column == "id":
        for name, spelt in keys.items():
            if {"id", "ids"} & set(name.split("_")):
                return spelt
    for synonym in matched.layout.synonyms[column]:
        if key(synonym) in keys:
            return keys[key(synonym)]
    taken = {header[place] for place in matched.places.values()}
    keys = {key(name): name for name in header if name not in taken}
    own = [spelling for spelling, known in _names(matched.layout.name).items() if known == column]
    suggest = Suggestions({name: spelt for name, spelt in keys.items() if name})
    return next(filter(None, map(suggest, own)), None)
