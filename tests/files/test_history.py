"""Versions of a few files: put whole, kept, brought back, and never half."""

from __future__ import annotations

import json

import pytest

from ci_network.errors import OutputError, UsageError
from ci_network.files import history, writing
from ci_network.files.history import History, version_of

NAMES = frozenset({"a.csv", "b.csv"})


def put(place, files, note=""):
    kept = History(place, NAMES)
    with kept.alone():
        return kept.put(files, note)


def standing(place):
    return {p.name: p.read_bytes() for p in place.iterdir() if p.name in NAMES}


def test_what_is_put_stands_and_what_stood_before_is_kept(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"by hand")
    (tmp_path / "notes.txt").write_bytes(b"not ours")
    first = put(tmp_path, {"a.csv": b"1", "b.csv": b"2"}, "one")
    second = put(tmp_path, {"a.csv": b"3"}, "two")
    assert standing(tmp_path) == {"a.csv": b"3"}
    assert (tmp_path / "notes.txt").read_bytes() == b"not ours"
    kept = History(tmp_path, NAMES)
    assert [(v.kind, v.note, v.version) for v in kept.versions()] == [
        ("saved", "two", second), ("saved", "one", first),
        ("found", "", version_of({"a.csv": b"by hand"})),
    ]  # fmt: skip
    assert kept.files(first) == {"a.csv": b"1", "b.csv": b"2"}
    with pytest.raises(UsageError, match="no version"):
        kept.files("0" * 20)


def test_what_stands_already_is_no_version(tmp_path):
    put(tmp_path, {"a.csv": b"1"})
    put(tmp_path, {"a.csv": b"1"})
    assert len(History(tmp_path, NAMES).versions()) == 1


def test_a_note_is_read_once_and_again_when_somebody_writes_it(tmp_path, monkeypatch):
    put(tmp_path, {"a.csv": b"1"}, "one")
    kept = History(tmp_path, NAMES)
    (version,) = kept.versions()
    with monkeypatch.context() as patched:
        patched.setattr(history.json, "loads", lambda text: pytest.fail("read again"))
        assert kept.versions() == (version,)
    about = kept.place / version.place / "version.json"
    about.write_text(about.read_text(encoding="utf-8").replace("one", "other"), encoding="utf-8")
    assert [each.note for each in kept.versions()] == ["other"]
    about.unlink()
    assert kept.versions() == ()


def test_reading_writes_nothing(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"1")
    kept = History(tmp_path / "not-there", NAMES)
    with kept.seen():
        assert kept.current() == {}
        assert kept.versions() == ()
    kept = History(tmp_path, NAMES)
    with kept.seen():
        assert kept.current() == {"a.csv": b"1"}
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_going_to_and_fro_between_two_versions_keeps_no_more_than_a_hundred_steps(tmp_path):
    for n in range(2 * history.KEPT + 4):
        put(tmp_path, {"a.csv": str(n % 2).encode()})
    assert len(history.History(tmp_path, NAMES).versions()) == 2 * history.KEPT


def test_fifty_versions_are_kept_the_latest(tmp_path):
    codes = [put(tmp_path, {"a.csv": str(n).encode()}) for n in range(history.KEPT + 4)]
    kept = [each.version for each in History(tmp_path, NAMES).versions()]
    assert kept == codes[:3:-1]


def test_only_what_was_saved_here_counts_as_saved_since(tmp_path):
    one, two = (put(tmp_path, {"a.csv": each}) for each in (b"1", b"2"))
    kept = History(tmp_path, NAMES)
    assert kept.saved_since(one, two)
    (tmp_path / "a.csv").write_bytes(b"outside")
    outside = version_of({"a.csv": b"outside"})
    assert not kept.saved_since(one, outside)
    three = put(tmp_path, {"a.csv": b"3"})
    assert not kept.saved_since(two, three)
    assert kept.saved_since(outside, three)


def test_a_clock_that_is_put_back_changes_no_order(tmp_path, monkeypatch):
    put(tmp_path, {"a.csv": b"1"})
    latest = next(p for p in (tmp_path / "history").iterdir() if p.is_dir())
    latest.rename(latest.with_name("2999-01-01_000000.000000_x"))
    codes = [put(tmp_path, {"a.csv": each}) for each in (b"2", b"3")]
    assert [v.version for v in History(tmp_path, NAMES).versions()][:2] == codes[::-1]


def interrupted(place, files, after):
    """Stop a run when so many of its files stand in their place, as a kill would."""
    kept = History(place, NAMES)
    with kept.alone():
        entry = kept._note(files, version_of(kept.current()), "saved", "")
        writing.write_file(kept.place / "next", f"{entry}\n")
        for name, data in list(files.items())[:after]:
            (place / name).write_bytes(data)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_whoever_comes_next_goes_on_where_a_run_was_killed(tmp_path, after):
    put(tmp_path, {"a.csv": b"1", "b.csv": b"1"})
    interrupted(tmp_path, {"a.csv": b"2", "b.csv": b"2"}, after)
    kept = History(tmp_path, NAMES)
    with kept.seen():
        assert standing(tmp_path) == {"a.csv": b"2", "b.csv": b"2"}
    assert not (tmp_path / "history" / "next").exists()


def test_what_somebody_changed_after_the_kill_stays_theirs(tmp_path):
    put(tmp_path, {"a.csv": b"1", "b.csv": b"1"})
    interrupted(tmp_path, {"a.csv": b"2", "b.csv": b"2"}, 1)
    (tmp_path / "b.csv").write_bytes(b"theirs")
    with History(tmp_path, NAMES).seen():
        assert standing(tmp_path) == {"a.csv": b"2", "b.csv": b"theirs"}


def test_a_removal_that_was_cut_short_is_finished(tmp_path):
    put(tmp_path, {"a.csv": b"1", "b.csv": b"1"})
    interrupted(tmp_path, {"a.csv": b"2"}, 1)
    with History(tmp_path, NAMES).seen():
        assert standing(tmp_path) == {"a.csv": b"2"}


def test_a_folder_that_is_write_protected_stays_as_it_was(tmp_path):
    put(tmp_path, {"a.csv": b"1", "b.csv": b"1"})
    (tmp_path / "b.csv").chmod(0o444)
    with pytest.raises(OutputError, match="write-protected"):
        put(tmp_path, {"a.csv": b"2", "b.csv": b"2"})
    assert standing(tmp_path) == {"a.csv": b"1", "b.csv": b"1"}
    assert len(History(tmp_path, NAMES).versions()) == 1
    assert not (tmp_path / "history" / "next").exists()


def test_nothing_is_written_beside_what_cannot_be_read(tmp_path):
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(OutputError, match="cannot be read"):
        put(tmp_path, {"a.csv": b"1"})
    assert not (tmp_path / "a.csv").exists()


def test_folders_that_are_no_versions_are_left_alone(tmp_path):
    (tmp_path / "history" / "mine").mkdir(parents=True)
    (tmp_path / "history" / "broken").mkdir()
    (tmp_path / "history" / "broken" / "version.json").write_text("[")
    put(tmp_path, {"a.csv": b"1"})
    assert len(History(tmp_path, NAMES).versions()) == 1
    assert (tmp_path / "history" / "mine").is_dir()
    about = next((tmp_path / "history").glob("*/version.json"))
    assert about.parent.name == "broken" or json.loads(about.read_text())["kind"] == "saved"
