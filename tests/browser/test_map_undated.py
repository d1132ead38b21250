"""A map of a record without any date shows no time."""

from __future__ import annotations

import pytest
from alliances import alliance

from ci_network.measures.sustainability import sustainability
from ci_network.views.map import Opening, map_html

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("cells", "shown"), [({"a": "SAB", "b": "SBC"}, False),
                                              ({"a": "SAB@2018", "b": "SBC"}, True)])  # fmt: skip
def test_time_is_there_only_where_something_has_a_date(opened, cells, shown):
    page = opened(map_html(sustainability(alliance("S*", **cells)), Opening(language="en")))
    page.ready()
    for selector in ("#time", "#as-lanes"):
        assert page.locator(selector).is_visible() == shown, selector
    assert ("New and lost since the period before" in page.inner_text("#legend")) == shown
    assert page.locator("#sentence").inner_text().split()[0] == ("2" if shown else "3")
    assert page.errors == []
