"""One word, one meaning: `every` is the length of windows, `window` picks one by its label."""

from __future__ import annotations

import inspect
import json
from functools import partial
from pathlib import Path

import click
import pytest
from alliances import alliance

import ci_network as ci
from ci_network.commands.run import COMMANDS, cli, run
from ci_network.dates import EVERY, length_of
from ci_network.results.figures import metrics as figures_of
from ci_network.results.figures import to_json

LABELS = {
    "year": "2018", "half": "2018-H1", "quarter": "2018-Q1", "month": "2018-03",
    "school-year": "2017/18", "all": "all",
}  # fmt: skip
TABLES = {"ties": ci.ties, "partners": ci.partners, "metrics": ci.metrics}
OF_ONE_WINDOW = {"key_players", "influence", "tipping_point"}
FOLDERS = {"report": "metrics.json", "compare": "compare.json", "survey": "to-print.html"}
"""What a command that writes a folder is looked at by."""


@pytest.fixture
def record():
    """A and B walk in March 2018, B and C talk in September 2019, S is at both and leads none."""
    return alliance("S*", walk="SAB@2018-03", talk="SBC@2019-09", chat="AC@2019-10")


@pytest.fixture
def data(tmp_path):
    (tmp_path / "data").mkdir()
    nodes = "id,secretariat\nS,yes\nA,\nB,\nC,\n"
    parts = [("walk", "SAB", "2018-03"), ("talk", "SBC", "2019-09"), ("chat", "AC", "2019-10")]
    rows = [f"{name},{actor},{start}" for name, actors, start in parts for actor in actors]
    (tmp_path / "data" / "nodes.csv").write_text(nodes, encoding="utf-8")
    text = "\n".join(["activity,actor,start", *rows, ""])
    (tmp_path / "data" / "edges.csv").write_text(text, encoding="utf-8")
    return tmp_path / "data"


@pytest.fixture
def call(capfd):
    def run_it(*words):
        code = run([str(word) for word in words])
        out, err = capfd.readouterr()
        return code, out, err

    return run_it


def options(name):
    command = cli.get_command(click.Context(cli), name)
    return {option: parameter for parameter in command.params for option in parameter.opts}


WITH_WINDOWS = [name for name in sorted(COMMANDS) if "--every" in options(name)]
PUBLIC = {
    name: inspect.signature(getattr(ci, name))
    for name in ci.__all__
    if inspect.isfunction(getattr(ci, name))
}


def test_a_command_has_both_words_or_none():
    assert {"metrics", "ties", "partners", "map", "report"} <= set(WITH_WINDOWS)
    for name in COMMANDS:
        assert ("--every" in options(name)) == ("--window" in options(name)), name


@pytest.mark.parametrize("name", WITH_WINDOWS)
def test_every_is_a_length_and_window_a_label(name):
    every, window = options(name)["--every"], options(name)["--window"]
    assert tuple(every.type.choices) == EVERY
    assert "by default that of --window LABEL, else year, or all" in every.help
    assert window.metavar == "LABEL"


def public(name, record):
    """A public function with the record given to it."""
    given = {"compare": [{"one": record}], "change": [record, "2018", "2019"]}
    return partial(getattr(ci, name), *given.get(name, [record]))


def words_of(name, data):
    """A command with its data, and without draws."""
    second = [data] if name == "compare" else []
    return (name, data, *second, *(("--null", "0") if name in ("report", "compare") else ()))


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_function_calls_a_length_every_and_a_label_window(name, record):
    words = PUBLIC[name].parameters
    if "every" in words:
        assert words["every"].default is None
        with pytest.raises(ci.CINetworkError, match="window='2018'"):
            public(name, record)(every="2018")
    if "window" not in words:
        return
    function = public(name, record)
    with pytest.raises(ci.CINetworkError, match="there are: 2018, 2019"):
        function(window="2031")
    if name in OF_ONE_WINDOW:
        assert words["window"].default == "all"
        with pytest.raises(ci.CINetworkError, match="every='year'"):
            function(window="year")
        return
    assert words["window"].default is None
    assert "every" in words
    with pytest.warns(FutureWarning, match="every='half'") as told:
        function(window="half")
    assert told[0].filename == __file__
    with pytest.raises(ci.CINetworkError, match="is another one"):
        function(every="year", window="half")
    with pytest.raises(ci.CINetworkError, match="there are: 2018, 2019"):
        function(every="year", window="2018-Q1")


