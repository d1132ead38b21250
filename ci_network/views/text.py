"""Tables as text: CSV for programs, JSON for programs, aligned columns for people."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

from ci_network.files.characters import visible
from ci_network.files.formulas import harmless
from ci_network.language import Language, translation
from ci_network.language import marked as _
from ci_network.numerals import count
from ci_network.results.coded import Coded, Table
from ci_network.results.paths import Figures, find

Spelling = Callable[[str], str]
"""How a text is spelt, letter by letter, where it goes."""

_ROWS_SHOWN = 200
_ROWS_AT_ONCE = 2_000


def csv_text(columns: Table, *, danish: bool = False) -> str:
    """Columns as CSV in one text; see `csv_pieces`."""
    return "".join(csv_pieces([columns], danish=danish))


def csv_pieces(
    tables: Iterable[Table], *, danish: bool = False, spelt: Spelling = str
) -> Iterator[str]:
    """Tables as one CSV, piece by piece: blank for undefined, true/false, full precision.

    Parameters
    ----------
    tables
        One or more, the first above, each with columns of one length by name; the names are those
        of the first.
    danish
        Semicolons, decimal commas and a byte order mark, as Danish Excel opens it.
    spelt
        How a text is spelt where it goes, letter by letter.

    Notes
    -----
    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    mark = ";" if danish else ","
    write = _CsvCells(danish, mark, spelt)
    above: str | None = "\ufeff" if danish else ""
    for columns in tables:
        if above is not None:
            yield f"{above}{mark.join(map(write.__getitem__, columns))}\n"
            above = None
        for rows in write.blocks(columns):
            # A line of nothing would be no row.
            lines = map(mark.join, rows) if len(columns) > 1 else (one or '""' for (one,) in rows)
            yield "".join([f"{line}\n" for line in lines])


def rows_text(rows: Iterable[Iterable[str]], *, danish: bool = False) -> str:
    """Rows of texts as CSV, cells written as by `csv_pieces`; rows may be of different lengths.

    Examples
    --------
    >>> print(rows_text([["id", "label"], ["A", "=1+1"], ["B", "one, two", "three"]]), end="")
    id,label
    A,'=1+1
    B,"one, two",three
    """
    mark = ";" if danish else ","
    write = _CsvCells(danish, mark, str)
    lines = []
    for row in rows:
        cells = list(map(write.__getitem__, row))
        lines.append(mark.join(cells if len(cells) > 1 else [cell or '""' for cell in cells]))
    return ("\ufeff" if danish else "") + "".join(f"{line}\n" for line in lines)


def json_pieces(tables: Iterable[Table], *, spelt: Spelling = str) -> Iterator[str]:
    """Tables as one JSON list with an object for each row, piece by piece; see `csv_pieces`."""
    write = _JsonCells(spelt)
    before = "[\n"
    for columns in tables:
        row = write.form(tuple(columns)).__mod__
        for rows in write.blocks(columns):
            yield before
            yield ",\n".join(map(row, rows))
            before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def table_text(tables: Iterable[Table], language: Language = "en") -> str:
    """Tables as one aligned table; the first 200 rows of a long one."""
    header: list[str] = []
    rows: list[tuple[str, ...]] = []
    total = 0
    for columns in tables:
        header = header or list(columns)
        left = _ROWS_SHOWN - len(rows)
        shown = ([_person(v, language) for v in islice(each, left)] for each in columns.values())
        rows += zip(*shown, strict=True)
        total += len(next(iter(columns.values()), ()))
    note = ""
    if (more := total - _ROWS_SHOWN) > 0:
        told = translation(language).ngettext(
            "… {n} more row; --format csv gives them all.",
            "… {n} more rows; --format csv gives them all.",
            more,
        )
        note = told.format(n=count(more, language)) + "\n"
    return aligned(header, rows) + note


def metrics_text(figures: Figures, language: Language = "en") -> str:
    """The headline figures of each window, and how pairs began."""
    said = translation(language).gettext
    header = ["", *(said(name) for name, _ in _HEADLINE)]
    rows = [_headline(window, language) for window in figures["windows"]]
    shown = {key: _person(value, language) for key, value in figures["offshoots"].items()}
    columns = said(
        "as it is … unaided: share of partner pairs that are connected by some path in each\n"
        "scenario. The honest answer to 'what is left without the secretariat' is the range from\n"
        "unaided to led activities end. attended, led alone: share of activities with the\n"
        "secretariat, and of those with a known lead that it alone leads."
    )
    begun = said(
        "Pairs that met through the secretariat: {met_through_secretariat}, of these offshoots: "
        "{offshoots} ({share}). Independent from the start: {independent_from_start}. Order "
        "unknown: {order_unknown}."
    )
    windows = f"{aligned(header, rows)}\n{columns}\n\n{begun.format(**shown)}\n" if rows else ""
    return (
        f"{_read_text(figures['data'], language)}\n\n{windows}"
        + (_accounts_text(figures["survey"], language) if "survey" in figures else "")
        + (_null_text(figures["null"], language) if "null" in figures else "")
    )


