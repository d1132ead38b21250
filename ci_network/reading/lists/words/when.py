"""Dates and stretches as people and other tools write them, in the form that the reader knows.

A cell is cut into figures and words, and the kinds of these, such as figure, month, year, say what
it is. Whether 03/04/18 is in April or in March is told by the column as a whole, or asked
(`order_of`).
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, get_args

from ci_network.dates import iso, month_end, parse_date
from ci_network.reading.cells import MONTHS, ONGOING, date_of
from ci_network.reading.lists.questions import Question
from ci_network.reading.lists.words.lexicon import any_case

Order = Literal["dmy", "mdy", "ymd"]
"""What stands first in a date of figures: the day, the month or the year."""

ORDERS: tuple[Order, ...] = get_args(Order)

INVOLVED = {"none": "none", "present": "present", "led": "led"}
"""Involvement of the secretariat, as our own exports name it."""

LONGEST_EVENT = 31
"""Days that a course or an exhibition lasts at most, beside which a blank last day is one day."""

YEARS = range(1800, 2200)
"""Four figures alone are a year of these; a whole date may be of any year of the calendar."""

_CLOSE, _FAR = 5, 9
_LAST_DAYS = range(29, 32)
_LONGEST = 100
_SCHOOL_YEAR_BEGINS, _FIRST_WEEK_OF_SCHOOL = 8, 31

_WEEKDAYS = frozenset(
    word
    for words in (
        "mandag tirsdag onsdag torsdag fredag lørdag søndag man tir tirs ons tor tors fre lør søn",
        "måndag tisdag lördag söndag mån tis lör sön laurdag ma ti on to fr lø sø",
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs",
        "fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
        "mo di mi do sa so den d the am der dato date fra from från von i",
        "mandagen tirsdagen onsdagen torsdagen fredagen lørdagen søndagen",
    )
    for word in words.split()
)
"""What may stand before a date and says nothing more."""


def is_weekday(text: str) -> bool:
    """Whether a text is a day of the week.

    >>> is_weekday("Tue"), is_weekday("onsdag."), is_weekday("Tue 4")
    (True, True, False)
    """
    return text.casefold().strip(" .,") in _WEEKDAYS


def weekday_of(text: str) -> int | None:
    """Which day of the week a text is, Monday being 0; None where it is none.

    >>> weekday_of("Onsdag"), weekday_of("Sun."), weekday_of("Sonnabend"), weekday_of("Den")
    (2, 6, 5, None)
    """
    day = text.casefold().strip(" .,")
    known = _BEGINNINGS.get("sa" if day == "sonnabend" else day[:2])
    return known if is_weekday(text) else None


_BEGINNINGS = {
    begin: number
    for number, begins in enumerate(
        ("mo ma må", "ti tu di", "on we mi", "to th do", "fr", "lø lö la sa", "sø sö su so")
    )
    for begin in begins.split()
}

_KINDS: dict[str, dict[int, str]] = {
    "S": {
        3: "forår foråret spring vår våren frühjahr frühling",
        6: "sommer sommeren summer sommar sommaren",
        9: "efterår efteråret autumn fall höst hösten høst høsten herbst",
        12: "vinter vinteren vintern winter",
    },
    "W": {0: "uge ugen week wk woche kw vecka veckan uke uken u w v"},
    "Q": {0: "q k kvartal kvartalet kvt kv quarter quartal"},
    "H": {0: "h halvår halvåret half halbjahr halvårs"},
    "K": {0: "skoleåret skoleår skolåret läsåret schuljahr season sæson sæsonen sesong sesongen "
             "säsong säsongen saison"},
    "P": {
        1: "primo early begyndelsen starten start anfang början beginning tidlig",
        11: "medio mid midt midten mitte mitten middle",
        21: "ultimo late slutningen slut ende end slutten slutet sent",
    },
    "T": {
        8: "ht hösttermin höstterminen høstsemester høstsemesteret efterårssemester "
           "efterårssemesteret efterårssemestret herbstsemester",
        1: "vt vårtermin vårterminen vårsemester vårsemesteret forårssemester forårssemesteret "
           "forårssemestret frühjahrssemester",
        10: "wise ws wintersemester",
        4: "sose ss sommersemester",
        0: "term termin semester semesteret",
    },
    "N": {1: "første första first", 2: "andet andre andra second"},
    "": {0: "of af i av im st nd rd th ste te die de tde e a den år år. hele hela hel året whole "
            "ganz ganzes jahr"},
}  # fmt: skip
_WORDS = {
    word: (kind, value)
    for kind, values in _KINDS.items()
    for value, words in values.items()
    for word in words.split()
} | {name: ("M", month) for name, month in MONTHS.items()}  # fmt: skip

# Only English puts the day behind the month: "maj 18" is a month, "april 18" may be a day.
_NOT_ENGLISH = frozenset(MONTHS) - {
    word
    for words in (
        "january february march april may june july august september october november december",
        "jan feb mar apr jun jul aug sep sept oct nov dec",
    )
    for word in words.split()
}

_TO = frozenset({"til", "to", "till", "bis", "through", "until", "tom"})
_AND = frozenset({"og", "and", "och", "und", "&"})
_OPEN = re.compile(
    r"(?:(?:løbende|ongoing|løpende|pågående|laufend|fast)\s+)?"
    r"(?:siden|fra og med|since|sedan|seit|ab)\s+(?P<a>.+)"
    r"|(?P<b>.+?)\s*(?:-|\btil|\bto|\btill|\bbis)\s*"
    r"(?:nu|i dag|idag|now|present|today|heute|\?|løbende|ongoing|fortsætter|fortsat|løpende|"
    r"pågående|laufend)"
    r"|(?P<c>\d{4})\s*-"
)
_FROM_ALONE = re.compile(r"(?:fra|from|från|von)\s")
_UNTIL = re.compile(r"(?:indtil|til og med|til|until|till|bis)\s+(.+)")
_ABOUT = re.compile(r"(?:ca|cirka|circa|omkring|around|about|approx|etwa|um)\b\.?\s*")
_CLOCK = r"\d{1,2}(?:[:.]\d\d){0,2}(?:[.,]\d+)?\s*(?:[ap]\.?m\.?|uhr)?"
_TIME_OF_DAY = re.compile(
    rf"(?:,?\s*\b(?:kl|klokken|klokka|um|at)\b\.?\s*{_CLOCK}.*"
    rf"|(?:,?\s+|(?<=\d)t)(?=\d+[:.]\d\d|\d+\s*[ap]m){_CLOCK}"
    rf"(?:\s*(?:-|til|to|bis|till)\s*{_CLOCK})?\s*(?:z|(?:gmt|utc|cet|cest)?\s*(?:[+-]\d[\d:]*)?)"
    rf"|(?<=\d{{4}}),\s*{_CLOCK}\s*-\s*{_CLOCK}"
    r"|(?<=^\d{8})t\d{4}(?:\d\d)?z?)$"
)
_WEEKDAY_BEHIND = re.compile(
    r"\s*\(\s*(?:man|tir|tirs|ons|tor|tors|fre|lør|søn|mån|tis|lör|sön|lau|mon|tue|tues|wed|wednes|thu|"
    r"thurs|fri|sat|satur|sun|diens|donners|frei|sams|sonn)(?:dag|day|tag)?\.?\s*\)$"
)
_HALF_OF_DAY = any_case(r"\d\s*[ap]\.?m\b")
_BEFORE_CHRIST = re.compile(r"-\d{4,}(?:-|$)", re.ASCII)
_MONTHS_IN_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()  # noqa: SIM905 - words
_ROMAN = re.compile(r"(?<=\d\.)\s?(i{1,3}|iv|vi{0,3}|ix|xi{0,2})\.(?=\s?\d{4}$)")
_NO_YEAR = "0000"
"""The year of what has two figures that may be of two centuries."""

_TOKEN = re.compile(r"\d+|[^\W\d_]+|&")
_TWO_DAYS = re.compile(r"(?<=\d)\.\s?[/+]\s?(?=\d{1,2}\.)")
_INTERVAL = re.compile(r"(?<=^\d{4}-\d\d-\d\d)/(?=\d{4}-\d\d-\d\d$)")
_DASH = re.compile("[\u2010-\u2015\u2212]")
_FIGURES = re.compile(
    r"(?<![\w./-])(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*([-/. ])\s*'?(\d{4}|\d\d)(?![\d/-]|\.\d|:)"
)
_SIX = re.compile(r"(\d\d)()(\d\d)()(\d\d)")
_SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[/-]\s*(?:20)?(\d\d)(?!\d)", re.ASCII)
_YEAR_BEHIND = re.compile(r"[(\[]\s*((?:19|20)\d\d)\s*[)\]]\s*$", re.ASCII)
_YEAR_IN_TEXT = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)", re.ASCII)
_DATE_IN_TEXT = re.compile(
    r"(?<!\d)(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s*[-./]\s*\d{1,2}(?:\s*[-./]\s*|\s+)\d{4}|\d{4}-\d{2})"
    r"(?!\d)", re.ASCII,
)  # fmt: skip
_SHORT_IN_TEXT = re.compile(
    r"(?<![\d./-])(?:\d{1,2}-\d{1,2}-|\d{1,2}\.\d{1,2}\.|\d{1,2}/\d{1,2}[/-])\d\d(?![\d/]|[.:-]\d)"
    r"|(?<!\w)\d{1,2}\.\s*[^\W\d_]{3,9}\.?\s+\d\d(?=\s*(?:$|[),;]))"
)
"""Dates whose year has two figures."""

_MONTH_IN_TEXT = re.compile(r"(?<!\w)(?:\d{1,2}\.?\s*)?[^\W\d_]{3,9}\.?\s+\d{4}(?!\d)")
_WITHOUT_YEAR_IN_TEXT = re.compile(
    r"(?<![\w./-])\d{1,2}\s*(?:[./]\s*\d{1,2}|\.?\s*[^\W\d_]{3,9})(?![\w/])"
)
_NUMBER = re.compile(r"(\d{4})(\d\d)?(\d\d)?(?:\.0+)?", re.ASCII)
_SECONDS = re.compile(r"[1-9]\d{9}(?:\d{3})?(?:\.0+)?|[1-9]\.\d{3,}e(?:9|12)", re.I | re.ASCII)
_THOUSANDTHS = 1e11
_COUNT = re.compile(r"\d{5,}(?:\.0+)?", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*", re.ASCII)
_SPELL = re.compile(r"\s*([\d-]*)/([\d-]*)\s+(none|present|led)\s*", re.ASCII)


class When(NamedTuple):
    """Start and end as the reader knows them, and whether they stood so."""

    start: str
    end: str
    as_written: bool


class _Token(NamedTuple):
    """A figure or a word: kind, value, and what stood before it.

    Kinds are N a figure, Y a year, L eight figures, and those of `_KINDS`; R joins two dates.
    """

    kind: str
    value: int
    gap: str
    text: str


Stretch = tuple[str, str]
"""Start and end, blank where there is only one date."""


def last_day(start: str, end: str) -> float:
    """Ordinal of the last day of a stretch; infinite where it goes on.

    Examples
    --------
    >>> last_day("2018", "ongoing"), last_day("2018-03-14", "") == last_day("", "2018-03-14")
    (inf, True)
    """
    last = end or start
    return math.inf if last in ONGOING else parse_date(last).last


class _Reading(NamedTuple):
    """What the column and the sheet say of a cell."""

    year: str | None
    order: Order


@cache
def when(text: str, year: str | None = None, order: Order = "dmy") -> When | None:
    """The date or stretch of a cell; None when it is none.

    Parameters
    ----------
    text
        The cell.
    year
        The year of the sheet, such as 2018 or 2018/19, for dates without one.
    order
        What stands first in a date of figures.

    Examples
    --------
    >>> when("marts 2018")
    When(start='2018-03', end='', as_written=False)
    >>> when("14/3 2018").start, when("Q2 2018").start, when("3/14/2018", order="mdy").start
    ('2018-03-14', '2018-Q2', '2018-03-14')
    >>> when("2017-2019").end, when("14/3", "2018").start, when("3/9", "2017/18").start
    ('2019', '2018-03-14', '2017-09-03')
    >>> when("ons. d. 14. marts 2018 kl. 10-12").start, when("May 3rd, 2018").start, when("Anne")
    ('2018-03-14', '2018-05-03', None)
    >>> when("14.-16. marts 2018")[:2], when("uge 41 2023")[:2]
    (('2018-03-14', '2018-03-16'), ('2023-10-09', '2023-10-15'))
    >>> when("29./30.06.2019")[:2], when("6.11.2019, 14-16").start
    (('2019-06-29', '2019-06-30'), '2019-11-06')
    >>> when("2018-03-14/2018-03-16")[:2]
    ('2018-03-14', '2018-03-16')
    >>> when("forår 2022")[:2], when("2022/23")[:2], when("primo maj", "2022")[:2]
    (('2022-03', '2022-05'), ('2022-08', '2023-07'), ('2022-05-01', '2022-05-10'))
    >>> when("28/12 - 3/1", "2018")[:2], when("15/3 - 12/3", "2018")
    (('2018-12-28', '2019-01-03'), None)
    >>> when("20180314T090000Z").start
    '2018-03-14'
    >>> when("HT 2020")[:2], when("VT21")[:2], when("WiSe 2020/21")[:2]
    (('2020-08', '2020-12'), ('2021-01', '2021-06'), ('2020-10', '2021-03'))
    >>> when("12.V.1905").start, when("Onsdagen d. 5te Octbr. 1848").start, when("-0044-03-15")
    ('1905-05-12', '1848-10-05', None)
    """
    text = _DASH.sub("-", " ".join(unicodedata.normalize("NFKC", text).split())).casefold()
    text = _INTERVAL.sub(" - ", _TWO_DAYS.sub(".-", text))
    if len(text) > _LONGEST or _BEFORE_CHRIST.match(text):
        return None
    text = _ROMAN.sub(lambda month: f"{1 + _MONTHS_IN_ROMAN.index(month[1])}.", text)
    if order != "mdy" and (written := _normal(text)) is not None:
        return When(written, "", True)
    reading = _Reading(year, order)
    about = _ABOUT.match(text)
    text = re.sub(r"(?<=^\d{4})[.,]0+$", "", text[about.end() :] if about else text)
    for shorter in dict.fromkeys((text, _TIME_OF_DAY.sub("", _WEEKDAY_BEHIND.sub("", text)))):
        stretch = _stretch(shorter, reading)
        # About a day is no day; about a year is that year, as well as the record knows it.
        if stretch is None or any(day.startswith(_NO_YEAR) for day in stretch):
            continue
        if not stretch[1] and _FROM_ALONE.match(shorter):
            continue  # nothing says until when
        if not (about and len(stretch[0]) > len("2018-Q2")):
            return When(*stretch, False)
    return None


def in_any_order(text: str, year: str | None = None) -> bool:
    """Whether a text is a date or stretch, whatever stands first in it.

    >>> in_any_order("3/14/2018"), in_any_order("14/3"), in_any_order("14/3", "2018")
    (True, False, True)
    """
    return any(when(text, year, order) is not None for order in ORDERS)


def several(text: str, year: str | None = None, order: Order = "dmy") -> list[Stretch]:
    """The days of a cell that holds several, in their order; none where it does not.

    What the one leaves out stands in those behind it: 3., 10. og 17. maj 2018.

    >>> several("3/2, 3/3 og 7/4", "2018")
    [('2018-02-03', ''), ('2018-03-03', ''), ('2018-04-07', '')]
    >>> several("3., 10. og 17. maj 2018"), several("2018-03-14"), several("maj, Klubben")
    ([('2018-05-03', ''), ('2018-05-10', ''), ('2018-05-17', '')], [], [])
    >>> several("14., 15. og 16. marts 2018")
    [('2018-03-14', '2018-03-16')]
    """
    pieces = [piece for piece in _BETWEEN_DAYS.split(text) if piece.strip(" .")]
    if not 1 < len(pieces) <= _MOST_DAYS or len(text) > _MOST_DAYS * _LONGEST_DAY:
        return []
    days: list[Stretch] = []
    behind, last_year = "", year_of(pieces[-1]) or year
    for piece in reversed(pieces):
        bare = piece.strip(" ")
        month = _DAY_BEFORE.sub("", behind) if _DAY_ALONE.fullmatch(bare) else ""
        read = when(f"{bare.rstrip('.')}. {month}" if month else bare, last_year, order)
        if read is None or not read.start or len(read.start) < len("2018-03-14") or read.end:
            return []
        days.insert(0, (read.start, ""))
        behind = bare if not month else behind
        last_year = read.start[:4] if year_of(bare) else last_year
    numbers = [parse_date(start).first for start, _ in days]
    if numbers == list(range(numbers[0], numbers[0] + len(days))):
        return [(days[0][0], days[-1][0])]
    return days if sorted(set(numbers)) == numbers else []


_BETWEEN_DAYS = any_case(
    r"\s*[,;+&\n]\s*(?:(?:og|and|och|und|samt)\s+)?|(?<=[\d.\w])\s+(?:og|and|och|und|samt)\s+"
    r"|(?<=\d\.)\s*/\s*(?=\d{1,2}\.)|\s+/\s+"
)
_MOST_DAYS, _LONGEST_DAY = 60, 30
_DAY_ALONE = re.compile(r"(?:\D{0,12}\s)?\d{1,2}\.?", re.ASCII)
_DAY_BEFORE = re.compile(r"^\D*\d{1,2}\.?\s*", re.ASCII)


def _stretch(text: str, reading: _Reading) -> Stretch | None:
    tokens = _tokens(text)
    if tokens and (stretch := _one(tokens, reading) or _range(tokens, reading)):
        return stretch
    if match := _OPEN.fullmatch(text):
        begun = _stretch(match["a"] or match["b"] or match["c"], reading)
        return None if begun is None else (begun[0], "ongoing")
    if (match := _UNTIL.fullmatch(text)) and (ended := _stretch(match[1], reading)):
        return "", ended[1] or ended[0]
    return None


def _tokens(text: str) -> list[_Token] | None:
    """Figures and words of a cell; None where one is no word of a date."""
    tokens: list[_Token] = []
    at = 0
    for match in _TOKEN.finditer(text):
        word, gap = match[0], text[at : match.start()]
        at = match.end()
        if word.isdecimal():
            kind = {1: "N", 2: "Y" if gap.endswith("'") else "N", 4: "Y", 6: "L", 8: "L"}.get(
                len(word)
            )
            if kind is None or not word.isascii():
                return None
            value = _century(int(word)) if kind == "Y" and len(word) == 2 else int(word)
        elif word in _TO or word in _AND:
            kind, value = "R", 0
            if not tokens and word in _WEEKDAYS:
                continue
        elif not tokens and word in _WEEKDAYS and not (word in _WORDS and _WORDS[word][0]):
            continue
        else:
            kind, value = _WORDS.get(word, (None, 0))
        if kind is None:
            return None
        if kind:
            tokens.append(_Token(kind, value, gap if tokens else "", word))
    rest = text[at:].strip()
    return tokens if tokens and rest in ("", ".", ",") else None


def _one(  # noqa: PLR0911 - a return for each shape
    tokens: Sequence[_Token], reading: _Reading
) -> Stretch | None:
    """A single date, month, week, season …, by the kinds of what stands there."""
    shape = "".join(token.kind for token in tokens)
    if set(shape) <= set("NYL"):
        return _of_figures(tokens, shape, reading)
    values = [token.value for token in tokens]
    if shape == "NMN":
        return _dated(_century(values[2]), values[1], values[0])
    if shape in ("TNN", "TYN", "TYY") and values[0] == _WINTER_TERM:
        first = _century(values[1])
        return _term(first, values[0]) if _century(values[2]) % 100 == (first + 1) % 100 else None
    if shape[0] in "KS" and shape[1:] in ("NN", "YN", "YY"):
        first = _century(values[1])
        if _century(values[2]) % 100 != (first + 1) % 100:
            return None
        return _school_year(first) if shape[0] == "K" else _season(first, values[0], first + 1)
    if len(set(shape)) < len(shape):
        return None
    by = dict(zip(shape, values, strict=True))
    if shape == "MN" and not _is_day(tokens, reading):
        return _month(_century(by["N"]), by["M"]) if _is_year(tokens) else None
    return _of_words(frozenset(shape) - {"Y"}, by, reading)


def _of_words(  # noqa: PLR0911 - a return for each shape
    shape: frozenset[str], by: dict[str, int], reading: _Reading
) -> Stretch | None:
    """What a word and a figure say, in the year that is written or in that of the sheet."""
    n = by.get("N", 0)

    def year(month: int) -> int | None:
        return by["Y"] if "Y" in by else in_year(reading.year, month)

    if shape == frozenset("M"):
        return _month(year(by["M"]), by["M"])
    if shape == frozenset("MN"):
        return _dated(year(by["M"]), by["M"], n)
    if shape == frozenset("MP"):
        return _third(year(by["M"]), by["M"], by["P"])
    if shape == frozenset("S"):
        return _season(year(by["S"]), by["S"])
    if shape in (frozenset("T"), frozenset("TN")):
        return _term(_century(n) if "N" in by else year(by["T"]), by["T"])
    if (
        shape in (frozenset("ST"), frozenset("STN"))
        and by["S"] in _TERMS_OF_SEASONS
        and not by["T"]
    ):
        term = _TERMS_OF_SEASONS[by["S"]]
        return _term(_century(n) if "N" in by else year(term), term)
    if shape == frozenset("WN"):
        return _week(year(12 if n >= _FIRST_WEEK_OF_SCHOOL else 1), n)
    if shape == frozenset("QN") and n in range(1, 5):
        return None if (of := year(3 * n)) is None else (f"{of:04d}-Q{n}", "")
    if shape == frozenset("HN") and n in (1, 2):
        return _months(year(6 * n), 6 * n - 5, 6 * n)
    return None


def _is_day(tokens: Sequence[_Token], reading: _Reading) -> bool:
    """Whether the figure behind a month is a day, as English has it, in a year that is known."""
    month, figure = tokens
    return (
        reading.year is not None
        and month.text not in _NOT_ENGLISH
        and not set(figure.gap) & set("-'/")
        and figure.value <= 31
    )


def _is_year(tokens: Sequence[_Token]) -> bool:
    """Whether the figure behind a month can only be a year: okt-12, maj 18, april 98."""
    month, figure = tokens
    apart = bool(set(figure.gap) & set("-'/"))
    return apart or month.text in _NOT_ENGLISH or figure.value > 31


def _of_figures(  # noqa: PLR0911 - a return for each shape
    tokens: Sequence[_Token], shape: str, reading: _Reading
) -> Stretch | None:
    values = [token.value for token in tokens]
    gaps = [re.sub(r"\s", "", token.gap) for token in tokens[1:]]
    if shape == "L":
        return _run_together(tokens[0].text, reading.order)
    if shape == "Y":
        return f"{values[0]:04d}", ""
    if any(gap.strip("'") not in ("", "-", "/", ".", "./", ".-", "/-") for gap in gaps):
        return None
    if shape == "YNN":
        return _dated(*values)
    if shape in ("NNY", "NNN"):
        one, other, last = values
        if shape == "NNN" and reading.order == "ymd":
            return _dated(_century(one), other, last)
        first, second = (other, one) if reading.order == "mdy" else (one, other)
        return _dated(_century(last), second, first)
    if shape == "NY":
        return _month(values[1], values[0])
    if shape in ("YN", "YY", "NN") and gaps[0] in ("/", "-"):
        pair = _of_a_pair(shape, values, gaps[0])
        if pair is not None:
            return pair
    if shape == "NN" and gaps[0]:
        number, month = reversed(values) if reading.order == "mdy" else values
        return _dated(in_year(reading.year, month), month, number)
    return None


def _of_a_pair(shape: str, values: Sequence[int], gap: str) -> Stretch | None:
    """Two figures that may be a month, two years, or the two years of a school year.

    2011/12 may be a month or a school year, and is neither here.
    """
    one, other = values
    follows = other % 100 == (one + 1) % 100
    if shape == "YN":
        if 1 <= other <= 12:
            return None if follows and gap == "/" else _month(one, other)
        return _school_year(one) if follows else None
    if shape == "YY" and gap == "-":
        return (f"{one:04d}", f"{other:04d}") if one < other else None
    if shape == "YY" or (gap == "/" and one > 12 and other > 12):
        return _school_year(_century(one)) if follows else None
    return None


def _run_together(figures: str, order: Order) -> Stretch | None:
    """20180314, 14032018, and 140318 by the order of the column."""
    if len(figures) == 6:
        one, other, last = (int(figures[n : n + 2]) for n in (0, 2, 4))
        if order == "ymd":
            return _dated(_century(one), other, last)
        return _dated(_century(last), *((one, other) if order == "mdy" else (other, one)))
    iso_like = int(figures[:4]), int(figures[4:6]), int(figures[6:])
    if iso_like[0] in YEARS:
        return _dated(*iso_like)
    return _dated(int(figures[4:]), int(figures[2:4]), int(figures[:2]))


def _century(year: int) -> int:
    """A year of two figures as one of four: 18 is 2018, 98 is 1998; nobody knows it of 48."""
    if year > 99:
        return year
    return 2000 + year if year < 40 else 1900 + year if year > 69 else int(_NO_YEAR)


def in_year(year: str | None, month: int) -> int | None:
    """The year of the sheet, or the one of its two years in which a month lies.

    >>> in_year("2018", 3), in_year("2018/19", 3), in_year(None, 3)
    (2018, 2019, None)
    """
    if year is None:
        return None
    first = int(year[:4])
    return first + 1 if "/" in year and month < _SCHOOL_YEAR_BEGINS else first


def _dated(year: int | None, month: int, of_month: int) -> Stretch | None:
    return None if year is None else _known(f"{year:04d}-{month:02d}-{of_month:02d}")


def _month(year: int | None, month: int) -> Stretch | None:
    return None if year is None else _known(f"{year:04d}-{month:02d}")


def _known(text: str) -> Stretch | None:
    written = _normal(text)
    return None if written is None else (written, "")


def _months(year: int | None, first: int, last: int) -> Stretch | None:
    return None if year is None else (f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}")


def _third(year: int | None, month: int, first: int) -> Stretch | None:
    if year is None:
        return None
    last = iso(month_end(year, month)) if first > 20 else f"{year:04d}-{month:02d}-{first + 9}"
    return f"{year:04d}-{month:02d}-{first:02d}", last


def _season(year: int | None, month: int, until: int | None = None) -> Stretch | None:
    """Three months; the winter of one year only may be either, and is none here."""
    if year is None or (month == 12) != (until is not None):
        return None
    if until is None:
        return _months(year, month, month + 2)
    return f"{year:04d}-12", f"{until:04d}-02"


_WINTER_TERM = 10
_TERMS = {8: 12, 1: 6, 4: 9}
"""The last month of a term, by its first."""
_TERMS_OF_SEASONS = {9: 8, 3: 1}


def _term(year: int | None, first: int) -> Stretch | None:
    """A term of a school or university; a winter's of universities ends in the next year."""
    if year is None or first not in {*_TERMS, _WINTER_TERM}:
        return None
    if first == _WINTER_TERM:
        return f"{year:04d}-10", f"{year + 1:04d}-03"
    return _months(year, first, _TERMS[first])


