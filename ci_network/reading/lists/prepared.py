"""Tables before their columns are told apart: what people and programs put into a name or cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import Block
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Choices
from ci_network.reading.lists.words.attendance import is_number, is_total, mark
from ci_network.reading.lists.words.headings import Field, field_of, fields_of, heading
from ci_network.reading.lists.words.kinds import SOME_YEAR
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.persons import ORGANISED, is_person
from ci_network.reading.lists.words.presets import holds_original_names
from ci_network.reading.lists.words.when import in_any_order, when


def without_original_names(block: Block) -> Block:
    """A list of Zoom without the names in brackets, which somebody changed in the meeting."""
    places = [n for n, name in enumerate(block.header) if holds_original_names(name)]
    return block.written(dict.fromkeys(places, _chosen_name))


def _with_names(block: Block, names: Mapping[int, str]) -> Block:
    """A table with other names for some columns, by their places."""
    header = tuple(names.get(place, name) for place, name in enumerate(block.header))
    return replace(block, header=header)


def _chosen_name(cell: str) -> str:
    """A name without the one in brackets, unless the two may be a person and an organisation.

    >>> _chosen_name("Skolen (SkolenPC)"), _chosen_name("Mette (Skolen)")
    ('Skolen', 'Mette (Skolen)')
    """
    match = _IN_BRACKETS.fullmatch(cell)
    if match is None or is_person(match[1]):
        return cell
    alike = match[2].casefold().startswith(match[1].casefold())
    return match[1] if alike or not ORGANISED.search(match[2]) else cell


_IN_BRACKETS = re.compile(r"([^()]+?)\s*\(([^()]+)\)")


def with_marks(block: Block) -> Block:
    """A table whose columns repeat their heading for a tick, as surveys do, with marks there."""
    places = [
        n
        for n, name in enumerate(block.header)
        if name and (cells := block.cells(n)) and set(cells) == {name}
    ]
    if len(places) < 2:  # one alone may hold a name
        return block
    return block.written(dict.fromkeys(places, lambda _: "x"))


def with_words(block: Block) -> Block:
    """A table whose figures are dates that everybody reads, where its headings say of what.

    Old years have four figures, as 0664 has (beside ours 201 is a slip), terms of a letter and a
    year their word (E2020, F21, H20, V21), quarters and half years the letter that says so: Q1, H2;
    a school year is no two calendar years: 2022-2023.
    """
    written: dict[int, Callable[[str], str]] = {}
    for place, name in enumerate(block.header):
        cells, field = block.cells(place), field_of(name)
        if field == "year" and cells and all(map(_OLD_YEAR.fullmatch, cells)):
            written[place] = lambda cell: cell.zfill(4)
        elif _OF_SCHOOL_YEARS.fullmatch(key(name)):
            written[place] = _school_year_of
        elif (match := _OF_QUARTERS.fullmatch(key(name))) and all(map(_QUARTER.fullmatch, cells)):
            written[place] = partial(_lettered, "Q" if match["quarter"] else "H")
        elif (
            field in ("date", "end")
            and any(map(_SURELY_TERM.match, cells))
            and all(_TERM.fullmatch(cell) or when(cell) is not None for cell in cells)
        ):
            written[place] = _term_of
    return block.written(written)


_OF_SCHOOL_YEARS = re.compile(
    r"(?:skole|skol|laes|schul|laer)aar(?:et)?|school_year|academic_year|schuljahr|studieaar|saeson|season|sesong|saesong|saison"
)
_TWO_YEARS = re.compile(r"((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)", re.ASCII)


def _school_year_of(cell: str) -> str:
    match = _TWO_YEARS.fullmatch(cell)
    follows = match is not None and int(match[2]) == int(match[1]) + 1
    return f"{match[1]}/{match[2][2:]}" if match is not None and follows else cell


def _lettered(letter: str, cell: str) -> str:
    return f"{letter}{cell.strip(' .')}"


_OLD_YEAR = re.compile(r"1[0-8]\d\d|[1-9]\d\d", re.ASCII)


def _term_of(cell: str) -> str:
    match = _TERM.fullmatch(cell)
    if match is None:
        return cell
    year = match[2] if len(match[2]) == len("2020") else f"20{match[2]}"
    return f"{_TERM_WORDS[match[1]]} {year}"


_TERM = re.compile(r"([EFHV])[ '-]?(\d\d|20\d\d)")
_SURELY_TERM = any_case(r"[EFH][ '-]?(?:\d\d|20\d\d)$|(?:høst|höst|vår|efterår|forår)")
_TERM_WORDS = {"E": "HT", "H": "HT", "F": "VT", "V": "VT"}


_OF_QUARTERS = re.compile(
    r"(?P<quarter>kvartal(?:et)?|kvt|quarter|quartal)(?:_(?:nr|no))?|(?:halvaar|halvar|halbjahr|half_year)(?:et)?"
)
_QUARTER = re.compile(r"[1-4]\.?")


def with_halves(block: Block) -> Block:
    """A table whose column names who led / who helped, in each cell, as two columns."""
    names, columns = list(block.header), [list(column) for column in zip(*block.rows, strict=True)]
    for place, name in enumerate(block.header):
        one, _, other = (part.strip() for part in name.partition("/"))
        fields = fields_of((one, other))
        halves = [_HALVES.split(cell) if cell else ["", ""] for cell in columns[place]]
        if fields == {"lead", "assist"} and all(len(half) == 2 for half in halves):
            names[place], columns[place] = one, [half[0] for half in halves]
            names.append(other)
            columns.append([half[1] for half in halves])
    if len(names) == len(block.header):
        return block
    return replace(block, header=tuple(names), rows=tuple(zip(*columns, strict=True)))


_HALVES = re.compile(r"\s*/\s*")


def without_numbers(block: Block) -> Block:
    """A table whose columns are numbered names, without the numbers: 1. Kommunen, 2. Klubben.

    What the numbers alone tell apart keeps them: 1. klasse, 2. klasse.
    """
    names = {n: match for n, name in enumerate(block.header) if (match := _NUMBERED.match(name))}
    numbers = [int(match[1]) for match in names.values()]
    dated = any(when(block.header[n], "2000") is not None for n in names)
    bare = {n: block.header[n][at.end() :] for n, at in names.items()}
    alike = len(set(map(key, bare.values()))) < len(bare)
    if len(names) < 2 or dated or alike or numbers != sorted(set(numbers)):
        return block
    return _with_names(block, bare)


def without_questions(block: Block, ignored: Collection[str]) -> Block:
    """A table whose columns answer one question: Did you come? [Kickoff], Did you come? [Walk].

    Partner: Kommunen and Partner: Klubben are two partners. Where who came and who led are two
    questions, a lead is written beside who came; `ignored` are keys of headings to leave out.

    Asks when other questions are asked of the same activities.
    """
    asked = {
        n: match
        for n, name in enumerate(block.header)
        if key(name) not in ignored and (match := _asked(name))
    }
    times = Counter(match[1] for match in asked.values())
    asked = {n: match for n, match in asked.items() if times[match[1]] > 1}
    again = {name for name, of in Counter(m[2] for m in asked.values()).items() if of > 1}
    if again:
        block, asked = _with_leads_asked(block, asked)
    return _with_names(block, {n: match[2] for n, match in asked.items()})


def without_answers(block: Block) -> Block:
    """A table whose columns each end in the same word for who came: Council involved?"""
    ends = {
        n: match
        for n, name in enumerate(block.header)
        if (match := _ENDED.fullmatch(name)) and all(map(mark, block.cells(n)))
    }
    times = Counter(match["said"] for match in ends.values())
    same = {n: match["name"] for n, match in ends.items()
            if times[match["said"]] > 1 and _CAME.search(match["said"])
            and field_of(match["said"]) != "activity"}  # fmt: skip
    return _with_names(block, same)


_ENDED = re.compile(
    r"(?P<name>[^\d:?]+?)\s+"
    r"(?P<said>(?:(?:var|was|er|is|have|har|took|til)\s)?[a-zæøåäöü]+(?:\spart|\sstede)?)\s?\??"
)


def _with_leads_asked(
    block: Block, asked: dict[int, re.Match[str]]
) -> tuple[Block, dict[int, re.Match[str]]]:
    """A table that asks who led what apart from who came, with the leads where it says who came."""
    led = {match[2]: n for n, match in asked.items() if _asks_who_led(match[1])}
    came = {match[2]: n for n, match in asked.items() if not _asks_who_led(match[1])}
    others = [n for n in asked if n not in led.values() and n not in came.values()]
    unknown = [n for n in asked if not (_asks_who_led(asked[n][1]) or _CAME.search(asked[n][1]))]
    if others or unknown:
        raise Question(
            "several-questions",
            block.file,
            [block.header[n] for n in (unknown or asked)],
            [cell for n in (unknown or others) for cell in block.cells(n)[:2]],
        )
    leads = {came[name]: n for name, n in led.items() if name in came}
    kept = [n for n in range(len(block.header)) if n not in leads.values()]
    places = {n: at for at, n in enumerate(kept)}
    left = replace(
        block,
        header=tuple(block.header[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in _with_leads(block, leads).rows),
        without_year={(n, places[at]) for n, at in block.without_year if at in places},
    )
    return left, {places[n]: match for n, match in asked.items() if n in places}


def _asks_who_led(question: str) -> bool:
    return field_of(question) == "lead" or _LED.search(question) is not None


_LED = any_case(
    r"\b(?:led(?:te|ede|de|er|et)?|lead|stod i|ansvar\w*|tovholder\w*|arrang\w+|organi[sz]\w+|"
    r"host\w*|chair\w*|vært\w*|värd\w*|vert|leite\w*|geleitet|veranstalt\w*|"
    r"verantwort\w*|run|ran)\b"
)
_CAME = any_case(
    r"\b(?:delt\w+|med|till? stede|närvar\w*|took part|take part|taken part|particip\w+|"
    r"attend\w*|present|there|come|came|involve\w*|role|rolle|roll|beteilig\w*|teil\w*|dabei|anwesend|kom|mødte|møtte|fremmød\w*|"
    r"oppmøt\w*|activit\w+|aktivit\w+)\b"
)


def _asked(name: str) -> re.Match[str] | None:
    if len(name) > _LONGEST_HEADING:
        return None
    match = _LABELLED.fullmatch(name)
    labelled = match is not None and field_of(match[1]) == "actor"
    return match if labelled else _ASKED.fullmatch(name)


_LABELLED = re.compile(r"([^:\[\]]+):\s+(\D.*)")
_ASKED = re.compile(r"([^\[\]]+?)\s*(?:\[|(?<=\?)\s?[-–:]\s)([^\[\]]+)\]?")
_NUMBERED = re.compile(r"(\d{1,2})[.)]\s+(?=[^\W\d_])")
_OF_A_MEETING = re.compile(
    r"(?P<meeting>.+?)\s*[:–-]\s+(?P<said>[^:\d]+)|(?P<word>[^:\d]+?)[\s:–-]+(?P<rest>.*\d.*)"
)


def without_invited(block: Block) -> tuple[Block, set[int]]:
    """A table whose columns say of each meeting who came, by its name, and those beside them.

    Of "Tilmeldt 1/5", "Fremmødt 1/5" the latter is the meeting; who led by "Ledede 1/5" is marked
    so there.
    """
    came: dict[int, str] = {}
    others: dict[int, str] = {}
    led: dict[str, int] = {}
    for place, name in enumerate(block.header):
        match = _OF_A_MEETING.fullmatch(name) if len(name) < _LONGEST_HEADING else None
        said = field_of(match["said"] or match["word"]) if match is not None else None
        if match is None or said not in _OF_ONE_MEETING:
            continue
        meeting = match["meeting"] or match["rest"]
        if said == "lead":
            led[meeting] = place
        (came if said == "attended" else others)[place] = meeting
    meetings = set(came.values())
    beside = {place for place, meeting in others.items() if meeting in meetings}
    if not beside or len(meetings) < len(came):
        return block, set()
    leads = {place: led[meeting] for place, meeting in came.items() if meeting in led}
    return _with_names(_with_leads(block, leads), came), beside


def _with_leads(block: Block, leads: Mapping[int, int]) -> Block:
    """A table with leads in the columns of who came, by the columns that mark who led."""
    rows = tuple(
        tuple("lead" if n in leads and mark(row[leads[n]]) not in (None, "absent") else cell
              for n, cell in enumerate(row))
        for row in block.rows
    )  # fmt: skip
    return replace(block, rows=rows)


_OF_ONE_MEETING = ("attended", "absent", "invited", "lead")
_LONGEST_HEADING = 100


# --------------------------------------------------------------------------------- times and actors


def by_activity(block: Block, choices: Choices) -> Block:
    """A table of times and actors with a row for each activity in its cells; others as they are.

    The times stand across and the actors down, or the reverse.

    Asks when it cannot be told whether the cells name activities.
    """
    places = _of_cells(block, choices)
    if not places:
        return block
    cells = [row[n] for row in block.rows for n in places if row[n]]
    named = set(map(key, choices.activity)) & {key(block.header[n]) for n in places}
    parts = Counter(part.casefold() for cell in cells for part in _parts(cell))
    if not named and max(parts.values()) < 2:
        raise Question("activities-in-cells", block.file, [block.header[n] for n in places], cells)
    divides = any(parts[part.casefold()] > 1
                  for cell in cells if len(_parts(cell)) > 1 for part in _parts(cell))  # fmt: skip
    across = _is_time(block.header[places[0]])
    kept = [n for n in range(len(block.header)) if n not in places]
    rows, numbers = [], []
    for number, row in block.numbered():
        for place in places:
            for part in _parts(row[place]) if divides else [row[place]]:
                if part:
                    own = block.header[place]
                    rows.append((own, part, *(row[n] for n in kept)))
                    numbers.append(number)
    first = "Date" if across else "Organisation"
    title = block.header[places[0]] if named else "Activity"
    header = (first, title, *(block.header[n] for n in kept))
    return replace(block, header=header, rows=tuple(rows), numbers=tuple(numbers), without_year=())


def _of_cells(block: Block, choices: Choices) -> list[int]:
    """The columns whose cells may name activities, in a table that has nothing else for them."""
    if block.header_row == 0 or not block.rows:
        return []
    names = {
        n: name
        for n, name in enumerate(block.header)
        if name and key(name) not in choices.ignored and not is_total(name)
    }
    times = [n for n, name in names.items() if _is_time(name)]
    said = {n: heading(name) for n, name in names.items() if n not in times}
    fields: set[Field] = {each.field for each in said.values() if each is not None}
    if "actor" in fields and not fields & {"activity", "date"} and len(times) > 1:
        return times if _are_names(block, times) else []
    unknown = [n for n, each in said.items() if each is None]
    of_dates = [n for n, each in said.items() if each is not None and each.field == "date"]
    if len(of_dates) != 1 or not fields <= {"date", "other"} or len(unknown) < 2:
        return []
    dated = all(map(_is_time, block.cells(of_dates[0])))
    return unknown if dated and _share(block, unknown) and _are_names(block, unknown) else []


def _share(block: Block, places: Sequence[int]) -> bool:
    """Whether the cells of some columns name the same."""
    times = Counter(
        part for n in places
        for part in {part.casefold() for cell in block.cells(n) for part in _parts(cell)}
    )  # fmt: skip
    return 2 * sum(times[part] > 1 for part in times) >= len(times) > 0


def _are_names(block: Block, places: Sequence[int]) -> bool:
    """Whether cells hold words, and no marks, roles, numbers, dates or persons."""
    cells = [part for n in places for cell in block.cells(n) for part in _parts(cell)]
    return bool(cells) and not any(
        mark(part) is not None
        or len(part) < _SHORTEST
        or is_number(part)
        or is_person(part)
        or _is_time(part)
        for part in cells
    )


_SHORTEST = 3


def _parts(cell: str) -> list[str]:
    return [part for part in (part.strip() for part in _BETWEEN.split(cell)) if part]


_BETWEEN = re.compile(r"[;,\n](?![^(]*\))")


def _is_time(text: str) -> bool:
    return in_any_order(text, SOME_YEAR)
