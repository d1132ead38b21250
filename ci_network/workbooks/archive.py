"""The archive that a workbook is: only what was looked at leaves it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from ci_network.workbooks.sheets import RefusedError

MOST_UNPACKED = 1 << 30
"""An archive that unpacks to more bytes is refused."""

# Tables of real cells shrink to a tenth or a thirtieth; what shrinks more must be smaller.
_MOST_TIMES = 150
_MOST_UNPACKED_TIGHT = 1 << 28

_MOST_PARTS = 10_000


class Archive:
    """Parts by name; names are looked up as readers do, whatever their capital letters."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        parts = self._zip.infolist()
        size = sum(part.file_size for part in parts)
        limit = MOST_UNPACKED if size < _MOST_TIMES * len(data) else _MOST_UNPACKED_TIGHT
        if len(parts) > _MOST_PARTS or size > limit:
            raise RefusedError("unpacks-too-large", limit=f"{limit >> 20:,} MB")
        if any(part.flag_bits & 1 for part in parts):
            raise RefusedError("old-workbook")
        self._parts = {part.filename.lower(): part for part in parts}
        if len(self._parts) < len(parts):
            raise ValueError("two parts have one name")

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def read(self, name: str) -> bytes:
        """A part, to its stated end and no further."""
        return self._zip.read(self._parts[name.lower()])

    def of(self, names: Iterable[str]) -> bytes:
        """An archive of these parts alone, each exactly as it was read here."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
            for part in sorted({self._parts[name.lower()].filename for name in names}):
                copy.writestr(zipfile.ZipInfo(part), self.read(part))
        return out.getvalue()
