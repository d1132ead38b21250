"""The page as a file: locked, whole, light, and the same in both languages."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from map_records import HOSTILE, figures_by_hand, figures_made_up, hostile, made_up

import ci_network.views.map
from ci_network.language import LOCALE
from ci_network.measures.sustainability import sustainability
from ci_network.views.map import Opening, map_html
from ci_network.views.map.wording import WORDS, words

SOURCES = Path(ci_network.views.map.__file__).parent
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.js"))}


class Elements(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = []
        self.scripts = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.scripts.append((dict(attrs).get("type", tag), ""))

    def handle_data(self, data):
        if self.cdata_elem in ("script", "style"):
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)


def test_only_our_script_and_style_may_run():
    page = map_html(figures_by_hand())
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1])
    found = Elements(page)
    (script,) = [text for kind, text in found.scripts if kind == "script"]
    (style,) = [text for kind, text in found.scripts if kind == "style"]
    for text, rule in ((script, "script-src"), (style, "style-src")):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy
    (library,) = re.findall(r'id="library">(.*?)</script>', page, re.S)
    digest = base64.b64encode(hashlib.sha256(zlib.decompress(base64.b64decode(library))).digest())
    assert policy.count("'sha256-") == 3
    assert f"'sha256-{digest.decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not any(name.startswith("on") or name in ("src", "href", "style")
                   for tag, attrs in found.found for name in attrs if tag != "link")  # fmt: skip


def test_hostile_text_stays_text():
    plain, full = map_html(figures_by_hand()), map_html(sustainability(hostile()))
    count = {tag: len(re.findall(f"<{tag}\\b", plain)) for tag in ("script", "img", "svg", "style")}
    assert count == {tag: len(re.findall(f"<{tag}\\b", full)) for tag in count}
    assert full.count("</script>") == plain.count("</script>")
    (data,) = re.findall(r'id="payload">(.*?)</script>', full, re.S)
    labels = {actor["label"] for actor in json.loads(data)["actors"]}
    assert HOSTILE[0] in labels
    assert "A" * 10_000 in labels


def test_title_is_text_too():
    page = map_html(figures_by_hand(), Opening(title="</title><script>1</script>"))
    assert "</title><script>1" not in page
    assert Elements(page).found.count(("title", {})) == 1


@pytest.mark.parametrize("every", ["year", "quarter"])
def test_file_of_44_actors_stays_light(every):
    assert len(map_html(figures_made_up(44, 120, every)).encode()) < 700_000


def test_page_is_the_same_for_the_same_record():
    assert map_html(figures_by_hand()) == map_html(figures_by_hand())


def test_record_is_not_changed_by_being_shown():
    before = made_up(20, 30)
    ids, starts = before.actors.id, before.participations.start.copy()
    map_html(sustainability(before))
    assert before.actors.id == ids
    assert (before.participations.start == starts).all()


def test_every_sentence_is_there_in_danish():
    path = LOCALE / "da" / "LC_MESSAGES" / "map.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale="da")
    untranslated = [
        message.id for message in catalogue
        if message.id and not all(message.string if message.pluralizable else [message.string])
    ]  # fmt: skip
    assert not untranslated
    there = {m.id[0] if m.pluralizable else m.id for m in catalogue if m.id}
    used = {text if isinstance(text, str) else text[0] for text in WORDS.values()}
    assert used <= there


def test_placeholders_are_the_same_in_both_languages():
    def places(text):
        return set(re.findall(r"\{(\w+)\}", text))

    english, danish = words("en"), words("da")
    for key, forms in english.items():
        assert len(forms) == len(danish[key]), key
        assert all(places(text) == places(forms[-1]) for text in (*forms[1:], *danish[key][1:])), (
            key
        )
        assert places(danish[key][0]) == places(forms[0]), key


def test_scripts_ask_only_for_words_that_exist():
    source = "\n".join(SCRIPTS.values()) + (SOURCES / "template.html.j2").read_text(
        encoding="utf-8"
    )
    asked = set(re.findall(r'\btext\("([\w.]+)"', source))
    asked |= set(re.findall(r'data-(?:t|label)="([\w.]+)"', source))
    assert asked <= set(WORDS)


def test_scripts_share_one_scope_without_clashing():
    names = [
        name
        for source in SCRIPTS.values()
        for name in re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", source, re.M)
    ]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_scripts_write_text_and_never_markup(name):
    forbidden = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "fetch(",
    )
    assert not [word for word in forbidden if word in SCRIPTS[name]]
    assert "new Function" not in SCRIPTS[name]


def test_large_data_is_compressed_and_the_same(monkeypatch):
    plain = map_html(figures_by_hand())
    monkeypatch.setattr("ci_network.views.map.page._PLAIN_UP_TO", 10)
    packed = map_html(figures_by_hand())
    for name in ("payload", "network-nodes"):
        (text,) = re.findall(f'<script type="application/json" id="{name}">(.*?)</script>', plain)
        (held,) = re.findall(f'<script type="text/plain" id="{name}">(.*?)</script>', packed)
        assert zlib.decompress(base64.b64decode(held)).decode() == text
