"""Every question of the importer can be answered by choosing, and is then not asked again."""

from __future__ import annotations

import itertools
import shlex
from functools import cache

import pytest
from babel.messages.extract import extract_from_file
from reading.lists.test_cases import CASES, write

from ci_network.commands.import_list import command
from ci_network.errors import CINetworkError, DataError
from ci_network.language import translation
from ci_network.reading import lists
from ci_network.reading.lists import Choices, answers, import_file
from ci_network.reading.lists.answers import LEFT_OUT, answered, column_read_as, ways_to_answer
from ci_network.reading.lists.questions import QUESTIONS, Question
from ci_network.reading.lists.words.headings import COLUMN_FIELDS

ASKING = [(kind, case) for kind, case in CASES if "asks" in case]
TYPED = {
    "far-dates": "2018-03-14", "unread-days": "2018-03-14", "which-year": "2018",
    "year-of-title": "2018", "year-turns": "2018",
}  # fmt: skip
MENDED_IN_THE_FILE = {"contradicting-activities"}


def choices_of(path, options):
    """The choices that options of the command say."""
    said = []

    def heard(_path, choices, _aliases):
        said.append(choices)
        raise CINetworkError("heard")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "import_file", heard)
        words = [str(path), "--dry-run", *shlex.split(options)]
        with pytest.raises(CINetworkError, match="heard"):
            command.main(words, standalone_mode=False)
    return said[0]


def question_of(path, choices):
    try:
        import_file(path, choices)
    except Question as question:
        return question
    except CINetworkError:
        return None
    return None


@pytest.fixture(scope="module")
def first_asked(tmp_path_factory):
    """By number of a case: its list, its choices and what is asked first, found once."""

    @cache
    def found(number):
        _, case = ASKING[number]
        path = write(tmp_path_factory.mktemp("asking"), case)
        choices = choices_of(path, case.get("options", ""))
        return path, choices, question_of(path, choices)

    return found


@pytest.mark.parametrize(
    ("number", "all_ways"),
    [*((number, False) for number in range(0, len(ASKING), 2)),
     *(pytest.param(number, True, marks=pytest.mark.slow) for number in range(len(ASKING)))],
)  # fmt: skip
def test_an_answer_is_not_asked_for_again(first_asked, number, all_ways):
    """Of every second list one way is chosen in every run, each in its turn."""
    path, choices, question = first_asked(number)
    if question is None or question.code in MENDED_IN_THE_FILE:
        return
    asked = ways_to_answer(question)
    assert asked, question.code
    most = max(len(each.ways) for each in asked)
    for way in range(most) if all_ways or not most else [number // 2 % most]:
        said = [(min(way, len(each.ways) - 1), TYPED.get(question.code, "Kommunen"))
                for each in asked]  # fmt: skip
        again = question_of(path, answered(choices, question, said))
        assert again is None or (again.code, again.column, again.cells) != (
            question.code, question.column, question.cells,
        ), [each.ways[pick].text for each, (pick, _) in zip(asked, said, strict=True)]  # fmt: skip


def test_the_cases_ask_many_of_the_questions(first_asked):
    questions = [first_asked(number)[2] for number in range(0, len(ASKING), 2)]
    assert len({question.code for question in questions if question is not None}) > 20


def test_every_question_has_a_way():
    details = {"addresses": "Mail", "between": ", og", "field": "", "row": "", "meanings": "",
               "year": "2018", "kinds": "rivals", "names": ""}  # fmt: skip
    for code in QUESTIONS.keys() - MENDED_IN_THE_FILE:
        for option in ("--actor", "--date", "--secretariat", "--ignore"):
            question = Question(
                code, column=["A", "B"], cells=["x", "y"], options=[option], **details
            )
            if code == "no-such-actor" and option != "--secretariat":
                continue
            assert ways_to_answer(question), code
            for way in itertools.chain.from_iterable(
                each.ways for each in ways_to_answer(question)
            ):
                assert way.text or way.name
                assert isinstance(way.changed(Choices(), "2018"), Choices)


def test_where_nothing_was_chosen_nothing_is_said():
    question = Question("which-year", options=["--year", "--title"])
    for said in ([(None, "2018")], [(0, "")], [(7, "2018")], [(0, "never")], []):
        assert answered(Choices(), question, said) == Choices()
    assert answered(Choices(), question, [(0, " 2018/19 ")]).year == "2018/19"
    assert answered(Choices(), question, [(1, "Kickoff 14/3")]).title == "Kickoff 14/3"


def test_cells_that_are_no_dates_are_told(tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(
        "Dato;Møde;Deltagere\nvinter 18;A;Klub, By\n43173;B;Klub\nsnart;C;Klub\nsnart;D;By\n"
    )
    with pytest.raises(DataError) as caught:
        import_file(path, Choices())
    asked = ways_to_answer(caught.value)
    assert [each.about for each in asked] == ["vinter 18", "43173", "snart"]
    assert [len(each.ways) for each in asked] == [2, 3, 2]
    said = [(0, "2018-01"), (0, ""), (1, "")]
    edges = import_file(path, answered(Choices(), caught.value, said)).edges
    assert sorted(set(zip(edges["activity"], edges["start"], strict=True))) == [
        ("A", "2018-01"), ("B", "2018-03-14"), ("C", ""), ("D", ""),
    ]  # fmt: skip
    assert answered(Choices(), caught.value, [(0, "never")]) == Choices()


def test_a_column_is_one_thing_at_a_time():
    choices = column_read_as(Choices(), "A", "lead")
    for field in (*COLUMN_FIELDS, LEFT_OUT):
        choices = column_read_as(choices, "A", field)
        read = [name for name in (*COLUMN_FIELDS, LEFT_OUT) if "A" in getattr(choices, name)]
        assert read == [field]


def test_every_way_is_said_in_danish():
    danish = translation("da")
    found = {
        text for _, text, *_ in extract_from_file("python", answers.__file__, keywords={"_": None})
    }
    assert len(found) > 40
    assert not [text for text in found if danish.gettext(text) == text]
