"""Files that are named beside the data are input too: regular, of a bounded size, or a sentence."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading.odd_files import EDGES, NODES

from ci_network.commands.run import run
from ci_network.errors import UsageError
from ci_network.files.helpers import MOST_YAML, helper_bytes, helper_text, helper_yaml
from ci_network.reading.layout import read_layout
from ci_network.record.keys import read_key
from ci_network.views.map.story import read_story

posix = pytest.mark.skipif(os.name == "nt", reason="pipes and devices of POSIX")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "nodes.csv").write_text(NODES, encoding="utf-8")
    (folder / "edges.csv").write_text(EDGES, encoding="utf-8")
    return folder


def strange(folder: Path, kind: str) -> Path:
    """What is no regular file, under a name that a table could have."""
    place = folder / "strange.csv"
    if kind == "fifo":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    elif kind == "loop":
        place.symlink_to(place)
    elif kind == "nowhere":
        place.symlink_to(folder / "nowhere")
    else:
        place.symlink_to(f"/dev/{kind}")
    return place


HELPERS = {
    "layout": ["map", "{data}", "-o", "{out}", "--layout", "{strange}"],
    "layout of a report": [
        "report",
        "{data}",
        "-o",
        "{out}",
        "--null",
        "0",
        "--layout",
        "{strange}",
    ],
    "story": ["map", "{data}", "-o", "{out}", "--story", "{strange}"],
    "key": ["ties", "{data}", "--pseudonyms", "-o", "{out}", "--key", "{strange}"],
    "settings": ["import", "{data}/edges.csv", "-o", "{out}", "--settings", "{strange}"],
    "aliases": ["import", "{data}/edges.csv", "-o", "{out}", "--aliases", "{strange}"],
    "import": ["import", "{strange}", "-o", "{out}"],
    "engine": ["metrics", "{strange}", "--engine", "duckdb", "-o", "{out}"],
}


@posix
@pytest.mark.parametrize("kind", ["fifo", "zero", "random", "folder", "loop", "nowhere"])
@pytest.mark.parametrize("helper", HELPERS)
def test_what_is_no_file_is_a_sentence_at_once(helper, kind, data, tmp_path, capfd):
    place = strange(tmp_path, kind)
    out = tmp_path / "out"
    words = [word.format(data=data, out=out, strange=place) for word in HELPERS[helper]]
    codes: list[int] = []
    # Nobody waits for ever where the pipe is waited for.
    work = threading.Thread(target=lambda: codes.append(run(words)), daemon=True)
    work.start()
    work.join(30)
    assert not work.is_alive(), "it hangs"
    assert codes[0] in (1, 2)
    err = capfd.readouterr().err
    assert "strange.csv" in err or str(place) in err or place.name in err
    assert not out.exists()


@posix
@pytest.mark.parametrize("kind", ["fifo", "zero"])
def test_a_table_of_an_engine_that_never_ends(kind, data, tmp_path, capfd):
    (data / "edges.csv").unlink()
    strange(tmp_path, kind).rename(data / "edges.csv")
    assert run(["metrics", str(data), "--engine", "duckdb"]) == 2
    assert "edges.csv" in capfd.readouterr().err


def test_a_story_of_thirty_megabytes_is_refused_at_once(data, tmp_path, capfd):
    story = tmp_path / "story.yaml"
    story.write_text("- title: One\n  text: sentence\n" * 1_000_000)
    began = time.monotonic()
    assert run(["map", str(data), "-o", str(tmp_path / "m.html"), "--story", str(story)]) == 2
    assert time.monotonic() - began < 10
    assert "256 kB" in capfd.readouterr().err


YAMLS = [
    "[" * 200_000,
    "a: &a [" + "*a," * 50_000 + "]",
    "&a [&b [*a, *b], *a]",
    "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12)),
    '"\\UFFFFFFFF"',
    "? " * 60_000,
    "- title: \x07",
    "%YAML 9.9\n---\n[]",
    "!!python/object/apply:os.system ['true']",
    "\t- a",
    "- {title: x, window: [1, 2]}",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
]


@pytest.mark.parametrize("text", YAMLS, ids=range(len(YAMLS)))
def test_a_hostile_yaml_is_refused_or_plain_and_quick(text, tmp_path):
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    began = time.process_time()
    with pytest.raises(UsageError):
        read_story(tmp_path / "a.yaml")
    assert time.process_time() - began < 10


@pytest.mark.parametrize("read", [helper_text, helper_bytes])
def test_the_limit_is_to_the_byte(read, tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 1000)
    assert len(read(tmp_path / "a", 1000)) == 1000
    with pytest.raises(UsageError, match="larger"):
        read(tmp_path / "a", 999)


@given(st.one_of(st.binary(max_size=300), st.text("[]{}&*-:? \n\t'\"!%@`|>#,ab1", max_size=200)))
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
def test_any_bytes_as_a_helper_are_read_or_refused(tmp_path_factory, content):
    place = tmp_path_factory.getbasetemp() / "helper"
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    for read in (read_layout, read_story, read_key, helper_yaml):
        with contextlib.suppress(UsageError):
            read(place)


def test_helpers_are_small():
    assert MOST_YAML < 1 << 20


def test_data_that_is_not_there_is_a_wrong_call_everywhere(tmp_path, capfd):
    nowhere = str(tmp_path / "nowhere")
    for words in (["check", nowhere], ["ties", nowhere], ["metrics", nowhere],
                  ["metrics", nowhere, "--engine", "duckdb"], ["map", nowhere, "-o", "-"],
                  ["import", nowhere, "-o", str(tmp_path / "x")]):  # fmt: skip
        assert run(words) == 2, words
        said = "".join(capfd.readouterr())
        assert nowhere in said


def test_standard_input_is_no_data(capfd):
    for command in ("metrics", "check", "ties"):
        assert run([command, "-"]) == 2
        assert "standard input" in capfd.readouterr().err


@pytest.mark.parametrize("name", ["x*", "x?", "[xa]", "year=2018", "x{a}"])
def test_a_name_is_no_pattern_for_an_engine(name, tmp_path, capfd):
    """Beside folders that the name would match as a pattern."""
    for folder in dict.fromkeys([name, "xa", "xb", "x"]):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "nodes.csv").write_text(f"id\n{folder}1\n{folder}2\n")
        rows = f"activity,actor,start\nt,{folder}1,2018\nt,{folder}2,2018\n"
        (tmp_path / folder / "edges.csv").write_text(rows)
    words = ["metrics", str(tmp_path / name), "--engine", "duckdb", "--format", "json"]
    assert run(words) == 0, capfd.readouterr().err
    assert '"partners": 2' in capfd.readouterr().out.replace("\n", "")


def test_two_alliances_are_not_one_for_an_engine(tmp_path, capfd):
    for folder in ("xa", "xb"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "nodes.csv").write_text("id\nA\nB\n")
        (tmp_path / folder / "edges.csv").write_text("activity,actor,start\nt,A,2018\nt,B,2018\n")
    for pattern in ("x*/edges.csv", "x*/*.csv", "x*"):
        assert run(["metrics", str(tmp_path / pattern), "--engine", "duckdb"]) == 2
        assert capfd.readouterr().err


def test_an_engine_tells_an_empty_table_as_the_reader_does(data, capfd):
    (data / "nodes.csv").write_text("")
    assert run(["metrics", str(data), "--engine", "duckdb"]) == 1
    err = capfd.readouterr().err
    assert "nodes.csv" in err
    assert "row 1" not in err