def _school_year(year: int) -> Stretch:
    return f"{year:04d}-{_SCHOOL_YEAR_BEGINS:02d}", f"{year + 1:04d}-{_SCHOOL_YEAR_BEGINS - 1:02d}"


def _week(year: int | None, week: int) -> Stretch | None:
    if year is None:
        return None
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat()


def _range(tokens: Sequence[_Token], reading: _Reading) -> Stretch | None:
    """Two dates with a dash or a word between them; what the one leaves out stands in the other."""
    for at in range(1, len(tokens)):
        word = tokens[at].text if tokens[at].kind == "R" else ""
        months = tokens[at - 1].kind == tokens[at].kind == "M" and "/" in tokens[at].gap
        if not word and "-" not in tokens[at].gap and not months:
            continue
        left, right = tokens[:at], tokens[at + 1 :] if word else tokens[at:]
        if any(token.kind == "R" for token in (*left, *right)) or not right:
            continue
        ends = _both(left, right, reading)
        if ends is not None and (word not in _AND or _next_day(*ends)):
            return ends
    return None


def _both(left: Sequence[_Token], right: Sequence[_Token], reading: _Reading) -> Stretch | None:
    dated = any(token.kind == "Y" for token in right)
    own = any(token.kind == "Y" for token in left)
    lent = [list(left) + list(right[n:]) for n in range(1, len(right))]
    if len(left) >= len(right):  # 30/12 - 2/1 lends no year: it is in neither
        lent = [each for each in lent if {token.kind for token in each} != {"N"}]
    lefts = [*lent, list(left)] if dated and not own else [list(left), *lent]
    rights = [list(right)]
    if left[0].kind in "MWQP" and right[0].kind != left[0].kind:
        rights.insert(0, [left[0], *right])
        if dated and not own:
            lefts.insert(0, [*left, right[-1]])
    for one in lefts:
        for other in rights:
            begun, ended = _one(one, reading), _one(other, reading)
            if begun is None or ended is None:
                continue
            start, end = begun[0], ended[1] or ended[0]
            if one == list(left) and not dated and not own and _over_new_year(start, end):
                later = _one(other, reading._replace(year=f"{int(start[:4]) + 1}"))
                end = (later and (later[1] or later[0])) or end
            if dated and not own and parse_date(end).last < parse_date(start).first:
                start = f"{int(start[:4]) - 1:04d}{start[4:]}"
            if parse_date(start).first <= parse_date(end).last:
                return start, "" if start == end else end
    return None


