"""Every sentence of the pages in both languages."""

from __future__ import annotations

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from ci_network.app.pages import HERE
from ci_network.language import LOCALE

KEYWORDS = {"said": None, "marked": None, "counted": (1, 2)}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]


def sentences():
    found = extract_from_dir(HERE, METHODS, keywords=KEYWORDS)
    return {text if isinstance(text, str) else tuple(text) for _, _, text, _, _ in found}


def danish(area="*"):
    for path in (LOCALE / "da" / "LC_MESSAGES").glob(f"{area}.po"):
        with path.open("rb") as file:
            yield from (m for m in read_po(file) if m.id and not m.context)


def test_every_sentence_of_the_pages_is_in_danish():
    known = {message.id for message in danish()}
    wanted = sentences()
    assert len(wanted) > 20
    assert not wanted - known


def test_no_danish_sentence_of_the_pages_is_left_over():
    assert not {message.id for message in danish("app")} - sentences()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_pages_are_in_the_language_of_the_start_until_another_is_chosen(
    client_of, folder, language
):
    client = client_of(folder, language)
    assert f'<html lang="{language}">' in client.get("/answer").text
    other = "da" if language == "en" else "en"
    answer = client.post(
        "/language", data={"language": other}, headers={"referer": "http://127.0.0.1:8000/plan?x=1"}
    )
    assert answer.url.path == "/plan"
    assert f'<html lang="{other}">' in answer.text


def test_a_language_that_there_is_not_is_refused(client):
    assert client.post("/language", data={"language": "xx"}).status_code == 422


def test_after_the_switch_nobody_is_sent_elsewhere(client):
    for where in ("http://evil.example//evil.example", "//evil.example/plan", "javascript:1", ""):
        answer = client.post(
            "/language", data={"language": "da"}, headers={"referer": where},
            follow_redirects=False,
        )  # fmt: skip
        assert answer.headers["location"] in ("/", "/plan")
