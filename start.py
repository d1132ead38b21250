"""One command that sets itself up: the main job, or the tests.

    python3 start.py          report on the Helsingør data in the folder report
    python3 start.py test     all tests

Everything is installed into the folder .venv beside this file, at the versions that
requirements.lock names. Only Python 3.11 or newer is needed beforehand.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
LOCK = HERE / "requirements.lock"
STAMP = ENVIRONMENT / "installed.txt"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: list[str]) -> int:
    """Set up, then run what was asked for."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
        return fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if arguments not in ([], ["test"]):
        return fail("say: python3 start.py   or   python3 start.py test")
    problem = set_up()
    if problem:
        return fail(problem)
    if arguments == ["test"]:
        browser()
        return run(python(), "-m", "pytest", "-q", "-n", "auto", "--dist", "loadgroup")
    code = run(python(), "-m", "ci_network", "report", "data", "-o", "report", "--lang", "da")
    if code == 0:
        print(f"\nOpen in a browser: {HERE / 'report' / 'index.html'}")
    return code


def set_up() -> str | None:
    """Install the locked versions once; say what is missing when that fails."""
    wanted = hashlib.sha256(LOCK.read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return None
    print("Setting up (once, a minute or two) …", flush=True)
    if run(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)) != 0:
        return "Python's venv is missing; on Debian or Ubuntu: sudo apt-get install python3-venv"
    pip = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run(*pip, "-r", str(LOCK)) != 0 or run(*pip, "--no-deps", "-e", str(HERE)) != 0:
        return "the packages could not be installed; is there a connection to a package index?"
    STAMP.write_text(wanted, encoding="ascii")
    return None


def browser() -> None:
    """Chromium and a reader of its PDFs: installed where we may, else told in one line."""
    wanted = {
        "chromium": any(map(shutil.which, BROWSERS)),
        "poppler-utils": all(map(shutil.which, ("pdftotext", "pdfinfo", "pdftoppm"))),
    }
    missing = [package for package, there in wanted.items() if not there]
    if not missing:
        return
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' and '.join(missing)} …", flush=True)
        run("apt-get", "update", "-qq", quiet=True)
        if run("apt-get", "install", "-y", "-qq", *missing, quiet=True) == 0:
            return
    print(f"Missing: {' and '.join(missing)}; the tests that need it are skipped. Install it with "
          f"your system's packages (Debian: sudo apt-get install {' '.join(missing)}).",
          flush=True)  # fmt: skip


def python() -> str:
    """The Python of our environment."""
    folder = "Scripts" if os.name == "nt" else "bin"
    return str(ENVIRONMENT / folder / ("python.exe" if os.name == "nt" else "python"))


def run(*words: str, quiet: bool = False) -> int:
    """Run a command in this folder and return its exit code."""
    sink = subprocess.DEVNULL if quiet else None
    return subprocess.run(words, cwd=HERE, check=False, stdout=sink, stderr=sink).returncode


def fail(sentence: str) -> int:
    """Say what is wrong."""
    print(f"start.py: {sentence}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
