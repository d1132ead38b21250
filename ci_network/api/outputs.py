"""Map, report, and how an alliance and its result show themselves."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ci_network import dates
from ci_network.api.recipes import make_map, make_report
from ci_network.dates import Every
from ci_network.errors import UsageError
from ci_network.files.writing import write_file, write_folder
from ci_network.language import Language
from ci_network.measures.sustainability import Sustainability, sustainability
from ci_network.network.networks import Scenario
from ci_network.record.alliance import Alliance
from ci_network.record.display import Bundle, Shown, register
from ci_network.record.pseudonyms import as_shown, under_pseudonyms, without_persons
from ci_network.results import figures
from ci_network.results.answer import Answer
from ci_network.views import text as texts
from ci_network.views.map import (
    Opening,
    notebook_bundle,
    payload,
    picture_in_html,
    sentence,
    svg_of,
)

_EMPTY_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>'

_DRAWN_UP_TO = 300
"""Actors up to which a picture of the network is made for a notebook cell."""


@dataclass(frozen=True, repr=False)
class Map(Shown):
    """The map of an alliance: a page that opens without internet.

    Attributes
    ----------
    html
        The page.
    svg
        A still picture of its last window without the secretariat.
    sentence
        What that picture says.
    """

    html: str
    svg: str
    sentence: str

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the page; an existing file is replaced when the new one is complete."""
        write_file(Path(path), self.html)


@dataclass(frozen=True, repr=False)
class Report(Shown):
    """The report of an alliance.

    Attributes
    ----------
    files
        Contents by name; ``index.html`` is where one begins.
    """

    files: Mapping[str, str | bytes]

    def write(self, folder: str | os.PathLike[str], *, force: bool = False) -> None:
        """Write the folder; it is replaced when it is empty or an earlier report.

        Parameters
        ----------
        folder
            Where the report shall stand.
        force
            Replace the folder whatever it holds.
        """
        write_folder(Path(folder), self.files, force=force)


def map(  # noqa: A001
    alliance: Alliance,
    every: Every | None = None,
    *,
    window: str | None = None,
    max_size: int | None = None,
    language: Language = "da",
    title: str | None = None,
    pseudonyms: bool = False,
    show_persons: bool = False,
) -> Map:
    """The map of an alliance, which shows itself in a notebook.

    Parameters
    ----------
    alliance, every, max_size
        As for `evaluate`.
    window
        Label of the window that it opens on; that of the answer by default.
    language
        The language that it opens in.
    title
        Title of the page.
    pseudonyms
        Write codes instead of all names.
    show_persons
        Name actors of the type person; else they get codes.

    Returns
    -------
    Map
        Nothing is written until ``.write(path)``.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.map(ci.example(), language="en").html[:15].lower()
    '<!doctype html>'
    """
    hidden = _hidden(alliance, pseudonyms=pseudonyms, show_persons=show_persons)
    opening = Opening(language, title, pseudonyms=pseudonyms, window=window)
    page, shown, _ = make_map(hidden, every, opening, max_size=max_size)
    drawn = [one["label"] for one in shown["windows"] if one["activities"]]
    if window in drawn:
        drawn = [window]
    if not drawn:
        return Map(page, _EMPTY_SVG, title or "No activity that counts has a date.")
    scenario: Scenario = "unaided" if shown["secretariat"] else "present"
    return Map(page, svg_of(shown, drawn[-1], scenario), sentence(shown, drawn[-1], scenario))


def report(
    alliance: Alliance,
    every: Every | None = None,
    *,
    window: str | None = None,
    max_size: int | None = None,
    language: Language = "da",
    title: str = "",
    author: str = "",
    date: dt.date | None = None,
    null: int | None = None,
    seed: int = 1,
    pseudonyms: bool = False,
    show_persons: bool = False,
) -> Report:
    """The report of an alliance, map included.

    Parameters
    ----------
    alliance, every, max_size
        As for `evaluate`.
    window
        Label of the window that the answer is about; the last with enough activity by default.
    language
        The language that it opens in.
    title
        Title of the report and its map, such as the name of the alliance.
    author, date
        Who made it, and when; today by default.
    null, seed
        Draws of random activities that the secretariat is compared with, none at 0, and where
        chance begins; by default 999, and 99 where a window has more than 5,000 partners.
    pseudonyms, show_persons
        As for `map`.

    Returns
    -------
    Report
        Nothing is written until ``.write(folder)``.

    Examples
    --------
    >>> import ci_network as ci
    >>> report = ci.report(ci.example())
    >>> "index.html" in report.files, "map.html" in report.files
    (True, True)
    """
    from ci_network.views.report import Heading  # noqa: PLC0415 - for who only reads, a fifth more

    hidden = _hidden(alliance, pseudonyms=pseudonyms, show_persons=show_persons)
    return Report(
        make_report(
            hidden, every, window=window, max_size=max_size, language=language,
            given=Heading(title, author, date or dt.date.today()), replicates=null, seed=seed,
            pseudonyms=pseudonyms,
        )
    )  # fmt: skip


