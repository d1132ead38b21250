"""What the alliances of a comparison are called: as somebody says, or after their folders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ci_network.commands.outputs import real, usage
from ci_network.files.characters import visible

if TYPE_CHECKING:
    from ci_network.record.keys import Key


def named(
    data: Sequence[Path], names: Sequence[str], titles: str | None, *, coded: bool
) -> list[str]:
    """A name for each DATA, no two of them alike."""
    if titles is not None and names:
        raise usage("--titles and --name say the same; leave out one of them.")
    given = list(names) if titles is None else titles.split(",")
    if not given:
        # A folder may be called after whom the codes hide.
        return [f"Alliance {n}" for n in range(1, len(data) + 1)] if coded else distinct(data)
    given = [visible(name).strip() for name in given]
    if len(given) != len(data):
        raise usage(
            "{names} names are given for {data} DATA; name each of them, or none.",
            names=len(given),
            data=len(data),
        )
    if "" in given or len(set(given)) < len(given):
        raise usage("Each alliance needs a name of its own, and none may be blank.")
    return given


def distinct(paths: Sequence[Path]) -> list[str]:
    """A name for each path: its folder or file, and as much of what it lies in as tells it apart.

    Examples
    --------
    >>> distinct([Path("/x/helsingor/data"), Path("/x/lejre/data"), Path("/x/koge.xlsx")])
    ['helsingor/data', 'lejre/data', 'koge']
    >>> distinct([Path("/x/data"), Path("/x/data")])
    ['data', 'data (2)']
    """
    parts = [_parts(path) for path in paths]
    depth = [1] * len(paths)
    while True:
        names = ["/".join(own[-n:]) for own, n in zip(parts, depth, strict=True)]
        alike = {name for name, times in Counter(names).items() if times > 1}
        longer = [
            n for n, name in enumerate(names)
            if name in alike and depth[n] < len(parts[n]) and not _same(parts, names, name)
        ]  # fmt: skip
        if not longer:
            return _numbered([visible(name) for name in names])
        for n in longer:
            depth[n] += 1


def _parts(path: Path) -> tuple[str, ...]:
    place = real(path)
    last = place.stem if place.suffix.lower() in (".xlsx", ".xlsm", ".ods") else place.name
    return (*place.parent.parts[1:], last)


def _same(parts: Sequence[tuple[str, ...]], names: Sequence[str], name: str) -> bool:
    """Whether all that have this name are one and the same path."""
    return len({own for own, its in zip(parts, names, strict=True) if its == name}) == 1


def _numbered(names: Sequence[str]) -> list[str]:
    """The same with a number after a name that was there before."""
    found: list[str] = []
    for name in names:
        told = name
        for number in count(2):
            if told not in found:
                break
            told = f"{name} ({number})"
        found.append(told)
    return found


def without_names(names: Sequence[str], keys: Sequence[Key]) -> list[str]:
    """The names of alliances without those that are under codes."""
    hidden = list(names)
    for key in keys:
        hidden = [key.hide(name) for name in hidden]
    return _numbered(hidden)
