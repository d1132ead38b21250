"""Characters that nobody sees and a terminal obeys, and those that an encoding does not have."""

from __future__ import annotations

import codecs
import re

# Controls, marks that turn the direction of writing, ends of lines, halves of a letter. Joiners
# within a sign stay: a family of emoji is one.
_OBEYED = (
    "\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0001-\U000e007f"
)
_IN_A_LINE = re.compile(f"[{_OBEYED}]")
_IN_A_TEXT = re.compile(f"(?![\n\t])[{_OBEYED}]")

_ALIKE = str.maketrans(
    {**dict.fromkeys("─━═╌╴╶╸╺–—−‐‑", "-"), **dict.fromkeys("│┃║", "|"),
     **dict.fromkeys("“”„»«", '"'), **dict.fromkeys("‘’‚′", "'"), "…": "...", "\u00a0": " ",
     "\u202f": " ", "\u2009": " ", "×": "x", "·": ".", "•": "*", "→": "->", "≤": "<=", "≥": ">="}
)  # fmt: skip

ALIKE = "ci_network.alike"
"""Name of the way to encode words for people: what the encoding lacks is written with its signs."""


def visible(text: str) -> str:
    """A text in one line, with everything in it that nobody would see spelt out.

    Examples
    --------
    >>> visible("red\\x1b[31m\\n")
    'red\\\\x1b[31m\\\\n'
    """
    return _IN_A_LINE.sub(_spelt, text)


def visible_lines(text: str) -> str:
    """The same of a text in lines: their ends and tabs stay."""
    return _IN_A_TEXT.sub(_spelt, text)


def visible_json(text: str) -> str:
    """The same of JSON, in its own spelling: what a program reads in it does not change.

    Examples
    --------
    >>> visible_json('"\\x9b"')
    '"\\\\u009b"'
    """
    return _IN_A_TEXT.sub(lambda found: json_escape(found[0]), text)


def json_escape(text: str) -> str:
    """Every character as JSON spells it in ASCII."""
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))


def _spelt(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def _alike(error: UnicodeError) -> tuple[str | bytes, int]:
    """What an encoding lacks, by signs that look like it, else spelt out."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end].translate(_ALIKE)
    return lacking.encode("ascii", "backslashreplace").decode("ascii"), error.end


codecs.register_error(ALIKE, _alike)
