"""Whatever the record holds: every room is a page, and every name in it is text."""

from __future__ import annotations

import csv
from html.parser import HTMLParser

import pytest
from map_records import HOSTILE
from random_alliances import random_alliance, random_partnerships

ROOMS = ["/lists", "/register", "/check", "/answer", "/answer/questions", "/plan", "/map",
         "/report", "/share"]  # fmt: skip
TAGS = {
    "a", "bdi", "body", "br", "button", "circle", "code", "col", "datalist", "dd", "desc",
    "details", "dialog", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure",
    "form", "g", "h1", "h2", "h3", "head", "header", "html", "iframe", "input", "label",
    "legend", "li", "line", "link", "main", "meta", "nav", "ol", "optgroup", "option", "p",
    "path", "pattern", "polygon", "polyline", "progress", "rect", "script", "section",
    "select", "small", "span", "strong", "summary", "svg", "table", "tbody", "td",
    "template", "text", "textarea", "th", "thead", "title", "tr", "ul",
}  # fmt: skip


class Page(HTMLParser):
    """What a page is made of, as a browser takes it."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.handlers, self.scripts, self.addresses, self.words = set(), [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith(("on", "hx-on", "style"))]
        self.addresses += [
            value or "" for name, value in attrs if name in ("href", "src", "action")
        ]
        if tag == "script":
            self.scripts.append(dict(attrs))

    def handle_data(self, data):
        self.words += data


def write(path, rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def record(folder, nodes, edges, activities=()):
    folder.mkdir()
    write(folder / "nodes.csv", nodes)
    write(folder / "edges.csv", edges)
    if activities:
        write(folder / "activities.csv", activities)
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A record in which every field that may hold any text holds each of the strings once."""
    # A NUL byte is refused by the reader, wherever it stands.
    texts = [" ".join(text.replace("\0", "").split()) for text in HOSTILE]
    names = [f"{text} {n}" for n, text in enumerate(texts)]
    nodes = [{"id": "S", "label": "S", "sector": names[0], "secretariat": "yes"}]
    nodes += [{"id": name, "label": name, "sector": name, "secretariat": ""} for name in names]
    edges = [
        {"activity": name, "actor": actor, "role": text, "start": "2019", "recorded_by": text}
        for name, text in zip(names, texts, strict=True)
        for actor in ("S", name, names[0], names[-1])
    ]
    activities = [{"activity": name, "continues_evidence": name, "continues": "yes"}
                  for name in names[::2]]  # fmt: skip
    return record(tmp_path_factory.mktemp("any") / '<img src=x> & "y"', nodes, edges, activities)


@pytest.mark.parametrize("room", ROOMS)
def test_hostile_names_stay_text_in_every_room(client_of, hostile, room):
    answer = client_of(hostile).get(room)
    assert answer.status_code == 200
    page = Page(answer.text)
    assert page.tags <= TAGS, page.tags - TAGS
    assert page.handlers == []
    assert all(
        script.get("type") == "application/json"
        or script["src"].startswith(("/static/", "/vendor/"))
        for script in page.scripts
    )
    assert all(address.startswith(("/", "#", "data:,", "?")) or address == ""
               for address in page.addresses)  # fmt: skip
    assert not any(address.startswith("//") for address in page.addresses)


def test_the_record_of_hostile_names_is_read_and_its_names_are_shown(client_of, hostile):
    client = client_of(hostile)
    assert client.app.state.desk.store.load().alliance is not None
    shown = Page(client.get("/plan").text).words
    names = [
        row["activity"] for row in csv.DictReader((hostile / "edges.csv").open(encoding="utf-8"))
    ]
    assert all(name in shown for name in set(names))


@pytest.mark.parametrize("seed", range(24))
def test_every_room_of_any_record_is_a_page(client_of, tmp_path, seed):
    nodes, edges = (random_partnerships if seed % 3 == 0 else random_alliance)(seed)
    if seed % 5 == 0:
        nodes = [row | {"secretariat": ""} for row in nodes]
    if seed % 7 == 0:
        edges = [row | {"start": "", "end": ""} for row in edges]
    client = client_of(record(tmp_path / "record", nodes, edges))
    for room in ROOMS:
        answer = client.get(room)
        assert answer.status_code == 200, room
        assert '"nan"' not in answer.text, room
