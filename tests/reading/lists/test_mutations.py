"""Whatever the bytes, `import` ends with tables or with a sentence."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable

import pytest
from alliances import alliance
from reading.lists import test_cases, test_network_cases

from ci_network.errors import CINetworkError
from ci_network.reading.lists import Choices, import_file
from ci_network.views.exports import export

SMALL = alliance("S*", meet="S!AB@2017", walk="A!B@2018-03", tea="BC@2018/2019")
NAMES = {
    "gexf": "a.gexf", "graphml": "a.graphml", "pajek": "a.net", "kumu": "k.json", "hif": "h.json",
    "json": "n.json", "csv": "s.csv", "xlsx": "x.xlsx",
}  # fmt: skip
LISTS = {
    "long.csv": "Dato;Møde;Organisation;Rolle\n14-03-2018;M;A, B;tovholder\n;;C;\n",
    "wide.csv": "Aktivitet,Dato,A,B,Antal\nM,2018,x,ja,12\nN,2019-02,,tovholder,3\n",
    "reverse.csv": "Organisation,M 2018-03-14,N\nDato,,2018\nA,x,1\nB,,x\n",
    "pairs.csv": "from,to,begin,end\nA,B,2017,2018\nB,C,2018-03,\n",
}
PIECES = (b'"', b"\n", b";", b",", b"x", b"<", b"null", b"{}", b"[]", b"0", b"9999-99-99", b"\xc3",
          b"*Edges\n", b"true", b"\x00", b"'=", b"-1")  # fmt: skip

CELLS = ("", "2018", "2018-", "ongoing", "løbende", "x", "14/3", "-", "nej", "afbud", "2018-03-14",
         "A, B", "Q1 2018", "1", "lead", "*", "?", "2019/20", "10:00-12:00")  # fmt: skip


def seeds() -> list[tuple[str, bytes]]:
    found = []
    for form, name in NAMES.items():
        content = export(SMALL, form, name)
        found.append((name, content if isinstance(content, bytes) else content.encode()))
    return found + [(name, text.encode()) for name, text in LISTS.items()]


def mutated(rng: random.Random, content: bytes) -> bytes:
    data = bytearray(content)
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(4)
        if kind == 0:
            data[at : at + 1] = bytes([rng.randrange(256)])
        elif kind == 1:
            del data[at : at + rng.choice([1, 5, 100])]
        elif kind == 2:
            data[at:at] = rng.choice(PIECES)
        else:
            other = rng.randrange(len(data) + 1)
            data[at:at] = data[other : other + rng.choice([3, 30])]
    return bytes(data)


def cases() -> list[tuple[str, bytes]]:
    """The lists and networks of all cases that are one text."""
    lists = [("a.csv", case["list"]) for _, case in test_cases.CASES if "list" in case]
    networks = [
        (case["file"], case["content"]) for _, case in test_network_cases.CASES if "content" in case
    ]
    return [(name, text.encode()) for name, text in lists + networks]


def rearranged(rng: random.Random, content: bytes) -> bytes:
    """Lines moved, repeated or left out; cells that hold those of others, words, or nothing."""
    text = content.decode()
    between = max(";,\t|", key=text.count)
    rows = [line.split(between) for line in text.splitlines()]
    for _ in range(rng.choice([1, 1, 2, 3])):
        one, other = rng.randrange(len(rows)), rng.randrange(len(rows))
        kind = rng.randrange(5)
        if kind == 0:
            rows[one], rows[other] = rows[other], rows[one]
        elif kind == 1:
            rows.insert(one, list(rows[other]))
        elif kind == 2 and len(rows) > 1:
            del rows[one]
        else:
            cell = rng.choice((*CELLS, rng.choice(rows[other])))
            rows[one][rng.randrange(len(rows[one]))] = cell
    return "\n".join(map(between.join, rows)).encode()


def survives(
    tmp_path, seed: int, runs: int, known: list[tuple[str, bytes]],
    change: Callable[[random.Random, bytes], bytes],
) -> None:  # fmt: skip
    rng = random.Random(seed)
    for _ in range(runs):
        name, content = rng.choice(known)
        path = tmp_path / name
        path.write_bytes(change(rng, content))
        shape = rng.choice([None, None, "long", "activities", "actors"])
        blank_end = rng.choice([None, None, "day", "ongoing"])
        choices = Choices(
            shape=shape, secretariat=rng.choice([(), ("S",)]), blank_end=blank_end
        )  # fmt: skip
        with contextlib.suppress(CINetworkError):
            import_file(path, choices)


def test_no_list_or_network_is_too_strange(tmp_path):
    survives(tmp_path, 1, 300, seeds(), mutated)
    survives(tmp_path, 1, 100, cases(), rearranged)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_none_of_many_is_too_strange(tmp_path, seed):
    survives(tmp_path, seed, 4000, seeds(), mutated)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_no_case_with_its_lines_and_cells_moved_is_too_strange(tmp_path, seed):
    survives(tmp_path, seed, 4000, cases(), rearranged)
