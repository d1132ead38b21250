"""Workbooks to decide in: what goes on and who takes it over; and what there is to find out.

`reading.merging` reads them back: a column's name may be that of either language, and so may an
answer. Cells of instructions and figures are for people, and are not read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ci_network import numerals
from ci_network.language import Language, translation
from ci_network.results.asking import ANSWERS
from ci_network.views.exports.sheets import drop_down, header, put, put_row, saved
from ci_network.views.plan import reasons

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Label = Callable[[str], str]

_HEADERS: dict[str, dict[Language, str]] = {
    "activity": {"en": "activity", "da": "aktivitet"},
    "continues": {"en": "continues", "da": "fortsætter"},
    "taken_over_by": {"en": "taken_over_by", "da": "overtages_af"},
    "continues_evidence": {"en": "continues_evidence", "da": "fortsætter_kilde"},
    "question": {"en": "question", "da": "spørgsmål"},
    "answer": {"en": "answer", "da": "svar"},
    "evidence": {"en": "evidence", "da": "kilde"},
}
_WIDTHS = {"activity": 46, "question": 70, "answer": 24, "taken_over_by": 30}
_WIDE, _NARROW = 40, 24


def plan_workbook(
    plan: Mapping[str, Any], language: Language, label: Label, partners: Sequence[str]
) -> bytes:
    """A workbook to decide in: a row for each open activity or series, in order of worth.

    Parameters
    ----------
    plan
        What `handover_figures` gives.
    language
        Of the headers, the choices and the words.
    label
        Label of a partner by its id.
    partners
        Ids of those that can be chosen.
    """
    _ = translation(language).gettext
    known = ("activity", "continues", "taken_over_by", "continues_evidence")
    shown = (_("keeps alone"), _("in the plan from"), _("proposal"), _("why"), "about")
    book, sheet, lists = _begun(_("plan"), known, shown, language)
    begins = {name: step["k"] for step in reversed(plan["steps"]) for name in step["activities"]}
    for row, each in enumerate(plan["worth"], start=2):
        name = each["activity"]
        partner = plan["proposal"].get(name)
        why = [c for c in plan["candidates"][name] if c["partner"] == partner]
        put_row(
            sheet, row, name, *[""] * 3, numerals.percent(each["alone"], language),
            begins.get(name), label(partner) if partner else "",
            reasons(why[0], language) if why else "", "\n".join(plan["series"].get(name, [name])),
        )  # fmt: skip
    last = max(len(plan["worth"]) + 1, 2)
    drop_down(sheet, f"B2:B{last}", _listed(lists, [_("yes"), _("no")]), language)
    drop_down(sheet, f"C2:C{last}", _listed(lists, list(map(label, partners))), language)
    _foot(
        sheet,
        last + 2,
        _("Choose whether each activity goes on when the secretariat leaves, and who takes it "
          "over; write who said so. Leave blank what is not decided. Save, and give the file to: "
          "ci-network apply DATA plan.xlsx -o NEW"),
    )  # fmt: skip
    return saved(book)


def questions_workbook(found: Mapping[str, Any], language: Language, label: Label) -> bytes:
    """A workbook to answer in: a row for each question, the one that moves most first.

    Parameters
    ----------
    found
        What `asking_figures` gives.
    language
        Of the headers, the choices and the words.
    label
        Label of an actor by its id.
    """
    _ = translation(language).gettext
    known = ("question", "answer", "evidence")
    shown = (_("moves the answer by"), _("who can say"), "kind", "about", "window")
    book, sheet, lists = _begun(_("questions"), known, shown, language)
    asked = [each for each in found["questions"] if each["kind"] != "unrecorded"]
    for row, each in enumerate(asked, start=2):
        about = each["about"]
        put_row(
            sheet, row, each["text"][language], *[""] * 2,
            numerals.points(each["swing"], language), ", ".join(map(label, each["ask"])),
            each["kind"], about if isinstance(about, str) else "\n".join(about), found["window"],
        )  # fmt: skip
        answers = [_(ANSWERS[answer["answer"]]) for answer in each["answers"]]
        if answers:
            free = each["kind"] in ("date", "left")
            drop_down(sheet, f"B{row}", _listed(lists, answers), language, strict=not free)
    _foot(
        sheet,
        len(asked) + 3,
        _("Choose an answer, or write a date where a date is asked for, or names divided by "
          "semicolons where others took part; and who said so. Leave blank what nobody knows. "
          "Save, and give the file to: ci-network apply DATA questions.xlsx -o NEW"),
    )  # fmt: skip
    return saved(book)


def _begun(
    title: str, known: Sequence[str], shown: Sequence[str], language: Language
) -> tuple[Workbook, Worksheet, Worksheet]:
    """A workbook, its sheet with the headings of columns to fill in and to look at, and another
    for choices."""
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.styles import Alignment  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    sheet.title = title
    names = [*(_HEADERS[name][language] for name in known), *shown]
    widths = [*(_WIDTHS.get(name, _WIDE) for name in known), *[_NARROW] * len(shown)]
    header(sheet, names, widths, to_fill_in=len(known))
    for top in sheet[1]:
        top.alignment = Alignment(wrap_text=True, vertical="top")
    return book, sheet, book.create_sheet(translation(language).gettext("choices"))


def _listed(lists: Worksheet, choices: Sequence[str]) -> str:
    """Where choices stand: in a column of another sheet, since a comma may be in a name."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    letter = get_column_letter(_column_of(lists, choices))
    return f"'{lists.title}'!${letter}$1:${letter}${max(len(choices), 1)}"


def _column_of(lists: Worksheet, choices: Sequence[str]) -> int:
    """Where the choices stand; written once for all cells that offer the same."""
    for column in range(1, lists.max_column + 1):
        there = [lists.cell(row, column).value for row in range(1, len(choices) + 2)]
        if there == [*choices, None]:
            return column
    column = lists.max_column + (lists.cell(1, lists.max_column).value is not None)
    for row, choice in enumerate(choices, start=1):
        put(lists, row, column, choice)
    return int(column)


def _foot(sheet: Worksheet, row: int, text: str) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    put(sheet, row, 1, f"# {text}")
    sheet.cell(row, 1).font = Font(italic=True, color="7F7F7F")
    sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
