"""The catalogues of every area: whole, checked, compiled, and with the places of their texts."""

import re
import string
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ci_network.language import LOCALE

SOURCES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
VIEWS = LOCALE.parent / "views"

KEYWORDS = {
    "said": None,
    "line": None,
    "note": None,
    "absent": None,
    "marked": None,
    "words": None,
    "counted": (1, 2),
    "left_out": (1, 2),
    "_month_name": ((1, "c"), 2),
}
"""The functions that mark a text of the report, as for pybabel's --keyword."""


def name_of(path):
    return f"{path.parts[-3]}-{path.stem}"


every_catalogue = pytest.mark.parametrize("path", SOURCES, ids=name_of)


def messages_of(path):
    with path.open("rb") as source:
        return [message for message in read_po(source, ignore_obsolete=False) if message.id]


def forms(text):
    return (text,) if isinstance(text, str) else tuple(text)


def places(text):
    return {name for _, name, *_ in string.Formatter().parse(text) if name is not None}


def test_every_area_is_looked_at():
    assert {path.stem for path in SOURCES} >= {"exchange", "map", "problems", "report"}
    assert {path.with_suffix(".mo") for path in SOURCES} == set(LOCALE.glob("*/LC_MESSAGES/*.mo"))


@every_catalogue
def test_no_text_is_empty_or_fuzzy(path):
    messages = messages_of(path)
    assert messages
    for message in messages:
        assert not message.fuzzy, message.id
        assert all(forms(message.string)), f"empty: {message.id}"
        assert len(forms(message.string)) == len(forms(message.id)), message.id


@every_catalogue
def test_a_translation_has_the_places_of_its_text(path):
    for message in messages_of(path):
        one, many = forms(message.id)[0], forms(message.id)[-1]
        first, last = forms(message.string)[0], forms(message.string)[-1]
        assert places(first) <= places(one) | places(many), first
        assert places(last) == places(many), last


@every_catalogue
def test_the_compiled_catalogue_is_that_of_the_text(path):
    with path.open("rb") as source:
        catalogue = read_po(source)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    expected = GNUTranslations(compiled)._catalog
    with path.with_suffix(".mo").open("rb") as file:
        found = GNUTranslations(file)._catalog
    expected.pop("", None)
    found.pop("", None)
    assert found == expected, f"compile it: pybabel compile -i {path.name}"


def texts_of_the_report():
    found = Catalog()
    beside = [VIEWS / f"{name}.py" for name in ("definitions", "readings", "sentence")]
    texts = [
        *(text[2:] for text in extract_from_dir(VIEWS / "report", keywords=KEYWORDS)),
        *(
            text[1:]
            for path in (*beside, LOCALE.parent / "numerals.py")
            for text in extract_from_file("python", path, keywords=KEYWORDS)
        ),
    ]
    for message, _, context in texts:
        found.add(message, context=context)
    return {(message.id, message.context) for message in found if message.id}


def test_the_texts_of_the_report_are_those_of_its_catalogue():
    wanted = texts_of_the_report()
    assert len(wanted) > 250
    known = messages_of(LOCALE / "da" / "LC_MESSAGES" / "report.po")
    assert {(message.id, message.context) for message in known} == wanted


def test_danish_texts_of_the_report_write_per_cent_and_decimals_the_danish_way():
    for message in messages_of(LOCALE / "da" / "LC_MESSAGES" / "report.po"):
        for text in forms(message.string):
            assert not re.search(r"\d%", text), text
            assert not re.search(r"\b0\.\d", text), text


def test_a_text_has_one_translation_in_all_areas():
    """All areas are read as one catalogue, so that one of two would never be seen."""
    said: dict[object, dict[object, str]] = {}
    for path in SOURCES:
        for message in messages_of(path):
            if forms(message.id)[0]:
                told = said.setdefault((message.context, forms(message.id)[0]), {})
                told[forms(message.string)] = path.stem
    assert {key: told for key, told in said.items() if len(told) > 1} == {}