def hide_names(alliance: Alliance) -> Alliance:
    """The alliance with codes for all names: S01 the secretariat, A01 … others, P01 … persons.

    Roles but the lead are blank, activities are numbered, and further columns are left out.

    Examples
    --------
    >>> import ci_network as ci
    >>> ci.ties(ci.hide_names(ci.example()), "2018")["source"].iloc[0]
    'A01'
    """
    return under_pseudonyms(alliance)[0]


def hide_persons(alliance: Alliance) -> Alliance:
    """The alliance with codes for the actors of the type person, as map and report show it.

    Examples
    --------
    >>> import ci_network as ci, pandas as pd
    >>> nodes = pd.DataFrame({"id": ["Ann", "Club"], "type": ["person", ""]})
    >>> edges = pd.DataFrame({"activity": "Walk", "actor": ["Ann", "Club"], "start": 2018})
    >>> ci.actors(ci.hide_persons(ci.from_tables(nodes, edges)))["id"].tolist()
    ['Club', 'P01']
    """
    return without_persons(alliance)[0]


def _hidden(alliance: Alliance, *, pseudonyms: bool, show_persons: bool) -> Alliance:
    if pseudonyms and show_persons:
        raise UsageError("pseudonyms hides all names; leave out show_persons.")
    return alliance if show_persons else as_shown(alliance, pseudonyms=pseudonyms)[0]


def _alliance(alliance: Alliance) -> Bundle:
    """A sentence, and the network of the whole period as a picture."""
    says = _sentence(alliance)
    if len(alliance.actors) > _DRAWN_UP_TO or not len(alliance.participations):
        return {"text/plain": says, "text/html": f"<p>{escape(says)}</p>"}
    result = sustainability(hide_persons(alliance), "all")
    picture = picture_in_html(svg_of(payload(result, Opening("en")), "all", "present"), says)
    return {"text/plain": says, "text/html": f"<p>{escape(says)}</p>{picture}"}


def _sentence(alliance: Alliance) -> str:
    flagged = int(alliance.actors.secretariat.sum())
    counts = (
        (len(alliance.actors) - flagged, "partner", "partners"),
        (flagged, "secretariat", "secretariats"),
        (len(alliance.activities), "activity", "activities"),
        (alliance.rows, "participation", "participations"),
    )
    parts = [f"{n} {one if n == 1 else many}" for n, one, many in counts]
    if alliance.first is None or alliance.last is None:
        return ", ".join([*parts, "no dates"])
    return ", ".join([*parts, f"{dates.iso(alliance.first)} to {dates.iso(alliance.last)}"])


def _result(result: Sustainability) -> Bundle:
    """The headline table."""
    says = texts.metrics_text(figures.nulls(figures.metrics(result)))
    return {"text/plain": says, "text/html": f"<pre>{escape(says)}</pre>"}


def _answer(answer: Answer) -> Bundle:
    first, *others = answer.in_words("en")
    html = "".join(f"<p>{escape(sentence)}</p>" for sentence in others)
    plain = "\n".join((first, *others))
    return {"text/plain": plain, "text/html": f"<p><b>{escape(first)}</b></p>{html}"}


def _report(report: Report) -> Bundle:
    size = sum(len(content) for content in report.files.values())
    says = f"A report of {len(report.files)} files, {size / 1e6:.1f} MB; .write(folder) writes it."
    return {"text/plain": says}


register(Alliance, _alliance)
register(Answer, _answer)
register(Sustainability, _result)
register(Map, lambda shown: notebook_bundle(shown.html, shown.svg, shown.sentence))
register(Report, _report)
