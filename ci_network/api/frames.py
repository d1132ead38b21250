"""Columns as DataFrames."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ci_network import dates
from ci_network.record.alliance import Days


def frame(columns: Mapping[str, Any]) -> pd.DataFrame:
    """A DataFrame of columns; None in a column of numbers becomes NaN."""
    return pd.DataFrame({name: pd.Series(list(values)) for name, values in columns.items()})


def timestamps(days: Days) -> pd.Series:
    """Days as dates of pandas; NaT where a day is open or unknown."""
    ordinals = pd.Series(days, dtype="int64")
    known = (ordinals > dates.BEGINNING) & (ordinals < dates.END)
    since_1970 = ordinals.where(known) - np.datetime64("1970-01-01").astype(object).toordinal()
    # Seconds hold every year of the calendar; nanoseconds would end in 2262.
    dates_of_pandas: pd.Series = (since_1970 * 86_400).astype("datetime64[s]")
    return dates_of_pandas


def iso_to_dates(table: pd.DataFrame, *names: str) -> pd.DataFrame:
    """The table with ISO texts of some columns as dates of pandas."""
    return table.assign(**{name: table[name].astype("datetime64[s]") for name in names})