def _over_new_year(start: str, end: str) -> bool:
    """Whether a stretch begins in the second half of a year and ends in its first: 28/12 - 3/1."""
    return start[:4] == end[:4] and parse_date(end).last < parse_date(f"{end[:4]}-07").first <= (
        parse_date(start).first
    )


def _next_day(start: str, end: str) -> bool:
    """Whether two dates joined by "and" are one stretch: the 3rd and 4th, not the 3rd and 17th."""
    return parse_date(end or start).first <= parse_date(start).last + 1


# ------------------------------------------------------------------------- a column of dates


def order_of(
    cells: Iterable[str],
    file: str,
    column: str,
    given: Order | None = None,
    beside: Iterable[str] = (),
    *,
    english: bool = False,
) -> Order:
    """What stands first in the dates of a column.

    A cell with a figure above 12 tells it, or years that are close together in one order and far
    apart in the others, or what is told `beside`, in other tables of the file. Dates with four
    figures for the year are day first where nothing says otherwise and the list is not in English.

    Asks when it cannot be told.

    Examples
    --------
    >>> order_of(["03/14/2018", "04/02/2018"], "a.csv", "Date")
    'mdy'
    >>> order_of(["18.03.14", "18.04.02"], "a.csv", "Dato")
    'ymd'
    >>> order_of(["10-01-19", "14-02-19", "31-06-19"], "a.csv", "Dato")
    'dmy'
    >>> order_of(["18.03.14"], "a.csv", "Dato")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    ci_network.reading.lists.questions.Question: a.csv, column Dato: “18.03.14” may be ...
    """
    if given is not None:
        return given
    figures, fits = _fitting(cells)
    sure = _sure(figures, fits)
    if len(sure) > 1:
        raise Question("orders-of-dates", file, column, list(sure.values()))
    if sure:
        return next(iter(sure))
    possible = [order for order in ORDERS if any(order in orders for orders in fits)]
    elsewhere = list(_sure(*_fitting(beside))) if possible else []
    if len(elsewhere) == 1 and elsewhere[0] in possible:
        return elsewhere[0]
    short = [(cell, each) for cell, each in figures if each.short]
    more = [each for _, each in _fitting(beside)[0] if each.short] if short and possible else []
    if short and possible and (closest := _closest([each for _, each in short] + more, possible)):
        return closest
    doubtful = [cell for cell, _ in short]
    doubtful += [
        cell
        for cell, each in figures
        if _HALF_OF_DAY.search(cell) or (english and each.between in ("/", "-"))
    ]
    for cell in doubtful:
        read = {
            order: _single(cell, None, order) or date_within(cell, None, order) or ""
            for order in possible
        }
        meanings = {order: start for order, start in read.items() if start}
        if len(set(meanings.values())) > 1:
            raise Question(
                "order-of-dates",
                file,
                column,
                [cell],
                options=[f"--date-order {' / '.join(meanings)}"],
                meanings=" / ".join(meanings.values()),
            )
    return possible[0] if possible else "dmy"


