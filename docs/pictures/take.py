"""Take the pictures of the documentation from the real product.

    python docs/pictures/take.py

Needs Playwright and an installed Chromium. Writes beside itself; the same data gives the same
pictures, as far as the fonts of the machine are the same.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Map with and without the secretariat, and the head of the report, in both languages."""
    chromium = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = Path(folder) / "report"
        command = [sys.executable, "-m", "ci_network", "report", "-o", str(report),
                   "--date", "2026-11-27"]  # fmt: skip
        subprocess.run([*command, "--lang", "en", str(HERE.parent.parent / "data")], check=True)
        browser = playwright.chromium.launch(executable_path=chromium)
        for language in ("da", "en"):
            for scenario, name in (("present", "map"), ("unaided", "map-unaided")):
                take(browser, report / "map.html", f"#t=2019&s={scenario}&lang={language}",
                     HERE / f"{name}-{language}.png")  # fmt: skip
        take(browser, report / "index.html", "", HERE / "report-en.png")
        browser.close()


def take(browser: Browser, page: Path, fragment: str, target: Path) -> None:
    """One picture."""
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.goto(page.as_uri() + fragment)
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
