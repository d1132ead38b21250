"""The first alliance, Et Lettere Liv in Helsingør, as data that comes with the package."""

from __future__ import annotations

from pathlib import Path

from ci_network.errors import CINetworkError

_HERE = Path(__file__).parents[1]

FILES = ("nodes.csv", "edges.csv", "activities.csv", "README.md", "datapackage.json")


def example_folder() -> Path:
    """Folder of the Helsingør data: in the installed package, or in the repository.

    Examples
    --------
    >>> (example_folder() / "nodes.csv").exists()
    True
    """
    for folder in (_HERE / "data", _HERE.parent / "data"):
        if (folder / FILES[0]).exists():
            return folder
    raise CINetworkError("The example data is missing from this installation; install it again.")


def example_files() -> dict[str, bytes]:
    """The files of the example by name.

    Examples
    --------
    >>> sorted(example_files())
    ['README.md', 'activities.csv', 'datapackage.json', 'edges.csv', 'nodes.csv']
    """
    folder = example_folder()
    return {name: (folder / name).read_bytes() for name in FILES if (folder / name).exists()}
