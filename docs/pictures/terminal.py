"""Take the picture of a terminal in which a list is imported.

    python docs/pictures/terminal.py

Needs Playwright and an installed Chromium. The list is made up; the words are those of the command.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text
from take import BROWSERS, HERE, in_few_colours

LIST = """Et Lettere Liv, fremmøde 2018;;;;

Dato;Aktivitet;Tovholder;Deltagere;Antal børn
14-03-2018;Kickoff;Kommunen;"Sekretariatet, Idrætsforeningen, Biblioteket";12
02-04-2018;Gåtur;Biblioteket;"Idrætsforeningen, Kommunen, SSP (afbud)";30
16-05-2018;Temamøde;Sekretariatet;"Sekr., Kommunen, Bibliotekket";
I alt 3 aktiviteter;;;;42
"""
CALLS = (
    ["import", "fremmøde.csv", "-o", "alliance", "--secretariat", "Sekretariatet"],
    ["import", "fremmøde.csv", "-o", "alliance", "--secretariat", "Sekretariatet",
     "--alias", "Sekr.=Sekretariatet"],
)  # fmt: skip


def main() -> None:
    """The question, and the account once it is answered."""
    console = Console(record=True, width=112, file=Path("/dev/null").open("w"))  # noqa: SIM115
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "fremmøde.csv").write_text(LIST, encoding="utf-8")
        for call in CALLS:
            console.print(Text(f"$ ci-network {' '.join(call)}", style="bold"))
            done = subprocess.run(
                [sys.executable, "-m", "ci_network", *call, "--lang", "en"],
                cwd=folder, capture_output=True, text=True, check=False,
            )  # fmt: skip
            console.print(Text(done.stderr))
    drawing = console.export_svg(title="ci-network import")
    chromium = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "terminal.html"
        page.write_text(f"<body style='margin:0'>{drawing}</body>", encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                  "--disable-background-networking", "--disable-component-update",
                  "--disable-sync"],
        )  # fmt: skip
        tab = browser.new_page(viewport={"width": 1100, "height": 600})
        tab.goto(page.as_uri())
        tab.locator("svg").screenshot(path=HERE / "import-en.png")
        browser.close()
    in_few_colours(HERE / "import-en.png")


if __name__ == "__main__":
    main()