def _fitting(cells: Iterable[str]) -> tuple[list[tuple[str, _Figures]], list[list[Order]]]:
    """The dates of figures in cells, and the orders in which each is a day."""
    figures = [(cell, each) for cell in dict.fromkeys(cells) for each in _figures(cell)]
    return figures, [[order for order in ORDERS if _fits(each, order)] for _, each in figures]


def _sure(
    figures: Sequence[tuple[str, _Figures]], fits: Sequence[Sequence[Order]]
) -> dict[Order, str]:
    """The orders that some date can have alone, and such a date."""
    return {
        orders[0]: cell for (cell, _), orders in zip(figures, fits, strict=True) if len(orders) == 1
    }


class _Figures(NamedTuple):
    """Three figures as they stand, what is between them, and whether the year has two only."""

    one: int
    other: int
    last: int
    between: str
    short: bool


def _figures(cell: str) -> Iterator[_Figures]:
    text = _DASH.sub("-", unicodedata.normalize("NFKC", cell))
    for match in (*_FIGURES.finditer(text), *filter(None, [_SIX.fullmatch(text.strip())])):
        one, between, other, behind, last = match.groups()
        # Only where the day comes first is 14/3-18 written.
        between += behind if (between, behind) == ("/", "-") else ""
        yield _Figures(int(one), int(other), int(last), between, len(last) == 2)


