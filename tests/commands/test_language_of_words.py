"""`--lang`: every sentence of every command, in both languages."""

from __future__ import annotations

import ast
import errno
import json
import os
import re
from functools import cache
from importlib import import_module
from inspect import cleandoc
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

import ci_network
from ci_network.commands.run import COMMANDS, cli, run
from ci_network.language import LOCALE

PACKAGE = Path(ci_network.__file__).parent
SAY = dict.fromkeys(("said", "say", "usage", "UsageError", "OutputError", "Progress", "telling"))
OF_OTHERS = ("views/report", "api/")
"""Sentences of Python alone, or of other catalogues."""
MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if not path.relative_to(PACKAGE).as_posix().startswith(OF_OTHERS)
] + [PACKAGE / "api" / "recipes.py"]
OUR_COMMANDS = {
    None: cli,
    **{name: import_module(f"ci_network.commands.{COMMANDS[name]}").command for name in COMMANDS},
}


@pytest.fixture
def call(capfd):
    def run_it(*words):
        code = run([str(word) for word in words])
        out, err = capfd.readouterr()
        return code, out, err

    return run_it


@pytest.fixture(autouse=True)
def english_here(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def data(tmp_path):
    (tmp_path / "data").mkdir()
    nodes = "id,type,secretariat\nS,,yes\nA,person,\nB,,\n"
    (tmp_path / "data" / "nodes.csv").write_text(nodes, encoding="utf-8")
    edges = "activity,actor,start\nwalk,S,2018\nwalk,A,2018\nwalk,B,2018\ntalk,A,\ntalk,B,\n"
    (tmp_path / "data" / "edges.csv").write_text(edges, encoding="utf-8")
    return tmp_path / "data"


@cache
def danish():
    found = {}
    for path in sorted((LOCALE / "da" / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            found |= {m.id: m.string for m in read_po(file) if m.id and isinstance(m.id, str)}
    return found


def sentences():
    for path in MODULES:
        marks = SAY | ({"_": None} if path.name == "text.py" else {})
        for _, text, _, _ in extract_from_file("python", path, keywords=marks):
            yield text if isinstance(text, str) else text[0]


def helps():
    for command in OUR_COMMANDS.values():
        yield cleandoc(command.help)
        yield from (one.help for one in command.params if getattr(one, "help", None))


def test_every_sentence_of_the_commands_is_in_danish():
    wanted = set(sentences())
    assert len(wanted) > 80
    assert not wanted - set(danish())


def test_every_help_is_in_danish():
    wanted = set(helps())
    assert len(wanted) > 60
    assert not wanted - set(danish())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_sentence_is_put_together_before_its_language_is_known(path):
    """An f-string could not be looked up in a catalogue."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            assert name not in SAY or not isinstance(node.args[0], ast.JoinedStr), node.lineno


def test_what_click_says_in_danish_it_says_still():
    """Click's sentences are looked up by what they are in its version here."""
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(Path(click.__file__).parent.glob("*.py"))
    )
    for text in ("No such option {name!r}.", "Missing option", "Show this message and exit.",
                 "Invalid value for {param_hint}: {message}", "Usage:", "Options"):  # fmt: skip
        assert f'"{text}"' in source
        assert text in danish()


@pytest.mark.parametrize(
    "number",
    [errno.EACCES, errno.ENOSPC, errno.EROFS, errno.ENOENT, errno.EISDIR, errno.ENAMETOOLONG],
)
def test_what_the_system_says_is_in_danish(number):
    assert os.strerror(number).lower() in danish()


@pytest.mark.parametrize("name", list(OUR_COMMANDS))
def test_every_command_has_the_option(name):
    options = [option for one in OUR_COMMANDS[name].params for option in one.opts]
    assert "--lang" in options


WRONG = {
    "an option that is not there": (["metrics", "--nonsense"], "Der er ingen indstilling"),
    "an option without its value": (["ties", "--max-size"], "kræver en værdi"),
    "a number that is too small": (["ties", "--max-size", "1"], "ligger ikke i intervallet"),
    "no number": (["ties", "--max-size", "x"], "er ikke gyldigt her"),
    "no choice": (["partners", "--every", "decade"], "er ikke en af"),
    "no output": (["map"], "Der mangler en indstilling"),
    "no command": (["nonsense"], "Der er ingen kommando"),
    "too many words": (["ties", "a", "b"], "argument for meget"),
    "no window": (["ties", "{data}", "--window", "2031"], "Der er ingen periode '2031'"),
    "two lengths": (["ties", "--window", "half", "--every", "year"], "er en anden"),
    "no date": (["metrics", "{data}", "--exit", "today"], "'today' er ingen dato"),
    "no column": (["metrics", "{data}", "--without", "x=1"], "der er ingen kolonne 'x'"),
    "over the data": (["ties", "{data}", "-o", "{data}/nodes.csv"], "er selve dataene"),
    "no folder": (["ties", "{data}", "-o", "{data}/no/x.csv"], "findes ikke; opret den først"),
    "a report to nowhere": (["report", "{data}", "-o", "-"], "En rapport er en mappe"),
    "an example to nowhere": (["example", "-o", "-"], "Eksemplet er en mappe"),
    "a template of another kind": (["template", "-o", "x.doc"], "Skabelonen er en projektmappe"),
    "columns with names": (
        ["export", "{data}", "--to", "csv", "-o", "x", "--keep", "x", "--pseudonyms"],
        "udelad --keep",
    ),
    "both ways with names": (["ties", "--pseudonyms", "--show-persons"], "skjuler alle navne"),
    "a list over itself": (
        ["import", "{data}/edges.csv", "-o", "{data}", "--force"],
        "rummer selve listen",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_is_told_in_danish(case, call, data):
    (name, *words), says = WRONG[case]
    words = [word.format(data=data) for word in words]
    code, out, err = call(name, "--lang", "da", *words)
    assert (code, out) == (2, "")
    assert says in err
    assert len([line for line in err.splitlines() if line.startswith("Fejl: ")]) == 1
    assert "Error" not in err
    assert "Such as" not in err
    _, _, english = call(name, "--lang=en", *words)
    assert "Error: " in english
    assert "Fejl" not in english


DONE = {
    "ties": (
        ["ties", "{data}"],
        ["1 af 2 aktiviteter har ingen dato", "Personer vist under koder"],
    ),
    "partners": (["partners", "{data}", "--window", "half"], ["skriv --every half"]),
    "export": (["export", "{data}", "--to", "json", "-o", "{out}"], ["viser den"]),
    "report": (["report", "{data}", "-o", "{out}", "--null", "0"], ["Rapporten ligger i"]),
    "map": (["map", "{data}", "-o", "{out}"], ["viser den"]),
    "example": (["example", "-o", "{out}"], ["Eksemplet ligger i", "prøv for eksempel"]),
    "import": (["import", "{data}/edges.csv", "-o", "{out}"], ["Tabellerne ligger i"]),
}


@pytest.mark.parametrize("case", DONE)
def test_what_was_done_is_told_in_danish(case, call, data, tmp_path):
    words, says = DONE[case]
    words = [word.format(data=data, out=tmp_path / "new") for word in words]
    code, _, err = call(*words, "--lang", "da")
    assert code == 0, err
    for each in says:
        assert each in err


def test_problems_in_the_data_are_told_in_danish(call, data):
    (data / "edges.csv").write_text(
        "activity,actor,start\nwalk,X,2018\nwalk,A,\n", encoding="utf-8"
    )
    code, _, err = call("ties", data, "--lang", "da")
    assert code == 1
    assert err.startswith("Fejl: edges.csv, række 2")
    assert "Intet blev skrevet; fejl i dataene: 1." in err
    assert "Error" not in err


def test_the_table_of_metrics_has_the_same_figures_in_both_languages(call):
    _, english, _ = call("metrics", "data", "--null", 9, "--lang", "en")
    _, danish_, _ = call("metrics", "data", "--null", 9, "--lang", "da")
    assert re.search(r" 0\.\d\d\d ", english)
    assert re.search(r" 0,\d\d\d ", danish_)
    assert "part-" in english
    assert "forbin-" in danish_

    def rows(text):
        return [re.findall(r"[\d.]+|–", line.replace(",", "."))
                for line in text.splitlines() if re.match(r" (\d{4}|all) ", line)]  # fmt: skip

    assert len(rows(english)) == 11
    assert rows(english) == rows(danish_)


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("name", ["metrics", "ties", "partners"])
def test_what_programs_read_is_the_same_in_both_languages(name, form, call):
    _, english, _ = call(name, "data", "--format", form, "--lang", "en")
    _, danish_, _ = call(name, "data", "--format", form, "--lang", "da")
    assert english == danish_
    if form == "json":
        json.loads(english)


@pytest.mark.parametrize("name", list(OUR_COMMANDS))
def test_help_is_in_danish(name, call):
    words = ["--help"] if name is None else [name, "--help"]
    code, out, _ = call(*words, "--lang", "da")
    assert code == 0
    assert "Brug: ci-network" in out
    assert "Eksempel: ci-network" in " ".join(out.split())
    assert "Vis denne besked og afslut." in out
    first = danish()[cleandoc(OUR_COMMANDS[name].help)].split("\n")[0]
    assert " ".join(first.split())[:40] in " ".join(out.split())
    _, english, _ = call(*words)
    assert "Usage: ci-network" in english


def test_help_is_in_danish_after_it_was_asked_for_in_english(call):
    assert "Show this message" in str(cli.get_help_option(click.Context(cli)).help)
    assert "Vis denne besked og afslut." in call("--help", "--lang", "da")[1]


def test_the_language_of_the_system_is_the_default(call, data, monkeypatch):
    monkeypatch.setenv("LANG", "da_DK.UTF-8")
    assert "aktiviteter har ingen dato" in call("ties", data)[2]
    assert "activities" in call("ties", data, "--lang", "en")[2]


def test_a_page_may_be_danish_and_the_words_those_of_the_system(call, data, tmp_path):
    _, _, err = call("map", data, "-o", tmp_path / "map.html")
    assert "1 of 2 activities has no date" in err
    assert '"language":"da"' in (tmp_path / "map.html").read_text("utf-8").replace('": ', '":')
