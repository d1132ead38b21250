"""`app`: it listens on this machine alone, and ends when it is told or left alone."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest
from interrupts import interrupts_are_heard  # noqa: F401 - for all tests here

from ci_network.commands.run import run


@pytest.fixture
def start(tmp_path):
    """Start the command in a process of its own; the process, its port and its token."""
    started = []

    def begin(*words):
        process = subprocess.Popen(
            [sys.executable, "-m", "ci_network", "app", *map(str, words), "--no-browser"],
            stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, encoding="utf-8", cwd=tmp_path,
        )  # fmt: skip
        started.append(process)
        line = process.stderr.readline()
        port, token = re.search(
            r"http://127\.0\.0\.1:(\d+)/enter\?token=([\w-]{40,})", line
        ).groups()
        return process, int(port), token

    yield begin
    for process in started:
        process.kill()
        process.wait()
        process.stderr.close()


def asked(port, path, token, method="GET"):
    to = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    host = f"127.0.0.1:{port}"
    to.request(method, path, headers={"Cookie": f"ci-network-{port}={token}",
                                      "Origin": f"http://{host}"})  # fmt: skip
    answer = to.getresponse()
    return answer.status, answer.read().decode("utf-8")


def others():
    """Addresses of this machine beside the loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        try:
            line.connect(("10.255.255.255", 1))
        except OSError:
            return []
        return [line.getsockname()[0]]


def test_it_opens_a_folder_that_is_not_there_yet_and_listens_here_alone(start, tmp_path):
    process, port, token = start("new", "--lang", "en")
    status, page = asked(port, "/lists", token)
    assert status == 200
    assert '<html lang="en">' in page
    assert not (tmp_path / "new").exists()
    for address in others():
        with pytest.raises((ConnectionError, TimeoutError)):
            socket.create_connection((address, port), timeout=2).close()
    status, page = asked(port, "/end", token, "POST")
    assert status == 200
    time.sleep(0.5)  # a slow browser
    assert asked(port, "/static/app.css", token)[0] == 200
    assert process.wait(timeout=20) == 0
    assert process.stderr.read() == ""


def test_each_start_has_a_token_and_a_port_of_its_own_and_ctrl_c_ends_it(start, capfd):
    process, port, token = start("one")
    _, other_port, other_token = start("two")
    assert token != other_token
    assert asked(port, "/lists", other_token)[0] == 403
    assert asked(other_port, "/lists", other_token)[0] == 200
    assert run(["app", "new", "--port", str(port), "--no-browser", "--lang", "en"]) == 2
    assert f"Port {port} is taken" in capfd.readouterr().err
    if os.name != "nt":  # whose signals are others
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert "Traceback" not in process.stderr.read()


def test_it_ends_when_it_is_left_alone(start):
    process, _, _ = start("new", "--idle", "0.01")
    assert process.wait(timeout=20) == 0


def test_a_file_is_no_folder(tmp_path, capfd):
    (tmp_path / "record.xlsx").write_bytes(b"")
    assert run(["app", str(tmp_path / "record.xlsx"), "--no-browser", "--lang", "en"]) == 2
    assert "is no folder" in capfd.readouterr().err


def test_without_its_libraries_it_says_what_to_install(monkeypatch, capfd):
    for name in [name for name in sys.modules if name.startswith("ci_network.app")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert run(["app", "new", "--no-browser", "--lang", "en"]) == 2
    assert "pip install 'ci_network[app]'" in capfd.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="BROWSER is of other systems")
def test_a_browser_that_is_opened_before_the_rooms_are_read_gets_the_page(tmp_path):
    fetched, opened = tmp_path / "fetched", tmp_path / "browser.py"
    opened.write_text(
        "import pathlib, sys, urllib.request\n"
        "answer = urllib.request.urlopen(sys.argv[1], timeout=60)\n"
        f"part = pathlib.Path({str(fetched) + '.part'!r})\n"
        "part.write_text(f'{answer.status} {sys.argv[1]}', encoding='utf-8')\n"
        f"part.rename({str(fetched)!r})\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "ci_network", "app", "data"],
        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, encoding="utf-8", cwd=tmp_path,
        env={**os.environ, "BROWSER": f"{sys.executable} {opened} %s"},
    )  # fmt: skip
    try:
        address = re.search(r"http://[^\s]+", process.stderr.readline()).group()
        until = time.monotonic() + 60
        while not fetched.exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert fetched.read_text(encoding="utf-8") == f"200 {address}"
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