def _fits(figures: _Figures, order: Order) -> bool:
    """Whether it is a day of the calendar; the year comes first only with dashes and points.

    A last day that its month does not have, such as 31-06-19, is a slip, and no day of 2031.
    """
    one, other, last = figures[:3]
    if order == "ymd":
        sorts = figures.short and "/" not in figures.between
        if one in _LAST_DAYS and not _fits(figures, "dmy"):
            return False
        return sorts and _dated(_century(one), other, last) is not None
    if order == "mdy":
        american = figures.between in ("/", "") or (figures.between == "-" and not figures.short)
        return american and _dated(_century(last), one, other) is not None
    return _dated(_century(last), other, one) is not None


def _closest(figures: Sequence[_Figures], orders: Sequence[Order]) -> Order | None:
    """The one order in which the years lie close together while they are far apart in others."""
    spread: dict[int, list[Order]] = defaultdict(list)
    for order in orders:
        years = [_century(each.one if order == "ymd" else each.last) for each in figures]
        spread[max(years) - min(years)].append(order)
    nearest, *further = sorted(spread)
    alone = len(spread[nearest]) == 1 and nearest <= _CLOSE
    return spread[nearest][0] if alone and further and further[0] >= _FAR else None


# ------------------------------------------------------------------- dates in other texts


