"""Two versions of one alliance in which nobody is the same are told to be no change of it."""

from __future__ import annotations

import pytest

from ci_network.commands.run import run

SAYS = {
    "en": "No partner is in both. Is this one alliance",
    "da": "Ingen partner er med i begge. Er det den samme alliance",
}


def written(folder, partners):
    folder.mkdir()
    nodes = "".join(f"{one},no\n" for one in partners)
    (folder / "nodes.csv").write_text(f"id,secretariat\nS,yes\n{nodes}", encoding="utf-8")
    rows = "".join(f"walk,{one},2018\n" for one in ("S", *partners))
    (folder / "edges.csv").write_text(f"activity,actor,start\n{rows}", encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize("language", SAYS)
@pytest.mark.parametrize(("after", "strangers"), [("DEF", True), ("CDE", False)])
def test_nobody_in_both_is_told(tmp_path, capfd, language, after, strangers):
    versions = written(tmp_path / "old", "ABC"), written(tmp_path / "new", after)
    asked = ["--change", "--null", "0", "--lang", language]
    assert run(["compare", *versions, *asked]) == 0
    shown = capfd.readouterr().out
    assert (SAYS[language] in shown) is strangers
    page = tmp_path / "page"
    assert run(["compare", *versions, *asked, "-o", str(page)]) == 0
    assert (SAYS[language] in (page / "index.html").read_text(encoding="utf-8")) is strangers
