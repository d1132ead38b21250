"""Dates as people write them: what is read, and what is left to be asked."""

from __future__ import annotations

import pytest

from ci_network.dates import parse_date
from ci_network.errors import UsageError
from ci_network.reading.lists.division import divide
from ci_network.reading.lists.words.persons import without_persons
from ci_network.reading.lists.words.when import order_of, when, year_of

DAY = ("2018-03-14", "")
READ = {
    # One day, in five languages and the ways of spreadsheets.
    "14/3 2018": DAY, "14.03.2018": DAY, "14/3-18": DAY, "d. 14/3-18": DAY, "14. mar. 18": DAY,
    "onsdag den 14. marts 2018": DAY, "ons. d. 14. marts 2018 kl. 10-12": DAY,
    "Wednesday, March 14, 2018": DAY, "14th of March 2018": DAY, "Wed 14 Mar 2018": DAY,
    "den 14 mars 2018 kl. 13-15": DAY, "14. März 2018": DAY, "Mi, 14.03.2018": DAY,
    "14-03-2018 10:00-12:00": DAY, "2018/03/14 9:12:33 AM GMT+1": DAY, "14/03/2018 09.12.33": DAY,
    "20180314": DAY, "14032018": DAY, "2018-03-14T09:30:00Z": DAY, "14.03.2018 (ons)": DAY,
    # Months, quarters, halves, years.
    "marts 2018": ("2018-03", ""), "2018 marts": ("2018-03", ""), "3/2018": ("2018-03", ""),
    "okt-12": ("2012-10", ""), "maj 22": ("2022-05", ""), "April '98": ("1998-04", ""),
    "2. kvartal 2022": ("2022-Q2", ""), "Q2-2022": ("2022-Q2", ""), "2022Q2": ("2022-Q2", ""),
    "1. halvår 2022": ("2022-01", "2022-06"), "H2 2022": ("2022-07", "2022-12"),
    "first half of 2022": ("2022-01", "2022-06"), "2018.0": ("2018", ""), "ca. 2018": ("2018", ""),
    # Weeks, seasons, parts of months, school years.
    "uge 41 2023": ("2023-10-09", "2023-10-15"), "Week 41, 2023": ("2023-10-09", "2023-10-15"),
    "KW 41/2023": ("2023-10-09", "2023-10-15"), "v. 41 2023": ("2023-10-09", "2023-10-15"),
    "2023-W41": ("2023-10-09", "2023-10-15"), "uge 41-42 2023": ("2023-10-09", "2023-10-22"),
    "forår 2022": ("2022-03", "2022-05"), "Spring 2022": ("2022-03", "2022-05"),
    "våren 2022": ("2022-03", "2022-05"), "Frühjahr 2022": ("2022-03", "2022-05"),
    "efterår 2022": ("2022-09", "2022-11"), "vinteren 2022/23": ("2022-12", "2023-02"),
    "primo maj 2022": ("2022-05-01", "2022-05-10"), "Mitte Mai 2022": ("2022-05-11", "2022-05-20"),
    "ultimo februar 2024": ("2024-02-21", "2024-02-29"),
    "late May 2022": ("2022-05-21", "2022-05-31"),
    "2022/23": ("2022-08", "2023-07"), "skoleåret 2022/2023": ("2022-08", "2023-07"),
    # Stretches; what the one end leaves out stands in the other.
    "3.-5. maj 2022": ("2022-05-03", "2022-05-05"), "3.–5.5.2022": ("2022-05-03", "2022-05-05"),
    "3/5 - 5/5 2022": ("2022-05-03", "2022-05-05"), "May 3-5, 2022": ("2022-05-03", "2022-05-05"),
    "fra 3. til 5. maj 2022": ("2022-05-03", "2022-05-05"),
    "3. og 4. maj 2022": ("2022-05-03", "2022-05-04"), "maj/juni 2022": ("2022-05", "2022-06"),
    "30. april - 2. maj 2022": ("2022-04-30", "2022-05-02"), "2017-2019": ("2017", "2019"),
    "28. dec - 3. jan 2019": ("2018-12-28", "2019-01-03"), "siden 2016": ("2016", "ongoing"),
    "since March 2016": ("2016-03", "ongoing"), "2016 - nu": ("2016", "ongoing"),
    "2018 - løbende": ("2018", "ongoing"), "14.03.2018 (onsdag)": DAY,
    "til 2019": ("", "2019"),
}  # fmt: skip

