"""datapackage.json after `apply`: it describes what was written, and keeps its words."""

from __future__ import annotations

import csv
import json

import pytest

import ci_network as ci
from ci_network.commands.run import run
from ci_network.reading.data_package import extended

ANSWERS = (
    "activity,continues,continues_evidence,taken_over_by\n{name},yes,The minutes of May,{who}\n"
)


def applied(tmp_path, folder):
    with (folder / "activities.csv").open(encoding="utf-8") as file:
        told = {row["activity"] for row in csv.DictReader(file)}
    with (folder / "edges.csv").open(encoding="utf-8") as file:
        name = next(row["activity"] for row in csv.DictReader(file) if row["activity"] not in told)
    with (folder / "nodes.csv").open(encoding="utf-8") as file:
        who = next(row["id"] for row in csv.DictReader(file) if row["secretariat"] != "true")
    answers, out = tmp_path / "answers.csv", tmp_path / "new"
    answers.write_text(ANSWERS.format(name=name, who=who), encoding="utf-8")
    assert run(["apply", str(folder), str(answers), "-o", str(out)]) == 0
    return out


def test_every_column_of_every_table_is_described(tmp_path):
    folder = ci.example_folder()
    before = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    new = applied(tmp_path, folder)
    after = json.loads((new / "datapackage.json").read_text(encoding="utf-8"))
    tables = {path.name for path in new.glob("*.csv")} - {"layout.csv"}
    fields = {each["path"]: each["schema"]["fields"] for each in after["resources"]}
    assert set(fields) == tables
    for name, told in fields.items():
        with (new / name).open(encoding="utf-8") as file:
            assert [field["name"] for field in told] == next(csv.reader(file))
        assert all(field["description"] for field in told), name
    assert "taken_over_by" in {field["name"] for field in fields["activities.csv"]}
    assert after["title"] == before["title"]
    for old in before["resources"]:
        (now,) = (each for each in after["resources"] if each["path"] == old["path"])
        assert now["schema"]["primaryKey"] == old["schema"]["primaryKey"]
        assert [f for f in now["schema"]["fields"] if f in old["schema"]["fields"]] == (
            old["schema"]["fields"]
        )


def test_what_it_said_of_a_file_with_semicolons_is_put_right():
    package = {
        "resources": [
            {"name": "nodes", "path": "nodes.csv", "bytes": 12, "hash": "abc",
             "encoding": "windows-1252", "dialect": {"delimiter": ";"}, "schema": {"fields": []}},
            {"name": "photo", "path": "photo.jpg"},
        ]
    }  # fmt: skip
    found = json.loads(extended(json.dumps(package).encode(), {"nodes.csv": ["id"]}))
    nodes, photo = found["resources"]
    assert nodes["encoding"] == "utf-8"
    assert nodes["dialect"]["delimiter"] == ","
    assert not {"bytes", "hash"} & set(nodes)
    assert nodes["schema"]["fields"] == [{"name": "id", "type": "string"}]
    assert photo == package["resources"][1]


@pytest.mark.parametrize("text", [b"no json", b"[]", b'{"resources": 3}', b'{"resources": [{}]}'])
def test_what_is_no_data_package_stays_as_it_is(text):
    assert extended(text, {"nodes.csv": ["id"]}) == text


def test_a_package_that_says_all_already_stays_as_it_is_written():
    package = (ci.example_folder() / "datapackage.json").read_bytes()
    with (ci.example_folder() / "nodes.csv").open(encoding="utf-8") as file:
        assert extended(package, {"nodes.csv": next(csv.reader(file))}) is package


def test_a_file_that_is_gone_is_left_out_and_semicolons_are_told():
    package = json.dumps({"resources": [{"name": "survey", "path": "survey.csv"}]}).encode()
    tables = {"survey.csv": [], "nodes.csv": ["id"]}
    found = json.loads(extended(package, tables, semicolons={"nodes.csv"}))
    assert [each["path"] for each in found["resources"]] == ["nodes.csv"]
    assert found["resources"][0]["dialect"]["delimiter"] == ";"
