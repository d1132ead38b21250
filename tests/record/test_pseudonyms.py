"""Codes instead of names: nothing that was a name is left, and no figure changes."""

from __future__ import annotations

import json
import math

import pytest
from alliances import alliance
from random_alliances import random_alliance, seeds

from ci_network.commands.run import run
from ci_network.errors import Problem, UsageError
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.record.keys import Key, key_csv, merged, read_key
from ci_network.record.pseudonyms import in_problem, under_pseudonyms, without_persons
from ci_network.results.figures import metrics, nulls
from ci_network.views.exports import FORMS, export

PEOPLE = (
    [
        {"id": "anne", "label": "Anne Holm", "type": "person", "phone": "12345678",
         "sector": "Borger"},
        {"id": "club", "label": "Klubben", "type": "", "phone": "", "sector": "Forening"},
        {"id": "office", "label": "Sekretariatet", "type": "", "secretariat": "ja", "sector": ""},
    ],
    [
        {"activity": "Samtale med Anne Holm", "actor": "anne", "start": "2017", "role": "",
         "note": "ring til anne holm", "recorded_by": "Anne Holm"},
        {"activity": "Samtale med Anne Holm", "actor": "office", "start": "2017", "role": "lead",
         "note": "", "recorded_by": "Bo Lund"},
        {"activity": "Fest hos Klubben", "actor": "club", "start": "2018", "role": "formand Bo",
         "note": "", "recorded_by": "Bo Lund"},
        {"activity": "Fest hos Klubben", "actor": "anne", "start": "2018", "role": "lead",
         "note": "", "recorded_by": "Bo Lund"},
    ],
)  # fmt: skip
NAMES = ("anne", "holm", "klubben", "sekretariatet", "club", "office", "samtale", "fest", "bo lund",
         "formand", "12345678")  # fmt: skip


def figures(one, every):
    """All figures but those that name actors, or break draws by the order of ids."""
    found = nulls(metrics(sustainability(one, every)))
    del found["data"]["secretariat"]
    # What the answer hinges on is named.
    found["answer"] = {key: found["answer"][key] for key in ("low", "high", "present", "verdict")}
    for kind in ("ties", "activities", "partners"):
        del found["survival"][kind]["largest_activity"]
    for window in found["windows"]:
        for scenario in filter(None, (window["core"] or {}).values()):
            del scenario["members"], scenario["secretariat_members"]
        if window["substitute_hub"] is not None:
            del window["substitute_hub"]
        for name in ("betweenness", "betweenness_se", "constraint"):
            if window["secretariat"] is not None:
                values = window["secretariat"][name].values()
                shown = sorted(-1 if v is None else round(v, 9) for v in values)
                window["secretariat"][name] = shown
    return found


