"""Several files in one, to send."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The one time in it, so that the same files make the same file."""


def packed(files: Mapping[str, str | bytes], folder: str) -> bytes:
    """A zip file with a folder of files, by name.

    Examples
    --------
    >>> zipfile.ZipFile(io.BytesIO(packed({"a.csv": "x"}, "record"))).namelist()
    ['record/a.csv']
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _BEGINNING)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()
