"""Take the picture of a notebook in JupyterLab, and look at it untrusted too.

    python docs/pictures/notebook.py

Needs what `start.py notebooks` and `start.py test` install, and Chromium. Writes beside itself.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from take import BROWSERS, HERE, in_few_colours

NOTEBOOK = "06-your-own-data.ipynb"
CELL = "map_ = ci.map"
MINUTES = 5 * 60_000
WHOLE = ("@jupyterlab/notebook-extension/tracker.jupyterlab-settings", '{"windowingMode": "none"}')
"""All cells are drawn, not only those in sight."""


def main() -> None:
    """Run all cells of a notebook and save it; then open it where nobody has run it."""
    with tempfile.TemporaryDirectory() as folder:
        notebooks, settings = Path(folder, "notebooks"), Path(folder, "settings", WHOLE[0])
        notebooks.mkdir()
        shutil.copy(HERE.parent.parent / "notebooks" / NOTEBOOK, notebooks)
        settings.parent.mkdir(parents=True)
        settings.write_text(WHOLE[1], encoding="ascii")
        with opened(Path(folder), "who ran it") as page:
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
            page.locator(".jp-OutputArea-output iframe").wait_for()
            page.get_by_text(re.compile("Python 3.*Idle")).wait_for()
            cell = page.locator(".jp-CodeCell", has_text=CELL)
            cell.evaluate("cell => cell.scrollIntoView()")
            page.wait_for_timeout(4000)
            page.screenshot(path=HERE / "notebook.png")
            page.keyboard.press("Control+s")
            page.wait_for_timeout(4000)
        in_few_colours(HERE / "notebook.png")
        with opened(Path(folder), "somebody else") as page:
            cell = page.locator(".jp-CodeCell", has_text=CELL)
            assert cell.locator("iframe").count() == 0
            seen = cell.get_by_role("img", name="organisations").bounding_box()["height"]
            assert seen > 300, "a notebook that is not trusted shows a picture"


@contextmanager
def opened(folder: Path, who: str) -> Iterator[Page]:
    """The notebook in JupyterLab; what somebody ran, another does not trust."""
    names = ("CONFIG", "DATA", "RUNTIME")
    own = {f"JUPYTER_{name}_DIR": str(folder / who / name.lower()) for name in names}
    words = [sys.executable, "-m", "jupyterlab", str(folder / "notebooks"), "--no-browser",
             "--allow-root", "--port=0", "--log-level=ERROR",
             f"--LabApp.user_settings_dir={folder / 'settings'}"]  # fmt: skip
    chromium = next(filter(None, map(shutil.which, BROWSERS)))
    with (
        subprocess.Popen(words, env=os.environ | own, stderr=subprocess.PIPE, text=True) as lab,
        sync_playwright() as playwright,
    ):
        try:
            address = next(filter(None, (re.search(r"http://127\S+", line) for line in lab.stderr)))
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(MINUTES)
            page.goto(address[0].replace("/lab?", f"/lab/tree/{NOTEBOOK}?"))
            page.get_by_text(re.compile("Python 3.*Idle")).wait_for()
            page.locator(".jp-CodeCell", has_text=CELL).wait_for()
            yield page
            browser.close()
        finally:
            lab.terminate()


if __name__ == "__main__":
    main()