def date_within(text: str, year: str | None = None, order: Order = "dmy") -> str | None:
    """The one date in a name; None when there is none or several.

    Examples
    --------
    >>> date_within("Møde 14/3 2018"), date_within("Gåtur (2. april 2018)")
    ('2018-03-14', '2018-04-02')
    >>> date_within("Møde (14/3-18)"), date_within("Møde 14.3.18"), date_within("kl. 9.10-10.15")
    ('2018-03-14', '2018-03-14', None)
    >>> date_within("Møde 14/3", "2018"), date_within("Møde 14/3"), date_within("Vision 2030")
    ('2018-03-14', None, None)
    >>> date_within("Gåtur (2018)")
    '2018'
    >>> date_within("Walk 03/04/2018", order="mdy")
    '2018-03-04'
    """
    found = {_single(each, None, order) for each in _DATE_IN_TEXT.findall(text)}
    found |= {
        _single(each, None, order)
        for pattern in (_MONTH_IN_TEXT, _SHORT_IN_TEXT)
        for each in pattern.findall(text)
    }
    if not found - {None} and year is not None:
        found = {_single(each, year, order) for each in _WITHOUT_YEAR_IN_TEXT.findall(text)}
    if not found and (year_behind := _YEAR_BEHIND.search(text)):
        return year_behind[1]
    known = found - {None}
    return known.pop() if len(known) == 1 else None


