"""What the importer says before anything is used: what was read as what, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ci_network.language import Language, translation
from ci_network.language import marked as _
from ci_network.language import marked_forms as _counted
from ci_network.reading.lists.decisions import Decision, Log
from ci_network.reading.lists.rows import Shape
from ci_network.reading.lists.sheet import Sheet
from ci_network.reading.lists.words.headings import FIELD_NAMES
from ci_network.reading.lists.words.lexicon import words
from ci_network.reading.lists.words.persons import shown as without_persons_in

_NAMES_SHOWN = 8
_LIKE_SHOWN = 10

_CONTEXT = "list"
"""Single words are of this context in the catalogue: date, lead, left."""


def _word(text: str, language: Language) -> str:
    """A word or phrase in the language of the account."""
    return translation(language).pgettext(_CONTEXT, text)


SHAPES: dict[Shape, str] = {
    "long": _("a row for each participant, or each activity with its participants"),
    "activities": _("a row for each activity, a column for each actor"),
    "actors": _("a row for each actor, a column for each activity"),
}

_NAMED_SO = (
    _("form"), _("columns"), _("column left out"), _("row left out"), _("cells left out"),
    _("cell left out"), _("sheet left out"), _("table left out"), _("self tie left out"),
    _("time left out"), _("did not come"), _("activity from above"), _("actor from above"),
    _("lead from above"), _("year from above"), _("month from above"), _("date in the name"),
    _("date from another table"), _("last day blank"), _("moved to another day"),
    _("nobody led by name"),
    _("year of the sheet"), _("column without a date"), _("column twice"), _("row of labels"),
    _("date"), _("several names"), _("several activities"), _("people left out"),
    _("role in brackets"), _("spelling"), _("alias"), _("alias out of time"), _("activity by date"),
    _("tie there already"), _("secretariat"), _("title"),
    _("kind of tie"), _("directed ties"), _("tie left out"), _("strength left out"),
    _("cells without a value"), _("actor not listed"), _("activity left out"),
    _("ties without a date"), _("group left out"), _("node left out"), _("names of actors"),
)  # fmt: skip
KINDS = {kind: kind for kind in _NAMED_SO} | {
    "invited": _("who was invited counts as having come"),
    "comment": _("comment not read"),
}
"""What was decided, as people read it; a kind that is not here is shown as it is."""


_ELSEWHERE = words("columns, form, column left out, did not come, secretariat")
_ALWAYS_SHOWN = words("sheet left out, table left out, title, kind of tie, group left out")


_READ = {
    "pairs": _counted("{n} pair", "{n} pairs"),
    "activities": _counted("{n} activity", "{n} activities"),
    "participations": _counted("{n} participation", "{n} participations"),
    "actors": _counted("{n} actor", "{n} actors"),
}
_NOT_READ = {
    "undated": _counted("{n} activity without a date", "{n} activities without a date"),
    "away": _counted("{n} did not come", "{n} did not come"),
}
"""How much was read, and what was not, by the names of counts."""


@dataclass(frozen=True)
class Account:
    """What was decided, in short."""

    tables: tuple[TableAccount, ...]
    """For each table: its file, what a row is, and its columns with two cells of each."""
    counts: Mapping[str, int]
    """How many activities, actors, participations or pairs there are, and without a date."""
    span: tuple[str, str]
    """First and last date; blank without any."""
    secretariat: tuple[str, ...]
    """Names of those that are marked."""
    likely: tuple[str, ...]
    """Names that say that they are a secretariat's, where none is marked."""
    alike: tuple[tuple[str, str], ...]
    """Names that look alike: the rarer one, and what it may stand for."""
    decisions: Log
    """What else was decided."""

    def lines(self, language: Language) -> list[str]:
        """The account, line by line."""
        text = translation(language).gettext
        lines: list[str] = []
        for table in self.tables:
            lines += table.lines(language)
        lines += self.decided(language)
        lines.append(self.counted(language))
        if self.secretariat:
            lines.append(text("Secretariat: {names}").format(names=_several(self.secretariat)))
        elif self.likely:
            lines.append(
                text("Secretariat: none is marked; it may be {names}: --secretariat NAME").format(
                    names=_several(self.likely)
                )
            )
        else:
            lines.append(text("Secretariat: none is marked; say it with --secretariat NAME"))
        if self.alike:
            lines.append(
                text("Names that look alike; where they are one, say so in import.yaml (aliases):")
            )
            lines += [f"  {one}  =  {other} ?" for one, other in self.alike[:_LIKE_SHOWN]]
            if len(self.alike) > _LIKE_SHOWN:
                rest = len(self.alike) - _LIKE_SHOWN
                lines.append(text("  … and {rest} more").format(rest=rest))
        return lines

    def decided(self, language: Language) -> list[str]:
        """A line for each kind of what else was decided: the whole of one, the number of many."""
        text, many = translation(language).gettext, translation(language).ngettext
        counts = Counter(d.kind for d in self.decisions.decisions if d.kind not in _ELSEWHERE)
        lines = []
        for kind, count in counts.items():
            shown = _word(KINDS.get(kind, kind), language)
            same = [decision for decision in self.decisions.decisions if decision.kind == kind]
            if kind in _ALWAYS_SHOWN or count == 1:
                for each in same:
                    value = f" »{_short(each.value)}«" if each.value else ""
                    result = f" → {_short(_word(each.result, language))}" if each.result else ""
                    lines.append(f"{shown}: {_place(each, language)}{value}{result}")
            else:
                times = many("{n} time", "{n} times", count).format(n=count)
                first = _place(same[0], language)
                if kind == "comment":
                    first = ", ".join(f"»{_short(each.value)}«" for each in same[:2])
                lines.append(text("{kind}: {times}, first {first}").format(
                    kind=shown, times=times, first=first))  # fmt: skip
        return lines

    def counted(self, language: Language) -> str:
        """How much was read."""
        text, many = translation(language).gettext, translation(language).ngettext

        def told(numbers: Mapping[str, tuple[str, str]]) -> list[str]:
            there = ((forms, self.counts.get(name, 0)) for name, forms in numbers.items())
            return [many(*forms, n).format(n=n) for forms, n in there if n]

        parts = told(_READ)
        if any(self.span):
            parts.append(text("{first} to {last}").format(first=self.span[0], last=self.span[1]))
        parts += told(_NOT_READ)
        return text("Read: {parts}").format(parts=", ".join(parts))