def _read_text(data: Figures, language: Language) -> str:
    """What the figures are of: how many partners and activities, and from when to when."""
    t = translation(language)

    def many(one: str, more: str, key: str) -> str:
        return t.ngettext(one, more, data[key]).format(n=count(data[key], language))

    parts = [
        many("{n} partner", "{n} partners", "partners"),
        many("{n} activity", "{n} activities", "activities"),
        many("{n} row", "{n} rows", "participations"),
        t.gettext("{first} to {last}").format(**data) if data["first"] else t.gettext("no dates"),
    ]
    if data["evaluation_activities"]:
        evaluate = ("beside {n} activity that evaluates", "beside {n} activities that evaluate")
        parts.append(many(*evaluate, "evaluation_activities"))
    return ", ".join(parts)


def _accounts_text(survey: Figures, language: Language) -> str:
    """Who has answered, and who says so, of each window that anything is said of."""
    told = translation(language).gettext(
        "{window}: {answered} of {partners} partners have answered. Ties without the secretariat: "
        "{register} in the register, {both} that both say, {one} that one of the two says."
    )
    lines = [
        told.format(**{key: _person(value, language) for key, value in window.items()})
        for window in survey["windows"]
        if window["answered"] or window["both"] or window["one"]
    ]
    return "".join(f"{line}\n" for line in lines)


def _null_text(null: Figures, language: Language) -> str:
    """What is kept when the attended activities end, beside random ones of the same sizes."""
    _ = translation(language).gettext
    header = [_("window"), _("activities\nattended"), _("of\neligible"), _("size gap")]
    for name in (_("connected\nkept"), _("ties\nkept")):
        header += [name, _("random\nmean"), _("2.5 %"), _("97.5 %"), "p"]
    rows = []
    for window in [*null["windows"], null["whole"]]:
        matched = window["attended"]
        if matched is None:
            rows.append([window["window"], *["–"] * (len(header) - 1)])
            continue
        values = [matched["activities"], matched["eligible"], matched["size_gap"]]
        for name in ("connectedness", "ties"):
            values += matched[name].values()
        rows.append([window["window"], *(_person(value, language) for value in values)])
    intro = _(
        "What is kept when the activities that the secretariat attended end, beside {replicates} "
        "draws of\nrandom activities of the same sizes (seed {seed}). p: share of draws that keep "
        "as little or less."
    )
    return f"\n{intro.format(**null)}\n\n{aligned(header, rows)}"