@pytest.mark.parametrize(("every", "label"), LABELS.items())
def test_a_label_says_its_length(every, label, record):
    assert length_of(label) == every
    for table in TABLES.values():
        assert set(table(record, window=label)["window"]) == {label}


@pytest.mark.parametrize("every", EVERY)
@pytest.mark.parametrize("name", TABLES)
def test_a_window_has_the_rows_that_it_has_among_the_others(name, every, record):
    """Turnover too, which needs the window before."""
    table = TABLES[name]
    whole = table(record, every=every)
    for label in whole["window"].unique():
        among = whole[whole["window"] == label]
        assert cells(table(record, window=label)) == cells(among)


def cells(table):
    """Cells row by row, None where there is nothing, whatever the type of the column."""
    return table.astype(object).where(table.notna(), None).to_dict("records")


def test_all_years_are_the_default(record):
    for table in TABLES.values():
        assert table(record).equals(table(record, every="year"))
    assert list(ci.networks(record)) == list(ci.networks(record, every="year"))


def test_a_window_of_the_null_is_as_among_the_others():
    whole = ci.null(ci.example(), replicates=19)
    alone = ci.null(ci.example(), window="2018", replicates=19)
    assert set(alone["window"]) == {"2018"}
    assert alone.equals(whole[whole["window"] == "2018"].reset_index(drop=True))


def test_a_result_of_one_window_is_that_window(record):
    whole, alone = figures_of(ci.evaluate(record)), figures_of(ci.evaluate(record, window="2019"))
    assert to_json(alone["windows"]) == to_json([whole["windows"][1]])
    assert to_json(alone["offshoots"]) == to_json(whole["offshoots"])


@pytest.mark.parametrize("name", ["ties", "partners"])
def test_the_command_shows_the_rows_of_one_window(name, call, data):
    _, out, _ = call(name, data, "--format", "json")
    rows = json.loads(out)
    assert {row["window"] for row in rows} == {"2018", "2019"}
    _, out, _ = call(name, data, "--format", "json", "--window", "2019")
    assert json.loads(out) == [row for row in rows if row["window"] == "2019"]


COMPARISONS = [
    (),
    ("--null", 9),
    ("--inference", "--null", 9),
    ("--without", "id=A"),
    ("--engine", "duckdb"),
]


@pytest.mark.parametrize(
    ("label", "comparisons"), [("2019", ()), *(("2019-Q3", each) for each in COMPARISONS)]
)
def test_metrics_have_one_window_in_every_part(comparisons, label, call, data):
    words = ("metrics", data, *comparisons, "--format", "json")
    _, out, _ = call(*words, "--every", length_of(label))
    whole = json.loads(out)
    code, out, _ = call(*words, "--window", label)
    alone = json.loads(out)
    assert code == 0
    assert set(alone) == set(whole)
    for key, part in alone.items():
        among = whole[key]
        if key == "windows":
            assert part == [one for one in among if one["window"] == label]
        elif isinstance(part, dict) and "windows" in part:
            assert [one["window"] for one in part["windows"]] == [label]
            assert part["windows"] == [one for one in among["windows"] if one["window"] == label]
            assert part.get("whole") == among.get("whole")
        elif key == "answer" and part is not None:
            assert part["window"] == label
        else:
            assert part == among


@pytest.mark.parametrize("form", ["table", "csv"])
def test_the_other_formats_show_one_window(form, call, data):
    code, out, _ = call("metrics", data, "--window", "2019", "--null", 9, "--format", form)
    assert code == 0
    assert "2018" not in out.replace("2018-03", "")


