"""Codes instead of names: an alliance in, the same alliance without its names out.

Every view gets an alliance that is already under pseudonyms, so that no view can forget to hide
a name.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count as counted
from typing import NamedTuple

import numpy as np

from ci_network.errors import Problem, UsageError
from ci_network.graphs.sorted_codes import Codes
from ci_network.record.alliance import (
    Activities,
    Actors,
    Alliance,
    Participations,
    Replies,
    days_of,
    taken,
)
from ci_network.record.keys import Key
from ci_network.record.names import Hide, Names, hider, parts_of_persons

KEPT_COLUMN = "recorded_by"
"""The further column that stays, as codes: who kept the register matters for the answer."""


# What may be shown of a finding under codes: what the product itself writes, and dates.
_FILES = re.compile(r"(?i:nodes|edges|activities|partnerships|survey)\.csv")
_SHEET = re.compile(
    r"(?i:.*\[(nodes|edges|activities|noder|kanter|deltagelser|aktiviteter|partnerships|survey"
    r"|samarbejder|spørgeskema)\])"
)
_DATE = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d)?|-[QH]\d)?|\d{1,2}[-./]\d{1,2}[-./ ]\d{4}"
    r"|ongoing|løbende|unknown|ukendt",
    re.IGNORECASE,
)
_NUMBERS = frozenset({"first", "rows", "header", "cells", "limit", "letters"})
_COLUMNS = frozenset(
    {"id", "label", "sector", "type", "secretariat", "secretariat_from", "secretariat_until",
     "joined", "left", "activity", "actor", "role", "start", "end", "source", "target", "led_by",
     "continues", "continues_evidence", "taken_over_by", "purpose", "recorded_by", "navn", "sektor",
     "sekretariat", "indtrådt", "udtrådt", "aktivitet", "aktør", "rolle", "slut", "formål",
     "fortsætter", "ledet_af", "overtages_af", "respondent", "about", "answer", "survey",
     "from", "until", "answered"}
)  # fmt: skip


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
        The same facts, of which only these are left: figures, dates, sectors, the lead, and
        codes. Actors are S01 (secretariat), A01 (others) and P01 (persons), in order of what they
        did, never of their names; activities are #01 in order of time. No code is a name of the
        data. Who recorded is a code too. An alliance that is under codes already comes back as it
        is.

    Raises
    ------
    UsageError
        When a known code is a name in the data.
    """
    if alliance.coded:
        return alliance, Key({id_: id_ for id_ in alliance.actors.id})
    known = known or Key()
    everyone = range(len(alliance.actors))
    codes = _actor_codes(alliance.actors, everyone, _deeds(alliance), _words_of(alliance), known)
    activities = _activity_codes(alliance, known)
    key = Key(codes, activities, _names(alliance.actors, everyone, codes))
    actors, done, part = alliance.actors, alliance.activities, alliance.participations
    recorded = part.attributes.get(KEPT_COLUMN)
    # Each field by name: what is not named here does not leave.
    hidden = Alliance(
        actors=Actors(
            id=tuple(codes[id_] for id_ in actors.id),
            label=tuple(codes[id_] for id_ in actors.id),
            sector=_sectors(actors, key, everyone),
            type=tuple("person" if kind == "person" else "organisation" for kind in actors.type),
            secretariat=actors.secretariat,
            term_start=actors.term_start,
            term_end=actors.term_end,
            joined=actors.joined,
            left=actors.left,
            left_unknown=actors.left_unknown,
            attributes={},
        ),
        activities=Activities(
            name=tuple(activities[name] for name in done.name),
            series=_series_codes(done, activities),
            dated=done.dated,
            rows=done.rows,
            led_by=done.led_by,
            continues=done.continues,
            continues_evidence=("",) * len(done),
            taken_over_by=done.taken_over_by,
            evaluation=done.evaluation,
            said_by=done.said_by,
            attributes={},
        ),
        participations=Participations(
            activity=part.activity,
            actor=part.actor,
            role=tuple("lead" if leads else None for leads in part.lead.tolist()),
            lead=part.lead,
            start=part.start,
            end=part.end,
            latest_start=part.latest_start,
            attributes={} if recorded is None else {KEPT_COLUMN: _recorders(recorded, key)},
        ),
        first=alliance.first,
        last=alliance.last,
        warnings=alliance.warnings,
        counts_evaluation=alliance.counts_evaluation,
        counting=alliance.counting,
        replies=alliance.replies
        and replace(alliance.replies, survey=("",) * len(alliance.replies)),
        coded=True,
    )
    return _under(hidden, key)


