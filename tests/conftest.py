"""What all tests share: where workbooks are read, and how tests are shared among processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from distribution import ByFunction, place
from workbook_readers import Readers

from ci_network.workbooks import apart

collect_ignore = ["conftest.py"]  # several have this name, and doctests are looked for in each

PROCESS = apart._process


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins."""
    items.sort(key=lambda item: place(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """What shares something stays together."""
    return ByFunction(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """Where readers of workbooks are begun."""
    begun = Readers()
    yield begun
    begun.close()


@pytest.fixture(autouse=True)
def read_by_readers(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read by processes that need not load what reads them."""
    if hasattr(os, "fork"):
        monkeypatch.setattr(apart, "_process", readers.read)


@pytest.fixture
def read_as_by_the_product(read_by_readers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read by a process that begins as the product has it."""
    monkeypatch.setattr(apart, "_process", PROCESS)
