"""What no page of ours sends, and names that are markup: refused, or text, and nothing half."""

from __future__ import annotations

import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from map_records import HOSTILE
from test_any_record import Page

from ci_network.app.store import Store

JSON = {"content-type": "application/json"}
NAMES = [" ".join(text.replace("\0", "").split()) for text in HOSTILE]


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def edit(client, now, **said):
    return client.post("/register/edit", json={"version": now(client), **said})


@pytest.mark.parametrize(
    "body",
    [
        b'{"version": "V", "edit": "add_actor", "actor": "x\\ud800y"}',
        b'{"version": "V", "edit": "paste", "grid": "entries", "names": ["10-snack"],'
        b' "columns": ["name"], "cells": [["\\udfff"]]}',
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b'{"version": "V", "edit": "remove_pair", "row": NaN}',
        b'{"version": "V", "edit": "remove_pair", "row": true}',
        b'{"version": "V", "edit": "remove_pair", "row": -1}',
        b'{"version": "V", "edit": "remove_pair", "row": ' + b"9" * 4000 + b"}",
        b'{"version": "V", "edit": "actor", "actor": "vive", "column": "<b>", "value": "x"}',
        *[
            b'{"version": "V", "edit": "paste", "grid": "pairs", "names": ["%s"],'
            b' "columns": ["source"], "cells": [["VIVE"]]}' % row
            for row in (b"x", b"-1", b"0", "²".encode(), "٣".encode(), b"9" * 4000)
        ],
        b'{"version": "V", "edit": "paste", "grid": "actors", "names": ["vive"],'
        b' "columns": ["identity"], "cells": [["x"]]}',
    ],
    ids=range(16),
)
def test_json_that_no_page_sends_is_refused_and_changes_nothing(client, folder, now, body):
    before = files(folder)
    told = body.replace(b'"V"', f'"{now(client)}"'.encode())
    answer = client.post("/register/edit", content=told, headers=JSON)
    assert answer.status_code == 422, answer.text[:300]
    assert files(folder) == before


@pytest.mark.parametrize("text", ["a\0b", "a\x1bb", "a" * 40_000])
@pytest.mark.parametrize("grid", ["entries", "actors", "pairs"])
def test_cells_that_no_file_can_hold_are_told_and_not_written(client, folder, now, text, grid):
    edit(client, now, edit="add_pair", source="vive", target="headspace")
    before = files(folder)
    name, column = {"entries": ("10-snack", "name"), "actors": ("vive", "label"),
                    "pairs": ("2", "activity")}[grid]  # fmt: skip
    answer = edit(client, now, edit="paste", grid=grid, names=[name], columns=[column],
                  cells=[[text]])  # fmt: skip
    assert answer.status_code == 422
    assert answer.json()["sentence"]
    assert files(folder) == before


def test_two_origins_are_one_too_many(client):
    headers = [("origin", "http://127.0.0.1:8000"), ("origin", "http://evil.example")]
    del client.headers["origin"]
    assert client.post("/end", headers=headers).status_code == 403
    assert not client.app.state.desk.ended.is_set()


def test_hostile_names_pasted_answered_and_decided_stay_text_in_every_room(client, now):
    columns = ["name", "date", "o:sekretariatet", "o:headspace", "o:vive"]
    cells = [[f"{name} {n}", "2019", "x", "x", "x"] for n, name in enumerate(NAMES)]
    cells += [
        [f"{name} ({2018 + k}-01-0{k})", "2019", "x", "x", "x"] for k in (1, 2) for name in NAMES
    ]
    told = edit(client, now, edit="paste", grid="entries", names=[], columns=columns, cells=cells)
    assert told.json()["left"] == []
    people = [[f"{name} {n}", f"{name} {n}", name] for n, name in enumerate(NAMES)]
    told = edit(client, now, edit="paste", grid="actors", names=[],
                columns=["id", "label", "sector"], cells=people)  # fmt: skip
    assert told.json()["left"] == []
    pairs = [[f"{NAMES[0]} 0", "vive", f"{name} {n}"] for n, name in enumerate(NAMES)]
    told = edit(client, now, edit="paste", grid="pairs", names=[],
                columns=["source", "target", "activity"], cells=pairs)  # fmt: skip
    assert len(told.json()["pairs"]) == len(NAMES)
    told = edit(client, now, edit="paste", grid="entries", names=["10-snack"], columns=["lead"],
                cells=[[name] for name in NAMES])  # fmt: skip
    assert len(told.json()["left"]) > 1
    said = {"kind": "continues", "about": [f"{NAMES[1]} (2019-01-01)"], "answer": "yes",
            "evidence": NAMES[0], "version": now(client)}  # fmt: skip
    assert client.post("/answer", data=said).status_code == 200
    for room in ("answer", "answer/questions", "plan", "register", "check", "share", "lists"):
        page = Page(client.get(f"/{room}").text)
        assert page.handlers == []
        assert "img" not in page.tags
        assert all("src" in script or script["type"] == "application/json"
                   for script in page.scripts)  # fmt: skip
    assert "Do the 2 meetings of" in client.get("/answer/questions").text


