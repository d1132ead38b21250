"""Names that may be the secretariat's: abbreviated, with an ending, within a longer name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ci_network.reading.spelling import fold, folded, one_letter_apart

_STEM = re.compile(
    r"(?:\w*sekretariat(?:et|s|ets|en|ernes|er|erne|s\w{3,})?|\w*secretariats?|sekr|sekret|secr|sekt|"
    r"geschaeftsstelle|geschaftsstelle|\w*backbone\w*)"
)
_ENDING = re.compile(r"(?:ets|erne|ets|ene|ens|et|en|er|s)$")
_SHORTEST = 4
_BETWEEN_WORDS = re.compile(r"[\s.,;:/()\[\]–—_&+-]+")


def _words(name: str) -> list[str]:
    return next(_words_of([name]))


def _words_of(names: Sequence[str]) -> Iterator[list[str]]:
    """The words of each name, as they sound; all are folded in one go."""
    split = [_BETWEEN_WORDS.split(name) for name in names]
    words = iter(folded([word for parts in split for word in parts]))
    return ([word for word in islice(words, len(parts)) if word] for parts in split)


def names_secretariat(name: str) -> bool:
    """Whether a name says that its bearer is a secretariat.

    >>> [names_secretariat(name) for name in ("Sekr.", "ELL-sekretariatet", "Sekretær", "Kommunen")]
    [True, True, False, False]
    """
    return _name_secretariat(_words(name))


def _name_secretariat(words: Sequence[str]) -> bool:
    return any(_STEM.fullmatch(word) for word in words)


def alike(name: str, secretariat: str) -> bool:
    """Whether a name is likely the secretariat's, written otherwise.

    Examples
    --------
    >>> [alike(name, "Sekretariatet") for name in ("Sekr.", "Sekretariat ELL", "Kommunen")]
    [True, True, False]
    >>> alike("Sund By", "Sund By-kontoret"), alike("SBK", "Sund By-kontoret")
    (True, True)
    >>> alike("Koord. kontor", "Koordinationskontor"), alike("Projektkont.", "Projektkontoret")
    (False, True)
    """
    return _alike(name, _words(name), secretariat, _words(secretariat))


def _alike(name: str, one: list[str], secretariat: str, other: list[str]) -> bool:
    """The same of two names with their words."""
    if one == other or not one or not other:
        return one == other and name != secretariat
    if _name_secretariat(one) and _name_secretariat(other):
        return True
    shorter, longer = sorted((one, other), key=lambda words: len("".join(words)))
    if len("".join(shorter)) >= _SHORTEST and _begins(shorter, longer):
        return True
    if _abbreviates(name, secretariat) or _abbreviates(secretariat, name):
        return True
    if len(shorter) == 1 and 2 <= len(shorter[0]) <= 5 and shorter[0] == _initials(longer):
        return len(name if one is shorter else secretariat) == len(shorter[0])
    text, text_of_other = "".join(one), "".join(other)
    return min(len(text), len(text_of_other)) > 5 and (
        one_letter_apart(text, text_of_other)
        or _ENDING.sub("", text) == _ENDING.sub("", text_of_other)
    )


def _begins(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether the words of a name stand in another one after the other, endings apart."""
    stems = [_ENDING.sub("", word) or word for word in longer]
    own = [_ENDING.sub("", word) or word for word in shorter]
    width = len(own)
    return any(stems[n : n + width] == own for n in range(len(stems) - width + 1))


def _abbreviates(short: str, name: str) -> bool:
    """Whether the words of a name are cut short by points: Coord. Office, Gst."""
    if "." not in short:
        return False
    cut = [
        (fold(word.rstrip(".")), word.endswith(".")) for word in re.findall(r"[^\W_]+\.?", short)
    ]
    whole = _words(name)
    return len(cut) == len(whole) and all(
        len(part) > 1 and (_shortens(part, word) if is_cut else word == part)
        for (part, is_cut), word in zip(cut, whole, strict=True)
    )


def _shortens(part: str, word: str) -> bool:
    """Whether a word begins with a part, or has its letters in their order from the first on.

    >>> _shortens("gesch", "geschaeftsstelle"), _shortens("gst", "geschaeftsstelle")
    (True, True)
    """
    letters = iter(word)
    contracted = len(part) > 2 and part[0] == word[0] and all(each in letters for each in part)
    return word.startswith(part) or contracted


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def likely_secretariats(marked: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """Those of the others that are likely a secretariat under another spelling, and which.

    >>> likely_secretariats(["Sekretariatet"], ["Klubben", "Sekr."])
    {'Sekr.': 'Sekretariatet'}
    """
    marked, others = list(marked), list(others)
    words_of_marked = list(_words_of(marked))
    found = {}
    for name, words in zip(others, _words_of(others), strict=True):
        for secretariat, other in zip(marked, words_of_marked, strict=True):
            if _alike(name, words, secretariat, other):
                found[name] = secretariat
                break
    return found
