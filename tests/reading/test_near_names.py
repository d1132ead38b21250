"""Which names are told to be nearly the same, and which are not."""

from __future__ import annotations

from itertools import product

import pytest

from ci_network.reading import read_rows
from ci_network.reading.spelling import folded, in_other_words, twins, within

PLACES = """
Albertslund Allerød Assens Ballerup Billund Bornholm Brøndby Brønderslev Dragør Egedal Esbjerg Fanø
Favrskov Faxe Fredensborg Fredericia Frederiksberg Frederikshavn Frederikssund Furesø
Faaborg-Midtfyn Gentofte Gladsaxe Glostrup Greve Gribskov Guldborgsund Haderslev Halsnæs Hedensted
Helsingør Herlev Herning Hillerød Hjørring Holbæk Holstebro Horsens Hvidovre Høje-Taastrup Hørsholm
Ikast-Brande Ishøj Jammerbugt Kalundborg Kerteminde Kolding København Køge Langeland Lejre Lemvig
Lolland Lyngby-Taarbæk Læsø Mariagerfjord Middelfart Morsø Norddjurs Nordfyns Nyborg Næstved Odder
Odense Odsherred Randers Rebild Ringkøbing-Skjern Ringsted Roskilde Rudersdal Rødovre Samsø
Silkeborg Skanderborg Skive Slagelse Solrød Sorø Stevns Struer Svendborg Syddjurs Sønderborg Thisted
Tønder Tårnby Vallensbæk Varde Vejen Vejle Vesthimmerland Viborg Vordingborg Ærø Aabenraa Aalborg
Aarhus
"""
KINDS = [
    " ".join(words).strip()
    for words in product(
        ("", "Nord", "Syd", "Øst", "Vest"),
        ("Skole", "Idrætsforening", "Svømmeklub", "Ungdomsskole", "Ældreråd", "Roklub", "Kommune"),
    )
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erhverv", "Erverv"), ("Aalborg", "Ålborg"), ("Røde Kors", "Røde-kors"), ("7", "007"),
        ("Red Cross", "RedCross"), ("Helsingør Svømmeklub", "Helsingor Svømmeklub"),
        ("Ungdomsskolen", "Ungdomskolen"), ("Sund\u00adhed", "Sundhed"), ("Bjørn", "Bjo\u0308rn"),
    ],
)  # fmt: skip
def test_these_are_told(one, other):
    assert list(twins([one, "Lokalrådet", other])) == [(0, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Skole 1", "Skole 2"), ("Hold A", "Hold B"), ("Østskolen", "Vestskolen"),
        ("Østerskolen", "Vesterskolen"), ("Lars Hansen", "Lars Jansen"), ("Møde 1/11", "Møde 11/1"),
        ("1.1", "11"), ("Børnehaven Nord", "Børnehaven Syd"), ("Norge", "Sorge"), ("10", "100"),
        ("Helsingør Kommune", "Helsingborg Kommune"), ("Distrikt I", "Distrikt II"),
    ],
)  # fmt: skip
def test_these_are_not(one, other):
    assert not list(twins([one, "Lokalrådet", other]))


def test_real_names_have_no_twins():
    names = [f"{place} {kind}" for place in PLACES.split() for kind in KINDS]
    assert len(names) > 3000
    assert not list(twins(names))
    assert not list(twins(names[:1900]))
    assert not list(within(names))
    assert not list(in_other_words(names))


def test_among_very_many_names_the_misspelt_are_found():
    names = [f"{place} {kind}" for place in PLACES.split() for kind in KINDS]
    slips = {place: names[place][:2] + names[place][3:] for place in range(0, len(names), 97)}
    found = set(twins(names + list(slips.values())))
    expected = {
        (place, len(names) + number)
        for number, (place, slip) in enumerate(slips.items())
        if list(twins([names[place], slip]))
    }
    assert len(expected) > 20
    assert expected <= found


def test_what_stands_between_figures_is_kept():
    assert folded(["Møde 1/11", "møde: 11-1", "A-B"]) == ["moede1/11", "moede11-1", "ab"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trussell", "Trussell Trust"), ("Red Cross", "The Red Cross"), ("Kræftens Bekæmpelse",
        "Kræftens Bekæmpelse Helsingør"), ("Helsingør", "Helsingør Kommune"),
    ],
)  # fmt: skip
def test_a_name_within_one_other_is_told(one, other):
    assert list(within([one, "Lokalrådet", other])) == [(0, 2)]
    assert list(within([other, one])) == [(1, 0)]


@pytest.mark.parametrize(
    "names",
    [
        ["Skolen", "Skolen 2"], ["Skolen", "Skolen Nord"],
        ["Idræt", "Idræt og Fritid", "Idræt for Alle"],
        ["SSP", "SSP Helsingør"], ["Kor", "Kor og Dans"], ["Hold", "Hold A"], [], ["Klubben"],
        ["Røde Kors", "Ungdommens Røde Kors Nord"], ["Klub", "Klubben"],
    ],
)  # fmt: skip
def test_families_and_short_names_are_not(names):
    assert not list(within(names))


def test_words_written_short():
    names = ["Fans against Racism", "Fans vs Racism", "St. Peter", "Saint Peter", "Børn og Unge",
             "Børn & Unge", "Children and Youth"]  # fmt: skip
    assert list(in_other_words(names)) == [(0, 1), (2, 3), (4, 5)]


def _alliance_of(one, other, times, together=False):
    nodes = [{"id": "S", "secretariat": "yes"}, {"id": one}, {"id": other}]
    rows = [{"activity": f"{name} {n}", "actor": who, "start": "2018"}
            for n in range(times) for name in (one, other) for who in ("S", name)]  # fmt: skip
    if together:
        rows += [{"activity": "all", "actor": who, "start": "2018"} for who in (one, other)]
    return [problem.code for problem in read_rows(nodes, rows).problems]


def test_names_one_letter_apart_that_are_there_often_and_never_meet_are_two():
    assert "near-id" not in _alliance_of("Burgas", "Burgos", 5)
    assert "near-id" in _alliance_of("Burgas", "Burgos", 4)
    assert "near-id" in _alliance_of("Burgas", "Burgos", 5, together=True)
    assert "near-id" in _alliance_of("Aalborg", "Ålborg", 9)
    assert "within-id" in _alliance_of("Trussell", "Trussell Trust", 9)


@pytest.mark.parametrize("also", ["", "Klubben"])
def test_a_word_written_short_is_found_among_figures(also):
    """Where no word is definite figures are left out before words are looked up."""
    names = ["Run 1 vs 2", "Run 1 against 2", "Run v1s 2", "Run 2 vs 1", also]
    assert list(in_other_words(names)) == [(0, 1)]