@dataclass(frozen=True)
class TableAccount:
    """What one table was taken for."""

    file: str
    """File, and sheet where it is one."""
    shape: str
    """What a row is."""
    columns: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Heading, what it was taken for, and two cells of each column that is read."""
    left_out: tuple[str, ...]
    """Headings of the columns that are not."""
    program: str
    """The program that made the list; blank where none is known."""
    cells_left_out: tuple[tuple[str, ...], ...] = ()
    """Two cells of each column that is not read; none where it cannot be read as anything else, as
    in networks and lists of pairs."""

    def lines(self, language: Language) -> list[str]:
        """The table and its columns, line by line."""
        text = translation(language).gettext
        lines = [f"{self.file}: {text(self.shape)}"]
        if self.program:
            lines[0] += f" ({self.program})"
        width = max((len(name) for name, *_ in self.columns), default=0)
        width = min(width, 28)
        for name, meant, cells in self.columns:
            shown = " | ".join(_short(cell, 36) for cell in cells)
            lines.append(
                f"  {_short(name):<{width}}  →  {_word(meant, language):<14} {shown}".rstrip()
            )
        if self.left_out:
            lines.append(
                "  " + text("column left out: {names}").format(names=_several(self.left_out))
            )
        return lines


def table_account(sheet: Sheet, shape: str, crossed: Sequence[int]) -> TableAccount:
    """What a table was taken for."""
    columns = [
        (place, FIELD_NAMES[field]) for field, places in sheet.counting.items() for place in places
    ]
    used = {*crossed, *(place for place, _ in columns)}
    columns += [(place, "mark") for place in crossed[:3]]
    named = sheet.places("actor", "lead", "assist")
    shown = tuple(
        (
            sheet.name(place),
            meant,
            tuple(dict.fromkeys(map(without_persons_in if place in named else str,
                                    sheet.block.cells(place))))[:2],
        )
        for place, meant in sorted(columns)
    )  # fmt: skip
    if len(crossed) > 3:
        rest = ", ".join(sheet.names(crossed[3:6])) + (" …" if len(crossed) > 6 else "")
        shown += ((f"+ {len(crossed) - 3}", "mark", (rest,)),)
    others = [
        place
        for place in range(len(sheet.block.header))
        if place not in used and sheet.block.cells(place)
    ]
    program = sheet.preset.name if sheet.preset is not None else ""
    return TableAccount(
        sheet.file, shape, shown, tuple(map(sheet.name, others)), program,
        tuple(tuple(dict.fromkeys(sheet.block.cells(place)))[:2] for place in others),
    )  # fmt: skip


def _place(each: Decision, language: Language) -> str:
    text = translation(language).gettext("{file}, row {row}")
    return each.file if each.row is None else text.format(file=each.file, row=each.row)


def _short(text: str, longest: int = 50) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _several(names: Sequence[str]) -> str:
    shown = ", ".join(map(_short, names[:_NAMES_SHOWN]))
    return f"{shown} … ({len(names)})" if len(names) > _NAMES_SHOWN else shown
