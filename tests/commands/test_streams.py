"""Standard output and error, whatever they can hold and however little they take."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ci_network.commands import progress
from ci_network.commands.outputs import show
from ci_network.commands.run import run
from ci_network.files.characters import ALIKE, visible, visible_json, visible_lines

ENCODINGS = ("cp1252", "cp850", "latin-1", "ascii", "utf-8", "utf-16")
NAMES = "Łódź Æblehave", "Blå–Kors “Øst”", "名前", "Ωmega → ≥"


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """A sound record with names from all over, and one with problems."""
    folder = tmp_path_factory.mktemp("streams")
    nodes = ["id,label,sector,secretariat", "S,Sekretariatet,,ja"]
    nodes += [f"{name},{name},Forening Ł," for name in NAMES]
    edges = ["activity,actor,role,start"]
    for n, name in enumerate(NAMES):
        edges += [f"Møde {n} – ø,{name},lead,2018", f"Møde {n} – ø,S,,2018"]
        edges += [f"Fælles,{name},,2019"]
    for where, more in (("sound", []), ("bad", ["Møde,Ukendt Œ → Ł,,31-02-2018"])):
        (folder / where).mkdir()
        (folder / where / "nodes.csv").write_text("\n".join(nodes) + "\n", encoding="utf-8")
        text = "\n".join([*edges, *more]) + "\n"
        (folder / where / "edges.csv").write_text(text, encoding="utf-8")
    return folder


def said(monkeypatch, encoding: str, *words: str) -> tuple[int, bytes, str]:
    """Exit code and both streams of a command whose streams have an encoding."""
    out, err = io.BytesIO(), io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding))
    code = run(list(words))
    sys.stdout.flush()
    sys.stderr.flush()
    return code, out.getvalue(), err.getvalue().decode(encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize("command", ["check", "metrics", "ties", "partners"])
def test_any_output_in_any_encoding(command, form, encoding, data, monkeypatch):
    code, out, err = said(monkeypatch, encoding, command, str(data / "sound"), "--format", form)
    assert code == 0, err
    if form == "json":
        # As bytes and as text alike.
        assert json.loads(out if encoding != "utf-16" else out.decode("ascii"))
        return
    # A table for programs is UTF-8 wherever it goes; one for people is as the stream is.
    text = out.decode("utf-8" if form == "csv" else encoding)
    if command in ("ties", "partners"):
        can = "Æblehave".encode("utf-8" if form == "csv" else encoding, ALIKE)
        assert can.decode("utf-8" if form == "csv" else encoding) in text
    if form == "csv" and command in ("ties", "partners"):
        assert all(name.replace('"', '""') in text for name in NAMES)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_problems_in_any_encoding(form, language, encoding, data, monkeypatch):
    words = ("check", str(data / "bad"), "--format", form, "--lang", language)
    code, out, _ = said(monkeypatch, encoding, *words)
    assert code == 1
    assert "unknown-actor" in out.decode("utf-8" if form != "table" else encoding)
    if form == "json" and encoding != "utf-16":
        assert "Ukendt Œ → Ł" in {p["value"] for p in json.loads(out)["problems"]}
    code, _, err = said(monkeypatch, encoding, "ties", str(data / "bad"))
    assert code == 1
    assert "Ukendt" in err


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_help_in_any_encoding(encoding, monkeypatch):
    for command in ("check", "metrics", "map", "report", "import", "export", "template"):
        assert said(monkeypatch, encoding, command, "--help")[0] == 0


def test_a_file_is_utf_8_whatever_the_streams_are(data, monkeypatch, tmp_path):
    out = tmp_path / "ties.csv"
    assert said(monkeypatch, "ascii", "ties", str(data / "sound"), "-o", str(out))[0] == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert {NAMES[0], NAMES[2]} & {row["source"] for row in rows}


@given(st.text(max_size=30), st.sampled_from(ENCODINGS), st.sampled_from(["table", "csv"]))
@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@example("\x1b[31m\x9b\ud800–", "cp1252", "table")
@example("\u202egnp.exe\u2066", "utf-8", "table")
def test_no_text_stops_a_stream_or_moves_a_terminal(text, encoding, form):
    out = io.BytesIO()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
        patched.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
        show(Path("-"), [text, text], form)
        sys.stdout.flush()
        found = out.getvalue().decode("utf-8" if form == "csv" else encoding)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", found)
    if text.isascii() and text.isprintable():
        assert found.removeprefix("\ufeff") == 2 * text


@given(st.text(max_size=20))
def test_what_is_made_visible_can_be_printed_and_json_stays_the_same(text):
    line = visible(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", line)
    assert visible(line) == line
    assert visible_lines(text).count("\n") == text.count("\n")
    written = json.dumps(text, ensure_ascii=False)
    assert json.loads(visible_json(written)) == text
    line.encode("ascii", ALIKE)


# ------------------------------------------------------------------- terminals

HOSTILE = "x\x1b]0;pwned\x07\x1b[2J\x9b31m\u202egnp\r"


@pytest.mark.skipif(os.name == "nt", reason="such names of files are those of POSIX")
@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_names_of_files_and_headers_move_no_terminal(form, language, tmp_path, capfd):
    folder = tmp_path / f"{HOSTILE}\nError: no"
    folder.mkdir()
    (folder / "nodes.csv").write_text(f"id,{HOSTILE!s}\nA,{HOSTILE}\n", newline="")
    (folder / f"{HOSTILE}.csv").write_text("activity,actor\nTur,A\n")
    run(["check", str(folder), "--format", form, "--lang", language])
    run(["ties", str(folder)])
    run(["check", f"{folder}/nowhere"])
    run(["metrics", str(folder), "--engine", "duckdb"])
    run(["import", str(folder / f"{HOSTILE}.csv"), "-o", str(tmp_path / HOSTILE)])
    run(["import", f"{folder}/{HOSTILE}.xlsx", "-o", str(tmp_path / "y")])
    run(["ties", f"--{HOSTILE}"])
    run([HOSTILE])
    run(["map", str(folder), "--title", HOSTILE, "--layout", str(folder / HOSTILE), "-o", "-"])
    out, err = capfd.readouterr()
    for text in (out, err):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text), ascii(text)
    assert not [line for line in err.splitlines() if line.startswith("Error: no,")]
    assert "\\x1b" in out + err or form == "json"


# --------------------------------------------------------- full, closed and broken


def ended(words: list[str], **streams) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "ci_network", *words],
        stderr=subprocess.PIPE, text=True, check=False, **streams,
    )  # fmt: skip
    return done.returncode, done.stderr


FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
WRITING = [
    ["check", "{data}"],
    ["check", "{data}", "--format", "json"],
    ["metrics", "{data}", "--format", "csv"],
    ["ties", "{data}"],
    ["export", "{data}", "--to", "graphml", "-o", "-"],
    ["template", "-o", "-"],
    ["--help"],
    ["--version"],
]


@FULL
@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_a_full_standard_output_is_one_sentence(words, data):
    with Path("/dev/full").open("w") as full:
        code, err = ended([word.format(data=data / "sound") for word in words], stdout=full)
    assert code == 2
    lines = [line for line in err.splitlines() if not line.startswith("Warning")]
    assert [line for line in lines if "annot be written" in line or "no space" in line]
    assert "Exception ignored" not in err
    assert "Traceback" not in err


@FULL
def test_a_full_standard_error_stops_nothing(data):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ci_network", "ties", str(data / "sound")],
            stdout=subprocess.PIPE, stderr=full, check=False,
        )  # fmt: skip
        assert done.returncode == 0
        assert b"source" in done.stdout
        done = subprocess.run(
            [sys.executable, "-m", "ci_network", "ties", str(data / "bad")],
            stdout=subprocess.PIPE, stderr=full, check=False,
        )  # fmt: skip
    assert done.returncode == 1


@FULL
def test_a_warning_that_is_lost_is_no_success(data, tmp_path):
    """All is done, and whoever keeps the words learns that some are missing; as GNU's tools do."""
    warned = shutil.copytree(data / "sound", tmp_path / "warned")
    with (warned / "edges.csv").open("a", encoding="utf-8") as edges:
        edges.write(f"Udateret,{NAMES[0]},,\n")
    words = [sys.executable, "-m", "ci_network", "ties", str(warned)]
    with Path("/dev/full").open("w") as full:
        lost = subprocess.run(words, stdout=subprocess.PIPE, stderr=full, check=False)
    told = subprocess.run(words, capture_output=True, check=False)
    assert told.stderr
    assert (lost.returncode, told.returncode) == (2, 0)
    assert lost.stdout == told.stdout