@pytest.mark.parametrize("name", WITH_WINDOWS)
def test_a_length_as_window_goes_on_working_with_a_note(name, call, data, tmp_path):
    made = []
    for word in ("--window", "--every"):
        target = tmp_path / word
        code, _, err = call(*words_of(name, data), word, "half", "-o", target)
        assert code == 0, err
        assert ("--every half" in err) == (word == "--window")
        content = target / FOLDERS.get(name, "")
        made.append(content.read_bytes())
    assert made[0] == made[1]
    words = ("--window", "half", "--every", "year", "-o", tmp_path / "new")
    code, _, err = call(*words_of(name, data), *words)
    assert (code, (tmp_path / "new").exists()) == (2, False)
    assert "another one" in err


@pytest.mark.parametrize("words", [("--window", "2031"), ("--window", "2018-Q1", "--every", "year"),
                                   ("--window", "sidste år"), ("--window", "")])  # fmt: skip
@pytest.mark.parametrize("name", WITH_WINDOWS)
def test_a_label_that_is_not_there_is_wrong_usage_and_lists_those_that_are(
    name, words, call, data, tmp_path
):
    code, out, err = call(*words_of(name, data), *words, "-o", tmp_path / "new")
    assert (code, out) == (2, "")
    assert "there are: 2018, 2019" in err
    assert not (tmp_path / "new").exists()


def test_without_dates_there_is_no_window_to_pick():
    undated = alliance("S*", walk="SAB", talk="AB")
    with pytest.raises(ci.CINetworkError, match="only 'all'"):
        ci.ties(undated, window="2018")
    assert len(ci.ties(undated, window="all")) == 1


def test_very_many_labels_are_not_all_listed():
    long = alliance("S*", walk="AB@1990-01", talk="AB@2019-12")
    with pytest.raises(ci.CINetworkError) as caught:
        ci.ties(long, window="1989-01")
    assert len(str(caught.value)) < 800
    assert "1990-01, 1990-02" in str(caught.value)
    assert str(caught.value).endswith("…, 2019-12.")


def test_the_map_opens_on_the_window_and_the_report_answers_for_it(record):
    assert '"opens_at":"2018"' in ci.map(record, window="2018").html.replace(": ", ":")
    files = ci.report(record, window="2018", language="en", null=0).files
    assert "map.html#t=2018&amp;s=unaided" in files["index.html"]
    assert '"opens_at":"2018"' in files["map.html"].replace(": ", ":")
    whole = json.loads(files["metrics.json"])
    assert [window["window"] for window in whole["windows"]] == ["2018", "2019"]


@pytest.mark.parametrize(
    ("parts", "label", "says"),
    [
        ({"walk": "SAB@2017", "talk": "AB@2019"}, "2018", "no activity is recorded in 2018"),
        ({"walk": "SAB@2017", "talk": "SA@2018"}, "2018", "fewer than two partners in 2018"),
        ({"walk": "SAB@2017", "talk": "AB@2018"}, "2018", "the secretariat takes part in no"),
    ],
)
def test_a_report_about_a_window_that_cannot_answer_says_why(parts, label, says):
    files = ci.report(alliance("S*", **parts), window=label, language="en", null=0).files
    assert says in files["index.html"]


def test_the_data_that_is_shipped_has_its_figures_by_both_words():
    (year,) = {ci.ties(ci.example(), window="2018").shape[0],
               int((ci.ties(ci.example())["window"] == "2018").sum())}  # fmt: skip
    assert year == 207


def test_no_page_of_the_repository_gives_a_length_as_window():
    root = Path(ci.__file__).parent.parent
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    for path in pages:
        if path.name != "CHANGELOG.md":
            text = path.read_text(encoding="utf-8")
            assert not [f"--window {e}" for e in EVERY if f"--window {e}" in text], path
