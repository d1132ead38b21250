"""Tables made to be slow: told, read or refused in a few seconds of work and little memory."""

from __future__ import annotations

import random
import string
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ci_network.reading import examine
from ci_network.reading.spelling import twins

SECONDS = 5
"""Of work, which a busy machine does not make longer."""


def letters(count: int, seed: int) -> str:
    rng = random.Random(seed)
    return "".join(rng.choices(string.ascii_lowercase, k=count))


def rows(header: str, *lines: str) -> str:
    return "\n".join([header, *lines, ""])


def edges(*lines: str) -> str:
    return rows("activity,actor,start", *lines)


def long_names() -> tuple[str, str]:
    names = [letters(1500, n) for n in range(1500)]
    return rows("id", *names), edges(*(f"t,{name}x,2018" for name in names))


def long_names_alike() -> tuple[str, str]:
    start = letters(1490, 0)
    names = [start + letters(10, n) for n in range(1500)]
    return rows("id", *names), edges(*(f"{name[:-1]}å,{name},2018" for name in names))


TABLES: dict[str, Callable[[], tuple[str, str]]] = {
    "stray quotes": lambda: (
        "id\nA\n", edges(*(f'"x"y{n},A,2018' for n in range(50_000)))
    ),
    "stray quotes and sound rows": lambda: (
        "id\nA\n", edges(*(f'"x"y{n},A,2018\nt,A,2018\n"two\nlines",A,' for n in range(30_000)))
    ),
    "quotes that swallow rows": lambda: (
        "id\nA\n", edges(*('"x\ny,z,2018\n",A,2018' for _ in range(50_000)))
    ),
    "long names": long_names,
    "long names that are alike": long_names_alike,
    "names that are all alike": lambda: (
        rows("id", *(f"helsing{chr(0x4E00 + n)}or" for n in range(600))), edges("t,x,2018")
    ),
    "unknown actors": lambda: (
        "id\nA\n", edges(*(f"t,{letters(20, n)},2018" for n in range(20_000)))
    ),
    "bad dates": lambda: ("id\nA\n", edges(*(f"t{n},A,{n}-99-99" for n in range(30_000)))),
    "ragged rows": lambda: ("id\nA\n", edges(*("t,A,2018,x,y" for _ in range(50_000)))),
    "one row of many cells": lambda: ("id\nA\n", edges("," * 2_000_000)),
    "a long line": lambda: ("id\nA\n", edges("x" * 20_000_000)),
    "blank rows": lambda: ("id\nA\n", edges(*("" for _ in range(1_000_000)))),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_slow_table_is_told_in_seconds(name, tmp_path):
    nodes, text = TABLES[name]()
    (tmp_path / "nodes.csv").write_text(nodes, encoding="utf-8")
    (tmp_path / "edges.csv").write_text(text, encoding="utf-8")
    began = time.process_time()
    found = examine(tmp_path)
    assert time.process_time() - began < SECONDS
    assert found.problems


@given(st.text('",;\n\r\tab', max_size=12), st.integers(0, 3))
@settings(max_examples=4, suppress_health_check=list(HealthCheck))
def test_no_piece_of_a_table_is_slow_when_there_is_much_of_it(tmp_path_factory, piece, kind):
    folder = tmp_path_factory.getbasetemp() / "slow"
    folder.mkdir(exist_ok=True)
    line = [f"{piece},A,2018\n", f"t,{piece},2018\n", f'"{piece}",A,2018\n', piece][kind]
    (folder / "nodes.csv").write_text("id\nA\n")
    (folder / "edges.csv").write_text("activity,actor,start\n" + line * 20_000, newline="")
    began = time.process_time()
    examine(folder)
    assert time.process_time() - began < SECONDS


@given(st.integers(1, 400), st.text("abcæ", min_size=1, max_size=3))
@settings(max_examples=4, suppress_health_check=list(HealthCheck))
def test_names_of_any_length_are_compared_in_time(length, end):
    base = letters(length, 1)
    names = [f"{base}{letters(3, n)}{end}" for n in range(400)]
    began = time.process_time()
    list(twins(list(dict.fromkeys(names))))
    assert time.process_time() - began < SECONDS
