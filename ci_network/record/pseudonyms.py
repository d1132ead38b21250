"""Codes instead of names: an alliance in, the same alliance without its names out.

Every view gets an alliance that is already under pseudonyms, so that no view can forget to hide
a name.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ci_network import dates
from ci_network.errors import Problem, UsageError
from ci_network.files.formulas import harmless, unguarded
from ci_network.graphs.sorted_codes import Codes
from ci_network.record.alliance import Activities, Actors, Alliance, Participations, taken

KEPT_COLUMN = "recorded_by"
"""The further column that stays, as codes: who kept the register matters for the answer."""

_CODE = re.compile(r"[SAP]\d{2,}")
_ACTIVITY_CODE = re.compile(r"#\d+")
_SHAPE_OF_A_DATE = re.compile(r"[\d\s./:Qq-]+|ongoing|løbende|unknown|ukendt")
_SHORTEST_IN_TEXT = 2


@dataclass(frozen=True)
class Key:
    """What stands for what.

    Attributes
    ----------
    actors
        Code by id.
    activities
        Code by name; empty where only persons are under codes.
    names
        Code by id and by label, for texts in which they occur.
    """

    actors: Mapping[str, str] = field(default_factory=dict)
    activities: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def under_pseudonyms(alliance: Alliance, known: Key | None = None) -> tuple[Alliance, Key]:
    """The alliance with codes for all actors and activities.

    Parameters
    ----------
    alliance
        A checked record.
    known
        Codes of an earlier time, which are kept.

    Returns
    -------
    tuple of Alliance and Key
        The same facts. Actors are S01 (secretariat), A01 (others) and P01 (persons), in order of
        what they did, never of their names; activities are #01 in order of time. Roles but the
        lead are blank, and further columns are left out, but for codes of who recorded. An
        alliance that is under codes already comes back as it is.
    """
    if is_under_pseudonyms(alliance):
        return alliance, Key({id_: id_ for id_ in alliance.actors.id})
    known = known or Key()
    everyone = range(len(alliance.actors))
    codes = _actor_codes(alliance, everyone, known)
    names = _names(alliance, everyone, codes)
    activities = _activity_codes(alliance, known)
    part = alliance.participations
    recorded = part.attributes.get(KEPT_COLUMN)
    hidden = replace(
        alliance,
        actors=replace(
            alliance.actors,
            id=tuple(codes[id_] for id_ in alliance.actors.id),
            label=tuple(codes[id_] for id_ in alliance.actors.id),
            attributes={},
        ),
        activities=replace(
            alliance.activities,
            name=tuple(activities[name] for name in alliance.activities.name),
            continues_evidence=("",) * len(alliance.activities),
            attributes={},
        ),
        participations=replace(
            part,
            role=tuple("lead" if leads else None for leads in part.lead.tolist()),
            attributes={} if recorded is None else {KEPT_COLUMN: _recorders(recorded, names)},
        ),
    )
    return _under(hidden, Key(codes, activities, names))


def without_persons(alliance: Alliance, known: Key | None = None) -> tuple[Alliance, Key]:
    """The alliance with codes for the actors that are persons.

    Returns
    -------
    tuple of Alliance and Key
        Ids and labels of persons are codes, and so are these where they stand in the names of
        activities, in roles or in further columns; further columns of persons are blank. Without
        any person the alliance comes back as it is.
    """
    persons = [n for n, kind in enumerate(alliance.actors.type) if kind == "person"]
    if not persons or is_under_pseudonyms(alliance):
        return alliance, Key()
    codes = _actor_codes(alliance, persons, known or Key())
    names = _names(alliance, persons, codes)
    among = set(persons)
    actors, part = alliance.actors, alliance.participations
    hidden = replace(
        alliance,
        actors=replace(
            actors,
            id=tuple(codes.get(id_, id_) for id_ in actors.id),
            label=tuple(
                codes[actors.id[n]] if n in among else in_text(label, names)
                for n, label in enumerate(actors.label)
            ),
            attributes={
                name: tuple(
                    "" if n in among else in_text(text, names) for n, text in enumerate(column)
                )
                for name, column in actors.attributes.items()
            },
        ),
        activities=replace(
            alliance.activities,
            name=_unique([in_text(name, names) for name in alliance.activities.name]),
            continues_evidence=tuple(
                in_text(text, names) for text in alliance.activities.continues_evidence
            ),
            attributes=_in_texts(alliance.activities.attributes, names),
        ),
        participations=replace(
            part,
            role=tuple(None if role is None else in_text(role, names) for role in part.role),
            attributes=_in_texts(part.attributes, names),
        ),
    )
    return _under(hidden, Key(codes, {}, names))


def is_under_pseudonyms(alliance: Alliance) -> bool:
    """Whether all names of an alliance are codes already."""
    actors = alliance.actors
    return (
        actors.id == actors.label
        and all(map(_CODE.fullmatch, actors.id))
        and all(map(_ACTIVITY_CODE.fullmatch, alliance.activities.name))
    )


def in_text(text: str, names: Mapping[str, str]) -> str:
    """A text with the code of each name that stands in it as a word of its own.

    Examples
    --------
    >>> in_text("Samtale med Anne Holm og Annesofie", {"Anne Holm": "P01", "Anne": "P01"})
    'Samtale med P01 og Annesofie'
    """
    if not text:
        return text
    folded = {name.casefold(): code for name, code in names.items()}
    if text.casefold() in folded:
        return folded[text.casefold()]
    for name, code in sorted(names.items(), key=lambda item: -len(item[0])):
        if len(name) >= _SHORTEST_IN_TEXT and name.casefold() in text.casefold():
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", code, text, flags=re.IGNORECASE)
    return text


def in_problem(problem: Problem, key: Key) -> Problem:
    """A finding in the data without names, to be shown beside results under codes.

    Cells that are dates stay; other words that are no known name are left out where activities
    are under codes too.
    """

    def hidden(text: str) -> str:
        if not key.activities:
            return in_text(text, key.names)
        code = key.activities.get(text) or key.names.get(text)
        return code or (text if _SHAPE_OF_A_DATE.fullmatch(text) else "…")

    value = None if problem.value is None else hidden(problem.value)
    details = {name: hidden(text) for name, text in problem.details.items()}
    return problem._replace(value=value, details=details)


def key_csv(key: Key) -> str:
    """The key as CSV: kind, name and code."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("kind", "name", "code"))
    for kind, codes in (("actor", key.actors), ("activity", key.activities)):
        writer.writerows((kind, harmless(name), code) for name, code in sorted(codes.items()))
    return out.getvalue()


