"""What is made for each of many is not looked for anew in the list of all."""

from __future__ import annotations

import numpy as np

from ci_network.graphs.arrangement import arrange
from ci_network.results.surveying import Respondent, Surveying
from ci_network.views.forms.survey import Wishes, form_html


class Counting(tuple[str, ...]):
    """Texts that count how often somebody goes through them."""

    passes = 0

    def __iter__(self):
        Counting.passes += 1
        return super().__iter__()


def passes_of(make, *values):
    Counting.passes = 0
    make(*values)
    return Counting.passes


def test_places_that_are_kept():
    def arranged(many):
        ids = Counting(f"a{n:03}" for n in range(many))
        nobody = np.zeros(0, np.int64)
        found = arrange(
            ids, nobody, nobody, np.zeros(0), centre=np.zeros(many, bool),
            group=np.zeros(many, np.int64), known={each: (n, n) for n, each in enumerate(ids)},
        )  # fmt: skip
        assert found["a001"] == (1, 1)

    assert passes_of(arranged, 60) == passes_of(arranged, 6)


def test_the_form_of_a_survey():
    def form(many):
        ids = [f"p{n}" for n in range(many)]
        met = Counting(ids[1 : many // 2])
        partners = tuple(Respondent(each, each, each, met) for each in ids)
        asked = Surveying("survey-2019", "2019", "2019-01-01", "2019-12-31", partners, ("S",))
        assert f'["p{many - 1}", "p{many - 1}"]' in form_html(asked, partners[0], Wishes("en"))

    assert passes_of(form, 60) == passes_of(form, 6)
