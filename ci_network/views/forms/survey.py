"""The partners' own account: a form and a sheet for each, and a workbook for all.

A form is one locked file: it asks nothing of any network, sends nothing, and saves a small CSV
that `reading.survey_answers` reads back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from ci_network import numerals
from ci_network.language import Language, translation
from ci_network.language import marked as _
from ci_network.reading.survey_answers import COLUMNS, FORM, ID, ITEMS, VERSION
from ci_network.results.surveying import Respondent, Surveying
from ci_network.views.exports.sheets import HEADINGS, TEXT, WRONG_CHOICE
from ci_network.views.pages import locked_page

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_HERE = Path(str(files(__package__)))

_BLANK_ROWS = 4
_OLDEST = 40

_BESIDE = (
    "respondent_name", "about_name", "worked_together", "on_what", "since", "continues",
)  # fmt: skip
_WIDE = ("respondent_name", "about_name", "on_what")
_BEHIND = ("answered", "respondent", "about", "survey", "period", "form")


_ITEM_WORDS = {
    "trust_1": _("They do what they say they will do."),
    "trust_2": _("They want the same as the rest of us."),
    "trust_3": _("We can speak openly with them, also when we disagree."),
    "value_1": _("Others who matter listen to them."),
    "value_2": _("They put time and effort into it."),
    "value_3": _("They bring what we lack: people, money, knowledge or rooms."),
}


class Wishes(NamedTuple):
    """How a survey is to be made.

    Attributes
    ----------
    language
        Of the forms.
    trust
        Whether to ask about trust and value too.
    send_to
        Where respondents are to send the file, as they read it; blank where nobody said.
    """

    language: Language
    trust: bool = False
    send_to: str = ""


def survey_files(asked: Surveying, wishes: Wishes) -> dict[str, str | bytes]:
    """The files of a survey by name.

    Parameters
    ----------
    asked
        Whom to ask about whom.
    wishes
        How.

    Returns
    -------
    dict
        ``forms/<partner>.html`` for each, ``to-print.html`` with a sheet for each, and
        ``answers.xlsx`` for all.
    """
    forms: dict[str, str | bytes] = {
        f"forms/{each.file}.html": form_html(asked, each, wishes) for each in asked.partners
    }
    return forms | {
        "to-print.html": sheets_html(asked, wishes),
        "answers.xlsx": answers_workbook(asked, wishes),
    }


def form_html(asked: Surveying, respondent: Respondent, wishes: Wishes) -> str:
    """The form of one partner."""
    words = _words(asked, respondent, wishes)
    label = {each.id: each.label for each in asked.partners}
    listed = {respondent.id, *respondent.met}
    data = {
        "columns": [COLUMNS[name]["en"] for name in COLUMNS if wishes.trust or name not in ITEMS],
        "form": f"{FORM}{VERSION}",
        "survey": asked.name,
        "period": _period_cell(asked),
        "id": ID,
        "respondent": [respondent.id, respondent.label],
        "met": [[other, label[other]] for other in respondent.met],
        "others": [[each.id, each.label] for each in asked.partners if each.id not in listed],
        "years": _years(asked),
        "items": {name: words[name] for name in ITEMS} if wishes.trust else {},
        "file": f"{words['file']}-{asked.window.replace('/', '-')}-{respondent.file}.csv",
        "separator": {"da": ";", "en": ","}[wishes.language],
        "words": {key: words[key] for key in _IN_SCRIPT},
    }
    # No end of a script and no comment can begin inside the data.
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return locked_page(
        _HERE, "survey.html.j2", "survey.css", "survey.js", language=wishes.language, words=words,
        data=Markup(text),
    )  # fmt: skip


def sheets_html(asked: Surveying, wishes: Wishes) -> str:
    """A sheet to print for each partner, each on a page of its own."""
    label = {each.id: each.label for each in asked.partners}
    sheets = [
        {"words": _words(asked, each, wishes), "met": [label[other] for other in each.met]}
        for each in asked.partners
    ]
    return locked_page(
        _HERE, "sheets.html.j2", "sheets.css", language=wishes.language, sheets=sheets,
        items=ITEMS if wishes.trust else (), blank_rows=_BLANK_ROWS,
    )  # fmt: skip


def answers_workbook(asked: Surveying, wishes: Wishes) -> bytes:
    """A workbook for all answers: a row for each two that met, from the side of each."""
    from ci_network.views.exports.columns import written  # noqa: PLC0415 - and with it XlsxWriter

    return written(lambda book: _write_answers(book, asked, wishes))


def _write_answers(book: Workbook, asked: Surveying, wishes: Wishes) -> None:
    from ci_network.views.exports.columns import WRAPPED, Columns, look_of  # noqa: PLC0415

    _ = translation(wishes.language).gettext
    sheet = book.add_worksheet(_("answers"), Columns)
    columns = (*_BESIDE, *(ITEMS if wishes.trust else ()), *_BEHIND)
    # Every cell is text, so that Excel makes no date of 2018-03 and no number of 007.
    text = look_of(book, num_format=TEXT)
    to_fill_in, grey = (look_of(book, bold=True, font_color=f"#{colour}", bg_color=f"#{ground}",
                                num_format=TEXT)
                        for colour, ground in HEADINGS)  # fmt: skip
    rows = list(_rows_of_workbook(asked))
    for number, name in enumerate(columns):
        sheet.set_column(number, number, 34 if name in _WIDE else 16, text.plain)
        head = grey if name in _BEHIND else to_fill_in
        cells = [row.get(name) or None for row in rows]
        sheet.take(([COLUMNS[name][wishes.language]], head), (cells, text))
    sheet.freeze_panes(1, 2)
    last = len(rows) + len(asked.partners) * 2
    yes_no = [_("yes"), _("no"), _("don't know")]
    choices = {"worked_together": yes_no, "continues": yes_no}
    choices |= {name: ["1", "2", "3", "4"] for name in (ITEMS if wishes.trust else ())}
    for name, listed in choices.items():
        at = columns.index(name)
        rule = {"validate": "list", "source": listed, "error_message": _(WRONG_CHOICE)}
        sheet.data_validation(1, at, last, at, rule)
    notes = book.add_worksheet(_("instructions"), Columns)
    notes.set_column(0, 0, 100)
    notes.take((_notes(asked, wishes), look_of(book, **WRAPPED, num_format=TEXT)))


def _rows_of_workbook(asked: Surveying) -> Iterator[dict[str, str]]:
    label = {each.id: each.label for each in asked.partners}
    for each in asked.partners:
        for other in each.met:
            yield {
                "respondent_name": each.label,
                "about_name": label[other],
                "respondent": f"{ID}{each.id}",
                "about": f"{ID}{other}",
                "survey": asked.name,
                "period": _period_cell(asked),
                "form": f"{FORM}{VERSION}",
            }


def _notes(asked: Surveying, wishes: Wishes) -> list[str]:
    """The instructions of the workbook."""
    _ = translation(wishes.language).gettext
    words = _words(asked, asked.partners[0], wishes)
    return [
        words["question"],
        words["counts_not"],
        _("One row for each partner and each other that it met. Leave a row blank that nobody has "
          "answered."),
        _("For two that have no row: copy a row, write both names, and empty the cells with id: "
          "in them."),
        _("When you are done: ci-network apply DATA answers.xlsx -o NEW"),
        *(f"{COLUMNS[name][wishes.language]}: {words[name]} (1–4)"
          for name in (ITEMS if wishes.trust else ())),
    ]  # fmt: skip


def _period_cell(asked: Surveying) -> str:
    return f"{asked.start}/{asked.end}" if asked.start and asked.end else ""


def _years(asked: Surveying) -> list[int]:
    last = int(asked.end[:4]) if asked.end else 0
    return list(range(last, last - _OLDEST, -1)) if last else []


def _words(asked: Surveying, respondent: Respondent, wishes: Wishes) -> dict[str, str]:
    """Every text of a form."""
    language = wishes.language
    _ = translation(language).gettext
    period = numerals.stretch(asked.start, asked.end, language) if asked.start and asked.end else ""
    secretariat = ", ".join(asked.secretariat) or _("the secretariat")
    named = {"partner": respondent.label, "secretariat": secretariat, "period": period}
    when = _("Has {partner} worked with these without {secretariat}, {period}?")
    ever = _("Has {partner} worked with these without {secretariat}?")
    to = wishes.send_to
    return {
        "title": _("Who does {partner} work with on its own?").format(**named),
        "question": (when if period else ever).format(**named),
        "counts_not": _(
            "What {secretariat} called or took part in does not count. Answer for {partner}, not "
            "for yourself alone."
        ).format(**named),
        "nothing_sent": _("Nothing is sent from here: you save a small file, and send it."),
        "send_to": _("Send it to {to}.").format(to=to) if to else _("Send it to the one who gave "
                                                                     "you this form."),
        "listed": _("Partners that you have met"),
        "none_listed": _("The record shows no meeting with others. Find whom you work with below."),
        "others": _("Others"),
        "search": _("Have you worked with others? Write some of the name."),
        "found": _("{n} found"),
        "add": _("Add {name}"),
        "remove": _("Remove {name}"),
        "yes": _("Yes"),
        "no": _("No"),
        "unknown": _("Don't know"),
        "worked": _("Worked together"),
        "on_what": _("On what?"),
        "since": _("Since which year?"),
        "earlier": _("don't know"),
        "continues": _("Will it go on when the secretariat leaves?"),
        "score": _("1 is not at all, 4 is very much."),
        "answered": _("{n} of {all} answered"),
        "save": _("Save the answers"),
        "saved": _("Saved as {file}."),
        "half": _("{n} of {all} are answered. You can go on, and save again."),
        "kept": _("Your answers stay in this browser until you empty the form."),
        "empty": _("Empty the form"),
        "sure": _("Empty all answers?"),
        "without_script": _("This form needs JavaScript. Use the printed sheet instead."),
        "file": _("answers"),
        "partner": _("Partner"),
        **{name: _(text) for name, text in _ITEM_WORDS.items()},
    }  # fmt: skip


_IN_SCRIPT = (
    "found", "add", "remove", "yes", "no", "unknown", "on_what", "since", "earlier",
    "continues", "score", "answered", "saved", "send_to", "half", "kept", "sure",
)  # fmt: skip


def figures(asked: Surveying) -> dict[str, Any]:
    """The survey as plain objects: who is asked about whom."""
    return {
        "survey": asked.name,
        "window": asked.window,
        "start": asked.start,
        "end": asked.end,
        "partners": [
            {"id": each.id, "label": each.label, "file": f"forms/{each.file}.html",
             "met": list(each.met)}
            for each in asked.partners
        ],
    }  # fmt: skip