def without_persons(alliance: Alliance, known: Key | None = None) -> tuple[Alliance, Key]:
    """The alliance with codes for the actors that are persons.

    Returns
    -------
    tuple of Alliance and Key
        Ids and labels of persons are codes, and so are these and their words wherever they stand:
        in ids, labels and sectors of others, names of activities, roles and further columns.
        Further columns of persons are blank. Without any person the alliance comes back as it is.

    Raises
    ------
    UsageError
        When a known code is a name in the data.
    """
    persons = [n for n, kind in enumerate(alliance.actors.type) if kind == "person"]
    if not persons or alliance.coded:
        return alliance, Key()
    codes = _actor_codes(
        alliance.actors, persons, _deeds(alliance), _words_of(alliance), known or Key()
    )
    key = Key(codes, {}, _names(alliance.actors, persons, codes))
    hide = key.hide
    among = set(persons)
    actors, part = alliance.actors, alliance.participations
    hidden = replace(
        alliance,
        actors=replace(
            actors,
            id=_unique([codes.get(id_) or hide(id_) for id_ in actors.id]),
            label=tuple(
                codes[actors.id[n]] if n in among else hide(label)
                for n, label in enumerate(actors.label)
            ),
            sector=_sectors(actors, key, persons),
            attributes={
                hide(name): tuple("" if n in among else hide(text) for n, text in enumerate(column))
                for name, column in actors.attributes.items()
            },
        ),
        activities=replace(
            alliance.activities,
            name=_unique([hide(name) for name in alliance.activities.name]),
            series=_hidden_series(alliance.activities.series, hide),
            continues_evidence=tuple(map(hide, alliance.activities.continues_evidence)),
            attributes=_in_texts(alliance.activities.attributes, hide),
        ),
        participations=replace(
            part,
            role=tuple(None if role is None else hide(role) for role in part.role),
            attributes=_in_texts(part.attributes, hide),
        ),
    )
    return _under(hidden, key)


def as_shown(
    alliance: Alliance, *, pseudonyms: bool = False, known: Key | None = None
) -> tuple[Alliance, Key]:
    """The alliance as it may be shown, with codes for all or for persons alone, and the key."""
    return (under_pseudonyms if pseudonyms else without_persons)(alliance, known)


class Deeds(NamedTuple):
    """What actors did, by their codes; it says in which order codes are given.

    Attributes
    ----------
    times, led
        Participations of each, and how many of them led.
    begun, ended
        First and last day of each.
    """

    times: Codes
    led: Codes
    begun: Codes
    ended: Codes


def persons_under_codes(
    actors: Actors, persons: Sequence[int], deeds: Deeds, names: Iterable[str]
) -> tuple[Actors, Hide]:
    """Actors with codes for the persons among them, and what puts these into other texts.

    Parameters
    ----------
    actors
        In the order of their ids, which stays.
    persons
        Those among them that are persons, with their labels.
    deeds
        What these did.
    names
        Names in the data that could be taken for codes, without the ids.
    """
    there = _upper([*actors.id, *names])
    codes = _actor_codes(actors, persons, deeds, there, Key())
    hide = hider(_names(actors, persons, codes))
    named = zip(actors.id, actors.label, strict=True)
    return replace(
        actors,
        id=_unique([codes.get(id_) or hide(id_) for id_ in actors.id]),
        label=tuple(codes.get(id_) or hide(label) for id_, label in named),
    ), hide


