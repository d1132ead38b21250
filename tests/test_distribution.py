"""Tests are shared among processes function by function, and each runs once."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from distribution import TOGETHER, ByFunction, place

TESTS = [
    *[f"a.py::many[{n}]" for n in range(40)],
    "a.py::alone",
    *[f"tests/test_kill.py::{name}[{n}]" for name in ("one", "two") for n in range(3)],
    *[f"b.py::of[words[{n}] @ noon]" for n in range(5)],
    *[f"c.py::single_{n}" for n in range(30)],
]


class Node(SimpleNamespace):
    """A process that runs what it is sent."""

    __hash__ = object.__hash__
    gateway = SimpleNamespace(id="a process")

    def send_runtest_some(self, indices):
        self.sent += indices
        self.waiting += indices

    def shutdown(self):
        self.shutting_down = True


def test_each_test_runs_once_and_cases_of_one_function_stay_together():
    config = SimpleNamespace(
        getvalue=lambda name: ["2*popen"], option=SimpleNamespace(loadscopereorder=False)
    )
    shared = ByFunction(config)
    nodes = [Node(sent=[], waiting=[], shutting_down=False) for _ in range(2)]
    for node in nodes:
        shared.add_node(node)
        shared.add_node_collection(node, TESTS)
    shared.schedule()
    while any(node.waiting for node in nodes):
        for node in nodes:
            if node.waiting:
                shared.mark_test_complete(node, node.waiting.pop(0))
    assert sorted(nodes[0].sent + nodes[1].sent) == list(range(len(TESTS)))
    assert all(len(node.sent) > 20 for node in nodes)
    places = {
        function: {at for at, node in enumerate(nodes) for n in node.sent if function in TESTS[n]}
        for function in ("many", "test_kill", "of[")
    }
    assert all(len(where) == 1 for where in places.values()), places
    assert shared.tests_finished
    assert not shared.has_pending


def test_what_a_process_had_begun_is_given_to_another_when_it_ends():
    config = SimpleNamespace(
        getvalue=lambda name: ["2*popen"], option=SimpleNamespace(loadscopereorder=False)
    )
    shared = ByFunction(config)
    broken, other = (Node(sent=[], waiting=[], shutting_down=False) for _ in range(2))
    for node in (broken, other):
        shared.add_node(node)
        shared.add_node_collection(node, TESTS)
    shared.schedule()
    done = [broken.waiting.pop(0) for _ in range(3)]
    for index in done:
        shared.mark_test_complete(broken, index)
    assert shared.remove_node(broken) == TESTS[broken.waiting[0]]
    while other.waiting:
        shared.mark_test_complete(other, other.waiting.pop(0))
    assert sorted({*done, *other.sent}) == list(range(len(TESTS)))
    assert not {*done} & {*other.sent}


def test_every_name_that_is_kept_together_is_that_of_tests():
    root = Path(__file__).parents[1]
    for name in TOGETHER:
        file, _, function = name.partition("::")
        assert f"def {function.removesuffix('[')}" in (root / file).read_text(encoding="utf-8")
        assert TOGETHER[place(f"{file}::{function}[x]")] == name
    assert place("tests/test_laws.py::test_x[1]") == len(TOGETHER)