@FULL
@pytest.mark.parametrize("there", [True, False])
def test_progress_that_nobody_hears_stops_nothing(monkeypatch, there):
    monkeypatch.setattr(progress, "_PATIENCE", -1)
    with Path("/dev/full").open("w") as stream:
        monkeypatch.setattr(sys, "stderr", stream if there else None)
        with progress.Progress("Windows measured") as tell:
            tell(1, 1)


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize(
    ("closed", "out", "code"),
    [(">&-", "-", 2), ("2>&-", "-", 0), ("<&-", "-", 0), (">&- 2>&- <&-", "-", 2),
     (">&- 2>&- <&-", "ties.csv", 0)],
)  # fmt: skip
def test_a_stream_that_is_closed_is_no_crash(closed, out, code, data, tmp_path):
    shell = f'"$0" -m ci_network "$@" {closed}'
    words = [sys.executable, "ties", str(data / "sound"), "-o", out]
    done = subprocess.run(
        ["/bin/sh", "-c", shell, *words], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if out != "-":
        assert (tmp_path / out).read_text(encoding="utf-8").startswith("window,")


def test_the_encoding_that_an_office_machine_has(data):
    """The whole way, with what Python itself makes of its environment."""
    done = subprocess.run(
        [sys.executable, "-m", "ci_network", "check", str(data / "bad"), "--lang", "da"],
        capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "Ukendt" in done.stdout.decode("cp1252")
    assert "Traceback" not in done.stderr.decode("cp1252")
