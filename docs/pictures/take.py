"""Take the pictures of the documentation from the real product.

    python docs/pictures/take.py

Needs Playwright and an installed Chromium. Writes beside itself; the same data gives the same
pictures, as far as the fonts of the machine are the same.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "data"
ROOMS = ("answer", "plan", "register")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Maps with and without the secretariat, the head of the report, and rooms of the app."""
    chromium = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = Path(folder) / "report"
        command = [sys.executable, "-m", "ci_network", "report", "-o", str(report),
                   "--date", "2026-11-27"]  # fmt: skip
        subprocess.run([*command, "--lang", "en", str(DATA)], check=True)
        browser = playwright.chromium.launch(executable_path=chromium)
        for language in ("da", "en"):
            for scenario, name in (("present", "map"), ("unaided", "map-unaided")):
                state = f"#t=2019&s={scenario}&lang={language}"
                take(browser, (report / "map.html").as_uri() + state,
                     HERE / f"{name}-{language}.png")  # fmt: skip
        take(browser, (report / "index.html").as_uri(), HERE / "report-en.png")
        record = Path(folder) / "et-lettere-liv"
        shutil.copytree(DATA, record)
        for language in ("da", "en"):
            take_app(browser, record, language)
        browser.close()


def take_app(browser: Browser, record: Path, language: str) -> None:
    """Rooms of the app."""
    command = [sys.executable, "-m", "ci_network", "app", str(record), "--no-browser",
               "--lang", language]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as app:
        told = app.stderr.readline() if app.stderr else ""
        address = re.search(r"http\S+", told)[0]  # type: ignore[index]
        context = browser.new_context()
        for room in ROOMS:
            take(context, address, HERE / f"app-{room}-{language}.png", then=f"/{room}")
        app.terminate()


def take(browser: Browser | BrowserContext, page: str, target: Path, then: str = "") -> None:
    """One picture; of the app, another page of it than the first."""
    tab = browser.new_page()
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(page)
    if then:
        tab.wait_for_timeout(500)
        tab.goto(page.partition("/enter")[0] + then)
    tab.wait_for_timeout(1500)
    tab.screenshot(path=target)
    tab.close()
    in_few_colours(target)


def in_few_colours(target: Path) -> None:
    """Make a picture light: it is shown small."""
    few = Image.open(target).convert("RGB").quantize(255, kmeans=3, dither=Image.Dither.NONE)
    few.save(target, optimize=True)


if __name__ == "__main__":
    main()
