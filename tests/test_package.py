"""What is installed is what was tested: wheel and sdist, outside the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from ci_network.files.shipped import FILES

ROOT = Path(__file__).parent.parent

if not os.environ.get("CI"):
    pytest.importorskip("hatchling", reason="the group `build` of pyproject.toml is not installed")


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> dict[str, Path]:
    """The wheel, and the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", str(folder), "-t", "wheel", "-t", "sdist")
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return {"wheel": wheel, "sdist": sdist}


@pytest.fixture(scope="session")
def installed(built, tmp_path_factory) -> Path:
    """Scripts of an environment with the wheel; other packages are those of this environment."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = str(scripts / "python")
    place = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(run(python, "-c", place).strip())
    # The folder of a .pth line is searched, and .pth files in it are not read: an editable
    # installation of the repository stays out of it.
    (site / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    run(*pip, "install", "-q", "--no-index", "--no-deps", "--ignore-installed", str(built["wheel"]))
    return scripts


def test_the_wheel_holds_everything_that_runs(built):
    files = set(zipfile.ZipFile(built["wheel"]).namelist())
    needed = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "ci_network").rglob("*")
        if path.is_file() and path.suffix not in {".pyc", ".po"}
    }
    assert needed <= files
    assert {f"ci_network/data/{name}" for name in FILES} <= files
    assert "ci_network/py.typed" in files
    assert not [name for name in files if name.startswith(("tests", "docs", "notebooks"))]


def test_the_wheel_has_no_file_that_git_does_not_know(built):
    if not (ROOT / ".git").exists():
        pytest.skip("no repository")
    known = set(run("git", "ls-files", "ci_network").split("\n"))
    files = zipfile.ZipFile(built["wheel"]).namelist()
    ours = {name for name in files if name.startswith("ci_network/")}
    shipped = {f"ci_network/data/{path.name}" for path in (ROOT / "data").iterdir()}
    unknown = ours - known - shipped
    if not os.environ.get("CI"):
        unknown = {name for name in unknown if name.endswith((".pyc", ".orig"))}
    assert not unknown


def test_the_sdist_makes_the_same_wheel(built, tmp_path):
    with tarfile.open(built["sdist"]) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    run(sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path), "-t", "wheel", cwd=source)
    (again,) = tmp_path.glob("*.whl")
    assert contents(again) == contents(built["wheel"])


def test_example_and_report_work_outside_the_repository(installed, tmp_path):
    command = str(installed / "ci-network")
    where = run(str(installed / "python"), "-c", "import ci_network; print(ci_network.__file__)",
                cwd=tmp_path)  # fmt: skip
    assert str(installed.parent) in where
    run(command, "example", "-o", "example", cwd=tmp_path)
    run(command, "check", "example", cwd=tmp_path)
    run(command, "report", "example", "-o", "report", cwd=tmp_path)
    assert (tmp_path / "report" / "index.html").stat().st_size > 10_000
    assert (tmp_path / "report" / "map.html").stat().st_size > 100_000


def test_the_installed_package_reads_its_own_example(installed, tmp_path):
    code = "import ci_network as ci; print(ci.example_folder()); print(ci.example())"
    told = run(str(installed / "python"), "-c", code, cwd=tmp_path)
    assert str(installed.parent) in told
    assert "38 partners" in told


@pytest.mark.slow
@pytest.mark.parametrize("minor", range(11, 15))
def test_each_python_of_this_machine_installs_and_reports(minor, built, tmp_path):
    """Fresh environments, dependencies from a package index."""
    python = shutil.which(f"python3.{minor}")
    if python is None or subprocess.run([python, "-V"], check=False).returncode:
        pytest.skip(f"no Python 3.{minor}")
    run(python, "-m", "venv", str(tmp_path / "env"))
    pip = str(tmp_path / "env" / "bin" / "pip")
    run(pip, "install", "--quiet", "--disable-pip-version-check", str(built["wheel"]))
    command = str(tmp_path / "env" / "bin" / "ci-network")
    run(command, "example", "-o", "example", cwd=tmp_path)
    run(command, "report", "example", "-o", "report", cwd=tmp_path)
    assert (tmp_path / "report" / "index.html").exists()


def test_windows_checks_files_out_with_the_line_ends_that_they_are_kept_with():
    if not (ROOT / ".git").exists():
        pytest.skip("no repository")
    for line in run("git", "ls-files", "--eol").splitlines():
        kept, _, rule = line.split("\t")[0].split(maxsplit=2)
        assert kept in ("i/lf", "i/none", "i/-text"), line
        assert rule.strip() == "attr/text=auto eol=lf", line


def test_package_citation_and_changelog_name_the_same_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "version"
    ]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    (cited,) = re.findall(r"(?m)^version: (.+)$", citation)
    (released,) = re.findall(r"(?m)^date-released: (.+)$", citation)
    changes = re.findall(r"(?m)^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert cited == version
    assert next(line for line in changes if line != "Unreleased") == f"{version} ({released})"


LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def pins(lock: Path) -> dict[str, str]:
    """Version by package and condition."""
    lines = re.findall(r"(?m)^([\w.-]+)==(\S+)(?: ; (.*))?$", lock.read_text(encoding="utf-8"))
    return {f"{name} ; {when}": version for name, version, when in lines}


def test_the_locks_agree_on_every_version():
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for package, version in pins(lock).items():
            versions.setdefault(package, set()).add(version)
    assert len(versions) > 100
    assert not {package: found for package, found in versions.items() if len(found) > 1}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_lock_pins_every_line_and_names_no_index(lock):
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if line[:1].isalnum()]
    assert len(lines) == len(pins(lock))
    assert "://" not in lock.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("runtime", lambda project: project["project"]["dependencies"]),
        *(
            (extra, lambda project, e=extra: project["project"]["optional-dependencies"][e])
            for extra in ("app", "notebooks")
        ),
        *(
            ("test", lambda project, group=group: project["dependency-groups"][group])
            for group in ("build", "docs", "lint", "test")
        ),
    ],
)
def test_a_lock_has_all_that_it_is_for(lock, asked):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.match(r"[\w-]+", line)[0] for line in asked(project)}
    pinned = {line.partition(" ;")[0] for line in pins(ROOT / "requirements" / f"{lock}.txt")}
    assert wanted
    assert wanted <= pinned


@pytest.mark.slow
def test_the_first_command_is_light_on_a_fresh_copy(built, tmp_path):
    """Under 400 MB, with what the first run leaves there."""
    with tarfile.open(built["sdist"]) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    told = run(sys.executable, "start.py", cwd=source)
    assert told.splitlines()[-1].endswith(str(Path("report") / "index.html"))
    weight = sum(path.lstat().st_size for path in (source / ".venv").rglob("*"))
    assert weight < 400e6


def contents(wheel: Path) -> dict[str, bytes]:
    archive = zipfile.ZipFile(wheel)
    return {name: archive.read(name) for name in archive.namelist() if not name.endswith("RECORD")}


def run(*words: str, cwd: Path = ROOT) -> str:
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        words, cwd=cwd, env=clean, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
