"""XML that may be hostile: no document type, whole to its end, and nothing else is trusted."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from ci_network.workbooks.sheets import RefusedError

Begin = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def parse(
    content: bytes, part: str, begin: Begin, end: End | None = None, text: End | None = None
) -> None:
    """Go through a part, with the names of elements and attributes as they stand.

    Raises
    ------
    RefusedError
        When it has a document type, which can make a few bytes fill the memory.
    ValueError
        When it is no XML.
    """
    parser = parser_of(part)
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    run(parser, content, part)


def parser_of(part: str) -> expat.XMLParserType:
    """A parser that stops at a document type."""

    def refuse(*_: object) -> None:
        raise RefusedError("unsafe-workbook", value=part)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    return parser


def run(parser: expat.XMLParserType, content: bytes, part: str) -> None:
    """Let a parser go through a part to its end.

    What is not whole must not reach a reader that trusts it: it may look for the end of a table
    for ever.
    """
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(f"{part} is no XML") from error


class Local(dict[str, str]):
    """The name of an element or attribute without its prefix, each worked out once."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


def whole(text: str | None, default: int = 0) -> int:
    """A whole number as an attribute has it.

    Raises
    ------
    ValueError
        When it is none, or so large that it can be no place of a cell.
    """
    if text is None:
        return default
    if len(text) > 10 or not (text.isascii() and text.isdecimal()):
        raise ValueError("an attribute is no number")
    return int(text)


def is_yes(text: str | None) -> bool:
    """Whether an attribute says so."""
    return text in ("1", "true")
