"""Cross tables: activities down and actors across, or the reverse, with marks between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ci_network.reading.columns import key
from ci_network.reading.lists.blocks import in_brackets
from ci_network.reading.lists.days import (
    Days,
    ask_about_year,
    ask_about_year_of_names,
    days_of,
    has_date,
    of_the_sheet,
    with_years,
)
from ci_network.reading.lists.meanings import says_help
from ci_network.reading.lists.names import holding, names_of_none
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.rows import Part, Shape
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.told import names_nobody, told_by
from ci_network.reading.lists.words.attendance import (
    CHAIRS,
    NO,
    doubtful_word,
    folded_word,
    is_number,
    is_off,
    is_tick,
    is_total,
    mark,
    mentions_away,
    mentions_lead,
    moved_to,
    put_off,
    says_away,
    says_called_off,
    tells_away,
    tells_of_another,
    tells_of_named,
)
from ci_network.reading.lists.words.headings import OPTIONS, Field, field_of
from ci_network.reading.lists.words.kinds import is_date_like, is_hour, is_year
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.persons import is_person
from ci_network.reading.spelling import apart_by_years, same_name
from ci_network.workbooks.sheets import letter

LED_BY: tuple[tuple[Field, str], ...] = (("lead", "lead"), ("assist", "facilitator"))
"""The columns and rows that name who led or helped, and the role that each gives."""

_LABELLED_ROWS = 6
_ABOUT_COLUMNS: tuple[Field, ...] = (
    "activity", "date", "end", "lead", "assist", "other", "count", "year", "month", "person",
)  # fmt: skip


def shape_of(sheet: Sheet) -> tuple[Shape, list[int]]:
    """What a row of the table is, and the columns of marks.

    Asks when it cannot be told.
    """
    known = set(sheet.fields)
    numbers = _numbers(sheet)
    crossed = sorted({*sheet.crossed} - {*numbers})
    names_both = {"activity", "actor"} <= known or ("actor" in known and "invited" in known)
    if sheet.choices.shape == "long" or (sheet.choices.shape is None and names_both):
        return "long", []
    if sheet.choices.shape is not None:
        own = own_column(sheet, (), sheet.choices.shape)
        wanted = sorted({*crossed, *numbers} - {own})
        across = wanted or [n for n in _others(sheet) if n != own]
        return (sheet.choices.shape, across) if across else ("long", [])
    headings = [sheet.block.header[n] for n in numbers]
    dated = is_date_like(headings, sheet.year) and not all(map(is_year, headings))
    named = _by_secretariat(sheet, [*numbers, *crossed]) == "activities"
    if numbers and (dated or named or _is_like_those(sheet, numbers, crossed)):
        crossed, numbers = sorted({*crossed, *numbers}), []
    if numbers and (crossed or "actor" not in known or "activity" not in known):
        _ask_about_numbers(sheet, numbers, crossed)
    if len(crossed) < 2 and not (crossed and "actor" in known and _is_titled(sheet, crossed)):
        return "long", []
    return _way(sheet, crossed), crossed


def _numbers(sheet: Sheet) -> list[int]:
    """Columns of marks that hold numbers above one, and nothing else."""
    rows = [sheet.block.rows[n] for n in body_rows(sheet)]
    return [
        place
        for place in sheet.crossed
        if (cells := [row[place] for row in rows])
        and all(is_number(cell) for cell in filter(None, cells))
        and any(cell not in ("", "0", "1") for cell in cells)
    ]


def _is_like_those(sheet: Sheet, numbers: Sequence[int], crossed: Sequence[int]) -> bool:
    """Whether the headings of columns of numbers are actors that stand elsewhere too."""
    bases = {key(sheet.block.header[n]).rstrip("_0123456789") for n in crossed}
    own = {key(sheet.block.header[n]).rstrip("_0123456789") for n in numbers}
    return bool(bases) and len(bases | own) == 1


def _ask_about_numbers(sheet: Sheet, numbers: Sequence[int], crossed: Sequence[int]) -> None:
    """Columns of numbers are counts of people, or organisations with how many came from each."""
    if len(numbers) == 1 and not crossed:
        return
    cells = [cell for place in numbers for cell in sheet.block.cells(place)[:2]]
    raise sheet.question("numbers-or-actors", numbers, cells)


def _is_titled(sheet: Sheet, crossed: Sequence[int]) -> bool:
    """Whether a single column of marks is named as an activity, and not as attendance."""
    return is_date_like([sheet.block.header[n] for n in crossed], sheet.year)


def _way(sheet: Sheet, crossed: Sequence[int]) -> Shape:
    known = set(sheet.fields)
    labels = labelled_rows(sheet)
    headings = [sheet.block.header[n] for n in crossed]
    dated = is_date_like(headings, sheet.year)
    # Activities beside who led them, or below actors and years: Kirken 2018, Kirken 2019.
    of_actors = (dated and "lead" in known) or 2 * len(apart_by_years(headings)) >= len(headings)
    if of_actors and "activity" in known and "actor" not in known:
        raise Question("which-way", sheet.file, headings, [row[0] for row in sheet.block.rows[:3]])
    if {"date", "activity"} & set(labels.values()) or dated:
        return "actors"
    told = _by_secretariat(sheet, crossed)
    if "actor" in known:
        guessed: Shape | None = "actors"
    elif known & {"activity", "date", "lead"}:
        guessed = "activities"
    else:
        own = [row[0] for row in sheet.block.rows if row[0]]
        guessed = "activities" if is_date_like(own, sheet.year) else None
    if guessed is None or (told is not None and told != guessed):
        if told is not None and guessed is None:
            return told
        raise Question("which-way", sheet.file, headings, [row[0] for row in sheet.block.rows[:3]])
    return guessed


def _by_secretariat(sheet: Sheet, crossed: Sequence[int]) -> Shape | None:
    """Where the secretariat stands: among the columns, or among the rows."""
    wanted = {same_name(name) for name in sheet.choices.secretariat}
    across = bool(wanted & {same_name(sheet.block.header[n]) for n in crossed})
    down = any(same_name(cell) in wanted for row in sheet.block.rows for cell in row)
    return "activities" if across and not down else "actors" if down and not across else None


def labelled_rows(sheet: Sheet) -> dict[int, Field]:
    """Rows at the top or bottom of a cross table that say something of its columns, by what they
    say."""
    labels: dict[int, Field] = {}
    rows = sheet.block.rows
    for n, row in enumerate(rows):
        if _LABELLED_ROWS <= n < len(rows) - _LABELLED_ROWS:
            continue
        filled = [(place, cell) for place, cell in enumerate(row) if cell]
        if len(filled) < 2:
            continue
        if not row[0] and all(is_hour(cell) for _, cell in filled):
            labels[n] = "other"
            continue
        (_, label), *rest = filled
        cells = [cell for _, cell in rest]
        said = field_of(label)
        if said in _ABOUT_COLUMNS and filled[0][0] == 0:
            # Of remarks, a word such as "aflyst" is one.
            of_some = ("there",) if said == "other" else ("there", "absent")
            marks = sum(mark(cell, sheet.words) in of_some for cell in cells)
            dates = sum(sheet.when(cell) is not None for cell in cells)
            if not marks or dates == len(cells):
                of_days = said == "activity" and dates == len(cells)  # Day of event, Termin
                labels[n] = "date" if of_days else said
    if set(labels.values()) <= {"other"} and rows:
        corner, *below = rows[0]
        names_actors = not sheet.block.header[0] and field_of(corner) == "actor"
        days = [sheet.when(cell) for cell in below if cell]
        if (not corner or names_actors) and days and None not in days:
            labels[0] = "date"
    return labels


def body_rows(sheet: Sheet) -> list[int]:
    """The rows of a cross table without those that say something of its columns."""
    labels = labelled_rows(sheet)
    return [n for n in range(len(sheet.block.rows)) if n not in labels]


def _others(sheet: Sheet) -> list[int]:
    """Places of the named columns that are not known, and not described by their heading."""
    taken = sheet.known
    return [
        n
        for n, name in enumerate(sheet.block.header)
        if name and n not in taken and not is_total(name)
    ]


def own_column(sheet: Sheet, crossed: Sequence[int], shape: Shape) -> int:
    """The column that names the rows.

    Asks when there is none.
    """
    field: Field = "activity" if shape == "activities" else "actor"
    if (place := sheet.first(field)) is not None:
        return place
    other: Field = "actor" if field == "activity" else "activity"
    if shape == "actors" and (place := sheet.first(other)) is not None:
        return place  # a corner that names the columns
    marked = {*crossed, *sheet.crossed}
    named = sheet.block.header
    others = [n for n in _others(sheet) if n not in marked and sheet.when(named[n]) is None]
    blank = [n for n, name in enumerate(named) if not name and n not in marked]
    if shape == "actors" and (own := _beside_groups(sheet, sorted([*others, *blank]))) is not None:
        return own
    if others:
        return others[0]
    place = sheet.first("date") if shape == "activities" else None
    if place is not None and named[place]:
        return place
    if blank and any(row[blank[0]] for row in sheet.block.rows):
        named_so = [n for n in blank if sheet.kind(n) == "names"] if shape == "activities" else []
        return [*named_so, *blank][0]
    raise Question("no-own-column", sheet.file, named, options=[OPTIONS[field]])


def _beside_groups(sheet: Sheet, places: Sequence[int]) -> int | None:
    """The column of actors to the right of one that groups them: it repeats, or is blank below."""
    rows = [sheet.block.rows[n] for n in body_rows(sheet)]
    named = {n: [row[n] for row in rows if row[n]] for n in places}
    filled = [n for n in places if len(set(named[n])) == len(rows) and sheet.kind(n) == "names"]
    groups = [
        n for n in places
        if named[n] and len(named[n] if sheet.block.header[n] else set(named[n])) < len(rows)
    ]  # fmt: skip
    return filled[0] if filled and groups and groups[0] < filled[0] else None


def ask_about_marks(sheet: Sheet) -> None:
    """Ask what words mean in a table that looks like a cross table, and names no such columns."""
    places = [n for n in _others(sheet) if sheet.block.cells(n)]
    words: dict[str, int] = {}
    places_of: dict[str, set[int]] = {}
    for place in places:
        for cell in sheet.block.cells(place):
            words[cell] = words.get(cell, 0) + 1
            places_of.setdefault(cell.casefold(), set()).add(place)
    shared = {place for of in places_of.values() if len(of) > 1 for place in of}
    few = len(words) <= max(_FEW_WORDS, sum(words.values()) // 4)
    people = all(is_person(cell) or mark(cell, sheet.words) is not None for cell in words)
    crossed = len(shared) > 1 and few
    if not (crossed or (people and len(places) > 1)) or max(map(len, words)) > _LONGEST_MARK:
        return
    unclear = [c for c in words if mark(c, sheet.words) is None and not is_hour(c)]
    raise sheet.question("words-in-cross", places, unclear or list(words))


_FEW_WORDS, _LONGEST_MARK = 4, 20


def cross_parts(sheet: Sheet, crossed: Sequence[int], shape: Shape, title: str) -> list[Part]:
    """Who took part in what, mark by mark; `title` names activities that have only a date.

    Asks when a word is neither a mark nor a role.
    """
    own = own_column(sheet, crossed, shape)
    _ask_about_office(sheet, crossed, own, shape)
    for place in sheet.places("other"):
        ask_about_takeover(sheet, place)
        ask_about_called_off(sheet, place)
        ask_about_remarks(sheet, place)
    sheet = with_years(sheet)
    for name, times in Counter(same_name(sheet.block.header[n]) for n in crossed).items():
        if times > 1 and shape == "activities":
            sheet.note("column twice", None, name, f"{times} columns are taken together")
    strange: dict[str, int] = {}
    if shape == "activities":
        _ask_about_dates_beside(sheet, {own, *crossed})
        parts = list(_by_activity(sheet, crossed, own, title, strange))
    else:
        parts = list(_by_actor(sheet, crossed, own, title, strange))
    if strange:
        raise sheet.question(
            "words-in-cross",
            sorted(set(strange.values())),
            [*strange, *_letters_of_absence(sheet, crossed)],
        )
    return _with_chairs(sheet, parts, crossed)


def _ask_about_office(sheet: Sheet, crossed: Sequence[int], own: int, shape: Shape) -> None:
    """Ask about marked columns that are likely no actors or activities: Samtykke, Foto taget.

    Beside activities with dates stand those too that stand before all of them and have none.
    """
    names = {n: sheet.block.header[n] for n in crossed}
    dated = [n for n in crossed if sheet.day_in(names[n]) or sheet.when(names[n]) is not None]
    words, others = (_OF_OFFICE, []) if shape == "activities" else (_OF_MEMBERS, [])
    if shape == "actors" and len(dated) > 1:
        others = [n for n in crossed if n < min(dated)]
        words = _OF_OFFICE if len(dated) < len(crossed) else words
    whole = set(map(same_name, sheet.choices.whole))
    doubtful = [
        n for n, name in names.items()
        if same_name(name) not in whole
        and (n < own or n in others or (n not in dated and words.fullmatch(key(name))))
    ]  # fmt: skip
    doubtful = doubtful or [
        n for n in _answers_among_ticks({n: sheet.block.cells(n) for n in names})
        if same_name(names[n]) not in whole
    ]  # fmt: skip
    if doubtful and len(doubtful) < len(crossed):
        raise sheet.question("marks-of-else", doubtful, [names[n] for n in doubtful])


def _answers_among_ticks(cells_of: Mapping[int, Collection[str]]) -> list[int]:
    """Columns or rows of yes and no, or of numbers, where all the others hold ticks."""
    ticked, answered = 0, []
    for place, all_of in cells_of.items():
        cells = {cell.casefold() for cell in all_of}
        if cells and all(map(is_tick, cells)):
            ticked += 1
        elif cells and (cells <= _YES_OR_NO or (all(map(is_number, cells)) and cells - {"0", "1"})):
            answered.append(place)
    return answered if ticked > 1 and ticked + len(answered) == len(cells_of) else []


_YES_OR_NO = frozenset({"yes", "no", "ja", "nej", "nei", "nein", "j", "n", "y"})

_MEMBERS = (
    r"samtykke|samtycke|gdpr|consent|einwilligung|datenschutz|(?:kontingent|beitrag|avgift|fee|medlemsgebyr)"
    r"(?:_betalt)?|betalt|betald|bezahlt|paid|payment|betaling|(?:ny(?:heds|hets)brev|newsletter)|"
    r"medlem|member|mitglied|medlemskab|membership|mitgliedschaft"
)
_OF_MEMBERS = re.compile(rf"(?:{_MEMBERS})(?:_\w+)?|(?:betalt|betald|paid)_\w+")
OF_PAPERS = re.compile(
    r"budget|referat|protokoll?|minutes|protokol|evaluering|evaluation|utvärdering|auswertung|"
    r"evalueret|evaluated|utvaerderad|ausgewertet|faktura|invoice|rechnung|catering|forplejning|"
    r"verpflegung|fotos?|photos?|billeder|bilder|pressemeddelelse|press_release|"
    r"(?:\w+_)?(?:taget|tagna|taken|sendt|sent|skickat|verschickt|gesendet|godkendt|godkjent|godkänd|"
    r"godkaend|approved|genehmigt|booket|booked|bokad|bestilt|ordered|beställd|bestaelld|bestellt|"
    r"aaben|open|offen|oeppen|lukket|closed|daekket|covered|refunderet|refunded|afleveret|leveret|delivered|"
    r"udfyldt|utfyllt|completed|modtaget|received|annonceret|announced|uploadet|uploaded)"
)
"""Names, folded, of what an office ticks beside who took part, of an activity."""
_OF_OFFICE = re.compile(rf"{_OF_MEMBERS.pattern}|{OF_PAPERS.pattern}")
"""Headings, folded, of what an office ticks beside who took part."""


def _ask_about_dates_beside(sheet: Sheet, read: Collection[int]) -> None:
    """Ask about a column of dates beside activities that have none."""
    if sheet.fields.keys() & {"date", "year", "period"}:
        return
    known = {*read, *sheet.known}
    ignored = sheet.choices.ignored
    for place in {*range(len(sheet.block.header))} - known:
        if sheet.kind(place) == "dates" and key(sheet.name(place)) not in ignored:
            raise sheet.question("dates-elsewhere", place, sheet.block.cells(place)[:3])


def _with_chairs(sheet: Sheet, parts: Sequence[Part], crossed: Sequence[int]) -> list[Part]:
    """The parts, in which who chairs leads where it only takes part elsewhere.

    Asks when it may as well be a post at home.
    """
    roles = {role for role in {part.role for part in parts} if folded_word(role) in CHAIRS}
    chairing = [part for part in parts if part.role in roles]
    if not chairing:
        return list(parts)
    others = {part.actor for part in parts if part.role not in roles}
    meetings = Counter((part.activity, part.start) for part in chairing)
    if max(meetings.values()) > 1 or others.isdisjoint(part.actor for part in chairing):
        raise sheet.question(
            "chair-or-post", crossed, list(dict.fromkeys(part.role for part in chairing))
        )
    return [replace(part, role="lead") if part.role in roles else part for part in parts]


def _letters_of_absence(sheet: Sheet, crossed: Sequence[int]) -> list[str]:
    """Letters that mostly say that somebody did not come: N beside F is Närvarande."""
    cells = dict.fromkeys(cell for place in crossed for cell in sheet.block.cells(place))
    return [c for c in cells if len(c) == 1 and c.isalpha() and mark(c, sheet.words) == "absent"]


def ask_about_called_off(sheet: Sheet, place: int) -> None:
    """Ask about remarks that say that something was called off or put off."""
    cells = dict.fromkeys(sheet.block.cells(place))
    off = [cell for cell in cells if put_off(cell) or says_called_off(cell)]
    if off:
        away = [c for c in cells if c not in off and (says_away(c) or tells_away(c))]
        raise sheet.question("remarks-off", place, off + away)


def ask_about_remarks(sheet: Sheet, place: int) -> None:
    """Ask about remarks that say that somebody did not come."""
    told = [cell for cell in sheet.block.cells(place) if tells_away(cell)]
    if told:
        raise sheet.question("remarks-away", place, told)


def ask_about_takeover(sheet: Sheet, place: int) -> None:
    """Ask about remarks that say that somebody took an activity over."""
    told = [cell for cell in sheet.block.cells(place) if _TOOK_OVER.search(cell)]
    if told:
        raise sheet.question("took-over", place, told)


_TOOK_OVER = any_case(
    r"\b(?:t(?:og|ok|ager|ar|oo?k|akes?) (?:det |den |it )?over|overto[gk]|"
    r"overt(?:age|a)(?:r|s|t|et|tt)?|"
    r"taken over|handed over to|övert(?:og|ar|as|agit|agen)|tog över|übernahm|übernimmt|übernommen|"
    r"(?:driver|drifter|kører|drivs|drives|fører|för|run|führt)\b.{0,30}\b(?:videre|vidare|now|fort|weiter))\b"
)


def _says_of_meeting(remark: str) -> bool:
    """Whether a remark says that a meeting was called off or moved, who led, came or did not.

    Examples
    --------
    >>> [_says_of_meeting(remark) for remark in ("aflyst", "rykket til 6/4", "+ Lions", "God dag")]
    [True, True, True, False]
    """
    of_some = (says_called_off, says_away, tells_away, tells_of_another, mentions_lead)
    moved = put_off(remark) or moved_to(remark) or _TOOK_OVER.search(remark)
    return bool(moved) or any(says(remark) for says in of_some)


def ask_about_help(sheet: Sheet, places: Sequence[int]) -> None:
    """Ask about columns by whose headings the secretariat helped: it may have taken part."""
    told = {key(row.alias) for row in sheet.choices.aliases} | set(
        map(key, sheet.choices.secretariat)
    )
    told |= set(map(key, sheet.choices.partners))
    for place in places:
        name = sheet.name(place)
        if says_help(name) and key(name) not in told:
            cells = list(dict.fromkeys(sheet.block.cells(place)))
            raise sheet.question("secretariat-helped", place, cells)


def ask_about_put_off(sheet: Sheet, column: str | list[str], names: Iterable[str]) -> None:
    """Ask about activities that were put off, or may be off, by their names."""
    doubtful = {name: word for name in dict.fromkeys(names) if (word := doubtful_word(name))}
    words = {*doubtful.values()} - {*sheet.words.own}
    if words:
        raise Question(
            "put-off", sheet.file, column, sorted(words), names=", ".join([*doubtful][:3])
        )


def _role_of(
    sheet: Sheet, cell: str, place: int, number: int, strange: dict[str, int]
) -> str | None:
    """The role of a mark, blank for none; None for somebody who was not there."""
    said = mark(cell, sheet.words)
    if said is None:
        strange.setdefault(cell, place)
        return None
    if said == "absent":
        if cell:
            sheet.note("did not come", number, "", "left out", once=False)
        return None
    return "" if said == "there" else said


def _ask_about_notes(sheet: Sheet) -> None:
    """Ask about what stands alone in a row between activities, and says who did not come."""
    notes = [line for line in sheet.block.lone() if tells_away(line)]
    notes = [line for line in notes if not is_off(line, sheet.words)]
    if notes and not sheet.choices.comments:
        raise Question("lines-beside", sheet.file, cells=notes)


def _by_activity(
    sheet: Sheet, crossed: Sequence[int], own: int, title: str, strange: dict[str, int]
) -> Iterator[Part]:
    ask_about_put_off(sheet, sheet.name(own), sheet.block.cells(own))
    _ask_about_notes(sheet)
    all_of = title if own in sheet.places("date") else ""
    above = ""
    for number, row in sheet.block.numbered():
        name = row[own] and (all_of or row[own])
        if not name and above and has_date(sheet, row) and any(row[n] for n in crossed):
            name = above
            sheet.note("activity from above", number, "", name)
        above = name or above
        answers = [row[n] for n in sheet.places("attended") if not sheet.words.told(row[n])]
        held = not any(cell and cell.casefold() in NO for cell in answers)
        if not held or is_off(name, sheet.words) or _is_row_off(sheet, row):
            sheet.note("row left out", number, name, "it was called off")
            continue
        days = days_of(sheet, row, number, name)
        if not name:
            if any(row[n] for n in crossed):
                sheet.log.error("blank-cell", sheet.file, number, sheet.name(own), "")
            continue
        told = told_by(sheet, row)
        for place in crossed:
            role = _role_of(sheet, row[place], place, number, strange)
            if role is not None:
                actor = sheet.block.header[place]
                yield Part(name, actor, role, *days, sheet.file, number, told=told)
        for field, said in LED_BY:
            for place in sheet.places(field):
                if not row[place] or sheet.kind(place) in ("marks", "said"):
                    continue
                if field == "lead" and names_nobody(row[place]):
                    sheet.note("nobody led by name", number, row[place], "")
                else:
                    yield Part(name, row[place], said, *days, sheet.file, number, listed=True)


def _by_actor(
    sheet: Sheet, crossed: Sequence[int], own: int, title: str, strange: dict[str, int]
) -> Iterator[Part]:
    labels = labelled_rows(sheet)
    names = _names_of_columns(sheet, crossed, labels, title)
    crossed = _held(sheet, crossed, names)
    for n, field in labels.items():
        sheet.note("row of labels", sheet.block.numbers[n], "", field)
    _ask_about_remarks_below(sheet, crossed, labels)
    amounts = _rows_of_amounts(sheet, crossed, own)
    dates = _dates_of_columns(sheet, crossed, labels)
    if not sheet.choices.by_name:
        _ask_about_alike(sheet, [(names[place], dates[place]) for place in crossed])
    for n, field in labels.items():
        if (said := dict(LED_BY).get(field)) is not None:
            number, row = sheet.block.numbers[n], sheet.block.rows[n]
            yield from (
                Part(names[at], row[at], said, *dates[at], sheet.file, number, listed=True)
                for at in crossed if row[at]
            )  # fmt: skip
    above = ""
    for n in sorted({*body_rows(sheet)} - amounts):
        number, row = sheet.block.numbers[n], sheet.block.rows[n]
        if _is_row_off(sheet, row):
            sheet.note("did not come", number, "", "left out", once=False)
            continue
        actor = row[own]
        if not actor and any(row[place] for place in crossed):
            beside = any(cell for at, cell in enumerate(row) if at != own and at not in crossed)
            if not (above and beside):
                sheet.log.error("blank-cell", sheet.file, number, sheet.name(own), "")
                continue
            if all(is_number(cell) for cell in row if cell):
                sheet.note("row left out", number, "", "a total")
                continue
            actor = above
            sheet.note("actor from above", number, "", actor)
        above = actor or above
        if _is_share(actor, [row[place] for place in crossed if row[place]]):
            sheet.note("row left out", number, actor, "a total")
            continue
        for place in crossed if actor else ():
            role = _role_of(sheet, row[place], place, number, strange)
            if role is not None:
                yield Part(names[place], actor, role, *dates[place], sheet.file, number)


def _ask_about_remarks_below(
    sheet: Sheet, crossed: Sequence[int], labels: Mapping[int, Field]
) -> None:
    """Ask about rows that say of the activities above them who came, or that they were not held.

    A row of nothing but "aflyst" is one too, where nobody who came elsewhere has that word.
    """
    actors = {same_name(row[0]) for row in sheet.block.rows if row[0]}
    cells_of = {n: [row[at] for at in crossed if row[at]] for n, row in enumerate(sheet.block.rows)}
    told = [
        cell
        for n, field in labels.items() if field == "other"
        for cell in cells_of[n]
        if _says_of_meeting(cell) or (tells_of_named(cell) and holding([cell], actors))
    ]  # fmt: skip
    body = {*cells_of} - {*labels}
    off = {n for n in body if cells_of[n] and all(map(says_called_off, cells_of[n]))}
    of_some = {folded_word(cell) for n in body - off for cell in cells_of[n]}
    told += [cell for n in sorted(off) for cell in cells_of[n] if folded_word(cell) not in of_some]
    if told and not sheet.choices.comments:
        raise Question("lines-beside", sheet.file, cells=list(dict.fromkeys(told)))


def _rows_of_amounts(sheet: Sheet, crossed: Sequence[int], own: int) -> set[int]:
    """Rows of numbers or answers among ticks, which are to be left out: Budget, Forplejning.

    Asks about those of which nothing was said.
    """
    rows = sheet.block.rows
    named = {
        n: cells for n in body_rows(sheet)
        if rows[n][own] and (cells := [rows[n][at] for at in crossed if rows[n][at]])
        and not _is_share(rows[n][own], cells)
    }  # fmt: skip
    doubtful = {n: rows[n][own] for n in _answers_among_ticks(named)}
    none = names_of_none(sheet.file, sheet.name(own), [*doubtful.values()], sheet.choices)
    out = {n for n, name in doubtful.items() if name in none}
    for n in out:
        sheet.note("row left out", sheet.block.numbers[n], rows[n][own], "it is no actor")
    return out


def _is_row_off(sheet: Sheet, row: Sequence[str]) -> bool:
    """Whether a column beside the marks says of all in a row that they did not come.

    Asks when it says something of it that does not tell.
    """
    if any(row[n].casefold() not in NO for n in sheet.called_off):
        return True
    for place in sheet.places("attended"):
        cell = row[place]
        told = sheet.words.said(cell) if sheet.words.told(cell) else None
        if told == "absent" or (told is None and says_away(cell)):
            return True
        unclear = sheet.words.said(cell) == "unclear" or mentions_away(cell) or put_off(cell)
        if told is None and unclear:
            raise sheet.question("attendance-unclear", place, [cell])
    return False


def _ask_about_alike(sheet: Sheet, activities: Sequence[tuple[str, Days]]) -> None:
    """Ask about columns that would be one activity, as neither name nor date tells them apart."""
    often = Counter((same_name(name), days) for name, days in activities)
    alike = [name for name, days in activities if often[same_name(name), days] > 1]
    if alike:
        raise Question("columns-alike", sheet.file, cells=alike)


def _held(sheet: Sheet, crossed: Sequence[int], names: Mapping[int, str]) -> list[int]:
    """The columns of activities without those that were called off."""
    called = {n: (sheet.block.header[n], names[n]) for n in crossed}
    put = [n for n in crossed if any(map(doubtful_word, called[n]))]
    ask_about_put_off(sheet, sheet.names(put), [name for n in put for name in called[n]])
    off = [n for n in crossed if any(is_off(name, sheet.words) for name in called[n])]
    for place in off:
        sheet.note("cells left out", None, names[place], "it was called off")
    return [place for place in crossed if place not in off]


def _names_of_columns(
    sheet: Sheet, crossed: Sequence[int], labels: Mapping[int, Field], title: str
) -> dict[int, str]:
    """The activities of a table whose columns they are; those that are dates bear its title."""
    names = {place: sheet.block.header[place] for place in crossed}
    if title:
        names |= {n: title for n, name in names.items() if sheet.when(name) is not None}
    for n, field in labels.items():
        if field == "activity":
            names |= {place: cell for place in crossed if (cell := sheet.block.rows[n][place])}
    return names


def _is_share(label: str, cells: Sequence[str]) -> bool:
    """Whether a row counts those above it: in numbers, under a word for so many."""
    # Kom and Dag may be names too: of those who took part or not, 1 or 0.
    of_counts = field_of(label) in ("count", "attended") and not {*cells} <= {"0", "1"}
    counts = "%" in label or of_counts
    return counts and bool(cells) and all(is_number(cell) for cell in cells)


def _dates_of_columns(
    sheet: Sheet, crossed: Sequence[int], labels: Mapping[int, Field]
) -> dict[int, Days]:
    """Start and end of each activity that is a column: from a row of dates, else its name."""
    days: dict[int, Days] = {}
    for n, field in labels.items():
        if field != "date":
            continue
        for place in crossed:
            cell = sheet.block.rows[n][place]
            if (read := sheet.when(cell)) is not None:
                days.setdefault(place, (read.start, read.end))
            elif cell:
                ask_about_year(sheet, sheet.block.header[place], [cell])
                sheet.note("time left out", sheet.block.numbers[n], cell, "it is no date")
    undated = [place for place in crossed if place not in days]
    ask_about_year_of_names(
        sheet, sheet.names(undated), [sheet.block.header[place] for place in undated]
    )
    return {place: days.get(place) or _date_of_column(sheet, place) for place in crossed}


def _date_of_column(sheet: Sheet, place: int) -> Days:
    """The date in the name of a column, else the year of the sheet."""
    name = sheet.block.header[place] or letter(place)
    said = [each for each in in_brackets(name) if any(map(str.isalpha, each))]
    read = next(filter(None, map(sheet.when, (name, *said))), None)
    if read is not None and read.as_written:
        return read.start, read.end
    start, end = read[:2] if read is not None else sheet.days_in(name)
    if start:
        sheet.note("date in the name", None, name, f"{start} to {end}" if end else start)
        return start, end
    ask_about_year(sheet, name, [name])
    if sheet.year is None:
        sheet.note("column without a date", None, name, "its activity has no date")
    return of_the_sheet(sheet)
