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
