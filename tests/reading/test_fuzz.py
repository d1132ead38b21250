"""Whatever the bytes: problems are told, and nothing is raised.

The short form runs always. With `-m slow` ten times as many workbooks are changed, and atheris
looks for new paths through the readers for a minute, which needs `pip install atheris`. What was
found is kept in `FOUND`.
"""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading.odd_files import ALL, BASE, CODECS, EDGES, NODES, PAIRS, Odd, rezipped

from ci_network.reading import examine
from ci_network.reading.sentences import describe

quick = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# Pieces that mean something to a reader, so that chance meets the corners.
PIECES = [
    b'"', b'""', b",", b";", b"\t", b"|", b"\n", b"\r\n", b"\r", b"\0", b"\xff\xfe", b"\xfe\xff",
    b"\xef\xbb\xbf", b"\xc3", b"\xe6", b"\x81", b"sep=;\n", b"sep=", b"id", b"label", b"activity",
    b"actor", b"source", b"target", b"start", b"end", b"secretariat", b"joined", b"left", b"role",
    b"ja", b"led", b"ongoing", b"unknown", b"2018", b"2018-03-14", b"31-02-2018", b"43173", b"S",
    b"A", b"B", b"\xcc\x8a", b"\xe2\x80\x8b", b"#N/A", b"{value}", b"[b]", b"'=1", b"9999", b"0000",
]  # fmt: skip

tables = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join),
    st.tuples(
        st.sampled_from([text.encode() for text in (NODES, EDGES, PAIRS)]),
        st.integers(0, 200),
        st.sampled_from(PIECES),
    ).map(lambda it: it[0][: it[1]] + it[2] + it[0][it[1] :]),
)

FOUND: list[tuple[bytes, bytes]] = [
    (b"id\n", EDGES.encode()),
    (b"id,\n", b"activity,actor,\n,,\n"),
    (b"sep=", b"sep=;"),
    (NODES.encode(), b"source,target,secretariat\nS,A,led\nA,B,led\n"),
    (b'"id"\n"', b'activity,actor\n"'),
    (b"\xff\xfe\x00\xd8", b"\xff\xfe"),
    (b"", b"\xe2\x80\x8b"),
    (NODES.encode(), b"activity,actor\nActivity!,A\nactivity,actor\n"),
]


def examined(folder: Path, files: dict[str, bytes]) -> None:
    """Examine a folder and say all that was found, in both languages."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    found = examine(folder)
    assert (found.alliance is None) == any(p.severity == "error" for p in found.problems)
    for problem in found.problems:
        for language in ("da", "en"):
            assert all(describe(problem, language))


@quick
@given(tables, tables)
@example(*FOUND[0])
@example(*FOUND[1])
@example(*FOUND[2])
@example(*FOUND[3])
@example(*FOUND[4])
@example(*FOUND[5])
@example(*FOUND[6])
@example(*FOUND[7])
def test_any_bytes_as_tables(tmp_path_factory, nodes, edges):
    folder = tmp_path_factory.getbasetemp() / "tables"
    examined(folder, {"nodes.csv": nodes, "edges.csv": edges})


@quick
@given(st.sampled_from([NODES, EDGES, PAIRS]), st.sampled_from(sorted(CODECS)), st.data())
def test_bytes_changed_in_a_sound_table(tmp_path_factory, text, codec, data):
    content = bytearray(CODECS[codec](text))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    name = "nodes.csv" if text is NODES else "edges.csv"
    files = {"nodes.csv": NODES.encode(), "edges.csv": EDGES.encode(), name: bytes(content)}
    examined(tmp_path_factory.getbasetemp() / "changed", files)


BOOKS = [40, pytest.param(400, marks=pytest.mark.slow)]
"""How many workbooks: each is read in a process of its own."""


@pytest.mark.parametrize("books", BOOKS)
def test_bytes_changed_in_a_workbook(tmp_path, books):
    @settings(quick, max_examples=books)
    @given(st.data())
    def changed_somewhere(data):
        content = bytearray(BASE)
        for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
            content[place] = data.draw(st.integers(0, 255))
        end = data.draw(st.one_of(st.none(), st.integers(0, len(content))))
        examined(tmp_path / "book", {"data.xlsx": bytes(content[:end])})

    changed_somewhere()


PARTS = zipfile.ZipFile(io.BytesIO(BASE)).namelist()


@pytest.mark.parametrize("books", BOOKS)
def test_parts_changed_in_a_workbook(tmp_path, books):
    """The archive is whole, and what it holds is not."""

    @settings(quick, max_examples=books)
    @given(st.sampled_from(PARTS), st.randoms(use_true_random=False))
    def changed_inside(name, rng):
        def change(part: str, content: bytes) -> bytes:
            return changed(content, rng) if part == name else content

        examined(tmp_path / "parts", {"data.xlsx": rezipped(BASE, change)})

    changed_inside()


def changed(content: bytes, rng: random.Random) -> bytes:
    """An XML text with tags and figures taken out, doubled or swapped."""
    pieces = content.replace(b"<", b"\0<").split(b"\0")
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(pieces))
        ways: list[Callable[[bytes], bytes]] = [
            lambda _: b"",
            lambda piece: piece * 2,
            lambda _: rng.choice(pieces),
            lambda piece: piece.replace(b"1", str(rng.choice([0, 9, 65, 10**7, -1])).encode()),
            lambda piece: piece[: rng.randint(0, len(piece))],
        ]
        pieces[at] = rng.choice(ways)(pieces[at])
    return b"".join(pieces)


GUIDED = """
import atheris, sys, tempfile
from pathlib import Path
with atheris.instrument_imports(include=["ci_network.reading", "csv"]):
    from ci_network.reading import examine
    from ci_network.reading.sentences import describe
folder = Path(tempfile.mkdtemp())
def one(data):
    cut = data.find(b"\\n\\n\\n")
    nodes, edges = (data, data) if cut < 0 else (data[:cut], data[cut + 3:])
    (folder / "nodes.csv").write_bytes(nodes)
    (folder / "edges.csv").write_bytes(edges)
    for problem in examine(folder).problems:
        describe(problem, "da")
atheris.Setup(sys.argv, one)
atheris.Fuzz()
"""


@pytest.mark.slow
def test_guided_by_coverage(tmp_path):
    pytest.importorskip("atheris", reason="needs `pip install atheris`")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, odd in enumerate(one for one in ALL if isinstance(one, Odd)):
        if not callable(odd.files) and {"nodes.csv", "edges.csv"} <= set(odd.files):
            parts = [odd.files[name] for name in ("nodes.csv", "edges.csv")]
            texts = [part if isinstance(part, bytes) else part.encode() for part in parts]
            if sum(map(len, texts)) < 4096:
                (corpus / str(number)).write_bytes(b"\n\n\n".join(texts))
    script = tmp_path / "guided.py"
    script.write_text(GUIDED, encoding="utf-8")
    seconds = "-max_total_time=60"
    done = subprocess.run(
        [sys.executable, str(script), seconds, "-max_len=4096", str(corpus)],
        capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False,
        env={"PYTHONPATH": ".", "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
