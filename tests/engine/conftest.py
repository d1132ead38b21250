"""Java for the tests of Spark: quick to begin, where usually it gets quick with the hours."""

from __future__ import annotations

import os

os.environ.setdefault(
    "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:MetaspaceSize=256m"
)
