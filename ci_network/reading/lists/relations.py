"""Which kinds of ties a file tells of, and which of its ties count.

A kind stands in the form of the file (Pajek's relations, matrices of UCINET), in an attribute such
as `relation` or `type`, or as a column of its own that says 1 or 0, yes or no. A file that may say
the contrary of some ties is asked about; what is not asked about is told by name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ci_network.reading.cells import NO, YES
from ci_network.reading.columns import key
from ci_network.reading.lists.days import STILL
from ci_network.reading.lists.decisions import Source
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.timesets import SEVERAL, TIMES
from ci_network.reading.lists.words.attendance import said_by
from ci_network.reading.lists.words.contrary import may_be_contrary
from ci_network.reading.lists.words.lexicon import words
from ci_network.reading.lists.words.when import stretch_of
from ci_network.reading.spelling import same_name

WEIGHTS = ("weight", "strength", "value", "vaegt", "styrke", "vikt", "vekt", "gewicht")
"""What tools and people call the strength of a tie; 0 is no tie."""

NEGATIVE, POSITIVE, BLANK = "negative", "positive", "blank"
"""Kinds of ties by their strength, and those of no kind in a file that names kinds."""

SAYS_NO = words(
    """no, nej, nei, nein, none, false, falsk, falskt, aldrig, never, nie, aldri, ingen, ingen
    kontakt, no contact, not at all, slet ikke, keine"""
)
"""Words of a cell by which there is no tie."""

_SAYS_YES = frozenset({"yes", "ja", "jo", "true", "sand", "sandt", "sant", "wahr", "x"})

_KINDS = words(
    """relation, relations, relationer, relationship, relationships, relationstype, relation_type,
    relationship_type, layer, lag, interaction, type, kind, art, edge_type, edgetype, tie_type,
    tietype, link_type, linktype, category, kategori, label, key, sign, polarity, valence, fortegn,
    sentiment, beziehung, relasjon, forhold, tie, nature, predicate"""
)
"""Attributes that name kinds of ties."""

DRAWING = words(
    """id, edge_id, edgeid, networkx_key, key, x, y, z, r, g, b, a, color, colour, farve, size,
    width, thickness, style, shape, opacity, visibility, visible, hidden, selected, locked,
    directed, undirected, isdirected, is_directed, direction, arrows, physics, smooth, dashes,
    curvature, graph_id, suid, shared_name, reciprocated, dynamic_filter, shared_interaction,
    graphics, index, label, name, source, target, from, to"""
)
"""Attributes by which tools know and draw nodes and ties."""

_OF_TOOLS = DRAWING - {"key", "label"} | TIMES | {
    "", "unnamed_0", "spells", "involvement", "secretariat", "sekretariat", "activity", "aktivitet",
    "tail_id", "head_id", "tail", "head", "class", "row", "evidence",
    "independent_activities", "activities",
}  # fmt: skip
"""Attributes that say nothing of the kind of a tie: those of tools and of time, and our own.