def test_twelve_changes_at_once_are_all_kept(client, folder, now):
    page = now(client)

    def said(n):
        cells = [[f"meeting {n}", "2019", "x"]]
        told = {"version": page, "edit": "paste", "grid": "entries", "names": [],
                "columns": ["name", "date", "o:vive"], "cells": cells}  # fmt: skip
        return client.post("/register/edit", json=told).status_code

    with ThreadPoolExecutor(12) as pool:
        assert set(pool.map(said, range(12))) == {200}
    text = (folder / "edges.csv").read_text(encoding="utf-8")
    assert all(f"meeting {n},vive,,2019" in text for n in range(12))
    assert Store(folder).load().alliance is not None


def test_a_zip_bomb_is_told_in_words(client):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(300):
                sheet.write(bytes(1 << 20))
    page = client.post("/lists", files={"file": ("list.xlsx", whole.getvalue())})
    assert page.status_code == 200
    assert "unpacks to more than 256 MB" in page.text


@pytest.mark.slow
def test_the_app_killed_while_it_saves_leaves_one_whole_version(folder):
    """Each change writes three files: a meeting, somebody new in it, and that it goes on."""
    chance, said = random.Random(7), 0
    for turn in range(20):
        process = subprocess.Popen(
            [sys.executable, "-m", "ci_network", "app", str(folder), "--no-browser"],
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        address = re.search(r"http\S+", process.stderr.readline())[0]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        browser.open(address).read()
        base = address.partition("/enter")[0]
        ends = time.monotonic() + 0.5 + chance.random()
        written = []
        with ThreadPoolExecutor(1) as pool:
            saving = pool.submit(_save_on, browser, base, turn, written)
            time.sleep(max(0.0, ends - time.monotonic()))
            os.kill(process.pid, signal.SIGKILL)
            saving.result()
        process.wait()
        process.stderr.close()
        loaded = Store(folder).load()
        assert loaded.alliance is not None
        edges, nodes, told = (
            {row[0] for row in loaded.tables[kind].cells}
            for kind in ("edges", "nodes", "activities")
        )
        # Whatever was answered with "saved" is there; a change is whole or not at all.
        assert set(written) <= edges
        new = {name for name in edges if name.startswith("turn ")}
        assert {f"{name} B" for name in new} <= nodes
        assert new <= told
        assert not list(folder.glob("history/.*.partial"))
        said += len(written)
    assert said > 20


def _save_on(browser, base, turn, written):
    """Add meetings until nobody answers any more."""
    for n in range(10_000):
        name = f"turn {turn} {n}"
        try:
            version = json.load(browser.open(f"{base}/register/data"))["version"]
            for told in (
                {"edit": "paste", "grid": "actors", "names": [], "columns": ["id"],
                 "cells": [[f"{name} B"]]},
                {"edit": "paste", "grid": "entries", "names": [],
                 "columns": ["name", "date", "goes", "o:vive", f"o:{name} B"],
                 "cells": [[name, "2019", "nej", "x", "x"]]},
            ):  # fmt: skip
                request = urllib.request.Request(
                    f"{base}/register/edit", json.dumps({"version": version, **told}).encode(),
                    {"Content-Type": "application/json", "Origin": base},
                )  # fmt: skip
                version = json.load(browser.open(request))["version"]
        except (OSError, ValueError):
            return
        written.append(name)
