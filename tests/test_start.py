"""What a command imports: a heavy library costs a reader of help more time than the help."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

HEAVY = {
    "IPython",
    "babel",
    "jinja2",
    "matplotlib",
    "networkx",
    "numpy",
    "openpyxl",
    "pandas",
    "python_calamine",
    "pyvis",
    "rich",
    "scipy",
}

CALLS = {
    "help": (["--help"], set()),
    "help of a command": (["metrics", "--help"], set()),
    "unknown command": (["metric"], set()),
    "unknown option": (["metrics", "--windows", "year"], set()),
    "unknown format": (["ties", "--format", "xml"], set()),
    "check": (["check", "data"], {"numpy", "rich"}),
    "check as json": (["check", "data", "--format", "json"], {"numpy"}),
    "metrics as json": (["metrics", "data", "--format", "json"], {"numpy"}),
    "metrics as csv": (["metrics", "data", "--format", "csv"], {"numpy"}),
    "metrics with a null": (["metrics", "data", "--null", "9", "--format", "json"], {"numpy"}),
    "ties as csv": (["ties", "data", "--format", "csv"], {"numpy"}),
    "partners as csv": (["partners", "data", "--format", "csv"], {"numpy"}),
}

WATCHED = """
import os, sys
from ci_network.commands.run import run
code = run(sys.argv[1:])
sys.stdout.flush()
os.write(2, ("\\n" + " ".join({name.partition(".")[0] for name in sys.modules})).encode())
"""


@pytest.mark.parametrize(("words", "needed"), CALLS.values(), ids=CALLS)
def test_a_command_imports_only_the_heavy_libraries_that_it_needs(words, needed):
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *words], capture_output=True, text=True, check=True
    )
    imported = set(done.stderr.rsplit("\n", 1)[-1].split()) & HEAVY
    assert imported <= needed


@pytest.mark.parametrize("name", ["metrics", "ties", "partners"])
def test_a_command_that_hides_nobody_does_without_codes(name):
    watched = WATCHED.replace('.partition(".")[0]', "")
    done = subprocess.run(
        [sys.executable, "-c", watched, name, "data"], capture_output=True, text=True, check=True
    )
    imported = set(done.stderr.rsplit("\n", 1)[-1].split())
    assert "ci_network.commands.run" in imported
    assert not imported & {"hashlib", "ci_network.record.pseudonyms", "ci_network.views.map"}


FAULTS = """
import resource, sys
import numpy as np
from ci_network.__main__ import keep_memory
if sys.argv[1] == "kept":
    keep_memory()
def fill():
    rooms = [np.empty(1 << 17) for _ in range(6)]
    for room in rooms:
        room[:] = 1
fill()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(10):
    fill()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a setting of glibc")
def test_freed_memory_is_used_again():
    """Six arrays of a mebibyte, ten times over: without the setting some are cleared anew."""
    kept, given_back = (
        int(subprocess.check_output([sys.executable, "-c", FAULTS, how]))
        for how in ("kept", "given back")
    )
    assert kept < 500 < given_back
