"""Going through the pages of the app in a browser, as its user does."""

from __future__ import annotations

from pathlib import Path

from conftest import missing

AXE = """without => axe.run(document, {resultTypes: ['violations'], iframes: false,
  rules: Object.fromEntries(without.map((rule) => [rule, {enabled: false}]))})
.then(({violations}) => violations)"""
ONE_OF_EACH = r"""() => {
  for (const list of document.querySelectorAll('tbody, ul, ol, dl, svg, symbol, g')) {
    const kinds = new Set();
    for (const one of [...list.children]) {
      const kind = one.outerHTML
        .replace(/>([^<]+)/g, (_, words) => `>${Math.min(2, words.trim().length)}`)
        .replace(/ (?!class|role|style|fill)([\w-]+)="[^"]+"/g, ' $1="x"');
      if (kinds.has(kind)) one.remove();
      kinds.add(kind);
    }
  }
}"""
"""Leaves one of the rows, items of a list and marks of a chart that differ in words, figures and
places alone: axe finds in the others what it finds in that one. A letter by itself is another kind,
for axe tells no contrast of one."""


def violations(page, without=()):
    """What axe finds wrong on a page, by rule, with the elements, but for some rules; to tell what
    is right takes most of its time."""
    if not page.evaluate("'axe' in globalThis"):
        try:
            import axe_playwright_python
        except ImportError:
            missing("axe-playwright-python")
        # The pages allow no script but their own, so axe is run by the browser itself.
        script = Path(axe_playwright_python.__file__).parent / "axe.min.js"
        page.evaluate(script.read_text(encoding="utf-8") + "\n;0")
    return [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]])
        for rule in page.evaluate(AXE, list(without))
    ]


def fine(page):
    """Nothing that axe knows is wrong, nothing is wider than the window, no name became markup."""
    assert violations(page) == []
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
