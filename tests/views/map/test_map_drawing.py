"""The still picture: the same marks and lines, where no script may run."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from map_records import HOSTILE, figures_by_hand, figures_made_up, record

from ci_network.errors import UsageError
from ci_network.measures.sustainability import sustainability
from ci_network.views.map import Opening, map_html, notebook_bundle, payload, sentence, svg_of

SVG = "{http://www.w3.org/2000/svg}"


def drawn(window, scenario, *, pseudonyms=False, language="da", **options):
    shown = payload(figures_by_hand(), Opening(language=language, pseudonyms=pseudonyms))
    return ET.fromstring(svg_of(shown, window, scenario, **options))


def titles(picture):
    return {title.text for title in picture.iter(f"{SVG}title")}


def test_picture_has_a_title_and_the_answer_in_words():
    picture = drawn("2016", "unaided")
    assert picture[0].tag == f"{SVG}title"
    assert picture[0].text == "Hvem arbejder sammen med hvem: 2016, Kun selvstændige forbindelser"
    assert "2 af 6 organisationer hænger stadig sammen" in picture[1].text
    assert picture.get("role") == "img"


def test_picture_in_english():
    picture = drawn("2016", "present", language="en")
    assert "3 of 6 organisations are connected" in picture[1].text


def test_every_partner_and_the_secretariat_are_drawn():
    assert {"Skolen ved Åen", "Bageren", "Kontoret ved Broen"} <= titles(drawn("2016", "present"))
    assert "Bageren" not in titles(drawn("2015", "present"))


def test_ties_are_drawn_by_class_and_those_that_lapse_as_ghosts():
    dashes = {line.get("stroke-dasharray") for line in drawn("2016", "present").iter(f"{SVG}path")}
    assert "11 6" in dashes
    assert None in dashes
    colours = [line.get("stroke") for line in drawn("2015", "unaided").iter(f"{SVG}path")]
    assert colours == ["#ae8c7b"]


def test_isolates_and_the_gone_secretariat_are_hollow():
    fills = [m.get("fill") for m in drawn("2015", "unaided") if m.find(f"{SVG}title") is not None]
    assert fills == ["#fff"] * 6


def test_groups_that_are_cut_off_are_outlined():
    outline = [
        c for c in drawn("2018", "unaided").iter(f"{SVG}circle") if c.get("fill") == "#B3541E"
    ]
    assert len(outline) == 4  # A–B and C–E are as large: both hang together on their own


def test_an_empty_window_says_so():
    text = "".join(drawn("2017", "unaided").itertext())
    assert "ingen aktiviteter i perioden" in text


def test_unknown_window_is_refused():
    with pytest.raises(UsageError, match="2031"):
        drawn("2031", "present")


def test_small_pictures_share_their_places():
    shown = payload(figures_made_up())
    pictures = [svg_of(shown, w["label"], "present", names=False) for w in shown["windows"]]
    places = [
        {m[0].text: m.get("points") for m in ET.fromstring(p).iter(f"{SVG}polygon")
         if m.get("fill") == "#111820"}
        for p in pictures
    ]  # fmt: skip
    assert all(place == places[0] for place in places)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_text(text):
    people = [{"id": "A", "label": text, "sector": text}, {"id": "B"}]
    rows = [{"activity": text, "actor": actor, "start": "2015"} for actor in "AB"]
    shown = payload(sustainability(record(people, rows)))
    picture = ET.fromstring(svg_of(shown, "2015", "present"))
    tags = {child.tag.removeprefix(SVG) for child in picture.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "path", "circle", "text"}


def test_pseudonyms_in_the_picture():
    picture = "".join(drawn("2016", "present", pseudonyms=True).itertext())
    assert "Bageren" not in picture


def test_notebook_gets_a_sealed_frame_a_picture_and_a_sentence():
    result = figures_by_hand()
    shown = payload(result)
    words = sentence(shown, "2016", "unaided")
    bundle = notebook_bundle(map_html(result), svg_of(shown, "2016", "unaided"), words)
    assert bundle["text/plain"] == (
        "2016, Kun selvstændige forbindelser: 2 af 6 organisationer hænger stadig sammen."
    )
    page = bundle["text/html"]
    assert '<iframe sandbox="allow-scripts" srcdoc="&lt;!doctype html&gt;' in page
    assert "<script" not in page
    ET.fromstring(bundle["image/svg+xml"])
