"""How a number format shows a value: zeros before it, a month, a year."""

from __future__ import annotations

import re
from itertools import islice

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def form_of_code(code: str) -> str | None:
    """What a number format shows: a month, a year, a day without its year, or figures with text.

    Each figure of the last is a NUL; None for all else.

    >>> form_of_code("000") == "\\0" * 3, form_of_code('"SK"0') == "SK\\0", form_of_code("0.00")
    (True, True, None)
    >>> form_of_code("mmm\\\\-yy"), form_of_code("[$-406]mmmm yyyy;@"), form_of_code("dd-mm-yyyy")
    ('month', 'month', None)
    >>> form_of_code("d-mmm"), form_of_code("[$-406]d. mmmm;@"), form_of_code("d-mmm h:mm")
    ('day', 'day', 'day')
    """
    code = code.partition(";")[0]
    if re.fullmatch(r'(?:0|[-/ ]|"[^"]*"|\\.)*', code) and "0" in code and code != "0":
        pieces = re.findall(r'"[^"]*"|\\.|.', code)
        return "".join("\0" if p == "0" else p.strip('"').removeprefix("\\") for p in pieces)
    code = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.lower())
    if re.fullmatch(r"[my/., -]+", code) and "y" in code:
        return "month" if "m" in code else "year"
    return "day" if re.match(r"[./, -]*(?:d[d./, -]*m|m[m./, -]*d)[^y]*$", code) else None


def form_of_shown(text: str) -> str | None:
    """How a number or date is shown, told by the text that it shows.

    >>> form_of_shown("007") == "\\0" * 3, form_of_shown("maj 2018"), form_of_shown("14-05-2018")
    (True, 'month', None)
    >>> form_of_shown("14-maj"), form_of_shown("14/5"), form_of_shown("3-5-7")
    ('day', 'day', None)
    """
    if re.fullmatch(r"0\d{1,19}", text, re.ASCII):
        return "\0" * len(text)
    if re.fullmatch(r"\d{1,2}[-/. ]\d{4}|\d{4}-\d\d|[^\W\d_]{3,}\.?[ -]\d{2}(\d{2})?", text):
        return "month"
    if re.fullmatch(r"\d{1,2}\.?[-/. ]\s?(?:\d{1,2}|[^\W\d_]{3,})\.?", text):
        return "day"
    return "year" if re.fullmatch(r"\d{4}", text, re.ASCII) else None


def is_day(text: str) -> bool:
    """Whether a cell is a date, as the reader of workbooks writes them."""
    return _ISO_DAY.match(text) is not None


def as_shown(text: str, form: str) -> str:
    """A cell as its number format shows it.

    >>> as_shown("7", "SK-\\0\\0\\0"), as_shown("2018-05-01", "month")
    ('SK-007', '2018-05')
    """
    if form in ("month", "year"):
        return text[: 7 if form == "month" else 4] if _ISO_DAY.match(text) else text
    if form == "day":
        return text  # whoever reads it may want the year that is not shown
    if not text.isdecimal():
        return text
    digits = iter(text.zfill(form.count("\0")))
    surplus = "".join(islice(digits, max(len(text) - form.count("\0"), 0)))
    shown = "".join(next(digits) if letter == "\0" else letter for letter in form)
    first = form.index("\0")
    return shown[:first] + surplus + shown[first:]
