"""Who is let in, and what every answer says to the browser."""

from __future__ import annotations

import pytest

from ci_network.app.rooms import ROOMS
from ci_network.app.safety import POLICY
from ci_network.errors import CINetworkError

HOST = "127.0.0.1:8000"
ROOM_NAMES = [room.name for room in ROOMS]


@pytest.mark.parametrize("room", ROOM_NAMES)
def test_a_browser_that_was_let_in_sees_the_room(client, room):
    answer = client.get(f"/{room}")
    assert answer.status_code == 200
    assert 'aria-current="page"' in answer.text


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1", "127.0.0.1:8001", "127.0.0.1:8000.evil.example", "", "[::1]:8000",
     "127.0.0.1:8000@evil.example", "0.0.0.0:8000"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/answer", "/enter?token=token", "/static/app.css"])
def test_a_wrong_name_of_this_machine_is_refused(client, host, path):
    answer = client.get(path, headers={"host": host})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "Alliancegruppen" not in answer.text


def test_the_machine_may_be_called_localhost(client):
    client.cookies.set("ci-network-8000", "token", domain="localhost.local")
    headers = {
        "host": "localhost:8000", "origin": "http://localhost:8000",
        "cookie": "ci-network-8000=token",
    }  # fmt: skip
    assert client.get("/answer", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://localhost:8000"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_a_page_of_somebody_else_asks_is_refused(client, headers, method):
    answer = client.request(method, "/language", headers=headers, data={"language": "da"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_change_that_does_not_say_where_it_comes_from_is_refused(client):
    del client.headers["origin"]
    assert client.post("/end").status_code == 403
    assert not client.app.state.desk.ended.is_set()


@pytest.mark.parametrize("cookie", ["", "ci-network-8000=other", "ci-network-8001=token",
                                    "ci-network-8000=", "ci-network-8000=tokén"])  # fmt: skip
def test_without_the_token_nothing_of_the_record_is_shown(client, cookie):
    client.cookies.clear()
    for room in ROOM_NAMES:
        answer = client.get(f"/{room}", headers={"cookie": cookie.encode()})
        assert answer.status_code == 403
        assert "record" not in answer.text.split("<h1>")[0]


def test_the_address_of_the_start_lets_in_and_a_wrong_one_does_not(client):
    client.cookies.clear()
    assert client.get("/enter").status_code == 404
    assert client.get("/enter?token=wrong").status_code == 404
    answer = client.get("/enter?token=token")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("ci-network-8000=token;")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("path", ["/", "/answer", "/static/app.css", "/nowhere", "/enter"])
def test_every_answer_says_what_the_page_may_do(client, path):
    headers = client.get(path, follow_redirects=False).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "same-origin"


def test_no_script_is_in_a_page():
    assert "unsafe" not in POLICY


@pytest.mark.parametrize(
    "path",
    ["/static/../server.py", "/static/%2e%2e/server.py", "/static/..%2fserver.py",
     "/vendor/..%5c..%5cserver.py", "/static//etc/passwd", "/static/%00",
     "/%2e%2e/%2e%2e/etc/passwd"],
)  # fmt: skip
def test_no_path_leaves_its_folder(client, path):
    answer = client.get(path)
    assert answer.status_code in (403, 404)
    assert "Starlette" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("said_beforehand", [True, False])
def test_too_large_an_upload_is_refused_in_words(client, said_beforehand):
    whole = bytes(60 << 20)
    pieces = (whole[at : at + (1 << 20)] for at in range(0, len(whole), 1 << 20))
    answer = client.post(
        "/language",
        content=whole if said_beforehand else pieces,
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 413
    assert "50 MB" in answer.text


def test_what_goes_wrong_is_a_page_in_words(client, monkeypatch):
    def broken():
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(client.app.state.desk.store, "load", broken)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Something went wrong in the app itself" in answer.text
    assert "inside" not in answer.text


def test_what_is_known_to_go_wrong_is_said(client, monkeypatch):
    def broken():
        raise CINetworkError("There is no window {label!r}.", label="<b>2031")

    monkeypatch.setattr(client.app.state.desk.store, "load", broken)
    answer = client.get("/")
    assert answer.status_code == 400
    assert "There is no window &#39;&lt;b&gt;2031&#39;" in answer.text