def days_within(text: str, year: str | None = None, order: Order = "dmy") -> Stretch:
    """The one date or stretch in a name, and its end; blank where there is none or several.

    >>> days_within("Kursus (april-maj 2018)"), days_within("Gåtur 14/3 2018")
    (('2018-04', '2018-05'), ('2018-03-14', ''))
    >>> days_within("Camp, 30 June to 2 July", "2018"), days_within("Vision 2020-2030")
    (('2018-06-30', '2018-07-02'), ('', ''))
    """
    if len(text) <= _LONGEST_TITLE and _BETWEEN_TWO.search(text):
        said = _BRACKETS.findall(text)
        said += [text[match.start() :] for match in _WORD.finditer(text)]
        for each in (piece.strip(" ,:;()[]-") for piece in said):
            read = when(each, year, order)
            if read is not None and read.end and len(read.start) > len("2018"):
                return read.start, read.end
    return date_within(text, year, order) or "", ""


_BETWEEN_TWO = any_case(r"[\d\w.]\s*(?:[-–—/]|\b(?:til|to|till|bis|through|until)\b)\s*[\d\w]")
_BRACKETS = re.compile(r"\(([^()]+)\)")
_WORD = re.compile(r"(?<!\S)\S")
_LONGEST_TITLE = 200


