"""The options of `metrics` that compare."""

from __future__ import annotations

import json

import pytest

from ci_network.commands.run import run
from ci_network.dates import day
from ci_network.record.simulate import simulate

DATA = "data"


def metrics(capsysbinary, *options):
    code = run(["metrics", DATA, "--format", "json", *options])
    captured = capsysbinary.readouterr()
    told = json.loads(captured.out) if captured.out else None
    return code, told, captured.err.decode()


def test_null_adds_its_key_and_changes_nothing_else(capsysbinary):
    _, plain, _ = metrics(capsysbinary)
    _, compared, _ = metrics(capsysbinary, "--null", "19", "--seed", "3")
    null = compared.pop("null")
    assert compared == plain
    assert (null["replicates"], null["seed"]) == (19, 3)
    assert len(null["windows"]) == len(plain["windows"])


def test_a_sector_is_taken_out(capsysbinary):
    _, told, _ = metrics(capsysbinary, "--without", "sector=Kommune")
    assert told["without"]["question"] == "sector=Kommune"
    whole = told["without"]["whole"]
    assert "helsingoer-kommune" in whole["actors"]
    assert 0 <= whole["attended"]["connectedness"] <= 1


def test_an_exit_is_followed(capsysbinary):
    _, told, _ = metrics(capsysbinary, "--exit", "2017")
    assert told["exit"]["date"] == "2017-12-31"
    assert {row["date"] for row in told["exit"]["placebo"]} >= {"2016-12-31", "2018-12-31"}


def test_an_exit_without_a_date_is_the_end_of_the_term(tmp_path, capsysbinary):
    made = simulate(1, leaves=day(2017, 6, 30)).files()
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    assert run(["metrics", str(tmp_path), "--format", "json", "--exit"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["exit"]["date"] == "2017-06-30"
    (tmp_path / "nodes.csv").write_bytes(simulate(1).files()["nodes.csv"])
    assert run(["metrics", str(tmp_path), "--exit"]) == 2
    assert "has no end in nodes.csv; give a date" in capsysbinary.readouterr().err.decode()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--exit", "2019"), "there is no record after 2019-12-31"),
        (("--exit",), "there is no record after 2019-12-31"),
        (("--exit", "in May"), "'in May' is no date; write it like 2018"),
        (("--without", "Kommune"), "write it like sector=Kommune"),
        (("--without", "sector=Komune"), "nothing has sector 'Komune'"),
        (("--null", "0"), "--null"),
        (("--seed", "-1"), "--seed"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(capsysbinary, options, words):
    code, told, error = metrics(capsysbinary, *options)
    assert code == 2
    assert told is None
    assert words in error
