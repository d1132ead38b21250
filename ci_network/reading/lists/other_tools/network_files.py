"""Files of other tools' networks, by their ending."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from ci_network.errors import UsageError
from ci_network.files.helpers import beginning
from ci_network.reading.lists.decisions import Log
from ci_network.reading.lists.other_tools.networks import Network
from ci_network.reading.lists.words.lexicon import any_case

_XML = ("xml_files", "read_xml")
_EDGE_LIST = ("word_files", "read_edge_list")
_READERS = {
    ".gexf": _XML, ".graphml": _XML, ".xml": _XML,
    ".json": ("json_files", "read_json"), ".cyjs": ("json_files", "read_json"),
    ".net": ("pajek_files", "read_pajek"), ".paj": ("pajek_files", "read_pajek"),
    ".gml": ("gml_files", "read_gml"),
    ".dl": ("dl_files", "read_dl"), ".dat": ("dl_files", "read_dl"),
    ".vna": ("vna_files", "read_vna"),
    ".edgelist": _EDGE_LIST, ".ncol": _EDGE_LIST,
    ".sif": ("word_files", "read_sif"), ".lgl": ("word_files", "read_lgl"),
    ".adjlist": ("word_files", "read_neighbours"),
}  # fmt: skip
"""Module and function for each ending; a file is loaded when such a network is read."""

_FIRST = 200
"""Bytes among which the first words are."""

_DL = any_case(r"\s*dl\b")
_SIZE = any_case(r"\bn[rc]?\s*=")
_VNA = any_case(r"\s*\*\s*(?:node|tie) (?:data|properties)")


def is_network(path: Path) -> bool:
    """Whether a file is a network of another tool, by its ending or its first words."""
    if path.suffix.lower() in _READERS:
        return True
    try:
        return _by_words(beginning(path, _FIRST)) is not None
    except UsageError:
        return False  # which is told where the file is read


def _by_words(start: bytes) -> tuple[str, str] | None:
    text = _decoded(start[:_FIRST])
    if _VNA.match(text):
        return _READERS[".vna"]
    return _READERS[".dl"] if _DL.match(text) and _SIZE.search(text) else None


def read_network(path: Path, data: bytes, log: Log) -> Network | None:
    """The network of a file; None where it cannot be read, which is told."""
    module, function = _by_words(data) or _READERS[path.suffix.lower()]
    read = getattr(import_module(f"ci_network.reading.lists.other_tools.{module}"), function)
    network: Network | None = read(
        data if function == "read_xml" else _decoded(data), path.name, log
    )
    return network


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
