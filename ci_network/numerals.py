"""Numbers, dates and periods as Danes and Britons write them.

Zero and a hundred per cent stand only where they are exactly true. Undefined is a dash.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping

from ci_network.language import Language, translation

UNDEFINED = "–"

_HARD_SPACE = "\u00a0"


def _month_name(context: str, name: str) -> tuple[str, str]:
    """Marks the name of a month for the catalogue."""
    return context, name


_MONTHS = (
    _month_name("month", "January"),
    _month_name("month", "February"),
    _month_name("month", "March"),
    _month_name("month", "April"),
    _month_name("month", "May"),
    _month_name("month", "June"),
    _month_name("month", "July"),
    _month_name("month", "August"),
    _month_name("month", "September"),
    _month_name("month", "October"),
    _month_name("month", "November"),
    _month_name("month", "December"),
)


def undefined(value: float | None) -> bool:
    """Whether there is no figure."""
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def decimal(value: float | None, language: Language, digits: int = 2) -> str:
    """A number with so many decimals, and marks between thousands.

    Examples
    --------
    >>> decimal(1234.5, "da", 1)
    '1.234,5'
    >>> decimal(1234.5, "en", 1)
    '1,234.5'
    """
    if value is None or undefined(value):
        return UNDEFINED
    text = f"{value:,.{digits}f}"
    if not float(text.replace(",", "")):
        text = text.removeprefix("-")
    text = text.replace("-", "\u2212")
    if language == "da":
        text = text.translate(str.maketrans(",.", ".,"))
    return text


def count(value: float | None, language: Language) -> str:
    """A whole number.

    Examples
    --------
    >>> count(1770, "da")
    '1.770'
    """
    return decimal(value, language, 0)


def written(values: Mapping[str, object], language: Language) -> dict[str, object]:
    """What fills the places of a sentence, counts as people write them."""
    return {
        name: count(value, language) if type(value) is int else value
        for name, value in values.items()
    }


def filled(text: str, language: Language, values: Mapping[str, object]) -> str:
    """A text of the catalogues with its places filled; a reason is one of them too."""
    catalogue = translation(language)
    told = written(values, language)
    if "reason" in told:
        told["reason"] = catalogue.gettext(str(told["reason"]))
    text = catalogue.gettext(text) if text else ""
    return text.format(**told) if told else text


def amount(value: float | None, language: Language) -> str:
    """A count that may be a half: the median of counts.

    Examples
    --------
    >>> amount(3.0, "da"), amount(2.5, "da")
    ('3', '2,5')
    """
    whole = value is None or undefined(value) or value == int(value)
    return decimal(value, language, 0 if whole else 1)


def percent(value: float | None, language: Language, digits: int = 0) -> str:
    """A share in per cent.

    Whole per cent, with a decimal where a whole number would claim 0 or 100 that is not true.

    Examples
    --------
    >>> [percent(x, "en") for x in (0.0, 0.003, 0.0001, 0.125, 0.996, 1.0)]
    ['0%', '0.3%', '<0.1%', '12%', '99.6%', '100%']
    >>> percent(0.125, "da", 1)
    '12,5\\xa0%'
    """
    if value is None or undefined(value):
        return UNDEFINED
    sign = f"{_HARD_SPACE}%" if language == "da" else "%"
    if value in (0, 1):
        return f"{100 * value:.0f}{sign}"
    while digits < 1 and _claims_too_much(value, digits):
        digits += 1
    if _claims_too_much(value, digits):
        edge = 0.1 if value < 0.5 else 99.9
        return f"{'<' if value < 0.5 else '>'}{decimal(edge, language, 1)}{sign}"
    return f"{decimal(100 * value, language, digits)}{sign}"


def percent_range(
    low: float | None, high: float | None, language: Language, digits: int = 0
) -> str:
    """Two shares in per cent, and one where both are written alike.

    Examples
    --------
    >>> percent_range(0.0079, 0.86, "en"), percent_range(0.0079, 0.86, "da")
    ('1–86%', '1–86\xa0%')
    >>> percent_range(0.501, 0.502, "en")
    '50%'
    """
    one, other = percent(low, language, digits), percent(high, language, digits)
    return other if one == other else f"{one.rstrip(f'%{_HARD_SPACE}')}–{other}"


def _claims_too_much(value: float, digits: int) -> bool:
    return 0 < value < 1 and round(100 * value, digits) in (0, 100)


def points(value: float | None, language: Language) -> str:
    """A difference of two shares in percentage points, with its sign.

    Examples
    --------
    >>> points(-0.0312, "da"), points(0.2, "en"), points(0.0, "en")
    ('−3,1', '+20.0', '0.0')
    """
    if value is None or undefined(value):
        return UNDEFINED
    text = decimal(100 * value, language, 1)
    return f"+{text}" if value > 0 and any(c in "123456789" for c in text) else text


def probability(value: float | None, language: Language) -> str:
    """A p-value, with as many decimals as it takes.

    Examples
    --------
    >>> probability(0.4382, "en"), probability(0.001, "da"), probability(0.0001, "en")
    ('0.44', '0,001', '<0.001')
    """
    if value is None or undefined(value):
        return UNDEFINED
    if value < 0.001:
        return f"<{decimal(0.001, language, 3)}"
    return decimal(value, language, 3 if value < 0.1 else 2)


def day(iso: str | None, language: Language) -> str:
    """A date in words.

    Examples
    --------
    >>> day("2018-03-03", "da"), day("2018-03-03", "en")
    ('3. marts 2018', '3 March 2018')
    """
    if iso is None:
        return UNDEFINED
    date = dt.date.fromisoformat(iso)
    words = translation(language).gettext
    # Translators: a date, such as 3 March 2018.
    pattern = words("{day} {month} {year}")
    return pattern.format(day=date.day, month=_month(date.month, language), year=date.year)


def beginning(start: str, end: str, language: Language) -> str:
    """The beginning of a stretch of days, no closer than it is known.

    Examples
    --------
    >>> [beginning(*days, "en") for days in (("2000-01-01", "2000-12-31"),
    ...     ("2000-03-01", "2000-04-30"), ("2000-03-01", "2000-03-09"))]
    ['2000', 'March 2000', '1 March 2000']
    """
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    if first.day == 1 and (last + dt.timedelta(1)).day == 1:
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        return window_name(start[:7], language)
    return day(start, language)


def stretch(start: str, end: str, language: Language) -> str:
    """A stretch of days, no closer than it is known.

    Examples
    --------
    >>> stretch("2015-01-01", "2019-12-31", "en"), stretch("2018-03-03", "2018-03-03", "da")
    ('2015–2019', '3. marts 2018')
    >>> stretch("2015-01-01", "2015-12-31", "en")
    '2015'
    """
    begun = beginning(start, end, language)
    if begun == start[:4]:
        return begun if end[:4] == begun else f"{begun}–{end[:4]}"
    if start == end or (begun != day(start, language) and start[:7] == end[:7]):
        return begun
    closed = day(end, language) if begun == day(start, language) else window_name(end[:7], language)
    return f"{begun} – {closed}"


def window_label(label: str, language: Language) -> str:
    """A window as it stands by itself, in a table or on an axis.

    Examples
    --------
    >>> window_label("2017-Q3", "en"), window_label("all", "en")
    ('2017-Q3', 'the whole period')
    """
    return window_name(label, language) if label == "all" else label


def window_name(label: str, language: Language) -> str:
    """A window as it stands after "in".

    Examples
    --------
    >>> [window_name(label, "en") for label in ("2017", "2017-H1", "2017-Q3", "2017-08")]
    ['2017', 'the first half of 2017', 'quarter 3 of 2017', 'August 2017']
    >>> [window_name(label, "da") for label in ("2017/18", "all")]
    ['skoleåret 2017/18', 'hele perioden']
    """
    words = translation(language).gettext
    if label == "all":
        return words("the whole period")
    if match := re.fullmatch(r"(\d+)-H([12])", label):
        half = (
            words("the first half of {year}")
            if match[2] == "1"
            else words("the second half of {year}")
        )
        return half.format(year=match[1])
    if match := re.fullmatch(r"(\d+)-Q(\d)", label):
        return words("quarter {number} of {year}").format(number=match[2], year=match[1])
    if match := re.fullmatch(r"(\d+)-(\d\d)", label):
        pattern = words("{month} {year}")
        return pattern.format(month=_month(int(match[2]), language), year=match[1])
    if "/" in label:
        return words("the school year {years}").format(years=label)
    return label


def _month(number: int, language: Language) -> str:
    return translation(language).pgettext(*_MONTHS[number - 1])


_NUMBER_WORDS: dict[Language, tuple[str, ...]] = {
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve"),
    "da": ("ingen", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve",
           "tolv"),
}  # fmt: skip


def number_word(number: int, language: Language) -> str:
    """A small count in words, before a noun; digits from thirteen on.

    Examples
    --------
    >>> number_word(4, "da"), number_word(1300, "en")
    ('fire', '1,300')
    """
    words = _NUMBER_WORDS[language]
    return words[number] if number < len(words) else count(number, language)
