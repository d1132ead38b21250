"""Names like the secretariat's are found among many as one by one."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from ci_network.reading.secretariat_names import alike, likely_secretariats

WORDS = [
    "The", "Sekretariatet", "secretariat", "sekr.", "backbone-team", "ELL", "Koord.", "kontoret",
    "Koordinationskontor", "Sund", "By", "SB", "SBK", "By-kontoret", "Gst.", "Geschäftsstelle",
    "24/7", "1'1", "x_y", "–", "s", "en", "Youth", "bank", "Bankens", "ø",
    "Sec", "Kansliet", "Förbundskansliet", "(BCU)", "[B.C.U.]", "BCU",
]  # fmt: skip
NAMES = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
SLIPS = st.tuples(NAMES, st.integers(0, 12), st.sampled_from(["", "a", "s", "erne", ".", "-"])).map(
    lambda slip: slip[0][: slip[1]] + slip[2] + slip[0][slip[1] + 1 :]
)


@example(["Koordinationskontor"], ["Xoordinationskontor", "Koordinationskontoq"])
@example(["Kontoret"], ["Hele kontorets"])
@example(["Geschäftsstelle"], ["Gst."])
@example(["Sund By-kontoret"], ["SBK"])
@example(["Det koordinationskontor på torvet"], ["Torvet"])
@example(["Sekretariatet"], ["ELL secretariats"])
@example(["SBK"], ["Sund By-kontoret"])
@example(["Sund By-kontoret (B C U)"], ["BCU", "B-cu", "Bcu Nord"])
@example(["12345678"], ["1/2345679"])
@example(["–", "Kontoret"], [".", "Kontor"])
@given(st.lists(NAMES, max_size=3), st.lists(NAMES | SLIPS, max_size=8))
def test_no_name_that_is_like_the_secretariat_is_passed_over(marked, others):
    each = {
        name: next(known for known in marked if alike(name, known))
        for name in others
        if any(alike(name, known) for known in marked)
    }
    assert likely_secretariats(marked, others) == each
