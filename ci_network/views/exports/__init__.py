"""To other tools' files: one way out for each format.

Whole records go out as csv (a folder), xlsx, hif and json; gexf, graphml, pajek and kumu know
pairs only, and hold the ties with the time in which the two met. `export` says what the parameters
of all of them mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, get_args

from ci_network.errors import UsageError

if TYPE_CHECKING:
    from ci_network.record.alliance import Alliance

Form = Literal["gexf", "graphml", "pajek", "kumu", "hif", "csv", "xlsx", "json"]

FORMS: tuple[Form, ...] = get_args(Form)

WHOLE_RECORD: frozenset[Form] = frozenset({"hif", "csv", "xlsx", "json"})
"""Formats that hold everything that the figures are made of."""

WITHOUT_TIMES: frozenset[Form] = frozenset({"gexf", "graphml", "pajek"})
"""Formats that may be written without the times of ties, for programs that cannot read them."""


def export(
    alliance: Alliance,
    form: Form,
    name: str,
    *,
    max_size: int | None = None,
    keep: Sequence[str] = (),
    times: bool = True,
) -> str | bytes | dict[str, str]:
    """The alliance in a format of another tool.

    Parameters
    ----------
    alliance
        A checked record.
    form
        The format.
    name
        Name of the file to be: kumu is a workbook where it ends in ``.xlsx``, and csv is only
        the spells where it ends in ``.csv`` or is ``-``.
    max_size
        Activities with more actors make no ties, in the formats that hold ties.
    keep
        Further columns to let out, in the formats that hold the whole record.
    times
        Whether to write when two met, in the formats of `WITHOUT_TIMES`.

    Returns
    -------
    str, bytes or dict of str
        The file, or the files of a folder by name.

    Raises
    ------
    UsageError
        When a column to keep is not in the data, or the format cannot hold it, or cannot be
        without times.

    Examples
    --------
    >>> from ci_network.reading import read_rows
    >>> tiny = read_rows([{"id": "A"}, {"id": "B"}], [{"activity": "walk", "actor": "A"}]).alliance
    >>> export(tiny, "pajek", "tiny.net")
    '*Vertices 2\\n1 "A"\\n2 "B"\\n*Edges\\n'
    """
    _check_kept(alliance, form, keep)
    if not times and form not in WITHOUT_TIMES:
        raise UsageError(
            "--without-times goes with {there}, not with {form}.",
            there=", ".join(sorted(WITHOUT_TIMES)),
            form=form,
        )
    if form == "gexf":
        from ci_network.views.exports.gexf import gexf  # noqa: PLC0415

        return gexf(alliance, max_size, times=times)
    if form == "graphml":
        from ci_network.views.exports.graphml import graphml  # noqa: PLC0415

        return graphml(alliance, max_size, times=times)
    if form == "pajek":
        from ci_network.views.exports.pajek import pajek  # noqa: PLC0415

        return pajek(alliance, max_size, times=times)
    if form == "kumu":
        from ci_network.views.exports.kumu import kumu_json, kumu_workbook  # noqa: PLC0415

        as_workbook = PurePath(name).suffix.lower() == ".xlsx"
        return kumu_workbook(alliance, max_size) if as_workbook else kumu_json(alliance, max_size)
    if form == "csv":
        from ci_network.views.exports.spells import spells_csv, tables_csv  # noqa: PLC0415

        only_spells = name == "-" or PurePath(name).suffix.lower() == ".csv"
        return (
            spells_csv(alliance, max_size) if only_spells else tables_csv(alliance, max_size, keep)
        )
    from ci_network.views.exports.documents import hif, node_link, workbook  # noqa: PLC0415

    made: Mapping[str, Callable[[Alliance, Sequence[str]], str | bytes]]
    made = {"xlsx": workbook, "hif": hif, "json": node_link}
    return made[form](alliance, keep)


def _check_kept(alliance: Alliance, form: Form, keep: Sequence[str]) -> None:
    if keep and form not in WHOLE_RECORD:
        raise UsageError(
            "--keep goes with {there}, not with {form}.",
            there=", ".join(sorted(WHOLE_RECORD)),
            form=form,
        )
    from ci_network.views.exports.record import known_columns  # noqa: PLC0415

    known = known_columns(alliance)
    for column in keep:
        if column not in known:
            there = ", ".join(sorted(known)) or "none"
            raise UsageError(
                "There is no further column {column!r} to keep; there are: {there}.",
                column=column,
                there=there,
            )
