"""An engine gives the figures that are computed in memory, whatever form the data has."""

from __future__ import annotations

import contextlib
import csv
import json
import threading
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import get_args

import pytest
from random_alliances import Alliance, in_some_series, random_alliance, seeds, told_of
from records import differences, disagreements, figures_by, in_memory, parquet, shown_by, write

from ci_network.commands.options import Engine
from ci_network.dates import Every
from ci_network.engine import Name, measure
from ci_network.engine.frames import Files
from ci_network.engine.room import usual_memory
from ci_network.engine.source import find_files
from ci_network.errors import DataError, UsageError
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.record.alliance import with_evaluation
from ci_network.record.pseudonyms import as_shown
from ci_network.results.figures import metrics, to_json

duckdb = pytest.importorskip("duckdb")

TOGETHER = 8
CUTS: list[tuple[Every, int | None]] = [
    ("year", None), ("quarter", 3), ("school-year", None), ("all", 4), ("all", None),
    ("year", 2), ("month", None), ("half", None),
]  # fmt: skip


@pytest.mark.parametrize("first", seeds(8, 312, TOGETHER))
def test_duckdb_gives_the_figures_of_memory(first: int, tmp_path: Path) -> None:
    """Of every other something is said, in a table of activities; a third have open corners.

    The first 16 have each cut with and without the one.
    """
    wrong = {}
    for seed in range(first, first + TOGETHER):
        alliance, cut = random_alliance(seed, open_corners=seed % 3 == 0), CUTS[seed % len(CUTS)]
        if seed % 4 == 0:
            alliance = in_some_series(*alliance)
        told = told_of(alliance, seed) if (seed + seed // len(CUTS)) % 2 else ()
        folder = write(alliance, tmp_path / str(seed), told)
        if lines := disagreements(alliance, folder, "duckdb", *cut, told=told):
            wrong[seed] = lines
    assert not wrong


def test_paths_are_left_out_by_name_where_ties_are_more_than_memory_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ci_network.network import partnerships

    alliance = random_alliance(8)
    folder = write(alliance, tmp_path / "record")
    expected = in_memory(alliance, "year", None)
    monkeypatch.setattr(partnerships, "MOST_MEETINGS", 0)
    assert not measure(folder, "duckdb").left_out
    monkeypatch.setattr("ci_network.engine.window_network._OF_MEETING", 1 << 50)
    without = measure(folder, "duckdb")
    assert not differences(expected, figures_by(without, "duckdb"))
    assert "scenarios.*.efficiency" in without.left_out
    figures = [window.figures for window in without.measured.windows if window.figures]
    assert any(each.scenarios["present"].ties for each in figures)


@pytest.mark.parametrize("first", seeds(3, 21, 3))
def test_figures_are_the_same_where_rows_come_some_at_a_time(
    first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where there is much: five rows and three meetings at a time, those of some
    of the actors; and nothing is left out in turn."""
    monkeypatch.setattr("ci_network.measures.survival.MOST_LEFT_OUT", 0)
    monkeypatch.setattr("ci_network.engine.offshoots.ROWS_AT_ONCE", 5)
    monkeypatch.setattr("ci_network.engine.lasting.FETCHED_AT_ONCE", 5)
    monkeypatch.setattr("ci_network.engine.whole_record.FETCHED_AT_ONCE", 5)
    monkeypatch.setattr("ci_network.engine.whole_record._IN_CACHE", 3)
    monkeypatch.setattr("ci_network.engine.whole_record._UNITS_UP_TO", 0)
    monkeypatch.setattr("ci_network.engine.whole_record._SPREAD_UP_TO", 1 - first % 2)
    monkeypatch.setattr("ci_network.measures.lives_counted._WAITING_UP_TO", 7)
    monkeypatch.setattr("ci_network.engine.again.ROWS_AT_ONCE", 2)
    monkeypatch.setattr("ci_network.engine.again._AT_ONCE", 3)
    monkeypatch.setattr("ci_network.engine.again._SORTED_AT_ONCE", 7)
    monkeypatch.setattr("ci_network.engine.again._OF_PRESENCE", usual_memory() // 20)
    wrong = {}
    for seed in range(first, first + 3):
        alliance, cut = random_alliance(seed, open_corners=seed % 3 == 0), CUTS[seed % len(CUTS)]
        folder = write(alliance, tmp_path / str(seed))
        if lines := disagreements(alliance, folder, "duckdb", *cut):
            wrong[seed] = lines
    assert not wrong


def test_an_engine_names_no_person_in_any_text(tmp_path: Path) -> None:
    """The one long activity bears the name of a person, and so does an organisation's id."""
    (tmp_path / "nodes.csv").write_text(
        "id,label,type,secretariat\nS,Kontoret,,yes\nah,Anne Holm,person,\nHolms venner,,,\nB,,,\n"
    )
    rows = [("Annes hus", who, "2017", "2019") for who in ("S", "ah", "Holms venner", "B")]
    rows += [("Tur", who, "2017", "2017") for who in ("S", "ah")]
    lines = ["activity,actor,start,end", *map(",".join, rows)]
    (tmp_path / "edges.csv").write_text("\n".join(lines) + "\n")
    named, hidden = (
        repr(measure(tmp_path, "duckdb", "all", show_persons=shown)) for shown in (True, False)
    )
    assert "Annes hus" in named
    assert "P01s hus" in hidden
    assert not [word for word in ("Anne", "Holm", "'ah'") if word in hidden]


@pytest.mark.parametrize("first", seeds(3, 99, 3))
def test_an_engine_gives_persons_the_codes_of_memory(first: int, tmp_path: Path) -> None:
    """Every second actor is a person; one activity has a name that a code could be."""
    wrong = {}
    for seed in range(first, first + 3):
        nodes, edges = random_alliance(seed)
        nodes = [
            {**row, "type": "person" if n % 2 else ""} for n, row in enumerate(nodes, start=seed)
        ]
        last = [row["activity"] for row in edges[-1:]]
        edges = [{**row, "activity": "p02"} if row["activity"] in last else row for row in edges]
        folder = write((nodes, edges), tmp_path / str(seed), node_columns=tuple(nodes[0]))
        alliance = as_shown(read_rows(nodes, edges).alliance)[0]
        expected = json.loads(to_json(metrics(sustainability(alliance, "year"))))
        done = measure(folder, "duckdb", "year", show_persons=False)
        if lines := differences(expected, figures_by(done, "duckdb")):
            wrong[seed] = lines
    assert not wrong


RECORDERS = ("", "Ane", "Bo", "Anders")


@pytest.mark.parametrize("seed", seeds(3, 6))
def test_who_recorded_what_is_told_as_in_memory(seed: int, tmp_path: Path) -> None:
    """Rows are repeated, in the same words and in others, and recorded by somebody else."""
    chance = Random(seed)
    nodes, edges = random_alliance(seed, open_corners=seed % 3 == 0)
    rows = [dict(row) for row in edges]
    for row in chance.sample(rows, len(rows) // 2):
        again = row | {"start": _in_danish(row.get("start", ""))}
        rows.extend(chance.choice(((row,), (again, row), (again,))))
    rows = [row | {"note": chance.choice(("", "x", " y")), "recorded_by": chance.choice(RECORDERS)}
            for row in rows]  # fmt: skip
    folder = write((nodes, rows), tmp_path / "record")
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with (folder / "edges.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    done = measure(folder, "duckdb", "year", None)
    assert not differences(in_memory((nodes, rows), "year", None), figures_by(done, "duckdb"))
    assert seed or done.further["recorded_by"]


def _in_danish(date: str) -> str:
    """The same date in other words, where it is a day."""
    parts = date.split("-")
    return "-".join(reversed(parts)) if len(parts) == 3 and date[4] == "-" else date


def test_who_recorded_an_activity_may_stand_in_a_table_of_them(tmp_path: Path) -> None:
    alliance = random_alliance(8)
    names = sorted({row["activity"] for row in alliance[1]})
    told = [{"activity": name, "recorded_by": who}
            for name, who in zip(names[1:], RECORDERS * len(names), strict=False)]  # fmt: skip
    folder = write(alliance, tmp_path / "record", told)
    done = measure(folder, "duckdb", "year", None)
    assert not differences(in_memory(alliance, "year", None, told), figures_by(done, "duckdb"))
    assert len(done.record["participations_recorded_by"]) > 2


def test_what_is_said_in_the_rows_of_edges_counts_too(tmp_path: Path) -> None:
    nodes = [{"id": "S", "secretariat": "yes"}, {"id": "A"}, {"id": "B"}]
    edges = [{"activity": "m", "actor": who, "start": "2018"} for who in "SAB"]
    folder = write((nodes, edges), tmp_path / "rows")
    text = (folder / "edges.csv").read_text(encoding="utf-8").splitlines()
    rows = [f"{text[0]},fortsætter,ledet_af", f"{text[1]},ja,", *[f"{row},," for row in text[2:]]]
    (folder / "edges.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    measured = measure(folder, "duckdb", "all", None).measured
    assert measured.windows[0].figures.scenarios["unaided"].ties == 1
    rows[1] = f"{text[1]},ja,nobody"
    (folder / "edges.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(DataError) as told:
        measure(folder, "duckdb", "all", None)
    assert [problem.code for problem in told.value.errors] == ["bad-led-by"]


@pytest.fixture
def alliance() -> Alliance:
    return random_alliance(11)


@pytest.fixture
def folder(alliance: Alliance, tmp_path: Path) -> Path:
    return write(alliance, tmp_path / "record")


def test_parquet_in_a_folder_or_by_a_pattern_is_the_same_record(
    alliance: Alliance, folder: Path
) -> None:
    made = parquet(folder, 3)
    assert not disagreements(alliance, made, "duckdb", "year", None)
    found = find_files(made)
    assert find_files(made / "edges-*.parquet") == find_files(made / "*.parquet") == found
    assert len(found[1].paths) == 3


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
@pytest.mark.parametrize("pattern", ["x*", "x?", "x*/edges.csv", "x*/*.csv", "[xy]1/*"])
def test_two_records_are_not_taken_for_one(tmp_path: Path, engine: str, pattern: str) -> None:
    for name in ("x1", "x2", "y1"):
        write(random_alliance(3), tmp_path / name)
    with pytest.raises(UsageError, match=r"no files of edges|one file of actors"):
        measure(tmp_path / pattern, engine)


def test_a_folder_of_parts_as_a_cluster_writes_it_is_one_table(
    alliance: Alliance, folder: Path
) -> None:
    made = parquet(folder, 2)
    table = made / "edges.parquet"
    table.mkdir()
    for part in made.glob("edges-*.parquet"):
        part.rename(table / part.name)
    (table / "_SUCCESS").touch()
    assert not disagreements(alliance, made, "duckdb", "year", None)


def test_dates_and_numbers_may_have_types_of_their_own(tmp_path: Path) -> None:
    """Days as dates, ids as whole numbers: what a database exports."""
    days = [("2018-03-14", "2018-03-15"), ("2018-06-01", None), (None, None)]
    rows = [(meeting, actor, *days[meeting]) for meeting in range(3) for actor in (1, 2, 3)]
    with duckdb.connect() as database:
        database.execute('CREATE TABLE e (activity INT, actor INT, start DATE, "end" DATE)')
        database.executemany("INSERT INTO e VALUES (?, ?, ?, ?)", rows)
        database.execute("CREATE TABLE n AS SELECT range AS id, range = 1 AS secretariat "
                         "FROM range(1, 4)")  # fmt: skip
        database.sql(f"COPY e TO '{tmp_path}/edges.parquet'")
        database.sql(f"COPY n TO '{tmp_path}/nodes.parquet'")
    text = (
        [{"id": str(n), "secretariat": "true" if n == 1 else ""} for n in (1, 2, 3)],
        [dict(zip(("activity", "actor", "start", "end"), map(_text, row), strict=True))
         for row in rows],
    )  # fmt: skip
    assert not disagreements(text, tmp_path, "duckdb", "year", None)


def _text(value: object) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_danish_headers_are_read(
    alliance: Alliance, folder: Path, separator: str
) -> None:
    names = {"activity": "Aktivitet", "actor": "Aktør", "role": "Rolle", "end": "Slut"}
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    with (folder / "edges.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerows([[names.get(name, name) for name in header], *rows])
    assert not disagreements(alliance, folder, "duckdb", "year", None)


def test_cells_are_trimmed_and_composed_as_in_memory(tmp_path: Path) -> None:
    decomposed = "A\u030ahuset"
    nodes = [{"id": "S", "secretariat": "ja"}, {"id": "Åhuset"}, {"id": "B"}]
    edges = [
        {"activity": name, "actor": actor, "start": start, "role": role}
        for name, actor, start, role in (
            ("Møde", "S", "14-03-2018", "Tovholder"), (" Møde\u00a0", decomposed, "2018", ""),
            ("Mo\u0308de", "B", "2018-Q2", ""), ("Møde", " B", " 2018", ""),
            ("Møde", "B ", "2018 ", ""), ("Mo\u0308de", decomposed, "2018-Q2", "leder "),
        )
    ]  # fmt: skip
    folder = write((nodes, edges), tmp_path / "record")
    assert not disagreements((nodes, edges), folder, "duckdb", "year", None)


def test_what_goes_on_and_terms_that_end_are_read_as_in_memory(tmp_path: Path) -> None:
    """A goes on to the last day of the record, and S is a partner when its term is over."""
    nodes = [
        {"id": "S", "secretariat": "yes", "secretariat_until": "2017-05"}, {"id": "A"}, {"id": "B"},
    ]  # fmt: skip
    edges = [
        {"activity": name, "actor": actor, "start": start, "end": end}
        for name, actor, start, end in (
            ("group", "S", "2016", "2018-02"), ("group", "A", "", "ongoing"),
            ("group", "B", "2017-06", "2017"), ("walk", "B", "2020-03", ""),
        )
    ]  # fmt: skip
    folder = write((nodes, edges), tmp_path / "record")
    assert not disagreements((nodes, edges), folder, "duckdb", "quarter", None)


def test_a_term_that_ends_with_an_activity_leaves_no_day_after_it(tmp_path: Path) -> None:
    nodes = [
        {"id": "S", "secretariat": "yes", "secretariat_until": "2020"}, {"id": "A"}, {"id": "B"},
        {"id": "C"},
    ]  # fmt: skip
    edges = [
        {"activity": name, "actor": actor, "role": role, "start": start, "end": end}
        for name, actor, role, start, end in (
            ("start", "A", "", "2019-12", ""), ("plan", "S", "lead", "2019-07-01", "2020"),
            ("plan", "B", "", "2019-07-01", "2020"), ("plan", "A", "", "2019-07-01", "2020"),
            ("look", "C", "", "2019-Q3", "ongoing"), ("board", "S", "", "2019", ""),
            ("board", "S", "", "2019", "ongoing"), ("board", "B", "", "2019", ""),
            ("walk", "A", "", "2020-Q2", ""), ("walk", "S", "", "2019-Q4", ""),
        )
    ]  # fmt: skip
    told = [
        {"activity": "board", "continues": "yes", "purpose": ""},
        {"activity": "walk", "continues": "no", "purpose": ""},
        {"activity": "look", "continues": "", "purpose": "evaluation"},
    ]
    folder = write((nodes, edges), tmp_path / "record", told)
    assert not disagreements((nodes, edges), folder, "duckdb", "all", None, told=told)


def test_a_name_that_was_kept_from_running_as_a_formula_is_itself(tmp_path: Path) -> None:
    nodes = [{"id": "=A"}, {"id": "B"}]
    edges = [{"activity": "+walk", "actor": actor, "start": "2018"} for actor in ("=A", "B")]
    guarded = [
        {**row, "activity": "'+walk", "actor": row["actor"].replace("=", "'=")} for row in edges
    ]
    folder = write(([{"id": "'=A"}, {"id": "B"}], guarded), tmp_path / "record")
    assert not disagreements((nodes, edges), folder, "duckdb", "year", None)


ERRORS = {
    "an unknown actor": ({"actor": "Nobody"}, "unknown-actor", "Nobody"),
    "a date that is none": ({"start": "spring"}, "bad-date", "spring"),
    "no day of the calendar": ({"start": "2018-02-30"}, "impossible-date", "2018-02-30"),
    "an end before its start": ({"end": "2017"}, "end-before-start", "2017"),
    "no activity": ({"activity": ""}, "blank-cell", ""),
    "no actor": ({"actor": " "}, "blank-cell", ""),
    "the error of a formula": ({"activity": "#REF!"}, "error-cell", "#REF!"),
}


@pytest.mark.parametrize(("change", "code", "value"), ERRORS.values(), ids=ERRORS)
def test_what_cannot_be_read_stops_the_run_with_the_cell(
    change: dict[str, str], code: str, value: str, tmp_path: Path
) -> None:
    nodes = [{"id": "S", "secretariat": "ja"}, {"id": "A"}]
    row = {"activity": "walk", "actor": "A", "start": "2018"}
    folder = write((nodes, [{**row, "actor": "S"}, row, row | change]), tmp_path / "record")
    with pytest.raises(DataError) as caught:
        measure(folder, "duckdb")
    errors = [problem for problem in caught.value.problems if problem.severity == "error"]
    assert [(problem.code, problem.value, problem.row) for problem in errors] == [
        (code, value, None)
    ]


def test_a_ragged_row_stops_the_run(tmp_path: Path) -> None:
    folder = write(random_alliance(3), tmp_path / "record")
    with (folder / "edges.csv").open("a", encoding="utf-8") as file:
        file.write("walk,A,lead,2018,2018,one too many\n")
    with pytest.raises(DataError) as caught:
        measure(folder, "duckdb")
    assert caught.value.problems[-1].code == "engine-cannot-read"


def test_pairs_are_refused(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text("id\nA\nB\n")
    (tmp_path / "edges.csv").write_text("source,target\nA,B\n")
    with pytest.raises(UsageError, match="not pairs"):
        measure(tmp_path, "duckdb")


@pytest.mark.parametrize("name", ["partnerships.csv", "partnerships.parquet"])
@pytest.mark.parametrize("asked", ["{folder}", "{folder}/*.csv", "{folder}/edges.csv"])
def test_what_partners_say_is_refused(name: str, asked: str, folder: Path) -> None:
    """Figures without it would be others than those of the same data in memory."""
    (folder / name).write_text("source,target,recorded_by\n")
    with pytest.raises(UsageError, match="not read by an engine"):
        measure(Path(asked.format(folder=folder)), "duckdb")


def test_who_has_answered_changes_no_figure(folder: Path) -> None:
    """It is none of the files that are read."""
    before = find_files(folder)
    (folder / "survey.csv").write_text("respondent,answer\n")
    assert find_files(folder) == find_files(folder / "*.csv") == before


@pytest.mark.parametrize("missing", ["nodes.csv", "edges.csv"])
def test_a_missing_table_is_named(missing: str, folder: Path) -> None:
    (folder / missing).unlink()
    with pytest.raises(UsageError, match=missing.partition(".")[0]):
        measure(folder, "duckdb")


@pytest.mark.parametrize("name", ["nodes.csv", "edges.csv"])
def test_a_folder_without_a_table_in_it_is_named(name: str, folder: Path) -> None:
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(UsageError, match=f"{name} is no file"):
        measure(folder, "duckdb")


def test_no_file_of_edges_is_passed_over(folder: Path) -> None:
    """A name with capital letters is one too, and of two that differ only by these neither is."""
    (folder / "edges.csv").rename(folder / "Edges-2.csv")
    assert [place.name for place in find_files(folder)[1].paths] == ["Edges-2.csv"]
    twin = folder / "edges-2.csv"
    if twin.exists():
        pytest.skip("names of files are told apart by more than capital letters here")
    twin.write_bytes((folder / "Edges-2.csv").read_bytes())
    with pytest.raises(DataError) as refused:
        measure(folder, "duckdb")
    told = [(problem.code, problem.value) for problem in refused.value.problems]
    assert told == [("file-twice", "Edges-2.csv, edges-2.csv")]


@pytest.mark.parametrize("threads", [1, 2])
def test_threads_and_little_memory_change_no_figure(
    threads: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alliance = random_alliance(5)
    folder = write(alliance, tmp_path / "record")
    monkeypatch.setattr("ci_network.engine.room._SHARE_OF_MEMORY", 0.004)
    assert not disagreements(alliance, folder, "duckdb", "year", None, threads)


def test_what_memory_does_not_hold_is_spilled_and_then_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty thousand activities of five each with 32 MB: the scratch folder fills, and is empty."""
    from ci_network.engine import duckdb as engine

    (tmp_path / "scratch").mkdir()
    with duckdb.connect() as database:
        actors = "SELECT 'o' || range AS id, (range = 0)::VARCHAR AS secretariat FROM range(50000)"
        cells = """SELECT 'a' || m.range AS activity,
            'o' || (m.range * (n.range * 7919 + 13) % 50000) AS actor,
            (2000 + m.range % 20)::VARCHAR AS start FROM range(40000) m, range(5) n"""
        database.sql(f"COPY ({actors}) TO '{tmp_path}/nodes.parquet'")
        database.sql(f"COPY ({cells}) TO '{tmp_path}/edges.parquet'")
    told = []
    plenty = measure(tmp_path, "duckdb", threads=2, tell_room=told.append)
    assert not told
    spilled, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.005):
            with contextlib.suppress(OSError):  # a file that is gone meanwhile
                files = (tmp_path / "scratch").rglob("*")
                spilled.append(sum(path.stat().st_size for path in files if path.is_file()))

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    monkeypatch.setattr(engine, "usual_memory", lambda: 32 << 20)
    watching = threading.Thread(target=watch)
    watching.start()
    try:
        little = measure(tmp_path, "duckdb", threads=2, tell_room=told.append)
    finally:
        done.set()
        watching.join()
    (room,) = told
    assert room.place == tmp_path / "scratch"
    assert 0 < max(spilled) < room.needed < room.free
    assert not list((tmp_path / "scratch").iterdir())
    shown = [to_json(shown_by(each, "duckdb")) for each in (plenty, little)]
    assert shown[0] == shown[1]


def test_too_little_disk_is_told_before_anything_is_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ci_network.engine.room._OF_PARTICIPATION", 10**12)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=7 * 10**9))
    steps = []
    with pytest.raises(UsageError, match=r"and 7.0 GB are free.*TMPDIR.*--memory"):
        measure(folder, "duckdb", progress=lambda done, _: steps.append(done))
    assert steps == [1]


def test_nothing_is_left_behind(folder: Path, tmp_path: Path, monkeypatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    before = {place.name: place.read_bytes() for place in folder.iterdir()}
    measure(folder, "duckdb")
    assert not list(scratch.iterdir())
    assert before == {place.name: place.read_bytes() for place in folder.iterdir()}


def test_files_are_named_where_something_is_told_of_them() -> None:
    assert Files((Path("a.csv"),), "csv").name == "a.csv"
    assert Files((Path("a.csv"), Path("b.csv")), "csv").name == "a.csv and 1 more"


def test_the_command_line_offers_every_engine() -> None:
    assert get_args(Name) == get_args(Engine)


@pytest.mark.parametrize("seed", seeds(1, 4))
def test_evaluation_counts_for_an_engine_where_that_was_asked_for(
    tmp_path: Path, seed: int
) -> None:
    alliance = random_alliance(seed, activities=9)
    names = sorted({row["activity"] for row in alliance[1]})
    told = [
        {"activity": name, "purpose": "evaluation" if place % 2 else "work"}
        for place, name in enumerate(names)
    ]
    folder = write(alliance, tmp_path / "record", told)
    found = {}
    for counted in (False, True):
        done = measure(folder, "duckdb", with_evaluation=counted)
        figures = figures_by(done, "duckdb")
        record = read_rows(*alliance, told).alliance
        record = with_evaluation(record) if counted else record
        expected = json.loads(to_json(metrics(sustainability(record, "year"))))
        assert not differences(expected, figures)
        found[counted] = figures["windows"]
    assert found[False] != found[True]
