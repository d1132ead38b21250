"""Going through the pages of the app in a browser, as its user does."""

from __future__ import annotations

from pathlib import Path

import pytest

AXE = "axe.run(document, {resultTypes: ['violations'], iframes: false})"


def fine(page):
    """Nothing that axe knows is wrong, nothing is wider than the window, no name became markup."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    # The pages allow no script but their own, so axe is run by the browser itself.
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(AXE)["violations"]
    told = [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found]
    assert told == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    assert page.evaluate("document.querySelectorAll('main img').length") == 0
    assert page.title() != "gone"


def until(page, true):
    """Wait; the pages let nobody evaluate what a browser's own wait would."""
    for _ in range(400):
        if true():
            return
        page.wait_for_timeout(50)
    raise AssertionError


def press_until(page, wanted, key="Tab", most=200, keys=None):
    """Go on by keyboard until something has the focus, in a page or in a frame of it."""
    for _ in range(most):
        (keys or page.keyboard).press(key)
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return
    raise AssertionError(wanted)
