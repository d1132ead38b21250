"""What comes with the package: the data of the first alliance, and which version this is."""

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


def version() -> str:
    """The version of the package: as it was installed, or of the repository that it stands in.

    Examples
    --------
    >>> version()[0].isdecimal()
    True
    """
    from importlib import metadata  # noqa: PLC0415 - half a tenth of a second, for few

    try:
        return metadata.version("ci_network")
    except metadata.PackageNotFoundError:
        return _version_here()


def _version_here() -> str:
    """The version that the file of the project beside the package names, where there is one."""
    import tomllib  # noqa: PLC0415 - asked for by few

    try:
        project = tomllib.loads((_HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))
        return str(project["project"]["version"])
    except (OSError, ValueError, KeyError):
        return "of unknown version"