IN_A_YEAR = {
    ("14/3", "2018"): ("2018-03-14", ""), ("uge 41", "2023"): ("2023-10-09", "2023-10-15"),
    ("primo maj", "2022"): ("2022-05-01", "2022-05-10"), ("forår", "2022"): ("2022-03", "2022-05"),
    ("Oct 12", "2018"): ("2018-10-12", ""), ("1/3-5/3", "2022"): ("2022-03-01", "2022-03-05"),
    ("14/9", "2022/23"): ("2022-09-14", ""), ("14/3", "2022/23"): ("2023-03-14", ""),
    ("uge 41", "2022/23"): ("2022-10-10", "2022-10-16"),
}  # fmt: skip

NONE = (
    "Anne", "12", "7A", "efter aftale", "31-02-2018", "uge 54 2023", "vinter 2022",
    "3. og 17. maj 2022", "14/3, 21/3 og 28/3 2018", "2011/12", "april 22", "14/3", "uge 41",
    "ca. 14/3 2018", "forår",
    "14-03-2018 (aflyst)", "2018 (forår)", "2022/25", "q5 2022", "5/3 2022 - 3/3 2022",
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ)
def test_this_is_read(text, expected):
    assert when(text)[:2] == expected
    for date in filter(None, expected):
        assert date == "ongoing" or parse_date(date)


@pytest.mark.parametrize(("text", "expected"), IN_A_YEAR.items(), ids=map(str, IN_A_YEAR))
def test_this_is_read_in_the_year_of_the_sheet(text, expected):
    assert when(*text)[:2] == expected


@pytest.mark.parametrize("text", NONE)
def test_this_is_not_guessed(text):
    assert when(text) is None


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["14/03/2018", "02/04/2018"], "dmy"), (["03/14/2018", "04/02/2018"], "mdy"),
        (["02/04/2018", "05/06/2018"], "dmy"), (["14/3/18", "2/4/18"], "dmy"),
        (["3/14/18, 9:02:11 AM", "4/2/18, 9:00:00 AM"], "mdy"), (["18.03.14", "18.04.02"], "ymd"),
        (["14.03.18", "02.04.18", "31.12.19"], "dmy"), (["180314", "180402", "191231"], "ymd"),
        (["2018-03-14", "marts 2018"], "dmy"), (["31.12.99"], "dmy"), ([], "dmy"),
        (["10-01-19", "14-02-19", "31-06-19"], "dmy"), (["29-02-19"], "dmy"),
        (["12/1-22", "9/2-22"], "dmy"), (["05.01.20", "30.02.20"], "dmy"),
        (["29-03-14", "29-04-02", "29-02-19"], "ymd"),
    ],
)  # fmt: skip
def test_the_column_tells_what_stands_first(cells, order):
    assert order_of(cells, "a.csv", "Dato") == order


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        (["18.03.14"], "2014-03-18 / 2018-03-14"), (["14.03.18", "15.03.18"], "dmy / ymd"),
        (["03/04/18"], "--date-order dmy / mdy"), (["140318"], "“140318”"),
        (["03/04/2018 9:00:00 AM"], "2018-04-03 / 2018-03-04"),
        (["14/03/2018", "03/14/2018"], "“14/03/2018”, “03/14/2018”"),
    ],
)  # fmt: skip
def test_what_the_column_does_not_tell_is_asked(cells, word):
    with pytest.raises(UsageError, match="column Dato") as asked:
        order_of(cells, "a.csv", "Dato")
    assert word in str(asked.value)
    assert "--date-order" in str(asked.value)
    assert order_of(cells, "a.csv", "Dato", "ymd") == "ymd"


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Møder 2017", "2017"), ("2017-2018", "2017/18"), ("Sæson 2017/18", "2017/18"),
        ("2016-2018", None), ("liste", None), ("2017 og 2019", None),
    ],
)  # fmt: skip
def test_the_year_of_a_sheet(name, year):
    assert year_of(name) == year


@pytest.mark.parametrize("text", ["ab " * 10_000, "14/3 2018 " * 3_000, "a" * 30_000, "-" * 30_000])
def test_a_long_text_is_no_date_and_takes_no_time(text):
    assert when(text) is None
    assert without_persons(text).name == " ".join(text.split())
    assert divide([text], None).names
