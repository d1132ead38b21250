"""One command that sets itself up: the report on the Helsingør data, or what a word asks for.

    python3 start.py

Everything is installed into the folder .venv beside this file, at the versions that the folder
requirements names. Only Python 3.11 or newer is needed beforehand.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
LOCKS = {
    name: f"requirements/{name}.txt" for name in ("runtime", "app", "program", "notebooks", "test")
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WITHOUT_WINDOWS = "chromium-headless-shell"
"""Debian's Chromium for tests: the same pages in two thirds of the processor's time."""
FOUND = re.compile(
    r"(?:Collecting|Processing|Requirement already satisfied:) "
    r"(?:\S*[/\\])?(?P<name>.+?)(?:==|-\d| )"
)
"""What pip prints when it has found a package: by name, or as a file."""
NO_NEWS = '{"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": true}}'
"""For JupyterLab: neither news nor new versions are asked for."""
WIDTH = 78
"""Letters in a line of progress."""
SECONDS_BETWEEN_LINES = 5
"""Of progress, where a line cannot be written over."""


def report(words: list[str]) -> int:
    """Write the report, and say last of all where it is."""
    code = run(python(), "-m", "ci_network", "report", "data", "-o", "report", "--lang", "da",
               *words)  # fmt: skip
    if code == 0:
        command = Path(python()).with_name("ci-network")
        print(f"\nThe command is {command}; README.md says how it reads a list of your own.")
        print(f"Open in a browser: {HERE / 'report' / 'index.html'}")
    return code


def test(words: list[str]) -> int:
    """Run the tests, with a browser where there is one.

    One process more than there are cores: many a test waits for a browser or a command.
    """
    browser()
    workers = str((os.cpu_count() or 1) + 1)
    return run(python(), "-m", "pytest", "-q", "-n", workers, "--dist", "loadfile",
               "--no-loadscope-reorder", *words)  # fmt: skip


def app(words: list[str]) -> int:
    """Open the app on the folder that is named, else on one of the user's own."""
    named = words[:1] and not words[0].startswith("-")
    folder = [] if named else [str(HERE / "my-alliance")]
    return run(python(), "-m", "ci_network", "app", *folder, *words)


def program(words: list[str]) -> int:
    """Make a folder with the app as a program, for machines like this one without Python."""
    made, half = HERE / "program", ENVIRONMENT / "program"
    code = run(python(), "-m", "PyInstaller", str(HERE / "packaging" / "program.spec"),
               "--noconfirm", "--log-level", "WARN", "--distpath", str(made),
               "--workpath", str(half), *words)  # fmt: skip
    if code == 0:
        print(f"\nThe program is in {made / 'ci-network'}; copy the whole folder, and double-click "
              "ci-network in it.")  # fmt: skip
    return code


def notebooks(words: list[str]) -> int:
    """Open JupyterLab on a copy of the notebooks. It asks no other machine for anything."""
    mine = HERE / "my-notebooks"
    new = copy_new(HERE / "notebooks", mine)
    print(f"The notebooks are in {mine}, copies of your own: {len(new)} new, and those that were "
          "there are as you left them. Ctrl-C here ends JupyterLab.", flush=True)  # fmt: skip
    config = ENVIRONMENT / "etc" / "jupyter" / "labconfig" / "page_config.json"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(NO_NEWS, encoding="ascii")
    may = ["--allow-root"] if is_root() else []
    return run(python(), "-m", "jupyterlab", str(mine), "--LabApp.extension_manager=readonly",
               "--log-level=ERROR", *may, *words)  # fmt: skip


class Job(NamedTuple):
    """What a word after start.py stands for."""

    does: str
    locks: tuple[str, ...]
    weighs: str
    """What .venv holds then; measured on Linux."""
    run: Callable[[list[str]], int]


JOBS = {
    "": Job(
        "the report on the Helsingør data", ("runtime",), "100 MB to fetch, 390 MB on disk", report
    ),
    "app": Job("the app, in the browser", ("runtime", "app"), "400 MB on disk", app),
    "program": Job(
        "the app as a program", ("runtime", "app", "program"), "420 MB on disk", program
    ),
    "notebooks": Job(
        "the notebooks in JupyterLab", ("runtime", "notebooks"), "620 MB on disk", notebooks
    ),
    "test": Job("the tests", ("runtime", "test"), "1.6 GB on disk", test),
}