def read_key(path: Path) -> Key:
    """The codes of an earlier time.

    Raises
    ------
    UsageError
        When the file is no key that was written by `key_csv`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        # A spreadsheet that is Danish saves it again with semicolons.
        mark = ";" if text.startswith("kind;") else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(
            "The key {path} cannot be read: {error}", path=path, error=error
        ) from error
    if not rows or rows[0] != ["kind", "name", "code"] or any(len(row) != 3 for row in rows):
        raise UsageError(
            "{path} is no key of ours: its columns must be kind, name, code.", path=path
        )
    codes: dict[str, dict[str, str]] = {"actor": {}, "activity": {}}
    for kind, name, code in rows[1:]:
        codes.get(kind, {})[unguarded(name)] = code
    for kind, found in codes.items():
        if len(set(found.values())) < len(found):
            raise UsageError(
                "The key {path} has one code for more than one {kind}.", path=path, kind=kind
            )
    return Key(codes["actor"], codes["activity"])


def merged(key: Key, known: Key | None) -> Key:
    """A key with the entries of an earlier time that are not in the data now."""
    if known is None:
        return key
    return replace(
        key,
        actors={**known.actors, **key.actors},
        activities={**known.activities, **key.activities},
    )


def _actor_codes(alliance: Alliance, among: Sequence[int], known: Key) -> dict[str, str]:
    actors = alliance.actors
    taken = {code.casefold() for code in known.actors.values()}
    taken |= {actors.id[n].casefold() for n in range(len(actors)) if n not in set(among)}
    width = max(2, len(str(len(actors))))
    numbers: Counter[str] = Counter()
    codes: dict[str, str] = {}
    for n in _by_what_they_did(alliance, among):
        id_ = actors.id[n]
        if id_ in known.actors:
            codes[id_] = known.actors[id_]
            continue
        letter = "S" if actors.secretariat[n] else "P" if actors.type[n] == "person" else "A"
        while True:
            numbers[letter] += 1
            code = f"{letter}{numbers[letter]:0{width}d}"
            if code.casefold() not in taken:
                break
        taken.add(code.casefold())
        codes[id_] = code
    return codes


def _by_what_they_did(alliance: Alliance, among: Sequence[int]) -> list[int]:
    """Most active first; where that does not tell two apart, in an order that no name tells."""
    part, count = alliance.participations, len(alliance.actors)
    times = np.bincount(part.actor, minlength=count)
    led = np.bincount(part.actor[part.lead], minlength=count)
    begun = np.full(count, dates.END)
    ended = np.full(count, dates.BEGINNING)
    np.minimum.at(begun, part.actor, part.start)
    np.maximum.at(ended, part.actor, part.end)

    def order(n: int) -> tuple[int, int, int, int, str]:
        told = hashlib.sha256(alliance.actors.id[n].encode()).hexdigest()
        return -int(times[n]), -int(led[n]), int(begun[n]), int(ended[n]), told

    return sorted(among, key=order)


def _activity_codes(alliance: Alliance, known: Key) -> dict[str, str]:
    part, count = alliance.participations, len(alliance.activities)
    begun = np.full(count, dates.END)
    ended = np.full(count, dates.BEGINNING)
    np.minimum.at(begun, part.activity, part.start)
    np.maximum.at(ended, part.activity, part.end)
    size = np.bincount(part.activity, minlength=count)
    names = alliance.activities.name

    def order(n: int) -> tuple[int, int, int, str]:
        told = hashlib.sha256(names[n].encode()).hexdigest()
        return int(begun[n]), int(ended[n]), -int(size[n]), told

    width = max(2, len(str(count)))
    taken = set(known.activities.values())
    free = (code for n in range(1, 2 * count + len(taken) + 2)
            if (code := f"#{n:0{width}d}") not in taken)  # fmt: skip
    return {
        names[n]: known.activities.get(names[n]) or next(free)
        for n in sorted(range(count), key=order)
    }


def _names(alliance: Alliance, among: Iterable[int], codes: Mapping[str, str]) -> dict[str, str]:
    """Codes by label and id; an id counts where it is the label of another."""
    actors = alliance.actors
    chosen = list(among)
    labels = {actors.label[n]: codes[actors.id[n]] for n in chosen}
    return labels | {actors.id[n]: codes[actors.id[n]] for n in chosen}


def _recorders(column: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Who recorded, as the code of an actor or as R1, R2 … in order of how much."""
    counts = Counter(text for text in column if text and text not in names)
    order = sorted(counts, key=lambda text: (-counts[text], hashlib.sha256(text.encode()).digest()))
    codes = {text: f"R{number}" for number, text in enumerate(order, start=1)}
    return tuple("" if not text else names.get(text) or codes[text] for text in column)


