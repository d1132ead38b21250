"""The contract of the command line: formats, exit codes, where words and results go."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

import ci_network
from ci_network.commands.run import COMMANDS, run

ROOT = Path(__file__).parents[2]

NODES = """\
id,label,sector,secretariat
S,Sekretariatet,Kommune,ja
A,Æbleforeningen,Forening,
B,=HYPERLINK(),,nej
"""
EDGES = """\
activity,actor,role,start,end
Møde,S,leder,2017,
Møde,A,,2017,
Møde,B,,2017,
Kaffe,A,,2018,
Kaffe,B,,2018,
"""


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "nodes.csv").write_text(NODES, encoding="utf-8")
    (folder / "edges.csv").write_text(EDGES, encoding="utf-8")
    return folder


@pytest.fixture
def call(capfd):
    """Run a command in this process: exit code, standard output, standard error."""

    def run_it(*words):
        code = run([str(word) for word in words])
        out, err = capfd.readouterr()
        return code, out, err

    return run_it


KEYS = {
    "window", "start", "end", "partners", "activities", "ties", "independent_share",
    "independent_strength_share", "deep", "scenarios", "retention", "secretariat", "convening",
    "turnover",
}  # fmt: skip
SCENARIO_KEYS = {
    "ties", "density", "connectedness", "largest_component", "efficiency", "isolates",
    "degree_centralization", "cross_sector_share",
}  # fmt: skip


def test_metrics_json_has_the_keys_of_the_contract(call, data):
    code, out, _ = call("metrics", data, "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert set(found) >= {"data", "windows", "offshoots"}
    assert (
        found["data"]
        | {
            "partners": 2,
            "secretariat": ["S"],
            "activities": 2,
            "participations": 5,
            "first": "2017-01-01",
            "last": "2018-12-31",
        }
        == found["data"]
    )
    assert [window["window"] for window in found["windows"]] == ["2017", "2018"]
    for window in found["windows"]:
        assert set(window) >= KEYS
        assert list(window["scenarios"]) == [
            "present",
            "hub_leaves",
            "led_activities_end",
            "unaided",
        ]
        assert all(set(figures) >= SCENARIO_KEYS for figures in window["scenarios"].values())
        assert set(window["retention"]) == {"hub_leaves", "led_activities_end", "unaided"}
    assert found["windows"][0]["ties"]["carried"] == 1
    assert found["windows"][1]["ties"]["independent"] == 1
    assert found["offshoots"]["offshoots"] == 1


def test_undefined_is_null_in_json_and_blank_in_csv(call, data):
    _, out, _ = call("metrics", data, "--format", "json")
    assert json.loads(out)["windows"][0]["turnover"]["persistence"] is None
    assert "NaN" not in out
    _, out, _ = call("metrics", data, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[0]["turnover.persistence"] == ""
    assert rows[0]["scenarios.unaided.ties"] == "0"


def test_the_table_is_for_people(call, data):
    code, out, _ = call("metrics", data)
    assert code == 0
    assert "2017" in out
    assert "nan" not in out.lower()


def test_ties_show_their_evidence(call, data):
    _, out, _ = call("ties", data, "--every", "all", "--format", "json")
    (tie,) = json.loads(out)
    assert (tie["source"], tie["target"], tie["class"]) == ("A", "B", "independent")
    assert (tie["first_met"], tie["first_met_without_secretariat"]) == ("2017-01-01", "2018-01-01")
    assert tie["began"] == "offshoot"
    assert [(e["activity"], e["involvement"]) for e in tie["evidence"]] == [
        ("Møde", "led"),
        ("Kaffe", "none"),
    ]


def test_a_label_that_is_a_formula_is_harmless_in_csv(call, data):
    _, out, _ = call("partners", data, "--every", "all", "--format", "csv")
    labels = [row["label"] for row in csv.DictReader(io.StringIO(out))]
    assert labels == ["Æbleforeningen", "'=HYPERLINK()"]


def test_metrics_begin_with_what_they_are_of(call, data):
    first = call("metrics", data, "--lang", "en")[1].splitlines()[0]
    assert first == "2 partners, 2 activities, 5 rows, 2017-01-01 to 2018-12-31"
    (data / "activities.csv").write_text("activity,purpose\nKaffe,evaluering\n", encoding="utf-8")
    first = call("metrics", data, "--lang", "da")[1].splitlines()[0]
    assert first == (
        "2 partnere, 1 aktivitet, 3 rækker, 2017-01-01 til 2017-12-31, "
        "ud over 1 aktivitet, der evaluerer"
    )


def test_metrics_without_a_date_are_no_empty_table(call, data):
    (data / "edges.csv").write_text("activity,actor\nMøde,A\nMøde,B\n", encoding="utf-8")
    code, out, err = call("metrics", data, "--every", "year", "--lang", "en")
    assert (code, out.strip()) == (0, "2 partners, 1 activity, 2 rows, no dates")
    assert "--every all takes the whole record" in err


@pytest.mark.parametrize("name", ["metrics", "ties", "partners"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_file_holds_what_standard_output_would(call, data, tmp_path, name, form):
    _, out, _ = call(name, data, "--format", form)
    code, nothing, _ = call(name, data, "--format", form, "-o", tmp_path / "out")
    assert (code, nothing) == (0, "")
    assert (tmp_path / "out").read_bytes() == out.encode()


def test_the_ending_of_the_file_names_the_format(call, data, tmp_path):
    call("metrics", data, "-o", tmp_path / "m.json")
    assert json.loads((tmp_path / "m.json").read_text())["data"]["partners"] == 2


def test_data_is_the_folder_data_here_when_left_out(call, data, monkeypatch):
    monkeypatch.chdir(data.parent)
    assert call("metrics", "--format", "json")[0] == 0


def test_all_problems_are_told_at_once_and_nothing_is_written(call, data, tmp_path):
    (data / "nodes.csv").write_text("id,secretariat\nS,ja\nA,\nA,\n", encoding="utf-8")
    (data / "edges.csv").write_text(
        "activity,actor,start,end\nx,A,2018,2017\nx,C,31-02-2018,\n", encoding="utf-8"
    )
    code, out, err = call("metrics", data, "-o", tmp_path / "m.json")
    assert (code, out) == (1, "")
    assert "row 4" in err  # the second A
    assert "row 2" in err  # the end before the start
    assert "row 3" in err  # no such day, and C is unknown
    assert err.count("Error:") == 4
    assert not (tmp_path / "m.json").exists()
    assert call("check", data)[0] == 1
    assert call("report", data, "-o", tmp_path / "report")[0] == 1
    assert not (tmp_path / "report").exists()


def test_what_is_not_there_is_a_call_gone_wrong(call, tmp_path):
    code, _, err = call("metrics", tmp_path / "nowhere")
    assert code == 2
    assert "nowhere" in err


def test_check_lists_warnings_and_exits_with_0(call, data):
    code, out, _ = call("check", data, "--format", "json")
    assert code == 0
    assert {problem["severity"] for problem in json.loads(out)["problems"]} <= {"warning"}


@pytest.mark.parametrize(
    "words",
    [
        ["metrics", "--every", "decade"],
        ["metrics", "--max-size", "1"],
        ["metrics", "--nonsense"],
        ["map"],
        ["nonsense"],
        ["ties", "a", "b"],
    ],
)
def test_wrong_usage_is_a_sentence_and_the_right_call(call, words):
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert err.startswith("Error: ")
    assert "ci-network" in err
    assert "Traceback" not in err


def test_an_output_that_cannot_be_written_exits_with_2(call, data, tmp_path):
    code, _, err = call("metrics", data, "-o", tmp_path / "nowhere" / "m.json")
    assert code == 2
    assert "nowhere" in err


def test_a_report_replaces_only_a_report(call, data, tmp_path):
    target = tmp_path / "report"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    code, _, err = call("report", data, "-o", target)
    assert code == 2
    assert "--force" in err
    assert [path.name for path in target.iterdir()] == ["mine.txt"]


def test_a_report_never_replaces_its_data(call, data):
    for target in (data, data.parent):
        assert call("report", data, "-o", target, "--force")[0] == 2
    assert (data / "nodes.csv").read_text(encoding="utf-8") == NODES


def test_a_layout_is_written_and_kept(call, data, tmp_path):
    layout = tmp_path / "layout.csv"
    assert call("map", data, "-o", tmp_path / "map.html", "--layout", layout)[0] == 0
    first = layout.read_text(encoding="utf-8")
    (data / "nodes.csv").write_text(NODES + "C,,,\n", encoding="utf-8")
    (data / "edges.csv").write_text(EDGES + "Kaffe,C,,2018,\n", encoding="utf-8")
    assert call("map", data, "-o", tmp_path / "map.html", "--layout", layout)[0] == 0
    assert set(layout.read_text(encoding="utf-8").splitlines()) > set(first.splitlines())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_help_shows_an_example(call, name):
    code, out, _ = call(name, "--help")
    assert code == 0
    assert f"Example: ci-network {name} " in " ".join(out.split())


def test_both_ways_to_start_are_the_same_command():
    for start in (["ci-network"], [sys.executable, "-m", "ci_network"]):
        if start[0] == "ci-network" and not (Path(sys.executable).parent / "ci-network").exists():
            pytest.skip("the package is not installed here")
        if start[0] == "ci-network":
            start = [str(Path(sys.executable).parent / "ci-network")]  # noqa: PLW2901
        done = subprocess.run([*start, "--version"], capture_output=True, check=True, cwd=ROOT)
        assert done.stdout.startswith(b"ci-network ")


@pytest.mark.parametrize(("project", "told"), [
    (b'[project]\nname = "ci_network"\nversion = "7.8.9"\n', "7.8.9"),
    (b"", "of unknown version"),
    (None, "of unknown version"),
])  # fmt: skip
def test_a_tree_that_is_not_installed_tells_its_version(tmp_path, monkeypatch, project, told):
    def not_installed(name):
        raise metadata.PackageNotFoundError(name)

    if project is not None:
        (tmp_path / "pyproject.toml").write_bytes(project)
    monkeypatch.setattr(metadata, "version", not_installed)
    monkeypatch.setattr("ci_network.files.shipped._HERE", tmp_path / "ci_network")
    assert ci_network.__version__ == told


def test_the_version_is_one(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"ci-network {ci_network.__version__}\n"


def test_a_reader_that_has_enough_is_no_error(data):
    words = [sys.executable, "-m", "ci_network", "ties", str(data), "--format", "csv"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_words_and_results_do_not_depend_on_the_encoding_of_the_terminal(data):
    done = subprocess.run(
        [sys.executable, "-m", "ci_network", "partners", str(data), "--format", "csv"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
    )
    assert "Æbleforeningen" in done.stdout.decode()


WHOLE = [
    ["metrics", "--null", "19", "--exit", "2018", "--max-size", "20", "--pseudonyms"],
    ["metrics", "--without", "sector=Kommune", "--window", "2017", "--with-evaluation",
     "--key", "key.csv"],
    ["metrics", "--inference", "--null", "9", "--every", "all", "--without", "type=Styring"],
    ["plan", "--most", "2"],
    ["answer", "--window", "2017", "--pseudonyms", "--with-evaluation"],
]  # fmt: skip
"""What needs the whole record, each option in one of them."""


@pytest.fixture(scope="module")
def in_memory(tmp_path_factory):
    """The figures of a command over the Helsingør data without an engine, worked out once."""
    out = tmp_path_factory.mktemp("in_memory") / "figures.json"

    @cache
    def figures(*words):
        line = [words[0], str(ROOT / "data"), *words[1:], "--format", "json", "-o", str(out)]
        assert run(line) == 0
        return _rounded(json.loads(out.read_text(encoding="utf-8")))

    return figures


@pytest.fixture(scope="module")
def parquet(tmp_path_factory):
    """The Helsingør data as Parquet."""
    import duckdb

    folder = tmp_path_factory.mktemp("parquet")
    for place in (ROOT / "data").glob("*.csv"):
        duckdb.sql(
            f"COPY (FROM read_csv('{place}', all_varchar = true)) "
            f"TO '{folder}/{place.stem}.parquet'"
        )
    return folder


@pytest.mark.parametrize("words", WHOLE, ids=" ".join)
def test_what_needs_the_whole_record_is_the_same_of_parquet_by_an_engine(
    words, parquet, in_memory, tmp_path, monkeypatch, capfd
):
    """Also where there are too many ties for all at once; what needs these is refused by name."""
    from ci_network.network import partnerships

    command, *others = words
    monkeypatch.chdir(tmp_path)
    expected = in_memory(*words)
    line = [command, str(parquet), *others, "--engine", "duckdb", "--format", "json"]
    with monkeypatch.context() as patched:
        patched.setattr(partnerships, "MOST_MEETINGS", 5)
        patched.setattr(partnerships, "AT_ONCE", 5)
        code = run(line)
    out, err = capfd.readouterr()
    if "--inference" in words:
        assert (code, out) == (2, "")
        assert others[0] in err
        code = run(line)
        out, _ = capfd.readouterr()
    assert code == 0
    found = json.loads(out)
    assert found.pop("engine", {"not_computed": []})["not_computed"] == []
    assert _rounded(found) == expected


@pytest.mark.parametrize("words", [
    ["metrics", "--null", "19"],
    ["metrics", "--exit", "2018", "--max-size", "20", "--pseudonyms"],
    ["metrics", "--without", "sector=Kommune", "--window", "2017"],
    ["metrics", "--without", "type=Styring"],
    ["metrics", "--pseudonyms", "--with-evaluation"],
    ["metrics", "--key", "key.csv", "--max-size", "20"],
    ["metrics", "--inference", "--null", "9", "--every", "all"],
    ["plan", "--most", "2"],
    ["answer"],
], ids=" ".join)  # fmt: skip
def test_what_needs_the_whole_record_is_refused_by_name_where_memory_does_not_hold_it(
    words, monkeypatch, capfd
):
    monkeypatch.setattr("ci_network.engine.room._OF_RECORD", 1 << 40)
    assert run([words[0], "data", *words[1:], "--engine", "duckdb", "--memory", "1GB"]) == 2
    out, err = capfd.readouterr()
    assert not out
    assert (words[1] if words[0] == "metrics" else words[0]) in err
    assert "1.1 GB are there" in err


def test_draws_that_memory_does_not_hold_are_refused_with_both_sizes(monkeypatch, capfd):
    monkeypatch.setattr("ci_network.engine.room._OF_DRAW", 10**7)
    words = ["metrics", "data", "--engine", "duckdb", "--memory", "1GB", "--format", "json"]
    assert run([*words, "--null", "9"]) == 2
    out, err = capfd.readouterr()
    assert not out
    assert "2.6 GB of it" in err
    assert "1.1 GB are there" in err
    assert run([*words, "--null", "3"]) == 0


def test_every_comparison_is_the_same_where_memory_does_not_hold_all_ties(monkeypatch, capfd):
    """But for the figures under other choices, which there are none of above so many actors."""
    from ci_network.inference import sensitivity
    from ci_network.network import partnerships

    monkeypatch.setattr(sensitivity, "UP_TO", 5)
    monkeypatch.setattr("ci_network.engine.room.UP_TO", 5)
    monkeypatch.setattr(partnerships, "AT_ONCE", 50)
    words = ["metrics", "data", "--inference", "--null", "9", "--exit", "2018", "--format", "json"]
    words += ["--window", "2018"]
    assert run(words) == 0
    expected = json.loads(capfd.readouterr().out)
    monkeypatch.setattr(partnerships, "held_in_memory", lambda *_: False)
    assert run([*words, "--engine", "duckdb"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found.pop("engine")["not_computed"] == []
    assert found["key_players"]["whole"]
    assert found["sensitivity"] is None
    assert _rounded(found) == _rounded(expected)


@pytest.mark.parametrize("size", ["8", "GB", "63MB", "-1GB", "1e3GB", "9999999TB", ""])
def test_what_is_no_size_of_memory_is_refused(size, capfd):
    assert run(["metrics", "data", "--engine", "duckdb", "--memory", size]) == 2
    assert "--memory" in capfd.readouterr().err


def test_memory_is_that_of_an_engine(capfd):
    assert run(["metrics", "data", "--memory", "8GB"]) == 2
    assert "--engine" in capfd.readouterr().err


def test_memory_is_written_as_people_write_it(monkeypatch):
    """What DuckDB is told to fill."""
    from ci_network.engine.duckdb import DuckDB

    class ToldError(Exception):
        """What an engine was begun with."""

    def begun(self, scratch, threads, memory):
        raise ToldError(memory)

    monkeypatch.setattr(DuckDB, "__init__", begun)
    for size, mebibytes in (("0,5 GB", 512), ("512mb", 512), ("1GiB", 1024), (None, None)):
        options = [] if size is None else ["--memory", size]
        with pytest.raises(ToldError) as told:
            run(["metrics", "data", "--engine", "duckdb", *options])
        assert told.value.args == (mebibytes and mebibytes << 20,)


def _rounded(value):
    """The same with nine digits of each number."""
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return list(map(_rounded, value))
    return float(f"{value:.9g}") if isinstance(value, float) else value


def test_an_engine_leaves_out_nothing_in_little_memory(in_memory, capfd):
    words = ["--window", "2017", "--show-persons"]
    line = ["metrics", "data", *words, "--engine", "duckdb", "--memory", "0,5 GB"]
    assert run([*line, "--format", "json"]) == 0
    out, err = capfd.readouterr()
    found = json.loads(out)
    assert found.pop("engine") == {"name": "duckdb", "not_computed": []}
    assert "Not computed" not in err
    assert _rounded(found) == in_memory("metrics", *words)


@pytest.mark.parametrize("form", ["table", "csv"])
def test_an_engine_fills_the_other_formats_and_tells_the_disk_that_it_needs(
    form, monkeypatch, capfd
):
    monkeypatch.setattr("ci_network.engine.room._OF_PARTICIPATION", 10**8)
    words = ["metrics", "data", "--window", "2018", "--engine", "duckdb", "--memory", "1GB"]
    assert run([*words, "--format", form]) == 0
    out, err = capfd.readouterr()
    assert "2018" in out
    assert "Needs about 11 GB of disk in /" in err


def test_an_engine_that_is_not_installed_is_named(monkeypatch, capfd):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.delitem(sys.modules, "ci_network.engine.duckdb", raising=False)
    assert run(["metrics", "data", "--engine", "duckdb"]) == 2
    assert "ci_network[duckdb]" in capfd.readouterr().err


OVER_THE_DATA = [
    "ties {data} -o {data}/nodes.csv",
    "partners {data} -o {data}/../data/Edges.csv",
    "metrics {data} -o {data}/edges.csv",
    "map {data} -o {data}/nodes.csv",
    "map {data} -o {out}.html --layout {data}/edges.csv",
    "report {data} -o {data} --force",
    "export {data} --to csv -o {data} --force",
    "export {data} --to xlsx -o {data}/alliance.xlsx",
    "ties {data} -o {out}.csv --pseudonyms --key {data}/nodes.csv",
    "import {data}/edges.csv -o {data} --force",
]


@pytest.mark.parametrize("line", OVER_THE_DATA)
def test_the_data_is_never_written_over(call, data, line):
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    code, _, words = call(*line.format(data=data, out=data.parent / "out").split(" "))
    assert code == 2
    assert "the data" in words or "holds the list" in words
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before
    assert [path.name for path in data.parent.iterdir()] == ["data"]


def test_two_outputs_do_not_go_to_one_place(call, data, tmp_path):
    one = tmp_path / "one"
    code, _, words = call("map", data, "-o", one, "--layout", one)
    assert code == 2
    assert "named twice" in words
    assert not one.exists()


def test_links_that_lead_in_a_circle_are_a_sentence(call, tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    for words in (["metrics", tmp_path / "a"], ["import", tmp_path / "a", "-o", tmp_path / "new"]):
        code, _, told = call(*words)
        assert code == 1
        assert "leads back to itself" in told
