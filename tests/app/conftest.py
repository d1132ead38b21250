"""The app without a socket, as a browser that was let in sees it."""

from __future__ import annotations

import contextlib
import shutil

import pytest
from starlette.testclient import TestClient

from ci_network.app.rooms import answer
from ci_network.app.safety import Pass
from ci_network.app.server import create_app
from ci_network.files.shipped import example_folder

PORT = 8000
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Questions are waited for, however busy the machine is."""
    monkeypatch.setattr(answer, "_PATIENCE", 60)


@pytest.fixture
def folder(tmp_path):
    """The Helsingør record, in a folder of its own."""
    return shutil.copytree(example_folder(), tmp_path / "record")


@pytest.fixture
def client_of():
    """A browser that was let in, by folder and language of the start; one loop for all it asks."""
    with contextlib.ExitStack() as asking:

        def made(folder, language="en"):
            app = create_app(folder, Pass("token", PORT), language)
            client = TestClient(
                app, base_url=ORIGIN, headers={"origin": ORIGIN}, raise_server_exceptions=False
            )
            client.cookies.set(f"ci-network-{PORT}", "token", domain="127.0.0.1")
            return asking.enter_context(client)

        yield made


@pytest.fixture
def now():
    """The version of the record as a page of it shows it now."""
    return lambda client: client.app.state.desk.store.load().version


@pytest.fixture
def client(client_of, folder):
    return client_of(folder)


@pytest.fixture
def series(tmp_path):
    """A board that met three times, and a walk; nobody has said who led, or whether they go on."""
    folder = tmp_path / "series"
    folder.mkdir()
    (folder / "nodes.csv").write_text("id,secretariat\nS,yes\nA,\nB,\nC,\n", encoding="utf-8")
    days = ("2018-01-09", "2018-05-08", "2018-09-11")
    edges = [f"Board ({day}),{actor},{day}\n" for day in days for actor in "SAB"]
    edges += [f"walk,{actor},2018-06-01\n" for actor in "SBC"]
    (folder / "edges.csv").write_text(f"activity,actor,start\n{''.join(edges)}", encoding="utf-8")
    return folder