def in_problem(problem: Problem, key: Key) -> Problem:
    """A finding in the data without names, to be shown beside results under codes.

    Where activities are under codes too, only codes, dates, numbers of rows, and the names of
    files and columns that the product itself gives are left.
    """
    if not key.activities:
        return problem._replace(
            file=key.hide(problem.file),
            column=None if problem.column is None else key.hide(problem.column),
            value=None if problem.value is None else key.hide(problem.value),
            details={name: key.hide(text) for name, text in problem.details.items()},
        )

    def hidden(text: str, name: str = "") -> str:
        code = key.activities.get(text) or key.names.whole.get(text)
        shown = name in _NUMBERS or _DATE.fullmatch(text) or text.casefold() in _COLUMNS
        return code or (text if shown else "…")

    sheet = _SHEET.fullmatch(problem.file)
    file = problem.file if _FILES.fullmatch(problem.file) else f"[{sheet[1]}]" if sheet else "…"
    column = None if problem.column is None else problem.column
    return problem._replace(
        file=file,
        column=column if column is None or column.casefold() in _COLUMNS else "…",
        value=None if problem.value is None else hidden(problem.value),
        details={name: hidden(text, name) for name, text in problem.details.items()},
    )


def _actor_codes(
    actors: Actors, among: Sequence[int], deeds: Deeds, there: set[str], known: Key
) -> dict[str, str]:
    taken_codes = there | set(known.actors.values())
    width = max(2, len(str(len(actors))))
    numbers: Counter[str] = Counter()
    codes: dict[str, str] = {}
    for n in _by_what_they_did(actors, among, deeds):
        id_ = actors.id[n]
        if id_ in known.actors:
            codes[id_] = _free(known.actors[id_], there)
            continue
        letter = "S" if actors.secretariat[n] else "P" if actors.type[n] == "person" else "A"
        while True:
            numbers[letter] += 1
            code = f"{letter}{numbers[letter]:0{width}d}"
            if code not in taken_codes:
                break
        taken_codes.add(code)
        codes[id_] = code
    return codes


def _words_of(alliance: Alliance) -> set[str]:
    """Names in the data that could be taken for codes."""
    actors = alliance.actors
    return _upper((*actors.id, *actors.label, *alliance.activities.name))


def _upper(names: Iterable[str]) -> set[str]:
    return {name.strip().upper() for name in names}


def _free(code: str, there: set[str]) -> str:
    """A code of an earlier time, unless it is a name now."""
    if code in there:
        raise UsageError(
            "The key gives the code {code}, which is a name in the data; use another key.",
            code=code,
        )
    return code


def _deeds(alliance: Alliance) -> Deeds:
    part, count = alliance.participations, len(alliance.actors)
    begun, ended = days_of(part.actor, part.start, part.end, count)
    led = np.bincount(part.actor[part.lead], minlength=count)
    return Deeds(np.bincount(part.actor, minlength=count), led, begun, ended)


def _by_what_they_did(actors: Actors, among: Sequence[int], deeds: Deeds) -> list[int]:
    """Most active first; where that does not tell two apart, in an order that no name tells."""

    def order(n: int) -> tuple[int, int, int, int, str]:
        told = hashlib.sha256(actors.id[n].encode()).hexdigest()
        return (
            -int(deeds.times[n]),
            -int(deeds.led[n]),
            int(deeds.begun[n]),
            int(deeds.ended[n]),
            told,
        )

    return sorted(among, key=order)


def _activity_codes(alliance: Alliance, known: Key) -> dict[str, str]:
    part, count = alliance.participations, len(alliance.activities)
    begun, ended = days_of(part.activity, part.start, part.end, count)
    size = np.bincount(part.activity, minlength=count)
    names = alliance.activities.name

    def order(n: int) -> tuple[int, int, int, str]:
        told = hashlib.sha256(names[n].encode()).hexdigest()
        return int(begun[n]), int(ended[n]), -int(size[n]), told

    width = max(2, len(str(count)))
    there = _words_of(alliance)
    taken_codes = there | set(known.activities.values())
    free = (code for n in counted(1) if (code := f"#{n:0{width}d}") not in taken_codes)
    return {
        names[n]: _free(known.activities[names[n]], there)
        if names[n] in known.activities
        else next(free)
        for n in sorted(range(count), key=order)
    }


