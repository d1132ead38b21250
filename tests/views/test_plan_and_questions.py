"""The plan and the questions as people read them: what is said of one, of several, of nothing."""

from __future__ import annotations

import pytest

from ci_network.views.plan import plan_text, reasons
from ci_network.views.questions import questions_text


def plan(milestones, lost=0, load=1, exact=True):
    """Three steps: a, then b beside it, then c and b in place of a."""
    kept = ([], ["a"], ["a", "b"], ["b", "c"])
    steps = [
        {
            "k": k,
            "value": k / 4,
            "activities": names,
            "added": sorted({*names} - {*kept[k - 1]}) if k else [],
            "removed": sorted({*kept[k - 1]} - {*names}) if k else [],
        }
        for k, names in enumerate(kept)
    ]
    who = {"led_it": True, "led_others": 1, "shared": 2, "leads_now": 0, "partner": "B"}
    return {
        "window": "2017", "measure": "connectedness", "secretariat_there": True, "partners": 9,
        "open": 3, "present": 0.9, "none": 0.0, "all": 0.75, "exact": exact, "steps": steps,
        "milestones": dict(zip(("all", "nine_tenths", "half"), milestones, strict=True)),
        "worth": [{"activity": name} for name in "cba"], "series": {}, "load": load,
        "candidates": {"c": [who]}, "proposal": {"c": "B"}, "lost_for_good": lost,
        "lost": [{"partner": "A", "pairs": lost}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (plan((2, 2, 1)), "\nTwo activities keep everything that can be kept (50%): b and a.\n"),
        (plan((2, 2, 1)), "\nOne activity keeps half of it (25%): a.\n"),
        (plan((None, 2, 2)), "\nTwo activities keep nine tenths of it (50%): b and a.\n"),
        (plan((None, 2, 2)), "\nMore can be kept with more activities: 75% in all.\n"),
        (plan((2, 2, 1)), "   3     75%  " + "█" * 22 + " " * 10 + "+ c, − a\n"),
        (plan((2, 2, 1)), "at most one activity for each:\n  c: Bo (has led it, has led one other, "
         "met them in 2 others)\n  b: nobody to propose\n"),
        (plan((2, 2, 1), load=2), "at most 2 activities for each:"),
        (plan((2, 2, 1), lost=1), "Handing over cannot keep one pair"),
        (plan((2, 2, 1), lost=2), "Handing over cannot keep 2 pairs"),
    ],
)  # fmt: skip
def test_a_plan_says_how_many_keep_how_much(made, words):
    assert words in plan_text(made, "en", {"A": "Ane", "B": "Bo"}.get)


def test_a_milestone_that_is_reached_with_another_is_told_once():
    assert "nine tenths" not in plan_text(plan((2, 2, 1)), "en", str)
    assert "too many activities" not in plan_text(plan((2, 2, 1)), "en", str)
    assert "too many activities" in plan_text(plan((2, 2, 1), exact=False), "en", str)


def test_who_suggests_nothing_takes_part():
    nothing = dict.fromkeys(("led_it", "led_others", "shared", "leads_now"), 0)
    assert reasons(nothing, "en") == "takes part"
    assert reasons(nothing | {"leads_now": 1}, "da") == "leder én nu"


def asked(*swings, low=0.2, kind="continues", narrowest=1):
    questions = [
        {
            "kind": kind,
            "about": str(n),
            "text": {"en": f"Does {n} go on?"},
            "swing": swing,
            "answers": [{"answer": "yes", "low": 0.5, "high": 0.5}],
            "ask": ["A"],
        }
        for n, swing in enumerate(swings)
    ]
    steps = [{"k": k, "low": 0.3, "high": 0.3 + k / 10} for k in range(1, narrowest + 1)]
    return {"window": "2017", "low": low, "high": 0.6, "questions": questions, "narrowest": steps}


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (asked(1), "Without the secretariat 20–60% of the pairs stay connected, as the record is."),
        (asked(1, low=None), "The record gives no range, so no answer can be worked out."),
        (asked(1), "\n1. Does 0 go on?\n   yes: 50%\n   Ask: Ane\n"),
        (asked(*[1] * 13), "\nOne more question moves the answer less.\n"),
        (asked(*[1] * 14), "\n2 more questions move the answer less.\n"),
        (asked(1, 0), "\nOne more thing is open and does not move the answer.\n"),
        (asked(0, 0), "\n2 more things are open and do not move the answer.\n"),
        (asked(None, kind="participants"), "\nOne activity has a single participant;"),
        (asked(None, None, kind="participants"), "\n2 activities have a single participant;"),
        (asked(1, narrowest=2), "\nAfter one answer the range can be as narrow as 30–40%.\n"
         "After two answers the range can be as narrow as 30–50%.\n"),
    ],
)  # fmt: skip
def test_questions_say_what_moves_the_answer_and_how_many_do_not(made, words):
    assert words in questions_text(made, "en", {"A": "Ane"}.get)
