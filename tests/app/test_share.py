"""What goes out is what `export` writes."""

from __future__ import annotations

import io
import zipfile

import pytest

from ci_network.app.rooms.share import WAYS
from ci_network.commands.run import run
from ci_network.views.exports import FORMS


def test_every_format_is_offered():
    assert set(WAYS) == set(FORMS)


@pytest.mark.parametrize("form", sorted(set(WAYS) - {"csv"}))
@pytest.mark.parametrize("names", ["shown", "codes"])
def test_a_file_is_that_of_the_command(client, folder, tmp_path, form, names):
    file = tmp_path / WAYS[form].file
    codes = ["--pseudonyms"] if names == "codes" else []
    run(["export", str(folder), "--to", form, "-o", str(file), *codes])
    found = client.get("/share/out", params={"form": form, "names": names})
    assert found.content == file.read_bytes()
    assert found.headers["content-disposition"].startswith("attachment")


def test_the_plain_files_are_those_of_the_command(client, folder, tmp_path):
    run(["export", str(folder), "--to", "csv", "-o", str(tmp_path / "out")])
    found = client.get("/share/out", params={"form": "csv", "names": "shown"}).content
    with zipfile.ZipFile(io.BytesIO(found)) as archive:
        made = {name.removeprefix("record/"): archive.read(name) for name in archive.namelist()}
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}


def test_the_key_is_that_of_the_command_and_is_not_in_what_goes_out(client, folder, tmp_path):
    run(["export", str(folder), "--to", "json", "-o", str(tmp_path / "out.json"), "--pseudonyms",
         "--key", str(tmp_path / "key.csv")])  # fmt: skip
    assert client.get("/share/key.csv").content == (tmp_path / "key.csv").read_bytes()
    out = client.get("/share/out", params={"form": "json", "names": "codes"}).text
    assert "Headspace" not in out


def test_a_format_that_there_is_not_is_refused(client):
    assert client.get("/share/out", params={"form": "exe"}).status_code == 422
    assert client.get("/share/out").status_code == 422


def test_the_workbook_of_questions_is_that_of_the_command(client_of, folder, tmp_path):
    run(["ask", str(folder), "--lang", "da", "-o", str(tmp_path / "questions.xlsx")])
    made = client_of(folder, "da").get("/answer/questions.xlsx").content
    assert made == (tmp_path / "questions.xlsx").read_bytes()


def test_the_survey_is_that_of_the_command(client_of, folder, tmp_path):
    run(["survey", str(folder), "-o", str(tmp_path / "survey"), "--lang", "da", "--trust",
         "--send-to", "Anna"])  # fmt: skip
    found = client_of(folder, "da").get(
        "/share/survey.zip", params={"trust": "yes", "send_to": "Anna"}
    )
    with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
        made = {name.removeprefix("survey/"): archive.read(name) for name in archive.namelist()}
    there = tmp_path / "survey"
    assert made == {
        path.relative_to(there).as_posix(): path.read_bytes()
        for path in there.rglob("*")
        if path.is_file()
    }


def sent(*files):
    return [("answers", (name, content, "text/csv")) for name, content in files]


def test_answers_that_come_back_are_what_apply_writes(client, folder, tmp_path):
    one = b"kind,about,answer,evidence\ncontinues,10-snack,yes,14 March\n"
    two = b"activity,continues\nBrobygning til foreningerne,no\n"
    for name, content in (("one.csv", one), ("two.csv", two)):
        (tmp_path / name).write_bytes(content)
    run(["apply", str(folder), str(tmp_path / "one.csv"), str(tmp_path / "two.csv"), "-o",
         str(tmp_path / "new")])  # fmt: skip
    page = client.post("/share/answers", files=sent(("one.csv", one), ("two.csv", two)))
    assert page.status_code == 200
    assert "3 cells are changed." in page.text
    written = {path.name: path for path in (tmp_path / "new").iterdir()}
    del written["datapackage.json"]  # which the app leaves as it is
    for path in written.values():
        assert (folder / path.name).read_bytes() == path.read_bytes(), path.name
    again = client.post("/share/answers", files=sent(("one.csv", one), ("two.csv", two)))
    assert "0 cells are changed." in again.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.png", b"\x89PNG\r\n"),
        ("empty.csv", b""),
        ("other.csv", b"a,b\n1,2\n"),
        ("../../outside.csv", b"kind,about,answer\ncontinues,nowhere,yes\n"),
        ("<script>.csv", b"kind,about,answer\ncontinues,<script>,yes\n"),
        ("false.xlsx", b"PK\x03\x04 no workbook"),
    ],
)
def test_what_are_no_answers_is_said_and_nothing_is_written(
    client, folder, tmp_path, name, content
):
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    page = client.post("/share/answers", files=sent((name, content)))
    assert page.status_code == 400, page.text
    assert "<script>" not in page.text.partition("<main")[2]
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == before
    assert not list(tmp_path.rglob("outside.csv"))


def test_without_a_file_nothing_is_taken_in(client):
    assert client.post("/share/answers", data={"answers": "text"}).status_code == 422


def test_a_file_that_would_unpack_to_very_much_is_refused(client, folder):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", bytes(300 << 20))
    page = client.post("/share/answers", files=sent(("answers.xlsx", bomb.getvalue())))
    assert page.status_code == 400
    assert "answers.xlsx" in page.text
