"""Every text of the report is in both catalogues, whole and checked."""

import re
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from ci_network.language import LANGUAGES, LOCALE

REPORT = Path(__file__).parents[3] / "ci_network" / "views" / "report"

KEYWORDS = {
    "said": None,
    "marked": None,
    "words": None,
    "counted": (1, 2),
    "_month_name": ((1, "c"), 2),
}
"""The functions that mark a text, as for pybabel's --keyword."""


def texts_in_the_code():
    found = Catalog()
    for _, _, message, _, context in extract_from_dir(REPORT, keywords=KEYWORDS):
        found.add(message, context=context)
    return [message for message in found if message.id]


def catalogue(language):
    return read_po(BytesIO((LOCALE / language / "LC_MESSAGES" / "report.po").read_bytes()))


def forms(text):
    return (text,) if isinstance(text, str) else tuple(text)


def places(text):
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_or_fuzzy(language):
    known = catalogue(language)
    messages = texts_in_the_code()
    assert len(messages) > 250
    for message in messages:
        entry = known.get(message.id, context=message.context)
        assert entry is not None, f"not in {language}: {message.id}"
        assert not entry.fuzzy, f"fuzzy in {language}: {message.id}"
        assert all(forms(entry.string)), f"empty in {language}: {message.id}"
        assert len(forms(entry.string)) == len(forms(entry.id))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_over(language):
    wanted = {(message.id, message.context) for message in texts_in_the_code()}
    left = [m.id for m in catalogue(language) if m.id and (m.id, m.context) not in wanted]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_text(language):
    for message in catalogue(language):
        if message.id:
            wanted = places(forms(message.id)[-1]) | places(forms(message.id)[0])
            for text in forms(message.string):
                assert places(text) <= wanted, f"{language}: {text}"
            assert places(forms(message.string)[-1]) == places(forms(message.id)[-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_text(language):
    with (LOCALE / language / "LC_MESSAGES" / "report.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message in catalogue(language):
        if not message.id:
            continue
        if message.context:
            assert compiled.pgettext(message.context, message.id) == message.string
        elif isinstance(message.id, str):
            assert compiled.gettext(message.id) == message.string
        else:
            told = tuple(compiled.ngettext(*message.id, n) for n in (1, 2))
            assert told == message.string


def test_danish_texts_write_per_cent_and_decimals_the_danish_way():
    for message in catalogue("da"):
        for text in forms(message.string):
            assert not re.search(r"\d%", text), text
            assert not re.search(r"\b0\.\d", text), text
