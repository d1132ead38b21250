"""The plan and the questions in the report: the figures and words of the commands."""

from __future__ import annotations

import json
import re
from html import unescape

from alliances import alliance, rows

import ci_network as ci
from ci_network.api.recipes import make_report
from ci_network.reading import read_rows


def files_of(record):
    return make_report(record, language="en", replicates=0)


def text_of(files, language="en"):
    page = files["index.html"]
    page = page.decode() if isinstance(page, bytes) else page
    edition = re.search(rf'(?s)<[^>]*lang="{language}"[^>]*>.*', page)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", edition[0] if edition else page)).split())


def test_the_plan_is_a_section_with_the_figures_of_the_command():
    """S holds a: A-B and b: B-C; both keep all, each keeps a third. A leads something else."""
    record = alliance("S*", a="S!AB@2017", b="S!BC@2017", own="A!B@2016")
    files = files_of(record)
    text = text_of(files)
    assert "If somebody takes over" in text
    found = json.loads(files["metrics.json"])["plan"]
    assert found == json.loads(json.dumps(dict(ci.plan(record).figures)))


def test_the_first_page_asks_what_moves_the_answer_most():
    record = alliance("S*", a="SABCD@2017", b="S!AB@2017")
    text = text_of(files_of(record))
    first = text[text.index("Find out first") : text.index("What to do next")]
    assert "Does a go on when the secretariat leaves? (yes: 100%; no: 0%)" in first
    assert "Who led a: the secretariat, or a partner?" in first


def test_where_nothing_can_be_answered_nothing_is_planned_or_asked():
    text = text_of(files_of(alliance("", a="AB@2017")))
    assert "If somebody takes over" not in text
    assert "Find out first" not in text


def test_the_ends_of_the_range_say_that_what_is_known_is_in_both():
    nodes, edges = rows("S*", a="SABC@2017", b="SCD@2017")
    for row in edges:
        row["continues"] = "yes" if row["activity"] == "a" else ""
    told = text_of(files_of(read_rows(nodes, edges).alliance))
    assert "Both figures hold what is known of the future; of the rest, the lower one" in told
    untold = text_of(files_of(alliance("S*", a="SABC@2017", b="SCD@2017")))
    assert "The lower figure holds if everything that the secretariat took part in ends" in untold
