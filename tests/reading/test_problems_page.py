"""Every code is explained on the page, and said in both languages."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ci_network import language
from ci_network.errors import Problem
from ci_network.language import translation
from ci_network.reading.sentences import SENTENCES, describe

ROOT = Path(language.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "problems.md"
ROW = re.compile(
    r"^\| `([a-z0-9-]+)` \| (error|warning) \| (.+?) \| (.*?) \| (.+?) \|$", re.MULTILINE
)
CATALOGUE = ROOT / "locale" / "da" / "LC_MESSAGES" / "problems.po"


def page() -> dict[str, tuple[str, ...]]:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8").replace(r"\|", "¦"))
    assert len(rows) == len({row[0] for row in rows})
    return {code: rest for code, *rest in rows}


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_the_page_explains_every_code_and_no_other():
    assert set(page()) == set(SENTENCES)


def test_the_page_gives_the_severity_that_the_code_has():
    source = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "reading").glob("*.py"))
    )
    for severity, code in re.findall(r'found\.(error|warning)\(\s*"([a-z0-9-]+)"', source):
        assert page()[code][0] == severity, code


def test_every_code_in_the_source_has_a_sentence():
    source = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "reading").rglob("*.py"))
    )
    told = set(re.findall(r'found\.(?:error|warning)\(\s*"([a-z0-9-]+)"', source))
    assert told <= set(SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_code_is_said_in_danish_with_all_it_is_filled_in_with(code):
    for sentence in SENTENCES[code]:
        danish = translation("da").gettext(sentence)
        assert danish != sentence
        assert fields(danish) == fields(sentence)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_quotes_cells_and_ends(code):
    details = dict.fromkeys(set().union(*map(fields, SENTENCES[code])), "x")
    problem = Problem(code, "error", "edges.csv", 7, "start", "Æ\x1b[31m{row}\n" * 40, details)
    for each in ("da", "en"):
        what, todo = describe(problem, each)
        assert what.endswith((".", "?"))
        assert todo.endswith((".", '""', "«.", "”."))
        assert "\x1b" not in what + todo
        assert "\n" not in what + todo


def test_the_compiled_catalogue_is_that_of_the_text():
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    assert not [message.id for message in catalogue if message.fuzzy and message.id]
    for message in catalogue:
        if message.id and isinstance(message.id, str):
            danish = translation("da")
            said = (
                danish.pgettext(message.context, message.id)
                if message.context
                else (danish.gettext(message.id))
            )
            assert said == message.string
