"""Every text of the template is in the Danish catalogue, and the compiled one is that text."""

from __future__ import annotations

import gettext

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from ci_network.language import LOCALE

AREA = LOCALE / "da" / "LC_MESSAGES"


def wanted():
    folder = LOCALE.parent / "views" / "exports"
    found = extract_from_dir(str(folder), keywords={"_": None, "gettext": None})
    return {message for _, _, message, _, _ in found}


def catalogue():
    with (AREA / "exchange.po").open("rb") as file:
        return read_po(file, locale="da")


def test_every_text_is_translated_and_no_other():
    assert {message.id for message in catalogue() if message.id and message.string} == wanted()


def test_the_compiled_catalogue_is_that_of_the_text():
    with (AREA / "exchange.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue():
        if message.id:
            assert compiled.gettext(message.id) == message.string
            assert not message.fuzzy
