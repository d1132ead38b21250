"""What goes out in another tool's format and comes back gives the figures that it can hold."""

from __future__ import annotations

from functools import cache

import pytest
from alliances import alliance
from random_alliances import random_alliance, seeds, told_of

from ci_network import dates
from ci_network.errors import UsageError
from ci_network.measures.sustainability import sustainability
from ci_network.reading import read_rows
from ci_network.reading.lists import Choices, import_file
from ci_network.results.figures import metrics, nulls
from ci_network.views.exports import WITHOUT_TIMES, export
from ci_network.views.exports.ties import ties

WHOLE = {"hif": "a.json", "json": "a.json"}
TIES = {
    "gexf": "a.gexf",
    "graphml": "a.graphml",
    "kumu": "a.json",
    "csv": "a.csv",
    "pajek": "a.net",
}

WITHOUT_ACTORS = ("csv", "pajek")


def has_no_term(one):
    flagged = one.actors.secretariat
    return (one.actors.term_start[flagged] == dates.BEGINNING).all() and (
        one.actors.term_end[flagged] == dates.END
    ).all()


def rows(columns):
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def out_and_in(one, form, name, tmp_path, choices=None, **options):
    path = tmp_path / name
    content = export(one, form, name, **options)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    brought = import_file(path, choices or Choices())
    tables = (brought.nodes, brought.edges, brought.activities)
    return read_rows(*map(rows, tables)).alliance


def figures(one, every):
    found = nulls(metrics(sustainability(one, every)))
    del found["data"]["participations"]
    return found


@cache
def with_ties(seed):
    one = read_rows(*random_alliance(seed, undated=False, secretariats=1)).alliance
    return one if len(sustainability(one, "all").whole.ties) else None


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("seed", range(8))
def test_what_is_said_of_activities_comes_back(form, seed, tmp_path):
    made = random_alliance(seed, undated=False, secretariats=1)
    one = read_rows(*made, told_of(made, seed)).alliance
    again = out_and_in(one, form, WHOLE[form], tmp_path)
    for name in ("name", "led_by", "continues", "taken_over_by", "evaluation"):
        assert list(getattr(one.activities, name)) == list(getattr(again.activities, name)), name
    assert figures(again, "year") == figures(one, "year")


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("seed", seeds(6, 40))
def test_a_whole_record_comes_back_with_all_figures(form, seed, tmp_path):
    one = read_rows(*random_alliance(seed)).alliance
    if not len(one.participations):
        pytest.skip("no activities")
    two = out_and_in(one, form, WHOLE[form], tmp_path)
    for every in ("all", "quarter"):
        assert figures(two, every) == figures(one, every)


@pytest.mark.parametrize("form", TIES)
@pytest.mark.parametrize("seed", seeds(8, 25))
def test_ties_come_back_with_their_class_in_every_window(form, seed, tmp_path):
    one = with_ties(seed)
    if one is None:
        pytest.skip("no ties")
    flagged = one.actors.secretariat
    if form in WITHOUT_ACTORS and not has_no_term(one):
        pytest.skip("the term is not in this format")
    marked = tuple(name for name, flag in zip(one.actors.id, flagged, strict=True) if flag)
    if form in WITHOUT_ACTORS:
        in_ties = {end for tie in ties(one) for end in (tie.source, tie.target)}
        choices = Choices(secretariat=tuple(name for name in marked if name in in_ties))
    else:
        choices = Choices()
    two = out_and_in(one, form, TIES[form], tmp_path, choices)
    for every in LENGTHS:
        assert classes(two, every) == classes_of_seed(seed)[every]


LENGTHS = ("all", "year", "month")


@cache
def classes_of_seed(seed):
    return {every: classes(with_ties(seed), every) for every in LENGTHS}


@pytest.mark.parametrize("form", sorted(WITHOUT_TIMES))
@pytest.mark.parametrize("seed", range(8))
def test_ties_without_times_come_back_with_their_class_and_no_date(form, seed, tmp_path):
    one = with_ties(seed)
    if one is None or not has_no_term(one):
        pytest.skip("no ties, or a term, which counts for nothing without a date")
    flagged = zip(one.actors.id, one.actors.secretariat, strict=True)
    marked = tuple(name for name, is_it in flagged if is_it) if form in WITHOUT_ACTORS else ()
    two = out_and_in(one, form, TIES[form], tmp_path, Choices(secretariat=marked), times=False)
    assert classes(two, "all") == classes_of_seed(seed)["all"]
    assert two.participations.end.min() == dates.END


def test_pajek_keeps_months_beside_what_has_no_date(tmp_path):
    one = alliance("S*", x="S!AB@2017", y="S!AB")
    two = out_and_in(one, "pajek", "a.net", tmp_path, Choices(secretariat=("S",)))
    assert ("2017", "A", "B") in classes(one, "year")
    for every in ("all", "year"):
        assert classes(two, every) == classes(one, every)


def classes(one, every):
    """Class of each tie by window; supported with the lead known or not is one class."""
    found = {}
    for network in sustainability(one, every).networks:
        drawn = network.ties
        for first, second, kind in zip(drawn.first, drawn.second, drawn.tie_class, strict=True):
            pair = one.actors.id[first], one.actors.id[second]
            found[(network.window.label, *sorted(pair))] = int(kind)
    return found


def test_kumu_as_a_workbook_comes_back(tmp_path):
    one = alliance("S*", {"id": "A", "label": "Club"}, {"id": "B", "label": "Club"}, x="S!AB@2017")
    two = out_and_in(one, "kumu", "k.xlsx", tmp_path)
    assert classes(two, "year") == classes(one, "year")
    assert two.actors.sector == one.actors.sector


def test_ties_that_tell_of_a_secretariat_need_to_know_which(tmp_path):
    one = alliance("S*", x="S!AB@2017")
    with pytest.raises(UsageError, match="--secretariat"):
        out_and_in(one, "csv", "a.csv", tmp_path)


def test_pajek_keeps_months_of_any_year_beside_names_that_look_like_them(tmp_path):
    made = [
        {"activity": name, "actor": actor, "start": start}
        for name, start in (("a", "0850-03"), ("b", "1648-01"), ("c", "2199-12"))
        for actor in ("A [164801]", "B")
    ]
    one = read_rows([{"id": "A [164801]"}, {"id": "B"}], made).alliance
    two = out_and_in(one, "pajek", "a.net", tmp_path)
    assert two.actors.id == one.actors.id
    assert sorted(two.participations.start.tolist()) == sorted(one.participations.start.tolist())


def test_six_figures_that_are_no_months_stay_numbers(tmp_path):
    (tmp_path / "a.net").write_text('*Vertices 2\n1 "A"\n2 "B"\n*Edges\n1 2 1 [110112,118877]\n')
    assert import_file(tmp_path / "a.net", Choices()).edges["start"] == [""]


@pytest.mark.parametrize("form", WHOLE)
def test_what_partners_say_is_told_to_stay_behind(form, tmp_path):
    made = [{"activity": "x", "actor": each, "start": "2017"} for each in "SAB"]
    said = [{"source": "A", "target": "B", "start": "2017", "recorded_by": "A"}]
    one = read_rows([{"id": each} for each in "SAB"], made, partnerships=said).alliance
    path = tmp_path / WHOLE[form]
    path.write_text(export(one, form, path.name), encoding="utf-8")
    log = import_file(path, Choices()).log
    told = dict(zip(log["decision"], log["value"], strict=True))
    assert told["table left out"] == "partnerships"