A column without a name holds the numbers of rows, as pandas writes them.
"""

_DRAWN = words(
    """directed, undirected, mutual, mixed, arrow, line, curve, curvedarrow, def, default, straight,
    bezier, solid, dashed, dotted, edge, undirected edge"""
)
_LONGEST, _FEW, _SHOWN = 40, 12, 12


class Tie(NamedTuple):
    """A tie as far as its kind is concerned: its ends, what is known of it, and kinds by form."""

    ends: str
    attributes: Mapping[str, str]
    named: tuple[str, ...] = ()
    row: int | None = None


class Counted(NamedTuple):
    """Which ties count, and the attributes that told it."""

    kept: list[bool]
    attributes: set[str]


def counted(ties: Sequence[Tie], source: Source, *, wide: bool = False) -> Counted:
    """Which ties count; the kinds are noted by name.

    `wide` tells whether the form of the file makes each column of numbers a kind of tie.

    Asks when some ties may say the contrary of working together, and nobody has said which count.
    """
    about_else = source.choices.ignored
    ignored = about_else | _OF_TOOLS
    columns = {name: cells for name, cells in _columns(ties).items() if name not in ignored}
    names = [name for name, cells in columns.items() if _names_kinds(name, cells, len(ties))]
    marks = {
        name: cells
        for name, cells in columns.items()
        if name not in (*names, "key") and _marks(cells)
    }
    kinds = [[*tie.named, *_as_hidden(tie.attributes, about_else)] for tie in ties]
    for name in names:
        for number, cell in columns[name].items():
            kinds[number].append(cell)
    _by_strength(ties, kinds, ignored)
    statuses = [
        name for name in columns if _STATUS.fullmatch(name) and name not in (*names, *marks)
    ]
    doubtful = {cell for n in statuses if len(set(columns[n].values())) > 1
                for cell in columns[n].values()
                if cell.casefold() not in STILL and said_by(cell) != "there"}  # fmt: skip
    for name in statuses:
        for number, cell in columns[name].items():
            kinds[number].append(cell)
    chosen = {key(name) for name in source.choices.relations}
    told = [n for n in marks if n not in WEIGHTS] if wide else _kinds_by_marks(marks, chosen)
    marked = [list(_marked(marks, told, number, source)) for number in range(len(ties))]
    wanted = _wanted(source, kinds, marked)
    kept = [True] * len(ties)
    for of_tie, those in zip((kinds, marked), wanted, strict=True):
        if not those:
            _ask_about_contrary(ties, of_tie, doubtful, source)
            continue
        for number, there in enumerate(of_tie):
            kept[number] &= bool(those & set(map(same_name, there or [BLANK])))
    settled = {*chosen, *(told if wanted[1] else ())}
    _ask_about_none(ties, kept, {n: marks[n] for n in marks if n not in settled}, source)
    both = [one + other for one, other in zip(kinds, marked, strict=True)]
    for tie, there, counts in zip(ties, both, kept, strict=True):
        if not counts:
            kind = f"{tie.ends} ({', '.join(there) or BLANK})"
            source.note("tie left out", tie.row, kind, "another kind of tie", once=False)
    for name, count in _times(both, kept):
        source.note("kind of tie", None, name, count, once=False)
    return Counted(kept, {*names, *statuses, *told})


_STATUS = re.compile(r"(?:\w+_)?(?:status|stage|state|fase|phase|tilstand|stadie|stadium)(?:_\w+)?")
"""Columns that say where a tie stands, so that a word that nobody knows may be its end."""


def _as_hidden(known: Mapping[str, str], ignored: Collection[str]) -> tuple[str, ...]:
    """The kind of a tie that its drawing leaves out."""
    said = {name: known[name].casefold() for name in _SHOWING if known.get(name)}
    hidden = any(word in _SHOWING[name] for name, word in said.items() if name not in ignored)
    return ("hidden",) if hidden else ()


_SHOWING = {"hidden": YES, "visible": NO, "visibility": {"hide", "hidden", "skip"}}
"""Attributes that say whether a tie is drawn, and the words by which it is not."""


def strength(row: Mapping[str, str]) -> float | None:
    """The strength of a tie by any name that tools give it; None where there is no number.

    >>> strength({"weight": "0,0"}), strength({"value": "2"}), strength({"weight": "NaN"})
    (0.0, 2.0, None)
    """
    cell = next((row[name] for name in WEIGHTS if row.get(name)), "")
    return _number(cell)


def _number(cell: str) -> float | None:
    try:
        number = float(cell.replace(",", ".").replace("−", "-")) if cell else None
    except ValueError:
        return None
    return number if number == number else None  # noqa: PLR0124 - NaN is none


def _columns(ties: Iterable[Tie]) -> dict[str, dict[int, str]]:
    """The filled cells of each attribute, by the number of the tie."""
    columns: dict[str, dict[int, str]] = {}
    for number, tie in enumerate(ties):
        for name, cell in tie.attributes.items():
            if cell:
                columns.setdefault(name, {})[number] = cell
    return columns


def with_marked_times(
    ties: Sequence[Mapping[str, str]], heading: Mapping[str, str]
) -> list[Mapping[str, str]]:
    """What is known of ties, with the years whose columns mark them in one, as `years`.

    A tie that no year marks has the strength 0.
    """
    columns = _columns(Tie("", known) for known in ties)
    times = {name: time for name in columns if (time := _time_named(heading.get(name, name)))}
    if len(times) < 2 or not all(_marks(columns[n]) and _all_or_none(columns[n]) for n in times):
        return list(ties)
    found: list[Mapping[str, str]] = []
    for known in ties:
        there = [time for name, time in times.items() if _mark(known.get(name) or "0")]
        rest = {name: cell for name, cell in known.items() if name not in times}
        found.append({**rest, SEVERAL[0]: "; ".join(there)} if there else {**rest, WEIGHTS[0]: "0"})
    return found


def _time_named(name: str) -> str:
    """The time that names a column: 2016, y2016, Maj 2018."""
    return stretch_of(name)[0] or ("" if (year := _YEAR.fullmatch(name)) is None else year[1])


_YEAR = re.compile(r"[^\W\d]*[\s_-]?((?:19|20)\d\d)")


def _all_or_none(cells: Mapping[int, str]) -> bool:
    """Whether no number is below 0 or a year."""
    return all(0 <= _mark(cell) < 1900 for cell in cells.values())


def _names_kinds(name: str, cells: Mapping[int, str], ties: int) -> bool:
    """Whether an attribute names kinds of ties: by its name, or by a kind that is contrary."""
    values = set(cells.values())
    if name in _KINDS and name != "key" and not (_marks(cells) and {*map(_mark, values)} == {0, 1}):
        told = len(values) <= _FEW or len(values) < ties // 2 or any(map(may_be_contrary, values))
        return told and not {value.casefold() for value in values} <= _DRAWN
    few = len(values) <= max(_FEW // 2, ties // 2) and max(map(len, values)) <= _LONGEST
    return few and not _marks(cells) and any(map(may_be_contrary, values))


def _marks(cells: Mapping[int, str]) -> bool:
    """Whether all cells say yes or no, or are numbers."""
    known = SAYS_NO | _SAYS_YES
    return all(cell.casefold() in known or _number(cell) is not None for cell in cells.values())


def _mark(cell: str) -> float:
    """Above 0 where there is a tie of the kind, 0 where there is none, below for its contrary."""
    if cell.casefold() in SAYS_NO:
        return 0
    number = _number(cell)
    return 1 if number is None else number


def _kinds_by_marks(marks: Mapping[str, Mapping[int, str]], wanted: Collection[str]) -> list[str]:
    """Columns of marks, where one of them is wanted, or contrary by its name or a number."""
    columns = [name for name in marks if name not in WEIGHTS]
    there = any(
        name in wanted
        or (may_be_contrary(name) and any(map(_mark, marks[name].values())))
        or any(_mark(cell) < 0 for cell in marks[name].values())
        for name in columns
    )
    return columns if there else [name for name in marks if name in wanted]


def _marked(
    marks: Mapping[str, Mapping[int, str]], names: Iterable[str], tie: int, source: Source
) -> Iterator[str]:
    """The columns that mark a tie; where they hold a number below 0, as their contrary."""
    for name in names:
        if mark := _mark(marks[name].get(tie, "0")):
            shown = source.heading(name)
            yield shown if mark > 0 else f"{NEGATIVE} {shown}"


def _by_strength(ties: Sequence[Tie], kinds: Sequence[list[str]], ignored: Collection[str]) -> None:
    """Where strengths have a sign, ties below 0 are a kind of their own."""
    known = [{n: c for n, c in tie.attributes.items() if n not in ignored} for tie in ties]
    below = [(number := strength(each)) is not None and number < 0 for each in known]
    for there, is_below in zip(kinds, below if any(below) else [], strict=False):
        if is_below:
            there[:] = [NEGATIVE]
        elif not there:
            there.append(POSITIVE)


def _wanted(
    source: Source, kinds: Sequence[Sequence[str]], marked: Sequence[Sequence[str]]
) -> tuple[set[str], set[str]]:
    """The kinds that were chosen: among those that are named, and among columns."""
    there = [
        dict.fromkeys(name for names in of_tie for name in names)
        | (dict.fromkeys([BLANK]) if any(of_tie) and not all(of_tie) else {})
        for of_tie in (kinds, marked)
    ]
    chosen = source.choices.relations
    known = [set(map(same_name, names)) for names in there]
    if missing := [name for name in chosen if not any(same_name(name) in each for each in known)]:
        raise Question("no-such-relation", source.file, [*there[0], *there[1]], missing)
    wanted = set(map(same_name, chosen))
    return wanted & known[0], wanted & known[1]


def _ask_about_none(
    ties: Sequence[Tie],
    kept: Sequence[bool],
    marks: Mapping[str, Mapping[int, str]],
    source: Source,
) -> None:
    """Ask where a column says no of some ties, or all columns of numbers say 0 of some."""
    in_words = [
        name
        for name, cells in marks.items()
        if any(c.casefold() in SAYS_NO for c in cells.values())
    ]
    in_numbers = [name for name in marks if name not in (*WEIGHTS, *in_words)]
    for names in (*([name] for name in in_words), in_numbers):
        none = [
            tie.ends
            for number, tie in enumerate(ties)
            if names
            and kept[number]
            and all(not _mark(marks[name].get(number, "yes")) for name in names)
        ]
        if none:
            raise Question("ties-of-none", source.file, list(map(source.heading, names)), none)


def _ask_about_contrary(
    ties: Sequence[Tie], of_tie: Sequence[Sequence[str]], doubtful: Collection[str], source: Source
) -> None:
    """Ask which kinds count, where words or numbers may deny that two work together.

    `doubtful` are those that nobody knows, in a column of where ties stand.
    """
    first: dict[str, str] = {}
    for tie, names in zip(ties, of_tie, strict=True):
        for name in names:
            first.setdefault(name, tie.ends)
    contrary = [name for name in first if name in doubtful or may_be_contrary(name)]
    if contrary:
        others = [name for name in (*first, *source.others) if name not in contrary]
        if not all(of_tie):
            others.append(BLANK)
        raise Question(
            "contrary-ties" if others else "contrary-ties-alone",
            source.file,
            others,
            [f"{name}: {first[name]}" for name in contrary],
            kinds="\n".join(contrary),
        )


def _times(of_tie: Sequence[Sequence[str]], kept: Sequence[bool]) -> Iterator[tuple[str, str]]:
    """The kinds of most ties that count, and of how many."""
    times = Counter(name for names, there in zip(of_tie, kept, strict=True) if there
                    for name in dict.fromkeys(names))  # fmt: skip
    for name, count in times.most_common(_SHOWN):
        yield name, str(count)
    if len(times) > _SHOWN:
        yield "…", f"+ {len(times) - _SHOWN}"