def _single(text: str, year: str | None, order: Order) -> str | None:
    read = when(text, year, order)
    return None if read is None or read.end else read.start


def year_of(name: str) -> str | None:
    """The one year in the name of a sheet, or its school year; None when there is none or several.

    >>> year_of("Møder 2017"), year_of("2017-2018"), year_of("Sæson 2017/18"), year_of("2016-2018")
    ('2017', '2017/18', '2017/18', None)
    """
    spans = {(one, two) for one, two in _SCHOOL_YEAR.findall(name)}
    years = set(_YEAR_IN_TEXT.findall(name))
    if len(spans) == 1:
        one, two = spans.pop()
        if int(two) == (int(one) + 1) % 100 and years <= {one, str(int(one) + 1)}:
            return f"{one}/{two}"
    return years.pop() if len(years) == 1 else None


def _normal(text: str) -> str | None:
    """A date in the one form that sorts, so that two spellings of a day are one day."""
    if (date := date_of(text)) is None:
        return None
    of_day = iso(date.first)
    return next(
        (
            short
            for short in (of_day[:4], f"{of_day[:4]}-Q{(int(of_day[5:7]) + 2) // 3}", of_day[:7])
            if parse_date(short) == date
        ),
        of_day,
    )


# ---------------------------------------------------------------- time as other tools write it


def time_of(text: str) -> str:
    """A date as the reader knows it; blank when it is none.

    Figures in one are a year, or begin with one, or are seconds since 1970, or thousandths of
    such: programs count steps in them too.

    Examples
    --------
    >>> time_of("201803"), time_of("2018.0"), time_of("2018-03-14T00:00:00"), time_of("17")
    ('2018-03', '2018', '2018-03-14', '')
    >>> time_of("110112"), time_of("1520985600"), time_of("1.5209856E12")
    ('', '2018-03-14', '2018-03-14')
    """
    text = text.strip()
    if _SECONDS.fullmatch(text):
        seconds = float(text) / (1000 if float(text) >= _THOUSANDTHS else 1)
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()
    if match := _MOMENT.fullmatch(text):
        text = match[1]
    if (match := _NUMBER.fullmatch(text)) and int(match[1]) in YEARS:
        text = "-".join(filter(None, match.groups()))
    read = None if _COUNT.fullmatch(text) else when(text)
    return read.start if read is not None and not read.end else ""


def stretch_of(text: str) -> tuple[str, str]:
    """Start and end of a cell that may hold a stretch; blank when it is no time.

    Examples
    --------
    >>> stretch_of("2017-2019"), stretch_of("201803"), stretch_of("17")
    (('2017', '2019'), ('2018-03', ''), ('', ''))
    >>> stretch_of("2016-02-01/2018-03-01")
    ('2016-02-01', '2018-03-01')
    """
    if start := time_of(text):
        return start, ""
    first, _, last = text.partition("/")
    if (start := time_of(first)) and (end := time_of(last)):
        return start, end
    read = None if _COUNT.fullmatch(text.strip()) else when(text)
    return ("", "") if read is None else (read.start, read.end)


def read_spells(text: str) -> list[tuple[str, str, str]]:
    """Spells as our own exports write them: start, end and involvement of each.

    Examples
    --------
    >>> read_spells("2017-01-01/2017-12-31 led; / none")
    [('2017-01-01', '2017-12-31', 'led'), ('', '', 'none')]
    """
    found = [_SPELL.fullmatch(piece) for piece in text.split(";") if piece.strip()]
    spells = [(match[1], match[2], match[3]) for match in found if match is not None]
    return spells if len(spells) == len(found) else []
