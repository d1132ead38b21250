"""When a pair was tied: columns that say it, and sets of times as Gephi writes them.

Such a set is <[2016, 2018]; [2020-01-01, 2020-02-01)>.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ci_network.dates import iso, parse_date
from ci_network.reading.lists.words.lexicon import any_case
from ci_network.reading.lists.words.when import stretch_of, time_of

_SINCE = ("since", "siden", "sedan", "seit")

_FIRST = ("start", "begin", "beginning", "from", "first", "fra", "fraan", "von", "opstart",
          "valid_from")  # fmt: skip
_LAST = ("end", "stop", "to", "last", "til", "till", "bis", "slut", "slutt", "valid_to", "until")
_WHEN = ("date", "year", "time", "dato", "datum", "aar", "jahr")
_LASTING = {
    each: tuple(f"{one}{at}{other}" for one in each for other in _WHEN for at in ("_", ""))
    for each in (_FIRST, _LAST)
}
MONTHS, QUARTERS = ("month", "maaned", "maanad", "monat"), ("quarter", "kvartal", "quartal")
"""Columns that say the month or quarter, by themselves or beside one of years."""

STARTS = ("start", "begin", "beginn", "valid_from", *_LASTING[_FIRST])
"""Columns that say when a tie began, and not that it was of that day alone."""

BEGINS = (*STARTS, "onset", "time", "date",
          "dato", "datum", "year", "aar", "jahr", "when", "hvornaar", "tidspunkt", *MONTHS,
          *QUARTERS, "wave",
          "first_met", "first_seen", "relationship_date_utc", *_SINCE)  # fmt: skip
ENDINGS = ("end", "terminus", "valid_to", "valid_until", *_LASTING[_LAST], "slut", "slutt", "ende",
           "stop", "until", "last_met", "last_seen")  # fmt: skip
SEVERAL = ("years", "dates", "datoer", "periods", "perioder", "active_years", "years_active")
"""Columns that say several times in a cell."""

TIMESETS = ("interval", "timeset", "time_interval")
"""Columns in which Gephi writes when a tie was there."""

TIMES = frozenset(
    {*BEGINS, *ENDINGS, *TIMESETS, *SEVERAL, "onsetcensored", "terminuscensored", "duration"}
)
"""Columns and attributes that say when a pair was tied."""

ENDLESS = any_case(r"[+-]?inf(?:inity)?|9999(?:-12-31.*)?(?:\.0)?")
"""How tools write a bound that there is none of."""

_BETWEEN = re.compile(r"[,;|\n]|\s(?:og|and|und|och|&)\s")
_INTERVAL = re.compile(r"([\[(])([^\[\]()]*)([\])])")


_FROM_THEN_ON = re.compile(rf"(?:^|_)(?:{'|'.join(_SINCE)})(?:_|$)")


def says_since(name: str) -> bool:
    """Whether a column says from when on, where no other says until when.

    >>> says_since("since"), says_since("samarbejde_siden"), says_since("year")
    (True, True, False)
    """
    return _FROM_THEN_ON.search(name) is not None


def times_of(row: Mapping[str, str]) -> list[tuple[str, str]]:
    """Start and end of each time that a row says in one cell; none where any is no time.

    >>> times_of({"years": "2018, 2020-2021"}), times_of({"years": "3"})
    ([('2018', ''), ('2020', '2021')], [])
    >>> times_of({"timeset": "<[2016, 2018]>"})
    [('2016', '2018')]
    """
    timeset = next((row[name] for name in TIMESETS if row.get(name)), "")
    stretches = list(stretches_of(timeset)) or [stretch_of(timeset)]
    if any(stretches[0]):
        return stretches
    cell = next((row[name] for name in SEVERAL if row.get(name)), "")
    return several_in(cell)


def several_in(cell: str) -> list[tuple[str, str]]:
    """Start and end of each time that a cell lists; none where any is no time.

    >>> several_in("2016, 2018 og 2020-2021"), several_in("14 March, 2018")
    ([('2016', ''), ('2018', ''), ('2020', '2021')], [])
    """
    times = [stretch_of(each.strip()) for each in _BETWEEN.split(cell)]
    return times if all(start for start, _ in times) else []


def stretches_of(timeset: str, *, points: bool = False) -> Iterator[tuple[str, str]]:
    """Start and end of each interval; of points, each as a day of its own.

    >>> list(stretches_of("<[2016.0, 2018.0]; (2019-12-31, Infinity]>"))
    [('2016', '2018'), ('2020-01-01', 'ongoing')]
    """
    for opening, inside, closing in _INTERVAL.findall(timeset):
        times = [each.strip(" \"'") for each in inside.split(",")]
        if points:
            yield from ((at, "") for at in map(time_of, times) if at)
            continue
        first, last = times[0], times[-1]
        start = stepped(first, 1) if opening == "(" else time_of(first)
        end = stepped(last, -1) if closing == ")" else time_of(last)
        if start or end:
            yield start, end or "ongoing"


def stepped(text: str, step: int) -> str:
    """The next day, month or year, or the one before: a bound that is not itself included.

    >>> stepped("2016-12-31", 1), stepped("2016", -1), stepped("2016-12", 1), stepped("", 1)
    ('2017-01-01', '2015', '2017-01', '')
    """
    date = time_of(text)
    if not date:
        return ""
    first, last = parse_date(date)
    beyond = iso(last + 1 if step > 0 else first - 1)
    return beyond[: len(date)] if len(date) in (4, 7, 10) and "Q" not in date else beyond
