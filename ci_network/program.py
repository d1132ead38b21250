"""Start of the program to double-click: the app, on a folder that anybody finds again.

It is one executable that starts itself once more where the package starts a Python: to read a
workbook apart.
"""

from __future__ import annotations

import json
import os
import sys
from multiprocessing import freeze_support
from pathlib import Path

from ci_network.workbooks.apart import READ

IDLE = "30"
"""Minutes without an open window after which it ends: nobody sees that it still runs."""

NAME = "ci_network"


def main() -> None:
    """Read a workbook, where that was asked for; else open the app."""
    freeze_support()
    if sys.argv[1:2] == [READ]:
        from ci_network.workbooks import inside  # noqa: PLC0415 - all that this process needs

        _, *limits = json.loads(sys.argv[2])
        inside.main(*limits)
        return
    from ci_network import __main__  # noqa: PLC0415

    sys.argv[1:] = words_of(sys.argv[1:])
    __main__.main()


def words_of(given: list[str]) -> list[str]:
    """The call of the app: a folder that was dropped on the program, else one of its own.

    Examples
    --------
    >>> words_of(["my-alliance", "--lang", "en"])
    ['app', 'my-alliance', '--lang', 'en', '--idle', '30']
    """
    folder = [] if given[:1] and not given[0].startswith("-") else [str(own_folder())]
    idle = [] if "--idle" in given else ["--idle", IDLE]
    return ["app", *folder, *given, *idle]


def own_folder() -> Path:
    """Among the documents of whoever started it."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() ends where there is none
    documents = home / "Documents"
    return (documents if documents.is_dir() else home) / NAME


if __name__ == "__main__":
    main()
