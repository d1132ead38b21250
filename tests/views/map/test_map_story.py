"""A story file: what a person writes, and what is told when it is wrong."""

from __future__ import annotations

import pytest

from ci_network.errors import UsageError
from ci_network.views.map import StoryStep, read_story

STORY = """
- title: Sådan begyndte det
  text: I 2015 sad alle ved samme bord.
  window: 2015
  scenario: present
- title: "Nej: ikke uden"
  window: 2018-03
  scenario: unaided
  select: skolen
- title: To, der fandt hinanden
  select: [skolen, sundhedsplejen]
  view: "#t=2018&s=unaided&new=1"
"""


def write(folder, text):
    path = folder / "steps.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_steps_are_read_as_they_are_written(tmp_path):
    steps = read_story(write(tmp_path, STORY))
    assert steps[0] == StoryStep(
        "Sådan begyndte det", "I 2015 sad alle ved samme bord.", "2015", "present"
    )
    assert (steps[1].window, steps[1].select) == ("2018-03", ("skolen",))
    assert steps[2].select == ("skolen", "sundhedsplejen")


def test_an_address_can_be_copied_from_the_page(tmp_path):
    step = read_story(write(tmp_path, STORY))[2]
    assert step.address({"skolen": "A01", "sundhedsplejen": "A&2"}) == (
        "t=2018&s=unaided&new=1&sel=A01&sel=A%262"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "list of steps"),
        ("title: x", "list of steps"),
        ("- text: x", "step 1 has no title"),
        ("- title: x\n- titel: y", "step 2 has no title"),
        ("- title: x\n  tekst: y", "'tekst' is not known"),
        ("- title: [x]", "plain text"),
        ("- title: x\n  select: {a: b}", "plain text"),
        ("- title: x\n  select: [a, b, c]", "one actor, or the two"),
        ("- title: x\n  scenario: without", "scenario is one of"),
        ("- title: 'x", "no YAML"),
        ("- title: !!python/object/apply:os.system ['true']", "plain text"),
    ],
)
def test_wrong_story_is_refused_with_its_step(tmp_path, text, says):
    with pytest.raises(UsageError, match=says):
        read_story(write(tmp_path, text))


def test_missing_story_is_told():
    with pytest.raises(UsageError, match="cannot be read"):
        read_story("nowhere/steps.yaml")


def test_a_file_that_is_no_text_is_told(tmp_path):
    path = tmp_path / "steps.yaml"
    path.write_bytes(b"\xff\xfe\x00\x01\x80")
    with pytest.raises(UsageError, match="no YAML"):
        read_story(path)