def _in_texts(
    columns: Mapping[str, tuple[str, ...]], names: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    result = {}
    for column, texts in columns.items():
        hidden = {text: in_text(text, names) for text in set(texts)}
        result[column] = tuple(hidden[text] for text in texts)
    return result


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Names that were different stay different."""
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        seen[name] += 1
        result.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return tuple(result)


def _under(alliance: Alliance, key: Key) -> tuple[Alliance, Key]:
    """The alliance in the order of its codes, with its warnings under them, and the key."""
    warnings = tuple(in_problem(problem, key) for problem in alliance.warnings)
    return replace(_in_order(alliance), warnings=warnings), key


def _in_order(alliance: Alliance) -> Alliance:
    """Actors by id and activities by name again, so that the order tells nothing of the old one."""
    actors, activities = alliance.actors, alliance.activities
    part = alliance.participations
    actor_order = np.array(sorted(range(len(actors)), key=actors.id.__getitem__), np.int64)
    activity_order = np.array(
        sorted(range(len(activities)), key=activities.name.__getitem__), np.int64
    )
    actor_place = _inverse(actor_order)
    actor, activity = actor_place[part.actor], _inverse(activity_order)[part.activity]
    roles = np.unique([role or "" for role in part.role], return_inverse=True)[1]
    rows = np.lexsort((roles, part.latest_start, part.end, part.start, actor, activity))
    parts = {name: taken(column, rows) for name, column in vars(part).items()}
    parts |= {"actor": actor[rows], "activity": activity[rows]}
    moved = Activities(**{n: taken(c, activity_order) for n, c in vars(activities).items()})
    # A place more, for activities that nobody takes over.
    heirs = np.append(actor_place, -1)[moved.taken_over_by]
    return replace(
        alliance,
        actors=Actors(**{n: taken(c, actor_order) for n, c in vars(actors).items()}),
        activities=replace(moved, taken_over_by=heirs),
        participations=Participations(**parts),
    )


def _inverse(order: Codes) -> Codes:
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place