def main(words: list[str]) -> int:
    """Set up, then run what was asked for."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
        return fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    name, rest = (words[0], words[1:]) if words else ("", [])
    if name not in JOBS:
        calls = (f"python3 start.py {name}".ljust(28) + job.does for name, job in JOBS.items())
        return fail("\n    ".join([f"there is no “{name}”; say", *calls]))
    # Python keeps in .venv what it compiled: without, each start takes seconds.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        problem = set_up(JOBS[name])
        return fail(problem) if problem else JOBS[name].run(rest)
    except KeyboardInterrupt:
        return fail("stopped.")


def set_up(job: Job) -> str | None:
    """Install what is not there yet, at the locked versions; say why when that fails."""
    missing = [lock for lock in job.locks if installed(lock) != wanted(lock)]
    if not missing:
        return None
    began = time.monotonic()
    print(f"Setting up {job.does}, once, in the folder .venv ({job.weighs}) …", flush=True)
    fresh = not any(map(installed, LOCKS))
    if fresh and run(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)) != 0:
        return "Python's venv is missing; on Debian or Ubuntu: sudo apt-get install python3-venv"
    files = [HERE / LOCKS[lock] for lock in missing]
    packages = [re.findall(r"(?m)^[\w.-]+==", file.read_text(encoding="utf-8")) for file in files]
    calls = [(("-r", str(file)), len(named)) for file, named in zip(files, packages, strict=True)]
    for words, count in [*calls, (("--no-build-isolation", "-e", str(HERE)), 1)]:
        if problems := pip(*words, packages=count):
            print(*problems, sep="\n", file=sys.stderr)
            return "the packages could not be installed; is there a connection to a package index?"
    for lock in missing:
        stamp(lock).write_text(wanted(lock), encoding="ascii")
    print(f"Set up in {time.monotonic() - began:.0f} seconds.", flush=True)
    return None


def wanted(lock: str) -> str:
    """What the stamp of a lock says when it is installed as it stands."""
    text = (HERE / LOCKS[lock]).read_bytes() + (HERE / "pyproject.toml").read_bytes()
    return hashlib.sha256(text).hexdigest()


def installed(lock: str) -> str:
    """What the stamp of a lock says; nothing where it was never installed."""
    file = stamp(lock)
    return file.read_text(encoding="ascii") if file.exists() else ""


def stamp(lock: str) -> Path:
    """The file that says which state of a lock is installed."""
    return ENVIRONMENT / f"installed-{lock}.txt"


def pip(*what: str, packages: int) -> list[str]:
    """Install without noise, and tell how far it is; what went wrong, in pip's words."""
    words = [python(), "-m", "pip", "install", "--disable-pip-version-check", "--no-deps",
             "--no-compile", "--no-color", "--progress-bar", "off", *what]  # fmt: skip
    with subprocess.Popen(
        words, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        problems = follow(process.stdout or (), packages)
    if process.returncode == 0:
        return []
    return problems or [f"pip ended with exit code {process.returncode}."]


def follow(lines: Iterable[str], packages: int) -> list[str]:
    """Tell how far pip is, from what it prints; the lines in which it says what is wrong."""
    at, problems = 0, []
    tell = Progress()
    for line in map(str.strip, lines):
        if line.startswith("Ignoring "):  # for another system or another Python
            packages -= 1
        elif package := FOUND.match(line):
            at += 1
            tell(f"  {at} of {packages}: {package['name']}")
        elif line.startswith("Installing collected packages: "):
            tell.due = 0.0  # pip says nothing more until it ends
            tell(line.replace("Installing collected packages:", "  unpacking"))
        elif line.startswith(("ERROR", "error:")):
            problems.append(line)
    tell("")
    return problems


class Progress:
    """A line that is written over; where that cannot be, a new one every few seconds."""

    def __init__(self) -> None:
        self.due = 0.0

    def __call__(self, text: str) -> None:
        line = text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
        if sys.stdout.isatty():
            print(f"\r{line:{WIDTH}}", end="\r", flush=True)
        elif text and time.monotonic() >= self.due:
            print(line, flush=True)
            self.due = time.monotonic() + SECONDS_BETWEEN_LINES


def copy_new(source: Path, target: Path) -> list[str]:
    """Copy the notebooks that are not there yet, each whole or not at all; their names."""
    target.mkdir(exist_ok=True)
    names = sorted(path.name for path in source.glob("*.ipynb"))
    new = [name for name in names if not os.path.lexists(target / name)]
    for name in new:
        half = target / f".{name}.half"
        shutil.copyfile(source / name, half)
        half.replace(target / name)
    return new


def browser() -> None:
    """Both browsers and a reader of what they print: installed where we may, else told."""
    wanted_packages = {
        "chromium": any(map(shutil.which, (WITHOUT_WINDOWS, *BROWSERS))),
        "firefox-esr": any(map(shutil.which, ("firefox-esr", "firefox"))),
        "poppler-utils": all(map(shutil.which, ("pdftotext", "pdfinfo", "pdftoppm"))),
    }
    missing = [package for package, there in wanted_packages.items() if not there]
    if is_root() and shutil.which("apt-get") and installs(missing):
        return
    if missing:
        print(f"Missing: {' and '.join(missing)}; the tests that need it are skipped. Install it "
              f"with your system's packages (Debian: sudo apt-get install {' '.join(missing)}).",
              flush=True)  # fmt: skip


def installs(missing: list[str]) -> bool:
    """Install what is missing, and Chromium as the one without windows where Debian has it."""
    if missing:
        run("apt-get", "update", "-qq", quiet=True)
    there = shutil.which(WITHOUT_WINDOWS)
    if not there and run("apt-cache", "show", WITHOUT_WINDOWS, quiet=True) == 0:
        missing = [WITHOUT_WINDOWS, *(name for name in missing if name != "chromium")]
    if not missing:
        return True
    print(f"Installing {' and '.join(missing)} …", flush=True)
    return run("apt-get", "install", "-y", "-qq", *missing, quiet=True) == 0


def is_root() -> bool:
    """Whether whoever starts this may do everything, as in a container."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


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