def _series_codes(activities: Activities, codes: Mapping[str, str]) -> tuple[str, ...]:
    """What each activity is one of, by the lowest code of its meetings."""
    lowest: dict[str, str] = {}
    for name, series in zip(activities.name, activities.series, strict=True):
        lowest[series] = min(codes[name], lowest.get(series, codes[name]))
    return tuple(f"{lowest[series]}+" for series in activities.series)


def _hidden_series(series: Sequence[str], hide: Hide) -> tuple[str, ...]:
    """What each activity is one of, without names of persons; series stay as many as they were."""
    every = list(dict.fromkeys(series))
    hidden = dict(zip(every, _unique([hide(name) for name in every]), strict=True))
    return tuple(hidden[name] for name in series)


def _names(actors: Actors, among: Iterable[int], codes: Mapping[str, str]) -> Names:
    """Codes by label and id; an id counts where it is the label of another."""
    chosen = list(among)
    labels = {actors.label[n]: codes[actors.id[n]] for n in chosen}
    persons = {
        name: codes[actors.id[n]]
        for n in chosen if actors.type[n] == "person" for name in (actors.label[n], actors.id[n])
    }  # fmt: skip
    return Names(
        labels | {actors.id[n]: codes[actors.id[n]] for n in chosen}, parts_of_persons(persons)
    )


def _sectors(actors: Actors, key: Key, among: Iterable[int]) -> tuple[str | None, ...]:
    """Sectors without names in them.

    A sector of several actors that has the name of one of them says nothing of that one.
    """
    of = Counter(sector for sector in actors.sector if sector is not None)
    own = {actors.sector[n] for n in among if actors.type[n] == "person"}
    shown = {
        sector: sector
        if times > 1 and sector in key.names.whole and sector not in own
        else key.hide(sector)
        for sector, times in of.items()
    }
    apart = dict(zip(shown, _unique(list(shown.values())), strict=True))
    return tuple(None if sector is None else apart[sector] for sector in actors.sector)


def _recorders(column: Sequence[str], key: Key) -> tuple[str, ...]:
    """Who recorded, as the code of an actor or as R1, R2 … in order of how much."""
    names = key.names.whole
    counts = Counter(text for text in column if text and text not in names)
    order = sorted(counts, key=lambda text: (-counts[text], hashlib.sha256(text.encode()).digest()))
    codes = {text: f"R{number}" for number, text in enumerate(order, start=1)}
    return tuple("" if not text else names.get(text) or codes[text] for text in column)


def _in_texts(columns: Mapping[str, tuple[str, ...]], hide: Hide) -> dict[str, tuple[str, ...]]:
    result = {}
    for column, texts in columns.items():
        hidden = {text: hide(text) for text in set(texts)}
        result[hide(column)] = tuple(hidden[text] for text in texts)
    return result


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Names that were different stay different."""
    there = {name.casefold() for name in names}
    seen: set[str] = set()
    result = []
    for name in names:
        one = name
        for number in counted(2):
            if one.casefold() not in seen:
                break
            one = f"{name} #{number}"
            while one.casefold() in there:
                one = f"{one}'"
        seen.add(one.casefold())
        result.append(one)
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
    # A place more, for activities that nobody takes over, or no partner tells of.
    place_or_none = np.append(actor_place, -1)
    return replace(
        alliance,
        actors=Actors(**{n: taken(c, actor_order) for n, c in vars(actors).items()}),
        activities=replace(
            moved,
            taken_over_by=place_or_none[moved.taken_over_by],
            said_by=place_or_none[moved.said_by],
        ),
        replies=alliance.replies and _moved(alliance.replies, place_or_none),
        participations=Participations(**parts),
    )


def _moved(replies: Replies, place: Codes) -> Replies:
    """The same replies with the new codes of actors, in their order."""
    respondent, about = place[replies.respondent], place[replies.about]
    rows = np.lexsort((about, replies.start, respondent))
    columns = {name: taken(column, rows) for name, column in vars(replies).items()}
    return Replies(**columns | {"respondent": respondent[rows], "about": about[rows]})


def _inverse(order: Codes) -> Codes:
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place