def aligned(header: list[str], rows: Iterable[Iterable[str]]) -> str:
    """Columns under their headings, as wide as they need to be, whatever the terminal."""
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(header):
        table.add_column(Text(name), justify="right" if place else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    out = io.StringIO()
    Console(file=out, width=100_000, color_system=None, legacy_windows=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


_HEADLINE = (
    (_("activ-\nities"), "activities"),
    (_("part-\nners"), "partners"),
    (_("\nties"), "ties.total"),
    (_("inde-\npendent"), "ties.independent"),
    (_("sup-\nported"), "ties.supported"),
    (_("\ncarried"), "ties.carried"),
    (_("as it\nis"), "scenarios.present.connectedness"),
    (_("hub\nleaves"), "scenarios.hub_leaves.connectedness"),
    (_("led acti-\nvities end"), "scenarios.led_activities_end.connectedness"),
    (_("un-\naided"), "scenarios.unaided.connectedness"),
    (_("at-\ntended"), "secretariat.attended_share"),
    (_("led\nalone"), "secretariat.led_share"),
    (_("partner\nleads"), "convening.partner_leads"),
    (_("persis-\ntence"), "turnover.persistence"),
)
"""Heading and path of each figure of a window that the table for people has."""


def _headline(window: Figures, language: Language) -> list[str]:
    told = (_person(find(window, path), language) for _, path in _HEADLINE)
    return [window["window"], *told]


def _person(value: Any, language: Language) -> str:
    """A value as a person reads it; 0 and 1 only when exactly true."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, bool):
        return translation(language).gettext("yes" if value else "no")
    if isinstance(value, float):
        if value == int(value):
            return f"{int(value)}"
        text = f"{value:.3f}"
        text = {"0.000": "<0.001", "1.000": ">0.999"}.get(text, text)
        return text.replace(".", ",") if language == "da" else text
    if isinstance(value, list):
        return _BETWEEN.join(_behind(item, language) for item in value)
    return str(value)


_BETWEEN = " | "


def _behind(item: dict[str, Any], language: Language = "en") -> str:
    """An activity behind a tie, as text."""
    said = translation(language).gettext(
        "{activity} ({start}/{end}; secretariat {involvement}; roles {one}, {other})"
    )
    return said.format(
        activity=item["activity"],
        start=item["start"] or "?",
        end=item["end"] or "?",
        involvement=item["involvement"],
        one=item["source_role"] or "–",
        other=item["target_role"] or "–",
    )


_TEXT = {str, type(None)}


class _Cells(dict[str | None, str]):
    """Texts as they are written, each distinct one once: a column is looked up, not computed."""

    def blocks(self, columns: Table) -> Iterator[Iterator[tuple[str, ...]]]:
        """Rows of cells, some at a time: their text need not stand in memory as a whole."""
        told = [
            each.told(self.column(each.values.tolist())) if isinstance(each, Coded) else each
            for each in columns.values()
        ]
        for begin in range(0, len(told[0]) if told else 0, _ROWS_AT_ONCE):
            rows = slice(begin, begin + _ROWS_AT_ONCE)
            cells = [
                each.some(rows) if isinstance(each, Coded) else self.column(each[rows])
                for each in told
            ]
            yield zip(*cells, strict=True)

    def column(self, values: list[Any]) -> list[str]:
        """A column of any values."""
        kinds = set(map(type, values))
        if kinds <= _TEXT:
            return list(map(self.__getitem__, values))
        if kinds == {list}:
            return self._lists(values)
        if kinds == {bool}:
            return ["true" if value else "false" for value in values]
        return list(map(str if kinds == {int} else self.cell, values))

    def _lists(self, values: list[list[Any]]) -> list[str]:
        """A column of lists; what is in several of them is told once."""
        items = {id(item): item for item in chain.from_iterable(values)}
        told = {key: self.item(item) for key, item in items.items()}
        return [self.listed(map(told.__getitem__, map(id, value))) for value in values]

    def cell(self, value: Any) -> str:
        """Any value."""
        raise NotImplementedError

    def item(self, value: Any) -> str:
        """A value in a list."""
        raise NotImplementedError

    def listed(self, items: Iterable[str]) -> str:
        """A list of such."""
        raise NotImplementedError


class _CsvCells(_Cells):
    """Cells of a CSV file."""

    def __init__(self, danish: bool, mark: str, spelt: Spelling) -> None:
        super().__init__({None: ""})
        self.danish, self.special, self.spelt = danish, (mark, '"', "\n", "\r"), spelt

    def __missing__(self, text: str) -> str:
        """Harmless to a spreadsheet, and in quotation marks where it must be."""
        found = self[text] = self.written(text)
        return found

    def item(self, value: Any) -> str:
        """An activity behind a tie."""
        return _behind(value)

    def listed(self, items: Iterable[str]) -> str:
        """All that are behind it."""
        return self.written(_BETWEEN.join(items))

    def written(self, text: str) -> str:
        """As a text is written, and not kept."""
        found = harmless(text)
        if any(mark in found for mark in self.special):
            found = '"' + found.replace('"', '""') + '"'
        return self.spelt(found)

    def cell(self, value: Any) -> str:
        """Any value."""
        if isinstance(value, float):
            if math.isnan(value):
                return ""
            return repr(value).replace(".", ",") if self.danish else repr(value)
        if value is None or isinstance(value, str):
            return self[value]
        if isinstance(value, bool):
            return "true" if value else "false"
        return self.listed(map(self.item, value)) if isinstance(value, list) else str(value)


class _JsonCells(_Cells):
    """Values as `json.dumps` writes them, with null for NaN."""

    def __init__(self, spelt: Spelling) -> None:
        super().__init__({None: "null"})
        self.spelt = spelt
        self.forms: dict[tuple[str, ...], str] = {}

    def __missing__(self, value: Any) -> str:
        """A text, which is kept; any other value is not, for 1 and True are one key."""
        if not isinstance(value, str):
            return self.cell(value)
        found = self[value] = self.spelt(json.dumps(value, ensure_ascii=False))
        return found

    def cell(self, value: Any) -> str:
        """Any value."""
        if isinstance(value, dict):
            return self.form(tuple(value)) % tuple(map(self.item, value.values()))
        if isinstance(value, list):
            return self.listed(map(self.item, value))
        if value is None or isinstance(value, str):
            return self[value]
        if isinstance(value, float):
            return repr(value) if math.isfinite(value) else "null"
        return json.dumps(value)

    def item(self, value: Any) -> str:
        """A value in a list or an object; one that cannot be a key is no text."""
        return self.cell(value) if isinstance(value, list | dict) else self[value]

    def listed(self, items: Iterable[str]) -> str:
        """A list of such."""
        return f"[{', '.join(items)}]"

    def form(self, keys: tuple[str, ...]) -> str:
        """An object with these keys, and places for its values."""
        form = self.forms.get(keys)
        if form is None:
            names = [self[key].replace("%", "%%") for key in keys]
            form = self.forms[keys] = "{" + ", ".join(f"{name}: %s" for name in names) + "}"
        return form
