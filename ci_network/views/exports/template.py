"""A workbook to fill in: sheets with drop-downs, lists, and instructions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ci_network.language import Language, translation
from ci_network.language import marked as _
from ci_network.views.exports.sheets import drop_down, header, put, saved, write_lines

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ROWS = 2000
"""Rows that are ready to be filled in, on each sheet."""

_LAST = ROWS + 1
_SECTORS = 30


class _Words(NamedTuple):
    """What the reader knows by name in a language: headers, roles, words of dates."""

    nodes: tuple[str, ...]
    edges: tuple[str, ...]
    activities: tuple[str, ...]
    partnerships: tuple[str, ...]
    yes_no: tuple[str, str]
    roles: tuple[str, ...]
    led_by: tuple[str, ...]
    purpose: tuple[str, str]
    ongoing: str
    unknown: str


_WORDS: dict[Language, _Words] = {
    "en": _Words(
        ("id", "label", "sector", "type", "secretariat", "secretariat_from",
         "secretariat_until", "joined", "left"),
        ("activity", "actor", "role", "start", "end"),
        ("activity", "led_by", "continues", "continues_evidence", "taken_over_by", "purpose"),
        ("source", "target", "start", "end", "secretariat", "recorded_by"),
        ("yes", "no"), ("lead", "facilitator", "participant"),
        ("secretariat", "partner", "shared", "unknown"), ("work", "evaluation"),
        "ongoing", "unknown",
    ),
    "da": _Words(
        ("id", "navn", "sektor", "aktørtype", "sekretariat", "sekretariat_fra",
         "sekretariat_til", "indtrådt", "udtrådt"),
        ("aktivitet", "aktør", "rolle", "start", "slut"),
        ("aktivitet", "ledet_af", "fortsætter", "fortsætter_kilde", "overtages_af", "formål"),
        ("aktør_1", "aktør_2", "start", "slut", "sekretariat", "registreret_af"),
        ("ja", "nej"), ("tovholder", "facilitator", "deltager"),
        ("sekretariat", "partner", "delt", "ukendt"), ("arbejde", "evaluering"),
        "løbende", "ukendt",
    ),
}  # fmt: skip


_INVOLVED: dict[Language, tuple[str, ...]] = {
    "en": ("none", "present", "led"),
    "da": ("ingen", "deltog", "ledede"),
}


_SECTOR_NAMES = (
    _("Municipality"), _("Region"), _("State"), _("Association"), _("Company"),
    _("Housing association"), _("School or day care"), _("Education"), _("Foundation"),
    _("Citizens"),
)  # fmt: skip

_INSTRUCTIONS = (
    _("How to fill in this workbook"),
    "",
    _("nodes: one row for each organisation, unit or group."),
    _("edges: one row for each participant in each activity. A meeting of five has five rows."),
    _("The rows in grey are an example. Write over them, or delete them, before you begin."),
    "",
    _("id: a short name of your own, such as sports-club. It must not change."),
    _("sector: choose, or add your own on the sheet with the lists."),
    _("secretariat: yes for the one that holds the alliance together, with the dates of its term."),
    _("joined, left: when it became a member and when it left. Write {unknown} if nobody knows."),
    _("activity: the same name in all rows of the same activity. Activities that recur need a "
      "name each, such as Alliance meeting 2018-03."),
    _("actor: choose an id from the sheet nodes."),
    _("role: {lead} for the one or those who led. Without any lead it is not known who led."),
    _("start, end: 2018, 2018-Q2, 2018-03 or 2018-03-14, as well as you know it. A blank end "
      "means the same as start; {ongoing} means that it still runs."),
    "",
    _("activities: one row for each activity of which more is known; it may be left empty."),
    _("{led_by}: who led, where no row has the role {lead}."),
    _("{continues}: {yes} or {no}, where somebody has said whether it goes on when the secretariat "
      "leaves. Then write who said so, and which partner takes it over."),
    _("{purpose}: {evaluation} for surveys and interviews about the initiative; they make no "
      "ties."),
    "",
    _("partnerships: what two partners do together that is no meeting; it may be left empty. "
      "Where one of the two says so, write that one as {recorded_by}. `ci-network survey` asks "
      "them all."),
    "",
    _("Also write down what partners did without the secretariat: that is what the question is "
      "about, and it is what is most often missing."),
    _("Names of persons are seldom needed: write the organisation that they came for."),
    "",
    _("When you are done: ci-network check FILE, then ci-network report FILE -o report"),
)  # fmt: skip

_WRONG_DATE = _("Write 2018, 2018-Q2, 2018-03 or 2018-03-14.")

_UNKNOWN_ACTIVITY = _("This activity is not on the sheet edges. Add its participants there first.")
_UNKNOWN_ACTOR = _("This id is not on the sheet nodes. Add the actor there first.")


def template(language: Language, *, example: bool = True) -> bytes:
    """A workbook that waits to be filled in.

    Parameters
    ----------
    language
        Of the headers, the choices and the instructions.
    example
        Whether the first rows hold a worked example.

    Returns
    -------
    bytes
        An xlsx file with the sheets nodes, edges, activities, partnerships, lists and
        instructions. With the
        example, and when it is filled in, every command reads it as it is.
    """
    from openpyxl import Workbook  # noqa: PLC0415

    gettext = translation(language).gettext
    words = _WORDS[language]
    book = Workbook()
    nodes = book.active
    nodes.title = "nodes"
    edges = book.create_sheet("edges")
    activities = book.create_sheet("activities")
    partnerships = book.create_sheet("partnerships")
    lists = book.create_sheet(gettext("lists"))
    _sheet(nodes, words.nodes, _example_nodes(language) if example else ())
    _sheet(edges, words.edges, _example_edges(language) if example else ())
    _sheet(activities, words.activities, ())
    _sheet(partnerships, words.partnerships, ())
    _lists(lists, language)
    _rules(nodes, edges, lists.title, language)
    _rules_of_activities(activities, language)
    _rules_of_partnerships(partnerships, language)
    _instructions(book.create_sheet(gettext("instructions"), 0), language)
    book.active = 0
    return saved(book)


def _sheet(sheet: Worksheet, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415

    header(sheet, names, [30, 30, *[19] * (len(names) - 2)], to_fill_in=len(names))
    for number, values in enumerate(rows, start=2):
        for column, value in enumerate(values, start=1):
            put(sheet, number, column, value)
            sheet.cell(number, column).font = Font(italic=True, color="7F7F7F")


def _example_nodes(language: Language) -> tuple[tuple[str, ...], ...]:
    _ = translation(language).gettext
    yes, no = _WORDS[language].yes_no
    return (
        (_("secretariat"), _("The secretariat"), _("Municipality"), "organisation", yes,
         "2017", "2019", "", ""),
        (_("sports-club"), _("The sports club"), _("Association"), "organisation", no,
         "", "", "2017-03", ""),
        (_("library"), _("The library"), _("Municipality"), "organisation", no,
         "", "", "2017-03", ""),
    )  # fmt: skip


def _example_edges(language: Language) -> tuple[tuple[str, ...], ...]:
    _ = translation(language).gettext
    lead, _facilitator, participant = _WORDS[language].roles
    meeting, walks = _("Alliance meeting 2017-03"), _("Walks in the woods")
    return (
        (meeting, _("secretariat"), lead, "2017-03-14", ""),
        (meeting, _("sports-club"), participant, "2017-03-14", ""),
        (meeting, _("library"), participant, "2017-03-14", ""),
        (walks, _("sports-club"), lead, "2018-Q2", _WORDS[language].ongoing),
        (walks, _("library"), participant, "2018-Q2", _WORDS[language].ongoing),
    )


def _lists(sheet: Worksheet, language: Language) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415

    gettext = translation(language).gettext
    columns = (
        (_WORDS[language].nodes[2], [gettext(name) for name in _SECTOR_NAMES]),
        (_WORDS[language].edges[2], _WORDS[language].roles),
    )
    for number, (name, values) in enumerate(columns, start=1):
        put(sheet, 1, number, name)
        sheet.cell(1, number).font = Font(bold=True)
        for row, value in enumerate(values, start=2):
            put(sheet, row, number, value)
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 30


def _rules(nodes: Worksheet, edges: Worksheet, lists: str, language: Language) -> None:
    """Drop-downs and checks of dates."""
    words = _WORDS[language]
    sectors, roles = (f"{lists}!${column}$2:${column}${_SECTORS + 1}" for column in "AB")
    drop_down(nodes, _filled("C"), sectors, language, strict=False)
    _one_of(nodes, "D", ("organisation", "person"), language)
    _one_of(nodes, "E", words.yes_no, language)
    for column in "FG":
        _date(nodes, column, "", language)
    for column in "HI":
        _date(nodes, column, words.unknown, language)
    _actors(edges, "B", language)
    drop_down(edges, _filled("C"), roles, language, strict=False)
    _date(edges, "D", "", language)
    _date(edges, "E", words.ongoing, language)


def _rules_of_activities(sheet: Worksheet, language: Language) -> None:
    words = _WORDS[language]
    drop_down(sheet, _filled("A"), f"edges!$A$2:$A${_LAST}", language, _UNKNOWN_ACTIVITY)
    _one_of(sheet, "B", words.led_by, language)
    _one_of(sheet, "C", (*words.yes_no, words.unknown), language)
    _one_of(sheet, "F", words.purpose, language)
    _actors(sheet, "E", language)


def _rules_of_partnerships(sheet: Worksheet, language: Language) -> None:
    _actors(sheet, "ABF", language)
    _date(sheet, "C", "", language)
    _date(sheet, "D", _WORDS[language].ongoing, language)
    _one_of(sheet, "E", _INVOLVED[language], language)


def _one_of(sheet: Worksheet, column: str, choices: Sequence[str], language: Language) -> None:
    drop_down(sheet, _filled(column), f'"{",".join(choices)}"', language)


def _actors(sheet: Worksheet, columns: str, language: Language) -> None:
    for column in columns:
        drop_down(sheet, _filled(column), f"nodes!$A$2:$A${_LAST}", language, _UNKNOWN_ACTOR)


def _filled(column: str) -> str:
    """The cells of a column that wait to be filled in."""
    return f"{column}2:{column}{_LAST}"


def _date(sheet: Worksheet, column: str, word: str, language: Language) -> None:
    """A date as well as it is known, or one word; Excel allows 255 characters for the rule."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    cell = f"{column}2"
    forms = [
        f"ISNUMBER({cell})",
        f"AND(LEN({cell})=4,ISNUMBER(VALUE({cell})))",
        f'AND(LEN({cell})=7,MID({cell},5,1)="-",ISNUMBER(VALUE(LEFT({cell},4))))',
        f"AND(LEN({cell})=10,OR(ISNUMBER(VALUE(LEFT({cell},4))),ISNUMBER(VALUE(RIGHT({cell},4)))))",
    ]
    if word:
        forms.append(f'LOWER({cell})="{word}"')
    rule = DataValidation(type="custom", formula1=f"OR({','.join(forms)})", allow_blank=True)
    # A warning, not a refusal: the reader knows more forms than a rule in Excel can tell.
    rule.errorStyle = "warning"
    rule.showErrorMessage = rule.showInputMessage = True
    message = translation(language).gettext(_WRONG_DATE)
    rule.error = message
    rule.prompt = f"{message} ({word})" if word else message
    sheet.add_data_validation(rule)
    rule.add(_filled(column))


def _instructions(sheet: Worksheet, language: Language) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415

    gettext, words = translation(language).gettext, _WORDS[language]
    named = {
        "unknown": words.unknown, "lead": words.roles[0], "ongoing": words.ongoing,
        "led_by": words.activities[1], "continues": words.activities[2],
        "purpose": words.activities[5], "evaluation": words.purpose[1],
        "recorded_by": words.partnerships[5], "yes": words.yes_no[0], "no": words.yes_no[1],
    }  # fmt: skip
    write_lines(sheet, [text and gettext(text).format(**named) for text in _INSTRUCTIONS])
    sheet.cell(1, 1).font = Font(bold=True, size=14)
