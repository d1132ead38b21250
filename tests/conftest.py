"""What all tests share: where workbooks are read, and how tests are shared among processes."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distribution import place
from hypothesis import HealthCheck, settings
from workbook_readers import Readers

from ci_network.commands.outputs import speak
from ci_network.workbooks import apart

collect_ignore = [
    "conftest.py",  # several have this name, and doctests are looked for in each
    "run_notebooks.py",  # loads all libraries of the notebooks
]

HERE = Path(__file__).parent
PROCESS = apart._process

# An example may wait for its turn where much else is going on.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[Any]:
    """What is collected is no garbage, and is not looked through for any, now or later."""
    gc.disable()
    if "tests" in session.config.args and hasattr(session.config, "workerinput"):
        load_in_turns(session.config.workerinput)
    collected = yield
    gc.freeze()
    gc.enable()
    return collected


def load_in_turns(worker: dict[str, Any]) -> None:
    """Load all tests, each process from another one on: what one has compiled the others find."""
    files = sorted(HERE.rglob("test_*.py"))
    first = len(files) * int(worker["workerid"].removeprefix("gw")) // worker["workercount"]
    for file in [*files[first:], *files[:first]]:
        sys.path.insert(0, str(file.parent))
        with contextlib.suppress(Exception, pytest.skip.Exception):  # told when it is collected
            importlib.import_module(file.stem)
        sys.path.remove(str(file.parent))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins."""
    items.sort(key=lambda item: place(item.nodeid))


@pytest.fixture(scope="session", autouse=True)
def no_test_waits_for_the_disk() -> Iterator[None]:
    """No test cuts the power. Commands that are processes of their own wait as they do."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", os.fstat)  # which hears of a wrong descriptor too
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """No test hears the language of another: words are English until a command says otherwise."""
    speak(["--lang", "en"])


@pytest.fixture(scope="session", autouse=True)
def read_by_readers() -> Iterator[None]:
    """Workbooks are read by processes that need not load what reads them."""
    begun = Readers()
    with pytest.MonkeyPatch.context() as patched:
        if hasattr(os, "fork"):
            patched.setattr(apart, "_process", begun.read)
        yield
    begun.close()


@pytest.fixture
def read_as_by_the_product(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read by a process that begins as the product has it."""
    monkeypatch.setattr(apart, "_process", PROCESS)
