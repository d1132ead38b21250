"""Names where they stand in texts, however they are written there."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

SEVERAL = "…"
"""What stands for a word that is part of the names of several persons."""

_WORD = re.compile(r"[^\W_]+")
_BETWEEN_WORDS = re.compile(r"[\W_]{1,4}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_COMBINING = re.compile("[\u0300-\u036f]+")
_DANISH = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa"})
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_TITLES = frozenset({"dr", "prof", "fru", "frk", "hr", "mr", "mrs", "ms", "von", "van", "med"})
_SHORTEST_PART = 3
_SHORTEST_JOINED = 6

Hide = Callable[[str], str]


@dataclass(frozen=True)
class Names:
    """Codes of names.

    Attributes
    ----------
    whole
        Code by name: it is found in any case, with any spaces, accents or order of its words.
    parts
        Code by each single word of a person's name: it is found where it has a capital letter.
    """

    whole: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)


def parts_of_persons(codes: Mapping[str, str]) -> dict[str, str]:
    """Code by each word of the names of persons that could tell who is meant.

    Examples
    --------
    >>> parts_of_persons({"Anne von Zolm (chair)": "P01", "Anne Holm": "P02"})
    {'anne': '…', 'zolm': 'P01', 'holm': 'P02'}
    """
    parts: dict[str, str] = {}
    for name, code in codes.items():
        for word in _WORD.findall(_IN_BRACKETS.sub(" ", name)):
            part = folded(word)
            if word[0].isupper() and len(part) >= _SHORTEST_PART and part not in _TITLES:
                parts[part] = code if parts.get(part, code) == code else SEVERAL
    return parts


def folded(text: str) -> str:
    """A text as it sounds: without case and accents; å is aa, ß is ss.

    >>> folded("STRASSE") == folded("Straße"), folded("Bÿ")
    (True, 'by')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).casefold().translate(_DANISH)
        text = _COMBINING.sub("", unicodedata.normalize("NFD", text))
    return text.lower()


def hider(names: Names) -> Hide:
    """What puts codes in the place of names in a text.

    A name is hidden with any spaces, signs or order of words, in the genitive, and as one word.

    Examples
    --------
    >>> hide = hider(Names({"Anne Zolm": "P01"}, {"anne": "P01", "zolm": "P01"}))
    >>> hide("Zolms café, hos anne\\u00a0 zolm"), hide("Zolm, Anne ringer til Annesofie")
    ('P01s café, hos P01', 'P01 ringer til Annesofie')
    """
    exact = {_exactly(name): code for name, code in names.whole.items()}
    # By their first word, the longest first.
    known: defaultdict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for name, code in names.whole.items():
        for words in _ways(name):
            known[words[0]].setdefault(words, code)
    candidates = {
        first: sorted(ways.items(), key=lambda way: -len(way[0])) for first, ways in known.items()
    }
    if not exact:
        return lambda text: text

    def hidden(text: str) -> str:
        if not text:
            return text
        if (code := exact.get(_exactly(text))) is not None:
            return code
        plain = text
        if not text.isascii():
            plain = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
        found = [(word.start(), word.end(), folded(word[0])) for word in _WORD.finditer(plain)]
        out, at, place = [], 0, 0
        while place < len(found):
            match = _match(plain, found, place, candidates, names.parts)
            if match is None:
                place += 1
                continue
            code, count, genitive = match
            out += [plain[at : found[place][0]], code, "s" if genitive else ""]
            at = found[place + count - 1][1]
            place += count
        return text if not out else "".join([*out, plain[at:]])

    return hidden


def _exactly(text: str) -> str:
    return " ".join(text.split()).casefold()


def _ways(name: str) -> Iterable[tuple[str, ...]]:
    """The ways in which the words of a name may follow each other; a number alone is no name."""
    words = tuple(folded(word) for word in _WORD.findall(name))
    if len("".join(words)) < 2 or not any(map(str.isalpha, "".join(words))):
        return
    yield words
    bare = tuple(folded(word) for word in _WORD.findall(_IN_BRACKETS.sub(" ", name)))
    if 2 <= len(bare) <= 5:
        yield bare
        yield (bare[-1], *bare[:-1])
        yield (*bare[1:], bare[0])
        if len(bare[0]) > 1:
            yield (bare[0], bare[-1])
            yield (bare[-1], bare[0])
    if len("".join(bare)) >= _SHORTEST_JOINED:
        yield ("".join(bare),)


def _match(
    text: str,
    matches: list[tuple[int, int, str]],
    place: int,
    candidates: Mapping[str, list[tuple[tuple[str, ...], str]]],
    parts: Mapping[str, str],
) -> tuple[str, int, bool] | None:
    """Code, words and whether in the genitive of the name that begins at a word."""
    begin, _, first = matches[place]
    for stem in (first, _without_s(first)):
        for words, code in candidates.get(stem, ()):
            if stem != first and len(words) > 1:
                continue
            there = matches[place : place + len(words)]
            if len(there) < len(words) or not _follow_closely(text, there):
                continue
            said = tuple(word for *_, word in there)
            if said == words:
                return code, len(words), False
            if said[:-1] == words[:-1] and _without_s(said[-1]) == words[-1]:
                return code, len(words), True
    if text[begin].isupper():
        for stem in (first, _without_s(first)):
            if stem in parts:
                return parts[stem], 1, stem != first
    return None


def _without_s(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def _follow_closely(text: str, words: list[tuple[int, int, str]]) -> bool:
    return all(_BETWEEN_WORDS.fullmatch(text, one[1], other[0]) for one, other in pairwise(words))