def close(one, other):
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(close(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(close, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9)
    return one == other


@pytest.mark.parametrize("seed", seeds(30, 60))
def test_the_figures_are_the_same_under_codes(seed):
    one = read_rows(*random_alliance(seed)).alliance
    hidden, key = under_pseudonyms(one)
    assert len(set(key.actors.values())) == len(one.actors)
    for every in ("all", "half"):
        assert close(figures(hidden, every), figures(one, every))


def test_codes_of_who_recorded_go_by_how_much_and_never_by_names():
    names = [f"{letter}na" for letter in "ABCDEFGHIJ"]
    each = [*names, "Jna", "Jna", "Ina"]
    edges = [
        {"activity": f"{who} {n}", "actor": actor, "start": "2018", "recorded_by": who}
        for n, who in enumerate(each)
        for actor in "SA"
    ]
    hidden, key = under_pseudonyms(
        read_rows([{"id": "S", "secretariat": "yes"}, {"id": "A"}], edges).alliance
    )
    names_of = {code: name.split()[0] for name, code in key.activities.items()}
    parts = hidden.participations
    codes = {
        names_of[hidden.activities.name[activity]]: int(code.removeprefix("R"))
        for activity, code in zip(parts.activity, parts.attributes["recorded_by"], strict=True)
    }
    order = sorted(codes, key=codes.__getitem__)
    assert order[:2] == ["Jna", "Ina"]
    assert sorted(order) == names
    assert order[2:] != sorted(order[2:])


def test_no_name_is_left():
    hidden, _ = under_pseudonyms(read_rows(*PEOPLE).alliance)
    assert hidden.coded
    for form in FORMS:
        text = str(export(hidden, form, "x")).casefold()
        assert not [name for name in NAMES if name in text], form


def test_who_takes_over_stays_as_a_code_and_what_was_said_is_gone():
    nodes, edges = PEOPLE
    name = edges[0]["activity"]
    said = {"continues": "yes", "continues_evidence": "Anne", "taken_over_by": "club"}
    made = read_rows(nodes, edges, [{"activity": name, **said}]).alliance
    hidden, key = under_pseudonyms(made)
    place = hidden.activities.name.index(key.activities[name])
    heir = hidden.activities.taken_over_by[place]
    assert hidden.actors.id[heir] == key.actors["club"]
    assert hidden.activities.continues[place] == 1
    assert set(hidden.activities.continues_evidence) == {""}


def test_who_recorded_stays_as_a_code():
    hidden, key = under_pseudonyms(read_rows(*PEOPLE).alliance)
    found = set(hidden.participations.attributes["recorded_by"])
    assert found == {key.actors["anne"], "R1"}


def test_codes_tell_the_kind_and_nothing_of_the_name():
    _, key = under_pseudonyms(read_rows(*PEOPLE).alliance)
    assert key.actors == {"anne": "P01", "club": "A01", "office": "S01"}
    assert key.activities == {"Samtale med Anne Holm": "#01", "Fest hos Klubben": "#02"}


def test_another_name_does_not_change_the_code():
    one = under_pseudonyms(alliance("S*", x="S!AB@2017", y="A!C@2018"))[1]
    two = under_pseudonyms(alliance("S*", x="S!ZB@2017", y="Z!C@2018"))[1]
    assert one.actors["A"] == two.actors["Z"]


def test_what_is_under_codes_comes_back_as_it_is():
    hidden, _ = under_pseudonyms(read_rows(*PEOPLE).alliance)
    assert under_pseudonyms(hidden)[0] is hidden
    assert without_persons(hidden)[0] is hidden


def test_persons_alone_are_hidden_wherever_they_stand():
    hidden, key = without_persons(read_rows(*PEOPLE).alliance)
    assert key.actors == {"anne": "P01"}
    assert hidden.actors.id == ("P01", "club", "office")
    assert hidden.actors.label == ("P01", "Klubben", "Sekretariatet")
    assert set(hidden.activities.name) == {"Samtale med P01", "Fest hos Klubben"}
    assert "ring til P01" in hidden.participations.attributes["note"]
    assert hidden.actors.attributes["phone"] == ("", "", "")


def test_without_persons_nothing_changes():
    one = alliance("S*", x="S!AB@2017")
    assert without_persons(one)[0] is one


def test_a_code_that_is_the_name_of_another_is_not_taken():
    one = alliance("", {"id": "A", "type": "person"}, x="A@2017", y="AB@2017")
    two = alliance("", {"id": "A", "type": "person"}, {"id": "P01"}, x="A@2017")
    assert without_persons(one)[1].actors == {"A": "P01"}
    assert without_persons(two)[1].actors == {"A": "P02"}


def test_a_key_keeps_the_codes_of_an_earlier_time(tmp_path):
    _, key = under_pseudonyms(alliance("S*", x="S!AB@2017"))
    (tmp_path / "key.csv").write_text(key_csv(key), encoding="utf-8")
    known = read_key(tmp_path / "key.csv")
    _, later = under_pseudonyms(alliance("S*", x="S!AB@2017", y="CBC@2016", z="CB@2016"), known)
    assert {n: later.actors[n] for n in "SAB"} == {n: key.actors[n] for n in "SAB"}
    assert later.actors["C"] not in key.actors.values()
    assert later.activities["x"] == "#01"
    assert merged(later, Key({"gone": "A09"})).actors["gone"] == "A09"


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", "kind,name,code\nactor,A,A01\nactor,B,A01\n", "kind,name,code\nx\n"]
)
def test_a_file_that_is_no_key_is_refused(tmp_path, text):
    (tmp_path / "key.csv").write_text(text)
    with pytest.raises(UsageError):
        read_key(tmp_path / "key.csv")


def test_problems_shown_beside_results_hold_no_names():
    _, key = under_pseudonyms(read_rows(*PEOPLE).alliance)
    problem = Problem(
        "x", "warning", "edges.csv", 2, "actor", "club", {"twin": "Klubbe", "day": "2018-03"}
    )
    hidden = in_problem(problem, key)
    assert hidden.value == "A01"
    assert hidden.details == {"twin": "…", "day": "2018-03"}


@pytest.fixture
def folder(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    for name, rows in zip(("nodes", "edges"), PEOPLE, strict=True):
        columns = list(dict.fromkeys(key for row in rows for key in row))
        lines = [",".join(columns), *(",".join(row.get(c, "") for c in columns) for row in rows)]
        (data / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return data


COMMANDS = {
    "metrics": ("metrics", "--format", "json", "-o", "{out}/x.json"),
    "inference": ("metrics", "--inference", "--format", "json", "-o", "{out}/x.json"),
    "ties": ("ties", "--format", "csv", "-o", "{out}/x.csv"),
    "ties.json": ("ties", "--format", "json", "-o", "{out}/x.json"),
    "partners": ("partners", "--format", "csv", "-o", "{out}/x.csv"),
    "map": ("map", "--layout", "{out}/layout.csv", "-o", "{out}/x.html"),
    "report": ("report", "--null", "9", "-o", "{out}/report"),
    "export": ("export", "--to", "csv", "-o", "{out}/csv"),
    "gexf": ("export", "--to", "gexf", "-o", "{out}/x.gexf"),
}


def written(command, folder, tmp_path, *options):
    out = tmp_path / "out"
    out.mkdir(exist_ok=True)
    words = [word.format(out=out) for word in COMMANDS[command]]
    assert run([words[0], str(folder), *words[1:], *options]) == 0
    return {p.name: p.read_bytes() for p in out.rglob("*") if p.is_file()}


def text_of(content):
    """Text of a file, workbooks unpacked."""
    if content[:2] != b"PK":
        return content.decode("utf-8", "replace").casefold()
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(
            archive.read(n).decode("utf-8", "replace") for n in archive.namelist()
        ).casefold()


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_lets_a_name_out_under_pseudonyms(command, folder, tmp_path):
    for name, content in written(command, folder, tmp_path, "--pseudonyms").items():
        text = text_of(content)
        left = [
            word
            for word in ("anne holm", "klubben", "samtale", "bo lund", "12345678")
            if word in text
        ]
        assert not left, (name, left)


@pytest.mark.parametrize("command", COMMANDS)
def test_persons_are_hidden_unless_they_are_asked_for(command, folder, tmp_path, capsys):
    hidden = written(command, folder, tmp_path)
    assert "--show-persons" in capsys.readouterr().err
    assert not [name for name, content in hidden.items() if "anne holm" in text_of(content)]
    shown = written(command, folder, tmp_path, "--show-persons",
                    *(["--force"] if command in ("report", "export") else []))  # fmt: skip
    if command not in ("metrics",):
        assert [name for name, content in shown.items() if "anne" in text_of(content)]


def test_a_key_is_written_only_when_asked_for_and_reused(folder, tmp_path):
    written("ties", folder, tmp_path, "--pseudonyms")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["x.csv"]
    key = tmp_path / "elsewhere" / "key.csv"
    key.parent.mkdir()
    written("ties", folder, tmp_path, "--pseudonyms", "--key", str(key))
    before = key.read_text(encoding="utf-8")
    assert "anne,P01" in before
    written("map", folder, tmp_path, "--pseudonyms", "--key", str(key))
    assert key.read_text(encoding="utf-8") == before


def test_a_key_inside_the_report_is_refused(folder, tmp_path, capsys):
    out = tmp_path / "report"
    code = run(
        ["report", str(folder), "-o", str(out), "--pseudonyms", "--key", str(out / "key.csv")]
    )
    assert code == 2
    assert not out.exists()


def test_pseudonyms_and_shown_persons_contradict(folder, capsys):
    assert run(["ties", str(folder), "--pseudonyms", "--show-persons"]) == 2


def test_the_story_of_a_map_selects_by_name_and_shows_the_code(folder, tmp_path):
    story = tmp_path / "story.yaml"
    story.write_text("- title: One\n  select: club\n", encoding="utf-8")
    page = written("map", folder, tmp_path, "--pseudonyms", "--story", str(story))[
        "x.html"
    ].decode()
    payload = page.split('type="application/json"', 1)[1].split(">", 1)[1].split("</script>", 1)[0]
    assert "A01" in json.loads(payload)["story"][0]["view"]


def test_a_key_holds_names_that_look_like_formulas_harmlessly(tmp_path):
    key = Key({"=1+1": "A01", "-5": "A02", "'=x": "A03"}, {"@walk": "#01"})
    text = key_csv(key)
    assert "\nactor,=" not in text
    assert "\nactivity,@" not in text
    (tmp_path / "key.csv").write_text(text)
    assert read_key(tmp_path / "key.csv") == key


def test_a_key_that_danish_excel_saved_is_read(tmp_path):
    (tmp_path / "key.csv").write_text("\ufeffkind;name;code\nactor;A, B;A01\n", encoding="utf-8")
    assert read_key(tmp_path / "key.csv").actors == {"A, B": "A01"}


def with_warnings(tmp_path):
    """The people above as a folder, with a warning about an activity and a role."""
    folder = tmp_path / "klubben-data"
    folder.mkdir()
    nodes, edges = PEOPLE
    edges = [*edges, {"activity": "Fest i klubben", "actor": "club", "role": "leders"}]
    for name, rows in (("nodes.csv", nodes), ("edges.csv", edges)):
        columns = list(dict.fromkeys(column for row in rows for column in row))
        lines = [columns, *([row.get(column, "") for column in columns] for row in rows)]
        text = "".join(",".join(line) + "\n" for line in lines)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_words_on_the_screen_name_nobody_either(tmp_path, capfd):
    folder = with_warnings(tmp_path)
    assert run(["ties", str(folder), "--pseudonyms", "--format", "csv"]) == 0
    out, told = capfd.readouterr()
    assert "one participant" in told
    for name in NAMES:
        assert name not in out.casefold()
        assert name not in told.casefold()


def test_the_command_in_a_report_names_no_folder_under_codes(tmp_path):
    folder, out = with_warnings(tmp_path), tmp_path / "holm"
    words = ["report", str(folder), "--null", "0", "-o", str(out)]
    assert run([*words, "--pseudonyms"]) == 0
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "ci-network report DATA --null 0 --pseudonyms --output DIR" in page
    assert "klubben" not in page.casefold()
    assert "holm" not in page.casefold()
    assert run(words) == 0
    page = (out / "index.html").read_text(encoding="utf-8")
    assert f"ci-network report {folder} --null 0 --output {out}" in page


@pytest.mark.parametrize(
    "row",
    ["actor,,A01", "actor,Anne,", "actor,Anne,Zolm", "actor,Anne,A1", "activity,Tur,A01",
     "person,Anne,A01", "actor,Anne,#01", "actor,Bo,A07", "actor,Club,A01", "actor,a\"b,A01\"x"],
)  # fmt: skip
def test_a_key_with_a_row_that_is_none_is_refused(tmp_path, row):
    key = tmp_path / "key.csv"
    key.write_text(f"kind,name,code\nactor,Bo,A01\n{row}\n", encoding="utf-8")
    with pytest.raises(UsageError):
        read_key(key)


def test_a_code_of_the_key_that_is_a_name_now_is_refused():
    known = Key({"B": "A01"})
    with pytest.raises(UsageError, match="A01"):
        under_pseudonyms(alliance("S*", {"id": "A01"}, x="S!B@2017", y="B!A01@2018"), known)


def test_ids_that_look_like_codes_are_replaced_like_others():
    nodes = [{"id": "S01", "secretariat": "ja"}, {"id": "A01", "type": "person"}, {"id": "#01"}]
    edges = [{"activity": "#01", "actor": row["id"], "start": "2018"} for row in nodes]
    hidden, key = under_pseudonyms(read_rows(nodes, edges).alliance)
    assert hidden.activities.name == ("#02",)
    assert not set(hidden.actors.id) & {"S01", "A01", "#01"}
    assert not set(key.actors.values()) & {"S01", "A01", "#01"}


def test_a_sector_of_several_that_is_also_a_name_stays_and_one_with_a_name_does_not():
    nodes = [
        {"id": "Kommune", "sector": "Kommune"}, {"id": "skole", "sector": "Kommune"},
        {"id": "klub", "sector": "Klub Frem", "label": "Klub Frem"},
        {"id": "anne", "label": "Anne Holm", "type": "person", "sector": "Holms venner"},
    ]  # fmt: skip
    edges = [{"activity": "x", "actor": row["id"], "start": "2018"} for row in nodes]
    one = read_rows(nodes, edges).alliance
    hidden, key = under_pseudonyms(one)
    assert sorted(filter(None, hidden.actors.sector)) == sorted(
        ["Kommune", "Kommune", key.actors["klub"], f"{key.actors['anne']}s venner"]
    )
    assert set(without_persons(one)[0].actors.sector) == {"Kommune", "Klub Frem", "P01s venner"}


@pytest.mark.parametrize("command", ["ties", "metrics", "map"])
def test_a_key_of_an_earlier_time_is_never_lost(command, folder, tmp_path):
    key = tmp_path / "key.csv"
    old = "kind,name,code\nactor,Gone Forever,A42\nactivity,Long ago,#77\n"
    key.write_text(old, encoding="utf-8")
    written(command, folder, tmp_path, "--show-persons", "--key", str(key))
    assert key.read_text(encoding="utf-8") == old
    written(command, folder, tmp_path, "--key", str(key))
    assert {"Gone Forever": "A42", "anne": "P01"}.items() <= read_key(key).actors.items()
    written(command, folder, tmp_path, "--pseudonyms", "--key", str(key))
    assert read_key(key).actors["Gone Forever"] == "A42"
    assert read_key(key).activities["Long ago"] == "#77"


def test_a_table_under_codes_does_not_stand_without_its_key(folder, tmp_path, capsys):
    out = tmp_path / "ties.csv"
    key = tmp_path / "nowhere" / "key.csv"
    assert run(["ties", str(folder), "--pseudonyms", "--key", str(key), "-o", str(out)]) == 2
    assert not out.exists()
    key.parent.mkdir()
    out.mkdir()
    assert run(["ties", str(folder), "--pseudonyms", "--key", str(key), "-o", str(out)]) == 2
    assert not key.exists()


def test_a_person_in_the_figures_of_an_engine_has_the_code_that_it_has_in_memory(tmp_path, capsys):
    pytest.importorskip("duckdb")
    (tmp_path / "nodes.csv").write_text("id,type,secretariat\nZolm,person,ja\nA,,\nB,,\n")
    (tmp_path / "edges.csv").write_text("activity,actor,start\nx,Zolm,2018\nx,A,2018\nx,B,2018\n")
    words = ["metrics", str(tmp_path), "--format", "json"]
    for engine in ([], ["--engine", "duckdb"]):
        assert run([*words, *engine]) == 0
        out, err = capsys.readouterr()
        assert "Zolm" not in out + err
        assert json.loads(out)["data"]["secretariat"] == ["S01"]
    assert run([*words, "--engine", "duckdb", "--show-persons"]) == 0
    assert json.loads(capsys.readouterr().out)["data"]["secretariat"] == ["Zolm"]
