"""Whether the program works where there is no Python: it starts, opens a record, and ends.

    python packaging/check.py program/ci-network

Only the standard library is needed. It tells how large the program is and how long it takes to
its first page, and ends with 1 where something is wrong.
"""

from __future__ import annotations

import http.cookiejar
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

MOST_MEGABYTES = 250
PATIENCE = 60
DATA = Path(__file__).resolve().parent.parent / "data"


def main(folder: Path) -> int:
    """Check the program in a folder."""
    size = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) >> 20
    print(f"{size} MB", flush=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        copy = shutil.copytree(folder, Path(place) / "copied", symlinks=True)
        shutil.copytree(DATA, Path(place) / "record")
        wrong = started(copy, Path(place) / "record", Path(place) / "book")
        wrong = wrong or started(copy, Path(place) / "book")
    if size > MOST_MEGABYTES:
        wrong = f"larger than {MOST_MEGABYTES} MB"
    if wrong:
        print(wrong, file=sys.stderr)
    return 1 if wrong else 0


def started(program: Path, record: Path, book: Path | None = None) -> str:
    """What is wrong with the program on a record; nothing, if all is well.

    The record is written as a workbook into a folder `book`, for the next start.
    """
    executable = program / ("ci-network.exe" if os.name == "nt" else "ci-network")
    told = record.parent / "address.txt"
    kept = ("SYSTEMROOT", "TEMP", "TMP", "HOME", "USERPROFILE", "APPDATA")
    bare = {name: os.environ[name] for name in kept if name in os.environ}
    began = time.monotonic()
    with told.open("w", encoding="utf-8") as sink:
        process = subprocess.Popen(
            [str(executable), str(record), "--no-browser", "--lang", "en"],
            stderr=sink, env=bare | {"PATH": ""},
        )  # fmt: skip
    try:
        address = address_in(told)
        page = Window(address).fetch("/answer").decode("utf-8")
        print(f"the first page after {time.monotonic() - began:.1f} s")
        if "Would the collaboration hold together" not in page:
            return f"no answer is shown: {page[:500]}"
        if book is not None:
            book.mkdir()
            (book / "record.xlsx").write_bytes(Window(address).fetch("/share/out?form=xlsx"))
        Window(address).fetch("/end", b"")
        return "" if process.wait(timeout=PATIENCE) == 0 else "it did not end well"
    finally:
        process.kill()


def address_in(told: Path) -> str:
    """The address that the program tells."""
    for _ in range(10 * PATIENCE):
        found = re.search(r"http://\S+", told.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[0]
        time.sleep(0.1)
    raise SystemExit("the program tells no address")


class Window:
    """A browser that was let in."""

    def __init__(self, address: str) -> None:
        self._base = address.partition("/enter")[0]
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._open = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
        self._open.open(address).read()

    def fetch(self, path: str, sent: bytes | None = None) -> bytes:
        """A page, or a file."""
        request = urllib.request.Request(
            self._base + path, data=sent, headers={"Origin": self._base}
        )
        with self._open.open(request) as answer:
            return bytes(answer.read())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
