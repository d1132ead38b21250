"""Spark: on a cluster that is there already, or on this machine."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException, PySparkRuntimeError
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as all of Spark's users write it
from pyspark.sql.types import StringType, StructField, StructType

from ci_network.engine.frames import Columns, Files, Frame, How, in_one_line
from ci_network.engine.room import usual_memory
from ci_network.errors import UsageError

_SETTINGS = ("SPARK_CONF_DIR", "SPARK_HOME", "SPARK_REMOTE", "PYSPARK_SUBMIT_ARGS", "MASTER")
"""Where Spark's users say which cluster; when they say nothing it runs here, and alone."""

_ALONE = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "4g",
    "spark.sql.shuffle.partitions": "4",
}

_PLACE_IN_PART = (1 << 33) - 1
"""Spark's increasing numbers hold the part of the table above these bits."""


_PATTERN = re.compile(r"([*?\[\]{}\\])")


class Spark:
    """The session that is running, else one by Spark's usual settings; else one on this machine."""

    def __init__(self, scratch: Path, memory: int | None = None) -> None:
        self.memory = memory or usual_memory()
        # It says so once in every session, of parts of pandas that are not used here.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        builder = SparkSession.builder.appName("ci_network").config("spark.log.level", "ERROR")
        # Else only the cells of columns that are wanted are looked at, and a ragged row passes.
        builder = builder.config("spark.sql.csv.parser.columnPruning.enabled", "false")
        if not any(name in os.environ for name in _SETTINGS):
            for name, value in _ALONE.items():
                builder = builder.config(name, value)
            builder = builder.config("spark.local.dir", str(scratch))
            if memory is not None:
                builder = builder.config("spark.driver.memory", f"{memory >> 20}m")
        self._was_running = SparkSession.getActiveSession() is not None
        try:
            self._session = builder.getOrCreate()
        except PySparkRuntimeError as error:
            raise UsageError(
                "--engine spark needs Java 17 or newer; it could not be started"
            ) from error

    failures: tuple[type[Exception], ...] = (PySparkException, Py4JError)
    scratch: Path | None = None

    def fill(self, memory: int) -> None:
        """Its own settings say what it fills."""

    def blames_data(self, error: Exception) -> bool:
        """Whether it cannot go on because of a row of the data."""
        return "MALFORMED" in str(error)

    def reason(self, error: Exception) -> str:
        """What it says, as part of a sentence."""
        return in_one_line(str(error))

    def header(self, files: Files) -> list[str]:
        """Names of the columns, as the files spell them."""
        return list(files.header or self._scan(files).columns)

    def cells(self, files: Files, columns: Mapping[str, str]) -> Frame:
        """Cells as text, blank where there is nothing, of the named columns under new names."""
        picked = [
            F.coalesce(F.col(f"`{name}`").cast("string"), F.lit("")).alias(new)
            for new, name in columns.items()
        ]
        cells: Frame = nw.from_native(self._scan(files).select(*picked))
        return cells if files.format == "parquet" else self.hold(cells)

    def table(self, columns: Mapping[str, NDArray[Any] | Sequence[str]]) -> Frame:
        """A table from memory; whole numbers, yes and no, or text."""
        arrays = {
            name: pa.array(values, None if isinstance(values, np.ndarray) else pa.string())
            for name, values in columns.items()
        }
        return nw.from_native(self._session.createDataFrame(pa.table(arrays)))

    def hold(self, frame: Frame) -> Frame:
        """Work a table out once, and keep it; what it was made of is released."""
        native: DataFrame = nw.to_native(frame)
        return nw.from_native(native.localCheckpoint(eager=True))

    def join(self, frame: Frame, other: Frame, *on: str, how: How = "inner") -> Frame:
        """The rows of two tables that agree in some columns; no other has the same name in both."""
        return frame.join(other, on=list(on), how=how)

    def drop(self, frame: Frame) -> None:
        """Forget a table that was held."""
        native: DataFrame = nw.to_native(frame)
        native.unpersist()

    def numbered(self, frame: Frame, name: str, ordered_by: str | None = None) -> Frame:
        """The rows with a distinct whole number each, from 0 on, in any order or in that of one."""
        native: DataFrame = nw.to_native(frame)
        if ordered_by:
            native = native.orderBy(ordered_by)
        rows = native.select(
            "*",
            F.spark_partition_id().alias("part"),
            F.monotonically_increasing_id().bitwiseAND(_PLACE_IN_PART).alias("place"),
        ).localCheckpoint(eager=True)
        counts = dict(map(tuple, rows.groupBy("part").count().collect()))
        parts = sorted(counts)
        begins = np.cumsum([0, *[counts[part] for part in parts]])[: len(parts)]
        offsets = nw.to_native(self.table({"part": np.array(parts), "begin": begins}))
        numbered = rows.join(F.broadcast(offsets), "part")
        number = (F.col("begin") + F.col("place")).alias(name)
        return nw.from_native(numbered.select(*native.columns, number))

    def fetch(self, frame: Frame) -> Columns:
        """Bring a table to memory; what is missing in a column of numbers is NaN there."""
        native: DataFrame = nw.to_native(frame)
        rows = native.toArrow()
        return {name: rows[name].to_numpy(zero_copy_only=False) for name in rows.column_names}

    def close(self) -> None:
        """Take away everything that was kept."""
        self._session.catalog.clearCache()
        if not self._was_running:
            self._session.stop()

    def _scan(self, files: Files) -> DataFrame:
        # A name is no pattern, whatever stands in it.
        paths = [_PATTERN.sub(r"\\\1", str(path)) for path in files.paths]
        if files.format == "parquet":
            return self._session.read.option("mergeSchema", "true").parquet(*paths)
        return self._session.read.csv(
            paths, sep=files.separator, header=True, mode="FAILFAST", multiLine=True,
            schema=StructType([StructField(name, StringType()) for name in files.header]),
            quote='"', escape='"', encoding="UTF-8", enforceSchema=False,
        )  # fmt: skip
